"""What the last screen of a build says of all cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import messages
from pipeline.cli.outcome import show_outcome
from pipeline.errors import ExitCode, Problem
from pipeline.results import CaseResult


def test_what_check_cannot_tell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning about pages is shown with its case; one of the case file is only counted."""
    file = Path("cases/KS-1.yaml")
    params = {"documents": "surat_tugas", "fonts": "URWBookmanLight"}
    found = (
        Problem("KNV014", params, file, severity="warning"),
        Problem("RNG004", {"reason": "x"}, file, severity="warning"),
    )
    show_outcome([CaseResult("KS-1", file, ExitCode.DONE, found)], [], messages.load("id"))
    told = " ".join(capsys.readouterr().out.split())
    assert "KNV014" in told
    assert "URWBookmanLight" in told
    assert "cases/KS-1.yaml" in told
    assert "RNG004" not in told
    assert "Ada 1 peringatan" in told
