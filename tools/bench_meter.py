"""What one way of doing a work takes: wall time, and processor time of all that it starts.

Each way runs in a process of its own, which adopts whatever its programs leave behind, so that the
time of a LibreOffice whose parent has ended, or was killed, counts as well.

Why: on a busy machine wall time says little, and processor time only what it counts all of.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SET_CHILD_SUBREAPER = 36  # prctl(2)
_STRAGGLERS = 20.0  # seconds that what was left behind has to end
_TICKS = os.sysconf("SC_CLK_TCK")

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one round of one way took, in seconds."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do the work.

    Attributes:
        run: does it.
        before: makes all as it was, unmeasured.
        servers: process numbers of servers that do a part of it, and run already.
    """

    run: Work
    before: Work = lambda: None
    servers: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much one took as the other, over rounds."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        """Write it with its spread."""
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


def ratio(over: Sequence[float], under: Sequence[float]) -> Ratio:
    """Divide round by round: what made both slow in one round plays no part."""
    each = [one / other for one, other in zip(over, under, strict=True)]
    return Ratio(statistics.median(each), min(each), max(each))


def in_turn(ways: Mapping[str, Way], rounds: int) -> dict[str, list[Spent]]:
    """Let all ways do the work in turn, in changing order; say each round on standard error."""
    spent: dict[str, list[Spent]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(1, rounds + 1):
        for name in names:
            ways[name].before()
            spent[name].append(measured(ways[name].run, ways[name].servers))
        names.append(names.pop(0))
        walls = ", ".join(f"{name} {each[-1].wall:.2f} s" for name, each in spent.items())
        print(f"round {number} of {rounds}: {walls}", file=sys.stderr, flush=True)
    return spent


def measured(work: Work, servers: Sequence[int] = ()) -> Spent:
    """Do a work in a process of its own.

    Raises:
        RuntimeError: it came to no end; why has been printed.
    """
    sys.stdout.flush()
    before = sum(map(of_tree, servers))
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        os._exit(_in_child(work, writer))
    os.close(writer)
    with open(reader, encoding="ascii") as pipe:  # noqa: PTH123 - a number is no path
        said = pipe.readline()
    os.waitpid(child, 0)
    if not said:
        raise RuntimeError("one way came to no end")
    wall, processor = json.loads(said)
    return Spent(wall, processor + sum(map(of_tree, servers)) - before)


def _in_child(work: Work, writer: int) -> int:
    try:
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)
        began = time.perf_counter()
        work()
        wall = time.perf_counter() - began
        _wait_for_stragglers()
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        processor = sum(one.ru_utime + one.ru_stime for one in used)
        os.write(writer, f"{json.dumps([wall, processor])}\n".encode())
    except BaseException:  # noqa: BLE001 - of a forked process nothing may go on
        traceback.print_exc()
        return 1
    return 0


def _wait_for_stragglers() -> None:
    end = time.monotonic() + _STRAGGLERS
    with suppress(ChildProcessError):
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
        raise RuntimeError("something that was started does not end")


def of_tree(process: int) -> float:
    """Processor seconds of a process that runs, and of all below it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(of_tree, children_of(process)))


def children_of(process: int) -> Iterator[int]:
    """Process numbers of what a process has started."""
    for task in Path(f"/proc/{process}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())
