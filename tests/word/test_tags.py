"""The tags of a template as text: what a message quotes, what is refused before Jinja sees it."""

from __future__ import annotations

import pytest

from pipeline.filters import ITEM, PARAGRAPH
from pipeline.word import tags
from pipeline.word.tags import TagError
from tests.drafting import W, p, tbl


def document(inner: str) -> str:
    """A body with its namespace."""
    return f'<w:body xmlns:w="{W}">{inner}</w:body>'


def code_of_result(inner: str, *, notes: bool = False) -> str:
    """The code with which a filled part is refused, or nothing."""
    try:
        tags.look_at_result(document(inner), notes=notes)
    except TagError as refused:
        return refused.code
    return ""


def test_text_of_xml() -> None:
    """Tags of XML vanish, its signs are signs again, paragraphs are apart."""
    assert tags.text_of(p("a &amp; &lt;b&gt;", "c") + p("d")) == "a & <b>c d"


@pytest.mark.parametrize(("length", "shown"), [(100, 100), (101, 98), (5_000, 98)])
def test_a_quotation_has_its_limit(length: int, shown: int) -> None:
    """A hundred signs are quoted whole, more are cut with a mark."""
    quoted = tags.shortened("a" * length)
    assert len(quoted) == shown
    assert quoted.endswith("…") == (length > 100)


def test_block_tags_of_a_nested_table() -> None:
    """A row is judged by its own text, not by that of a table in it."""
    inner = tbl((p("{%tr for x in y %}"),), (p("x"),))
    tags.look_at_blocks(document(tbl((p("kiri"), inner + p("")))))
    with pytest.raises(TagError, match="TPL020") as refused:
        tags.look_at_blocks(document(tbl((p("{%tr for x in y %}"), inner + p("kanan")))))
    assert refused.value.where == "{%tr for x in y %}kanan"


def test_pieces_that_are_none() -> None:
    """Whole tags, single braces, a sum of percent, escaped braces of docxtpl are no broken tags."""
    tags.look_for_pieces("{{ x }} {% if y %} {# z #} { a } 50 % {_{ x }_} 7 { a{b}c%d")


@pytest.mark.parametrize("line", ["{{ '}}' }}", "{% if a == '%}' %}"])
def test_a_closing_brace_in_a_string(line: str) -> None:
    """Jinja would take it and docxtpl not; it is refused and not printed half."""
    with pytest.raises(TagError, match="TPL018"):
        tags.look_for_pieces(line)


@pytest.mark.parametrize(
    ("inner", "notes", "code"),
    [
        (p("biasa"), False, ""),
        (p(f"a{PARAGRAPH}b{ITEM}c"), False, ""),
        (p(f"a{PARAGRAPH}b"), True, "TPL019"),
        (f'<w:p w:x="{ITEM}"/>', False, "TPL019"),
        (f"<w:p><w:r><w:instrText>{ITEM}</w:instrText></w:r></w:p>", False, "TPL019"),
        ("<w:p>lepas</w:p>", False, "TPL020"),
        ("lepas", False, "TPL020"),
        ("<w:p><w:r>lepas<w:t>a</w:t></w:r></w:p>", False, "TPL020"),
        ("<w:p/>lepas<w:p/>", False, "TPL020"),
        ("<w:p/> \n <w:p/>", False, ""),
    ],
)
def test_a_filled_part(inner: str, notes: bool, code: str) -> None:
    """Marks of narratives stand in texts alone, and text stands in runs alone."""
    assert code_of_result(inner, notes=notes) == code
