"""What was meant by a misspelt word."""

from __future__ import annotations

import pytest

from pipeline.spelling import as_list, nearest, parts


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("tanggal_lahr", ["tanggal_lahir", "tempat_lahir"], "tanggal_lahir"),
        ("KLIEN", ["klien"], "klien"),
        ("kejari-PWT", ["kejari-pwt"], "kejari-pwt"),
        ("xyz", ["klien"], ""),
        ("", [], ""),
    ],
)
def test_nearest(word: str, known: list[str], found: str) -> None:
    """The known word that was likely meant is found in any letter case, and none is forced."""
    assert nearest(word, known) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("penjara, denda", ["penjara", "denda"]),
        ("penjara,denda, atau mengulang", ["penjara", "denda", "mengulang"]),
        ("a, dan b,", ["a", "b"]),
        ("dandan", ["dandan"]),
        (" , ", []),
    ],
)
def test_parts(text: str, found: list[str]) -> None:
    """What commas part is found, without the blanks and the word between the last two."""
    assert parts(text) == found


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("penjara, dendaa", "[penjara, denda]"),
        (["mengulang", "penjara, xyz"], "[mengulang, penjara, xyz]"),
        ([None, "Penjara, Denda"], "[penjara, denda]"),
        ("xyz, abc", ""),
        ("denda, " + "seratus ribu rupiah " * 10, ""),
    ],
)
def test_as_list(written: object, proposed: str) -> None:
    """A list is proposed whole: the nearest known word of each entry, but no prose."""
    assert as_list(written, ("mengulang", "penjara", "denda")) == proposed
