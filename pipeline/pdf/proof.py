"""Read a finished bundle back and compare it with what it must be.

Why: a contents page with a wrong number, or a page under the wrong name, is found in court. What
is written here is believed only after it was read again from the very bytes that are handed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from pipeline.documents import ContentsLine
from pipeline.errors import BundleError
from pipeline.pdf.settle import content_of
from pipeline.pdf.stamp import Stamp, digest
from pipeline.pdf.text import texts


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
        stamp: the operators around its content, and the content's digest.
        text: the words of its content, where they are compared; None where only bytes are.
    """

    title: str
    footer: str
    stamp: Stamp
    text: str | None


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
    reader = PdfReader(BytesIO(pdf))
    pages = list(reader.pages)
    if len(pages) != len(expected.sheets):
        raise BundleError.of("BDL005", expected=len(expected.sheets), found=len(pages))
    for number, (page, sheet) in enumerate(zip(pages, expected.sheets, strict=True), 1):
        _prove_content(page, sheet, number)
    printed = texts(pdf)
    for number, (text, sheet) in enumerate(zip(printed, expected.sheets, strict=True), 1):
        if sheet.text is not None:
            _prove_text(text, sheet, number)
    front = zip(printed[: expected.front], expected.sheets, strict=False)
    _prove_contents(
        " ".join(text.replace(sheet.footer, "", 1) for text, sheet in front), expected.lines
    )
    _prove_bookmarks(list(_bookmarks(reader, reader.outline, 0)), expected.bookmarks)


def _prove_content(page: PageObject, sheet: Sheet, number: int) -> None:
    content = content_of(page)
    stamp = sheet.stamp
    own = content[len(stamp.before) : len(content) - len(stamp.behind)]
    whole = content.startswith(stamp.before) and content.endswith(stamp.behind)
    if not whole or digest(own) != stamp.content:
        raise BundleError.of("BDL006", page=number, title=sheet.title)


def _prove_text(found: str, sheet: Sheet, number: int) -> None:
    before, *behind = re.split(
        rf"{re.escape(_squeeze(sheet.footer))}(?!\d)", _squeeze(found), maxsplit=1
    )
    if not behind:
        raise BundleError.of("BDL007", page=number, footer=sheet.footer)
    if _squeeze(sheet.text or "") not in before + behind[0]:
        raise BundleError.of("BDL006", page=number, title=sheet.title)


def _prove_contents(text: str, lines: Sequence[ContentsLine]) -> None:
    """Find the lines on the contents pages, from top to bottom, each with its own number."""
    position = 0
    for line in lines:
        found = _line_pattern(line).search(text, position)
        if not found:
            raise BundleError.of("BDL008", title=line.title, page=line.page)
        position = found.end()


def _line_pattern(line: ContentsLine) -> re.Pattern[str]:
    """Return what a line of the contents must read like: title, note, then its page and no other.

    Why: a long title is broken over lines, and dots or words may lead to the number, but the
    first number must be the page. A date in the note is no page number. Where a row is broken
    over two sheets, what is left of title or note stands behind the page.
    """
    page = rf"(?<!\d){line.page}(?!\d)"
    note = _spaced(line.note or "")
    behind = rf"(?:\s*{note}\D*{page}|(?!\s*{note})\D*{page})" if note else rf"\D*{page}"
    words = line.title.split()
    rows = [_spaced(line.title) + behind]
    for cut in range(1, len(words)):
        above, below = _spaced("".join(words[:cut])), _spaced("".join(words[cut:]))
        rows.append(rf"{above}\W*{page}\s*{below}")
    return re.compile("|".join(rows))


def _spaced(words: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in _squeeze(words))


def _prove_bookmarks(found: Sequence[Bookmark], expected: Sequence[Bookmark]) -> None:
    for wanted, have in zip(expected, found, strict=False):
        if wanted != have:
            raise BundleError.of("BDL009", title=wanted.title, page=wanted.page, found=have.page)
    if len(expected) != len(found):
        raise BundleError.of("BDL010", expected=len(expected), found=len(found))


def _bookmarks(reader: PdfReader, items: Sequence[Any], level: int) -> Iterator[Bookmark]:
    for item in items:
        if isinstance(item, list):
            yield from _bookmarks(reader, item, level + 1)
            continue
        page = reader.get_destination_page_number(item)
        yield Bookmark(level, str(item.title), -1 if page is None else page + 1)


def _squeeze(text: str) -> str:
    """Return the text without any white space. Why: a PDF does not say where its words end."""
    return "".join(text.split())
