"""What was worked out before: found again whole, or not at all."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from pipeline.store import Store, named

MADE = b"%PDF-1.7 isi %%EOF"


def store_in(folder: Path, made_by: str = "LibreOffice 7.4", limit: int = 10_000) -> Store:
    """A store of ten kilobytes."""
    return Store(folder / "simpanan", made_by, limit)


def only_file(folder: Path) -> Path:
    """The one file in a store."""
    (file,) = (found for found in folder.rglob("*") if found.is_file())
    return file


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    """Also nothing, which is not the same as not there; readable by its owner only."""
    store = store_in(tmp_path)
    assert store.find(b"docx", b"Surat") is None
    store.keep(MADE, b"docx", b"Surat")
    assert store.find(b"docx", b"Surat") == MADE
    assert only_file(tmp_path).stat().st_mode & 0o777 == 0o600
    store.keep(b"", b"kosong")
    assert store.find(b"kosong") == b""


@pytest.mark.parametrize(
    ("sources", "made_by"),
    [
        ((b"docx lain", b"Surat"), "LibreOffice 7.4"),
        ((b"docx", b"Surat lain"), "LibreOffice 7.4"),
        ((b"Surat", b"docx"), "LibreOffice 7.4"),
        ((b"docxSurat",), "LibreOffice 7.4"),
        ((b"docx", b"Surat", b""), "LibreOffice 7.4"),
        ((b"docx", b"Surat"), "LibreOffice 24.8"),
    ],
)
def test_other_sources_are_another_result(
    tmp_path: Path, sources: tuple[bytes, ...], made_by: str
) -> None:
    """Whatever a result depends on tells it from others: each source, their order, the program."""
    store_in(tmp_path).keep(MADE, b"docx", b"Surat")
    assert store_in(tmp_path, made_by).find(*sources) is None


def test_every_flipped_bit_is_seen(tmp_path: Path) -> None:
    """A damaged file counts as none, wherever the damage is; kept anew, it is whole again."""
    store = store_in(tmp_path)
    store.keep(MADE, b"docx")
    whole = only_file(tmp_path).read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        only_file(tmp_path).write_bytes(damaged)
        assert store.find(b"docx") is None, place
    only_file(tmp_path).write_bytes(whole[:-1])
    assert store.find(b"docx") is None
    store.keep(MADE, b"docx")
    assert store.find(b"docx") == MADE


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    """Over its limit it is cut to four fifths of it; what was found lately stays."""
    store = store_in(tmp_path)
    for number in range(12):
        store.keep(bytes(1000), b"%d" % number)
    files = [file for file in (tmp_path / "simpanan").rglob("*") if file.is_file()]
    for age, file in enumerate(sorted(files, key=lambda file: file.stat().st_mtime_ns)):
        os.utime(file, (age, age))
    assert store.find(b"0")
    store.shrink()
    left = [number for number in range(12) if store.find(b"%d" % number)]
    assert len(left) == 7
    assert 0 in left
    store.shrink()
    assert len([file for file in (tmp_path / "simpanan").rglob("*") if file.is_file()]) == 7


def test_a_store_that_nothing_can_be_put_into_stops_nothing(tmp_path: Path) -> None:
    """A file lies where its folder should: what is kept is lost, and made again."""
    (tmp_path / "simpanan").write_bytes(b"")
    store = store_in(tmp_path)
    store.keep(MADE, b"docx")
    assert store.find(b"docx") is None
    store.shrink()


def test_killed_while_something_is_kept(tmp_path: Path) -> None:
    """Half of it counts as none; the next run keeps it under the same name, and nothing else."""
    store = store_in(tmp_path)
    child = os.fork()
    if not child:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))  # its end comes within the file
        store.keep(MADE, b"docx")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGXFSZ
    assert only_file(tmp_path).stat().st_size == 40
    assert store.find(b"docx") is None
    store.keep(MADE, b"docx")
    assert store.find(b"docx") == MADE
    assert only_file(tmp_path).stat().st_size == 32 + len(MADE)


def test_a_full_disk_leaves_no_half(tmp_path: Path) -> None:
    """What it does not take to its end is taken away again, and stops nothing."""
    store = store_in(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40, limits[1]))
    try:
        store.keep(MADE, b"docx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_link_is_replaced(tmp_path: Path) -> None:
    """It may lead to any file of the user's, which stays as it is."""
    store, own = store_in(tmp_path), tmp_path / "surat.docx"
    store.keep(MADE, b"docx")
    place = only_file(tmp_path / "simpanan")
    place.unlink()
    own.write_bytes(b"isi")
    place.symlink_to(own)
    store.keep(MADE, b"docx")
    assert (own.read_bytes(), store.find(b"docx")) == (b"isi", MADE)


def test_named_files_are_told_apart(tmp_path: Path) -> None:
    """By their names and by what they hold; one that is not there counts as empty."""
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    one.write_bytes(b"isi")
    assert named((one, two)) == (b"a.docx", b"isi", b"b.docx", b"")
