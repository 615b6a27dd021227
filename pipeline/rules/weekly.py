"""The weekly schedules of a case as the rules read them.

Why: a dozen rules ask by days of the week what the file tells shift by shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.case import Case
from pipeline.case.service import Shift
from pipeline.yaml_text import Path_


@dataclass(frozen=True, slots=True)
class Line:
    """One shift that was read whole, with its path and its minutes."""

    path: Path_
    shift: Shift
    worked: int


def week(case: Case) -> Iterator[tuple[int, dict[str, list[Line]]]]:
    """The schedule of each placement by days of the week, its shifts in the order of time."""
    for number, placement in enumerate(case.penempatan):
        days: dict[str, list[Line]] = {}
        for place, shift in enumerate(placement.jadwal):
            if is_whole(shift):
                path = ("penempatan", number, "jadwal", place)
                days.setdefault(shift.hari, []).append(Line(path, shift, shift.worked.minutes))
        for lines in days.values():
            lines.sort(key=lambda line: line.shift.mulai)
        if days:
            yield number, days


def is_whole(shift: Shift) -> bool:
    """Whether day and times of a shift were read and leave time for work."""
    known = None not in (shift.hari, shift.mulai, shift.selesai)
    return known and shift.mulai < shift.selesai and shift.worked.minutes > 0
