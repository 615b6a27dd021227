"""Read a finished bundle back and compare it with what it must be.

Why: a contents page with a wrong number, or a page under the wrong name, is found in court. What
is written here is believed only after it was read again from the very bytes that are handed out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Dictionary, Object, Page, Pdf, Stream

from pipeline.documents import ContentsLine
from pipeline.errors import BundleError
from pipeline.pdf.look import Looks, streams_of
from pipeline.pdf.settle import Leaf
from pipeline.pdf.stamp import RESTORE, SAVE
from pipeline.pdf.targets import headings
from pipeline.pdf.text import texts

_FOOTER = re.compile(
    rb"/Artifact [^\n]+ BDC\nq [-\d. ]+ cm BT [\d.]+ g (/\w+) [\d.]+ Tf [-\d. ]+ Td"
    rb" <([0-9A-F]+)> Tj ET Q\nEMC\n"
)
_NUMBER = re.compile(r"\D*(?<!\d)(\d+)")
_MEANING = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of the bundle; ``level`` counts from 0, ``page`` from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page of the bundle must show.

    Attributes:
        title: of the part that it belongs to.
        footer: the words at its foot.
        leaf: what was known of the page before it was copied.
    """

    title: str
    footer: str
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Expected:
    """What a bundle must be: its pages, its bookmarks, and the lines on its first pages."""

    sheets: Sequence[Sheet]
    bookmarks: Sequence[Bookmark]
    lines: Sequence[ContentsLine]
    front: int


def prove(pdf: bytes, expected: Expected) -> None:
    """Read a bundle back.

    Raises:
        BundleError: something in it is not as expected, with the page or title that it is about.
    """
    with Pdf.open(BytesIO(pdf)) as bundle:
        pages = list(bundle.pages)
        if len(pages) != len(expected.sheets):
            raise BundleError.of("BDL005", expected=len(expected.sheets), found=len(pages))
        reader = _Reader()
        for number, (page, sheet) in enumerate(zip(pages, expected.sheets, strict=True), 1):
            reader.prove(page, sheet, number)
        found = [Bookmark(one.level, one.title, one.page + 1) for one in headings(bundle, pages)]
    _prove_bookmarks(found, expected.bookmarks)
    _prove_front(texts(pdf, expected.front), expected)


class _Reader:
    """What reads the pages of one bundle: it knows the fonts and pictures that it has seen."""

    def __init__(self) -> None:
        self._looks = Looks()
        self._alphabets: dict[tuple[int, int], dict[str, str]] = {}

    def prove(self, page: Page, sheet: Sheet, number: int) -> None:
        """See that a page shows what it showed in its part, and below it the right footer.

        Why the words are made out by the font that the page names: that is how its reader does it.
        """
        streams = streams_of(page.obj)
        before, behind = (streams[end].read_bytes() if streams else b"" for end in (0, -1))
        closing = RESTORE + sheet.leaf.closing
        said = _FOOTER.fullmatch(behind, len(closing))
        name, codes = (said[1].decode(), said[2].decode()) if said else ("", "")
        whole = said and before == SAVE and behind.startswith(closing)
        if not whole or self._looks.of_page(page, streams[1:-1], name) != sheet.leaf.look:
            raise BundleError.of("BDL006", page=number, title=sheet.title)
        if self._words(_font_of(page, name), codes) != sheet.footer:
            raise BundleError.of("BDL007", page=number, footer=sheet.footer)

    def _words(self, font: Object | None, codes: str) -> str:
        """Return what is printed with a font; nothing where there is no such font."""
        if font is None:
            return ""
        if font.objgen not in self._alphabets:
            self._alphabets[font.objgen] = _alphabet(font)
        alphabet = self._alphabets[font.objgen]
        return "".join(alphabet.get(codes[n : n + 2], "") for n in range(0, len(codes), 2))


def _font_of(page: Page, name: str) -> Object | None:
    resources = page.obj.get("/Resources")
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    font = fonts.get(name) if isinstance(fonts, Dictionary) else None
    return font if isinstance(font, Dictionary) else None


def _alphabet(font: Object) -> dict[str, str]:
    """Return what the codes of a font mean; nothing where its letters are not embedded."""
    descriptor, meaning = font.get("/FontDescriptor"), font.get("/ToUnicode")
    if not isinstance(descriptor, Dictionary) or not isinstance(meaning, Stream):
        return {}
    if not isinstance(descriptor.get("/FontFile2"), Stream):
        return {}
    pairs = _MEANING.findall(meaning.read_bytes())
    return {code.decode(): chr(int(letter, 16)) for code, letter in pairs}


def _prove_front(printed: Sequence[str], expected: Expected) -> None:
    """Read cover and contents as they are printed, without what our own hands put there."""
    front = zip(printed, expected.sheets, strict=False)
    for number, (text, sheet) in enumerate(front, 1):
        if not re.search(rf"{re.escape(_squeeze(sheet.footer))}(?!\d)", _squeeze(text)):
            raise BundleError.of("BDL007", page=number, footer=sheet.footer)
    front = zip(printed, expected.sheets, strict=False)
    _prove_contents(
        " ".join(text.replace(sheet.footer, "", 1) for text, sheet in front), expected.lines
    )


def _prove_contents(text: str, lines: Sequence[ContentsLine]) -> None:
    """Find the lines on the contents pages, from top to bottom, each with its own number."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    letters = _squeeze(text)
    position = 0
    for line in lines:
        end = _end_of_row(line, text, letters, places, bisect_left(places, position))
        if end is None:
            found = re.compile(_broken_row(line)).search(text, position)
            if not found:
                raise BundleError.of("BDL008", title=line.title, page=line.page)
            end = found.end()
        position = end


def _end_of_row(
    line: ContentsLine, text: str, letters: str, places: Sequence[int], start: int
) -> int | None:
    """Return where a line of the contents ends: title, note, then its page and no other number.

    Why: a long title is broken over lines, and dots or words may lead to the number, but the
    first number must be the page. A date in the note is no page number.

    Args:
        line: what is looked for.
        text: what is printed.
        letters: the same without white space, in which the words are found however they are set.
        places: of each of these letters in the text.
        start: the letter to begin at.
    """
    title, note = _squeeze(line.title), _squeeze(line.note or "")
    while (start := letters.find(title, start)) >= 0:
        end = start + len(title)
        if note and letters.startswith(note, end):
            end += len(note)
        found = _NUMBER.match(text, places[end - 1] + 1)
        if found and found[1] == str(line.page):
            return found.end()
        start += 1
    return None


def _broken_row(line: ContentsLine) -> str:
    """Return how a row reads that is broken over two sheets: what is left stands behind the page.

    Where nothing of the title is left, this matches nothing.
    """
    words = line.title.split()
    cuts = [("".join(words[:cut]), "".join(words[cut:])) for cut in range(1, len(words))]
    rows = [rf"{_spaced(above)}\W*{_page(line)}\s*{_spaced(below)}" for above, below in cuts]
    return "|".join(rows) or r"(?!)"


def _page(line: ContentsLine) -> str:
    return rf"(?<!\d){line.page}(?!\d)"


def _spaced(words: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in _squeeze(words))


def _prove_bookmarks(found: Sequence[Bookmark], expected: Sequence[Bookmark]) -> None:
    for wanted, have in zip(expected, found, strict=False):
        if wanted != have:
            raise BundleError.of("BDL009", title=wanted.title, page=wanted.page, found=have.page)
    if len(expected) != len(found):
        raise BundleError.of("BDL010", expected=len(expected), found=len(found))


def _squeeze(text: str) -> str:
    """Return the text without any white space. Why: a PDF does not say where its words end."""
    return "".join(text.split())
