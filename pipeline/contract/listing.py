"""Filters on lists: what each makes of the entries.

Why: ``map`` and ``select`` make something that can be walked through once and has no length, and
``sort`` fails where an entry lacks what it is sorted by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import comparing, faults, reading, testing
from pipeline.contract.state import Seen, State, truths
from pipeline.contract.taking import take, take_text, tell_empty
from pipeline.contract.types import (
    ANYTHING,
    FLOAT,
    HOURS,
    NUMBER,
    TEXT,
    Anything,
    Field,
    HoursType,
    ListOf,
    Money,
    Nothing,
    Number,
    Pair,
    Record,
    Shape,
    Text,
    Type,
    Unset,
    Word,
    joined,
    labels,
    without,
)
from pipeline.contract.written import written

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator


def _entries(run: Evaluator, node: nodes.Filter, given: Seen, texts: bool = False) -> ListOf:
    """The list that a filter walks through; a text is one of letters, where that makes sense."""

    def fits(kind: Type) -> bool:
        return isinstance(kind, ListOf) or (texts and isinstance(kind, Text | Word))

    shape = take(run, node, node.name, given, fits, "daftar")
    lists = [kind if isinstance(kind, ListOf) else _letters(kind) for kind in shape]
    least = min(kind.least for kind in lists)
    return ListOf(joined(*(kind.item for kind in lists)), least, any(k.once for k in lists))


def _letters(kind: Type) -> ListOf:
    return ListOf((ANYTHING,) if isinstance(kind, Anything) else (TEXT,))


def _named(node: nodes.Filter, name: str, place: int) -> nodes.Expr | None:
    """What stands in the brackets under a name, or at a place."""
    for keyword in node.kwargs:
        if keyword.key == name:
            return keyword.value
    return node.args[place] if len(node.args) > place else None


def _join(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    listed = _entries(run, node, given, texts=True)
    between = _named(node, "between", 0)
    if between is not None:
        glue = run.value(between, state).shape
        if not all(isinstance(kind, Text | Word) for kind in glue):
            run.unknown(node, written(node))
    take_text(run, node, "join", Seen(listed.item))
    return Seen((TEXT,), None, given.origins)


def _first(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given, texts=True)
    if node.name == "last" and listed.once:
        params = {"filter": "last", "kind": listed.label, "wanted": "|list"}
        run.report.add(faults.UNFIT_FOR_FILTER, node, **params)
    lacking = () if listed.least else (Unset("entry"),)
    return Seen((*listed.item, *lacking), None, given.origins)


def _list(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given, texts=True)
    return Seen((ListOf(listed.item, listed.least),), None, given.origins)


def _reverse(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    if all(isinstance(kind, Text | Word) for kind in given.shape):
        return Seen((TEXT,), None, given.origins)
    listed = _entries(run, node, given)
    return Seen((ListOf(listed.item, listed.least, once=True),), None, given.origins)


def _pieces(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """``batch`` and ``slice``: a list of lists."""
    listed = _entries(run, node, given)
    first = node.args[0] if node.args else None
    size = first.value if isinstance(first, nodes.Const) else None
    if not isinstance(size, int) or not 0 < size <= 100 or node.kwargs:
        return run.unknown(node, written(node))
    fill = run.value(node.args[1], state).shape if len(node.args) > 1 else ()
    row = ListOf(joined(listed.item, fill), 1 if node.name == "batch" else 0)
    return Seen((ListOf((row,), listed.least, once=True),), None, given.origins)


def _by(run: Evaluator, node: nodes.Filter, item: Seen, name: str, place: int) -> Seen | None:
    """What the entries are ordered or added up by; None where that cannot be followed."""
    given = _named(node, name, place)
    if given is None:
        return item
    if not isinstance(given, nodes.Const) or not isinstance(given.value, str):
        return None
    if "," in given.value:  # `sort` by several keys
        return None
    return reading.attribute(run, node, item, given.value, State())


def _must_be_ordered(run: Evaluator, node: nodes.Filter, shape: Shape) -> None:
    if any(isinstance(kind, Nothing) for kind in shape):
        tell_empty(run, node)
    elif not comparing.ordered(shape):
        params = {"filter": node.name, "kind": labels(shape), "wanted": "bilangan, teks, tanggal"}
        run.report.add(faults.UNFIT_FOR_FILTER, node, **params)


def _sort(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given)
    switches = [_named(node, "reverse", 0), _named(node, "case_sensitive", 1)]
    plain = all(switch is None or isinstance(switch, nodes.Const) for switch in switches)
    key = _by(run, node, Seen(listed.item), "attribute", 2)
    if key is None or not plain:
        return run.unknown(node, written(node))
    _must_be_ordered(run, node, key.shape)
    return Seen((ListOf(listed.item, listed.least),), None, given.origins)


def _extreme(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given)
    key = _by(run, node, Seen(listed.item), "attribute", 1)
    if key is None:
        return run.unknown(node, written(node))
    _must_be_ordered(run, node, key.shape)
    lacking = () if listed.least else (Unset("entry"),)
    return Seen((*listed.item, *lacking), None, given.origins)


def _unique(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given)
    key = _by(run, node, Seen(listed.item), "attribute", 1)
    if key is None:
        return run.unknown(node, written(node))
    if any(isinstance(kind, Record | ListOf) for kind in key.shape):
        params = {"filter": node.name, "kind": labels(key.shape), "wanted": "teks, bilangan"}
        run.report.add(faults.UNFIT_FOR_FILTER, node, **params)
    return Seen((ListOf(listed.item, listed.least, once=True),), None, given.origins)


def _groupby(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    listed = _entries(run, node, given)
    key = _by(run, node, Seen(listed.item), "attribute", 0)
    if key is None or len(node.args) + len(node.kwargs) > 1:
        return run.unknown(node, written(node))
    _must_be_ordered(run, node, key.shape)
    group = Pair(key.shape, ListOf(listed.item, 1))
    return Seen((ListOf((group,), listed.least),), None, given.origins | key.origins)


def _sum(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    listed = _entries(run, node, given)
    key = _by(run, node, Seen(listed.item), "attribute", 0)
    start = _named(node, "start", 1)
    if key is None:
        return run.unknown(node, written(node))
    if start is not None:
        begun = run.value(start, state)
        hours = all(isinstance(kind, HoursType) for kind in (*begun.shape, *key.shape))
        return Seen((HOURS,), None, key.origins) if hours else run.unknown(node, written(node))
    fits = take(run, node, "sum", key, lambda kind: isinstance(kind, Number | Money), "bilangan")
    sorts = {kind.sort if isinstance(kind, Number) else "int" for kind in fits if kind != ANYTHING}
    if sorts >= {"decimal", "float"}:
        return run.unknown(node, written(node))
    found = FLOAT if "float" in sorts else Number("decimal") if "decimal" in sorts else NUMBER
    return Seen((NUMBER,) if found is NUMBER else (NUMBER, found), None, key.origins)


def _map(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """``map(attribute="nama")`` and ``map("capitalize")``."""
    listed = _entries(run, node, given, texts=True)
    item = Seen(listed.item, None, given.origins)
    named = {keyword.key for keyword in node.kwargs}
    first = node.args[0] if node.args else None
    if not node.args and named == {"attribute"}:
        made = _by(run, node, item, "attribute", 0)
    elif isinstance(first, nodes.Const) and isinstance(first.value, str):
        inner = nodes.Filter(node.node, first.value, node.args[1:], node.kwargs, None, None)
        inner.set_lineno(node.lineno)
        made = run.filter(inner, item, state)
    else:
        made = None
    if made is None:
        return run.unknown(node, written(node))
    shape = (ListOf(made.shape, listed.least, once=True),)
    return Seen(shape, None, made.origins)


def _select(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """``select`` and ``reject``: the entries that pass a test, or are true."""
    listed = _entries(run, node, given)
    item = Seen(listed.item, None, given.origins)
    told = _tested(run, node, item, node.args, state)
    if told is None or node.kwargs:
        return run.unknown(node, written(node))
    kept = told[0] if node.name == "select" else told[1]
    return Seen((ListOf(kept, once=True),), None, given.origins)


def _select_attribute(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """``selectattr`` and ``rejectattr``: the entries of which a key passes a test, or is true."""
    listed = _entries(run, node, given)
    first = node.args[0] if node.args else None
    if not isinstance(first, nodes.Const) or not isinstance(first.value, str) or node.kwargs:
        return run.unknown(node, written(node))
    item = Seen(listed.item)
    key = reading.attribute(run, node, item, first.value, state)
    told = _tested(run, node, key, node.args[1:], state)
    if told is None:
        return run.unknown(node, written(node))
    kept = told[0] if node.name == "selectattr" else told[1]
    shape = tuple(_with(kind, first.value, kept) for kind in listed.item) if kept else ()
    return Seen((ListOf(shape, once=True),), None, given.origins)


def _tested(
    run: Evaluator, node: nodes.Filter, seen: Seen, args: list[nodes.Expr], state: State
) -> tuple[Shape, Shape] | None:
    if not args:
        return truths(without(seen.shape, Unset))
    name = args[0].value if isinstance(args[0], nodes.Const) else None
    given = [run.value(arg, state) for arg in args[1:]]
    return testing.told(run, node, str(name), (seen, node), list(zip(given, args[1:], strict=True)))


def _with(kind: Type, name: str, shape: Shape) -> Type:
    """An entry whose key is known to have passed a test."""
    if not isinstance(kind, Record) or name not in kind.fields:
        return kind
    field = kind.fields[name]
    return replace(kind, fields={**kind.fields, name: Field(shape, field.path, field.description)})


FILTERS: dict[str, Callable[[Evaluator, nodes.Filter, Seen, State], Seen]] = {
    "batch": _pieces,
    "first": _first,
    "groupby": _groupby,
    "join": _join,
    "last": _first,
    "list": _list,
    "map": _map,
    "max": _extreme,
    "min": _extreme,
    "reject": _select,
    "rejectattr": _select_attribute,
    "reverse": _reverse,
    "select": _select,
    "selectattr": _select_attribute,
    "slice": _pieces,
    "sort": _sort,
    "sum": _sum,
    "unique": _unique,
}
