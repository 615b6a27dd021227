"""This program as it is installed: what it makes may differ as soon as any of it does.

Why: whatever is kept from one run to the next must not outlive the program that made it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import pipeline


@cache
def edition() -> str:
    """The program's version, with a hash of its files, of the libraries there, and of Python."""
    home = Path(pipeline.__file__).parent
    files = sorted(file for file in home.rglob("*") if file.suffix in (".py", ".yaml"))
    states = [f"{file.relative_to(home)} {_state(file)}" for file in files]
    all_of_it = "\n".join((*states, *sorted(_libraries()), sys.version))
    return f"{pipeline.__version__} {sha256(all_of_it.encode()).hexdigest()}"


def _libraries() -> Iterator[str]:
    """Names and versions of what is installed, as folders beside the libraries tell them."""
    for folder in filter(None, sys.path):
        with suppress(OSError):
            yield from (one.name for one in os.scandir(folder) if one.name.endswith(".dist-info"))


def _state(file: Path) -> str:
    state = file.stat()
    return f"{state.st_mtime_ns} {state.st_size}"
