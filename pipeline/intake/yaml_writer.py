"""Write values as YAML that reads back as exactly these values, and that a person likes to read.

Why: an officer goes on working in the file, so a text is quoted only where it must be, a narrative
stands in lines that fit the screen, and nothing in a name or an address may become YAML's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from pipeline.values import Narrative

WIDTH = 100
INDENT = "  "
# What the loader here keeps as text and other readers of YAML would take for something else.
_RESOLVER = yaml.CSafeLoader("")
_TEXT_TAG = "tag:yaml.org,2002:str"
_NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`=<~ "
_INSIDE = re.compile(r":(?:\s|$)|\s#|^\.\.\.|^---")
# Words that must not begin a line of a narrative: there they would begin an item of a list.
_MARK = re.compile(r"(?:[-•●▪◦·–—*]|\(?(?:\d{1,2}|[A-Za-z])[.)]).*")


def scalar(text: str) -> str:
    """Write a text of one line, quoted where that is needed."""
    if _is_plain(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str) -> bool:
    if not text or text[0] in _NOT_FIRST or text != text.strip() or _INSIDE.search(text):
        return False
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == _TEXT_TAG


def block(text: Narrative, indent: str) -> Iterator[str]:
    """The lines of a narrative below a ``|``, broken where they are too long for the screen."""
    for line in str(text).split("\n"):
        if not line:
            yield ""
            continue
        item = line.startswith("- ")
        yield from _wrapped(line, indent, f"{indent}{INDENT}" if item else indent)


def _wrapped(line: str, first: str, others: str) -> Iterator[str]:
    """Break a line at blanks; a word that would begin an item stays behind the one before it."""
    current = first
    for number, word in enumerate(line.split(" ")):
        joined = f"{current} {word}" if number else f"{current}{word}"
        if number and len(joined) > WIDTH and not _MARK.fullmatch(word) and current.strip() != "-":
            yield current
            joined = f"{others}{word}"
        current = joined
    yield current


Tree = Mapping[str, "Tree | Narrative | str | tuple[str, ...]"]


def mapping(tree: Tree, indent: str = "", *, bare: frozenset[str] = frozenset()) -> Iterator[str]:
    """The lines of a mapping, in its order.

    Args:
        tree: keys to texts, narratives, lists of texts, or mappings.
        indent: in front of each line.
        bare: texts that are written without quotes though other readers of YAML type them (dates).
    """
    for key, value in tree.items():
        if isinstance(value, str):
            written = value if value in bare else scalar(value)
            yield f"{indent}{key}: {written}"
        elif isinstance(value, Narrative):
            yield f"{indent}{key}: |"
            yield from block(value, indent + INDENT)
        elif isinstance(value, tuple):
            yield f"{indent}{key}:"
            yield from (f"{indent}{INDENT}- {scalar(entry)}" for entry in value)
        else:
            yield f"{indent}{key}:"
            yield from mapping(value, indent + INDENT, bare=bare)
