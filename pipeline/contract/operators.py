"""Calculations and joined texts.

Why: hours add up with hours only, a text times a number is refused, and nothing is divided by
what may be nought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import faults
from pipeline.contract.state import FROM_NOWHERE, Seen, State
from pipeline.contract.taking import take_text
from pipeline.contract.types import (
    ANYTHING,
    FLOAT,
    HOURS,
    NUMBER,
    TEXT,
    Anything,
    HoursType,
    ListOf,
    Money,
    Number,
    Shape,
    Text,
    Type,
    Word,
    joined,
    labels,
)

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator

Calculation = nodes.Concat | nodes.BinExpr | nodes.UnaryExpr


def calculate(run: Evaluator, node: Calculation, state: State) -> Seen:
    """Run ``~``, ``+`` and their like."""
    if isinstance(node, nodes.Concat):
        pieces = [run.value(piece, state) for piece in node.nodes]
        for piece, seen in zip(node.nodes, pieces, strict=True):
            take_text(run, piece, "~", seen)
        origins = FROM_NOWHERE.union(*(piece.origins for piece in pieces))
        return Seen((TEXT,), None, origins)
    if isinstance(node, nodes.UnaryExpr):
        return _unary(run, node, state)
    left, right = run.value(node.left, state), run.value(node.right, state)
    operator = node.operator
    found: list[Shape] = []
    for one in left.shape or (ANYTHING,):
        for two in right.shape or (ANYTHING,):
            result = _binary(operator, one, two)
            if result is None:
                _refuse(run, node, operator, left, right)
                return Seen((ANYTHING,), None, left.origins | right.origins)
            found.append((result,))
    if operator in ("/", "//", "%") and not _never_nought(right.shape):
        run.report.add(faults.BY_ZERO, node)
    return Seen(joined(*found), None, left.origins | right.origins)


def _unary(run: Evaluator, node: nodes.UnaryExpr, state: State) -> Seen:
    seen = run.value(node.node, state)
    if any(not isinstance(kind, Number | Money | Anything) for kind in seen.shape):
        _refuse(run, node, node.operator, seen, seen)
        return Seen((ANYTHING,), None, seen.origins)
    shape = joined(_signed(kind, node.operator) for kind in seen.shape)
    return Seen(shape, None, seen.origins)


def _signed(kind: Type, operator: str) -> Type:
    if isinstance(kind, Number):
        const = kind.const if kind.const is None or operator == "+" else -kind.const
        return Number(kind.sort, const, kind.nonzero)
    return NUMBER if isinstance(kind, Money) else kind


def _binary(operator: str, left: Type, right: Type) -> Type | None:  # noqa: PLR0911 - a case each
    """The type of a result; None where Python has none."""
    if isinstance(left, Anything) or isinstance(right, Anything):
        return ANYTHING
    if isinstance(left, Number | Money) and isinstance(right, Number | Money):
        return _number(operator, left, right)
    if operator in ("+", "-") and isinstance(left, HoursType) and isinstance(right, HoursType):
        return HOURS
    if operator == "+" and isinstance(left, Text | Word) and isinstance(right, Text | Word):
        return TEXT
    lists = isinstance(left, ListOf) and isinstance(right, ListOf)
    if operator == "+" and lists and isinstance(left, ListOf) and isinstance(right, ListOf):
        if left.once or right.once:
            return None
        return ListOf(joined(left.item, right.item), left.least + right.least)
    return None


def _number(operator: str, left: Number | Money, right: Number | Money) -> Type | None:
    sorts = {kind.sort if isinstance(kind, Number) else "int" for kind in (left, right)}
    if operator == "**" or sorts == {"decimal", "float"}:
        return None
    if "float" in sorts:
        return FLOAT
    if "decimal" in sorts:
        return Number("decimal")
    return FLOAT if operator == "/" else NUMBER


def _never_nought(shape: Shape) -> bool:
    return all(isinstance(kind, Number) and kind.nonzero for kind in shape if kind != ANYTHING)


def _refuse(run: Evaluator, node: nodes.Expr, operator: str, left: Seen, right: Seen) -> None:
    params = {"operator": operator, "left": labels(left.shape), "right": labels(right.shape)}
    run.report.add(faults.UNFIT_TOGETHER, node, **params)
