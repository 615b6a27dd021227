"""Validate a case: shape, references to the office, completeness for its documents.

Why: nothing wrong may reach a paper, and an officer wants all of it told at once, each with its
line; what life has not brought yet is a warning while its stage lasts and an error after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.case import Case
from pipeline.case.section import Section, branches
from pipeline.case.service import Attendance, Shift
from pipeline.catalog import Catalog
from pipeline.errors import Problem, Severity
from pipeline.office import Office
from pipeline.scalars import nearest
from pipeline.shape import shape
from pipeline.yaml_text import Path_, Source, dotted

EXHIBIT_LIMIT = 200  # bytes of a file name


@dataclass(frozen=True, slots=True)
class Verdict:
    """What validation found.

    Attributes:
        nomor: the case's number, as far as the file says; else its file name.
        case_file: the file that was judged.
        case: the typed case, or None where the file does not have its shape.
        problems: everything found, by place.
        ready: names of the documents whose needs are all met, in the order of the bundle.
    """

    nomor: str
    case_file: Path
    case: Case | None
    problems: tuple[Problem, ...]
    ready: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the case its documents."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def validate(source: Source, office: Office, catalog: Catalog, exhibits: Path) -> Verdict:
    """Judge one case file.

    Args:
        source: what `load` read.
        office: the office whose codes it may use.
        catalog: what each document needs.
        exhibits: folder in which the case's exhibits lie.

    Returns:
        The typed case and all problems; this function raises nothing for a bad case.
    """
    stem = source.file.stem
    case, problems = shape(source, Case)
    problems.extend(source.warnings)
    if case is None:
        return Verdict(stem, source.file, None, _in_order(problems))
    lacking = dict(_lacking(case, catalog))
    problems.extend(_facts(case, source, stem))
    problems.extend(_references(case, source, office, catalog))
    problems.extend(_exhibits(case, source, exhibits))
    problems.extend(_incomplete(case, source, catalog, lacking))
    waived = {waiver.kode.upper() for waiver in case.abaikan}
    problems = [p for p in problems if p.severity == "error" or p.code not in waived]
    ready = tuple(entry.name for entry in catalog.of(case) if entry.name not in lacking)
    return Verdict(case.nomor, source.file, case, _in_order(problems), ready)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.sort_key))


def _problem(
    source: Source,
    what: str,
    path: Path_,
    /,
    severity: Severity = "error",
    **params: object,
) -> Problem:
    kept = source.written(path)
    shown = kept if len(kept) == len(path) else (*kept, *_missing(path, kept))
    texts = {name: str(value) for name, value in params.items()}
    place = source.place(path)
    return Problem(what, texts, source.file, place, dotted(shown), severity)


def _missing(path: Path_, kept: Path_) -> Path_:
    """The steps that the file lacks, without indices that only the normal form has."""
    names = [step for step in path if isinstance(step, str)]
    return tuple(names[len([step for step in kept if isinstance(step, str)]) :])


# --- facts within the file ------------------------------------------------------------------------


def _facts(case: Case, source: Source, stem: str) -> Iterator[Problem]:
    if case.nomor != stem:
        yield _problem(source, "SKM030", ("nomor",), nomor=case.nomor, stem=stem)
    if case.versi not in (None, 1):
        yield _problem(source, "SKM034", ("versi",), value=case.versi)
    if (case.program is None) == (case.jenis == "reintegrasi"):
        yield _problem(source, "SKM031", ("program",))
    for number, row in enumerate(case.kehadiran):
        judge = _times if row.status == "hadir" else _absence
        yield from judge(source, ("kehadiran", number), row)
    for number, placement in enumerate(case.penempatan):
        for line, shift in enumerate(placement.jadwal):
            yield from _times(source, ("penempatan", number, "jadwal", line), shift)


def _times(source: Source, path: Path_, row: Attendance | Shift) -> Iterator[Problem]:
    for name in ("mulai", "selesai"):
        if getattr(row, name) is None:
            yield _problem(source, "SKM033", (*path, name), key=name)
    if row.mulai is None or row.selesai is None:
        return
    if row.mulai >= row.selesai:
        start, end = f"{row.mulai:%H.%M}", f"{row.selesai:%H.%M}"
        yield _problem(source, "SKM032", (*path, "selesai"), start=start, end=end)
    elif row.worked.minutes <= 0:
        yield _problem(source, "SKM035", (*path, "istirahat"), value=row.istirahat)


def _absence(source: Source, path: Path_, row: Attendance) -> Iterator[Problem]:
    """An absence that speaks of work: one of the two is a slip, and no hours are counted."""
    for name in ("mulai", "selesai", "istirahat", "dihitung"):
        if getattr(row, name) is not None:
            yield _problem(source, "SKM036", (*path, name), "warning", key=name, status=row.status)


# --- references to the office ---------------------------------------------------------------------


def _references(case: Case, source: Source, office: Office, catalog: Catalog) -> Iterator[Problem]:
    codes: list[tuple[Path_, str | None, Mapping[str, object]]] = [(("pk",), case.pk, office.pk)]
    for number, handoff in enumerate(case.pergantian_pk):
        codes.append((("pergantian_pk", number, "dari"), handoff.dari, office.pk))
        codes.append((("pergantian_pk", number, "ke"), handoff.ke, office.pk))
    for number, placement in enumerate(case.penempatan):
        codes.append((("penempatan", number, "lokasi"), placement.lokasi, office.lokasi))
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    for number, code in enumerate(proposal.lokasi if proposal else ()):
        codes.append((("rekomendasi", "usulan", "lokasi", number), code, office.lokasi))
    for where, wanted, known in codes:
        if wanted is not None and wanted not in known:
            yield _unknown(source, "RUJ001", where, wanted, known)
    yield from _loose_references(case, source, office)
    names = [entry.name for entry in catalog.entries]
    for written in case.surat:
        name = written.split("/")[0]
        if name not in names:
            yield _problem(
                source,
                "RUJ004",
                ("surat", written),
                name=name,
                known=", ".join(names),
                suggestion=nearest(name, names),
            )


def _loose_references(case: Case, source: Source, office: Office) -> Iterator[Problem]:
    """Values that may be a code or free text; a code that is unknown would be printed as it is."""
    for section in ("permintaan", "eksekusi"):
        value = getattr(getattr(case, section), "instansi", None)
        known = office.instansi
        if value and value not in known and _looks_like_code(value, known):
            yield _unknown(source, "RUJ002", (section, "instansi"), value, office.instansi)
    for number, value in enumerate(case.putusan.lokasi if case.putusan else ()):
        if value not in office.lokasi and _looks_like_code(value, office.lokasi):
            path = ("putusan", "lokasi", number)
            yield _unknown(source, "RUJ003", path, value, office.lokasi)


def _looks_like_code(text: str, known: Iterable[str]) -> bool:
    """Whether this was hardly meant as a name: no blank, and small letters or those of a code."""
    lowered = text.lower()
    return " " not in text and (text == lowered or lowered in (code.lower() for code in known))


def _unknown(
    source: Source, what: str, path: Path_, value: str, known: Mapping[str, object]
) -> Problem:
    return _problem(
        source,
        what,
        path,
        code=value,
        section="lokasi" if "lokasi" in path else "pk",
        known=", ".join(known) or "-",
        suggestion=nearest(value, known),
    )


def _exhibits(case: Case, source: Source, folder: Path) -> Iterator[Problem]:
    for number, exhibit in enumerate(case.lampiran):
        path = ("lampiran", number, "berkas")
        name = exhibit.berkas
        if not _is_plain_name(name):
            yield _problem(source, "RUJ005", path, name=name)
        elif not _is_file(folder / name):
            yield _problem(source, "RUJ006", path, name=name, folder=folder.name)
        elif Path(name).suffix.lower() != ".pdf":
            yield _problem(source, "RUJ007", path, name=name)


def _is_plain_name(name: str) -> bool:
    """Whether this names a file in its folder and nothing elsewhere, on Windows too."""
    parts = re.split(r"[/\\:]", name)
    return len(parts) == 1 and name[0] != "." and len(name.encode()) <= EXHIBIT_LIMIT


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a folder that cannot be looked into holds no exhibit for us


# --- completeness ---------------------------------------------------------------------------------


def _lacking(case: Case, catalog: Catalog) -> Iterator[tuple[str, list[Path_]]]:
    """Documents of the case's stages with the needs that are not met."""
    for entry in catalog.of(case):
        needs = list(entry.needs)
        for condition, more in entry.needs_with.items():
            needs += [] if any(_gaps(case, _steps(condition))) else more
        if gaps := [path for need in needs for path in _gaps(case, _steps(need))]:
            yield entry.name, gaps


def _steps(dotted_key: str) -> tuple[str, ...]:
    return tuple(dotted_key.split("."))


def _gaps(value: Any, steps: tuple[str, ...], done: Path_ = ()) -> Iterator[Path_]:
    """Where a needed key is missing below ``value``; every entry of a list must have it."""
    if isinstance(value, tuple):
        if not value:
            yield (*done, *steps)
        for number, item in enumerate(value if steps else ()):
            yield from _gaps(item, steps, (*done, number))
    elif value is None or (isinstance(value, Section) and not value.model_fields_set):
        yield (*done, *steps)
    elif steps:
        model: type[Section] = type(value)
        attribute = branches(model)[steps[0]].attribute
        yield from _gaps(getattr(value, attribute), steps[1:], (*done, steps[0]))


def _incomplete(
    case: Case, source: Source, catalog: Catalog, lacking: dict[str, list[Path_]]
) -> Iterator[Problem]:
    wanted: dict[Path_, list[str]] = {}
    for name, gaps in lacking.items():
        for path in gaps:
            wanted.setdefault(path, []).append(name)
    for path, names in wanted.items():
        passed = any(case.passed(catalog[name].stage) for name in names)
        severity: Severity = "error" if passed else "warning"
        key = ".".join(step for step in path if isinstance(step, str))
        yield _problem(source, "KEL001", path, severity, key=key, documents=", ".join(names))
