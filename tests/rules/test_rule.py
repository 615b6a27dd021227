"""A rule is judged at the date of the act, as far as the case says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.case import Case
from pipeline.rules.rule import KUHP, Finding, Rule, value_at
from pipeline.salvage import salvage
from tests.case_files import read

TEXT = """\
putusan: {tanggal: 2026-03-03, jam: 8, pembayaran_denda: [{tanggal: 2026-04-01, jumlah: 1000}]}
rekomendasi: {tanggal_laporan: 2026-02-10}
penempatan:
- {mulai: 2026-04-01, jadwal: [{hari: senin, mulai: 08.00, selesai: 09.00}]}
- {mulai: 2026-05-01, jadwal: [{hari: selasa, mulai: 08.00, selesai: 09.00}]}
"""
ACTS = ("rekomendasi.tanggal_laporan", "putusan.tanggal")


def case(text: str = TEXT) -> Case:
    """A part of a case."""
    return salvage(Case, read(text).data)


def rule(**changes: Any) -> Rule:
    """A rule of no matter what."""
    made = Rule("KS999", lambda *_: (), "error", failing="", passing="", acts=ACTS)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("key", "beside", "value"),
    [
        ("putusan.tanggal", (), date(2026, 3, 3)),
        ("putusan.tanggal", ("putusan", "jam"), date(2026, 3, 3)),
        ("penempatan.mulai", (), date(2026, 4, 1)),
        ("penempatan.mulai", ("penempatan", 1, "selesai"), date(2026, 5, 1)),
        ("penempatan.mulai", ("penempatan", 1, "jadwal", 0, "hari"), date(2026, 5, 1)),
        ("penempatan.jadwal.hari", ("penempatan", 1, "jadwal", 0, "hari"), "selasa"),
        ("penempatan.jadwal.hari", ("penempatan", 1, "lokasi"), "selasa"),
        ("penempatan.jadwal.hari", ("penempatan", 0, "jadwal", 7), None),
        ("penempatan.mulai", ("penempatan", 7, "mulai"), None),
        ("penempatan.mulai", ("kehadiran", 1, "mulai"), date(2026, 4, 1)),
        ("putusan.pembayaran_denda.tanggal", ("putusan", "jam"), date(2026, 4, 1)),
        ("kehadiran.tanggal", (), None),
        ("pengantar.tanggal", (), None),
        ("penempatan.mulai.tahun", (), None),
    ],
)
def test_value_at_a_key(key: str, beside: tuple[str | int, ...], value: object) -> None:
    """The entry of a list is the one beside which something was found, else the first."""
    assert value_at(case(), key, beside) == value


def test_value_at_an_unknown_key() -> None:
    """A slip in a rule's own key is a fault of the program, and no missing value."""
    with pytest.raises(KeyError):
        value_at(case(), "putusan.tgl")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        (("putusan", "jam"), date(2026, 3, 3)),
        (("rekomendasi", "usulan", "jam"), date(2026, 2, 10)),
        (("perkara", "ancaman"), date(2026, 2, 10)),
    ],
)
def test_the_act_in_the_section_of_the_finding(path: tuple[str, ...], day: date) -> None:
    """Of several acts the one in the finding's section is judged, else the first that stands."""
    assert rule().day(case(), Finding(path)) == day


def test_the_next_act_where_one_is_not_dated() -> None:
    """Where the section's own day is missing, another act of the rule says when it was."""
    text = "putusan: {tanggal: 2026-03-03}\nrekomendasi: {isi: Pidana.}\n"
    assert rule().day(case(text), Finding(("rekomendasi", "isi"))) == date(2026, 3, 3)
    assert rule().day(case("nomor: x\n"), Finding(("putusan",))) is None


@pytest.mark.parametrize(
    ("since", "until", "applies"),
    [
        (None, None, True),
        (date(2026, 3, 3), None, True),
        (date(2026, 3, 4), None, False),
        (None, date(2026, 3, 3), True),
        (None, date(2026, 3, 2), False),
        (KUHP, date(2026, 12, 31), True),
        (date(2026, 3, 4), date(2026, 12, 31), False),
    ],
)
def test_in_force_on_the_day_of_the_act(
    since: date | None, until: date | None, applies: bool
) -> None:
    """The first and the last day belong to the time in which a rule is in force."""
    judged = rule(since=since, until=until)
    assert judged.in_force(case(), Finding(("putusan", "jam"))) is applies


def test_in_force_where_no_day_is_known() -> None:
    """Without a day the law of today holds; a rule that has ended does not."""
    nothing = case("nomor: x\n")
    found = Finding(("putusan", "jam"))
    assert rule(since=KUHP).in_force(nothing, found)
    assert not rule(until=date(2026, 12, 31)).in_force(nothing, found)
