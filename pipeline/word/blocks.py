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
WORDS = (
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
        TPL023 for a block that is not closed, TPL024 for a tag that closes none, TPL056 for a
        block that is closed by the word of another, TPL062 for one that is closed by a tag of
        another sort, TPL064 for one that is closed elsewhere, TPL065 (a warning) for one within a
        line that is closed in another paragraph.
    """
    pairing = _Pairing()
    for tag in tags:
        word = meant(tag)
        if tag.opens or word in ("if", "for"):
            pairing.opened.append((tag, word))
        elif word in MIDDLES:
            yield from pairing.go_on(tag, word)
        elif word.startswith("end"):
            yield from pairing.close(tag, word[3:])
    yield from pairing.left()


class _Pairing:
    """The blocks of a part that are open, and the tags that did not fit."""

    def __init__(self) -> None:
        self.opened: list[tuple[Tag, str]] = []
        # Blocks that were open when the end of one around them came, with that end.
        self._cut: list[tuple[Tag, str, Tag]] = []
        # Ends of which no block was open, with the block within which they stand.
        self._strays: list[tuple[Tag, Tag | None]] = []

    def go_on(self, tag: Tag, word: str) -> Iterator[Finding]:
        """Take an ``else`` or ``elif``."""
        if self.opened and self.opened[-1][1] in MIDDLES[word]:
            yield from _fit(self.opened[-1][0], tag)
        else:
            yield _stray(tag)

    def close(self, tag: Tag, wanted: str) -> Iterator[Finding]:
        """Take the end of a block."""
        if wanted in [word for _, word in self.opened]:
            opening, word = self.opened.pop()
            while word != wanted:
                self._cut.append((opening, word, tag))
                opening, word = self.opened.pop()
            yield from _fit(opening, tag)
            return
        # The end of its word before it closed the block around, and was meant for one within.
        mistaken = [cut for cut in self._cut if cut[2].closes == wanted]
        if mistaken:
            opening, word, end = mistaken[-1]
            self._cut.remove(mistaken[-1])
            yield _of_another(opening, word, end)
        else:
            self._strays.append((tag, self.opened[-1][0] if self.opened else None))

    def left(self) -> Iterator[Finding]:
        """What is left when the part ends: ends without blocks and blocks without ends."""
        for tag, within in self._strays:
            block = next((one for one in self.opened if one[0] is within), None)
            if block is None:
                yield _stray(tag)
            else:
                self.opened.remove(block)
                yield _of_another(*block, tag)
        for tag, word in (*((cut[0], cut[1]) for cut in self._cut), *self.opened):
            closing = f"{{%{tag.letters} end{word} %}}"
            yield finding("TPL023", tag.path, where=tag.stretch.quote, tag=word, suggestion=closing)


def meant(tag: Tag) -> str:
    """The command of a tag; of a misspelt one the command that it stands for."""
    if tag.word in WORDS or tag.opens or not tag.word or tag.closes or tag.shapes_cell:
        near = nearest(tag.word, WORDS) if tag.closes and tag.word not in WORDS else ""
        return near or tag.word
    return nearest(tag.word, WORDS) or tag.word


def _stray(tag: Tag) -> Finding:
    return finding("TPL024", tag.path, where=tag.stretch.quote, tag=tag.word, suggestion="")


def _of_another(opening: Tag, word: str, end: Tag) -> Finding:
    """A block that ends with the word of another: ``{%p for … %}`` and ``{%p endif %}``."""
    meant = f"{{%{opening.letters} end{word} %}}"
    return finding(
        "TPL056",
        end.path,
        where=end.stretch.quote,
        tag=end.text,
        opening=opening.text,
        suggestion=meant,
    )


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
