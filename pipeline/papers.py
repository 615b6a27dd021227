"""The papers that a case asks for: a document of the catalog, or one for each entry of a list.

Why: a case of six months has six progress reports, each with its own number, date and file; what
checks, renders and publishes must speak of the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from pipeline import figures
from pipeline.case import Case
from pipeline.case.section import Section, branches, marks_of
from pipeline.catalog import ANY, Catalog, Entry
from pipeline.catalog.vocabulary import said
from pipeline.parsers.dates import parse_month
from pipeline.values import MONTHS, Word, write_date

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that a case asks for.

    Attributes:
        entry: its entry in the catalog.
        item: which one of a repeated document (``2026-04``, ``sp1``), else None.
        said: the same as a reader says it (``April 2026``); empty for a code, which says nothing
            to one; None where the item is all that is known.
        number: place of its entry in the list of the case file, from nought; None where it is
            not repeated, or its entry is not written yet.
        by_order: whether only the order of its list tells it from another paper, so that its
            name may pass to another entry.
    """

    entry: Entry
    item: str | None = None
    number: int | None = None
    said: str | None = None
    by_order: bool = False

    def __hash__(self) -> int:
        """By its label: an entry of the catalog is a model, which has no hash."""
        return hash(self.label)

    @property
    def name(self) -> str:
        """Its name in the catalog."""
        return self.entry.name

    @property
    def label(self) -> str:
        """How the case file and the command line name it: ``laporan_perkembangan/2026-04``."""
        return f"{self.name}/{self.item}" if self.item else self.name

    @property
    def stem(self) -> str:
        """Name of its files without suffix; never holds a person's name."""
        return f"{self.name}-{self.item}" if self.item else self.name

    def title_in(self, case: Case) -> str:
        """Its printed title, and which one of several it is."""
        title = self.entry.title_of(case.jenis)
        which = self.item if self.said is None else self.said
        return f"{title} ({which})" if which else title


def papers(case: Case, catalog: Catalog) -> Iterator[Paper]:
    """The papers that a case asks for up to its stage, in the order of the bundle."""
    for entry in catalog.of(case):
        yield from _of_entry(case, entry)


def coming(case: Case, catalog: Catalog) -> Iterator[Paper]:
    """The papers that later stages will ask for, as far as the case tells now."""
    for entry in catalog.coming(case):
        yield from _of_entry(case, entry)


def unwritten(case: Case, catalog: Catalog) -> Iterator[tuple[Paper, date]]:
    """Monthly papers that the case has no entry for yet, each with the first day of its month.

    Why: a month of work whose report nobody has begun stands nowhere in the file, and is what is
    forgotten first.
    """
    parts = (case.penyelesaian, case.pengakhiran)
    ends = [part.tanggal for part in parts if part and part.tanggal]
    for entry in catalog.of(case):
        if entry.months_of and entry.for_each and entry.item and _is_asked(case, entry):
            days = _values(case, *entry.months_of.split(".", 1))
            written = _values(case, entry.for_each, entry.item)
            for month in figures.months_to_report(days, min(ends, default=None)):
                if month not in written:
                    yield Paper(entry, f"{month:%Y-%m}"), month


def origin_of(case: Case, paper: Paper) -> str | None:
    """What tells a paper's entry in its list from the others; None for one that has none.

    Why: the name of a paper may pass to another entry (a second one of the same day, an earlier
    first one); a hash of what the entry says does not.
    """
    if paper.entry.for_each is None or paper.number is None:
        return None
    rows = getattr(case, branches(Case)[paper.entry.for_each].attribute)
    return sha256(f"{paper.name} {rows[paper.number]!r}".encode()).hexdigest()


def _values(case: Case, name: str, key: str) -> list[date]:
    """The days that the entries of a list hold at a key."""
    rows: Sequence[Any] = getattr(case, branches(Case)[name].attribute)
    return [day for row in rows if isinstance(day := _of(row, key), date)]


def _is_asked(case: Case, entry: Entry) -> bool:
    return all(_says(value_at(case, key), words) for key, words in entry.when.items())


def _of_entry(case: Case, entry: Entry) -> Iterator[Paper]:
    if not _is_asked(case, entry):
        return
    if not entry.for_each:
        yield Paper(entry)
        return
    rows: Sequence[Any] = getattr(case, branches(Case)[entry.for_each].attribute)
    numbered = sorted(enumerate(rows), key=lambda pair: _day(pair[1], entry.item or ""))
    if entry.unnamed_first or not entry.item:  # the first is there however many follow, or none
        first = numbered[0][0] if numbered else None
        yield Paper(entry, None, first, by_order=len(numbered) > 1)
        numbered = numbered[1:]
    if not entry.item:
        return
    chosen = [
        (number, row, _item_name(row, entry.item, number))
        for number, row in numbered[entry.begin - 1 :]
        if all(_says(_of(row, key), words) for key, words in entry.where.items())
    ]
    names, taken = Counter(name for _, _, name in chosen), set[str]()
    for number, row, name in chosen:
        free = (f"{name}-{again}" for again in range(2, len(chosen) + len(names) + 2))
        own = name if name not in taken else next(n for n in free if n not in {*names, *taken})
        taken.add(own)
        yield Paper(entry, own, number, _said(row, entry.item), by_order=names[name] > 1)


def _day(row: Any, item: str) -> date:
    """When an entry of a list stands in time; those without a day keep the file's order, last."""
    days = (_of(row, key) for key in (item, "tanggal", "mulai", "tanggal_surat"))
    return next((day for day in days if isinstance(day, date)), date.max)


def _item_name(row: Any, item: str, number: int) -> str:
    """What names one of several: a day, a month, a word or a code; never a person."""
    value = _of(row, item)
    if value is None:
        return str(number + 1)
    if isinstance(value, date):
        model: type[Section] = type(row)
        return f"{value:%Y-%m}" if _is_month(model, item) else value.isoformat()
    return _NOT_IN_NAMES.sub("-", str(value))


def _said(row: Any, item: str) -> str | None:
    """What names one of several, as it is read aloud; empty for a code, None for nothing."""
    value = _of(row, item)
    if not isinstance(value, date):
        words = str(value).replace("_", " ") if isinstance(value, Word) else ""
        return None if value is None else words
    model: type[Section] = type(row)
    return (
        f"{MONTHS[value.month - 1]} {value.year}" if _is_month(model, item) else write_date(value)
    )


@cache
def _is_month(model: type[Section], name: str) -> bool:
    field = model.model_fields[branches(model)[name].attribute]
    return any(getattr(mark, "func", None) is parse_month for mark in marks_of(field))


def _of(row: Any, name: str) -> Any:
    model: type[Section] = type(row)
    known = branches(model).get(name)
    return getattr(row, known.attribute) if known else None


def _says(value: Any, words: Sequence[str]) -> bool:
    """Whether a value stands and is one of these words."""
    is_there = value is not None and value not in ((), {})
    return is_there and (ANY in words or said(value) in words)


def value_at(case: Case, dotted: str, paper: Paper | None = None) -> Any:
    """The value at a key of the case; None where something is missing.

    Of a list it is the last entry's, of the placements the latest; of the list that a repeated
    document is made for, it is that document's own entry.
    """
    *above, last = dotted.split(".")
    holder = _holder(case, above, paper)
    return None if holder is None else _of(holder, last)


def day_at(case: Case, dotted: str, paper: Paper | None = None) -> date | None:
    """The day at a key of the case, as `value_at` finds it; of a month its last one."""
    *above, last = dotted.split(".")
    holder = _holder(case, above, paper)
    found = None if holder is None else _of(holder, last)
    if not isinstance(found, date):
        return None
    model: type[Section] = type(holder)
    return figures.last_of_month(found) if _is_month(model, last) else found


def _holder(case: Case, steps: Sequence[str], paper: Paper | None) -> Any:
    """The section below these keys; None where something is missing."""
    found: Any = case
    for step in steps:
        found = _of(found, step)
        if isinstance(found, tuple):
            found = _entry_of(case, found, paper)
        if found is None:
            return None
    return found


def _entry_of(case: Case, rows: tuple[Any, ...], paper: Paper | None) -> Any:
    is_one = paper is not None and (paper.item is not None or paper.number is not None)
    own = paper.entry.for_each if paper and is_one else None
    if paper and own and rows is getattr(case, branches(Case)[own].attribute):
        return None if paper.number is None else rows[paper.number]
    if rows is case.penempatan:
        rows = figures.placements(case)
    return rows[-1] if rows else None
