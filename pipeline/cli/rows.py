"""Rows of short cells and a note, as lines that fit the terminal.

Why: a table of fixed columns breaks names in the middle, or runs over the edge, as soon as one cell
is long or the terminal narrow; here the note wraps, and where that is not enough the first cell
stands above the others.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cli.show import Screen

INDENT = 4
_GAP = "  "
_NOTE = 12  # cells that a note must have beside the others


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of one table are laid out.

    Attributes:
        screen: what they are written for.
        widths: of each column but the last.
        narrow: whether the first cell stands above the others.
    """

    screen: Screen
    widths: tuple[int, ...]
    narrow: bool

    @classmethod
    def of(cls, screen: Screen, rows: Sequence[Sequence[str]]) -> Rows:
        """Look at all rows, the headings among them; the last cell of each is its note."""
        widths = tuple(max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1])
        room = sum(widths) + len(_GAP) * len(widths) + _NOTE
        return cls(screen, widths, screen.wrap is not None and room > screen.wrap)

    def lines(self, row: Sequence[str], styles: Sequence[str | None] = ()) -> Iterator[str]:
        """One row.

        Args:
            row: its cells, the note last.
            styles: how each cell is painted, from the first; the note never is.
        """
        *cells, note = row
        wanted = [*styles, *[None] * len(cells)]
        drawn = [
            (f"{cell:<{width}}", style)
            for cell, width, style in zip(cells, self.widths, wanted, strict=False)
        ]
        start = " " * INDENT if self.narrow else ""
        if self.narrow:
            (name, style), *drawn = drawn
            yield from (self._paint(line, style) for line in fill(self.screen, name.rstrip(), ""))
        plain = start + "".join(cell + _GAP for cell, _ in drawn)
        painted = start + "".join(self._paint(cell, style) + _GAP for cell, style in drawn)
        under = " " * (INDENT + 2 if self.narrow else self.widths[0] + len(_GAP))
        first, *others = _behind(self.screen, plain, note, under)
        yield (painted + first[len(plain) :]).rstrip()
        yield from others

    def _paint(self, cell: str, style: str | None) -> str:
        text = cell.rstrip()
        return self.screen.paint(text, style) + cell[len(text) :] if style and text else cell


def fill(screen: Screen, text: str, indent: str) -> list[str]:
    """Break a text where the screen is a terminal; words stay whole unless they fit no line."""
    if screen.wrap is None:
        return [indent + text]
    return textwrap.wrap(
        text, screen.wrap, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _behind(screen: Screen, head: str, text: str, indent: str) -> list[str]:
    """Break a text that begins behind others."""
    if screen.wrap is None:
        return [head + text]
    words, line = text.split(), head
    while words and len(line) + len(words[0]) <= screen.wrap:
        line += f"{words.pop(0)} "
    return [line.rstrip(), *fill(screen, " ".join(words), indent)]
