"""Read a workbook as sheets of cells that know their places: ``Sheet1!D7``.

Why: everything that is reported must be found again in the workbook. python-calamine reads .xlsx
and .ods alike, with dates as dates and merged cells, and is well kept; openpyxl knows .xlsx only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from pipeline.errors import UsageError
from pipeline.intake.delimited import read_delimited
from pipeline.intake.packed import Range, SafePackage, safe_package

MAX_BYTES = 50_000_000
PACKED, TEXT = (".xlsx", ".xlsm", ".ods"), (".csv", ".tsv", ".txt")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx behind a password

Value = str | int | float | bool | date | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: as it stands on its tab.
        rows: values from A1 on; an empty cell is an empty text.
        merged: merged ranges, as far as the format tells them.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Range, ...] = ()

    def cell(self, row: int, column: int) -> Value:
        """The value at a zero-based place; beyond the sheet an empty text."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def place(self, row: int, column: int) -> str:
        """Name a zero-based place as a spreadsheet does: ``Sheet1!D7``."""
        return f"{self.name}!{letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read.

    Attributes:
        file: where it came from.
        sheets: in their order.
        year: of the file's date; a case without any date of its own is numbered by it.
    """

    file: Path
    sheets: tuple[Sheet, ...]
    year: int


def letters(column: int) -> str:
    """Name a zero-based column: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def read_workbook(file: Path) -> Workbook:
    """Read a workbook: .xlsx, .ods, or text with separators.

    Raises:
        UsageError: it cannot be read, is of another kind, or is too large.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        year = date.fromtimestamp(file.stat().st_mtime).year
    except OSError as error:
        raise UsageError.of("IMP004", file=file, reason=error.strerror or error) from error
    try:
        return Workbook(file, _sheets(raw, file.suffix.lower()), year)
    except UsageError as error:
        raise error.in_file(file) from error


def _sheets(raw: bytes, suffix: str) -> tuple[Sheet, ...]:
    if len(raw) > MAX_BYTES:
        raise UsageError.of("IMP003", kind="MB", limit=MAX_BYTES // 1_000_000)
    if raw.startswith(b"PK") and suffix in PACKED:
        return _unpacked(safe_package(raw))
    if suffix in TEXT and not raw.startswith((b"PK", _OLD_EXCEL)):
        return (Sheet("Sheet1", tuple(map(tuple, read_delimited(raw)))),)
    raise UsageError.of("IMP002", known=", ".join((*PACKED, *TEXT)))


def _unpacked(safe: SafePackage) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(safe.package) as workbook:
            return tuple(
                _sheet(workbook.get_sheet_by_name(sheet.name), safe)
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            )
    except (CalamineError, OSError, ValueError) as error:
        raise UsageError.of("IMP001") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own bug; no class to name
            raise
        raise UsageError.of("IMP001") from error


def _sheet(sheet: CalamineSheet, safe: SafePackage) -> Sheet:
    rows: Sequence[Sequence[Value]] = sheet.to_python(skip_empty_area=False)
    merged = sheet.merged_cell_ranges or safe.merged.get(sheet.name, ())
    return Sheet(sheet.name, tuple(map(tuple, rows)), tuple(merged))
