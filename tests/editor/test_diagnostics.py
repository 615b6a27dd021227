"""What the editor underlines, by the language server: plain mistakes, and nothing that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.case.model import KINDS
from pipeline.shape import shape
from pipeline.skeleton import skeleton
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.editor.language_server import Message, Server
from tests.test_schema import ACCEPTED, START

pytestmark = pytest.mark.editor
REPOSITORY = Path(__file__).parents[2]
SAMPLES = sorted((REPOSITORY / "cases").glob("*.yaml"))


def underlined(text: str, found: list[Message]) -> list[tuple[str, str]]:
    """The words that are underlined, each with what is said of it."""
    lines = text.split("\n")
    pairs = []
    for problem in found:
        start, end = problem["range"]["start"], problem["range"]["end"]
        assert start["line"] == end["line"], problem
        words = lines[start["line"]][start["character"] : end["character"]]
        pairs.append((words, problem["message"]))
    return pairs


@pytest.mark.parametrize(
    ("more", "words", "said"),
    [
        ("penempatan:\n  lokasi: rsud-01\n  warna: ungu\n", "warna", "tidak dikenal di sini"),
        ("kliem:\n  nama: Wahyono\n", "kliem", "tidak dikenal di sini"),
        ("penyelesaian:\n  hasil: mungkin\n", "mungkin", "salah satu: selesai, tidak_selesai."),
        ("penempatan:\n  lokasi: rsud-99\n", "rsud-99", "tidak ada pada `lokasi`"),
        ("penempatan:\n  - lokasi: rsud-01\n  - lokasi: x\n", "x", "Kode yang ada: panti-wreda-01"),
        ("rekomendasi:\n  usulan:\n    lokasi: [rsud-01, rsud-2]\n", "rsud-2", "tidak ada pada"),
        ("kelayakan:\n  hari_ibadah: [jumat, sening]\n", "sening", "senin, selasa"),
        ("asal_litmas: mungkin\n", "mungkin", "kami, bapas_lain, tidak_ada"),
        ("kehadiran:\n  - mulai: 08.00\n", "m", "`tanggal` wajib diisi"),
        ("penjamin:\n  telepon: 0812\n", "penjamin", "`nama` wajib diisi"),
        ("asesmen: baik\n", "baik", "Di sini ditulis bagian"),
        ("kehadiran: setiap hari\n", "setiap hari", "Di sini ditulis daftar"),
        ("tanggapan:\n  klien: [baik, sesal]\n", "[baik, sesal]", "Di sini ditulis satu nilai"),
        ("putusan:\n  hari_per_minggu: 9\n", "9", "7"),
        ("keluarga:\n  ibu: {nama: Sri, nik: '3399'}\n", "'3399'", "16 angka"),
    ],
)
def test_a_mistake_is_underlined_at_its_place(
    more: str, words: str, said: str, server: Server
) -> None:
    """One mistake is one underlining, of the words that are wrong, in Indonesian."""
    text = START + more
    ((where, message),) = underlined(text, server.open(text))
    assert where == words
    assert said in message


def test_an_empty_key_of_a_section_that_was_begun(server: Server) -> None:
    """The needed key is pointed at where its value belongs."""
    text = START + "penjamin:\n  nama:\n  telepon: 0812\n"
    (problem,) = server.open(text)
    assert problem["range"]["start"]["line"] == text.split("\n").index("  nama:")
    assert "`nama` wajib diisi" in problem["message"]


def test_an_officer_that_is_not_there(server: Server) -> None:
    """Also at the top of the file, and with the codes that there are."""
    text = START.replace("pk: sr", "pk: srr")
    ((where, message),) = underlined(text, server.open(text))
    assert where == "srr"
    assert "Kode yang ada: sr, dw, am." in message


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_samples_are_not_underlined(file: Path, server: Server) -> None:
    """No sample case has a line that is underlined."""
    text = file.read_text(encoding="utf-8")
    assert underlined(text, server.open(text, file.stem)) == []


@pytest.mark.parametrize("more", ACCEPTED)
def test_what_check_accepts_is_not_underlined(more: str, server: Server) -> None:
    """One or a list, short forms, bare numbers, any letter case, sections not begun."""
    assert underlined(START + more, server.open(START + more + "\n")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_is_not_underlined(kind: str, server: Server) -> None:
    """Neither as `berkas new` writes it, nor with some keys filled."""
    catalog = open_workplace(Workspace(REPOSITORY)).catalog
    text = skeleton("KS-2026-0009", kind, "sr", catalog)
    assert underlined(text, server.open(text)) == []
    for key, value in (
        ("  nama:", "Wahyono"),
        ("  nik:", "3399010203800001"),
        ("  tindak_pidana:", "Penggelapan"),
        ("  nomor:", "7"),
    ):
        assert f"\n{key}" in text
        text = text.replace(f"\n{key}", f"\n{key} {value} #", 1)
    case, problems = shape(yaml_text.parse(text.encode(), Path("KS-2026-0009.yaml")), Case)
    assert case is not None
    assert problems == []
    assert underlined(text, server.open(text)) == []


def test_lines_can_be_deleted_from_a_skeleton(server: Server) -> None:
    """A section whose needed keys were deleted and whose others are empty is not underlined."""
    catalog = open_workplace(Workspace(REPOSITORY)).catalog
    text = skeleton("KS-2026-0009", KINDS[0], "sr", catalog)
    start = text.index("\npenjamin:")
    name = text.index("\n  nama:", start)
    text = text[:name] + text[text.index("\n", name + 1) :]
    assert underlined(text, server.open(text)) == []


def test_the_server_stays_at_home(server: Server, server_log: Path) -> None:
    """With the settings of a workspace it asks nothing of the network, nor the editor for it."""
    server.open(START)
    server.hover(START.replace("klien", "kl|ien"))
    assert set(server.asked) <= {"workspace/configuration", "client/registerCapability"}
    assert "NETWORK" not in server_log.read_text(encoding="utf-8")
