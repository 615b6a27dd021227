"""Where workers come from: fresh processes, which load by themselves what they need.

Why: a fork would copy a display's threads halfway; and whoever only hands out cases need not load
what makes documents.
"""

from __future__ import annotations

import importlib
import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from pipeline.errors import OfficeError, WorkspaceError
from pipeline.results import CaseResult
from pipeline.soffice import Installation

Answer = CaseResult | OfficeError | WorkspaceError
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What each worker makes its means of.

    Attributes:
        root: the workspace's folder.
        installation: the LibreOffice to use.
        limit: seconds that one document may take to convert.
        cache: the user's folder for what is kept from run to run.
        discard_edits: whether drafts that were edited in Word are made anew.
    """

    root: Path
    installation: Installation
    limit: float
    cache: Path | None = None
    discard_edits: bool = False


def new_worker(recipe: Recipe) -> tuple[SpawnProcess, Connection]:
    """Start a worker.

    Returns:
        The process, and the pipe over which it is handed case files and answers.
    """
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(theirs, recipe), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    return process, ours


@contextmanager
def _deaf() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach; we hear it, and end our workers."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection, recipe: Recipe) -> None:
    importlib.import_module("pipeline.worker").work(pipe, recipe)
