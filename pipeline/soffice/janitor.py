"""The process that cleans up after us: it outlives us by a moment, however we end.

Why: our own ``finally`` does not run when we are killed outright. Then LibreOffice would go on
without us, and the pages of a case would stay in the temporary folder. The janitor sees our end of
its pipe close, kills what we started and removes the folder.

It runs as a script of its own, so it imports the standard library alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_SET_PDEATHSIG = 1  # prctl(2)
_SOCKETS = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice wants them, whatever TMPDIR says


def kill_tree(number: int) -> None:
    """Kill a program that was started in a session of its own, with all that it started."""
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(number)],  # noqa: S607 - where Windows has it
            capture_output=True,
            check=False,
        )
        return
    # It has ended by itself; macOS says so in the other way.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(number, signal.SIGKILL)


def remove_sockets(folder: Path) -> None:
    """Remove the sockets of the profiles in a folder; those in them must have ended.

    Why: by its socket an office is found by a second one on the same profile. It lies outside the
    profile, under a hash of the profile's address, and a killed office leaves it there.
    """
    if sys.platform == "win32":
        return
    for profile in folder.resolve().glob("profile-*"):
        address = profile.as_uri().encode("utf-16-le")
        digest = hashlib.md5(address, usedforsecurity=False).digest()
        name = f"OSL_PIPE_{os.geteuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
        for place in _SOCKETS:
            with contextlib.suppress(OSError):  # it is not there, or somebody else's
                Path(place, name).unlink()


class _Told:
    """What the parent says on standard input of programs.

    It says ``+N`` for one that it started and ``-N`` for one that ended.
    """

    def __init__(self) -> None:
        self.alive: set[int] = set()
        self._rest = b""

    def listen(self) -> bool:
        """Wait for the next words; False where there will be none."""
        said = os.read(0, 4096)
        *lines, self._rest = (self._rest + said).split(b"\n")
        for number in map(int, lines):
            self.alive.add(number) if number > 0 else self.alive.discard(-number)
        return bool(said)

    def hear_out(self) -> None:
        """Take in what was said and not yet listened to: the parent may have ended just then."""
        os.set_blocking(0, False)
        with contextlib.suppress(BlockingIOError):
            while self.listen():
                pass


def main() -> None:
    """Wait for the end of the parent; arguments: its process id and the folder to remove."""
    parent, folder = int(sys.argv[1]), Path(sys.argv[2])
    told, begun = _Told(), False

    def clean() -> None:
        nonlocal begun
        if begun:
            return
        begun = True
        told.hear_out()
        _clean(told.alive, folder)
        os._exit(0)

    _at_end_of(parent, clean)
    while told.listen():
        pass
    clean()


def _at_end_of(parent: int, act: Callable[[], None]) -> None:
    """Ask Linux to interrupt us when the parent ends.

    Why: the pipe stays open when a copy of the parent (a fork) still holds its end. The signal
    also comes when a mere thread of the parent ends, so the handler looks who the parent is. It
    may interrupt the cleaning that the pipe's end has begun, in the middle of an import too; so
    what it calls must leave a cleaning that has begun alone.
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - only Linux needs it

    def look(*_: object) -> None:
        if os.getppid() != parent:
            act()

    signal.signal(signal.SIGUSR1, look)
    ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGUSR1)
    look()  # it may have ended before we asked


def _clean(numbers: Iterable[int], folder: Path) -> None:
    for number in numbers:
        kill_tree(number)
    for _ in range(50):
        _kill_strays(folder)
        remove_sockets(folder)
        shutil.rmtree(folder, ignore_errors=True)  # a dying program may write a last file
        if not folder.exists():
            break
        time.sleep(0.1)
    _kill_strays(folder)


def _kill_strays(folder: Path) -> None:
    """Kill what was started in the folder and never told of: we ended just then.

    Programs that were started there have their temporary files there.
    """
    if sys.platform != "linux":
        return
    mark = f"TMPDIR={folder / 'tmp'}".encode()
    for process in Path("/proc").glob("[0-9]*"):  # no deeper: a search stops at one that ends
        with contextlib.suppress(OSError):  # it has ended, or is somebody else's
            if mark in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)


if __name__ == "__main__":
    main()
