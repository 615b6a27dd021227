"""What a key of the case file can hold, as the catalog asks."""

from __future__ import annotations

import pytest

from pipeline.case import Case
from pipeline.case.section import walk_fields
from pipeline.catalog import vocabulary
from pipeline.catalog.vocabulary import field_at, sayings, understood


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("klien.nama", True),
        ("register.litmas", True),
        ("register_numbers.litmas", False),
        ("penempatan.jadwal", True),
        ("rekomendasi.usulan.lokasi", True),
        ("klien", True),
        ("klien.", False),
        ("", False),
        ("klien.nama.x", False),
        ("kehadiran[0].mulai", False),
        ("surat", True),
        ("surat.nomor", False),
    ],
)
def test_keys_of_the_vocabulary(path: str, known: bool) -> None:
    """A dotted path names a key as the case file writes it, without numbers and codes."""
    assert (field_at(path) is not None) is known


@pytest.mark.parametrize(
    ("path", "word", "value"),
    [
        ("penyelesaian.hasil", "selesai", "selesai"),
        ("penyelesaian.hasil", "Selesai", "selesai"),
        ("penyelesaian.hasil", "seleai", ""),
        ("perkara.pengulangan", "Ya", "ya"),
        ("perkara.pengulangan", "tidak", "tidak"),
        ("perkara.pengulangan", "true", ""),
        ("putusan.tanggal", "1 Februari 2026", "2026-02-01"),
        ("putusan.jam", "120 jam", "120"),
        ("putusan.jangka_waktu", "3 bulan", "3 bulan"),
        ("kehadiran.dihitung", "tidak", "tidak"),
        ("klien.agama", "Kristen Jawa", "Kristen Jawa"),
        ("klien", "Kristen", ""),
        ("kesimpulan", "Layak", ""),
        ("penempatan", "panti", ""),
        ("surat", "ada", ""),
    ],
)
def test_a_word_as_its_key_would_say_it(path: str, word: str, value: str) -> None:
    """A word is read as a case's value is; sections and lists say no single word."""
    field = field_at(path)
    assert field is not None
    assert understood(field, word) == value


def test_what_is_proposed_can_be_written() -> None:
    """Each saying of each key is one that the key understands as it stands."""
    said = {path: sayings(field) for path, field in walk_fields(Case)}
    assert said["penyelesaian", "hasil"] == ("selesai", "tidak_selesai")
    assert said["perkara", "pengulangan"] == ("ya", "tidak")
    assert said["putusan", "tanggal"] == ("2026-02-18",)
    assert said["penempatan",] == said["klien", "nama"] == ()
    for path, field in walk_fields(Case):
        assert all(understood(field, word) == word for word in said[path])


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("putusan.tanggal", "holds_day"),
        ("perkembangan.bulan", "holds_day"),
        ("perkembangan.bulan", "holds_month"),
        ("putusan.nomor", "holds_text"),
        ("register.litmas", "holds_text"),
        ("nomor", "holds_text"),
        ("pelanggaran.tanggal", "can_name"),
        ("pelanggaran.tindakan", "can_name"),
        ("kesediaan.lokasi", "can_name"),
        ("perkembangan.bulan", "can_name"),
    ],
)
def test_what_a_key_holds(path: str, role: str) -> None:
    """A key is fit for a role by its type."""
    assert getattr(vocabulary, role)(field_at(path))


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("putusan.nomor", "holds_day"),
        ("perkara.tanggal", "holds_day"),
        ("putusan", "holds_day"),
        ("putusan.tanggal", "holds_month"),
        ("putusan.tanggal", "holds_text"),
        ("pelimpahan.instansi", "holds_text"),
        ("kesimpulan", "holds_text"),
        ("penyelesaian.hasil", "holds_text"),
        ("klien.nama", "can_name"),
        ("pelimpahan.instansi", "can_name"),
        ("penempatan.jadwal", "can_name"),
    ],
)
def test_what_a_key_does_not_hold(path: str, role: str) -> None:
    """Another type, several values or a code for something else are not what is asked."""
    assert not getattr(vocabulary, role)(field_at(path))
