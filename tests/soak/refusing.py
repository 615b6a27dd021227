"""A disk that refuses one step of a program: making a file or a folder, writing, syncing, renaming.

Why: audit hooks see each call of the interpreter, whichever library makes it, and an error that
one raises is what the caller gets. Writing and syncing have no such event, so they are replaced.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main

STEPS = ("mkdir", "open", "write", "fsync", "rename")
DEADLY = (*STEPS, "link", "remove")  # before which a kill may come besides
_EVENTS = {f"os.{step}": step for step in DEADLY} | {"open": "open"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """It counts the steps of one kind below a folder, and refuses one of them.

    Attributes:
        folder: the folder.
        step: the kind, one of STEPS.
        number: with which error.
        refused: which one, from 1 on; 0 only counts.
        calls: how many there were.
    """

    def __init__(self, folder: Path, step: str, number: int, refused: int) -> None:
        self.folder, self.step, self.number, self.refused = folder, step, number, refused
        self.calls = 0

    def come_to(self, step: str, place: object) -> None:
        """Count a step, and refuse it where it is the one.

        Args:
            step: its kind.
            place: a path, or the number of an open file.
        """
        if step != self.step:
            return
        if not _name(place).startswith(str(self.folder)):
            return
        self.calls += 1
        if self.calls == self.refused:
            self.refuse()

    def refuse(self) -> None:
        """Say no."""
        raise OSError(self.number, os.strerror(self.number))


class DeadlyDisk(Disk):
    """Where another would refuse a step, the process is killed before it."""

    def refuse(self) -> None:
        """End here and now."""
        os.kill(os.getpid(), signal.SIGKILL)


_in_use: list[Disk] = []  # a hook stays for ever; it looks here


def _audit(event: str, words: tuple[Any, ...]) -> None:
    if _in_use and (step := _EVENTS.get(event)):
        if step == "open" and (isinstance(words[0], int) or not words[2] & _WRITING):
            return
        _in_use[0].come_to(step, words[0])


sys.addaudithook(_audit)


@contextmanager
def work_on(disk: Disk) -> Iterator[None]:
    """Let everything in this process go by this disk."""
    with pytest.MonkeyPatch.context() as patch:
        opened = _counting_writes(builtins.open, disk)
        patch.setattr(builtins, "open", opened)
        patch.setattr(io, "open", opened)
        patch.setattr(os, "fdopen", _counting_writes(os.fdopen, disk))
        patch.setattr(os, "fsync", _synced(os.fsync, disk))
        _in_use.append(disk)
        try:
            yield
        finally:
            _in_use.clear()


@dataclass(frozen=True)
class Done:
    """What became of a process on a refusing disk: its exit code, its steps, and what it said."""

    code: int
    calls: int
    said: str


def run(disk: Disk, folder: Path, words: Sequence[str]) -> Done:
    """Run berkas with these words in a folder, in a process of its own, on this disk."""
    asked = (str(disk.folder), disk.step, str(disk.number), str(disk.refused))
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.refusing", *asked, str(folder), *words],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said, _, calls = done.stdout.rpartition("steps: ")
    return Done(done.returncode, int(calls), said)


def _main() -> int:
    """Be that process."""
    folder, step, number, refused, root, *words = sys.argv[1:]
    disk = Disk(Path(folder), step, int(number), int(refused))
    os.chdir(root)
    with work_on(disk):
        code = main(words)
    print(f"steps: {disk.calls}")
    return code


def _name(place: object) -> str:
    """The path of a file, also of an open one."""
    if isinstance(place, int):
        place = f"/proc/self/fd/{place}"
        return str(Path(place).readlink())
    return os.fsdecode(place) if isinstance(place, str | bytes | os.PathLike) else ""


def _synced(real: Callable[[int], None], disk: Disk) -> Callable[[int], None]:
    def fsync(handle: int) -> None:
        disk.come_to("fsync", handle)
        real(handle)

    return fsync


def _counting_writes(real: Callable[..., Any], disk: Disk) -> Callable[..., Any]:
    """Open as ever; what is written to a plain file is counted."""

    def opened(*words: Any, **options: Any) -> Any:
        stream = real(*words, **options)
        if isinstance(stream, io.BufferedWriter) and stat.S_ISREG(
            os.fstat(stream.fileno()).st_mode
        ):
            write = stream.write

            def counted(content: Any) -> int:
                disk.come_to("write", stream.fileno())
                return write(content)

            stream.write = counted  # type: ignore[method-assign]
        return stream

    return opened


if __name__ == "__main__":
    sys.exit(_main())
