"""Workbooks: the same cells from each format, at their places, within limits."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.intake import packed, workbook
from pipeline.intake.workbook import Sheet, letters, read_workbook
from tests.case_files import codes, is_told
from tests.intake.books import Cell, sheet_xml, write_csv, write_ods, write_ods_content, write_xlsx

ROWS: list[list[Cell]] = [
    [],
    ["", "Nama", "baris\ndua"],
    ["", 45, date(1990, 6, 1), "0012", "", "x"],
]

TEXT = 'office:value-type="string"'


def refused(file: Path) -> str:
    """The one code that a workbook is refused with; the problem names the file."""
    with pytest.raises(UsageError) as stopped:
        read_workbook(file)
    (problem,) = stopped.value.problems
    assert problem.file == file
    assert is_told(problem)
    return problem.code


def test_excel_and_opendocument_give_the_same_cells(tmp_path: Path) -> None:
    """Cells keep their places, dates are dates, texts keep their zeros and line breaks."""
    excel = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": ROWS})).sheets[0]
    open_document = read_workbook(write_ods(tmp_path / "a.ods", {"Sheet1": ROWS})).sheets[0]
    for sheet in (excel, open_document):
        assert sheet.name == "Sheet1"
        assert sheet.cell(1, 2) == "baris\ndua"
        assert [sheet.cell(2, n) for n in range(7)] == [
            "", 45, date(1990, 6, 1), "0012", "", "x", ""
        ]  # fmt: skip
        assert sheet.cell(99, 99) == ""
        assert len(sheet.rows) == 3


def test_places_are_those_of_a_spreadsheet() -> None:
    """A place is named as the spreadsheet shows it."""
    assert Sheet("Sheet1", ()).place(6, 3) == "Sheet1!D7"
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_merged_ranges_and_errors_of_excel(tmp_path: Path) -> None:
    """Merged ranges are known, and the error of a formula is no empty cell."""
    file = write_xlsx(tmp_path / "a.xlsx", {"S": [["a", "#N/A"], ["b"]]}, {"S": ["A1:B2"]})
    (sheet,) = read_workbook(file).sheets
    assert sheet.merged == (((0, 0), (1, 1)),)
    assert sheet.cell(0, 1) == "#N/A"


def test_merged_ranges_and_errors_of_opendocument(tmp_path: Path) -> None:
    """LibreOffice tells merged ranges by their first cell, and hides an error behind no text."""
    file = tmp_path / "a.ods"
    text = "<text:p>x</text:p></table:table-cell>"
    write_ods_content(
        file,
        '<table:table table:name="S"><table:table-row><table:table-cell/><table:table-cell '
        f'table:number-rows-spanned="2" table:number-columns-spanned="2" {TEXT}>{text}'
        "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell "
        f'office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell></table:table-row></table:table>",
    )
    (sheet,) = read_workbook(file).sheets
    assert sheet.merged == (((0, 1), (1, 2)),)
    assert (sheet.cell(0, 1), sheet.cell(1, 0)) == ("x", "#REF!")


def test_the_year_is_the_files(tmp_path: Path) -> None:
    """A register without any date is numbered by the year in which its file was saved."""
    file = write_csv(tmp_path / "a.csv", [["x"]])
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert read_workbook(file).year == 2023


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 rusak", "IMP001"),
        ("a.ods", b"PK\x05\x06" + bytes(18), "IMP001"),
        ("a.xlsx", b"Nama;Alamat", "IMP002"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "IMP002"),
        ("a.csv", b"PK\x03\x04", "IMP002"),
        ("a.pdf", b"%PDF-1.7", "IMP002"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    """A damaged file, another format and a wrong ending are told."""
    file = tmp_path / name
    file.write_bytes(raw)
    assert refused(file) == code


def test_what_is_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are told with the system's reason."""
    assert refused(tmp_path / "tidak-ada.xlsx") == "IMP004"
    assert refused(tmp_path) == "IMP004"


# --- limits ---------------------------------------------------------------------------------------


def far_cells(file: Path, *cells: str) -> Path:
    """An .xlsx of a few cells, wherever they are named."""
    write_xlsx(file, {"S": [["a"]]})
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    inner = "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells)
    parts["xl/worksheets/sheet1.xml"] = (
        sheet_xml([]).replace("<sheetData>", f"<sheetData><row>{inner}</row>").encode()
    )
    with zipfile.ZipFile(file, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1", "ZZZ9", "A99999999"])
def test_far_cells_are_refused_before_they_are_laid_out(tmp_path: Path, cell: str) -> None:
    """Two cells at the ends of the sheet would fill the memory; they are refused."""
    assert refused(far_cells(tmp_path / "a.xlsx", "A1", cell)) == "IMP003"


def test_cells_without_a_name_count_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that does not say where it stands is behind the one before it."""
    monkeypatch.setattr(packed, "MAX_COLUMNS", 2)
    file = far_cells(tmp_path / "a.xlsx", "A1", "B1")
    assert len(read_workbook(file).sheets) == 1
    assert refused(far_cells(file, "A1", "B1", "")) == "IMP003"


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ('table:number-rows-repeated="1048576"', ""),
        ("", 'table:number-columns-repeated="16384"'),
        ('table:number-rows-repeated="5000"', 'table:number-columns-repeated="900"'),
    ],
)
def test_repeated_cells_of_opendocument(tmp_path: Path, row: str, cell: str) -> None:
    """A few bytes that say `repeat this a million times` are refused."""
    file = tmp_path / "a.ods"
    value = f'<table:table-cell office:value-type="string" {cell}><text:p>x</text:p>'
    write_ods_content(
        file,
        f'<table:table table:name="S"><table:table-row {row}>{value}</table:table-cell>'
        "</table:table-row></table:table>",
    )
    assert refused(file) == "IMP003"


def test_a_packed_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the limit is refused, whatever it says of its size."""
    monkeypatch.setattr(packed, "MAX_UNPACKED", 100_000)
    file = write_xlsx(tmp_path / "a.xlsx", {"S": [["x" * 200_000]]})
    assert file.stat().st_size < 10_000
    assert refused(file) == "IMP003"


def test_a_large_file_and_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits hold for the file itself and for the number of its parts."""
    file = write_xlsx(tmp_path / "a.xlsx", {"S": [["x"]]})
    monkeypatch.setattr(packed, "MAX_PARTS", 3)
    assert refused(file) == "IMP003"
    monkeypatch.setattr(workbook, "MAX_BYTES", 100)
    assert refused(file) == "IMP003"


def test_an_entity_is_not_followed(tmp_path: Path) -> None:
    """A sheet that defines entities of entities is refused."""
    file = write_xlsx(tmp_path / "a.xlsx", {"S": [["x"]]})
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace(">x<", ">&b;<")
    parts["xl/worksheets/sheet1.xml"] = (bomb + sheet).encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    with pytest.raises(UsageError) as stopped:
        read_workbook(file)
    assert codes(stopped.value) == ["IMP001"]
