"""The process that LibreOfficeKit lives in: at each request it converts a file, and answers.

Why: LibreOffice may hang or crash, and would take us along. In a process of its own it can be
killed and started anew; started once, it converts a page in a twentieth of a second.

It runs as a script of its own, so it imports the standard library alone. A request is a line, and
so is its answer; which file is read and which is written stands in the macro.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2)


class _Office(ctypes.Structure):
    """LibreOfficeKit; its first member points to a table of functions."""


_OfficePtr = ctypes.POINTER(_Office)


class _Table(ctypes.Structure):
    """The beginning of the table as LibreOffice 7.4 has it; later ones only add at its end."""

    _fields_ = (
        ("size", ctypes.c_size_t),
        *((f"unused_{number}", ctypes.c_void_p) for number in range(10)),
        ("run_macro", ctypes.CFUNCTYPE(ctypes.c_int, _OfficePtr, ctypes.c_char_p)),
    )


_Office._fields_ = (("table", ctypes.POINTER(_Table)),)


class Kit:
    """LibreOfficeKit in this process. Why: only here are there pointers."""

    def __init__(self, library: str, program_dir: str, profile: str) -> None:
        """Start it.

        Raises:
            OSError: the library cannot be loaded.
            RuntimeError: it does not start, or its table is shorter than the one that we know:
                past its end we would call anything.
        """
        hook = ctypes.CDLL(library).libreofficekit_hook_2
        hook.restype, hook.argtypes = _OfficePtr, (ctypes.c_char_p, ctypes.c_char_p)
        self._office = hook(os.fsencode(program_dir), profile.encode("ascii"))
        if not self._office:
            raise RuntimeError("LibreOfficeKit does not start")
        self._table = self._office.contents.table.contents
        if self._table.size < ctypes.sizeof(_Table):
            raise RuntimeError(f"LibreOfficeKit's table has {self._table.size} bytes")

    def run(self, macro: str) -> None:
        """Run a macro of the profile; whether it did its work, its file tells."""
        self._table.run_macro(self._office, macro.encode("ascii"))


def leave_network() -> bool:
    """Cut this process off from every network; return whether the system lets it.

    Why: the profile keeps a document from fetching anything; a fault in LibreOffice must not let
    it do so either.
    """
    if sys.platform != "linux":
        return False
    trial = os.fork()  # where only half of it works, nothing is changed here
    if not trial:
        os._exit(0 if _leave_network() else 1)
    _, status = os.waitpid(trial, 0)
    return status == 0 and _leave_network()


def _leave_network() -> bool:
    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK):
        return False
    maps = (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    )
    try:
        for name, text in maps:
            Path("/proc/self", name).write_text(text, encoding="ascii")
    except OSError:
        return False
    return True


def main() -> None:
    """Answer requests until there are no more; arguments: library, profile, macro."""
    library, profile, macro = sys.argv[1:]
    # What LibreOffice prints goes to standard error, so that an answer stands alone on its line.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    leave_network()
    kit = Kit(library, str(Path(library).parent), profile)
    for _ in sys.stdin.buffer:
        kit.run(macro)
        answers.write(b"\n")
    os._exit(0)  # LibreOffice's own end is slow, and its profile is thrown away


if __name__ == "__main__":
    main()
