"""Steps into a value: ``klien.nama``, ``kehadiran[0]``.

Why: this is where a path is unknown, where a section may be missing, where a list may be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from jinja2 import nodes

from pipeline.contract import faults
from pipeline.contract.faults import Report
from pipeline.contract.state import FROM_NOWHERE, Origin, Origins, Seen, State
from pipeline.contract.taking import guard
from pipeline.contract.types import (
    ANYTHING,
    NUMBER,
    TEXT,
    Anything,
    DateType,
    Field,
    HoursType,
    ListOf,
    Nothing,
    Number,
    Pair,
    PeriodType,
    Record,
    Shape,
    Text,
    TimeType,
    Type,
    Unset,
    Word,
    joined,
    without,
)
from pipeline.contract.written import written
from pipeline.spelling import nearest

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator

# What Python's own values let a template read.
_PARTS: dict[type[Type], tuple[str, ...]] = {
    DateType: ("year", "month", "day"),
    TimeType: ("hour", "minute"),
    HoursType: ("minutes",),
    PeriodType: ("years", "months", "weeks", "days"),
}
_SLIP = 0.8  # as like as ``kepalla`` and ``kepala``; ``kepala_seksi`` may well be another
# Methods of a dict that Jinja finds before a key of that name.
_OF_SECTIONS = ("items", "keys", "values", "get", "copy")


def origin_of(field: Field) -> Origins:
    """Where the value of a key stems from."""
    return frozenset({Origin(field.path)})


def quietly(run: Evaluator, node: nodes.Node, state: State) -> Seen:
    """The value of an expression that has been judged already: nothing is told again."""
    loud, run.report = run.report, Report()
    try:
        return run.value(node, state)
    finally:
        run.report = loud


def read(run: Evaluator, node: nodes.Getattr | nodes.Getitem, state: State) -> Seen:
    """Read a key of a section, an entry of a list, a part of a value."""
    owner = run.value(node.node, state)
    step: object = None
    if isinstance(node, nodes.Getattr):
        step = node.attr
    elif isinstance(node.arg, nodes.Const):
        step = node.arg.value
    elif isinstance(node.arg, nodes.Neg) and isinstance(node.arg.node, nodes.Const):
        step = -node.arg.node.value
    elif isinstance(node.arg, nodes.Slice):
        return _slice(run, node, owner, state)
    else:
        run.value(node.arg, state)
        return run.unknown(node, written(node))
    return stepped(run, node, owner, step, state)


def stepped(run: Evaluator, node: nodes.Node, owner: Seen, step: object, state: State) -> Seen:
    """Go one step further from a value, whatever it can be."""
    shapes: list[Shape] = []
    origins = FROM_NOWHERE
    for kind in owner.shape:
        if isinstance(kind, Nothing):
            _tell_missing(run, node, step)
            continue
        for shape, more in _step(run, node, kind, step, owner):
            shapes.append(shape)
            origins |= more
    key = (*owner.key, f"[{step}]" if isinstance(step, int) else str(step)) if owner.key else None
    shape = joined(*shapes) or (ANYTHING,)
    return Seen(state.facts.get(key, shape) if key else shape, key, origins)


def _step(
    run: Evaluator, node: nodes.Node, kind: Type, step: object, owner: Seen
) -> Iterator[tuple[Shape, Origins]]:
    """What one type of value has at a step; what it has not is told."""
    if isinstance(kind, Record):
        yield from _key(run, node, kind, step, owner)
    elif isinstance(kind, Pair):
        parts: dict[object, Shape] = {"grouper": kind.grouper, "list": (kind.entries,)}
        parts |= {0: kind.grouper, 1: (kind.entries,)}
        if step in parts:
            yield parts[step], owner.origins
        else:
            tell_unknown(run, node, nearest(str(step), ("grouper", "list")))
    elif isinstance(kind, Anything):
        yield (ANYTHING,), owner.origins
    elif isinstance(step, int) and isinstance(kind, ListOf | Text | Word):
        yield _entry(kind, step), owner.origins
    elif step in _PARTS.get(type(kind), ()):
        yield (NUMBER,), owner.origins
    elif isinstance(kind, ListOf) and _tell_list(run, node, kind, step):
        return
    else:
        tell_unknown(run, node, "")


def _key(
    run: Evaluator, node: nodes.Node, kind: Record, step: object, owner: Seen
) -> Iterator[tuple[Shape, Origins]]:
    """What a section has at a key."""
    field = kind.fields.get(str(step)) or kind.others
    if isinstance(step, str) and step in _OF_SECTIONS and field is None:
        yield run.unknown(node, written(node)).shape, owner.origins
    elif field is None or not isinstance(step, str):
        tell_unknown(run, node, nearest(str(step), kind.fields))
    elif step in kind.fields:
        yield field.shape, origin_of(field)
    else:
        yield _chosen(field.shape, step, kind.fields), origin_of(field)


def _tell_list(run: Evaluator, node: nodes.Node, kind: ListOf, step: object) -> bool:
    """Tell of a key of a list's entries that is read of the list, with the loop to write."""
    records = (one for one in kind.item if isinstance(one, Record))
    field = next((one.fields[str(step)] for one in records if step in one.fields), None)
    held = getattr(node, "node", None)
    if field is None or held is None:
        return False
    path = written(held)
    letter = path.rpartition(".")[2][:1]
    params = {
        "path": path,
        "loop": f"for {letter} in {path}",
        "entry": _printed(f"{letter}.{step}", field.shape),
    }
    run.report.add(faults.OF_A_LIST, node, **params)
    return True


def _printed(path: str, shape: Shape) -> str:
    """The tag that prints a value of this shape, whether it is there or not."""
    kinds = without(shape, Nothing, Unset)
    wants = next((kind.wants for kind in kinds if not kind.bare), "")
    if wants and not wants.startswith("|"):
        return f"… {path} …"
    printed = f"{path}{wants}"
    if len(kinds) < len(shape):
        printed += f' if {path} else "-"' if wants else ' or "-"'
    return f"{{{{ {printed} }}}}"


def _chosen(shape: Shape, name: str, known: Iterable[str]) -> Shape:
    """What stands below a name that the office chooses; it may be a slip of one that is known."""
    close = get_close_matches(name, known, n=1, cutoff=_SLIP)
    near = close[0] if close else ""
    return tuple(replace(kind, near=near) if isinstance(kind, Unset) else kind for kind in shape)


def _entry(kind: ListOf | Text | Word, number: int) -> Shape:
    lacking = (Unset("entry"),)
    if not isinstance(kind, ListOf):
        filled = isinstance(kind, Word) or kind.filled
        return (TEXT,) if filled and number in (0, -1) else (TEXT, *lacking)
    if kind.once:
        return lacking
    there = number < kind.least if number >= 0 else -number <= kind.least
    return kind.item if there else (*kind.item, *lacking)


def _slice(run: Evaluator, node: nodes.Getitem, owner: Seen, state: State) -> Seen:
    """A piece of a list or of a text."""
    cut = cast(nodes.Slice, node.arg)
    for part in (cut.start, cut.stop, cut.step):
        if part is None:
            continue
        bound = run.value(part, state).shape
        if not all(isinstance(kind, Number) and kind.sort == "int" for kind in bound):
            return run.unknown(node, written(node))
        if part is cut.step and not all(getattr(kind, "nonzero", 0) for kind in bound):
            return run.unknown(node, written(node))
    found: list[Type] = []
    for kind in owner.shape:
        if isinstance(kind, ListOf) and not kind.once:
            found.append(ListOf(kind.item))
        elif isinstance(kind, Text | Word):
            found.append(TEXT)
        elif isinstance(kind, Anything):
            found.append(ANYTHING)
        else:
            params = {"operator": "[:]", "left": kind.label, "right": NUMBER.label}
            run.report.add(faults.UNFIT_TOGETHER, node, **params)
    return Seen(joined(found) or (ANYTHING,), None, owner.origins)


def tell_unknown(run: Evaluator, node: nodes.Node, suggestion: str) -> None:
    """Tell of a path that no case has."""
    run.report.add(faults.UNKNOWN_PATH, node, said=f"`{written(node)}`", suggestion=suggestion)


def _tell_missing(run: Evaluator, node: nodes.Node, step: object) -> None:
    """Tell of a section that may be missing, with the question that must come before."""
    owner = getattr(node, "node", None) or node
    asked = guard(run, owner)
    run.report.add(faults.SECTION_MAY_BE_EMPTY, node, name=str(step), suggestion=asked)


def attribute(run: Evaluator, node: nodes.Node, item: Seen, dotted: str, state: State) -> Seen:
    """What a filter such as ``map(attribute="lokasi.nama")`` reads of each entry."""
    seen = Seen(item.shape, None, item.origins)
    for step in dotted.split("."):
        seen = stepped(run, node, seen, int(step) if step.isdigit() else step, state)
        if any(isinstance(kind, Unset) for kind in seen.shape):
            tell_unknown(run, node, "")
            seen = Seen(without(seen.shape, Unset) or (ANYTHING,), None, seen.origins)
    return seen
