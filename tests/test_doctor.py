"""What the doctor sees, and how grave it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline import doctor
from pipeline.errors import ExitCode, ToolError
from pipeline.settings import Settings
from pipeline.soffice import Installation
from pipeline.starter import make_workspace

Look = Callable[[], dict[str, doctor.Check]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A new workspace."""
    folder = tmp_path / "kantor"
    make_workspace(folder)
    return folder


@pytest.fixture
def look(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Examine the workspace on a machine that has a LibreOffice."""

    def find(_: str | None) -> Installation:
        return Installation(Path("/usr/bin/soffice"), "7.4.7.2", Path("/usr/bin"), kit=False)

    monkeypatch.setattr("pipeline.soffice.find", find)
    return lambda: {check.name: check for check in doctor.examine(workspace, Settings())}


def test_all_is_good(look: Look) -> None:
    """A new workspace on a ready machine has no problem; what was found is named."""
    checks = look()
    assert [name for name, check in checks.items() if check.exit_code] == []
    assert checks["libreoffice"].found == "7.4.7.2 (/usr/bin/soffice)"
    assert "surat_penempatan" in checks["templates"].found
    assert doctor.verdict(list(checks.values())) == ExitCode.DONE


def test_nothing_is_changed(look: Look, workspace: Path) -> None:
    """Looking makes no folder and leaves no file."""
    before = sorted(workspace.rglob("*"))
    look()
    assert sorted(workspace.rglob("*")) == before


def test_office_at_fault(look: Look, workspace: Path) -> None:
    """A fault of office.yaml is found, with 3; what does not need it is still looked at."""
    (workspace / "office.yaml").write_text("kantor: {}\n")
    checks = look()
    assert checks["workspace"].found == str(workspace)
    assert checks["office"].exit_code == ExitCode.WORKSPACE
    assert {"libreoffice", "fonts", "output", "space"} <= set(checks)


def test_slip_in_the_office(look: Look, workspace: Path) -> None:
    """A value of office.yaml that a comment cuts off is a warning."""
    file = workspace / "office.yaml"
    file.write_text(file.read_text().replace("kertas: A4", "kertas: A4   #utama"))
    check = look()["office"]
    assert [(p.code, p.severity) for p in check.problems] == [("YML028", "warning")]
    assert check.exit_code == ExitCode.DONE


def test_template_missing(look: Look, workspace: Path) -> None:
    """A template that the catalog names and the folder lacks is told, with 5."""
    (workspace / "templates" / "sampul.docx").unlink()
    check = look()["templates"]
    assert [problem.code for problem in check.problems] == ["TPL001"]
    assert check.exit_code == ExitCode.TEMPLATE


def test_output_that_is_no_folder(look: Look, workspace: Path) -> None:
    """Where results cannot be written, it is told before a build, with 3."""
    (workspace / "output").write_text("")
    check = look()["output"]
    assert [problem.code for problem in check.problems] == ["RNG004"]
    assert check.exit_code == ExitCode.WORKSPACE


def test_little_space(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is almost full is a warning."""
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 10**18)
    check = look()["space"]
    assert [(p.code, p.severity) for p in check.problems] == [("PRK003", "warning")]
    assert check.exit_code == ExitCode.DONE


@pytest.mark.parametrize(
    ("served", "codes"),
    [("Liberation Sans", []), ("DejaVu Sans", ["PRK001"]), (None, ["PRK002"])],
)
def test_fonts(
    look: Look, monkeypatch: pytest.MonkeyPatch, served: str | None, codes: list[str]
) -> None:
    """A font of the same measures is good; another one, or none that can be seen, is a warning."""
    monkeypatch.setattr("pipeline.fonts.served_for", lambda _: served)
    check = look()["fonts"]
    assert [problem.code for problem in check.problems] == codes
    assert check.exit_code == ExitCode.DONE


def test_stale_schema(look: Look, workspace: Path) -> None:
    """An editor's help that no longer fits is a warning."""
    (workspace / ".vscode" / "berkas.schema.json").write_text("{}")
    check = look()["schema"]
    assert [problem.code for problem in check.problems] == ["PRK004"]


def test_missing_tool_counts_first(
    look: Look, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both a tool missing and the workspace at fault, the tool decides: 9."""

    def find(_: str | None) -> NoReturn:
        raise ToolError.of("ALT001")

    monkeypatch.setattr("pipeline.soffice.find", find)
    (workspace / "office.yaml").write_text("kantor: {}\n")
    assert doctor.verdict(list(look().values())) == ExitCode.TOOL
