"""Read an exhibit of a case: a PDF that came from outside and goes into the bundle as it is.

Why: an exhibit is the one thing in a bundle that nobody here has made. What cannot be shown whole
on paper, or would do something when it is opened, is refused by name before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pikepdf import Pdf
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from pipeline.documents import Part
from pipeline.errors import BundleError
from pipeline.pdf.boxes import visible_box
from pipeline.pdf.settle import reason_of, settle
from pipeline.pdf.stamp import Stamp, footer_text

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
MOST_PAGES = 500
LONGEST_SIDE = 14_400  # units: the most that ISO 32000-1 lets a viewer expect (annex C.2)
SHORTEST_SIDE = 72  # units, an inch: the footer would not be readable on less

_DEEPEST_FIELD = 20  # form fields in form fields; a ring of parents ends here
_NEAR = 1024  # bytes from either end in which readers look for the marks of a PDF
_ACTIVE = (
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Rendition",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1")
_KINDS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "WebP"),
    (b"PK\x03\x04", "Word, Excel, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel"),
    (b"{\\rtf", "RTF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
)


def exhibit(file: Path, title: str) -> Part:
    """Read an exhibit and see whether it can stand in a bundle.

    Args:
        file: the PDF in the case's folder.
        title: its line in the contents.

    Returns:
        The exhibit as a part; its bytes are the file's own.

    Raises:
        BundleError: the file cannot be read, is no PDF, is damaged or encrypted, has no page or
            too many, does something when opened, or would look different on paper.
    """
    pdf = _read(file)
    _see_kind(file, pdf)
    try:
        pages = _examine(file, pdf)
    except BundleError:
        raise
    except DependencyError as error:  # only a cipher makes pypdf ask for another library
        raise _refused("LMP006", file) from error
    except Exception as error:
        raise _refused("LMP005", file, reason=reason_of(error)) from error
    return Part("lampiran", file.name, title, None, pdf, pages)


def _refused(code: str, file: Path, **params: str) -> BundleError:
    return BundleError.of(code, file=file, name=file.name, **params)


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            megabytes = f"{size / MEGABYTE:.1f}"
            raise _refused("LMP002", file, size=megabytes, limit=str(LARGEST // MEGABYTE))
        return file.read_bytes()
    except OSError as error:
        raise _refused("LMP001", file, reason=error.strerror or str(error)) from error


def _see_kind(file: Path, pdf: bytes) -> None:
    """Refuse what is no PDF, whatever its name says, and what was cut off."""
    if b"%PDF-" not in pdf[:_NEAR]:
        kind = _kind(pdf)
        raise _refused("LMP003", file, kind=kind) if kind else _refused("LMP004", file)
    if b"%%EOF" not in pdf[-_NEAR:]:
        raise _refused("LMP005", file, reason="%%EOF")


def _kind(data: bytes) -> str | None:
    if data[4:12] in _HEIC:
        return "HEIC"
    start = data[:_NEAR].lstrip().lower()
    return next((kind for mark, kind in _KINDS if start.startswith(mark.lower())), None)


def _examine(file: Path, pdf: bytes) -> int:
    """Look through the whole document; return how many pages it has."""
    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted:
        raise _refused("LMP006", file)
    _see_document(file, reader)
    pages = len(reader.pages)
    if not pages:
        raise _refused("LMP007", file)
    if pages > MOST_PAGES:
        raise _refused("LMP008", file, pages=str(pages), limit=str(MOST_PAGES))
    for number, page in enumerate(reader.pages, 1):
        _see_page(file, page, number)
    reader.pages[0].extract_text()  # the strictest look at content that there is
    _rehearse(pdf)
    return pages


def _see_document(file: Path, reader: PdfReader) -> None:
    root = reader.root_object
    if "/Collection" in root or follow(root, "/NeedsRendering"):
        raise _refused("LMP011", file)
    layers = follow(follow(root, "/OCProperties") or DictionaryObject(), "/D")
    if isinstance(layers, DictionaryObject) and (
        follow(layers, "/OFF") or layers.get("/BaseState", "/ON") != "/ON"
    ):
        raise _refused("LMP013", file)
    active = next(_actions(reader), None)
    if active:
        raise _refused("LMP010", file, action=active.removeprefix("/"))


def _see_page(file: Path, page: PageObject, number: int) -> None:
    left, bottom, right, top = visible_box(page.mediabox, page.cropbox)
    unit = float(page.user_unit)
    media = page.mediabox
    sides = (right - left) * unit, (top - bottom) * unit
    paper = abs(float(media.width)) * unit, abs(float(media.height)) * unit
    if max(sides + paper) > LONGEST_SIDE or min(sides) < SHORTEST_SIDE:
        width, height = (f"{side / 72 * 25.4:.0f}" for side in sides)
        raise _refused("LMP009", file, page=str(number), width=width, height=height)
    for annotation in annotations_of(page):
        if _is_unseen_value(annotation):
            raise _refused("LMP012", file, page=str(number))


def _is_unseen_value(annotation: DictionaryObject) -> bool:
    """Tell whether a form field holds a value that only a form program would draw."""
    if annotation.get("/Subtype") != "/Widget" or "/AP" in annotation:
        return False
    return bool(_inherited(annotation, "/V")) and _inherited(annotation, "/FT") != "/Sig"


def _inherited(field: DictionaryObject, key: str) -> Any:
    for _ in range(_DEEPEST_FIELD):
        value = follow(field, key)
        parent = follow(field, "/Parent")
        if value is not None or not isinstance(parent, DictionaryObject):
            return value
        field = parent
    return None


def _rehearse(pdf: bytes) -> None:
    """Do what the bundle will do, so that damage is met here, where the file is known."""
    settled = settle(pdf)
    made = Pdf.new()
    footer = footer_text("1", 1, 1)
    stamp = Stamp(made, [footer])
    for page, leaf in zip(settled.pdf.pages, settled.leaves, strict=True):
        made.pages.append(page)
        stamp.print(made.pages[-1], footer, leaf.closing)
    made.save(BytesIO())


def annotations_of(page: PageObject) -> list[DictionaryObject]:
    """Return a page's annotations (links, notes, form fields)."""
    listed = follow(page, "/Annots")
    found = [entry.get_object() for entry in listed] if isinstance(listed, ArrayObject) else []
    return [entry for entry in found if isinstance(entry, DictionaryObject)]


def follow(holder: DictionaryObject, key: str) -> Any:
    """Return what an entry refers to, or None. Why: pypdf's own ``get`` returns references."""
    return holder[key] if key in holder else None  # noqa: SIM401 - get() would not follow


def _actions(reader: PdfReader) -> Iterator[str]:
    """Yield the actions that do more than move the view, wherever in the document they stand."""
    waiting: list[Any] = [reader.root_object]
    seen: set[int] = set()
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, IndirectObject):
            if entry.idnum in seen:
                continue
            seen.add(entry.idnum)
            entry = entry.get_object()
        if isinstance(entry, DictionaryObject):
            kind = entry.get("/S")
            if kind in _ACTIVE:
                yield str(kind)
            waiting.extend(entry.values())
        elif isinstance(entry, ArrayObject):
            waiting.extend(entry)
