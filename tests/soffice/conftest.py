"""What the tests of LibreOffice share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.soffice import Installation, find

FAKES = Path(__file__).parent.parent / "fakes"


@pytest.fixture(scope="session")
def installed() -> Installation:
    """The LibreOffice of this machine, with LibreOfficeKit."""
    installation = find(None)
    assert installation.kit
    return installation


@pytest.fixture(params=["kit", "command"])
def either_way(request: pytest.FixtureRequest, installed: Installation) -> Installation:
    """The LibreOffice of this machine, reached in the one way and in the other."""
    return replace(installed, kit=request.param == "kit")


@pytest.fixture
def fake() -> Callable[[str], Installation]:
    """Give the installation that a stand-in pretends to be."""
    return lambda name: find(str(FAKES / f"{name}.py"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
