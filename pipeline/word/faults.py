"""What Jinja says of a template's fault, in codes of ours.

Why: Jinja speaks English and in terms of its own grammar; an officer reads what is wrong in his
language, with the tag that is missing or the filter that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2.exceptions import SecurityError

from pipeline.spelling import nearest

_NO_TEST = re.compile(r"No test named '([^']*)'")
_NO_FILTER = re.compile(r"No filter named '([^']*)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '([^']*)'")
_INNERMOST = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_ATTRIBUTE = re.compile(r"access to attribute '([^']*)'")
_WORD_OF_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro", "endmacro")
# What Jinja says of the inside of a tag, by kind; the first that fits.
_WITHIN: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("TPL032", re.compile(r".*(?:got|unexpected) '='"), ()),
    ("TPL036", re.compile(r"expected token 'in'"), ()),
    ("TPL033", re.compile(r"unexpected '.+', expected '([)\]}])'"), ("sign",)),
    ("TPL033", re.compile(r"unexpected '([)\]}])'"), ("sign",)),
    ("TPL034", re.compile(r"unexpected char '(.+)' at"), ("sign",)),
    ("TPL030", re.compile(r"[Ee]xpected (?:an expression|name or number|token '(?:name|=)')"), ()),
    ("TPL030", re.compile(r"unexpected 'end of"), ()),
    ("TPL031", re.compile(r"expected token 'end of [a-z ]+', got '(.+)'"), ("token",)),
)
_NODES = {"FromImport": "from", "ScopedEvalContextModifier": "autoescape"}


def of_syntax(
    said: str, filters: Iterable[str], tests: Iterable[str] = ()
) -> tuple[str, dict[str, str]]:
    """Code and parameters for a sentence of Jinja's.

    Args:
        said: the sentence.
        filters: names of the filters that a template can use.
        tests: names of what it can ask with ``is``.

    Returns:
        TPL022 for an unknown filter, TPL023 for a block that is not closed, TPL024 for a tag that
        is unknown where it stands, TPL030 to TPL036 for what is wrong within a tag; TPL003 for
        what is left.
    """
    block = _INNERMOST.search(said)
    if found := _NO_FILTER.match(said):
        return "TPL022", {"filter": found[1], "suggestion": nearest(found[1], filters)}
    if found := _NO_TEST.match(said):
        return "TPL035", {"test": found[1], "suggestion": nearest(found[1], tests)}
    if block and said.startswith("Unexpected end of template"):
        return "TPL023", {"tag": block[1], "suggestion": ""}
    if found := _UNKNOWN_TAG.match(said):
        ends = found[1] in TAGS
        close = (f"end{block[1]}" if block else "") if ends else nearest(found[1], TAGS)
        return "TPL024", {"tag": found[1], "suggestion": f"{{% {close} %}}" if close else ""}
    for code, pattern, names in _WITHIN:
        if found := pattern.match(said):
            return code, dict(zip(names, found.groups(), strict=True))
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
