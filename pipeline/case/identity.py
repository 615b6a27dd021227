"""Who the client is, and the people around: klien, keluarga, penjamin."""

from typing import Annotated

from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.scalars import Amount, Day, Nik, Text, Year, choice

Sex = Annotated[str, *choice("laki-laki", "perempuan")]
MARITAL = ("belum_kawin", "kawin", "cerai_hidup", "cerai_mati")
Marital = Annotated[str, *choice(*MARITAL)]


class Person(Section):
    """A person as an official paper names one."""

    nama: Text = need("Nama lengkap dengan gelar.")
    nip: Text | None = key("Nomor Induk Pegawai, 18 angka.")
    jabatan: Text | None = key("Jabatan.")
    pangkat: Text | None = key("Pangkat dan golongan.")


class Client(Section):
    """klien. Its keys stand in the vocabulary's order, which no shared base could keep."""

    nama: Text = need("Nama lengkap.")
    alias: Annotated[tuple[Text, ...], OneOrMany] = many("Nama lain (bin, binti, alias).")
    nik: Nik | None = key("Nomor Induk Kependudukan, 16 angka.")
    paspor: Text | None = key("Nomor paspor, bagi warga negara asing.")
    kitas: Text | None = key("Nomor izin tinggal terbatas (KITAS).")
    tempat_lahir: Text | None = key("Tempat lahir.")
    tanggal_lahir: Day | None = key("Tanggal lahir.")
    tahun_lahir: Year | None = key("Tahun lahir, bila tanggalnya tidak diketahui.")
    jenis_kelamin: Sex | None = key("Jenis kelamin.")
    agama: Text | None = key("Agama atau kepercayaan.")
    suku: Text | None = key("Suku.")
    bangsa: Text | None = key("Bangsa.")
    kewarganegaraan: Text | None = key("Kewarganegaraan.")
    pendidikan: Text | None = key("Pendidikan terakhir.")
    pekerjaan: Text | None = key("Pekerjaan.")
    penghasilan: Amount | None = key("Penghasilan sebulan.")
    status_perkawinan: Marital | None = key("Status perkawinan.")
    alamat: Text | None = key("Alamat lengkap.")
    telepon: Text | None = key("Nomor telepon.")
    ciri_khusus: Text | None = key("Ciri khusus pada tubuh.")
    sekolah: Text | None = key("Sekolah (klien anak).")
    jam_sekolah: Text | None = key("Jam sekolah (klien anak).")


class Relative(Section):
    """A member of the family, or the guarantor."""

    nama: Text = need("Nama lengkap.")
    nik: Nik | None = key("Nomor Induk Kependudukan, 16 angka.")
    tempat_lahir: Text | None = key("Tempat lahir.")
    tanggal_lahir: Day | None = key("Tanggal lahir.")
    tahun_lahir: Year | None = key("Tahun lahir, bila tanggalnya tidak diketahui.")
    agama: Text | None = key("Agama atau kepercayaan.")
    suku: Text | None = key("Suku.")
    bangsa: Text | None = key("Bangsa.")
    kewarganegaraan: Text | None = key("Kewarganegaraan.")
    pendidikan: Text | None = key("Pendidikan terakhir.")
    pekerjaan: Text | None = key("Pekerjaan.")
    penghasilan: Amount | None = key("Penghasilan sebulan.")
    alamat: Text | None = key("Alamat lengkap.")
    telepon: Text | None = key("Nomor telepon.")
    hubungan: Text | None = key("Hubungan dengan klien.")


class Family(Section):
    """keluarga."""

    ayah: Relative | None = key("Ayah.")
    ibu: Relative | None = key("Ibu.")
    wali: Relative | None = key("Wali.")
    pasangan: Relative | None = key("Suami atau istri.")
    saudara: Annotated[tuple[Relative, ...], OneOrMany] = many("Saudara kandung.")
    anak: Annotated[tuple[Relative, ...], OneOrMany] = many("Anak.")


class Companion(Section):
    """pendamping_anak."""

    nama: Text = need("Nama pendamping.")
    hubungan: Text | None = key("Hubungan dengan anak.")


class Counsel(Section):
    """penasihat_hukum."""

    nama: Text = need("Nama penasihat hukum.")
    kantor: Text | None = key("Kantor hukum.")
