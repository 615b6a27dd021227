"""The view of the checker and the context of the templates are one thing."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.contract.types import (
    ListOf,
    Nothing,
    Record,
    Shape,
    Word,
)
from pipeline.contract.view import paths, view_of
from tests.contract.agreement import differences
from tests.contract.worlds import documents, workplace, worlds
from tests.drafting import make_catalog

WORLDS = worlds()


@pytest.mark.parametrize(("name", "kind"), sorted(WORLDS))
def test_every_value_of_every_sample_is_what_the_view_says(name: str, kind: str) -> None:
    """Path by path, type by type: full cases, and cases of which half is missing."""
    entry = workplace().catalog[name]
    view = view_of(entry, kind, documents())
    found = [
        difference
        for world in WORLDS[name, kind]
        for difference in differences(world.view, (view,), name)
    ]
    assert found == []


def test_the_samples_have_every_document_of_the_catalog() -> None:
    """What no sample shows would not be compared."""
    made = {name for name, _ in WORLDS}
    assert set(documents()) - made == set()


def test_what_may_be_missing_is_seen_missing() -> None:
    """A view that called everything optional would pass the comparison, and be of no use."""
    entry = make_catalog(surat={})["surat"]
    for steps, field in paths(view_of(entry, "pidana_kerja_sosial", documents())):
        if steps[0] not in ("pejabat", "kantor") and len(steps) == 1 and field.optional:
            assert any(
                world.view.get(steps[0], 0) is None for group in WORLDS.values() for world in group
            ), steps


def needed(**keys: Any) -> Record:
    """The view of a document with these keys in the catalog."""
    entry = make_catalog(surat=keys)["surat"]
    return view_of(entry, "pidana_kerja_sosial", ["surat", "tugas"])


def at(view: Record, dotted: str) -> Shape:
    """The shape at a path; of a list, within its entries."""
    return next(f.shape for steps, f in paths(view) if ".".join(steps) == dotted)


def test_needs_are_there_with_all_that_leads_to_them() -> None:
    """`needs: [penempatan.lokasi]` makes the placement be there, its site, and no more."""
    view = needed(needs=["penempatan.lokasi", "klien.agama"])
    for path in ("penempatan", "penempatan.lokasi", "penempatan.lokasi.nama", "klien.agama"):
        assert not any(isinstance(kind, Nothing) for kind in at(view, path)), path
    assert any(isinstance(kind, Nothing) for kind in at(view, "penempatan.mulai"))
    assert any(isinstance(kind, Nothing) for kind in at(needed(), "penempatan"))


def test_a_needed_list_is_not_empty() -> None:
    """Nor is one of whose entries something is needed."""
    view = needed(needs=["kehadiran", "penempatan.jadwal"])
    for path in ("kehadiran", "penempatan_semua", "penempatan.jadwal"):
        assert [kind.least for kind in at(view, path) if isinstance(kind, ListOf)] == [1], path
    assert [k.least for k in at(needed(), "kehadiran") if isinstance(k, ListOf)] == [0]


def test_needs_of_one_kind_hold_in_that_kind_alone() -> None:
    """And what is needed with another key must be guarded."""
    more = {"needs_of": {"diversi": ["diversi.hasil"]}, "needs_with": {"putusan": ["eksekusi"]}}
    entry = make_catalog(surat=more)["surat"]
    for kind, optional in (("diversi", False), ("pelayanan_masyarakat", True)):
        view = view_of(entry, kind)
        assert any(isinstance(k, Nothing) for k in at(view, "diversi")) is optional
        assert any(isinstance(k, Nothing) for k in at(view, "eksekusi"))


def test_what_is_hidden_cannot_be_read() -> None:
    """The officer's notes are never printed; cover and contents alone know the bundle."""
    names = needed().fields
    assert "catatan" not in names
    assert {"isi", "kurang", "ini"}.isdisjoint(names)
    assert {"isi", "kurang"} <= set(needed(front="yes").fields)


def test_an_item_says_what_its_document_is_made_for() -> None:
    """A letter of warning knows that its violation has one of three measures."""
    view = needed(
        for_each="pelanggaran",
        item="tanggal",
        where={"tindakan": ["sp1", "sp2"]},
        needs=["pelanggaran.uraian"],
    )
    (measure,) = at(view, "ini.tindakan")
    assert isinstance(measure, Word)
    assert measure.left == {"sp1", "sp2"}
    assert not any(isinstance(kind, Nothing) for kind in at(view, "ini.uraian"))
    assert any(isinstance(kind, Nothing) for kind in at(view, "pelanggaran.uraian"))


def test_a_condition_of_the_catalog_is_known() -> None:
    """`when: {penyelesaian.hasil: [selesai]}`: it is there, and says so."""
    view = needed(when={"penyelesaian.hasil": ["selesai"]})
    (result,) = at(view, "penyelesaian.hasil")
    assert isinstance(result, Word)
    assert result.left == {"selesai"}
    assert not any(isinstance(kind, Nothing) for kind in at(view, "penyelesaian"))


@pytest.mark.parametrize(
    ("keys", "dated"),
    [
        ({"date": "penempatan.mulai", "needs": ["penempatan.mulai"]}, True),
        ({"date": "penempatan.mulai", "needs": ["penempatan"]}, False),
        ({"date": "sidang_tpp.tanggal", "needs": ["sidang_tpp.tanggal"]}, True),
        ({"date": "pelanggaran.tanggal", "for_each": "pelanggaran", "item": "tanggal"}, True),
        ({"date": "pelanggaran.tanggal"}, False),
        ({}, False),
    ],
)
def test_the_letters_date_is_there_where_its_key_is(keys: dict[str, Any], dated: bool) -> None:
    """The key that holds it is needed, or the item always has it."""
    kinds = at(needed(**keys), "surat.tanggal")
    assert (not any(isinstance(kind, Nothing) for kind in kinds)) is dated
