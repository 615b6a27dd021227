"""An expression of a template as its designer writes it.

Why: Jinja keeps no text of what it has parsed, and whoever mends a tag looks for what he typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

_TAGS = {
    "callblock": "call",
    "filterblock": "filter",
    "fromimport": "from",
    "scopedevalcontextmodifier": "autoescape",
}
_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_COMPARED |= {"in": "in", "notin": "not in"}


def written(node: nodes.Node) -> str:  # noqa: PLR0911, PLR0912 - a case for each kind of node
    """Write an expression; of what is no expression, the kind of its tag."""
    match node:
        case nodes.Name(name=name) | nodes.NSRef(name=name):
            return name
        case nodes.Const(value=value):
            return _constant(value)
        case nodes.TemplateData(data=data):
            return data
        case nodes.Getattr(node=of, attr=attr):
            return f"{_held(of)}.{attr}"
        case nodes.Getitem(node=of, arg=arg):
            return f"{_held(of)}[{written(arg)}]"
        case nodes.Filter(node=of, name=name):
            return f"{_held(of) if of else ''}|{name}{_called(node)}"
        case nodes.Call(node=of):
            return f"{_held(of)}{_called(node) or '()'}"
        case nodes.Test():
            return _test(node)
        case nodes.Compare(expr=expr, ops=ops):
            rest = (f" {_COMPARED[op.op]} {written(op.expr)}" for op in ops)
            return f"{written(expr)}{''.join(rest)}"
        case nodes.Not(node=of):
            return f"not {_held(of)}"
        case nodes.CondExpr(test=test, expr1=one, expr2=two):
            other = f" else {written(two)}" if two else ""
            return f"{written(one)} if {written(test)}{other}"
        case nodes.Concat(nodes=pieces):
            return " ~ ".join(_held(piece) for piece in pieces)
        case nodes.List(items=items):
            return f"[{_listed(items)}]"
        case nodes.Tuple(items=items):
            return f"({_listed(items)})"
        case nodes.BinExpr(left=left, right=right):
            return f"{_held(left)} {node.operator} {_held(right)}"
        case nodes.UnaryExpr(node=of):
            return f"{node.operator}{_held(of)}"
        case nodes.Slice(start=start, stop=stop):
            return f"{written(start) if start else ''}:{written(stop) if stop else ''}"
    name = type(node).__name__.lower()
    return f"{{% {_TAGS.get(name, name)} %}}"


def _constant(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}'" if '"' in value else f'"{value}"'
    return str(value).lower()  # none, true, false, and numbers


def _test(node: nodes.Test) -> str:
    return f"{_held(node.node)} is {node.name}{_called(node)}"


def _called(node: nodes.Filter | nodes.Call | nodes.Test) -> str:
    named = (f"{one.key}={written(one.value)}" for one in node.kwargs)
    pieces = [*map(written, node.args), *named]
    return f"({', '.join(pieces)})" if pieces else ""


def _listed(items: Iterable[nodes.Expr]) -> str:
    return ", ".join(map(written, items))


def _held(node: nodes.Node) -> str:
    """An expression within another one, in brackets where it needs them."""
    open_ended = nodes.BinExpr | nodes.CondExpr | nodes.Compare | nodes.Concat | nodes.Test
    return f"({written(node)})" if isinstance(node, open_ended | nodes.Not) else written(node)
