"""Calls in a template: ``range``, a macro, ``loop.cycle``, and the methods of a text.

Why: Jinja lets a template call what Python's values can do; the few that letters use are known
here, the rest is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import faults
from pipeline.contract.state import FROM_NOWHERE, Seen, State
from pipeline.contract.types import (
    NUMBER,
    TEXT,
    YES_NO,
    Anything,
    DateType,
    ListOf,
    Number,
    Text,
    TimeType,
    Type,
    Word,
    joined,
)
from pipeline.contract.written import written
from pipeline.sandbox import ROUNDS

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator

LOOP = "loop"
# Methods of a text: what each gives, and how many texts stand in its brackets.
_OF_TEXTS: dict[str, tuple[Type, tuple[int, ...]]] = {
    "capitalize": (TEXT, (0,)),
    "count": (NUMBER, (1,)),
    "endswith": (YES_NO, (1,)),
    "find": (NUMBER, (1,)),
    "isdigit": (YES_NO, (0,)),
    "isupper": (YES_NO, (0,)),
    "lower": (TEXT, (0,)),
    "replace": (TEXT, (2,)),
    "split": (ListOf((TEXT,)), (0, 1)),
    "startswith": (YES_NO, (1,)),
    "strip": (TEXT, (0, 1)),
    "title": (TEXT, (0,)),
    "upper": (TEXT, (0,)),
}


def call(run: Evaluator, node: nodes.Call, state: State) -> Seen:
    """Run a call; one that is not followed is told."""
    called = node.node
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return run.unknown(node, written(node))
    if isinstance(called, nodes.Name):
        if called.name == "range" and "range" not in state.names:
            return _range(run, node, state)
        if run.macro(node, called.name, state):
            return Seen((TEXT,))
    given = [run.value(arg, state) for arg in node.args]
    given += [run.value(keyword.value, state) for keyword in node.kwargs]
    if isinstance(called, nodes.Getattr):
        return _method(run, node, called, given, state)
    return run.unknown(node, written(node))


def _range(run: Evaluator, node: nodes.Call, state: State) -> Seen:
    given = [run.value(arg, state) for arg in node.args]
    whole = all(
        isinstance(kind, Number) and kind.sort == "int" for seen in given for kind in seen.shape
    )
    if node.kwargs or not whole or len(given) not in (1, 2):
        return run.unknown(node, written(node))
    bounds = [kind.const for seen in given for kind in seen.shape if isinstance(kind, Number)]
    known = [int(bound) for bound in bounds if bound is not None]
    least = known[-1] - sum(known[:-1]) if len(known) == len(given) else 0
    if least > ROUNDS:
        run.report.add(faults.ENDLESS, node)
    numbers = ListOf((NUMBER,), max(least, 0))
    return Seen((numbers,), None, FROM_NOWHERE.union(*(seen.origins for seen in given)))


def _method(
    run: Evaluator, node: nodes.Call, called: nodes.Getattr, given: list[Seen], state: State
) -> Seen:
    name = called.attr
    origins = FROM_NOWHERE.union(*(seen.origins for seen in given))
    if isinstance(called.node, nodes.Name) and called.node.name == LOOP and LOOP in state.names:
        if name == "cycle" and given and not node.kwargs:
            return Seen(joined(*(seen.shape for seen in given)), None, origins)
        if name == "changed" and not node.kwargs:
            return Seen((YES_NO,))
        return run.unknown(node, written(node))
    owner = run.value(called.node, state)
    if any(isinstance(kind, DateType | TimeType) for kind in owner.shape):
        run.report.add(faults.FORBIDDEN, node, said=f"`{name}`")
        return run.unknown(node, written(node))
    texts = all(isinstance(kind, Text | Word | Anything) for kind in owner.shape)
    plain = all(isinstance(arg, nodes.Const) and arg.value for arg in node.args)
    strings = all(isinstance(kind, Text) for seen in given for kind in seen.shape)
    if name in _OF_TEXTS and texts and plain and strings and not node.kwargs:
        found, counts = _OF_TEXTS[name]
        if len(given) in counts:
            filled = all(isinstance(k, Word) or getattr(k, "filled", False) for k in owner.shape)
            if name == "split" and (given or filled):  # a text with a separator has one piece
                found = ListOf((TEXT,), least=1)
            return Seen((found,), None, owner.origins)
    return run.unknown(node, written(node))
