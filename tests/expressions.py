"""What a template prints, found by walking its expressions; a witness that shares no filling.

Why: a draft is held to its template's own expressions. The walker writes values in its own way
and takes in shared parts by itself, so a fault of the program is not repeated here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, nodes

from pipeline.filters import terbilang
from pipeline.values import DAYS, MONTHS, Hours, Money, Narrative

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "equalto": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "le": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


class Reader:
    """Walks a template's expressions over a view; it writes values in its own way."""

    def __init__(self, view: Mapping[str, Any], folder: Path) -> None:
        """Begin with the view's names; shared parts lie below the folder."""
        self.names = dict(view)
        self.folder = folder

    def printed(self, found: Iterable[nodes.Node]) -> Iterator[str]:
        """The text of each value that these nodes print, in order."""
        for node in found:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    if not isinstance(piece, nodes.TemplateData):
                        yield from written(self.value(piece))
            elif isinstance(node, nodes.If):
                yield from self.printed(self.branch(node))
            elif isinstance(node, nodes.For):
                yield from self.rounds(node)
            elif isinstance(node, nodes.Assign):
                assert isinstance(node.target, nodes.Name)
                self.names[node.target.name] = self.value(node.node)
            else:
                assert isinstance(node, nodes.Include), node
                (tree, *_) = trees(self.folder / "bagian" / f"{self.value(node.template)}.docx")
                yield from self.printed(tree.body)

    def branch(self, node: nodes.If) -> list[nodes.Node]:
        """The branch that is taken."""
        for way in (node, *node.elif_):
            if self.value(way.test):
                return way.body
        return node.else_

    def rounds(self, node: nodes.For) -> Iterator[str]:
        """Each round of a loop; what is set within it does not last."""
        kept = dict(self.names)
        values = list(self.value(node.iter))
        if node.test is not None:
            values = [value for value in values if self.holds(node, value)]
        seen: list[Any] = []
        for number, value in enumerate(values, 1):
            place = {
                "index": number,
                "revindex": len(values) - number + 1,
                "first": number == 1,
                "last": number == len(values),
                "length": len(values),
                "changed": seen,
            }
            self.names = {**kept, self.target(node): value, "loop": place}
            yield from self.printed(node.body)
        self.names = dict(kept)
        if not values:
            yield from self.printed(node.else_)
        self.names = kept

    def holds(self, node: nodes.For, value: Any) -> bool:
        """Whether a value passes the condition of a loop."""
        kept = self.names
        self.names = {**kept, self.target(node): value}
        passes = bool(self.value(node.test))
        self.names = kept
        return passes

    @staticmethod
    def target(node: nodes.For) -> str:
        """The name that a loop gives its values."""
        assert isinstance(node.target, nodes.Name)
        return node.target.name

    def value(self, node: Any) -> Any:
        """What an expression is."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _const(self, node: nodes.Const) -> Any:
        return node.value

    def _list(self, node: nodes.List) -> Any:
        return [self.value(item) for item in node.items]

    def _name(self, node: nodes.Name) -> Any:
        return self.names[node.name]

    def _getattr(self, node: nodes.Getattr) -> Any:
        holder = self.value(node.node)
        if isinstance(holder, date):
            return {"day": holder.day, "month": holder.month, "year": holder.year}[node.attr]
        return holder[node.attr]

    def _getitem(self, node: nodes.Getitem) -> Any:
        return self.value(node.node)[self.value(node.arg)]

    def _slice(self, node: nodes.Slice) -> Any:
        ends = (node.start, node.stop, node.step)
        return slice(*(None if end is None else self.value(end) for end in ends))

    def _call(self, node: nodes.Call) -> Any:
        given = [self.value(argument) for argument in node.args]
        if isinstance(node.node, nodes.Name):
            assert node.node.name == "range"
            return range(*given)
        assert isinstance(node.node, nodes.Getattr)
        holder = self.value(node.node.node)
        if node.node.attr == "changed":  # of a loop: whether these are others than last time
            before, holder["changed"][:] = list(holder["changed"]), [given]
            return before != [given]
        assert node.node.attr == "split", node.node.attr
        return holder.split(*given)

    def _and(self, node: nodes.And) -> Any:
        return self.value(node.left) and self.value(node.right)

    def _or(self, node: nodes.Or) -> Any:
        return self.value(node.left) or self.value(node.right)

    def _not(self, node: nodes.Not) -> Any:
        return not self.value(node.node)

    def _neg(self, node: nodes.Neg) -> Any:
        return -self.value(node.node)

    def _add(self, node: nodes.Add) -> Any:
        return self.value(node.left) + self.value(node.right)

    def _sub(self, node: nodes.Sub) -> Any:
        return self.value(node.left) - self.value(node.right)

    def _condexpr(self, node: nodes.CondExpr) -> Any:
        assert node.expr2 is not None
        return self.value(node.expr1 if self.value(node.test) else node.expr2)

    def _concat(self, node: nodes.Concat) -> Any:
        return "".join(text for piece in node.nodes for text in written(self.value(piece)))

    def _compare(self, node: nodes.Compare) -> Any:
        (other,) = node.ops
        return OPERATORS[other.op](self.value(node.expr), self.value(other.expr))

    def _test(self, node: nodes.Test) -> Any:
        if node.name == "defined":
            assert isinstance(node.node, nodes.Name)
            return node.node.name in self.names
        return passes(self.value(node.node), node.name)

    def _filter(self, node: nodes.Filter) -> Any:
        given = [self.value(argument) for argument in node.args]
        named = {str(keyword.key): self.value(keyword.value) for keyword in node.kwargs}
        return filtered(node.name, self.value(node.node), *given, **named)


def passes(value: Any, test: str, *given: Any) -> bool:
    """Whether a value passes one of Jinja's tests."""
    if test in ("none", "true"):
        return value is {"none": None, "true": True}[test]
    return bool(OPERATORS[test](value, *given))


def filtered(name: str, value: Any, *given: Any, **named: Any) -> Any:
    """A value behind a filter."""
    if name in ("select", "reject"):
        return [one for one in value if _kept(one, given) == (name == "select")]
    if name in ("selectattr", "rejectattr"):
        key, *test = given
        return [one for one in value if _kept(one[key], test) == (name == "selectattr")]
    if name == "map":
        if "attribute" in named:
            return [one[named["attribute"]] for one in value]
        return [filtered(given[0], one) for one in value]
    assert not named
    return FILTERS[name](value, *given)


def _kept(value: Any, test: Iterable[Any]) -> bool:
    test = list(test)
    return passes(value, *test) if test else bool(value)


def hours(value: Hours) -> str:
    """Hours and minutes with their units."""
    whole, rest = divmod(value.minutes, 60)
    return (
        f"{whole} jam {rest} menit"
        if whole and rest
        else f"{rest} menit"
        if rest
        else f"{whole} jam"
    )


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


FILTERS: dict[str, Callable[..., Any]] = {
    "tanggal": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "bulan": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    "hari": lambda day: DAYS[(day.toordinal() - 1) % 7].capitalize(),
    "rupiah": lambda money: f"Rp{money:,}".replace(",", ".") + ",00",
    "jam": hours,
    "ya_tidak": lambda value: "ya" if value else "tidak",
    "umur": _age,
    "inisial": lambda name: "".join(
        next((f"{sign.upper()}." for sign in word if sign.isalpha()), "") for word in name.split()
    ),
    "terbilang": terbilang,  # its words are proved in test_filters
    "join": lambda values, between="": between.join("".join(written(one)) for one in values),
    "lower": lambda text: str(text).lower(),
    "upper": lambda text: str(text).upper(),
    "capitalize": lambda text: str(text).capitalize(),
    "title": lambda text: str(text).title(),
    "replace": lambda text, old, new: str(text).replace(old, new),
    "length": len,
    "list": list,
    "max": max,
    "first": lambda values: values[0],
    "last": lambda values: values[-1],
}


def written(value: Any) -> Iterator[str]:
    """How a value stands on paper; a narrative is several texts."""
    assert value is not None
    assert not isinstance(value, bool | date | Money)
    if isinstance(value, Narrative):
        yield from (block.text for block in value.blocks)
    elif hasattr(value, "hour"):
        yield f"{value.hour:02}.{value.minute:02}"
    else:
        yield str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


@cache
def trees(file: Path) -> tuple[nodes.Template, ...]:
    """The body of a Word file, its headers and its footers, each parsed as a template."""
    template = DocxTemplate(file)
    template.init_docx()
    parts = [template.get_xml()]
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            parts.append(template.get_part_xml(part))
    made = Environment()  # noqa: S701 - parsed only
    return tuple(made.parse(template.patch_xml(xml)) for xml in parts)


def expected(template: Path, view: Mapping[str, Any]) -> Iterator[list[str]]:
    """For body, headers and footers: the values that the template prints, in order."""
    for tree in trees(template):
        found = Reader(view, template.parent).printed(tree.body)
        yield [text for text in found if text]
