"""The pictures of a template: what they weigh, and what printing makes of them.

Why: a photograph of a stamp with four thousand pixels makes every letter of the office large, and
one with a transparent ground is what PDF readers of courts print as a black box.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.word.finding import Finding, finding
from pipeline.word.places import Ground
from pipeline.word.sections import Area

ENOUGH = 300  # dots an inch
_TOLERATED = 1.1
_EMU_AN_INCH, _EMU_A_MM = 914_400, 36_000
_PNG = b"\x89PNG\r\n\x1a\n"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PLACEHOLDER = "logo"  # the office's own picture comes to stand there
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # markers of JPEG among those that tell a size


@dataclass(frozen=True, slots=True)
class Pixels:
    """The size of a picture, and whether one sees through it."""

    width: int
    height: int
    alpha: bool = False


def look(
    ground: Ground, trees: Mapping[str, Any], binaries: Mapping[str, bytes], room: Area | None
) -> Iterator[Finding]:
    """Look at the pictures of a part.

    Args:
        ground: the part.
        trees: the XML of the file, with the relations of its parts.
        binaries: its pictures.
        room: what its pages have.

    Yields:
        TPL070 for a picture that is transparent, TPL071 for one with more pixels than its size
        on paper can use, TPL077 for one that its page has no room for; all are warnings.
    """
    folder, name = posixpath.split(ground.name)
    rels = trees.get(f"{folder}/_rels/{name}.rels")
    targets = (
        {} if rels is None else {r.get("Id"): r.get("Target", "") for r in rels.iterchildren()}
    )
    for inline in ground.root.iter(f"{_WP}inline", f"{_WP}anchor"):
        properties, extent = inline.find(f"{_WP}docPr"), inline.find(f"{_WP}extent")
        called = "" if properties is None else properties.get("name", "")
        if room is not None:
            limit = room.text if inline.tag == f"{_WP}inline" else room.page
            yield from _fitted(_sides(extent), limit, ground.path_of(inline), called)
        for blip in inline.iter(f"{_A}blip"):
            target = targets.get(blip.get(_EMBED))
            if target is None or called == _PLACEHOLDER:
                continue
            file = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            if pixels := pixels_of(binaries.get(file, b"")):
                yield from _judge(pixels, extent, ground.path_of(inline), called or file)


def _judge(pixels: Pixels, extent: Any, path: str, name: str) -> Iterator[Finding]:
    size = f"{pixels.width} × {pixels.height}"
    if pixels.alpha:
        yield finding("TPL070", path, where=name, severity="warning", size=size)
    inches = [side / _EMU_AN_INCH for side in _sides(extent)]
    if not all(inches):
        return
    dots = max(pixels.width / inches[0], pixels.height / inches[1])
    if dots > ENOUGH * _TOLERATED:
        yield finding(
            "TPL071",
            path,
            where=name,
            severity="warning",
            size=size,
            dots=str(round(dots)),
            printed=_printed(_sides(extent)),
            enough=" × ".join(str(round(inch * ENOUGH)) for inch in inches),
        )


def _fitted(
    sides: tuple[int, int], limit: tuple[int, int], path: str, name: str
) -> Iterator[Finding]:
    """Hold a picture to the room for it; one that floats may reach over the margins."""
    if any(side > most + _EMU_A_MM for side, most in zip(sides, limit, strict=True)):
        yield finding(
            "TPL077",
            path,
            where=name,
            severity="warning",
            printed=_printed(sides),
            room=_printed(limit),
        )


def _printed(sides: tuple[int, int]) -> str:
    return " × ".join(f"{side / _EMU_A_MM:.0f} mm" for side in sides)


def _sides(extent: Any) -> tuple[int, int]:
    """Width and height on paper, in EMU; noughts where they are not told."""
    if extent is None:
        return 0, 0
    return _whole(extent.get("cx")), _whole(extent.get("cy"))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def pixels_of(content: bytes) -> Pixels | None:
    """Size and transparency of a PNG or JPEG; None for anything else, and for one cut off."""
    if content.startswith(_PNG) and len(content) >= 33:
        width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
        return Pixels(width, height, content[25] in (4, 6) or _has_clear_colours(content))
    return _jpeg(content) if content.startswith(b"\xff\xd8") else None


def _has_clear_colours(content: bytes) -> bool:
    at = len(_PNG)
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if kind == b"tRNS":
            return True
        if kind == b"IDAT":
            return False
        at += 12 + length
    return False


def _jpeg(content: bytes) -> Pixels | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = (int.from_bytes(content[at + 5 + n : at + 7 + n]) for n in (0, 2))
            return Pixels(width, height)
        at += 2 + length
    return None
