"""Numbers of letters given outside the program, below `surat`: each is for a paper of the case.

Why: a number at a name that no paper has is printed nowhere, and the paper goes out without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from pipeline.case import Case
from pipeline.catalog import ANY, Catalog, Entry
from pipeline.catalog.vocabulary import field_at, holds_day, holds_month, sayings, understood
from pipeline.errors import Problem
from pipeline.papers import coming, papers, unwritten
from pipeline.rules.finding import finding
from pipeline.spelling import nearest
from pipeline.yaml_text import Source

# A name in a file's name; papers of one name are told apart by what follows: `sp1`, `sp1-2`.
_NAME = re.compile(r"([A-Za-z0-9._-]+?)(?:-[2-9])?")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def labels(case: Case, source: Source, catalog: Catalog) -> Iterator[Problem]:
    """Judge the names of papers below `surat`: the document, and which one of several it is."""
    names = catalog.names
    repeated = [written for written in case.surat if "/" in written]
    there = _labels_of(case, catalog) if repeated else frozenset()
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
        elif written in repeated and written not in there:
            yield _unmatched(source, written, catalog[name], there)


def _labels_of(case: Case, catalog: Catalog) -> frozenset[str]:
    """The names of all papers that the case has, will have, or should have had."""
    known = {paper.label for paper in (*papers(case, catalog), *coming(case, catalog))}
    return frozenset(known | {paper.label for paper, _ in unwritten(case, catalog)})


def _unmatched(source: Source, written: str, entry: Entry, there: Collection[str]) -> Problem:
    """A paper that the case does not have: an error where it can never get it."""
    path = ("surat", written)
    if not entry.for_each or not entry.item:
        return finding(source, "RUJ012", path, label=written, name=entry.name)
    own = [label for label in sorted(there) if label.split("/")[0] == entry.name]
    item = written.partition("/")[2]
    if _can_come(entry, item):
        params = {"label": written, "list": entry.for_each, "known": ", ".join(own) or "-"}
        return finding(source, "RUJ014", path, "warning", **params)
    shapes = (f"{entry.name}/{shape}" for shape in _shapes(entry))
    known = ", ".join(dict.fromkeys((*own, *shapes))) or "-"
    meant = _meant(entry, item)
    close = f"{entry.name}/{meant}" if meant else ""
    return finding(source, "RUJ013", path, label=written, known=known, suggestion=close)


def _meant(entry: Entry, item: str) -> str:
    """The name that a wrong one stands for; no other month or day is near enough to be meant."""
    field = field_at(f"{entry.for_each}.{entry.item}")
    read = understood(field, item) if field else ""
    if _can_come(entry, read):
        return read
    return "" if field and holds_day(field) else nearest(item, _shapes(entry))


def _can_come(entry: Entry, item: str) -> bool:
    """Whether some entry of the list could name a paper so."""
    field = field_at(f"{entry.for_each}.{entry.item}")
    found = _NAME.fullmatch(item)
    if field is None or found is None:
        return False
    if not field.is_required() and entry.item not in entry.where and _NUMBER.fullmatch(item):
        return True  # the place of an entry that does not say yet what would name its paper
    if holds_month(field):
        return _is_day(f"{found[1]}-01")
    if holds_day(field):
        return _is_day(found[1])
    words = _shapes(entry)
    return not words or found[1] in words


def _shapes(entry: Entry) -> tuple[str, ...]:
    """What can name a paper of a document: all its words, or an example; nothing for codes."""
    field = field_at(f"{entry.for_each}.{entry.item}")
    if field is None:
        return ()
    if holds_month(field):
        return ("2026-04",)
    wanted = entry.where.get(entry.item or "", (ANY,))
    return sayings(field) if ANY in wanted else wanted


def _is_day(text: str) -> bool:
    """Whether this is a day as names of papers write it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
