"""Whether what a template really sees is what the checker thinks that it sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any

from pipeline.catalog import Entry
from pipeline.contract.types import (
    Anything,
    DateType,
    HoursType,
    ListOf,
    Money,
    NarrativeType,
    Nothing,
    Number,
    PeriodType,
    Record,
    Shape,
    Text,
    TimeType,
    Type,
    Unset,
    Word,
    YesNo,
)
from pipeline.contract.view import view_of
from pipeline.filters import environment
from pipeline.values import Hours, Narrative, Period
from pipeline.values import Money as Amount
from tests.contract.worlds import World, worlds

PYTHON: tuple[tuple[type[Type], type], ...] = (
    (DateType, date),
    (TimeType, time),
    (HoursType, Hours),
    (PeriodType, Period),
    (NarrativeType, Narrative),
    (Money, Amount),
    (YesNo, bool),
)


def differences(value: Any, shape: Shape, path: str) -> Iterator[str]:
    """Where a value is not what its shape says."""
    fitting = [kind for kind in shape if fits(value, kind)]
    if not fitting:
        yield f"{path}: {value!r} is none of {shape}"
        return
    kind = fitting[0]
    if isinstance(kind, Record):
        missing = set(kind.fields) - set(value)
        more = set(value) - set(kind.fields) if kind.others is None else set()
        if missing or more:
            yield f"{path}: lacks {missing}, has {more}"
        for name in set(value) & set(kind.fields):
            yield from differences(value[name], kind.fields[name].shape, f"{path}.{name}")
    elif isinstance(kind, ListOf):
        for number, item in enumerate(value):
            yield from differences(item, kind.item, f"{path}[{number}]")


def fits(value: Any, kind: Type) -> bool:  # noqa: PLR0911 - a case for each type
    """Whether a value is of a type."""
    if isinstance(kind, Nothing | Unset | Anything):
        return isinstance(kind, Nothing) and value is None
    for made, python in PYTHON:
        if isinstance(kind, made):
            return isinstance(value, python)
    if isinstance(kind, Number):
        whole = type(value) is int
        return whole if kind.sort == "int" else isinstance(value, Decimal)
    if isinstance(kind, Word):
        return isinstance(value, str) and kind.written(value) in kind.left
    if isinstance(kind, Text):
        filled = isinstance(value, str) and bool(value.strip() or not kind.filled)
        return filled and kind.const in (None, value)
    if isinstance(kind, Record):
        return isinstance(value, dict)
    return isinstance(kind, ListOf) and isinstance(value, list) and len(value) >= kind.least


def fillings(source: str, entry: Entry, kind: str) -> int:
    """Fill a template with each real context that its document can have.

    Returns:
        How many there are; a template that fails with one raises what Jinja raises.
    """
    worlds_of_it = _fitting(entry, kind)
    for world in worlds_of_it:
        environment().from_string(source).render(world.view)
    return len(worlds_of_it)


_KNOWN: dict[tuple[str, str], list[World]] = {}
_ENOUGH = 25


def _fitting(entry: Entry, kind: str) -> list[World]:
    """Real contexts that a document can have, looked for once for all templates of its needs."""
    key = (repr(entry), kind)
    if key not in _KNOWN:
        view = view_of(entry, kind)
        all_of_kind = (one for (_, of), group in worlds().items() if of == kind for one in group)
        fitting = (one for one in all_of_kind if not any(differences(one.view, (view,), "")))
        _KNOWN[key] = list(islice(fitting, _ENOUGH))
    return _KNOWN[key]
