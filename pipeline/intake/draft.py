"""One row of a register as the values of a case, what goes to its notes, and what is reported.

Why: each cell is judged by itself and the row as a whole is kept together, so that whoever writes
the file needs to know nothing of workbooks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.errors import Problem, Severity
from pipeline.intake.cells import NO_PROGRAMME, PLACEHOLDER, UNSEEN, Reading, Written, read_cell
from pipeline.intake.columns import Kind
from pipeline.intake.table import Heading, Table, merged_cells
from pipeline.intake.workbook import letters

_INFORM = (PLACEHOLDER, UNSEEN)  # what takes nothing away from the case


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row gives for a case.

    Attributes:
        values: dotted key to its value, in its normal form.
        notes: header and text of what has no key or could not be read for it.
        problems: what is reported of its cells.
        years: dotted key of an ambiguous date to its year, where all its readings have one.
    """

    values: Mapping[str, Written]
    notes: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    years: Mapping[str, int] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """The text of a key; empty where there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else "; ".join(value)

    def year(self, otherwise: int) -> int:
        """The year of the request, else of the board, else another one."""
        for key in ("permintaan.tanggal", "sidang_tpp.tanggal"):
            if day := self.word(key):
                return date.fromisoformat(day).year
            if key in self.years:
                return self.years[key]
        return otherwise


def draft_of(table: Table, number: int, file: Path) -> Draft:
    """Read a client's row.

    Args:
        table: the register.
        number: zero-based row.
        file: the workbook, named in what is reported.
    """
    values: dict[str, Written] = {}
    years: dict[str, int] = {}
    notes: list[tuple[str, str]] = []
    problems = list(_merged(table, number, file))
    for place, heading in table.headings.items():
        key = heading.column.key
        double = bool(key) and (heading.repeated or key in values)
        kind: Kind = "note" if double else heading.column.kind
        reading = read_cell(table.sheet.cell(number, place), kind)
        name = heading.header or f"Kolom {letters(place)}"
        if reading.note:
            notes.append((name, reading.note))
        if reading.value is not None:
            values[key] = reading.value
        if len(written := {day.split()[-1] for day in reading.readings}) == 1:
            years[key] = int(written.pop())
        if reading.code:
            where = table.sheet.place(number, place)
            problems.append(_problem(reading, heading, name, where, file))
    if "program" not in values and NO_PROGRAMME not in {problem.code for problem in problems}:
        said = {"place": f"{table.sheet.name}!{number + 1}"}
        problems.append(Problem("IMP019", said, file=file, path="program", severity="warning"))
    return Draft(values, tuple(notes), tuple(problems), years)


def _problem(reading: Reading, heading: Heading, name: str, where: str, file: Path) -> Problem:
    severity: Severity = "info" if reading.code in _INFORM else "warning"
    said = {"place": where, "column": name, "readings": " / ".join(reading.readings)}
    path = heading.column.key or None
    return Problem(str(reading.code), said, file=file, path=path, severity=severity)


def _merged(table: Table, number: int, file: Path) -> Iterator[Problem]:
    for place in merged_cells(table, number):
        heading = table.headings[place]
        name = heading.header or f"Kolom {letters(place)}"
        said = {"place": table.sheet.place(number, place), "column": name}
        path = heading.column.key or None
        yield Problem("IMP018", said, file=file, path=path, severity="warning")
