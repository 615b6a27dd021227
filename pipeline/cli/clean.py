"""`berkas clean`: give back the room of what a build only keeps in order to be quick."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import find_workspace
from pipeline.errors import ExitCode, WorkspaceError


@click.command("clean", cls=Verb)
@click.option("--dry-run", "dry", is_flag=True)
@click.pass_obj
def command(session: Session, *, dry: bool) -> int:
    """Remove the memory of earlier builds; the help stands in ``locale/``."""
    from pipeline.memory import FOLDER

    folder = find_workspace(session).output / FOLDER
    there = folder.is_symlink() or folder.exists()
    files, size = _measure(folder)
    if not dry:
        _remove(folder)
    name = report.path(folder)
    if session.format == "json":
        found = {"folder": name, "files": files, "bytes": size, "removed": not dry}
        report.write("clean", session.messages, (), ok=True, cache=found)
    else:
        megabytes = -(-size // 1_000_000)  # begun ones count
        form = ("dry" if dry else "done") if there else "nothing"
        said = session.messages.text(f"clean.{form}", files=files, size=megabytes, folder=name)
        show.out().say(said)
    return ExitCode.DONE


def _measure(folder: Path) -> tuple[int, int]:
    """How many files lie there, and their size in bytes."""
    sizes = [file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()]
    return len(sizes), sum(sizes)


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it; a link goes, and what it leads to stays.

    Raises:
        WorkspaceError: the system does not allow it.
    """
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise WorkspaceError.of("RNG015", folder=folder, reason=error.strerror) from error
