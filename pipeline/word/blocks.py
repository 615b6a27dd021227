"""How the tags of a part open and close each other, and where they may do so.

Why: Jinja stops at the first tag that fits nowhere and names no place; and docxtpl loses rows in
silence where a loop begins as a row and ends as a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.spelling import nearest
from pipeline.word.finding import Finding, finding
from pipeline.word.markup import MIDDLES, Tag
from pipeline.word.tags import W

_SORTS = {"": "{% … %}", "p": "{%p … %}", "tr": "{%tr … %}", "tc": "{%tc … %}", "r": "{%r … %}"}
# What a block of each sort may not reach beyond: the nearest element of this name around it.
_HOLDERS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc", "r": f"{W}r"}
_WORDS = (
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "macro",
    "endmacro",
    "with",
    "endwith",
    "filter",
    "endfilter",
)
_TABLE_ONLY = ("tr", "tc")


def pair(tags: Sequence[Tag]) -> Iterator[Finding]:
    """Find the tags of a part that do not open and close each other as they must.

    Yields:
        TPL023 for a block that is not closed, TPL024 for a tag that closes none, TPL062 for one
        that is closed by a tag of another sort, TPL064 for one that is closed elsewhere, TPL065
        (a warning) for one within a line that is closed in another paragraph.
    """
    opened: list[tuple[Tag, str]] = []
    for tag in tags:
        word = _meant(tag)
        if tag.opens or word in ("if", "for"):
            opened.append((tag, word))
        elif word in MIDDLES:
            if opened and opened[-1][1] in MIDDLES[word]:
                yield from _fit(opened[-1][0], tag)
            else:
                yield _stray(tag, opened)
        elif word.startswith("end"):
            yield from _close(tag, word[3:], opened)
    for tag, word in opened:
        yield finding("TPL023", tag.path, where=tag.stretch.quote, tag=word)


def _meant(tag: Tag) -> str:
    """The command of a tag; of a misspelt one the command that it stands for."""
    if tag.word in _WORDS or tag.opens or not tag.word or tag.closes or tag.shapes_cell:
        near = nearest(tag.word, _WORDS) if tag.closes and tag.word not in _WORDS else ""
        return near or tag.word
    return nearest(tag.word, _WORDS) or tag.word


def _close(tag: Tag, wanted: str, opened: list[tuple[Tag, str]]) -> Iterator[Finding]:
    if wanted not in [word for _, word in opened]:
        yield _stray(tag, opened)
        return
    while opened:
        opening, word = opened.pop()
        if word == wanted:
            yield from _fit(opening, tag)
            return
        yield finding("TPL023", opening.path, where=opening.stretch.quote, tag=word)


def _stray(tag: Tag, opened: list[tuple[Tag, str]]) -> Finding:
    meant = f"end{opened[-1][1]}" if opened and tag.closes else ""
    return finding("TPL024", tag.path, where=tag.stretch.quote, tag=tag.word, suggestion=meant)


def _fit(opening: Tag, other: Tag) -> Iterator[Finding]:
    """Hold a tag that goes on with a block, or closes it, to the one that opened it."""
    where, shown = other.stretch.quote, _shown(opening)
    if opening.letters != other.letters:
        meant = f"{{%{opening.letters} {other.code} %}}"
        yield finding(
            "TPL062",
            other.path,
            where=where,
            tag=other.text,
            opening=opening.text,
            suggestion=meant,
        )
    elif opening.letters in _HOLDERS and _around(opening) is not _around(other):
        yield finding("TPL064", other.path, where=where, tag=shown, opening=opening.path)
    elif not opening.letters and opening.stretch is not other.stretch:
        if _paragraph_around(opening) is _paragraph_around(other):
            yield finding(
                "TPL065", other.path, where=where, severity="warning", opening=opening.path
            )
        else:
            yield finding("TPL064", other.path, where=where, tag=shown, opening=opening.path)


def _shown(tag: Tag) -> str:
    return _SORTS[tag.letters]


def _around(tag: Tag) -> Any:
    """What holds the paragraph, row, cell or run that a block tag stands for."""
    name = _HOLDERS[tag.letters]
    if tag.letters == "r":
        return tag.stretch.element
    element = tag.stretch.element
    while element is not None and element.tag != name:
        element = element.getparent()
    return None if element is None else element.getparent()


def _paragraph_around(tag: Tag) -> Any:
    return tag.stretch.element.getparent()


def misplaced(tags: Sequence[Tag]) -> Iterator[Finding]:
    """Find tags of rows and cells outside of any table (TPL063)."""
    for tag in tags:
        if tag.letters in _TABLE_ONLY and not any(
            True for _ in tag.stretch.element.iterancestors(_HOLDERS[tag.letters])
        ):
            yield finding("TPL063", tag.path, where=tag.stretch.quote, tag=_shown(tag))
