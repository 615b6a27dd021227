"""Make one PDF ready to be copied into another: what the copying would lose is settled beforehand.

Why: pypdf copies pages and leaves the document around them behind. Names of link targets would
collide between parts, form fields of equal names would share a value, a signature would show as
broken. So links are pointed straight at their pages and form fields become part of the page,
which then looks as it did and depends on nothing outside itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    Destination,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
)

# Of no use on a page of a bundle: actions, private data of programs, texts threaded over pages.
_LEFT_BEHIND = ("/AA", "/B", "/Metadata", "/PieceInfo", "/Thumb")
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView
_QUOTED = re.compile(r"[:'\"]")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark of a part: ``level`` counts from 0, ``page`` is an index into the part."""

    level: int
    title: str
    page: int
    fit: Fit


@dataclass(frozen=True, slots=True)
class Settled:
    """A PDF whose pages can be copied.

    Attributes:
        reader: the opened PDF; its pages stand alone now.
        headings: its bookmarks, from top to bottom.
        fields: for each page the operators that draw its form fields' looks; empty for most.
    """

    reader: PdfReader
    headings: tuple[Heading, ...]
    fields: tuple[bytes, ...]


def settle(pdf: bytes) -> Settled:
    """Open a PDF and make its pages ready to be copied.

    Raises:
        Exception: whatever pypdf raises over a damaged file; who calls knows the file's name.
    """
    reader = PdfReader(BytesIO(pdf))
    headings = tuple(_headings(reader, reader.outline, 0))
    _point_links(reader)
    fields = tuple(_draw_fields(page) for page in reader.pages)
    for page in reader.pages:
        for key in _LEFT_BEHIND:
            page.pop(key, None)
    reader.root_object.pop("/AcroForm", None)
    return Settled(reader, headings, fields)


def follow(holder: DictionaryObject, key: str) -> Any:
    """Return what an entry refers to, or None. Why: pypdf's own ``get`` returns references."""
    return holder[key] if key in holder else None  # noqa: SIM401 - get() would not follow


def reason_of(error: Exception) -> str:
    """Return what pypdf says, without what it quotes of the file: that may be a person's data."""
    return _QUOTED.split(str(error))[0].strip() or type(error).__name__


def content_of(page: PageObject) -> bytes:
    """Return a page's content, decoded; nothing for a page that has none."""
    contents = page.get_contents()
    return b"" if contents is None else contents.get_data()


def annotations_of(page: PageObject) -> list[DictionaryObject]:
    """Return a page's annotations (links, notes, form fields)."""
    listed = follow(page, "/Annots")
    found = [entry.get_object() for entry in listed] if isinstance(listed, ArrayObject) else []
    return [entry for entry in found if isinstance(entry, DictionaryObject)]


def visible_box(page: PageObject) -> tuple[float, float, float, float]:
    """Return what a viewer and a printer show of a page: left, bottom, right, top.

    Why: a CropBox can lie off the origin, be given upside down or reach beyond the paper.
    """
    media, crop = _sorted_box(page.mediabox), _sorted_box(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _sorted_box(box: Sequence[Any]) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _headings(reader: PdfReader, items: Sequence[Any], level: int) -> Iterator[Heading]:
    for item in items:
        if isinstance(item, list):
            yield from _headings(reader, item, level + 1)
            continue
        heading = _heading(reader, item, level)
        if heading:
            yield heading


def _heading(reader: PdfReader, item: Destination, level: int) -> Heading | None:
    """Return the bookmark, or None for one without words or without a page to lead to."""
    title = " ".join(str(item.title or "").split())
    page = reader.get_destination_page_number(item)
    if not title or page is None or page < 0:
        return None
    _, kind, *arguments = item.dest_array
    return Heading(level, title, page, Fit(str(kind), arguments))


def _point_links(reader: PdfReader) -> None:
    """Give each link by name its page. Why: the names stay behind, and two parts may share one."""
    names = reader.named_destinations
    for page in reader.pages:
        for annotation in annotations_of(page):
            _point(annotation, "/Dest", names)
            action = follow(annotation, "/A")
            if isinstance(action, DictionaryObject) and action.get("/S") == "/GoTo":
                _point(action, "/D", names)


def _point(holder: DictionaryObject, key: str, names: dict[str, Destination]) -> None:
    target = follow(holder, key)
    if isinstance(target, str):
        known = names.get(str(target))
        if known:
            holder[NameObject(key)] = known.dest_array
        else:
            del holder[key]


def _draw_fields(page: PageObject) -> bytes:
    """Turn form fields and signatures into drawings: take them off the page, return operators."""
    listed = follow(page, "/Annots")
    if not isinstance(listed, ArrayObject):
        return b""
    kept = ArrayObject()
    drawn = bytearray()
    for entry in listed:
        annotation = entry.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") != "/Widget":
            kept.append(entry)
            continue
        look = _appearance(annotation)
        if look is not None and not int(annotation.get("/F", 0)) & _HIDDEN:
            drawn += _draw(page, annotation, look)
    page[NameObject("/Annots")] = kept
    return bytes(drawn)


def _appearance(annotation: DictionaryObject) -> IndirectObject | None:
    """Return the drawing that a viewer shows for an annotation, or None where it has none."""
    looks = follow(annotation, "/AP")
    if not isinstance(looks, DictionaryObject) or "/N" not in looks:
        return None
    look = looks.raw_get("/N")
    states = look.get_object()
    if isinstance(states, DictionaryObject) and not isinstance(states, StreamObject):
        state = annotation.get("/AS", "/Off")
        look = states.raw_get(state) if state in states else None
    return look if isinstance(look, IndirectObject) else None


def _draw(page: PageObject, annotation: DictionaryObject, look: IndirectObject) -> bytes:
    """Return the operators that put a field's look where the field stands (ISO 32000-1, 12.5.5)."""
    form = look.get_object()
    if not isinstance(form, StreamObject):
        return b""
    rect, box = _sorted_box(follow(annotation, "/Rect")), _mapped_box(form)
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= 0 or height <= 0:
        return b""
    wide, high = (rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height
    form[NameObject("/Subtype")] = NameObject("/Form")
    name = _name_drawing(page, look)
    move = rect[0] - box[0] * wide, rect[1] - box[1] * high
    return f"q {wide:.6f} 0 0 {high:.6f} {move[0]:.4f} {move[1]:.4f} cm {name} Do Q\n".encode()


def _mapped_box(form: StreamObject) -> tuple[float, float, float, float]:
    """Return the upright box around a form's BBox after its own matrix."""
    left, bottom, right, top = _sorted_box(follow(form, "/BBox"))
    a, b, c, d, e, f = (float(number) for number in follow(form, "/Matrix") or _IDENTITY)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    upward = [b * x + d * y + f for x, y in corners]
    return min(across), min(upward), max(across), max(upward)


def _name_drawing(page: PageObject, look: IndirectObject) -> str:
    """List a drawing among a page's resources; names differ, since pages may share the list."""
    drawings = sub_dictionary(sub_dictionary(page, "/Resources"), "/XObject")
    name = f"/BerkasField{look.idnum}"
    while name in drawings and drawings.raw_get(name) != look:
        name += "x"
    drawings[NameObject(name)] = look
    return name


def sub_dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary that stands in another under this key, made where there is none."""
    found = follow(holder, key)
    if not isinstance(found, DictionaryObject):
        found = DictionaryObject()
        holder[NameObject(key)] = found
    return found
