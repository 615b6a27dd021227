"""Templates that are made ready once: what comes out is what docxtpl makes, part by part."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.checking import check_cases
from pipeline.context import context
from pipeline.errors import TemplateError
from pipeline.filters import ITEM, PARAGRAPH
from pipeline.stages.render import by_docxtpl
from pipeline.values import Block, Narrative
from pipeline.word.compiled import Compiled, UnfilledError, compiled
from pipeline.workplace import Workplace
from tests.drafting import make_workplace, p, tbl, word
from tests.one_of_each import one_of_each

TITLE = "Surat & <lampiran>"
STORY = Narrative(
    (Block("paragraph", "Satu & dua."), Block("item", "tiga"), Block("item", "empat"))
)
VIEW: dict[str, Any] = {
    "nama": "Sri & <Rejeki> {{ jahat }}",
    "baris": [{"a": "satu", "b": 1}, {"a": "dua", "b": 2}],
    "kosong": [],
    "hari": date(2026, 2, 9),
    "cerita": STORY,
    "teks": "Baris satu\nbaris dua\tlalu tab",
    "ada": True,
    "tiada": None,
}
BARE = {**VIEW, "baris": [], "cerita": Narrative((Block("item", "saja"),)), "ada": False}


def parts(docx: bytes) -> dict[str, bytes]:
    """The parts of a Word file, XML in its canonical form, in their order."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            content = package.read(name)
            is_xml = name.endswith((".xml", ".rels"))
            found[name] = (
                etree.tostring(etree.fromstring(content), method="c14n2") if is_xml else content
            )
    return found


def template_in(place: Workplace) -> Path:
    """The one template of a workspace."""
    return place.workspace.templates / "surat.docx"


def ready(place: Workplace) -> Compiled | None:
    """It, made ready."""
    return compiled(template_in(place), place.office.kertas, place.picture)


COVERED = {
    "text": [p("Nama: {{ nama }}, {{ hari|tanggal }}")],
    "a tag in pieces": [p("Nama: {", "{ na", "ma }", "}")],
    "a condition in a text": [p("{% if ada %}Ya{% else %}Tidak{% endif %}, benar")],
    "paragraphs": [
        p("{%p if ada %}"),
        p("Ada"),
        p("{%p elif tiada %}"),
        p("{%p endif %}"),
        p("Isinya"),
    ],
    "rows": [
        tbl((p("Nama"),), (p("{%tr for b in baris %}"),), (p("{{ b.a }}"),), (p("{%tr endfor %}"),))
    ],
    "rows only": [
        p("Isinya"),
        tbl((p("{%tr for b in baris %}"),), (p("{{ b.a }}"),), (p("{%tr endfor %}"),)),
    ],
    "a cell that may be empty": [
        tbl((p("Isinya"), p("{%p if ada %}") + p("x") + p("{%p endif %}"))),
    ],
    "a narrative": [p("{{ cerita }}"), p("Isinya")],
    "a narrative in a cell": [tbl((p("Isinya"), p("{{ cerita }}")))],
    "two narratives": [p("{{ cerita }}"), p("{% if ada %}{{ cerita }}{% endif %}"), p("Isinya")],
    "a loop in a text": [
        p("Semuanya: {% for b in baris %}{{ b.a }}{% if not loop.last %}, {% endif %}{% endfor %}.")
    ],
    "what is set": [p("{% set x = nama %}{{ x }}"), p("{%p set y = 2 %}"), p("{{ y }}")],
    "a comment": [p("{# bukan #}Isinya {{ nama }}"), p("{#p bukan #}")],
    "line breaks and tabs": [p("{{ teks }}")],
    "trimmed tags": [p("{%- if ada %} Ada {%- endif %} Isinya")],
    "braces in data": [p("{{ nama }} {{ nama|upper }}")],
    "an attribute": [
        p("Isinya"),
        '<w:p><w:r><w:t>{{ nama }}</w:t></w:r><w:hyperlink w:tooltip="x{{ baris|length }}"/></w:p>',
    ],
    "a picture": [
        p(
            '<w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
            '<wp:docPr id="7" name="a"/></wp:inline></w:drawing>'
        ),
        p("Isinya {{ nama }}"),
    ],
    "a bookmark": [
        '<w:p><w:bookmarkStart w:id="9" w:name="di_sini"/>'
        '<w:r><w:t>{{ nama }}</w:t></w:r><w:bookmarkEnd w:id="9"/></w:p>'
    ],
}
LEFT = {
    "columns": [
        tbl((p("{%tc for b in baris %}"), p("{{ b.a }}"), p("{%tc endfor %}"))),
        p("Isinya"),
    ],
    "merged cells": [
        tbl(
            (p("{%tr for b in baris %}"),),
            (p("{% vm %}Nama"), p("{{ b.a }}")),
            (p("{%tr endfor %}"),),
        ).replace("<w:tcPr/>", '<w:tcPr><w:vAlign w:val="top"/></w:tcPr>'),
        p("Isinya"),
    ],
    "a macro": [p("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(nama) }}")],
    "a block that is set": [p("{% set x %}{{ nama }}{% endset %}{{ x }}")],
    "a condition over runs": [p("{% if ada %}Ya", "Tidak{% endif %} Isinya")],
    "a picture in a loop": [
        p("{%p for b in baris %}"),
        p('<w:drawing><wp:inline><wp:docPr id="7" name="a"/></wp:inline></w:drawing>'),
        p("{%p endfor %}"),
        p("Isinya"),
    ],
    "a row that fills no columns": [
        '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
        f"<w:tr><w:tc>{p('{{ nama }}')}</w:tc></w:tr></w:tbl>",
        p("Isinya"),
    ],
    "braces of docxtpl's own": [p("Isinya {_{ nama }_}")],
}


def same(folder: Path, body: list[str], view: dict[str, Any]) -> bool:
    """Whether a template is covered; what is made of it must be docxtpl's, in either case."""
    place = make_workplace(folder, word(*body))
    quick = ready(place)
    if quick is None:
        assert by_docxtpl(template_in(place), view, place, TITLE)
        return False
    docx, words = quick.fill(view, TITLE)
    plain, plain_words = by_docxtpl(template_in(place), view, place, TITLE)
    assert parts(docx) == parts(plain)
    assert list(parts(docx)) == list(parts(plain))
    assert words == plain_words
    assert quick.fill(view, TITLE)[0] == docx
    return True


@pytest.mark.parametrize("view", [VIEW, BARE], ids=["full", "bare"])
@pytest.mark.parametrize("name", COVERED)
def test_what_is_covered_comes_out_as_docxtpl_makes_it(
    tmp_path: Path, name: str, view: dict[str, Any]
) -> None:
    """Each feature, with and without data: the same parts, the same words, twice the same bytes."""
    assert same(tmp_path, COVERED[name], view)


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_covered_is_seen_in_the_template(tmp_path: Path, name: str) -> None:
    """Such a template is left to docxtpl, which fills it."""
    assert not same(tmp_path, LEFT[name], VIEW)


def test_headers_and_footers(tmp_path: Path) -> None:
    """They are filled too, one that is left empty included."""

    def shape(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Perkara {{ nama }}"
        section.footer.paragraphs[0].text = "{%p if ada %}"
        section.footer.add_paragraph("{{ hari|tanggal }}")
        section.footer.add_paragraph("{%p endif %}")

    place = make_workplace(tmp_path, word("Isinya {{ nama }}", shape=shape))
    quick = ready(place)
    assert quick
    for view in (VIEW, BARE):
        plain, _ = by_docxtpl(template_in(place), view, place, TITLE)
        assert parts(quick.fill(view, TITLE)[0]) == parts(plain)


def test_every_template_of_ours_is_covered(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document of the catalog, made for a sample: no part differs from docxtpl's.

    Of all their parts none is gone through as a tree, which would take six times as long.
    """
    monkeypatch.setattr(Compiled, "_as_tree", None)
    verdicts = check_cases(workplace.workspace.find_cases([]), workplace)
    for file, (case, paper) in one_of_each(verdicts, workplace).items():
        path = workplace.workspace.templates / file
        view = context(case, workplace.office, workplace.catalog, paper)
        quick = compiled(path, workplace.office.kertas, workplace.picture)
        assert quick, file
        docx, words = quick.fill(view, TITLE)
        plain, plain_words = by_docxtpl(path, view, workplace, TITLE)
        assert (parts(docx), words) == (parts(plain), plain_words), file


@pytest.mark.parametrize(
    "body",
    [
        "{{ tidak_ada }}",
        "{{ tiada }}",
        "{{ nama.x.y }}",
        "{{ 1 / 0 }}",
        "{{ nama|tanggal }}",
        "{{ cerita }}",
    ],
)
def test_what_cannot_be_filled_is_left_to_docxtpl(tmp_path: Path, body: str) -> None:
    """It knows no place; docxtpl's way tells the fault, or makes what it can."""
    shape = None if "cerita" not in body else _without_list_style
    place = make_workplace(tmp_path, word(f"Isinya {body}", shape=shape))
    quick = ready(place)
    assert quick
    with pytest.raises(UnfilledError):
        quick.fill(VIEW, TITLE)
    with pytest.raises(TemplateError):
        by_docxtpl(template_in(place), VIEW, place, TITLE)


def _without_list_style(document: Any) -> None:
    style = document.styles["Butir"].element
    style.getparent().remove(style)


def test_a_narrative_in_an_attribute_is_left_to_docxtpl(tmp_path: Path) -> None:
    """No paragraph can be made of it there."""
    body = '<w:p><w:hyperlink w:tooltip="{{ cerita }}"/><w:r><w:t>Isinya</w:t></w:r></w:p>'
    quick = ready(make_workplace(tmp_path, word(body)))
    assert quick
    with pytest.raises(UnfilledError):
        quick.fill(VIEW, TITLE)


@pytest.mark.parametrize(
    "body",
    [
        "{% for x in range(30000) %}{% endfor %}Isinya surat",
        "{% for x in range(15) %}{% set y = range(40000) %}{% endfor %}Isinya surat",
    ],
)
def test_limits_count_for_each_document(tmp_path: Path, body: str) -> None:
    """A document that loops or counts as far as it may is followed by another that does."""
    quick = ready(make_workplace(tmp_path, word(body)))
    assert quick
    assert quick.fill(VIEW, TITLE) == quick.fill(VIEW, TITLE)


def test_a_changed_template_is_made_ready_anew(tmp_path: Path) -> None:
    """As is one of which a shared part has changed; one that has not stays ready."""
    place = make_workplace(tmp_path, word("Isinya lama", '{%p include "kop" %}'))
    parts_folder = place.workspace.templates / "bagian"
    parts_folder.mkdir()
    kop = parts_folder / "kop.docx"
    kop.write_bytes(word("Kop lama"))
    first = ready(place)
    assert first
    assert ready(place) is first
    kop.write_bytes(word("Kop baru"))
    os.utime(kop, ns=(1, 1))
    second = ready(place)
    assert second
    assert second is not first
    assert second.fill(VIEW, TITLE) != first.fill(VIEW, TITLE)
    template_in(place).write_bytes(word("Isinya baru sekali"))
    third = ready(place)
    assert third
    assert third.fill(VIEW, TITLE)[1] == ("Isinya", "baru", "sekali")


def test_marks_of_narratives_never_reach_the_paper(tmp_path: Path) -> None:
    """Nor does what keeps braces of the data apart."""
    place = make_workplace(tmp_path, word(p("{{ cerita }} {{ nama }}")))
    quick = ready(place)
    assert quick
    body = parts(quick.fill(VIEW, TITLE)[0])["word/document.xml"].decode()
    assert not {PARAGRAPH, ITEM, "\ue002", "\ue003"} & set(body)
    assert "{{ jahat }}" in body
