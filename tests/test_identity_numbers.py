"""Identity numbers: what their digits say, and what they cannot say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identity_numbers import PROVINCES, Nik, is_whole_nip, nip_digits, nip_fault


def nik(born: date, *, is_woman: bool) -> Nik:
    """The NIK of someone born on this day."""
    return Nik.of(f"339802{born.day + 40 * is_woman:02d}{born:%m%y}0004")


@given(st.dates(date(1920, 1, 1), date(2030, 12, 31)), st.booleans())
def test_a_nik_fits_who_it_was_made_for(born: date, is_woman: bool) -> None:
    """What is read of a NIK is what went into it."""
    made = nik(born, is_woman=is_woman)
    assert made.has_a_date
    assert made.fits(born)
    assert made.is_woman == is_woman
    assert made.written_date == f"{born:%d-%m-%y}"
    assert (made.region, made.serial) == ("339802", "0004")


@pytest.mark.parametrize(
    "other", [date(1998, 6, 16), date(1998, 7, 17), date(1997, 6, 17), date(1988, 6, 17)]
)
def test_a_nik_fits_nobody_else(other: date) -> None:
    """Day, month and year must all be those of the number."""
    assert not nik(date(1998, 6, 17), is_woman=False).fits(other)


@pytest.mark.parametrize(
    ("digits", "exists"),
    [
        ("010198", True),
        ("310198", True),
        ("320198", False),
        ("000198", False),
        ("400198", False),
        ("410198", True),
        ("710198", True),
        ("720198", False),
        ("310498", False),
        ("300498", True),
        ("290200", True),
        ("290204", True),
        ("290201", False),
        ("690204", True),
        ("700204", False),
        ("150098", False),
        ("151298", True),
        ("151398", False),
    ],
)
def test_days_that_exist(digits: str, *, exists: bool) -> None:
    """A day must be in its month, and a leap day in a year that may have one."""
    assert Nik.of(f"339802{digits}0004").has_a_date is exists


def test_a_woman_s_days_begin_at_41() -> None:
    """No day is the fortieth, of a man or a woman."""
    man, woman = (Nik.of(f"339802{day}01980004") for day in (40, 41))
    assert (man.is_woman, man.day) == (False, 40)
    assert (woman.is_woman, woman.day) == (True, 1)


@pytest.mark.parametrize(
    ("region", "exists"),
    [("339802", True), ("330101", True), ("330001", False), ("330100", False), ("100101", False)],
)
def test_regions(region: str, *, exists: bool) -> None:
    """There must be such a province; district and subdistrict are not nought."""
    assert Nik.of(f"{region}1706980004").is_of_a_region is exists


def test_provinces() -> None:
    """The codes of provinces, written out."""
    written = (
        "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 "
        "81 82 91 92 93 94 95 96 97"
    )
    assert sorted(PROVINCES) == written.split()


@pytest.mark.parametrize(
    ("nip", "whole"),
    [
        ("197603081998032001", True),
        ("19760308199803200", False),
        ("1976030819980320011", False),
        ("19760308199803200x", False),
        ("٢٩٧٦٠٣٠٨١٩٩٨٠٣٢٠٠١", False),
        ("", False),
    ],
)
def test_length_of_a_nip(nip: str, *, whole: bool) -> None:
    """Eighteen digits, and digits only."""
    assert is_whole_nip(nip) is whole


def test_a_nip_may_be_printed_in_parts() -> None:
    """Blanks and dots are no part of it."""
    assert nip_digits("19760308 199803.2 001") == "197603081998032001"


@pytest.mark.parametrize(
    ("nip", "fault"),
    [
        ("197603081998032001", None),
        ("197603081998031001", None),
        ("197613081998032001", ("1–8", "19761308")),
        ("197600081998032001", ("1–8", "19760008")),
        ("197604311998032001", ("1–8", "19760431")),
        ("197604001998032001", ("1–8", "19760400")),
        ("189912311998032001", ("1–8", "18991231")),
        ("190001011998032001", None),
        ("197601011998032001", None),
        ("197612311998122001", None),
        ("197602291998032001", None),
        ("197702291998032001", ("1–8", "19770229")),
        ("197603081998002001", ("9–14", "199800")),
        ("197603081998132001", ("9–14", "199813")),
        ("197603081998012001", None),
        ("197603081998212001", None),
        ("197603081998202001", ("9–14", "199820")),
        ("197603081991032001", None),
        ("197603081991022001", ("9–14", "199102")),
        ("197603081991212001", None),
        ("197603081990212001", ("9–14", "199021")),
        ("197603081998030001", ("15", "0")),
        ("197603081998033001", ("15", "3")),
    ],
)
def test_a_nip_that_fits_itself(nip: str, fault: tuple[str, str] | None) -> None:
    """Each part is judged, and the first that cannot be is told."""
    assert nip_fault(nip) == fault
