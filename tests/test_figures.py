"""Figures: hours, days and ages are those that a judge would count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import figures
from pipeline.case import Case
from pipeline.salvage import salvage
from pipeline.stages.load import load
from pipeline.values import Hours, Period
from tests.case_files import LEAST, case_of, least, read

DAYS_OF_LIFE = st.dates(date(1930, 1, 1), date(2030, 12, 31))


def with_rows(*rows: str, more: str = "") -> Case:
    """A case with these rows of attendance."""
    return case_of(f"{LEAST}{more}kehadiran:\n" + "".join(f"- {{{row}}}\n" for row in rows))


def born(klien: str, perkara: str) -> Case:
    """A case with these dates."""
    text = LEAST.replace("Wagiman Prasetya", f"Wagiman, {klien}")
    return case_of(text.replace("Penipuan ringan", f"Penipuan, {perkara}"))


# --- hours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "hours"),
    [
        ("mulai: 08.00, selesai: 12.00", "4"),
        ("mulai: 08.00, selesai: 12.00, istirahat: 0.5", "3,5"),
        ("mulai: 08.00, selesai: 08.01", "1 menit"),
        ("mulai: 00.00, selesai: 23.59", "23 jam 59 menit"),
        ("mulai: 08.00, selesai: 17.30, istirahat: 1, dihitung: 8, alasan: batas", "8"),
        ("mulai: 08.00, selesai: 12.00, dihitung: ya", "4"),
        ("mulai: 08.00, selesai: 12.00, dihitung: tidak, alasan: pulang", "0"),
        ("status: sakit, alasan: demam", "0"),
        ("status: izin, dihitung: 4", "0"),
        ("status: alpa, mulai: 08.00, selesai: 12.00", "0"),
        ("mulai: 08.00", "0"),
    ],
)
def test_hours_of_a_row(row: str, hours: str) -> None:
    """A row counts from start to end less the break, or what is said of it; an absence nothing."""
    assert str(figures.served(with_rows(f"tanggal: 2026-04-01, {row}"))) == hours


def test_hours_ordered_again_have_their_own_ledger() -> None:
    """Repeated hours do not count towards the judgment, nor into its months."""
    case = with_rows(
        "tanggal: 2026-04-01, mulai: 08.00, selesai: 12.00",
        "tanggal: 2026-05-01, mulai: 08.00, selesai: 12.00, ulangan: ya",
        more="putusan: {jam: 10}\n",
    )
    assert (figures.served(case), figures.remaining(case)) == (Hours(240), Hours(360))
    assert [month.bulan for month in figures.by_month(case)] == [date(2026, 4, 1)]


@pytest.mark.parametrize(
    ("putusan", "left"),
    [("jam: 10", Hours(360)), ("jam: 4", Hours(0)), ("jam: 3", Hours(0)), ("nomor: '1'", None)],
)
def test_hours_that_remain(putusan: str, left: Hours | None) -> None:
    """What remains is never below nought, and unknown without the judgment's hours."""
    row = "tanggal: 2026-04-01, mulai: 08.00, selesai: 12.00"
    assert figures.remaining(with_rows(row, more=f"putusan: {{{putusan}}}\n")) == left
    assert figures.remaining(with_rows(row)) is None


def test_rows_come_in_the_order_of_time() -> None:
    """However the rows were typed: by day, and within a day by hour, absences first."""
    case = with_rows(
        "tanggal: 2026-04-02, mulai: 13.00, selesai: 15.00",
        "tanggal: 2026-04-02, mulai: 8.00, selesai: 10.00",
        "tanggal: 2026-04-01, mulai: 10.00, selesai: 12.00",
        "tanggal: 2026-04-02, status: izin",
    )
    order = [(row.tanggal.day, row.mulai and row.mulai.hour) for row in figures.attendance(case)]
    assert order == [(1, 10), (2, None), (2, 8), (2, 13)]


def test_two_sessions_of_a_day_are_one_day() -> None:
    """Days are counted once, present and absent by themselves."""
    case = with_rows(
        "tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00",
        "tanggal: 2026-04-01, mulai: 13.00, selesai: 15.00",
        "tanggal: 2026-04-02, status: izin",
        "tanggal: 2026-04-02, status: sakit",
    )
    assert (figures.days_present(case.kehadiran), figures.days_absent(case.kehadiran)) == (1, 1)


ROWS = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 8, 31)), st.integers(0, 22), st.integers(1, 59)
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_months_add_up_to_the_whole(rows: list[tuple[date, int, int]]) -> None:
    """The months' hours and days add up to those of the case, and the last sum is the whole."""
    case = with_rows(
        *(
            f"tanggal: {day}, mulai: '{hour}.00', selesai: '{hour}.{end:02}'"
            for day, hour, end in rows
        )
    )
    ledger = figures.by_month(case)
    served = Hours(sum(end for _, _, end in rows))
    assert figures.served(case) == figures.total(month.jam for month in ledger) == served
    assert ledger[-1].jam_kumulatif == served
    assert sum(month.hari_hadir for month in ledger) == figures.days_present(case.kehadiran)
    assert [month.bulan for month in ledger] == sorted({day.replace(day=1) for day, _, _ in rows})


def test_no_rows_no_months() -> None:
    """A case that has not begun has no hours and no months."""
    case = case_of(LEAST)
    assert (figures.served(case), figures.by_month(case)) == (Hours(0), [])


def test_the_sample_is_counted_as_its_reports_say(sample_cases: list[Path]) -> None:
    """What the officer counted month by month in the complete sample is what we count."""
    case = Case.model_validate(load(sample_cases[0]).data)
    ledger = [(m.hari_hadir, str(m.jam), str(m.jam_kumulatif)) for m in figures.by_month(case)]
    assert ledger == [
        (11, "37", "37"),
        (11, "37,5", "74,5"),
        (11, "37", "111,5"),
        (12, "40,5", "152"),
        (13, "44,5", "196,5"),
        (1, "3,5", "200"),
    ]
    assert (figures.days_present(case.kehadiran), figures.days_absent(case.kehadiran)) == (59, 5)
    assert figures.remaining(case) == Hours(0)
    assert figures.age_at_offence(case) == 34


# --- weeks ---------------------------------------------------------------------------------------


def test_placements_come_in_the_order_of_time() -> None:
    """The latest placement is the one that began last, or has no start yet, wherever it stands."""
    case = case_of(
        LEAST + "penempatan:\n"
        "- {pekerjaan: kedua, mulai: 2026-05-01}\n"
        "- {pekerjaan: ketiga}\n"
        "- {pekerjaan: pertama, mulai: 2026-04-01}\n"
    )
    assert [p.pekerjaan for p in figures.placements(case)] == ["pertama", "kedua", "ketiga"]


def test_weekly_hours() -> None:
    """A week has the hours of all its shifts, less their breaks."""
    case = case_of(
        f"{LEAST}penempatan:\n  jadwal:\n"
        "  - {hari: senin, mulai: 08.00, selesai: 11.30}\n"
        "  - {hari: rabu, mulai: 08.00, selesai: 12.00, istirahat: 0.5}\n"
    )
    assert figures.weekly(case.penempatan[0]) == Hours(420)


@given(st.integers(1, 20_000), st.integers(1, 3000))
def test_weeks_that_hours_take(hours: int, a_week: int) -> None:
    """So many weeks are enough, and one less is not."""
    weeks = figures.weeks_needed(Hours(hours), Hours(a_week))
    assert weeks is not None
    assert (weeks - 1) * a_week < hours <= weeks * a_week


def test_weeks_without_a_schedule() -> None:
    """Without a schedule nobody knows how many weeks it takes."""
    assert figures.weeks_needed(Hours(60), Hours(0)) is None


PLACED_TWICE = """\
penempatan:
- {mulai: 2026-05-01, jadwal: [{hari: senin, mulai: 08.00, selesai: 10.00}]}
- {mulai: 2026-04-01, jadwal: [{hari: rabu, mulai: 08.00, selesai: 12.00}]}
"""
AGREED = "diversi: {kesepakatan: [{isi: kerja, jam: 7}, {isi: maaf}, {isi: kerja, jam: 6}]}\n"


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        (LEAST + "putusan: {jam: 30}\n" + PLACED_TWICE, 8),
        (least("diversi") + AGREED + PLACED_TWICE, 4),
        (LEAST + "putusan: {jam: 30}\n", None),
        (LEAST + PLACED_TWICE, None),
        (LEAST + "putusan: {jam: 30}\npenempatan: {mulai: 2026-04-01}\n", None),
    ],
)
def test_weeks_are_planned_by_the_first_schedule(text: str, weeks: int | None) -> None:
    """The plan is of all hours by the schedule that the work began with; a later one alters none.

    Why: the papers that name it are dated at the start and are built again after a change.
    """
    assert figures.weeks_planned(case_of(text)) == weeks


def test_payments_do_not_alter_the_plan() -> None:
    """Weeks are planned for all hours of the judgment, whatever of a fine is paid later."""
    text = (
        "putusan: {dasar: pasal_82, jam: 30, pidana_semula: {denda: Rp1.500.000}, "
        "pembayaran_denda: [{tanggal: 2026-05-01, jumlah: Rp750.000}]}\n"
    )
    case = case_of(LEAST + text + PLACED_TWICE)
    assert (figures.due(case), figures.weeks_planned(case)) == (Hours(15 * 60), 8)


# --- ages ----------------------------------------------------------------------------------------


@given(DAYS_OF_LIFE, DAYS_OF_LIFE)
def test_age_counts_birthdays(birth: date, on: date) -> None:
    """Age is the number of birthdays that have come; one born on 29 February has it on 1 March."""
    if on < birth:
        birth, on = on, birth
    birthdays = 0
    for year in range(birth.year + 1, on.year + 1):
        try:
            birthday = birth.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        birthdays += birthday <= on
    assert figures.age(birth, on) == birthdays


def test_age_on_the_eve_of_majority() -> None:
    """On the eve of the birthday a child is a child, on the day it is none."""
    birth = date(2008, 5, 17)
    assert figures.age(birth, date(2026, 5, 17) - timedelta(days=1)) == 17
    assert figures.age(birth, date(2026, 5, 17)) == 18


@pytest.mark.parametrize(
    ("klien", "perkara", "age"),
    [
        ("tanggal_lahir: 2008-05-17", "tanggal: 2026-05-16", 17),
        ("tanggal_lahir: 2008-05-17", "tanggal: {dari: 2026-05-16, sampai: 2026-05-18}", 17),
        ("tanggal_lahir: 2008-05-17", "tempat: pasar", None),
        ("tahun_lahir: 2008", "tanggal: 2026-05-16", None),
    ],
)
def test_age_at_the_offence(klien: str, perkara: str, age: int | None) -> None:
    """Age is taken on the first day of the offence, and unknown where a date is."""
    assert figures.age_at_offence(born(klien, perkara)) == age


# --- what is due ----------------------------------------------------------------------------------

FINE = "dasar: pasal_82, jam: 100, pidana_semula: {denda: 3.000.000}"


def paid(*amounts: int, fine: str = FINE) -> Case:
    """A case whose fine was paid in these parts."""
    parts = ", ".join(f"{{tanggal: 2026-05-0{n + 1}, jumlah: {a}}}" for n, a in enumerate(amounts))
    return case_of(f"{LEAST}putusan: {{{fine}, pembayaran_denda: [{parts}]}}\n")


@pytest.mark.parametrize(
    ("case", "minutes"),
    [
        (paid(), 6000),
        (paid(1_500_000), 3000),
        (paid(500_000, 500_000), 4000),
        (paid(1), 5999),  # rounded down to the minute
        (paid(2_999_999), 0),
        (paid(3_000_000), 0),
        (paid(2_000_000, 2_000_000), 0),
        (paid(1_500_000, fine=FINE.replace("82", "85")), 6000),
        (paid(1_500_000, fine="dasar: pasal_82, jam: 100"), None),
        (paid(1_500_000, fine="dasar: pasal_82, pidana_semula: {denda: 100}"), None),
    ],
)
def test_hours_fall_with_the_fine_that_is_paid(case: Case, minutes: int | None) -> None:
    """Work in place of a fine falls with what is paid of it, and only that does."""
    assert figures.due(case) == (None if minutes is None else Hours(minutes))


@pytest.mark.parametrize(
    ("until", "minutes"),
    [
        (date(2026, 4, 30), 6000),
        (date(2026, 5, 1), 4000),
        (date(2026, 5, 2), 2000),
        (None, 2000),
    ],
)
def test_payments_count_from_their_day(until: date | None, minutes: int) -> None:
    """What was paid later has not yet lessened what was due."""
    assert figures.due(paid(1_000_000, 1_000_000), until=until) == Hours(minutes)


@pytest.mark.parametrize(
    ("points", "period"),
    [
        ("{isi: a, jam: 8, jangka_waktu: 3 bulan}", Period(months=3)),
        ("{isi: a, jam: 8, jangka_waktu: 20 hari}, {isi: b, jam: 8, jangka_waktu: 2 minggu}",
         Period(days=20)),
        ("{isi: a, jam: 8, jangka_waktu: 3 bulan}, {isi: b, jangka_waktu: 1 tahun}",
         Period(months=3)),
        ("{isi: a, jam: 8, jangka_waktu: 3 bulan}, {isi: b, jam: 8}", None),
        ("{isi: a, jangka_waktu: 3 bulan}", None),
    ],
)  # fmt: skip
def test_window_of_an_agreement(points: str, period: Period | None) -> None:
    """The longest period that was agreed for work, where each such point has one."""
    text = f"{least('diversi')}diversi: {{kesepakatan: [{points}]}}\n"
    assert figures.window(case_of(text)) == period
    assert figures.window(case_of(least("diversi"))) is None


def test_window_of_work_in_place_of_a_fine() -> None:
    """Six months do not bind it; the judgment does."""
    assert figures.window(case_of(f"{LEAST}putusan: {{dasar: pasal_82}}\n")) is None
    text = f"{LEAST}putusan: {{dasar: pasal_82, jangka_waktu: 9 bulan}}\n"
    assert figures.window(case_of(text)) == Period(months=9)


def test_what_remains_is_what_is_left_of_what_is_due() -> None:
    """What is paid need not be served any more."""
    row = "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 12.00}]\n"
    text = f"{LEAST}putusan: {{{FINE}, pembayaran_denda: [{{tanggal: 2026-05-01, jumlah: "
    assert figures.remaining(case_of(f"{text}1.500.000}}]}}\n{row}")) == Hours(50 * 60 - 240)


@pytest.mark.parametrize(
    ("diversi", "hours"),
    [
        ("{kesepakatan: [{isi: kerja, jam: 20}, {isi: maaf}, {isi: kebun, jam: 10}]}", Hours(1800)),
        ("{kesepakatan: [{isi: maaf}]}", None),
        ("{tingkat: penyidikan}", None),
    ],
)
def test_hours_of_an_agreement(diversi: str, hours: Hours | None) -> None:
    """In a diversi what was agreed is due, whatever else the file says."""
    text = f"{least('diversi')}diversi: {diversi}\nputusan: {{jam: 5}}\n"
    assert figures.due(case_of(text)) == hours
    assert figures.due(case_of(least("diversi"))) is None


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "period", "calendar", "counted"),
    [
        (date(2026, 4, 1), Period(months=6), date(2026, 10, 1), date(2026, 9, 28)),
        (date(2026, 8, 31), Period(months=6), date(2027, 2, 28), date(2027, 2, 27)),
        (date(2026, 12, 15), Period(months=1), date(2027, 1, 15), date(2027, 1, 14)),
        (date(2026, 1, 31), Period(years=1, months=1), date(2027, 2, 28), date(2027, 3, 2)),
        (date(2026, 1, 1), Period(weeks=2, days=3), date(2026, 1, 18), date(2026, 1, 18)),
        (date(2100, 12, 31), Period(years=9999), date.max, date.max),
        (date(9999, 12, 30), Period(days=9), date.max, date.max),
    ],
)
def test_a_period_later(day: date, period: Period, calendar: date, counted: date) -> None:
    """By the calendar a month has its days; else it has 30, and a year 365."""
    assert figures.later(day, period) == calendar
    assert figures.later_by_days(day, period) == counted


@pytest.mark.parametrize(
    ("penempatan", "first"),
    [
        ("[{mulai: 2026-05-01}, {mulai: 2026-04-01}, {pekerjaan: menyapu}]", date(2026, 4, 1)),
        ("{pekerjaan: menyapu}", None),
        ("[{mulai: 2026-05-01}, {mulai: besok}]", None),
    ],
)
def test_first_day(penempatan: str, first: date | None) -> None:
    """The first day is the earliest of all placements, unless one of them was not read."""
    case = salvage(Case, read(f"{LEAST}penempatan: {penempatan}\n").data)
    assert figures.first_day(case) == first


@pytest.mark.parametrize(
    ("kind", "putusan", "window"),
    [
        ("pidana_kerja_sosial", "{jam: 8}", "6 bulan"),
        ("pidana_kerja_sosial", "{jangka_waktu: 3 bulan}", "3 bulan"),
        ("pidana_kerja_sosial", "{jangka_waktu: 8 bulan}", "6 bulan"),
        ("pidana_kerja_sosial", "{jangka_waktu: 26 minggu}", "6 bulan"),
        ("pelayanan_masyarakat", "{jangka_waktu: 8 bulan}", "8 bulan"),
        ("pelayanan_masyarakat", "{jam: 8}", "None"),
    ],
)
def test_window(kind: str, putusan: str, window: str) -> None:
    """An adult's work takes six months at most; a child's as long as the court says."""
    assert str(figures.window(case_of(f"{least(kind)}putusan: {putusan}\n"))) == window
    assert (figures.window(case_of(least(kind))) is None) == (kind != "pidana_kerja_sosial")


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("penempatan: {mulai: 2026-04-01, selesai: 2026-05-31}", [(0, 4, 1, 5, 31)]),
        ("penempatan: {mulai: 2026-04-01}", [(0, 4, 1, 9, 30)]),
        ("penempatan: {mulai: 2026-04-01}\npenyelesaian: {tanggal: 2026-07-02}", [(0, 4, 1, 7, 2)]),
        ("penempatan: {mulai: 2026-04-01}\npengakhiran: {tanggal: 2026-07-03}", [(0, 4, 1, 7, 3)]),
        (
            "penempatan:\n- {mulai: 2026-06-01}\n- {pekerjaan: x}\n"
            "- {mulai: 2026-04-01, selesai: 2026-06-30}",
            [(2, 4, 1, 5, 31), (0, 6, 1, 9, 30)],
        ),
        ("catatan: belum ditempatkan", []),
    ],
)
def test_stays(text: str, stays: list[tuple[int, int, int, int, int]]) -> None:
    """A placement holds to its end, the next one's start, or the end of work or window."""
    case = case_of(f"{LEAST}{text}\n")
    found = [(s.number, s.first, s.last) for s in figures.stays(case)]
    assert found == [(n, date(2026, a, b), date(2026, c, d)) for n, a, b, c, d in stays]


def test_a_stay_without_end() -> None:
    """Where neither court nor law ends a child's work, its placement has no last day."""
    case = case_of(least("pelayanan_masyarakat") + "penempatan: {mulai: 2026-04-01}\n")
    assert figures.stays(case) == [figures.Stay(0, date(2026, 4, 1), None)]


@pytest.mark.parametrize(
    ("ended", "months"),
    [
        (None, [4, 6]),
        (date(2026, 7, 1), [4, 6]),
        (date(2026, 6, 30), [4]),
        (date(2026, 5, 8), [4, 6]),
        (date(2026, 5, 7), []),
    ],
)
def test_months_to_report(ended: date | None, months: list[int]) -> None:
    """Each month of work once, in order; not the one in which it ended, nor a mere month's work."""
    days = [date(2026, 6, 2), date(2026, 4, 7), date(2026, 4, 8)]
    assert figures.months_to_report(days, ended) == [date(2026, month, 1) for month in months]
    assert figures.months_to_report([], ended) == []


@pytest.mark.parametrize(("month", "last"), [((2026, 2), 28), ((2028, 2), 29), ((2026, 12), 31)])
def test_last_of_month(month: tuple[int, int], last: int) -> None:
    """A month has its own length."""
    for day in (1, 15, last):
        assert figures.last_of_month(date(*month, day)) == date(*month, last)
