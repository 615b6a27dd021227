"""What could not be read of the rows bears on no sum, and a sum that may be too small is unsure."""

from __future__ import annotations

import pytest

from pipeline.case import Case
from pipeline.rules import example
from pipeline.rules.ledger import ledger, write_hours
from pipeline.salvage import salvage
from tests.case_files import read
from tests.rules.examples import by_code

DAY = "tanggal: 2026-04-01"
LONG = f"{DAY}, mulai: 08.00, selesai: 18.00"


def case_of(*rows: str, more: str = "") -> Case:
    """What is left of a case with these rows."""
    text = "jenis: pidana_kerja_sosial\n" + more + "kehadiran:\n"
    return salvage(Case, read(text + "".join(f"- {{{row}}}\n" for row in rows)).data)


@pytest.mark.parametrize(
    ("row", "minutes", "sure"),
    [
        (LONG, 600, True),
        (f"{LONG}, dihitung: delapan", 0, False),
        (f"{LONG}, istirahat: sebentar", 0, False),
        (f"{DAY}, mulai: pagi, selesai: 18.00", 0, False),
        (f"{DAY}, mulai: 08.00, selesai: sore", 0, False),
        (f"{LONG}, status: hadirr", 0, False),
        ("tanggal: kemarin, mulai: 08.00, selesai: 18.00", 0, False),
        (f"{DAY}, mulai: 18.00, selesai: 08.00", 0, True),
        (f"{DAY}, mulai: 08.00", 0, True),
        (f"{LONG}, status: izin", 0, True),
    ],
)
def test_what_was_not_read_counts_nothing(row: str, minutes: int, sure: bool) -> None:
    """A row of which a part was not read counts nothing, and the sums are unsure."""
    rows = ledger(case_of(row))
    assert sum(entry.counted for entry in rows.work) == minutes
    assert sum(entry.worked for entry in rows.work) == minutes
    assert rows.sure is sure


@pytest.mark.parametrize(
    ("code", "row", "result"),
    [
        ("KS208", f"{DAY}, mulai: pagi, selesai: 18.00", "selesai"),
        ("KS224", f"{LONG}, status: hadirr", "tidak_selesai"),
        ("KS225", f"{LONG}, istirahat: sebentar, ulangan: ya", "selesai"),
    ],
)
def test_nothing_is_said_of_an_unsure_sum(code: str, row: str, result: str) -> None:
    """Whether hours lack is not known where a row was not read."""
    more = f"putusan: {{jam: 8}}\npengulangan: {{jam: 8}}\npenyelesaian: {{hasil: {result}}}\n"
    text = f"{more}kehadiran: [{{{row}}}]\n"
    rule = by_code(code)
    assert list(example.ask(rule, example.example(rule, text))) == []


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("KS212", f"{LONG}, dihitung: 2, alasan: '-'"),
        ("KS221", f"{DAY}, status: izin, alasan: '...'"),
    ],
)
def test_a_reason_that_was_not_read_is_none_that_lacks(code: str, row: str) -> None:
    """A placeholder is told by its shape, and not again as missing."""
    rule = by_code(code)
    assert list(example.ask(rule, example.example(rule, f"kehadiran: [{{{row}}}]\n"))) == []


def test_rows_are_sorted_into_their_ledgers() -> None:
    """Work, repeated work and absences each by themselves, in the order of time."""
    rows = ledger(
        case_of(
            "tanggal: 2026-04-02, mulai: 13.00, selesai: 15.00",
            "tanggal: 2026-04-02, mulai: 08.00, selesai: 10.00, ulangan: ya",
            "tanggal: 2026-04-01, status: sakit",
            "tanggal: 2026-04-02, selesai: 10.00",
        )
    )
    assert [entry.number for entry in rows.rows] == [2, 3, 1, 0]
    assert [entry.number for entry in rows.work] == [3, 1, 0]
    assert [entry.number for entry in rows.own] == [3, 0]
    assert [entry.number for entry in rows.again] == [1]
    assert [[entry.number for entry in day] for day in rows.days.values()] == [[3, 1, 0]]


def test_each_case_has_its_own() -> None:
    """What is remembered is the last case's, and no other one's."""
    one, two = case_of(LONG), case_of(f"{DAY}, mulai: 08.00, selesai: 09.00")
    assert [ledger(case).work[0].counted for case in (one, two, one)] == [600, 60, 600]
    assert ledger(one) is ledger(one)


@pytest.mark.parametrize(
    ("minutes", "text"), [(480, "8 jam"), (450, "7,5 jam"), (440, "7 jam 20 menit"), (0, "0 jam")]
)
def test_hours_in_a_sentence(minutes: int, text: str) -> None:
    """Hours are written with their unit, once."""
    assert write_hours(minutes) == text
