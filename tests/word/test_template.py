"""A template's faults are told with file, paragraph and way out; what is filled is held to Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline import messages
from pipeline.errors import ExitCode, TemplateError
from pipeline.filters import NOTHING
from pipeline.parsers.text import parse_narrative
from pipeline.values import Money
from pipeline.word.package import LARGEST_FILE
from pipeline.word.template import open_template
from tests.drafting import (
    R,
    all_text,
    chance,
    changed,
    fill,
    lines,
    opened,
    p,
    saved,
    tbl,
    text_of,
    word,
)
from tests.word_files import members, packed

VIEW: dict[str, Any] = {
    "klien": {"nama": "Yono", "telepon": None, "lahir": date(1990, 1, 2), "gaji": Money(5)},
    "penjamin": None,
    "hadir": [1, 2],
    "benar": True,
    "narasi": parse_narrative("Satu.\n\nDua."),
}
Told = Callable[..., dict[str, str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Fill a template that is at fault; give its code, sentence and way out in Indonesian."""

    def tell(*paragraphs: str, docx: bytes | None = None) -> dict[str, str]:
        with pytest.raises(TemplateError) as refused:
            fill(tmp_path, docx or word("Pembuka.", *paragraphs, "Penutup."), **VIEW)
        assert refused.value.exit_code == ExitCode.TEMPLATE
        (problem,) = refused.value.problems
        assert problem.file == tmp_path / "templat.docx"
        sentences = messages.load("id")
        message, hint = sentences.message(problem), sentences.hint(problem)
        assert "templat.docx" in message
        suggestion = problem.params.get("suggestion", "")
        return {
            "code": problem.code,
            "suggestion": suggestion,
            "hint": hint,
            "all": message + hint,
        }

    return tell


# --- faults in expressions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "code", "near", "says"),
    [
        ("Nama: {{ kliem.nama }} akhir", "TPL004", "Nama: {{ kliem.nama }} akhir", "`kliem`"),
        ("Nama: {{ klien.namaa }}", "TPL004", "Nama: {{ klien.namaa }}", "`namaa`"),
        ("Telepon {{ klien.telepon }}", "TPL005", "Telepon {{ klien.telepon }}", "kosong"),
        ("{{ penjamin.nama }} itu", "TPL012", "{{ penjamin.nama }} itu", "`nama`"),
        ("lahir {{ klien.lahir }}", "TPL006", "lahir {{ klien.lahir }}", "|tanggal"),
        ("gaji {{ klien.gaji }}", "TPL006", "gaji {{ klien.gaji }}", "|rupiah"),
        ("apa {{ benar }}", "TPL006", "apa {{ benar }}", "|ya_tidak"),
        ("apa {{ hadir }}", "TPL006", "apa {{ hadir }}", "{% for"),
        ("apa {{ klien }}", "TPL006", "apa {{ klien }}", "bagian"),
        ("apa {{ klien.items }}", "TPL006", "apa {{ klien.items }}", "perintah"),
        ("{{ klien.nama|tanggal }} x", "TPL009", "{{ klien.nama|tanggal }} x", "`tanggal`"),
        ("{{ klien.telepon|upper }} x", "TPL009", "{{ klien.telepon|upper }} x", "nilai kosong"),
        ("{{ klien.nama|tnggal }} x", "TPL022", "{{ klien.nama|tnggal }} x", "`tanggal`"),
        ("{% if klien.nama %}ada", "TPL023", "“{% if klien.nama %}ada”", "{% endif %}"),
        ("{% for x in hadir %}a", "TPL023", "“{% for x in hadir %}a”", "{% endfor %}"),
        ("{{ klien.nama", "TPL018", "{{ klien.nama", "{{"),
        ("{{ klien.nama }", "TPL018", "{{ klien.nama }", "{{"),
        ("{{ klien. }} x", "TPL030", "{{ klien. }} x", "lengkap"),
        ("{{ }} x", "TPL030", "{{ }} x", "lengkap"),
        ("{% tr if benar %} x", "TPL024", "{% tr if benar %} x", "{% tr %}"),
        ("{{ klien.__class__ }} x", "TPL007", "{{ klien.__class__ }} x", ": `__class__`, di"),
        ("{{ cycler.__init__ }} x", "TPL007", "{{ cycler.__init__ }} x", ": `__init__`, di"),
        ("{{ cycler('a') }} x", "TPL004", "{{ cycler('a') }} x", "`cycler`"),
        ("{% include 'x' %} x", "TPL007", "{% include 'x' %} x", "`{% include %}`"),
        ("{% for x in range(10**9) %}{% endfor %} x", "TPL007", "{% for x in range", "**"),
        ("{{ range(1000000000) }} x", "TPL011", "{{ range(1000000000) }} x", "mengulang"),
        ("{{ 1 / 0 }} x", "TPL025", "{{ 1 / 0 }} x", "dengan nol di dekat"),
        ("{{ 'a'.index('b') }} x", "TPL003", "{{ 'a'.index('b') }} x", "dijalankan"),
        ("{{ 'a'.encode('zz') }} x", "TPL003", "{{ 'a'.encode('zz') }} x", "dijalankan"),
        ("{{ hadir.nama + 1 }} x", "TPL004", "{{ hadir.nama + 1 }} x", "`nama`"),
        ("{{ 'a' + 1 }} x", "TPL003", "{{ 'a' + 1 }} x", "dijalankan"),
        ("{% for x in klien.telepon %}{% endfor %} x", "TPL003", "{% for x in klien", "dijalankan"),
        ("{{ '\\x00' }} x", "TPL008", "", ""),
        ("{{ '\\ud800' }} x", "TPL003", "", "dijalankan"),
    ],
)
def test_a_fault_is_told_with_its_paragraph(
    told: Told, paragraph: str, code: str, near: str, says: str
) -> None:
    """Each fault: its code, the text of its paragraph, what is wrong, and no traceback."""
    problem = told(paragraph)
    assert problem["code"] == code
    assert near in problem["all"]
    assert says in problem["all"]
    assert problem["hint"]


def test_a_misspelt_name_has_a_suggestion(told: Told) -> None:
    """The nearest name is proposed, of the case's keys or of the section's."""
    assert "`klien`" in told("{{ kliem.nama }}")["hint"]
    assert "`telepon`" in told("{{ klien.telpon }}")["hint"]
    assert told("{{ zzzzzz }}")["suggestion"] == ""


@pytest.mark.parametrize(
    "docx",
    [
        word(tbl((p("kiri"), p("Sel {{ klien.namaa }}")))),
        word(p("{%p if benar %}"), p("Sel {{ klien.namaa }}"), p("{%p endif %}")),
        word(
            shape=lambda document: setattr(
                document.sections[0].header.paragraphs[0], "text", "Sel {{ klien.namaa }}"
            )
        ),
        word(
            shape=lambda document: setattr(
                document.sections[0].footer.paragraphs[0], "text", "Sel {{ klien.namaa }}"
            )
        ),
        word("Sela\u2028baris", "Sel {{ klien.namaa }}"),
        word(p("Sel {{ klien", ".na", "maa }}")),
        word("{% set y = 1 %}", "", "Sel {{ klien.namaa }}"),
    ],
    ids=["cell", "block", "header", "footer", "separator", "runs", "blank"],
)
def test_a_fault_anywhere_names_its_paragraph(told: Told, docx: bytes) -> None:
    """In a cell, between block tags, in header or footer, over several runs."""
    problem = told(docx=docx)
    assert problem["code"] == "TPL004"
    assert "“Sel {{ klien.namaa }}" in problem["hint"]


def test_a_long_paragraph_is_shortened(told: Told) -> None:
    """A message quotes a hundred signs, not a page."""
    problem = told("kata " * 200 + "{{ namaa }}")
    assert len(problem["all"]) < 400
    assert "…”" in problem["hint"]


def test_a_guard_helps(tmp_path: Path) -> None:
    """What the messages advise works."""
    document = fill(
        tmp_path,
        word(
            "{% if klien.telepon %}{{ klien.telepon }}{% endif %}a{{ klien.telepon or '-' }}",
            "{% if penjamin and penjamin.nama %}{{ penjamin.nama }}{% endif %}b",
            "{{ klien.lahir|tanggal }} {{ klien.gaji|rupiah }} {{ benar|ya_tidak }}",
        ),
        **VIEW,
    )
    assert [text for _, text in lines(saved(document))] == [
        "a-",
        "b",
        "2 Januari 1990 Rp5,00 ya",
    ]


# --- tags that docxtpl loses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "paragraph",
    [
        "Nama { { klien.nama }}",
        "Nama {{ klien.nama } }",
        "Nama {{ klien.nama }",
        "Nama { % if benar %}",
        "Nama klien.nama }}",
        "Nama {% raw %}{{ klien.nama }}{% endraw %}",
        p("Nama {", " { klien.nama }}"),
    ],
)
def test_a_tag_that_would_stay_on_paper(told: Told, paragraph: str) -> None:
    """A brace too few, a blank between braces: the tag is refused, with its paragraph."""
    problem = told(paragraph)
    assert problem["code"] in ("TPL018", "TPL003")
    assert "Nama" in problem["all"]


def test_a_tag_over_runs_is_joined(tmp_path: Path) -> None:
    """Word cuts a tag into runs, with marks of spelling between them: it is filled."""
    cut = p("{", "{ klien", ".na", "ma }", "}").replace("</w:r><w:r>", "</w:r><w:proofErr/><w:r>")
    assert lines(saved(fill(tmp_path, word(cut), **VIEW))) == [("Isi", "Yono")]


def test_curled_quotes_are_straightened(tmp_path: Path) -> None:
    """Quotes that Word curls are quotes."""
    source = "{% if klien.nama == “Yono” %}benar{{ ‘!’ }}{% endif %}"
    assert lines(saved(fill(tmp_path, word(source), **VIEW))) == [("Isi", "benar!")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Teks {%p if benar %}", "x", "{%p endif %}"],
        ["{%p if benar %} teks", "x", "{%p endif %}"],
        ["{%p if benar %}{%p if benar %}", "{%p endif %}{%p endif %}"],
        ["{%p if benar %}{{ klien.nama }}", "{%p endif %}"],
        [tbl((p("{%tr if benar %}"), p("hilang"))), tbl((p("{%tr endif %}"),))],
        [tbl((p("{%tr for x in hadir %}{{ x }}"),), (p("{%tr endfor %}"),))],
        [tbl((p("{%tc if benar %}") + p("hilang"), p("x"), p("{%tc endif %}")))],
        ["{{p klien.nama }}"],
        ["{{r klien.nama }}"],
        [tbl((p("{{tr klien.nama }}"),))],
        [tbl((p("{{tc klien.nama }}"),))],
        [p("{%p if benar %}", "<w:pict><v:shape/></w:pict>"), "x", "{%p endif %}"],
        [p("{%p if benar %}", properties="<w:sectPr/>"), "x", "{%p endif %}"],
        ["{%p if '}' == klien.nama %}", "x", "{%p endif %}"],
    ],
)
def test_what_would_vanish_with_a_block_tag(told: Told, paragraphs: list[str]) -> None:
    """Text, a picture, a section break or another tag beside a block tag is not lost in silence."""
    problem = told(*paragraphs)
    assert problem["code"] == "TPL020"
    assert problem["hint"]


@pytest.mark.parametrize(
    ("paragraphs", "texts"),
    [
        (["{%p if benar %}", "ya", "{%p else %}", "tidak", "{%p endif %}"], ["ya"]),
        ([p("{%p ", "if benar ", "%}"), "ya", p(" {%p endif %} ")], ["ya"]),
        (
            [tbl((p("{%tr for x in hadir %}"),), (p("{{ x }}"),), (p("{%tr endfor %}"),))],
            ["1", "2"],
        ),
        ([p("a", "{%r if benar %}", "b", "{%r endif %}", "c")], ["abc"]),
        ([tbl((p("{%tc if benar %}"), p("x"), p("{%tc endif %}")))], ["x"]),
        (["{# catatan #}a"], ["a"]),
        (["di", "{%- if benar -%}", " kota", "{%- endif -%}", " ini"], ["di kota ini"]),
    ],
)
def test_block_tags_alone(tmp_path: Path, paragraphs: list[str], texts: list[str]) -> None:
    """Block tags that stand alone, and the other tags of docxtpl, do what the guide says."""
    document = fill(tmp_path, word(*paragraphs), **VIEW)
    assert [text for _, text in lines(saved(document))] == texts


def test_a_table_within_a_loop_over_rows(tmp_path: Path) -> None:
    """A row that holds a table with a loop of its own is no mistake."""
    inner = tbl((p("{%tr for y in hadir %}"),), (p("{{ x }}{{ y }}"),), (p("{%tr endfor %}"),))
    outer = tbl((p("{%tr for x in hadir %}"),), (inner + p(""),), (p("{%tr endfor %}"),))
    texts = [text for _, text in lines(saved(fill(tmp_path, word(outer), **VIEW)))]
    assert texts == ["11", "12", "", "21", "22", ""]


# --- narratives in the wrong place ----------------------------------------------------------------


def test_a_narrative_in_an_attribute(told: Told) -> None:
    """Paragraphs cannot be made within a picture's description."""
    picture = '<w:drawing><wp:inline><wp:docPr id="1" name="g" descr="{{ narasi }}"/></wp:inline>'
    assert told(p(f"{picture}</w:drawing>"))["code"] == "TPL019"


def with_notes(kind: str, text: str) -> bytes:
    """A Word file that has a footnote or endnote."""
    contents = members(word("Isi."))
    name = f"{kind}s"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:{kind} w:id="2">{p(text)}</w:{kind}>'
    contents[f"word/{name}.xml"] = f"<w:{name} {space}>{note}</w:{name}>".encode()
    kind_of_part = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/{name}.xml" ContentType="{kind_of_part}"/></Types>'.encode(),
    )
    relation = f'<Relationship Id="n" Type="{R}/{name}" Target="{name}.xml"/></Relationships>'
    contents["word/_rels/document.xml.rels"] = contents["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        relation.encode(),
    )
    return packed(contents)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_filled_once(tmp_path: Path, kind: str) -> None:
    """Footnotes and endnotes are filled, and data that looks like a tag is not filled again."""
    docx = with_notes(kind, "Nama {{ x }}")

    def two_sections(content: bytes) -> bytes:
        document = opened(content)
        document.add_section()
        return saved(document)

    document = fill(tmp_path, two_sections(docx), x="{{ klien.nama }} & {_{ x")
    text = text_of(etree.fromstring(members(saved(document))[f"word/{kind}s.xml"]))
    assert text == "Nama {{ klien.nama }} & {_{ x"


def test_a_narrative_in_a_footnote(told: Told) -> None:
    """A note holds one text; a narrative there is refused."""
    assert told(docx=with_notes("footnote", "{{ narasi }}"))["code"] == "TPL019"


# --- data is never a tag --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "{{ klien.nama }}",
        "{% if x %}",
        "{# x #}",
        "{_{ x }_}",
        "{_% x %_}",
        "{",
        "}",
        "{{",
        "}}",
        "</w:t>",
        "</w:t></w:r></w:p><w:p>",
        "& < > \" '",
        "&amp; &lt;",
        "Nama " * 600,
        "ꦱꦸꦒꦼꦁ 😀 \U0001f468\u200d\U0001f469 العربية",
        "a\u00a0b\u00adc\u200bd",
        "]]>",
        "<!-- x -->",
        "<?xml?>",
    ],
)
def test_data_is_printed_as_it_is(tmp_path: Path, data: str) -> None:
    """Tags, XML, long names and foreign scripts in data arrive sign by sign: text and narrative."""
    data = data.strip()
    narrative = parse_narrative(f"{data}\n\n- {data}")

    def with_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ x }}"

    docx = word("a{{ x }}z", tbl((p("{{ x }}"),)), "{{ x ~ '' }}{{ [x]|join }}", shape=with_header)
    document = fill(tmp_path, docx, x=data, n=narrative)
    made = saved(document)
    assert [text for _, text in lines(made)] == [f"a{data}z", data, data + data]
    assert opened(made).sections[0].header.paragraphs[0].text == data
    assert NOTHING not in all_text(made)


@settings(max_examples=20)
@given(
    st.lists(
        st.text(
            alphabet=st.one_of(
                st.sampled_from("{}%#_-<>&\"'\\ "),
                st.characters(blacklist_categories=["Cs", "Co", "Cc", "Cn"]),
            ),
            max_size=40,
        ),
        min_size=2,
        max_size=2,
    )
)
def test_any_data_arrives(tmp_path_factory: pytest.TempPathFactory, data: list[str]) -> None:
    """For any two values side by side: what comes out is what went in."""
    docx = TWO_VALUES
    document = fill(tmp_path_factory.getbasetemp(), docx, x=data[0], y=data[1])
    (paragraph,) = document.element.body.iterchildren("{*}p")
    assert text_of(paragraph) == f"{data[0]}{data[1]}{data[0]}"


TWO_VALUES = word(p("{{ x }}{{ y }}", "{{ x }}"))


def test_values_of_a_case_are_not_filled_twice(tmp_path: Path) -> None:
    """Data in the body is not looked at again when header, footer and notes are filled."""

    def with_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ x }}"
        document.sections[0].footer.paragraphs[0].text = "{{ x }}"

    docx = word("{{ x }}", shape=with_header)
    text = all_text(saved(fill(tmp_path, docx, x="{{ 7 * 7 }}{% raw %}")))
    assert text.count("{{ 7 * 7 }}{% raw %}") == 3
    assert "49" not in text


def test_properties_are_no_templates(tmp_path: Path) -> None:
    """Tags in the file's properties are refused: nobody sees them filled."""
    end = "</cp:coreProperties>"
    docx = changed(word("isi"), core=(end, f"<cp:category>{{{{ klien.nama }}}}</cp:category>{end}"))
    with pytest.raises(TemplateError, match="TPL018"):
        fill(tmp_path, docx, **VIEW)


# --- files that are no templates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "TPL001"),
        (b"", "TPL002"),
        (b"rubbish", "TPL002"),
        (word("isi")[:900], "TPL002"),
        (changed(word("isi"), document=("w:body", "w:badan")), "TPL002"),
        (changed(word("isi"), **{"[Content_Types]": ("styles+xml", "stylos+xml")}), "TPL002"),
        (changed(word("isi"), **{"[Content_Types]": ("core-prop", "kore-prop")}), "TPL002"),
        (bytes(LARGEST_FILE + 5), "TPL013"),
        (changed(word("isi"), settings=("</w:settings>", "<w:mailMerge/></w:settings>")), "TPL015"),
        (changed(word("isi"), styles=("<w:styles", "<!DOCTYPE a><w:styles")), "TPL016"),
        (word(p("x").replace("<w:r>", "<w:ins/><w:r>")), "TPL017"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, content: bytes | None, code: str) -> None:
    """Missing, empty, rubbish, cut off, without a body, huge, or with what may not be there."""
    file = tmp_path / "t.docx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(TemplateError) as refused:
        open_template(file)
    (problem,) = refused.value.problems
    assert (problem.code, problem.file) == (code, file)
    assert "t.docx" in messages.load("id").message(problem)
    assert messages.load("id").hint(problem)


def test_a_folder_and_a_missing_part(tmp_path: Path) -> None:
    """A folder of that name, and a file whose document is missing."""
    with pytest.raises(TemplateError, match="TPL001"):
        open_template(tmp_path)
    contents = members(word("isi"))
    del contents["word/document.xml"]
    (tmp_path / "t.docx").write_bytes(packed(contents))
    with pytest.raises(TemplateError, match="TPL002"):
        open_template(tmp_path / "t.docx")


def test_mutated_templates_end_in_a_code(tmp_path: Path) -> None:
    """XML that is changed at random: filled, or refused with a code; never another error."""
    docx = word(
        p("{{ klien.nama }}", "{% if benar %}", "x", "{% endif %}"),
        tbl((p("{%tr for x in hadir %}"),), (p("{{ x }}"),), (p("{%tr endfor %}"),)),
        "{{ narasi }}",
    )
    contents = members(docx)
    dice = chance(5)
    outcomes = {"filled": 0}
    for _ in range(60):
        xml = bytearray(contents["word/document.xml"])
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(xml))
            xml[at : at + dice.randint(0, 3)] = dice.choice([b"", b"<", b"}", b"{{", b"/", b"w:p"])
        try:
            fill(tmp_path, packed({**contents, "word/document.xml": bytes(xml)}), **VIEW)
            outcomes["filled"] += 1
        except TemplateError as refused:
            code = refused.problems[0].code
            outcomes[code] = outcomes.get(code, 0) + 1
    assert outcomes["filled"] < 60
    assert all(re.fullmatch(r"filled|TPL\d{3}", outcome) for outcome in outcomes)
