"""Days that an officer writes: those of the case's life, in order.

Why: a day alone says nothing of whether it can be; the table here says which step each key is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipeline.case.judgment import Handover
from pipeline.case.offence import DayRange
from tests.generating.yaml import Bare

if TYPE_CHECKING:
    from tests.generating.officer import Officer

Maker = Callable[["Officer", str, int], Any]

# The step of life of each day; an entry of a list is so many days after the one before it.
DAYS: dict[str, tuple[str, int]] = {
    "pergantian_pk.tanggal": ("sent", 3),
    "asal_litmas.tanggal": ("reported", 0),
    "perkara.tanggal.dari": ("offence", 0),
    "perkara.tanggal.sampai": ("offence_end", 0),
    "perkara.penahanan.sejak": ("held", 0),
    "masa_pidana.ditahan": ("held", 0),
    "masa_pidana.tahanan.dari": ("held", 30),
    "masa_pidana.tahanan.sampai": ("held", 30),
    "masa_pidana.remisi.tanggal": ("asked", -90),
    "permintaan.tanggal": ("asked", 0),
    "permintaan.diterima": ("received", 0),
    "penugasan.tanggal": ("assigned", 0),
    "pengumpulan_data.tanggal": ("gathered", 0),
    "asesmen.persetujuan": ("consented", 0),
    "asesmen.risiko.tanggal": ("assessed", 0),
    "asesmen.kriminogenik.tanggal": ("assessed", 0),
    "kelayakan.persetujuan.tanggal": ("consented", 0),
    "sidang_tpp.undangan": ("invited", 0),
    "sidang_tpp.tanggal": ("board", 0),
    "rekomendasi.tanggal_laporan": ("reported", 0),
    "pengantar.tanggal": ("sent", 0),
    "diversi.musyawarah.tanggal": ("met", 2),
    "diversi.penetapan.tanggal": ("final", 0),
    "putusan.tanggal": ("judged", 0),
    "putusan.inkracht": ("final", 0),
    "putusan.pembayaran_denda.tanggal": ("paid", 0),
    "eksekusi.tanggal": ("ordered", 0),
    "eksekusi.serah_terima.tanggal": ("handed", 0),
    "penerimaan.tanggal": ("taken", 0),
    "penugasan_pembimbingan.tanggal": ("appointed", 0),
    "kesediaan.tanggal_surat": ("gathered", 0),
    "kesediaan.tanggal_jawaban": ("assessed", 0),
    "pernyataan_klien.tanggal": ("declared", 0),
    "bimbingan.tanggal": ("started", 14),
    "izin_luar_kota.tanggal_surat": ("started", 20),
    "izin_luar_kota.dari": ("started", 20),
    "izin_luar_kota.sampai": ("started", 20),
    "panggilan.tanggal_surat": ("appointed", 5),
    "panggilan.tanggal": ("appointed", 5),
    "pelanggaran.tanggal_surat": ("started", 7),
    "pelanggaran.tanggal": ("started", 7),
    "usulan_pengulangan.tanggal": ("done", 0),
    "pengulangan.tanggal": ("started", 0),
    "pengulangan.mulai": ("started", 0),
    "penyelesaian.tanggal": ("done", 0),
    "penyelesaian.tanggal_laporan": ("told", 0),
    "penyelesaian.tanda_terima.tanggal": ("closed", 0),
    "pelimpahan.tanggal_surat": ("told", 0),
    "pengakhiran.tanggal": ("closed", 0),
}


def day(officer: Officer, path: str, index: int) -> Bare:
    """A day of the case's life."""
    if path.endswith("tanggal_lahir"):
        return officer.date(officer.born(path))
    if path.startswith("putusan.") and officer.life.kind == "reintegrasi":  # the old conviction
        return officer.date(officer.life.day("held", 60 if path.endswith("tanggal") else 67))
    step, apart = DAYS[path]
    return officer.date(officer.life.day(step, apart * index))


def _prison_day(officer: Officer, path: str, index: int) -> Bare:
    """A day of a prison term of four years."""
    share = {"sepertiga": 487, "setengah": 731, "dua_pertiga": 974}.get(path.split(".")[1], 1461)
    return officer.date(officer.life.day("held", share))


def year(officer: Officer, path: str, index: int) -> Bare:
    """The year of birth."""
    return Bare(officer.born(path).year)


def _when(officer: Officer, path: str, index: int) -> Any:
    if officer.chance.random() < 0.5:
        return officer.date(officer.life.day("offence"))
    return officer.section(DayRange, path)


def _handover(officer: Officer, path: str, index: int) -> Any:
    if officer.chance.random() < 0.3:
        return officer.date(officer.life.day("handed"))
    return officer.section(Handover, path)


def _placed(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.starts[index] - timedelta(days=index))


def _starts(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.starts[index])


def _ends(officer: Officer, path: str, index: int) -> Bare:
    life = officer.life
    last = max(life.day("done"), life.starts[-1])
    following = [start - timedelta(days=1) for start in life.starts[index + 1 :]]
    return officer.date(min([last, *following]))


def _month(officer: Officer, path: str, index: int) -> Bare:
    return Bare(f"{_following(officer.life.day('started'), index):%Y-%m}")


def _reported(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(_following(officer.life.day("started"), index + 1).replace(day=4))


def _following(first: date, months: int) -> date:
    """The first of the month so many months later."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def _summons_day(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("appointed", 5 * index + 3))


def _leave_end(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("started", 20 * index + 4))


def _custody_end(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("held", 30 * index + 29))


DAY_MAKERS: dict[str, Maker] = {
    "perkara.tanggal": _when,
    **dict.fromkeys(
        (f"masa_pidana.{name}" for name in ("sepertiga", "setengah", "dua_pertiga")), _prison_day
    ),
    **dict.fromkeys(("masa_pidana.ekspirasi_awal", "masa_pidana.ekspirasi"), _prison_day),
    "masa_pidana.tahanan.sampai": _custody_end,
    "eksekusi.serah_terima": _handover,
    "penempatan.tanggal_surat": _placed,
    "penempatan.mulai": _starts,
    "penempatan.selesai": _ends,
    "perkembangan.bulan": _month,
    "perkembangan.tanggal_laporan": _reported,
    "panggilan.tanggal": _summons_day,
    "izin_luar_kota.sampai": _leave_end,
}
