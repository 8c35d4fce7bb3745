"""Who does the jobs of a batch: this process, processes of this machine, or a cluster; none knows what the jobs are.

`workers.cluster` is not imported here: it needs the extra `cluster`.
"""

from cem_maturity.adapters.workers.here import Here, cores
from cem_maturity.adapters.workers.jobs import Crashed, Died, NoWorkers, Workers, opened
from cem_maturity.adapters.workers.serially import Serially

__all__ = ["Crashed", "Died", "Here", "NoWorkers", "Serially", "Workers", "cores", "opened"]
