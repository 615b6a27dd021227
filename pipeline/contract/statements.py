"""Statements of a template, run on types: every way that some case takes is taken.

Why: what is printed, looped over and set is where an expression's value is used, and where a
reader gets to see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jinja2 import nodes

from pipeline.contract import faults
from pipeline.contract.calls import LOOP
from pipeline.contract.expressions import Evaluator
from pipeline.contract.macros import Macros
from pipeline.contract.readers import Reading
from pipeline.contract.state import Seen, State, Ways, few, meet
from pipeline.contract.taking import tell_empty
from pipeline.contract.types import (
    ANYTHING,
    NUMBER,
    TEXT,
    YES_NO,
    Anything,
    Field,
    ListOf,
    NarrativeType,
    Nothing,
    Number,
    Pair,
    Record,
    Shape,
    Unset,
    joined,
)
from pipeline.contract.written import written
from pipeline.sandbox import ROUNDS, ForbiddenTagError
from pipeline.word.faults import of_security

_MARKUP = re.compile(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_MOST_APART = 8
_POSITIVE = Number(nonzero=True)


class Runner:
    """Runs the statements of one part of a template in one kind of case."""

    def __init__(self, run: Evaluator, tree: nodes.Template, source: str, reading: Reading) -> None:
        """Run a parsed part.

        Args:
            run: for expressions.
            tree: the part.
            source: its text, a paragraph a line.
            reading: who reads the document.
        """
        self.run = run
        self.lines = source.split("\n")
        self.reading = reading
        self.apart = 1
        self.rounds = 1  # of the loops around, at least
        self.macros = Macros(tree, run, self.body)
        run.macro = self.macros.call

    def body(self, body: Iterable[nodes.Node], state: State) -> State:
        """Run statements one after the other; what is known behind them."""
        for node in body:
            state = self._statement(node, state)
        return state

    def _statement(self, node: nodes.Node, state: State) -> State:  # noqa: PLR0912 - a case each
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    if not isinstance(printed, nodes.TemplateData):
                        self._print(printed, state)
            case nodes.If():
                return self._if(node, state)
            case nodes.For():
                self._for(node, state)
            case nodes.Assign():
                return self._set(node, state)
            case nodes.AssignBlock(target=nodes.Name(name=name)):
                self.body(node.body, state)
                if node.filter is not None:
                    self.run.unknown(node.filter, written(node.filter))
                return state.bind(name, Seen((TEXT,)))
            case nodes.With():
                self._with(node, state)
            case nodes.Scope():
                self.body(node.body, state)
            case nodes.Macro():
                return state.bind(node.name, Seen((ANYTHING,)))
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                self._forbidden(node)
            case nodes.EvalContextModifier():
                self._forbidden(node)
            case _:
                self.run.unknown(node, type(node).__name__.lower())
        return state

    def _print(self, node: nodes.Expr, state: State) -> None:
        seen = self.run.value(node, state)
        for kind in seen.shape:
            if isinstance(kind, Nothing):
                tell_empty(self.run, node)
            elif isinstance(kind, NarrativeType):
                self._look_around(node)
            elif not kind.bare:
                params = {"kind": kind.label, "filters": kind.wants}
                self.run.report.add(faults.WANTS_FILTER, node, **params)
        self.reading.look_at(node, seen.origins, self.run.report)

    def _look_around(self, node: nodes.Expr) -> None:
        """A narrative makes paragraphs of its own, so it stands alone in one."""
        line = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else ""
        if _MARKUP.sub("", line).strip():
            self.run.report.add(faults.NARRATIVE_IN_SENTENCE, node, path=written(node))

    def _if(self, node: nodes.If, state: State) -> State:
        ends: list[State] = []
        rest: Ways = (state,)
        for branch in (node, *node.elif_):
            asked = [self.run.test(branch.test, way) for way in rest]
            ends += self._each(branch.body, [way for one in asked for way in one.yes])
            rest = few(way for one in asked for way in one.no)
        ends += self._each(node.else_, rest)
        return meet(ends or [state])

    def _each(self, body: list[nodes.Node], ways: Sequence[State]) -> list[State]:
        """Run the same statements on several ways; as one where branches lie in branches."""
        if len(ways) * self.apart > _MOST_APART:
            ways = few(ways, most=1)
        before, self.apart = self.apart, self.apart * max(len(ways), 1)
        ends = [self.body(body, way) for way in ways]
        self.apart = before
        return ends

    def _for(self, node: nodes.For, state: State) -> None:
        walked = self.run.value(node.iter, state)
        lists = [kind for kind in walked.shape if isinstance(kind, ListOf)]
        for kind in walked.shape:
            if not isinstance(kind, ListOf | Anything):
                params = {"path": written(node.iter), "kind": kind.label}
                self.run.report.add(faults.NO_LIST, node.iter, **params)
        if node.recursive:
            self.run.unknown(node, "recursive")
            return
        items = joined(*(kind.item for kind in lists))
        if len(lists) < len(walked.shape):
            items = joined(items, (ANYTHING,))
        inside = self._target(node.target, Seen(items, None, walked.origins), state)
        before, self.rounds = (
            self.rounds,
            self.rounds * max((kind.least or 1 for kind in lists), default=1),
        )
        if self.rounds > ROUNDS:
            self.run.report.add(faults.ENDLESS, node.iter)
        if items and inside is not None:
            ways = self.run.test(node.test, inside).yes if node.test is not None else (inside,)
            self._each(node.body, [way.bind(LOOP, _loop(items)) for way in ways])
        self.rounds = before
        self.body(node.else_, state)

    def _target(self, target: nodes.Node, item: Seen, state: State) -> State | None:
        """The variables of a loop; None where they are not followed."""
        if isinstance(target, nodes.Name):
            return state.bind(target.name, item)
        if isinstance(target, nodes.Tuple) and len(target.items) == len(("grouper", "list")):
            one, two = target.items
            pairs = [kind for kind in item.shape if isinstance(kind, Pair)]
            whole = pairs and len(pairs) == len(item.shape)
            if whole and isinstance(one, nodes.Name) and isinstance(two, nodes.Name):
                groups: list[Shape] = [pair.grouper for pair in pairs]
                state = state.bind(one.name, Seen(joined(*groups), None, item.origins))
                entries = joined(pair.entries for pair in pairs)
                return state.bind(two.name, Seen(entries, None, item.origins))
        self.run.unknown(target, written(target))
        return None

    def _set(self, node: nodes.Assign, state: State) -> State:
        self.run.setting = node
        seen = self.run.value(node.node, state)
        self.run.setting = None
        if isinstance(node.target, nodes.Name):
            return state.bind(node.target.name, seen)
        self.run.unknown(node.target, written(node.target))
        for name in node.target.find_all(nodes.Name):
            state = state.bind(name.name, Seen((ANYTHING,)))
        return state

    def _with(self, node: nodes.With, state: State) -> None:
        inside = state
        for target, value in zip(node.targets, node.values, strict=True):
            seen = self.run.value(value, state)
            if isinstance(target, nodes.Name):
                inside = inside.bind(target.name, seen)
            else:
                self.run.unknown(target, written(target))
        self.body(node.body, inside)

    def _forbidden(self, node: nodes.Node) -> None:
        """A tag that brings in other templates, or ends the escaping."""
        said = of_security(ForbiddenTagError(node))
        self.run.report.add(faults.FORBIDDEN, node, said=said)


def _loop(item: Shape) -> Seen:
    """What ``loop`` tells within a loop."""
    neighbour: Shape = (*item, Unset("entry"))
    known: dict[str, Shape] = {
        "index": (_POSITIVE,),
        "index0": (NUMBER,),
        "revindex": (_POSITIVE,),
        "revindex0": (NUMBER,),
        "first": (YES_NO,),
        "last": (YES_NO,),
        "length": (_POSITIVE,),
        "depth": (_POSITIVE,),
        "depth0": (NUMBER,),
        "previtem": neighbour,
        "nextitem": neighbour,
    }
    return Seen((Record({name: Field(shape, "") for name, shape in known.items()}),))
