"""Shared parts stand in a template as if they had been typed there, with their own look."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from pipeline import messages
from pipeline.errors import TemplateError
from pipeline.word import shared
from pipeline.word.template import open_template
from tests.drafting import lines, opened, p, saved, tbl, text_of, word, xml
from tests.word_files import members

INCLUDE = '{%p include "kop" %}'
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


def put(folder: Path, template: bytes, **parts: bytes) -> Path:
    """Lay a template and its parts into a folder."""
    (folder / "bagian").mkdir(exist_ok=True)
    for name, part in parts.items():
        (folder / "bagian" / f"{name}.docx").write_bytes(part)
    file = folder / "surat.docx"
    file.write_bytes(template)
    return file


def filled(file: Path, **view: Any) -> Document:
    """Open a template, fill it and read it back."""
    return opened(saved(open_template(file).fill(view)))


def styled(name: str, size: int, *, built_in: bool = False) -> Any:
    """Give a document a style of a size, and its first paragraph that style."""

    def shape(document: Document) -> None:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
        style.font.size = Pt(size)
        document.paragraphs[0].style = style

    return shape


def style_of(document: Document, number: int) -> str | None:
    """The name of a paragraph's style."""
    style = document.paragraphs[number].style
    return style.name if style else None


def size_of(document: Document, name: str) -> float | None:
    """The font size of a style."""
    size = document.styles[name].font.size
    return None if size is None else size.pt


def test_a_part_stands_where_it_is_asked_for(tmp_path: Path) -> None:
    """Paragraphs and tables come in order; the tag's paragraph is gone; values are filled in."""
    part = word("Bapas {{ nama }}", tbl((p("{{ kota }}"),)), "akhir")
    file = put(tmp_path, word("awal", INCLUDE, "isi"), kop=part)
    made = saved(filled(file, nama="Purwadipa", kota="Kota"))
    assert [text for _, text in lines(made)] == ["awal", "Bapas Purwadipa", "Kota", "akhir", "isi"]


def test_curled_quotes_and_two_places(tmp_path: Path) -> None:
    """Word curls quotes; and a part may stand in several places, in headers and cells too."""

    def header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{%p include ‘kop’ %}"

    template = word("{%p include “kop” %}", tbl((p(INCLUDE),)), "isi", shape=header)
    document = filled(put(tmp_path, template, kop=word("Bapas {{ nama }}")), nama="P")
    assert text_of(document.element.body).count("Bapas P") == 2
    assert document.sections[0].header.paragraphs[0].text == "Bapas P"


def test_the_look_of_a_part_is_its_own(tmp_path: Path) -> None:
    """A style of the part holds in the document, whether the template had it or not."""
    part = word("kop", shape=styled("Kop Unit", 20))
    fresh = filled(put(tmp_path, word(INCLUDE, "isi"), kop=part))
    assert (style_of(fresh, 0), size_of(fresh, "Kop Unit")) == ("Kop Unit", 20)
    template = word("x", INCLUDE, shape=styled("Kop Unit", 9))
    assert size_of(filled(put(tmp_path, template, kop=part)), "Kop Unit") == 20


def test_built_in_styles_are_the_templates(tmp_path: Path) -> None:
    """A part cannot change Normal or Title for the whole document."""
    part = word("kop", shape=styled("Title", 20, built_in=True))
    template = word("x", INCLUDE, shape=styled("Title", 9, built_in=True))
    assert size_of(filled(put(tmp_path, template, kop=part)), "Title") == 9


def test_an_identifier_that_is_taken(tmp_path: Path) -> None:
    """Two styles with one identifier and two names stay two styles."""

    def renamed(document: Document) -> None:
        styled("Kop Unit", 20)(document)
        document.styles["Kop Unit"].element.find(qn("w:name")).set(qn("w:val"), "Lain")

    template = word("x", INCLUDE, shape=renamed)
    document = filled(put(tmp_path, template, kop=word("kop", shape=styled("Kop Unit", 8))))
    assert [style_of(document, number) for number in (0, 1)] == ["Lain", "Kop Unit"]


def test_lists_count_by_themselves(tmp_path: Path) -> None:
    """A list of the part keeps its definition and is not the template's list of that number."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'

    def lists(fmt: str) -> Any:
        def shape(document: Document) -> None:
            numbering = document.part.numbering_part.element
            for child in list(numbering):
                numbering.remove(child)
            numbering.append(
                xml(
                    '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="1A2B3C4D"/>'
                    f'<w:lvl w:ilvl="0"><w:numFmt w:val="{fmt}"/></w:lvl></w:abstractNum>'
                )
            )
            numbering.append(xml('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))

        return shape

    item = p("butir", properties=numbered.format(1))
    part, template = word(item, shape=lists("decimal")), word(item, INCLUDE, shape=lists("bullet"))
    document = filled(put(tmp_path, template, kop=part))
    numbers = [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId"))]
    assert numbers == ["1", "2"]
    numbering = document.part.numbering_part.element
    formats = [one.get(qn("w:val")) for one in numbering.iter(qn("w:numFmt"))]
    assert formats == ["bullet", "decimal"]
    assert [child.tag for child in numbering] == [
        qn(f"w:{name}") for name in ("abstractNum", "abstractNum", "num", "num")
    ]


def test_pictures_and_links_come_along(tmp_path: Path) -> None:
    """A picture of a part is in the header's own part; a link leads where it led."""
    picture = tmp_path / "titik.png"
    picture.write_bytes(PNG)

    def shape(document: Document) -> None:
        document.paragraphs[0].add_run().add_picture(str(picture))
        link = document.part.relate_to(
            "mailto:bapas@purwadipa.example",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        document.paragraphs[0]._p.append(
            xml(f'<w:hyperlink r:id="{link}"><w:r><w:t>surel</w:t></w:r></w:hyperlink>')
        )

    def header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = INCLUDE

    file = put(tmp_path, word("isi", shape=header), kop=word("kop", shape=shape))
    made = saved(filled(file))
    contents = members(made)
    (relations,) = (
        text.decode() for name, text in contents.items() if name.endswith("header1.xml.rels")
    )
    assert "mailto:bapas@purwadipa.example" in relations
    assert [content for name, content in contents.items() if name.endswith(".png")] == [PNG]
    assert opened(made).sections[0].header.paragraphs[0].text == "kopsurel"


@pytest.mark.parametrize(
    ("tag", "parts", "code"),
    [
        (INCLUDE, {}, "TPL026"),
        ('{%p include "../kop" %}', {"kop": word("a")}, "TPL026"),
        ('{%p include "Kop" %}', {"kop": word("a")}, "TPL026"),
        (INCLUDE, {"kop": word("a", INCLUDE)}, "TPL027"),
        (INCLUDE, {"kop": word("a", '{%p include "lain" %}'), "lain": word("b")}, "TPL027"),
        (INCLUDE, {"kop": b"bukan Word"}, "TPL002"),
        (INCLUDE, {"kop": word("a", "{{ nama")}, "TPL018"),
        ('{% include "kop" %}', {"kop": word("a")}, "TPL007"),
        ('awal {%p include "kop" %}', {"kop": word("a")}, "TPL020"),
    ],
)
def test_what_is_no_part(tmp_path: Path, tag: str, parts: dict[str, bytes], code: str) -> None:
    """A part that is missing, damaged, nested or asked for in another way is told by its code."""
    with pytest.raises(TemplateError) as refused:
        filled(put(tmp_path, word("awal", tag), **parts), nama="A")
    (problem,) = refused.value.problems
    assert problem.code == code
    for language in ("id", "en"):
        assert messages.load(language).message(problem)


def test_more_than_a_part_may_hold(tmp_path: Path) -> None:
    """A reference that leads to neither picture nor link is refused, not left to dangle."""
    odd = '<w:p><w:r><w:object r:id="rId1"/></w:r></w:p>'
    with pytest.raises(TemplateError, match="TPL028"):
        open_template(put(tmp_path, word(INCLUDE), kop=word("a", odd)))


def test_a_part_that_changes_is_read_again(tmp_path: Path) -> None:
    """What was opened stays open only as long as the file is the same."""
    file = put(tmp_path, word(INCLUDE), kop=word("lama"))
    assert filled(file).paragraphs[0].text == "lama"
    part = tmp_path / "bagian" / "kop.docx"
    part.write_bytes(word("baru sekali"))
    os.utime(part, ns=(1, 1))
    assert filled(file).paragraphs[0].text == "baru sekali"


def test_a_section_that_ends_with_a_part(tmp_path: Path) -> None:
    """The page break of the tag's own paragraph stays behind the part."""
    ends = p(INCLUDE, properties='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
    document = filled(put(tmp_path, word(ends, "isi"), kop=word("kop")))
    assert [one.text for one in document.paragraphs] == ["kop", "", "isi"]
    assert len(document.sections) == 2


@pytest.mark.parametrize("name", ["Kop", "kop.docx", "bagian/kop.docx", "kopp", "ko"])
def test_the_part_that_was_meant(tmp_path: Path, name: str) -> None:
    """It is named without its folder, without its ending, in small letters."""
    put(tmp_path, word("awal"), kop=word("a"), tanda=word("b"))
    assert shared.nearest_part(tmp_path, name) == "kop"
