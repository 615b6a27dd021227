"""What the documents of a case's stages need and the case lacks.

Why: what life has not brought yet is a warning while its stage lasts, and an error after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pipeline.case import Case
from pipeline.case.model import Stage
from pipeline.case.section import Section, branches
from pipeline.catalog import Catalog
from pipeline.errors import Problem, Severity
from pipeline.papers import Paper, papers
from pipeline.rules.finding import finding
from pipeline.yaml_text import Path_, Source

Known = dict[str, tuple[Path_, ...]]  # gaps of a case by the dotted keys of needs
# Kinds in which a judgment may come without our litmas.
WITH_FOREIGN_LITMAS = ("pidana_kerja_sosial", "pelayanan_masyarakat")


def lacking(case: Case, catalog: Catalog) -> Iterator[tuple[Paper, list[Path_]]]:
    """Papers that the case asks for, each with the needs that are not met."""
    known: Known = {}
    for paper in papers(case, catalog):
        yield paper, lacking_for(case, paper, known)


def lacking_for(case: Case, paper: Paper, known: Known | None = None) -> list[Path_]:
    """The needs of one paper that are not met.

    Args:
        case: the case.
        paper: the paper.
        known: gaps of the case that were found for its other papers; they share most needs.
    """
    entry, known = paper.entry, {} if known is None else known
    needs = [*entry.needs, *entry.needs_of.get(case.jenis, ())]
    for condition, more in entry.needs_with.items():
        needs += [] if _gaps_of(case, paper, condition, known) else more
    return [path for need in needs for path in _gaps_of(case, paper, need, known)]


def _gaps_of(case: Case, paper: Paper, dotted: str, known: Known) -> tuple[Path_, ...]:
    """Where a needed key is missing; of the list that a paper is repeated for, in its own entry."""
    steps = _steps(dotted)
    repeated = paper.entry.for_each
    if paper.number is not None and steps[0] == repeated:
        rows = getattr(case, branches(Case)[repeated].attribute)
        return tuple(_gaps(rows[paper.number], steps[1:], (repeated, paper.number)))
    if dotted not in known:
        known[dotted] = tuple(_gaps(case, steps))
    return known[dotted]


@cache
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


def incomplete(
    case: Case, source: Source, gaps: Iterable[tuple[Paper, list[Path_]]]
) -> Iterator[Problem]:
    """Tell each gap once, with the documents that need it; ``gaps`` is what `lacking` found.

    What only one of several repeated papers lacks, or one that no stage asks for, is a warning
    whatever stage has passed: that paper waits, and the case goes on.
    """
    wanted: dict[Path_, list[Paper]] = {}
    for paper, paths in gaps:
        for path in paths:
            wanted.setdefault(path, []).append(paper)
    for path, lacking_it in wanted.items():
        passed = any(case.passed(paper.entry.stage) for paper in lacking_it if _is_demanded(paper))
        severity: Severity = "error" if passed else "warning"
        key = ".".join(step for step in path if isinstance(step, str))
        yield finding(
            source,
            "KEL001",
            path,
            severity,
            key=key,
            documents=", ".join(dict.fromkeys(paper.name for paper in lacking_it)),
            suggestion=_other_litmas(case, {paper.entry.stage for paper in lacking_it}),
        )


def _is_demanded(paper: Paper) -> bool:
    """Whether a case that has passed a paper's stage must have it."""
    entry = paper.entry
    return entry.names_stage and (paper.item is None or entry.unnamed_first)


def _other_litmas(case: Case, stages: set[Stage]) -> str:
    """What to write where the litmas of a stage that has passed was not ours; else empty."""
    ours = (
        case.jenis in WITH_FOREIGN_LITMAS and stages == {Stage.litmas} and case.passed(Stage.litmas)
    )
    return "asal_litmas: bapas_lain" if ours else ""
