"""What a template sees: the case as plain values, codes resolved, figures counted.

Why: a template reads ``penempatan.lokasi.alamat`` and need not know that the case file holds a
code; and what it is given it cannot change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from pydantic import BaseModel

from pipeline import figures
from pipeline.case import Case
from pipeline.case.assessment import Analysis
from pipeline.case.codes import CodeKey, code_keys
from pipeline.case.section import written_name
from pipeline.catalog import Catalog
from pipeline.office import Office, entry_model
from pipeline.papers import Paper, value_at
from pipeline.values import Fine, Hours, Word

BLANK_NUMBER = "……………………"
DRAFT_MARK = "KONSEP"


class Printed(str):
    """A word of the vocabulary with blanks for printing; compares with its written form too."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Equal to ``belum kawin`` and to ``belum_kawin``."""
        return isinstance(other, str) and str(self) == other.replace("_", " ")

    def __ne__(self, other: object) -> bool:
        """Not equal to either form."""
        return not self == other

    def __hash__(self) -> int:
        """Hash of the printed form."""
        return hash(str(self))


def plain(value: Any) -> Any:
    """Turn models into dicts with the keys of the vocabulary, tuples into lists."""
    if isinstance(value, BaseModel):
        return {
            written_name(name, field): plain(getattr(value, name))
            for name, field in type(value).model_fields.items()
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, Word):
        return Printed(value.replace("_", " "))
    return str(value) if isinstance(value, Fine) else value


def context(case: Case, office: Office, catalog: Catalog, paper: Paper) -> dict[str, Any]:
    """Everything that the template of one document can read.

    Args:
        case: a case whose errors, if any, this document tolerates.
        office: where its codes are resolved.
        catalog: for the numbers of other documents.
        paper: the document that is made.
    """
    view: dict[str, Any] = plain(case)
    view["kantor"] = plain(office.kantor)
    view["pejabat"] = plain(office.pejabat)
    view["analisis"] = plain(case.analisis or Analysis())
    view["jenis_judul"] = case.jenis.replace("_", " ").title()
    view["hitung"] = _figures(case)
    view["kehadiran"] = _attendance(case)
    del view["catatan"]  # never printed, so no template can read it
    view["penempatan"] = _placements(case)
    for key in code_keys(Case):
        _resolve(view, key.path, partial(_entry, key, office))
    if paper.number is not None and paper.entry.for_each:
        rows = view[paper.entry.for_each]
        view["ini"] = rows[_position(case, paper.entry.for_each, paper.number)]
    view["penempatan_semua"] = view["penempatan"]
    view["penempatan"] = view["penempatan"][-1] if view["penempatan"] else None
    view["nomor_surat"] = {other.name: number_of(case, Paper(other)) for other in catalog.entries}
    view["surat"] = {
        "nomor": number_of(case, paper),
        "tanggal": date_of(case, paper),
        "judul": paper.entry.title_of(case.jenis),
    }
    view["draf"] = True
    view["tanda_draf"] = DRAFT_MARK
    return view


def _resolve(value: Any, names: tuple[str, ...], entry: Callable[[str], Any]) -> Any:
    """Put the entry of office.yaml in place of each code below a key; lists are walked."""
    if isinstance(value, list):
        return [_resolve(item, names, entry) for item in value]
    if value is None or not names:
        return value and entry(value)
    value[names[0]] = _resolve(value[names[0]], names[1:], entry)
    return value


def _entry(key: CodeKey, office: Office, code: str) -> dict[str, Any]:
    """An entry by its code, or one that has nothing but the name that was written."""
    known = office.entries(key.section)
    if key.free and code not in known:
        named = entry_model(key.section).model_validate({"nama": code})
        return {"kode": None, **plain(named)}
    return {"kode": code, **plain(known[code])}


def _placements(case: Case) -> list[dict[str, Any]]:
    """The placements in the order of time, each shift with its day as printed and its hours."""
    return [
        {
            **plain(placement),
            "jadwal": [
                {**plain(shift), "hari": shift.hari.capitalize(), "jam": shift.worked}
                for shift in placement.jadwal
            ],
            "jam_per_minggu": figures.weekly(placement),
        }
        for placement in figures.placements(case)
    ]


def _attendance(case: Case) -> list[dict[str, Any]]:
    """The rows with their hours; hours ordered again add up by themselves, as in `figures`."""
    rows: list[dict[str, Any]] = []
    so_far = {False: Hours(0), True: Hours(0)}
    for row in figures.attendance(case):
        ledger = bool(row.ulangan)
        so_far[ledger] += row.counted
        rows.append({**plain(row), "jam": row.counted, "jam_kumulatif": so_far[ledger]})
    return rows


def _figures(case: Case) -> dict[str, Any]:
    rows = [row for row in case.kehadiran if not row.ulangan]
    worked = [row.tanggal for row in rows if row.status == "hadir"]
    placed = figures.placements(case)
    a_week = figures.weekly(placed[-1]) if placed else Hours(0)
    return {
        "umur": figures.age_at_offence(case),
        "jam_dijalani": figures.served(case),
        "sisa_jam": figures.remaining(case),
        "jam_per_bulan": [_ledger_line(month) for month in figures.by_month(case)],
        "hari_hadir": figures.days_present(rows),
        "hari_absen": figures.days_absent(rows),
        "hari_tidak_patuh": len({row.tanggal for row in rows if row.patuh is False}),
        "tanggal_mulai": min(worked, default=None),
        "tanggal_akhir": max(worked, default=None),
        "jam_per_minggu": a_week,
        "jumlah_minggu": figures.weeks_planned(case),
    }


def _ledger_line(month: figures.MonthLedger) -> dict[str, Any]:
    return {field.name: getattr(month, field.name) for field in fields(month)}


def _position(case: Case, name: str, number: int) -> int:
    """Where the view has an entry of a list: some are put in the order of time."""
    rows: Sequence[object] = getattr(case, name)
    ordered = {"penempatan": figures.placements, "kehadiran": figures.attendance}.get(name)
    seen = ordered(case) if ordered else rows
    return next(place for place, row in enumerate(seen) if row is rows[number])


def number_of(case: Case, paper: Paper) -> str:
    """The number of a letter: given outside, held by the case, or a blank to write in."""
    outside = case.surat.get(paper.label)
    if outside and outside.nomor:
        return outside.nomor
    held = value_at(case, paper.entry.number, paper) if paper.entry.number else None
    return held if isinstance(held, str) else BLANK_NUMBER


def date_of(case: Case, paper: Paper) -> date | None:
    """The date on the paper: from the case, never from the clock."""
    outside = case.surat.get(paper.label)
    if outside and outside.tanggal:
        return outside.tanggal
    found = value_at(case, paper.entry.date, paper) if paper.entry.date else None
    return found if isinstance(found, date) else None
