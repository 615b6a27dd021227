"""Codes that a case takes from the office and the catalog.

Why: a letter to a site that does not exist, or with the code itself printed as a name, is wrong
in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline.case import Case
from pipeline.case.codes import CodeKey, code_keys, values_at
from pipeline.catalog import Catalog
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.rules.finding import finding
from pipeline.rules.labels import labels
from pipeline.spelling import as_list, nearest, parts
from pipeline.yaml_text import Path_, Source, plain

# Text that was hardly meant as a name, by the section whose code it looks like.
LOOSE = {"instansi": "RUJ002", "lokasi": "RUJ003"}


def references(case: Case, source: Source, office: Office, catalog: Catalog) -> Iterator[Problem]:
    """Judge each code of a case by the office, and each name of a paper by the catalog."""
    yield from _codes(case, source, office)
    yield from labels(case, source, catalog)


def _codes(case: Case, source: Source, office: Office) -> Iterator[Problem]:
    """Codes that the office does not have; as free text they would be printed as they are."""
    for key in code_keys(Case):
        known = office.entries(key.section)
        for path, value in values_at(case, key):
            if value in known:
                continue
            if not key.free or _look_like_codes(_texts(path, value), known):
                yield _unknown(source, key, path, value, known)


def _texts(path: Path_, value: str) -> list[str]:
    """What one value says; in a list, a comma may have been meant to make several of it."""
    return parts(value) if isinstance(path[-1], int) else [value]


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
    source: Source, key: CodeKey, path: Path_, value: str, known: Collection[str]
) -> Problem:
    return finding(
        source,
        LOOSE[key.section] if key.free else "RUJ001",
        path,
        code=value,
        section=key.section,
        known=", ".join(known) or "-",
        suggestion=_meant(source, path, value, known),
    )


def _meant(source: Source, path: Path_, value: str, known: Collection[str]) -> str:
    """The code that a value stands for; the list, where a comma makes one of several."""
    if "," not in value:
        return nearest(value, known)
    written = plain(source.node(source.written(path[:-1])))
    return as_list(written, known) if isinstance(path[-1], int) else ""
