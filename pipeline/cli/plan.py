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

from pipeline.cli.status import urgency, wanted

if TYPE_CHECKING:
    from pipeline.agenda import Agenda
    from pipeline.memory import Memory
    from pipeline.runner import CaseResult
    from pipeline.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Planned:
    """A case that is to be made.

    Attributes:
        file: its case file.
        late: documents whose deadline has passed, with it, the earliest first.
        settled: what it is where nothing of it has changed since it was built.
    """

    file: Path
    late: tuple[tuple[str, date], ...] = ()
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
            them; None takes all.
        memory: what earlier builds left; None lets every case be made.
    """
    from pipeline.agenda import agenda
    from pipeline.checking import check_cases
    from pipeline.runner import as_it_was

    found = []
    for verdict in check_cases(files, workplace):
        seen = agenda(verdict, workplace.office, workplace.catalog, today)
        if wanted([seen], due_before):
            settled = as_it_was(verdict, workplace, memory) if memory else None
            planned = Planned(verdict.case_file, _late(seen, today), settled)
            found.append((urgency(seen), planned))
    return [planned for _, planned in sorted(found, key=itemgetter(0))]


def _late(seen: Agenda, today: date) -> tuple[tuple[str, date], ...]:
    open_ = ((document.label, document.deadline) for document in seen.until(today))
    return tuple((label, day) for label, day in open_ if day is not None and day < today)
