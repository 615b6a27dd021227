"""The delimiters of tags in a text: each closed, by its own counterpart, none within another.

Why: docxtpl and Jinja read on to the next ``}}``, wherever that stands; what lies between is lost
without a word. So a text is held to account before either of them sees it.
"""

from __future__ import annotations

import re

GAP = "\ufffc"  # stands in a text for what is none: a picture, a note's number
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DELIMITER = re.compile(r"\{[{%#]|[}%#]\}")
_OPENING = re.compile(r"\{[{%#]")
# Word curls quotes and docxtpl straightens them; both kinds bound a literal.
_LITERAL = re.compile(r"""["“”](?:[^"“”\\]|\\.)*["“”]|['‘’](?:[^'‘’\\]|\\.)*['‘’]""", re.DOTALL)
_QUOTE = re.compile("[\"“”'‘’]")
_INNER_BRACES = re.compile(r"\{[^{}]*\}")


def broken(text: str) -> str:
    """Find the first tag in a text that is not whole.

    Args:
        text: of one paragraph, or of one attribute; `GAP` for what is no text.

    Returns:
        The tag from where it begins to where it should have ended; empty where all are whole.
    """
    at = 0
    while found := _DELIMITER.search(text, at):
        closing = _CLOSING.get(found[0])
        if closing is None:  # it closes what was never opened
            return text[at : found.end()].rpartition(GAP)[2]
        end = text.find(closing, found.end())
        if end < 0:
            return text[found.start() :]
        inner = text[found.end() : end]
        at = end + len(closing)
        if _is_broken(found[0], inner) or text.startswith("}", at):
            return text[found.start() : at + text.startswith("}", at)]
    return ""


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
