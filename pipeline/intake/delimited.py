"""Rows of a text file whose cells are kept apart by commas, semicolons or tabs.

Why: Excel writes such files in the encoding and with the separator of the machine's region, and
says neither; both are told apart by what stands there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from pipeline.errors import UsageError
from pipeline.intake.columns import COLUMNS, plain_header
from pipeline.intake.packed import MAX_COLUMNS, hold

SEPARATORS = ("\t", ";", ",")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAMPLE = 50  # records by which the separator is told
LONGEST = 200  # letters of a cell that may be a header
csv.field_size_limit(5_000_000)  # a narrative is longer than csv expects


def read_delimited(raw: bytes) -> list[list[str]]:
    """Read the rows of a text file.

    Raises:
        UsageError: IMP001 when it is no such text, IMP003 when it is too large.
    """
    text = _decode(raw)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return [[], *_rows(rest, first.strip()[-1])]  # Excel's own way to say it; row 1 is that
    return list(_rows(text, _separator(text)))


def _decode(raw: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else Windows' western letters."""
    encodings = ["utf-16"] if raw.startswith((_MARKS[0][0], _MARKS[1][0])) else ["utf-8-sig"]
    for encoding in (*encodings, "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue  # tried with the next one
        if "\0" not in text:
            return text
    raise UsageError.of("IMP001")


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ):
            hold(number + 1, min(len(row), MAX_COLUMNS + 1))
            yield row
    except csv.Error as error:
        raise UsageError.of("IMP001") from error


def _separator(text: str) -> str:
    """The separator that shows the most headers of ours; else the widest first row of cells."""
    return max(SEPARATORS, key=lambda separator: _fitness(text, separator))


def _fitness(text: str, separator: str) -> tuple[int, int]:
    """How many headers of ours one row has, and how wide the first row of several cells is."""
    known = width = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in islice(reader, SAMPLE):
            known = max(known, sum(plain_header(cell[:LONGEST]) in COLUMNS for cell in row))
            width = width or (len(row) if len(row) > 1 else 0)
    except csv.Error:
        return 0, 0
    return known, width
