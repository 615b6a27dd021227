"""Keys of an entry of the catalog that need each other, or undo each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_files import is_told, shown
from tests.catalogs import LETTER, catalog_of, faults_of

REPEATED = "for_each: pelanggaran, item: tanggal"


def told(folder: Path, text: str) -> list[tuple[str, str, str, dict[str, str]]]:
    """What is wrong with a catalog: code, path, what is underlined, what the message names."""
    problems = faults_of(folder, text)
    assert all(is_told(problem) for problem in problems)
    return [(p.code, p.path or "", shown(text, p), dict(p.params)) for p in problems]


@pytest.mark.parametrize(
    ("keys", "key", "other"),
    [
        ("item: tanggal", "item", "for_each"),
        ("where: {tindakan: sp1}", "where", "for_each"),
        ("from: 2", "from", "for_each"),
        ("unnamed_first: yes", "unnamed_first", "for_each"),
        ("months_of: kehadiran.tanggal", "months_of", "for_each"),
        ("for_each: pelanggaran, where: {tindakan: sp1}", "where", "item"),
        ("for_each: pelanggaran, from: 2", "from", "item"),
        ("for_each: pelanggaran, unnamed_first: yes", "unnamed_first", "item"),
        ("for_each: perkembangan, months_of: kehadiran.tanggal", "months_of", "item"),
    ],
)
def test_keys_without_their_counterpart(tmp_path: Path, keys: str, key: str, other: str) -> None:
    """A key that does nothing alone is told with the first one that it lacks."""
    params = {"key": key, "other": other}
    seen = told(tmp_path, f"a: {LETTER}, {keys}}}\n")
    assert seen == [("RNG030", f"a.{key}", key, params)]


def test_front_matter_without_a_file(tmp_path: Path) -> None:
    """Cover and contents are always made by the program."""
    seen = told(tmp_path, "a: {title: A, order: 1, reader: klien, front: yes}\n")
    assert seen == [("RNG030", "a.front", "front", {"key": "front", "other": "file"})]


@pytest.mark.parametrize("other", ["where: {tindakan: sp1}", "from: 2"])
def test_the_first_entry_is_not_chosen(tmp_path: Path, other: str) -> None:
    """What gives the first entry a document whatever it says leaves nothing to choose."""
    seen = told(tmp_path, f"a: {LETTER}, {REPEATED}, unnamed_first: yes, {other}}}\n")
    params = {"key": "unnamed_first", "other": other.partition(":")[0]}
    assert seen == [("RNG031", "a.unnamed_first", "unnamed_first", params)]


def test_what_holds_anyway_may_be_written(tmp_path: Path) -> None:
    """A default that is written down asks for nothing."""
    catalog = catalog_of(tmp_path, f"a: {LETTER}, from: 1, unnamed_first: no, front: no}}\n")
    assert catalog.names == ("a",)


@pytest.mark.parametrize(
    "keys",
    [
        "title: {all: A, diversi: B}, file: a.docx, reader: klien",
        "title: A, file: {diversi: a.docx}, reader: klien",
        "title: A, reader: {all: klien, diversi: kantor}",
        "title: A, reader: klien, needs_of: {diversi: diversi.hasil}",
        "title: A, reader: klien, due: {diversi: {after: diversi.penetapan.tanggal,"
        " within: 1 hari}}",
    ],
)
def test_kinds_in_which_it_does_not_occur(tmp_path: Path, keys: str) -> None:
    """What is said for a kind that `kinds` leaves out is told at that kind; else it is fine."""
    ((code, path, below, params),) = told(
        tmp_path, f"a: {{order: 1, kinds: [pidana_kerja_sosial, reintegrasi], {keys}}}\n"
    )
    assert (code, below) == ("RNG032", "diversi")
    assert path == f"a.{params['key']}.diversi"
    assert params["kind"] == "diversi"
    named = f"a: {{order: 1, kinds: [pidana_kerja_sosial, diversi], {keys}}}\n"
    assert catalog_of(tmp_path, named).names == ("a",)


def test_every_kind_has_a_reader(tmp_path: Path) -> None:
    """A document whose reader nobody knows would be held to no reader's limits."""
    text = "a: {title: A, order: 1, kinds: [diversi, reintegrasi], reader: {diversi: klien}}\n"
    assert told(tmp_path, text) == [("RNG033", "a.reader", "reader", {"kind": "reintegrasi"})]


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ("kinds: []", "kinds"),
        ("kinds: ", "kinds"),
        ("when: {}", "when"),
        ("when: {penyelesaian.hasil: }", "when"),
        ("when: {penyelesaian.hasil: [], penempatan: any}", "when.penyelesaian.hasil"),
        (f"{REPEATED}, where: {{tindakan: any, tanggal_surat: ''}}", "where.tanggal_surat"),
    ],
)
def test_conditions_left_empty(tmp_path: Path, keys: str, path: str) -> None:
    """What stands empty counts as left out and would let every case through, so it is told."""
    key = path.partition(".")[2] or path
    seen = told(tmp_path, f"a: {LETTER}, {keys}}}\n")
    assert seen == [("RNG034", f"a.{path}", key, {"key": key})]
