"""Drafts of all sample cases, and of cases made worse, from the templates that we ship.

What a draft must hold is taken from the template's own expressions: a small evaluator
(`tests/expressions.py`) walks them over the case and expects each printed value, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree
from pydantic import BaseModel

from pipeline.case import Case
from pipeline.case.assessment import Suitability
from pipeline.case.model import Stage
from pipeline.case.section import fields_of, section_in
from pipeline.catalog import Entry
from pipeline.context import BLANK_NUMBER, context
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import TemplateError
from pipeline.office import Office
from pipeline.papers import Paper
from pipeline.stages.load import load
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict
from pipeline.values import Block, Narrative
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
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
from tests.expressions import FILTERS, expected, written
from tests.one_of_each import judged, one_of_each, word_files
from tests.word_files import members, packed

Made = tuple[Case, Paper, Draft]
TEMPLATES = word_files(open_workplace(Workspace(Path(__file__).parents[2])).catalog)

REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HOSTILE = " & <w:t> \"'” {{ klien.nama }} {% if %} {_{ }_} %}"


@pytest.fixture(scope="module")
def verdicts(sample_cases: list[Path], workplace: Workplace) -> list[Verdict]:
    """All sample cases, judged."""
    found = [judged(file, workplace) for file in sample_cases]
    assert sum(len(verdict.ready) for verdict in found) >= 150
    return found


@pytest.fixture(scope="module")
def drafts(verdicts: list[Verdict], workplace: Workplace) -> list[Made]:
    """All drafts of all sample cases, each with its case and its paper."""
    return [
        (verdict.case, paper, draft)
        for verdict in verdicts
        if verdict.case
        for paper, draft in zip(
            verdict.ready, render(verdict.case, workplace, verdict.ready), strict=True
        )
    ]


@pytest.fixture(scope="module")
def each(verdicts: list[Verdict], workplace: Workplace) -> dict[str, tuple[Case, Paper]]:
    """A case and a paper for every Word file that we ship."""
    return one_of_each(verdicts, workplace)


def draft_of(typed: Case, place: Workplace, paper: Paper) -> Draft:
    """The draft of one paper."""
    (draft,) = render(typed, place, [paper])
    return draft


# --- what a draft must hold -----------------------------------------------------------------------


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


def template_of(place: Workplace, typed: Case, paper: Paper) -> Path:
    """The Word file of which a paper is made."""
    file = paper.entry.file_of(typed.jenis)
    assert file is not None
    return place.workspace.templates / file


def test_every_value_that_a_template_prints_is_in_the_draft(
    drafts: list[Made], workplace: Workplace
) -> None:
    """All sample cases, all documents: values and narratives, in the template's order."""
    checked = 0
    for typed, paper, draft in drafts:
        view = context(typed, workplace.office, workplace.catalog, paper)
        checked += assert_all_printed(draft, template_of(workplace, typed, paper), view)
    assert checked > 11_000


def test_the_evaluator_misses_what_is_missing(drafts: list[Made], workplace: Workplace) -> None:
    """The proof above can fail: another name in the view is not found in the draft."""
    typed, paper, draft = drafts[0]
    view = context(typed, workplace.office, workplace.catalog, paper)
    view["klien"]["nama"] = "Orang Lain"
    with pytest.raises(AssertionError, match="Orang Lain"):
        assert_all_printed(draft, template_of(workplace, typed, paper), view)


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


def test_awkward_data_in_every_value(
    each: dict[str, tuple[Case, Paper]], workplace: Workplace
) -> None:
    """Signs of XML, quotes and tags in every text of case and office arrive sign by sign."""
    office: Office = worse(workplace.office, CODES - {"instansi", "lokasi", "pk"})
    place = replace(workplace, office=office)
    total = 0
    for whole, paper in each.values():
        typed: Case = worse(whole, CODES)
        draft = draft_of(typed, place, paper)
        view = context(typed, office, place.catalog, paper)
        checked = assert_all_printed(draft, template_of(place, typed, paper), view)
        assert checked >= 20
        sound(draft.docx)
        awkward = all_text(draft.docx).count("{{ klien.nama }}")
        assert awkward >= 10
        total += awkward
    assert total >= 20 * len(each)


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


def test_every_draft_is_a_sound_word_file(drafts: list[Made]) -> None:
    """XML, relations, cells, numbers, styles of every draft of every sample case."""
    for _, _, draft in drafts:
        sound(draft.docx)


def test_no_tag_of_a_template_is_left(drafts: list[Made]) -> None:
    """What looks like a tag in a draft is what the case file says."""
    for typed, _, draft in drafts:
        left = set(re.findall(r"\{[{%#].*?[}%#]\}", all_text(draft.docx)))
        said = repr(typed)
        assert all(tag in said for tag in left)
        assert left == set() or typed.nomor == "KS-2026-0007"


def test_no_person_in_the_properties(drafts: list[Made], workplace: Workplace) -> None:
    """Properties hold the title and no name, hour or number."""
    for typed, _, draft in drafts:
        contents = members(draft.docx)
        told = b"".join(x for name, x in contents.items() if name.startswith("docProps/")).decode()
        names = [typed.klien.nama, workplace.office.pejabat["kepala"].nama]
        words = {word.strip(".,") for name in names for word in name.split()}
        assert not [word for word in words if re.search(rf"\b{re.escape(word)}\b", told)]
        assert opened(draft.docx).core_properties.title == draft.title
        assert not re.search(r"created|modified|creator", told)


def test_what_a_draft_says_of_itself(drafts: list[Made]) -> None:
    """Name, item, title, date and sample words of each draft are those of catalog and text."""
    for typed, paper, draft in drafts:
        assert (draft.name, draft.item, draft.stem) == (paper.name, paper.item, paper.stem)
        assert draft.title == paper.title_in(typed)
        assert draft.note is None or re.fullmatch(r"\d{1,2} [A-Z]\w+ \d{4}", draft.note)
        words = set(re.findall(r"[A-Za-z0-9]{4,}", all_text(draft.docx)))
        assert 35 <= len(draft.expected) <= 120
        assert set(draft.expected) <= words


# What an entry of a list says on the document that is made for it, and on no other.
OWN = {
    "permintaan_kesediaan": "tanggal_surat",
    "rencana_program": "pekerjaan",
    "tata_tertib": "mulai",
    "surat_penempatan": "pekerjaan",
    "pemberitahuan_penempatan": "pekerjaan",
    "perubahan_penempatan": "pekerjaan",
    "izin_luar_kota": "keperluan",
    "surat_panggilan": "keperluan",
    "laporan_perkembangan": "isi",
    "berita_acara_pelanggaran": "uraian",
    "surat_peringatan": "uraian",
    "laporan_pelanggaran": "uraian",
}


def test_one_draft_for_each_entry_of_a_list(drafts: list[Made]) -> None:
    """Drafts of a repeated document have stems of their own, and each tells its own entry."""
    assert len({(typed.nomor, draft.stem) for typed, _, draft in drafts}) == len(drafts)
    repeated = [made for made in drafts if made[1].entry.for_each]
    assert {paper.name for _, paper, _ in repeated} == set(OWN)
    for typed, paper, draft in repeated:
        assert paper.number is not None
        entry = getattr(typed, str(paper.entry.for_each))[paper.number]
        told = squeezed(all_text(draft.docx))
        own = getattr(entry, OWN[paper.name])
        for text in written(FILTERS["tanggal"](own) if isinstance(own, date) else own):
            assert squeezed(text) in told


def test_order_of_asking(verdicts: list[Verdict], workplace: Workplace) -> None:
    """Drafts come in the order in which they were asked for, and no other document is made."""
    verdict = verdicts[0]
    assert verdict.case is not None
    wanted = verdict.ready[:12][::-1]
    made = render(verdict.case, workplace, wanted)
    assert [draft.stem for draft in made] == [paper.stem for paper in wanted]
    assert render(verdict.case, workplace, []) == []


NAMELESS = {"daftar_hadir.docx", "permintaan_kesediaan.docx"}  # who is not the site's to know


def test_same_case_same_bytes(
    each: dict[str, tuple[Case, Paper]], drafts: list[Made], workplace: Workplace
) -> None:
    """Rendering twice gives equal drafts; with another name, other bytes."""
    first = {(typed.nomor, draft.stem): draft for typed, _, draft in drafts}
    same = set()
    for file, (typed, paper) in each.items():
        before = first[typed.nomor, paper.stem]
        assert draft_of(typed, workplace, paper) == before
        klien = typed.klien.model_copy(update={"nama": "Orang Lain"})
        other = draft_of(typed.model_copy(update={"klien": klien}), workplace, paper)
        if other.docx == before.docx:
            same.add(file)
    assert same <= NAMELESS


def sheets(draft: Draft) -> list[tuple[int, int, bool]]:
    """Width and height of each section, and whether it lies."""
    found = opened(draft.docx).element.iter(qn("w:pgSz"))
    return [
        (int(x.get(qn("w:w"))), int(x.get(qn("w:h"))), x.get(qn("w:orient")) == "landscape")
        for x in found
    ]


def test_the_offices_paper(
    each: dict[str, tuple[Case, Paper]], drafts: list[Made], workplace: Workplace
) -> None:
    """Every section of a shipped template takes the paper of office.yaml, upright or lying."""
    assert workplace.office.kertas == "a4"
    place = replace(workplace, office=workplace.office.model_copy(update={"kertas": "f4"}))
    on_a4 = [sheets(draft) for _, _, draft in drafts]
    on_f4 = [sheets(draft_of(typed, place, paper)) for typed, paper in each.values()]
    for found, upright, lying in (
        (on_a4, (11906, 16838, False), (16838, 11906, True)),
        (on_f4, (12189, 18709, False), (18709, 12189, True)),
    ):
        assert all(found)
        assert {sheet for sections in found for sheet in sections} == {upright, lying}


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


def needed(entry: Entry, kind: str) -> tuple[str, ...]:
    """The keys that a document cannot do without, and those by which it is asked for."""
    own = [entry.item, *entry.where] if entry.for_each else []
    asking = [f"{entry.for_each}.{key}" for key in own] + list(entry.when)
    return (*entry.all_needs(kind), *asking, *ROW, *CONSIDERATIONS)


# What shows that a case has come to a stage.
STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.permintaan: (),
    Stage.litmas: ("penugasan",),
    Stage.putusan: ("penugasan", "putusan", "diversi"),
    Stage.penempatan: ("putusan", "diversi", "penempatan"),
    Stage.pelaksanaan: ("putusan", "diversi", "penempatan", "kehadiran"),
    Stage.selesai: (),
}


def make_pruned(place: Workplace, typed: Case, paper: Paper, share: float, seed: int) -> None:
    """Make a paper of a case from which this share of all optional keys was left out."""
    file = place.workspace.case_file(typed.nomor)
    needs = (*needed(paper.entry, typed.jenis), *STAGES[paper.entry.stage])
    dice = chance(seed)
    data = pruned(load(file).data, Case, needs, lambda: dice.random() < share)
    verdict = judged(file, place, data)
    assert verdict.case is not None
    assert paper in verdict.ready, [one.label for one in verdict.waiting]
    sound(draft_of(verdict.case, place, paper).docx)


@pytest.mark.parametrize("office", ["full", "bare"])
@pytest.mark.parametrize("share", [1.0, 0.5])
@pytest.mark.parametrize("template", TEMPLATES)
def test_whatever_is_optional_can_be_missing(
    each: dict[str, tuple[Case, Paper]],
    workplace: Workplace,
    template: str,
    share: float,
    office: str,
) -> None:
    """A case that has what a document needs gets it, whichever other keys are left out."""
    place = replace(workplace, office=bare(workplace.office)) if office == "bare" else workplace
    make_pruned(place, *each[template], share, 1)


@pytest.mark.soak
@pytest.mark.parametrize("template", TEMPLATES)
def test_many_cases_that_lack_things(
    each: dict[str, tuple[Case, Paper]], workplace: Workplace, template: str
) -> None:
    """The same for two hundred cases, lacking little to nearly everything."""
    for seed in range(200):
        share = (0.05, 0.2, 0.5, 0.8, 0.95)[seed % 5]
        make_pruned(workplace, *each[template], share, seed)


@pytest.mark.parametrize("name", ["laporan_selesai", "rekap_kehadiran"])
def test_a_long_name_and_many_rows(
    verdicts: list[Verdict], workplace: Workplace, name: str
) -> None:
    """A name of 3,000 signs and 500 rows of attendance are filled whole, in a moment."""
    verdict = verdicts[0]
    assert verdict.case is not None
    long = ("Raden Mas " * 300).strip()
    klien = verdict.case.klien.model_copy(update={"nama": long})
    rows = tuple(verdict.case.kehadiran[n % 60] for n in range(500))
    typed = verdict.case.model_copy(update={"klien": klien, "kehadiran": rows})
    draft = draft_of(typed, workplace, Paper(workplace.catalog[name]))
    assert long in all_text(draft.docx)
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


LETTERLESS = {"persetujuan_klien.docx"}  # the client's own words, not the office's letter


def test_the_offices_picture_is_in_the_letterhead(
    each: dict[str, tuple[Case, Paper]],
    drafts: list[Made],
    workplace: Workplace,
    repository: Path,
) -> None:
    """Every shipped letter carries the office's picture; without one it has none."""
    picture = (repository / "kop.png").read_bytes()
    for typed, paper, draft in drafts:
        contents = members(draft.docx)
        media = [x for name, x in contents.items() if name.startswith("word/media/")]
        is_letter = paper.entry.file_of(typed.jenis) not in LETTERLESS
        assert media == ([picture] if is_letter else [])
    plain = replace(workplace, picture=None)
    for typed, paper in each.values():
        contents = members(draft_of(typed, plain, paper).docx)
        assert not [name for name in contents if name.startswith("word/media/")]
        assert b'name="logo"' not in b"".join(contents.values())
        sound(packed(contents))
