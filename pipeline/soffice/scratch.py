"""A temporary folder for LibreOffice, and the programs that run in it.

Why: what LibreOffice reads and writes is a case's pages. They lie in a folder that only its owner
can read, nothing of the user's own office or environment plays a part, and neither the folder nor
a program is left behind, however the work ends.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import WorkspaceError
from pipeline.soffice import janitor
from pipeline.soffice.installation import Installation
from pipeline.soffice.profile import write_profile

LEAST_START = 30.0  # seconds; a start takes one, and far longer from the cold disk of an old PC
_LAST_WORDS = 500
_PATIENCE = 15.0
_JEMALLOC = "libjemalloc.so.2"  # as Debian and Ubuntu call it


class Scratch:
    """The folder, and the programs that were started in it.

    Attributes:
        folder: for the documents; LibreOffice's own files lie in folders below it.
    """

    def __init__(self, folder: Path, series: str) -> None:
        """Take the place of a folder that is not there yet; `furnish` makes it."""
        self.folder = folder
        self._series = series
        self._environment = _environment(folder)
        self._janitor = subprocess.Popen(
            [sys.executable, "-I", "-S", janitor.__file__, str(os.getpid()), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(folder.anchor),
            bufsize=0,
            start_new_session=True,
        )  # first of all, before there is a folder: it goes, however we end

    def furnish(self) -> None:
        """Make the folder, and those that every program in it expects."""
        self.folder.mkdir(mode=0o700)  # readable by its owner only
        for name in ("home", "tmp"):
            (self.folder / name).mkdir()
        _lend_fonts(self.folder / "home")

    def fresh_profile(self, name: str) -> Path:
        """Make a profile anew, and return its folder.

        Why: one that was killed may leave its profile locked or half-written.
        """
        folder = self.folder / f"profile-{name}"
        if folder.exists():
            shutil.rmtree(folder)
        write_profile(folder, self._series)
        return folder

    def spawn(self, command: Sequence[str | Path], *, talk: bool) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own.

        Args:
            command: program and arguments.
            talk: whether we speak with it over pipes; what it complains of is kept either way.
        """
        pipe = subprocess.PIPE
        with self._said.open("wb") as said, _undisturbed():
            process = subprocess.Popen(
                command,
                stdin=pipe if talk else subprocess.DEVNULL,
                stdout=pipe if talk else subprocess.DEVNULL,
                stderr=said,
                cwd=self.folder,
                env=self._environment,
                bufsize=0,
                start_new_session=True,
                umask=0o077,
            )
            self._tell_janitor(process.pid)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a program with all that it started; one that has ended may have left children."""
        janitor.kill_tree(process.pid)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        self._tell_janitor(-process.pid)

    def last_words(self) -> str | None:
        """Return the end of what the program that was started last complained of, or None."""
        said = self._said.read_bytes()[-_LAST_WORDS:]
        return said.decode("utf-8", "replace").strip() or None

    def close(self) -> None:
        """End what still runs and remove the folder.

        Raises:
            WorkspaceError: the folder cannot be removed.
        """
        pipe_of(self._janitor.stdin).close()  # the janitor does the rest
        try:
            self._janitor.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._janitor.kill()
            self._janitor.wait()
        if self.folder.exists():
            _remove(self.folder)

    @property
    def _said(self) -> Path:
        return self.folder / "said"

    def _tell_janitor(self, number: int) -> None:
        with contextlib.suppress(BrokenPipeError):  # without a janitor, `close` still cleans up
            pipe_of(self._janitor.stdin).write(b"%+d\n" % number)


@contextmanager
def open_scratch(installation: Installation) -> Iterator[Scratch]:
    """Make a scratch folder for this LibreOffice, and remove it at the end.

    Raises:
        WorkspaceError: the system's folder for temporary files takes nothing.
    """
    with refused_by_disk():
        folder = Path(tempfile.gettempdir(), f"berkas-{secrets.token_hex(8)}")
        scratch = Scratch(folder, installation.series)
    try:
        with refused_by_disk():
            scratch.furnish()
        yield scratch
    finally:
        scratch.close()


@contextmanager
def refused_by_disk() -> Iterator[None]:
    """Turn what the system says of the temporary folder into a problem of ours.

    Raises:
        WorkspaceError: a file in it could not be written or read.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError.of("KNV008", folder=tempfile.gettempdir(), reason=reason) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C while the block runs.

    Why: a program in a session of its own does not get Ctrl-C; one that was just started, and
    that the janitor does not know yet, would go on when we end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python gives Ctrl-C to its main thread alone
        return
    pressed = False

    def note(*_: object) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


def _remove(folder: Path) -> None:
    janitor.remove_sockets(folder)
    with refused_by_disk():
        shutil.rmtree(folder)


def start_limit(limit: float) -> float:
    """Seconds until LibreOffice must have turned its first document into a PDF.

    Why: LibreOffice is given up after two starts that hang, so a user waits for them as long as
    for one document; and who allows a slow PC more time for a document allows it more to start.
    """
    return max(LEAST_START, limit / 2)


def pipe_of(stream: IO[bytes] | None) -> IO[bytes]:
    """The pipe to or from a program that was started with one."""
    if stream is None:
        raise TypeError("the program was started without a pipe")
    return stream


def _environment(folder: Path) -> dict[str, str]:
    """Make a program's environment anew. Why: nothing that a user has set may change a page."""
    home, temporary = str(folder / "home"), str(folder / "tmp")
    if sys.platform == "win32":
        kept = ("SystemRoot", "SystemDrive", "PATH", "PATHEXT", "COMSPEC", "ProgramFiles")
        system = {name: os.environ[name] for name in kept if name in os.environ}
        return system | {"USERPROFILE": home, "APPDATA": home, "TEMP": temporary, "TMP": temporary}
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": temporary,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",  # draws without a screen, also where one is there
        **_quick_memory(),
    }


def _quick_memory() -> dict[str, str]:
    """Have LibreOffice take its memory by jemalloc where this machine has it: a tenth less work."""
    if sys.platform != "linux":
        return {}
    found = next(Path("/usr/lib").glob(f"*/{_JEMALLOC}"), None)
    return {"LD_PRELOAD": str(found)} if found else {}


def _lend_fonts(home: Path) -> None:
    """Link the user's own fonts into a home. Why: a font installed without root is a font too."""
    own = os.environ.get("HOME")
    for name in (".fonts", ".local/share/fonts") if own and sys.platform == "linux" else ():
        fonts = Path(str(own), name)
        if fonts.is_dir():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).symlink_to(fonts)
