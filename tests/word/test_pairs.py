"""Tags that are not whole are refused: in sentences of ours, and in every template that we ship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.catalog import ALL
from pipeline.context import context
from pipeline.errors import TemplateError
from pipeline.papers import Paper
from pipeline.word import tags
from pipeline.word.pairs import GAP, broken
from pipeline.word.shared import included
from pipeline.word.tags import TagError
from pipeline.word.template import open_template
from pipeline.workplace import Workplace
from tests.drafting import chance, fill, lines, p, saved, tbl, word
from tests.one_of_each import judged, one_of_each
from tests.word_files import members, packed

FOLDER = Path(__file__).parents[2] / "templates"
TEMPLATES = sorted(FOLDER.glob("*.docx"))
PARTS = sorted((FOLDER / "bagian").glob("*.docx"))
DELIMITER = re.compile(r"\{[{%#]|[}%#]\}")
WATERMARK = '<w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict>'


# --- one text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "biasa { kurung } 50 % # {a} {7 %",
        "{{ a }}{{- b -}}{%- if c -%}{%+ else %}{% endif %}{# catatan #}",
        "{%p if a %}",
        "{%tr for x in y %}",
        "{{r a }}",
        "{_{ a }_} {_% b %_}",
        "{{ a or '-' }} {{ b or \"}\" }} {{ '{' }} {{ '{{' }} {{ '{%' }}",
        "{{ a or “Jum’at” }} {{ ‘-’ }} {{ 'd\\'akwa' }}",
        "{{ {'a': 1}['a'] }} {% set x = {'a': {'b': 1}} %}",
        "{% if a == '}}' %}{% endif %}",
        "{# isn't #}",
        f"{{%r if draf %}}{GAP}{{%r endif %}}",
        "{28A0092B-C50C-407E-A947-70E740481C1C}",
    ],
)
def test_whole_tags(text: str) -> None:
    """Tags with prefixes, blanks trimmed, braces in literals; and braces that are no tags."""
    assert broken(text) == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Nama {{ klien.nama", "{{ klien.nama"),
        ("Nama {{ klien.nama }", "{{ klien.nama }"),
        ("Nama {{ klien.nama %} x", "{{ klien.nama %} x"),
        ("Nama { klien.nama }} x", "Nama { klien.nama }}"),
        ("{{ a } dan {{ b }} c", "{{ a } dan {{ b }}"),
        ("{% if a }} b {% endif %}", "{% if a }} b {% endif %}"),
        ("{% if a }} %}", "{% if a }} %}"),
        ("{{ a }} b }} c", " b }}"),
        ("a {% if b", "{% if b"),
        ("a # b #}", "a # b #}"),
        ("{# a } {{ b }} {# c #}", "{# a } {{ b }} {# c #}"),
        ("{# a }} #}", "{# a }} #}"),
        ("{{ a {# b #} }}", "{{ a {# b #} }}"),
        ("{{ {'a': {'b': 1}} }}", "{{ {'a': {'b': 1}}"),
        ("{{ a }}}", "{{ a }}}"),
        ("{{{ a }}", "{{{ a }}"),
        ("{{ a or '- }} b {{ c or -' }}", "{{ a or '- }}"),
        ("{{ '}}' }}", "{{ '}}"),
        (f"{{{{ a{GAP} }}}}", f"{{{{ a{GAP} }}}}"),
        (f"x{GAP}y }}}}", "y }}"),
    ],
)
def test_broken_tags(text: str, tag: str) -> None:
    """Not closed, closed otherwise, never opened, one in another, a brace too many."""
    assert broken(text) == tag


TAGS = st.sampled_from(
    [
        ("{{", " a ", "}}"),
        ("{{", " a or '}' ", "}}"),
        ("{{", " '{{' ", "}}"),
        ("{{-", "a", "-}}"),
        ("{%", 'p if a == "{%" ', "%}"),
        ("{%", " set x = {'a': 1} ", "%}"),
        ("{#", " a ", "#}"),
    ]
)
PLAIN = st.sampled_from([" ", "a { b ", "50 % ", " } c ", "d'akwa ", '"', "# ", "{_{ "])


@given(st.lists(st.one_of(TAGS, PLAIN), max_size=6), TAGS, st.data())
def test_one_sign_less_is_noticed(before: list[Any], tag: Any, data: st.DataObject) -> None:
    """Whatever stands around a tag, whole or not: without one sign of its delimiters it is told."""
    pieces = [*before, " ", tag, *data.draw(st.lists(st.one_of(TAGS, PLAIN), max_size=4))]
    assert broken(" ".join("".join(piece) for piece in pieces)) == ""
    opening, inner, closing = tag
    less = data.draw(
        st.sampled_from(
            [f"{opening.replace(sign, '', 1)}{inner}{closing}" for sign in set(opening) - {"-"}]
            + [f"{opening}{inner}{closing.replace(sign, '', 1)}" for sign in set(closing) - {"-"}]
        )
    )
    pieces[len(before) + 1] = less
    assert broken(" ".join("".join(piece) for piece in pieces))


# --- where tags stand -----------------------------------------------------------------------------


def refused(tmp_path: Path, *paragraphs: str) -> dict[str, str]:
    """Fill a template whose tag is broken; give the parameters of the problem."""
    with pytest.raises(TemplateError) as fault:
        fill(tmp_path, word(*paragraphs), x="satu", y="dua")
    (problem,) = fault.value.problems
    assert (problem.code, problem.params["template"]) == ("TPL018", "templat.docx")
    return dict(problem.params)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Nama {{ x", "Umur {{ y }}"],
        [p("Nama {", "{ x "), "Umur {{ y }}"],
        [tbl((p("Nama"), p("{{ x")), (p("Umur"), p("{{ y }}")))],
        [tbl((p("{%tr if x"),), (p("Nama {{ x }}"),), (p("{%tr endif %}"),))],
        ["Nama {{ x %}", "{%p if y %}", "{%p endif %}"],
        ["Nama {# x", "{# y #}"],
    ],
)
def test_a_tag_does_not_reach_into_the_next_paragraph(
    tmp_path: Path, paragraphs: list[str]
) -> None:
    """What docxtpl would join with the tag of a later paragraph or row is told, with its text."""
    params = refused(tmp_path, *paragraphs)
    assert "Umur" not in params["where"] + params["tag"]
    assert params["tag"].startswith("{")


def test_a_text_box_and_the_paragraph_around_it(tmp_path: Path) -> None:
    """The text of a box is not the text of the paragraph that it hangs on; both are looked at."""
    box = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    for outer, inner in (("{{ x", "y }}"), ("{{ x }}", "{{ y"), ("x", "}} y")):
        refused(tmp_path, p(outer, f"{box.format(p(inner))}</w:pict>"))
    whole = p("{{ x }}", f"{box.format(p('{{ y }}'))}</w:pict>")
    texts = [text for _, text in lines(saved(fill(tmp_path, word(whole), x="satu", y="dua")))]
    assert texts == ["satudua", "dua"]


def test_a_picture_within_a_tag(tmp_path: Path) -> None:
    """It would be dropped with the runs that docxtpl joins."""
    params = refused(tmp_path, p("Cap {{ ", "<w:pict><v:shape/></w:pict>", "x }}"))
    assert params["tag"] == "{{ x }}"


def test_an_attribute(tmp_path: Path) -> None:
    """A watermark's text is looked at by itself, and told."""
    params = refused(tmp_path, p(WATERMARK.format("{{ x }"), "{{ y }}"))
    assert params["where"] == "“{{ x }”"
    fill(tmp_path, word(p(WATERMARK.format("{{ x }}"))), x="satu")


@pytest.mark.parametrize(
    "paragraphs", [["a {", "{{ x }}"], ["{{ x }}", "} a"], ["50 %", "}"], ["a {", "# b"]]
)
def test_braces_that_docxtpl_would_join(tmp_path: Path, paragraphs: list[str]) -> None:
    """A brace at a paragraph's end and one at the next one's begin would melt both into one."""
    refused(tmp_path, *paragraphs)


# --- our templates, each delimiter of each tag ----------------------------------------------------


def filled_parts(docx: bytes) -> Iterator[tuple[str, str]]:
    """The parts of a template that have tags, by their names."""
    for name, content in members(docx).items():
        if name.endswith(".xml") and DELIMITER.search(content.decode()):
            yield name, content.decode()


def places(xml: str) -> list[int]:
    """Where each sign of each delimiter stands."""
    return [at for found in DELIMITER.finditer(xml) for at in range(*found.span())]


@cache
def paragraphs_with_tags() -> tuple[str, ...]:
    """Every paragraph of our templates and parts that has a tag, once; none has one elsewhere."""
    found: dict[str, None] = {}
    for file in (*TEMPLATES, *PARTS):
        for _, xml in filled_parts(file.read_bytes()):
            outermost = [
                etree.tostring(paragraph, encoding="unicode", with_tail=False)
                for paragraph in etree.fromstring(xml.encode()).iter(qn("w:p"))
                if next(paragraph.iterancestors(qn("w:p")), None) is None
            ]
            assert sum(len(places(text)) for text in outermost) == len(places(xml))
            found |= dict.fromkeys(text for text in outermost if places(text))
    return tuple(found)


def test_every_sign_of_every_delimiter_is_missed() -> None:
    """Each tag of each template and part, each sign of its delimiters: gone or changed, told."""
    tried = 0
    for paragraph in paragraphs_with_tags():
        tags.look_at_pairs(paragraph)
        for at in places(paragraph):
            for other in ("", *{"{", "}", "%", "#", " ", "x"} - {paragraph[at]}):
                with pytest.raises(TagError, match="TPL018"):
                    tags.look_at_pairs(paragraph[:at] + other + paragraph[at + 1 :])
                tried += 1
    assert tried > 60_000


@pytest.fixture(scope="module")
def views(workplace: Workplace, sample_cases: list[Path]) -> dict[str, dict[str, Any]]:
    """What each template of ours is filled with: a paper of it, in the first case that has one."""
    verdicts = [judged(file, workplace) for file in sample_cases]
    office, catalog = workplace.office, workplace.catalog
    made = {
        file: context(case, office, catalog, paper)
        for file, (case, paper) in one_of_each(verdicts, workplace).items()
    }
    assert verdicts[0].case
    for entry in catalog.entries:
        if entry.front:
            seen = context(verdicts[0].case, office, catalog, Paper(entry))
            made[entry.file[ALL]] = {**seen, "isi": [], "kurang": []}
    assert sorted(made) == [file.name for file in TEMPLATES]
    return made


def breakages(docx: bytes) -> list[tuple[str, int]]:
    """Each sign of each delimiter of a template: its part, and where it stands there."""
    return [(name, at) for name, xml in filled_parts(docx) for at in places(xml)]


def without(docx: bytes, name: str, at: int) -> bytes:
    """A Word file without one sign of one of its parts."""
    contents = members(docx)
    xml = contents[name].decode()
    return packed({**contents, name: (xml[:at] + xml[at + 1 :]).encode()})


def lay(folder: Path, file: Path) -> Path:
    """Lay a template into a folder, its shared parts beside it; gives the file there."""
    copytree(FOLDER / "bagian", folder / "bagian")
    return Path(copy(file, folder))


def assert_refused(file: Path, view: dict[str, Any], fault_in: Path | None = None) -> None:
    """A template from which no document is made, since a tag is broken in it or in a part of it."""
    with pytest.raises(TemplateError, match="TPL018") as refused:
        open_template(file).fill(view)
    assert [problem.file for problem in refused.value.problems] == [fault_in or file]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_template_with_a_broken_tag_makes_no_document(
    tmp_path: Path, file: Path, views: dict[str, dict[str, Any]]
) -> None:
    """From the Word file on: whole it is filled, without one sign it is refused. A sample."""
    laid = lay(tmp_path, file)
    open_template(laid).fill(views[file.name])
    docx = file.read_bytes()
    for name, at in chance(7).sample(breakages(docx), 8):
        laid.write_bytes(without(docx, name, at))
        assert_refused(laid, views[file.name])


def taking_in(part: Path) -> list[Path]:
    """The templates that a shared part stands in."""
    found = [
        file for file in TEMPLATES if part.stem in {x for *_, x in included(Document(str(file)))}
    ]
    assert found
    return found


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_a_shared_part_with_a_broken_tag_makes_no_document(
    tmp_path: Path, part: Path, views: dict[str, dict[str, Any]]
) -> None:
    """A part without one sign stops a template that takes it in. A sample of its signs."""
    (file, *_) = taking_in(part)
    laid = lay(tmp_path, file)
    docx = part.read_bytes()
    signs = breakages(docx)
    for name, at in chance(7).sample(signs, min(8, len(signs))):
        own = tmp_path / "bagian" / part.name
        own.write_bytes(without(docx, name, at))
        assert_refused(laid, views[file.name], own)


@pytest.mark.soak
@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_no_template_with_any_broken_tag_makes_a_document(
    tmp_path: Path, file: Path, views: dict[str, dict[str, Any]]
) -> None:
    """The same for every sign of every delimiter of every tag."""
    laid = lay(tmp_path, file)
    docx = file.read_bytes()
    for name, at in breakages(docx):
        laid.write_bytes(without(docx, name, at))
        assert_refused(laid, views[file.name])


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_no_shared_part_with_any_broken_tag_makes_a_document(
    tmp_path: Path, part: Path, views: dict[str, dict[str, Any]]
) -> None:
    """Every sign of every delimiter of a part, in one after the other that takes it in."""
    docx = part.read_bytes()
    files = [Path(copy(file, tmp_path)) for file in taking_in(part)]
    copytree(FOLDER / "bagian", tmp_path / "bagian")
    for number, (name, at) in enumerate(breakages(docx)):
        (tmp_path / "bagian" / part.name).write_bytes(without(docx, name, at))
        file = files[number % len(files)]
        assert_refused(file, views[file.name])
