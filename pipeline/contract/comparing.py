"""Comparisons: what they need, what they tell, and words that no case can hold.

Why: ``jenis == "pidana_kerja_sosal"`` is no error for Jinja; it is just never true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import faults, reading
from pipeline.contract.state import Seen, State
from pipeline.contract.types import (
    YES_NO,
    Anything,
    DateType,
    HoursType,
    ListOf,
    Money,
    NarrativeType,
    Nothing,
    Number,
    Pair,
    PeriodType,
    Record,
    Shape,
    Text,
    TimeType,
    Type,
    Word,
    YesNo,
    labels,
    without,
)
from pipeline.contract.written import written
from pipeline.spelling import nearest

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator, Outcome

# Types that are equal to one another, or come in an order; the rest of a family is alone.
_FAMILIES: dict[type[Type], str] = {
    Text: "text",
    Word: "text",
    Number: "number",
    Money: "number",
    YesNo: "yes",
    DateType: "date",
    TimeType: "time",
    HoursType: "hours",
    PeriodType: "period",
    NarrativeType: "narrative",
    Record: "section",
    ListOf: "list",
    Pair: "list",
}
_ORDERED = ("text", "number", "date", "time", "hours")
_SIGNS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "eq": "==", "ne": "!="}
_SIGNS |= {"in": "in", "notin": "not in"}
# Least length of a list where a comparison of its length with a number is true, and where not.
_LEAST = {"gt": (1, 0), "gteq": (0, 0), "lt": (0, 0), "lteq": (0, 1), "eq": (0, 0)}


def families(shape: Shape) -> set[str]:
    """The families of a shape; what is not known belongs to none."""
    return {_FAMILIES[type(kind)] for kind in shape if type(kind) in _FAMILIES}


def compare(run: Evaluator, node: nodes.Compare, state: State) -> Outcome:
    """Run a comparison, or a chain of them."""
    left = run.value(node.expr, state)
    held = left
    for operand in node.ops:
        right = run.value(operand.expr, state)
        check(run, node, operand.op, held, right)
        check_words(run, node, operand.op, (held, node.expr), (right, operand.expr))
        held = right
    seen = Seen((YES_NO,))
    if len(node.ops) > 1:
        return run.known(seen, state)
    told = _told(run, node, left, held, state)
    if told is None:
        return run.known(seen, state)
    key, yes, no = told
    found = run.split(Seen((YES_NO,), key), state, yes, no)
    return type(found)(seen, found.yes, found.no)


def check(run: Evaluator, node: nodes.Node, op: str, left: Seen, right: Seen) -> None:
    """Tell of what cannot be compared, and of what can never be equal."""
    if any(isinstance(kind, Anything) for kind in (*left.shape, *right.shape)):
        return
    if op in ("in", "notin"):
        fits = _can_hold(left.shape, right.shape)
    elif op in ("eq", "ne"):
        one, two = families(left.shape), families(right.shape)
        fits = bool(one & two) or not one or not two
    else:
        fits = ordered((*left.shape, *right.shape))
    if not fits:
        params = {"operator": _SIGNS[op], "left": labels(left.shape), "right": labels(right.shape)}
        run.report.add(faults.UNFIT_TOGETHER, node, **params)


def ordered(shape: Shape) -> bool:
    """Whether values of these types come in an order with one another."""
    if any(isinstance(kind, Anything) for kind in shape):
        return True
    kinds = families(shape)
    return len(kinds) <= 1 and kinds <= set(_ORDERED) and not _missing(shape)


def _missing(shape: Shape) -> bool:
    return any(isinstance(kind, Nothing) for kind in shape)


def _can_hold(left: Shape, right: Shape) -> bool:
    for holder in right:
        if isinstance(holder, Text | Word):
            if families(left) != {"text"} or _missing(left):
                return False
        elif not isinstance(holder, ListOf):
            return False
    return True


def check_words(
    run: Evaluator,
    node: nodes.Node,
    op: str,
    left: tuple[Seen, nodes.Node],
    right: tuple[Seen, nodes.Node],
) -> None:
    """Tell of a text that is compared with a word of the vocabulary and is none of its words."""
    for (seen, expression), (other, _) in ((left, right), (right, left)):
        listed = op in ("in", "notin")
        shape = [item for kind in seen.shape for item in _items(kind, listed)]
        texts = [item for kind in other.shape for item in _items(kind, listed)]
        words = [kind for kind in without(tuple(shape), Nothing) if isinstance(kind, Word)]
        if not words or len(words) < len(without(tuple(shape), Nothing)):
            continue
        for text in texts:
            if isinstance(text, Text) and text.const is not None:
                tell_word(run, node, written(expression), words, text.const)


def _items(kind: Type, listed: bool) -> Iterator[Type]:
    if listed and isinstance(kind, ListOf):
        yield from kind.item
    else:
        yield kind


def tell_word(
    run: Evaluator, node: nodes.Node, path: str, words: Sequence[Word], text: str
) -> None:
    """Tell of a text that none of these words is equal to."""
    if any(word.written(text) is not None for word in words):
        return
    known = tuple(dict.fromkeys(name for word in words for name in word.words))
    close = nearest(text.replace(" ", "_"), known)
    params = {"path": path, "word": text, "words": ", ".join(known), "suggestion": close}
    run.report.add(faults.UNKNOWN_WORD, node, **params)


def _told(
    run: Evaluator, node: nodes.Compare, left: Seen, right: Seen, state: State
) -> tuple[tuple[str, ...] | None, Shape, Shape] | None:
    """What one comparison tells of one of its sides: its key, its shape if true, if not."""
    op = node.ops[0].op
    if op in ("gt", "gteq", "lt", "lteq", "eq", "ne"):
        counted = _of_length(run, node, right, state)
        if counted is not None:
            return counted
    if op in ("eq", "ne"):
        for side, other in ((left, right), (right, left)):
            if len(other.shape) == 1 and side.key:
                yes, no = equal(side.shape, other.shape)
                return (side.key, yes, no) if op == "eq" else (side.key, no, yes)
    if op in ("in", "notin") and left.key and len(right.shape) == 1:
        listed, literal = right.shape[0], node.ops[0].expr
        if (
            isinstance(listed, ListOf)
            and isinstance(literal, nodes.List | nodes.Tuple)
            and all(isinstance(item, nodes.Const) for item in literal.items)
        ):
            yes, no = among(left.shape, listed.item)
            return (left.key, yes, no) if op == "in" else (left.key, no, yes)
    return None


def equal(shape: Shape, other: Shape) -> tuple[Shape, Shape]:
    """What of a shape is equal to a single type, and what need not be."""
    kind = other[0]
    if isinstance(kind, Nothing):
        return tuple(one for one in shape if isinstance(one, Nothing | Anything)), without(
            shape, Nothing
        )
    if isinstance(kind, Text) and kind.const is not None:
        return among(shape, other)
    if isinstance(kind, Anything):
        return shape, shape
    return without(shape, Nothing), shape


def among(shape: Shape, texts: Shape) -> tuple[Shape, Shape]:
    """What of a shape is one of these texts, and what is none of them."""
    consts = [text.const for text in texts if isinstance(text, Text)]
    if len(consts) < len(texts) or None in consts:
        return shape, shape
    yes: list[Type] = []
    no: list[Type] = []
    for kind in shape:
        if isinstance(kind, Word):
            named = {kind.written(text) for text in consts if text is not None}
            if kind.left & named:
                yes.append(Word(kind.words, kind.left & named, kind.exact))
            if kind.left - named:
                no.append(Word(kind.words, kind.left - named, kind.exact))
        elif isinstance(kind, Text) and kind.const is not None:
            (yes if kind.const in consts else no).append(kind)
        elif isinstance(kind, Text | Anything):
            yes.append(kind)
            no.append(kind)
        else:
            no.append(kind)
    return tuple(yes), tuple(no)


def _of_length(
    run: Evaluator, node: nodes.Compare, right: Seen, state: State
) -> tuple[tuple[str, ...] | None, Shape, Shape] | None:
    """What a comparison of a list's length with a number tells of the list."""
    counted = node.expr
    if not isinstance(counted, nodes.Filter) or counted.name not in ("length", "count"):
        return None
    limit = right.shape[0] if len(right.shape) == 1 else None
    if counted.node is None or not isinstance(limit, Number) or not isinstance(limit.const, int):
        return None
    listed = reading.quietly(run, counted.node, state)
    op, number = node.ops[0].op, limit.const
    if op == "ne":
        op_yes, op_no = (1 if number == 0 else 0), number
    else:
        more_yes, more_no = _LEAST[op]
        true = {"gt": number + more_yes, "gteq": number, "eq": number}.get(op, 0)
        false = {"lt": number, "lteq": number + more_no}.get(op, 0)
        op_yes, op_no = true, false
    return listed.key, _at_least(listed.shape, op_yes), _at_least(listed.shape, op_no)


def _at_least(shape: Shape, least: int) -> Shape:
    return tuple(
        ListOf(kind.item, max(kind.least, least), kind.once) if isinstance(kind, ListOf) else kind
        for kind in shape
    )
