"""`berkas import`: make case files of the rows of a register workbook.

Why this name: `import` is a word of Python's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import Verb
from pipeline.cli.new import complete_pk, officer_code
from pipeline.cli.paths import Place
from pipeline.cli.session import Session
from pipeline.cli.wanted import find_workspace
from pipeline.cli.words import Words
from pipeline.errors import ExitCode, Problem, UsageError, WorkspaceError

if TYPE_CHECKING:
    from pipeline.intake.filing import Cabinet
    from pipeline.intake.register import Entry
    from pipeline.stages.validate import Verdict
    from pipeline.workplace import Workplace

KINDS = ("reintegrasi",)  # those that a register is kept of


@dataclass(frozen=True, slots=True)
class Filed:
    """A row and what became of it.

    Attributes:
        entry: the row.
        nomor: its case number; None where it becomes no case.
        file: its case file; not there in a dry run.
        verdict: what the check says of it; None where nothing was written.
    """

    entry: Entry
    nomor: str | None = None
    file: Path | None = None
    verdict: Verdict | None = None


@click.command("import", cls=Verb)
@click.argument("file", type=Place())
@click.option("--jenis", type=Words(KINDS), default=KINDS[0])
@click.option("--pk", shell_complete=complete_pk)
@click.option("--dry-run", "dry", is_flag=True)
@click.pass_obj
def command(session: Session, file: Path, jenis: str, pk: str | None, *, dry: bool) -> int:
    """Import a register; the help stands in ``locale/``."""
    from pipeline.cli.intake_table import tell
    from pipeline.intake.filing import Cabinet
    from pipeline.intake.register import read_register
    from pipeline.intake.roster import roster_of
    from pipeline.intake.workbook import read_workbook
    from pipeline.publish import try_writing
    from pipeline.workplace import open_workplace

    workplace = open_workplace(find_workspace(session))
    workspace = workplace.workspace
    officer = _officer(pk, workplace)
    workbook = read_workbook(file if file.exists() else session.start / file)
    register = read_register(workbook, roster_of(workspace.find_cases(())))
    if not dry:
        try_writing(workspace.cases)
    cabinet = Cabinet(workspace, jenis, officer, workbook.year)
    stopped: list[WorkspaceError] = []
    rows = list(_filed(register.entries, cabinet, workplace, stopped, dry=dry))
    failed = [problem for error in stopped for problem in error.problems]
    told: list[Problem] = [*workplace.warnings, *register.problems, *failed]
    tell(session, told, rows, dry=dry, ok=not stopped and not any(map(is_bad, rows)))
    if stopped:
        return stopped[0].exit_code
    return ExitCode.CASE if any(map(is_bad, rows)) else ExitCode.DONE


def is_bad(row: Filed) -> bool:
    """Whether the check found an error in a row's case."""
    return bool(row.verdict and row.verdict.errors)


def _officer(pk: str | None, workplace: Workplace) -> str:
    """The officer's code: the one that was given, else the office's only one.

    Raises:
        UsageError: the office has no such officer, or several and none was named.
    """
    officer = officer_code(pk, workplace.office)
    if officer is None:
        raise UsageError.of("IMP006", known=", ".join(workplace.office.pk))
    return officer


def _filed(
    entries: tuple[Entry, ...],
    cabinet: Cabinet,
    workplace: Workplace,
    stopped: list[WorkspaceError],
    *,
    dry: bool,
) -> Iterator[Filed]:
    """Write the rows one after the other; a disk that takes no more ends it, and is noted.

    Why: what stands on the disk by then must be told, or nobody knows how far it came.
    """
    from pipeline.checking import check_case

    for entry in entries:
        if entry.draft is None:
            yield Filed(entry)
        elif dry:
            nomor = cabinet.assign(entry)
            yield Filed(entry, nomor, cabinet.workspace.case_file(nomor))
        else:
            try:
                nomor, file = cabinet.file(entry)
            except WorkspaceError as error:
                stopped.append(error)
                return
            yield Filed(entry, nomor, file, check_case(file, workplace))
