"""A single tag held to Jinja's grammar and to what our environment has.

Why: Jinja tells the first fault of a whole part; here each tag is read by itself, so that all
faults are told, each at its own tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from jinja2 import TemplateSyntaxError, nodes

from pipeline.filters import environment
from pipeline.sandbox import DENIED_TAGS, Sandbox, every_node
from pipeline.spelling import nearest
from pipeline.word import faults
from pipeline.word.finding import Finding, finding
from pipeline.word.markup import Tag

Fault = tuple[str, tuple[tuple[str, str], ...]]

# The shortest opening of each block, for a closing that is read alone.
_OPENINGS = {
    "if": "{% if 1 %}",
    "for": "{% for x in y %}",
    "set": "{% set x %}",
    "macro": "{% macro x() %}",
    "call": "{% call x() %}",
    "filter": "{% filter upper %}",
    "with": "{% with %}",
    "block": "{% block x %}",
    "autoescape": "{% autoescape 1 %}",
}

_PART = re.compile(r"([\w-]+)(?:\.docx)?[\"']?$")  # the name of a shared part, quoted or not
_ELSE_IF = "else if "
_PATH = re.compile(r"\w+\s*[.|\[]")
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


class Reader:
    """Reads the tags of several files; those that it found good it reads once."""

    def __init__(self) -> None:
        """Have read nothing yet."""
        self._good: set[str] = set()

    def is_clear(self, tags: Sequence[Tag]) -> bool:
        """Whether Jinja's grammar has nothing to say of any of these tags.

        Why: all of them are read in one go, which takes half the time; most templates are good,
        and those of an office share most of their tags.
        """
        judged = (tag for tag in tags if tag.include is None and not tag.shapes_cell)
        asked = dict.fromkeys(_whole(tag.text[:2], tag.code, tag.word) for tag in judged)
        new = [tag for tag in asked if tag not in self._good]
        if next(_parsed("\n".join(new)), None) is not None:
            return False
        self._good.update(new)
        return True


def read(tag: Tag, *, clear: bool = False) -> Iterator[Finding]:
    """Find what is wrong with a tag by itself.

    Args:
        tag: the tag.
        clear: whether `Reader.is_clear` was true of it.

    Yields:
        TPL060 for letters that stand apart, TPL061 for a sign that ends a block tag too early,
        TPL068 for a sign that Word has put, TPL020 for a value in a block tag, and what Jinja's
        grammar says: TPL003, TPL007, TPL011, TPL022, TPL024, TPL030 to TPL036; TPL029 for a
        shared part that is asked for in another way.
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
    elif tag.word == "include" and tag.include is None:
        if tag.letters == "p" and tag.stretch.text.strip() != tag.text:
            return  # TPL020 tells of a tag that is not alone
        yield finding("TPL029", tag.path, where=where, suggestion=_included(tag))
    elif tag.include is None and not clear and not tag.shapes_cell:
        for code, params in _said(tag.text[:2], tag.code, tag.word):
            told = dict(params)
            if code == "TPL024" or tag.code.startswith(_ELSE_IF):
                told["suggestion"] = _meant(tag) or told.get("suggestion", "")
            yield Finding(code, tag.path, where, params=told)


def _included(tag: Tag) -> str:
    """The tag that asks for a shared part, as it must be written; empty where none is named."""
    name = _PART.search(tag.code.removeprefix(tag.word))
    return f'{{%p include "{name[1]}" %}}' if name else ""


def _meant(tag: Tag) -> str:
    """The tag that a wrong one stands for: of a misspelt command, or one that prints."""
    if tag.code.startswith(_ELSE_IF):
        return f"{{%{tag.letters} elif {tag.code.removeprefix(_ELSE_IF)} %}}"
    near = "" if _PATH.match(tag.code) else nearest(tag.word, faults.TAGS)
    if near:
        return f"{{%{tag.letters} {near}{tag.code.removeprefix(tag.word)} %}}"
    printed = f"{{{{ {tag.code} }}}}"
    return "" if _said("{{", tag.code, "") else printed


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
    return tuple(_parsed(_whole(opening, code, word)))


def _whole(opening: str, code: str, word: str) -> str:
    """The tag with what it needs around it to be read alone."""
    if opening == "{{":
        return f"{{{{ {code} }}}}"
    if word in ("elif", "else"):
        return f"{{% if 1 %}}{{% {code} %}}{{% endif %}}"
    if (block := word.removeprefix("end")) != word and block in _OPENINGS:
        return f"{_OPENINGS[block]}{{% {code} %}}"
    closed = word in _OPENINGS and not (word == "set" and "=" in code)
    return f"{{% {code} %}}" + (f"{{% end{word} %}}" if closed else "")


@cache
def _environment() -> Sandbox:
    return environment()


_JUDGED = (*DENIED_TAGS, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem)


def _parsed(source: str) -> Iterator[Fault]:
    made = _environment()
    try:
        tree = made.parse(source)
    except TemplateSyntaxError as error:
        code, params = faults.of_syntax(error.message or "", made.filters, made.tests)
        yield code, tuple((name, text.rstrip(". ")) for name, text in params.items())
        return
    except RecursionError:
        yield "TPL011", ()
        return
    yield from _of_nodes(tree, made)


def _of_nodes(tree: nodes.Template, made: Sandbox) -> Iterator[Fault]:
    for node in (one for one in every_node(tree) if isinstance(one, _JUDGED)):
        match node:
            case nodes.Filter(name=name) if name not in made.filters:
                _, params = faults.of_syntax(f"No filter named {name!r}.", made.filters)
                yield "TPL022", tuple(params.items())
            case nodes.Test(name=name) if name not in made.tests:
                code, params = faults.of_syntax(f"No test named {name!r}.", (), made.tests)
                yield code, tuple(params.items())
            case nodes.Getattr(attr=name) if name.startswith("_"):
                yield "TPL007", (("said", f"`{name}`"),)
            case nodes.Getitem(arg=nodes.Const(value=str(name))) if name.startswith("_"):
                yield "TPL007", (("said", f"`{name}`"),)
            case _ if isinstance(node, DENIED_TAGS):
                yield "TPL007", (("said", faults.of_tag(type(node).__name__)),)
