"""What a case still owes: which of its documents are done, due, late or held up, and by when.

Why: an office misses a deadline because nobody saw it coming; the case files hold every date that
is needed to say so in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline import figures
from pipeline.case import Case
from pipeline.catalog import Catalog, Due
from pipeline.context import BLANK_NUMBER, date_of, number_of
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.papers import Paper, coming, day_at, unwritten
from pipeline.rules.completeness import lacking, lacking_for
from pipeline.stages.validate import Verdict
from pipeline.values import Period
from pipeline.yaml_text import dotted

State = Literal["done", "due", "late", "blocked", "waiting"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a case, seen from a day.

    Attributes:
        name: its name in the catalog.
        item: which one of a repeated document, else None.
        state: ``done``; ``late`` when its deadline has passed; else ``waiting`` for a stage to
            come, ``blocked`` by what is missing or by the case's errors, or ``due``.
        dated: the date on the paper, where it stands in the case.
        number: its number, where it has one.
        deadline: the last day on which it is in time; None where no deadline is known.
        missing: keys that it needs and the case lacks.
    """

    name: str
    item: str | None
    state: State
    dated: date | None = None
    number: str | None = None
    deadline: date | None = None
    missing: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How the case file names it: ``laporan_perkembangan/2026-04``."""
        return f"{self.name}/{self.item}" if self.item else self.name


@dataclass(frozen=True, slots=True)
class Agenda:
    """What one case still owes.

    Attributes:
        nomor: the case's number.
        case_file: its file.
        pk: the officer's code; None where the file does not have its shape.
        stage: the stage that the case is in; likewise.
        documents: in the order of the bundle; none where the file does not have its shape.
        errors: the errors of the case, which hold up what does not tolerate them.
    """

    nomor: str
    case_file: Path
    pk: str | None = None
    stage: str | None = None
    documents: tuple[Document, ...] = ()
    errors: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the file could be read as a case, so that something is known of it."""
        return self.stage is not None

    @property
    def asked(self) -> int:
        """How many documents the case asks for by now."""
        return sum(document.state != "waiting" for document in self.documents)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return len(self.of("done"))

    @property
    def next(self) -> Document | None:
        """The document whose deadline comes first, of those that are not done."""
        return next(iter(self.until(date.max)), None)

    def of(self, state: State) -> tuple[Document, ...]:
        """The documents in one state."""
        return tuple(document for document in self.documents if document.state == state)

    @property
    def deadlines(self) -> tuple[tuple[str, date], ...]:
        """The documents that are not done, each with its deadline, the earliest first."""
        return tuple((one.label, one.deadline) for one in self.until(date.max) if one.deadline)

    def until(self, day: date) -> tuple[Document, ...]:
        """Documents not done whose deadline comes on or before a day, the earliest first."""
        open_ = [(d.deadline, d) for d in self.documents if d.deadline and d.state != "done"]
        near = [(deadline, document) for deadline, document in open_ if deadline <= day]
        return tuple(document for _, document in sorted(near, key=itemgetter(0)))


def agenda(verdict: Verdict, office: Office, catalog: Catalog, today: date) -> Agenda:
    """Say what a case still owes.

    Args:
        verdict: what validation found.
        office: its own limits of time.
        catalog: what each document needs, and by when it must be there.
        today: the day from which it is seen.
    """
    case = verdict.case
    if case is None:
        return Agenda(verdict.nomor, verdict.case_file, errors=verdict.errors)
    rows = [
        *_asked(case, verdict, office, catalog),
        *_unwritten(case, office, catalog),
        *_coming(case, office, catalog),
    ]
    rows.sort(key=lambda row: row.paper.entry.order)
    documents = tuple(_document(case, row, today) for row in rows)
    stage = case.stage.name
    return Agenda(case.nomor, verdict.case_file, case.pk, stage, documents, verdict.errors)


def is_done(case: Case, paper: Paper, *, ready: bool) -> bool:
    """Whether a paper is done: its date stands in the case.

    A paper that the catalog knows no date for, an attendance sheet, is done as soon as it is ready
    to be made.

    Why: the only place that decides it; a register of issued letters will know better.
    """
    return date_of(case, paper) is not None or (ready and paper.entry.date is None)


class _Row(NamedTuple):
    """A paper, its state whatever the day is, its deadline, and what it lacks."""

    paper: Paper
    state: State
    deadline: date | None
    missing: Sequence[str]


def _asked(case: Case, verdict: Verdict, office: Office, catalog: Catalog) -> Iterator[_Row]:
    """The documents that the stage asks for."""
    for paper, paths in lacking(case, catalog):
        ready = not paths and verdict.allows(paper)
        done = is_done(case, paper, ready=ready)
        state: State = "done" if done else "due" if ready else "blocked"
        yield _Row(paper, state, _deadline(case, paper, office), [*map(dotted, paths)])


def _unwritten(case: Case, office: Office, catalog: Catalog) -> Iterator[_Row]:
    """The reports of months that the case has no entry for yet."""
    for paper, month in unwritten(case, catalog):
        due = paper.entry.due_of(case.jenis)
        deadline = _after(figures.last_of_month(month), due, office) if due else None
        yield _Row(paper, "due", deadline, [str(paper.entry.for_each)])


def _coming(case: Case, office: Office, catalog: Catalog) -> Iterator[_Row]:
    """The documents of stages to come: the deadline of some runs already."""
    for paper in coming(case, catalog):
        done = is_done(case, paper, ready=False)
        missing = [*map(dotted, lacking_for(case, paper))]
        yield _Row(paper, "done" if done else "waiting", _deadline(case, paper, office), missing)


def _document(case: Case, row: _Row, today: date) -> Document:
    paper, state, deadline, missing = row
    if state != "done" and deadline is not None and deadline < today:
        state = "late"
    number = number_of(case, paper)
    return Document(
        paper.name,
        paper.item,
        state,
        date_of(case, paper),
        number if number != BLANK_NUMBER else None,
        deadline,
        tuple(missing),
    )


def _deadline(case: Case, paper: Paper, office: Office) -> date | None:
    """The last day on which a paper is in time; None where a day or the office's limit lacks."""
    due = paper.entry.due_of(case.jenis)
    begun = day_at(case, due.after, paper) if due else None
    return _after(begun, due, office) if due and begun else None


def _after(begun: date, due: Due, office: Office) -> date | None:
    limit = due.within if isinstance(due.within, Period) else _limit(office, due.within)
    return figures.later(begun, limit) if limit is not None else None


def _limit(office: Office, dotted_key: str) -> Period | None:
    """A limit of time that the office sets itself, ``batas.penempatan``."""
    found = getattr(office.batas, dotted_key.rpartition(".")[2], None)
    return found if isinstance(found, Period) else None
