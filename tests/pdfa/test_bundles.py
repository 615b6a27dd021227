"""Each bundle of each sample case is PDF/A-3b, by the verdict of veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Pdf

from tests.samples import Built
from tools.pdfa import judge

pytestmark = pytest.mark.pdfa

BUNDLE = "3b"
CLAIM = frozenset({"6.6.4-3"})  # the conformance level in the metadata


@pytest.fixture(scope="module")
def bundles(built: Built) -> list[Path]:
    """The bundle of each sample case."""
    return [built.workspace.bundle(nomor) for nomor in built.due]


def test_every_bundle_is_valid(bundles: list[Path]) -> None:
    """What is put together of valid parts is valid, exhibits and footers included."""
    told = dict(zip(bundles, judge(bundles, BUNDLE), strict=True))
    assert {file.name: v for file, v in told.items() if v.state != "valid"} == {}
    assert min(verdict.checks for verdict in told.values()) > 8_000


def test_the_tags_would_be_good_for_level_a(bundles: list[Path]) -> None:
    """All that a bundle of our own parts lacks of PDF/A-3a is the letter in its claim."""
    own = [file for file in bundles if _is_tagged(file)]
    assert len(own) == len(bundles) - 1  # the one with an exhibit
    smallest = sorted(own, key=lambda file: file.stat().st_size)[:8]  # the others take a minute
    assert {frozenset(verdict.rules) for verdict in judge(smallest, "3a")} == {CLAIM}


def _is_tagged(file: Path) -> bool:
    with Pdf.open(file) as pdf:
        return bool(pdf.Root.MarkInfo.Marked)
