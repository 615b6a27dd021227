"""Programs that stand in for soffice, and a way to count how often one was started."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

FAKES = Path(__file__).parent
Starts = Callable[[], list[str]]


def counted(name: str, folder: Path) -> tuple[Path, Starts]:
    """Wrap a stand-in so that its starts are counted; to tell its version is none.

    Returns:
        The program to use, and what gives a word for each start so far; whoever writes further
        lines into ``starts`` in that folder is counted too.
    """
    notes = folder / "starts"
    notes.touch()
    program = folder / name
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] || echo soffice >> "{notes}"\n'
        f'exec "{FAKES / name}.py" "$@"\n'
    )
    program.chmod(0o755)
    return program, lambda: notes.read_text().split()
