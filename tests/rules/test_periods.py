"""How long the work may last: by statute, judgment and agreement."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

CHILD = "jenis: pelayanan_masyarakat\n"
START = "penempatan: {mulai: 2026-04-01}\n"


def work(*days: str, more: str = "") -> str:
    """Rows of two hours on these days."""
    end = f", {more}" if more else ""
    rows = (f"- {{tanggal: {day}, mulai: 08.00, selesai: 10.00{end}}}\n" for day in days)
    return "kehadiran:\n" + "".join(rows)


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("KS205", "2026-10-01", []),
        ("KS205", "2026-10-02", ["error"]),
        ("KS206", "2026-09-28", []),
        ("KS206", "2026-09-29", ["warning"]),
        ("KS206", "2026-10-01", ["warning"]),
        ("KS206", "2026-10-02", []),
    ],
)
def test_six_months(code: str, day: str, found: list[str]) -> None:
    """After 180 days a warning, after six months of the calendar an error, and one of the two."""
    expected = [("kehadiran[0].tanggal", severity) for severity in found]
    assert broken(by_code(code), START + work(day)) == expected
    assert broken(by_code(code), START + work(day, more="ulangan: ya")) == []
    assert broken(by_code(code), START + work(day, more="dihitung: tidak, alasan: x")) == []
    assert broken(by_code(code), work(day)) == []
    assert broken(by_code(code), "penempatan: {selesai: 2026-04-30}\n" + work(day)) == []


@pytest.mark.parametrize(("code", "day"), [("KS205", "2026-10-02"), ("KS206", "2026-09-29")])
def test_the_window_runs_from_the_first_placement(code: str, day: str) -> None:
    """Of several placements the earliest counts, wherever it stands, and is named."""
    text = "penempatan: [{mulai: 2026-06-01}, {mulai: 2026-04-01}]\n" + work(day)
    (found,) = ask(by_code(code), text)
    assert found.params["first"] == "1 April 2026"
    limits = {"KS205": "1 Oktober 2026", "KS206": "28 September 2026"}
    assert found.params["limit"] == limits[code]
    assert [place.path for place in found.related] == ["penempatan[1].mulai"]


@pytest.mark.parametrize(
    ("period", "day", "severity"),
    [
        ("2 bulan", "2026-06-02", "error"),
        ("2 bulan", "2026-06-01", "warning"),
        ("2 bulan", "2026-05-31", None),
        ("2 minggu", "2026-04-15", None),
        ("2 minggu", "2026-04-16", "error"),
        ("2 bulan", "2026-10-01", "error"),
        ("2 bulan", "2026-10-02", None),
        ("6 bulan", "2026-09-29", None),
        ("187 hari", "2026-10-02", None),
        ("5 bulan 29 hari", "2026-09-27", None),
        ("5 bulan 29 hari", "2026-09-28", "warning"),
        ("5 bulan 29 hari", "2026-09-29", None),
    ],
)
def test_period_of_the_judgment(period: str, day: str, severity: str | None) -> None:
    """By the calendar an error, by months of 30 days a warning; the statute's limits come first."""
    text = f"putusan: {{jangka_waktu: {period}}}\n{START}{work(day)}"
    expected = [("kehadiran[0].tanggal", severity)] if severity else []
    assert broken(by_code("KS207"), text) == expected


@pytest.mark.parametrize(
    ("day", "limit"), [("2026-06-02", "1 Juni 2026"), ("2026-06-01", "31 Mei 2026")]
)
def test_period_and_its_end_are_told(day: str, limit: str) -> None:
    """The message tells the period and the end that was passed; both keys are named."""
    (found,) = ask(by_code("KS207"), f"putusan: {{jangka_waktu: 2 bulan}}\n{START}{work(day)}")
    assert found.params["period"] == "2 bulan"
    assert (found.params["first"], found.params["limit"]) == ("1 April 2026", limit)
    paths = [place.path for place in found.related]
    assert paths == ["penempatan.mulai", "putusan.jangka_waktu"]


def test_no_period_no_window() -> None:
    """Without the judgment's period nothing is held to it."""
    assert broken(by_code("KS207"), START + work("2026-06-02")) == []
    assert broken(by_code("KS207"), "putusan: {jam: 8}\n" + START + work("2026-06-02")) == []


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("KS205", ("2026-10-05", "2026-10-02")),
        ("KS206", ("2026-04-02", "2026-09-30")),
        ("KS207", ("2026-10-02", "2026-06-02", "2026-05-02")),
    ],
)
def test_each_row_is_looked_at(code: str, days: tuple[str, ...]) -> None:
    """Rows that are right, or told by another rule, do not hide one that is not."""
    text = "putusan: {jangka_waktu: 2 bulan}\n" + START + work(*days)
    (found,) = ask(by_code(code), text)
    day = {"KS205": "2 Oktober 2026", "KS206": "30 September 2026", "KS207": "2 Juni 2026"}
    assert found.params["day"] == day[code]


def test_a_period_ends_on_its_last_day() -> None:
    """The last day by months of 30 days is no late day."""
    text = "putusan: {jangka_waktu: 1 bulan}\n" + "penempatan: {mulai: 2026-05-01}\n"
    assert broken(by_code("KS207"), text + work("2026-05-31")) == []
    assert broken(by_code("KS207"), text + work("2026-06-01")) == [
        ("kehadiran[0].tanggal", "warning")
    ]


FINE = "putusan: {dasar: pasal_82%s}\n"


@pytest.mark.parametrize(
    ("code", "more", "day", "severity"),
    [
        ("KS205", "", "2026-10-02", None),
        ("KS206", "", "2026-09-29", None),
        ("KS207", ", jangka_waktu: 2 bulan", "2026-06-02", "error"),
        ("KS207", ", jangka_waktu: 2 bulan", "2026-06-01", "warning"),
        ("KS207", ", jangka_waktu: 7 bulan", "2026-11-01", "warning"),
        ("KS207", ", jangka_waktu: 7 bulan", "2026-11-02", "error"),
        ("KS207", ", jangka_waktu: 7 bulan", "2026-10-02", None),
    ],
)
def test_work_in_place_of_a_fine(code: str, more: str, day: str, severity: str | None) -> None:
    """Article 82 has limits of hours alone; the judgment's own period still holds."""
    expected = [("kehadiran[0].tanggal", severity)] if severity else []
    assert broken(by_code(code), FINE % more + START + work(day)) == expected


AGREED = "jenis: diversi\ndiversi: {kesepakatan: [%s]}\n"


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        (CHILD + "putusan: {jangka_waktu: 2 bulan}\n", "2026-06-01", None),
        (CHILD + "putusan: {jangka_waktu: 2 bulan}\n", "2026-06-02", "putusan.jangka_waktu"),
        (CHILD + "putusan: {jam: 8}\n", "2026-12-01", None),
        (CHILD, "2026-12-01", None),
        (AGREED % "{jam: 8, jangka_waktu: 2 bulan}", "2026-06-01", None),
        (AGREED % "{jam: 8, jangka_waktu: 2 bulan}", "2026-06-02", "diversi.kesepakatan"),
        (AGREED % "{jam: 8}", "2026-12-01", None),
    ],
)
def test_a_childs_period(text: str, day: str, found: str | None) -> None:
    """After judgment's or agreement's period a child's work is a warning, and both are named."""
    problems = ask(by_code("KS227"), text + START + work(day))
    told = [(p.path, p.severity, [place.path for place in p.related]) for p in problems]
    expected = ("kehadiran[0].tanggal", "warning", ["penempatan.mulai", found])
    assert told == ([expected] if found else [])
    for problem in problems:
        assert problem.params == {
            "day": "2 Juni 2026",
            "first": "1 April 2026",
            "limit": "1 Juni 2026",
            "period": "2 bulan",
        }


def test_what_does_not_count_is_no_late_work() -> None:
    """Neither hours ordered again nor hours that do not count are held to a child's period."""
    text = CHILD + "putusan: {jangka_waktu: 2 bulan}\n" + START
    assert broken(by_code("KS227"), text + work("2026-06-02", more="ulangan: ya")) == []
    assert broken(by_code("KS227"), text + work("2026-06-02", more="dihitung: tidak")) == []
