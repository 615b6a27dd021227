"""What an import made and what it reports: a table by rows of the register, or one JSON document.

Why: the clerk goes through the workbook with this beside it, so it names rows, cells and case
numbers; it names no client, since a screen and a log are read by many.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli import report, show
from pipeline.cli.cells import harmless
from pipeline.cli.session import Session
from pipeline.cli.wording import count, once
from pipeline.errors import ExitCode, Problem
from pipeline.messages import Messages

if TYPE_CHECKING:
    from pipeline.cli.intake import Filed


def tell(
    session: Session, problems: Sequence[Problem], rows: Sequence[Filed], *, dry: bool, ok: bool
) -> None:
    """Show the outcome in the form that was asked for.

    Args:
        session: its messages and its form.
        problems: what is reported of the workspace, of sheets and of headers.
        rows: the rows and what became of them.
        dry: whether nothing was written.
        ok: whether all went well.
    """
    found = [p for row in rows if row.verdict for p in row.verdict.problems]
    if session.format == "text":
        _show(session.messages, problems, found, rows, dry=dry)
        return
    reported = [problem for row in rows for problem in row.entry.problems]
    everything = [*problems, *reported, *found]
    cases = [_case(row) for row in rows if row.verdict]
    listed = [_row(row, session.messages, dry=dry) for row in rows]
    report.write(
        "import", session.messages, everything, ok=ok, cases=cases, rows=listed, dry_run=dry
    )


def _case(row: Filed) -> dict[str, Any]:
    code = ExitCode.CASE if row.verdict and row.verdict.errors else ExitCode.DONE
    if row.nomor is None or row.file is None:
        raise ValueError("a case that was checked has a number and a file")
    return report.case(row.nomor, row.file, code)


def _row(row: Filed, messages: Messages, *, dry: bool) -> dict[str, Any]:
    state = {"new": "planned" if dry else "written"}.get(row.entry.state, row.entry.state)
    return {
        "sheet": row.entry.sheet,
        "row": row.entry.row,
        "last_row": row.entry.last,
        "state": state,
        "nomor": row.nomor,
        "file": report.path(row.file),
        "reported": [
            {"place": problem.params["place"], **report.told(problem, messages)}
            for problem in row.entry.problems
        ],
    }


def _show(
    messages: Messages,
    problems: Sequence[Problem],
    found: Sequence[Problem],
    rows: Sequence[Filed],
    *,
    dry: bool,
) -> None:
    screen = show.out()
    show.show_problems(screen, [*problems, *found], messages)
    if rows:
        console = Console(
            file=sys.stdout, width=screen.wrap or show.PLAIN_WIDTH, no_color=not screen.colour,
            highlight=False,
        )  # fmt: skip
        console.print(_table(rows, messages))
    for line in _way_on(rows, messages, dry=dry):
        screen.say("\n".join(show.wrapped(screen, "", harmless(line), "  ")))


def _table(rows: Sequence[Filed], messages: Messages) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column(messages.text("import.column.row"), no_wrap=True, justify="right")
    table.add_column(messages.text("import.column.case"), no_wrap=True)
    table.add_column(messages.text("import.column.reported"), ratio=1, overflow="fold")
    several = len({row.entry.sheet for row in rows}) > 1
    for row in rows:
        entry = row.entry
        number = str(entry.row) if entry.row == entry.last else f"{entry.row}–{entry.last}"
        label = f"{entry.sheet}!{number}" if several else number
        said = "\n".join(map(harmless, _reported(entry.problems, messages)))
        nomor = row.nomor or messages.text("import.not_written")
        table.add_row(Text(harmless(label)), Text(nomor, style=_style(row)), Text(said))
    return table


def _style(row: Filed) -> str:
    if row.verdict and row.verdict.errors:
        return "red"
    return "" if row.nomor else "yellow"


def _reported(problems: Sequence[Problem], messages: Messages) -> Iterator[str]:
    """A line for each kind of finding, with all its places; nothing that a cell holds but days."""
    ordered = sorted(problems, key=lambda problem: problem.code)
    for code, alike in groupby(ordered, key=lambda problem: problem.code):
        places = ", ".join(_place(problem) for problem in alike)
        yield f"{code} {messages.problems[code]['title']}: {places}"


def _place(problem: Problem) -> str:
    more = problem.params.get("readings") or problem.params.get("other")
    return f"{problem.params['place']} ({more})" if more else problem.params["place"]


def _way_on(rows: Sequence[Filed], messages: Messages, *, dry: bool) -> Iterator[str]:
    """What each code of the table asks for, then the whole in one line."""
    codes = {p.code: p for row in rows for p in row.entry.problems}
    hints = [(code, messages.hint(codes[code])) for code in sorted(codes)]
    yield from (f"{code}: {hint}" for code, hint in hints if hint)
    if any(hint for _, hint in hints):
        yield ""
    cases = [row for row in rows if row.nomor]
    left = [row for row in rows if not row.nomor]
    bad = sum(bool(row.verdict and row.verdict.errors) for row in rows)
    found = once(p for row in cases if row.verdict for p in row.verdict.problems)
    yield messages.text(
        "import.summary.dry" if dry else "import.summary.bad" if bad else "import.summary.good",
        cases=count(messages, "case", len(cases)),
        left=sum(row.entry.last - row.entry.row + 1 for row in left),
        bad=bad,
        errors=count(messages, "error", sum(p.severity == "error" for p in found)),
        warnings=count(messages, "warning", sum(p.severity == "warning" for p in found)),
    )
