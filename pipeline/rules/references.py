"""Codes that a case takes from the office and the catalog.

Why: a letter to a site that does not exist, or with the code itself printed as a name, is wrong
in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.case import Case
from pipeline.catalog import Catalog
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.rules.finding import finding
from pipeline.spelling import as_list, nearest, parts
from pipeline.yaml_text import Path_, Source, plain


def references(case: Case, source: Source, office: Office, catalog: Catalog) -> Iterator[Problem]:
    """Judge each code of a case by the office and the catalog."""
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
            yield finding(
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
        if value not in office.lokasi and _look_like_codes(parts(value), office.lokasi):
            path = ("putusan", "lokasi", number)
            yield _unknown(source, "RUJ003", path, value, office.lokasi)


def _looks_like_code(text: str, known: Iterable[str]) -> bool:
    """Whether this was hardly meant as a name: no blank, and small letters or those of a code."""
    lowered = text.lower()
    return " " not in text and (text == lowered or lowered in (code.lower() for code in known))


def _look_like_codes(values: list[str], known: Iterable[str]) -> bool:
    """Whether these were hardly meant as names: one is a code, or all look like one."""
    codes = [code.lower() for code in known]
    return any(value.lower() in codes for value in values) or all(
        _looks_like_code(value, codes) for value in values
    )


def _unknown(
    source: Source, what: str, path: Path_, value: str, known: Mapping[str, object]
) -> Problem:
    return finding(
        source,
        what,
        path,
        code=value,
        section="lokasi" if "lokasi" in path else "pk",
        known=", ".join(known) or "-",
        suggestion=_meant(source, path, value, known),
    )


def _meant(source: Source, path: Path_, value: str, known: Collection[str]) -> str:
    """The code that a value stands for; the list, where a comma makes one of several."""
    if "," not in value:
        return nearest(value, known)
    written = plain(source.node(source.written(path[:-1])))
    return as_list(written, known) if isinstance(path[-1], int) else ""
