"""`berkas build`: make the drafts and the bundle of cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import report
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.errors import ExitCode
from pipeline.publish import try_writing

if TYPE_CHECKING:
    from pipeline.runner import CaseResult, DocumentResult
    from pipeline.workplace import Workplace


@click.command("build", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.option("--discard-edits", is_flag=True)
@click.pass_obj
def command(session: Session, cases: tuple[str, ...], discard_edits: bool) -> int:
    """Build cases; the help stands in ``locale/``."""
    from pipeline.workplace import open_workplace

    workspace = find_workspace(session, cases)
    workplace = open_workplace(workspace)
    files = find_files(workspace, session, cases)
    try_writing(workspace.output)
    results = _build(session, workplace, files, discard_edits=discard_edits)
    code = exit_code(results)
    if session.format == "json":
        problems = [*workplace.warnings, *(p for result in results for p in result.problems)]
        entries = [_entry(result) for result in results]
        report.write("build", session.messages, problems, ok=not code, cases=entries)
    else:
        from pipeline.cli.outcome import show_outcome

        show_outcome(results, workplace.warnings, session.messages)
    return code


def _build(
    session: Session, workplace: Workplace, files: Sequence[Path], *, discard_edits: bool
) -> list[CaseResult]:
    """Run the cases with one LibreOffice for all, which must be there before anything is made."""
    from pipeline import soffice
    from pipeline.cli.progress import watch
    from pipeline.memory import remember
    from pipeline.runner import Means, run_cases

    installation = soffice.find(session.settings.soffice)
    with (
        watch(files, session.messages) as (coming, tell),
        soffice.start(installation, limit=session.settings.limit) as converter,
    ):
        memory = remember(workplace, installation)
        results = run_cases(coming, Means(workplace, converter, memory, discard_edits), tell)
        if memory.store:
            memory.store.shrink()
        return results


def exit_code(results: Sequence[CaseResult]) -> ExitCode:
    """The case's own code where one was asked for; 10 where any of several failed."""
    failed = [result.exit_code for result in results if result.exit_code != ExitCode.DONE]
    if not failed:
        return ExitCode.DONE
    return failed[0] if len(results) == 1 else ExitCode.SOME_FAILED


def _entry(result: CaseResult) -> dict[str, Any]:
    documents = [_document(document) for document in result.documents]
    return report.case(result.nomor, result.file, result.exit_code, documents, result.bundle)


def _document(document: DocumentResult) -> dict[str, Any]:
    return {
        "name": document.name,
        "item": document.item,
        "docx": report.path(document.docx),
        "pdf": report.path(document.pdf),
        "state": document.state,
    }
