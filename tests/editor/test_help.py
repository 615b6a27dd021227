"""What the editor proposes and explains, by the language server that VS Code's extension runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.case.section import fields_of
from pipeline.office import Office
from pipeline.skeleton import skeleton
from pipeline.values import DAYS
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from pipeline.yaml_nodes import Entry, Node
from tests.editor.language_server import Server

pytestmark = pytest.mark.editor
REPOSITORY = Path(__file__).parents[2]
START = "nomor: KS-2026-0009\njenis: pidana_kerja_sosial\npk: sr\n"
CASE = START + "klien:\n  nama: Wahyono\nperkara:\n  tindak_pidana: Penggelapan\n"


@pytest.fixture(scope="module")
def office() -> Office:
    """The office of a new workspace, which is the repository's."""
    return open_workplace(Workspace(REPOSITORY)).office


def labels(items: list[dict[str, Any]]) -> list[str]:
    """What the list of proposals shows."""
    return [item["label"] for item in items]


# --- completion -----------------------------------------------------------------------------------


def test_keys_are_proposed_at_the_top(server: Server) -> None:
    """All keys that are not there yet, each ready for its value and with what it means."""
    items = server.complete(CASE + "pe|")
    assert labels(items) == [name for name in fields_of(Case) if f"{name}:" not in CASE]
    assert all(item["textEdit"]["newText"].startswith(f"{item['label']}: ") for item in items)
    assert all(item["documentation"] for item in items)


def test_keys_are_proposed_in_a_section(server: Server) -> None:
    """Below a section its own keys, also for an entry of a list."""
    single = server.complete(CASE + "penempatan:\n  |")
    entry = server.complete(CASE + "penempatan:\n  - lokasi: rsud-01\n    |")
    assert labels(single)[:3] == ["lokasi", "pekerjaan", "pengawas"]
    assert labels(entry)[:3] == ["pekerjaan", "pengawas", "tanggal_surat"]


@pytest.mark.parametrize(
    "text",
    [
        CASE + "penempatan:\n  lokasi: |\n",
        CASE + "penempatan:\n  - lokasi: r|\n",
        CASE + "putusan:\n  lokasi: |\n",
        CASE + "rekomendasi:\n  usulan:\n    lokasi: |\n",
        CASE + "rekomendasi:\n  usulan:\n    lokasi: [|]\n",
        CASE + "rekomendasi:\n  usulan:\n    lokasi:\n      - |\n",
    ],
)
def test_codes_of_this_office_are_proposed(text: str, server: Server, office: Office) -> None:
    """At a key for a site: the sites of office.yaml, each with its name, and nothing else."""
    items = server.complete(text)
    proposed = {item["label"]: item["documentation"] for item in items}
    assert proposed == {code: site.nama for code, site in office.lokasi.items()}


def test_officers_and_agencies_are_proposed(server: Server, office: Office) -> None:
    """Also where free text may stand beside codes."""
    assert labels(server.complete("nomor: KS-1\npk: |\n")) == list(office.pk)
    agencies = server.complete(CASE + "permintaan:\n  instansi: |\n")
    assert [item["documentation"] for item in agencies] == [
        agency.nama for agency in office.instansi.values()
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nomor: KS-1\njenis: |\n", ["pidana_kerja_sosial", "pelayanan_masyarakat"]),
        (CASE + "penyelesaian:\n  hasil: |\n", ["selesai", "tidak_selesai"]),
        (CASE + "kehadiran:\n  - tanggal: 2026-04-01\n    patuh: |\n", ["ya", "tidak"]),
        (CASE + "penempatan:\n  jadwal:\n    - hari: |\n", [*DAYS]),
        (CASE + "kelayakan:\n  hari_ibadah: |\n", [*DAYS]),
        (CASE + "asal_litmas: |\n", ["kami", "bapas_lain", "tidak_ada"]),
        (CASE + "putusan:\n  jika_tidak_dilaksanakan: [|]\n", ["mengulang", "penjara", "denda"]),
    ],
)
def test_words_are_proposed(text: str, words: list[str], server: Server) -> None:
    """The words that a key chooses from, and no `true`, `false` or `null`, which are none."""
    proposed = labels(server.complete(text))
    assert proposed[: len(words)] == words
    assert {"true", "false", "null"}.isdisjoint(proposed)


def test_words_explain_themselves(server: Server) -> None:
    """Where a word needs it, its meaning stands beside it."""
    items = server.complete(CASE + "pelanggaran:\n  - tanggal: 2026-04-01\n    tindakan: |\n")
    assert items[0]["documentation"] == "surat peringatan pertama"


@pytest.mark.parametrize(
    "key",
    [
        "kehadiran:\n  - tanggal",
        "kehadiran:\n  - mulai",
        "putusan:\n  jam",
        "putusan:\n  jangka_waktu",
        "klien:\n  penghasilan",
        "klien:\n  nik",
        "klien:\n  nama",
        "perkara:\n  tanggal",
    ],
)
def test_no_value_is_proposed_that_nobody_meant(key: str, server: Server) -> None:
    """Enter must not put an example's date or sum into a case."""
    texts = [item["textEdit"]["newText"] for item in server.complete(f"{START}{key}: |\n")]
    assert all(text.rstrip(": \n$1").replace("_", "").isalpha() for text in texts)


def test_a_row_of_attendance_is_a_snippet(server: Server) -> None:
    """A row in one line, with places to fill and no value in them that was not typed."""
    items = {item["label"]: item for item in server.complete(CASE + "kehadiran:\n  - |\n")}
    assert items["baris hadir"]["textEdit"]["newText"].startswith(
        "{tanggal: $1, mulai: $2, selesai: $3,"
    )
    assert "baris tidak hadir" in items
    schedule = server.complete(CASE + "penempatan:\n  jadwal:\n    - |\n")
    assert "baris jadwal" in labels(schedule)


# --- hover ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (CASE.replace("klien", "kl|ien"), "#### Klien\n\nIdentitas klien."),
        (CASE.replace("pk:", "p|k:"), "#### PK\n\nKode Pembimbing Kemasyarakatan"),
        (CASE + "penempatan:\n  mu|lai: 2026-04-01\n", "Hari pertama kerja.\n\n*Jenis:* tanggal"),
        (CASE + "penempatan:\n  lokasi: rsud|-01\n", "`rsud-01`: Rumah Sakit Umum Daerah"),
        (CASE + "permintaan:\n  instansi: kejari|-pdp\n", "`kejari-pdp`: Kejaksaan Negeri"),
        (CASE + "kehadiran:\n  - status: al|pa\n", "`alpa`: tidak hadir tanpa keterangan"),
        (CASE + "lampiran:\n  - berk|as: a.pdf\n", "misalnya `putusan.pdf`"),
    ],
)
def test_keys_and_words_are_explained(text: str, shown: str, server: Server) -> None:
    """Resting on a key shows what it means and how it is written; on a code, whose it is."""
    assert shown in server.hover(text)


def entries(node: Node, below: str = "") -> Iterator[tuple[str, Entry]]:
    """All keys of a case file with their paths, without indices, and their places."""
    if isinstance(node.content, list):
        for item in node.content:
            yield from entries(item, below)
    elif isinstance(node.content, dict):
        for name, entry in node.content.items():
            yield f"{below}.{name}", entry
            yield from entries(entry.node, f"{below}.{name}")


def explained(text: str, nomor: str, server: Server) -> int:
    """Hold each key of a case file to its heading, once, and below it what it means."""
    source = yaml_text.parse(text.encode(), Path(f"{nomor}.yaml"))
    server.open(text, nomor)
    found = dict(entries(source.root))
    for entry in found.values():
        shown = server.hover_at(entry.line - 1, entry.column, nomor)
        heading, _, about = shown.partition("\n\n")
        assert heading.startswith("#### "), source.line(entry.line)
        assert "||" not in shown, source.line(entry.line)
        assert about.strip(), source.line(entry.line)
    return len(found)


@pytest.mark.parametrize("nomor", ["KS-2026-0001", "KS-2026-0004"])
def test_every_key_of_a_case_is_explained(nomor: str, server: Server) -> None:
    """All keys of a sample case, with values of every kind."""
    file = REPOSITORY / "cases" / f"{nomor}.yaml"
    assert explained(file.read_text(encoding="utf-8"), nomor, server) > 100


def test_every_key_of_a_skeleton_is_explained(server: Server) -> None:
    """An empty key is explained too: that is when an officer asks."""
    catalog = open_workplace(Workspace(REPOSITORY)).catalog
    text = skeleton("KS-2026-0009", "pidana_kerja_sosial", "sr", catalog)
    assert explained(text, "KS-2026-0009", server) > 200
