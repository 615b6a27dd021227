"""Rules on what stands where it does not belong: markers, foreign sections, bare waivers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pipeline.case import Case
from pipeline.case.section import Section, branches
from pipeline.office import Office
from pipeline.rules.rule import CHILDREN, PRISON, Finding, Rule
from pipeline.values import Narrative
from pipeline.yaml_text import Path_

ELLIPSES = ("...", "…")
TO_BE_FILLED = "PERLU DATA"
UNPRINTED = ("catatan", "abaikan")
LETTERS = 10  # of a reason; fewer say nothing
# The kinds of case to which a section belongs; `kelayakan` in a child's case is told by KS721.
HOMES = {
    "masa_pidana": PRISON,
    "pembinaan": PRISON,
    "diversi": CHILDREN,
    "kelayakan": ("pidana_kerja_sosial", *CHILDREN),
    "eksekusi": ("pidana_kerja_sosial", *CHILDREN),
    "penempatan": ("pidana_kerja_sosial", *CHILDREN),
    "kehadiran": ("pidana_kerja_sosial", *CHILDREN),
}


def marker(case: Case, office: Office) -> Iterator[Finding]:
    """A mark of what is still to be written must not be printed."""
    yield from (Finding(path, {"mark": mark}) for path, mark in _marks(case, ()))


def _marks(section: Section, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Each text below a section that holds a mark, with the mark."""
    for name, attribute in _readable(type(section)):
        value = getattr(section, attribute)
        if value:
            here = (*path, name)
            for number, entry in enumerate(value if isinstance(value, tuple) else ()):
                yield from _marks_of(entry, (*here, number))
            if not isinstance(value, tuple):
                yield from _marks_of(value, here)


def _marks_of(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, Section):
        yield from _marks(value, path)
    elif isinstance(value, str):
        yield from ((path, mark) for mark in _mark_in(value))
    elif isinstance(value, Narrative):
        marks = [mark for block in value.blocks for mark in _mark_in(block.text)]
        yield from ((path, mark) for mark in marks[:1])


def _mark_in(text: str) -> Iterator[str]:
    """The mark that a text holds; one at most."""
    for mark in ELLIPSES:
        if mark in text:
            yield mark
            return
    if "[" in text and TO_BE_FILLED in text.upper():
        yield f"[{TO_BE_FILLED}]"


@cache
def _readable(model: type[Section]) -> tuple[tuple[str, str], ...]:
    """Keys below which printed text can stand, with their attributes; found once a model."""
    return tuple(
        (name, branch.attribute)
        for name, branch in branches(model).items()
        if name not in UNPRINTED
        and not branch.by_code
        and (branch.section or _holds_text(model.model_fields[branch.attribute].annotation))
    )


def _holds_text(annotation: Any) -> bool:
    return annotation in (str, Narrative) or any(map(_holds_text, get_args(annotation)))


def foreign_section(case: Case, office: Office) -> Iterator[Finding]:
    """A section of another kind of case is printed nowhere, and shows a wrong `jenis`."""
    for name, kinds in HOMES.items():
        if case.jenis not in kinds and getattr(case, name):
            yield Finding((name,), {"key": name}, related=(("jenis",),))


def empty_reason(case: Case, office: Office) -> Iterator[Finding]:
    """Whoever sets a warning aside says why, so that another can judge it."""
    for number, waiver in enumerate(case.abaikan):
        reason = waiver.alasan
        if reason and (sum(map(str.isalpha, reason)) < LETTERS or any(_mark_in(reason))):
            yield Finding(("abaikan", number, "alasan"), related=(("abaikan", number, "kode"),))


RULES = (
    Rule(
        "KS912",
        marker,
        "warning",
        ground="practice",
        failing='analisis: "Klien bekerja sebagai [PERLU DATA: pekerjaan]."',
        passing="analisis: Klien bekerja sebagai juru parkir.",
    ),
    Rule(
        "KS917",
        foreign_section,
        "warning",
        ground="practice",
        failing="jenis: pidana_kerja_sosial\nmasa_pidana: {pidana: 1 tahun}",
        passing="jenis: reintegrasi\nmasa_pidana: {pidana: 1 tahun}",
    ),
    Rule(
        "KS920",
        empty_reason,
        "warning",
        ground="practice",
        failing="abaikan: [{kode: KS911, alasan: sudah}]",
        passing="abaikan: [{kode: KS911, alasan: Paspor disita penyidik.}]",
    ),
)
