"""Rules on marks, on sections of another kind of case, and on reasons that say nothing."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

KINDS = ("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi", "reintegrasi")


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("Klien bekerja.", None),
        ("Klien bekerja sebagai ... di pasar.", "..."),
        ("Klien bekerja sebagai … di pasar.", "…"),
        ("Klien … bekerja ...", "..."),
        ("Klien bekerja [PERLU DATA: tempat].", "[PERLU DATA: tempat]"),
        ("Klien bekerja [perlu data].", "[perlu data]"),
        ("Klien [sejak 2020] bekerja … di [PERLU DATA: ...].", "[PERLU DATA: ...]"),
        ("Klien bekerja [PERLU DATA: tempat", "[PERLU DATA: tempat"),
        ("Klien [masih   PERLU DATA:  tempat] bekerja.", "[masih PERLU DATA: tempat]"),
        (f"[PERLU DATA: {'a' * 26}]", f"[PERLU DATA: {'a' * 26}]"),
        (f"[PERLU DATA: {'a' * 27}]", f"[PERLU DATA: {'a' * 26}…"),
        ("Klien bekerja [sejak 2020], perlu data.", None),
        ("Klien bekerja (perlu data).", None),
        ("Klien bekerja [sejak 2020].", None),
        ("Klien bekerja.. lalu pulang.", None),
    ],
)
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("riwayat: {{kerja: '{}'}}", "riwayat.kerja"),
        ("perkara: {{korban: [{{nama: A}}, {{keadaan: '{}'}}]}}", "perkara.korban[1].keadaan"),
        ("kesimpulan: [Satu, '{}']", "kesimpulan[1]"),
        ("klien: {{alamat: '{}'}}", "klien.alamat"),
        ("kehadiran: [{{tanggal: 2026-05-04, catatan: '{}'}}]", "kehadiran[0].catatan"),
        ("lingkungan: {{penjamin: {{rumah: '{}'}}}}", "lingkungan.penjamin.rumah"),
        ("register: {{litmas: '{}'}}", "register.litmas"),
    ],
)
def test_marker(text: str, path: str, said: str, mark: str | None) -> None:
    """A mark is found in narratives, texts and lists, however deep."""
    problems = ask(by_code("KS912"), text.format(said))
    assert [(problem.path, problem.params, problem.severity) for problem in problems] == (
        [(path, {"mark": mark}, "warning")] if mark else []
    )


def test_a_narrative_is_told_once() -> None:
    """The first mark of any paragraph stands for the narrative."""
    text = 'riwayat: {kerja: "Satu.\\n\\nDua … tiga.\\n\\n- empat ..."}'
    (problem,) = ask(by_code("KS912"), text)
    assert problem.params == {"mark": "…"}


def test_what_is_not_printed_is_not_looked_at() -> None:
    """Notes of a case may hold marks, and a waiver's reason is judged by its own rule."""
    text = "catatan: Tanyakan ... lagi.\nabaikan: [{kode: KS911, alasan: Menunggu kabar ...}]"
    assert broken(by_code("KS912"), text) == []
    numbers = "surat: {surat_tugas: {nomor: W13-...}}"
    assert broken(by_code("KS912"), numbers) == []


SECTIONS = {
    "masa_pidana: {pidana: 1 tahun}": {"reintegrasi"},
    "pembinaan: {admisi: Baik.}": {"reintegrasi"},
    "diversi: {hasil: gagal}": {"pelayanan_masyarakat", "diversi"},
    "kelayakan: {pengakuan: Mengaku.}": {"pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"},
    "eksekusi: {nomor: B-1}": {"pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"},
    "penempatan: {lokasi: taman-01}": {"pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"},
    "kehadiran: [{tanggal: 2026-05-04}]": {
        "pidana_kerja_sosial",
        "pelayanan_masyarakat",
        "diversi",
    },
}


@pytest.mark.parametrize(("section", "homes"), SECTIONS.items())
@pytest.mark.parametrize("kind", KINDS)
def test_foreign_section(section: str, homes: set[str], kind: str) -> None:
    """A section stands only in the kinds of case that use it."""
    key = section.split(":", maxsplit=1)[0]
    problems = ask(by_code("KS917"), f"jenis: {kind}\n{section}")
    expected = [] if kind in homes else [(key, {"key": key}, "warning")]
    assert [(problem.path, problem.params, problem.severity) for problem in problems] == expected
    for problem in problems:
        assert [place.path for place in problem.related] == ["jenis"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("ok", True),
        ("123456789012", True),
        ("abcdefghi", True),
        ("abcdefghij", False),
        ("Sudah ya.", True),
        ("Paspor disita.", False),
        ("Menunggu keterangan ...", True),
        ("[PERLU DATA: alasan penyidik]", True),
        ("Menunggu keterangan … lapas", True),
    ],
)
def test_empty_reason(reason: str, *, told: bool) -> None:
    """Ten letters at least, and no mark of what is still to be written."""
    good = "{kode: KS911, alasan: Paspor hilang di jalan.}"
    text = f"abaikan: [{good}, {{kode: KS912, alasan: '{reason}'}}]"
    problems = ask(by_code("KS920"), text)
    assert [(p.path, p.severity) for p in problems] == [("abaikan[1].alasan", "warning")] * told
    for problem in problems:
        assert [place.path for place in problem.related] == ["abaikan[1].kode"]
