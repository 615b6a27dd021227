"""What a build has made: the failed cases' errors, a table of all cases, and the way on.

Why: after a hundred cases nobody scrolls back; the last screen must say what is ready, what still
waits for the case file, what failed and why.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli import report, show
from pipeline.cli.cells import harmless
from pipeline.cli.explain import explained, label, was_left
from pipeline.cli.wording import count, in_a_line, once, waivers
from pipeline.errors import ExitCode, Problem
from pipeline.messages import Messages
from pipeline.results import CaseResult

OF_DRAFTS = ("SUN", "KNV014")  # warnings that `check` cannot tell, since it makes no draft
MOST_LEFT = 20  # cases; of more, those that were left as they were are counted and not listed
MOST_NAMED = 5  # failed cases that the way on names; beyond that they are asked for as such


def show_outcome(
    results: Sequence[CaseResult],
    slips: Sequence[Problem],
    messages: Messages,
    *,
    explain: bool = False,
    page: Path | None = None,
) -> None:
    """Write it to standard output.

    Args:
        results: what became of the cases.
        slips: what the workspace itself has of warnings.
        messages: the sentences.
        explain: whether it is told of each case why it was built.
        page: the report of the build, where several cases have one.
    """
    screen = show.out()
    for errors, _ in groupby(results, key=_errors):  # one that is no case's own is told once
        show.show_problems(screen, errors, messages)
    drafts = [p for result in results for p in result.problems if p.code.startswith(OF_DRAFTS)]
    show.show_problems(screen, drafts, messages)
    console = Console(
        file=sys.stdout, width=screen.wrap or show.PLAIN_WIDTH, no_color=not screen.colour,
        highlight=False,
    )  # fmt: skip
    told = [result for result in results if not was_left(result)]
    if told or len(results) <= MOST_LEFT:
        console.print(_table(told if len(results) > MOST_LEFT else results, messages))
    if explain:
        _explain(screen, results, messages)
    found = [*once(slips), *(p for result in results for p in once(result.problems))]
    warnings = sum(p.severity == "warning" and not p.code.startswith(OF_DRAFTS) for p in found)
    for line in _way_on(results, warnings, messages):
        screen.say("\n".join(show.wrapped(screen, "", line, "")))
    if page:
        screen.say(messages.text("build.report", file=report.path(page)))


def _explain(screen: show.Screen, results: Sequence[CaseResult], messages: Messages) -> None:
    for result in results:
        for line in explained(result, messages):
            said = line.lstrip()
            indent = line[: len(line) - len(said)]
            screen.say("\n".join(show.wrapped(screen, indent, harmless(said), indent + "    ")))
    screen.say()


def _errors(result: CaseResult) -> list[Problem]:
    return once(problem for problem in result.problems if problem.severity == "error")


def _table(results: Sequence[CaseResult], messages: Messages) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column(messages.text("build.column.case"), no_wrap=True)
    table.add_column(messages.text("build.column.state"), no_wrap=True)
    table.add_column(messages.text("build.column.what"), ratio=1, overflow="fold")
    for result in results:
        state, style = _state(result)
        word = Text(messages.text(f"build.state.{state}"), style=style)
        table.add_row(Text(harmless(result.nomor)), word, _what(result, messages))
    return table


def _state(result: CaseResult) -> tuple[str, str]:
    if result.exit_code != ExitCode.DONE:
        return "failed", "red"
    waits = any(document.state == "incomplete" for document in result.documents)
    return ("incomplete", "yellow") if waits else ("made", "green")


def _what(result: CaseResult, messages: Messages) -> Text:
    """What was made, what waits for the case file, or why the case failed."""
    failed = result.exit_code != ExitCode.DONE
    lines = [_why(result, messages)] if failed else []
    for state in ("made", "kept", "refused", "incomplete", "by_hand"):
        names = [label(d) for d in result.documents if d.state == state]
        if names:
            lines.append(messages.text(f"build.documents.{state}", names=", ".join(names)))
    if result.bundle:
        lines.append(messages.text("build.bundle", file=report.path(result.bundle)))
    if not lines:
        lines.append(messages.text("build.nothing_due"))
    return Text("\n".join(harmless(line) for line in lines))


def _why(result: CaseResult, messages: Messages) -> str:
    first, *others = _errors(result)
    own = first.file is not None  # else it is the same for many cases, and told above
    title = messages.problems[first.code]["title"]
    what = in_a_line(first, result.file, messages) if own else title
    said = f"{first.code} {what}"
    if others:
        said += " " + messages.text("build.and_more", number=count(messages, "error", len(others)))
    return harmless(said)


def _way_on(results: Sequence[CaseResult], warnings: int, messages: Messages) -> list[str]:
    failed = [result.nomor for result in results if result.exit_code != ExitCode.DONE]
    lines = [_summary(results, len(failed), messages)]
    if left := sum(map(was_left, results)):
        lines.append(messages.text("build.left", cases=count(messages, "case", left)))
    if warnings:
        lines.append(messages.text("build.warned", warnings=count(messages, "warning", warnings)))
    lines += [line for result in results for line in waivers(result.nomor, result.waived, messages)]
    if failed:
        names = " ".join(failed) if len(failed) <= MOST_NAMED else "--failed"
        lines.append(messages.text("build.way_on", names=names))
    return [harmless(line) for line in lines]


def _summary(results: Sequence[CaseResult], failed: int, messages: Messages) -> str:
    made = sum(d.state in ("made", "kept") for result in results for d in result.documents)
    bundles = sum(result.bundle is not None for result in results)
    return messages.text(
        "build.summary.failed" if failed else "build.summary.made",
        cases=count(messages, "case", len(results)),
        documents=count(messages, "document", made),
        bundles=count(messages, "bundle", bundles),
        failed=failed,
    )
