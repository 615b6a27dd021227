"""Macros of a template: run where they are called, with what is given to them.

A macro is followed where all that it reads is given to it, set in it, or a key that the template
never sets anew; another one would read what the place of its call does not tell.

Why: a designer who writes an address block twice writes a macro for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from jinja2 import nodes

from pipeline.contract.expressions import Evaluator
from pipeline.contract.state import Key, Seen, State
from pipeline.contract.types import UNSET, Shape
from pipeline.contract.written import written
from pipeline.sandbox import every_node

_DEEPEST = 5
Body = Callable[[Iterable[nodes.Node], State], State]


@lru_cache(maxsize=32)
def _settings(tree: nodes.Node) -> tuple[tuple[str, ...], tuple[nodes.Macro, ...]]:
    """The name at each place where a template sets a variable, and its macros.

    Remembered, since each kind of case asks for those of the same tree.
    """
    names: list[str] = []
    macros: list[nodes.Macro] = []
    for node in every_node(tree):
        if isinstance(node, nodes.Macro):
            macros.append(node)
        elif isinstance(node, nodes.Name) and node.ctx in ("store", "param"):
            names.append(node.name)
    return tuple(names), tuple(macros)


def names_set(tree: nodes.Node) -> set[str]:
    """All names that a template sets anywhere: variables, loops, macros and what they are given."""
    names, macros = _settings(tree)
    return {*names, *(macro.name for macro in macros)}


class Macros:
    """The macros of one part."""

    def __init__(self, tree: nodes.Template, run: Evaluator, body: Body) -> None:
        """Gather them; ``body`` runs statements."""
        names, macros = _settings(tree)
        every = [*names, *(macro.name for macro in macros)]
        self.known = {macro.name: macro for macro in macros if every.count(macro.name) == 1}
        self.run = run
        self.body = body
        self.outside = names_set(tree)
        self.depth = 0

    def call(self, node: nodes.Call, name: str, state: State) -> bool:
        """Run a macro.

        Returns:
            False where there is none of this name.
        """
        macro = self.known.get(name)
        if macro is None:
            return False
        self.run.value(node.node, state)  # one that is not there yet is told
        given = self._given(macro, node, state)
        if given is None or self.depth >= _DEEPEST or not self._is_closed(macro):
            self.run.unknown(node, written(node))
            return True
        macros = {name: seen for name, seen in state.names.items() if name in self.known}
        inside = State({**self.run.start().names, **macros}, self._lasting(state))
        for parameter, seen in given.items():
            inside = inside.bind(parameter, seen)
        self.depth += 1
        self.body(macro.body, inside)
        self.depth -= 1
        return True

    def _given(self, macro: nodes.Macro, node: nodes.Call, state: State) -> dict[str, Seen] | None:
        """What each parameter is given; None where the call does not fit."""
        names = [parameter.name for parameter in macro.args]
        named = {keyword.key: keyword.value for keyword in node.kwargs}
        if (
            len(node.args) > len(names)
            or len(named) < len(node.kwargs)
            or not set(named) <= set(names[len(node.args) :])
        ):
            return None
        values: dict[str, nodes.Expr] = dict(zip(names, node.args, strict=False)) | named
        found = {name: self.run.value(value, state) for name, value in values.items()}
        first_default = len(names) - len(macro.defaults)
        for number, name in enumerate(names):
            if name not in found and number >= first_default:
                default = macro.defaults[number - first_default]
                if not isinstance(default, nodes.Const):
                    return None
                found[name] = self.run.value(default, State())
            elif name not in found:
                found[name] = Seen((UNSET,))
        return found

    def _is_closed(self, macro: nodes.Macro) -> bool:
        """Whether a macro reads nothing that depends on where it is called."""
        own = names_set(macro) | {parameter.name for parameter in macro.args}
        read = {name.name for name in macro.find_all(nodes.Name) if name.ctx == "load"}
        free = read - own
        elsewhere = free & self.outside - set(self.known)
        return not elsewhere and not free & {"varargs", "kwargs", "caller"}

    def _lasting(self, state: State) -> dict[Key, Shape]:
        """What is known at the call of keys that the template never sets anew."""
        return {key: shape for key, shape in state.facts.items() if key[0] not in self.outside}
