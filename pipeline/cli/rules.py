"""`berkas rules`: list the rules of law, or explain one with an example."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import show
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import Messages
from pipeline.spelling import nearest

if TYPE_CHECKING:
    from pipeline.rules.rule import Rule


@click.command("rules", cls=Verb)
@click.argument("code", required=False)
@click.pass_obj
def command(session: Session, code: str | None) -> int:
    """List or explain rules; the help stands in ``locale/``."""
    from pipeline.rules.book import RULES

    messages = session.messages
    wanted = [rule for rule in RULES if code is None or rule.code == code.upper()]
    if session.format == "json":
        _known(code, messages)
        listed = [described(rule, messages) for rule in wanted]
        click.echo(json.dumps({"version": 1, "command": "rules", "ok": True, "rules": listed},
                              ensure_ascii=False, indent=2), file=sys.stdout)  # fmt: skip
        return ExitCode.DONE
    screen = show.out()
    if code is None:
        for rule in wanted:
            screen.say(_line(screen, rule, messages))
    elif wanted:
        for line in _explained(screen, wanted[0], messages):
            screen.say(line)
    else:
        for line in _message(screen, _known(code, messages), messages):
            screen.say(line)
    return ExitCode.DONE


def _known(code: str | None, messages: Messages) -> str:
    """The code as it is spelt.

    Raises:
        UsageError: there is none like it.
    """
    known = list(messages.problems)
    if code is None or code.upper() in known:
        return (code or "").upper()
    raise UsageError.of("PGN012", code=code, suggestion=nearest(code.upper(), known))


def described(rule: Rule, messages: Messages) -> dict[str, Any]:
    """A rule as JSON says it."""
    entry = messages.problems[rule.code]
    return {
        "code": rule.code,
        "severity": rule.severity,
        "title": entry["title"],
        "basis": entry["basis"],
        "explanation": entry["explanation"],
        "kinds": list(rule.kinds),
        "acts": list(rule.acts),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "ground": rule.ground,
        "failing": rule.failing,
        "passing": rule.passing,
    }


def _line(screen: show.Screen, rule: Rule, messages: Messages) -> str:
    word = messages.text(f"show.{rule.severity}")
    title = messages.problems[rule.code]["title"]
    painted = screen.paint(f"{word:<11}", rule.severity)
    return f"{screen.paint(rule.code, 'code')}  {painted}  {title}"


def _explained(screen: show.Screen, rule: Rule, messages: Messages) -> Iterator[str]:
    """A rule with all that is to be known of it, and what `check` says of its example."""
    from pipeline.rules.example import ask, example

    entry = messages.problems[rule.code]
    yield _line(screen, rule, messages)
    yield ""
    yield from show.wrapped(screen, "", entry["explanation"], "")
    yield ""
    for name, text in _facts(rule, entry["basis"], messages):
        label = f"{messages.text(f'rules.{name}')}: "
        yield from show.wrapped(screen, label, text, "  ")
    source = example(rule, rule.failing)
    yield from ("", f"{messages.text('rules.failing')}:", "")
    yield from (f"    {line}".rstrip() for line in rule.failing.strip("\n").split("\n"))
    yield ""
    for problem in ask(rule, source):
        yield from show.told(screen, problem, messages, lines=source.text.split("\n"))
    yield from ("", f"{messages.text('rules.passing')}:", "")
    yield from (f"    {line}".rstrip() for line in rule.passing.strip("\n").split("\n"))


def _facts(rule: Rule, basis: str, messages: Messages) -> Iterator[tuple[str, str]]:
    from pipeline.values import write_date

    yield "basis", basis
    yield "kinds", ", ".join(rule.kinds)
    if rule.since:
        yield "since", write_date(rule.since)
    if rule.until:
        yield "until", write_date(rule.until)
    if rule.acts:
        yield "acts", ", ".join(rule.acts)
    yield "ground", messages.text(f"rules.grounds.{rule.ground}")


def _message(screen: show.Screen, code: str, messages: Messages) -> Iterator[str]:
    """A problem that no single case can be an example of: what it means, and the way out."""
    entry = messages.problems[code]
    yield f"{screen.paint(code, 'code')}  {entry['title']}"
    yield ""
    yield from show.wrapped(screen, "", entry.get("explanation", entry["message"]), "")
    hints = dict.fromkeys(
        entry[name] for name in ("suggest", "hint_error", "hint") if name in entry
    )
    notes = [("hint", hint) for hint in hints] + [("basis", entry.get("basis", ""))]
    for name, text in notes:
        if text:
            label = f"   = {messages.text(f'show.{name}')}: "
            yield from show.wrapped(screen, label, text.strip(), "     ")
