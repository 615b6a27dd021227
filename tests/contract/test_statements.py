"""Blocks of a template: loops, variables, macros, what is forbidden, what is not followed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import messages
from pipeline.contract import check_source, faults, fields
from pipeline.contract.faults import Fault
from tests.contract.test_narrowing import KIND, passes, told
from tests.drafting import make_catalog
from tests.test_messages import placeholders


@pytest.mark.parametrize(
    "source",
    [
        "{% for h in kehadiran %}{{ loop.index }}/{{ loop.length }} {{ h.jam }}{% endfor %}",
        "{% for h in kehadiran %}{{ h.jam }}{% else %}Tidak ada.{% endfor %}",
        "{% for h in kehadiran %}{% for j in kehadiran %}{{ loop.index }}{{ j.jam }}{% endfor %}"
        "{% endfor %}",
        "{% for h in kehadiran %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% for a in klien.alias %}{{ a }}{{ '' if loop.last else ', ' }}{% endfor %}",
        "{% for g in kehadiran|groupby('status') %}{{ g.grouper }} {{ g.list|length }}{% endfor %}",
        "{% for s, rows in kehadiran|groupby('status') %}{{ s }}{% for h in rows %}{{ h.jam }}"
        "{% endfor %}{% endfor %}",
        "{% for two in kehadiran|batch(2) %}{% for h in two %}{{ h.jam }}{% endfor %}{% endfor %}",
        "{% for n in range(3) %}{{ n }}{% endfor %}",
        "{% for t in [] %}{{ t.apa_saja }}{% endfor %}",
        "{% for t in ['Kepala', kantor.nama] %}{{ t }}{% endfor %}",
        "{% if tembusan is defined %}{% for t in tembusan %}{{ t }}{% endfor %}{% endif %}",
        "{% set tembusan = ['a', kantor.nama] %}{% if tembusan is defined and tembusan %}"
        "{% for t in tembusan %}{{ t }}{% endfor %}{% endif %}",
        "{% set judul %}Surat {{ nomor }}{% endset %}{{ judul|upper }}",
        "{% macro alamat(x, sela=', ') %}{{ x.nama }}{{ sela }}{{ x.alamat or '-' }}{% endmacro %}"
        "{{ alamat(kantor) }}{{ alamat(kantor, sela=' ') }}",
        "{# {{ tidak.ada }} #}{% raw %}{{ tidak.ada }}{% endraw %}",
        "{{ nomor_surat.surat_tugas }}",
    ],
)
def test_blocks_that_are_right_pass(source: str) -> None:
    """Nothing is said, and nothing fails."""
    assert passes(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% for h in klien %}{% endfor %}", [("TPL041", "klien")]),
        ("{% for h in klien.nama %}{% endfor %}", [("TPL041", "klien.nama")]),
        ("{% for h in hitung.umur %}{% endfor %}", [("TPL041", "hitung.umur")] * 2),
        ("{% for h in kehadiran %}{{ h.jm }}{% endfor %}", [("TPL004", "h.jm")]),
        ("{% for h in kehadiran %}{% endfor %}{{ h.jam }}", [("TPL043", "h")]),
        ("{% for h in kehadiran recursive %}{{ loop(h) }}{% endfor %}", [("TPL044", "{% for %}")]),
        ("{% for a, b in kehadiran %}{% endfor %}", [("TPL044", "(a, b)")]),
        ("{% macro m(x) %}{{ x.nma }}{% endmacro %}{{ m(klien) }}", [("TPL004", "x.nma")]),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}", [("TPL043", "x")]),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1, 2) }}", [("TPL044", "m(1, 2)")]),
        (
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x=1, x=2) }}",
            [("TPL044", "m(x=1, x=2)")],
        ),
        (
            "{% for h in kehadiran %}{{ loop.cycle('a', b='c') }}{% endfor %}",
            [("TPL044", 'loop.cycle("a", b="c")')],
        ),
        ("{{ m(1) }}{% macro m(x) %}{{ x }}{% endmacro %}", [("TPL043", "m")]),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", [("TPL044", "m()")]),
        (
            "{% set a = 1 %}{% macro m() %}{{ a }}{% endmacro %}{{ m() }}",
            [("TPL044", "m()")],
        ),
        ('{% include "kop" %}', [("TPL007", "{% include %}")]),
        ('{% import "kop" as k %}', [("TPL007", "{% import %}")]),
        ("{% autoescape false %}{% endautoescape %}", [("TPL007", "{% autoescape %}")]),
        ("{% filter upper %}a{% endfilter %}", [("TPL044", "{% filter %}")]),
        ("{% block a %}b{% endblock %}", [("TPL044", "{% block %}")]),
        ("{% if jenis == 'diversi' %}{{ nomor|tangal }}{% endif %}", [("TPL022", "nomor|tangal")]),
        ("{{ nomor_surat.tgas }}", [("TPL004", "nomor_surat.tgas")]),
        ("{{ isi }}", [("TPL004", "isi")]),
        ("{{ ini.tanggal|tanggal }}", [("TPL004", "ini")]),
        ("{{ catatan }}", [("TPL004", "catatan")]),
    ],
)
def test_blocks_that_are_wrong_are_told(source: str, expected: list[tuple[str, str]]) -> None:
    """With the expression that is to be mended."""
    assert told(source) == expected


@pytest.mark.parametrize(
    ("source", "code", "lineno"),
    [
        ("a\n{{ klien.nama }", "TPL033", 2),
        ("a\n{% if klien.nama %}", "TPL023", 2),
        ("{% endif %}", "TPL024", 1),
        ("a\n\n{% iff klien %}", "TPL024", 3),
        ("{{ klien.nama| }}", "TPL030", 1),
    ],
)
def test_a_fault_of_grammar_comes_alone(source: str, code: str, lineno: int) -> None:
    """Nothing can be said beyond it."""
    entry = make_catalog(surat={})["surat"]
    found = check_source(source, entry, [KIND])
    assert [(fault.code, fault.lineno) for fault in found] == [(code, lineno)]


def test_a_narrative_stands_alone_in_its_paragraph() -> None:
    """Words beside it, or a second line of tags, make no difference of opinion."""
    alone = "<w:p><w:r><w:t>{{ analisis.uraian }}</w:t></w:r></w:p>"
    guarded = "{% if analisis.uraian %}\n" + alone + "{% endif %}"
    assert told(guarded) == []
    among = guarded.replace("<w:t>{{", "<w:t>Uraian: {{")
    assert told(among) == [("TPL042", "analisis.uraian")]
    entry = make_catalog(surat={})["surat"]
    (fault,) = check_source(among, entry, [KIND])
    assert (fault.severity, fault.lineno) == ("warning", 2)


def test_near_words_are_proposed() -> None:
    """For paths, filters and words of the vocabulary."""
    entry = make_catalog(surat={})["surat"]
    for source, near in (
        ("{{ klien.nma }}", "nama"),
        ("{{ klen.nama }}", "klien"),
        ("{{ klien.nama|uper }}", "upper"),
        ("{% if jenis == 'diversy' %}{% endif %}", "diversi"),
    ):
        (fault,) = check_source(source, entry, [KIND])
        assert fault.params["suggestion"] == near, source


def test_without_the_catalogs_names_any_letters_number_passes() -> None:
    """A caller that does not know the catalog gets no false alarm."""
    entry = make_catalog(surat={})["surat"]
    assert check_source("{{ nomor_surat.entah }}", entry, [KIND]) == []


def test_every_finding_has_what_its_sentence_needs() -> None:
    """Whoever shows it adds the template's name, the place and the expression, and no more."""
    sources = (
        "{{ klien.telepon }}{{ penjamin.nama }}{{ kehadiran.jam }}{% set b = 1 %}",
        "{{ tidak.ada }}{{ klien.tanggal_lahir }}",
        "{{ nomor|tanggal }}{{ nomor|tangal }}{{ nomor|upper(1) }}{{ 1 / hitung.hari_hadir }}",
        "{% if jenis == 'x' %}{% endif %}{% for a in nomor %}{% endfor %}",
        "<w:t>a</w:t>{{ analisis.uraian or '-' }}{% set a = 1 if draf %}{{ a }}{{ klien|items }}",
        "{% if draf %}{% set b = 1 %}{% endif %}{{ b }}{{ kehadiran[0].jam }}{{ nomor + 1 }}",
        "{{ klien.nik or '-' }}{% include 'x' %}",
    )
    entry = make_catalog(surat={"reader": "lokasi"})["surat"]
    found = [fault for source in sources for fault in check_source(source, entry, [KIND])]
    codes = {getattr(faults, name) for name in dir(faults) if name.isupper()}
    wanted = {code for code in codes if isinstance(code, str)} - {faults.ENDLESS}
    assert wanted == {fault.code for fault in found}
    for language in ("id", "en"):
        said = messages.load(language)
        for fault in found:
            assert needed(fault, said) <= set(fault.params), fault


def needed(fault: Fault, said: messages.Messages) -> set[str]:
    """Parameters of a finding's sentences beside those that are added where it is shown."""
    entry = said.problems[fault.code]
    names = {name for sentence in entry.values() for name in placeholders(sentence)}
    return names - {"template", "where", "suggestion"}


def test_the_list_of_fields_says_what_the_checker_knows() -> None:
    """Each path with its type, whether it may be missing, and who may read it."""
    entry = make_catalog(surat={"needs": ["klien.tanggal_lahir"]})["surat"]
    rows = {row.path: row for row in fields(entry, "pelayanan_masyarakat", ["surat"])}
    assert len(rows) > 300
    born = rows["klien.tanggal_lahir"]
    assert (born.type, born.optional, "lokasi" in born.readers) == ("tanggal", False, False)
    assert rows["klien.telepon"].optional
    assert rows["kehadiran.status"].words == ("hadir", "izin", "sakit", "alpa")
    assert rows["jenis"].words == ("pelayanan_masyarakat",)
    assert all(row.description for row in rows.values() if "." not in row.path)


@pytest.mark.parametrize(
    ("source", "guards"),
    [
        ("{{ klien.nik }}", ["{% if klien.nik %}…{% endif %}"]),
        ("{{ klien.nik|upper }}", ["{% if klien.nik %}…{% endif %}"]),
        (
            "{% if penjamin %}{{ penjamin.nik }}{% endif %}",
            ["{% if penjamin and penjamin.nik %}…{% endif %}"],
        ),
        (
            "{% if lingkungan %}{{ lingkungan.penjamin.rumah or '-' }}{% endif %}",
            ["{% if lingkungan and lingkungan.penjamin %}…{% endif %}"],
        ),
        ("{% for h in kehadiran %}{{ h.alasan }}{% endfor %}", ["{% if h.alasan %}…{% endif %}"]),
        ("{{ kehadiran[0].jam }}", ["{% if kehadiran %}"]),
        ("{{ klien.nama if klien.nik }}", ['{{ klien.nama if klien.nik else "-" }}']),
    ],
)
def test_the_guard_that_is_lacking_is_written_out(source: str, guards: list[str]) -> None:
    """As it can be typed, with the sections on the way."""
    entry = make_catalog(surat={})["surat"]
    found = check_source(source, entry, [KIND])
    assert [fault.params["suggestion"] for fault in found] == guards


def test_the_checker_stays_apart_from_what_makes_documents() -> None:
    """It is asked by commands that must be quick, and by editors: no docxtpl, no click."""
    code = "import sys, pipeline.contract; print({'docxtpl', 'click', 'rich'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
