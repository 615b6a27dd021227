"""The order of dates: each rule at its boundary, in its kinds of case, with what it speaks of."""

from __future__ import annotations

import pytest

from pipeline.case.model import KINDS
from pipeline.rules.chronology import RULES
from tests.rules.examples import ask, broken, by_code, part, related

BEFORE, DAY, AFTER = "2026-03-09", "2026-03-10", "2026-03-11"
SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")
WORK = (*SENTENCED, "diversi")
# Code, weight, kinds, the key that is told, the key that should come first.
TABLE = [
    ("KS500", "error", KINDS, "perkara.tanggal.dari", "klien.tanggal_lahir"),
    ("KS501", "error", KINDS, "putusan.tanggal", "perkara.tanggal.dari"),
    ("KS502", "error", KINDS, "putusan.inkracht", "putusan.tanggal"),
    ("KS503", "error", SENTENCED, "penempatan.0.mulai", "putusan.inkracht"),
    ("KS504", "error", ("reintegrasi",), "masa_pidana.ekspirasi", "masa_pidana.ditahan"),
    ("KS504", "error", ("reintegrasi",), "masa_pidana.ekspirasi_awal", "masa_pidana.ditahan"),
    ("KS505", "error", KINDS, "perkara.tanggal.sampai", "perkara.tanggal.dari"),
    ("KS506", "error", WORK, "penempatan.0.selesai", "penempatan.0.mulai"),
    ("KS510", "warning", SENTENCED, "penempatan.0.tanggal_surat", "putusan.inkracht"),
    ("KS511", "warning", SENTENCED, "eksekusi.tanggal", "putusan.inkracht"),
    ("KS512", "warning", KINDS, "permintaan.tanggal", "perkara.tanggal.dari"),
    ("KS513", "warning", KINDS, "permintaan.diterima", "permintaan.tanggal"),
    ("KS514", "warning", KINDS, "penugasan.tanggal", "permintaan.diterima"),
    ("KS514", "warning", KINDS, "penugasan.tanggal", "permintaan.tanggal"),
    ("KS515", "warning", KINDS, "pengumpulan_data.0.tanggal", "penugasan.tanggal"),
    ("KS516", "warning", KINDS, "sidang_tpp.tanggal", "penugasan.tanggal"),
    ("KS517", "warning", KINDS, "rekomendasi.tanggal_laporan", "pengumpulan_data.0.tanggal"),
    ("KS518", "warning", KINDS, "rekomendasi.tanggal_laporan", "sidang_tpp.tanggal"),
    ("KS519", "warning", KINDS, "pengantar.tanggal", "rekomendasi.tanggal_laporan"),
    ("KS520", "warning", SENTENCED, "putusan.tanggal", "pengantar.tanggal"),
    ("KS521", "warning", SENTENCED, "eksekusi.serah_terima.tanggal", "eksekusi.tanggal"),
    ("KS522", "warning", SENTENCED, "penempatan.0.mulai", "eksekusi.serah_terima.tanggal"),
    ("KS523", "warning", WORK, "penempatan.0.mulai", "penempatan.0.tanggal_surat"),
    ("KS524", "warning", WORK, "penyelesaian.tanggal", "penempatan.0.mulai"),
    ("KS525", "warning", KINDS, "penyelesaian.tanggal_laporan", "penyelesaian.tanggal"),
    (
        "KS526",
        "warning",
        KINDS,
        "penyelesaian.tanda_terima.tanggal",
        "penyelesaian.tanggal_laporan",
    ),
    ("KS527", "warning", KINDS, "pengakhiran.tanggal", "penyelesaian.tanggal"),
    ("KS528", "warning", KINDS, "perkara.penahanan.sejak", "perkara.tanggal.dari"),
    ("KS529", "warning", SENTENCED, "bimbingan.0.tanggal", "eksekusi.serah_terima.tanggal"),
    ("KS529", "warning", SENTENCED, "bimbingan.0.tanggal", "eksekusi.tanggal"),
]
each = pytest.mark.parametrize(("code", "weight", "kinds", "later", "earlier"), TABLE)


def shown(dotted: str) -> str:
    """A dotted key as problems show it."""
    return dotted.replace(".0", "[0]")


@each
def test_order(code: str, weight: str, kinds: tuple[str, ...], later: str, earlier: str) -> None:
    """One day too early is told with both days and both places; the same day and later are not."""
    rule = by_code(code)
    (found,) = ask(rule, part({earlier: DAY, later: BEFORE}))
    assert (found.path, found.severity) == (shown(later), weight)
    assert found.params == {"date": "9 Maret 2026", "other": "10 Maret 2026"}
    assert [place.path for place in found.related] == [shown(earlier)]
    assert rule.kinds == kinds
    for day in (DAY, AFTER):
        assert ask(rule, part({earlier: DAY, later: day})) == []


@each
def test_a_missing_day_contradicts_nothing(
    code: str, weight: str, kinds: tuple[str, ...], later: str, earlier: str
) -> None:
    """Where one of the two days is missing, nothing is said."""
    for key in (later, earlier):
        assert broken(by_code(code), part({key: DAY})) == []


def test_the_table_is_complete() -> None:
    """Each rule of this topic stands in the table above, with its weight."""
    assert {(rule.code, rule.severity) for rule in RULES} == {row[:2] for row in TABLE}


@pytest.mark.parametrize(("year", "told"), [("2025", False), ("2026", False), ("2027", True)])
def test_a_year_of_birth_is_compared_with_the_year_of_the_offence(year: str, told: bool) -> None:
    """Only a later year contradicts; the path of the year is named."""
    rule = by_code("KS500")
    text = part({"klien.tahun_lahir": year, "perkara.tanggal": DAY})
    found = [("perkara.tanggal", ["klien.tahun_lahir"])] if told else []
    assert related(rule, text) == found
    if told:
        (problem,) = ask(rule, text)
        assert problem.params == {"date": "10 Maret 2026", "other": "2027"}
    assert related(rule, part({"klien.tahun_lahir": year})) == []


def test_a_date_of_birth_goes_before_its_year() -> None:
    """Where both stand, the date alone is compared."""
    values = {"klien.tanggal_lahir": "1990-01-01", "klien.tahun_lahir": "2027"}
    assert broken(by_code("KS500"), part({**values, "perkara.tanggal": DAY})) == []


def test_both_ends_of_a_prison_term_are_told() -> None:
    """Each end that lies before custody is a finding of its own."""
    text = part(
        {
            "masa_pidana.ditahan": DAY,
            "masa_pidana.ekspirasi_awal": BEFORE,
            "masa_pidana.ekspirasi": BEFORE,
        }
    )
    assert broken(by_code("KS504"), text) == [
        ("masa_pidana.ekspirasi_awal", "error"),
        ("masa_pidana.ekspirasi", "error"),
    ]


@pytest.mark.parametrize(("offence", "told"), [(AFTER, False), (DAY, False), (BEFORE, True)])
def test_a_judgment_before_the_offence_is_told_once(offence: str, told: bool) -> None:
    """A judgment before both offence and letter contradicts the offence, and no more is said."""
    text = part({"perkara.tanggal": offence, "putusan.tanggal": BEFORE, "pengantar.tanggal": DAY})
    assert bool(broken(by_code("KS520"), text)) is told
    assert bool(broken(by_code("KS501"), text)) is not told


def test_completion_is_held_to_the_first_placement() -> None:
    """A later placement that was planned and not needed contradicts nothing."""
    rule = by_code("KS524")
    values = {"penempatan.0.mulai": AFTER, "penempatan.1.mulai": BEFORE}
    assert related(rule, part({**values, "penyelesaian.tanggal": DAY})) == []
    assert related(rule, part({**values, "penyelesaian.tanggal": "2026-03-08"})) == [
        ("penyelesaian.tanggal", ["penempatan[1].mulai"])
    ]


def test_the_last_inquiry_bounds_the_report() -> None:
    """Of several inquiries the last one counts, wherever it stands."""
    values = {"pengumpulan_data.0.tanggal": AFTER, "pengumpulan_data.1.tanggal": BEFORE}
    text = part({**values, "rekomendasi.tanggal_laporan": DAY})
    assert related(by_code("KS517"), text) == [
        ("rekomendasi.tanggal_laporan", ["pengumpulan_data[0].tanggal"])
    ]


def test_the_handover_goes_before_the_letter() -> None:
    """Guidance is held to the handover where both are known."""
    values = {"eksekusi.tanggal": BEFORE, "eksekusi.serah_terima.tanggal": AFTER}
    text = part({**values, "bimbingan.0.tanggal": DAY})
    assert related(by_code("KS529"), text) == [
        ("bimbingan[0].tanggal", ["eksekusi.serah_terima.tanggal"])
    ]
    values = {"permintaan.tanggal": BEFORE, "permintaan.diterima": AFTER}
    assert related(by_code("KS514"), part({**values, "penugasan.tanggal": DAY})) == [
        ("penugasan.tanggal", ["permintaan.diterima"])
    ]
