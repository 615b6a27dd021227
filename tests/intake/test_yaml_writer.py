"""Values as YAML: what is written reads back as it was, and quotes stand only where needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.intake.case_text import case_text, notes
from pipeline.intake.cells import read_cell
from pipeline.intake.draft import Draft
from pipeline.intake.yaml_writer import WIDTH, mapping, scalar
from pipeline.parsers.text import parse_narrative
from pipeline.shape import shape
from pipeline.values import Narrative

FILE = Path("RE-2026-0001.yaml")
NASTY = (
    "a: b", "a #b", "#a", "- a", "-a", "-", "@a", "`a`", "'a'", '"a"', "a'b", 'a"b', "no", "ya",
    "08", "0012", "1e3", "12:30:45", "~", "null", "true", "2026-02-18", "{a}", "[a]", "a,b", "&a",
    "*a", "!a", "|", ">", "%a", "?", "? a", ": a", "a:", "a\\b", 'a\\"b', "🌾", "é", "<<", "=",
    "...", "---", "--- a", "a\nb", "a\n\nb", "- a\n- b", "1. a\n2. b", "• a\n• b", "a - b",
    "[PERLU DATA]",
    "a [PERLU DATA: b]", "\ta", "a\u200bb", "\ufeffa", "\uf0b7 a", "a\x0bb", "x" * 300, "a\u2028b",
    "pasal: a\n- b: c #d", "- - a", "a\xa0b", "key:\xa0a", "A. B. C. " * 30, "- " * 60, "1. " * 60,
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab :#-'\"@\n\t.1,[]{}|>%&*!?\\é🌾\xa0\u200b", max_size=300),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=40).map(" ".join),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=10).map("\n".join),
)


def with_examples(test: Callable[[str], None]) -> Callable[[str], None]:
    """Try each of the nasty texts, whatever else is tried."""
    for text in NASTY:
        test = example(text)(test)
    return test


def loaded(draft: Draft) -> Case:
    """The case that a draft's file loads as, without any problem."""
    text = case_text("RE-2026-0001", "reintegrasi", "sr", draft, 5)
    source = yaml_text.parse(text.encode(), FILE)
    case, problems = shape(source, Case)
    assert [*problems, *source.warnings] == [], text
    assert case is not None
    return case


def draft(**cells: object) -> Draft:
    """A draft that is otherwise in order; double underscores stand for dots."""
    values = {key.replace("__", "."): value for key, value in cells.items()}
    whole = {"klien.nama": "Tarsiman", "perkara.tindak_pidana": "Penipuan", **values}
    return Draft({key: v for key, v in whole.items() if v}, (), ())  # type: ignore[misc]


@with_examples
@given(TEXTS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Any cell, written to a key of one line, loads as the cell's text in its normal form."""
    value = read_cell(text, "text").value
    case = loaded(draft(klien__alamat=value, perkara__pasal=value))
    assert case.klien.alamat == value
    assert case.perkara.pasal == ((value,) if value else ())


@with_examples
@given(TEXTS)
def test_a_narrative_comes_back_as_it_was(text: str) -> None:
    """Any cell, written to a narrative, loads as the narrative that the cell holds."""
    value = read_cell(text, "prose").value
    case = loaded(draft(riwayat__kelahiran=value, perkara__korban__keadaan=value))
    wanted = parse_narrative(value) if isinstance(value, str) else None
    assert (case.riwayat and case.riwayat.kelahiran) == wanted
    assert [victim.keadaan for victim in case.perkara.korban] == ([wanted] if wanted else [])


@with_examples
@given(TEXTS)
def test_a_list_comes_back_as_it_was(text: str) -> None:
    """Any cell, written to a list, loads as the entries that the cell holds."""
    value = read_cell(text, "list").value
    case = loaded(draft(kesimpulan=value, rekomendasi__isi=value))
    assert case.kesimpulan == (value or ())
    assert (case.rekomendasi.isi if case.rekomendasi else ()) == (value or ())


@with_examples
@given(TEXTS)
def test_a_note_comes_back_with_its_header(text: str) -> None:
    """Any cell without a key, and any header, stands as one item of `catatan`."""
    note = read_cell(text, "note").note
    entries = (("Keterangan: a #b", note), ("x", "y"))
    found = loaded(Draft(draft().values, entries, ())).catatan
    assert found == notes(entries)
    assert len(found.blocks) == 2


@given(st.text(max_size=80))
def test_other_readers_of_yaml_see_the_same_text(text: str) -> None:
    """What is not a date is text to any reader, also `no`, `08` and `1e3`."""
    value = read_cell(text, "text").value
    if isinstance(value, str):
        assert yaml.safe_load(f"a: {scalar(value)}\n") == {"a": value}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ma'ruf", "Ma'ruf"),
        ("RT 01/RW 02, Desa A (dusun B)", "RT 01/RW 02, Desa A (dusun B)"),
        ("B.I. 041/2024", "B.I. 041/2024"),
        ("Penjara 3:2", "Penjara 3:2"),
        ("a: b", '"a: b"'),
        ("0045", '"0045"'),
        ("no", '"no"'),
        ("@a", '"@a"'),
        ('kata "b": c', "'kata \"b\": c'"),
        ("'a' \"b\"", "'''a'' \"b\"'"),
    ],
)
def test_quotes_only_where_needed(text: str, written: str) -> None:
    """A name and an address stand as an officer would write them."""
    assert scalar(text) == written


def test_long_paragraphs_are_broken_for_the_screen() -> None:
    """A narrative's lines fit the screen, an item's later lines stand under its text."""
    text = parse_narrative("kata " * 60 + "\n\n- butir " + "panjang " * 30)
    lines = list(mapping({"a": text}))
    assert lines[0] == "a: |"
    assert max(map(len, lines)) <= WIDTH
    assert "" in lines
    assert sum(line.startswith("  - ") for line in lines) == 1
    assert lines[-1].startswith("    panjang")


def test_nothing_but_a_word_that_would_mark_an_item_is_too_long() -> None:
    """A line is broken in front of no word that would begin an item of a list there."""
    text = parse_narrative("x" * 95 + " - y 2. z " + "w" * 50)
    lines = list(mapping({"a": text}))
    assert not any(line.strip().startswith(("- ", "2.")) for line in lines[1:])
    assert isinstance(text, Narrative)
