"""A look at the machine's processes, for tests that count them or do them harm."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def alive(folder: Path) -> dict[int, str]:
    """Return the processes whose command line names the folder or something in it."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue  # it ended while we looked
        if str(folder) in words and state != "Z":
            found[int(entry.name)] = words
    return found


def workers(folder: Path) -> list[int]:
    """Return those of them that LibreOfficeKit lives in."""
    return [number for number, words in alive(folder).items() if "kit_worker" in words]


def becomes_true(condition: Callable[[], object], seconds: float = 10) -> bool:
    """Wait until something is true; return whether it became so."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
