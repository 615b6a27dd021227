"""Bundle one case's PDFs into one: cover, contents with true page numbers, parts, running footer.

Why: the court takes one file per case, and turns to a page by the number that the contents give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    TextStringObject,
)

from pipeline.documents import ContentsLine, Part
from pipeline.errors import BundleError
from pipeline.pdf.font import embed, footer_font
from pipeline.pdf.proof import Bookmark, Expected, Sheet, prove
from pipeline.pdf.settle import Heading, Settled, reason_of, settle
from pipeline.pdf.stamp import footer_text, stamp
from pipeline.pdf.text import texts

Front = Callable[[Sequence[ContentsLine]], Sequence[Part]]

_GUESSED_FRONT = 2  # cover and one page of contents: true for most, then the front is made once
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class _Opened:
    """A part and its pages; ``text`` is what stands on the first of them."""

    part: Part
    settled: Settled
    text: str


def bundle(nomor: str, parts: Sequence[Part], front: Front, *, title: str) -> bytes:
    """Make the bundle of one case.

    Args:
        nomor: the case's number, for the footer.
        parts: documents and exhibits, in the order of the bundle; none yet for a case at its
            beginning, whose bundle is cover and contents.
        front: typesets cover and contents for these lines. It is called once where they fill two
            pages. On paper a line's title and note must be followed by its page, with no other
            number between.
        title: the PDF's title; it must not hold personal data.

    Returns:
        The PDF. The same input gives the same bytes.

    Raises:
        BundleError: a part cannot be copied, the front never gets a settled length, or the
            finished bundle, read back, is not what it says.
    """
    opened = [_open(part) for part in parts]
    lines, fronts = _settle_front(nomor, parts, front)
    whole = [*fronts, *opened]
    try:
        pdf, sheets = _assemble(nomor, whole, title)
        ahead = sum(one.part.pages for one in fronts)
        prove(pdf, Expected(sheets, list(_bookmarks(whole)), lines, ahead))
    except BundleError:
        raise
    except Exception as error:
        raise BundleError.of("BDL011", nomor=nomor, reason=reason_of(error)) from error
    return pdf


@contextmanager
def _blamed_on(part: Part) -> Iterator[None]:
    """Name the part over which pypdf fails. Why: it raises anything over a damaged file."""
    try:
        yield
    except Exception as error:
        raise BundleError.of("BDL003", title=part.title, reason=reason_of(error)) from error


def _open(part: Part) -> _Opened:
    with _blamed_on(part):
        settled = settle(part.pdf)
        pages = len(settled.reader.pages)
        text = texts(part.pdf)[0] if pages else ""
    if pages != part.pages or not pages:
        raise BundleError.of("BDL004", title=part.title, expected=part.pages, found=pages)
    return _Opened(part, settled, text)


def _settle_front(
    nomor: str, parts: Sequence[Part], front: Front
) -> tuple[list[ContentsLine], list[_Opened]]:
    """Number the lines and typeset the front until it is as long as the numbers assume."""
    ahead = _GUESSED_FRONT
    for _ in range(_ATTEMPTS):
        lines = _number(parts, ahead)
        made = [_open(part) for part in front(lines)]
        pages = sum(one.part.pages for one in made)
        if pages == ahead:
            return lines, made
        ahead = pages
    raise BundleError.of("BDL002", nomor=nomor, attempts=_ATTEMPTS)


def _number(parts: Sequence[Part], ahead: int) -> list[ContentsLine]:
    """Return the contents' lines for parts that have this many pages ahead of them."""
    lines = []
    page = ahead + 1
    for number, part in enumerate(parts, 1):
        lines.append(ContentsLine(number, part.title, part.note, page))
        page += part.pages
    return lines


def _assemble(nomor: str, whole: Sequence[_Opened], title: str) -> tuple[bytes, list[Sheet]]:
    """Merge, stamp, describe and write."""
    writer = PdfWriter()
    for one in whole:
        with _blamed_on(one.part):
            writer.append(one.settled.reader, import_outline=False)
    writer.root_object.pop("/Names", None)  # pypdf copies the first of equal names; no link asks
    sheets = _stamp_pages(writer, nomor, whole)
    _add_bookmarks(writer, whole)
    _describe(writer, title)
    _merge_identical(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return _identified(buffer.getvalue()), sheets


def _stamp_pages(writer: PdfWriter, nomor: str, whole: Sequence[_Opened]) -> list[Sheet]:
    total = len(writer.pages)
    footers = [footer_text(nomor, number, total) for number in range(1, total + 1)]
    font = footer_font("".join(sorted(set("".join(footers)))))
    embedded = embed(writer, font)
    sheets = []
    for page, footer, (one, index) in zip(writer.pages, footers, _places(whole), strict=True):
        with _blamed_on(one.part):
            stamped = stamp(page, footer, font, embedded, one.settled.fields[index])
        sheets.append(Sheet(one.part.title, footer, stamped, None if index else one.text))
    return sheets


def _places(whole: Sequence[_Opened]) -> Iterator[tuple[_Opened, int]]:
    """Yield for each page of the bundle its part and which page of the part it is, from 0."""
    for one in whole:
        for index in range(one.part.pages):
            yield one, index


def _bookmarks(whole: Sequence[_Opened]) -> Iterator[Bookmark]:
    """Yield the bundle's bookmarks: a part's title, below it the part's own headings."""
    for first, one, headings in _outline(whole):
        yield Bookmark(0, _line(one.part.title), first + 1)
        for level, heading in headings:
            yield Bookmark(level, heading.title, first + heading.page + 1)


def _add_bookmarks(writer: PdfWriter, whole: Sequence[_Opened]) -> None:
    for first, one, headings in _outline(whole):
        path: list[IndirectObject] = [
            writer.add_outline_item(
                title=_line(one.part.title), page_number=first, fit=Fit.fit(), is_open=False
            )
        ]
        for level, heading in headings:
            del path[level:]
            path.append(
                writer.add_outline_item(
                    title=heading.title,
                    page_number=first + heading.page,
                    parent=path[-1],
                    fit=heading.fit,
                )
            )


def _outline(
    whole: Sequence[_Opened],
) -> Iterator[tuple[int, _Opened, list[tuple[int, Heading]]]]:
    """Yield each part with its first page, from 0, and its headings with their level from 1.

    Why: a part may jump from level 1 to 3, or begin at 2; a bookmark needs a parent.
    """
    first = 0
    for one in whole:
        headings = []
        deepest = 1
        for heading in one.settled.headings:
            level = min(heading.level + 1, deepest)
            headings.append((level, heading))
            deepest = level + 1
        yield first, one, headings
        first += one.part.pages


def _line(title: str) -> str:
    return " ".join(title.split())


def _describe(writer: PdfWriter, title: str) -> None:
    """Set what a viewer shows of the file. No author and no clock: same input, same bytes."""
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {"/Title": title, "/Producer": "berkas"}
    writer.page_mode = "/UseOutlines"
    writer.open_destination = writer.pages[0]
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("id-ID")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )


def _merge_identical(writer: PdfWriter) -> None:
    """Keep one of all objects that are equal (letterhead, colour profile) and none unused.

    Why: pypdf compares references by number, so two fonts become equal only after the programs
    that they refer to were merged; each round goes one step further up. Unused ones go first:
    where the one that is kept of two equals was unused, pypdf deletes it as well.
    """
    living = -1
    while living != (now := sum(entry is not None for entry in writer._objects)):
        living = now
        writer.compress_identical_objects(remove_duplicates=False)
        writer.compress_identical_objects(remove_unreferenced=False)


def _identified(pdf: bytes) -> bytes:
    """Add the file identifier, made from the content. Why: pypdf's own is drawn by lot."""
    mark = b"trailer\n<<"
    head, _, tail = pdf.rpartition(mark)
    identity = sha256(pdf).hexdigest()[:32].encode()
    return b"".join([head, mark, b"\n/ID [<", identity, b"> <", identity, b">]", tail])
