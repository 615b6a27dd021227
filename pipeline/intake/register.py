"""Read a register workbook row by row: which are clients, what each gives for a case, what is told.

Why: whoever calls this writes the files or only shows what would be written; both see the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.errors import Problem, UsageError
from pipeline.intake.columns import COLUMNS, NAME
from pipeline.intake.draft import Draft, draft_of
from pipeline.intake.roster import Roster, client_of
from pipeline.intake.table import Row, Table, find_table, rows_of
from pipeline.intake.workbook import Workbook, letters

RowState = Literal["new", "double", "known", "skipped"]
_SKIPPED = {
    "blank": "IMP030",
    "header": "IMP031",
    "numbers": "IMP032",
    "total": "IMP033",
    "title": "IMP034",
    "merged": "IMP035",
    "nameless": "IMP036",
}
_OUTRIGHT = ("merged", "nameless")  # rows that may hold a client's data all the same
NAMED = 6  # headers that are named where no header row is found


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register below its header.

    Attributes:
        sheet: name of its sheet.
        row: its number there, from 1; the first of several blank rows.
        last: the last of them.
        state: whether it becomes a case, or why not.
        problems: what is reported of it.
        draft: what it gives for a case; None where it becomes none.
    """

    sheet: str
    row: int
    last: int
    state: RowState
    problems: tuple[Problem, ...]
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A register that was read.

    Attributes:
        entries: all rows below the headers, sheet by sheet from top to bottom.
        problems: what is reported of headers, sheets and the workspace.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read_register(workbook: Workbook, roster: Roster) -> Register:
    """Read all sheets that have a register's header.

    Args:
        workbook: what was read of the file.
        roster: who stands in the workspace; the clients of the rows are entered too.

    Raises:
        UsageError: IMP005, no sheet has such a header.
    """
    tables = [(sheet, find_table(sheet)) for sheet in workbook.sheets]
    found = [table for _, table in tables if table]
    if not found:
        names = [name for name in dict.fromkeys(c.name for c in COLUMNS.values()) if name != NAME]
        wanted = f"{', '.join(names[:NAMED])}, …"
        raise UsageError.of("IMP005", file=workbook.file, wanted=wanted, name=NAME)
    problems = [
        Problem("IMP022", {"sheet": sheet.name}, file=workbook.file, severity="warning")
        for sheet, table in tables
        if table is None and any(any(value != "" for value in row) for row in sheet.rows)
    ]
    for table in found:
        problems += _about_headings(table, workbook.file)
    problems += [Problem("IMP039", file=file, severity="warning") for file in roster.unread]
    entries = [entry for table in found for entry in _entries(table, workbook.file, roster)]
    return Register(tuple(entries), tuple(problems))


def _about_headings(table: Table, file: Path) -> Iterator[Problem]:
    """What is told of a header row: guessed, repeated and unknown columns."""
    unknown = []
    for place, heading in table.headings.items():
        where = table.sheet.place(table.top, place)
        said = {"place": where, "column": heading.header, "meant": heading.column.name}
        if heading.repeated:
            yield Problem("IMP021", said, file=file, severity="warning")
        elif heading.guessed:
            yield Problem("IMP020", said, file=file, severity="info")
        elif heading.column.name == heading.header and heading.column not in COLUMNS.values():
            unknown.append(heading.header or f"Kolom {letters(place)}")
    filled = [name for name in unknown if name]
    if filled:
        yield Problem("IMP023", {"columns": ", ".join(filled)}, file=file, severity="info")


def _entries(table: Table, file: Path, roster: Roster) -> Iterator[Entry]:
    for row in rows_of(table):
        if row.kind == "client":
            yield _client(table, row.number, file, roster)
        else:
            yield _skipped(table, row, file)


def _skipped(table: Table, row: Row, file: Path) -> Entry:
    severity: Literal["warning", "info"] = "warning" if row.kind in _OUTRIGHT else "info"
    where = f"{table.sheet.name}!{_lines(row.number + 1, row.last + 1)}"
    problem = Problem(_SKIPPED[row.kind], {"place": where}, file=file, severity=severity)
    return Entry(table.sheet.name, row.number + 1, row.last + 1, "skipped", (problem,))


def _lines(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}:{last}"


def _client(table: Table, number: int, file: Path, roster: Roster) -> Entry:
    draft = draft_of(table, number, file)
    client, where = client_of(draft.word), f"{table.sheet.name}!{number + 1}"
    entry = Entry(table.sheet.name, number + 1, number + 1, "new", draft.problems, draft)
    if not (known := roster.find(client)):
        roster.add(client, where)
        return entry
    said = {"place": where, "other": known}
    if "!" in known:
        double = Problem("IMP037", said, file=file, severity="warning")
        return replace(entry, state="double", problems=(double,), draft=None)
    there = Problem("IMP038", said, file=file, severity="warning")
    return replace(entry, state="known", problems=(there,), draft=None)
