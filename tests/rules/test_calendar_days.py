"""Worship, school, holidays, and the days of the schedule."""

from __future__ import annotations

import pytest

from pipeline.rules import example
from tests.rules.examples import ask, broken, by_code

CHILD = "jenis: pelayanan_masyarakat\n"
SCHOOL = 'klien: {jam_sekolah: "Senin-Jumat, 07.00-13.30"}\n'
JADWAL = "penempatan.jadwal"


def plan(*shifts: str) -> str:
    """A placement from Monday, 6 April 2026, with these shifts: day, start and end."""
    text = "penempatan:\n  mulai: 2026-04-06\n  jadwal:\n"
    for shift in shifts:
        day, start, end = shift.split()
        text += f"  - {{hari: {day}, mulai: {start}, selesai: {end}}}\n"
    return text


def work(*rows: str) -> str:
    """Rows of attendance: day, start and end, and what else there is."""
    text = "kehadiran:\n"
    for row in rows:
        day, start, end, *more = row.split(" ", 3)
        end = f"{end}, {more[0]}" if more else end
        text += f"- {{tanggal: 2026-04-{day}, mulai: {start}, selesai: {end}}}\n"
    return text


@pytest.mark.parametrize(
    ("holy", "found"),
    [("[jumat]", [1]), ("[jumat, sabtu]", [1, 2]), ("[minggu]", []), ("[]", [])],
)
def test_days_of_worship(holy: str, found: list[int]) -> None:
    """Once for each entry of the schedule, however often the client comes."""
    text = plan("senin 08.00 10.00", "jumat 08.00 10.00", "sabtu 08.00 10.00")
    problems = ask(by_code("KS307"), f"kelayakan: {{hari_ibadah: {holy}}}\n{text}")
    paths = [p.path for p in problems] + [place.path for p in problems for place in p.others]
    assert paths == [f"{JADWAL}[{n}].hari" for n in found]
    for problem in problems:
        assert problem.params == {"day": "Jumat"}
        assert [place.path for place in problem.related] == ["kelayakan.hari_ibadah"]
    assert broken(by_code("KS307"), text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (plan("senin 13.30 15.00"), None),
        (plan("senin 13.29 15.00"), f"{JADWAL}[0].mulai"),
        (plan("senin 05.00 07.00"), None),
        (plan("senin 05.00 07.01"), f"{JADWAL}[0].mulai"),
        (plan("sabtu 08.00 10.00"), None),
        (work("06 13.30 15.00"), None),
        (work("06 13.00 15.00"), "kehadiran[0].mulai"),
        (work("11 08.00 10.00"), None),
        ("kehadiran: [{tanggal: 2026-04-06, mulai: 08.00}]", None),
        ("kehadiran: [{tanggal: 2026-04-06, selesai: 08.00}]", None),
        (plan("senin 13.00 15.00") + work("06 13.00 15.00"), f"{JADWAL}[0].mulai"),
        (plan("senin 14.00 15.00") + work("06 13.00 15.00"), "kehadiran[0].mulai"),
    ],
)
def test_school_hours(text: str, found: str | None) -> None:
    """Work keeps clear of school: by the schedule, else by what was worked."""
    expected = [(found, "warning")] if found else []
    assert broken(by_code("KS308"), CHILD + SCHOOL + text) == expected
    assert broken(by_code("KS308"), CHILD + text) == []
    assert broken(by_code("KS308"), CHILD + "klien: {jam_sekolah: pagi}\n" + text) == []


def test_when_school_is_missed() -> None:
    """The message tells the day of the week, or the date."""
    (planned,) = ask(by_code("KS308"), CHILD + SCHOOL + plan("senin 13.00 15.00"))
    (worked,) = ask(by_code("KS308"), CHILD + SCHOOL + work("06 13.00 15.00"))
    assert (planned.params, worked.params) == ({"when": "Senin"}, {"when": "6 April 2026"})
    for found in (planned, worked):
        assert [place.path for place in found.related] == ["klien.jam_sekolah"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("klien: {jam_sekolah: pagi}\n" + plan("senin 08.00 10.00"), True),
        ("klien: {jam_sekolah: pagi}\npenempatan: {mulai: 2026-04-06}\n", False),
        ("klien: {jam_sekolah: pagi}\n", False),
        (SCHOOL + plan("senin 08.00 10.00"), False),
        ("klien: {sekolah: SMP}\n" + plan("senin 08.00 10.00"), False),
        (plan("senin 08.00 10.00"), False),
    ],
)
def test_school_hours_that_are_not_understood(text: str, found: bool) -> None:
    """Where a schedule stands, hours that cannot be read are told."""
    problems = ask(by_code("KS309"), CHILD + text)
    assert [(p.path, p.severity, p.params) for p in problems] == (
        [("klien.jam_sekolah", "warning", {"value": "pagi"})] if found else []
    )


HOLIDAYS = "hari_libur: [2026-04-03, 2026-04-06]"


@pytest.mark.parametrize(
    ("text", "office", "found"),
    [
        (work("06 08.00 10.00"), HOLIDAYS, True),
        (work("07 08.00 10.00"), HOLIDAYS, False),
        ("kehadiran: [{tanggal: 2026-04-06, status: izin}]", HOLIDAYS, False),
        (work("06 08.00 10.00"), "", False),
    ],
)
def test_holidays(text: str, office: str, found: bool) -> None:
    """Work on a holiday of the office is told; an absence on one is not."""
    problems = ask(by_code("KS310"), text, office)
    assert [(p.path, p.severity, p.params) for p in problems] == (
        [("kehadiran[0].tanggal", "warning", {"day": "6 April 2026"})] if found else []
    )


PLAN = plan("senin 08.00 10.00", "senin 13.00 15.00", "rabu 08.00 10.00")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("06 08.00 10.00", None),
        ("06 09.59 13.00", None),
        ("06 10.00 13.00", "kehadiran[0].mulai"),
        ("06 15.00 17.00", "kehadiran[0].mulai"),
        ("06 06.00 08.00", "kehadiran[0].mulai"),
        ("07 08.00 10.00", "kehadiran[0].tanggal"),
        ("07 08.00 10.00 ulangan: ya", None),
        ("05 08.00 10.00", None),
        ("06 17.00 16.00", None),
    ],
)
def test_off_the_schedule(row: str, found: str | None) -> None:
    """On another day, or wholly at other hours; coming late or leaving early is not told here."""
    expected = [(found, "warning")] if found else []
    assert broken(by_code("KS311"), PLAN + work(row)) == expected
    assert broken(by_code("KS311"), work(row)) == []


def test_off_the_schedule_is_told() -> None:
    """The message tells the day of the week and the date."""
    (found,) = ask(by_code("KS311"), PLAN + work("07 08.00 10.00"))
    assert found.params == {"day": "Selasa", "date": "7 April 2026"}
    assert [place.path for place in found.related] == [JADWAL]


TWO = """\
penempatan:
- {mulai: 2026-04-13, jadwal: [{hari: selasa, mulai: 08.00, selesai: 10.00}]}
- {mulai: 2026-04-06, jadwal: [{hari: senin, mulai: 08.00, selesai: 10.00}]}
"""


@pytest.mark.parametrize(
    ("row", "schedule"),
    [
        ("06 08.00 10.00", None),
        ("07 08.00 10.00", "penempatan[1].jadwal"),
        ("13 08.00 10.00", "penempatan[0].jadwal"),
        ("14 08.00 10.00", None),
    ],
)
def test_the_placement_in_force_on_the_day(row: str, schedule: str | None) -> None:
    """Of several placements the latest that had begun holds."""
    problems = ask(by_code("KS311"), TWO + work(row))
    assert [p.related[0].path for p in problems] == ([schedule] if schedule else [])


@pytest.mark.parametrize(
    "text",
    [
        PLAN.replace("rabu", "rabuu") + work("08 08.00 10.00"),
        PLAN.replace("2026-04-06", "besok") + work("07 08.00 10.00"),
        "penempatan: {mulai: 2026-04-06}\n" + work("07 08.00 10.00"),
        PLAN + "kehadiran: [{tanggal: 2026-04-06, mulai: 17.00}]",
        PLAN + "kehadiran: [{tanggal: 2026-04-06, selesai: 17.00}]",
    ],
)
def test_nothing_is_said_of_what_was_not_read(text: str) -> None:
    """Where a day of the schedule or the first day was not read, the row may be right."""
    rule = by_code("KS311")
    assert list(example.ask(rule, example.example(rule, text))) == []


def test_worship_on_a_day_that_was_not_read() -> None:
    """A day that is none is no day of worship."""
    rule = by_code("KS307")
    text = "kelayakan: {hari_ibadah: [jumat]}\n" + PLAN.replace("rabu", "jumatt")
    assert list(example.ask(rule, example.example(rule, text))) == []


def test_each_row_is_looked_at() -> None:
    """A row before the placement, or under one without a schedule, does not hide the next."""
    (found,) = ask(by_code("KS311"), PLAN + work("05 08.00 10.00", "07 08.00 10.00"))
    assert found.path == "kehadiran[1].tanggal"
    text = TWO.replace(
        "2026-04-06, jadwal: [{hari: senin, mulai: 08.00, selesai: 10.00}]", "2026-04-06"
    )
    (found,) = ask(by_code("KS311"), text + work("06 08.00 10.00", "13 08.00 10.00"))
    assert found.path == "kehadiran[1].tanggal"


def test_a_row_without_length_is_off_no_shift() -> None:
    """A session that ends as it begins is another fault."""
    assert broken(by_code("KS311"), PLAN + work("06 17.00 17.00")) == []
