"""Find LibreOffice on this machine, without starting an office.

Why: a missing or an old LibreOffice must be told before any work is done, with the way to mend it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipeline.errors import ToolError
from pipeline.soffice.janitor import kill_tree

Way = Literal["auto", "kit", "soffice"]
WAYS = get_args(Way)
OLDEST = (7, 4)  # the first that takes the PDF options as JSON on its command line
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ),
}
KIT_LIBRARIES = ("libmergedlo.so", "libsofficeapp.so")
_SAYS_VERSION = re.compile(r"^LibreOffice\w* ((\d+)\.(\d+)\b.*?)\s*$", re.MULTILINE)
_PATIENCE = 20.0  # asking the version takes a tenth of a second; a cold disk on an old PC, more


@dataclass(frozen=True, slots=True)
class Installation:
    """A LibreOffice that can be used.

    Attributes:
        program: the program that starts it.
        version: what it says of itself, for example ``7.4.7.2 40(Build:2)``.
        program_dir: the folder of its libraries.
        kit: whether LibreOfficeKit, the quicker way, can be tried.
    """

    program: Path
    version: str
    program_dir: Path
    kit: bool

    @property
    def series(self) -> str:
        """The first two numbers of the version, ``7.4``: LibreOffice's own name for its profile."""
        return ".".join(self.version.split(".")[:2])


def find(program: str | None, way: Way = "auto") -> Installation:
    """Find LibreOffice and ask its version, which starts no office.

    Args:
        program: the program to use, by path or by name; None looks for it.
        way: how it is to be reached: by LibreOfficeKit (``kit``), by its command line
            (``soffice``), or by the quicker one that works.

    Raises:
        ToolError: there is none, it does not answer, it is too old, or has no LibreOfficeKit
            though that was asked for.
    """
    path = _look_up(program)
    said = _ask_version(path)
    found = _SAYS_VERSION.search(said)
    if not found:
        raise ToolError.of("ALT002", detail=said.strip()[-500:] or None, program=path)
    version, major, minor = found.groups()
    if (int(major), int(minor)) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise ToolError.of("ALT003", program=path, version=version, oldest=oldest)
    folder = path.resolve().parent
    kit = sys.platform == "linux" and any((folder / name).is_file() for name in KIT_LIBRARIES)
    if way == "kit" and not kit:
        raise ToolError.of("ALT004", program=path, version=version)
    return Installation(path, version, folder, kit and way != "soffice")


def _look_up(program: str | None) -> Path:
    names = (program,) if program else _NAMES
    for name in names:
        if path := shutil.which(name):
            return _with_console(Path(path).absolute())
    if program:
        raise ToolError.of("ALT002", program=program)
    for pattern in _USUAL_PLACES.get(sys.platform, ()):
        anchor = Path(pattern).anchor
        if places := list(Path(anchor).glob(pattern.removeprefix(anchor))):
            return max(places, key=_numbers)  # of several versions side by side the newest
    raise ToolError.of("ALT001")


def _numbers(path: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(path))]


def _with_console(path: Path) -> Path:
    """Prefer soffice.com on Windows. Why: soffice.exe returns at once and says nothing."""
    twin = path.with_suffix(".com")
    return twin if path.suffix.lower() == ".exe" and twin.is_file() else path


def _ask_version(program: Path) -> str:
    try:
        process = subprocess.Popen(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolError.of("ALT002", detail=error.strerror, program=program) from error
    with process:
        try:
            said, _ = process.communicate(timeout=_PATIENCE)
        except BaseException as error:  # Ctrl-C too: it does not reach a session of its own
            kill_tree(process.pid)  # the program is a script, whose child hangs as well
            process.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                raise ToolError.of("ALT002", program=program) from error
            raise
    return said.decode("utf-8", "replace")
