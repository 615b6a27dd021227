"""The work that an officer records: hours within the law, placements, and days that add up.

Why: hours of judgment, schedule and attendance must agree, so they all come from one life.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.case.judgment import Agreement
from pipeline.case.service import Placement, Progress
from tests.generating.days import Maker
from tests.generating.life import Row
from tests.generating.yaml import Bare

if TYPE_CHECKING:
    from tests.generating.officer import Officer


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


def _repeated(officer: Officer, path: str, index: int) -> Bare:
    return officer.hours(officer.life.shift * 2)


def _orders(officer: Officer, path: str, index: int) -> Any:
    """What follows a failure; a repetition, where we propose one."""
    names = officer.chance.sample(ORDERS, officer.chance.choice((1, 1, 2, 3)))
    if officer.proposes_again and "mengulang" not in names:
        names.append("mengulang")
    return Bare(names[0]) if len(names) == 1 else [Bare(name) for name in names]


def _share(officer: Officer, path: str, index: int) -> Bare:
    return Bare(officer.share)


def _proposed_again(officer: Officer, path: str, index: int) -> Bare:
    """All hours of the judgment, or a part, as it orders."""
    judged = officer.life.judged_hours * 60
    part = min(officer.life.shift * 2, judged - 30)
    return officer.hours(judged if officer.share == "seluruh" else part)


def _result(officer: Officer, path: str, index: int) -> Bare:
    done = officer.life.is_complete or not officer.life.works
    return Bare("selesai" if done else "tidak_selesai")


def _cause(officer: Officer, path: str, index: int) -> Bare:
    if officer.chance.random() < 0.2:
        return Bare(officer.chance.choice(("meninggal", "pelimpahan", "grasi_amnesti")))
    return _result(officer, path, index)


ORDERS = ("mengulang", "penjara", "denda")
WORK_MAKERS: dict[str, Maker] = {
    **dict.fromkeys(("rekomendasi.usulan.jam", "putusan.jam", "kesediaan.jam"), _judged_hours),
    **dict.fromkeys(("rekomendasi.usulan.jam_per_hari", "putusan.jam_per_hari"), _hours_a_day),
    "diversi.kesepakatan": _agreed,
    "putusan.dasar": _basis,
    "putusan.pidana_semula.denda": _fine,
    "putusan.pembayaran_denda": _payments,
    "penempatan": _placements,
    "penempatan.jadwal": _schedule,
    "kehadiran": _attendance,
    "perkembangan": _months,
    "pengulangan.jam": _repeated,
    "putusan.jika_tidak_dilaksanakan": _orders,
    "putusan.bagian": _share,
    "usulan_pengulangan.jam": _proposed_again,
    "penyelesaian.hasil": _result,
    "pengakhiran.sebab": _cause,
}
