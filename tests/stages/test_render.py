"""Drafts of all sample cases, and of cases made worse, from the templates that we ship.

What a draft must hold is taken from the template's own expressions: a small evaluator, which
shares no code with the program, walks them over the case and expects each printed value, in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from jinja2 import Environment, nodes
from lxml import etree
from pydantic import BaseModel

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.case.assessment import Suitability
from pipeline.case.section import fields_of, section_in
from pipeline.context import BLANK_NUMBER, context
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import TemplateError
from pipeline.office import Office
from pipeline.papers import Paper
from pipeline.stages.load import load
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict, validate
from pipeline.values import DAYS, MONTHS, Block, Hours, Money, Narrative
from pipeline.word.template import Template
from pipeline.workplace import Workplace
from tests.drafting import (
    all_text,
    case,
    chance,
    lines,
    make_workplace,
    opened,
    p,
    tbl,
    text_of,
    word,
)
from tests.word_files import members, packed

REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HOSTILE = " & <w:t> \"'” {{ klien.nama }} {% if %} {_{ }_} %}"


def judged(file: Path, workplace: Workplace, data: Mapping[str, Any] | None = None) -> Verdict:
    """Validate a case file, or other data in its place."""
    text = None if data is None else json.dumps(data, ensure_ascii=False).encode()
    source = load(file) if text is None else yaml_text.parse(text, file)
    return validate(source, workplace.office, workplace.catalog, file.with_suffix(""))


@pytest.fixture(scope="module")
def verdicts(sample_cases: list[Path], workplace: Workplace) -> list[Verdict]:
    """All sample cases, judged."""
    found = [judged(file, workplace) for file in sample_cases]
    assert sum(len(verdict.ready) for verdict in found) >= 11
    return found


@pytest.fixture(scope="module")
def drafts(verdicts: list[Verdict], workplace: Workplace) -> list[tuple[Case, Draft]]:
    """All drafts of all sample cases."""
    return [
        (verdict.case, draft)
        for verdict in verdicts
        if verdict.case
        for draft in render(verdict.case, workplace, verdict.ready)
    ]


# --- what a draft must hold -----------------------------------------------------------------------


class Reader:
    """Walks a template's expressions over a view; it writes values in its own way."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        """Begin with the view's names."""
        self.names = dict(view)

    def printed(self, found: list[nodes.Node]) -> Iterator[str]:
        """The text of each value that these nodes print, in order."""
        for node in found:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    if not isinstance(piece, nodes.TemplateData):
                        yield from written(self.value(piece))
            elif isinstance(node, nodes.If):
                yield from self.printed(self.branch(node))
            elif isinstance(node, nodes.For):
                yield from self.rounds(node)
            else:
                assert isinstance(node, nodes.Macro | nodes.Assign), node

    def branch(self, node: nodes.If) -> list[nodes.Node]:
        """The branch that is taken."""
        for way in (node, *node.elif_):
            if self.value(way.test):
                return way.body
        return node.else_

    def rounds(self, node: nodes.For) -> Iterator[str]:
        """Each round of a loop."""
        assert isinstance(node.target, nodes.Name)
        kept = dict(self.names)
        number = 0
        for value in self.value(node.iter):
            self.names[node.target.name] = value
            if node.test is not None and not self.value(node.test):
                continue
            number += 1
            self.names["loop"] = {"index": number}
            yield from self.printed(node.body)
        self.names = kept

    def value(self, node: Any) -> Any:
        """What an expression is."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _const(self, node: nodes.Const) -> Any:
        return node.value

    def _name(self, node: nodes.Name) -> Any:
        return self.names[node.name]

    def _getattr(self, node: nodes.Getattr) -> Any:
        return self.value(node.node)[node.attr]

    def _and(self, node: nodes.And) -> Any:
        return self.value(node.left) and self.value(node.right)

    def _or(self, node: nodes.Or) -> Any:
        return self.value(node.left) or self.value(node.right)

    def _not(self, node: nodes.Not) -> Any:
        return not self.value(node.node)

    def _condexpr(self, node: nodes.CondExpr) -> Any:
        assert node.expr2 is not None
        return self.value(node.expr1 if self.value(node.test) else node.expr2)

    def _concat(self, node: nodes.Concat) -> Any:
        return "".join(text for piece in node.nodes for text in written(self.value(piece)))

    def _compare(self, node: nodes.Compare) -> Any:
        (other,) = node.ops
        left, right = self.value(node.expr), self.value(other.expr)
        compare: dict[str, Callable[[], Any]] = {
            "eq": lambda: left == right,
            "ne": lambda: left != right,
            "gt": lambda: left > right,
            "in": lambda: left in right,
            "notin": lambda: left not in right,
        }
        return compare[other.op]()

    def _test(self, node: nodes.Test) -> Any:
        assert node.name == "none"
        return self.value(node.node) is None

    def _filter(self, node: nodes.Filter) -> Any:
        value = self.value(node.node)
        given = [self.value(argument) for argument in node.args]
        filters: dict[str, Callable[..., Any]] = {
            "tanggal": lambda: f"{value.day} {MONTHS[value.month - 1]} {value.year}",
            "bulan": lambda: f"{MONTHS[value.month - 1]} {value.year}",
            "hari": lambda: weekday(value),
            "rupiah": lambda: f"Rp{value:,}".replace(",", ".") + ",00",
            "jam": lambda: hours(value),
            "ya_tidak": lambda: "ya" if value else "tidak",
            "join": lambda: given[0].join(value),
            "capitalize": lambda: str(value).capitalize(),
            "map": lambda: [getattr(item, given[0])() for item in value],
            "replace": lambda: value.replace(*given),
            "length": partial(len, value),
            "terbilang": lambda: "",  # its words are proved in test_filters
        }
        return filters[node.name]()


def weekday(day: date) -> str:
    """The day's name in capitals."""
    return DAYS[(day.toordinal() - 1) % 7].capitalize()


def hours(value: Hours) -> str:
    """Hours and minutes with their units."""
    whole, rest = divmod(value.minutes, 60)
    return (
        f"{whole} jam {rest} menit"
        if whole and rest
        else f"{rest} menit"
        if rest
        else f"{whole} jam"
    )


def written(value: Any) -> Iterator[str]:
    """How a value stands on paper; a narrative is several texts."""
    assert value is not None
    assert not isinstance(value, bool | date | Money)
    if isinstance(value, Narrative):
        yield from (block.text for block in value.blocks)
    elif hasattr(value, "hour"):
        yield f"{value.hour:02}.{value.minute:02}"
    else:
        yield str(value).replace(".", ",") if type(value).__name__ == "Decimal" else str(value)


def expected(template: Path, view: Mapping[str, Any]) -> Iterator[list[str]]:
    """For body, headers and footers: the values that the template prints, in order."""
    opened_template = Template(template, template.read_bytes())
    opened_template.init_docx()
    parts = [opened_template.get_xml()]
    for uri in (Template.HEADER_URI, Template.FOOTER_URI):
        for _, part in opened_template.get_headers_footers(uri):
            parts.append(opened_template.get_part_xml(part))
    for xml in parts:
        tree = Environment().parse(opened_template.patch_xml(xml))  # noqa: S701 - parsed only
        yield [text for text in Reader(view).printed(tree.body) if text]


def squeezed(text: str) -> str:
    """Text with single blanks."""
    return " ".join(text.split())


def shown(paragraph: Any) -> str:
    """The text of a paragraph, and that of a watermark in it."""
    paths = paragraph.iter("{urn:schemas-microsoft-com:vml}textpath")
    return " ".join([text_of(paragraph), *(path.get("string") or "" for path in paths)])


def assert_all_printed(draft: Draft, template: Path, view: Mapping[str, Any]) -> int:
    """Each value that the template prints stands in the draft, in order; gives their number."""
    document = opened(draft.docx)
    roots = [document.element.body]
    for uri in ("header", "footer"):
        roots += [
            relation.target_part.element
            for relation in document.part.rels.values()
            if relation.reltype.endswith(f"/{uri}")
        ]
    checked = 0
    wanted = list(expected(template, view))
    assert len(wanted) == len(roots)
    for texts, root in zip(wanted, roots, strict=True):
        paper = squeezed(" ".join(shown(paragraph) for paragraph in root.iter(qn("w:p"))))
        at = 0
        for text in texts:
            found = paper.find(squeezed(text), at)
            assert found >= 0, f"{draft.name}: {text!r} after {paper[max(0, at - 60) : at]!r}"
            at = found + len(squeezed(text))
            checked += 1
    return checked


def template_of(place: Workplace, typed: Case, draft: Draft) -> Path:
    """The Word file of which a draft was made."""
    file = place.catalog[draft.name].file_of(typed.jenis)
    assert file is not None
    return place.workspace.templates / file


def test_every_value_that_a_template_prints_is_in_the_draft(
    drafts: list[tuple[Case, Draft]], workplace: Workplace
) -> None:
    """All sample cases, all documents: values and narratives, in the template's order."""
    checked = 0
    for typed, draft in drafts:
        entry = workplace.catalog[draft.name]
        view = context(typed, workplace.office, workplace.catalog, Paper(entry))
        checked += assert_all_printed(draft, template_of(workplace, typed, draft), view)
    assert checked > 1_500


def test_the_evaluator_misses_what_is_missing(
    drafts: list[tuple[Case, Draft]], workplace: Workplace
) -> None:
    """The proof above can fail: another name in the view is not found in the draft."""
    typed, draft = drafts[0]
    entry = workplace.catalog[draft.name]
    view = context(typed, workplace.office, workplace.catalog, Paper(entry))
    view["klien"]["nama"] = "Orang Lain"
    with pytest.raises(AssertionError, match="Orang Lain"):
        assert_all_printed(draft, template_of(workplace, typed, draft), view)


def worse(value: Any, keep: frozenset[str] = frozenset()) -> Any:
    """Make every text of a model awkward, but for words of the vocabulary and codes."""
    if isinstance(value, BaseModel):
        changes = {
            name: getattr(value, name) if name in keep else worse(getattr(value, name), keep)
            for name in type(value).model_fields
        }
        return value.model_copy(update=changes)
    if isinstance(value, tuple):
        return tuple(worse(item, keep) for item in value)
    if isinstance(value, dict):
        return {name: worse(item, keep) for name, item in value.items()}
    if isinstance(value, Narrative):
        return Narrative(tuple(Block(b.kind, b.text + HOSTILE) for b in value.blocks))
    return value + HOSTILE if type(value) is str else value


CODES = frozenset({"pk", "lokasi", "dari", "ke", "instansi", "sebagai", "logo", "kertas", "status"})


def test_awkward_data_in_every_value(verdicts: list[Verdict], workplace: Workplace) -> None:
    """Signs of XML, quotes and tags in every text of case and office arrive sign by sign."""
    office: Office = worse(workplace.office, CODES - {"instansi", "lokasi", "pk"})
    place = replace(workplace, office=office)
    verdict = verdicts[0]
    assert verdict.case is not None
    typed: Case = worse(verdict.case, CODES)
    for draft in render(typed, place, verdict.ready):
        entry = place.catalog[draft.name]
        view = context(typed, office, place.catalog, Paper(entry))
        checked = assert_all_printed(draft, template_of(place, typed, draft), view)
        assert checked > 40
        sound(draft.docx)
        assert all_text(draft.docx).count("{{ klien.nama }}") >= 20


# --- sound files ----------------------------------------------------------------------------------


def sound(docx: bytes) -> None:
    """Hold a Word file to what Word insists on."""
    contents = members(docx)
    types = etree.fromstring(contents["[Content_Types].xml"])
    suffixes = {entry.get("Extension") for entry in types}
    named = {entry.get("PartName") for entry in types}
    for name, content in contents.items():
        assert (
            name.rpartition(".")[2] in suffixes
            or f"/{name}" in named
            or name == "[Content_Types].xml"
        )
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(content)
        assert not re.search("[\ue000-\ue002]", content.decode())
        if not name.endswith(".rels"):
            relations_resolve(name, tree, contents)
            blocks_are_whole(tree)
    ids_are_unique(contents)


def relations_resolve(name: str, tree: Any, contents: Mapping[str, bytes]) -> None:
    """What a part refers to is named in its relations, and what they name is in the file."""
    folder, _, base = name.rpartition("/")
    raw = contents.get(f"{folder}/_rels/{base}.rels")
    relations = [] if raw is None else list(etree.fromstring(raw))
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    for target in targets.values():
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        assert re.sub(r"[^/]+/\.\./", "", path) in contents
    for element in tree.iter(etree.Element):
        for attribute, value in element.items():
            if str(attribute).startswith(REFERENCES):
                assert value in targets, f"{name}: {value}"


def blocks_are_whole(tree: Any) -> None:
    """Cells end in a paragraph, rows have cells, tables rows; text is in runs."""
    for cell in tree.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    for row in tree.iter(qn("w:tr")):
        assert row.find(qn("w:tc")) is not None
    for table in tree.iter(qn("w:tbl")):
        assert table.find(qn("w:tr")) is not None
    for name in ("w:body", "w:tbl", "w:tr", "w:tc", "w:p", "w:r"):
        for element in tree.iter(qn(name)):
            for text in (element.text, *(child.tail for child in element)):
                assert not (text or "").strip()


def ids_are_unique(contents: Mapping[str, bytes]) -> None:
    """Pictures and bookmarks have numbers of their own; styles that are used are there."""
    trees = [
        etree.fromstring(content)
        for name, content in contents.items()
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
    ]
    styles = etree.fromstring(contents["word/styles.xml"])
    known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    pictures = [x.get("id") for tree in trees for x in tree.iter(qn("wp:docPr"))]
    marks = [x.get(qn("w:id")) for tree in trees for x in tree.iter(qn("w:bookmarkStart"))]
    assert len(pictures) == len(set(pictures))
    assert len(marks) == len(set(marks))
    for tree in trees:
        for used in tree.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
            assert used.get(qn("w:val")) in known


def test_every_draft_is_a_sound_word_file(drafts: list[tuple[Case, Draft]]) -> None:
    """XML, relations, cells, numbers, styles of every draft of every sample case."""
    for _, draft in drafts:
        sound(draft.docx)


def test_no_tag_of_a_template_is_left(drafts: list[tuple[Case, Draft]]) -> None:
    """What looks like a tag in a draft is what the case file says."""
    for typed, draft in drafts:
        left = set(re.findall(r"\{[{%#].*?[}%#]\}", all_text(draft.docx)))
        said = repr(typed)
        assert all(tag in said for tag in left)
        assert left == set() or typed.nomor == "KS-2026-0007"


def test_no_person_in_the_properties(
    drafts: list[tuple[Case, Draft]], workplace: Workplace
) -> None:
    """Properties hold the title and no name, hour or number."""
    for typed, draft in drafts:
        contents = members(draft.docx)
        told = b"".join(x for name, x in contents.items() if name.startswith("docProps/")).decode()
        names = [typed.klien.nama, workplace.office.pejabat["kepala"].nama]
        assert not [word for name in names for word in name.split() if word in told]
        assert opened(draft.docx).core_properties.title == draft.title
        assert not re.search(r"created|modified|creator", told)


def test_what_a_draft_says_of_itself(
    drafts: list[tuple[Case, Draft]], workplace: Workplace
) -> None:
    """Name, title, date and sample words of each draft are those of catalog and text."""
    for typed, draft in drafts:
        title = workplace.catalog[draft.name].title_of(typed.jenis)
        assert draft.stem == (f"{draft.name}-{draft.item}" if draft.item else draft.name)
        assert draft.title == title
        assert draft.note is None or re.fullmatch(r"\d{1,2} [A-Z]\w+ \d{4}", draft.note)
        words = set(re.findall(r"[A-Za-z0-9]{4,}", all_text(draft.docx)))
        assert 40 <= len(draft.expected) <= 120
        assert set(draft.expected) <= words


def test_order_of_asking(verdicts: list[Verdict], workplace: Workplace) -> None:
    """Drafts come in the order in which they were asked for, and no other document is made."""
    verdict = verdicts[0]
    assert verdict.case is not None
    names = ["laporan_selesai", "surat_penempatan"]
    wanted = [Paper(workplace.catalog[name]) for name in names]
    assert [draft.name for draft in render(verdict.case, workplace, wanted)] == names
    assert render(verdict.case, workplace, []) == []


def test_same_case_same_bytes(verdicts: list[Verdict], workplace: Workplace) -> None:
    """Rendering twice gives equal drafts; with another name, other bytes."""
    verdict = verdicts[0]
    assert verdict.case is not None
    names = verdict.ready[1:]
    first = render(verdict.case, workplace, names)
    assert render(verdict.case, workplace, names) == first
    klien = verdict.case.klien.model_copy(update={"nama": "Orang Lain"})
    other = render(verdict.case.model_copy(update={"klien": klien}), workplace, names)
    assert not {draft.docx for draft in other} & {draft.docx for draft in first}


@pytest.mark.parametrize(("paper", "width"), [("a4", "11906"), ("f4", "12189")])
def test_the_offices_paper(
    verdicts: list[Verdict], workplace: Workplace, paper: str, width: str
) -> None:
    """Every section of a shipped template takes the paper of office.yaml."""
    office = workplace.office.model_copy(update={"kertas": paper})
    verdict = verdicts[0]
    assert verdict.case is not None
    for draft in render(verdict.case, replace(workplace, office=office), verdict.ready[1:]):
        found = list(opened(draft.docx).element.iter(qn("w:pgSz")))
        assert found
        assert {size.get(qn("w:w")) for size in found} == {width}


# --- cases that lack things -----------------------------------------------------------------------


def pruned(
    value: Any, model: Any, needs: tuple[str, ...], leave_out: Callable[[], bool], at: str = ""
) -> Any:
    """Leave out keys that neither the model nor a document needs."""
    if isinstance(value, list):
        return [pruned(item, model, needs, leave_out, at) for item in value]
    if not isinstance(value, dict) or model is None:
        return value
    kept = {}
    for key, inner in value.items():
        here = f"{at}.{key}".lstrip(".")
        field = fields_of(model)[key]
        needed = field.is_required() or any(f"{need}.".startswith(f"{here}.") for need in needs)
        if needed or not leave_out():
            section = section_in(field.annotation)
            kept[key] = pruned(inner, section, needs, leave_out, here)
    return kept or dict(list(value.items())[:1])  # a section without keys would be a missing one


ROW = ("kehadiran.mulai", "kehadiran.selesai", "kehadiran.status")
# KUHP art. 85(2): all seven must be there once a proposal is made.
CONSIDERATIONS = tuple(f"kelayakan.{name}" for name in Suitability.model_fields)


def bare(office: Office) -> Office:
    """The office with nothing but what must be there."""

    def stripped(section: Any) -> Any:
        missing = {
            name: field.get_default()
            for name, field in type(section).model_fields.items()
            if not field.is_required()
        }
        return section.model_copy(update=missing)

    tables = {
        name: {code: stripped(entry) for code, entry in getattr(office, name).items()}
        for name in ("pejabat", "pk", "lokasi", "instansi")
    }
    return office.model_copy(update={**tables, "kantor": stripped(office.kantor)})


LETTERS = ("litmas_pidana_kerja_sosial", "surat_penempatan", "laporan_selesai")


def make_pruned(place: Workplace, file: Path, document: str, share: float, seed: int) -> None:
    """Make a document of a case from which this share of all optional keys was left out."""
    needs = (*place.catalog[document].all_needs("pidana_kerja_sosial"), *ROW, *CONSIDERATIONS)
    dice = chance(seed)
    data = pruned(load(file).data, Case, needs, lambda: dice.random() < share)
    verdict = judged(file, place, data)
    assert verdict.case is not None
    paper = Paper(place.catalog[document])
    assert paper in verdict.ready
    (draft,) = render(verdict.case, place, [paper])
    sound(draft.docx)


@pytest.mark.parametrize("office", ["full", "bare"])
@pytest.mark.parametrize("share", [1.0, 0.5])
@pytest.mark.parametrize("document", LETTERS)
def test_whatever_is_optional_can_be_missing(
    repository: Path, workplace: Workplace, document: str, share: float, office: str
) -> None:
    """A case that has what a document needs gets it, whichever other keys are left out."""
    place = replace(workplace, office=bare(workplace.office)) if office == "bare" else workplace
    make_pruned(place, repository / "cases" / "KS-2026-0001.yaml", document, share, 1)


@pytest.mark.soak
@pytest.mark.parametrize("document", LETTERS)
def test_many_cases_that_lack_things(repository: Path, workplace: Workplace, document: str) -> None:
    """The same for two hundred cases, lacking little to nearly everything."""
    for seed in range(200):
        share = (0.05, 0.2, 0.5, 0.8, 0.95)[seed % 5]
        make_pruned(workplace, repository / "cases" / "KS-2026-0001.yaml", document, share, seed)


def test_a_long_name_and_many_rows(verdicts: list[Verdict], workplace: Workplace) -> None:
    """A name of 3,000 signs and 500 rows of attendance are filled whole, in a moment."""
    verdict = verdicts[0]
    assert verdict.case is not None
    name = ("Raden Mas " * 300).strip()
    klien = verdict.case.klien.model_copy(update={"nama": name})
    rows = tuple(verdict.case.kehadiran[n % 60] for n in range(500))
    typed = verdict.case.model_copy(update={"klien": klien, "kehadiran": rows})
    (draft,) = render(typed, workplace, [Paper(workplace.catalog["laporan_selesai"])])
    assert name in all_text(draft.docx)
    assert len(list(opened(draft.docx).element.iter(qn("w:tr")))) > 500
    sound(draft.docx)


# --- cover and contents ---------------------------------------------------------------------------


def test_cover_and_contents(verdicts: list[Verdict], workplace: Workplace) -> None:
    """The front is filled with the lines and what is still missing, in the catalog's order."""
    verdict = verdicts[0]
    assert verdict.case is not None
    contents = [
        ContentsLine(1, "Surat A & B", "2 Maret 2026", 3),
        ContentsLine(2, "Lampiran <1>", None, 17),
    ]
    cover, listed = render_front(
        verdict.case,
        workplace,
        contents,
        {Paper(workplace.catalog["surat_penempatan"]): "dibuat lain"},
    )
    assert (cover.name, listed.name) == ("sampul", "daftar_isi_berkas")
    texts = [text for _, text in lines(listed.docx)]
    for text in (
        "Surat A & B",
        "2 Maret 2026",
        "3",
        "Lampiran <1>",
        "17",
        "Surat Penempatan Klien",
        "dibuat lain",
    ):
        assert text in texts
    (nothing_missing,) = render_front(verdict.case, workplace, contents, {})[1:]
    assert "Surat Penempatan Klien" not in all_text(nothing_missing.docx)
    for draft in (cover, listed, *render_front(verdict.case, workplace, [], {})):
        sound(draft.docx)


# --- one template of the office's own -------------------------------------------------------------


def test_number_date_and_note(tmp_path: Path) -> None:
    """Number and date of a letter are printed, and the date is the draft's note."""
    docx = word(
        "{{ surat.nomor }} {{ surat.tanggal|tanggal if surat.tanggal else '-' }} {{ surat.judul }}"
    )
    place = make_workplace(tmp_path, docx)
    (draft,) = render(
        case("surat: {surat: {nomor: W-1, tanggal: 2026-02-09}}\n"),
        place,
        [Paper(place.catalog["surat"])],
    )
    assert lines(draft.docx) == [("Isi", "W-1 9 Februari 2026 Surat Uji")]
    assert draft.note == "9 Februari 2026"
    (draft,) = render(case(), place, [Paper(place.catalog["surat"])])
    assert lines(draft.docx) == [("Isi", f"{BLANK_NUMBER} - Surat Uji")]
    assert draft.note is None


def test_a_narrative_in_a_cell_and_a_guard(tmp_path: Path) -> None:
    """A narrative within block tags in a cell becomes paragraphs; without it a cell stays."""
    inner = p("{%p if catatan_kerja %}") + p("x") + p("{%p endif %}")
    docx = word(
        "Isi surat", tbl((p("{{ perkara.kronologi }}"), inner.replace("catatan_kerja", "penjamin")))
    )
    place = make_workplace(tmp_path, docx)
    typed = case('perkara: {tindak_pidana: B, kronologi: "Satu.\\n\\n- dua"}\n', base=NO_OFFENCE)
    (draft,) = render(typed, place, [Paper(place.catalog["surat"])])
    assert lines(draft.docx) == [("Isi", "Isi surat"), ("Isi", "Satu."), ("Butir", "dua"), ("", "")]
    sound(draft.docx)


def test_what_a_loop_copies_is_numbered_anew(tmp_path: Path) -> None:
    """A bookmark in a row that repeats is in the letter once."""
    mark = '<w:bookmarkStart w:id="5" w:name="tempat"/><w:bookmarkEnd w:id="5"/></w:p>'
    row = p("{{ x }}").replace("</w:p>", mark)
    loop = tbl((p("{%tr for x in klien.alias %}"),), (row,), (p("{%tr endfor %}"),))
    place = make_workplace(tmp_path, word("Isi surat", loop))
    base = NO_OFFENCE.replace("nama: A", "nama: A, alias: [satu, dua, tiga]")
    (draft,) = render(
        case("perkara: {tindak_pidana: B}\n", base=base), place, [Paper(place.catalog["surat"])]
    )
    assert [text for _, text in lines(draft.docx)] == ["Isi surat", "satu", "dua", "tiga"]
    sound(draft.docx)


NO_OFFENCE = "nomor: KS-1\njenis: pidana_kerja_sosial\npk: sr\nklien: {nama: A}\n"


@pytest.mark.parametrize(
    ("docx", "code"),
    [
        (word("{{ catatan }}"), "TPL004"),
        (word("{{ klien.telepon }}"), "TPL005"),
        (word(), "TPL021"),
        (word("{% if penjamin %}{{ penjamin.nama }}{% endif %}"), "TPL021"),
        (word(" . "), "TPL021"),
        (b"rubbish", "TPL002"),
    ],
)
def test_a_faulty_template_stops_the_case(tmp_path: Path, docx: bytes, code: str) -> None:
    """A fault is a `TemplateError` with the file; a document without text is one too."""
    place = make_workplace(tmp_path, docx)
    with pytest.raises(TemplateError) as refused:
        render(case(), place, [Paper(place.catalog["surat"])])
    (problem,) = refused.value.problems
    assert (problem.code, problem.file) == (code, place.workspace.templates / "surat.docx")


def test_items_without_their_style(tmp_path: Path) -> None:
    """List items without the style Butir stop the case, with the style's name."""
    docx = word("Isi surat: {{ perkara.kronologi }}")
    contents = members(docx)
    styles = contents["word/styles.xml"].replace(b'w:val="Butir"', b'w:val="Daftar"')
    place = make_workplace(tmp_path, packed({**contents, "word/styles.xml": styles}))
    typed = case('perkara: {tindak_pidana: B, kronologi: "- satu"}\n', base=NO_OFFENCE)
    with pytest.raises(TemplateError) as refused:
        render(typed, place, [Paper(place.catalog["surat"])])
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["style"]) == ("TPL010", "Butir")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    """The file that the catalog names is missing."""
    place = make_workplace(tmp_path, word("isi"))
    (place.workspace.templates / "surat.docx").unlink()
    with pytest.raises(TemplateError, match="TPL001"):
        render(case(), place, [Paper(place.catalog["surat"])])


def test_the_offices_picture_is_in_the_letterhead(
    verdicts: list[Verdict], workplace: Workplace, repository: Path
) -> None:
    """Every shipped template carries the office's picture; without one it has none."""
    verdict = verdicts[0]
    assert verdict.case is not None
    plain = replace(workplace, picture=None)
    for draft in render(verdict.case, workplace, verdict.ready):
        media = [x for name, x in members(draft.docx).items() if name.startswith("word/media/")]
        assert media == [(repository / "kop.png").read_bytes()]
    for draft in render(verdict.case, plain, verdict.ready):
        contents = members(draft.docx)
        assert not [name for name in contents if name.startswith("word/media/")]
        assert b'name="logo"' not in b"".join(contents.values())
        sound(draft.docx)
