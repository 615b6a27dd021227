"""Which of two days comes first: lists, missing days, several keys for one day."""

from __future__ import annotations

from datetime import date

from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.order import (
    Moment,
    contradiction,
    early,
    first,
    in_each,
    last,
    moments,
    not_before,
    pairs,
)
from pipeline.salvage import salvage

OFFICE = salvage(Office, {})
DATA = ("pengumpulan_data", "tanggal")


def case(**sections: object) -> Case:
    """A case with these sections."""
    return salvage(Case, {"jenis": "pidana_kerja_sosial", **sections})


INQUIRIES = case(
    pengumpulan_data=[{"tanggal": "2026-02-09"}, {"cara": "observasi"}, {"tanggal": "2026-02-05"}],
    penugasan={"tanggal": "2026-02-06"},
)


def test_moments_of_a_list() -> None:
    """Each entry that has the day gives one, with its place in the file."""
    assert moments(INQUIRIES, "pengumpulan_data.tanggal") == [
        Moment(date(2026, 2, 9), (DATA[0], 0, DATA[1])),
        Moment(date(2026, 2, 5), (DATA[0], 2, DATA[1])),
    ]
    assert moments(INQUIRIES, "penugasan.tanggal") == [
        Moment(date(2026, 2, 6), ("penugasan", "tanggal"))
    ]


def test_moments_of_what_is_no_day() -> None:
    """A missing section, a missing day and a text give none."""
    empty = salvage(Case, {})
    for dotted in ("klien.tanggal_lahir", "putusan.tanggal", "eksekusi.serah_terima.tanggal", "pk"):
        assert moments(empty, dotted) == []
    assert moments(case(pk="sr"), "pk") == []


def test_first_and_last() -> None:
    """The earliest and the latest, wherever they stand."""
    found = moments(INQUIRIES, "pengumpulan_data.tanggal")
    assert (first(found), last(found)) == (found[1], found[0])


def test_early_tells_each_day_that_is_too_early() -> None:
    """Only what comes before the bound is told, with both days and the bound's place."""
    (found,) = early(INQUIRIES, "pengumpulan_data.tanggal", "penugasan.tanggal")
    assert found.path == ("pengumpulan_data", 2, "tanggal")
    assert found.params == {"date": "5 Februari 2026", "other": "6 Februari 2026"}
    assert found.related == (("penugasan", "tanggal"),)
    assert found.severity is None


def test_early_holds_to_the_latest_unless_told_otherwise() -> None:
    """Of several earlier days the latest counts, or the one that is chosen."""
    keys = ("penugasan.tanggal", "pengumpulan_data.tanggal")
    (found,) = early(INQUIRIES, *keys)
    assert found.related == (("pengumpulan_data", 0, "tanggal"),)
    assert list(early(INQUIRIES, *keys, choose=first)) == []
    assert list(not_before(*keys, choose=first)(INQUIRIES, OFFICE)) == []
    assert list(not_before(*keys)(INQUIRIES, OFFICE)) == [found]


def test_early_takes_the_first_key_that_holds_a_day() -> None:
    """A second key counts only where the first has none."""
    both = case(
        permintaan={"tanggal": "2026-02-10", "diterima": "2026-02-03"},
        penugasan={"tanggal": "2026-02-04"},
    )
    keys = ("penugasan.tanggal", "permintaan.diterima", "permintaan.tanggal")
    assert list(early(both, *keys)) == []
    one = case(permintaan={"tanggal": "2026-02-10"}, penugasan={"tanggal": "2026-02-04"})
    assert [found.related for found in early(one, *keys)] == [(("permintaan", "tanggal"),)]
    assert list(early(case(penugasan={"tanggal": "2026-02-04"}), *keys)) == []
    assert list(early(case(permintaan={"tanggal": "2026-02-10"}), *keys)) == []


def test_the_same_day_is_in_order() -> None:
    """Two papers of one day contradict nothing."""
    same = case(putusan={"tanggal": "2026-03-10", "inkracht": "2026-03-10"})
    assert list(early(same, "putusan.inkracht", "putusan.tanggal")) == []


def test_pairs_and_in_each() -> None:
    """Days of one entry are compared with each other, never with those of another entry."""
    rows = case(
        penempatan=[
            {"mulai": "2026-04-01"},
            {"mulai": "2026-05-01", "selesai": "2026-05-31"},
            {"mulai": "2026-07-01", "selesai": "2026-06-30"},
            {"mulai": "2026-08-01", "selesai": "2026-08-01"},
            {"selesai": "2026-01-01"},
        ]
    )
    assert [number for number, _, _ in pairs(rows, "penempatan", "selesai", "mulai")] == [1, 2, 3]
    (found,) = in_each("penempatan", "selesai", "mulai")(rows, OFFICE)
    end = Moment(date(2026, 6, 30), ("penempatan", 2, "selesai"))
    assert found == contradiction(end, Moment(date(2026, 7, 1), ("penempatan", 2, "mulai")))
    assert found.params == {"date": "30 Juni 2026", "other": "1 Juli 2026"}
