"""office.yaml: the office, its people, partner sites and habits.

Why: what is the same in every letter of an office is written once, and a case file names it by a
short code that `check` can hold to.
"""

from collections.abc import Mapping
from typing import Annotated, Any, cast

from pydantic import Field, WithJsonSchema

from pipeline.case.section import OneOrMany, Section, branches, key, many, need
from pipeline.parsers.words import one_of
from pipeline.scalars import Day, Span, Text, Whole, WorkHours, YesNo, choice

ROLES = ("kepala", "plt", "plh")
PAPERS = ("a4", "f4")
FATES = ("musnah", "permanen")
Role = Annotated[str, *choice(*ROLES)]
Paper = Annotated[str, one_of(*PAPERS), WithJsonSchema({"enum": ["A4", "F4"]})]
Fate = Annotated[str, *choice(*FATES)]
Language = Annotated[str, *choice("id", "en")]
Counter = Annotated[str, one_of("klasifikasi", "kantor"), WithJsonSchema({"type": "string"})]


class Letterhead(Section):
    """kantor."""

    nama: Text = need("Nama kantor, misalnya `Balai Pemasyarakatan Kelas II …`.")
    singkatan: Text | None = key("Nama singkat, misalnya `Bapas …`.")
    kementerian: Text | None = key("Baris pertama kop surat.")
    direktorat: Text | None = key("Baris kedua kop surat.")
    kanwil: Text | None = key("Baris ketiga kop surat.")
    alamat: Text = need("Alamat kantor.")
    telepon: Text | None = key("Telepon.")
    surel: Text | None = key("Surel.")
    kota: Text = need("Kota tempat surat dibuat.")
    logo: Text | None = key("Gambar pada kop surat (PNG), dari folder office.yaml.")


class Official(Section):
    """One of pejabat."""

    nama: Text = need("Nama lengkap dengan gelar.")
    nip: Text | None = key("NIP, 18 angka.")
    pangkat: Text | None = key("Pangkat dan golongan.")
    jabatan: Text | None = key("Jabatan.")
    sebagai: Role = Field(default="kepala", description="kepala, plt, atau plh.")


class Officer(Section):
    """One Pembimbing Kemasyarakatan."""

    nama: Text = need("Nama lengkap dengan gelar.")
    nip: Text | None = key("NIP, 18 angka.")
    pangkat: Text | None = key("Pangkat dan golongan.")
    jabatan: Text | None = key("Jabatan.")
    telepon: Text | None = key("Telepon.")


class SiteAgreement(Section):
    """lokasi.perjanjian."""

    nomor: Text | None = key("Nomor perjanjian.")
    berakhir: Day | None = key("Berakhir pada.")


class Site(Section):
    """One partner site (KUHP art. 85(1) and its explanation)."""

    nama: Text = need("Nama lokasi.")
    jenis: Text | None = key("Jenis: rumah sakit, panti asuhan, sekolah, ….")
    alamat: Text | None = key("Alamat.")
    kota: Text | None = key("Kota.")
    pimpinan: Text | None = key("Jabatan atau nama pimpinan yang dituju surat.")
    komersial: YesNo | None = key("Mencari untung: ya atau tidak (Pasal 85 ayat (3) KUHP).")
    kapasitas: Whole | None = key("Banyaknya klien yang dapat diterima sekaligus.")
    pekerjaan: Annotated[tuple[Text, ...], OneOrMany] = many("Pekerjaan yang tersedia.")
    jam_buka: Text | None = key("Jam buka.")
    perjanjian: SiteAgreement | None = key("Perjanjian kerja sama.")


class Agency(Section):
    """One of instansi."""

    nama: Text = need("Nama instansi.")
    alamat: Text | None = key("Alamat.")
    pimpinan: Text | None = key("Jabatan pimpinan, misalnya `Kepala Kejaksaan Negeri …`.")


class Numbering(Section):
    """penomoran."""

    pola: Text = need("Pola nomor surat, dengan {klasifikasi} dan {nomor}.")
    mulai: Whole | None = key("Nomor pertama.")
    per: Counter | None = key("Penghitung: per klasifikasi, atau satu untuk kantor.")


class Limits(Section):
    """batas: limits that the office sets itself."""

    litmas_dewasa: Span | None = key("Batas litmas dewasa.")
    litmas_anak: Span | None = key("Batas litmas anak.")
    penempatan: Span | None = key("Batas surat penempatan.")
    laporan_perkembangan: Span | None = key("Batas laporan perkembangan.")
    laporan_pelanggaran: Span | None = key("Batas laporan pelanggaran.")
    laporan_selesai: Span | None = key("Batas laporan akhir.")
    jam_per_hari_anak: WorkHours | None = key("Jam sehari paling banyak bagi anak.")


class Retention(Section):
    """One class of retensi."""

    aktif: Span | None = key("Masa aktif.")
    inaktif: Span | None = key("Masa inaktif.")
    nasib_akhir: Fate | None = key("Nasib akhir: musnah atau permanen.")


class Office(Section):
    """office.yaml as a whole."""

    bahasa: Language | None = key("Bahasa pesan program: id atau en.")
    kantor: Letterhead = need("Kop surat dan alamat kantor.")
    pejabat: dict[str, Official] = need("Pejabat; `kepala` harus ada.")
    pk: dict[str, Officer] = need("Pembimbing Kemasyarakatan menurut kodenya.")
    lokasi: dict[str, Site] = Field(default_factory=dict, description="Lokasi kerja sosial.")
    instansi: dict[str, Agency] = Field(default_factory=dict, description="Instansi.")
    penomoran: Numbering | None = key("Penomoran surat.")
    batas: Limits | None = key("Batas waktu yang ditetapkan kantor.")
    retensi: dict[str, Retention] = Field(default_factory=dict, description="Jadwal retensi.")
    kertas: Paper = Field(default="a4", description="A4 atau F4.")
    hari_libur: Annotated[tuple[Day, ...], OneOrMany] = many("Hari libur.")

    def entries(self, section: str) -> Mapping[str, Any]:
        """The entries of a section by their codes: of ``pk``, ``lokasi`` or ``instansi``."""
        known: Mapping[str, Any] = getattr(self, section)
        return known


def entry_model(section: str) -> type[Section]:
    """What an entry of a section is: of ``lokasi`` a `Site`."""
    return cast("type[Section]", branches(Office)[section].section)
