"""Workspace: paths stay inside, files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from pipeline import workspace as module
from pipeline.errors import UsageError, WorkspaceError
from pipeline.workspace import (
    Workspace,
    exhibits_of,
    publish,
    shipped,
    try_writing,
    write_whole,
)
from tests.case_files import codes, is_told


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


# --- writing -------------------------------------------------------------------------------------


def test_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    """A file appears with all its folders, readable by nobody else, and nothing beside it."""
    target = tmp_path / "output" / "bundles" / "KS-1.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    """Whatever the disk refuses, at whichever step: the earlier file is whole, and alone."""
    target = tmp_path / "KS-1.pdf"
    write_whole(target, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path if step == "replace" else os, step, refuse)
    with pytest.raises(WorkspaceError) as caught:
        write_whole(target, b"new")
    monkeypatch.undo()
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("RNG004", target)
    assert problem.params == {"reason": os.strerror(number)}
    assert is_told(problem)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the midst of writing goes on as Ctrl-C, and leaves no half of a file."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What lies behind a link in the output is not written over."""
    precious, target = tmp_path / "precious", tmp_path / "KS-1.pdf"
    precious.write_bytes(b"precious")
    target.symlink_to(precious)
    write_whole(target, b"new")
    assert (precious.read_bytes(), target.read_bytes()) == (b"precious", b"new")
    assert not target.is_symlink()


@pytest.mark.parametrize("name", ["file/x.pdf", "folder"])
def test_places_that_take_no_file(tmp_path: Path, name: str) -> None:
    """A file where a folder is needed, and a folder where the file shall be, are told."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(WorkspaceError) as caught:
        write_whole(tmp_path / name, b"new")
    assert codes(caught.value) == ["RNG004"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_publishing_clears_what_no_longer_belongs(tmp_path: Path) -> None:
    """Drafts that are no longer made go; what is neither Word nor PDF stays."""
    folder = tmp_path / "drafts" / "KS-1"
    folder.mkdir(parents=True)
    for name in ("old.docx", "old.pdf", "notes.txt", "kept.docx"):
        (folder / name).write_bytes(b"old")
    bundle = tmp_path / "bundles" / "KS-1.pdf"
    publish(folder, {folder / "kept.docx": b"new", bundle: b"bundle"})
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        "notes.txt": b"old",
        "kept.docx": b"new",
    }
    assert bundle.read_bytes() == b"bundle"


def test_publishing_removes_nothing_before_all_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up in the midst leaves every old draft."""
    (tmp_path / "old.docx").write_bytes(b"old")

    def full(target: Path, _: bytes) -> None:
        if target.name == "b.docx":
            raise WorkspaceError.of("RNG004", file=target, reason="full")

    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(WorkspaceError):
        publish(tmp_path, {tmp_path / "a.docx": b"a", tmp_path / "b.docx": b"b"})
    assert (tmp_path / "old.docx").read_bytes() == b"old"


def test_publishing_tells_what_it_cannot_clear(tmp_path: Path) -> None:
    """A folder that is called like a draft is told and is no bug."""
    (tmp_path / "old.pdf").mkdir()
    with pytest.raises(WorkspaceError) as caught:
        publish(tmp_path, {})
    assert codes(caught.value) == ["RNG004"]


def test_trying_to_write_leaves_nothing(tmp_path: Path) -> None:
    """A folder that could be made is found fit, and is not made."""
    try_writing(tmp_path / "output" / "drafts")
    assert list(tmp_path.iterdir()) == []


def test_trying_to_write_where_nothing_can_be_put(tmp_path: Path) -> None:
    """A file in the way of the folder is told before any work is done."""
    (tmp_path / "output").touch()
    with pytest.raises(WorkspaceError) as caught:
        try_writing(tmp_path / "output")
    assert codes(caught.value) == ["RNG004"]
