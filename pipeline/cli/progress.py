"""How far a build has come: a bar where a terminal can show one, a line for each case elsewhere.

Why: a clerk who builds two hundred cases must see that it goes on, and what failed already; a log
must not be filled with a bar's repaintings. All of it goes to standard error.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli import show
from pipeline.cli.wording import in_a_line
from pipeline.errors import ExitCode
from pipeline.messages import Messages
from pipeline.runner import CaseResult

Watched = tuple[Iterable[Path], Callable[[CaseResult], None]]


def watch(files: Sequence[Path], messages: Messages) -> AbstractContextManager[Watched]:
    """Show how a build goes on.

    Returns:
        A context that gives the files once more, each shown as it is begun, and what is to be told
        each result.
    """
    return _bar(files, messages) if sys.stderr.isatty() and files else _lines(files, messages)


@contextmanager
def _bar(files: Sequence[Path], messages: Messages) -> Iterator[Watched]:
    failed = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
    )
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True, expand=True) as progress:
        task = progress.add_task("", total=len(files), failed="")

        def begin(file: Path) -> None:
            progress.update(task, description=escape(file.stem))

        def tell(result: CaseResult) -> None:
            nonlocal failed
            if result.exit_code != ExitCode.DONE:
                failed += 1
                said = messages.text("build.failed_so_far", number=failed)
                progress.update(task, failed=said)
                progress.console.print(f"[red]✗[/] {escape(_failure(result, messages))}")
            progress.advance(task)

        yield _announced(files, begin), tell


@contextmanager
def _lines(files: Sequence[Path], messages: Messages) -> Iterator[Watched]:
    screen, done, began = show.err(), 0, time.monotonic()

    def begin(_: Path) -> None:
        nonlocal began
        began = time.monotonic()

    def tell(result: CaseResult) -> None:
        nonlocal done
        done += 1
        good = result.exit_code == ExitCode.DONE
        seconds = f"{time.monotonic() - began:.1f}"
        made = messages.text("build.line_made", nomor=result.nomor, seconds=seconds)
        said = made if good else _failure(result, messages)
        screen.say(f"[{done}/{len(files)}] {said}")

    yield _announced(files, begin), tell


def _announced(files: Iterable[Path], begin: Callable[[Path], None]) -> Iterator[Path]:
    for file in files:
        begin(file)
        yield file


def _failure(result: CaseResult, messages: Messages) -> str:
    """One line on why a case failed; all of it is shown at the end."""
    first = next(problem for problem in result.problems if problem.severity == "error")
    said = in_a_line(first, result.file, messages)
    return messages.text("build.line_failed", nomor=result.nomor, code=first.code, said=said)
