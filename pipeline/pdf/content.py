"""Look whether a page's content is whole: what it opens it closes, what it saves it restores.

Why: scanners and old printer drivers write content that does not balance; what is drawn behind it
(the footer) would land anywhere, or be swallowed by a text that never ends.
"""

from __future__ import annotations

import re

# What can change the depth of saved graphics states, and what can hold a q that is none.
_BREAK = rb"\s\x00()<>\[\]{}"
_BEFORE, _BEHIND = rb"(?<![^" + _BREAK + rb"].)", rb"(?![^" + _BREAK + rb"/%])"
# One set of letters to begin with lets the search run over all else four times as fast.
_TOKEN = re.compile(
    rb"[(%qQB](?:(?<=[(%])|(?<=[qQ])"
    + _BEFORE
    + _BEHIND
    + rb"|(?<=B)"
    + _BEFORE
    + rb"I"
    + _BEHIND
    + rb")",
    re.DOTALL,
)
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_LINE_END = re.compile(rb"[\r\n]|$")
_IMAGE_END = re.compile(rb"(?<=[\s\x00])EI(?![^\s\x00])")


def unbalanced(content: bytes) -> tuple[list[int], int]:
    """Find where content restores a graphics state that it never saved, and what it leaves saved.

    Returns:
        The places of the surplus operators, and the number of states left saved.

    Raises:
        ValueError: a text, an array or an image begins and never ends.
    """
    surplus: list[int] = []
    skipped: list[tuple[int, int]] = []
    depth = position = 0
    while found := _TOKEN.search(content, position):
        token, position = found.group(), found.end()
        if token == b"q":
            depth += 1
        elif token == b"Q" and depth:
            depth -= 1
        elif token == b"Q":
            surplus.append(found.start())
        else:
            position = _behind(content, token, position)
            skipped.append((found.start(), position))
    for opening, closing in ((b"[", b"]"), (b"<", b">")):
        if _count(content, opening, skipped) > _count(content, closing, skipped):
            raise ValueError(f"{opening.decode()} without {closing.decode()}")
    return surplus, depth


def without(content: bytes, surplus: list[int]) -> bytes:
    """Blank the operators at these places.

    Why: some viewers pass over a restore without a save and some draw nothing that follows; and
    between our own streams it would restore our state.
    """
    blanked = bytearray(content)
    for place in surplus:
        blanked[place] = 0x20
    return bytes(blanked)


def _count(content: bytes, bracket: bytes, skipped: list[tuple[int, int]]) -> int:
    inside = sum(content.count(bracket, start, end) for start, end in skipped)
    return content.count(bracket) - inside


def _behind(content: bytes, token: bytes, position: int) -> int:
    """Return where a text, a comment or an image inside the content ends."""
    if token == b"(":
        return _behind_string(content, position)
    end = (_LINE_END if token == b"%" else _IMAGE_END).search(content, position)
    if not end:
        raise ValueError("BI without EI")
    return end.end()


def _behind_string(content: bytes, position: int) -> int:
    depth = 1
    while depth:
        found = _IN_STRING.search(content, position)
        if not found:
            raise ValueError("( without )")
        position = found.end()
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
    return position
