"""What was decided and handed over: diversi, putusan, eksekusi."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from pipeline.case.assessment import DaysAWeek
from pipeline.case.identity import Person
from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.scalars import (
    AgencyOrText,
    Amount,
    Day,
    SiteOrText,
    Span,
    Text,
    WorkHours,
    YesNo,
    choice,
)

BASIS = ("pasal_85", "pasal_82")
FAILURE = ("mengulang", "penjara", "denda")
SHARE = ("seluruh", "sebagian")
LEVELS = ("penyidikan", "penuntutan", "pengadilan")
OUTCOMES = ("berhasil", "gagal")
Basis = Annotated[
    str,
    *choice(
        *BASIS,
        pasal_85="pidana kerja sosial sebagai pidana pokok",
        pasal_82="pengganti pidana denda yang tidak dibayar",
    ),
]
Failure = Annotated[
    str,
    *choice(
        *FAILURE,
        mengulang="mengulangi seluruh atau sebagian pidana kerja sosial",
        penjara="menjalani pidana penjara yang diganti",
        denda="membayar pidana denda yang diganti, atau menjalani penjara pengganti denda",
    ),
]
Share = Annotated[str, *choice(*SHARE)]
Level = Annotated[str, *choice(*LEVELS)]
Outcome = Annotated[str, *choice(*OUTCOMES)]


class Deliberation(Section):
    """One diversion meeting."""

    tanggal: Day = need("Tanggal musyawarah.")
    tempat: Text | None = key("Tempat.")
    hadir: Annotated[tuple[Text, ...], OneOrMany] = many("Yang hadir.")


class Willingness(Section):
    """diversi.kesediaan."""

    anak: Text | None = key("Kesediaan anak.")
    korban: Text | None = key("Kesediaan korban.")


class Agreement(Section):
    """One point of a diversion agreement."""

    isi: Text = need("Isi kesepakatan.")
    jangka_waktu: Span | None = key("Jangka waktu.")
    jam: WorkHours | None = key("Jam kerja, bila kesepakatan berisi pekerjaan.")


class Order(Section):
    """diversi.penetapan."""

    pengadilan: Text | None = key("Pengadilan.")
    nomor: Text | None = key("Nomor penetapan.")
    tanggal: Day | None = key("Tanggal penetapan.")


class Diversion(Section):
    """diversi (UU 11/2012, SPPA)."""

    tingkat: Level | None = key("Tingkat pemeriksaan.")
    musyawarah: Annotated[tuple[Deliberation, ...], OneOrMany] = many("Musyawarah diversi.")
    kesediaan: Willingness | None = key("Kesediaan para pihak.")
    hasil: Outcome | None = key("Hasil diversi.")
    kesepakatan: Annotated[tuple[Agreement, ...], OneOrMany] = many("Kesepakatan diversi.")
    penetapan: Order | None = key("Penetapan pengadilan.")


class OriginalPenalty(Section):
    """putusan.pidana_semula: what community service takes the place of."""

    penjara: Span | None = key("Pidana penjara semula.")
    denda: Amount | None = key("Pidana denda semula.")


class FinePayment(Section):
    """One payment of the fine."""

    tanggal: Day = need("Tanggal pembayaran.")
    jumlah: Amount = need("Jumlah yang dibayar.")


class Judgment(Section):
    """putusan: recorded as the court wrote it."""

    dasar: Basis | None = key(
        "Dasar: pasal_85, atau pasal_82 (pengganti denda yang tidak dibayar)."
    )
    pengadilan: Text | None = key("Pengadilan yang memutus.")
    nomor: Text | None = key("Nomor putusan.")
    tanggal: Day | None = key("Tanggal putusan.")
    inkracht: Day | None = key("Tanggal berkekuatan hukum tetap.")
    hakim: Annotated[tuple[Text, ...], OneOrMany] = many("Nama hakim.")
    panitera: Text | None = key("Panitera.")
    penuntut_umum: Person | None = key("Penuntut umum.")
    sesuai_salinan: YesNo | None = key("Sudah dicocokkan dengan salinan putusan: ya.")
    pidana_semula: OriginalPenalty | None = key("Pidana semula yang diganti.")
    pembayaran_denda: tuple[FinePayment, ...] = many("Pembayaran denda (Pasal 82 KUHP).")
    jam: WorkHours | None = key("Jumlah jam kerja sosial.")
    jam_per_hari: WorkHours | None = key("Jam sehari menurut putusan.")
    hari_per_minggu: DaysAWeek | None = key("Hari seminggu menurut putusan.")
    jangka_waktu: Span | None = key("Jangka waktu menurut putusan.")
    lokasi: Annotated[tuple[SiteOrText, ...], OneOrMany] = many(
        "Lokasi menurut putusan: kode atau nama."
    )
    jika_tidak_dilaksanakan: Annotated[tuple[Failure, ...], OneOrMany] = many(
        "Perintah bila tidak dilaksanakan (Pasal 85 ayat (7) KUHP)."
    )
    bagian: Share | None = key("Seluruh atau sebagian.")
    uraian_sanksi: Text | None = key("Uraian sanksi menurut putusan.")


class Handover(Section):
    """eksekusi.serah_terima."""

    tanggal: Day = need("Tanggal serah terima.")
    tempat: Text | None = key("Tempat.")
    penerima: Text | None = key("Yang menerima.")
    saksi: Annotated[tuple[Text, ...], OneOrMany] = many("Saksi.")


def as_handover(value: Any) -> Any:
    """Take a single day for the day of the handover."""
    return {"tanggal": value} if isinstance(value, str) else value


class Execution(Section):
    """eksekusi: the prosecutor's letter, which opens the placement (KUHAP art. 349(2))."""

    instansi: AgencyOrText | None = key("Kejaksaan: kode dari office.yaml, atau namanya.")
    nomor: Text | None = key("Nomor surat jaksa.")
    tanggal: Day | None = key("Tanggal surat jaksa.")
    jaksa: Person | None = key("Jaksa pelaksana.")
    serah_terima: Annotated[Handover | None, BeforeValidator(as_handover)] = key(
        "Serah terima klien: tanggal, atau rinciannya."
    )
