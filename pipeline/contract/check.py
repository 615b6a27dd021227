"""Check one part of a template against all cases that its document can be made for.

Why: a slip in a template is found when the template is saved, and not with the one case in
twenty whose missing telephone number stops the letter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError

from pipeline.catalog import Entry
from pipeline.contract import faults
from pipeline.contract.expressions import Evaluator
from pipeline.contract.faults import Fault, Report
from pipeline.contract.filtering import signatures
from pipeline.contract.macros import names_set
from pipeline.contract.readers import Reading
from pipeline.contract.statements import Runner
from pipeline.contract.view import view_of
from pipeline.filters import environment
from pipeline.sandbox import Sandbox
from pipeline.spelling import nearest
from pipeline.word.faults import of_security, of_syntax

# Nodes of which none fails when it is compiled, as long as they do not lie too deep.
_PLAIN = frozenset(
    {
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.If,
        nodes.For,
        nodes.Assign,
        nodes.Name,
        nodes.Const,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Filter,
        nodes.Test,
        nodes.Compare,
        nodes.Operand,
        nodes.And,
        nodes.Or,
        nodes.Not,
        nodes.Concat,
        nodes.CondExpr,
        nodes.List,
        nodes.Tuple,
        nodes.Keyword,
        nodes.Call,
        nodes.Slice,
    }
)
_DEEPEST = 15  # blocks in one another; Python takes twenty loops
# What is the same in every kind of case: letterhead and footer are judged once, and not for each.
_OF_ANY_KIND = frozenset({"kantor", "pejabat", "surat", "draf", "tanda_draf"})
_RESERVED = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})


def check_source(
    source: str, entry: Entry, kinds: Sequence[str], documents: Collection[str] = ()
) -> list[Fault]:
    """Check one part of a Word template: its body, a header, a footer, its notes.

    Each part is checked alone, as it is filled: what the body sets, a header does not see.

    Args:
        source: the part as Jinja gets it, a paragraph a line.
        entry: the document, whose needs are there and whose readers read it.
        kinds: the kinds of case in which this file makes the document.
        documents: names of the catalog's documents, for ``nomor_surat``; without them, any name
            passes there.

    Returns:
        What is wrong with it, from top to bottom; each finding once, with the kinds of case. A
        fault of Jinja's grammar comes alone, since nothing can be said beyond it.
    """
    try:
        part = _parsed(source)
    except TemplateSyntaxError as error:
        return [_grammar(error, kinds)]
    except RecursionError:
        return [Fault(faults.ENDLESS, 1, "", kinds=tuple(kinds))]
    report = Report()
    for kind in kinds[:1] if part.reads <= _OF_ANY_KIND else kinds:
        report.kind = kind
        _tell_of_strangers(part.strangers, report)
        _tell_of_unread(part, report)
        run = Evaluator(view_of(entry, kind, documents), report, part.names)
        runner = Runner(run, part.tree, source, Reading(entry, kind))
        runner.body(part.tree.body, run.start())
    if report.faults:
        of_all = part.reads <= _OF_ANY_KIND
        return [replace(one, kinds=tuple(kinds)) if of_all else one for one in report.faults]
    return [] if part.is_plain else _compiled(source, kinds)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What a part is, whichever document it stands in."""

    tree: nodes.Template
    names: frozenset[str]
    reads: frozenset[str]
    strangers: tuple[nodes.Filter, ...]
    unread: tuple[nodes.Name, ...]
    is_plain: bool


@lru_cache(maxsize=64)
def _parsed(source: str) -> _Parsed:
    """Parse a part. Letterheads and footers are the same in every template of an office."""
    made = environment()
    tree = made.parse(source)
    filters, names, targets, plain = _looked_through(tree, made)
    strangers = tuple(one for one in filters if one.name not in signatures())
    reads = frozenset(one.name for one in names if one.ctx == "load")
    unread = tuple(name for name in _within(targets) if name.name not in reads)
    return _Parsed(tree, frozenset(names_set(tree)), reads, strangers, unread, plain)


def _within(targets: Iterable[nodes.Expr]) -> Iterator[nodes.Name]:
    """The names that are set, one or several at once."""
    for target in targets:
        yield from (target,) if isinstance(target, nodes.Name) else target.find_all(nodes.Name)


def _compiled(source: str, kinds: Sequence[str]) -> list[Fault]:
    """What Jinja, our sandbox or Python refuse of a part in which nothing else is wrong."""
    try:
        environment().compile(source)
    except TemplateSyntaxError as error:
        return [_grammar(error, kinds)]
    except SyntaxError as error:  # Python's own: blocks within blocks beyond its limit
        code, params = of_syntax(error.msg, ())
        return [Fault(code, 1, error.msg, params, tuple(kinds))]
    except SecurityError as error:
        line = int(getattr(error, "lineno", 1))
        params = {"said": of_security(error)}
        return [Fault(faults.FORBIDDEN, line, params["said"], params, tuple(kinds))]
    return []


def _grammar(error: TemplateSyntaxError, kinds: Sequence[str]) -> Fault:
    """What Jinja says of a part that it cannot read."""
    code, params = of_syntax(error.message or "", signatures(), environment().tests)
    return Fault(code, error.lineno, error.message or "", params, tuple(kinds))


def _tell_of_strangers(strangers: Iterable[nodes.Filter], report: Report) -> None:
    """Tell of filters that are not there, also where no case comes to: Jinja refuses them."""
    for used in strangers:
        close = nearest(used.name, signatures())
        report.add(faults.UNKNOWN_FILTER, used, filter=used.name, suggestion=close)


def _tell_of_unread(part: _Parsed, report: Report) -> None:
    """Tell of names that are set and not read: a slip of one that is read, or a leftover."""
    for name in part.unread:
        close = nearest(name.name, part.reads - part.names)
        report.add(faults.NEVER_READ, name, name=name.name, suggestion=close)


def _looked_through(
    tree: nodes.Template, made: Sandbox
) -> tuple[list[nodes.Filter], list[nodes.Name], list[nodes.Expr], bool]:
    """All filters, names and what is set in a part; whether nothing in it is refused once judged.

    Why: to compile a part takes as long as all that was said of it before; and Jinja's own walk
    through a tree, one for each question, as long as to parse it.
    """
    filters: list[nodes.Filter] = []
    names: list[nodes.Name] = []
    targets: list[nodes.Expr] = []
    plain = True
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        plain = plain and depth <= _DEEPEST and _is_plain(node, made)
        if isinstance(node, nodes.Filter):
            filters.append(node)
        elif isinstance(node, nodes.Name):
            names.append(node)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            targets.append(node.target)
        depth += isinstance(node, nodes.For | nodes.If)
        below: list[tuple[nodes.Node, int]] = []
        for name in node.fields:
            value = getattr(node, name)
            for inner in value if isinstance(value, list) else (value,):
                if isinstance(inner, nodes.Node):
                    below.append((inner, depth))
        waiting += reversed(below)
    return filters, names, targets, plain


def _is_plain(node: nodes.Node, made: Sandbox) -> bool:
    """Whether a node by itself compiles, whatever it holds."""
    kind = type(node)
    if kind is nodes.TemplateData:
        return True
    if kind is nodes.Test:
        return cast("nodes.Test", node).name in made.tests
    if kind is nodes.Name:
        name = cast("nodes.Name", node)
        return name.ctx == "load" or name.name not in _RESERVED
    return kind in _PLAIN or isinstance(node, nodes.BinExpr | nodes.UnaryExpr)
