"""The sections of a Word file: which header and footer each has, and how large its page is.

Why: a designer finds a header by its section and its kind, and not by the number of its file; and
the bundle prints below every page's text, so that room must be left there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.word.finding import Finding
from pipeline.word.tags import W

LEAST_FOOTER, LEAST_BOTTOM = 13, 22  # millimetres; the bundle's footer stands in the lowest 12
EMU_A_TWIP = 635
_TWIPS_A_MM = 1440 / 25.4
_TOLERATED = 3  # twips: Word rounds what is typed in centimetres
_BODY, _RELS = "word/document.xml", "word/_rels/document.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCES = {f"{W}headerReference": "kepala", f"{W}footerReference": "kaki"}
_KINDS = {"first": "_pertama", "even": "_genap"}


@dataclass(frozen=True, slots=True)
class Area:
    """The largest room that a file's sections have, in EMU: for text, and on the page."""

    text: tuple[int, int]
    page: tuple[int, int]


def _sections(trees: Mapping[str, Any]) -> list[Any]:
    """The sections from first to last; not those that a tracked change remembers."""
    found = trees[_BODY].iter(f"{W}sectPr") if _BODY in trees else ()
    return [one for one in found if not str(one.getparent().tag).endswith("Change")]


def names(trees: Mapping[str, Any]) -> dict[str, str]:
    """How headers and footers are called, by the name of their part.

    ``bagian[2]/kepala_pertama`` is that of the first page of the second section; a file with one
    section does without its number. One that several sections share is the first one's.
    """
    sections, rels = _sections(trees), trees.get(_RELS)
    targets = {one.get("Id"): one.get("Target", "") for one in (() if rels is None else rels)}
    found: dict[str, str] = {}
    for number, section in enumerate(sections, 1):
        before = f"bagian[{number}]/" if len(sections) > 1 else ""
        for reference in section.iter(*_REFERENCES):
            kind = _KINDS.get(reference.get(f"{W}type", ""), "")
            part = posixpath.join("/word", targets.get(reference.get(_ID), "")).lstrip("/")
            found.setdefault(part, f"{before}{_REFERENCES[reference.tag]}{kind}")
    return found


def margins(trees: Mapping[str, Any]) -> Iterator[Finding]:
    """Find sections that print where the bundle does (TPL076, a warning)."""
    sections = _sections(trees)
    has_footer = False
    for number, section in enumerate(sections, 1):
        has_footer = has_footer or section.find(f"{W}footerReference") is not None
        set_ = section.find(f"{W}pgMar")
        footer, bottom = (_twips(set_, name) for name in ("footer", "bottom"))
        low = has_footer and footer is not None and _is_less(footer, LEAST_FOOTER)
        if low or (bottom is not None and _is_less(bottom, LEAST_BOTTOM)):
            place = f"bagian[{number}]"
            params = {"places": place, "footer": _said(footer), "bottom": _said(bottom)}
            path = place if len(sections) > 1 else "badan"
            yield Finding("TPL076", path, "", "warning", params)


def area(trees: Mapping[str, Any]) -> Area | None:
    """The largest room for text and the largest page; None where the file tells of neither."""
    texts: list[tuple[int, int]] = []
    pages: list[tuple[int, int]] = []
    for section in _sections(trees):
        size, set_ = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = [_twips(size, name) for name in ("w", "h")]
        around = [_twips(set_, name) for name in ("left", "right", "top", "bottom")]
        width, height, left, right, top, bottom = (side or 0 for side in (*sides, *around))
        if width and height:
            pages.append((width * EMU_A_TWIP, height * EMU_A_TWIP))
            room = (width - left - right, height - abs(top) - abs(bottom))
            texts.append((room[0] * EMU_A_TWIP, room[1] * EMU_A_TWIP))
    return Area(_largest(texts), _largest(pages)) if pages else None


def _largest(sizes: list[tuple[int, int]]) -> tuple[int, int]:
    return max(size[0] for size in sizes), max(size[1] for size in sizes)


def _is_less(twips: int, millimetres: int) -> bool:
    return abs(twips) < millimetres * _TWIPS_A_MM - _TOLERATED


def _twips(element: Any, name: str) -> int | None:
    """A measure in twentieths of a point; None where there is none, or one with a unit."""
    text = None if element is None else element.get(f"{W}{name}")
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else None


def _said(twips: int | None) -> str:
    """A measure as a designer reads it."""
    return "?" if twips is None else f"{abs(twips) / _TWIPS_A_MM:.1f} mm".replace(".", ",")
