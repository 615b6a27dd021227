"""The columns of a register: each has a home, and each home is of the vocabulary."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.case.section import walk_fields
from pipeline.intake.case_text import case_text
from pipeline.intake.cells import read_cell
from pipeline.intake.columns import COLUMNS, Column, Kind, find_column
from pipeline.intake.register import read_register
from pipeline.intake.roster import Roster
from pipeline.intake.workbook import read_workbook
from pipeline.shape import shape
from pipeline.values import Narrative, Period
from tests.intake.books import Cell, write_xlsx

# The header of a real office's workbook.
REAL = (
    "Nama_Klien", "Status_Litmas", "Jenis_Litmas", "Tanggal_TPP", "Nomor_Sidang_TPP",
    "Tanggal_Surat_Pengantar_Laporan", "Perihal_Surat_Pengantar_Laporan_Litmas",
    "Peminta_Nama_Instansi", "Peminta_Kelas_Instansi", "Peminta_Kota_Instansi",
    "Tanggal_Permintaan_Surat", "Nomor_Permintaan_Surat", "Peminta_Perihal_Surat",
    "No_Surat_Tugas", "Tanggal_Surat_Tugas", "No_Register_Litmas", "No_Register_Lapas",
    "Tempat_Lahir", "Tanggal_Lahir", "Tanggal_Putusan", "No_Putusan", "Pidana", "Pertama_Ditahan",
    "Sepertiga", "Setengah", "Dua_Pertiga", "Ekspirasi", "Usia", "Perkara", "Pasal", "Alamat",
    "Jenis_Kelamin", "Agama", "Suku", "Bangsa", "Warga_Negara", "Pendidikan_Terakhir",
    "Pekerjaan", "Status_Perkawinan", "Ciri_Khusus", "Ayah_Nama", "Ayah_Tempat_Lahir",
    "Ayah_Tanggal_Lahir", "Ayah_Agama", "Ayah_Suku", "Ayah_Bangsa", "Ayah_Warga_Negara",
    "Ayah_Pendidikan_Terakhir", "Ayah_Pekerjaan", "Ayah_Alamat", "Ayah_Hubungan", "Ibu_Nama",
    "Ibu_Tempat_Lahir", "Ibu_Tanggal_Lahir", "Ibu_Agama", "Ibu_Suku", "Ibu_Bangsa",
    "Ibu_Warga_Negara", "Ibu_Pendidikan_Terakhir", "Ibu_Pekerjaan", "Ibu_Alamat", "Ibu_Hubungan",
    "Istri_Nama", "Istri_Tempat_Lahir", "Istri_Tanggal_Lahir", "Istri_Agama", "Istri_Suku",
    "Istri_Bangsa", "Istri_Warga_Negara", "Istri_Pendidikan_Terakhir", "Istri_Pekerjaan",
    "Istri_Alamat", "Istri_Hubungan", "Penjamin_Nama", "Penjamin_Tempat_Lahir",
    "Penjamin_Tanggal_Lahir", "Penjamin_Agama", "Penjamin_Suku", "Penjamin_Bangsa",
    "Penjamin_Warga_Negara", "Penjamin_Pendidikan_Terakhir", "Penjamin_Pekerjaan",
    "Penjamin_Alamat", "Penjamin_Hubungan", "Riwayat_Kelahiran_Klien",
    "Riwayat_Pertumbuhan_Fisik_Klien", "Riwayat_Perkembangan_Psiko_Sosial_Klien",
    "Pendidikan_dalam_Keluarga", "Pendidikan_Formal", "Pendidikan_Non_Formal",
    "Bakat_dan_Potensi_Klien", "Relasi_Sosial_dengan_Orang_tua_dan_Keluarga",
    "Ketaatan_Klien_dalam_Beragama", "Kebiasaan_Klien_yang_Baik", "Kebiasaan_Klien_yang_Buruk",
    "Sikap_Klien_dalam_Bekerja", "Riwayat_Pelanggaran_Hukum",
    "Riwayat_Mengkonsumsi_Rokok_Napza_dan_Alkohol", "Riwayat_Perkawinan_Klien",
    "Riwayat_Perkawinan_Orang_tua", "Relasi_Sosial_dalam_keluarga",
    "Pekerjaan_dan_Keadaan_ekonomi", "Keadaan_Rumah_dan_Tempat_Tinggal",
    "Relasi_Sosial_dengan_Masyarakat", "Kondisi_Sosial_Alam_tempat_Orang_tua",
    "Penggolongan_Profesi_dan_Mata_Pencaharian", "Stratifikasi_Sosial_Ekonomi_masyarakat",
    "Tingkat_Pendidikan_Rata_Rata_Masyarakat", "Pola_Hubungan_Interaksi_Sosial_dalam_Masyarakat",
    "Kegiatan_Pendidikan", "Kepedulian_terhadap_Kegiatan_Keagamaan",
    "Kesadaran_terhadap_Kepatuhan_Nilai_Norma_Hukum_yang_Berlaku", "Riwayat_Perkawinan_Penjamin",
    "Relasi_Sosial_dalam_keluarga_Penjamin", "Relasi_Sosial_dalam_Masyarakat_Penjamin",
    "Pekerjaan_dan_Keadaan_ekonomi_Penjamin", "Keadaan_Rumah_dan_Tempat_Tinggal_Penjamin",
    "Kondisi_Sosial_Alam_tempat_penjamin", "Latar_Belakang_Tindak_Pidana", "Kronologi",
    "Keadaan_Korban", "Akibat_yang_ditimbulkan_Kepada_Korban",
    "Akibat_Tindak_Pidana_Terhadap_Klien", "Akibat_Tindak_Pidana_Terhadap_Orang_tua",
    "Akibat_Tindak_Pidana_Terhadap_Masyarakat", "Sikap_dan_Tanggapan_Klien",
    "Sikap_dan_Tanggapan_Orang_tua_Keluarga", "Sikap_dan_Tanggapan_Korban",
    "Sikap_dan_Tanggapan_Masyarakat", "Sikap_dan_Tanggapan_Pemerintah_Setempat",
    "Evaluasi_Pelaksanaan_Program_Admisi_Orientasi_dan_Observasi",
    "Program_Pembinaan_Kepribadian", "Program_Pembinaan_Kemandirian",
    "Relasi_Sosial_selama_di_dalam_Lapas_ke_Sesama_WBP",
    "Relasi_Sosial_Selama_di_dalam_Lapas_kepada_Petugas",
    "Relasi_Sosial_selama_di_dalam_Lapas_Kepada_Keluarga",
    "Relasi_Sosial_di_dalam_Lapas_kepada_Masyarakat_Luar", "Evaluasi_Program_Asimilasi",
    "Asesmen_RRI_dan_Kriminogenik",
    "Sikap_Klien_Menjalani_Masa_Pembinaan_dan_Risiko_Pengulangan_Tindak_Pidana",
    "Perkembangan_dan_Perubahan_Perilaku_Klien_setelah_mengikuti_program_pembinaan",
    "Penerimaan_dan_kesiapan_masyarakat_pemerintah_dan_korban",
    "Hasil_Evaluasi_Program_Asimilasi",
    "Kemungkinan_Memenuhi_Syarat_atau_tidak_untuk_Program_Re_integrasi", "Kesimpulan",
    "Rekomendasi",
)  # fmt: skip
KEYLESS = {"Status_Litmas", "Usia"}
SAMPLES: dict[str, Cell] = {
    "day": date(2026, 2, 18),
    "span": "3 tahun 6 bulan",
    "sex": "P",
    "marital": "Kawin",
    "programme": "CMB",
    "relation": "Orang tua angkat",
    "list": "1. Satu\n2. Dua",
}
TYPES: dict[str, object] = {"day": date, "span": Period, "prose": Narrative}


def test_the_list_is_whole() -> None:
    """A real office's workbook has these 146 columns."""
    assert len(REAL) == len(set(REAL)) == 146


@pytest.mark.parametrize("name", REAL)
def test_every_column_has_a_home(name: str) -> None:
    """Each column is known by its name, and has a key unless the vocabulary has none for it."""
    column, guessed = find_column(name)
    assert column is not None
    assert (column.name, guessed) == (name, False)
    assert bool(column.key) == (name not in KEYLESS)


def test_no_two_columns_share_a_home() -> None:
    """What stands in two columns of one row goes to two keys."""
    keys = [column.key for name in REAL if (column := find_column(name)[0]) and column.key]
    assert len(keys) == len(set(keys)) == 146 - len(KEYLESS)


def test_every_home_is_of_the_vocabulary() -> None:
    """Each key exists, and what is read for it is of the key's own type."""
    types = {".".join(path): field.annotation for path, field in walk_fields(Case)}
    for column in COLUMNS.values():
        if column.key:
            assert column.key in types, column
            held = holds(types[column.key])
            wanted = TYPES.get(column.kind, str)
            assert wanted in held, column
            assert (tuple in {getattr(part, "__origin__", part) for part in held}) or (
                column.kind != "list"
            ), column


def holds(annotation: object) -> set[object]:
    """All types that an annotation names."""
    found = {annotation, getattr(annotation, "__origin__", None)}
    for inner in getattr(annotation, "__args__", ()):
        found |= holds(inner)
    return found


def test_every_kind_is_read() -> None:
    """No column is of a kind that nobody reads."""
    for kind in get_args(Kind):
        assert read_cell("18 Februari 2026", kind) is not None


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("NAMA KLIEN", "Nama_Klien"),
        ("nama klien.", "Nama_Klien"),
        ("Tgl. Lahir", "Tanggal_Lahir"),
        ("Nomor Surat Tugas", "No_Surat_Tugas"),
        ("Riwayat_Perkawinan_Orangtua", "Riwayat_Perkawinan_Orang_tua"),
        ("Sikap dan Tanggapan Orang tua/Keluarga", "Sikap_dan_Tanggapan_Orang_tua_Keluarga"),
        ("Suami Nama", "Suami_Nama"),
    ],
)
def test_headers_are_matched_loosely(header: str, name: str) -> None:
    """Letter case, blanks, dots, underscores and short words make no difference."""
    column, guessed = find_column(header)
    assert (column and column.name, guessed) == (name, False)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Tangal_Lahir", "Tanggal_Lahir"),
        ("Peminta Nama Instasi", "Peminta_Nama_Instansi"),
        ("Relasi Sosial dalam Keluarga Penjamn", "Relasi_Sosial_dalam_keluarga_Penjamin"),
        ("Sepertga", "Sepertiga"),
    ],
)
def test_a_slip_is_recognised(header: str, name: str) -> None:
    """A header with one slip is read as the one that it must be, and that is said."""
    column, guessed = find_column(header)
    assert (column and column.name, guessed) == (name, True)


@pytest.mark.parametrize(
    "header", ["Keterangan", "Agam", "Relasi_Sosial_dalam_Masyarakat", "Nama", "", "x" * 5000]
)
def test_what_is_not_sure_is_no_column(header: str) -> None:
    """A header that is far from all, or near to two, is none of ours."""
    assert find_column(header) == (None, False)


def test_a_column_of_one_person_is_never_anothers() -> None:
    """Between the father's and the mother's columns no slip is mended."""
    assert isinstance(find_column("Ibu_Nama")[0], Column)
    for wrong in ("Abu_Nama", "Ayu_Nama", "Ibu_Agam"):
        column, _ = find_column(wrong)
        assert column is None or column.name.startswith("Ibu"), wrong


def test_every_column_arrives_at_its_key(tmp_path: Path) -> None:
    """A row with all columns filled gives a case file that holds each value at its key."""
    cells = [SAMPLES.get(column_of(name).kind, f"Isi {name}") for name in REAL]
    book = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [REAL, cells]}))
    (entry,) = read_register(book, Roster()).entries
    assert entry.problems == ()
    assert entry.draft is not None
    text = case_text("RE-2026-0001", "reintegrasi", "sr", entry.draft, entry.row)
    source = yaml_text.parse(text.encode(), Path("RE-2026-0001.yaml"))
    case, problems = shape(source, Case)
    assert [*problems, *source.warnings] == []
    assert case is not None
    keys = [column.key for name in REAL if (column := column_of(name)).kind != "note"]
    lacking = [key for key in keys if not source.node(tuple(key.split("."))).content]
    assert lacking == []
    assert [name for name in KEYLESS if f"- {name}: Isi {name}" not in str(case.catatan)] == []


def column_of(name: str) -> Column:
    """The column of this name."""
    column, _ = find_column(name)
    assert column is not None
    return column
