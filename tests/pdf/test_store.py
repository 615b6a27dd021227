"""PDFs that were made before: found again whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.pdf.store import PdfStore

PDF = b"%PDF-1.7 isi %%EOF"


def store_in(folder: Path, made_by: str = "LibreOffice 7.4", limit: int = 10_000) -> PdfStore:
    """A store of ten kilobytes."""
    return PdfStore(folder / "pdf", made_by, limit)


def only_file(folder: Path) -> Path:
    """The one file in a store."""
    (file,) = (found for found in folder.rglob("*") if found.is_file())
    return file


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    """With its number of pages; readable by its owner only."""
    store = store_in(tmp_path)
    assert store.find(b"docx", "Surat") is None
    store.keep(b"docx", "Surat", PDF, 3)
    assert store.find(b"docx", "Surat") == (PDF, 3)
    assert only_file(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("docx", "title", "made_by"),
    [
        (b"docx lain", "Surat", "LibreOffice 7.4"),
        (b"docx", "Surat lain", "LibreOffice 7.4"),
        (b"docx", "Surat", "LibreOffice 24.8"),
    ],
)
def test_another_document_title_or_program_is_another_pdf(
    tmp_path: Path, docx: bytes, title: str, made_by: str
) -> None:
    """Whatever a PDF depends on tells it from others."""
    store_in(tmp_path).keep(b"docx", "Surat", PDF, 1)
    assert store_in(tmp_path, made_by).find(docx, title) is None


def test_every_flipped_bit_is_seen(tmp_path: Path) -> None:
    """A damaged file counts as none, wherever the damage is; kept anew, it is whole again."""
    store = store_in(tmp_path)
    store.keep(b"docx", "Surat", PDF, 1)
    whole = only_file(tmp_path).read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        only_file(tmp_path).write_bytes(damaged)
        assert store.find(b"docx", "Surat") is None, place
    only_file(tmp_path).write_bytes(whole[:-1])
    assert store.find(b"docx", "Surat") is None
    store.keep(b"docx", "Surat", PDF, 1)
    assert store.find(b"docx", "Surat") == (PDF, 1)


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    """Over its limit it is cut to four fifths of it; what was found lately stays."""
    store = store_in(tmp_path)
    for number in range(12):
        store.keep(b"%d" % number, "Surat", bytes(1000), 1)
    files = sorted((tmp_path / "pdf").rglob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)
    for age, file in enumerate(files):
        os.utime(file, (age, age))
    assert store.find(b"0", "Surat")
    store.shrink()
    left = [number for number in range(12) if store.find(b"%d" % number, "Surat")]
    assert len(left) == 7
    assert 0 in left
    store.shrink()
    assert len([file for file in (tmp_path / "pdf").rglob("*") if file.is_file()]) == 7


def test_a_store_that_nothing_can_be_put_into_stops_nothing(tmp_path: Path) -> None:
    """A file lies where its folder should: what is kept is lost, and made again."""
    (tmp_path / "pdf").write_bytes(b"")
    store = store_in(tmp_path)
    store.keep(b"docx", "Surat", PDF, 1)
    assert store.find(b"docx", "Surat") is None
    store.shrink()


def test_strays_of_a_killed_run_go_with_the_rest(tmp_path: Path) -> None:
    """A file that was not yet in its place counts, and is the oldest one day."""
    store = store_in(tmp_path, limit=1500)
    store.keep(b"docx", "Surat", bytes(900), 1)
    stray = only_file(tmp_path).with_name(".setengah-jadi")
    stray.write_bytes(bytes(900))
    os.utime(stray, (1, 1))
    store.shrink()
    assert not stray.exists()
    assert store.find(b"docx", "Surat")
