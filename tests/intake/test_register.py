"""A messy register as a whole: each row becomes a case or is told, and no cell is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import messages
from pipeline.errors import Problem, UsageError
from pipeline.intake.plain import cell_text, is_placeholder, normal, one_line
from pipeline.intake.register import Entry, Register, read_register
from pipeline.intake.roster import Roster, client_of
from pipeline.intake.workbook import read_workbook
from tests.case_files import codes
from tests.intake.books import HEADER, MESSY, MESSY_MERGED, write_csv, write_ods, write_xlsx

STATES = ["skipped", "new", "new", "new", "skipped", "skipped", "double", "new", "skipped", "new",
          "skipped"]  # fmt: skip


@pytest.fixture(params=["xlsx", "ods", "csv"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    """The messy register, read from each format."""
    file = tmp_path / f"register.{request.param}"
    if request.param == "xlsx":
        write_xlsx(file, {"Sheet1": MESSY}, {"Sheet1": MESSY_MERGED})
    elif request.param == "ods":
        write_ods(file, {"Sheet1": MESSY})
    else:
        write_csv(file, MESSY)
    return read_register(read_workbook(file), Roster())


def reported(entry: Entry) -> set[tuple[str, str]]:
    """Codes and cells that are reported of a row."""
    return {(p.code, p.params["place"].removeprefix("Sheet1!")) for p in entry.problems}


def test_every_row_is_told(register: Register) -> None:
    """Rows from below the header to the last are all there, in order, with their numbers."""
    assert [entry.row for entry in register.entries] == list(range(4, 15))
    assert [entry.state for entry in register.entries] == STATES
    told = [p for entry in register.entries for p in entry.problems]
    said = [messages.load("id").message(problem) for problem in (*told, *register.problems)]
    assert all(said)


def test_what_is_reported_of_the_rows(register: Register) -> None:
    """Ambiguous, unreadable and empty cells are told with their places, whatever the format."""
    by_row = {entry.row: reported(entry) for entry in register.entries}
    assert by_row[5] == set()
    assert by_row[6] >= {
        ("IMP010", "E6"), ("IMP010", "Q6"), ("IMP011", "R6"), ("IMP012", "D6"), ("IMP012", "S6"),
        ("IMP012", "X6"), ("IMP013", "C6"),
    }  # fmt: skip
    assert by_row[7] == {("IMP011", "P7"), ("IMP012", "L7")}
    assert by_row[10] == {("IMP037", "10")}
    assert by_row[11] >= {
        ("IMP011", "P11"),
        ("IMP011", "Q11"),
        ("IMP014", "Z11"),
        ("IMP017", "H11"),
    }
    assert by_row[13] == {("IMP019", "13")}


def test_the_header_is_reported(register: Register) -> None:
    """A misspelt header and an unknown column are told."""
    assert [(p.code, p.severity) for p in register.problems] == [
        ("IMP020", "info"), ("IMP023", "info")
    ]  # fmt: skip


def test_no_cell_is_lost(register: Register) -> None:
    """Each filled cell of a client's row is a value, a note, or reported."""
    rows = dict(enumerate(MESSY, 1))
    for entry in register.entries:
        if entry.draft is None:
            continue
        kept = " ".join(
            [*map(str, entry.draft.values.values()), *(t for _, t in entry.draft.notes)]
        )
        cells = {place for _, place in reported(entry)}
        for column, value in enumerate(rows[entry.row]):
            text = one_line(normal(cell_text(value if value is not None else ""))[0])
            place = f"{chr(65 + column) if column < 26 else 'A' + chr(39 + column)}{entry.row}"
            if not text or column == 0 or is_placeholder(text) or place in cells:
                continue
            assert same(text, kept), (place, text)


def same(text: str, kept: str) -> bool:
    """Whether a cell's text is among what was kept, as typed or in its normal form."""
    forms = {"L": "laki-laki", "P": "perempuan", "Menikah": "kawin", "CB": "cuti_bersyarat",
             "Laki-laki": "laki-laki", "18 Februari 2026": "2026-02-18",
             "18-02-1985": "1985-02-18", "20-05-2024": "2024-05-20",
             "10 Januari 2025": "2025-01-10", "3 th 6 bln": "3 tahun 6 bulan",
             "3 (tiga) tahun 6 (enam) bulan": "3 tahun 6 bulan",
             "Pembebasan Bersyarat": "pembebasan_bersyarat",
             "1. Klien menyesal. 2. Penjamin sanggup.": "Klien menyesal."}  # fmt: skip
    return forms.get(text, text) in " ".join(kept.split())


def test_merged_cells_of_excel_are_told(tmp_path: Path) -> None:
    """A value that is merged over two rows is read in the first, and told in the second."""
    file = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": MESSY}, {"Sheet1": MESSY_MERGED})
    entries = {e.row: e for e in read_register(read_workbook(file), Roster()).entries}
    assert ("IMP018", "V6") in reported(entries[6])
    assert entries[5].draft is not None
    assert entries[5].draft.word("penjamin.nama") == "Sri Wahyuni"


def test_a_number_that_excel_made_a_date(tmp_path: Path) -> None:
    """A letter's number that became a date is not taken for a number."""
    file = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": MESSY})
    entries = {e.row: e for e in read_register(read_workbook(file), Roster()).entries}
    assert ("IMP015", "K11") in reported(entries[11])
    draft = entries[11].draft
    assert draft is not None
    assert "permintaan.nomor" not in draft.values


def test_sheets_without_a_register_are_named(tmp_path: Path) -> None:
    """A second sheet without our header is passed over and told; an empty one is not worth it."""
    sheets = {"Data": MESSY, "Daftar": [("a", "b")], "Kosong": []}
    read = read_register(read_workbook(write_xlsx(tmp_path / "a.xlsx", sheets)), Roster())
    assert [p.params["sheet"] for p in read.problems if p.code == "IMP022"] == ["Daftar"]


def test_a_client_may_not_come_twice_from_two_sheets(tmp_path: Path) -> None:
    """The same row on another sheet is reported with the place of the first."""
    sheets = {"A": [HEADER, MESSY[4]], "B": [HEADER, MESSY[4]]}
    read = read_register(read_workbook(write_xlsx(tmp_path / "a.xlsx", sheets)), Roster())
    assert [entry.state for entry in read.entries] == ["new", "double"]
    assert read.entries[1].problems[0].params["other"] == "A!2"


def test_who_is_in_the_workspace_is_not_written(tmp_path: Path) -> None:
    """A client and request of a case file are told with its number; unread files are named."""
    roster = Roster(unread=[tmp_path / "RE-2026-0009.yaml"])
    known = {"klien.nama": "Tarsiman", "permintaan.nomor": "0123"}
    roster.add(client_of(lambda key: known.get(key, "")), "RE-2026-0008")
    read = read_register(read_workbook(write_csv(tmp_path / "a.csv", MESSY)), roster)
    entry = next(entry for entry in read.entries if entry.row == 6)
    assert (entry.state, entry.problems[0].code) == ("known", "IMP038")
    assert entry.problems[0].params["other"] == "RE-2026-0008"
    assert Problem("IMP039", file=roster.unread[0], severity="warning") in read.problems


def test_the_year_of_an_ambiguous_request(tmp_path: Path) -> None:
    """A request of which day and month are unclear has a year all the same, if all readings do."""
    header = ("Nama_Klien", "Tanggal_Permintaan_Surat", "Tanggal_TPP")
    rows = [header, ("A", "04/01/2026", "2025-12-30"), ("B", "04/01/26", "30-12-2025")]
    read = read_register(read_workbook(write_csv(tmp_path / "a.csv", rows)), Roster())
    assert [entry.draft.year(1999) for entry in read.entries if entry.draft] == [2026, 2025]


def test_no_header_at_all(tmp_path: Path) -> None:
    """Without a header row nothing is guessed: the error says what was looked for."""
    file = write_csv(tmp_path / "a.csv", [("x", "y"), ("1", "2")])
    with pytest.raises(UsageError) as stopped:
        read_register(read_workbook(file), Roster())
    assert codes(stopped.value) == ["IMP005"]
    params = stopped.value.problems[0].params
    assert params["name"] == "Nama_Klien"
    assert "Tanggal_TPP" in params["wanted"]


def test_two_columns_for_one_key(tmp_path: Path) -> None:
    """What the second of two columns of one meaning holds is noted, and the column is told."""
    rows = [("Nama_Klien", "Agama", "AGAMA", "Istri_Nama", "Suami_Nama"),
            ("Tarsiman", "Islam", "Kristen", "Sri", "Wahyu")]  # fmt: skip
    read = read_register(read_workbook(write_csv(tmp_path / "a.csv", rows)), Roster())
    (entry,) = read.entries
    assert entry.draft is not None
    assert entry.draft.word("klien.agama") == "Islam"
    assert entry.draft.word("keluarga.pasangan.nama") == "Sri"
    assert entry.draft.notes == (("AGAMA", "Kristen"), ("Suami_Nama", "Wahyu"))
    assert [p.code for p in read.problems] == ["IMP021"]
