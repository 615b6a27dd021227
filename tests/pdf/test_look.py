"""What tells pages apart, and what is kept once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from pipeline.pdf.look import Looks, streams_of
from tests.pdfs import SHAPES, saved, sheets


def _picture(pdf: Pdf, data: bytes, mask: bytes = b"") -> None:
    """Put a picture on the first page, with a mask where one is given."""
    image = pdf.make_stream(data, Subtype=Name.Image, Width=1, Height=len(data))
    if mask:
        image.SMask = pdf.make_stream(mask, Subtype=Name.Image, Width=1, Height=len(mask))
    pdf.pages[0].resources.XObject = Dictionary(Gambar=image)


def _page(change: Callable[[Pdf], None] | None = None) -> bytes:
    with Pdf.open(BytesIO(sheets("isi"))) as pdf:
        _picture(pdf, b"garuda", b"topeng")
        if change:
            change(pdf)
        return saved(pdf)


def _look(pdf: bytes, besides: str = "") -> bytes:
    with Pdf.open(BytesIO(pdf)) as document:
        return _look_of(document, besides)


def _look_of(pdf: Pdf, besides: str = "") -> bytes:
    page = pdf.pages[0]
    return Looks().of_page(page, streams_of(page.obj), besides)


def _turn(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def _crop(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 300, 300])


def _other_font(pdf: Pdf) -> None:
    pdf.pages[0].resources.Font.F1.BaseFont = Name.Courier


def _other_mask(pdf: Pdf) -> None:
    pdf.pages[0].resources.XObject.Gambar.SMask.write(b"kedok!")


def _other_words(pdf: Pdf) -> None:
    pdf.pages[0].Contents.write(b"BT ET")


def _renamed(pdf: Pdf) -> None:
    held = pdf.pages[0].resources.XObject
    held.Lambang = held.Gambar
    del held.Gambar


def _bare(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Resources


@pytest.mark.parametrize(
    "change", [_turn, _crop, _other_font, _other_mask, _other_words, _renamed, _bare]
)
def test_whatever_is_seen_tells_pages_apart(change: Callable[[Pdf], None]) -> None:
    """Paper, content, and all that it draws with, however deep it lies."""
    assert _look(_page(change)) != _look(_page())


def test_what_is_not_seen_does_not_tell_pages_apart() -> None:
    """Numbers of objects, the way of compressing, and a font that does not count."""

    def unseen(pdf: Pdf) -> None:
        for _ in range(5):
            pdf.make_indirect(Dictionary())
        page = pdf.pages[0]
        page.Contents.write(page.Contents.read_bytes())
        page.resources.Font["/Kaki"] = pdf.make_indirect(Dictionary(Type=Name.Font))

    assert _look(_page(unseen), "/Kaki") == _look(_page())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_that_was_written_again_looks_the_same(shape: str) -> None:
    """Qpdf packs objects and content anew; the page is the same."""
    pdf = sheets("isi", shape=SHAPES[shape])
    with Pdf.open(BytesIO(pdf)) as document:
        made = BytesIO()
        document.save(made, recompress_flate=False)
    assert _look(made.getvalue()) == _look(pdf)


def test_a_stream_without_a_byte_stays_the_same() -> None:
    """Written by qpdf, it is nothing the first time and eight bytes of packed nothing the next."""
    once = _page(lambda pdf: _picture(pdf, b""))
    with Pdf.new() as made, Pdf.open(BytesIO(once)) as pdf:
        before = _look_of(pdf)
        made.pages.extend(pdf.pages)
        assert _look(saved(made)) == before


def _numbers(pdf: Pdf) -> list[tuple[int, int]]:
    looks = Looks(merge=True)
    for page in pdf.pages:
        looks.of(page.obj.Resources)
    held = [page.obj.Resources.XObject.Gambar for page in pdf.pages]
    return [one.objgen for one in held] + [one.SMask.objgen for one in held]


def _three(*masks: bytes) -> Pdf:
    made = Pdf.new()
    for mask in masks:
        with Pdf.open(BytesIO(_page(lambda pdf, mask=mask: _picture(pdf, b"garuda", mask)))) as one:  # type: ignore[misc]
            made.pages.extend(one.pages)
    return made


def test_what_is_equal_is_kept_once() -> None:
    """Of equal pictures one stays, with its mask; one that differs deep inside is another."""
    picture, again, other, mask, mask_again, other_mask = _numbers(_three(b"a", b"a", b"b"))
    assert picture == again != other
    assert mask == mask_again != other_mask


def test_a_ring_is_neither_followed_for_ever_nor_merged() -> None:
    """A form that draws with the resources it stands in is legal; it is left as it is."""

    def ring(pdf: Pdf) -> None:
        resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
        pdf.pages[0].obj.Resources = resources
        form = pdf.make_stream(b"q Q", Subtype=Name.Form, Resources=resources)
        resources.XObject.Formulir = form

    pdf = _page(ring)
    assert _look(pdf) == _look(pdf) != _look(_page())
    with Pdf.new() as made, Pdf.open(BytesIO(pdf)) as one, Pdf.open(BytesIO(pdf)) as two:
        made.pages.extend(one.pages)
        made.pages.extend(two.pages)
        first, second, *_ = _numbers(made)
        assert first == second
        forms = {page.resources.XObject.Formulir.objgen for page in made.pages}
        assert len(forms) == 2
