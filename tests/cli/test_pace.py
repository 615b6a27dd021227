"""How fast a build goes, and what is left."""

from __future__ import annotations

from pipeline.cli.pace import RECENT, Pace


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def test_before_the_first_nobody_knows() -> None:
    """Nothing is said before a case is done, nor of a pace without time."""
    clock = Clock()
    pace = Pace(5, clock)
    assert (pace.done, pace.a_minute, pace.left) == (0, None, None)
    pace.step()
    assert (pace.done, pace.a_minute, pace.left) == (1, None, 0.0)


def test_steady() -> None:
    """A case in four seconds is 15 a minute, and three more take twelve seconds."""
    clock = Clock()
    pace = Pace(5, clock)
    for _ in range(2):
        clock.now += 4
        pace.step()
    assert (pace.a_minute, pace.left) == (15, 12.0)


def test_only_of_late_counts() -> None:
    """What went quickly long ago says nothing of what is left."""
    clock = Clock()
    pace = Pace(1000, clock)
    for _ in range(100):
        clock.now += 0.01
        pace.step()
    for _ in range(RECENT):
        clock.now += 2
        pace.step()
    assert (pace.a_minute, pace.done) == (30, 100 + RECENT)
