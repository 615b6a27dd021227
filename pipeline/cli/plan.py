"""Which cases a build makes, and in which order: the earliest deadline first.

Why: what a night does not finish must be what can wait longest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.memory import Memory
    from pipeline.results import CaseResult
    from pipeline.workplace import Workplace

Deadlines = tuple[tuple[str, date], ...]  # of documents, the earliest first


@dataclass(frozen=True, slots=True)
class Planned:
    """A case that is to be made.

    Attributes:
        file: its case file.
        late: documents whose deadline has passed, with it, the earliest first.
        settled: what it is where nothing of it has changed since it was built.
    """

    file: Path
    late: Deadlines = ()
    settled: CaseResult | None = None


def plan(
    files: Iterable[Path],
    workplace: Workplace,
    today: date,
    due_before: date | None = None,
    memory: Memory | None = None,
) -> list[Planned]:
    """Choose cases and bring them into order.

    Args:
        files: case files.
        workplace: the opened workspace.
        today: the day from which deadlines are seen.
        due_before: only cases with a paper that is due by this day, or late, as `status` shows
            them, and those that cannot be read; None takes all.
        memory: what earlier builds left; None lets every case be made.
    """
    output = workplace.workspace.output
    found = []
    for file in files:
        known = memory.known(file, output) if memory else None
        deadlines = known.deadlines if known else _deadlines(file, workplace, today)
        if due_before and deadlines is not None and not _until(due_before, deadlines):
            continue
        late = tuple((label, day) for label, day in deadlines or () if day < today)
        first = deadlines[0][1] if deadlines else date.max
        found.append(((first, file.stem), Planned(file, late, known.result if known else None)))
    return [planned for _, planned in sorted(found, key=itemgetter(0))]


def _deadlines(file: Path, workplace: Workplace, today: date) -> Deadlines | None:
    """Those of a case that is read; None where it cannot be, as nobody knows what it has."""
    from pipeline.agenda import agenda
    from pipeline.checking import check_cases

    verdict = next(check_cases([file], workplace))
    seen = agenda(verdict, workplace.office, workplace.catalog, today)
    return seen.deadlines if seen.readable else None


def _until(day: date, deadlines: Deadlines) -> bool:
    return any(deadline <= day for _, deadline in deadlines)
