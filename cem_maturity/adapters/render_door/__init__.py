"""The door *render*: HTML and templates of others become pages in a process with limits, or one sentence."""

from cem_maturity.adapters.render_door.door import Crashed, Door, Faulty, NotRendered
from cem_maturity.adapters.render_door.jobs import Filled, Job, Limits

__all__ = ["Crashed", "Door", "Faulty", "Filled", "Job", "Limits", "NotRendered"]
