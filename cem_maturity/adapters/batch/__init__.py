"""A batch: what its workers do for one answers file, and what it remembers of it."""

from cem_maturity.adapters.batch.judging import Judge, Judging, Source
from cem_maturity.adapters.batch.memory import Judgement, Memory
from cem_maturity.adapters.batch.records import Record
from cem_maturity.adapters.batch.rendering import Maker, Rendering, Wanted

__all__ = ["Judge", "Judgement", "Judging", "Maker", "Memory", "Record", "Rendering", "Source", "Wanted"]
