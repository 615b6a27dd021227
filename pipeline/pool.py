"""Many cases at once: worker processes, each with a warm LibreOffice of its own.

A worker that dies or hangs costs the case that it was at, and no other: the case is tried once
more, by a fresh worker, and only when that one dies or hangs too, the case has failed. Each worker
has a pipe of its own, so that none can hold up the others, whenever it is killed.

Why: a clerk builds an office's night before court; nobody is there at two to start it again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Literal

from pipeline.errors import BerkasError, ConversionError
from pipeline.nursery import Answer, Recipe, new_worker
from pipeline.results import CaseResult, failed

SERVES = 200  # cases; then a fresh worker takes over, whose memory has not grown
_TRIES = 2
_PATIENCE = 20  # limits of one document that a case may take; LibreOffice's own is held within
_LAST_WORD = 5.0  # seconds that a worker has to end by itself

End = Literal["KNV012", "KNV013"]  # a worker died, or was killed since it took too long


@dataclass(frozen=True, slots=True)
class _Task:
    """A case that is given out, for how many times."""

    number: int
    file: Path
    tries: int = 1


@dataclass(slots=True)
class _Worker:
    """A worker process, its end of the pipe, and what it is at."""

    process: SpawnProcess
    pipe: Connection
    task: _Task | None = None
    until: float = field(default=float("inf"))  # on the monotonic clock
    served: int = 0


def run_pooled(
    files: Iterable[Path], recipe: Recipe, jobs: int, report: Callable[[CaseResult], None]
) -> list[CaseResult]:
    """Make many cases, several at once; a failed one does not stop the rest.

    A LibreOffice or a workspace that cannot be used does: the rest fail with the same error.

    Args:
        files: case files, the most urgent first.
        recipe: what they are made with.
        jobs: how many workers there are.
        report: told each result as it comes, in whatever order, for a progress display.

    Returns:
        The results in the order of the files.
    """
    waiting = deque(_Task(number, file) for number, file in enumerate(files))
    results: dict[int, CaseResult] = {}
    with _crew(recipe, min(jobs, len(waiting))) as crew:
        while waiting or crew.is_busy:
            crew.give(waiting)
            for task, answer in crew.answers():
                if isinstance(answer, str) and task.tries < _TRIES:
                    waiting.append(replace(task, tries=task.tries + 1))
                    continue
                if isinstance(answer, BerkasError):
                    rest = [task, *crew.tasks, *waiting]
                    results |= {one.number: failed(one.file, answer) for one in rest}
                    report(results[task.number])
                    return [results[number] for number in sorted(results)]
                limit = f"{recipe.limit * _PATIENCE:g}"
                results[task.number] = (
                    failed(task.file, ConversionError.of(answer, limit=limit))
                    if isinstance(answer, str)
                    else answer
                )
                report(results[task.number])
    return [results[number] for number in sorted(results)]


class _Crew:
    """The workers of one run."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self._recipe = recipe
        self._workers = [self._start() for _ in range(jobs)]

    @property
    def tasks(self) -> list[_Task]:
        """What the workers are at."""
        return [worker.task for worker in self._workers if worker.task]

    @property
    def is_busy(self) -> bool:
        """Whether any worker is at a case."""
        return bool(self.tasks)

    def give(self, waiting: deque[_Task]) -> None:
        """Give out cases to workers that have none; one that died meanwhile is replaced."""
        for place, worker in enumerate(self._workers):
            if worker.task or not waiting:
                continue
            if worker.served >= SERVES or not worker.process.is_alive():
                _end(worker)
                worker = self._workers[place] = self._start()  # noqa: PLW2901
            try:
                worker.pipe.send(waiting[0].file)
            except OSError:
                continue  # it has died just now, and no case with it; the next round sees it
            worker.task, worker.served = waiting.popleft(), worker.served + 1
            worker.until = time.monotonic() + self._recipe.limit * _PATIENCE

    def answers(self) -> Iterator[tuple[_Task, Answer | End]]:
        """Wait until a worker answers, dies or takes too long; tell of all that have."""
        busy = [(place, worker) for place, worker in enumerate(self._workers) if worker.task]
        first = min((worker.until for _, worker in busy), default=0.0)
        ready = wait([worker.pipe for _, worker in busy], max(0.0, first - time.monotonic()))
        for place, worker in busy:
            answer: Answer | End | None = None
            if worker.pipe in ready:
                answer = _received(worker.pipe)
            elif worker.until <= time.monotonic():
                answer = "KNV013"
            if answer is None or worker.task is None:
                continue
            task, worker.task = worker.task, None
            if isinstance(answer, str):
                _end(worker)
                self._workers[place] = self._start()
            yield task, answer

    def close(self) -> None:
        """End all workers, whatever they are at; their LibreOffices end with them."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _end(worker)

    def _start(self) -> _Worker:
        return _Worker(*new_worker(self._recipe))


@contextmanager
def _crew(recipe: Recipe, jobs: int) -> Iterator[_Crew]:
    crew = _Crew(recipe, jobs)
    try:
        yield crew
    finally:
        crew.close()


def _received(pipe: Connection) -> Answer | End:
    try:
        answer: Answer = pipe.recv()
    except (EOFError, OSError):
        return "KNV012"
    return answer


def _end(worker: _Worker) -> None:
    """Close the pipe, at which a worker ends; one that does not is killed."""
    worker.pipe.close()
    worker.process.join(0 if worker.task else _LAST_WORD)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
