"""The work itself: placement, attendance, guidance, violations, completion."""

from datetime import time
from typing import Annotated

from pydantic import Field

from pipeline.case.identity import Person
from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.parsers.quantities import parse_hours
from pipeline.parsers.typed import typed
from pipeline.parsers.words import parse_yes
from pipeline.scalars import (
    AgencyOrText,
    Amount,
    Clock,
    Day,
    DayName,
    Month,
    Prose,
    SiteCode,
    Text,
    WorkHours,
    YesNo,
    choice,
    typed_as,
)
from pipeline.values import Hours

PRESENCE = ("hadir", "izin", "sakit", "alpa")
CONTACT = ("wajib_lapor", "kunjungan_lokasi", "kunjungan_rumah", "konseling", "daring")
MEASURES = ("sp1", "sp2", "sp3", "lapor_jaksa", "lapor_hakim_pengawas")
RESULTS = ("selesai", "tidak_selesai")
ENDINGS = (
    "selesai",
    "tidak_selesai",
    "meninggal",
    "pelimpahan",
    "putusan_dibatalkan",
    "grasi_amnesti",
)
ANSWERS = ("bersedia", "tidak_bersedia")
Answer = Annotated[str, *choice(*ANSWERS)]
Presence = Annotated[
    str,
    *choice(
        *PRESENCE,
        hadir="bekerja; berlaku bila tidak ditulis",
        izin="tidak hadir dengan izin",
        sakit="tidak hadir karena sakit",
        alpa="tidak hadir tanpa keterangan",
    ),
]
Contact = Annotated[str, *choice(*CONTACT)]
Measure = Annotated[
    str,
    *choice(
        *MEASURES,
        sp1="surat peringatan pertama",
        sp2="surat peringatan kedua",
        sp3="surat peringatan ketiga",
        lapor_jaksa="dilaporkan kepada jaksa",
        lapor_hakim_pengawas="dilaporkan kepada hakim pengawas",
    ),
]
Result = Annotated[str, *choice(*RESULTS)]
Ending = Annotated[
    str,
    *choice(
        *ENDINGS,
        pelimpahan="bimbingan dilimpahkan ke Bapas lain",
        grasi_amnesti="grasi atau amnesti",
    ),
]


def parse_counted(value: object) -> Hours | bool:
    """Read how much of a row counts: ``ya``, ``tidak``, or hours."""
    text = typed(value)
    return parse_yes(text) if text.lower() in ("ya", "tidak") else parse_hours(text)


Counted = Annotated[
    Hours | bool, *typed_as(parse_counted, "`ya`, `tidak`, atau jam", "ya", "tidak", "8")
]


def between(start: time, end: time) -> Hours:
    """Time from one clock time to another on the same day; negative when the end comes first."""
    return Hours((end.hour - start.hour) * 60 + end.minute - start.minute)


class Willing(Section):
    """One entry of kesediaan: whether a site takes a client, asked before anybody is placed."""

    lokasi: SiteCode = need("Kode lokasi dari office.yaml.")
    tanggal_surat: Day | None = key("Tanggal surat permohonan kesediaan.")
    pekerjaan: Text | None = key("Pekerjaan yang diharapkan.")
    jam: WorkHours | None = key("Jumlah jam yang diharapkan.")
    jawaban: Answer | None = key("Jawaban lokasi.")
    tanggal_jawaban: Day | None = key("Tanggal surat jawaban.")
    nomor_jawaban: Text | None = key("Nomor surat jawaban.")


class Reception(Section):
    """penerimaan: the client is received and registered (UU 22/2022 art. 56)."""

    tanggal: Day | None = key("Tanggal penerimaan klien.")
    petugas: Person | None = key("Petugas yang menerima dan mendaftarkan.")
    keterangan: Prose | None = key("Keterangan.")


class Appointment(Section):
    """penugasan_pembimbingan: the officer who guides the client."""

    nomor: Text | None = key("Nomor surat tugas pembimbingan.")
    tanggal: Day | None = key("Tanggal surat tugas pembimbingan.")


class Declaration(Section):
    """pernyataan_klien: the client knows the programme and the rules of conduct."""

    tanggal: Day | None = key("Tanggal pernyataan klien, rencana program, dan tata tertib.")
    tempat: Text | None = key("Tempat.")
    saksi: Annotated[tuple[Text, ...], OneOrMany] = many("Saksi.")


class Activity(Section):
    """One line of program_pembimbingan."""

    kegiatan: Text = need("Kegiatan.")
    tujuan: Text | None = key("Tujuan.")
    waktu: Text | None = key("Waktu.")
    penanggung_jawab: Text | None = key("Penanggung jawab.")


class Supervisor(Section):
    """penempatan.pengawas."""

    nama: Text = need("Nama pengawas di lokasi.")
    jabatan: Text | None = key("Jabatan.")
    telepon: Text | None = key("Telepon.")


class Shift(Section):
    """One weekly shift of the schedule."""

    hari: DayName = need("Hari.")
    mulai: Clock = need("Jam mulai.")
    selesai: Clock = need("Jam selesai.")
    istirahat: WorkHours | None = key("Lama istirahat dalam jam.")

    @property
    def worked(self) -> Hours:
        """From start to end less the break."""
        return between(self.mulai, self.selesai) - (self.istirahat or Hours(0))


class Placement(Section):
    """penempatan: one site with its supervisor and schedule."""

    lokasi: SiteCode | None = key("Kode lokasi dari office.yaml.")
    pekerjaan: Text | None = key("Pekerjaan.")
    pengawas: Supervisor | None = key("Pengawas di lokasi.")
    tanggal_surat: Day | None = key("Tanggal surat penempatan.")
    mulai: Day | None = key("Hari pertama kerja.")
    selesai: Day | None = key("Hari terakhir menurut rencana.")
    alat_pelindung: Text | None = key("Alat pelindung diri.")
    upah: Amount | None = key("Upah; harus nol (Pasal 85 ayat (3) KUHP).")
    jadwal: tuple[Shift, ...] = many("Jadwal mingguan.")
    alasan: Text | None = key("Alasan perubahan, bila menggantikan penempatan sebelumnya.")


class Attendance(Section):
    """One row of kehadiran: a day's work, or an absence with its reason."""

    tanggal: Day = need("Tanggal.")
    mulai: Clock | None = key("Jam mulai.")
    selesai: Clock | None = key("Jam selesai.")
    istirahat: WorkHours | None = key("Lama istirahat dalam jam.")
    kegiatan: Text | None = key("Kegiatan.")
    patuh: YesNo | None = key("Patuh: ya atau tidak.")
    perilaku: Text | None = key("Perilaku.")
    pengawas: Text | None = key("Pengawas yang memaraf.")
    catatan: Text | None = key("Catatan.")
    status: Presence = Field(default="hadir", description="hadir, izin, sakit, atau alpa.")
    alasan: Text | None = key("Alasan tidak hadir, atau alasan jam tidak dihitung penuh.")
    dihitung: Counted | None = key("Berapa yang dihitung: ya, tidak, atau jam.")
    ulangan: YesNo | None = key("Jam pengulangan (Pasal 85 ayat (7) huruf a KUHP): ya.")

    @property
    def worked(self) -> Hours:
        """From start to end less the break; none for an absence or where a time is missing."""
        if self.status != "hadir" or self.mulai is None or self.selesai is None:
            return Hours(0)
        return between(self.mulai, self.selesai) - (self.istirahat or Hours(0))

    @property
    def counted(self) -> Hours:
        """What counts towards the sentence: the time worked, or what `dihitung` says of it."""
        if self.status != "hadir" or self.dihitung is None or self.dihitung is True:
            return self.worked
        return Hours(0) if self.dihitung is False else self.dihitung


class Guidance(Section):
    """One contact of bimbingan."""

    tanggal: Day = need("Tanggal.")
    cara: Contact | None = key("Cara.")
    isi: Prose | None = key("Isi bimbingan.")


class Progress(Section):
    """One month of perkembangan."""

    bulan: Month = need("Bulan, misalnya `2026-04`.")
    tanggal_laporan: Day | None = key("Tanggal laporan.")
    isi: Prose | None = key("Perkembangan klien.")
    rencana: Prose | None = key("Rencana bulan berikutnya.")


class Violation(Section):
    """One violation."""

    tanggal: Day = need("Tanggal pelanggaran.")
    uraian: Text | None = key("Uraian.")
    alasan: Text | None = key("Alasan klien.")
    tindakan: Measure | None = key("Tindakan.")
    tanggal_surat: Day | None = key("Tanggal surat peringatan atau laporan.")


class Summons(Section):
    """One summons of panggilan."""

    tanggal_surat: Day | None = key("Tanggal surat panggilan.")
    tanggal: Day = need("Tanggal klien harus datang.")
    waktu: Clock | None = key("Pukul.")
    tempat: Text | None = key("Tempat.")
    keperluan: Text | None = key("Keperluan.")
    hadir: YesNo | None = key("Datang: ya atau tidak.")


class Leave(Section):
    """One permission of izin_luar_kota."""

    tanggal_surat: Day | None = key("Tanggal surat izin.")
    dari: Day = need("Hari pertama.")
    sampai: Day | None = key("Hari terakhir.")
    tujuan: Text | None = key("Kota atau daerah tujuan.")
    alamat: Text | None = key("Alamat di tempat tujuan.")
    keperluan: Text | None = key("Keperluan.")
    syarat: Text | None = key("Syarat yang harus dipenuhi.")


class RepetitionProposal(Section):
    """usulan_pengulangan: we ask that hours be repeated (KUHP art. 85(7)a, SPPA art. 76(2))."""

    tanggal: Day | None = key("Tanggal surat usulan.")
    jam: WorkHours | None = key("Jam yang diusulkan untuk diulang.")
    alasan: Prose | None = key("Alasan.")


class Repetition(Section):
    """pengulangan: hours ordered again, KUHP art. 85(7)a."""

    dasar: Text | None = key("Dasar perintah.")
    nomor: Text | None = key("Nomor.")
    tanggal: Day | None = key("Tanggal.")
    jam: WorkHours | None = key("Jam yang diulang.")
    mulai: Day | None = key("Mulai.")


class Receipt(Section):
    """penyelesaian.tanda_terima."""

    tanggal: Day | None = key("Tanggal diterima.")
    penerima: Text | None = key("Penerima.")


class Completion(Section):
    """penyelesaian."""

    tanggal: Day | None = key("Tanggal penyelesaian.")
    hasil: Result | None = key("Hasil: selesai atau tidak_selesai.")
    evaluasi: Prose | None = key("Evaluasi.")
    tanggal_laporan: Day | None = key("Tanggal laporan akhir.")
    tanda_terima: Receipt | None = key("Tanda terima laporan.")


class Transfer(Section):
    """pelimpahan: guidance goes over to another Bapas."""

    instansi: AgencyOrText | None = key("Bapas penerima: kode dari office.yaml, atau namanya.")
    tanggal_surat: Day | None = key("Tanggal surat pelimpahan.")
    alasan: Prose | None = key("Alasan pelimpahan.")
    alamat_baru: Text | None = key("Alamat klien yang baru.")


class Closure(Section):
    """pengakhiran."""

    tanggal: Day | None = key("Tanggal pengakhiran bimbingan.")
    sebab: Ending | None = key("Sebab.")
    uraian: Prose | None = key("Uraian.")


Placements = Annotated[tuple[Placement, ...], OneOrMany]
