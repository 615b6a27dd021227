"""The schedule: as long a day and a week as may be, and long enough for what is due."""

from __future__ import annotations

import pytest

from pipeline.rules import example
from tests.rules.examples import ask, broken, by_code

CHILD = "jenis: pelayanan_masyarakat\n"
LIMIT = "batas: {jam_per_hari_anak: 4}"
JADWAL = "penempatan.jadwal"
FIRST = "penempatan: {mulai: 2026-04-01, selesai: %s}"


def plan(*shifts: str, more: str = "") -> str:
    """A placement with these shifts: day, start and end, and a break where there is one."""
    lines = []
    for shift in shifts:
        day, start, end, *pause = shift.split()
        rest = f", istirahat: {pause[0]}" if pause else ""
        lines.append(f"  - {{hari: {day}, mulai: {start}, selesai: {end}{rest}}}\n")
    head = "".join(f"  {line}\n" for line in more.split("; ") if line)
    return f"penempatan:\n{head}  jadwal:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("shifts", "found", "way"),
    [
        (["senin 08.00 16.00"], None, ""),
        (["senin 08.00 16.01"], 0, "selesai: 16.00"),
        (["senin 08.00 17.00 1"], None, ""),
        (["senin 08.00 17.15 1"], 0, "selesai: 17.00"),
        (["senin 08.00 13.00", "senin 14.00 18.00"], 1, "selesai: 17.00"),
        (["senin 14.00 18.00", "senin 08.00 13.00"], 0, "selesai: 17.00"),
        (["senin 08.00 16.00", "senin 17.00 18.00"], 1, ""),
        (["senin 08.00 13.00", "selasa 08.00 13.00"], None, ""),
    ],
)
def test_eight_hours_a_day(shifts: list[str], found: int | None, way: str) -> None:
    """A day's shifts are eight hours at most; told at the one that crosses, with its latest end."""
    problems = ask(by_code("KS301"), plan(*shifts))
    paths = [(p.path, p.severity, p.params["suggestion"]) for p in problems]
    assert paths == ([] if found is None else [(f"{JADWAL}[{found}].selesai", "error", way)])


def test_a_long_day_is_told() -> None:
    """The message tells day and sum; other shifts of the day are named."""
    (found,) = ask(by_code("KS301"), plan("rabu 08.00 13.00", "rabu 14.00 17.30"))
    assert (found.params["day"], found.params["total"]) == ("Rabu", "8,5 jam")
    assert found.params["most"] == "8 jam"
    assert [place.path for place in found.related] == [f"{JADWAL}[0].selesai"]


@pytest.mark.parametrize(
    ("putusan", "shift", "found"),
    [
        ("jam_per_hari: 4", "senin 08.00 12.00", False),
        ("jam_per_hari: 4", "senin 08.00 12.01", True),
        ("jam_per_hari: 4", "senin 08.00 16.00", True),
        ("jam_per_hari: 4", "senin 08.00 16.01", False),
        ("jam: 4", "senin 08.00 16.00", False),
    ],
)
def test_hours_a_day_of_the_judgment(putusan: str, shift: str, found: bool) -> None:
    """The judgment's hours a day bind; beyond eight the statute's rule speaks alone."""
    text = f"putusan: {{{putusan}}}\n{plan(shift)}"
    expected = [(f"{JADWAL}[0].selesai", "error")] if found else []
    assert broken(by_code("KS302"), text) == expected
    assert broken(by_code("KS302"), plan(shift)) == []
    for problem in ask(by_code("KS302"), text):
        assert problem.params["most"] == "4 jam"
        assert [place.path for place in problem.related] == ["putusan.jam_per_hari"]


@pytest.mark.parametrize(
    ("office", "end", "found"),
    [(LIMIT, "12.00", False), (LIMIT, "12.01", True), (LIMIT, "17.00", True), ("", "17.00", False)],
)
def test_a_childs_day(office: str, end: str, found: bool) -> None:
    """A child's day is as long as the office allows, where it says so."""
    text = CHILD + plan(f"senin 08.00 {end}")
    expected = [(f"{JADWAL}[0].selesai", "warning")] if found else []
    assert broken(by_code("KS303"), text, office) == expected
    assert broken(by_code("KS303"), text, "batas: {litmas_anak: 3 hari}") == []


@pytest.mark.parametrize(
    ("shifts", "found"),
    [
        (["senin 08.00 10.00", "senin 10.00 12.00"], []),
        (["senin 08.00 10.00", "senin 09.59 12.00"], [(1, 0)]),
        (["senin 09.00 12.00", "senin 08.00 10.00"], [(0, 1)]),
        (["senin 08.00 10.00", "selasa 09.00 12.00"], []),
        (["senin 08.00 10.00", "senin 08.00 10.00"], [(1, 0)]),
        (["senin 08.00 12.00", "senin 08.30 09.00", "senin 11.00 13.00"], [(1, 0)]),
    ],
)
def test_overlapping_shifts(shifts: list[str], found: list[tuple[int, int]]) -> None:
    """Shifts may follow one another; what overlaps is told with the other one."""
    problems = ask(by_code("KS304"), plan(*shifts))
    told = [(p.path, p.severity, p.related[0].path, p.params["day"]) for p in problems]
    expected = [
        (f"{JADWAL}[{a}].mulai", "error", f"{JADWAL}[{b}].mulai", "Senin") for a, b in found
    ]
    assert told == expected


def test_a_short_shift_hides_no_long_one() -> None:
    """What the long one overlaps later is told as well."""
    shifts = ["senin 08.00 12.00", "senin 08.30 09.00", "senin 11.00 13.00", "senin 12.30 14.00"]
    (found,) = ask(by_code("KS304"), plan(*shifts))
    assert [place.path for place in found.others] == [f"{JADWAL}[2].mulai", f"{JADWAL}[3].mulai"]


@pytest.mark.parametrize(
    ("most", "found"), [("hari_per_minggu: 2", []), ("hari_per_minggu: 1", [2]), ("jam: 8", [])]
)
def test_days_a_week(most: str, found: list[int]) -> None:
    """Two shifts of a day are one day; the first day too many is told."""
    text = plan("senin 08.00 09.00", "senin 10.00 11.00", "rabu 08.00 09.00")
    problems = ask(by_code("KS305"), f"putusan: {{{most}}}\n{text}")
    assert [(p.path, p.severity) for p in problems] == [
        (f"{JADWAL}[{n}].hari", "warning") for n in found
    ]
    for problem in problems:
        assert problem.params == {"days": "2", "most": "1"}
        assert [place.path for place in problem.related] == ["putusan.hari_per_minggu"]
    assert broken(by_code("KS305"), text) == []


# From Monday, 6 April 2026, two weeks: four hours each Monday.
TWO_WEEKS = plan("senin 08.00 12.00", more="mulai: 2026-04-06; selesai: 2026-04-19")
OPEN = plan("senin 08.00 12.00", more="mulai: 2026-04-06")
ROW = "kehadiran: [{tanggal: 2026-04-06, mulai: 08.00, selesai: 10.00}]\n"


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("putusan: {jam: 8}\n" + TWO_WEEKS, None),
        ("putusan: {jam: 8.25}\n" + TWO_WEEKS, ("8 jam", "8,25 jam", "19 April 2026", "3")),
        ("putusan: {jam: 12}\n" + TWO_WEEKS.replace("04-19", "04-20"), None),
        ("putusan: {jam: 6}\n" + TWO_WEEKS + ROW, None),
        ("putusan: {jam: 7}\n" + TWO_WEEKS + ROW, ("4 jam", "5 jam", "19 April 2026", "2")),
        ("putusan: {jam: 2}\n" + TWO_WEEKS.replace("04-19", "04-06") + ROW, None),
        ("putusan: {jam: 109}\n" + OPEN, ("108 jam", "109 jam", "5 Oktober 2026", "28")),
        ("putusan: {jam: 108}\n" + OPEN, None),
        (
            "putusan: {jam: 12, jangka_waktu: 2 minggu}\n" + OPEN,
            ("8 jam", "12 jam", "19 April 2026", "3"),
        ),
        (TWO_WEEKS, None),
        ("putusan: {jam: 80}\n", None),
        ("putusan: {jam: 80}\npenyelesaian: {hasil: selesai}\n" + TWO_WEEKS, None),
        ("putusan: {jam: 80}\npengakhiran: {sebab: meninggal}\n" + TWO_WEEKS, None),
        ("putusan: {jam: 80}\npenempatan: {mulai: 2026-04-06, selesai: 2026-04-19}\n", None),
        ("putusan: {jam: 80}\n" + plan("senin 08.00 12.00"), None),
        (CHILD + "putusan: {jam: 80}\n" + OPEN, None),
    ],
)
def test_time_enough(text: str, params: tuple[str, ...] | None) -> None:
    """What is left fits into the days that are left by the schedule, the last one included."""
    problems = ask(by_code("KS306"), text)
    told = [
        tuple(p.params[name] for name in ("possible", "left", "end", "weeks")) for p in problems
    ]
    assert told == ([params] if params else [])
    assert [(p.path, p.severity) for p in problems] == [(JADWAL, "warning")][: len(problems)]


def test_all_placements_together() -> None:
    """What several placements hold is added up, and the last one carries the finding."""
    shift = "jadwal: [{hari: senin, mulai: 08.00, selesai: 12.00}]"
    text = (
        f"penempatan:\n- {{mulai: 2026-04-20, selesai: 2026-05-03, {shift}}}\n"
        f"- {{mulai: 2026-04-06, selesai: 2026-04-19, {shift}}}\n"
    )
    assert broken(by_code("KS306"), "putusan: {jam: 16}\n" + text) == []
    (found,) = ask(by_code("KS306"), "putusan: {jam: 17}\n" + text)
    assert (found.path, found.params["possible"]) == ("penempatan[0].jadwal", "16 jam")
    assert [place.path for place in found.related] == ["putusan.jam"]


def test_an_agreement_has_hours_too() -> None:
    """In a diversi the hours are those of the agreement."""
    text = "jenis: diversi\ndiversi: {kesepakatan: [{isi: kerja, jam: 12}]}\n" + TWO_WEEKS
    (found,) = ask(by_code("KS306"), text)
    assert [place.path for place in found.related] == ["diversi.kesepakatan"]


@pytest.mark.parametrize(
    "fault",
    [
        TWO_WEEKS.replace("senin", "seninn"),
        TWO_WEEKS.replace("12.00", "siang"),
        TWO_WEEKS.replace("12.00", "07.00"),
        TWO_WEEKS + "kehadiran: [{tanggal: kemarin}]\n",
        TWO_WEEKS.replace("2026-04-06", "besok"),
    ],
)
def test_nothing_is_said_of_what_was_not_read(fault: str) -> None:
    """Where a shift, a row or the first day was not read, time may be enough."""
    rule = by_code("KS306")
    text = f"putusan: {{jam: 80}}\n{fault}"
    assert list(example.ask(rule, example.example(rule, text))) == []
    for code in ("KS301", "KS304", "KS313"):
        assert list(example.ask(by_code(code), example.example(rule, text))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("penempatan: {mulai: 2026-04-01, selesai: 2026-10-01}", None),
        ("penempatan: {mulai: 2026-04-01, selesai: 2026-10-02}", "1 Oktober 2026"),
        (
            "putusan: {jangka_waktu: 2 bulan}\n" + FIRST % "2026-06-02",
            "1 Juni 2026",
        ),
        (
            "putusan: {jangka_waktu: 2 bulan}\n" + FIRST % "2026-06-01",
            None,
        ),
        (
            "putusan: {jangka_waktu: 8 bulan}\n" + FIRST % "2026-10-02",
            "1 Oktober 2026",
        ),
        ("penempatan: {selesai: 2026-10-02}", None),
        ("penempatan: {mulai: 2026-04-01}", None),
    ],
)
def test_within_the_window(text: str, found: str | None) -> None:
    """A placement is planned within six months and the judgment's period."""
    problems = ask(by_code("KS312"), text)
    assert [p.params["limit"] for p in problems] == ([found] if found else [])
    for problem in problems:
        assert (problem.path, problem.severity) == ("penempatan.selesai", "warning")
        assert problem.params["first"] == "1 April 2026"
        named = ["putusan.jangka_waktu"] if "putusan" in text else []
        assert [place.path for place in problem.related] == named


def test_the_window_runs_from_the_first_placement() -> None:
    """A later placement does not begin a new window."""
    text = "penempatan: [{mulai: 2026-04-01}, {mulai: 2026-06-01, selesai: 2026-10-15}]"
    (found,) = ask(by_code("KS312"), text)
    assert (found.path, found.params["end"]) == ("penempatan[1].selesai", "15 Oktober 2026")


@pytest.mark.parametrize(
    ("start", "way"),
    [
        ("2026-04-06", None),
        ("2026-04-09", None),
        ("2026-04-07", "mulai: 9 April 2026"),
        ("2026-04-10", "mulai: 13 April 2026"),
        ("2026-04-12", "mulai: 13 April 2026"),
    ],
)
def test_first_day_is_in_the_schedule(start: str, way: str | None) -> None:
    """The placement begins on a day of its schedule; the next one is the way out."""
    text = plan("senin 08.00 12.00", "kamis 08.00 12.00", more=f"mulai: {start}")
    problems = ask(by_code("KS313"), text)
    assert [p.params["suggestion"] for p in problems] == ([way] if way else [])
    for problem in problems:
        assert (problem.path, problem.severity) == ("penempatan.mulai", "warning")
        assert [place.path for place in problem.related] == [JADWAL]
    assert broken(by_code("KS313"), plan("senin 08.00 12.00")) == []


def test_first_day_is_told() -> None:
    """The message tells the day of the week and the date."""
    (found,) = ask(by_code("KS313"), plan("senin 08.00 12.00", more="mulai: 2026-04-10"))
    assert (found.params["day"], found.params["date"]) == ("Jumat", "10 April 2026")


@pytest.mark.parametrize(("days", "found"), [("6", False), ("7", True)])
def test_a_day_of_rest(days: str, found: bool) -> None:
    """Seven days a week leave none."""
    expected = [("rekomendasi.usulan.hari_per_minggu", "warning")] if found else []
    text = f"rekomendasi: {{usulan: {{hari_per_minggu: {days}}}}}"
    assert broken(by_code("KS314"), text) == expected
    assert broken(by_code("KS314"), "rekomendasi: {isi: [kerja]}") == []


def test_each_day_of_the_week_is_looked_at() -> None:
    """A short day does not hide a long one; the end counts from the minutes of the start."""
    (found,) = ask(by_code("KS301"), plan("senin 08.00 10.00", "rabu 08.30 17.00"))
    assert (found.path, found.params["suggestion"]) == (f"{JADWAL}[1].selesai", "selesai: 16.30")


@pytest.mark.parametrize(
    ("more", "row", "possible"),
    [
        ("mulai: 2026-04-07; selesai: 2026-04-13", "", "4 jam"),
        ("mulai: 2026-04-07; selesai: 2026-04-12", "", "0 jam"),
        ("mulai: 2026-04-06; selesai: 2026-04-13", "2026-04-12", "4 jam"),
        ("mulai: 2026-04-06; selesai: 2026-04-06", "2026-04-06", "0 jam"),
        ("mulai: 2026-04-06; selesai: 2026-04-06", "2026-04-20", "0 jam"),
    ],
)
def test_days_that_are_left(more: str, row: str, possible: str) -> None:
    """The first and the last day count, those behind the last row alone."""
    text = "putusan: {jam: 80}\n" + plan("senin 08.00 12.00", more=more)
    if row:
        text += f"kehadiran: [{{tanggal: {row}, mulai: 08.00, selesai: 09.00}}]\n"
    (found,) = ask(by_code("KS306"), text)
    assert found.params["possible"] == possible


def test_each_placements_first_day_is_looked_at() -> None:
    """A placement without a start, or with a right one, does not hide the next."""
    shift = "jadwal: [{hari: senin, mulai: 08.00, selesai: 12.00}]"
    text = (
        f"penempatan: [{{{shift}}}, {{mulai: 2026-04-06, {shift}}}, {{mulai: 2026-04-14, {shift}}}]"
    )
    assert broken(by_code("KS313"), text) == [("penempatan[2].mulai", "warning")]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("KS301", plan("senin 08.00 17.00"), False),
        ("KS302", plan("senin 08.00 17.00"), True),
        ("KS302", plan("senin 08.00 15.00"), False),
        ("KS312", FIRST % "2027-01-01", False),
        ("KS312", FIRST % "2027-01-02", True),
    ],
)
def test_work_in_place_of_a_fine(code: str, text: str, found: bool) -> None:
    """Article 82 has limits of hours in all; the judgment's own terms still hold."""
    judgment = "putusan: {dasar: pasal_82, jam_per_hari: 7, jangka_waktu: 9 bulan}\n"
    assert len(broken(by_code(code), judgment + text)) == int(found)
    assert broken(by_code(code), f"putusan: {{dasar: pasal_82}}\n{text}") == []
