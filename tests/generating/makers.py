"""What an officer writes at single keys: a value of the key's type, or what the key asks for.

Why: most keys need only a value of their type; for those that depend on others a table says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.case.assessment import Analysis
from tests.generating.days import DAY_MAKERS, Maker, day, year
from tests.generating.work import WORK_MAKERS
from tests.generating.yaml import Bare

if TYPE_CHECKING:
    from tests.generating.officer import Officer

_PERIODS = ("3 bulan", "1 tahun 6 bulan", "15 hari", "2 minggu", "6 (enam) bulan", "4 bulan")


def _nik(officer: Officer, path: str, index: int) -> str:
    """An invented number that fits the birth date, and a client's sex."""
    born = officer.born(path)
    woman = officer.is_woman if path == "klien.nik" else officer.chance.random() < 0.5
    first = born.day + 40 * woman
    serial = officer.chance.randrange(1, 9999)
    return f"3398{officer.chance.randrange(1, 30):02}{first:02}{born:%m%y}{serial:04}"


def _nip(officer: Officer, path: str, index: int) -> str:
    return (
        f"1980{officer.chance.randrange(1, 13):02}12200501{1:d}{officer.chance.randrange(999):03}"
    )


def _name(officer: Officer, path: str, index: int) -> str:
    return officer.words.name(path)


def _sex(officer: Officer, path: str, index: int) -> Bare:
    return Bare("perempuan" if officer.is_woman else "laki-laki")


def _threat(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.chance.choice(("2 tahun 6 bulan", "9 bulan", "4 tahun", "1 (satu) tahun")))


def _status(officer: Officer, path: str, index: int) -> Bare:
    if officer.life.is_child:
        return Bare("anak")
    return Bare("terpidana" if officer.life.kind == "reintegrasi" else "terdakwa")


def _analysis(officer: Officer, path: str, index: int) -> Any:
    if officer.chance.random() < 0.5:
        return officer.words.prose(path)
    return officer.section(Analysis, path)


def _origin(officer: Officer, path: str, index: int) -> Any:
    """Whence the litmas came: a word alone, or with what is known of it."""
    if officer.chance.random() < 0.4:
        return Bare(officer.chance.choice(("bapas_lain", "tidak_ada")))
    new = officer.words.new
    if officer.chance.random() < 0.5:
        return {"dari": Bare("tidak_ada"), "alasan": officer.words.text(f"{path}.alasan")}
    return {
        "dari": Bare("bapas_lain"),
        "instansi": new(f"{path}.instansi", "Bapas {0} Wetan"),
        "nomor": new(f"{path}.nomor", "{0}/Lit/2026"),
        "tanggal": day(officer, f"{path}.tanggal", 0),
    }


def _letters(officer: Officer, path: str, index: int) -> dict[str, Any]:
    """Numbers that an office keeps by itself."""
    names = (
        "surat_tugas",
        "pengantar_litmas",
        "surat_penempatan",
        "laporan_selesai",
        "tata_tertib",
    )
    found: dict[str, Any] = {}
    for name in (name for name in names if officer.chance.random() < 0.4):
        found[name] = {"nomor": officer.words.new(f"{path}.nomor", "W.{0}-7")}
        if officer.chance.random() < 0.5:
            found[name]["tanggal"] = officer.date(officer.life.day("closed"))
    return found


def _is(word: str) -> Maker:
    return lambda officer, path, index: Bare(word)


def _text(officer: Officer, path: str, index: int) -> str:
    return officer.words.text(path)


def _prose(officer: Officer, path: str, index: int) -> Any:
    return officer.words.prose(path)


def _clock(officer: Officer, path: str, index: int) -> Bare:
    return officer.clock(officer.chance.randrange(28, 66) * 15)


def _hours(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(officer.chance.randrange(16, 80) * 30)


def _amount(officer: Officer, path: str, index: int) -> Bare:
    return officer.money(officer.chance.randrange(50_000, 9_000_000))


def _fine_threat(officer: Officer, path: str, index: int) -> Bare:
    return officer.chance.choice(
        (Bare("kategori II"), Bare("Kategori iv"), officer.money(4_500_000))
    )


def _period(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.chance.choice(_PERIODS))


def _count(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.chance.randrange(5, 80))


def _score(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.chance.choice(("7,5", "12", "0", "30.25")))


def _week_days(officer: Officer, path: str, index: int) -> Bare:
    return Bare(max(len(officer.life.week), officer.chance.randrange(1, 7)))


OF_TYPE: dict[str, Maker] = {
    "teks": _text,
    "narasi": _prose,
    "tanggal": day,
    "waktu": _clock,
    "jam": _hours,
    "uang": _amount,
    "kategori denda atau uang": _fine_threat,
    "jangka waktu": _period,
    "jangka waktu, atau `seumur hidup`": _threat,
    "bilangan bulat": _count,
    "tahun": year,
    "bilangan": _score,
    "1 sampai 7": _week_days,
    "NIK, 16 angka": _nik,
}
MAKERS: dict[str, Maker] = {
    **DAY_MAKERS,
    **WORK_MAKERS,
    "klien.jenis_kelamin": _sex,
    "klien.kewarganegaraan": _is("Indonesia"),
    "asal_litmas": _origin,
    "perkara.status": _status,
    "masa_pidana.pidana": _is("4 tahun"),
    "analisis": _analysis,
    "rekomendasi.usulan.jangka_waktu": _is("5 bulan"),
    "diversi.hasil": _is("berhasil"),
    "putusan.sesuai_salinan": _is("ya"),
    "putusan.pidana_semula.penjara": _is("4 bulan"),
    "putusan.jangka_waktu": _is("6 bulan"),
    "penempatan.upah": _is("0"),
    "surat": _letters,
}
BY_NAME: dict[str, Maker] = {"nama": _name, "nip": _nip}
