"""Which of two days of a case comes first.

Why: most contradictions of dates are of one shape; said once, each of them is a line that names
two keys, and none forgets that a date may be missing or stand in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.rule import Examine, Finding
from pipeline.values import write_date
from pipeline.yaml_text import Path_


class Moment(NamedTuple):
    """A day that a case names, and the key that names it."""

    day: date
    path: Path_


Choose = Callable[[list[Moment]], Moment]


def first(moments: list[Moment]) -> Moment:
    """The earliest."""
    return min(moments, key=lambda moment: moment.day)


def last(moments: list[Moment]) -> Moment:
    """The latest."""
    return max(moments, key=lambda moment: moment.day)


def moments(case: Case, dotted: str) -> list[Moment]:
    """All days at a dotted key, ``pengumpulan_data.tanggal``, as the file has them in order."""
    return _below(case, _steps(dotted), ())


@cache
def _steps(dotted: str) -> tuple[str, ...]:
    return tuple(dotted.split("."))


def _below(value: Any, names: tuple[str, ...], path: Path_) -> list[Moment]:
    for number, name in enumerate(names, start=1):
        value = getattr(value, name)
        if value is None:
            return []
        if isinstance(value, tuple):
            here, rest = (*path, *names[:number]), names[number:]
            entries = enumerate(value)
            return [one for at, entry in entries for one in _below(entry, rest, (*here, at))]
    return [Moment(value, (*path, *names))] if isinstance(value, date) else []


def early(case: Case, later: str, *earlier: str, choose: Choose = last) -> Iterator[Finding]:
    """Find the days that come before what should precede them.

    Args:
        case: the case.
        later: dotted key of the days that should come later; theirs is the finding.
        earlier: dotted keys of the day that should come first; the first key that holds one.
        choose: which of several earlier days counts.
    """
    after = moments(case, later)
    for key in earlier if after else ():
        if before := moments(case, key):
            bound = choose(before)
            yield from (contradiction(moment, bound) for moment in after if moment.day < bound.day)
            return


def contradiction(moment: Moment, other: Moment) -> Finding:
    """Two days in the wrong order, told at the first of these."""
    days = {"date": write_date(moment.day), "other": write_date(other.day)}
    return Finding(moment.path, days, related=(other.path,))


def not_before(later: str, *earlier: str, choose: Choose = last) -> Examine:
    """A rule of `early` alone."""

    def examine(case: Case, office: Office) -> Iterator[Finding]:
        return early(case, later, *earlier, choose=choose)

    return examine


def pairs(
    case: Case, entries: str, later: str, earlier: str
) -> Iterator[tuple[int, Moment, Moment]]:
    """Two days of each entry of a list that has both, with the entry's number in the file."""
    for number, entry in enumerate(getattr(case, entries)):
        after, before = getattr(entry, later), getattr(entry, earlier)
        if after and before:
            path = (entries, number)
            yield number, Moment(after, (*path, later)), Moment(before, (*path, earlier))


def in_each(entries: str, later: str, earlier: str) -> Examine:
    """A rule on two days of one entry of a list, ``penempatan``."""

    def examine(case: Case, office: Office) -> Iterator[Finding]:
        for _, after, before in pairs(case, entries, later, earlier):
            if after.day < before.day:
                yield contradiction(after, before)

    return examine
