"""`berkas rules`: the list, and one rule with what it says of its own example."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pipeline import messages
from pipeline.rules.book import RULES
from tests.cli.conftest import Answer

Run = Callable[..., Answer]


def test_list_has_a_line_a_rule(run: Run) -> None:
    """Each rule has one line with its code, its weight and its title, and nothing else is there."""
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    titles = messages.load("id").problems
    for line, rule in zip(lines, RULES, strict=True):
        assert line.endswith(titles[rule.code]["title"])
    assert len(lines) >= 70


@pytest.mark.parametrize("word", ["KS004", "ks004"])
def test_one_rule_is_explained(run: Run, word: str) -> None:
    """What a rule wants, its article, its dates, and its example with what check says of it."""
    answer = run("rules", word)
    assert answer.code == 0
    assert answer.out.startswith("KS004  galat")
    for piece in (
        "Dasar: Pasal 85 ayat (4)",
        "Berlaku sejak: 2 Januari 2026",
        "Tanggal yang dinilai: putusan.tanggal, rekomendasi.tanggal_laporan",
        "KS-2026-0100.yaml:2:",
        "galat KS004",
        "^^^",
        "Contoh yang benar:",
    ):
        assert piece in answer.out
    english = run("rules", word, "--lang", "en").out
    assert "In force since: 2 Januari 2026" in english
    assert "An example that does not:" in english


def test_another_message_is_explained(run: Run) -> None:
    """A code that is no rule of law has its sentence and its way out."""
    answer = run("rules", "yml026")
    assert answer.code == 0
    assert answer.out.startswith("YML026  Kunci dua kali\n\nKunci `{key}` ditulis dua kali")


def test_json(run: Run) -> None:
    """JSON has all that a rule says of itself."""
    document = json.loads(run("rules", "--format", "json").out)
    assert [entry["code"] for entry in document["rules"]] == [rule.code for rule in RULES]
    (one,) = json.loads(run("rules", "KS004", "--format", "json").out)["rules"]
    assert (one["severity"], one["since"], one["kinds"]) == (
        "error",
        "2026-01-02",
        ["pidana_kerja_sosial"],
    )
    assert one["failing"] != one["passing"]


def test_unknown_code(run: Run) -> None:
    """A code that does not exist is a slip of the call, with the one that was meant."""
    answer = run("rules", "KS0004")
    assert (answer.code, answer.out) == (2, "")
    assert "PGN012" in answer.err
    assert "KS004" in answer.err
