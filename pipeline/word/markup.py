"""The tags of a part, one by one and in their order, each with its place and its kind.

Why: what is wrong with a tag by itself, and how tags open and close each other, is judged on the
tags as a designer typed them and not on what docxtpl makes of the XML around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.word import pairs
from pipeline.word.places import Ground, Stretch, quoted
from pipeline.word.tags import W

LONGEST_TAG = 4_000
MOST_TAGS = 10_000  # of one part; a report with all that a case can have holds three hundred
_LETTERS = re.compile(r"(p|tr|tc|r)\s")
_APART = re.compile(r"[-+]?\s*(p|tr|tc|r)\s+(?=(?:if|elif|else|endif|for|endfor|set|include)\b)")
_PIECE = re.compile(r"\{\s*[{%]|[%}]\s*\}")
_WORD = re.compile(r"[A-Za-z_]+")
_INCLUDE = re.compile(r"include\s+[\"'](.*?)[\"']")
_CURLED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\n": " ", "\r": " ", "\t": " "})
_OPENING = frozenset({"if", "for", "macro", "call", "filter", "with", "block", "raw", "autoescape"})
# Tags of docxtpl's own that shape the cell which they stand in.
_OF_CELLS = frozenset({"colspan", "cellbg", "vm", "hm"})
MIDDLES = {"elif": ("if",), "else": ("if", "for")}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is whole.

    Attributes:
        text: as it stands in the file.
        code: what Jinja sees between its delimiters, quotes straightened, letters taken off.
        letters: ``p``, ``tr``, ``tc`` or ``r`` behind the delimiter, or nothing.
        word: the command that it begins with; empty where it prints or is a comment.
        apart: whether blanks or signs keep the letters from the delimiter.
        start: where in its text it begins.
        stretch: the text that it stands in.
        ground: the part that this stands in.
    """

    text: str
    code: str
    letters: str
    word: str
    apart: bool
    start: int
    stretch: Stretch
    ground: Ground

    @property
    def prints(self) -> bool:
        """Whether it prints a value."""
        return self.text.startswith("{{")

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.stretch.path

    @property
    def opens(self) -> bool:
        """Whether it opens a block."""
        return self.word in _OPENING or (self.word == "set" and "=" not in self.code)

    @property
    def closes(self) -> str:
        """The command of the block that it closes, or nothing."""
        return self.word[3:] if self.word.startswith("end") else ""

    @property
    def shapes_cell(self) -> bool:
        """Whether docxtpl shapes a cell by it, and Jinja never sees it."""
        if self.word not in _OF_CELLS:
            return False
        return any(True for _ in self.stretch.element.iterancestors(f"{W}tc"))

    @property
    def include(self) -> str | None:
        """The shared part that it stands for; None where it is no such tag, or not alone."""
        if self.word != "include":
            return None
        found = _INCLUDE.fullmatch(self.code)
        alone = self.letters == "p" and not self.apart and self.stretch.text.strip() == self.text
        filled = not self.ground.path.startswith("catatan") and self.ground.path
        return found[1] if found and alone and filled else None

    @property
    def source(self) -> str:
        """The tag as Jinja gets it."""
        return f"{self.text[:2]} {self.code} {self.text[-2:]}"


def tag_of(text: str, start: int, stretch: Stretch, ground: Ground) -> Tag:
    """Take a whole tag apart."""
    inner, is_block = text[2:-2], text[1] == "%"
    letters = _LETTERS.match(inner) if text[1] != "#" else None
    apart = _APART.match(inner) if is_block and not letters else None
    found = letters or apart
    code = (inner[found.end() :] if found else inner).translate(_CURLED).strip()
    if is_block:
        code = code.strip("-+").strip()
    command = _WORD.match(code) if is_block else None
    return Tag(
        text=text,
        code=code,
        letters=found[1] if found else "",
        word=command[0] if command else "",
        apart=apart is not None,
        start=start,
        stretch=stretch,
        ground=ground,
    )


def tags_of(ground: Ground) -> tuple[list[Tag], list[tuple[Stretch, str]]]:
    """All tags of a part.

    Returns:
        The whole tags in the order in which they are run, without comments; and what was meant
        as a tag and is none, with the text that it stands in.
    """
    tags: list[Tag] = []
    broken: list[tuple[Stretch, str]] = []
    for stretch in ground.stretches:
        for found in _in_order(stretch, ground, broken):
            if not found.text.startswith("{#"):
                tags.append(found)
    broken += _joined(ground.stretches)
    return tags, broken


def _in_order(stretch: Stretch, ground: Ground, broken: list[tuple[Stretch, str]]) -> Iterator[Tag]:
    """Tags of a text and of what is anchored in it; broken ones go to their list."""
    coming = list(stretch.inner)
    rest = stretch.text
    for piece in pairs.pieces(stretch.text) if "{" in stretch.text or "}" in stretch.text else ():
        while coming and coming[0][0] <= piece.start:
            yield from _in_order(coming.pop(0)[1], ground, broken)
        rest = rest.replace(piece.text, " ", 1)
        if not piece.whole or len(piece.text) > LONGEST_TAG:
            broken.append((stretch, quoted(piece.text)))
            continue
        tag = tag_of(piece.text, piece.start, stretch, ground)
        if tag.word == "raw":
            broken.append((stretch, "{% raw %}"))
        elif tag.word != "endraw":
            yield tag
    if found := _PIECE.search(rest):
        broken.append((stretch, found[0]))
    for _, inner in coming:
        yield from _in_order(inner, ground, broken)


def _joined(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, str]]:
    """Braces that docxtpl would join over the end of a paragraph."""
    before: Stretch | None = None
    for stretch in stretches:
        if not stretch.is_paragraph or not stretch.text:
            continue
        if before:
            last, first = before.text[-1], stretch.text[0]
            if (last == "{" and first in "{%#") or (last in "%}#" and first == "}"):
                yield before, f"{last} {first}"
        before = stretch


def runs_within(tag: Tag) -> list[Any]:
    """The runs over which a tag is spread."""
    end = tag.start + len(tag.text)
    runs = tag.stretch.runs
    spans = zip(runs, [*(at for at, _ in runs[1:]), len(tag.stretch.text)], strict=True)
    return [run for (at, run), stop in spans if at < end and stop > tag.start and stop > at]
