"""A single tag held to Jinja's grammar and to what our environment has.

Why: Jinja tells the first fault of a whole part; here each tag is read by itself, so that all
faults are told, each at its own tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from jinja2 import TemplateSyntaxError, nodes

from pipeline.filters import environment
from pipeline.sandbox import DENIED_TAGS, Sandbox
from pipeline.word import faults
from pipeline.word.finding import Finding, finding
from pipeline.word.markup import Tag

Fault = tuple[str, tuple[tuple[str, str], ...]]

_LITERAL = re.compile(r"""\"(?:[^"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
# Signs that Word puts for what was typed, and what was typed.
_AUTOCORRECTED = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": "...",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u201e": '"',
    "\u201a": "'",
    "\u00b4": "'",
    "\u2032": "'",
    "\u2033": '"',
    "\u00bd": "1/2",
    "\u2260": "!=",
    "\u2264": "<=",
    "\u2265": ">=",
}


def read(tag: Tag) -> Iterator[Finding]:
    """Find what is wrong with a tag by itself.

    Yields:
        TPL060 for letters that stand apart, TPL061 for a sign that ends a block tag too early,
        TPL068 for a sign that Word has put, TPL020 for a value in a block tag, and what Jinja's
        grammar says: TPL003, TPL007, TPL011, TPL022, TPL024.
    """
    where = tag.stretch.quote
    if tag.apart:
        typed = f"{{%{tag.letters} {tag.code} %}}"
        yield finding("TPL060", tag.path, where=where, tag=tag.text, suggestion=typed)
    elif tag.letters and tag.prints:
        yield finding("TPL020", tag.path, where=where, tag=f"{{{{{tag.letters}")
    elif tag.letters and (sign := next((c for c in tag.code if c in "%}"), "")):
        yield finding("TPL061", tag.path, where=where, tag=f"{{%{tag.letters}", sign=sign)
    elif found := _foreign_sign(tag.code):
        sign, meant = found
        yield finding("TPL068", tag.path, where=where, sign=sign, suggestion=meant)
    elif tag.include is None:
        for code, params in _said(tag.text[:2], tag.code, tag.word):
            yield Finding(code, tag.path, where, params=dict(params))


def _foreign_sign(code: str) -> tuple[str, str] | None:
    """A sign outside of texts that is no part of Jinja, and what it was meant to be."""
    if code.isascii():
        return None
    for sign in _LITERAL.sub("", code):
        if sign in _AUTOCORRECTED:
            return sign, _AUTOCORRECTED[sign]
        if unicodedata.category(sign) in ("Cf", "Co"):
            return f"U+{ord(sign):04X}", ""
    return None


@lru_cache(maxsize=4096)
def _said(opening: str, code: str, word: str) -> tuple[Fault, ...]:
    """What is wrong with a tag, whatever stands around it."""
    if opening == "{{":
        return tuple(_parsed(f"{{{{ {code} }}}}"))
    if word.startswith("end") or word == "else":
        known = word == "else" or word.removeprefix("end") in _CLOSINGS
        tail = code[len(word) :].strip()
        if known and not tail:
            return ()
        if known:
            return (("TPL003", (("said", tail),)),)
        return tuple(_parsed(f"{{% {code} %}}"))
    return tuple(_parsed(_whole(code, word)))


_CLOSINGS = ("if", "for", "set", "macro", "call", "filter", "with", "block", "autoescape")


def _whole(code: str, word: str) -> str:
    """The tag with what it needs around it."""
    if word == "elif":
        return f"{{% if 1 %}}{{% {code} %}}{{% endif %}}"
    closed = word in _CLOSINGS and not (word == "set" and "=" in code)
    return f"{{% {code} %}}" + (f"{{% end{word} %}}" if closed else "")


@cache
def _environment() -> Sandbox:
    return environment()


def _parsed(source: str) -> Iterator[Fault]:
    made = _environment()
    try:
        tree = made.parse(source)
    except TemplateSyntaxError as error:
        code, params = faults.of_syntax(error.message or "", made.filters)
        yield code, tuple((name, text.rstrip(". ")) for name, text in params.items())
        return
    except RecursionError:
        yield "TPL011", ()
        return
    yield from _of_nodes(tree, made)


def _of_nodes(tree: nodes.Template, made: Sandbox) -> Iterator[Fault]:
    for tag in tree.find_all(DENIED_TAGS):
        yield "TPL007", (("said", faults.of_tag(type(tag).__name__)),)
    for used in tree.find_all(nodes.Filter):
        if used.name not in made.filters:
            _, params = faults.of_syntax(f"No filter named {used.name!r}.", made.filters)
            yield "TPL022", tuple(params.items())
    for asked in tree.find_all(nodes.Test):
        if asked.name not in made.tests:
            yield "TPL003", (("said", f"No test named {asked.name!r}"),)
    for read_ in tree.find_all((nodes.Getattr, nodes.Getitem)):
        name = read_.attr if isinstance(read_, nodes.Getattr) else _constant(read_)
        if name.startswith("_"):
            yield "TPL007", (("said", f"`{name}`"),)


def _constant(read_: nodes.Expr) -> str:
    argument = read_.arg if isinstance(read_, nodes.Getitem) else None
    value = argument.value if isinstance(argument, nodes.Const) else ""
    return value if isinstance(value, str) else ""
