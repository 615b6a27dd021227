"""Rules on what stands where it does not belong: markers, foreign sections, bare waivers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pipeline.case import Case
from pipeline.case.section import Section, branches
from pipeline.office import Office
from pipeline.rules.rule import CHILDREN, PRISON, Finding, Rule
from pipeline.values import Narrative
from pipeline.yaml_text import Path_

TO_BE_FILLED = re.compile(r"\[[^\[\]]*PERLU DATA[^\[\]]*\]?", re.IGNORECASE)
SHOWN = 40  # signs of a mark
UNPRINTED = ("catatan", "abaikan")  # on top of a case
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
    found: list[Finding] = []
    _look(case, (), found)
    yield from found


def _look(section: Section, path: Path_, found: list[Finding]) -> None:
    """Note each mark below a section; most of a case's hundreds of texts are seen here alone."""
    for name, attribute in _readable(type(section)):
        value = getattr(section, attribute)
        if isinstance(value, str):
            if "[" in value or "…" in value or "..." in value:
                _look_at(value, (*path, name), found)
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                _look_at(entry, (*path, name, number), found)
        elif value is not None:
            _look_at(value, (*path, name), found)


def _look_at(value: Any, path: Path_, found: list[Finding]) -> None:
    if isinstance(value, Section):
        _look(value, path, found)
        return
    texts = [block.text for block in value.blocks] if isinstance(value, Narrative) else [value]
    if marks := [mark for text in texts if isinstance(text, str) and (mark := _mark_in(text))]:
        found.append(Finding(path, {"mark": marks[0]}))


def _mark_in(text: str) -> str:
    """A mark that a text holds, as it stands there; empty where it holds none."""
    if "[" in text and (found := TO_BE_FILLED.search(text)):
        mark = found[0]
        return mark if len(mark) <= SHOWN else f"{mark[: SHOWN - 1]}…"
    if "..." in text:
        return "..."
    return "…" if "…" in text else ""


@cache
def _readable(model: type[Section]) -> tuple[tuple[str, str], ...]:
    """Keys below which printed text can stand, with their attributes; found once a model."""
    return tuple(
        (name, branch.attribute)
        for name, branch in branches(model).items()
        if (model is not Case or name not in UNPRINTED)
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
        if reason and (sum(map(str.isalpha, reason)) < LETTERS or _mark_in(reason)):
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
