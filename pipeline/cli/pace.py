"""How fast a build goes, of late, and how long the rest of it will take.

Why: cases that are left as they were take a moment and others seconds; what counts is how fast it
goes now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

RECENT = 40  # cases that the pace is taken from


@dataclass(slots=True)
class Pace:
    """The pace of a build.

    Attributes:
        total: cases in all.
        clock: seconds that only ever grow.
    """

    total: int
    clock: Callable[[], float]
    done: int = 0
    _ends: deque[float] = field(init=False)

    def __post_init__(self) -> None:
        """Begin now."""
        self._ends = deque([self.clock()], maxlen=RECENT + 1)

    def step(self) -> None:
        """Count a case that is done."""
        self.done += 1
        self._ends.append(self.clock())

    @property
    def each(self) -> float | None:
        """Seconds a case; None before the first is done."""
        steps = len(self._ends) - 1
        return (self._ends[-1] - self._ends[0]) / steps if steps else None

    @property
    def a_minute(self) -> int | None:
        """Cases a minute, as a whole number; None where none is done, or it takes no time."""
        return round(60 / self.each) if self.each else None

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take; None before the first is done."""
        return None if self.each is None else self.each * (self.total - self.done)
