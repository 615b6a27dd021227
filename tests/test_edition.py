"""What tells one installed program from another."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.edition import edition


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program beside a library."""
    home = Path(pipeline.__file__).parent
    copy = Path(shutil.copytree(home, tmp_path / "pipeline"))
    (tmp_path / "jinja2-3.1.6.dist-info").mkdir()
    monkeypatch.setattr(pipeline, "__file__", str(copy / "__init__.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "tidak-ada")])
    return tmp_path


def now() -> str:
    """What it is at this moment."""
    edition.cache_clear()
    return edition()


def test_another_program_is_another_edition(installed: Path) -> None:
    """A changed module or message, one more or less, and the next version of a library."""
    seen = [now()]
    assert now() == seen[0]
    (installed / "pipeline" / "runner.py").write_text("")
    seen.append(now())
    next((installed / "pipeline" / "locale").rglob("*.yaml")).unlink()
    seen.append(now())
    (installed / "jinja2-3.1.6.dist-info").rename(installed / "jinja2-3.1.7.dist-info")
    seen.append(now())
    edition.cache_clear()
    assert len(set(seen)) == len(seen)
