"""Hours ordered again, a ledger of their own, and our proposal that they be (KUHP art. 85(7)a)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import figures
from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.ledger import beyond, counted, cut, dihitung, ledger, write_hours
from pipeline.rules.rule import KUHP, PKS, SPPA, WORK, Finding, Rule
from pipeline.values import Hours, write_date


def again_without_order(case: Case, _office: Office) -> Iterator[Finding]:
    """Hours are served again by an order, not by our own decision."""
    if case.pengulangan is None:
        for entry in ledger(case).again:
            yield Finding(entry.path("ulangan"), {"day": write_date(entry.day)})


def again_over_order(case: Case, _office: Office) -> Iterator[Finding]:
    """No more hours count again than were ordered again."""
    ordered = case.pengulangan.jam if case.pengulangan else None
    if ordered is None:
        return
    again = ledger(case).again
    kept = cut(case)
    key = None
    for entry, left, _ in beyond(case, again, lambda _: ordered):
        key = key or entry.count_path[-1]  # one key, so that all rows are told together
        params = {
            "day": write_date(entry.day),
            "total": write_hours(sum(kept.get(one.number, 0) for one in again)),
            "due": write_hours(ordered.minutes),
            "suggestion": dihitung(left),
        }
        yield Finding(entry.path(str(key)), params, related=(("pengulangan", "jam"),))


def again_before_its_day(case: Case, _office: Office) -> Iterator[Finding]:
    """What was worked before the order cannot have been worked because of it."""
    order = case.pengulangan
    if order is None or (start := order.mulai or order.tanggal) is None:
        return
    related = (("pengulangan", "mulai" if order.mulai else "tanggal"),)
    for entry in ledger(case).again:
        if entry.day < start:
            params = {"day": write_date(entry.day), "start": write_date(start)}
            yield Finding(entry.path("tanggal"), params, related=related)


def order_over_judgment(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7)a: all or part is repeated, never more than was ordered at first."""
    again = case.pengulangan.jam if case.pengulangan else None
    first = case.putusan.jam if case.putusan else None
    if again is not None and first is not None and again > first:
        params = {"again": write_hours(again.minutes), "first": write_hours(first.minutes)}
        yield Finding(("pengulangan", "jam"), params, related=(("putusan", "jam"),))


def order_without_threat(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7): what follows a failure is what the judgment ordered for it."""
    orders = case.putusan.jika_tidak_dilaksanakan if case.putusan else ()
    if case.pengulangan is not None and orders and "mengulang" not in orders:
        related = (("putusan", "jika_tidak_dilaksanakan"),)
        yield Finding(("pengulangan",), {"orders": ", ".join(orders)}, related=related)


def again_short(case: Case, _office: Office) -> Iterator[Finding]:
    """Work is complete when the hours that were ordered again are served too."""
    ordered = case.pengulangan.jam if case.pengulangan else None
    rows = ledger(case)
    if ordered is None or not case.penyelesaian or case.penyelesaian.hasil != "selesai":
        return
    lacking = ordered.minutes - counted(rows.again)
    if rows.sure and lacking > 0:
        params = {"due": write_hours(ordered.minutes), "lacking": write_hours(lacking)}
        yield Finding(("penyelesaian", "hasil"), params, related=(("pengulangan", "jam"),))


def proposal_over_judgment(case: Case, _office: Office) -> Iterator[Finding]:
    """What we propose is all or part of what was ordered at first, never more."""
    asked, first = _proposed(case)
    if asked is not None and first is not None and asked > first:
        yield _proposal(asked, first)


def proposal_of_a_part(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7)a: where the judgment orders all to be repeated, no part is proposed."""
    asked, first = _proposed(case)
    if _share(case) == "seluruh" and asked is not None and first is not None and asked < first:
        yield _proposal(asked, first, "bagian")


def proposal_of_all(case: Case, _office: Office) -> Iterator[Finding]:
    """Where the judgment orders a part to be repeated, not all of it is proposed."""
    asked, first = _proposed(case)
    if _share(case) == "sebagian" and asked is not None and asked == first:
        yield _proposal(asked, asked, "bagian")


def proposal_without_threat(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7): we propose what the judgment ordered for a failure, nothing else."""
    orders = case.putusan.jika_tidak_dilaksanakan if case.putusan else ()
    if case.usulan_pengulangan is not None and orders and "mengulang" not in orders:
        related = (("putusan", "jika_tidak_dilaksanakan"),)
        yield Finding(("usulan_pengulangan",), {"orders": ", ".join(orders)}, related=related)


def proposal_though_served(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7) asks for work that was not done: all was, on the day of the proposal."""
    day = case.usulan_pengulangan.tanggal if case.usulan_pengulangan else None
    owed = figures.due(case, day) if day else None
    if day is None or not owed:
        return
    done = counted(entry for entry in ledger(case).own if entry.day <= day)
    if done >= owed.minutes:
        params = {"day": write_date(day), "due": write_hours(owed.minutes)}
        yield Finding(("usulan_pengulangan", "jam"), params, related=(("putusan", "jam"),))


def _proposed(case: Case) -> tuple[Hours | None, Hours | None]:
    """Hours that we propose, and those of the judgment."""
    asked = case.usulan_pengulangan.jam if case.usulan_pengulangan else None
    return asked, case.putusan.jam if case.putusan else None


def _share(case: Case) -> str | None:
    """How much the judgment orders to be repeated; None where it orders something else."""
    judgment = case.putusan
    orders = judgment.jika_tidak_dilaksanakan if judgment else ()
    return judgment.bagian if judgment and (not orders or "mengulang" in orders) else None


def _proposal(asked: Hours, first: Hours, held_to: str = "jam") -> Finding:
    """The hours proposed, held to a key of the judgment."""
    params = {"asked": write_hours(asked.minutes), "first": write_hours(first.minutes)}
    return Finding(("usulan_pengulangan", "jam"), params, related=(("putusan", held_to),))


DAYS = ("kehadiran.tanggal",)
ORDER = ("pengulangan.tanggal",)
PROPOSAL = ("usulan_pengulangan.tanggal",)
CHILD = ("pelayanan_masyarakat",)
RULES: tuple[Rule, ...] = (
    Rule(
        "KS213",
        again_without_order,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00, ulangan: ya}]",
        passing="pengulangan: {jam: 8}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00, ulangan: ya}]",
    ),
    Rule(
        "KS214",
        again_over_order,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="pengulangan: {jam: 8}\nkehadiran:\n"
        "- {tanggal: 2026-04-01, mulai: 08.00, selesai: 13.00, ulangan: ya}\n"
        "- {tanggal: 2026-04-02, mulai: 08.00, selesai: 13.00, ulangan: ya}",
        passing="pengulangan: {jam: 8}\nkehadiran:\n"
        "- {tanggal: 2026-04-01, mulai: 08.00, selesai: 13.00, ulangan: ya}\n"
        "- {tanggal: 2026-04-02, mulai: 08.00, selesai: 11.00, ulangan: ya}",
    ),
    Rule(
        "KS215",
        again_before_its_day,
        "warning",
        kinds=WORK,
        acts=DAYS,
        failing="pengulangan: {mulai: 2026-04-02}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00, ulangan: ya}]",
        passing="pengulangan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00, ulangan: ya}]",
    ),
    Rule(
        "KS222",
        order_over_judgment,
        "warning",
        kinds=PKS,
        acts=ORDER,
        since=KUHP,
        failing="putusan: {jam: 80}\npengulangan: {jam: 81}",
        passing="putusan: {jam: 80}\npengulangan: {jam: 80}",
    ),
    Rule(
        "KS223",
        order_without_threat,
        "warning",
        kinds=PKS,
        acts=ORDER,
        since=KUHP,
        failing="putusan: {jika_tidak_dilaksanakan: penjara}\npengulangan: {jam: 80}",
        passing="putusan: {jika_tidak_dilaksanakan: [mengulang, penjara]}\npengulangan: {jam: 80}",
    ),
    Rule(
        "KS225",
        again_short,
        "warning",
        kinds=WORK,
        acts=("penyelesaian.tanggal",),
        failing="pengulangan: {jam: 8}\n"
        "penyelesaian: {tanggal: 2026-04-30, hasil: selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 15.00, ulangan: ya}]",
        passing="pengulangan: {jam: 8}\n"
        "penyelesaian: {tanggal: 2026-04-30, hasil: selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00, ulangan: ya}]",
    ),
    Rule(
        "KS228",
        proposal_over_judgment,
        "error",
        kinds=PKS,
        acts=PROPOSAL,
        since=KUHP,
        failing="putusan: {jam: 80}\nusulan_pengulangan: {jam: 81}",
        passing="putusan: {jam: 80}\nusulan_pengulangan: {jam: 80}",
    ),
    Rule(
        "KS229",
        proposal_over_judgment,
        "warning",
        kinds=CHILD,
        acts=PROPOSAL,
        since=SPPA,
        ground="unverified",
        failing="putusan: {jam: 60}\nusulan_pengulangan: {jam: 61}",
        passing="putusan: {jam: 60}\nusulan_pengulangan: {jam: 60}",
    ),
    Rule(
        "KS230",
        proposal_of_a_part,
        "error",
        kinds=PKS,
        acts=PROPOSAL,
        since=KUHP,
        failing="putusan: {jam: 80, bagian: seluruh}\nusulan_pengulangan: {jam: 40}",
        passing="putusan: {jam: 80, bagian: sebagian}\nusulan_pengulangan: {jam: 40}",
    ),
    Rule(
        "KS231",
        proposal_of_all,
        "warning",
        kinds=PKS,
        acts=PROPOSAL,
        since=KUHP,
        failing="putusan: {jam: 80, bagian: sebagian}\nusulan_pengulangan: {jam: 80}",
        passing="putusan: {jam: 80, bagian: sebagian}\nusulan_pengulangan: {jam: 79}",
    ),
    Rule(
        "KS232",
        proposal_without_threat,
        "error",
        kinds=PKS,
        acts=PROPOSAL,
        since=KUHP,
        failing="putusan: {jika_tidak_dilaksanakan: penjara}\nusulan_pengulangan: {jam: 40}",
        passing="putusan: {jika_tidak_dilaksanakan: mengulang}\nusulan_pengulangan: {jam: 40}",
    ),
    Rule(
        "KS233",
        proposal_though_served,
        "warning",
        kinds=PKS,
        acts=PROPOSAL,
        since=KUHP,
        failing="putusan: {jam: 8}\nusulan_pengulangan: {tanggal: 2026-04-02, jam: 8}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}]",
        passing="putusan: {jam: 8}\nusulan_pengulangan: {tanggal: 2026-04-02, jam: 8}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 15.00}]",
    ),
)
