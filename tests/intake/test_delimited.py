"""Text files of a register: separator and encoding are told by what stands there."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.intake.delimited import read_delimited
from tests.case_files import codes

ROWS = [["Nama_Klien", "Alamat"], ["Zaïnal; S.", 'RT 01,\nRW 02\t"A"']]


def written(separator: str) -> str:
    """The rows as a text with this separator, quoted as spreadsheets do."""
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS]
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_separator_in_each_encoding(separator: str, encoding: str) -> None:
    """Whatever the region's settings, the same cells are read."""
    assert read_delimited(written(separator).encode(encoding)) == ROWS


def test_excels_own_line_names_the_separator() -> None:
    """``sep=;`` on top is no row of the register, and rows keep their numbers."""
    assert read_delimited(b"sep=;\r\nNama_Klien;A,B,C,D\r\n") == [[], ["Nama_Klien", "A,B,C,D"]]


def test_commas_in_narratives_are_no_separators() -> None:
    """The separator is that of the header, also where texts hold more of another sign."""
    text = "A;B;C\n" + "satu, dua, tiga;x;y\n" * 3
    assert read_delimited(text.encode())[0] == ["A", "B", "C"]


@pytest.mark.parametrize("raw", [b"\0\0\0\0", b"a\0b,c\0d", b"\x81\x8d\x8f\x90"])
def test_what_is_no_text(raw: bytes) -> None:
    """Bytes of no encoding are refused."""
    with pytest.raises(UsageError) as stopped:
        read_delimited(raw)
    assert codes(stopped.value) == ["IMP001"]


def test_too_many_rows_and_columns() -> None:
    """A text file is held to the same limits as a workbook."""
    for raw in (b"a\n" * 20_001, b"," * 2_000):
        with pytest.raises(UsageError) as stopped:
            read_delimited(raw)
        assert codes(stopped.value) == ["IMP003"]
