"""A build of cases from its first to its last, and the report of it.

Why: few cases are made in this process, many by several at once; either way the office finds a
report of it, also when somebody stopped it halfway.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.jobs import jobs_for
from pipeline.cli.plan import Planned
from pipeline.cli.run_report import Run, write_report
from pipeline.cli.session import Session
from pipeline.errors import Problem, WorkspaceError

if TYPE_CHECKING:
    from pipeline.memory import Memory
    from pipeline.results import CaseResult
    from pipeline.soffice import Installation
    from pipeline.workplace import Workplace

    Tell = Callable[[CaseResult], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be made, and how.

    Attributes:
        session: the call.
        workplace: the opened workspace.
        installation: the LibreOffice to use.
        memory: what earlier builds left.
        planned: the cases, the most urgent first.
        jobs: how many are made at once; None leaves it to the machine.
        discard_edits: whether drafts that were edited in Word are made anew.
    """

    session: Session
    workplace: Workplace
    installation: Installation
    memory: Memory
    planned: Sequence[Planned]
    jobs: int | None
    discard_edits: bool

    def run(self) -> tuple[list[CaseResult], tuple[Problem, ...]]:
        """Make the cases and report it.

        Returns:
            What became of the cases, in their order, and why there is no report, if there is none.
        """
        came: list[CaseResult] = []
        began, clock = datetime.now().astimezone(), time.monotonic()
        try:
            results = self._make(came.append)
        except BaseException:
            seconds = time.monotonic() - clock
            with suppress(WorkspaceError):  # what stopped it is what must be told
                self._report(Run(self.planned, came, began, seconds, interrupted=True))
            raise
        try:
            self._report(Run(self.planned, results, began, time.monotonic() - clock))
        except WorkspaceError as error:
            return results, error.problems
        return results, ()

    def _make(self, note: Tell) -> list[CaseResult]:
        """Make the cases that are not settled, and tell each result as it comes."""
        from pipeline.cli.progress import watch

        settled = [each.settled for each in self.planned if each.settled]
        for result in settled:
            note(result)
        files = [each.file for each in self.planned if not each.settled]
        if not files:
            return settled
        jobs = min(self.jobs or jobs_for(len(files)), len(files))
        with watch(files, self.session.messages, at_once=jobs) as (coming, show):

            def tell(result: CaseResult) -> None:
                note(result)
                show(result)

            made = self._at_once(coming, jobs, tell) if jobs > 1 else self._one_by_one(coming, tell)
        for store in (self.memory.store, self.workplace.prepared):
            if store:
                store.shrink()
        return settled + made

    def _one_by_one(self, files: Iterable[Path], tell: Tell) -> list[CaseResult]:
        """In this process, with one LibreOffice for all."""
        from pipeline import soffice
        from pipeline.runner import Means, run_cases

        limit = self.session.settings.limit
        with soffice.start(self.installation, limit=limit) as converter:
            means = Means(self.workplace, converter, self.memory, self.discard_edits)
            return run_cases(files, means, tell)

    def _at_once(self, files: Iterable[Path], jobs: int, tell: Tell) -> list[CaseResult]:
        """By several processes, each with a LibreOffice of its own."""
        from pipeline.nursery import Recipe
        from pipeline.pool import run_pooled

        root, settings = self.workplace.workspace.root, self.session.settings
        recipe = Recipe(root, self.installation, settings.limit, settings.cache, self.discard_edits)
        return run_pooled(files, recipe, jobs, tell)

    def _report(self, run: Run) -> None:
        office = self.workplace.office.kantor.nama
        write_report(run, self.workplace.workspace, office, self.session.messages)
