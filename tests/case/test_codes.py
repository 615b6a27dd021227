"""Which keys hold a code of office.yaml, and where a case holds one: said once, by the types."""

from __future__ import annotations

from pipeline.case import Case
from pipeline.case.codes import CodeKey, code_keys, values_at
from pipeline.case.section import branches
from pipeline.office import Office, entry_model
from pipeline.salvage import salvage


def test_the_keys_that_hold_a_code() -> None:
    """All of them, in the vocabulary's order, with their section and whether text may stand."""
    assert [(".".join(key.path), key.section, key.free) for key in code_keys(Case)] == [
        ("pk", "pk", False),
        ("pergantian_pk.dari", "pk", False),
        ("pergantian_pk.ke", "pk", False),
        ("permintaan.instansi", "instansi", True),
        ("rekomendasi.usulan.lokasi", "lokasi", False),
        ("putusan.lokasi", "lokasi", True),
        ("eksekusi.instansi", "instansi", True),
        ("kesediaan.lokasi", "lokasi", False),
        ("penempatan.lokasi", "lokasi", False),
        ("pelimpahan.instansi", "instansi", True),
    ]


def test_each_section_is_one_of_office_yaml() -> None:
    """A mark names a section that the office has, whose entries stand by codes and have a name."""
    for section in {key.section for key in code_keys(Case)}:
        assert branches(Office)[section].by_code
        assert "nama" in entry_model(section).model_fields


def test_values_with_their_paths() -> None:
    """Lists are walked with their indices; what is missing or was not salvaged gives nothing."""
    case = salvage(
        Case,
        {
            "pk": "sr",
            "pergantian_pk": [{"tanggal": "2026-01-02", "dari": "am"}, {"ke": "dw"}],
            "putusan": {"lokasi": ["a", "b"]},
            "penempatan": {"lokasi": ["faulty"]},
        },
    )
    found = [place for key in code_keys(Case) for place in values_at(case, key)]
    assert found == [
        (("pk",), "sr"),
        (("pergantian_pk", 0, "dari"), "am"),
        (("pergantian_pk", 1, "ke"), "dw"),
        (("putusan", "lokasi", 0), "a"),
        (("putusan", "lokasi", 1), "b"),
    ]


def test_a_section_below_the_top() -> None:
    """Paths begin at the model that was asked, so an entry of a list can be asked alone."""
    placement = branches(Case)["penempatan"].section
    assert placement is not None
    assert code_keys(placement) == (CodeKey(("lokasi",), "lokasi", False),)
