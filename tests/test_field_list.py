"""What a document's template can read, in all kinds of case together."""

from __future__ import annotations

from pipeline.contract.fields import Row
from pipeline.field_list import field_list
from pipeline.workplace import Workplace


def rows(workplace: Workplace, name: str | None = None, kind: str | None = None) -> dict[str, Row]:
    """The rows by their paths."""
    return {row.path: row for row in field_list(workplace.catalog, name, kind)}


def test_what_is_needed_is_there(workplace: Workplace) -> None:
    """What a document needs may not be missing there; what it does not need may."""
    of_letter, of_all = rows(workplace, "surat_penempatan"), rows(workplace)
    assert not of_letter["ini.pekerjaan"].optional
    assert of_all["penempatan.pekerjaan"].optional
    assert of_letter["klien.telepon"].optional


def test_several_kinds_of_case(workplace: Workplace) -> None:
    """A word has the values of all kinds; who may not read in one kind may not at all."""
    children = rows(workplace, "surat_keterangan_selesai", "diversi")
    grown = rows(workplace, "surat_keterangan_selesai", "pidana_kerja_sosial")
    both = rows(workplace, "surat_keterangan_selesai")
    assert "lokasi" in grown["klien.nama"].readers
    assert "lokasi" not in children["klien.nama"].readers
    assert both["klien.nama"].readers == tuple(
        reader for reader in grown["klien.nama"].readers if reader in children["klien.nama"].readers
    )
    assert grown["jenis"].words == ("pidana_kerja_sosial",)
    assert set(both["jenis"].words) == {"pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"}


def test_the_entry_of_a_repeated_document(workplace: Workplace) -> None:
    """A document for each entry of a list reads that entry as ``ini``; others have none."""
    assert "ini.uraian" in rows(workplace, "berita_acara_pelanggaran")
    assert not [path for path in rows(workplace, "surat_tugas") if path.split(".")[0] == "ini"]


def test_each_path_once(workplace: Workplace) -> None:
    """No path is listed twice, and each says what it is."""
    listed = field_list(workplace.catalog)
    assert len({row.path for row in listed}) == len(listed) > 300
    assert all(row.type for row in listed)
