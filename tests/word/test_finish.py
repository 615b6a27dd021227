"""What is done to a filled document: paper, picture, properties, numbers, bytes."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.word.finish import (
    PAPERS,
    fixed_bytes,
    sample_words,
    set_logo,
    set_numbers,
    set_paper,
    set_properties,
)
from pipeline.workplace import Workplace
from tests.drafting import R, fill, opened, p, saved, tbl, word, xml
from tests.one_of_each import word_files
from tests.word_files import members, packed

SIZES = {"a4": (210, 297), "f4": (215, 330)}


def png(width: int = 200, height: int = 100) -> bytes:
    """A whole PNG of this size, white."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- paper ----------------------------------------------------------------------------------------


def sizes(document: Document) -> list[tuple[int, int, bool]]:
    """Width and height of each section in millimetres, and whether it lies."""
    return [
        (
            round((section.page_width or 0) / Mm(1)),
            round((section.page_height or 0) / Mm(1)),
            section.orientation == WD_ORIENT.LANDSCAPE,
        )
        for section in opened(saved(document)).sections
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_of_every_section(tmp_path: Path, paper: str) -> None:
    """Each section gets the office's paper; one that lies goes on lying."""

    def three_sections(document: Document) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)
        lying = document.add_section(WD_SECTION.NEW_PAGE)
        lying.orientation = WD_ORIENT.LANDSCAPE
        lying.page_width, lying.page_height = Mm(279), Mm(216)
        document.add_section(WD_SECTION.NEW_PAGE).orientation = WD_ORIENT.PORTRAIT
        document.sections[2].page_width, document.sections[2].page_height = Mm(210), Mm(297)

    document = fill(tmp_path, word("isi", shape=three_sections))
    set_paper(document, paper)
    short, long = SIZES[paper]
    assert sizes(document) == [(short, long, False), (long, short, True), (short, long, False)]


@pytest.mark.parametrize(
    ("section", "lies"),
    [
        ("<w:sectPr/>", False),
        ('<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>', True),
        ('<w:sectPr><w:pgSz w:w="12240" w:h="15840" w:code="1"/></w:sectPr>', False),
        ('<w:sectPr><w:pgSz w:w="21cm" w:h="29.7cm"/></w:sectPr>', False),
        ('<w:sectPr><w:type w:val="nextPage"/><w:pgMar w:top="900"/></w:sectPr>', False),
        ("", False),
    ],
)
def test_paper_where_the_template_names_none(tmp_path: Path, section: str, lies: bool) -> None:
    """No size, no section, no orientation: the paper is the office's, at its place in the order."""

    def replaced(document: Document) -> None:
        body = document.element.body
        body.remove(body.sectPr)
        if section:
            body.append(xml(section))

    document = fill(tmp_path, word("isi", shape=replaced))
    set_paper(document, "a4")
    assert sizes(document) == [(297, 210, True) if lies else (210, 297, False)]
    (found,) = document.element.body.iter(qn("w:sectPr"))
    order = [qn("w:type"), qn("w:pgSz"), qn("w:pgMar")]
    places = [order.index(child.tag) for child in found]
    assert places == sorted(places)
    assert found.find(qn("w:pgSz")).get(qn("w:code")) is None


# --- the picture ----------------------------------------------------------------------------------


def with_logo(width: int, height: int) -> Callable[[Document], None]:
    """Put the placeholder into header and body, and the same picture under another name."""

    def put(document: Document) -> None:
        for name, place in (
            ("logo", document.sections[0].header.paragraphs[0]),
            ("logo", document.sections[0].footer.paragraphs[0]),
            ("logo", document.add_paragraph()),
            ("foto", document.add_paragraph()),
        ):
            shape = place.add_run().add_picture(BytesIO(png(40, 40)))
            inline = shape._inline
            inline.docPr.set("name", name)
            for extent in (inline.extent, next(inline.iter(qn("a:ext")))):
                extent.set("cx", str(width))
                extent.set("cy", str(height))

    return put


def roots(document: Document) -> list[tuple[Any, Any]]:
    """Body, header and footer with their parts."""
    section = document.sections[0]
    ends = [(end._element, end.part) for end in (section.header, section.footer)]
    return [(document.element, document.part), *ends]


def drawings(document: Document) -> dict[str, list[tuple[int, int, bytes]]]:
    """Name, size and content of each picture of header and body."""
    found: dict[str, list[tuple[int, int, bytes]]] = {}
    again = opened(saved(document))
    for root, part in roots(again):
        for inline in root.iter(qn("wp:inline")):
            name = inline.find(qn("wp:docPr")).get("name")
            blip = next(inline.iter(qn("a:blip"))).get(qn("r:embed"))
            extent = inline.find(qn("wp:extent"))
            inner = next(inline.iter(qn("a:ext")))
            size = int(extent.get("cx")), int(extent.get("cy"))
            assert size == (int(inner.get("cx")), int(inner.get("cy")))
            found.setdefault(name, []).append((*size, part.related_parts[blip].blob))
    return found


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        ((200, 100), (1_000_000, 500_000)),
        ((100, 200), (500_000, 1_000_000)),
        ((70, 70), (1_000_000, 1_000_000)),
        ((1, 1_000), (1_000, 1_000_000)),
    ],
)
def test_the_picture_keeps_its_proportions(
    tmp_path: Path, picture: tuple[int, int], size: tuple[int, int]
) -> None:
    """The office's picture fills the placeholder's space without distortion, everywhere."""
    document = fill(tmp_path, word("isi", shape=with_logo(1_000_000, 1_000_000)))
    set_logo(document, png(*picture))
    found = drawings(document)
    assert found["logo"] == [(*size, png(*picture))] * 3
    assert found["foto"] == [(1_000_000, 1_000_000, png(40, 40))]


def test_no_picture_no_placeholder(tmp_path: Path) -> None:
    """An office without a picture gets none; another picture stays, the placeholder's file goes."""
    document = fill(tmp_path, word("isi", shape=with_logo(1_000_000, 1_000_000)))
    set_logo(document, None)
    assert list(drawings(document)) == ["foto"]
    assert sum(name.startswith("word/media/") for name in members(saved(document))) == 1


def test_the_placeholders_file_does_not_stay(tmp_path: Path) -> None:
    """The template's own picture is not in a letter that does not show it."""

    def put(document: Document) -> None:
        with_logo(100, 100)(document)
        (last,) = (x for x in document.element.body.iter(qn("wp:docPr")) if x.get("name") == "foto")
        paragraph = next(last.iterancestors(qn("w:p")))
        paragraph.getparent().remove(paragraph)

    document = fill(tmp_path, word("isi", shape=put))
    set_logo(document, png())
    media = [data for name, data in members(saved(document)).items() if "/media/" in name]
    assert media == [png()]


def test_other_forms_of_the_placeholder_go(tmp_path: Path) -> None:
    """A vector form and a crop of the placeholder would show instead of the office's picture."""

    def put(document: Document) -> None:
        with_logo(100, 100)(document)
        for blip in document.element.body.iter(qn("a:blip")):
            blip.append(
                xml('<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"/></a:extLst>')
            )
            blip.addnext(xml('<a:srcRect l="5000"/>'))

    document = fill(tmp_path, word("isi", shape=put))
    set_logo(document, png())
    logo = next(document.element.body.iter(qn("wp:inline")))
    assert [child.tag for child in logo.iter(qn("a:extLst"), qn("a:srcRect"))] == []


# --- properties -----------------------------------------------------------------------------------

CORE = """<?xml version="1.0"?><cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <dc:title>Judul lama</dc:title><dc:subject>Kenari</dc:subject><dc:creator>Kenari</dc:creator>
 <cp:keywords>Kenari</cp:keywords><dc:description>Kenari</dc:description>
 <cp:lastModifiedBy>Kenari</cp:lastModifiedBy><cp:revision>7</cp:revision>
 <dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>
 <dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified>
 <cp:category>Kenari</cp:category><dc:language>id-ID</dc:language>
 <cp:contentStatus>Kenari</cp:contentStatus><dc:identifier>Kenari</dc:identifier>
</cp:coreProperties>"""
APP = """<?xml version="1.0"?><Properties
 xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
 <Template>C:\\Kenari\\t.dotx</Template><Application>Word</Application><Manager>Kenari</Manager>
 <Company>Kenari</Company><HyperlinkBase>Kenari</HyperlinkBase></Properties>"""
CUSTOM = '<?xml version="1.0"?><Properties xmlns="urn:x"><property>Kenari</property></Properties>'


def test_properties_name_no_person(tmp_path: Path) -> None:
    """Author, editor, company, folder, hours and custom properties of the template are gone."""
    contents = members(word("isi"))
    contents["docProps/core.xml"] = CORE.encode()
    contents["docProps/app.xml"] = APP.encode()
    contents["docProps/custom.xml"] = CUSTOM.encode()
    contents["_rels/.rels"] = contents["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="c" Type="{R}/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>".encode(),
    )
    document = fill(tmp_path, packed(contents))
    set_properties(document, "Surat Uji")
    made = members(saved(document))
    assert not [name for name, content in made.items() if b"Kenari" in content]
    assert not [name for name, content in made.items() if b"2026-01-01T" in content]
    again = opened(saved(document)).core_properties
    assert (again.title, again.language) == ("Surat Uji", "id-ID")
    assert b"Application>Word" in made["docProps/app.xml"]
    assert "docProps/custom.xml" not in made
    assert "docProps/thumbnail.jpeg" not in made


def test_a_template_without_properties(tmp_path: Path) -> None:
    """No clock gets in where the template has no properties of its own."""
    contents = members(word("isi"))
    del contents["docProps/core.xml"]
    rels = etree.fromstring(contents["_rels/.rels"])
    for relation in list(rels):
        if "core.xml" in relation.get("Target", ""):
            rels.remove(relation)
    contents["_rels/.rels"] = etree.tostring(rels)
    document = fill(tmp_path, packed(contents))
    set_properties(document, "Surat Uji")
    core = members(saved(document))["docProps/core.xml"]
    assert b"Surat Uji" in core
    assert not [word for word in (b"modified", b"created", b"python-docx") if word in core]


# --- numbers --------------------------------------------------------------------------------------


def test_copied_numbers_are_unique(tmp_path: Path) -> None:
    """Pictures, bookmarks and paragraph ids that a loop copied are numbered anew, in header too."""
    bookmark = '<w:bookmarkStart w:id="5" w:name="tempat"/><w:bookmarkEnd w:id="5"/>'
    row = (
        p("{{ y }}").replace("</w:p>", f"{bookmark}</w:p>").replace("<w:p>", '<w:p w14:paraId="1">')
    )

    def shape(document: Document) -> None:
        table = tbl((p("{%tr for y in x %}"),), (row,), (p("{%tr endfor %}"),))
        document.element.body.insert(0, xml(table))
        with_logo(100, 100)(document)

    document = fill(tmp_path, word("isi", shape=shape), x=["a", "b", "c"])
    set_numbers(document)
    again = opened(saved(document))
    ids = [x.get("id") for root, _ in roots(again) for x in root.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 4
    starts = list(again.element.iter(qn("w:bookmarkStart")))
    ends = list(again.element.iter(qn("w:bookmarkEnd")))
    assert len(starts) == len(ends) == 1
    assert starts[0].get(qn("w:id")) == ends[0].get(qn("w:id"))
    assert b"paraId" not in etree.tostring(again.element).replace(b"xmlns", b"")


def test_nested_bookmarks_keep_their_pairs(tmp_path: Path) -> None:
    """Bookmarks that overlap are still pairs."""
    marks = (
        '<w:bookmarkStart w:id="7" w:name="a"/><w:bookmarkStart w:id="9" w:name="b"/>'
        '<w:bookmarkEnd w:id="7"/><w:bookmarkEnd w:id="9"/>'
    )
    document = fill(tmp_path, word(p("isi").replace("</w:p>", f"{marks}</w:p>")))
    set_numbers(document)
    found = [
        (x.get(qn("w:id")), x.get(qn("w:name")))
        for x in document.element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
    ]
    assert found == [("0", "a"), ("1", "b"), ("0", None), ("1", None)]


def test_a_bound_control_keeps_what_was_filled_in(tmp_path: Path) -> None:
    """Word would print the bound property of the template instead of the filled text."""
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
        f"{p('{{ x }}')}</w:sdtContent></w:sdt>"
    )
    document = fill(tmp_path, word(control), x="isi")
    set_numbers(document)
    assert not list(document.element.iter(qn("w:dataBinding")))


# --- words and bytes ------------------------------------------------------------------------------


def test_sample_words_are_whole_words(tmp_path: Path) -> None:
    """Words that a break, tab or paragraph parts are two; those that runs part are one."""
    document = fill(
        tmp_path,
        word(
            p("Peneli", "tian"),
            p("<w:t>Hasil</w:t><w:br/><w:t>Laporan</w:t><w:tab/><w:t>akhir</w:t>"),
            tbl((p("kiri"), p("kanan"))),
        ),
    )
    assert list(sample_words(document)) == [
        "Penelitian",
        "Hasil",
        "Laporan",
        "akhir",
        "kiri",
        "kanan",
    ]


@settings(max_examples=20)
@given(st.integers(0, 700))
def test_sample_words_are_few_and_from_all_over(count: int) -> None:
    """However long the text, about a hundred words, the first among them, evenly spread."""
    document = opened(word(" ".join(f"kata{number:04}" for number in range(count))))
    found = list(sample_words(document))
    assert len(found) <= 120
    numbers = [int(found_word[4:]) for found_word in found]
    assert numbers[:1] == ([0] if count else [])
    gaps = {after - before for before, after in pairwise(numbers)}
    assert len(gaps) <= 1
    assert not numbers or count - numbers[-1] <= max(gaps, default=1)


def test_same_document_same_bytes(tmp_path: Path) -> None:
    """Nothing of the hour, the machine or the run is in the file; owner may read it only."""
    made = [fixed_bytes(fill(tmp_path, word(p("{{ x }}")), x="isi")) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(BytesIO(made[0])) as package:
        infos = package.infolist()
        assert len({info.filename for info in infos}) == len(infos)
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in infos} == {3}
        assert {info.external_attr >> 16 for info in infos} == {0o600}
        assert package.testzip() is None


SCRIPT = """
import hashlib
import sys
from pathlib import Path
from pipeline.stages.render import render
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.one_of_each import judged, one_of_each
place = open_workplace(Workspace(Path(sys.argv[1])))
verdicts = [judged(file, place) for file in place.workspace.find_cases([])]
for file, (case, paper) in one_of_each(verdicts, place).items():
    for draft in render(case, place, [paper]):
        print(file, draft.stem, hashlib.sha256(draft.docx).hexdigest(), *draft.expected)
"""


def test_same_bytes_in_another_process(repository: Path, workplace: Workplace) -> None:
    """Another process, with another order of hashes and another time zone, makes the same bytes.

    Of every Word file that we ship, one document.
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(repository)],
            cwd=repository,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Jakarta"))
    ]
    outputs = [process.communicate()[0].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert outputs[0] == outputs[1]
    made = [line.split()[0] for line in outputs[0].splitlines()]
    assert sorted(made) == word_files(workplace.catalog)
