"""`berkas doctor`: say whether this machine and this workspace are ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import report, show
from pipeline.cli.cells import cells
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.errors import ExitCode
from pipeline.messages import Messages

if TYPE_CHECKING:
    from pipeline.doctor import Check

MARKS = {"good": "✓", "warning": "!", "error": "✗"}


@click.command("doctor", cls=Verb)
@click.pass_obj
def command(session: Session) -> int:
    """Look over machine and workspace; the help stands in ``locale/``."""
    from pipeline.doctor import examine, verdict

    checks = list(examine(session.start, session.settings))
    code = verdict(checks)
    if session.format == "json":
        problems = [problem for check in checks for problem in check.problems]
        entries = [_entry(check) for check in checks]
        ok = code == ExitCode.DONE
        report.write("doctor", session.messages, problems, ok=ok, checks=entries)
    else:
        _show(checks, session.messages, ready=code == ExitCode.DONE)
    return code


def _state(check: Check) -> str:
    if check.exit_code != ExitCode.DONE:
        return "error"
    return "warning" if check.problems else "good"


def _entry(check: Check) -> dict[str, Any]:
    codes = [problem.code for problem in check.problems]
    return {
        "name": check.name,
        "state": _state(check),
        "found": check.found or None,
        "problems": codes,
    }


def _show(checks: list[Check], messages: Messages, *, ready: bool) -> None:
    screen = show.out()
    names = {check.name: messages.text(f"doctor.names.{check.name}") for check in checks}
    wide = max(cells(name) for name in names.values())
    for check in checks:
        state = _state(check)
        label = f"{MARKS[state]} {names[check.name]}{' ' * (wide - cells(names[check.name]))}  "
        found = check.found or messages.text("doctor.nothing")
        first, *others = show.wrapped(screen, label, found, " " * len(label))
        screen.say(screen.paint(first[:1], state) + first[1:])
        for line in others:
            screen.say(line)
    screen.say()
    for check in checks:
        show.show_problems(screen, check.problems, messages)
    screen.say(messages.text("doctor.ready" if ready else "doctor.not_ready"))
