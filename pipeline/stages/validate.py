"""Validate a case: shape, law, references to the office, completeness for its documents.

Why: nothing wrong may reach a paper, and an officer wants all of it told at once, each with its
line; what life has not brought yet is a warning while its stage lasts and an error after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.case import Case
from pipeline.catalog import Catalog
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.papers import Paper
from pipeline.rules.completeness import incomplete, lacking
from pipeline.rules.exhibits import exhibits
from pipeline.rules.facts import facts
from pipeline.rules.judge import judge
from pipeline.rules.letters import letters
from pipeline.rules.references import references
from pipeline.rules.waivers import waivers
from pipeline.salvage import salvage
from pipeline.shape import shape
from pipeline.yaml_text import Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """What validation found.

    Attributes:
        nomor: the case's number, as far as the file says; else its file name.
        case_file: the file that was judged.
        case: the typed case, or None where the file does not have its shape.
        problems: everything found, by place.
        waived: warnings that the case sets aside, each with the reason it gives.
        ready: papers whose needs are all met, in the order of the bundle.
        waiting: those that the stage asks for as well and the file is not ready for.
        by_hand: those for which there is no Word file: the office makes them itself.
    """

    nomor: str
    case_file: Path
    case: Case | None
    problems: tuple[Problem, ...]
    waived: tuple[tuple[Problem, str], ...] = ()
    ready: tuple[Paper, ...] = ()
    waiting: tuple[Paper, ...] = ()
    by_hand: tuple[Paper, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the case its documents."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def allows(self, paper: Paper) -> bool:
        """Whether this paper may be made in spite of all errors that there are.

        A code that the office does not have is never tolerated: it leaves nothing to print.
        """
        return all(
            _key_of(error) in paper.entry.tolerates and not error.code.startswith("RUJ")
            for error in self.errors
        )


def validate(source: Source, office: Office, catalog: Catalog, folder: Path) -> Verdict:
    """Judge one case file.

    Args:
        source: what `load` read.
        office: the office whose codes it may use.
        catalog: what each document needs.
        folder: folder in which the case's exhibits lie.

    Returns:
        The typed case and all problems; this function raises nothing for a bad case. Where the
        file has faults of shape, the rest of it is judged all the same.
    """
    case, faults = shape(source, Case)
    seen = case or salvage(Case, source.data)
    gaps = list(lacking(seen, catalog))
    lawful = list(judge(seen, source, office))
    found = [
        *facts(seen, source),
        *references(seen, source, office, catalog),
        *letters(seen, source, (paper for paper, _ in gaps)),
        *exhibits(seen, source, folder),
        *lawful,
        *_gaps(incomplete(seen, source, gaps), lawful),
    ]
    problems = [*faults, *source.warnings, *_beside(faults, found)]
    problems += waivers(seen, source, problems)
    reasons = {w.kode.upper(): str(w.alasan) for w in seen.abaikan if w.kode and w.alasan}
    kept = [p for p in problems if p.severity == "error" or p.code not in reasons]
    set_aside = [p for p in problems if p.severity != "error" and p.code in reasons]
    aside = tuple((p, reasons[p.code]) for p in _in_order(set_aside))
    if case is None:
        return Verdict(source.file.stem, source.file, None, _in_order(kept), aside)
    met = [paper for paper, missing in gaps if not missing]
    ready = tuple(paper for paper in met if paper.entry.file_of(case.jenis))
    by_hand = tuple(paper for paper in met if not paper.entry.file_of(case.jenis))
    waiting = tuple(paper for paper, missing in gaps if missing)
    shown = _in_order(kept)
    return Verdict(case.nomor, source.file, case, shown, aside, ready, waiting, by_hand)


def _key_of(problem: Problem) -> str:
    """The key at the top of the file below which a problem lies."""
    return re.split(r"[.[]", problem.path or "", maxsplit=1)[0]


def _gaps(gaps: Iterable[Problem], lawful: Iterable[Problem]) -> Iterator[Problem]:
    """Gaps that no rule of law tells, at their key or below it, at least as gravely."""
    told = [(problem.path or "", problem.severity) for problem in lawful]
    for gap in gaps:
        path = gap.path or ""
        if not any(
            (where == path or where.startswith(f"{path}.")) and weight in (gap.severity, "error")
            for where, weight in told
        ):
            yield gap


def _beside(faults: list[Problem], found: list[Problem]) -> Iterator[Problem]:
    """Findings that do not merely follow from a fault of shape at, above or below their key."""
    told = {fault.path for fault in faults if fault.path}
    for fault in faults:
        if (meant := fault.params.get("suggestion")) and fault.code == "SKM001" and fault.path:
            parent = fault.path.rpartition(".")[0]
            told.add(meant if "." in meant or not parent else f"{parent}.{meant}")
    unclear = {f.path.rpartition(".")[0] for f in faults if f.code == "SKM001" and f.path}
    above = {head for path in told for head in _heads(path)}
    for problem in found:
        path = problem.path or ""
        if problem.code == "SKM033" and path.rpartition(".")[0] in unclear:
            continue  # the key that is unknown there may have been the status or the time
        if path not in above and told.isdisjoint(_heads(path)):
            yield problem


def _heads(path: str) -> Iterator[str]:
    """A path and all that lies above it."""
    yield path
    for end, sign in enumerate(path):
        if sign in ".[":
            yield path[:end]


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.sort_key))
