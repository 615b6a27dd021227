"""The footer's place on the paper, measured by another program, and the balance of content."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import FloatObject, NameObject

from pipeline.pdf.settle import settle
from pipeline.pdf.stamp import BASELINE, SIZE, Stamp
from tests.pdfs import SHAPES, Shape, sheets, with_content, written

FOOTER = "KS-2026-0001 · halaman 7 dari 12"
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<'
)


def _stamped(pdf: bytes) -> bytes:
    settled = settle(pdf)
    with Pdf.new() as made:
        stamp = Stamp(made, [FOOTER])
        for page, leaf in zip(settled.pdf.pages, settled.leaves, strict=True):
            made.pages.append(page)
            stamp.print(made.pages[-1], FOOTER, leaf.closing)
        buffer = BytesIO()
        made.save(buffer)
    return buffer.getvalue()


def _read(pdf: bytes) -> Any:
    return PdfReader(BytesIO(pdf)).pages[0]


def _measure(pdf: bytes, folder: Path) -> tuple[float, float, list[tuple[float, ...]], list[str]]:
    """Return the shown width and height, and the boxes and texts of the words, as poppler sees."""
    file = folder / "halaman.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-bbox", "-cropbox", str(file), "-"]
    seen = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    size = _PAGE.search(seen)
    assert size
    words = _WORD.findall(seen)
    boxes = [tuple(float(side) for side in word[:4]) for word in words]
    width, height = float(size[1]), float(size[2])
    if PdfReader(BytesIO(pdf)).pages[0].rotation % 180:  # it turns the words, not the size it says
        width, height = height, width
    return width, height, boxes, [word[4] for word in words]


def _assert_in_place(pdf: bytes, folder: Path) -> None:
    width, height, boxes, words = _measure(pdf, folder)
    count = len(FOOTER.split())
    assert words[-count:] == FOOTER.split()
    boxes = boxes[-count:]
    left, right = boxes[0][0], boxes[-1][2]
    assert (left + right) / 2 == pytest.approx(width / 2, abs=0.6)
    for box in boxes:  # the baseline lies between: the font's box reaches 24 % below it
        assert height - box[3] == pytest.approx(BASELINE - 0.24 * SIZE, abs=0.6)


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "small"])
def test_the_footer_stands_upright_and_centred_at_the_shown_lower_edge(
    name: str, tmp_path: Path
) -> None:
    """Whatever the size, the crop and the turn: 7 mm above the edge that is the lower one."""
    _assert_in_place(_stamped(sheets("isi", shape=SHAPES[name])), tmp_path)


def test_a_large_unit_does_not_make_the_footer_large(tmp_path: Path) -> None:
    """With /UserUnit 2 the footer's own numbers are halved; poppler counts in units as well."""
    writer = PdfWriter(clone_from=BytesIO(sheets("isi", shape=Shape((300, 420)))))
    writer.pages[0][NameObject("/UserUnit")] = FloatObject(2)
    _, height, boxes, _ = _measure(_stamped(written(writer)), tmp_path)
    assert height - boxes[-1][3] == pytest.approx((BASELINE - 0.24 * SIZE) / 2, abs=0.6)


def test_the_footer_shrinks_on_paper_that_is_too_narrow(tmp_path: Path) -> None:
    """On a receipt the whole footer is on the paper."""
    width, _, boxes, _ = _measure(_stamped(sheets("isi", shape=Shape((80, 200)))), tmp_path)
    count = len(FOOTER.split())
    assert boxes[-count][0] > 0
    assert boxes[-1][2] < width


@pytest.mark.parametrize(
    "content",
    [
        b"q 3 0 0 3 50 90 cm",
        b"q q q 1 0 0 1 300 300 cm",
        b"1 0 0 1 40 40 cm Q Q 2 0 0 2 0 0 cm",
        b"Q q Q Q q 5 0 0 5 9 9 cm",
        b"BT /F1 8 Tf 20 300 Td (q q \\( q \\) (q) q) Tj ET 2 0 0 2 5 5 cm",
        b"% q q q\n2 0 0 2 5 5 cm % Q",
        b"q BI /W 1 /H 8 /BPC 1 /IM true ID q Q Q\n EI 2 0 0 2 5 5 cm",
        b"/Span << /ActualText (q Q Q) /q /Q >> BDC 2 0 0 2 0 0 cm EMC",
        b"",
    ],
)
def test_content_that_does_not_balance_does_not_move_the_footer(
    content: bytes, tmp_path: Path
) -> None:
    """States left saved are restored, surplus restores cannot undo ours; a q in a text is none."""
    _assert_in_place(_stamped(with_content(content)), tmp_path)


def test_surplus_restores_hide_and_move_nothing(tmp_path: Path) -> None:
    """Some viewers stop at a restore without a save; here the words stand as if it were not."""
    sound, unsound = (
        with_content(b"1 0 0 1 40 90 cm " + surplus + b" BT /F1 8 Tf 20 300 Td (tetap) Tj ET")
        for surplus in (b"", b"Q Q")
    )
    before = _measure(sound, tmp_path)[2][0]
    assert _measure(_stamped(unsound), tmp_path)[2][0] == pytest.approx(before, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"BT (tak berakhir Tj",
        b"BT [(a) 3 (b) TJ",
        b"BT <4142 Tj",
        b"/x << /y 1 BDC",
        b"BI /W 1 ID x",
    ],
)
def test_content_that_would_swallow_the_footer_is_refused(content: bytes) -> None:
    """What begins and never ends would take in all that is written behind it."""
    with pytest.raises(ValueError, match="without"):
        _stamped(with_content(content))


@given(st.lists(st.sampled_from(["q", "Q", "(q)", "(\\)Q)", "% Q\n", "1 w", "/q gs"]), max_size=12))
def test_any_order_of_saves_and_restores_ends_balanced(tokens: list[str]) -> None:
    """What a page holds after the stamp never restores too much and leaves nothing saved."""
    page = _read(_stamped(with_content(" ".join(tokens).encode())))
    contents = page.get_contents()
    assert contents is not None
    depth = 0
    for _, operator in contents.operations:
        depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        assert depth >= 0
    assert depth == 0


def test_balanced_content_is_not_touched() -> None:
    """The page's own stream is the same words as before."""
    pdf = sheets("isi " * 30)
    before, after = _read(pdf)["/Contents"], _read(_stamped(pdf))["/Contents"]
    assert after[1].get_object().get_data() == before.get_data()


def test_the_footer_is_an_artifact_in_an_embedded_font() -> None:
    """A screen reader passes it over; a viewer without our font shows it the same."""
    page = _read(_stamped(sheets("isi")))
    behind = page.get_contents().get_data().split(b"\nQ\n", 1)[1]
    assert behind.startswith(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n")
    assert behind.rstrip().endswith(b"EMC")
    font = page["/Resources"]["/Font"]["/BerkasFooter"]
    assert len(font["/FontDescriptor"]["/FontFile2"].get_data()) < 15_000


def test_a_font_of_the_same_name_is_not_replaced() -> None:
    """An exhibit may have a resource that is called like ours: it keeps it."""
    with Pdf.new() as made:
        page = made.add_blank_page()
        own = made.make_indirect(Dictionary(Type=Name.Font, BaseFont=Name.Milik))
        page.resources.Font = Dictionary(BerkasFooter=own)
        Stamp(made, [FOOTER]).print(page, FOOTER)
        assert page.resources.Font.BerkasFooter.BaseFont == Name.Milik
        assert b"/BerkasFooterx 8.000 Tf" in page.obj.Contents[-1].read_bytes()
