"""A workbook's package made safe to read: only its XML, unpacked and counted, within limits.

Why: calamine lays a sheet out as a full rectangle, so that a file of 2 KB with two cells far apart
aborts the whole process, and it trusts the sizes that a packed file states. Here each part is
unpacked within a limit, the rectangle is measured, and what is handed on is what was measured.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import UsageError

Range = tuple[tuple[int, int], tuple[int, int]]  # zero-based corners, both within

MAX_UNPACKED = 200_000_000  # bytes; a register of 5,000 rows unpacks to some 60 MB
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_AREA = 4_000_000  # cells of the rectangle around all cells of a sheet
_XML = re.compile(r".*(?:\.xml|\.rels)|mimetype", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\b[^>]*?\bt=)([\"'])e\2")
# LibreOffice keeps an error as an empty text and shows it below; without that text it is read.
_ERROR_TEXT = re.compile(rb'\s+office:string-value=""(\s+calcext:value-type="error")')
_CELL_NAME = re.compile(r"([A-Z]{1,4})(\d{1,9})")
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANNED = "number-columns-spanned"
# What zipfile and its unpackers raise over damaged bytes; ValueError holds those of names.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class SafePackage:
    """A workbook that was looked through.

    Attributes:
        package: its XML only, unpacked and within the limits.
        merged: merged ranges by sheet of an OpenDocument; calamine tells those of Excel alone.
    """

    package: io.BytesIO
    merged: Mapping[str, tuple[Range, ...]]


def safe_package(raw: bytes) -> SafePackage:
    """Look a workbook through and return it as it was measured.

    Raises:
        UsageError: IMP001 when it is damaged or locked by a password, IMP003 when it is too large.
    """
    safe, merged = io.BytesIO(), dict[str, tuple[Range, ...]]()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(safe, "w") as copy:
            for name, part in _parts(package, merged):
                copy.writestr(name, part)
    except (*_UNREADABLE, etree.XMLSyntaxError) as error:
        raise UsageError.of("IMP001") from error
    safe.seek(0)
    return SafePackage(safe, merged)


def _parts(
    package: zipfile.ZipFile, merged: dict[str, tuple[Range, ...]]
) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in package.infolist() if _XML.fullmatch(entry.filename)]
    if len(entries) > MAX_PARTS:
        raise UsageError.of("IMP003", kind="file", limit=MAX_PARTS)
    left = MAX_UNPACKED
    for entry in entries:
        with package.open(entry) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise UsageError.of("IMP003", kind="MB", limit=MAX_UNPACKED // 1_000_000)
        if _SHEET.fullmatch(entry.filename):
            hold(*_extent_of_sheet(part))
            part = _ERROR_CELL.sub(rb'\1"str"', part)  # else `#N/A` reads as an empty cell
        elif entry.filename == "content.xml":
            merged.update(_tables(part))
            part = _ERROR_TEXT.sub(rb"\1", part)
        yield entry.filename, part


def hold(rows: int, columns: int) -> None:
    """Hold the size of one sheet to the limits.

    Raises:
        UsageError: IMP003, it is too large.
    """
    if rows > MAX_ROWS:
        raise UsageError.of("IMP003", kind="baris", limit=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise UsageError.of("IMP003", kind="kolom", limit=MAX_COLUMNS)
    if rows * columns > MAX_AREA:
        raise UsageError.of("IMP003", kind="sel", limit=MAX_AREA)


def _elements(part: bytes, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """The elements of these names, each emptied once it was seen; no entity is followed."""
    for event, element in etree.iterparse(
        io.BytesIO(part), events=("start", "end"), tag=tags, resolve_entities=False,
        no_network=True, load_dtd=False,
    ):  # fmt: skip
        yield event, element
        if event == "end":
            element.clear()


def _extent_of_sheet(part: bytes) -> tuple[int, int]:
    """The last row and the last column of a sheet of Excel that a cell names."""
    rows = columns = row = column = 0
    for event, element in _elements(part, "{*}row", "{*}c"):
        if event == "end":
            continue
        if etree.QName(element).localname == "row":
            row, column = _number(element.get("r"), row + 1), 0
        elif found := _CELL_NAME.fullmatch(element.get("r", "")):
            row, column = int(found[2]), column_number(found[1])
        else:
            column += 1
        rows, columns = max(rows, row if column else 0), max(columns, column)
    return rows, columns


def column_number(letters: str) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _tables(part: bytes) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Name and merged ranges of each table of an OpenDocument sheet, whose size is held.

    The size is that of what holds something: LibreOffice ends each table in a million empty rows.
    """
    table, row, cell = f"{_ODS}table", f"{_ODS}table-row", f"{_ODS}table-cell"
    rows = last_row = last_column = column = filled = 0
    merged: list[Range] = []
    for event, element in _elements(part, table, row, cell, f"{_ODS}covered-table-cell"):
        if event == "start":
            if element.tag == table:
                rows = last_row = last_column = 0
                merged = []
            elif element.tag == row:
                column = filled = 0
        elif element.tag == table:
            hold(last_row, last_column)
            yield element.get(f"{_ODS}name", ""), tuple(merged)
        elif element.tag == row:
            rows += _count(element, "number-rows-repeated")
            if filled:
                last_row, last_column = rows, max(last_column, filled)
        else:
            down, right = _count(element, "number-rows-spanned"), _count(element, _SPANNED)
            if down * right > 1:
                merged.append(((rows, column), (rows + down - 1, column + right - 1)))
            column += _count(element, "number-columns-repeated")
            filled = column if len(element) else filled


def _count(element: etree._Element, name: str) -> int:
    return _number(element.get(f"{_ODS}{name}"), 1)
