"""Problems as text, the way the best compilers show them: place, line, caret, way out.

Why: an officer who is told the line and what to type there needs no manual.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import click

from pipeline.cli.cells import harmless, window
from pipeline.cli.wording import Sentences, name_of, once, sentences
from pipeline.errors import Place, Problem
from pipeline.messages import Messages

PLAIN_WIDTH = 80
MOST_DETAIL = 10  # lines of what a foreign tool said
_COLOURS: Mapping[str, Mapping[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "code": {"bold": True},
    "gutter": {"fg": "blue"},
    "good": {"fg": "green"},
}


@dataclass(frozen=True, slots=True)
class Screen:
    """Where text goes.

    Attributes:
        stream: the stream that is written to.
        folder: the folder from which files are named.
        colour: whether colours may be used.
        wrap: width to break sentences at, or None: a pipe gets them in one line each.
    """

    stream: TextIO
    folder: Path = field(default_factory=Path.cwd)
    colour: bool = False
    wrap: int | None = None

    @classmethod
    def of(cls, stream: TextIO) -> Screen:
        """Look at what a stream can do."""
        terminal = stream.isatty()
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(stream, Path.cwd(), colour, max(width(), 40) if terminal else None)

    def say(self, text: str = "") -> None:
        """Write one or more lines."""
        click.echo(text, file=self.stream, color=self.colour)

    def paint(self, text: str, style: str) -> str:
        """Colour a text where that is wanted."""
        return click.style(text, **_COLOURS[style]) if self.colour else text  # type: ignore[arg-type]


def width() -> int:
    """Columns of the terminal; 80 where nobody knows."""
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns


def out() -> Screen:
    """The screen for results."""
    return Screen.of(sys.stdout)


def err() -> Screen:
    """The screen for everything else."""
    return Screen.of(sys.stderr)


def show_problems(screen: Screen, problems: Iterable[Problem], messages: Messages) -> None:
    """Write problems, each once, an empty line behind each; no line of a file twice running."""
    shown: Place | None = None
    for problem in once(problems):
        lines = None if problem.place != shown else ()
        for line in told(screen, problem, messages, lines=lines):
            screen.say(line)
        screen.say()
        shown = problem.place


def told(
    screen: Screen, problem: Problem, messages: Messages, *, lines: Sequence[str] | None = None
) -> Iterator[str]:
    """A problem in lines.

    Args:
        screen: what it is written for.
        problem: what was found.
        messages: the sentences.
        lines: the text of its file; None reads the file, and of an empty one nothing is shown.
    """
    said = sentences(problem, messages)
    yield from _head(screen, problem, said, messages.text(f"show.{problem.severity}"))
    place = problem.place
    if place and (line := _line_of(place, lines)):
        yield from _excerpt(screen, place, line)
    for line in (problem.detail or "").splitlines()[:MOST_DETAIL]:
        yield _gutter(screen, "", harmless(line))
    yield from _notes(screen, problem, said, messages)


def _head(screen: Screen, problem: Problem, said: Sentences, word: str) -> Iterator[str]:
    where = _where(screen, problem)
    plain = f"{where} {word} {problem.code}".lstrip()
    painted = f"{where} {screen.paint(word, problem.severity)} {screen.paint(problem.code, 'code')}"
    first, *others = wrapped(screen, f"{plain} ", harmless(said.message), "    ")
    yield f"{painted.lstrip()}{first.removeprefix(plain)}"
    yield from others


def _where(screen: Screen, problem: Problem) -> str:
    place = problem.place
    if place:
        return _spot(screen, place)
    return harmless(name_of(problem.file, screen.folder)) if problem.file else ""


def _spot(screen: Screen, place: Place) -> str:
    return f"{harmless(name_of(place.file, screen.folder))}:{place.line}:{place.column}"


def _excerpt(screen: Screen, place: Place, line: str) -> Iterator[str]:
    room = (screen.wrap or PLAIN_WIDTH) - len(_gutter(Screen(screen.stream), str(place.line), ""))
    start = min(place.column - 1, len(line))
    end = min(place.end_column - 1, len(line)) if place.end_column else start + 1
    shown, before, carets = window(line, start, max(end, start), room - 1)
    yield _gutter(screen, str(place.line), shown)
    yield _gutter(screen, "", " " * before + screen.paint("^" * carets, "error"))


def _gutter(screen: Screen, number: str, text: str) -> str:
    return f"{screen.paint(f'{number:>5} | ', 'gutter')}{text}".rstrip()


def _notes(screen: Screen, problem: Problem, said: Sentences, messages: Messages) -> Iterator[str]:
    notes = [("hint", said.hint), ("basis", said.basis)]
    notes += [("note", f"{said.related}: {_spot(screen, place)}") for place in problem.related]
    notes.append(("note", said.again))
    for name, text in notes:
        if text:
            label = f"   = {messages.text(f'show.{name}')}: "
            yield from wrapped(screen, label, harmless(text), "     ")


def wrapped(screen: Screen, label: str, text: str, indent: str) -> list[str]:
    """Break a sentence behind its label where the screen is a terminal; words stay whole."""
    if screen.wrap is None:
        return [label + text]
    width = max(screen.wrap, 2 * len(indent) + 20)
    if len(label) > width - 20:  # a long path: the sentence begins on a line of its own
        return [label.rstrip(), *_fill(text, width, indent, indent)]
    lines = _fill(text, width, " " * len(label), indent)
    return [label + lines[0][len(label) :], *lines[1:]] if lines else [label.rstrip()]


def _fill(text: str, width: int, first: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _line_of(place: Place, lines: Sequence[str] | None) -> str:
    try:
        if lines is None:
            lines = _lines_of(place.file, place.file.stat().st_mtime_ns)
    except OSError:
        return ""  # the problem itself says that the file cannot be read
    return harmless(lines[place.line - 1]) if place.line <= len(lines) else ""


@lru_cache(maxsize=4)
def _lines_of(file: Path, _changed: int) -> list[str]:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").split("\n")
