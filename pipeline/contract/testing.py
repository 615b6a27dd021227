"""Tests of Jinja, ``x is none``: what they need and what they tell.

Why: a question is how a template protects itself; what it has asked must not be complained of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import comparing, faults
from pipeline.contract.state import Seen, State
from pipeline.contract.types import (
    YES_NO,
    Anything,
    Money,
    Nothing,
    Number,
    Record,
    Shape,
    Text,
    Type,
    Unset,
    Word,
    YesNo,
    labels,
    without,
)
from pipeline.contract.written import written

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator, Outcome

Told = tuple[Shape, Shape]
Value = tuple[Seen, nodes.Node]

# Which types a question after a type is true of.
_TYPES: dict[str, tuple[type[Type], ...]] = {
    "boolean": (YesNo,),
    "mapping": (Record,),
    "none": (Nothing,),
    "number": (Number, Money, YesNo),
    "string": (Text, Word),
}
_COMPARED = {"eq": "eq", "equalto": "eq", "==": "eq", "ne": "ne", "!=": "ne", "in": "in"}
_COMPARED |= {"lt": "lt", "lessthan": "lt", "<": "lt", "le": "lteq", "<=": "lteq"}
_COMPARED |= {"gt": "gt", "greaterthan": "gt", ">": "gt", "ge": "gteq", ">=": "gteq"}
# Questions that any value answers, and that tell nothing of its type.
_HARMLESS = ("iterable", "lower", "sequence", "upper")


def run_test(run: Evaluator, node: nodes.Test, state: State) -> Outcome:
    """Run a test as a condition."""
    if node.name in ("defined", "undefined"):
        return _defined(run, node, state)
    seen = run.value(node.node, state)
    given = [(run.value(arg, state), arg) for arg in node.args]
    plain = not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
    found = told(run, node, node.name, (seen, node.node), given) if plain else None
    if found is None:
        return run.known(run.unknown(node, written(node)), state)
    ways = run.split(seen, state, *found)
    return type(ways)(Seen((YES_NO,)), ways.yes, ways.no)


def told(  # noqa: PLR0911 - a case for each sort of test
    run: Evaluator, node: nodes.Node, name: str, value: Value, given: Sequence[Value]
) -> Told | None:
    """What of a value passes a test, and what does not; None for a test not known here.

    Args:
        run: where findings go.
        node: the expression with the test.
        name: the test.
        value: what is tested, and how it is written.
        given: what stands in the test's brackets.
    """
    seen = value[0]
    if name in _TYPES and not given:
        return _of_types(seen.shape, _TYPES[name])
    if name in _COMPARED and len(given) == 1:
        return _compared(run, node, _COMPARED[name], value, given[0])
    if name in ("true", "false") and not given:
        return _yes_or_no(seen.shape, name == "true")
    if name in ("odd", "even") and not given:
        return _whole(run, node, name, seen)
    if name == "divisibleby" and len(given) == 1:
        nonzero = all(isinstance(k, Number) and k.nonzero for k in given[0][0].shape)
        if not nonzero:
            run.report.add(faults.BY_ZERO, node)
        return _whole(run, node, name, seen)
    if name in _HARMLESS and not given:
        return seen.shape, seen.shape
    return None


def _defined(run: Evaluator, node: nodes.Test, state: State) -> Outcome:
    seen = run.outcome(node.node, state).seen
    gone = tuple(kind for kind in seen.shape if isinstance(kind, Unset))
    there = without(seen.shape, Unset)
    unsure = any(isinstance(kind, Anything) for kind in there)
    no = (*gone, *there) if unsure else gone
    yes, no = (there, no) if node.name == "defined" else (no, there)
    ways = run.split(seen, state, yes, no)
    return type(ways)(Seen((YES_NO,)), ways.yes, ways.no)


def _of_types(shape: Shape, kinds: tuple[type[Type], ...]) -> Told:
    unsure = (*kinds, Anything)
    return tuple(kind for kind in shape if isinstance(kind, unsure)), without(shape, *kinds)


def _yes_or_no(shape: Shape, wanted: bool) -> Told:
    """``is true`` is so of a yes alone, not of a filled text."""
    yes: list[Type] = []
    no: list[Type] = []
    for kind in shape:
        if isinstance(kind, Anything):
            yes.append(kind)
            no.append(kind)
        elif isinstance(kind, YesNo):
            if kind.const is not (not wanted):
                yes.append(YesNo(wanted))
            if kind.const is not wanted:
                no.append(YesNo(not wanted))
        else:
            no.append(kind)
    return tuple(yes), tuple(no)


def _compared(run: Evaluator, node: nodes.Node, op: str, value: Value, other: Value) -> Told:
    seen, right = value[0], other[0]
    comparing.check(run, node, op, seen, right)
    comparing.check_words(run, node, op, value, other)
    if op in ("eq", "ne") and len(right.shape) == 1:
        yes, no = comparing.equal(seen.shape, right.shape)
        return (yes, no) if op == "eq" else (no, yes)
    return seen.shape, seen.shape


def _whole(run: Evaluator, node: nodes.Node, name: str, seen: Seen) -> Told:
    """``odd`` and ``even`` calculate with a number."""
    for kind in seen.shape:
        if not isinstance(kind, Number | Money | Anything):
            params = {"operator": name, "left": labels((kind,)), "right": Number.label}
            run.report.add(faults.UNFIT_TOGETHER, node, **params)
    return seen.shape, seen.shape
