"""`berkas build`: make the drafts and the bundle of cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from pipeline.cli import report, show
from pipeline.cli.batch import Batch
from pipeline.cli.days import day_option
from pipeline.cli.frame import Verb
from pipeline.cli.jobs import jobs_option
from pipeline.cli.plan import plan
from pipeline.cli.run_report import failed_cases, page_file
from pipeline.cli.session import Session
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.errors import ExitCode, Problem
from pipeline.publish import try_writing

if TYPE_CHECKING:
    from pipeline.results import CaseResult, DocumentResult
    from pipeline.soffice import Way
    from pipeline.workplace import Workplace
    from pipeline.workspace import Workspace


class Wishes(TypedDict):
    """What the options ask for."""

    discard_edits: bool
    explain: bool
    jobs: int | None
    converter: Way
    due_before: date | None
    failed: bool


@click.command("build", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.option("--due-before", type=day_option)
@click.option("--failed", is_flag=True)
@click.option("--jobs", type=jobs_option)
@click.option("--converter", type=click.Choice(("auto", "kit", "soffice")), default="auto")
@click.option("--explain", is_flag=True)
@click.option("--discard-edits", is_flag=True)
@click.pass_obj
def command(session: Session, cases: tuple[str, ...], **wishes: Unpack[Wishes]) -> int:
    """Build cases; the help stands in ``locale/``."""
    from pipeline import soffice
    from pipeline.memory import remember
    from pipeline.prepared import prepared_templates
    from pipeline.workplace import open_workplace

    workspace = find_workspace(session, cases)
    workplace = open_workplace(workspace, prepared_templates(session.settings.cache))
    files = _files(session, workspace, cases, failed=wishes["failed"])
    if not files:
        return _tell_nothing(session, workplace, wishes)
    discard = wishes["discard_edits"]
    installation = soffice.find(session.settings.soffice, wishes["converter"])
    memory = remember(workplace, installation)
    known = None if discard else memory
    planned = plan(files, workplace, date.today(), wishes["due_before"], known)
    if not planned:
        return _tell_nothing(session, workplace, wishes)
    try_writing(workspace.output)
    batch = Batch(session, workplace, installation, memory, planned, wishes["jobs"], discard)
    results, unreported = batch.run()
    place = {file: number for number, file in enumerate(files)}
    results.sort(key=lambda result: place[result.file])  # told as they were asked for
    code = exit_code(results) or (ExitCode.WORKSPACE if unreported else ExitCode.DONE)
    if session.format == "json":
        problems = [*workplace.warnings, *(p for result in results for p in result.problems)]
        _tell_in_json(session, [*problems, *unreported], results, code)
    else:
        from pipeline.cli.outcome import show_outcome

        page = page_file(workspace) if len(results) > 1 and not unreported else None
        show_outcome(
            results, workplace.warnings, session.messages, explain=wishes["explain"], page=page
        )
        show.show_problems(show.err(), unreported, session.messages)
    return code


def _files(
    session: Session, workspace: Workspace, cases: Sequence[str], *, failed: bool
) -> list[Path]:
    """The cases that were asked for; of those, or of all, only what failed in the last build."""
    if not failed:
        return find_files(workspace, session, cases)
    return failed_cases(workspace, find_files(workspace, session, cases) if cases else None)


def _tell_nothing(session: Session, workplace: Workplace, wishes: Wishes) -> ExitCode:
    """Say that there is nothing to build; that is no failure."""
    if session.format == "json":
        _tell_in_json(session, workplace.warnings, (), ExitCode.DONE)
    elif day := wishes["due_before"]:
        show.out().say(session.messages.text("status.none_due", date=day))
    else:
        failed = wishes["failed"]
        said = session.messages.text("build.none_failed" if failed else "check.no_cases")
        show.out().say(said)
    return ExitCode.DONE


def exit_code(results: Sequence[CaseResult]) -> ExitCode:
    """The case's own code where one was asked for; 10 where any of several failed."""
    failed = [result.exit_code for result in results if result.exit_code != ExitCode.DONE]
    if not failed:
        return ExitCode.DONE
    return failed[0] if len(results) == 1 else ExitCode.SOME_FAILED


def _tell_in_json(
    session: Session, problems: Iterable[Problem], results: Sequence[CaseResult], code: ExitCode
) -> None:
    cases = [_entry(result) for result in results]
    report.write("build", session.messages, problems, ok=not code, cases=cases)


def _entry(result: CaseResult) -> dict[str, Any]:
    return report.case(
        result.nomor,
        result.file,
        result.exit_code,
        [_document(document) for document in result.documents],
        result.bundle,
        reasons=list(result.reasons),
    )


def _document(document: DocumentResult) -> dict[str, Any]:
    return {
        "name": document.name,
        "item": document.item,
        "docx": report.path(document.docx),
        "pdf": report.path(document.pdf),
        "state": document.state,
        "change": document.change,
    }
