"""What was meant by a misspelt word."""

from __future__ import annotations

import pytest

from pipeline.spelling import nearest


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
