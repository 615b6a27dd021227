"""Facts that one file must agree on with itself: number and name, programme, times of a day.

Why: a row that ends before it begins has a length below nought, and would be counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.case.service import Attendance, Shift
from pipeline.errors import Problem
from pipeline.rules.finding import finding
from pipeline.yaml_text import Path_, Source


def facts(case: Case, source: Source) -> Iterator[Problem]:
    """Judge a case by itself."""
    stem = source.file.stem
    if case.nomor and case.nomor != stem:
        yield finding(source, "SKM030", ("nomor",), nomor=case.nomor, stem=stem)
    if case.versi not in (None, 1):
        yield finding(source, "SKM034", ("versi",), value=case.versi)
    if case.jenis and (case.program is None) == (case.jenis == "reintegrasi"):
        missing = "pembebasan_bersyarat" if case.program is None else ""
        yield finding(source, "SKM031", ("program",), suggestion=missing)
    for number, row in enumerate(case.kehadiran):
        if not row.status:
            continue  # its fault of shape is told already
        judge = _times if row.status == "hadir" else _absence
        yield from judge(source, ("kehadiran", number), row)
    for number, placement in enumerate(case.penempatan):
        for line, shift in enumerate(placement.jadwal):
            yield from _times(source, ("penempatan", number, "jadwal", line), shift)


def _times(source: Source, path: Path_, row: Attendance | Shift) -> Iterator[Problem]:
    for name in ("mulai", "selesai"):
        if getattr(row, name) is None:
            yield finding(source, "SKM033", (*path, name), key=name)
    if row.mulai is None or row.selesai is None:
        return
    if row.mulai >= row.selesai:
        start, end = f"{row.mulai:%H.%M}", f"{row.selesai:%H.%M}"
        yield finding(source, "SKM032", (*path, "selesai"), start=start, end=end)
    elif row.worked.minutes <= 0:
        yield finding(source, "SKM035", (*path, "istirahat"), value=row.istirahat)


def _absence(source: Source, path: Path_, row: Attendance) -> Iterator[Problem]:
    """An absence that speaks of work: one of the two is a slip, and no hours are counted."""
    for name in ("mulai", "selesai", "istirahat", "dihitung"):
        if getattr(row, name) is not None:
            yield finding(source, "SKM036", (*path, name), "warning", key=name, status=row.status)
