"""A copy of a Word file with comments: at their places, and one that Word and LibreOffice take."""

from __future__ import annotations

from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

from pipeline.soffice import find, start
from pipeline.word.annotate import annotated
from tests.drafting import opened, p, saved, tbl, text_of, word
from tests.word_files import members, packed


def comments(docx: bytes) -> list[tuple[str, str]]:
    """Each comment: the text that it stretches over, and what it says."""
    body = opened(docx).element.body
    said = etree.fromstring(members(docx)["word/comments.xml"])
    found = []
    for comment in said.iter(qn("w:comment")):
        number = comment.get(qn("w:id"))
        (begin,) = (m for m in body.iter(qn("w:commentRangeStart")) if m.get(qn("w:id")) == number)
        (end,) = (m for m in body.iter(qn("w:commentRangeEnd")) if m.get(qn("w:id")) == number)
        assert begin.getparent() is end.getparent()
        text = "\n".join(text_of(paragraph) for paragraph in comment.iter(qn("w:p")))
        found.append((text_of(begin.getparent()), text))
    return found


DOCX = word("satu", "dua", tbl((p("kiri"), p("kanan"))))


def test_comments_at_their_places() -> None:
    """A paragraph, a cell, a row by its first paragraph; what has no place stands at the top."""
    copy = annotated(
        DOCX,
        [
            ("badan/paragraf[2]", "TPL018 rusak\nKetik ulang."),
            ("badan/tabel[1]/baris[1]/sel[2]", "TPL003"),
            ("badan/tabel[1]/baris[1]", "TPL020"),
            ("kepala[1]/paragraf[1]", "di kepala"),
            ("", "seluruhnya"),
        ],
    )
    assert copy is not None
    assert comments(copy) == [
        ("dua", "TPL018 rusak\nKetik ulang."),
        ("kanan", "TPL003"),
        ("kiri", "TPL020"),
        ("satu", "di kepala"),
        ("satu", "seluruhnya"),
    ]


def test_the_rest_of_the_file_is_as_it_was() -> None:
    """Text, styles and pictures of the copy are those of the file."""
    copy = annotated(DOCX, [("badan/paragraf[1]", "x")])
    assert copy is not None
    before, after = members(DOCX), members(copy)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/comments.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert [q.text for q in opened(copy).paragraphs] == ["satu", "dua"]


def test_comments_that_are_there_already() -> None:
    """A file that has comments keeps them, and no number is given twice."""
    first = annotated(DOCX, [("badan/paragraf[1]", "lama")])
    assert first is not None
    second = annotated(first, [("badan/paragraf[2]", "baru")])
    assert second is not None
    assert comments(second) == [("satu", "lama"), ("dua", "baru")]


def test_what_cannot_be_opened_has_no_copy() -> None:
    """No Word file, and a body without a paragraph."""
    assert annotated(b"acak", [("", "x")]) is None
    document = opened(DOCX)
    for child in list(document.element.body):
        document.element.body.remove(child)
    assert annotated(saved(document), [("", "x")]) is None
    assert annotated(packed({"a": b""}), [("", "x")]) is None


def test_libreoffice_takes_the_copy(tmp_path: Path) -> None:
    """LibreOffice opens the copy and makes a PDF of it."""
    copy = annotated(DOCX, [("badan/paragraf[2]", "TPL018"), ("badan/tabel[1]", "TPL073")])
    assert copy is not None
    with start(find(None), limit=60) as converter:
        (pdf,) = converter.convert([copy])
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")
