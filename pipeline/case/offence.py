"""What happened and what it is charged as: perkara, masa_pidana."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.parsers.quantities import parse_period
from pipeline.parsers.typed import spaced
from pipeline.parsers.words import as_list
from pipeline.scalars import (
    Amount,
    Day,
    FineThreat,
    Prose,
    Span,
    Text,
    Whole,
    YesNo,
    choice,
    typed_as,
)
from pipeline.values import Period

STATUS = ("tersangka", "terdakwa", "terpidana", "anak")
DETENTION = ("rutan", "rumah", "kota", "tidak_ditahan")
Status = Annotated[str, *choice(*STATUS)]
DetentionKind = Annotated[
    str,
    *choice(*DETENTION, rutan="rumah tahanan negara", rumah="tahanan rumah", kota="tahanan kota"),
]

LIFE = "seumur hidup"


def parse_threat(value: object) -> Period | str:
    """Read a threatened prison term: a period, or ``seumur hidup``."""
    text = spaced(value)
    return LIFE if text.lower() == LIFE else parse_period(text)


def as_range(value: Any) -> Any:
    """Take a single day for the day on which it began."""
    return {"dari": value} if isinstance(value, str) else value


Threat = Annotated[
    Any, *typed_as(parse_threat, f"jangka waktu, atau `{LIFE}`", "2 tahun 6 bulan", LIFE)
]


class Penalty(Section):
    """A threatened penalty."""

    penjara: Threat = key("Ancaman pidana penjara, misalnya `2 tahun 6 bulan`.")
    denda: FineThreat | None = key("Ancaman denda: kategori (`kategori II`) atau jumlah.")


class Charge(Section):
    """One charge of several."""

    pasal: Text = need("Pasal yang didakwakan.")
    ancaman: Penalty | None = key("Ancaman pidana pasal ini.")
    terbukti: YesNo | None = key("Terbukti menurut putusan: ya atau tidak.")


class DayRange(Section):
    """When the offence happened."""

    dari: Day = need("Tanggal kejadian, atau hari pertamanya.")
    sampai: Day | None = key("Hari terakhir, bila lebih dari satu hari.")


class Detention(Section):
    """perkara.penahanan."""

    jenis: DetentionKind | None = key("Jenis penahanan.")
    sejak: Day | None = key("Ditahan sejak.")


class Victim(Section):
    """A victim. Who may read it is decided by the document's reader."""

    nama: Text | None = key("Nama korban.")
    umur: Whole | None = key("Umur korban dalam tahun.")
    hubungan: Text | None = key("Hubungan korban dengan klien.")
    keadaan: Prose | None = key("Keadaan korban.")
    kerugian: Amount | None = key("Kerugian korban.")


class Consequences(Section):
    """perkara.akibat."""

    korban: Prose | None = key("Akibat bagi korban.")
    klien: Prose | None = key("Akibat bagi klien.")
    keluarga: Prose | None = key("Akibat bagi keluarga.")
    masyarakat: Prose | None = key("Akibat bagi masyarakat.")


class Offence(Section):
    """perkara."""

    tindak_pidana: Text = need("Nama tindak pidana, misalnya `Pencurian ringan`.")
    pasal: Annotated[tuple[Text, ...], OneOrMany] = many("Pasal yang disangkakan.")
    nomor_penuntut: Text | None = key("Nomor perkara pada penuntut umum.")
    status: Status | None = key("Kedudukan klien dalam perkara.")
    ancaman: Penalty | None = key("Ancaman pidana.")
    dakwaan: tuple[Charge, ...] = many("Dakwaan, bila lebih dari satu atau alternatif.")
    tanggal: Annotated[DayRange | None, BeforeValidator(as_range)] = key(
        "Tanggal kejadian, atau `dari` dan `sampai`."
    )
    tempat: Text | None = key("Tempat kejadian.")
    pengulangan: YesNo | None = key("Pengulangan tindak pidana: ya atau tidak.")
    penahanan: Detention | None = key("Penahanan.")
    latar_belakang: Prose | None = key("Latar belakang tindak pidana.")
    kronologi: Prose | None = key("Kronologi tindak pidana.")
    korban: Annotated[tuple[Victim, ...], OneOrMany] = many("Korban.")
    akibat: Consequences | None = key("Akibat tindak pidana.")


class Custody(Section):
    """One stretch of detention."""

    jenis: DetentionKind | None = key("Jenis penahanan.")
    dari: Day = need("Mulai ditahan.")
    sampai: Day | None = key("Sampai dengan.")


class Remission(Section):
    """One remission."""

    tanggal: Day | None = key("Tanggal remisi.")
    lama: Span = need("Lama remisi.")


def as_remissions(value: Any) -> Any:
    """Take a single period, or a single remission, for the one that there was."""
    return as_list({"lama": value} if isinstance(value, str) else value)


class PrisonTerm(Section):
    """masa_pidana (reintegrasi)."""

    pidana: Span | None = key("Pidana penjara yang dijatuhkan.")
    subsider: Span | None = key("Pidana pengganti denda.")
    ditahan: Day | None = key("Tanggal pertama kali ditahan.")
    tahanan: tuple[Custody, ...] = many("Riwayat penahanan.")
    remisi: Annotated[tuple[Remission, ...], BeforeValidator(as_remissions)] = many("Remisi.")
    sepertiga: Day | None = key("Tanggal sepertiga masa pidana.")
    setengah: Day | None = key("Tanggal setengah masa pidana.")
    dua_pertiga: Day | None = key("Tanggal dua pertiga masa pidana.")
    ekspirasi_awal: Day | None = key("Tanggal ekspirasi sebelum remisi.")
    ekspirasi: Day | None = key("Tanggal ekspirasi.")
