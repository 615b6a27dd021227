"""The case file as a whole, its keys in the order of a case's life, and its stage."""

from enum import IntEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pipeline.case.assessment import (
    AnalysisField,
    Assessment,
    Assignment,
    Board,
    CoveringLetter,
    Inquiry,
    LifeHistory,
    PrisonProgramme,
    Recommendation,
    Request,
    Responses,
    Suitability,
    Surroundings,
)
from pipeline.case.identity import Client, Companion, Counsel, Family, Relative
from pipeline.case.judgment import Diversion, Execution, Judgment
from pipeline.case.offence import Offence, PrisonTerm
from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.case.service import (
    Activity,
    Appointment,
    Attendance,
    Closure,
    Completion,
    Declaration,
    Guidance,
    Leave,
    Placements,
    Progress,
    Reception,
    Repetition,
    RepetitionProposal,
    Summons,
    Transfer,
    Violation,
    Willing,
)
from pipeline.scalars import CaseNumber, Day, OfficerCode, Prose, Text, Whole, choice

KINDS = ("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi", "reintegrasi")
PROGRAMMES = (
    "pembebasan_bersyarat",
    "cuti_bersyarat",
    "cuti_menjelang_bebas",
    "cuti_mengunjungi_keluarga",
    "asimilasi",
)
ORIGINS = ("kami", "bapas_lain", "tidak_ada")
READERS = ("pengadilan", "kejaksaan", "kepolisian", "lapas", "lokasi", "klien", "kantor")
Kind = Annotated[
    str,
    *choice(
        *KINDS,
        pidana_kerja_sosial="dewasa, Pasal 85 KUHP",
        pelayanan_masyarakat="anak, Pasal 76 UU SPPA",
        diversi="anak, penyelesaian di luar peradilan",
        reintegrasi="Warga Binaan, menuju bebas",
    ),
]
Programme = Annotated[str, *choice(*PROGRAMMES)]
_read_origin, _origin_words = choice(
    *ORIGINS,
    kami="litmas dibuat oleh Bapas ini",
    bapas_lain="litmas dibuat oleh Bapas lain",
    tidak_ada="putusan dijatuhkan tanpa litmas",
)
OriginWord = Annotated[str, _read_origin, _origin_words]
Reader = Annotated[str, *choice(*READERS)]


class Stage(IntEnum):
    """The stretches of a case's life, in order (tahap)."""

    permintaan = 1
    litmas = 2
    putusan = 3
    penempatan = 4
    pelaksanaan = 5
    selesai = 6


class Handoff(Section):
    """One change of the Pembimbing Kemasyarakatan."""

    tanggal: Day = need("Tanggal pergantian.")
    dari: OfficerCode | None = key("Kode PK yang lama.")
    ke: OfficerCode | None = key("Kode PK yang baru.")
    alasan: Text | None = key("Alasan.")


class RegisterNumbers(Section):
    """register."""

    litmas: Text | None = key("Nomor register litmas.")
    klien: Text | None = key("Nomor register klien.")
    lapas: Text | None = key("Nomor register lapas.")


class Origin(Section):
    """asal_litmas: a judgment can come without a litmas of ours."""

    dari: OriginWord = need("kami, bapas_lain, atau tidak_ada.")
    instansi: Text | None = key("Bapas yang membuat litmas.")
    nomor: Text | None = key("Nomor litmas.")
    tanggal: Day | None = key("Tanggal litmas.")
    alasan: Text | None = key("Alasan tidak ada litmas.")


def as_origin(value: Any) -> Any:
    """Take the plain word for the origin."""
    return {"dari": value} if isinstance(value, str) else value


class Exhibit(Section):
    """One entry of lampiran."""

    berkas: Text = need("Nama berkas di dalam folder perkara ini, misalnya `putusan.pdf`.")
    judul: Text | None = key("Judul lampiran dalam daftar isi.")
    pembaca: Annotated[tuple[Reader, ...], OneOrMany] = many("Siapa yang boleh membacanya.")


class Waiver(Section):
    """One entry of abaikan."""

    kode: Text = need("Kode peringatan.")
    alasan: Text = need("Alasan peringatan ini diabaikan.")


class OutsideNumber(Section):
    """One entry of surat: a number given outside our register."""

    nomor: Text | None = key("Nomor surat.")
    tanggal: Day | None = key("Tanggal surat.")


class Case(Section):
    """A case file."""

    nomor: CaseNumber = need("Nomor berkas; sama dengan nama file, tanpa nama orang.")
    jenis: Kind = need("Jenis perkara.")
    program: Programme | None = key("Program, hanya untuk reintegrasi.")
    versi: Whole | None = key("Versi kosakata ini; kosong berarti 1.")
    pk: OfficerCode = need("Kode Pembimbing Kemasyarakatan dari office.yaml.")
    pergantian_pk: Annotated[tuple[Handoff, ...], OneOrMany] = many(
        "Pergantian Pembimbing Kemasyarakatan."
    )
    register_numbers: RegisterNumbers | None = key("Nomor register.", alias="register")
    asal_litmas: Annotated[Origin | None, BeforeValidator(as_origin), _origin_words] = key(
        "Asal litmas: kami, bapas_lain, atau tidak_ada."
    )
    klien: Client = need("Identitas klien.")
    keluarga: Family | None = key("Keluarga klien.")
    penjamin: Relative | None = key("Penjamin.")
    pendamping_anak: Companion | None = key("Pendamping anak.")
    penasihat_hukum: Counsel | None = key("Penasihat hukum.")
    perkara: Offence = need("Perkara.")
    masa_pidana: PrisonTerm | None = key("Masa pidana (reintegrasi).")
    permintaan: Request | None = key("Permintaan litmas.")
    penugasan: Assignment | None = key("Surat tugas.")
    pengumpulan_data: Annotated[tuple[Inquiry, ...], OneOrMany] = many("Pengumpulan data.")
    riwayat: LifeHistory | None = key("Riwayat hidup klien.")
    lingkungan: Surroundings | None = key("Keluarga dan lingkungan.")
    tanggapan: Responses | None = key("Tanggapan para pihak.")
    pembinaan: PrisonProgramme | None = key("Pembinaan di lapas (reintegrasi).")
    asesmen: Assessment | None = key("Asesmen.")
    kelayakan: Suitability | None = key(
        "Tujuh pertimbangan Pasal 85 ayat (2) KUHP (pidana kerja sosial)."
    )
    analisis: AnalysisField = key("Analisis: narasi, atau rinciannya.")
    kesimpulan: Annotated[tuple[Text, ...], OneOrMany] = many("Kesimpulan, satu butir satu entri.")
    sidang_tpp: Board | None = key("Sidang Tim Pengamat Pemasyarakatan.")
    rekomendasi: Recommendation | None = key("Rekomendasi.")
    pengantar: CoveringLetter | None = key("Surat pengantar litmas.")
    diversi: Diversion | None = key("Diversi.")
    putusan: Judgment | None = key("Putusan pengadilan, sesuai salinannya.")
    eksekusi: Execution | None = key("Surat pelaksanaan putusan dari jaksa.")
    penerimaan: Reception | None = key("Penerimaan dan pendaftaran klien.")
    penugasan_pembimbingan: Appointment | None = key("Surat tugas pembimbingan.")
    kesediaan: Annotated[tuple[Willing, ...], OneOrMany] = many("Permohonan kesediaan lokasi.")
    program_pembimbingan: Annotated[tuple[Activity, ...], OneOrMany] = many("Program pembimbingan.")
    pernyataan_klien: Declaration | None = key("Pernyataan klien atas program dan tata tertib.")
    penempatan: Placements = many("Penempatan; daftar bila lokasi atau pengawas berganti.")
    kehadiran: tuple[Attendance, ...] = many("Kehadiran, satu baris satu hari.")
    bimbingan: tuple[Guidance, ...] = many("Bimbingan.")
    izin_luar_kota: Annotated[tuple[Leave, ...], OneOrMany] = many("Izin ke luar kota.")
    perkembangan: tuple[Progress, ...] = many("Perkembangan bulanan.")
    panggilan: Annotated[tuple[Summons, ...], OneOrMany] = many("Panggilan kepada klien.")
    pelanggaran: tuple[Violation, ...] = many("Pelanggaran.")
    usulan_pengulangan: RepetitionProposal | None = key(
        "Usulan pengulangan (Pasal 85 ayat (7) huruf a KUHP; anak: Pasal 76 UU SPPA)."
    )
    pengulangan: Repetition | None = key("Pengulangan jam kerja (Pasal 85 ayat (7) huruf a KUHP).")
    penyelesaian: Completion | None = key("Penyelesaian.")
    pelimpahan: Transfer | None = key("Pelimpahan bimbingan kepada Bapas lain.")
    pengakhiran: Closure | None = key("Pengakhiran bimbingan.")
    lampiran: Annotated[tuple[Exhibit, ...], OneOrMany] = many("Lampiran berkas (PDF).")
    abaikan: tuple[Waiver, ...] = many("Peringatan yang diabaikan, dengan alasannya.")
    surat: dict[str, OutsideNumber] = Field(
        default_factory=dict, description="Nomor surat yang diberikan di luar register berkas."
    )
    catatan: Prose | None = key("Catatan kerja; tidak pernah dicetak.")

    @property
    def has_work(self) -> bool:
        """Whether the client works for the community; in a diversi where it was so agreed."""
        if self.jenis != "diversi":
            return self.jenis != "reintegrasi"
        agreed = self.diversi.kesepakatan if self.diversi else ()
        return bool(self.penempatan) or any(point.jam for point in agreed)

    @property
    def is_decided(self) -> bool:
        """Whether a court has judged, or a diversi was agreed or ordered.

        The judgment of a reintegrasi is the old conviction and decides nothing here.
        """
        if self.jenis == "diversi":
            return bool(self.diversi and (self.diversi.kesepakatan or self.diversi.penetapan))
        return bool(self.jenis != "reintegrasi" and self.putusan and self.putusan.nomor)

    @property
    def stage(self) -> Stage:
        """The latest stage that something in the file has opened."""
        opened = Stage.permintaan
        for stage, evidence in (
            (Stage.litmas, self.penugasan),
            (Stage.putusan, self.is_decided),
            (Stage.penempatan, self.has_work and self.penempatan),
            (Stage.pelaksanaan, self.has_work and self.kehadiran),
            (Stage.selesai, self.penyelesaian or self.pengakhiran),
        ):
            if evidence:
                opened = stage
        return opened

    def passed(self, stage: Stage) -> bool:
        """Whether the case has left this stage behind, so that what it demands must be there."""
        if stage is Stage.litmas:
            judged = self.jenis != "reintegrasi" and self.putusan
            diverted = self.diversi and self.diversi.hasil
            sent = self.jenis == "reintegrasi" and self.pengantar and self.pengantar.tanggal
            return bool(judged or diverted or sent)
        return self.stage > stage

    def demands(self, stage: Stage) -> bool:
        """Whether this stage asks anything of this case.

        None before the judgment does without our litmas; those of the judgment and of the work
        do not where there is none.
        """
        if stage is Stage.putusan and self.jenis == "reintegrasi":
            return False
        if stage in (Stage.penempatan, Stage.pelaksanaan) and not self.has_work:
            return False
        elsewhere = self.asal_litmas is not None and self.asal_litmas.dari != "kami"
        return not (elsewhere and stage < Stage.putusan)
