"""Bundle one case's PDFs into one: cover, contents with true page numbers, parts, running footer.

The bundle is PDF/A-3b, and says so, where each part says of itself that it is PDF/A for screens.
An exhibit that does not makes a bundle that does not: nobody can vouch for the fonts and colours of
what came from outside. The parts' tags are joined (`pipeline.pdf.tags`); of level A nothing is
claimed, since no program can tell whether they say the right thing.

Why: the court takes one file per case, and turns to a page by the number that the contents give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    String,
)

from pipeline.documents import ContentsLine, Part
from pipeline.errors import BundleError
from pipeline.pdf.look import Looks
from pipeline.pdf.metadata import packet
from pipeline.pdf.proof import Bookmark, Expected, Sheet, prove
from pipeline.pdf.settle import Settled, reason_of, settle
from pipeline.pdf.stamp import Stamp, footer_text
from pipeline.pdf.tags import Tagged, join_tags
from pipeline.pdf.targets import Heading

Front = Callable[[Sequence[ContentsLine]], Sequence[Part]]

_GUESSED_FRONT = 2  # cover and one page of contents: true for most, then the front is made once
_ATTEMPTS = 3
_PRODUCER = "berkas"
_CLAIM = "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A part and its pages."""

    part: Part
    settled: Settled


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
    """Name the part over which pikepdf fails. Why: a damaged file makes it raise anything."""
    try:
        yield
    except Exception as error:
        raise BundleError.of("BDL003", title=part.title, reason=reason_of(error)) from error


def _open(part: Part) -> _Opened:
    with _blamed_on(part):
        settled = settle(part.pdf)
    pages = len(settled.leaves)
    if pages != part.pages or not pages:
        raise BundleError.of("BDL004", title=part.title, expected=part.pages, found=pages)
    return _Opened(part, settled)


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
    pdf = Pdf.new()
    for one in whole:
        with _blamed_on(one.part):
            pdf.pages.extend(one.settled.pdf.pages)
    sheets = _stamp_pages(pdf, nomor, whole)
    _join_tags(pdf, whole)
    _keep_once(pdf)
    _add_bookmarks(pdf, whole)
    _describe(pdf, title, whole)
    return _written(pdf), sheets


def _stamp_pages(pdf: Pdf, nomor: str, whole: Sequence[_Opened]) -> list[Sheet]:
    total = len(pdf.pages)
    footers = [footer_text(nomor, number, total) for number in range(1, total + 1)]
    stamp = Stamp(pdf, footers)
    leaves = [(one.part, leaf) for one in whole for leaf in one.settled.leaves]
    sheets = []
    for page, footer, (part, leaf) in zip(pdf.pages, footers, leaves, strict=True):
        with _blamed_on(part):
            stamp.print(page, footer, leaf.closing)
        sheets.append(Sheet(part.title, footer, leaf))
    return sheets


def _join_tags(pdf: Pdf, whole: Sequence[_Opened]) -> None:
    pages = iter(pdf.pages)
    parts = []
    for one in whole:
        leaves = one.settled.leaves
        own = [next(pages) for _ in leaves]
        kept = not any(leaf.drawn for leaf in leaves)
        parts.append(Tagged(_line(one.part.title), one.settled.pdf, own, kept))
    join_tags(pdf, parts)


def _keep_once(pdf: Pdf) -> None:
    """Keep one of all fonts, pictures and contents that are equal."""
    looks = Looks(merge=True)
    for page in pdf.pages:
        looks.of(page.obj.Resources)
        looks.of(page.obj.Contents)


def _bookmarks(whole: Sequence[_Opened]) -> Iterator[Bookmark]:
    """Yield the bundle's bookmarks: a part's title, below it the part's own headings."""
    for first, one, headings in _outline(whole):
        yield Bookmark(0, _line(one.part.title), first + 1)
        for heading in headings:
            yield Bookmark(1, heading.title, first + heading.page + 1)


def _add_bookmarks(pdf: Pdf, whole: Sequence[_Opened]) -> None:
    pages = list(pdf.pages)
    with pdf.open_outline() as outline:
        for first, one, headings in _outline(whole):
            top = OutlineItem(_line(one.part.title), Array([pages[first].obj, Name.Fit]))
            top.is_closed = True
            outline.root.append(top)
            for heading in headings:
                target = Array([pages[first + heading.page].obj, *heading.view])
                top.children.append(OutlineItem(heading.title, target))


def _outline(whole: Sequence[_Opened]) -> Iterator[tuple[int, _Opened, list[Heading]]]:
    """Yield each part with its first page, from 0, and its headings of the first level.

    Why no more of them: a list of bookmarks is for finding a chapter, and the headings below it
    may be about a person by name.
    """
    first = 0
    for one in whole:
        yield first, one, [heading for heading in one.settled.headings if not heading.level]
        first += one.part.pages


def _line(title: str) -> str:
    return " ".join(title.split())


def _describe(pdf: Pdf, title: str, whole: Sequence[_Opened]) -> None:
    """Set what a viewer shows of the file. No author and no clock: same input, same bytes.

    Why all page labels are plain numbers, those of cover and contents too: what a viewer calls a
    page must be what its footer and the contents call it.
    """
    about = Dictionary(Title=String(title), Producer=String(_PRODUCER))
    pdf.trailer.Info = pdf.make_indirect(about)
    root = pdf.Root
    intents = _intents(pdf, whole)
    archival = intents is not None and all(one.settled.archival for one in whole)
    told = packet(title, _PRODUCER, _CLAIM if archival else "")
    root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)
    if intents is not None:
        root.OutputIntents = intents
    root.Lang = String("id-ID")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def _intents(pdf: Pdf, whole: Sequence[_Opened]) -> Object | None:
    """Return the colour profile of the first part that has one: all of ours have the same."""
    for one in whole:
        source = one.settled.pdf
        if one.settled.archival and "/OutputIntents" in source.Root:
            return pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    return None


def _written(pdf: Pdf) -> bytes:
    made = BytesIO()
    pdf.save(
        made,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,  # the packet is ours
        object_stream_mode=ObjectStreamMode.generate,
    )
    return made.getvalue()
