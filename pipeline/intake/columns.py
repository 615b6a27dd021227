"""The columns of a register workbook, and the key of the vocabulary that each goes to.

Why: the table stands here once; a column that is missing here ends in `catatan`, and a test holds
every column of a real office's workbook to a home, and every home to the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.spelling import nearest

Kind = Literal[
    "text", "nik", "day", "span", "sex", "marital", "prose", "list", "programme", "relation", "note"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its header as offices write it.
        key: dotted key of the vocabulary; empty where it has none and goes to `catatan`.
        kind: how its cells are read.
    """

    name: str
    key: str = ""
    kind: Kind = "text"


NAME = "Nama_Klien"
_PERSON: tuple[tuple[str, str, Kind], ...] = (
    ("Nama", "nama", "text"),
    ("NIK", "nik", "nik"),
    ("Tempat_Lahir", "tempat_lahir", "text"),
    ("Tanggal_Lahir", "tanggal_lahir", "day"),
    ("Agama", "agama", "text"),
    ("Suku", "suku", "text"),
    ("Bangsa", "bangsa", "text"),
    ("Warga_Negara", "kewarganegaraan", "text"),
    ("Pendidikan_Terakhir", "pendidikan", "text"),
    ("Pekerjaan", "pekerjaan", "text"),
    ("Alamat", "alamat", "text"),
)
# Who stands behind a prefix; the second half says how a relation is read.
_PEOPLE: tuple[tuple[str, str, Kind], ...] = (
    ("Ayah", "keluarga.ayah", "relation"),
    ("Ibu", "keluarga.ibu", "relation"),
    ("Istri", "keluarga.pasangan", "relation"),
    ("Suami", "keluarga.pasangan", "relation"),
    ("Penjamin", "penjamin", "text"),
)
_OWN: tuple[tuple[str, str, Kind], ...] = (
    (NAME, "klien.nama", "text"),
    ("Status_Litmas", "", "note"),
    ("Jenis_Litmas", "program", "programme"),
    ("Tanggal_TPP", "sidang_tpp.tanggal", "day"),
    ("Nomor_Sidang_TPP", "sidang_tpp.nomor", "text"),
    ("Tanggal_Surat_Pengantar_Laporan", "pengantar.tanggal", "day"),
    ("Perihal_Surat_Pengantar_Laporan_Litmas", "pengantar.perihal", "text"),
    ("Peminta_Nama_Instansi", "permintaan.instansi", "text"),
    ("Peminta_Kelas_Instansi", "permintaan.kelas", "text"),
    ("Peminta_Kota_Instansi", "permintaan.kota", "text"),
    ("Tanggal_Permintaan_Surat", "permintaan.tanggal", "day"),
    ("Nomor_Permintaan_Surat", "permintaan.nomor", "text"),
    ("Peminta_Perihal_Surat", "permintaan.perihal", "text"),
    ("No_Surat_Tugas", "penugasan.nomor", "text"),
    ("Tanggal_Surat_Tugas", "penugasan.tanggal", "day"),
    ("No_Register_Litmas", "register.litmas", "text"),
    ("No_Register_Lapas", "register.lapas", "text"),
    ("NIK", "klien.nik", "nik"),
    ("NIK_Klien", "klien.nik", "nik"),
    ("Tempat_Lahir", "klien.tempat_lahir", "text"),
    ("Tanggal_Lahir", "klien.tanggal_lahir", "day"),
    ("Tanggal_Putusan", "putusan.tanggal", "day"),
    ("No_Putusan", "putusan.nomor", "text"),
    ("Pidana", "masa_pidana.pidana", "span"),
    ("Pertama_Ditahan", "masa_pidana.ditahan", "day"),
    ("Sepertiga", "masa_pidana.sepertiga", "day"),
    ("Setengah", "masa_pidana.setengah", "day"),
    ("Dua_Pertiga", "masa_pidana.dua_pertiga", "day"),
    ("Ekspirasi", "masa_pidana.ekspirasi", "day"),
    ("Usia", "", "note"),
    ("Perkara", "perkara.tindak_pidana", "text"),
    ("Pasal", "perkara.pasal", "text"),
    ("Alamat", "klien.alamat", "text"),
    ("Jenis_Kelamin", "klien.jenis_kelamin", "sex"),
    ("Agama", "klien.agama", "text"),
    ("Suku", "klien.suku", "text"),
    ("Bangsa", "klien.bangsa", "text"),
    ("Warga_Negara", "klien.kewarganegaraan", "text"),
    ("Pendidikan_Terakhir", "klien.pendidikan", "text"),
    ("Pekerjaan", "klien.pekerjaan", "text"),
    ("Status_Perkawinan", "klien.status_perkawinan", "marital"),
    ("Ciri_Khusus", "klien.ciri_khusus", "text"),
)
_PROSE: tuple[tuple[str, str], ...] = (
    ("Riwayat_Kelahiran_Klien", "riwayat.kelahiran"),
    ("Riwayat_Pertumbuhan_Fisik_Klien", "riwayat.pertumbuhan"),
    ("Riwayat_Perkembangan_Psiko_Sosial_Klien", "riwayat.psikososial"),
    ("Pendidikan_dalam_Keluarga", "riwayat.pendidikan_keluarga"),
    ("Pendidikan_Formal", "riwayat.pendidikan_formal"),
    ("Pendidikan_Non_Formal", "riwayat.pendidikan_nonformal"),
    ("Bakat_dan_Potensi_Klien", "riwayat.bakat"),
    ("Relasi_Sosial_dengan_Orang_tua_dan_Keluarga", "riwayat.relasi_keluarga"),
    ("Ketaatan_Klien_dalam_Beragama", "riwayat.ibadah"),
    ("Kebiasaan_Klien_yang_Baik", "riwayat.kebiasaan_baik"),
    ("Kebiasaan_Klien_yang_Buruk", "riwayat.kebiasaan_buruk"),
    ("Sikap_Klien_dalam_Bekerja", "riwayat.kerja"),
    ("Riwayat_Pelanggaran_Hukum", "riwayat.pelanggaran_hukum"),
    ("Riwayat_Mengkonsumsi_Rokok_Napza_dan_Alkohol", "riwayat.zat"),
    ("Riwayat_Perkawinan_Klien", "riwayat.perkawinan"),
    ("Riwayat_Perkawinan_Orang_tua", "lingkungan.orang_tua.perkawinan"),
    ("Relasi_Sosial_dalam_keluarga", "lingkungan.orang_tua.relasi"),
    ("Pekerjaan_dan_Keadaan_ekonomi", "lingkungan.orang_tua.ekonomi"),
    ("Keadaan_Rumah_dan_Tempat_Tinggal", "lingkungan.orang_tua.rumah"),
    ("Relasi_Sosial_dengan_Masyarakat", "lingkungan.orang_tua.relasi_masyarakat"),
    ("Kondisi_Sosial_Alam_tempat_Orang_tua", "lingkungan.orang_tua.alam"),
    ("Penggolongan_Profesi_dan_Mata_Pencaharian", "lingkungan.masyarakat.mata_pencaharian"),
    ("Stratifikasi_Sosial_Ekonomi_masyarakat", "lingkungan.masyarakat.stratifikasi"),
    ("Tingkat_Pendidikan_Rata_Rata_Masyarakat", "lingkungan.masyarakat.pendidikan"),
    ("Pola_Hubungan_Interaksi_Sosial_dalam_Masyarakat", "lingkungan.masyarakat.interaksi"),
    ("Kegiatan_Pendidikan", "lingkungan.masyarakat.kegiatan_pendidikan"),
    ("Kepedulian_terhadap_Kegiatan_Keagamaan", "lingkungan.masyarakat.keagamaan"),
    (
        "Kesadaran_terhadap_Kepatuhan_Nilai_Norma_Hukum_yang_Berlaku",
        "lingkungan.masyarakat.kepatuhan_hukum",
    ),
    ("Riwayat_Perkawinan_Penjamin", "lingkungan.penjamin.perkawinan"),
    ("Relasi_Sosial_dalam_keluarga_Penjamin", "lingkungan.penjamin.relasi"),
    ("Relasi_Sosial_dalam_Masyarakat_Penjamin", "lingkungan.penjamin.relasi_masyarakat"),
    ("Pekerjaan_dan_Keadaan_ekonomi_Penjamin", "lingkungan.penjamin.ekonomi"),
    ("Keadaan_Rumah_dan_Tempat_Tinggal_Penjamin", "lingkungan.penjamin.rumah"),
    ("Kondisi_Sosial_Alam_tempat_penjamin", "lingkungan.penjamin.alam"),
    ("Latar_Belakang_Tindak_Pidana", "perkara.latar_belakang"),
    ("Kronologi", "perkara.kronologi"),
    ("Keadaan_Korban", "perkara.korban.keadaan"),
    ("Akibat_yang_ditimbulkan_Kepada_Korban", "perkara.akibat.korban"),
    ("Akibat_Tindak_Pidana_Terhadap_Klien", "perkara.akibat.klien"),
    ("Akibat_Tindak_Pidana_Terhadap_Orang_tua", "perkara.akibat.keluarga"),
    ("Akibat_Tindak_Pidana_Terhadap_Masyarakat", "perkara.akibat.masyarakat"),
    ("Sikap_dan_Tanggapan_Klien", "tanggapan.klien"),
    ("Sikap_dan_Tanggapan_Orang_tua_Keluarga", "tanggapan.keluarga"),
    ("Sikap_dan_Tanggapan_Korban", "tanggapan.korban"),
    ("Sikap_dan_Tanggapan_Masyarakat", "tanggapan.masyarakat"),
    ("Sikap_dan_Tanggapan_Pemerintah_Setempat", "tanggapan.pemerintah_setempat"),
    ("Evaluasi_Pelaksanaan_Program_Admisi_Orientasi_dan_Observasi", "pembinaan.admisi"),
    ("Program_Pembinaan_Kepribadian", "pembinaan.kepribadian"),
    ("Program_Pembinaan_Kemandirian", "pembinaan.kemandirian"),
    ("Relasi_Sosial_selama_di_dalam_Lapas_ke_Sesama_WBP", "pembinaan.relasi_wbp"),
    ("Relasi_Sosial_Selama_di_dalam_Lapas_kepada_Petugas", "pembinaan.relasi_petugas"),
    ("Relasi_Sosial_selama_di_dalam_Lapas_Kepada_Keluarga", "pembinaan.relasi_keluarga"),
    ("Relasi_Sosial_di_dalam_Lapas_kepada_Masyarakat_Luar", "pembinaan.relasi_luar"),
    ("Evaluasi_Program_Asimilasi", "pembinaan.asimilasi"),
    ("Asesmen_RRI_dan_Kriminogenik", "asesmen.uraian"),
    (
        "Sikap_Klien_Menjalani_Masa_Pembinaan_dan_Risiko_Pengulangan_Tindak_Pidana",
        "analisis.sikap_dan_risiko",
    ),
    (
        "Perkembangan_dan_Perubahan_Perilaku_Klien_setelah_mengikuti_program_pembinaan",
        "analisis.perkembangan_perilaku",
    ),
    (
        "Penerimaan_dan_kesiapan_masyarakat_pemerintah_dan_korban",
        "analisis.penerimaan_masyarakat",
    ),
    ("Hasil_Evaluasi_Program_Asimilasi", "pembinaan.evaluasi_asimilasi"),
    (
        "Kemungkinan_Memenuhi_Syarat_atau_tidak_untuk_Program_Re_integrasi",
        "analisis.pemenuhan_syarat",
    ),
)
_LISTS: tuple[tuple[str, str], ...] = (
    ("Kesimpulan", "kesimpulan"),
    ("Rekomendasi", "rekomendasi.isi"),
)


def _all() -> Iterator[Column]:
    yield from (Column(*own) for own in _OWN)
    for person, section, relation in _PEOPLE:
        yield from (Column(f"{person}_{n}", f"{section}.{key}", kind) for n, key, kind in _PERSON)
        yield Column(f"{person}_Hubungan", f"{section}.hubungan", relation)
    yield from (Column(name, key, "prose") for name, key in _PROSE)
    yield from (Column(name, key, "list") for name, key in _LISTS)


_SHORT = {"tgl": "tanggal", "nomor": "no", "nmr": "no", "pend": "pendidikan"}


def plain_header(text: str) -> str:
    """A header without what offices write differently: letter case, blanks, signs, short words."""
    words = re.findall(r"[^\W_]+", text.lower())
    return "".join(_SHORT.get(word, word) for word in words)


COLUMNS: Mapping[str, Column] = {plain_header(column.name): column for column in _all()}
RUNNING_NUMBER = frozenset({"no", "nourut"})  # says nothing of the client
LONGEST = max(map(len, COLUMNS)) + 3
ALIKE = 0.92  # about one slip in twelve letters
APART = 0.04  # by which the nearest column must lead over any other


def find_column(header: str) -> tuple[Column | None, bool]:
    """The column that a header stands for.

    Returns:
        The column, or None where it is none of ours or two are nearly as near; and whether it was
        recognised in spite of a slip in its spelling.
    """
    plain = plain_header(header)
    if plain in COLUMNS:
        return COLUMNS[plain], False
    if len(plain) > LONGEST:
        return None, False
    near = nearest(plain, COLUMNS)
    if not near or (lead := _alike(plain, near)) < ALIKE:
        return None, False
    others = (_alike(plain, other) for other in COLUMNS if other != near)
    return (COLUMNS[near], True) if max(others) < lead - APART else (None, False)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
