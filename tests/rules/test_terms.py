"""The arithmetic of prison terms: parts, ways of counting, credited detention."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.case.offence import PrisonTerm
from pipeline.figures import later
from pipeline.rules.terms import (
    LONGEST,
    WHOLE,
    Reckoning,
    Term,
    imposed,
    reckon,
    reckonings,
    remitted,
    starts,
    term,
)
from pipeline.salvage import salvage
from pipeline.values import Period

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(1, 480)
PARTS = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), WHOLE])


def prison(**keys: object) -> PrisonTerm:
    """A masa_pidana with these keys, as a case file writes them."""
    return salvage(PrisonTerm, keys)


def reckoned(start: date, length: Term, part: Fraction = WHOLE) -> Reckoning:
    """Count a term that can be counted."""
    counted = reckon(start, length, part)
    assert counted is not None
    return counted


def test_a_term_is_a_sum_of_periods() -> None:
    """Years are twelve months and weeks seven days; remissions are taken off unit by unit."""
    whole = term([Period(years=1, months=6), Period(weeks=2, days=3)])
    assert whole == Term(18, 17)
    assert (whole.thirty, whole.yearly) == (557, 365 + 180 + 17)
    assert whole.less(Term(1, 20)) == Term(17, -3)
    assert term([]) == Term(0, 0)
    assert term([Period(days=5), Period(weeks=1)]) == Term(0, 12)


def test_what_is_imposed_and_remitted() -> None:
    """A remission that was not read leaves the sum open; none at all is nought."""
    assert imposed(prison()) is None
    assert imposed(prison(pidana="1 tahun")) == Term(12, 0)
    assert remitted(prison()) == Term(0, 0)
    assert remitted(prison(remisi=[{"lama": "1 bulan"}, {"lama": "15 hari"}])) == Term(1, 15)
    assert remitted(prison(remisi=[{"lama": "1 bulan"}, {"lama": "x"}])) is None


@pytest.mark.parametrize(
    ("length", "part", "calendar", "by_days", "thirty", "yearly"),
    [
        (Term(18, 0), WHOLE, "2027-07-10", "2027-07-10", "2027-07-04", "2027-07-09"),
        (Term(18, 0), Fraction(1, 3), "2026-07-10", "2026-07-11", "2026-07-09", "2026-07-11"),
        (Term(18, 0), Fraction(2, 3), "2027-01-10", "2027-01-09", "2027-01-05", "2027-01-08"),
        (Term(5, 0), Fraction(1, 2), "2026-03-25", "2026-03-27", "2026-03-26", "2026-03-26"),
        (Term(6, -10), Fraction(1, 2), "2026-04-05", "2026-04-06", "2026-04-05", "2026-04-05"),
        (Term(0, 20), Fraction(1, 2), "2026-01-20", "2026-01-20", "2026-01-20", "2026-01-20"),
    ],
)
def test_each_way(  # noqa: PLR0913, PLR0917
    length: Term, part: Fraction, calendar: str, by_days: str, thirty: str, yearly: str
) -> None:
    """Each way of counting comes to the day that an officer who counts so finds."""
    assert reckon(date(2026, 1, 10), length, part) == Reckoning(
        *map(date.fromisoformat, (calendar, by_days, thirty, yearly))
    )


@pytest.mark.parametrize(
    "length",
    [Term(0, 0), Term(1, -30), Term(-1, 60), Term(0, -1), Term(LONGEST, 1), Term(LONGEST + 1, 0)],
)
def test_what_is_no_term_is_not_counted(length: Term) -> None:
    """Nothing left, or more than a hundred years, gives no day."""
    assert reckon(date(2026, 1, 10), length) is None


@pytest.mark.parametrize("length", [Term(0, 1), Term(1, -29), Term(LONGEST, 0), Term(0, 36000)])
def test_the_shortest_and_the_longest_term(length: Term) -> None:
    """A day, and a hundred years, are counted."""
    assert reckon(date(2026, 1, 10), length) is not None


def test_distance_is_that_to_the_nearest() -> None:
    """A day is as far off as it is from the nearest way, before or after."""
    ways = Reckoning(date(2026, 5, 20), date(2026, 5, 21), date(2026, 5, 10), date(2026, 5, 30))
    assert [ways.distance(date(2026, 5, day)) for day in (7, 10, 14, 17, 21, 24, 31)] == [
        3, 0, 4, 3, 0, 3, 1,
    ]  # fmt: skip


@given(DAYS, MONTHS)
def test_the_whole_is_the_calendars_end(start: date, months: int) -> None:
    """The whole term ends on the calendar's day, by both calendar ways."""
    whole = reckoned(start, Term(months, 0))
    assert whole.calendar == whole.by_days == later(start, Period(months=months))


@given(DAYS, MONTHS, PARTS)
def test_ways_of_the_calendar_agree(start: date, months: int, part: Fraction) -> None:
    """Months divided and days divided come to about the same day."""
    whole = reckoned(start, Term(months, 0), part)
    assert abs((whole.calendar - whole.by_days).days) <= 4


@given(DAYS, MONTHS, PARTS, st.integers(0, 29))
def test_more_is_later(start: date, months: int, part: Fraction, days: int) -> None:
    """A longer term never comes to an earlier day, and every way lies after the start."""
    shorter, longer = (reckoned(start, Term(months, more), part) for more in (days, days + 1))
    assert start < shorter.thirty <= shorter.yearly
    assert start < shorter.calendar <= longer.calendar
    assert shorter.by_days <= longer.by_days
    assert shorter.thirty <= longer.thirty


@given(DAYS, MONTHS)
def test_parts_are_in_order(start: date, months: int) -> None:
    """A third comes before a half, a half before two thirds, these before the end."""
    parts = (Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), WHOLE)
    counted = [reckoned(start, Term(months, 0), part) for part in parts]
    for days in ([way.calendar for way in counted], [way.thirty for way in counted]):
        assert days == sorted(set(days))


# --- detention -----------------------------------------------------------------------------------

RUTAN = {"jenis": "rutan", "dari": "2026-01-10", "sampai": "2026-01-29"}  # 20 days


@pytest.mark.parametrize(
    ("stretches", "credited"),
    [
        ([RUTAN], "2026-01-10"),
        ([{**RUTAN, "sampai": ""}], "2026-01-10"),
        ([{"dari": "2026-01-10"}], "2026-01-10"),
        ([RUTAN, {"jenis": "rutan", "dari": "2026-01-30"}], "2026-01-10"),
        ([RUTAN, {"jenis": "rutan", "dari": "2026-02-09"}], "2026-01-20"),
        ([RUTAN, {"jenis": "rutan", "dari": "2026-02-09", "sampai": "2026-02-09"}], "2026-01-20"),
        ([{"jenis": "rutan", "dari": "2026-02-09"}, RUTAN], "2026-01-20"),
        # Thirty days of house arrest count ten, of arrest within the city six, of freedom none.
        ([{"jenis": "rumah", "dari": "2026-01-10", "sampai": "2026-02-08"}], "2026-01-30"),
        ([{"jenis": "kota", "dari": "2026-01-10", "sampai": "2026-02-08"}], "2026-02-03"),
        ([{"jenis": "tidak_ditahan", "dari": "2026-01-10", "sampai": "2026-02-08"}], "2026-02-09"),
        # Shares are added before they are rounded down.
        (
            [
                {"jenis": "rumah", "dari": "2026-01-10", "sampai": "2026-01-11"},
                {"jenis": "rumah", "dari": "2026-01-12", "sampai": "2026-01-12"},
            ],
            "2026-01-12",
        ),
        # Nobody knows how long these lasted.
        ([{"jenis": "kota", "dari": "2026-01-10"}], None),
        (
            [{"jenis": "rutan", "dari": "2026-01-10"}, {"jenis": "rutan", "dari": "2026-03-01"}],
            None,
        ),
        # One that ends before it begins credits nothing.
        (
            [
                {"jenis": "rutan", "dari": "2026-01-10", "sampai": "2026-01-05"},
                {**RUTAN, "dari": "2026-01-20"},
            ],
            "2026-01-20",
        ),
    ],
)
def test_credited_detention(stretches: list[dict[str, str]], credited: str | None) -> None:
    """The term may be counted from where it would run without gaps, beside the first day."""
    tahanan = [{key: value for key, value in one.items() if value} for one in stretches]
    expected = [date(2026, 1, 10)] + ([date.fromisoformat(credited)] if credited else [])
    assert starts(prison(ditahan="2026-01-10", tahanan=tahanan)) == expected


def test_no_start_is_known() -> None:
    """Without the first day, or with a day that was not read, nothing is counted."""
    assert starts(prison()) == []
    assert starts(prison(ditahan="2026-01-10")) == [date(2026, 1, 10)]
    assert starts(prison(ditahan="2026-01-10", tahanan=[RUTAN, {"dari": "kemarin"}])) == []


def test_reckonings() -> None:
    """A part is counted from each start, with or without remissions; not of an unknown term."""
    held = {"ditahan": "2026-01-10", "pidana": "6 bulan", "remisi": "1 bulan"}
    (one,) = reckonings(prison(**held), WHOLE, less=True)
    assert one.calendar == date(2026, 6, 10)
    (one,) = reckonings(prison(**held), WHOLE, less=False)
    assert one.calendar == date(2026, 7, 10)
    late = {"jenis": "rutan", "dari": "2026-02-09"}
    ends = reckonings(prison(**held, tahanan=[RUTAN, late]), WHOLE, less=True)
    assert [way.calendar for way in ends] == [date(2026, 6, 10), date(2026, 6, 20)]
    assert list(reckonings(prison(**{**held, "pidana": "x"}), WHOLE, less=True)) == []
    assert list(reckonings(prison(**{**held, "remisi": "x"}), WHOLE, less=True)) == []
    assert list(reckonings(prison(**{**held, "remisi": "x"}), WHOLE, less=False)) != []
    assert list(reckonings(prison(**{**held, "remisi": "6 bulan"}), WHOLE, less=True)) == []


@given(DAYS, st.integers(1, 400), st.sampled_from(["rutan", "rumah", "kota", "tidak_ditahan"]))
def test_a_credited_start_is_never_before_the_first_day(start: date, days: int, kind: str) -> None:
    """Detention of one stretch moves the start by what of it does not count."""
    end = start + timedelta(days=days - 1)
    held = {"jenis": kind, "dari": start.isoformat(), "sampai": end.isoformat()}
    first, credited = starts(prison(ditahan=start.isoformat(), tahanan=[held]))
    assert first <= credited <= end + timedelta(days=1)
