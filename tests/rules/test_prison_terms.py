"""Rules on prison terms: three days of tolerance, the order of dates, remissions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.rules.examples import ask, broken, by_code

HELD = "ditahan: 2026-01-10"


def masa(*keys: str) -> str:
    """A masa_pidana with these keys."""
    return "masa_pidana: {" + ", ".join(keys) + "}"


@pytest.mark.parametrize(
    ("code", "key", "early", "late"),
    [
        # Accepted from three days before the earliest way to three days after the latest.
        ("KS801", "sepertiga", "2026-07-06", "2026-07-14"),
        ("KS802", "setengah", "2026-10-04", "2026-10-13"),
        ("KS803", "dua_pertiga", "2027-01-02", "2027-01-13"),
        ("KS804", "ekspirasi_awal", "2027-07-01", "2027-07-13"),
        ("KS805", "ekspirasi", "2027-07-01", "2027-07-13"),
    ],
)
def test_three_days_are_tolerated(code: str, key: str, early: str, late: str) -> None:
    """Up to three days from any way of counting nothing is told; a fourth is."""

    def told(day: date) -> list[tuple[str | None, str]]:
        return broken(by_code(code), masa(HELD, "pidana: 18 bulan", f"{key}: {day}"))

    first, last = date.fromisoformat(early), date.fromisoformat(late)
    assert told(first) == told(last) == []
    problem = [(f"masa_pidana.{key}", "warning")]
    assert told(first - timedelta(days=1)) == told(last + timedelta(days=1)) == problem


@pytest.mark.parametrize(
    ("code", "key", "less"),
    [
        ("KS801", "sepertiga", ("10 Juni 2026", "9 Juni 2026")),
        ("KS802", "setengah", ("25 Agustus 2026", "23 Agustus 2026")),
        ("KS803", "dua_pertiga", ("10 November 2026", "6 November 2026")),
        ("KS804", "ekspirasi_awal", ("10 Juli 2027", "4 Juli 2027")),
        ("KS805", "ekspirasi", ("10 April 2027", "5 April 2027")),
    ],
)
def test_what_is_told_of_a_date(code: str, key: str, less: tuple[str, str]) -> None:
    """The computed date is suggested, by the calendar; remissions are off but for the first end."""
    text = masa(HELD, "pidana: 18 bulan", "remisi: 3 bulan", f"{key}: 2029-01-01")
    (problem,) = ask(by_code(code), text)
    assert problem.params == {"value": "1 Januari 2029", "suggestion": less[0], "thirty": less[1]}
    assert [place.path for place in problem.related] == [
        "masa_pidana.ditahan",
        "masa_pidana.pidana",
    ]


@pytest.mark.parametrize("code", ["KS801", "KS802", "KS803", "KS804", "KS805"])
@pytest.mark.parametrize(
    "keys",
    [
        ["pidana: 18 bulan"],
        [HELD],
        [HELD, "pidana: 3 bulan", "remisi: 4 bulan"],
    ],
)
def test_what_cannot_be_counted(code: str, keys: list[str]) -> None:
    """Without the first day or the term, or with nothing left of it, no date is wrong."""
    key = ("sepertiga", "setengah", "dua_pertiga", "ekspirasi_awal", "ekspirasi")[int(code[-1]) - 1]
    found = ask(by_code(code), masa(*keys, f"{key}: 2031-01-01"))
    assert [p.code for p in found] == ([code] if len(keys) == 3 and code == "KS804" else [])


@pytest.mark.parametrize("number", range(801, 810))
def test_a_case_without_a_term(number: int) -> None:
    """Nothing is told of a section, or of a date in it, that is not there."""
    assert broken(by_code(f"KS{number}"), "pk: sr") == []
    assert broken(by_code(f"KS{number}"), masa(HELD, "pidana: 18 bulan")) == []


def test_an_end_before_the_beginning_is_told_for_itself() -> None:
    """The rule on the end is silent where another tells that it comes before the detention."""
    before, same = (masa(HELD, "pidana: 18 bulan", f"ekspirasi: 2026-01-{d}") for d in ("09", "10"))
    assert broken(by_code("KS805"), before) == []
    assert broken(by_code("KS805"), same) == [("masa_pidana.ekspirasi", "warning")]
    third = masa(HELD, "pidana: 18 bulan", "sepertiga: 2026-01-09")
    assert broken(by_code("KS801"), third) == [("masa_pidana.sepertiga", "warning")]


def test_house_arrest_is_another_way() -> None:
    """A date that fits credited detention is right, and so is one that takes no notice of it."""
    arrest = "tahanan: [{jenis: kota, dari: 2026-01-10, sampai: 2026-03-10}]"
    for day, told in (("2026-07-10", 0), ("2026-08-27", 0), ("2026-08-05", 1), ("2026-09-02", 1)):
        text = masa(HELD, "pidana: 6 bulan", arrest, f"ekspirasi_awal: {day}")
        assert len(ask(by_code("KS804"), text)) == told, day


@pytest.mark.parametrize(
    ("keys", "path", "related"),
    [
        (["sepertiga: 2026-07-10", "setengah: 2026-07-10"], "setengah", "sepertiga"),
        (["sepertiga: 2026-07-10", "setengah: 2026-07-11"], None, None),
        (["ditahan: 2026-07-10", "sepertiga: 2026-07-09"], "sepertiga", "ditahan"),
        (["setengah: 2026-07-10", "dua_pertiga: 2026-07-09"], "dua_pertiga", "setengah"),
        (["dua_pertiga: 2026-07-10", "ekspirasi: 2026-07-09"], "ekspirasi", "dua_pertiga"),
        (["sepertiga: 2026-07-10", "ekspirasi: 2026-07-09"], "ekspirasi", "sepertiga"),
        (["ditahan: 2026-07-10", "ekspirasi: 2026-07-10"], "ekspirasi", "ditahan"),
        # An end before the detention is an error of its own.
        (["ditahan: 2026-07-10", "ekspirasi: 2026-07-09"], None, None),
        (["ditahan: 2026-07-10", "setengah: 2026-08-01", "ekspirasi: 2026-07-09"], None, None),
        (["ekspirasi_awal: 2026-01-01", "sepertiga: 2026-07-10"], None, None),
        # What counting has already shown is not told again.
        ([HELD, "pidana: 18 bulan", "sepertiga: 2026-07-10", "setengah: 2026-05-10"], None, None),
        ([HELD, "pidana: 18 bulan", "sepertiga: 2026-11-10", "setengah: 2026-10-10"], None, None),
        (
            [HELD, "pidana: 3 hari", "sepertiga: 2026-01-12", "setengah: 2026-01-11"],
            "setengah",
            "sepertiga",
        ),
    ],
)
def test_order_of_dates(keys: list[str], path: str | None, related: str | None) -> None:
    """Each date comes after the one before it, unless that is told otherwise."""
    problems = ask(by_code("KS806"), masa(*keys))
    assert [problem.path for problem in problems] == ([f"masa_pidana.{path}"] if path else [])
    for problem in problems:
        assert [place.path for place in problem.related] == [f"masa_pidana.{related}"]
        assert problem.params["key"] == related
        assert problem.severity == "warning"


def test_what_is_told_of_an_order() -> None:
    """Both dates are told, the later part's first."""
    (problem,) = ask(by_code("KS806"), masa("sepertiga: 2026-07-10", "setengah: 2026-07-09"))
    assert problem.params == {"value": "9 Juli 2026", "other": "10 Juli 2026", "key": "sepertiga"}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["ekspirasi_awal: 2027-07-10", "ekspirasi: 2027-07-11"], True),
        (["ekspirasi_awal: 2027-07-10", "ekspirasi: 2027-07-10"], False),
        (["ekspirasi: 2027-07-10"], False),
        (["ekspirasi_awal: 2027-07-10"], False),
        # Both are near enough to what they come to, yet in the wrong order.
        ([HELD, "pidana: 18 bulan", "ekspirasi_awal: 2027-07-10", "ekspirasi: 2027-07-11"], True),
        # One of them is told by counting.
        ([HELD, "pidana: 18 bulan", "ekspirasi_awal: 2027-07-10", "ekspirasi: 2027-08-11"], False),
        ([HELD, "pidana: 18 bulan", "ekspirasi_awal: 2027-06-01", "ekspirasi: 2027-07-10"], False),
    ],
)
def test_the_end_is_not_put_off(keys: list[str], *, told: bool) -> None:
    """Remissions only bring the end nearer."""
    problems = ask(by_code("KS807"), masa(*keys))
    assert [problem.path for problem in problems] == ["masa_pidana.ekspirasi"] * told
    for problem in problems:
        assert problem.params == {"value": "11 Juli 2027", "first": "10 Juli 2027"}
        assert [place.path for place in problem.related] == ["masa_pidana.ekspirasi_awal"]


@pytest.mark.parametrize(
    ("pidana", "remisi", "told"),
    [
        ("6 bulan", "5 bulan 29 hari", False),
        ("6 bulan", "6 bulan", True),
        ("6 bulan", "180 hari", True),
        ("6 bulan", "[{lama: 3 bulan}, {lama: 3 bulan}]", True),
        ("6 bulan", "[{lama: 3 bulan}, {lama: 2 bulan}]", False),
        ("", "6 bulan", False),
        ("6 bulan", "", False),
    ],
)
def test_remissions_leave_something(pidana: str, remisi: str, *, told: bool) -> None:
    """Together they are shorter than the term."""
    text = f"masa_pidana: {{subsider: 1 bulan, pidana: {pidana}, remisi: {remisi}}}"
    problems = ask(by_code("KS808"), text)
    assert [problem.path for problem in problems] == ["masa_pidana.remisi"] * told
    for problem in problems:
        assert problem.params == {"pidana": "6 bulan"}
        assert [place.path for place in problem.related] == ["masa_pidana.pidana"]


@pytest.mark.parametrize(
    ("day", "related"),
    [
        ("2026-03-01", None),
        ("2026-02-28", "putusan.tanggal"),
        ("2026-01-10", "putusan.tanggal"),
        ("2026-01-09", "putusan.tanggal"),
    ],
)
def test_early_remissions(day: str, related: str | None) -> None:
    """A remission comes after the judgment and after the detention."""
    remissions = f"remisi: [{{lama: 1 bulan}}, {{tanggal: {day}, lama: 1 bulan}}]"
    text = masa(HELD, remissions)
    judged = text + "\nputusan: {tanggal: 2026-03-01}"
    problems = ask(by_code("KS809"), judged)
    assert [problem.path for problem in problems] == ["masa_pidana.remisi[1].tanggal"] * bool(
        related
    )
    for problem in problems:
        assert problem.params["other"] == "1 Maret 2026"
        assert [place.path for place in problem.related] == [related]
    without = ask(by_code("KS809"), text)
    assert [problem.path for problem in without] == (
        ["masa_pidana.remisi[1].tanggal"] if day == "2026-01-09" else []
    )
    for problem in without:
        assert problem.params == {"value": "9 Januari 2026", "other": "10 Januari 2026"}
        assert [place.path for place in problem.related] == ["masa_pidana.ditahan"]
