"""The tags of one part as one program, a line a paragraph, with what shared parts bring along.

Why: whoever runs or judges it speaks of lines, and a line leads back to the paragraph that stands
there, in the template or in the part that it takes in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.word import blocks
from pipeline.word.markup import Tag
from pipeline.word.places import Stretch
from pipeline.word.survey import Script, Survey

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_DELIMITER = re.compile(r"\{[{%#]|[}%#]\}")
_BRANCHES = frozenset({"if", "elif"})
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a program.

    Attributes:
        stretch: the text that stands there.
        part: the shared part that it stands in; None for the template itself.
    """

    stretch: Stretch
    part: str | None


@dataclass(frozen=True, slots=True)
class Program:
    """The tags of a part of a template as Jinja gets them, with the text around them.

    Attributes:
        source: the text, a paragraph a line.
        lines: what stands in each line.
        is_whole: whether it runs as it will; else some of its tags stand alone, and only what is
            wrong wherever they stand can be told.
    """

    source: str
    lines: tuple[Line, ...]
    is_whole: bool = True


def program(script: Script, parts: Mapping[str, Survey]) -> Program:
    """Put the tags of a part, and of the shared parts that it takes in, into one program.

    A tag that is wrong by itself is left out, so that the rest can be judged. Where the blocks do
    not close each other, those tags are left that print and read no name that the part may set.

    Args:
        script: the part's tags.
        parts: shared parts by their names; one that is not there brings nothing.
    """
    return _whole(script, parts) or _loose(script, parts)


def _whole(script: Script, parts: Mapping[str, Survey]) -> Program | None:
    """The program as it stands; None where it cannot be run."""
    if not script.runs:
        return None
    writer = _Writer()
    for number, tag in enumerate(script.tags):
        taken = [(tag, number in script.faulty)]
        if tag.include is not None:
            taken = _body_of(parts.get(tag.include))
        for inner, is_faulty in taken:
            source = _source(inner, is_faulty=is_faulty)
            if source is None:
                return None
            writer.write(inner, source, tag.include)
        writer.leave(tag.include)
    return writer.program()


def _loose(script: Script, parts: Mapping[str, Survey]) -> Program:
    """The tags that can be judged without what stands around them."""
    unknown = script.names.union(*(one.names for part in parts.values() for one in part.scripts))
    writer = _Writer()
    for number, tag in enumerate(script.tags):
        judged = tag.prints and number not in script.faulty
        if judged and unknown.isdisjoint(_NAME.findall(tag.code)):
            writer.write(tag, tag.source, None)
    return replace(writer.program(), is_whole=False)


class _Writer:
    """Writes a program: a new line wherever another text begins, or goes on."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._texts: list[str] = []
        self._open: dict[int, tuple[Stretch, int, int]] = {}  # text, how far, in which line

    def write(self, tag: Tag, source: str, part: str | None) -> None:
        """Write a tag, and the text before it."""
        _, at, number = self._open.get(id(tag.stretch), (tag.stretch, 0, -1))
        if number != len(self._lines) - 1 or number < 0:
            self._lines.append(Line(tag.stretch, part))
            self._texts.append("")
            number = len(self._lines) - 1
        self._texts[number] += _plain(tag.stretch.text[at : tag.start]) + source
        self._open[id(tag.stretch)] = (tag.stretch, tag.start + len(tag.text), number)

    def leave(self, part: str | None) -> None:
        """Write what is left of a shared part's texts: it may come a second time."""
        if part is not None:
            self._finish()

    def _finish(self) -> None:
        for stretch, at, number in self._open.values():
            self._texts[number] += _plain(stretch.text[at:])
        self._open.clear()

    def program(self) -> Program:
        """What was written."""
        self._finish()
        return Program("\n".join(self._texts), tuple(self._lines))


def _plain(text: str) -> str:
    """Text between tags, without what was meant as one and is none."""
    return _DELIMITER.sub(" ", _COMMENT.sub("", text)).replace("\n", " ")


def _body_of(part: Survey | None) -> list[tuple[Tag, bool]]:
    """The tags of a shared part, each with whether it is wrong by itself."""
    if part is None or not part.scripts or not part.scripts[0].runs:
        return []
    script = part.scripts[0]
    return [(tag, number in script.faulty) for number, tag in enumerate(script.tags)]


def _source(tag: Tag, *, is_faulty: bool) -> str | None:
    """A tag as it is run; None where it is wrong and nothing can be put in its place."""
    if tag.word == "include" or tag.shapes_cell or (tag.prints and is_faulty):
        return ""  # a part within a part, or asked for in another way, is told as such
    if not is_faulty:
        return tag.source
    word = blocks.meant(tag)
    if word in _BRANCHES:
        return f"{{% {word} true %}}"
    return None if word in blocks.WORDS or tag.opens or tag.closes else ""
