"""School hours are read of a line of text without guessing, or not at all."""

from __future__ import annotations

from datetime import time

import pytest

from pipeline.rules.school_hours import school_hours
from pipeline.values import DAYS

MORNING = (time(7), time(13, 30))
SHORT = (time(7), time(11))


@pytest.mark.parametrize(
    "text",
    [
        "Senin–Jumat, 07.00–13.30",
        "senin-jumat 7.00-13.30",
        "Senin s.d. Jumat pukul 07:00 s.d. 13:30 WIB",
        "Senin s/d Jumat, 07.00 s/d 13.30",
        "Hari Senin sampai dengan Jumat, jam 07.00 sampai 13.30.",
        "senin hingga jum'at: 07.00 — 13.30",
        "Senin–Jum’at, 07.00–13.30",
        "Senin, Selasa, Rabu, Kamis, dan Jumat 07.00-13.30",
        "Senin-Rabu; Kamis-Jumat 07.00-13.30",
    ],
)
def test_school_days(text: str) -> None:
    """However days and times are joined, they are read the same."""
    assert school_hours(text) == {day: [MORNING] for day in DAYS[:5]}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Senin 07.00-13.30; Jumat 07.00-11.00", {"senin": [MORNING], "jumat": [SHORT]}),
        ("Senin 07.00-11.00 dan 07.00-13.30", {"senin": [SHORT, MORNING]}),
        ("Sabtu-Senin 07.00-11.00", {"sabtu": [SHORT], "minggu": [SHORT], "senin": [SHORT]}),
        ("Minggu-Minggu 07.00-11.00", {"minggu": [SHORT]}),
        ("setiap hari 07.00-11.00", {day: [SHORT] for day in DAYS}),
        ("Senin 00.00-23.59", {"senin": [(time(0), time(23, 59))]}),
    ],
)
def test_days_with_hours_of_their_own(text: str, hours: dict[str, list[tuple[time, time]]]) -> None:
    """Each time belongs to the days before it, back to the time before."""
    assert school_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "pagi",
        "07.00-13.30",
        "Senin-Jumat",
        "Senin 07.00-13.30, Selasa",
        "Senin-Jumat 07.00-13.30 kecuali hari libur",
        "Senin-Jumat 7-13",
        "Senin 13.30-07.00",
        "Senin 07.00-07.00",
        "Senin 07.00-24.00",
        "Senin 07.60-08.00",
        "Senin-Jumat 07.00",
        "Seninan 07.00-13.30",
        " ",
        "",
    ],
)
def test_what_is_not_understood(text: str) -> None:
    """A text with anything else in it, days without times or times without days is not read."""
    assert school_hours(text) is None
