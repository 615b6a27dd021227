"""`berkas doctor`: how what was found is shown, and which code it ends in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import __version__
from tests.cli.conftest import Answer

Run = Callable[..., Answer]


def test_a_ready_machine(run: Run, workspace: Path) -> None:
    """Where all is there, each thing is named with its version or place: exit 0."""
    answer = run("doctor")
    assert answer.code == 0
    lines = answer.out.splitlines()
    for name, found in (
        ("berkas", re.escape(__version__)),
        ("LibreOffice", r"\d.*soffice.*"),
        ("Folder kantor", re.escape(str(workspace))),
        ("Fon templat", ".*Arial.*"),
    ):
        assert any(re.fullmatch(f"✓ {name} +{found}", line) for line in lines), name
    assert lines[-1] == "Komputer ini siap."


def test_in_json(run: Run, workspace: Path) -> None:
    """In JSON each check has its state and what was found."""
    document = json.loads(run("doctor", "--format", "json").out)
    assert document["ok"] is True
    checks = {check["name"]: check for check in document["checks"]}
    assert checks["berkas"] == {
        "name": "berkas",
        "state": "good",
        "found": __version__,
        "problems": [],
    }


def test_libreoffice_missing(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing program ends in 9, with the command that installs it."""
    monkeypatch.setenv("BERKAS_SOFFICE", "/tidak/ada/soffice")
    answer = run("doctor")
    assert answer.code == 9
    assert re.search("✗ LibreOffice +tidak siap", answer.out)
    assert "ALT002" in answer.out


def test_no_workspace(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a workspace the machine is looked at all the same, and it ends in 3."""
    monkeypatch.chdir(tmp_path)
    answer = run("doctor")
    assert answer.code == 3
    assert re.search("✗ Folder kantor +tidak siap", answer.out)
    assert "✓ LibreOffice" in answer.out
