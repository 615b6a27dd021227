"""Days of work: once each, after the placement, on as many days a week as were ordered."""

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


def rows(*texts: str) -> str:
    """Rows of the first of April."""
    return "kehadiran:\n" + "".join(f"- {{tanggal: 2026-04-01, {text}}}\n" for text in texts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows("mulai: 08.00, selesai: 10.00", "mulai: 10.00, selesai: 11.00"), []),
        (
            rows("mulai: 08.00, selesai: 10.00", "mulai: 09.59, selesai: 11.00"),
            [("kehadiran[1].mulai", "kehadiran[0].mulai")],
        ),
        (
            rows("mulai: 09.00, selesai: 11.00", "mulai: 08.00, selesai: 10.00"),
            [("kehadiran[0].mulai", "kehadiran[1].mulai")],
        ),
        (
            rows("mulai: 08.00, selesai: 10.00", "mulai: 08.00, selesai: 10.00, ulangan: ya"),
            [("kehadiran[1].mulai", "kehadiran[0].mulai")],
        ),
        (
            rows(
                "mulai: 08.00, selesai: 12.00",
                "mulai: 08.30, selesai: 09.00",
                "mulai: 11.00, selesai: 13.00",
            ),
            [("kehadiran[1].mulai", "kehadiran[0].mulai")],
        ),
        (rows("mulai: 08.00, selesai: 12.00", "mulai: 09.00"), []),
        (rows("mulai: 10.00, selesai: 08.00", "mulai: 09.00, selesai: 11.00"), []),
        (rows("dihitung: 2", "dihitung: 2"), []),
        (rows("status: izin", "status: sakit"), []),
        (
            rows("status: sakit", "status: izin", "status: sakit"),
            [("kehadiran[2].tanggal", "kehadiran[0].tanggal")],
        ),
        (rows("status: izin, mulai: 08.00", "status: izin"), []),
        (
            rows("status: izin, mulai: 08.00", "status: izin, mulai: 08.00"),
            [("kehadiran[1].mulai", "kehadiran[0].mulai")],
        ),
        (rows("status: izin, selesai: 08.00", "status: izin"), []),
    ],
)
def test_rows_that_meet(text: str, found: list[tuple[str, str]]) -> None:
    """Sessions may follow one another; what overlaps or repeats is told with the other row."""
    problems = ask(by_code("KS209"), text)
    assert [(p.path, p.related[0].path) for p in problems] == found
    assert {p.severity for p in problems} <= {"error"}
    children = broken(by_code("KS209"), CHILD + text)
    assert children == [(path, "warning") for path, _ in found]


def test_longer_rows_are_remembered() -> None:
    """A short session within a long one does not hide what the long one overlaps later."""
    text = rows(
        "mulai: 08.00, selesai: 12.00",
        "mulai: 08.30, selesai: 09.00",
        "mulai: 11.00, selesai: 13.00",
        "mulai: 12.30, selesai: 14.00",
    )
    (found,) = ask(by_code("KS209"), text)
    assert found.params == {"day": "1 April 2026"}
    assert [place.path for place in found.others] == ["kehadiran[2].mulai", "kehadiran[3].mulai"]


def test_absent_and_at_work() -> None:
    """An absence on a day of work is told at its status, with all work of that day."""
    session = "mulai: {0}.00, selesai: {0}.30"
    text = rows(session.format(8), "status: sakit", session.format(9))
    (found,) = ask(by_code("KS210"), text)
    assert (found.path, found.severity) == ("kehadiran[1].status", "warning")
    assert found.params == {"day": "1 April 2026", "status": "sakit"}
    paths = [place.path for place in found.related]
    assert paths == ["kehadiran[0].tanggal", "kehadiran[2].tanggal"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (START + work("2026-03-31"), True),
        (START + "kehadiran: [{tanggal: 2026-03-31, status: alpa}]", True),
        (START + work("2026-04-01"), False),
        (CHILD + START + work("2026-03-31"), True),
        ("penempatan: [{mulai: 2026-05-01}, {mulai: 2026-04-01}]\n" + work("2026-04-15"), False),
        ("penempatan: {pekerjaan: x}\n" + work("2026-03-31"), False),
        (work("2026-03-31"), False),
    ],
)
def test_before_the_first_day(text: str, found: bool) -> None:
    """Nothing happens before the first day of the first placement."""
    expected = [("kehadiran[0].tanggal", "error")] if found else []
    assert broken(by_code("KS216"), text) == expected


def test_first_day_is_named() -> None:
    """The message tells both days, and where the first is written."""
    (found,) = ask(by_code("KS216"), START + work("2026-03-31"))
    assert found.params == {"day": "31 Maret 2026", "first": "1 April 2026"}
    assert [place.path for place in found.related] == ["penempatan.mulai"]


END = "penyelesaian: {tanggal: 2026-04-30}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (END + work("2026-05-01"), True),
        (END + work("2026-05-01", more="ulangan: ya"), True),
        (END + work("2026-04-30"), False),
        ("penyelesaian: {hasil: selesai}\n" + work("2026-05-01"), False),
        (work("2026-05-01"), False),
    ],
)
def test_after_completion(text: str, found: bool) -> None:
    """Once it is complete, nothing is added."""
    expected = [("kehadiran[0].tanggal", "error")] if found else []
    assert broken(by_code("KS217"), text) == expected


def test_completion_is_named() -> None:
    """The message tells both days."""
    (found,) = ask(by_code("KS217"), END + work("2026-05-01"))
    assert found.params == {"day": "1 Mei 2026", "end": "30 April 2026"}
    assert [place.path for place in found.related] == ["penyelesaian.tanggal"]


PLACED = "penempatan: [{selesai: 2026-05-31}, {selesai: 2026-04-30}]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PLACED + work("2026-06-01"), True),
        (PLACED + work("2026-05-31"), False),
        ("penempatan: [{selesai: 2026-05-31}, {mulai: 2026-05-01}]\n" + work("2026-06-01"), False),
        (PLACED + END + work("2026-06-01"), False),
        (PLACED + "penyelesaian: {tanggal: 2026-06-01}\n" + work("2026-06-01"), True),
        (PLACED + "penyelesaian: {hasil: selesai}\n" + work("2026-06-01"), True),
        (work("2026-06-01"), False),
        (PLACED + work("2026-06-01", more="ulangan: ya"), False),
        ("penempatan: {mulai: 2026-05-01, selesai: 2026-04-30}\n" + work("2026-06-01"), False),
        ("penempatan: {mulai: 2026-05-01, selesai: 2026-05-01}\n" + work("2026-06-01"), True),
    ],
)
def test_after_the_last_placement(text: str, found: bool) -> None:
    """Work after all placements is a warning, unless it came after completion as well."""
    expected = [("kehadiran[0].tanggal", "warning")] if found else []
    assert broken(by_code("KS218"), text) == expected


def test_last_placement_is_named() -> None:
    """The message tells the latest end, wherever it stands."""
    (found,) = ask(by_code("KS218"), PLACED + work("2026-06-01"))
    assert found.params == {"day": "1 Juni 2026", "end": "31 Mei 2026"}
    assert [place.path for place in found.related] == ["penempatan[0].selesai"]


MONDAY, TUESDAY, SUNDAY, NEXT = "2026-04-06", "2026-04-07", "2026-04-12", "2026-04-13"


@pytest.mark.parametrize(
    ("putusan", "days", "found"),
    [
        ("hari_per_minggu: 2", (MONDAY, TUESDAY, SUNDAY), ["kehadiran[2].tanggal"]),
        ("hari_per_minggu: 1", (SUNDAY, TUESDAY, MONDAY), ["kehadiran[1].tanggal"]),
        ("hari_per_minggu: 3", (MONDAY, TUESDAY, SUNDAY), []),
        ("hari_per_minggu: 1", (SUNDAY, NEXT), []),
        ("hari_per_minggu: 1", (MONDAY, MONDAY), []),
        ("jam: 8", (MONDAY, TUESDAY), []),
    ],
)
def test_days_a_week(putusan: str, days: tuple[str, ...], found: list[str]) -> None:
    """A week runs from Monday to Sunday; the first day too many is told."""
    text = f"putusan: {{{putusan}}}\n{work(*days)}"
    assert broken(by_code("KS220"), text) == [(path, "warning") for path in found]
    assert broken(by_code("KS220"), work(*days)) == []


def test_the_week_is_told() -> None:
    """The message tells the Monday, the days and the order."""
    text = "putusan: {hari_per_minggu: 2}\n" + work(TUESDAY, "2026-04-08", SUNDAY)
    (found,) = ask(by_code("KS220"), text)
    assert found.params == {"week": "6 April 2026", "days": "3", "most": "2"}
    assert [place.path for place in found.related] == ["putusan.hari_per_minggu"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows("status: izin"), True),
        (rows("status: sakit"), True),
        (rows("status: alpa"), False),
        (rows("status: sakit, alasan: demam"), False),
        (rows("mulai: 08.00, selesai: 10.00"), False),
        (CHILD + rows("status: izin"), True),
    ],
)
def test_absence_with_its_reason(text: str, found: bool) -> None:
    """Leave and illness have a reason; absence without notice has none."""
    expected = [("kehadiran[0].alasan", "warning")] if found else []
    assert broken(by_code("KS221"), text) == expected


def test_absence_is_told() -> None:
    """The message tells day and kind of the absence."""
    (found,) = ask(by_code("KS221"), rows("status: sakit"))
    assert found.params == {"day": "1 April 2026", "status": "sakit"}
    assert [place.path for place in found.related] == ["kehadiran[0].status"]


def test_a_row_without_length_meets_none() -> None:
    """A session that ends as it begins, or before, is another fault and hides nothing."""
    text = rows(
        "mulai: 07.00, selesai: 07.00",
        "mulai: 08.00, selesai: 10.00",
        "mulai: 09.00, selesai: 09.00",
        "mulai: 09.30, selesai: 11.00",
    )
    assert broken(by_code("KS209"), text) == [("kehadiran[3].mulai", "error")]
