"""Put the running footer on a page of a bundle, and leave what stands there as it is.

Why: each sheet must say whose case and which page it is, after it was torn out too. The page's
own content is neither decoded nor rewritten: it stands between two small streams, the first of
which saves the graphics state, the second restores it and draws the footer.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, IndirectObject, NameObject, StreamObject

from pipeline.pdf.content import unbalanced, without
from pipeline.pdf.font import FooterFont, stream_of
from pipeline.pdf.settle import content_of, sub_dictionary, visible_box

SIZE = 8.0
BASELINE = 7 * 72 / 25.4  # 7 mm above the paper's lower edge: templates leave 12 mm free
_GREY = 0.4
_WIDEST = 0.95  # of the paper's width; on anything narrower the footer shrinks

_SAVE = b"q\n"
_SMALL = 200  # bytes: a stream that compression would make no smaller


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page holds now: operators before its content, the content's digest, and behind it."""

    before: bytes
    content: bytes
    behind: bytes


def footer_text(nomor: str, page: int, pages: int) -> str:
    """Return the words of the running footer."""
    return f"{nomor} · halaman {page} dari {pages}"


def stamp(
    page: PageObject, text: str, font: FooterFont, embedded: IndirectObject, drawn: bytes
) -> Stamp:
    """Write the footer on a page of a PDF that is being made.

    Args:
        page: a page of the writer that the font was embedded in.
        text: the footer; the font holds its characters.
        font: the footer's font.
        embedded: the same font in the writer.
        drawn: further operators that go on top of the page's content (looks of form fields).

    Returns:
        What the page holds now, so that a proof can look for it.

    Raises:
        ValueError: the page's content is cut off and would swallow the footer.
    """
    content = content_of(page)
    surplus, rest = unbalanced(content)
    name = _name_font(page, embedded)
    # The line end closes a comment that the content may end in: viewers join streams as they are.
    behind = b"\n" + b"Q\n" * (1 + rest) + drawn + _operators(page, text, font, name)
    writer = embedded.pdf
    own = _own(page)
    if surplus:
        content = without(content, surplus)
        own = [writer._add_object(stream_of(content).flate_encode())]
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(stream_of(_SAVE)), *own, writer._add_object(stream_of(behind))]
    )
    return Stamp(_SAVE, digest(content), behind)


def digest(content: bytes) -> bytes:
    """Return what tells one page's content from another; white space around it does not count."""
    return sha256(content.strip()).digest()


def _own(page: PageObject) -> list[IndirectObject]:
    """Return the page's own content streams, compressed where they are not."""
    if "/Contents" not in page:
        return []
    raw = page.raw_get("/Contents")
    target = raw.get_object()
    listed = target if isinstance(target, ArrayObject) else [raw]
    return [
        _compressed(entry, entry.get_object())
        for entry in listed
        if isinstance(entry, IndirectObject) and isinstance(entry.get_object(), StreamObject)
    ]


def _compressed(reference: IndirectObject, stream: Any) -> IndirectObject:
    if "/Filter" in stream or len(stream.get_data()) < _SMALL:
        return reference
    smaller: IndirectObject = reference.pdf._add_object(stream.flate_encode())
    return smaller


def _operators(page: PageObject, text: str, font: FooterFont, name: str) -> bytes:
    """Return the footer's operators, an artifact: screen readers pass it over."""
    width, matrix = _paper(page)
    size = min(SIZE, _WIDEST * width / font.width(text))
    left = (width - size * font.width(text)) / 2
    place = " ".join(f"{number:.5f}" for number in matrix)
    return (
        f"/Artifact BMC\nq {place} cm BT {_GREY} g {name} {size:.3f} Tf "
        f"{left:.3f} {BASELINE:.3f} Td {font.encode(text)} Tj ET Q\nEMC\n"
    ).encode("ascii")


def _paper(page: PageObject) -> tuple[float, tuple[float, ...]]:
    """Return the width of the paper as it is read, and the way to its lower left corner in points.

    Why: /Rotate turns the page clockwise when it is shown, so the lower edge of the paper may be
    any edge of the page; /UserUnit makes a unit longer than a point.
    """
    left, bottom, right, top = visible_box(page)
    unit = float(page.user_unit)
    across, upward = right - left, top - bottom
    one = 1 / unit
    quarter = page.rotation // 90 % 4 if page.rotation % 90 == 0 else 0
    turned = (
        (across, (one, 0.0, 0.0, one, left, bottom)),
        (upward, (0.0, one, -one, 0.0, right, bottom)),
        (across, (-one, 0.0, 0.0, -one, right, top)),
        (upward, (0.0, -one, one, 0.0, left, top)),
    )
    width, matrix = turned[quarter]
    return width * unit, matrix


def _name_font(page: PageObject, embedded: IndirectObject) -> str:
    """List the font among the page's resources under a name that nothing else has there."""
    fonts = sub_dictionary(sub_dictionary(page, "/Resources"), "/Font")
    name = "/BerkasFooter"
    while name in fonts and fonts.raw_get(name) != embedded:
        name += "x"  # an exhibit that is itself a bundle has a footer of its own
    fonts[NameObject(name)] = embedded
    return name
