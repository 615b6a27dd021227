"""The footer's font: cut down to the characters that it prints, and embedded once.

Why: an archived page must bring its fonts along (PDF/A), and the whole font is far larger than
what it prints here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import reportlab
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from reportlab.pdfbase.ttfonts import TTFontFile

from pipeline.pdf.look import packed

_FILE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


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


@lru_cache(maxsize=16)
def footer_font(alphabet: str) -> FooterFont:
    """Cut the footer's font down to these characters; at most 255, each once."""
    face = TTFontFile(str(_FILE))
    codes = [0, *map(ord, alphabet)]
    return FooterFont(
        alphabet=alphabet,
        program=face.makeSubset(codes),
        widths=tuple(float(face.charWidths.get(code, face.defaultWidth)) for code in codes[1:]),
        ascent=float(face.ascent),
        descent=float(face.descent),
        box=tuple(float(side) for side in face.bbox),
    )


def embed(pdf: Pdf, font: FooterFont) -> Object:
    """Put the font into a PDF that is being made; return the font dictionary."""
    program = packed(Stream(pdf, font.program, Length1=len(font.program)))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(font.name),
        Flags=4,
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=87,
        FontFile2=pdf.make_indirect(program),
    )
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(font.name),
        FirstChar=1,
        LastChar=len(font.alphabet),
        Widths=Array(font.widths),
        FontDescriptor=pdf.make_indirect(descriptor),
        ToUnicode=pdf.make_indirect(packed(Stream(pdf, _unicode_map(font.alphabet)))),
    )
    return pdf.make_indirect(made)


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
