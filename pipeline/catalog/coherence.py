"""Whether the keys of an entry agree with each other: each has what it needs, none undoes another.

Why: a key that can do nothing looks as if it did, and a document is made that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.case.section import written_name
from pipeline.catalog.entry import ALL, Entry
from pipeline.catalog.fault import fault
from pipeline.errors import Problem
from pipeline.yaml_text import Source, plain

# What each key does nothing without, in the order in which it is missed.
_WITH = {
    "front": ("file",),
    "item": ("for_each",),
    "months_of": ("for_each", "item"),
    "unnamed_first": ("for_each", "item"),
    "begin": ("for_each", "item"),
    "where": ("for_each", "item"),
}
# What takes the first entry of a list cannot choose among them.
_WITHOUT = {"unnamed_first": ("where", "begin")}
_BY_KIND = ("titles", "file", "readers", "due", "needs_of")
# Keys that narrow a document down: left empty, they would let everything through.
_NARROWING = ("kinds", "when", "where")


def incoherent(source: Source, entry: Entry) -> Iterator[Problem]:
    """What the keys of an entry lack of each other, and what they say against each other."""
    for attribute, needed in _WITH.items():
        lacking = (other for other in needed if not _is_set(entry, other))
        if _is_set(entry, attribute) and (other := next(lacking, None)):
            yield _of_two(source, "RNG030", entry, attribute, other)
    for attribute, others in _WITHOUT.items():
        for other in others:
            if _is_set(entry, attribute) and _is_set(entry, other):
                yield _of_two(source, "RNG031", entry, attribute, other)
    yield from _foreign_kinds(source, entry)
    for kind in entry.kinds:
        if not entry.reader_of(kind):
            yield fault(source, "RNG033", (entry.name, "reader"), kind=kind)


def _foreign_kinds(source: Source, entry: Entry) -> Iterator[Problem]:
    """What is said for a kind of case in which the document does not occur."""
    for attribute in _BY_KIND:
        role = _written(attribute)
        for kind in getattr(entry, attribute):
            if kind not in (ALL, *entry.kinds):
                path = (entry.name, role, kind)
                yield fault(source, "RNG032", path, at_key=True, key=role, kind=kind)


def emptied(source: Source, name: str) -> Iterator[Problem]:
    """Conditions of an entry that were left empty.

    Why: what stands empty counts as left out, and ``kinds: []`` would be every kind.
    """
    content = source.node((name,)).content
    entries = content if isinstance(content, dict) else {}
    for role in _NARROWING:
        if role not in entries:
            continue
        node = entries[role].node
        if plain(node) is None:
            yield fault(source, "RNG034", (name, role), key=role)
            continue
        for key, below in node.content.items() if isinstance(node.content, dict) else ():
            if plain(below.node) is None:
                yield fault(source, "RNG034", (name, role, key), key=key)


def _of_two(source: Source, code: str, entry: Entry, attribute: str, other: str) -> Problem:
    key = _written(attribute)
    path = (entry.name, key)
    return fault(source, code, path, at_key=True, key=key, other=_written(other))


def _is_set(entry: Entry, attribute: str) -> bool:
    """Whether an entry says more at a key than what holds without it."""
    if attribute not in entry.model_fields_set:
        return False
    default: Any = Entry.model_fields[attribute].get_default(call_default_factory=True)
    return bool(getattr(entry, attribute) != default)


def _written(attribute: str) -> str:
    return written_name(attribute, Entry.model_fields[attribute])
