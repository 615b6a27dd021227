"""Readers of running text: one line, and a narrative of paragraphs and list items.

Why: wrapped lines of a YAML file are no lines on paper.
"""

from __future__ import annotations

import re

from pipeline.parsers.typed import refuse, typed
from pipeline.values import Block, BlockKind, Narrative

_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")


def parse_text(value: object) -> str:
    """Read one line of text; a line break inside is a space, as YAML folds it.

    Raises:
        PydanticCustomError: SKM004 when an empty line or a list item makes it two paragraphs.
    """
    text = typed(value)
    if "\n" in text and len(_blocks(text)) > 1:
        raise refuse("SKM004")
    return _single_spaced(text)


def _single_spaced(text: str) -> str:
    """Blanks in a row, tabs and line breaks as one space; most texts have none of them."""
    if "  " in text or "\n" in text or "\t" in text:
        return _BLANKS.sub(" ", text)
    return text


def parse_narrative(value: object) -> Narrative:
    """Read a narrative: an empty line makes a paragraph, a line that starts with ``- `` an item."""
    return Narrative(tuple(_blocks(typed(value))))


def _blocks(written: str) -> list[Block]:
    groups: list[tuple[BlockKind, list[str]]] = []
    open_block = False
    for line in written.split("\n"):
        text = _single_spaced(line.strip())
        item = text.startswith("- ")
        if not text:
            open_block = False
        elif item or not open_block:
            groups.append(("item", [text[2:].strip()]) if item else ("paragraph", [text]))
            open_block = True
        else:
            groups[-1][1].append(text)
    return [Block(kind, " ".join(lines)) for kind, lines in groups]
