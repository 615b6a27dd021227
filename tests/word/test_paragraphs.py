"""Narratives become real paragraphs and list items, wherever their tag stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.filters import ITEM, NOTHING, PARAGRAPH
from pipeline.parsers.text import parse_narrative
from pipeline.word.paragraphs import MissingStyleError, lay_out_narratives, mend_blocks
from tests.drafting import changed, fill, lines, opened, p, saved, tbl, text_of, word, xml
from tests.word_files import members

TWO = parse_narrative("Satu.\n\nDua.")
MIXED = parse_narrative("Pembuka:\n\n- butir a\n- butir b\n\nPenutup.")
ITEMS = parse_narrative("- butir a\n- butir b")
ONE = parse_narrative("Satu.")


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """Fill a template of these paragraphs, lay its narratives out, give styles and texts."""

    def make(*paragraphs: str, **view: Any) -> list[tuple[str, str]]:
        document = fill(tmp_path, word(*paragraphs), **view)
        lay_out_narratives(document)
        docx = saved(document)
        assert not any(
            mark in content.decode("utf-8", "replace")
            for content in members(docx).values()
            for mark in (PARAGRAPH, ITEM, NOTHING)
        )
        return lines(docx)

    return make


Made = Callable[..., list[tuple[str, str]]]


def test_paragraphs_keep_the_style(made: Made) -> None:
    """Each paragraph of a narrative is a paragraph in the style of the one it stood in."""
    assert made("{{ x }}", x=TWO) == [("Isi", "Satu."), ("Isi", "Dua.")]


def test_items_take_the_list_style(made: Made) -> None:
    """List items are paragraphs in the style Butir; the text after them is not."""
    assert made("{{ x }}", x=MIXED) == [
        ("Isi", "Pembuka:"),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
        ("Isi", "Penutup."),
    ]


def test_a_narrative_that_begins_with_an_item(made: Made) -> None:
    """No blank paragraph stands before the first item."""
    assert made("Sebelum", "{{ x }}", "Sesudah", x=ITEMS) == [
        ("Isi", "Sebelum"),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
        ("Isi", "Sesudah"),
    ]


def test_a_single_paragraph_stays_one(made: Made) -> None:
    """A narrative of one paragraph is text in its place."""
    assert made("Uraian: {{ x }} (selesai)", x=ONE) == [("Isi", "Uraian: Satu. (selesai)")]


def test_text_around_the_tag_is_kept(made: Made) -> None:
    """What stands before the tag begins the first paragraph, what stands after ends the last."""
    assert made("Uraian: {{ x }} (selesai)", x=TWO) == [
        ("Isi", "Uraian: Satu."),
        ("Isi", "Dua. (selesai)"),
    ]
    assert made("Uraian: {{ x }}", x=ITEMS) == [
        ("Isi", "Uraian: "),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
    ]


def test_several_narratives_in_one_paragraph(made: Made) -> None:
    """Two narratives in one paragraph follow each other, nothing lost or twice."""
    assert made("{{ x }} dan {{ y }}", x=TWO, y=MIXED) == [
        ("Isi", "Satu."),
        ("Isi", "Dua. dan Pembuka:"),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
        ("Isi", "Penutup."),
    ]


def test_in_a_table_cell(made: Made) -> None:
    """A narrative in a cell becomes paragraphs of that cell."""
    table = tbl((p("{{ x }}"), p("kanan")))
    assert made(table, x=MIXED) == [
        ("Isi", "Pembuka:"),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
        ("Isi", "Penutup."),
        ("Isi", "kanan"),
    ]


def test_in_header_and_footer(tmp_path: Path) -> None:
    """Header and footer take narratives as the body does."""

    def with_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Kop {{ x }}"
        document.sections[0].footer.paragraphs[0].text = "{{ x }}"

    document = fill(tmp_path, word("isi", shape=with_header), x=MIXED)
    lay_out_narratives(document)
    section = opened(saved(document)).sections[0]
    wanted = ["Kop Pembuka:", "butir a", "butir b", "Penutup."]
    assert [paragraph.text for paragraph in section.header.paragraphs] == wanted
    assert [paragraph.text for paragraph in section.footer.paragraphs][1:] == wanted[1:]
    assert section.header.paragraphs[1].style.name == "Butir"


def test_in_a_text_box(tmp_path: Path) -> None:
    """A narrative in a text box stays in the box, and the paragraph that holds it stays one."""
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('{{ x }}')}</w:txbxContent>"
    document = fill(tmp_path, word(p("luar", f"{box}</v:textbox></v:shape></w:pict>")), x=TWO)
    lay_out_narratives(document)
    (content,) = document.element.iter(qn("w:txbxContent"))
    assert [text_of(paragraph) for paragraph in content] == ["Satu.", "Dua."]
    outer = [child for child in document.element.body if child.tag == qn("w:p")]
    assert len(outer) == 1


@pytest.mark.parametrize(
    "holder",
    [
        '<w:hyperlink w:anchor="a"><w:r><w:t>{{ x }}</w:t></w:r></w:hyperlink>',
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>{{ x }}</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:smartTag><w:hyperlink w:anchor="a"><w:r><w:t>{{ x }}</w:t></w:r></w:hyperlink>'
        "</w:smartTag>",
    ],
)
def test_in_a_link_or_content_control(made: Made, holder: str) -> None:
    """A tag in a link or a content control within a line is laid out like any other."""
    paragraph = p("kiri ", "kanan").replace(
        '<w:r><w:t xml:space="preserve">kanan', holder + "<w:r><w:t>kanan"
    )
    assert made(paragraph, x=TWO) == [("Isi", "kiri Satu."), ("Isi", "Dua.kanan")]


def test_in_a_block_of_content_control(made: Made) -> None:
    """A content control around whole paragraphs takes all of them in."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{{ x }}')}</w:sdtContent></w:sdt>"
    assert made(control, x=TWO) == [("Isi", "Satu."), ("Isi", "Dua.")]


def test_looks_of_the_run_are_kept(tmp_path: Path) -> None:
    """Each new run looks like the one that the tag stood in; its neighbours keep their own."""
    bold = "<w:rPr><w:b/></w:rPr><w:t>{{ x }}</w:t>"
    italic = "<w:rPr><w:i/></w:rPr><w:t>akhir</w:t>"
    document = fill(tmp_path, word(p("awal ", bold, italic)), x=TWO)
    lay_out_narratives(document)
    runs = [
        (
            text_of(run),
            [
                child.tag
                for child in (run.find(qn("w:rPr")) if run.find(qn("w:rPr")) is not None else ())
            ],
        )
        for run in document.element.body.iter(qn("w:r"))
        if text_of(run)
    ]
    assert runs == [
        ("awal ", []),
        ("Satu.", [qn("w:b")]),
        ("Dua.", [qn("w:b")]),
        ("akhir", [qn("w:i")]),
    ]


def test_tabs_breaks_and_pictures_in_the_run_are_kept(tmp_path: Path) -> None:
    """What stands beside the text in the same run stays where it was."""
    run = (
        "<w:tab/><w:t>{{ x }}</w:t><w:br/><w:t>baris</w:t>"
        '<w:drawing><wp:inline><wp:docPr id="1" name="g"/></wp:inline></w:drawing>'
    )
    document = fill(tmp_path, word(p(run)), x=TWO)
    lay_out_narratives(document)
    first, second = (child for child in document.element.body if child.tag == qn("w:p"))
    assert text_of(first) == "\tSatu."
    assert text_of(second) == "Dua.\nbaris"
    assert len(list(second.iter(qn("w:drawing")))) == 1


@pytest.mark.parametrize(
    "before",
    [
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:tab/></w:r>",
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    ],
)
def test_what_takes_no_room_goes_to_the_first_item(tmp_path: Path, before: str) -> None:
    """A page break, tab, bookmark or field before a narrative of items is not lost."""
    paragraph = p("{{ x }}").replace("<w:r>", f"{before}<w:r>", 1)
    document = fill(tmp_path, word(paragraph), x=ITEMS)
    lay_out_narratives(document)
    first = next(document.element.body.iter(qn("w:p")))
    tags = [element.tag for element in first.iter()]
    assert all(element.tag in tags for element in xml(before).iter())
    assert text_of(first).strip() == "butir a"


def test_direct_layout_does_not_hide_the_list(tmp_path: Path) -> None:
    """An item loses indent, numbering and outline level of the paragraph that it came from."""
    layout = (
        '<w:numPr><w:numId w:val="3"/></w:numPr><w:ind w:firstLine="720"/><w:jc w:val="both"/>'
        '<w:outlineLvl w:val="0"/>'
    )
    document = fill(tmp_path, word(p("{{ x }}", properties=layout)), x=ITEMS)
    lay_out_narratives(document)
    first = next(document.element.body.iter(qn("w:p")))
    assert [child.tag for child in first.find(qn("w:pPr"))] == [qn("w:pStyle"), qn("w:jc")]


def test_a_paragraph_without_properties(made: Made) -> None:
    """A paragraph that has no style gives items theirs and leaves the rest alone."""
    bare = '<w:p><w:r><w:t xml:space="preserve">{{ x }}</w:t></w:r></w:p>'
    assert made(bare, x=MIXED) == [
        ("", "Pembuka:"),
        ("Butir", "butir a"),
        ("Butir", "butir b"),
        ("", "Penutup."),
    ]


def test_a_section_ends_once_and_a_page_begins_once(tmp_path: Path) -> None:
    """The section break of the paragraph stays with the last, the page break with the first."""
    layout = '<w:pageBreakBefore/><w:sectPr><w:pgSz w:w="100" w:h="200"/></w:sectPr>'
    document = fill(tmp_path, word(p("{{ x }}", properties=layout)), x=MIXED)
    lay_out_narratives(document)
    paragraphs = [child for child in document.element.body if child.tag == qn("w:p")]

    def having(name: str) -> list[bool]:
        return [next(paragraph.iter(qn(name)), None) is not None for paragraph in paragraphs]

    assert having("w:sectPr") == [False, False, False, True]
    assert having("w:pageBreakBefore") == [True, False, False, False]


@pytest.mark.parametrize("kind", ["missing", "character"])
def test_without_the_list_style(tmp_path: Path, kind: str) -> None:
    """Items without a paragraph style Butir are refused; a narrative without items needs none."""
    name = ('w:val="Butir"', 'w:val="Lain"')
    is_for = ('w:type="paragraph" w:customStyle="1" w:styleId="Butir"', 'w:styleId="Butir"')
    is_for = (is_for[0], f'w:type="character" {is_for[1]}')
    docx = changed(word("{{ x }}"), styles=name if kind == "missing" else is_for)
    lay_out_narratives(fill(tmp_path, docx, x=TWO))
    with pytest.raises(MissingStyleError, match="Butir"):
        lay_out_narratives(fill(tmp_path, docx, x=MIXED))


BLOCK = st.tuples(
    st.sampled_from(["- ", ""]),
    st.text(alphabet=st.sampled_from("abc {}%_<&\"'é😀ꦱ"), min_size=1, max_size=20).filter(
        lambda text: text.strip() and not text.strip().startswith("- ")
    ),
)


@settings(max_examples=20)
@given(st.lists(BLOCK, min_size=1, max_size=6))
def test_any_narrative_arrives(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, str]]
) -> None:
    """Whatever is in a narrative: its paragraphs, in order and style, no sign changed."""
    narrative = parse_narrative("\n\n".join(f"{mark}{text}" for mark, text in blocks))
    document = fill(tmp_path_factory.getbasetemp(), word("a {{ x }} z"), x=narrative)
    lay_out_narratives(document)
    found = lines(saved(document))
    wanted = [("Butir" if b.kind == "item" else "Isi", b.text) for b in narrative.blocks]
    if wanted[0][0] == "Butir":
        wanted.insert(0, ("Isi", ""))
    wanted[0] = (wanted[0][0], f"a {wanted[0][1]}")
    wanted[-1] = (wanted[-1][0], f"{wanted[-1][1]} z")
    assert found == wanted


# --- blocks that Word insists on ------------------------------------------------------------------


def test_an_emptied_cell_gets_a_paragraph(tmp_path: Path) -> None:
    """A cell whose paragraphs were all left out, or that ends in a table, is still a cell."""
    left_out = p("{%p if x %}") + p("ada") + p("{%p endif %}")
    table = tbl((left_out, tbl((p("dalam"),))))
    document = fill(tmp_path, word(table), x=False)
    mend_blocks(document)
    ends = [cell[-1].tag for cell in document.element.body.iter(qn("w:tc"))]
    assert ends == [qn("w:p")] * 3


def test_a_table_without_rows_goes(tmp_path: Path) -> None:
    """A table whose rows were all left out is taken out, since Word would not open the file."""
    table = tbl((p("{%tr for y in x %}"),), (p("{{ y }}"),), (p("{%tr endfor %}"),))
    empty: list[str] = []
    for values, tables in ((empty, 0), (["a"], 1)):
        document = fill(tmp_path, word("awal", table, "akhir"), x=values)
        mend_blocks(document)
        assert len(list(document.element.iter(qn("w:tbl")))) == tables


def test_an_emptied_header_gets_a_paragraph(tmp_path: Path) -> None:
    """A header that has nothing to say is still a header."""

    def with_header(document: Document) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = "{%p if x %}"
        header.add_paragraph("{%p endif %}")

    document = fill(tmp_path, word("isi", shape=with_header), x=False)
    mend_blocks(document)
    assert [
        paragraph.text for paragraph in opened(saved(document)).sections[0].header.paragraphs
    ] == [""]
