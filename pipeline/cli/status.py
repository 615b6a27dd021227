"""`berkas status`: what is done, due, late or held up in cases, and their next deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import report
from pipeline.cli.days import day_option
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from pipeline.agenda import Agenda, Document


@click.command("status", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.option("--due-before", type=day_option)
@click.option("--today", type=day_option)
@click.pass_obj
def command(
    session: Session, cases: tuple[str, ...], due_before: date | None, today: date | None
) -> int:
    """Say what cases still owe; the help stands in ``locale/``."""
    from pipeline.agenda import agenda
    from pipeline.checking import check_cases
    from pipeline.workplace import open_workplace

    day = today or date.today()  # only here and in a build's plan and report the clock is read
    workspace = find_workspace(session, cases)
    workplace = open_workplace(workspace)
    verdicts = check_cases(find_files(workspace, session, cases), workplace)
    agendas = [agenda(v, workplace.office, workplace.catalog, day) for v in verdicts]
    shown = sorted(wanted(agendas, due_before), key=urgency)
    code = exit_code(agendas)
    if session.format == "json":
        _tell_in_json(session, shown, day, due_before, code)
    else:
        from pipeline.cli.status_table import show_case, show_cases

        if len(agendas) == 1 and agendas[0].readable:
            show_case(agendas[0], day, due_before, session.messages)
        else:
            show_cases(shown, day, due_before, session.messages)
    return code


def wanted(agendas: Sequence[Agenda], due_before: date | None) -> list[Agenda]:
    """The cases that have something due by that day; without a day, all.

    One that cannot be read stays: nobody knows what it has.
    """
    return [
        each
        for each in agendas
        if due_before is None or not each.readable or each.until(due_before)
    ]


def urgency(agenda: Agenda) -> tuple[date, str]:
    """The order of cases: by the next deadline, then by their number."""
    following = agenda.next
    return (following.deadline if following else None) or date.max, agenda.nomor


def exit_code(agendas: Sequence[Agenda]) -> ExitCode:
    """4 for a case that cannot be read where one was asked for; 10 for any among several."""
    if all(agenda.readable for agenda in agendas):
        return ExitCode.DONE
    return ExitCode.CASE if len(agendas) == 1 else ExitCode.SOME_FAILED


def _tell_in_json(
    session: Session,
    agendas: Sequence[Agenda],
    today: date,
    due_before: date | None,
    code: ExitCode,
) -> None:
    report.write(
        "status",
        session.messages,
        [problem for agenda in agendas for problem in agenda.errors],
        ok=code == ExitCode.DONE,
        cases=[_entry(agenda, due_before) for agenda in agendas],
        today=today.isoformat(),
    )


def _entry(agenda: Agenda, due_before: date | None) -> dict[str, Any]:
    """A case with all its documents, or with those that are due by a day."""
    documents = agenda.until(due_before) if due_before else agenda.documents
    following = agenda.next
    return report.case(
        agenda.nomor,
        agenda.case_file,
        ExitCode.DONE if agenda.readable else ExitCode.CASE,
        [_document(document) for document in documents],
        pk=agenda.pk,
        stage=agenda.stage,
        done=agenda.done,
        asked=agenda.asked,
        deadline=_iso(following.deadline) if following else None,
        errors=[problem.code for problem in agenda.errors],
    )


def _document(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "item": document.item,
        "state": document.state,
        "date": _iso(document.dated),
        "number": document.number,
        "deadline": _iso(document.deadline),
        "missing": list(document.missing),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
