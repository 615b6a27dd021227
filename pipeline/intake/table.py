"""Find the register's header in a sheet, and tell rows of clients from all other rows.

Why: a register has titles above its header, a row of column numbers below it, headers again on
each printed page, totals and blank rows; each is recognised and told, so that none is taken for a
client and no client for one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.intake.columns import (
    COLUMNS,
    NAME,
    RUNNING_NUMBER,
    Column,
    find_column,
    plain_header,
)
from pipeline.intake.plain import cell_text, is_placeholder, normal, one_line
from pipeline.intake.workbook import Sheet

DEEPEST_HEADER = 50  # rows in which the header is looked for
FEWEST = 2  # columns that a header must have, the client's name among them
PLENTY = 10  # columns of ours that no other row has
RowKind = Literal["client", "blank", "header", "numbers", "total", "title", "merged", "nameless"]
_OURS = frozenset(COLUMNS.values())
_TOTAL = re.compile(r"(?:sub ?|grand )?(?:total|jumlah)\b.*", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(\d{1,3})\)?")
# Keys by which a row without a name is a client's all the same.
_IDENTITY = frozenset({"permintaan.nomor", "register.litmas", "register.lapas", "klien.nik"})


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above one column of the sheet.

    Attributes:
        header: as it is written, in one line; may be empty.
        column: what it stands for; one without a key where it is none of ours.
        guessed: whether it was recognised in spite of a slip.
        repeated: whether an earlier heading stands for the same.
    """

    header: str
    column: Column
    guessed: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The register of one sheet.

    Attributes:
        sheet: the sheet.
        top: zero-based row of the header.
        headings: by zero-based column; a running number has none.
    """

    sheet: Sheet
    top: int
    headings: Mapping[int, Heading]

    @property
    def name_column(self) -> int:
        """The zero-based column of the client's name."""
        return next(n for n, heading in self.headings.items() if _is_name(heading))


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header, or several blank ones that follow each other; zero-based."""

    kind: RowKind
    number: int
    last: int


def find_table(sheet: Sheet) -> Table | None:
    """Find the header: the row with the most of our columns, the client's name among them."""
    best: Table | None = None
    most = FEWEST - 1
    for number in range(min(len(sheet.rows), DEEPEST_HEADER)):
        headings = _headings(sheet, number)
        known = [heading for heading in headings.values() if heading.column in _OURS]
        if len(known) > most and any(map(_is_name, headings.values())):
            best, most = Table(sheet, number, headings), len(known)
        if most >= PLENTY:
            break
    return best


def _is_name(heading: Heading) -> bool:
    return heading.column.name == NAME and not heading.repeated


def _headings(sheet: Sheet, number: int) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    taken: set[str] = set()
    exact = {column.name for text in _texts(sheet, number).values() if text
             for column, guessed in [find_column(text)] if column and not guessed}  # fmt: skip
    for place, text in _texts(sheet, number).items():
        if plain_header(text) in RUNNING_NUMBER:
            continue
        column, guessed = find_column(text) if text else (None, False)
        if column and guessed and column.name in exact:
            column, guessed = None, False  # the right one stands in the row too
        if column is None:
            found[place] = Heading(text, Column(text, "", "note"))
            continue
        found[place] = Heading(text, column, guessed, column.name in taken)
        taken.add(column.name)
    return found


def _texts(sheet: Sheet, number: int) -> dict[int, str]:
    """The texts of a row, each in one line, by place."""
    row = sheet.rows[number] if number < len(sheet.rows) else ()
    return {place: one_line(normal(cell_text(value))[0]) for place, value in enumerate(row)}


def rows_of(table: Table) -> Iterator[Row]:
    """All rows below the header up to the last one that holds something, each with its kind."""
    sheet = table.sheet
    header = {plain_header(text) for text in _texts(sheet, table.top).values() if text}
    blank: int | None = None
    for number in range(table.top + 1, len(sheet.rows)):
        kind = _kind(table, number, header)
        if kind == "blank":
            blank = number if blank is None else blank
            continue
        if blank is not None:
            yield Row("blank", blank, number - 1)
            blank = None
        yield Row(kind, number, number)


def _kind(table: Table, number: int, header: set[str]) -> RowKind:
    texts = {place: text for place, text in _texts(table.sheet, number).items() if text}
    if not texts:
        return "blank"
    plain = [plain_header(text) for text in texts.values()]
    if len(plain) >= FEWEST and sum(text in header for text in plain) > len(plain) / 2:
        return "header"
    if len(plain) > FEWEST and _are_numbers(list(texts.values())):
        return "numbers"
    return _kind_of_filled(table, number, texts)


def _kind_of_filled(table: Table, number: int, texts: dict[int, str]) -> RowKind:
    name = texts.get(table.name_column, "")
    if _covered(table, number):
        return "merged"
    if any(_TOTAL.fullmatch(text) for text in list(texts.values())[:2]):
        return "total"
    if len(texts) == 1 and (not name or _spanned(table, number)):
        return "title"
    if name and not is_placeholder(name):
        return "client"
    keys = {table.headings[place].column.key for place in texts if place in table.headings
            and not is_placeholder(texts[place])}  # fmt: skip
    return "client" if keys & _IDENTITY else "nameless"


def _are_numbers(texts: list[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3."""
    matches = [_NUMBERED.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match]
    return len(numbers) == len(texts) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _covered(table: Table, number: int) -> bool:
    """Whether the client's name is merged into a row above."""
    column = table.name_column
    return any(
        top < number <= bottom and left <= column <= right
        for (top, left), (bottom, right) in table.sheet.merged
    )


def _spanned(table: Table, number: int) -> bool:
    """Whether the row's one text is merged over several columns, as a title is."""
    return any(
        top <= number <= bottom and right > left
        for (top, left), (bottom, right) in table.sheet.merged
    )


def merged_cells(table: Table, number: int) -> list[int]:
    """Columns of a client's row that a merged range covers: their value stands elsewhere."""
    return [
        column
        for (top, left), (bottom, right) in table.sheet.merged
        if top <= number <= bottom
        for column in range(left, right + 1)
        if column in table.headings and (number, column) != (top, left)
    ]
