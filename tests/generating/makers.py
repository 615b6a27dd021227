"""What an officer writes at single keys: days in order, hours within the law, sums that agree.

Why: most keys need only a value of their type; those here depend on others, and a table says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipeline.case.assessment import Analysis
from pipeline.case.judgment import Agreement, Handover
from pipeline.case.offence import DayRange
from pipeline.case.service import Placement, Progress
from tests.generating.life import Row
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
_YEARS = {"klien": (19, 55), "anak": (1, 12), "saudara": (15, 60)}
_PERIODS = ("3 bulan", "1 tahun 6 bulan", "15 hari", "2 minggu", "6 (enam) bulan", "4 bulan")


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


def _year(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.born(path).year)


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


def _when(officer: Officer, path: str, index: int) -> Any:
    if officer.chance.random() < 0.5:
        return officer.date(officer.life.day("offence"))
    return officer.section(DayRange, path)


def _handover(officer: Officer, path: str, index: int) -> Any:
    if officer.chance.random() < 0.3:
        return officer.date(officer.life.day("handed"))
    return officer.section(Handover, path)


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


def _judged_hours(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(officer.life.judged_hours * 60)


def _owed(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(officer.life.owed)


def _hours_a_day(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(240 if officer.life.is_child else 480)


def _basis(officer: Officer, path: str, index: int) -> Bare:
    return Bare("pasal_82" if officer.life.of_fine else "pasal_85")


def _fine(officer: Officer, path: str, index: int) -> Bare:
    return officer.money(8_000_000)


def _payments(officer: Officer, path: str, index: int) -> list[Any]:
    paid = officer.date(officer.life.day("paid"))
    return [{"tanggal": paid, "jumlah": officer.money(2_000_000)}]


def _agreed(officer: Officer, path: str, index: int) -> list[Any]:
    """Points of an agreement; the first one is the work, where there is work."""
    points = []
    for number in range(officer.chance.choice((1, 2, 3))):
        point = officer.section(Agreement, path, number)
        point.pop("jam", None)
        if number == 0 and officer.life.works:
            point |= {"jam": _owed(officer, path, 0), "jangka_waktu": Bare("6 bulan")}
        points.append(point)
    return points


def _placements(officer: Officer, path: str, index: int) -> Any:
    found = [officer.section(Placement, path, n) for n in range(len(officer.life.starts))]
    return found[0] if len(found) == 1 else found


def _placed(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.starts[index] - timedelta(days=index))


def _starts(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.starts[index])


def _ends(officer: Officer, path: str, index: int) -> Bare:
    life = officer.life
    last = max(life.day("done"), life.starts[-1])
    following = [start - timedelta(days=1) for start in life.starts[index + 1 :]]
    return officer.date(min([last, *following]))


def _schedule(officer: Officer, path: str, index: int) -> list[Any]:
    life = officer.life
    rest = life.rest if life.shift > 120 else 0
    return [
        {"hari": Bare(officer.chance.choice((name, name.capitalize()))), **_times(officer, row)}
        for name in life.week
        for row in (Row(life.day("started"), 480, 480 + life.shift + rest, rest),)
    ]


def _times(officer: Officer, row: Row) -> dict[str, Any]:
    """When work began and ended."""
    times = {"mulai": officer.clock(row.start), "selesai": officer.clock(row.end)}
    return times | ({"istirahat": officer.hours(row.rest)} if row.rest else {})


def _attendance(officer: Officer, path: str, index: int) -> list[Any]:
    return [_attended(officer, path, row) for row in officer.life.rows]


def _attended(officer: Officer, path: str, row: Row) -> dict[str, Any]:
    written: dict[str, Any] = {"tanggal": officer.date(row.day)}
    if row.status == "hadir":
        written |= _times(officer, row)
        texts = ["kegiatan", "perilaku", "pengawas", "catatan"]
        if officer.chance.random() < officer.life.density:
            written["patuh"] = Bare("tidak" if officer.chance.random() < 0.1 else "ya")
    else:
        written["status"] = Bare(row.status)
        texts = ["alasan", "catatan"]
    for name in texts:
        if officer.chance.random() < officer.life.density:
            written[name] = officer.words.text(f"{path}.{name}")
    if row.counted is not None:
        written["dihitung"] = officer.hours(row.counted) if row.counted else Bare("tidak")
        written["alasan"] = officer.words.text(f"{path}.alasan")
    if row.again:
        written["ulangan"] = Bare("ya")
    return written


def _months(officer: Officer, path: str, index: int) -> list[Any]:
    """A report for each month of work."""
    first, last = officer.life.day("started"), officer.life.day("done")
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [officer.section(Progress, path, n) for n in range(min(count, 4))]


def _month(officer: Officer, path: str, index: int) -> Bare:
    return Bare(f"{_following(officer.life.day('started'), index):%Y-%m}")


def _reported(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(_following(officer.life.day("started"), index + 1).replace(day=4))


def _following(first: date, months: int) -> date:
    """The first of the month so many months later."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def _repeated(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(officer.life.shift * 2)


def _result(officer: Officer, path: str, index: int) -> Bare:
    done = officer.life.is_complete or not officer.life.works
    return Bare("selesai" if done else "tidak_selesai")


def _cause(officer: Officer, path: str, index: int) -> Bare:
    if officer.chance.random() < 0.2:
        return Bare(officer.chance.choice(("meninggal", "pelimpahan", "grasi_amnesti")))
    return _result(officer, path, index)


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


def _summons_day(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("appointed", 5 * index + 3))


def _leave_end(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("started", 20 * index + 4))


def _custody_end(officer: Officer, path: str, index: int) -> Bare:
    return officer.date(officer.life.day("held", 30 * index + 29))


def _is(word: str) -> Maker:
    return lambda officer, path, index: Bare(word)


# --- single values by what the editor's schema calls their type -------------------------------


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
    "tahun": _year,
    "bilangan": _score,
    "1 sampai 7": _week_days,
    "NIK, 16 angka": _nik,
}
MAKERS: dict[str, Maker] = {
    "klien.jenis_kelamin": _sex,
    "klien.kewarganegaraan": _is("Indonesia"),
    "asal_litmas": _origin,
    "perkara.tanggal": _when,
    "perkara.status": _status,
    **dict.fromkeys(
        (f"masa_pidana.{name}" for name in ("sepertiga", "setengah", "dua_pertiga")), _prison_day
    ),
    **dict.fromkeys(("masa_pidana.ekspirasi_awal", "masa_pidana.ekspirasi"), _prison_day),
    "masa_pidana.pidana": _is("4 tahun"),
    "masa_pidana.tahanan.sampai": _custody_end,
    "analisis": _analysis,
    **dict.fromkeys(("rekomendasi.usulan.jam", "putusan.jam", "kesediaan.jam"), _judged_hours),
    **dict.fromkeys(("rekomendasi.usulan.jam_per_hari", "putusan.jam_per_hari"), _hours_a_day),
    "rekomendasi.usulan.jangka_waktu": _is("5 bulan"),
    "diversi.hasil": _is("berhasil"),
    "diversi.kesepakatan": _agreed,
    "putusan.dasar": _basis,
    "putusan.sesuai_salinan": _is("ya"),
    "putusan.pidana_semula.penjara": _is("4 bulan"),
    "putusan.pidana_semula.denda": _fine,
    "putusan.pembayaran_denda": _payments,
    "putusan.jangka_waktu": _is("6 bulan"),
    "eksekusi.serah_terima": _handover,
    "penempatan": _placements,
    "penempatan.tanggal_surat": _placed,
    "penempatan.mulai": _starts,
    "penempatan.selesai": _ends,
    "penempatan.upah": _is("0"),
    "penempatan.jadwal": _schedule,
    "kehadiran": _attendance,
    "perkembangan": _months,
    "perkembangan.bulan": _month,
    "perkembangan.tanggal_laporan": _reported,
    "panggilan.tanggal": _summons_day,
    "izin_luar_kota.sampai": _leave_end,
    "pengulangan.jam": _repeated,
    "penyelesaian.hasil": _result,
    "pengakhiran.sebab": _cause,
    "surat": _letters,
}
BY_NAME: dict[str, Maker] = {"nama": _name, "nip": _nip}
