"""Types of single values: every written form is read, everything else is refused by its code."""

from __future__ import annotations

import time as time_module
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from pipeline import messages
from pipeline.case.offence import parse_threat
from pipeline.case.service import parse_counted
from pipeline.parsers.dates import parse_date, parse_month, parse_time
from pipeline.parsers.quantities import (
    parse_fine,
    parse_hours,
    parse_money,
    parse_number,
    parse_period,
    parse_whole,
)
from pipeline.parsers.text import parse_narrative, parse_text
from pipeline.parsers.typed import PLACEHOLDERS
from pipeline.parsers.words import (
    as_list,
    one_of,
    parse_day_name,
    parse_nik,
    parse_number_of_case,
    parse_yes,
    word_of,
)
from pipeline.scalars import Year
from pipeline.values import (
    FINE_CATEGORIES,
    MONTHS,
    Block,
    Fine,
    Hours,
    Period,
    Word,
    most,
    number_words,
    write_date,
)

NO_BREAK = "\N{NO-BREAK SPACE}"
WIDE_YEAR = "\uff12\uff10\uff12\uff16"
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
Parser = Callable[[object], object]
WORDS = ("belum_kawin", "kawin", "cerai_hidup", "laki-laki")


def parse_word(value: object) -> Word:
    """Read one of a few words."""
    return word_of(value, WORDS)


PARSERS: list[Parser] = [
    parse_text,
    parse_narrative,
    parse_date,
    parse_month,
    parse_time,
    parse_hours,
    parse_money,
    parse_fine,
    parse_period,
    parse_threat,
    parse_counted,
    parse_whole,
    parse_number,
    parse_yes,
    parse_word,
    parse_day_name,
    parse_nik,
    parse_number_of_case,
]
every_parser = pytest.mark.parametrize("parser", PARSERS)
DAYS_OF_LIFE = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def fault(parser: Parser, value: object) -> tuple[str, dict[str, str]]:
    """The code by which a value is refused, and its parameters."""
    with pytest.raises(PydanticCustomError) as caught:
        parser(value)
    context = dict(caught.value.context or {})
    assert context.pop("code") == caught.value.type
    return caught.value.type, context


def refusal_of(parser: Parser, value: object) -> str | None:
    """The code by which a value is refused, or None where it is read."""
    try:
        parser(value)
    except PydanticCustomError as error:
        return error.type
    return None


# --- what holds for all types --------------------------------------------------------------------


@every_parser
@pytest.mark.parametrize("value", sorted(PLACEHOLDERS))
def test_placeholders_are_refused(parser: Parser, value: str) -> None:
    """A dash or dots in place of a value are told as such, whatever the key holds."""
    assert fault(parser, f" {value} ") == ("SKM005", {"value": value})


@every_parser
@pytest.mark.parametrize(
    ("value", "code", "params"),
    [
        ({"a": "b"}, "SKM003", {"wanted": "value", "found": "mapping"}),
        (["a"], "SKM003", {"wanted": "value", "found": "list"}),
        (None, "SKM028", {}),
    ],
)
def test_only_one_value_is_taken(
    parser: Parser, value: object, code: str, params: dict[str, str]
) -> None:
    """A list, a mapping and an empty entry of a list are refused where one value belongs."""
    assert fault(parser, value) == (code, params)


@every_parser
@given(value=st.text())
def test_any_text_is_read_or_refused(parser: Parser, value: str) -> None:
    """No text makes a parser fail otherwise than with a code that has a sentence."""
    assert refusal_of(parser, value) in {None, *messages.load("id").problems}


@every_parser
@pytest.mark.parametrize(
    "unit", ["1(", "1 (", "abc def\n", "- a\n", "1.", "1 ", "1 tahun ", "(", "a"], ids=repr
)
def test_long_values_take_no_long_time(parser: Parser, unit: str) -> None:
    """A value of a hundred thousand characters is read or refused at once."""
    started = time_module.process_time()
    refusal_of(parser, unit * (100_000 // len(unit)))
    assert time_module.process_time() - started < 1


# --- text and narratives -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  Wagiman  ", "Wagiman"),
        ("Jalan Melati\nNomor 3", "Jalan Melati Nomor 3"),
        ("a \t b", "a b"),
        ("- satu butir saja", "- satu butir saja"),
        (f"Pasal{NO_BREAK}478", f"Pasal{NO_BREAK}478"),
        ("007", "007"),
    ],
)
def test_text_is_one_line(written: str, text: str) -> None:
    """A line break in a text is a space; else a text stays as it was typed."""
    assert parse_text(written) == text


@pytest.mark.parametrize("written", ["a\n\nb", "a\n  \nb", "a\n- b", "- a\n- b", "a\n\n- b"])
def test_text_of_several_paragraphs_is_refused(written: str) -> None:
    """What one line would run together is told and not run together."""
    assert fault(parse_text, written) == ("SKM004", {})


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        ("Satu.", [("paragraph", "Satu.")]),
        ("Satu\ndua.\n\n\nTiga.\n", [("paragraph", "Satu dua."), ("paragraph", "Tiga.")]),
        (
            "Daftar:\n- a\n  lanjut\n- b",
            [("paragraph", "Daftar:"), ("item", "a lanjut"), ("item", "b")],
        ),
        ("- a\n\nSatu.", [("item", "a"), ("paragraph", "Satu.")]),
        ("a\n \t \nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("  a   b\t c", [("paragraph", "a b c")]),
        ("-5 derajat", [("paragraph", "-5 derajat")]),
        ("a - b", [("paragraph", "a - b")]),
    ],
)
def test_narrative_blocks(written: str, blocks: list[tuple[str, str]]) -> None:
    """An empty line makes a paragraph, a line that starts with a dash and a space an item."""
    assert [(block.kind, block.text) for block in parse_narrative(written).blocks] == blocks


@given(st.text(st.sampled_from("ab-  \n"), min_size=1).filter(str.strip))
def test_narrative_loses_no_letter(written: str) -> None:
    """Whatever is typed, all letters arrive in their order."""
    if written.strip() in PLACEHOLDERS:
        return
    text = "".join(block.text for block in parse_narrative(written).blocks)
    assert [sign for sign in text if sign in "ab"] == [sign for sign in written if sign in "ab"]


# --- dates and times -----------------------------------------------------------------------------


@given(DAYS_OF_LIFE, st.booleans(), st.sampled_from([str.lower, str.upper, str.title]))
def test_dates_in_both_forms(day: date, padded: bool, case: Callable[[str], str]) -> None:
    """Each day is read in both forms, with and without a nought, in any letter case."""
    number = f"{day.day:02}" if padded else str(day.day)
    assert parse_date(day.isoformat()) == day
    assert parse_date(f" {number} {case(MONTHS[day.month - 1])}  {day.year}") == day


@pytest.mark.parametrize("blank", [NO_BREAK, NARROW_NO_BREAK, "  ", "\t"])
def test_date_copied_from_word(blank: str) -> None:
    """A no-break space, which nobody sees, does not make a date none."""
    assert parse_date(f"18{blank}Februari{blank}2026") == date(2026, 2, 18)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2100), st.sampled_from("-/. "))
def test_dates_in_numbers_name_their_readings(
    first: int, second: int, year: int, mark: str
) -> None:
    """Days in numbers alone are refused with all that they can mean, day first."""
    readings = []
    for day, month in dict.fromkeys([(first, second), (second, first)]):
        try:
            readings.append(write_date(date(year, month, day)))
        except ValueError:
            continue
    text = f"{first}{mark}{second}{mark}{year}"
    told = fault(parse_date, text)
    if len(readings) == 2:
        assert told == ("SKM011", {"value": text, "first": readings[0], "second": readings[1]})
    elif readings:
        assert told == ("SKM013", {"value": text, "suggestion": readings[0]})
    else:
        assert told == ("SKM012", {"value": text})


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("18 Pebruari 2026", "18 Februari 2026"),
        ("18 Feb 2026", "18 Februari 2026"),
        ("3 agust 2026", "3 Agustus 2026"),
        ("3 December 2026", "3 Desember 2026"),
        ("2026-2-8", "8 Februari 2026"),
        ("2026/02/08", "8 Februari 2026"),
        ("25/12/2026", "25 Desember 2026"),
        ("05.05.2026", "5 Mei 2026"),
    ],
)
def test_clear_but_misspelt_dates(text: str, suggestion: str) -> None:
    """A date that can mean one day only is refused with its right spelling, which is readable."""
    assert fault(parse_date, text) == ("SKM013", {"value": text, "suggestion": suggestion})
    assert write_date(parse_date(suggestion)) == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "30 Februari 2026",
        "2026-02-30",
        "31 april 2026",
        "29 Februari 2025",
        "2026-13-01",
        "0 Mei 2026",
        "31/02/2026",
        "31.2.2026",
        "2026/13/01",
        "2026-2-31",
    ],
)
def test_days_that_the_calendar_lacks(text: str) -> None:
    """A day that never was is told as that."""
    assert fault(parse_date, text) == ("SKM012", {"value": text})


@pytest.mark.parametrize(
    "text", ["1899-12-31", "1 Januari 2101", "0026-02-18", "01/02/0026", "2101/1/1"]
)
def test_years_out_of_reach(text: str) -> None:
    """A year that nobody in a file can have lived in is a slip of the hand."""
    assert fault(parse_date, text) == ("SKM027", {"value": text, "low": "1900", "high": "2100"})


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2/3/26", "2 Maret 2026, 3 Februari 2026, 2 Maret 1926, 3 Februari 1926"),
        ("02-03-90", "2 Maret 2090, 3 Februari 2090, 2 Maret 1990, 3 Februari 1990"),
        ("13/02/26", "13 Februari 2026, 13 Februari 1926"),
        ("18 Februari 26", "18 Februari 2026, 18 Februari 1926"),
        ("18 Feb '26", "18 Februari 2026, 18 Februari 1926"),
        ("29/2/00", "29 Februari 2000"),
    ],
)
def test_years_of_two_digits_name_their_readings(text: str, readings: str) -> None:
    """A year of two digits is refused with all days that the date can mean."""
    assert fault(parse_date, text) == ("SKM038", {"value": text, "readings": readings})


@pytest.mark.parametrize(
    "text",
    [
        "kemarin",
        "31/02/26",
        "18 Februari",
        "20260218",
        "1 X 2026",
        f"{WIDE_YEAR}-02-18",
        "2026-02-18 08:00",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Other text is no date."""
    assert fault(parse_date, text) == ("SKM010", {"value": text})


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_months(year: int, month: int) -> None:
    """A month is read in both forms as its first day."""
    first = date(year, month, 1)
    assert parse_month(f"{year}-{month:02}") == first
    assert parse_month(f"{MONTHS[month - 1].lower()} {year}") == first


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-13", "SKM012"),
        ("2026-4", "SKM026"),
        ("04-2026", "SKM026"),
        ("Apr 2026", "SKM026"),
        (f"April {WIDE_YEAR}", "SKM026"),
        ("1 April 2026", "SKM026"),
        ("1850-01", "SKM027"),
    ],
)
def test_what_is_no_month(text: str, code: str) -> None:
    """Other text is no month."""
    assert fault(parse_month, text)[0] == code


@given(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_times_in_all_forms(clock: time) -> None:
    """Each minute of the day is read with colon or dot, with and without a nought."""
    for text in (f"{clock:%H:%M}", f"{clock:%H.%M}", f"{clock.hour}.{clock.minute:02}"):
        assert parse_time(text) == clock


@pytest.mark.parametrize(
    "text",
    ["24:00", "8.60", "8.5", "08:00:00", "0800", "8", "08.00 WIB", "-8.00", "\u0660\u0668:00"],
)
def test_what_is_no_time(text: str) -> None:
    """Other text is no time of day."""
    assert fault(parse_time, text) == ("SKM014", {"value": text})


# --- hours, money, periods, numbers --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4", 240),
        ("7.5", 450),
        ("7,5", 450),
        ("7,25", 435),
        ("0,05", 3),
        ("120 jam", 7200),
        ("120 JAM", 7200),
        ("7,5jam", 450),
        ("7 jam 20 menit", 440),
        ("45 menit", 45),
        (f"120{NO_BREAK}jam", 7200),
        ("0", 0),
        ("08", 480),
    ],
)
def test_hours_in_all_forms(text: str, minutes: int) -> None:
    """Hours are read as a number, with a decimal comma or point, or in hours and minutes."""
    assert parse_hours(text) == Hours(minutes)


@given(st.integers(0, 99_999), st.integers(0, 99), st.sampled_from(".,"))
def test_decimals_of_hours_are_exact_or_refused(whole: int, part: int, mark: str) -> None:
    """Decimals make whole minutes, or the refusal names what can be written instead."""
    text = f"{whole}{mark}{part:02}"
    clock = part < 60 and part not in (0, 25, 50) and (mark == "." or part % 10 == 0)
    if clock and part >= 10 - 10 * (mark == "."):
        code, params = fault(parse_hours, text)
        assert (code, params["value"]) == ("SKM039", text)
        minutes = parse_hours(f"{params['whole']} jam {params['minutes']} menit").minutes
        assert minutes == whole * 60 + part
        assert abs(parse_hours(params["decimal"]).minutes - (whole + part / 100) * 60) <= 0.5
    elif part * 60 % 100 == 0:
        assert parse_hours(text) == Hours(whole * 60 + part * 60 // 100)
    else:
        code, params = fault(parse_hours, text)
        assert code == "SKM016"
        way_out = parse_hours(f"{params['whole']} jam {params['minutes']} menit")
        assert abs(way_out.minutes - (whole + part / 100) * 60) <= 0.5


@pytest.mark.parametrize("text", ["0.30", "7.30", "0.45", "8.15 jam", "7,30", "0,20 jam"])
def test_decimals_that_may_be_minutes_are_refused(text: str) -> None:
    """Half past seven is hardly seven hours and eighteen minutes: both are named."""
    assert fault(parse_hours, text)[0] == "SKM039"


@pytest.mark.parametrize(
    "text",
    [
        "7,123",
        "1.000",
        "-4",
        "empat",
        "4 hari",
        "7 jam 60 menit",
        "4 jam 30",
        "100000",
        "1e2",
        "4:30",
    ],
)
def test_what_is_no_hours(text: str) -> None:
    """Other text is no number of hours; a thousand with a dot would be one hour."""
    assert fault(parse_hours, text) == ("SKM015", {"value": text})


@given(st.integers(0, 10**13))
def test_money_in_all_forms(amount: int) -> None:
    """An amount is read in every form that letters have."""
    dotted = f"{amount:,}".replace(",", ".")
    forms = (
        str(amount),
        dotted,
        f"Rp{dotted}",
        f"Rp {dotted}",
        f"Rp{dotted},00",
        f"rp. {amount},-",
        f"Rp{NO_BREAK}{dotted}",
    )
    assert [parse_money(form) for form in forms] == [amount] * len(forms)


@pytest.mark.parametrize(
    "text",
    [
        "450,000",
        "45.00",
        "4.5",
        "1.5 juta",
        "-450000",
        "Rp",
        "450.000.00",
        "450000,50",
        "$5",
        "4500.000",
        "Rp450.000,0",
        "1.000.000.000.000.000",
        "1000000000000000",
    ],
)
def test_what_is_no_money(text: str) -> None:
    """What another country's commas and dots would mean is refused and not guessed."""
    assert fault(parse_money, text) == ("SKM017", {"value": text})


@pytest.mark.parametrize("category", FINE_CATEGORIES)
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title, str])
def test_fines_by_category(category: str, case: Callable[[str], str]) -> None:
    """Each of the eight categories is read in any letter case and written in one."""
    fine = parse_fine(case(f"kategori {category}"))
    assert (fine, type(fine)) == (f"kategori {category}", Fine)
    assert most(fine) == FINE_CATEGORIES[category]


@given(st.integers(10, 10**13))
def test_fines_by_amount(amount: int) -> None:
    """An amount is read as money is, written as letters do, and read again as the same."""
    fine = parse_fine(f"{amount:,}".replace(",", "."))
    assert (most(fine), parse_fine(fine)) == (amount, fine)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Kategori 2", "kategori II"),
        ("katagori ii", "kategori II"),
        ("VIII", "kategori VIII"),
        ("2", "kategori II"),
        ("kategori: IV", "kategori IV"),
        ("kategoriIV", ""),
        ("denda paling banyak kategori III", "kategori III"),
        ("kategori ke-2", "kategori II"),
        ("kategori", ""),
        ("kategori IX", ""),
        ("kategori IIII", ""),
        ("kategori 0", ""),
        ("9", ""),
        ("kategori II atau III", ""),
        ("10 juta", ""),
        ("pasal II", ""),
        ("Rp10.000.000,50", ""),
    ],
)
def test_what_is_no_fine(text: str, suggestion: str) -> None:
    """Another fine is refused with the category that was meant; a digit alone is no amount."""
    assert fault(parse_fine, text) == ("SKM037", {"value": text, "suggestion": suggestion})
    assert not suggestion or parse_fine(suggestion) == suggestion


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from([str.lower, str.upper, str.title]))
def test_periods_with_words(years: int, months: int, case: Callable[[str], str]) -> None:
    """A number may have its words behind it, in any letter case, when they agree."""
    first, second = case(number_words(years)), number_words(months)
    assert parse_period(f"{years} ({first}) tahun {months} ( {second} ) bulan") == Period(
        years, months
    )


@given(st.integers(1, 999), st.integers(1, 999))
def test_periods_whose_words_disagree(number: int, other: int) -> None:
    """Number and words that disagree are told with what the number is in words."""
    if number == other:
        return
    word = number_words(other)
    code, params = fault(parse_period, f"{number} ({word}) bulan")
    assert (code, params["number"], params["word"]) == ("SKM019", str(number), word)
    assert parse_period(f"{number} ({params['right']}) bulan") == Period(months=number)


@given(st.integers(0, 99_999), st.sampled_from([str.lower, str.upper, str.title]))
def test_hours_with_words(number: int, case: Callable[[str], str]) -> None:
    """Hours may have their words behind the number, as every judgment writes them."""
    words = case(number_words(number))
    for text in (f"{number} ({words}) jam", f"{number} ( {words} ) JAM", f"{number}({words})jam"):
        assert parse_hours(text) == Hours(number * 60)
    assert parse_hours(f"{number} ({words}) jam 30 (tiga puluh) menit") == Hours(number * 60 + 30)


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_hours_whose_words_disagree(number: int, other: int) -> None:
    """Number and words of hours that disagree are told as those of periods are."""
    if number == other:
        return
    word = number_words(other)
    code, params = fault(parse_hours, f"{number} ({word}) jam")
    assert (code, params["number"], params["word"]) == ("SKM019", str(number), word)
    assert parse_hours(f"{number} ({params['right']}) jam") == Hours(number * 60)


@pytest.mark.parametrize("text", ["120 (seratus dua puluh)", "(enam) jam", "7 (tujuh) jam8 menit"])
def test_words_that_make_no_hours(text: str) -> None:
    """Words in brackets stand between a number and its unit, or are refused."""
    assert fault(parse_hours, text) == ("SKM015", {"value": text})


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3 bulan", Period(months=3)),
        ("1 tahun 6 bulan", Period(years=1, months=6)),
        ("1 tahun, 6 bulan dan 3 hari", Period(years=1, months=6, days=3)),
        ("15 HARI", Period(days=15)),
        ("2 minggu", Period(weeks=2)),
        (f"6{NO_BREAK}bulan", Period(months=6)),
        ("6 (enam) bulan", Period(months=6)),
    ],
)
def test_periods_in_all_forms(text: str, period: Period) -> None:
    """A period keeps the units in which it was ordered."""
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "tiga bulan",
        "0 bulan",
        "3 bulan 4 bulan",
        "1,5 tahun",
        "-3 bulan",
        "3 bulanan",
        "12345 bulan",
        "seumur hidup",
        "kurang dari 3 bulan",
        "3 bulan dandan 2 hari",
        "3 bulan dan",
        "dan 3 bulan",
        "1 tahun,, 3 bulan",
    ],
)
def test_what_is_no_period(text: str) -> None:
    """Other text is no period; least of all half of one."""
    assert fault(parse_period, text) == ("SKM018", {"value": text})


def test_life_is_a_threat_only() -> None:
    """Life imprisonment can be threatened; as a period it is refused."""
    assert parse_threat("Seumur Hidup") == parse_threat(f"seumur{NO_BREAK}hidup") == "seumur hidup"
    assert parse_threat("4 tahun") == Period(years=4)
    assert fault(parse_period, "seumur hidup") == ("SKM018", {"value": "seumur hidup"})


@given(st.integers(0, 999_999_999))
def test_whole_numbers(number: int) -> None:
    """Whole numbers are read with and without dots between thousands."""
    assert parse_whole(str(number)) == number
    assert parse_whole(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    "text", ["1,5", "1.5", "-1", "satu", "1234567890", "1.000.000.000", "12 orang", "٣"]
)
def test_what_is_no_whole_number(text: str) -> None:
    """Other text is no whole number."""
    assert fault(parse_whole, text) == ("SKM022", {"value": text})


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("12,5", "12.5"), ("0.125", "0.125"), ("12.25", "12.25"), ("-3", "-3")],
)
def test_numbers(text: str, number: str) -> None:
    """A score has a decimal comma or point."""
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["dua", "1,23456", "1.000,5", "1.500", "-12.000", "1e3", "--3", "1234567890", "NaN"]
)
def test_what_is_no_number(text: str) -> None:
    """Other text is no number."""
    assert fault(parse_number, text) == ("SKM024", {"value": text})


def test_numbers_within_limits() -> None:
    """A number outside its limits is told with them; the limits themselves are inside."""
    read = TypeAdapter(Year).validate_python
    assert (read("1900"), read("2100")) == (1900, 2100)
    for number in ("1899", "2101"):
        code, params = fault(read_with(read), number)
        assert (code, params) == ("SKM023", {"value": number, "low": "1900", "high": "2100"})


def read_with(read: Callable[[object], object]) -> Parser:
    """Let a pydantic type's own error come out as its parser's."""

    def parse(value: object) -> object:
        try:
            return read(value)
        except ValueError as error:
            (detail,) = error.errors()  # type: ignore[attr-defined]
            raise PydanticCustomError(detail["type"], "", detail["ctx"]) from error

    return parse


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "answer"), [("ya", True), ("Ya", True), ("TIDAK", False)])
def test_yes_and_no(text: str, answer: bool) -> None:
    """Yes and no are Indonesian words, in any letter case."""
    assert parse_yes(text) is answer


@pytest.mark.parametrize("text", ["yes", "no", "y", "true", "1", "iya", "tdk"])
def test_what_is_neither_yes_nor_no(text: str) -> None:
    """YAML's own words for yes and no are not guessed at."""
    assert fault(parse_yes, text) == ("SKM021", {"value": text})


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("belum_kawin", "belum_kawin"),
        ("Belum kawin", "belum_kawin"),
        (f"cerai{NO_BREAK}hidup", "cerai_hidup"),
        ("BELUM   KAWIN", "belum_kawin"),
        ("Laki-laki", "laki-laki"),
    ],
)
def test_words_of_the_vocabulary(text: str, word: str) -> None:
    """A word is read in any letter case, with blanks for its underscores."""
    read = word_of(text, WORDS)
    assert (read, type(read)) == (word, Word)


@pytest.mark.parametrize(
    ("text", "suggestion"), [("kawim", "kawin"), ("laki laki", "laki-laki"), ("xyz", "")]
)
def test_words_that_are_unknown(text: str, suggestion: str) -> None:
    """Another word is refused with all that could stand, and the one that was meant."""
    params = {"value": text, "wanted": ", ".join(WORDS), "suggestion": suggestion}
    assert fault(parse_word, text) == ("SKM020", params)


def test_one_of_is_a_validator() -> None:
    """The type of a key that takes words carries our code through pydantic."""
    assert one_of("a", "b").func("A") == "a"  # type: ignore[call-arg]


@pytest.mark.parametrize("text", ["jumat", "Jum'at", "JUM’AT", "jum`at"])
def test_friday_in_all_spellings(text: str) -> None:
    """Friday has an apostrophe in many offices."""
    assert parse_day_name(text) == "jumat"


def test_unknown_day() -> None:
    """Another name is refused with the seven days."""
    code, params = fault(parse_day_name, "Senen")
    assert (code, params["suggestion"]) == ("SKM020", "senin")
    assert params["wanted"] == "senin, selasa, rabu, kamis, jumat, sabtu, minggu"


@pytest.mark.parametrize(
    ("text", "nik"),
    [("0398041408910003", "0398041408910003"), ("3398 0414 0891 0003", "3398041408910003")],
)
def test_nik_keeps_its_digits(text: str, nik: str) -> None:
    """A NIK is text of 16 digits, so that its noughts stay."""
    assert parse_nik(text) == nik


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("339804140891000", "15"),
        ("33980414089100031", "17"),
        ("3398O41408910003", "15"),
        ("3398.0414.0891.0003", "16"),
        ("٣398041408910003", "16"),
    ],
)
def test_nik_of_another_length(text: str, digits: str) -> None:
    """A NIK that has not 16 digits, or more than digits, is told with their number."""
    assert fault(parse_nik, text) == ("SKM025", {"digits": digits})


@pytest.mark.parametrize("text", ["KS-2026-0001", "a", "0", "A.b_c-d", "x" * 64])
def test_case_numbers(text: str) -> None:
    """A case number has letters, digits and three marks."""
    assert parse_number_of_case(text) == text


@pytest.mark.parametrize(
    "text", ["../x", "a/b", "a\\b", "KS 1", ".x", "-x", "_x", "x" * 65, "KS-é", "a\nb", "C:x"]
)
def test_what_is_no_case_number(text: str) -> None:
    """What could lead a file elsewhere is no case number."""
    assert fault(parse_number_of_case, text) == ("SKM029", {"value": text})


def test_as_list() -> None:
    """One entry is a list of one; a list stays."""
    assert as_list("a") == ["a"]
    assert as_list({"a": "b"}) == [{"a": "b"}]
    assert as_list(["a", "b"]) == ["a", "b"]


def test_counted_hours() -> None:
    """How much of a row counts is yes, no, or hours."""
    assert parse_counted("Ya") is True
    assert parse_counted("tidak") is False
    assert parse_counted("7,5") == Hours(450)
    assert fault(parse_counted, "semua") == ("SKM015", {"value": "semua"})


def test_narrative_block_type() -> None:
    """A narrative's parts are blocks, which compare by kind and text."""
    assert parse_narrative("- a").blocks == (Block("item", "a"),)
