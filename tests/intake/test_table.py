"""The register in a sheet: its header, and what each row below it is."""

from __future__ import annotations

import pytest

from pipeline.intake.packed import Range
from pipeline.intake.table import Table, find_table, merged_cells, rows_of
from pipeline.intake.workbook import Sheet, Value

HEADER: tuple[Value, ...] = ("No", "Nama_Klien", "Alamat", "Nomor_Permintaan_Surat", "Keterangan")


def table(*rows: tuple[Value, ...], merged: tuple[Range, ...] = ()) -> Table:
    """The register of these rows below the header."""
    found = find_table(Sheet("Sheet1", (HEADER, *rows), merged))
    assert found is not None
    return found


def kinds(*rows: tuple[Value, ...], merged: tuple[Range, ...] = ()) -> list[tuple[str, int, int]]:
    """Kind, first and last row of each entry, counted from 1."""
    return [
        (row.kind, row.number + 1, row.last + 1) for row in rows_of(table(*rows, merged=merged))
    ]


def test_the_header_is_found_below_titles() -> None:
    """Titles and other tables above the header are passed over."""
    title: tuple[Value, ...] = ("DAFTAR", "", "")
    sheet = Sheet("S", (title, (), ("Nama_Klien",), HEADER, (1, "A", "B", "C", "D")))
    found = find_table(sheet)
    assert found is not None
    assert found.top == 3
    assert found.name_column == 1
    assert [heading.column.key for heading in found.headings.values()] == [
        "klien.nama", "klien.alamat", "permintaan.nomor", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [(), ((),), (("Alamat", "Pasal"),), (("Nama_Klien",),), (("Nama_Klien", "x", "y"),)],
)
def test_a_sheet_without_a_register(rows: tuple[tuple[Value, ...], ...]) -> None:
    """Without the client's name and one more column of ours there is no register."""
    assert find_table(Sheet("S", rows)) is None


def test_slips_repeats_and_the_right_one() -> None:
    """A slip is mended only where the right header is not there; the second of two is a repeat."""
    sheet = Sheet("S", (("Nama Klien", "Tangal_Lahir", "Tanggal_Lahir", "Agama", "AGAMA", "Suk"),))
    found = find_table(sheet)
    assert found is not None
    told = [(h.column.key, h.guessed, h.repeated) for h in found.headings.values()]
    assert told == [
        ("klien.nama", False, False),
        ("", False, False),
        ("klien.tanggal_lahir", False, False),
        ("klien.agama", False, False),
        ("klien.agama", False, True),
        ("", False, False),
    ]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((1, "Tarsiman", "Desa A", "12", ""), "client"),
        (("", "Tarsiman", "", "", ""), "client"),
        ((1, "-", "", "0123", ""), "client"),
        ((1, "-", "Desa A", "", ""), "nameless"),
        ((1, "", "Desa A", "", ""), "nameless"),
        (HEADER, "header"),
        (("NO", "nama klien", "ALAMAT", "", ""), "header"),
        ((1.0, 2.0, 3.0, 4.0, 5.0), "numbers"),
        (("(1)", "(2)", "(3)", "(4)", "(5)"), "numbers"),
        (("Jumlah", "", "", "", 12), "total"),
        (("", "TOTAL KLIEN", "", 12, ""), "total"),
        (("Sub Total", "12", "", "", ""), "total"),
        (("BULAN MEI", "", "", "", ""), "title"),
        (("", "Jumlahadi", "Desa A", "", ""), "client"),
    ],
)
def test_what_a_row_is(row: tuple[Value, ...], kind: str) -> None:
    """Clients are told from everything else that stands in a register."""
    assert kinds(row) == [(kind, 2, 2)]


def test_blank_rows_are_told_together_and_not_at_the_end() -> None:
    """Rows without anything are one entry where they follow each other; behind the last, none."""
    client: tuple[Value, ...] = (1, "Tarsiman", "x")
    assert kinds((), ("", " "), client, (), ()) == [("blank", 2, 3), ("client", 4, 4)]


def test_merged_names_and_titles() -> None:
    """A row whose name is merged into the one above is no client, nor is a title over columns."""
    rows: tuple[tuple[Value, ...], ...] = ((1, "Tarsiman", "a"), ("", "", "b"), ("", "MEI", ""))
    merged: tuple[Range, ...] = (((1, 1), (2, 1)), ((3, 1), (3, 3)))
    assert [kind for kind, _, _ in kinds(*rows, merged=merged)] == ["client", "merged", "title"]


def test_cells_under_a_merged_range() -> None:
    """In a client's row the cells are named whose value stands in another cell."""
    rows: tuple[tuple[Value, ...], ...] = ((1, "A", "x", "12"), (2, "B", "y", ""))
    found = table(*rows, merged=(((1, 3), (2, 3)), ((1, 2), (1, 3))))
    assert merged_cells(found, 1) == [3]
    assert merged_cells(found, 2) == [3]
