"""The tags of one part as one program, a line a tag, with what shared parts bring along.

Why: whoever runs or judges it speaks of lines, and a line leads back to the tag that stands there,
in the template or in the part that it takes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.word.grammar import is_sound
from pipeline.word.markup import Tag
from pipeline.word.survey import Script, Survey

_BRANCHES = frozenset({"if", "elif"})


@dataclass(frozen=True, slots=True)
class Line:
    """One tag of a program.

    Attributes:
        tag: the tag.
        part: the shared part that it stands in; None for the template itself.
    """

    tag: Tag
    part: str | None


@dataclass(frozen=True, slots=True)
class Program:
    """The tags of a part of a template as Jinja gets them.

    Attributes:
        source: the text, a line a tag.
        lines: what stands in each line.
    """

    source: str
    lines: tuple[Line, ...]


def program(script: Script, parts: Mapping[str, Survey]) -> Program | None:
    """Put the tags of a part, and of the shared parts that it takes in, into one program.

    A tag that is wrong by itself is left out, so that the rest can be judged.

    Args:
        script: the part's tags.
        parts: shared parts by their names; one that is not there brings nothing.

    Returns:
        The program; None where its blocks do not close each other.
    """
    lines: list[Line] = []
    pieces: list[str] = []
    for tag in script.tags:
        if tag.include is None:
            taken, source = [Line(tag, None)], [_source(tag)]
        else:
            brought = _body_of(parts.get(tag.include))
            taken = [Line(inner, tag.include) for inner in brought]
            source = [_source(inner) for inner in brought]
        if not script.runs or any(one is None for one in source):
            return None
        lines += taken
        pieces += [one or "" for one in source]
    return Program("\n".join(pieces), tuple(lines))


def _body_of(part: Survey | None) -> tuple[Tag, ...]:
    if part is None or not part.scripts or not part.scripts[0].runs:
        return ()
    return part.scripts[0].tags


def _source(tag: Tag) -> str | None:
    """A tag as it is run; None where it is wrong and nothing can be put in its place."""
    if tag.prints or tag.include is not None:  # a part within a part is told as such
        return tag.source if tag.prints and is_sound(tag) else ""
    if is_sound(tag):
        return tag.source
    return f"{{% {tag.word} true %}}" if tag.word in _BRANCHES else None
