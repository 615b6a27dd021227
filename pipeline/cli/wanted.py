"""Which workspace and which cases a call is about.

Why: `check` and `build` take the same words, and a file that an editor hands over by its path says
itself which workspace it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from pipeline.cli.session import Session
from pipeline.errors import BerkasError, UsageError, WorkspaceError
from pipeline.workspace import CASE_NUMBER, OFFICE_FILE, Workspace


def find_workspace(session: Session, names: Sequence[str] = ()) -> Workspace:
    """Find the workspace from the folder that was named, else the current one, else a case's path.

    Raises:
        WorkspaceError: there is none.
    """
    try:
        return Workspace.find(session.start)
    except WorkspaceError:
        paths = [Path(name) for name in names if _is_there(Path(name))]
        if session.folder or not paths:
            raise
        return Workspace.find(paths[0])


def find_files(workspace: Workspace, session: Session, names: Iterable[str]) -> list[Path]:
    """Resolve case numbers, files and folders; nothing wanted means all.

    A number is a case of the workspace, whatever lies in the current folder. A path is looked for
    from the current folder, then from the one that was named; a workspace stands for its cases.

    Raises:
        UsageError: a number has no file, a path is not there, or a folder holds no case.
    """
    return workspace.find_cases([_resolved(name, workspace, session.start) for name in names])


def _resolved(name: str, workspace: Workspace, start: Path) -> str | Path:
    if CASE_NUMBER.fullmatch(name) and (file := workspace.case_file(name)).is_file():
        return file
    if not name:  # an empty variable of a script does not mean all
        raise UsageError.of("RNG003", nomor=name, folder=workspace.cases)
    places = [path for path in (Path(name), start / name) if _is_there(path)]
    if not places:
        return name
    path = Workspace(places[0]).cases if (places[0] / OFFICE_FILE).is_file() else places[0]
    own = path.absolute() == workspace.cases  # may be empty: the office is new
    if path.is_dir() and not own and not workspace.find_cases([path]):
        raise UsageError.of("RNG011", folder=path)
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have; a closed folder is told when it is looked into
        return False


def complete_cases(
    context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Propose the numbers of the cases for the shell, and files where none begins like this."""
    session = context.find_object(Session)
    try:
        files = Workspace.find(session.start if session else Path.cwd()).find_cases(())
    except BerkasError:
        files = []
    numbers = [file.stem for file in files if file.stem.startswith(incomplete)]
    return [CompletionItem(number) for number in numbers] or [
        CompletionItem(incomplete, type="file")
    ]
