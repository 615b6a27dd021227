"""What real templates see: each sample case, and the same with most of what may be missing gone.

Why: the checker speaks of all cases; samples are full, and what is optional must be seen missing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.case import Case
from pipeline.case.section import marks_of, written_name
from pipeline.catalog import Entry
from pipeline.context import context
from pipeline.office import Office
from pipeline.papers import Paper
from pipeline.rules.completeness import lacking
from pipeline.scalars import CodeOf
from pipeline.stages.load import load
from pipeline.stages.validate import validate
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
from tests.drafting import chance

REPOSITORY = Path(__file__).parents[2]
THINNED = 3  # times each sample is thinned for each document
FREE = "Instansi yang Tidak Berkode"
_FRONT = {
    "isi": [
        {"no": 1, "judul": "Surat Tugas", "keterangan": None, "halaman": 3},
        {"no": 2, "judul": "Laporan", "keterangan": "2 Maret 2026", "halaman": 4},
    ],
    "kurang": [{"judul": "Surat", "sebab": "belum lengkap"}],
}


@dataclass(frozen=True)
class World:
    """What one paper of one case sees."""

    entry: Entry
    kind: str
    view: dict[str, Any]


@cache
def workplace() -> Workplace:
    """The office and the catalog of the checkout."""
    return open_workplace(Workspace(REPOSITORY))


def documents() -> list[str]:
    """Names of the catalog's documents."""
    return [entry.name for entry in workplace().catalog.entries]


@cache
def samples() -> tuple[Case, ...]:
    """Every sample case."""
    place = workplace()
    found = []
    for file in sorted((REPOSITORY / "cases").glob("*.yaml")):
        case = validate(load(file), place.office, place.catalog, file.with_suffix("")).case
        assert case is not None, file
        found.append(case)
    return tuple(found)


@cache
def worlds() -> dict[tuple[str, str], list[World]]:
    """All that templates can see, by document and kind of case."""
    found: dict[tuple[str, str], list[World]] = {}
    for world in _all():
        found.setdefault((world.entry.name, world.kind), []).append(world)
    return found


def _all() -> Iterator[World]:
    rng = chance(20)
    for case in samples():
        yield from _of(case, None, workplace().office)
        for entry in workplace().catalog.entries:
            for _ in range(THINNED):
                office: Office = _thin(workplace().office, {("lokasi",), ("instansi",)}, (), rng)
                yield from _of(thin(case, _kept(entry, case.jenis), rng), entry, office)


def _of(case: Case, wanted: Entry | None, office: Office) -> Iterator[World]:
    """The papers of a case whose needs are met, and cover and contents."""
    place = workplace()
    papers = [paper for paper, gaps in lacking(case, place.catalog) if not gaps]
    papers += [Paper(entry) for entry in place.catalog.entries if entry.front]
    for paper in papers:
        if wanted is None or paper.entry is wanted:
            view = context(case, office, place.catalog, paper)
            more = _FRONT if paper.entry.front else {}
            yield World(paper.entry, case.jenis, {**view, **more})


def _kept(entry: Entry, kind: str) -> set[tuple[str, ...]]:
    """Keys that a thinned case keeps, so that this document is still made of it."""
    keys = [*entry.needs, *entry.needs_of.get(kind, ()), *entry.when]
    if entry.for_each:
        keys += [entry.for_each, *(f"{entry.for_each}.{key}" for key in entry.where)]
    paths = [tuple(key.split(".")) for key in keys]
    return {path[:end] for path in paths for end in range(1, len(path) + 1)}


def thin(case: Case, kept: set[tuple[str, ...]], rng: random.Random) -> Case:
    """A case without half of what may be missing, and with agencies that have no code."""
    thinned: Case = _thin(case, kept, (), rng)
    return thinned


def _thin(value: Any, kept: set[tuple[str, ...]], at: tuple[str, ...], rng: random.Random) -> Any:
    if isinstance(value, tuple):
        return tuple(_thin(item, kept, at, rng) for item in value)
    if isinstance(value, dict):
        return {name: _thin(item, kept, at, rng) for name, item in value.items()}
    if not isinstance(value, BaseModel):
        return value
    changed: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        path = (*at, written_name(name, info))
        if not info.is_required() and path not in kept and rng.random() < 0.5:
            changed[name] = info.get_default(call_default_factory=True, validated_data={})
        elif any(isinstance(mark, CodeOf) and mark.free for mark in marks_of(info)):
            held = getattr(value, name)
            changed[name] = FREE if isinstance(held, str) and rng.random() < 0.5 else held
        else:
            changed[name] = _thin(getattr(value, name), kept, path, rng)
    return value.model_copy(update=changed)
