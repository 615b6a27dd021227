"""Bundling: true numbers, kept content, bookmarks, footer, same bytes, and refusal of lies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Page, Pdf
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, IndirectObject, NameObject, NumberObject

from pipeline.documents import ContentsLine, Part
from pipeline.errors import BundleError
from pipeline.pdf import proof
from pipeline.pdf.stamp import Stamp
from pipeline.stages import bundle as stage
from pipeline.stages.bundle import bundle
from tests.pdfs import (
    SHAPES,
    Front,
    claiming,
    headed,
    part,
    saved,
    sheets,
    tagged,
    with_content,
    written,
)

NOMOR = "KS-2026-0001"
TITLE = "Berkas KS-2026-0001"


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def _texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in _read(pdf).pages]


def _make(parts: Sequence[Part], front: Any = None, title: str = TITLE) -> bytes:
    return bundle(NOMOR, parts, front or Front(), title=title)


def _code(error: pytest.ExceptionInfo[BundleError]) -> str:
    return error.value.problems[0].code


@cache
def _numbered_part(index: int, pages: int) -> Part:
    word = "".join(chr(97 + int(digit)) for digit in str(index))
    return part(f"Dokumen {word}", sheets(*(f"isi {word}-{n} akhir" for n in range(pages))))


def _some_parts(count: int = 3) -> list[Part]:
    return [_numbered_part(index, 1 + index % 3) for index in range(count)]


def _outline(pdf: bytes) -> list[tuple[int, str, int]]:
    reader = _read(pdf)

    def walk(items: Sequence[Any], level: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for item in items:
            if isinstance(item, list):
                found += walk(item, level + 1)
            else:
                page = reader.get_destination_page_number(item)
                assert page is not None
                found.append((level, item.title, page + 1))
        return found

    return walk(reader.outline, 0)


def test_a_part_begins_on_the_page_that_the_contents_give() -> None:
    """Cover is page 1; each line's page carries that number and the part's own words."""
    front = Front()
    parts = _some_parts(5)
    found = _texts(_make(parts, front))
    assert [line.number for line in front.asked[0]] == [1, 2, 3, 4, 5]
    assert [line.page for line in front.asked[0]] == [3, 4, 6, 9, 10]
    for line, one in zip(front.asked[0], parts, strict=True):
        assert f"isi {one.title.split()[1]}-0 akhir" in found[line.page - 1]
    for number, text in enumerate(found, 1):
        assert text.rstrip().endswith(f"{NOMOR} · halaman {number} dari {len(found)}")


def test_parts_of_every_shape_keep_size_rotation_and_words() -> None:
    """Portrait, landscape, F4, turned and cropped sheets come through as they were."""
    parts = [part(f"Bentuk {name}", sheets(name, shape=s)) for name, s in SHAPES.items()]
    reader = _read(_make(parts))
    for page, (name, shape) in zip(reader.pages[2:], SHAPES.items(), strict=True):
        assert name in page.extract_text()
        assert page.rotation == shape.rotate
        assert tuple(page.mediabox) == pytest.approx((0, 0, *shape.size), abs=0.01)
        assert tuple(page.cropbox) == pytest.approx(shape.crop or (0, 0, *shape.size), abs=0.01)


def test_the_front_is_typeset_once_where_it_has_two_pages() -> None:
    """A conversion is dear: the usual bundle needs one."""
    front = Front()
    _make(_some_parts(), front)
    assert len(front.asked) == 1


def test_a_longer_front_is_numbered_again_until_true() -> None:
    """Sixty lines make a front of three pages, so all numbers move by one."""
    front = Front()
    parts = [_numbered_part(index, 1) for index in range(60)]
    found = _texts(_make(parts, front))
    assert [lines[0].page for lines in front.asked] == [3, 4]
    assert "isi a-0 akhir" in found[3]
    assert "isi fj-0 akhir" in found[62]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(min_value=1, max_value=4), min_size=1, max_size=14),
    st.integers(min_value=3, max_value=9),
)
def test_the_numbers_are_true_for_any_parts(counts: list[int], per_page: int) -> None:
    """For any lengths of parts and of the front: what is printed is where the part begins."""
    front = Front(per_page)
    parts = [_numbered_part(index, pages) for index, pages in enumerate(counts)]
    found = _texts(_make(parts, front))
    ahead = 1 + -(-len(counts) // per_page)
    starts = [ahead + 1 + before for before in accumulate([0, *counts[:-1]])]
    assert [line.page for line in front.asked[-1]] == starts
    assert len(found) == ahead + sum(counts)
    for one, start in zip(parts, starts, strict=True):
        word = one.title.split()[1]
        assert f"isi {word}-0 akhir" in found[start - 1]
        assert f"isi {word}-{one.pages - 1} akhir" in found[start + one.pages - 2]


def test_a_front_that_never_settles_is_refused() -> None:
    """A front whose length changes with every call is tried three times and no more."""
    calls = []

    def growing(lines: Sequence[ContentsLine]) -> list[Part]:
        calls.append(lines)
        return [part("Daftar Isi", sheets(*(["isi"] * (2 + len(calls)))))]

    with pytest.raises(BundleError) as error:
        _make(_some_parts(), growing)
    assert _code(error) == "BDL002"
    assert len(calls) == 3


@pytest.mark.parametrize(
    "shown",
    [
        lambda line: str(line.page + (line.number == 2)),
        lambda line: "" if line.number == 2 else str(line.page),
        lambda line: f"{line.page}0",
        lambda line: f"1{line.page}",
        lambda line: f"{line.number}, {line.page}",
    ],
    ids=["one off", "missing", "digit behind", "digit before", "another number first"],
)
def test_a_contents_page_with_a_wrong_number_is_never_returned(shown: Any) -> None:
    """The page numbers are read back from the paper, whatever the front was told."""
    with pytest.raises(BundleError) as error:
        _make(_some_parts(), Front(shown=shown))
    assert _code(error) == "BDL008"


def test_a_contents_page_that_leaves_a_line_out_is_never_returned() -> None:
    """A part that is in the bundle stands in its contents."""

    def forgetful(lines: Sequence[ContentsLine]) -> list[Part]:
        return Front()(lines[:-1])

    with pytest.raises(BundleError) as error:
        _make(_some_parts(), forgetful)
    assert _code(error) == "BDL008"


def test_equal_titles_and_notes_with_numbers_are_told_apart() -> None:
    """Three warnings of one title need three lines; a date in the note is no page number."""
    parts = [
        part("Surat Peringatan", sheets(f"surat {word}"), f"{day} Februari 2026")
        for day, word in ((3, "satu"), (4, "dua"), (5, "tiga"))
    ]
    assert len(_texts(_make(parts))) == 5
    with pytest.raises(BundleError):
        _make(parts, Front(shown=lambda line: "3"))


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("1. Surat Tugas 3", "3 Maret 2026", True),
        ("1. Surat 3", "Tugas 3 Maret 2026", True),
        ("1. Surat 4", "Tugas 3 Maret 2026", False),
        ("1. Surat Tugas", "3 Maret 2026", False),
    ],
)
def test_a_row_that_is_broken_over_two_sheets_is_read_as_one(
    upper: str, lower: str, expected: bool
) -> None:
    """What is left of a row stands on the next sheet, and a footer between; a lie is still seen."""

    def broken(lines: Sequence[ContentsLine]) -> list[Part]:
        return [part("Daftar Isi", sheets(upper, lower))]

    one = part("Surat Tugas", sheets("isi"), "3 Maret 2026")
    if expected:
        assert len(_texts(_make([one], broken))) == 3
    else:
        with pytest.raises(BundleError):
            _make([one], broken)


def test_a_number_that_runs_into_a_title_is_no_page() -> None:
    """Where `Surat 1` is to stand on page 3, `Surat 13` does not say so."""

    def glued(lines: Sequence[ContentsLine]) -> list[Part]:
        return [part("Sampul", sheets("x")), part("Daftar Isi", sheets("1. Surat 13"))]

    with pytest.raises(BundleError) as error:
        _make([part("Surat 1", sheets("isi"))], glued)
    assert _code(error) == "BDL008"


def test_a_footer_that_a_viewer_does_not_show_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """On cover and contents the footer is read by another program as well."""
    monkeypatch.setattr(proof, "texts", lambda pdf, first: ["BERKAS PERKARA"] * first)
    with pytest.raises(BundleError) as error:
        _make(_some_parts())
    assert _code(error) == "BDL007"


def test_bookmarks_nest_the_headings_of_a_part_under_its_title() -> None:
    """The front's and the parts' titles stand on top, a part's chapters below, places true.

    What stands below a chapter is left out: it may be about a person by name.
    """
    parts = [part("Litmas", headed("Litmas", 2)), part("Surat", sheets("s"))]
    parts.append(part("Laporan", headed("Laporan", 3)))
    pdf = _make(parts)
    assert _outline(pdf) == [
        (0, "Sampul", 1),
        (0, "Daftar Isi", 2),
        (0, "Litmas", 3),
        (1, "Litmas bagian 1", 3),
        (1, "Litmas bagian 2", 4),
        (0, "Surat", 5),
        (0, "Laporan", 6),
        (1, "Laporan bagian 1", 6),
        (1, "Laporan bagian 2", 7),
        (1, "Laporan bagian 3", 8),
    ]
    top = _read(pdf).root_object["/Outlines"]
    assert top["/First"]["/Next"]["/Next"]["/Count"] < 0  # type: ignore[index]


def test_links_by_name_lead_into_their_own_part() -> None:
    """Two parts use the same names for their targets; neither's link leads into the other."""
    pdf = _make([part("Satu", headed("Satu", 2)), part("Dua", headed("Dua", 3))])
    reader = _read(pdf)

    def target(page: PageObject) -> int | None:
        link: Any = page["/Annots"][0].get_object()  # type: ignore[index]
        goal = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
        return reader.get_page_number(goal[0].get_object())

    assert target(reader.pages[2]) == 3
    assert target(reader.pages[4]) == 6
    assert "/Names" not in reader.root_object


def test_metadata_names_the_case_and_nobody() -> None:
    """Title and producer, language, bookmarks open at the first page; no author, no date."""
    reader = _read(_make(_some_parts(), title="Berkas KS-2026-0001"))
    root: dict[str, Any] = reader.root_object
    info: dict[str, Any] = reader.trailer["/Info"]  # type: ignore[assignment]
    assert info == {"/Title": TITLE, "/Producer": "berkas"}
    assert root["/Lang"] == "id-ID"
    assert root["/PageMode"] == "/UseOutlines"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert root["/OpenAction"][0] == reader.pages[0].indirect_reference
    told = reader.xmp_metadata
    assert told is not None
    assert (told.dc_title, told.pdf_producer) == ({"x-default": TITLE}, "berkas")
    assert (told.dc_creator, told.xmp_create_date, told.xmp_modify_date) == ([], None, None)


def test_a_viewer_calls_a_page_what_its_footer_calls_it() -> None:
    """The labels count from the cover on, as the footers and the contents do."""
    reader = _read(_make(_some_parts()))
    printed = [page.extract_text().split("halaman ")[1].split()[0] for page in reader.pages]
    assert "/PageLabels" in reader.root_object
    assert reader.page_labels == printed == [str(n) for n in range(1, len(printed) + 1)]


class _Archival(Front):
    """A front that says of itself that it is PDF/A, as LibreOffice's does."""

    def __call__(self, lines: Sequence[ContentsLine]) -> list[Part]:
        return [replace(one, pdf=claiming(one.pdf)) for one in super().__call__(lines)]


def _claims(*pdfs: bytes) -> str | None:
    parts = [part(f"Bagian {chr(97 + n)}", pdf) for n, pdf in enumerate(pdfs)]
    told = _read(_make(parts, _Archival())).xmp_metadata
    assert told is not None
    return f"{told.pdfaid_part}{told.pdfaid_conformance}" if told.pdfaid_part else None


def test_a_bundle_is_an_archival_one_where_each_part_is() -> None:
    """One exhibit that does not say so, or was made for a printing press, and it is none."""
    good = claiming(sheets("a"))
    scanner = claiming(sheets("b"), b"<r pdfaid:part='1' pdfaid:conformance='B'/>")
    assert _claims(good, scanner) == "3B"
    assert _claims() == "3B"
    assert _claims(good, sheets("c")) is None
    assert _claims(good, claiming(sheets("c"), b"<pdfaid:part>4</pdfaid:part>")) is None
    assert _claims(good, claiming(sheets("c"), colours=4)) is None


def test_one_colour_profile_stands_for_all() -> None:
    """Each part brings the same; a bundle needs it once."""
    pdf = _make([part("Satu", claiming(sheets("a")))], _Archival())
    intents: Any = _read(pdf).root_object["/OutputIntents"]
    assert [intent["/DestOutputProfile"].get_data() for intent in intents] == [b"profil"]


def test_tags_of_the_parts_are_one_tree() -> None:
    """Each page finds its paragraph; a part without tags, and the bundle is not called tagged."""
    parts = [part("Satu", tagged("satu", 2)), part("Dua", tagged("dua"))]
    reader = _read(_make(parts))
    root: Any = reader.root_object
    branches = root["/StructTreeRoot"]["/K"]["/K"]
    assert [branch.get_object()["/T"] for branch in branches] == ["Satu", "Dua"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    found = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in reader.pages[2:]:
        assert found[page["/StructParents"]][0]["/Pg"] == page.get_object()
    assert root["/MarkInfo"]["/Marked"] == False  # noqa: E712 - the front has no tags


def test_fields_that_were_drawn_have_no_tags() -> None:
    """A tree that speaks of a field would lead to something that is not there any more."""
    with Pdf.open(BytesIO(tagged("satu"))) as pdf:
        look = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        place = Array([0, 0, 9, 9])
        field = Dictionary(Subtype=Name.Widget, Rect=place, AP=Dictionary(N=look))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=Array(list(pdf.pages[0].obj.Annots)))
        form = saved(pdf)
    root: Any = _read(_make([part("Satu", form)])).root_object
    assert "/StructTreeRoot" not in root


def test_same_input_same_bytes_and_other_input_other_identifier() -> None:
    """A bundle made again is the same file; the identifier comes from the content."""
    first, again, other = _make(_some_parts()), _make(_some_parts()), _make(_some_parts(4))
    assert first == again
    identifiers = [_read(pdf).trailer["/ID"][0] for pdf in (first, other)]  # type: ignore[index]
    assert identifiers[0] != identifiers[1]
    assert len(identifiers[0]) == 16


def test_another_process_makes_the_same_bytes() -> None:
    """Neither the order of sets nor addresses in memory reach the file."""
    script = (
        "import hashlib;from tests.stages.test_bundle import _make,_some_parts,headed,part;"
        "print(hashlib.sha256(_make([*_some_parts(),part('L',headed('L',2))])).hexdigest())"
    )
    root = Path(__file__).parents[2]
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def _noise(seed: int, many: int) -> bytes:
    return Random(seed).randbytes(many)  # noqa: S311 - what nothing makes smaller


def _illustrated(content: int, picture: int) -> bytes:
    """A page with content of its own and a picture, neither of which can be made smaller."""
    with Pdf.open(BytesIO(sheets("isi"))) as pdf:
        page = pdf.pages[0]
        words = b"BT <" + _noise(content, 10_000).hex().encode() + b"> Tj ET"
        page.obj.Contents = pdf.make_stream(words)
        image = pdf.make_stream(_noise(picture, 10_000), Subtype=Name.Image, Width=100, Height=100)
        page.resources.XObject = Dictionary(Gambar=image)
        return saved(pdf)


def _size(*pdfs: bytes) -> int:
    return len(_make([part(f"D{chr(97 + n)}", pdf) for n, pdf in enumerate(pdfs)]))


def test_what_parts_have_in_common_is_stored_once() -> None:
    """The same picture, or the same content, in ten parts costs little more than in one."""
    one = _size(_illustrated(0, 0))
    assert _size(*(_illustrated(0, n) for n in range(10))) - one < 10 * (10_000 + 1500)
    assert _size(*(_illustrated(n, 0) for n in range(10))) - one < 10 * (11_500 + 1500)
    assert _size(*[_illustrated(0, 0)] * 10) - one < 10 * 1500
    pages = _read(_make([part("Da", _illustrated(0, 0)), part("Db", sheets("b"))])).pages
    fonts: list[Any] = [page["/Resources"]["/Font"] for page in pages]  # type: ignore[index]
    assert len({font.raw_get("/BerkasFooter").idnum for font in fonts}) == 1


def test_uncompressed_content_is_compressed() -> None:
    """A scanner's plain content does not make the bundle large."""
    plain = with_content(b"BT /F1 9 Tf 50 500 Td (" + b"a" * 50_000 + b") Tj ET")
    assert len(_make([part("Pindai", plain)])) < 15_000


PACKING = {"/ObjStm", "/XRef"}  # what holds other objects, and nothing refers to


def _kind(reader: PdfReader, number: int) -> object:
    entry: Any = reader.get_object(number)
    return entry.get("/Type") if isinstance(entry, dict) else None


def test_nothing_unused_is_left_in_the_file() -> None:
    """Every object of the bundle can be reached; forms and names of the parts are gone."""
    pdf = _make([part("Satu", headed("Satu", 2)), *_some_parts()])
    reader = _read(pdf)
    waiting: list[Any] = [reader.trailer.raw_get("/Root"), reader.trailer.raw_get("/Info")]
    seen: set[int] = set()
    while waiting:
        entry = waiting.pop()
        reference = entry if isinstance(entry, IndirectObject) else None
        if reference is not None:
            if reference.idnum in seen:
                continue
            seen.add(reference.idnum)
            entry = reference.get_object()
        if isinstance(entry, dict):
            waiting += entry.values()
        elif isinstance(entry, list):
            waiting += entry
    kept = {n for n in {*reader.xref[0], *reader.xref_objStm} if _kind(reader, n) not in PACKING}
    assert seen == kept


def test_a_bundle_can_be_an_exhibit_of_a_bundle() -> None:
    """The earlier footer stays, the new one is added under a font of its own."""
    earlier = bundle("KS-2025-0001", _some_parts(), Front(), title="Berkas lama")
    found = _texts(_make([part("Berkas lama", earlier)]))
    assert "KS-2025-0001 · halaman 1 dari 8" in found[2]
    assert found[2].rstrip().endswith(f"{NOMOR} · halaman 3 dari 10")


def test_a_case_without_documents_has_cover_and_contents() -> None:
    """A case at its beginning has a bundle too, so that the archivist finds one for each case."""
    assert len(PdfReader(BytesIO(_make([]))).pages) == 2


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF", b"<html>", sheets("x")[:300]])
def test_a_damaged_part_is_refused_by_its_title(pdf: bytes) -> None:
    """What pypdf raises over a damaged file becomes an error that names the part."""
    with pytest.raises(BundleError) as error:
        _make([*_some_parts(), Part("surat", None, "Surat Rusak", None, pdf, 1)])
    assert error.value.problems[0].params["title"] == "Surat Rusak"
    assert _code(error) in {"BDL003", "BDL004"}


def test_a_part_that_says_another_length_is_refused() -> None:
    """The numbers rest on the parts' lengths, so these are counted again."""
    lying = Part("surat", None, "Surat", None, sheets("a", "b"), 3)
    with pytest.raises(BundleError) as error:
        _make([lying])
    assert _code(error) == "BDL004"
    assert error.value.problems[0].params == {"title": "Surat", "expected": "3", "found": "2"}


def _swapped(writer: PdfWriter) -> None:
    kids: Any = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[2], kids[3] = kids[3], kids[2]


def _shortened(writer: PdfWriter) -> None:
    writer.remove_page(len(writer.pages) - 1)


def _overwritten(writer: PdfWriter) -> None:
    page = writer.pages[4]
    page[NameObject("/Contents")] = writer.pages[5]["/Contents"]


def _misled(writer: PdfWriter) -> None:
    first: Any = writer.root_object["/Outlines"]["/First"]  # type: ignore[index]
    first["/Dest"][0] = writer.pages[1].indirect_reference


def _unmarked(writer: PdfWriter) -> None:
    last: Any = writer.root_object["/Outlines"]["/Last"]  # type: ignore[index]
    before = last["/Prev"]
    del before["/Next"]
    writer.root_object["/Outlines"][NameObject("/Last")] = before.indirect_reference  # type: ignore[index]


def _turned(writer: PdfWriter) -> None:
    writer.pages[3][NameObject("/Rotate")] = NumberObject(90)


def _set_in_another_font(writer: PdfWriter) -> None:
    fonts: Any = writer.pages[3]["/Resources"]["/Font"]  # type: ignore[index]
    fonts[NameObject("/F1")] = fonts.raw_get("/BerkasFooter")


def _without_letters(writer: PdfWriter) -> None:
    font: Any = writer.pages[0]["/Resources"]["/Font"]["/BerkasFooter"]  # type: ignore[index]
    del font["/FontDescriptor"]["/FontFile2"]


def _misspelt(writer: PdfWriter) -> None:
    font: Any = writer.pages[0]["/Resources"]["/Font"]["/BerkasFooter"]  # type: ignore[index]
    meaning = font["/ToUnicode"]
    meaning.set_data(meaning.get_data().replace(b"<0064>", b"<0065>"))


def _painted_over(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"1 g 0 0 999 999 re f")
    contents: Any = writer.pages[3]["/Contents"]
    contents.append(writer._add_object(stream))


def _replaced(writer: PdfWriter, which: int, data: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(data)
    contents: Any = writer.pages[3]["/Contents"]
    contents[which] = writer._add_object(stream)


def _unsaved(writer: PdfWriter) -> None:
    _replaced(writer, 0, b"")


def _covered(writer: PdfWriter) -> None:
    contents: Any = writer.pages[3]["/Contents"]
    footer = contents[-1].get_object().get_data()
    _replaced(writer, -1, footer.replace(b"Q\n", b"Q\n1 g 0 0 999 999 re f\n", 1))


def _renumbered(writer: PdfWriter) -> None:
    writer.pages[3][NameObject("/Resources")] = NumberObject(3)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_shortened, "BDL005"),
        (_swapped, "BDL006"),
        (_overwritten, "BDL006"),
        (_renumbered, "BDL006"),
        (_turned, "BDL006"),
        (_set_in_another_font, "BDL006"),
        (_painted_over, "BDL006"),
        (_unsaved, "BDL006"),
        (_covered, "BDL006"),
        (_without_letters, "BDL007"),
        (_misspelt, "BDL007"),
        (_misled, "BDL009"),
        (_unmarked, "BDL010"),
    ],
)
def test_a_bundle_that_came_out_wrong_is_never_returned(
    monkeypatch: pytest.MonkeyPatch, spoil: Any, expected: str
) -> None:
    """The finished bytes are read back: a page lost, moved or replaced, a bookmark astray."""
    write = stage._written

    def spoiled(pdf: Pdf) -> bytes:
        writer = PdfWriter(clone_from=_read(write(pdf)))
        spoil(writer)
        return written(writer)

    monkeypatch.setattr(stage, "_written", spoiled)
    with pytest.raises(BundleError) as error:
        _make(_some_parts(4))
    assert _code(error) == expected


def test_a_wrong_number_at_the_foot_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The footer's words are read from the page, not taken from what was meant to be written."""
    printed = Stamp.print

    def wrong(stamp: Stamp, page: Page, footer: str, closing: bytes) -> None:
        printed(stamp, page, footer.replace("halaman 3", "halaman 5"), closing)

    monkeypatch.setattr(Stamp, "print", wrong)
    with pytest.raises(BundleError) as error:
        _make(_some_parts())
    assert _code(error) == "BDL007"
    assert error.value.problems[0].params["page"] == "3"
