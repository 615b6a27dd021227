"""How far a build has come: a bar where a terminal can show one, a line for each case elsewhere.

Why: a clerk who builds two hundred cases must see that it goes on, how long it will take and what
failed already; a log must not be filled with a bar's repaintings. All of it goes to standard error.
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
from pipeline.cli.explain import was_left
from pipeline.cli.pace import Pace
from pipeline.cli.wording import in_a_line, tenths
from pipeline.errors import ExitCode
from pipeline.messages import Messages
from pipeline.results import CaseResult

Watched = tuple[Iterable[Path], Callable[[CaseResult], None]]
NOW_AND_THEN = 30.0  # seconds between two lines on the whole, where there is no bar


def watch(
    files: Sequence[Path], messages: Messages, *, at_once: int = 1
) -> AbstractContextManager[Watched]:
    """Show how a build goes on.

    Args:
        files: the cases.
        messages: the sentences.
        at_once: how many are made at once; of several, each is named when it is done.

    Returns:
        A context that gives the files once more, each shown as it is begun, and what is to be told
        each result, in whatever order they come.
    """
    way = _bar if sys.stderr.isatty() and files else _lines
    return way(files, messages, alone=at_once == 1)


@contextmanager
def _bar(files: Sequence[Path], messages: Messages, *, alone: bool) -> Iterator[Watched]:
    failed, pace = 0, Pace(len(files), time.monotonic)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[pace]}"),
        TextColumn("{task.fields[failed]}", style="red"),
    )
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True, expand=True) as progress:
        task = progress.add_task("", total=len(files), failed="", pace="")

        def begin(file: Path) -> None:
            progress.update(task, description=escape(file.stem))

        def tell(result: CaseResult) -> None:
            nonlocal failed
            pace.step()
            if result.exit_code != ExitCode.DONE:
                failed += 1
                said = messages.text("build.failed_so_far", number=failed)
                progress.update(task, failed=said)
                progress.console.print(f"[red]✗[/] {escape(_failure(result, messages))}")
            if not alone:
                begin(result.file)
            progress.update(task, advance=1, pace=_pace(pace, messages))

        yield (_announced(files, begin) if alone else files), tell


@contextmanager
def _lines(files: Sequence[Path], messages: Messages, *, alone: bool) -> Iterator[Watched]:
    screen, failed, pace = show.err(), 0, Pace(len(files), time.monotonic)
    began = summed_up = time.monotonic()

    def begin(_: Path) -> None:
        nonlocal began
        began = time.monotonic()

    def tell(result: CaseResult) -> None:
        nonlocal failed, summed_up
        pace.step()
        failed += result.exit_code != ExitCode.DONE
        seconds = time.monotonic() - began if alone else None
        screen.say(f"[{pace.done}/{pace.total}] {_line(result, seconds, messages)}")
        if time.monotonic() - summed_up >= NOW_AND_THEN and pace.done < pace.total:
            summed_up = time.monotonic()
            so_far = messages.text("build.failed_so_far", number=failed)
            screen.say(f"[{pace.done}/{pace.total}] {_pace(pace, messages)}; {so_far}")

    yield _announced(files, begin), tell


def _announced(files: Iterable[Path], begin: Callable[[Path], None]) -> Iterator[Path]:
    for file in files:
        begin(file)
        yield file


def _line(result: CaseResult, seconds: float | None, messages: Messages) -> str:
    """One line on a case that is done; how long it took, where that is known."""
    if result.exit_code != ExitCode.DONE:
        return _failure(result, messages)
    if was_left(result):
        return messages.text("build.line_left", nomor=result.nomor)
    if seconds is None:
        return messages.text("build.line_done", nomor=result.nomor)
    return messages.text("build.line_made", nomor=result.nomor, seconds=tenths(seconds, messages))


def _failure(result: CaseResult, messages: Messages) -> str:
    """One line on why a case failed; all of it is shown at the end."""
    first = next(problem for problem in result.problems if problem.severity == "error")
    said = in_a_line(first, result.file, messages)
    return messages.text("build.line_failed", nomor=result.nomor, code=first.code, said=said)


def _pace(pace: Pace, messages: Messages) -> str:
    """Cases a minute, and the minutes and seconds that are left."""
    minutes, seconds = divmod(round(pace.left or 0), 60)
    left = f"{minutes}:{seconds:02}"
    return messages.text("build.pace", number=pace.a_minute or "-", left=left)
