"""Make one PDF ready to be copied into another: what the copying would lose is settled beforehand.

Why: pages are copied, and the document around them stays behind. Names of link targets would
collide between parts, form fields of equal names would share a value, a signature would show as
broken. So links are pointed straight at their pages and form fields become part of the page,
which then looks as it did and depends on nothing outside itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Page, Pdf, PdfError, Stream

from pipeline.pdf.content import unbalanced, without
from pipeline.pdf.fields import draw_fields
from pipeline.pdf.look import Looks, packed, streams_of
from pipeline.pdf.targets import Heading, headings, point_links

# Of no use on a page of a bundle: actions, private data of programs, texts threaded over pages,
# how a slide comes and goes.
_LEFT_BEHIND = ("/AA", "/B", "/Dur", "/Metadata", "/PieceInfo", "/Thumb", "/Trans")
_CLAIM = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*[123]")
_RGB = 3  # components of a colour profile
_QUOTED = re.compile(r"[:'\"]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What must be known of a page before it is copied.

    Attributes:
        closing: operators that must follow its content: they restore the states that it leaves
            saved, and draw the looks of its form fields.
        drawn: whether it had form fields.
        look: what tells its look from any other.
    """

    closing: bytes
    drawn: bool
    look: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """A PDF whose pages can be copied.

    Attributes:
        pdf: the opened PDF; its pages stand alone now.
        headings: its bookmarks, from top to bottom.
        leaves: what there is to know of each page.
        archival: whether it says of itself that it is PDF/A, and no colour of it is meant for
            another kind of device than a screen.
    """

    pdf: Pdf
    headings: tuple[Heading, ...]
    leaves: tuple[Leaf, ...]
    archival: bool


def settle(pdf: bytes) -> Settled:
    """Open a PDF and make its pages ready to be copied.

    Raises:
        Exception: whatever pikepdf raises over a damaged file, ValueError where the content of a
            page is cut off; who calls knows the file's name.
    """
    source = Pdf.open(BytesIO(pdf))
    pages = list(source.pages)
    titles = headings(source, pages)
    point_links(source, pages)
    looks = Looks()
    leaves = tuple(_settle_page(page, source, looks) for page in pages)
    archival = _is_archival(source)
    for key in ("/AcroForm", "/Names", "/Dests"):
        if key in source.Root:
            del source.Root[key]
    return Settled(source, titles, leaves, archival)


def reason_of(error: Exception) -> str:
    """Return what was said of a file, without what is quoted of it: that may be a person's data."""
    said = str(error)
    if isinstance(error, PdfError):  # it begins with the file's name, and where in the file
        said = said.partition(": ")[2]
    return _QUOTED.split(said)[0].strip() or type(error).__name__


def _settle_page(page: Page, source: Pdf, looks: Looks) -> Leaf:
    held = page.obj.keys()
    drawn = draw_fields(page) if "/Annots" in held else b""
    for key in _LEFT_BEHIND:
        if key in held:
            del page.obj[key]
    rest = _balance(page, source)
    return Leaf(b"Q\n" * rest + drawn, bool(drawn), looks.of_page(page, streams_of(page.obj)))


def _balance(page: Page, source: Pdf) -> int:
    """Take the surplus restores out of a page's content; return how many states it leaves saved.

    Why the line ends: a stream may end in a comment, or in the middle of a line.
    """
    streams = streams_of(page.obj)
    content = b"\n".join(stream.read_bytes() for stream in streams)
    surplus, rest = unbalanced(content)
    if surplus:
        whole = Stream(source, without(content, surplus))
        page.obj.Contents = source.make_indirect(packed(whole))
    return rest


def _is_archival(source: Pdf) -> bool:
    told = source.Root.get("/Metadata")
    if not isinstance(told, Stream) or not _CLAIM.search(told.read_bytes()):
        return False
    listed = source.Root.get("/OutputIntents")
    intents = list(listed) if isinstance(listed, Array) else []
    return all(_is_for_screens(intent) for intent in intents if isinstance(intent, Dictionary))


def _is_for_screens(intent: Dictionary) -> bool:
    profile = intent.get(Name.DestOutputProfile)
    return not isinstance(profile, Stream) or profile.get("/N") == _RGB
