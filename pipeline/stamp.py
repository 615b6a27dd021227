"""Put the running footer on a page of a bundle, and leave what stands there as it is.

Why: each sheet must say whose case and which page it is, after it was torn out too. The page's
own content is neither decoded nor rewritten: it stands between two small streams, the first of
which saves the graphics state, the second restores it and draws the footer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import reportlab
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from reportlab.pdfbase.ttfonts import TTFontFile

from pipeline.pdf_copy import sub_dictionary, visible_box

SIZE = 8.0
BASELINE = 7 * 72 / 25.4  # 7 mm above the paper's lower edge: templates leave 12 mm free
_GREY = 0.4
_WIDEST = 0.95  # of the paper's width; on anything narrower the footer shrinks
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"

# What can change the depth of saved graphics states, and what can hold a q that is none.
_BREAK = rb"\s\x00()<>\[\]{}"
_TOKEN = re.compile(rb"\(|%|(?<![^" + _BREAK + rb"])(?:q|Q|BI)(?![^" + _BREAK + rb"/%])")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_LINE_END = re.compile(rb"[\r\n]")
_IMAGE_END = re.compile(rb"(?<=[\s\x00])EI(?![^\s\x00])")


@dataclass(frozen=True, slots=True)
class FooterFont:
    """A font that holds the footer's characters and nothing else.

    Attributes:
        alphabet: its characters; one's place, counted from 1, is its code.
        program: the TrueType file.
        widths: of the characters, in thousandths of the size.
        ascent, descent, box: as the font descriptor wants them.
    """

    alphabet: str
    program: bytes
    widths: tuple[float, ...]
    ascent: float
    descent: float
    box: tuple[float, ...]

    @property
    def name(self) -> str:
        """Its PostScript name, with the six letters that mark a subset."""
        letters = "".join(chr(65 + byte % 26) for byte in sha256(self.alphabet.encode()).digest())
        return f"/{letters[:6]}+BitstreamVeraSans-Roman"

    def encode(self, text: str) -> str:
        """Return the text as a hexadecimal string of a content stream."""
        return "<" + "".join(f"{self.alphabet.index(letter) + 1:02X}" for letter in text) + ">"

    def width(self, text: str) -> float:
        """Return the text's width at size 1."""
        return sum(self.widths[self.alphabet.index(letter)] for letter in text) / 1000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was put before and behind a page's own content."""

    before: bytes
    behind: bytes


def footer_text(nomor: str, page: int, pages: int) -> str:
    """Return the words of the running footer."""
    return f"{nomor} · halaman {page} dari {pages}"


@lru_cache(maxsize=16)
def footer_font(alphabet: str) -> FooterFont:
    """Cut the footer's font down to these characters.

    Why: an archived page must bring its fonts along, and the whole font is fifteen times larger.
    """
    face = TTFontFile(str(_FONT))
    codes = [0, *map(ord, alphabet)]
    return FooterFont(
        alphabet=alphabet,
        program=face.makeSubset(codes),
        widths=tuple(float(face.charWidths.get(code, face.defaultWidth)) for code in codes[1:]),
        ascent=float(face.ascent),
        descent=float(face.descent),
        box=tuple(float(side) for side in face.bbox),
    )


def embed(writer: PdfWriter, font: FooterFont) -> IndirectObject:
    """Put the font into a PDF, once for all of its pages."""
    program = _stream(font.program)
    program[NameObject("/Length1")] = NumberObject(len(font.program))
    descriptor = _dictionary(
        Type=NameObject("/FontDescriptor"),
        FontName=NameObject(font.name),
        Flags=NumberObject(4),
        FontBBox=ArrayObject(map(FloatObject, font.box)),
        ItalicAngle=NumberObject(0),
        Ascent=FloatObject(font.ascent),
        Descent=FloatObject(font.descent),
        CapHeight=FloatObject(font.ascent),
        StemV=NumberObject(87),
        FontFile2=writer._add_object(program.flate_encode()),
    )
    made = _dictionary(
        Type=NameObject("/Font"),
        Subtype=NameObject("/TrueType"),
        BaseFont=NameObject(font.name),
        FirstChar=NumberObject(1),
        LastChar=NumberObject(len(font.alphabet)),
        Widths=ArrayObject(map(FloatObject, font.widths)),
        FontDescriptor=writer._add_object(descriptor),
        ToUnicode=writer._add_object(_stream(_unicode_map(font.alphabet)).flate_encode()),
    )
    return writer._add_object(made)


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
        What was put around the content, so that a proof can look for it.
    """
    contents = page.get_contents()
    deficit, rest = _depths(contents.get_data() if contents else b"")
    before = b"q\n" * (1 + deficit)
    name = _name_font(page, embedded)
    behind = b"Q\n" * (1 + deficit + rest) + drawn + _operators(page, text, font, name)
    writer = embedded.pdf
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(_stream(before)), *_own(page), writer._add_object(_stream(behind))]
    )
    return Stamp(before, behind)


def _own(page: PageObject) -> list[IndirectObject]:
    """Return the page's own content streams, compressed where they are not."""
    if "/Contents" not in page:
        return []
    raw = page.raw_get("/Contents")
    target = raw.get_object()
    listed = target if isinstance(target, ArrayObject) else [raw]
    return [_compressed(entry) for entry in listed if isinstance(entry, IndirectObject)]


def _compressed(reference: IndirectObject) -> IndirectObject:
    stream = reference.get_object()
    if not isinstance(stream, StreamObject) or "/Filter" in stream:
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


def _depths(content: bytes) -> tuple[int, int]:
    """Count the saved graphics states that content restores too many of, and leaves open.

    Why: scanners and old printer drivers write content that does not balance, and the footer
    behind it would land anywhere.
    """
    depth = lowest = position = 0
    while found := _TOKEN.search(content, position):
        token, position = found.group(), found.end()
        if token == b"q":
            depth += 1
        elif token == b"Q":
            depth -= 1
            lowest = min(lowest, depth)
        else:
            position = _behind(content, token, position)
    return -lowest, depth - lowest if lowest else depth


def _behind(content: bytes, token: bytes, position: int) -> int:
    """Return where a string, a comment or an image inside the content ends."""
    if token == b"(":
        return _behind_string(content, position)
    end = (_LINE_END if token == b"%" else _IMAGE_END).search(content, position)
    return end.end() if end else len(content)


def _behind_string(content: bytes, position: int) -> int:
    open_brackets = 1
    while open_brackets:
        found = _IN_STRING.search(content, position)
        if not found:
            return len(content)
        position = found.end()
        open_brackets += {b"(": 1, b")": -1}.get(found.group(), 0)
    return position


def _unicode_map(alphabet: str) -> bytes:
    """Return the table from codes to characters. Why: the footer can be searched and copied."""
    rows = "".join(f"<{code:02X}> <{ord(letter):04X}>\n" for code, letter in enumerate(alphabet, 1))
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{len(alphabet)} beginbfchar\n{rows}endbfchar\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def _dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
