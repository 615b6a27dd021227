"""Values: what is printed can be read again, and is what Indonesian writes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.filters import rupiah
from pipeline.parsers.dates import parse_date
from pipeline.parsers.quantities import parse_fine, parse_hours, parse_period
from pipeline.parsers.text import parse_narrative
from pipeline.values import (
    FINE_CATEGORIES,
    MONTHS,
    Block,
    Fine,
    Hours,
    Money,
    Narrative,
    Period,
    most,
    number_words,
    write_date,
)

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
LINE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).filter(
    lambda text: text.split() == text.split(" ") and not text.startswith("-") and text != "…"
)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(["paragraph", "item"]), LINE), min_size=1)


def words(number: int) -> str:
    """Number words by the rules of Indonesian, written down a second time."""
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{DIGITS[number % 10]} belas")
    for size, name in ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus")):
        if number >= size:
            head = words(number // size)
            start = f"se{name}" if head == "satu" and size <= 1000 else f"{head} {name}"
            return f"{start} {words(number % size)}" if number % size else start
    return f"{DIGITS[number // 10]} puluh {DIGITS[number % 10]}".removesuffix(" nol")


def test_number_words_of_all_small_numbers() -> None:
    """All hours, periods and small amounts are written as Indonesian writes them."""
    assert [number_words(number) for number in range(3000)] == [words(n) for n in range(3000)]


@given(st.integers(0, 10**12 - 1))
def test_number_words(number: int) -> None:
    """Amounts of money are written as Indonesian writes them."""
    assert number_words(number) == words(number)


def test_number_words_below_nought() -> None:
    """A negative number has its sign in words."""
    assert number_words(-12) == "minus dua belas"


@given(st.integers(0, 99_999 * 60 + 59))
def test_hours_printed_can_be_read(minutes: int) -> None:
    """Hours are read again as they are printed, to the minute."""
    assert parse_hours(str(Hours(minutes))) == Hours(minutes)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0"),
        (60, "1"),
        (7200, "120"),
        (450, "7,5"),
        (435, "7,25"),
        (63, "1,05"),
        (3, "0,05"),
        (440, "7 jam 20 menit"),
        (20, "20 menit"),
        (-30, "-0,5"),
        (-90, "-1,5"),
        (-20, "-20 menit"),
        (-80, "-1 jam 20 menit"),
    ],
)
def test_hours_as_a_number(minutes: int, text: str) -> None:
    """Hours are a number where a decimal of two places fits, else hours and minutes."""
    assert str(Hours(minutes)) == text


@given(st.integers(-9999, 9999), st.integers(-9999, 9999))
def test_hours_reckon_as_minutes(one: int, other: int) -> None:
    """Sums, differences, order and truth are those of the minutes."""
    first, second = Hours(one), Hours(other)
    assert first + second == Hours(one + other)
    assert first - second == Hours(one - other)
    assert (first < second, first <= second, first > second) == (
        one < other,
        one <= other,
        one > other,
    )
    assert bool(first) == bool(one)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_written_can_be_read(day: date) -> None:
    """A date is read again as a letter writes it."""
    assert parse_date(write_date(day)) == day


def test_date_in_words() -> None:
    """A letter writes the day without a nought and the month in full."""
    assert write_date(date(2026, 2, 9)) == "9 Februari 2026"
    assert [write_date(date(2026, month, 1)) for month in range(1, 13)] == [
        f"1 {name} 2026" for name in MONTHS
    ]


@given(*[st.integers(0, 999)] * 4)
def test_periods_printed_can_be_read(years: int, months: int, weeks: int, days: int) -> None:
    """A period is read again as it is printed, in the units in which it was ordered."""
    period = Period(years, months, weeks, days)
    if period.units:
        assert parse_period(str(period)) == period


def test_period_units() -> None:
    """Units come longest first, those of nought are left out."""
    assert Period(months=6, years=1, days=2).units == [(1, "tahun"), (6, "bulan"), (2, "hari")]
    assert str(Period(years=1, months=6)) == "1 tahun 6 bulan"


@given(BLOCKS)
def test_narratives_written_can_be_read(blocks: list[Block]) -> None:
    """Paragraphs and list items survive being written and read again."""
    narrative = Narrative(tuple(blocks))
    assert parse_narrative(str(narrative)) == narrative


def test_narrative_as_typed() -> None:
    """Empty lines stand between paragraphs and around a list, and not between its items."""
    blocks = (
        Block("paragraph", "Satu."),
        Block("item", "a;"),
        Block("item", "b."),
        Block("paragraph", "Dua."),
    )
    assert str(Narrative(blocks)) == "Satu.\n\n- a;\n- b.\n\nDua."


def test_categories_of_fines() -> None:
    """The eight amounts of KUHP article 79(1), the first a million, the last fifty billion."""
    amounts = [most(Fine.of_category(category)) for category in FINE_CATEGORIES]
    assert list(FINE_CATEGORIES) == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert [amount // 10**6 for amount in amounts] == [1, 10, 50, 200, 500, 2000, 5000, 50_000]
    assert all(amount % 10**6 == 0 for amount in amounts)


@given(st.integers(10, 10**14))
def test_fines_of_an_amount(amount: int) -> None:
    """A fine of an amount is written as the filter `rupiah` does, and read again."""
    fine = Fine.of_amount(amount)
    assert (str(fine), most(fine)) == (rupiah(Money(amount)), amount)
    assert parse_fine(fine) == fine
