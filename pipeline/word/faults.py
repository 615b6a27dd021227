"""What Jinja says of a template's fault, in codes of ours.

Why: Jinja speaks English and in terms of its own grammar; an officer reads what is wrong in his
language, with the tag that is missing or the filter that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2.exceptions import SecurityError

from pipeline.spelling import nearest

_NO_FILTER = re.compile(r"No filter named '([^']*)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '([^']*)'")
_INNERMOST = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_ATTRIBUTE = re.compile(r"access to attribute '([^']*)'")
_WORD_OF_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro", "endmacro")
_NODES = {"FromImport": "from", "ScopedEvalContextModifier": "autoescape"}


def of_syntax(said: str, filters: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Code and parameters for a sentence of Jinja's.

    Args:
        said: the sentence.
        filters: names of the filters that a template can use.

    Returns:
        TPL022 for an unknown filter, TPL023 for a block that is not closed, TPL024 for a tag that
        is unknown where it stands; TPL003 with Jinja's own words for what is left.
    """
    block = _INNERMOST.search(said)
    if found := _NO_FILTER.match(said):
        return "TPL022", {"filter": found[1], "suggestion": nearest(found[1], filters)}
    if block and said.startswith("Unexpected end of template"):
        return "TPL023", {"tag": block[1]}
    if found := _UNKNOWN_TAG.match(said):
        ends = found[1] in _TAGS
        close = (f"end{block[1]}" if block else "") if ends else nearest(found[1], _TAGS)
        return "TPL024", {"tag": found[1], "suggestion": close}
    return "TPL003", {"said": said}


def of_security(error: SecurityError) -> str:
    """What a template may not do: the name that it reads, or the tag that it uses."""
    said = error.message or ""
    if found := _ATTRIBUTE.match(said):
        return f"`{found[1]}`"
    return of_tag(said) if said.isidentifier() else said  # from `ForbiddenTagError`


def of_tag(kind: str) -> str:
    """A tag that is refused, by its kind in Jinja's grammar."""
    return f"`{{% {_NODES.get(kind, kind.lower())} %}}`"


def opening_of(source: str, tag: str) -> str:
    """The piece of a template that begins with the innermost block left open.

    Args:
        source: a part as Jinja gets it, a paragraph a line.
        tag: the block's word, ``if``.
    """
    places: list[int] = []
    for found in _WORD_OF_TAG.finditer(source):
        if found[1] == tag:
            places.append(found.start())
        elif found[1] == f"end{tag}" and places:
            places.pop()
    return source[places[-1] :].split("\n", 1)[0] if places else ""
