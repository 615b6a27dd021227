"""The text of a new case file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.case.model import KINDS
from pipeline.case.section import fields_of
from pipeline.catalog import Entry
from pipeline.catalog.vocabulary import field_at
from pipeline.skeleton import MODELINE, ONLY, WIDTH, skeleton
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def workplace() -> Workplace:
    """The repository's own office and catalog."""
    return open_workplace(Workspace(REPOSITORY))


def made(kind: str, workplace: Workplace, nomor: str = "KS-2026-0099") -> str:
    """The skeleton of a kind of case."""
    return skeleton(nomor, kind, "sr", workplace.catalog)


def read(text: str) -> yaml_text.Source:
    """The text as the program reads it."""
    return yaml_text.parse(text.encode(), Path("KS-2026-0099.yaml"))


def top_keys(text: str) -> list[str]:
    """The keys that stand at the line's start."""
    return [
        line.split(":")[0] for line in text.splitlines() if line and not line.startswith((" ", "#"))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_what_was_given_and_nothing_else(kind: str, workplace: Workplace) -> None:
    """As YAML it is the number, the kind and the officer; every other key is empty."""
    source = read(made(kind, workplace))
    assert source.data == {"nomor": "KS-2026-0099", "jenis": kind, "pk": "sr"}
    assert source.warnings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_typed_before_a_comment_is_not_warned_of(kind: str, workplace: Workplace) -> None:
    """Also where the value is put in at the key, two blanks are left before the comment."""
    text = made(kind, workplace, "KS-2026-0099-nomor-yang-sangat-panjang")
    beside = re.findall(r"^ *(?:- )?\w+:( +)#", text, re.MULTILINE)
    assert len(beside) > 50
    assert min(map(len, beside)) >= 3
    filled = re.sub(r"^( *(?:- )?\w+: )( +#)", r"\1Isi\2", text, flags=re.MULTILINE)
    assert "Isi  " in filled
    assert [w for line in filled.splitlines() for w in one_blank(line)] == []


def one_blank(line: str) -> list[str]:
    """What stands before a comment that only one blank keeps apart from a value."""
    return re.findall(r"^[^#]*[^\s#:] #.*", line)


def test_keys_stand_in_the_vocabularys_order(workplace: Workplace) -> None:
    """Every key that the kind can have stands there once, in order."""
    for kind in KINDS:
        possible = [name for name in fields_of(Case) if kind in ONLY.get(name, KINDS)]
        assert top_keys(made(kind, workplace)) == possible


@pytest.mark.parametrize(
    ("kind", "absent", "present"),
    [
        ("pidana_kerja_sosial", ["masa_pidana", "pembinaan", "diversi"], ["kelayakan", "putusan"]),
        ("pelayanan_masyarakat", ["kelayakan", "pengulangan"], ["pendamping_anak", "eksekusi"]),
        ("diversi", ["putusan", "eksekusi", "kelayakan"], ["diversi", "penempatan"]),
        ("reintegrasi", ["kelayakan", "penempatan", "kehadiran"], ["program", "masa_pidana"]),
    ],
)
def test_only_what_the_kind_can_have(
    kind: str, absent: list[str], present: list[str], workplace: Workplace
) -> None:
    """A section that belongs to another kind of case is not asked for."""
    keys = top_keys(made(kind, workplace))
    assert not set(absent) & set(keys)
    assert set(present) <= set(keys)


def test_exceptions_name_keys_that_exist() -> None:
    """The list of keys that only some kinds have is not out of date."""
    assert [dotted for dotted in ONLY if field_at(dotted) is None] == []


def test_it_says_which_document_needs_what(workplace: Workplace) -> None:
    """Above each section stand all keys that documents need of it, and the first documents."""
    for entry, kind, need in needs(workplace):
        text = made(kind, workplace)
        section, _, inner = need.partition(".")
        above = text.split(f"\n{section}:")[0].rsplit("\n\n", 1)[1].replace("\n#  ", "")
        named = re.search(r"# Diperlukan untuk ([^:.]*)", above)
        assert named
        assert entry.name in named[1] or " lagi" in named[1]
        assert inner in above
    foreign = made("reintegrasi", workplace)
    assert "litmas_reintegrasi" in foreign
    assert "litmas_pidana_kerja_sosial" not in foreign


def needs(workplace: Workplace) -> Iterator[tuple[Entry, str, str]]:
    """Each need of the catalog with its document and kind of case."""
    for entry in workplace.catalog.entries:
        for kind in entry.kinds:
            yield from ((entry, kind, need) for need in entry.all_needs(kind))


def test_each_key_has_its_description(workplace: Workplace) -> None:
    """Beside or above every key stands what it means; required ones are marked."""
    lines = made("pidana_kerja_sosial", workplace).splitlines()
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            assert "# " in line or lines[number - 1].lstrip().startswith("# "), line
    assert any(line.startswith("  nama:") and "# * " in line for line in lines)


def test_choices_are_named(workplace: Workplace) -> None:
    """Where a key takes one of a few words, they stand there, once."""
    text = made("pidana_kerja_sosial", workplace)
    assert "rutan | rumah | kota | tidak_ditahan" in text
    assert "ya: ya | tidak" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_it_fits_an_editor(kind: str, workplace: Workplace) -> None:
    """The editor's modeline comes first, and no line is wider than the editor shows."""
    lines = made(kind, workplace, nomor="K" * 40).splitlines()
    assert lines[0] == MODELINE
    assert max(map(len, lines)) <= WIDTH


def test_a_filled_narrative_keeps_its_paragraphs(workplace: Workplace) -> None:
    """Text typed below an open bar becomes the narrative, and the next key stays a key."""
    text = made("pidana_kerja_sosial", workplace)
    opened = next(line for line in text.splitlines() if line.startswith("  kronologi: |"))
    typed = f"{opened}\n    Pada hari itu.\n\n    - satu\n    - dua"
    data = read(text.replace(opened, typed)).data
    assert data["perkara"] == {"kronologi": "Pada hari itu.\n\n- satu\n- dua\n"}
