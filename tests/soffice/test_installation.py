"""LibreOffice is found, or it is said what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, ToolError
from pipeline.soffice import Installation, find, installation


def test_the_installed_one_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found on the PATH, with version and libraries, and no profile is made by asking."""
    monkeypatch.setenv("HOME", str(tmp_path))
    found = find(None)
    assert found.version.startswith(f"{found.series}.")
    assert (found.program_dir / "versionrc").is_file()
    assert found.kit
    assert not list(tmp_path.rglob("*libreoffice*"))


def test_a_program_may_be_named(fake: Callable[[str], Installation]) -> None:
    """The program that was named is used, and has no LibreOfficeKit without its libraries."""
    found = fake("soffice")
    assert found.program.name == "soffice.py"
    assert (found.version, found.series, found.kit) == ("7.4.7.2 40(Build:2)", "7.4", False)


def test_usual_places_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice of its makers, which is not on the PATH, is found; of two the newer one."""
    for version in ("7.6", "24.8"):
        program = tmp_path / f"libreoffice{version}" / "program" / "soffice"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho LibreOffice {version}.1.2 abc\n")
        program.chmod(0o755)
    (tmp_path / "libreoffice7.6" / "program" / "libmergedlo.so").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    pattern = f"{tmp_path}/libreoffice*/program/soffice"
    monkeypatch.setattr(installation, "_USUAL_PLACES", {"linux": ("/nowhere/soffice", pattern)})
    found = find(None)
    assert (found.series, found.kit) == ("24.8", False)


def test_none_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the exit code is that of a missing tool."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(installation, "_USUAL_PLACES", {})
    with pytest.raises(ToolError) as caught:
        find(None)
    assert [problem.code for problem in caught.value.problems] == ["ALT001"]
    assert caught.value.exit_code is ExitCode.TOOL


@pytest.mark.parametrize(
    ("name", "code"),
    [("nowhere", "ALT002"), ("soffice_other", "ALT002"), ("soffice_old", "ALT003")],
)
def test_not_the_right_one(fake: Callable[[str], Installation], name: str, code: str) -> None:
    """A program that is not there, is no LibreOffice or is too old is refused by name."""
    with pytest.raises(ToolError) as caught:
        fake(name)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert name in problem.params["program"]


def test_one_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that hangs instead of telling its version is given up."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(installation, "_PATIENCE", 0.2)
    with pytest.raises(ToolError) as caught:
        find(str(program))
    assert caught.value.problems[0].code == "ALT002"


def test_one_that_the_system_cannot_run(tmp_path: Path) -> None:
    """A file of rubbish that is marked as a program is refused with what the system says."""
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF rubbish")
    program.chmod(0o755)
    with pytest.raises(ToolError) as caught:
        find(str(program))
    assert caught.value.problems[0].code == "ALT002"
    assert caught.value.problems[0].detail
