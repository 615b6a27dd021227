"""Expressions of a template, run on types: what each can come to, and what is wrong with it.

Why: what Jinja does with a value of the case is done here with all values that the key can have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import nodes

from pipeline.contract import calls, comparing, faults, filtering, operators, reading, testing
from pipeline.contract.faults import Report
from pipeline.contract.fields import likeliest
from pipeline.contract.state import FROM_NOWHERE, Seen, State, Ways, few, truths
from pipeline.contract.types import (
    ANYTHING,
    NOTHING,
    UNSET,
    ListOf,
    Number,
    Record,
    Shape,
    Text,
    Type,
    Unset,
    YesNo,
    joined,
    without,
)
from pipeline.contract.written import written
from pipeline.spelling import nearest

_ASKING = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Test)
_COUNTING = ("length", "count")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression comes to, and what is known where it is true and where it is false.

    Attributes:
        seen: its value.
        yes: the ways on where it is true, each with what is then known; none where it never is.
        no: the same where it is false.
    """

    seen: Seen
    yes: Ways
    no: Ways


class Evaluator:
    """Runs expressions on types.

    Attributes:
        view: what the template can read.
        report: where findings go.
        set_somewhere: names that the template sets anywhere.
        macro: runs a macro by its name; False where there is none of this name.
        setting: the ``set`` whose value is run, where it is one.
    """

    def __init__(self, view: Record, report: Report, set_somewhere: frozenset[str]) -> None:
        """Run expressions over a view."""
        self.view = view
        self.report = report
        self.set_somewhere = set_somewhere
        self.macro: Callable[[nodes.Call, str, State], bool] = lambda *_: False
        self.setting: nodes.Assign | None = None

    def start(self) -> State:
        """What is known where a template begins: the keys of its view."""
        fields = self.view.fields.items()
        return State({n: Seen(f.shape, None, reading.origin_of(f)) for n, f in fields})

    def outcome(self, node: nodes.Node, state: State) -> Outcome:  # noqa: PLR0911 - a case each
        """Run an expression, with what it tells as a condition."""
        match node:
            case nodes.And():
                return self._and(node, state)
            case nodes.Or():
                return self._or(node, state)
            case nodes.Not():
                held = self.test(node.node, state)
                shape = _yes_no(held.no, held.yes)
                return Outcome(Seen(shape), held.no, held.yes)
            case nodes.Compare():
                return comparing.compare(self, node, state)
            case nodes.Test():
                return testing.run_test(self, node, state)
            case nodes.Filter(name="length" | "count", node=nodes.Expr() as counted):
                return self._length(node, counted, state)
        return self.known(self._plain(node, state), state)

    def test(self, node: nodes.Node, state: State) -> Outcome:
        """Run an expression as a condition; to ask for what is not there is an error."""
        found = self.outcome(node, state)
        if not any(isinstance(kind, Unset) for kind in found.seen.shape):
            return found
        return self.known(self.there(node, found.seen), state)

    def value(self, node: nodes.Node, state: State) -> Seen:
        """Run an expression for its value; what is not there is told, and counts as anything."""
        seen = self.outcome(node, state).seen if _asks(node) else self._plain(node, state)
        return self.there(node, seen)

    def there(self, node: nodes.Node, seen: Seen) -> Seen:
        """Tell of a value that may not be there at all; the rest of what it can be."""
        gone = [kind for kind in seen.shape if isinstance(kind, Unset)]
        if not gone:
            return seen
        for kind in gone:
            self._tell_unset(node, kind, seen)
        return Seen(without(seen.shape, Unset) or (ANYTHING,), seen.key, seen.origins)

    def known(self, seen: Seen, state: State) -> Outcome:
        """What a value tells as a condition: where it is true, it is none of what is false."""
        yes, no = truths(seen.shape)
        return self.split(seen, state, yes, no)

    def split(self, seen: Seen, state: State, yes: Shape, no: Shape) -> Outcome:
        """The two ways on from a question that leaves these shapes."""
        return Outcome(
            seen,
            (state.learn(seen.key, yes),) if yes else (),
            (state.learn(seen.key, no),) if no else (),
        )

    def filter(self, node: nodes.Filter, given: Seen, state: State) -> Seen:
        """Run a filter that is named within another one, as in ``map("capitalize")``."""
        return filtering.apply(self, node, given, state)

    def unknown(self, node: nodes.Node, said: str) -> Seen:
        """Tell of what this checker does not follow."""
        self.report.add(faults.NOT_CHECKABLE, node, said=said)
        return Seen((ANYTHING,))

    def _tell_unset(self, node: nodes.Node, kind: Unset, seen: Seen) -> None:
        said = written(node)
        if kind.why == "entry":
            guard = f"{{% if {_list_of(node)} %}}"
            self.report.add(faults.ENTRY_MAY_LACK, node, path=said, suggestion=guard)
        elif kind.why == "else":
            guard = f'{said} else "-"'
            self.report.add(faults.MAY_BE_EMPTY, node, suggestion=f"{{{{ {guard} }}}}")
        elif isinstance(node, nodes.Name) and node.name not in self.set_somewhere:
            known = (*self.view.fields, *sorted(self.set_somewhere))
            close = "`, `".join(likeliest(self.view, node.name)) or nearest(node.name, known)
            self.report.add(faults.UNKNOWN_PATH, node, said=f"`{said}`", suggestion=close)
        elif kind.near:
            self.report.add(faults.UNKNOWN_PATH, node, said=f"`{said}`", suggestion=kind.near)
        else:
            self.report.add(faults.MAY_BE_UNSET, node, name=said)

    def _plain(self, node: nodes.Node, state: State) -> Seen:  # noqa: PLR0911 - a case each
        """The value of an expression that tells nothing more as a condition than its value."""
        match node:
            case nodes.Name():
                return self._name(node, state)
            case nodes.Const():
                return Seen((constant(node.value),))
            case nodes.Getattr() | nodes.Getitem():
                return reading.read(self, node, state)
            case nodes.Filter():
                return filtering.run_filter(self, node, state)
            case nodes.Call():
                return calls.call(self, node, state)
            case nodes.CondExpr():
                return self._either(node, state)
            case nodes.Concat() | nodes.BinExpr() | nodes.UnaryExpr():
                return operators.calculate(self, node, state)
            case nodes.List() | nodes.Tuple():
                items = [self.value(item, state) for item in node.items]
                origins = FROM_NOWHERE.union(*(item.origins for item in items))
                shape = joined(*(item.shape for item in items))
                return Seen((ListOf(shape, len(items)),), None, origins)
        return self.unknown(node, type(node).__name__.lower())

    def _name(self, node: nodes.Name, state: State) -> Seen:
        key = (node.name,)
        held = state.names.get(node.name, Seen((UNSET,)))
        return Seen(state.facts.get(key, held.shape), key, held.origins)

    def _and(self, node: nodes.And, state: State) -> Outcome:
        left = self.test(node.left, state)
        _, false = truths(left.seen.shape)
        if not left.yes:
            return Outcome(Seen(false, None, left.seen.origins), (), left.no)
        right = self._under(node.right, left.yes)
        seen = _mixed(left.seen, false if left.no else (), right.seen, right.seen.shape)
        return Outcome(seen, right.yes, few((*left.no, *right.no)))

    def _or(self, node: nodes.Or, state: State) -> Outcome:
        left = self.test(node.left, state)
        true, _ = truths(left.seen.shape)
        if not left.no:
            return Outcome(Seen(true, None, left.seen.origins), left.yes, ())
        right = self._under(node.right, left.no)
        seen = _mixed(left.seen, true if left.yes else (), right.seen, right.seen.shape)
        return Outcome(seen, few((*left.yes, *right.yes)), right.no)

    def _under(self, node: nodes.Node, ways: Ways) -> Outcome:
        """Run an expression on each of several ways, at least one.

        What may not be there is told where the value is used, and has no way on of its own.
        """
        found = [self.outcome(node, state) for state in ways]
        for place, (one, state) in enumerate(zip(found, ways, strict=True)):
            if any(isinstance(kind, Unset) for kind in one.seen.shape):
                shape = without(one.seen.shape, Unset) or (ANYTHING,)
                asked = self.known(Seen(shape, one.seen.key, one.seen.origins), state)
                found[place] = Outcome(one.seen, asked.yes, asked.no)
        origins = FROM_NOWHERE.union(*(one.seen.origins for one in found))
        key = found[0].seen.key if len(found) == 1 else None
        seen = Seen(joined(*(one.seen.shape for one in found)), key, origins)
        yes = few(way for one in found for way in one.yes)
        return Outcome(seen, yes, few(way for one in found for way in one.no))

    def _either(self, node: nodes.CondExpr, state: State) -> Seen:
        asked = self.test(node.test, state)
        none = Seen(())
        one = self._under(node.expr1, asked.yes).seen if asked.yes else none
        if not asked.no:
            two = none
        elif node.expr2 is None:
            two = Seen((Unset("else"),))
        else:
            two = self._under(node.expr2, asked.no).seen
        return _mixed(one, one.shape, two, two.shape)

    def _length(self, node: nodes.Filter, counted: nodes.Expr, state: State) -> Outcome:
        """How many entries a list has tells, as a condition, that it has some."""
        seen = filtering.run_filter(self, node, state)
        listed = reading.quietly(self, counted, state)
        yes, no = truths(listed.shape)
        found = self.split(listed, state, yes, no)
        return Outcome(Seen(seen.shape, None, seen.origins), found.yes, found.no)


def _asks(node: nodes.Node) -> bool:
    """Whether an expression may tell more as a condition than its value does."""
    return isinstance(node, _ASKING) or (isinstance(node, nodes.Filter) and node.name in _COUNTING)


def constant(value: object) -> Type:
    """The type of a value that the template itself writes."""
    if isinstance(value, bool):
        return YesNo(value)
    if isinstance(value, int):
        return Number("int", value, bool(value))
    if isinstance(value, float):
        return Number("float", value, bool(value))
    if isinstance(value, str):
        return Text(value)
    return NOTHING if value is None else ANYTHING


def _mixed(one: Seen, shape: Shape, two: Seen, other: Shape) -> Seen:
    return Seen(joined(shape, other), None, one.origins | two.origins)


def _yes_no(yes: Ways, no: Ways) -> Shape:
    return (YesNo(),) if yes and no else (YesNo(bool(yes)),)


def _list_of(node: nodes.Node) -> str:
    """The list whose entry an expression reads."""
    held = node.node if isinstance(node, nodes.Getitem | nodes.Filter | nodes.Getattr) else node
    return written(held) if held is not None else written(node)
