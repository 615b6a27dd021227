"""`berkas check`: say all that is wrong with cases, and make nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.cli.wording import count, once
from pipeline.errors import ExitCode, Problem
from pipeline.messages import Messages
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.office import Office
    from pipeline.stages.validate import Verdict


@click.command("check", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.option("--strict", is_flag=True)
@click.pass_obj
def command(session: Session, cases: tuple[str, ...], *, strict: bool) -> int:
    """Check cases; the help stands in ``locale/``."""
    from pipeline.checking import check_cases
    from pipeline.workplace import open_workplace

    workspace = find_workspace(session, cases)
    workplace = open_workplace(workspace)
    verdicts = check_cases(find_files(workspace, session, cases), workplace)
    told = _told_in_json if session.format == "json" else _told
    code = told(workplace.warnings, verdicts, session.messages, Tally(strict))
    _mention_schema(session, workspace, workplace.office)
    return code


def _told(
    slips: Iterable[Problem], verdicts: Iterable[Verdict], messages: Messages, tally: Tally
) -> ExitCode:
    """Show the workspace's slips, each case's problems as they are found, then the whole."""
    screen = show.out()
    show.show_problems(screen, slips, messages)
    tally.count(slips)
    for verdict in verdicts:
        show.show_problems(screen, verdict.problems, messages)
        tally.add(verdict)
    screen.say(tally.summary(messages))
    return tally.exit_code


def _told_in_json(
    slips: Iterable[Problem], verdicts: Iterable[Verdict], messages: Messages, tally: Tally
) -> ExitCode:
    problems = [*slips]
    cases: list[dict[str, Any]] = []
    tally.count(slips)
    for verdict in verdicts:
        problems += verdict.problems
        code = tally.add(verdict)
        cases.append(report.case(verdict.nomor, verdict.case_file, code))
    code = tally.exit_code
    report.write("check", messages, problems, ok=code == ExitCode.DONE, cases=cases)
    return code


@dataclass(slots=True)
class Tally:
    """How many cases, and what was found in them; ``strict`` counts warnings as errors."""

    strict: bool = False
    cases: int = 0
    bad: int = 0
    errors: int = 0
    warnings: int = 0

    def add(self, verdict: Verdict) -> ExitCode:
        """Count a case, and return the exit code that it would have alone."""
        bad = self.count(verdict.problems)
        self.cases += 1
        self.bad += bad
        return ExitCode.CASE if bad else ExitCode.DONE

    def count(self, problems: Iterable[Problem]) -> bool:
        """Count problems, and return whether one of them is too much."""
        severities = [problem.severity for problem in once(problems)]
        errors, warnings = severities.count("error"), severities.count("warning")
        self.errors += errors
        self.warnings += warnings
        return bool(errors or (self.strict and warnings))

    @property
    def exit_code(self) -> ExitCode:
        """4 when something is wrong, also in one case among many."""
        wrong = self.errors or (self.strict and self.warnings)
        return ExitCode.CASE if wrong else ExitCode.DONE

    def summary(self, messages: Messages) -> str:
        """The last line."""
        if not self.cases:
            return messages.text("check.no_cases")
        parts = {
            "cases": count(messages, "case", self.cases),
            "good": self.cases - self.bad,
            "bad": self.bad,
            "errors": count(messages, "error", self.errors),
            "warnings": count(messages, "warning", self.warnings),
        }
        form = "bad" if self.bad else "warned" if self.warnings else "good"
        return messages.text(f"check.summary.{form}", **parts)


def _mention_schema(session: Session, workspace: Workspace, office: Office) -> None:
    """Say when the editor works with old codes. Why: it would refuse a code that is right."""
    from pipeline.schema import is_stale

    if is_stale(workspace.schema_file, office):
        show.err().say(session.messages.text("check.stale_schema"))
