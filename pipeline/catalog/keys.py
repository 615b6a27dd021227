"""The keys of the case file that an entry speaks of: whether they exist, and can do what it asks.

Why: a slip would leave a paper out, or undated, and no case would ever tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from pipeline.case.model import Case
from pipeline.case.section import fields_of, is_list, walk_fields
from pipeline.catalog.entry import ANY, LIMITS, Due, Entry
from pipeline.catalog.fault import fault
from pipeline.catalog.vocabulary import (
    can_name,
    field_at,
    holds_day,
    holds_month,
    holds_text,
    is_list_of_sections,
    sayings,
    understood,
)
from pipeline.errors import Problem
from pipeline.office import Limits
from pipeline.spelling import nearest
from pipeline.yaml_text import Path_, Source


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A key of the case file that an entry speaks of.

    Attributes:
        path: its place in the catalog.
        key: as it is written there.
        listed: the list whose entries have it, where it is written without.
    """

    path: Path_
    key: str
    listed: str = ""

    @property
    def dotted(self) -> str:
        """The same from the top of the case file."""
        return f"{self.listed}.{self.key}" if self.listed else self.key


def misspoken(source: Source, entry: Entry) -> Iterator[Problem]:
    """What is wrong with the keys that an entry speaks of, and with what it wants them to say."""
    for spoken in _spoken(source, entry):
        if field_at(spoken.dotted) is None:
            yield _unknown(source, spoken)
        elif spoken.listed and "." in spoken.key:
            params = {"key": spoken.key, "list": spoken.listed}
            yield fault(source, "RNG035", spoken.path, at_key=_is_key(source, spoken), **params)
    yield from _repeated(source, entry)
    yield from _dated(source, entry)
    yield from _limits(source, entry)
    for condition, words in _conditions(entry):
        if field := field_at(condition.dotted):
            yield from _unsaid(source, condition, field, words)


def _unknown(source: Source, spoken: _Spoken) -> Problem:
    """A key that the case file does not have, with the one that is to be written there instead."""
    head = f"{spoken.listed}." if spoken.listed else ""
    every = (".".join(steps) for steps, _ in walk_fields(Case))
    known = [key.removeprefix(head) for key in every if key.startswith(head) and field_at(key)]
    close = nearest(spoken.key, known)
    return fault(
        source,
        "RNG008",
        spoken.path,
        at_key=_is_key(source, spoken),
        key=spoken.dotted,
        suggestion=close,
    )


def _is_key(source: Source, spoken: _Spoken) -> bool:
    """Whether it stands there as a key and not as a value."""
    return source.written(spoken.path)[-1] == spoken.key


def _spoken(source: Source, entry: Entry) -> Iterator[_Spoken]:
    """Every key of the case file that an entry speaks of."""
    name = entry.name
    for role in ("date", "number", "for_each", "months_of"):
        if key := getattr(entry, role):
            yield _Spoken((name, role), key)
    if entry.item and (listed := _list_of(entry)):
        yield _Spoken((name, "item"), entry.item, listed)
    yield from (condition for condition, _ in _conditions(entry))
    for kind, due in entry.due.items():
        yield _Spoken(_due_path(source, entry, kind, "after"), due.after)
    for role, keys in (("needs", entry.needs), ("tolerates", entry.tolerates)):
        yield from (_Spoken((name, role, at), key) for at, key in enumerate(keys))
    for kind, keys in entry.needs_of.items():
        yield from (_Spoken((name, "needs_of", kind, at), key) for at, key in enumerate(keys))
    for condition, keys in entry.needs_with.items():
        here: Path_ = (name, "needs_with", condition)
        yield _Spoken(here, condition)
        yield from (_Spoken((*here, at), key) for at, key in enumerate(keys))


def _conditions(entry: Entry) -> Iterator[tuple[_Spoken, tuple[str, ...]]]:
    """What an entry asks of the case and of the entries of its list."""
    for key, words in entry.when.items():
        yield _Spoken((entry.name, "when", key), key), words
    if listed := _list_of(entry):
        for key, words in entry.where.items():
            yield _Spoken((entry.name, "where", key), key, listed), words


def _list_of(entry: Entry) -> str:
    """The list that a repeated document is made for; empty where there is none, or no such."""
    listed = entry.for_each or ""
    return listed if is_list_of_sections(listed) else ""


def _due_path(source: Source, entry: Entry, kind: str, key: str) -> Path_:
    """Where a key of a deadline stands: below its kind, or at once where there is one for all."""
    path: Path_ = (entry.name, "due", kind, key)
    return path if source.written(path) == path else (entry.name, "due", key)


def _repeated(source: Source, entry: Entry) -> Iterator[Problem]:
    """A repeated document wants a list on top of the file, and a short name without a person."""
    listed, item = entry.for_each, entry.item
    if listed and field_at(listed) and not is_list_of_sections(listed):
        yield fault(source, "RNG023", (entry.name, "for_each"), key=listed)
    field = field_at(f"{_list_of(entry)}.{item}")
    if item and field and not can_name(field):
        yield fault(source, "RNG024", (entry.name, "item"), key=item)
    elif item and field and entry.months_of and not holds_month(field):
        yield fault(source, "RNG026", (entry.name, "item"), key=item)


def _dated(source: Source, entry: Entry) -> Iterator[Problem]:
    """Days, months and numbers are taken from keys that hold such."""
    asked: list[tuple[Path_, str | None, Callable[[FieldInfo], bool], str]] = [
        ((entry.name, "date"), entry.date, holds_day, "RNG027"),
        ((entry.name, "number"), entry.number, holds_text, "RNG028"),
    ]
    asked += (
        (_due_path(source, entry, kind, "after"), due.after, holds_day, "RNG027")
        for kind, due in entry.due.items()
    )
    days = entry.months_of
    if days and field_at(days) and not _is_of_entries(days):
        yield fault(source, "RNG022", (entry.name, "months_of"), key=days)
    else:
        asked.append(((entry.name, "months_of"), days, holds_day, "RNG027"))
    for path, key, holds, code in asked:
        if key and (field := field_at(key)) and not holds(field):
            yield fault(source, code, path, key=key)


def _is_of_entries(dotted: str) -> bool:
    """Whether a path names a key of the entries of a list: ``kehadiran.tanggal``."""
    name, _, key = dotted.partition(".")
    return bool(key) and "." not in key and is_list(fields_of(Case)[name].annotation)


def _limits(source: Source, entry: Entry) -> Iterator[Problem]:
    """Limits that office.yaml does not have."""
    known = [f"{LIMITS}.{limit}" for limit in fields_of(Limits)]

    def is_strange(due: Due) -> bool:
        return isinstance(due.within, str) and due.within not in known

    for kind, due in entry.due.items():
        if is_strange(due):
            key = str(due.within)
            path = _due_path(source, entry, kind, "within")
            close, all_of_them = nearest(key, known), ", ".join(known)
            yield fault(source, "RNG029", path, key=key, suggestion=close, known=all_of_them)


def _unsaid(
    source: Source, condition: _Spoken, field: FieldInfo, words: tuple[str, ...]
) -> Iterator[Problem]:
    """Words that a key never says, so that nothing would ever fulfil the condition."""
    for number, word in enumerate(words):
        meant = understood(field, word)
        if word in (ANY, meant):
            continue
        known = (*sayings(field), ANY)
        yield fault(
            source,
            "RNG025",
            (*condition.path, number),
            key=condition.key,
            value=word,
            suggestion=meant or nearest(word, known),
            known=", ".join(known),
        )
