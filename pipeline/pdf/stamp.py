"""Put the running footer on the pages of a bundle, and leave what stands there as it is.

Why: each sheet must say whose case and which page it is, after it was torn out too. The page's
own content is not rewritten: it stands between two small streams, the first of which saves the
graphics state, the second restores it and draws the footer.
"""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Array, Object, Page, Pdf, Stream

from pipeline.pdf.boxes import visible_box
from pipeline.pdf.fields import sub_dictionary
from pipeline.pdf.font import FooterFont, embed, footer_font
from pipeline.pdf.look import packed, streams_of

SIZE = 8.0
BASELINE = 7 * 72 / 25.4  # 7 mm above the paper's lower edge: templates leave 12 mm free
SAVE = b"q\n"
RESTORE = b"\nQ\n"  # the first line end closes a comment: some viewers join streams as they are
_GREY = 0.4
_WIDEST = 0.95  # of the paper's width; on anything narrower the footer shrinks


def footer_text(nomor: str, page: int, pages: int) -> str:
    """Return the words of the running footer."""
    return f"{nomor} · halaman {page} dari {pages}"


class Stamp:
    """What prints footers in one PDF: its font is embedded there once."""

    def __init__(self, pdf: Pdf, footers: Iterable[str]) -> None:
        """Embed a font that holds the characters of all these footers, and no other."""
        self._pdf = pdf
        self._font = footer_font("".join(sorted(set("".join(footers)))))
        self._embedded = embed(pdf, self._font)
        self._save = pdf.make_indirect(packed(Stream(pdf, SAVE)))

    def print(self, page: Page, footer: str, closing: bytes = b"") -> None:
        """Write a footer on a page, over all that stands there.

        Args:
            page: of the PDF.
            footer: one of those that the font was made for.
            closing: operators that must follow the page's own content.
        """
        name = _name_font(page, self._embedded)
        behind = RESTORE + closing + _operators(page, footer, self._font, name)
        last = self._pdf.make_indirect(packed(Stream(self._pdf, behind)))
        page.obj.Contents = Array([self._save, *streams_of(page.obj), last])


def _operators(page: Page, text: str, font: FooterFont, name: str) -> bytes:
    """Return the footer's operators, an artifact: screen readers pass it over."""
    width, matrix = _paper(page)
    size = min(SIZE, _WIDEST * width / font.width(text))
    left = (width - size * font.width(text)) / 2
    place = " ".join(f"{number:.5f}" for number in matrix)
    return (
        f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq {place} cm BT {_GREY} g "
        f"{name} {size:.3f} Tf {left:.3f} {BASELINE:.3f} Td {font.encode(text)} Tj ET Q\nEMC\n"
    ).encode("ascii")


def _paper(page: Page) -> tuple[float, tuple[float, ...]]:
    """Return the width of the paper as it is read, and the way to its lower left corner in points.

    Why: /Rotate turns the page clockwise when it is shown, so the lower edge of the paper may be
    any edge of the page; /UserUnit makes a unit longer than a point.
    """
    left, bottom, right, top = visible_box(page.mediabox, page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    turn = int(page.obj.get("/Rotate", 0))
    across, upward = right - left, top - bottom
    one = 1 / unit
    quarter = turn // 90 % 4 if turn % 90 == 0 else 0
    turned = (
        (across, (one, 0.0, 0.0, one, left, bottom)),
        (upward, (0.0, one, -one, 0.0, right, bottom)),
        (across, (-one, 0.0, 0.0, -one, right, top)),
        (upward, (0.0, -one, one, 0.0, left, top)),
    )
    width, matrix = turned[quarter]
    return width * unit, matrix


def _name_font(page: Page, embedded: Object) -> str:
    """List the font among the page's resources under a name that nothing else has there."""
    fonts = sub_dictionary(page.resources, "/Font")
    name = "/BerkasFooter"
    while name in fonts and fonts[name].objgen != embedded.objgen:
        name += "x"  # an exhibit that is itself a bundle has a footer of its own
    fonts[name] = embedded
    return name
