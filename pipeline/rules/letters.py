"""Numbers and dates that the case file gives a letter of several: do they go to the letter meant?

Why: the name of such a letter may come from its place in a list (the first placement, the second
violation of a day). A row written above passes it on, and the number would go to another letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.papers import Paper, day_at
from pipeline.rules.finding import finding
from pipeline.values import write_date
from pipeline.yaml_text import Source


def letters(case: Case, source: Source, papers: Iterable[Paper]) -> Iterator[Problem]:
    """Judge what stands below ``surat`` by the entries that its letters are made for.

    Args:
        case: the case.
        source: its file.
        papers: the papers that the case asks for.
    """
    if not case.surat:
        return
    repeated = [paper for paper in papers if paper.number is not None]
    for paper in repeated:
        given = case.surat.get(paper.label)
        if given is None:
            continue
        own = _own_day(case, paper)
        if given.tanggal and own and given.tanggal != own:
            yield finding(
                source,
                "RUJ010",
                ("surat", paper.label, "tanggal"),
                "warning",
                label=paper.label,
                given=write_date(given.tanggal),
                key=paper.entry.date,
                own=write_date(own),
            )
        elif given.nomor and paper.by_order and not _is_told(case, paper, given.tanggal, repeated):
            yield finding(source, "RUJ011", ("surat", paper.label), "warning", label=paper.label)


def _own_day(case: Case, paper: Paper) -> date | None:
    """The date that the letter's own entry gives it; a date that others share tells nothing."""
    key = paper.entry.date or ""
    return day_at(case, key, paper) if key.startswith(f"{paper.entry.for_each}.") else None


def _is_told(case: Case, paper: Paper, given: date | None, all_of_them: Iterable[Paper]) -> bool:
    """Whether the date beside the number would tell that it had passed to another letter."""
    days = [_own_day(case, other) for other in all_of_them if other.name == paper.name]
    return given is not None and days.count(given) == 1
