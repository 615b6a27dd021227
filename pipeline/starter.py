"""A new office's workspace: an office.yaml to adapt, the templates, and the editor's settings.

Why: an officer who was given nothing but the program must be able to begin, also outside the
repository; and what could not be finished must not lie about as half a workspace.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import yaml_text
from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.publish import refused_by_disk, write_whole
from pipeline.schema import schema_text
from pipeline.workspace import OFFICE_FILE, Workspace, shipped

EDITOR_FILES = (".vscode/extensions.json", ".vscode/settings.json")
IGNORED = "/output/\n"
_UNFINISHED = ".berkas-"


def make_workspace(folder: Path) -> None:
    """Make a workspace in a folder that is not there yet, or empty.

    Raises:
        UsageError: something lies there already.
        WorkspaceError: the folder or the disk does not take it; nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(_kept(folder))):
        raise UsageError.of("RNG006", folder=folder)
    with refused_by_disk(folder), _unfinished(folder) as made:
        for name, content in _files().items():
            write_whole(made / name, content)
        Workspace(made).cases.mkdir(mode=0o700)
        _finish(made, folder)


def _kept(folder: Path) -> Iterator[Path]:
    """What lies in a folder, but for what an interrupted attempt left."""
    return (path for path in folder.iterdir() if not path.name.startswith(_UNFINISHED))


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder on the same disk to make things in; it is gone afterwards."""
    home = folder if folder.is_dir() else _first_existing(folder.absolute().parent)
    made = Path(tempfile.mkdtemp(dir=home, prefix=_UNFINISHED))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _first_existing(folder: Path) -> Path:
    return folder if folder.is_dir() else _first_existing(folder.parent)


def _finish(made: Path, folder: Path) -> None:
    """Put what was made in its place; office.yaml, which makes it a workspace, comes last."""
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    placed: list[Path] = []
    try:
        for path in sorted(made.iterdir(), key=lambda path: path.name == OFFICE_FILE):
            placed.append(path.rename(folder / path.name))
    except BaseException:
        for path in placed:
            path.rename(made / path.name)
        if new:
            folder.rmdir()
        raise


def _files() -> dict[str, bytes]:
    home = shipped("starter")
    home = home if home.is_dir() else home.parent  # a checkout is itself a workspace
    source = yaml_text.read(home / OFFICE_FILE)
    office = Office.model_validate(source.data)
    templates = shipped("templates")
    files = {
        f"templates/{file.relative_to(templates).as_posix()}": file.read_bytes()
        for file in sorted(templates.rglob("*"))
        if file.suffix in (".docx", ".yaml") and not file.name.startswith((".", "~"))
    }
    if office.kantor.logo:
        files[office.kantor.logo] = (home / office.kantor.logo).read_bytes()
    files |= {name: (home / name).read_bytes() for name in (OFFICE_FILE, *EDITOR_FILES)}
    files[".vscode/berkas.schema.json"] = schema_text(office).encode()
    files[".gitignore"] = IGNORED.encode()
    return files
