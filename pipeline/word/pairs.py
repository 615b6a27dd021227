"""The delimiters of tags in a text: each closed, by its own counterpart, none within another.

Why: docxtpl and Jinja read on to the next ``}}``, wherever that stands; what lies between is lost
without a word. So a text is held to account before either of them sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = "\ufffc"  # stands in a text for what is none: a picture, a note's number
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DELIMITER = re.compile(r"\{[{%#]|[}%#]\}")
_OPENING = re.compile(r"\{[{%#]")
# Word curls quotes and docxtpl straightens them; both kinds bound a literal.
_LITERAL = re.compile(r"""["“”](?:[^"“”\\]|\\.)*["“”]|['‘’](?:[^'‘’\\]|\\.)*['‘’]""", re.DOTALL)
_QUOTE = re.compile("[\"“”'‘’]")
_INNER_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag in a text, or what was meant as one.

    Attributes:
        start: where in the text it begins.
        text: the tag, from where it begins to where it ends or should have ended.
        whole: whether it is closed as it was opened, with nothing strange within.
    """

    start: int
    text: str
    whole: bool


def pieces(text: str) -> Iterator[Piece]:
    """Find the tags in a text, those that are not whole too.

    Args:
        text: of one paragraph, or of one attribute; `GAP` for what is no text.
    """
    at = 0
    while found := _DELIMITER.search(text, at):
        closing = _CLOSING.get(found[0])
        if closing is None:  # it closes what was never opened
            before, at = text[at : found.end()].rpartition(GAP)[2], found.end()
            yield Piece(at - len(before), before, whole=False)
            continue
        end = text.find(closing, found.end())
        if end < 0:
            yield Piece(found.start(), text[found.start() :], whole=False)
            return
        inner = text[found.end() : end]
        at = end + len(closing)
        more = text.startswith("}", at)
        at += more
        whole = not more and not _is_broken(found[0], inner)
        yield Piece(found.start(), text[found.start() : at], whole)


def broken(text: str) -> str:
    """Find the first tag in a text that is not whole.

    Args:
        text: as for `pieces`.

    Returns:
        The tag from where it begins to where it should have ended; empty where all are whole.
    """
    return next((piece.text for piece in pieces(text) if not piece.whole), "")


def _is_broken(opening: str, inner: str) -> bool:
    """Whether what stands between a tag's delimiters shows that one of them is missing."""
    if GAP in inner:
        return True
    if opening == "{#":
        return _DELIMITER.search(inner) is not None
    code = _LITERAL.sub("", inner)
    if _QUOTE.search(code) or _OPENING.search(code):
        return True
    while (less := _INNER_BRACES.sub("", code)) != code:
        code = less
    return "{" in code or "}" in code
