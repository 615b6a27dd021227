"""`berkas check`: say all that is wrong with cases, and make nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.selection import Selection, select
from pipeline.cli.session import Session
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.cli.wording import count, once, waivers
from pipeline.errors import ExitCode, Problem
from pipeline.messages import Messages
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.checking import Checks
    from pipeline.office import Office
    from pipeline.stages.validate import Verdict


@click.command("check", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.option("--strict", is_flag=True)
@click.option("--select", "wanted", multiple=True)
@click.option("--ignore", "unwanted", multiple=True)
@click.pass_obj
def command(
    session: Session,
    cases: tuple[str, ...],
    *,
    strict: bool,
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
) -> int:
    """Check cases; the help stands in ``locale/``."""
    from pipeline.checking import check_cases
    from pipeline.workplace import open_workplace

    shown = select(wanted, unwanted, session.messages)
    workspace = find_workspace(session, cases)
    workplace = open_workplace(workspace)
    verdicts = check_cases(find_files(workspace, session, cases), workplace)
    told = {"text": _told, "json": _told_in_json}.get(session.format, _told_elsewhere)
    code = told(session, workplace.warnings, verdicts, Tally(shown, strict))
    if session.format == "text":
        _mention_schema(session, workspace, workplace.office)
    return code


def _told(session: Session, slips: Iterable[Problem], verdicts: Checks, tally: Tally) -> ExitCode:
    """Show the workspace's slips, each case's problems as they are found, then the whole."""
    screen, messages = show.out(), session.messages
    show.show_problems(screen, tally.count(slips), messages)
    for verdict in verdicts:
        show.show_problems(screen, tally.add(verdict), messages)
    show.show_problems(screen, tally.add_together(verdicts.together()), messages)
    for line in tally.aside(messages):
        for piece in show.wrapped(screen, "", line, "  "):
            screen.say(piece)
    screen.say(tally.summary(messages))
    if tally.hidden:
        screen.say(messages.text("check.hidden", findings=tally.hidden))
    return tally.exit_code


def _told_in_json(
    session: Session, slips: Iterable[Problem], verdicts: Checks, tally: Tally
) -> ExitCode:
    messages = session.messages
    problems = tally.count(slips)
    cases: list[dict[str, Any]] = []
    for verdict in verdicts:
        problems += tally.add(verdict)
        code = ExitCode.CASE if tally.is_bad(verdict.problems) else ExitCode.DONE
        aside = [{**report.told(p, messages), "reason": why} for p, why in verdict.waived]
        cases.append(report.case(verdict.nomor, verdict.case_file, code, waived=aside))
    together = verdicts.together()
    problems += tally.add_together(together)
    by_file = {case["file"]: case["waived"] for case in cases}
    for problem, why in together:
        if why:
            told = {**report.told(problem, messages), "reason": why}
            by_file[report.path(problem.file)].append(told)
    code = tally.exit_code
    ok = code == ExitCode.DONE
    report.write("check", messages, problems, ok=ok, cases=cases)
    return code


def _told_elsewhere(
    session: Session, slips: Iterable[Problem], verdicts: Checks, tally: Tally
) -> ExitCode:
    """Write findings alone, in the form of another program."""
    problems = tally.count(slips)
    for verdict in verdicts:
        problems += tally.add(verdict)
    problems += tally.add_together(verdicts.together())
    waived = [pair for _, pairs in tally.waived for pair in pairs]
    report.write_findings(session.format, session.messages, problems, waived)
    return tally.exit_code


@dataclass(slots=True)
class Tally:
    """How many cases, and what was found in them; ``strict`` counts warnings as errors.

    All is counted, also what the selection does not show.
    """

    shown: Selection = field(default_factory=Selection)
    strict: bool = False
    cases: int = 0
    bad: int = 0
    errors: int = 0
    warnings: int = 0
    hidden: int = 0
    waived: list[tuple[str, tuple[tuple[Problem, str], ...]]] = field(default_factory=list)

    def add(self, verdict: Verdict) -> list[Problem]:
        """Count a case, and return what is to be shown of it."""
        self.cases += 1
        self.bad += self.is_bad(verdict.problems)
        if verdict.waived:
            self.waived.append((verdict.nomor, verdict.waived))
        return self.count(verdict.problems)

    def add_together(self, found: Iterable[tuple[Problem, str]]) -> list[Problem]:
        """Count what cases have to do with each other, and return what is to be shown of it.

        What comes with a reason is set aside by its case.
        """
        pairs = list(found)
        self.waived += [(p.file.stem, ((p, why),)) for p, why in pairs if why and p.file]
        return self.count(problem for problem, why in pairs if not why)

    def count(self, problems: Iterable[Problem]) -> list[Problem]:
        """Count problems, and return those that are to be shown."""
        found = once(problems)
        severities = [problem.severity for problem in found]
        self.errors += severities.count("error")
        self.warnings += severities.count("warning")
        shown = self.shown.shown(found)
        self.hidden += len(found) - len(shown)
        return shown

    def is_bad(self, problems: Iterable[Problem]) -> bool:
        """Whether one of these problems is too much."""
        severities = {problem.severity for problem in problems}
        return "error" in severities or (self.strict and "warning" in severities)

    @property
    def exit_code(self) -> ExitCode:
        """4 when something is wrong, also in one case among many."""
        wrong = self.errors or (self.strict and self.warnings)
        return ExitCode.CASE if wrong else ExitCode.DONE

    def aside(self, messages: Messages) -> list[str]:
        """A line for each warning that a case sets aside, with its reason."""
        return [line for case in self.waived for line in waivers(*case, messages)]

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
    from pipeline.schema_seal import is_outdated

    if is_outdated(workspace.schema_file, office):
        show.err().say(session.messages.text("check.stale_schema"))
