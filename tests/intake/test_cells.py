"""Cells of a register: read where one reading is possible, and told where it is not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.cells import EMPTY, Reading, read_cell
from pipeline.intake.columns import Kind
from pipeline.intake.workbook import Value
from pipeline.parsers.dates import parse_date
from pipeline.parsers.quantities import parse_period
from pipeline.values import MONTHS, Period, number_words


def value_of(value: Value, kind: Kind) -> object:
    """What goes to the key; the cell is not reported."""
    reading = read_cell(value, kind)
    assert reading.code is None, reading
    return reading.value


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(1990, 6, 1), "1990-06-01"),
        (datetime(1990, 6, 1, 12, 30), "1990-06-01"),
        ("2026-02-18", "2026-02-18"),
        ("2026-02-18 00:00:00", "2026-02-18"),
        ("2026/2/8", "2026-02-08"),
        ("18 Februari 2026", "2026-02-18"),
        ("18 FEB 2026", "2026-02-18"),
        ("18-Agt-2026", "2026-08-18"),
        ("18Nop.2026", "2026-11-18"),
        ("Senin, 18 Mei 2026", "2026-05-18"),
        ("Jum'at, 18 Mei 2026", "2026-05-18"),
        ("18-02-2026", "2026-02-18"),
        ("02/18/2026", "2026-02-18"),
        ("03.03.1990", "1990-03-03"),
        ("18 \xa0Februari\n2026", "2026-02-18"),
    ],
)
def test_clear_dates(value: Value, day: str) -> None:
    """A date of which one reading is possible is read, in many spellings."""
    assert value_of(value, "day") == day


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("02/03/1990", ("2 Maret 1990", "3 Februari 1990")),
        ("2-3-1990", ("2 Maret 1990", "3 Februari 1990")),
        ("18-Feb-26", ("18 Februari 1926", "18 Februari 2026")),
        ("18/02/90", ("18 Februari 1990", "18 Februari 2090")),
        (
            "02/03/90",
            ("2 Maret 1990", "3 Februari 1990", "2 Maret 2090", "3 Februari 2090"),
        ),
    ],
)
def test_ambiguous_dates_are_left_empty(text: str, readings: tuple[str, ...]) -> None:
    """A date with two readings, or a year of two digits, goes to the notes with all readings."""
    assert read_cell(text, "day") == Reading(None, text, "IMP010", readings)


@pytest.mark.parametrize(
    "value", [33025.0, 45300, "31/02/2026", "Februari 2026", "akhir 2026", "18 Fabr 2026", True]
)
def test_what_is_no_date(value: Value) -> None:
    """A bare number, a day that the calendar lacks and half a date are no dates."""
    reading = read_cell(value, "day")
    assert (reading.value, reading.code) == (None, "IMP011")
    assert reading.note


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_itself(day: date) -> None:
    """Whatever day is typed clearly, that day is read, by the case file's own reader too."""
    typed = [day.isoformat(), f"{day.day} {MONTHS[day.month - 1]} {day.year}"]
    typed += [f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}"]
    if day.day > 12:
        typed += [f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}"]
    for text in typed:
        written = value_of(text, "day")
        assert isinstance(written, str)
        assert parse_date(written) == day, text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3 (tiga) tahun 6 (enam) bulan", "3 tahun 6 bulan"),
        ("3 th 6 bln", "3 tahun 6 bulan"),
        ("3th6bln", "3 tahun 6 bulan"),
        ("3 Thn. 6 Bln. 10 hr", "3 tahun 6 bulan 10 hari"),
        ("4 tahun 0 bulan", "4 tahun"),
        ("pidana penjara 2 tahun", "2 tahun"),
        ("1 tahun dan 2 bulan", "1 tahun 2 bulan"),
    ],
)
def test_periods(text: str, period: str) -> None:
    """A prison term is read in the ways that offices write it."""
    assert value_of(text, "span") == period


@pytest.mark.parametrize(
    "text",
    ["1,5 tahun", "6 (tujuh) bulan", "seumur hidup", "5 tahun, denda Rp1.000", "3", "0 tahun",
     "3 tahun 4 tahun"],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    """A term whose words contradict it, or that holds more than a term, goes to the notes."""
    assert read_cell(text, "span") == Reading(None, text, "IMP011")


@given(st.integers(0, 40), st.integers(0, 11), st.integers(0, 30))
def test_every_period_is_read_as_itself(years: int, months: int, days: int) -> None:
    """Short and long spelling give the same period."""
    wanted = Period(years=years, months=months, days=days)
    if not wanted.units:
        return
    long = " ".join(f"{n} ({number_words(n)}) {unit}" for n, unit in wanted.units)
    for text in (long, f"{years} th {months} bln {days} hr"):
        written = value_of(text, "span")
        assert isinstance(written, str)
        assert parse_period(written) == wanted


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        ("L", "sex", "laki-laki"),
        ("Laki - laki", "sex", "laki-laki"),
        ("p", "sex", "perempuan"),
        ("Wanita", "sex", "perempuan"),
        ("Menikah", "marital", "kawin"),
        ("BELUM KAWIN", "marital", "belum_kawin"),
        ("Cerai-mati", "marital", "cerai_mati"),
        ("PB", "programme", "pembebasan_bersyarat"),
        ("Litmas Pembebasan Bersyarat (PB)", "programme", "pembebasan_bersyarat"),
        ("C.B", "text", "C.B"),
        ("CMK", "programme", "cuti_mengunjungi_keluarga"),
        ("3398 0412 0388 0002", "nik", "3398041203880002"),
        ("'3398041203880002", "nik", "3398041203880002"),
        ("'0045", "text", "0045"),
        ("0045", "text", "0045"),
        (45.0, "text", "45"),
        (7.5, "text", "7.5"),
        (True, "text", "ya"),
        ("RT 02\nRW 03", "text", "RT 02 RW 03"),
        ("Ayah tiri", "relation", "Ayah tiri"),
    ],
)
def test_words_and_numbers(value: Value, kind: Kind, written: str) -> None:
    """Words are read as the vocabulary's, numbers as they were typed."""
    assert value_of(value, kind) == written


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("Duda", "marital", "IMP011"),
        ("M", "sex", "IMP011"),
        ("33980412", "nik", "IMP011"),
        ("PB/CMB", "programme", "IMP017"),
        ("bukan PB", "programme", "IMP017"),
        ("Litmas awal", "programme", "IMP017"),
        (datetime(2026, 5, 12), "text", "IMP015"),
    ],
)
def test_what_is_not_sure_goes_to_the_notes(value: Value, kind: Kind, code: str) -> None:
    """A word that is none of the key's leaves the key empty, and is kept."""
    reading = read_cell(value, kind)
    assert (reading.value, reading.code) == (None, code)
    assert reading.note


def test_words_beside_a_programme_are_kept() -> None:
    """What a cell says beyond the programme is not lost; the bare name needs no note."""
    assert read_cell("Asimilasi Rumah", "programme") == Reading("asimilasi", "Asimilasi Rumah")
    assert read_cell("Asimilasi", "programme") == Reading("asimilasi")


@pytest.mark.parametrize("relation", ["Ayah", "ibu kandung", "Istri", "SUAMI"])
def test_a_plain_relation_needs_no_key(relation: str) -> None:
    """That a father is the father is a note, and no value."""
    assert read_cell(relation, "relation") == Reading(None, relation)


@pytest.mark.parametrize(
    "text",
    ["-", " - ", "--", "–", "...", "…", "……", "_", "n/a", "N/A", "[PERLU DATA]", "null", "~",
     "[PERLU DATA: alamat ibu]", "tidak ada data", "Belum ada data", "???", "#N/A", "[...]"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text", "prose", "day", "note", "list", "programme"])
def test_placeholders_are_left_empty(text: str, kind: Kind) -> None:
    """A cell that only says that there is nothing gives nothing, and is reported."""
    assert read_cell(text, kind) == Reading(code="IMP012")


@pytest.mark.parametrize(
    "text", ["Klien anak ke-2. [PERLU DATA: berat lahir]", "Lahir di … pada 1990", "Nihil"]
)
def test_a_marker_inside_is_kept(text: str) -> None:
    """A narrative with a marker in it is kept as typed; `check` reports it."""
    assert value_of(text, "prose") == text


@pytest.mark.parametrize(
    "value", [3398041203880002.0, 10**15, -1e18, "3,39804E+15", "3.39804E+15", "1E+21"]
)
@pytest.mark.parametrize("kind", ["text", "nik", "note"])
def test_lost_digits_are_never_made_up(value: Value, kind: Kind) -> None:
    """A number longer than what a spreadsheet keeps gives nothing at all, and is reported."""
    assert read_cell(value, kind) == Reading(code="IMP013")


@pytest.mark.parametrize("text", ["#REF!", "#VALUE!", "#DIV/0!", "Err:502"])
def test_errors_of_formulas(text: str) -> None:
    """The error of a formula is no text of the office's."""
    assert read_cell(text, "text") == Reading(code="IMP014")


def test_lines_of_a_narrative_are_paragraphs() -> None:
    """A line break that was typed into a cell begins a paragraph; items stay a list."""
    assert value_of("Satu.\r\nDua.\n- a\n- b\n\nTiga.", "prose") == (
        "Satu.\n\nDua.\n\n- a\n- b\n\nTiga."
    )


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. Satu.\n2. Dua\nlagi.", ("Satu.", "Dua lagi.")),
        ("- Satu\n- Dua", ("Satu", "Dua")),
        ("a. Satu\nb) Dua", ("Satu", "Dua")),
        ("Satu.\n\nDua.", ("Satu.", "Dua.")),
        ("12. Maret ia ditahan.", ("12. Maret ia ditahan.",)),
        ("1. Satu\n2. -", ("Satu",)),
    ],
)
def test_lists(text: str, entries: tuple[str, ...]) -> None:
    """Marks begin entries and are not repeated in print; else each line is an entry."""
    assert value_of(text, "list") == entries


def test_unseen_signs_are_left_out_and_told() -> None:
    """What a case file may not hold is not copied; Word's own bullets become items."""
    reading = read_cell("\uf0b7\tSehat\u200b walafiat\u202e", "prose")
    assert reading == Reading("- Sehat walafiat", code="IMP016")
    assert read_cell("\u200b", "text") == Reading(code="IMP016")


@pytest.mark.parametrize("value", ["", "  ", "\n", "\t\xa0"])
def test_an_empty_cell_is_silent(value: str) -> None:
    """An empty cell, also one of blanks, gives nothing and is not reported."""
    assert read_cell(value, "text") == EMPTY


@pytest.mark.parametrize(
    ("value", "note"), [(time(8, 30), "08.30"), (timedelta(hours=26), "1 day, 2:00:00")]
)
def test_odd_values_are_kept_as_notes(value: Value, note: str) -> None:
    """A time of day where a note is meant is written as an office does."""
    assert read_cell(value, "note") == Reading(note=note)
