"""`berkas --help` and `berkas check` answer at once: they import nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import child_environment

HEAVY = (
    "docxtpl",
    "docx",
    "lxml",
    "pikepdf",
    "pypdf",
    "reportlab",
    "rich",
    "jinja2",
    "babel",
    "num2words",
)
OURS = ("pipeline.soffice", "pipeline.runner", "pipeline.stages.render", "pipeline.stages.convert")


def imported(*words: str) -> set[str]:
    """Names of all modules that a call imports, by Python's own account."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", *words],
        capture_output=True,
        text=True,
        check=True,
        env=child_environment({}),
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


def heavy(modules: set[str]) -> set[str]:
    """Those of the modules that a quick command may not import."""
    tops = {name.split(".")[0] for name in modules}
    return (tops & set(HEAVY)) | (modules & set(OURS))


@pytest.mark.usefixtures("workspace")
def test_help_imports_next_to_nothing() -> None:
    """The help needs neither a document library nor the models of the case file."""
    modules = imported("--help")
    assert "pipeline.cli.frame" in modules
    assert not heavy(modules)
    assert not {name for name in modules if name.split(".")[0] == "pydantic"}


def test_check_of_one_file(write_case: Callable[..., Path]) -> None:
    """Checking a case imports the models, and no library for Word, PDF, LibreOffice or colour."""
    file = write_case("KS-2026-0001")
    modules = imported("check", str(file))
    assert "pipeline.stages.validate" in modules
    assert not heavy(modules)


def test_every_name_of_the_list_is_one_that_build_imports() -> None:
    """The list above is not out of date: the runner imports what it names, but for a few."""
    code = "import sys, pipeline.runner, pipeline.cli.outcome; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=child_environment({}),
    )
    modules = set(done.stdout.split())
    late = {"babel", "num2words"}  # filters and values load them when a value needs them
    assert set(HEAVY) - late <= heavy(modules)
    assert set(OURS) <= modules
