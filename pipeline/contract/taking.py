"""What of a value a filter can use, and how the rest is told.

Why: filters, joined texts and loops say in the same way that a value may be missing or is of
another type.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import faults
from pipeline.contract.state import Seen
from pipeline.contract.types import (
    ANYTHING,
    Anything,
    HoursType,
    Nothing,
    Number,
    PeriodType,
    Record,
    Shape,
    Text,
    TimeType,
    Type,
    Word,
)
from pipeline.contract.written import written

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator

# What a filter on texts takes: texts, and what prints as one.
TEXTS: tuple[type[Type], ...] = (Text, Word, Number, HoursType, PeriodType, TimeType)


def take(  # noqa: PLR0913, PLR0917 - where, what, and in which words
    run: Evaluator,
    node: nodes.Expr,
    name: str,
    seen: Seen,
    fits: Callable[[Type], bool],
    wanted: str,
) -> Shape:
    """What of a value a filter can use; the rest is told.

    Args:
        run: where findings go.
        node: the filter, or the expression itself where an operator takes it.
        name: the filter's name.
        seen: the value.
        fits: whether a type can be used.
        wanted: what can, in a designer's words.

    Returns:
        The types that fit; anything, where none does.
    """
    for kind in seen.shape:
        if isinstance(kind, Nothing):
            tell_empty(run, _given(node))
        elif not isinstance(kind, Anything) and not fits(kind):
            params = {"filter": name, "kind": kind.label, "wanted": wanted}
            run.report.add(faults.UNFIT_FOR_FILTER, node, **params)
    return tuple(kind for kind in seen.shape if fits(kind)) or (ANYTHING,)


def _given(node: nodes.Expr) -> nodes.Node:
    """What is missing where a filter complains: the value before it."""
    held = node.node if isinstance(node, nodes.Filter) else None
    return held if held is not None else node


def take_text(run: Evaluator, node: nodes.Expr, name: str, seen: Seen) -> None:
    """Tell of what is no text for a filter on texts, or for ``~``."""
    take(run, node, name, seen, lambda kind: isinstance(kind, TEXTS), "teks")


def tell_empty(run: Evaluator, node: nodes.Node) -> None:
    """Tell of a value that may be missing where it is printed, with the question to ask first."""
    run.report.add(faults.MAY_BE_EMPTY, node, suggestion=guard(run, node))


def guard(run: Evaluator, node: nodes.Node) -> str:
    """The question to ask first: ``{% if penjamin and penjamin.nik %}``.

    Where a variable is set no block can stand around the value; there the tag is written out anew
    with the question in it.
    """
    asked, setting = _question(run, node), run.setting
    if setting is None or not _is_within(node, setting.node):
        return f"{{% if {asked} %}}…{{% endif %}}"
    value = written(setting.node)
    if isinstance(setting.node, nodes.CondExpr):
        value = f"({value})"
    other = "[]" if isinstance(setting.node, nodes.List) else '"-"'
    return f"{{% set {written(setting.target)} = {value} if {asked} else {other} %}}"


def _is_within(node: nodes.Node, whole: nodes.Node) -> bool:
    return node is whole or any(one is node for one in whole.find_all(type(node)))


def _question(run: Evaluator, node: nodes.Node) -> str:
    """Whether a value is there; first come the sections on the way to it that may be missing."""
    steps: list[nodes.Node] = [node]
    while isinstance(held := steps[0], nodes.Getattr):
        steps.insert(0, held.node)
    asked: list[str] = []
    known = run.view.fields
    for step, below in pairwise(steps):
        name = step.attr if isinstance(step, nodes.Getattr) else getattr(step, "name", "")
        field = known.get(name)
        told = run.report.has(faults.SECTION_MAY_BE_EMPTY, below)
        if told or (field is not None and field.optional):
            asked.append(written(step))
        shape = field.shape if field else ()
        inside = next((kind for kind in shape if isinstance(kind, Record)), None)
        known = inside.fields if inside else {}
    return " and ".join((*asked, written(node)))
