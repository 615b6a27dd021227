"""A new workspace: complete, usable, and whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import publish, starter
from pipeline.errors import UsageError, WorkspaceError
from pipeline.starter import make_workspace
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["kantor", "a/b/kantor"])
def test_it_can_be_opened(tmp_path: Path, name: str) -> None:
    """Office and catalog of a new workspace are in order; letterhead and templates are there."""
    make_workspace(tmp_path / name)
    made = Workspace(tmp_path / name)
    workplace = open_workplace(made)
    assert made.templates == tmp_path / name / "templates"
    assert all(
        (made.templates / file).is_file()
        for entry in workplace.catalog.entries
        for file in entry.file.values()
    )
    assert workplace.office.kantor.logo
    assert (made.root / workplace.office.kantor.logo).is_file()
    assert made.cases.is_dir()
    assert (made.root / ".gitignore").read_text() == "/output/\n"


def test_it_holds_no_case(tmp_path: Path) -> None:
    """No sample case of the repository comes along."""
    make_workspace(tmp_path / "kantor")
    assert list((tmp_path / "kantor" / "cases").iterdir()) == []


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """An empty folder is filled, and so is one in which an attempt was killed."""
    (tmp_path / ".berkas-abc").mkdir()
    make_workspace(tmp_path)
    assert (tmp_path / "office.yaml").is_file()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file of that name is refused and kept."""
    file = tmp_path / "kantor"
    file.write_text("isi")
    with pytest.raises(UsageError):
        make_workspace(file)
    assert file.read_text() == "isi"


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("fails_at", [0, 3, 6])
def test_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool, fails_at: int
) -> None:
    """When the disk refuses a file, the folder is as it was before."""
    folder = tmp_path / "kantor"
    if exists:
        folder.mkdir()
    written: list[Path] = []
    whole = publish.write_whole

    def refuse(file: Path, content: bytes) -> None:
        if len(written) == fails_at:
            raise WorkspaceError.of("RNG004", file=file, reason="No space left on device")
        written.append(file)
        whole(file, content)

    monkeypatch.setattr(starter, "write_whole", refuse)
    with pytest.raises(WorkspaceError):
        make_workspace(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_half_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool) -> None:
    """When the last step, which makes it a workspace, fails, what was placed goes again."""
    folder = tmp_path / "kantor"
    if exists:
        folder.mkdir()
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == folder / "office.yaml":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WorkspaceError):
        make_workspace(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


def test_the_repository_has_the_same_settings(tmp_path: Path) -> None:
    """The editor works in a new workspace as it does in the repository."""
    make_workspace(tmp_path)
    made = sorted((tmp_path / ".vscode").iterdir())
    assert [file.name for file in made] == [
        "berkas.schema.json",
        "extensions.json",
        "settings.json",
    ]
    for file in made:
        assert file.read_bytes() == (REPOSITORY / ".vscode" / file.name).read_bytes()
