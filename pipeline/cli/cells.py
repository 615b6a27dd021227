"""How wide text is in a terminal, and how to cut it there.

Why: a caret must stand under what it points at, also behind an accent that takes no room or a
character that takes two, and a file must not be able to steer the terminal.
"""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"


def harmless(text: str) -> str:
    """Replace what steers a terminal (escapes, bidirectional marks), one character for one."""
    return "".join(_harmless(character) for character in text)


def _harmless(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or _turns_text(character):
        return "\ufffd"
    return character


def _turns_text(character: str) -> bool:
    return unicodedata.bidirectional(character) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    ) or character in "\u200e\u200f\u061c"  # fmt: skip


def cells(text: str) -> int:
    """Width of a text in terminal cells."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def cut(text: str, room: int) -> str:
    """Shorten a text to so many cells, with an ellipsis where something was cut off."""
    if cells(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += _cells(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


def window(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Cut a long line around what is pointed at.

    Args:
        text: the line, harmless.
        start: index of the first character that is pointed at.
        end: index behind the last one.
        room: cells that there are.

    Returns:
        The line as it is shown, the cells before the caret, and how many carets.
    """
    left = 0
    if cells(text) > room and cells(text[:end]) >= room:
        left = start
        while left > 0 and cells(text[left - 1 : start]) < room // 3:
            left -= 1
        while left < start and _cells(text[left]) == 0:
            left += 1
    head = ELLIPSIS if left else ""
    shown = cut(head + text[left:], room)
    before = cells(head + text[left:start])
    carets = min(cells(text[start:end]), cells(shown) - before)
    return shown, before, max(carets, 1)
