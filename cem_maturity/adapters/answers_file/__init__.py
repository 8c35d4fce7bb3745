"""Answers files, read from YAML and written to it: what `reading` reads, `writing` wrote."""

from cem_maturity.adapters.answers_file.reading import language, read, read_parsed, reference

__all__ = ["language", "read", "read_parsed", "reference"]
