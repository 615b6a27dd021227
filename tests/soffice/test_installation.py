"""LibreOffice is found, or it is said what to do."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, ToolError
from pipeline.soffice import Installation, find, installation
from tests.soffice.processes import alive, becomes_true


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


def test_the_way_that_was_asked_for(fake: Callable[[str], Installation]) -> None:
    """The command line is everywhere; LibreOfficeKit only where its library is."""
    assert find(None, "kit").kit
    assert not find(None, "soffice").kit
    with pytest.raises(ToolError) as caught:
        find(str(fake("soffice").program), "kit")
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["version"]) == ("ALT004", "7.4.7.2 40(Build:2)")


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A program that hangs instead of telling its version, with a child that hangs too."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\ntail -f "$0"\necho never\n')
    program.chmod(0o755)
    return program


def test_one_that_never_answers(
    hanging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up, and neither it nor its child is left."""
    monkeypatch.setattr(installation, "_PATIENCE", 0.5)
    with pytest.raises(ToolError) as caught:
        find(str(hanging))
    assert caught.value.problems[0].code == "ALT002"
    assert becomes_true(lambda: alive(tmp_path) == {})


def test_interrupted_while_it_is_asked(hanging: Path, tmp_path: Path) -> None:
    """Ctrl-C, which reaches us alone, leaves neither it nor its child."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            find(str(hanging))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert becomes_true(lambda: alive(tmp_path) == {})


def test_one_that_the_system_cannot_run(tmp_path: Path) -> None:
    """A file of rubbish that is marked as a program is refused with what the system says."""
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF rubbish")
    program.chmod(0o755)
    with pytest.raises(ToolError) as caught:
        find(str(program))
    assert caught.value.problems[0].code == "ALT002"
    assert caught.value.problems[0].detail
