"""Workspace: paths stay inside, files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError, WorkspaceError
from pipeline.workspace import Workspace, exhibits_of, shipped, try_reading
from tests.case_files import is_told


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A workspace with two cases, one of which has exhibits."""
    (tmp_path / "office.yaml").touch()
    (tmp_path / "cases" / "KS-1").mkdir(parents=True)
    (tmp_path / "cases" / "KS-1" / "putusan.pdf").touch()
    for name in ("KS-2.yaml", "KS-1.yaml", ".KS-1.yaml", "._KS-2.yaml", "catatan.txt"):
        (tmp_path / "cases" / name).touch()
    return Workspace(tmp_path)


# --- paths ---------------------------------------------------------------------------------------


def test_found_from_within(office: Workspace) -> None:
    """A workspace is found from itself, from a folder in it, and from a file in it."""
    for start in (office.root, office.cases / "KS-1", office.cases / "KS-1.yaml"):
        assert Workspace.find(start) == office


def test_not_found(tmp_path: Path) -> None:
    """Without an office.yaml here or above there is no workspace; a folder of that name is none."""
    (tmp_path / "office.yaml").mkdir()
    with pytest.raises(WorkspaceError) as caught:
        Workspace.find(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params) == ("RNG001", {"folder": str(tmp_path)})
    assert is_told(problem)


def test_where_things_lie(office: Workspace) -> None:
    """The folders of a workspace are those that its documents name."""
    root = office.root
    assert office.office_file == root / "office.yaml"
    assert office.case_file("KS-1") == root / "cases" / "KS-1.yaml"
    assert exhibits_of(office.case_file("KS.1")) == root / "cases" / "KS.1"
    assert office.drafts("KS-1") == root / "output" / "drafts" / "KS-1"
    assert office.bundle("KS-1") == root / "output" / "bundles" / "KS-1.pdf"
    assert office.schema_file == root / ".vscode" / "berkas.schema.json"


def test_templates_of_the_office_or_of_the_program(office: Workspace, repository: Path) -> None:
    """An office's own templates are taken as soon as it has any."""
    assert office.templates == shipped("templates") == repository / "templates"
    (office.root / "templates").mkdir()
    assert office.templates == office.root / "templates"


@pytest.mark.parametrize(
    "nomor",
    ["../x", "..", ".x", "", "a/b", "a\\b", "KS 1", "/etc/passwd", "x" * 65, "a\n", "~root"],
)
@pytest.mark.parametrize("of", ["case_file", "drafts", "bundle"])
def test_no_number_leads_out(office: Workspace, of: str, nomor: str) -> None:
    """No path is made from a number that could lead elsewhere."""
    with pytest.raises(UsageError) as caught:
        getattr(office, of)(nomor)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params) == ("RNG002", {"nomor": nomor})
    assert is_told(problem)


# --- which cases ---------------------------------------------------------------------------------


def test_all_cases(office: Workspace) -> None:
    """Nothing wanted means all cases by name; what an editor hides is none."""
    assert office.find_cases([]) == [office.cases / "KS-1.yaml", office.cases / "KS-2.yaml"]


def test_no_cases_yet(tmp_path: Path) -> None:
    """A workspace without cases, or without their folder, has none."""
    assert Workspace(tmp_path).find_cases([]) == []


def test_cases_by_number_file_and_folder(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases come in the order of asking, each once, however it was named."""
    first, second = office.cases / "KS-1.yaml", office.cases / "KS-2.yaml"
    monkeypatch.chdir(office.root)
    assert office.find_cases(["KS-2", "KS-1"]) == [second, first]
    assert office.find_cases([Path("cases")]) == [first, second]
    assert office.find_cases(["cases/KS-2.yaml", "KS-1"]) == [second, first]
    assert office.find_cases(["KS-1", "cases/../cases/KS-1.yaml", first, "cases"]) == [
        first,
        second,
    ]


def test_a_number_is_a_case_before_it_is_a_folder(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among the cases, where the folder of exhibits has its name, a number still means the case."""
    monkeypatch.chdir(office.cases)
    assert office.find_cases(["KS-1"]) == [office.cases / "KS-1.yaml"]


@pytest.mark.parametrize("name", ["KS-3", "cases/KS-3.yaml", "../x", "x" * 300, "a" * 5000])
def test_cases_that_are_not_there(
    office: Workspace, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number without a file, a path that is not there and one too long for any are told."""
    monkeypatch.chdir(office.cases)  # beside it nothing lies that this test did not make
    with pytest.raises(UsageError) as caught:
        office.find_cases(["KS-1", name])
    (problem,) = caught.value.problems
    assert problem.code == "RNG003"
    assert problem.params == {"nomor": name, "folder": str(office.cases)}
    assert is_told(problem)


def test_a_link_that_leads_in_a_ring_is_no_trap(office: Workspace) -> None:
    """A file that points at itself is handed on; reading it will tell."""
    ring = office.cases / "KS-9.yaml"
    ring.symlink_to(ring)
    assert ring in office.find_cases([])


# --- folders that may not be read -----------------------------------------------------------------


def closed(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody, not even root, list a folder or look at what lies below it."""
    listdir, stat = os.listdir, os.stat

    def refuse(path: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def look(path: Any, **options: Any) -> os.stat_result:
        if not isinstance(path, int) and folder in Path(path).parents:
            refuse(path)
        return stat(path, **options)

    def names(path: Any = ".") -> list[str]:
        if Path(path) == folder or folder in Path(path).parents:
            refuse(path)
        return listdir(path)

    patch.setattr(os, "stat", look)
    patch.setattr(os, "listdir", names)


def test_closed_folders_are_told(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is no folder without cases, and no fault of the program."""
    (office.root / "elsewhere").mkdir()
    closed(monkeypatch, office.cases)
    closed(monkeypatch, office.root / "elsewhere")
    for ask in (
        lambda: office.find_cases([]),
        lambda: office.find_cases([office.root / "elsewhere" / "KS-1.yaml"]),
        lambda: Workspace.find(office.root / "elsewhere" / "x"),
        lambda: try_reading(office.cases),
    ):
        with pytest.raises(WorkspaceError) as caught:
            ask()
        (problem,) = caught.value.problems
        told = {"folder": str(problem.file), "reason": "Permission denied"}
        assert (problem.code, problem.params) == ("RNG014", told)
        assert is_told(problem)
    try_reading(office.root / "not-there")
    try_reading(office.root / "office.yaml")
    try_reading(office.root)
