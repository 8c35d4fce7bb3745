"""Answers files, read from YAML and written to it: what `reading` reads, `writing` wrote."""

from cem_maturity.adapters.answers_file.belonging import language, reference
from cem_maturity.adapters.answers_file.reading import read, read_parsed

__all__ = ["language", "read", "read_parsed", "reference"]
