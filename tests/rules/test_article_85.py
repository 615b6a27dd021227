"""The limits of KUHP art. 85, and how what a case says is held to them."""

from __future__ import annotations

from math import inf

import pytest

from pipeline.case import Case
from pipeline.rules.article_85 import beyond_six_months, five_years, in_days, terms, under_85
from pipeline.rules.rule import of_court
from pipeline.salvage import salvage
from pipeline.values import Period


@pytest.mark.parametrize(
    ("months", "most"), [(0, 184), (1, 153), (2, 123), (3, 92), (4, 62), (5, 31), (6, 0)]
)
def test_months_and_days_are_six_months(months: int, most: int) -> None:
    """Days beside months are too many once no six months of the calendar can hold them."""
    doubtful = (6 - months) * 30
    assert beyond_six_months(Period(months=months, days=doubtful)) is None
    if doubtful < most:
        assert beyond_six_months(Period(months=months, days=doubtful + 1)) == (
            "warning",
            "180 hari",
        )
    over = beyond_six_months(Period(months=months, days=most))
    assert over == (("warning", "180 hari") if most > doubtful else None)
    assert beyond_six_months(Period(months=months, days=most + 1)) == ("error", "6 bulan")


@pytest.mark.parametrize(
    ("period", "weight"),
    [
        (Period(weeks=25, days=5), None),
        (Period(weeks=25, days=6), "warning"),
        (Period(weeks=26), "warning"),
        (Period(weeks=27), "error"),
        (Period(months=7), "error"),
        (Period(years=1), "error"),
        (Period(years=1, days=1), "error"),
    ],
)
def test_weeks_and_years(period: Period, weight: str | None) -> None:
    """Weeks are seven days, years twelve months."""
    found = beyond_six_months(period)
    assert (found[0] if found else None) == weight


@pytest.mark.parametrize(
    ("threat", "days"),
    [
        (Period(years=1), 360),
        (Period(months=2), 60),
        (Period(weeks=3), 21),
        (Period(days=4), 4),
        (Period(years=1, months=1, weeks=1, days=1), 398),
        ("seumur hidup", inf),
    ],
)
def test_threats_in_days(threat: Period | str, days: float) -> None:
    """A threat is measured in months of thirty days; life has no end."""
    assert in_days(threat) == days
    assert five_years(threat) == (days >= 1800)


@pytest.mark.parametrize(
    ("putusan", "weight", "under"),
    [
        ({}, "error", True),
        ({"dasar": "pasal_85", "sesuai_salinan": "ya"}, "warning", True),
        ({"dasar": "pasal_82", "sesuai_salinan": "tidak"}, "error", False),
        ({"dasar": "pasal", "sesuai_salinan": "mungkin"}, "error", False),
    ],
)
def test_judgments(putusan: dict[str, str], weight: str, *, under: bool) -> None:
    """A judgment weighs as an error until it is confirmed, and is one of art. 85 by default."""
    case = salvage(Case, {"putusan": putusan})
    assert case.putusan is not None
    assert of_court(case) == weight
    assert under_85(case.putusan) == under
    assert list(terms(case)) == [(("putusan",), case.putusan, weight)]
    assert bool(list(terms(case, only_85=True))) == under


def test_no_judgment() -> None:
    """Without a judgment there is nothing that a court ordered."""
    case = salvage(Case, {})
    assert of_court(case) == "error"
    assert list(terms(case)) == []
