"""The road to the litmas: from the request to the recommendation and its covering letter."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from pipeline.case.identity import Person
from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.parsers.quantities import within
from pipeline.scalars import (
    AgencyOrText,
    Clock,
    Day,
    DayName,
    Prose,
    Score,
    SiteCode,
    Span,
    Text,
    WorkHours,
    choice,
)

METHODS = ("wawancara", "kunjungan_rumah", "studi_dokumen", "observasi")
RISK = ("rendah", "sedang", "tinggi")
Method = Annotated[str, *choice(*METHODS)]
RiskLevel = Annotated[str, *choice(*RISK)]
DaysAWeek = Annotated[
    int, within(1, 7), WithJsonSchema({"title": "1 sampai 7", "minimum": 1, "maximum": 7})
]


class Request(Section):
    """permintaan."""

    instansi: AgencyOrText | None = key("Instansi peminta: kode dari office.yaml, atau namanya.")
    kelas: Text | None = key("Kelas instansi.")
    kota: Text | None = key("Kota instansi.")
    pejabat: Text | None = key("Pejabat yang meminta.")
    alamat: Text | None = key("Alamat instansi.")
    nomor: Text | None = key("Nomor surat permintaan.")
    tanggal: Day | None = key("Tanggal surat permintaan.")
    diterima: Day | None = key("Tanggal surat diterima di Bapas.")
    perihal: Text | None = key("Perihal surat.")


class Assignment(Section):
    """penugasan."""

    nomor: Text | None = key("Nomor surat tugas.")
    tanggal: Day | None = key("Tanggal surat tugas.")


class Inquiry(Section):
    """One act of gathering data."""

    tanggal: Day = need("Tanggal.")
    cara: Method | None = key("Cara pengumpulan data.")
    sumber: Text | None = key("Sumber data.")
    tempat: Text | None = key("Tempat.")


class LifeHistory(Section):
    """riwayat."""

    kelahiran: Prose | None = key("Riwayat kelahiran.")
    pertumbuhan: Prose | None = key("Riwayat pertumbuhan fisik.")
    psikososial: Prose | None = key("Perkembangan psikososial.")
    pendidikan_keluarga: Prose | None = key("Pendidikan dalam keluarga.")
    pendidikan_formal: Prose | None = key("Pendidikan formal.")
    pendidikan_nonformal: Prose | None = key("Pendidikan nonformal.")
    bakat: Prose | None = key("Bakat dan potensi.")
    relasi_keluarga: Prose | None = key("Relasi sosial dengan orang tua dan keluarga.")
    ibadah: Prose | None = key("Ketaatan beragama.")
    kebiasaan_baik: Prose | None = key("Kebiasaan yang baik.")
    kebiasaan_buruk: Prose | None = key("Kebiasaan yang buruk.")
    kerja: Prose | None = key("Riwayat dan sikap bekerja.")
    pelanggaran_hukum: Prose | None = key("Riwayat pelanggaran hukum.")
    zat: Prose | None = key("Riwayat rokok, napza, dan alkohol.")
    perkawinan: Prose | None = key("Riwayat perkawinan.")


class Home(Section):
    """lingkungan.orang_tua and lingkungan.penjamin."""

    perkawinan: Prose | None = key("Riwayat perkawinan.")
    relasi: Prose | None = key("Relasi sosial dalam keluarga.")
    ekonomi: Prose | None = key("Pekerjaan dan keadaan ekonomi.")
    rumah: Prose | None = key("Keadaan rumah dan tempat tinggal.")
    relasi_masyarakat: Prose | None = key("Relasi sosial dengan masyarakat.")
    alam: Prose | None = key("Kondisi sosial dan alam tempat tinggal.")


class Community(Section):
    """lingkungan.masyarakat."""

    mata_pencaharian: Prose | None = key("Penggolongan mata pencaharian.")
    stratifikasi: Prose | None = key("Stratifikasi sosial ekonomi.")
    pendidikan: Prose | None = key("Tingkat pendidikan rata-rata.")
    interaksi: Prose | None = key("Pola hubungan dan interaksi sosial.")
    kegiatan_pendidikan: Prose | None = key("Kegiatan pendidikan.")
    keagamaan: Prose | None = key("Kepedulian terhadap kegiatan keagamaan.")
    kepatuhan_hukum: Prose | None = key("Kepatuhan terhadap nilai, norma, dan hukum.")


class Surroundings(Section):
    """lingkungan."""

    orang_tua: Home | None = key("Keadaan orang tua.")
    masyarakat: Community | None = key("Keadaan masyarakat.")
    penjamin: Home | None = key("Keadaan penjamin.")


class Responses(Section):
    """tanggapan."""

    klien: Prose | None = key("Tanggapan klien.")
    keluarga: Prose | None = key("Tanggapan keluarga.")
    korban: Prose | None = key("Tanggapan korban.")
    masyarakat: Prose | None = key("Tanggapan masyarakat.")
    pemerintah_setempat: Prose | None = key("Tanggapan pemerintah setempat.")


class PrisonProgramme(Section):
    """pembinaan (reintegrasi)."""

    admisi: Prose | None = key("Admisi, orientasi, dan observasi.")
    kepribadian: Prose | None = key("Pembinaan kepribadian.")
    kemandirian: Prose | None = key("Pembinaan kemandirian.")
    relasi_wbp: Prose | None = key("Relasi dengan sesama Warga Binaan.")
    relasi_petugas: Prose | None = key("Relasi dengan petugas.")
    relasi_keluarga: Prose | None = key("Relasi dengan keluarga.")
    relasi_luar: Prose | None = key("Relasi dengan masyarakat luar.")
    register_f: Prose | None = key("Catatan Register F.")
    asimilasi: Prose | None = key("Program asimilasi.")
    evaluasi_asimilasi: Prose | None = key("Evaluasi program asimilasi.")


class Risk(Section):
    """asesmen.risiko. The level is the assessor's; cut-offs are not public, so none is derived."""

    tanggal: Day | None = key("Tanggal asesmen.")
    asesor: Text | None = key("Asesor.")
    skor: Score | None = key("Skor RRI.")
    kategori: RiskLevel | None = key("Kategori risiko menurut asesor.")


class Needs(Section):
    """asesmen.kriminogenik."""

    tanggal: Day | None = key("Tanggal asesmen.")
    skor: Score | None = key("Skor kebutuhan kriminogenik.")
    kebutuhan: Annotated[tuple[Text, ...], OneOrMany] = many("Kebutuhan kriminogenik.")
    alasan_tidak_dilakukan: Text | None = key("Alasan bila asesmen tidak dilakukan.")


class Assessment(Section):
    """asesmen (Kepdirjen PAS-31.OT.02.02 Tahun 2021)."""

    persetujuan: Day | None = key("Tanggal persetujuan klien untuk diasesmen.")
    uraian: Prose | None = key("Uraian hasil asesmen.")
    risiko: Risk | None = key("Risiko pengulangan tindak pidana (RRI).")
    kriminogenik: Needs | None = key("Kebutuhan kriminogenik.")


class Consent(Section):
    """kelayakan.persetujuan, KUHP art. 85(2)c."""

    tanggal: Day | None = key("Tanggal persetujuan terdakwa.")
    dijelaskan_oleh: Text | None = key(
        "Yang menjelaskan tujuan dan segala hal pidana kerja sosial."
    )
    isi: Prose | None = key("Isi persetujuan.")


class Suitability(Section):
    """kelayakan: the seven considerations of KUHP art. 85(2) a to g."""

    pengakuan: Prose | None = key("a. Pengakuan terdakwa (Pasal 85 ayat (2) huruf a KUHP).")
    kemampuan_kerja: Prose | None = key("b. Kemampuan kerja terdakwa (huruf b).")
    persetujuan: Consent | None = key("c. Persetujuan terdakwa sesudah dijelaskan (huruf c).")
    riwayat_sosial: Prose | None = key("d. Riwayat sosial terdakwa (huruf d).")
    keselamatan_kerja: Prose | None = key("e. Pelindungan keselamatan kerja (huruf e).")
    agama_kepercayaan: Prose | None = key(
        "f. Agama dan kepercayaan: batas bagi pekerjaan (huruf f)."
    )
    hari_ibadah: Annotated[tuple[DayName, ...], OneOrMany] = many("Hari ibadah klien.")
    kemampuan_denda: Prose | None = key("g. Kemampuan membayar denda (huruf g).")


class Analysis(Section):
    """analisis."""

    uraian: Prose | None = key("Uraian analisis.")
    sikap_dan_risiko: Prose | None = key("Sikap klien dan risiko pengulangan.")
    perkembangan_perilaku: Prose | None = key("Perkembangan perilaku.")
    penerimaan_masyarakat: Prose | None = key("Penerimaan masyarakat, pemerintah, dan korban.")
    pemenuhan_syarat: Prose | None = key("Pemenuhan syarat.")


def as_analysis(value: Any) -> Any:
    """Take a plain narrative for the analysis as a whole."""
    return {"uraian": value} if isinstance(value, str) else value


class Board(Section):
    """sidang_tpp."""

    undangan: Day | None = key("Tanggal surat undangan sidang TPP.")
    nomor: Text | None = key("Nomor sidang TPP.")
    tanggal: Day | None = key("Tanggal sidang TPP.")
    waktu: Clock | None = key("Pukul.")
    tempat: Text | None = key("Tempat sidang.")
    ketua: Person | None = key("Ketua TPP.")
    sekretaris: Person | None = key("Sekretaris TPP.")
    anggota: Annotated[tuple[Person, ...], OneOrMany] = many("Anggota TPP.")
    hasil: Prose | None = key("Hasil sidang TPP.")


class Proposal(Section):
    """rekomendasi.usulan: what our own office proposes, so it must be lawful (KUHP art. 85)."""

    jam: WorkHours | None = key("Jumlah jam kerja sosial yang diusulkan.")
    jam_per_hari: WorkHours | None = key("Jam sehari.")
    hari_per_minggu: DaysAWeek | None = key("Hari seminggu, 1 sampai 7.")
    jangka_waktu: Span | None = key("Jangka waktu.")
    lokasi: Annotated[tuple[SiteCode, ...], OneOrMany] = many("Kode lokasi dari office.yaml.")
    pekerjaan: Text | None = key("Jenis pekerjaan.")


class Recommendation(Section):
    """rekomendasi."""

    isi: Annotated[tuple[Text, ...], OneOrMany] = many("Isi rekomendasi, satu butir satu entri.")
    tanggal_laporan: Day | None = key("Tanggal laporan litmas.")
    usulan: Proposal | None = key("Usulan pidana kerja sosial.")


class CoveringLetter(Section):
    """pengantar."""

    tanggal: Day | None = key("Tanggal surat pengantar.")
    perihal: Text | None = key("Perihal surat pengantar.")


AnalysisField = Annotated[Analysis | None, BeforeValidator(as_analysis)]
