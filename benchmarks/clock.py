"""One work in a process of its own: what it costs, and the peak memory.

A work is two functions: one prepares, from the folder of a corpus; what the other does with that is
timed. Processor time is that of the process and of the children that it has waited for.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

Work: TypeAlias = tuple[Callable[[Path], Any], Callable[[Any], Any]]

WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
UNIT = 1 if sys.platform == "darwin" else 1024  # of the peak memory, in bytes


def used() -> float:
    """Processor seconds so far, those of the system among them."""
    return sum(sum(resource.getrusage(each)[:2]) for each in WHO)


def measure(work: Work, folder: Path) -> dict[str, float]:
    """Processor and wall seconds; the peak of the process and of its largest child, in MB."""
    prepare, do = work
    given = prepare(folder)
    wall, cpu = time.perf_counter(), used()
    made = do(given)
    cpu, wall = used() - cpu, time.perf_counter() - wall
    peak, child = (resource.getrusage(each).ru_maxrss * UNIT / 1e6 for each in WHO)
    return {"cpu": cpu, "wall": wall, "peak": peak, "child": child, "made": len(made)}


def main(works: Mapping[str, Work]) -> None:
    """Run the work named first on the command line on the folder named second; print figures."""
    print(json.dumps(measure(works[sys.argv[1]], Path(sys.argv[2]))))
