"""Who may read what: every rule, its exceptions, and how a value reaches the paper."""

from __future__ import annotations

import re

import pytest

from pipeline.case.model import KINDS, READERS
from pipeline.contract import check_source
from pipeline.contract.readers import RULES, allowed
from pipeline.contract.view import paths, view_of
from tests.contract.worlds import documents, workplace
from tests.drafting import make_catalog

PKS, PM, DV = "pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"
PDP, SPPA = "UU Nomor 27 Tahun 2022", "UU Nomor 11 Tahun 2012"

# What is printed, by whom it must not be read, and the law behind it.
FORBIDDEN = [
    ("klien.nik", "lokasi", PKS, PDP),
    ("klien.paspor", "lokasi", PKS, PDP),
    ("klien.kitas", "lokasi", PM, PDP),
    ("perkara.tindak_pidana", "lokasi", PKS, "Pasal 4 ayat (2) " + PDP),
    ("perkara.kronologi", "lokasi", PKS, "Pasal 4 ayat (2) " + PDP),
    ('perkara.pasal|join(", ")', "lokasi", PM, "Pasal 4 ayat (2) " + PDP),
    ("putusan.nomor", "lokasi", PKS, "Pasal 4 ayat (2) " + PDP),
    ("putusan.pidana_semula.penjara", "lokasi", PKS, "Pasal 4 ayat (2) " + PDP),
    ("diversi.penetapan.nomor", "lokasi", DV, "Pasal 4 ayat (2) " + PDP),
    ("perkara.korban[0].nama", "lokasi", PKS, "Pasal 19 dan Pasal 97 " + SPPA),
    ("perkara.korban[0].nama", "klien", PKS, "Pasal 19 dan Pasal 97 " + SPPA),
    ("tanggapan.korban", "klien", PM, "Pasal 19 dan Pasal 97 " + SPPA),
    ("asesmen.risiko.skor", "lokasi", PKS, PDP),
    ("asesmen.risiko.kategori", "lokasi", PKS, PDP),
    ("asesmen.risiko.skor", "klien", PKS, PDP),
    ("keluarga.ayah.nama", "lokasi", PKS, PDP),
    ("keluarga.ayah.nik", "klien", PKS, PDP),
    ("penjamin.nik", "klien", PKS, PDP),
    ("penjamin.nama", "lokasi", PKS, PDP),
    ("riwayat.zat", "lokasi", PKS, PDP),
    ("lingkungan.masyarakat.keagamaan", "lokasi", PKS, PDP),
    ("kelayakan.kemampuan_denda", "lokasi", PKS, PDP),
    ("analisis.uraian", "lokasi", PKS, PDP),
    ("klien.penghasilan|rupiah", "lokasi", PKS, "Pasal 4 ayat (2) " + PDP),
    ("pelanggaran[0].uraian", "lokasi", PKS, PDP),
    ("klien.nama", "lokasi", PM, "Pasal 19 dan Pasal 97 " + SPPA),
    ("klien.nama", "lokasi", DV, "Pasal 19 dan Pasal 97 " + SPPA),
    ("klien.tanggal_lahir|tanggal", "lokasi", PM, "Pasal 19 dan Pasal 97 " + SPPA),
    ("klien.sekolah", "lokasi", DV, "Pasal 19 dan Pasal 97 " + SPPA),
    ("klien.alamat", "lokasi", PM, "Pasal 19 dan Pasal 97 " + SPPA),
]
FREE = [
    ("klien.nama", "lokasi", PKS),
    ("klien.alamat", "lokasi", PKS),
    ("klien.nama|inisial", "lokasi", PM),
    ("klien.tanggal_lahir|umur(surat.tanggal)", "lokasi", PM),
    ("klien.jam_sekolah", "lokasi", PM),
    ("register.klien", "lokasi", PM),
    ("putusan.pengadilan", "lokasi", PKS),
    ("eksekusi.nomor", "lokasi", PKS),
    ("putusan.jam", "lokasi", PKS),
    ("diversi.kesepakatan[0].jam", "lokasi", DV),
    ("penempatan.pekerjaan", "lokasi", PM),
    ('kelayakan.hari_ibadah|join(", ")', "lokasi", PKS),
    ("klien.nik", "klien", PM),
    ("keluarga.ayah.nama", "klien", PM),
    ("asesmen.risiko.kategori", "klien", PKS),
    *(
        (path, reader, PM)
        for path in ("klien.nama", "klien.nik", "perkara.korban[0].nama", "asesmen.risiko.skor")
        for reader in ("pengadilan", "kejaksaan", "kepolisian", "lapas", "kantor")
    ),
]


def leaks(source: str, reader: str, kind: str, name: str = "surat") -> list[dict[str, str]]:
    """What the checker says of readers."""
    entry = make_catalog(**{name: {"reader": reader}})[name]
    found = check_source(source, entry, [kind])
    return [dict(fault.params) for fault in found if fault.code == "TPL050"]


@pytest.mark.parametrize(("expression", "reader", "kind", "basis"), FORBIDDEN)
def test_what_a_reader_must_not_see_is_told(
    expression: str, reader: str, kind: str, basis: str
) -> None:
    """With path, reader, reason and article."""
    (said,) = leaks(f"{{{{ {expression} }}}}", reader, kind)
    path = re.sub(r"\[\d+\]|\|.*", "", expression)
    assert (said["path"], said["reader"]) == (path, reader)
    assert basis in said["basis"]
    assert said["reason"]


@pytest.mark.parametrize(("expression", "reader", "kind"), FREE)
def test_what_a_reader_may_see_passes(expression: str, reader: str, kind: str) -> None:
    """Nothing is said of what the work needs."""
    assert leaks(f"{{{{ {expression} }}}}", reader, kind) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% set a = klien.nik %}{{ a }}",
        '{{ "NIK " ~ klien.nik }}',
        "{{ klien.nama if draf else klien.nik }}",
        "{{ klien.nik or '-' }}",
        "{{ klien.nik|upper }}",
        "{% for n in [klien.nik] %}{{ n }}{% endfor %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(klien.nik) }}",
        "{% set k = klien %}{{ k.nik }}",
        "{% with n = klien.nik %}{{ n }}{% endwith %}",
        "{% set n %}{{ klien.nik }}{% endset %}",
        "{{ [klien.nik]|first }}",
        "{{ [klien.nik]|join(', ') }}",
        "{{ [klien]|map(attribute='nik')|join(', ') }}",
    ],
)
def test_a_detour_hides_nothing(source: str) -> None:
    """What is printed is followed to where it stems from."""
    said = leaks(source, "lokasi", PKS)
    assert {params["path"] for params in said} == {"klien.nik"}


@pytest.mark.parametrize(
    "source",
    [
        "{% if perkara.korban %}Ada korban.{% endif %}",
        "{{ 'ada' if perkara.korban else 'tidak ada' }}",
        "{% set ada = perkara.korban is none %}{{ ada|ya_tidak }}",
        "{% for k in perkara.korban %}*{% endfor %}",
    ],
)
def test_what_is_only_asked_for_is_not_printed(source: str) -> None:
    """A condition is no print."""
    assert leaks(source, "lokasi", PKS) == []


def test_a_loop_prints_what_its_entries_hold() -> None:
    """The path is the list's, whatever the variable is called."""
    source = "{% for x in perkara.korban %}{{ x.nama or '-' }}{% endfor %}"
    assert [said["path"] for said in leaks(source, "klien", PKS)] == ["perkara.korban.nama"]
    entry = make_catalog(surat={"reader": "lokasi", "for_each": "pelanggaran", "item": "tanggal"})[
        "surat"
    ]
    found = check_source("{{ ini.uraian or '-' }}", entry, [PKS])
    assert [fault.params["path"] for fault in found] == ["pelanggaran.uraian"]


def test_a_childs_name_goes_to_the_site_in_one_letter() -> None:
    """The letter of placement; elsewhere the initials are proposed."""
    assert leaks("{{ klien.nama }}", "lokasi", PM, "surat_penempatan") == []
    (said,) = leaks("{{ klien.nama }}", "lokasi", PM, "daftar_hadir")
    assert said["suggestion"] == "{{ klien.nama|inisial }}"
    assert leaks("{{ klien.nik }}", "lokasi", PM, "surat_penempatan") != []


def test_each_reader_of_a_document_counts() -> None:
    """A letter to site and client is held to both."""
    entry = make_catalog(surat={"reader": ["lokasi", "klien", "kantor"]})["surat"]
    found = check_source("{{ perkara.korban|length }}", entry, [PKS])
    assert {fault.params["reader"] for fault in found} == {"lokasi", "klien"}


def test_every_rule_speaks_of_paths_that_there_are() -> None:
    """A key that is renamed would free what it held."""
    known = {
        field.path
        for kind in KINDS
        for entry in workplace().catalog.entries
        for _, field in paths(view_of(entry, kind, documents()))
    }
    for rule in RULES:
        for pattern in (*rule.paths, *rule.but):
            steps = pattern.split(".")
            assert any(
                all(two in ("*", one) for one, two in zip(path.split("."), steps, strict=False))
                and len(path.split(".")) >= len(steps)
                for path in known
            ), pattern
        assert set(rule.readers) <= set(READERS)
        assert set(rule.kinds) <= set(KINDS)
        assert set(rule.documents) <= set(documents())


def test_the_table_says_who_may_read_a_path() -> None:
    """For the documents, and for the list of fields."""
    assert allowed("klien.nik", PKS) == tuple(r for r in READERS if r != "lokasi")
    assert allowed("perkara.korban.nama", PKS) == (*READERS[:4], "kantor")
    assert allowed("klien.nama", PM, "surat_penempatan") == READERS
    assert allowed("klien.nama", PKS) == READERS
