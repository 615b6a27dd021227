"""Templates and shared parts judged together: what each document reads, and in whose file it is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import fonts, template_check
from pipeline.catalog import Entry
from pipeline.contract.faults import Fault
from pipeline.errors import Problem
from pipeline.template_check import barred, check_templates
from pipeline.workplace import Workplace
from pipeline.workspace import Workspace
from tests.drafting import changed, make_catalog, office, p, tbl, word
from tests.word.test_survey import bomb

SPLIT = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t>isi</w:t>'


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workspace whose catalog has one document, ``surat``, for two kinds of case."""
    (tmp_path / "templates" / "bagian").mkdir(parents=True)
    catalog = make_catalog(surat={}, laporan={"file": "laporan.docx"})
    return Workplace(Workspace(tmp_path), office(), catalog)


@pytest.fixture(autouse=True)
def all_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has every font."""
    monkeypatch.setattr(template_check, "_served", lambda font: font)


def put(place: Workplace, name: str, docx: bytes) -> Path:
    """Put a Word file into the templates' folder."""
    file = place.workspace.templates / name
    file.write_bytes(docx)
    return file


def told(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """File, code and place of each problem."""
    return [(one.file.name if one.file else "", one.code, one.path or "") for one in problems]


def of_line(number: int, code: str = "TPL005") -> template_check.Judge:
    """A judge that finds fault with one line."""

    def judge(source: str, entry: Entry, kinds: Sequence[str]) -> list[Fault]:
        lines = source.split("\n")
        if number > len(lines):
            return []
        return [
            Fault(code, number, lines[number - 1].strip("{} "), {"suggestion": ""}, ("diversi",))
        ]

    return judge


def test_a_missing_file_and_one_too_many(place: Workplace) -> None:
    """What the catalog names and is not there; what is there and nobody names; Word's own lock."""
    put(place, "surat.docx", word("isi"))
    put(place, "lama.docx", word("isi"))
    put(place, "~$surat.docx", b"x")
    put(place, "bagian/kop.docx", word("isi"))
    assert told(check_templates(place)) == [
        ("lama.docx", "TPL074", ""),
        ("laporan.docx", "TPL001", ""),
        ("kop.docx", "TPL078", ""),
    ]
    severities = {one.code: one.severity for one in check_templates(place)}
    assert severities == {"TPL074": "warning", "TPL078": "warning", "TPL001": "error"}


def test_a_fault_leads_back_to_its_tag(place: Workplace) -> None:
    """What is said of a line of the program is told at the tag that stands in it."""
    file = put(place, "surat.docx", word("{{ nomor }}", tbl((p("a"), p("{{ klien.telepon }}")))))
    (problem,) = check_templates(place, [file], of_line(2))
    assert (problem.file, problem.path) == (file, "badan/tabel[1]/baris[1]/sel[2]")
    assert problem.params["where"] == "“{{ klien.telepon }}”"
    assert problem.params["expression"] == "klien.telepon"
    assert (problem.params["template"], problem.params["kinds"]) == ("surat.docx", "diversi")


def test_a_fault_within_a_part_is_the_parts(place: Workplace) -> None:
    """Tags of a part are judged where the part stands, and told once, as the part's."""
    part = put(place, "bagian/kop.docx", word("{{ kantor.nama }}", "{{ kantor.telepon }}"))
    for name in ("surat.docx", "laporan.docx"):
        put(place, name, word("{{ nomor }}", '{%p include "kop" %}', "{{ jenis }}"))
    assert told(check_templates(place, judge=of_line(3))) == [
        ("kop.docx", "TPL005", "badan/paragraf[2]")
    ]
    assert told(check_templates(place, [part], of_line(3))) == [
        ("kop.docx", "TPL005", "badan/paragraf[2]")
    ]
    assert told(check_templates(place, judge=of_line(4))) == [
        ("laporan.docx", "TPL005", "badan/paragraf[3]"),
        ("surat.docx", "TPL005", "badan/paragraf[3]"),
    ]
    (of_part,) = check_templates(place, judge=of_line(2))
    assert of_part.params["template"] == "bagian/kop.docx"


def test_parts_that_are_missing_or_nested(place: Workplace) -> None:
    """A part that is not there is told at its tag; one that wants parts is told in itself."""
    put(place, "bagian/kop.docx", word('{%p include "kaki" %}'))
    put(place, "bagian/kaki.docx", word("isi"))
    put(place, "laporan.docx", word("isi"))
    put(place, "surat.docx", word('{%p include "kop" %}', '{%p include "kepala" %}'))
    assert told(check_templates(place)) == [
        ("surat.docx", "TPL026", "badan/paragraf[2]"),
        ("kaki.docx", "TPL078", ""),
        ("kop.docx", "TPL027", "badan/paragraf[1]"),
    ]


def test_a_part_that_is_not_alone_is_told_once(place: Workplace) -> None:
    """What stands beside the tag is what is wrong; and the tag is no forbidden one."""
    file = put(place, "surat.docx", word('{%p include "kop" %} lalu', "{{ klien.nma }}"))
    assert told(check_templates(place, [file])) == [
        ("surat.docx", "TPL020", "badan/paragraf[1]"),
        ("surat.docx", "TPL004", "badan/paragraf[2]"),
    ]


def test_the_rest_is_judged_beside_a_faulty_tag(place: Workplace) -> None:
    """A tag that Jinja cannot read is left out, and what the others read is judged all the same."""
    file = put(place, "surat.docx", word("{{ nomor + }}", "{% if x y %}a{% endif %}", "{{ nama }}"))
    assert told(check_templates(place, [file])) == [
        ("surat.docx", "TPL030", "badan/paragraf[1]"),
        ("surat.docx", "TPL031", "badan/paragraf[2]"),
        ("surat.docx", "TPL004", "badan/paragraf[3]"),
    ]


def test_a_narrative_within_a_sentence(place: Workplace) -> None:
    """A narrative makes paragraphs, so what stands beside it in its paragraph is told."""
    line = "{%% if perkara.kronologi %%}%s{{ perkara.kronologi }}{%% endif %%}"
    file = put(place, "surat.docx", word("isi", line % "Uraian: "))
    assert told(check_templates(place, [file])) == [("surat.docx", "TPL042", "badan/paragraf[2]")]
    file = put(place, "surat.docx", word("isi", line % ""))
    assert told(check_templates(place, [file])) == []


def test_blocks_that_do_not_close_are_told_once(place: Workplace) -> None:
    """Where tags do not fit each other nothing is run, and nobody reads Jinja's opinion."""
    file = put(place, "surat.docx", word("{%p if nomor %}", "{{ nomor }}"))
    assert told(check_templates(place, [file])) == [("surat.docx", "TPL023", "badan/paragraf[1]")]


def test_what_stands_among_blocks_that_do_not_close(place: Workplace) -> None:
    """A tag that is wrong wherever it stands is told; what a block may set or guard is not."""
    lines = (
        "{%p for h in kehadiran %}",
        "{%p set judul = h.jam %}",
        "{{ klien.namma }}",
        "{{ nomor|tangal }}",
        "{{ kehadiran.jam }}",
        "{{ h.jm }}",
        "{{ judul.x }}",
        "{{ klien.telepon }}",
        "{{ penjamin.nama }}",
        "{{ a + }}",
    )
    file = put(place, "surat.docx", word(*lines))
    assert told(check_templates(place, [file])) == [
        ("surat.docx", "TPL023", "badan/paragraf[1]"),
        ("surat.docx", "TPL004", "badan/paragraf[3]"),
        ("surat.docx", "TPL022", "badan/paragraf[4]"),
        ("surat.docx", "TPL047", "badan/paragraf[5]"),
        ("surat.docx", "TPL030", "badan/paragraf[10]"),
    ]


def test_what_a_reader_must_not_see_among_blocks_that_do_not_close(place: Workplace) -> None:
    """It is told where it is so in every kind of case; of one kind alone, the block may ask."""
    here = replace(place, catalog=make_catalog(surat={"reader": "lokasi"}))
    file = put(here, "surat.docx", word("{%p if draf %}", "{{ klien.nik }}", "{{ klien.nama }}"))
    assert told(check_templates(here, [file])) == [
        ("surat.docx", "TPL023", "badan/paragraf[1]"),
        ("surat.docx", "TPL050", "badan/paragraf[2]"),
    ]


def test_a_name_that_nobody_reads(place: Workplace) -> None:
    """A shared part reads what the template sets; a slip of its name is told with the right one."""
    reads = "{% if tembusan is defined %}{{ tembusan[0] if tembusan else '-' }}{% endif %}"
    put(place, "bagian/tanda.docx", word(reads))
    tag = '{%p include "tanda" %}'
    right, slip = ("{%p set tembusan = ['Arsip'] %}", "{%p set tembusn = ['Arsip'] %}")
    file = put(place, "surat.docx", word(right, tag))
    assert told(check_templates(place, [file])) == []
    file = put(place, "surat.docx", word(slip, tag))
    (found,) = check_templates(place, [file])
    assert (found.code, found.severity) == ("TPL048", "warning")
    assert found.params["suggestion"] == "tembusan"
    # what is left out may read it
    for line, code in (('{%p include "tandaa" %}', "TPL026"), ("{{ tembusn + }}", "TPL030")):
        file = put(place, "surat.docx", word(slip, line))
        assert [one.code for one in check_templates(place, [file])] == [code]


def test_a_way_out_has_the_letters_of_its_tag(place: Workplace) -> None:
    """What is proposed for a tag that stands for its paragraph stands for one too."""
    file = put(place, "surat.docx", word("{%p set x = penjamin.nama %}", "{{ x }}"))
    (problem,) = check_templates(place, [file])
    meant = '{%p set x = penjamin.nama if penjamin else "-" %}'
    assert problem.params["suggestion"] == meant
    file = put(place, "surat.docx", word(meant, "{{ x }}"))
    assert check_templates(place, [file]) == []


def test_a_part_that_changes_is_looked_at_again(place: Workplace) -> None:
    """What a shared part shows to a reader who must not see it is known from its newest state."""
    here = replace(place, catalog=make_catalog(surat={"reader": "lokasi"}))
    part = put(here, "bagian/kop.docx", word("{{ surat.judul }}"))
    file = put(here, "surat.docx", word('{%p include "kop" %}'))
    assert barred(here, [file]) == []
    put(here, "bagian/kop.docx", word("{% if klien.nik %}{{ klien.nik }}{% endif %}"))
    (problem,) = barred(here, [file])
    assert (problem.code, problem.file) == ("TPL050", part)
    assert barred(here, [file]) == [problem]


def test_fonts_that_are_missing(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that another takes the place of is a warning that names the one that was meant."""
    monkeypatch.setattr(template_check, "_served", lambda font: "DejaVu Sans")
    monkeypatch.setattr(fonts, "installed", lambda: ("DejaVu Sans",))
    file = put(place, "surat.docx", word("isi", p(SPLIT.format("Ariall"))))
    problems = [one for one in check_templates(place, [file]) if one.code == "TPL069"]
    (problem,) = (one for one in problems if one.params["font"] == "Ariall")
    assert (problem.severity, problem.path) == ("warning", "badan/paragraf[2]")
    assert problem.params["served"] == "DejaVu Sans"
    assert problem.params["suggestion"] == "Arial"


def test_a_narrative_without_its_list_style(place: Workplace) -> None:
    """Where a narrative is printed, the style of its items must be there; else it need not."""
    file = put(place, "surat.docx", _without_butir("{{ nomor }}", "{{ perkara.kronologi }}"))
    codes = told(check_templates(place, [file], of_line(99)))
    assert codes == [("surat.docx", "TPL010", "badan/paragraf[2]")]
    file = put(place, "surat.docx", _without_butir("{{ nomor }}"))
    assert told(check_templates(place, [file], of_line(99))) == []


def _without_butir(*paragraphs: str) -> bytes:
    return changed(word(*paragraphs), styles=('w:val="Butir"', 'w:val="Lain"'))


PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ().__class__.__base__.__subclasses__()[0]('touch CANARY') }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ klien|attr('__class__') }}",
    "{{ klien['__cl' ~ 'ass__'] }}",
    "{{ joiner().__call__ }}",
    "{% import 'os' as os %}{{ os.system('touch CANARY') }}",
    "{% set x = cycler %}{{ x.next }}",
    "{{ range.__self__ }}",
    "{{ dict(a=1) }}",
    "{{ klien.clear() }}",
    "{{ '{0.__class__}'.format(klien) }}",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_is_refused_and_never_run(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, payload: str
) -> None:
    """A template that reaches for the machine is refused, and what it would do has not happened."""
    monkeypatch.chdir(tmp_path)
    canary = tmp_path / "canary"
    file = put(place, "surat.docx", word(payload.replace("CANARY", str(canary))))
    problems = check_templates(place, [file])
    assert [one for one in problems if one.severity == "error"]
    assert not canary.exists()


def test_bombs_and_endless_templates_end(place: Workplace) -> None:
    """A zip bomb, loops in loops, a text that grows: each ends within a second."""
    loops = "{% for a in range(9999) %}" * 8 + "x" + "{% endfor %}" * 8
    grows = "{% set x = 'a' %}" + "{% set x = x ~ x %}" * 64 + "{{ x }}"
    for docx in (bomb(), word(loops), word(grows), word("{{ 9**9**9 }}")):
        file = put(place, "surat.docx", docx)
        begun = time.perf_counter()
        check_templates(place, [file])
        assert time.perf_counter() - begun < 2


def test_a_template_elsewhere(place: Workplace, tmp_path: Path) -> None:
    """A file outside of the workspace is judged as the document whose file has its name."""
    put(place, "bagian/kop.docx", word("{{ kantor.namaa }}"))
    file = tmp_path / "surat.docx"
    file.write_bytes(word('{%p include "kop" %}', "{{ nama }}"))
    assert told(check_templates(place, [file])) == [
        ("surat.docx", "TPL004", "badan/paragraf[2]"),
        ("kop.docx", "TPL004", "badan/paragraf[1]"),
    ]
