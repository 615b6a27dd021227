"""The process that LibreOfficeKit lives in: it reads requests, converts, and answers each.

Why: LibreOffice may hang or crash, and would take us along. In a process of its own it can be
killed and started anew; started once, it converts a page in a tenth of a second.

It runs as a script of its own, so it imports the standard library alone. A request is a line of
JSON with the addresses ``source`` and ``target``; the answer is a line with ``error``, null when
LibreOffice had nothing to complain of.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2)


class _Office(ctypes.Structure):
    """LibreOfficeKit; its first member points to a table of functions."""


class _Document(ctypes.Structure):
    """An opened document, likewise."""


_OfficePtr, _DocumentPtr = ctypes.POINTER(_Office), ctypes.POINTER(_Document)


class _OfficeTable(ctypes.Structure):
    """The beginning of the table as LibreOffice 7.4 has it; later ones only add at its end."""

    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, _OfficePtr)),
        ("load", ctypes.CFUNCTYPE(_DocumentPtr, _OfficePtr, ctypes.c_char_p)),
        ("get_error", ctypes.CFUNCTYPE(ctypes.c_void_p, _OfficePtr)),
        (
            "load_with_options",
            ctypes.CFUNCTYPE(_DocumentPtr, _OfficePtr, ctypes.c_char_p, ctypes.c_char_p),
        ),
        ("free_error", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    )


class _DocumentTable(ctypes.Structure):
    """The beginning of a document's table, likewise."""

    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, _DocumentPtr)),
        (
            "save_as",
            ctypes.CFUNCTYPE(
                ctypes.c_int, _DocumentPtr, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p
            ),
        ),
    )


_Office._fields_ = (("table", ctypes.POINTER(_OfficeTable)),)
_Document._fields_ = (("table", ctypes.POINTER(_DocumentTable)),)


class Kit:
    """LibreOfficeKit in this process. Why: only here are there pointers."""

    def __init__(self, library: str, program_dir: str, profile: str) -> None:
        """Start it.

        Raises:
            OSError: the library cannot be loaded.
            RuntimeError: it does not start, or its table is not the one that we know.
        """
        hook = ctypes.CDLL(library).libreofficekit_hook_2
        hook.restype, hook.argtypes = _OfficePtr, (ctypes.c_char_p, ctypes.c_char_p)
        self._office = hook(os.fsencode(program_dir), profile.encode("ascii"))
        if not self._office:
            raise RuntimeError("LibreOfficeKit does not start")
        self._table = _checked(self._office.contents.table, _OfficeTable)

    def convert(self, source: str, target: str, options: str) -> str | None:
        """Turn the document at one address into a PDF at the other; return what went wrong."""
        document = self._table.load_with_options(self._office, source.encode("ascii"), b"Batch=1")
        if not document:
            return self._last_error()
        table = _checked(document.contents.table, _DocumentTable)
        try:
            saved = table.save_as(document, target.encode("ascii"), b"pdf", options.encode("ascii"))
            return None if saved else self._last_error()
        finally:
            table.destroy(document)

    def _last_error(self) -> str:
        said = self._table.get_error(self._office)
        if not said:
            return ""
        try:
            return (ctypes.string_at(said) or b"").decode("utf-8", "replace")
        finally:
            self._table.free_error(said)


def _checked(pointer: Any, table: type[ctypes.Structure]) -> Any:
    """Follow a pointer to a table. Why: past a shorter table's end we would call anything."""
    found = pointer.contents
    if found.size < ctypes.sizeof(table):
        raise RuntimeError(f"{table.__name__} has {found.size} bytes")
    return found


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
    """Answer requests until there are no more; arguments: library, profile, PDF options."""
    library, profile, options = sys.argv[1:]
    # What LibreOffice prints goes to standard error, so that an answer stands alone on its line.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    leave_network()
    kit = Kit(library, str(Path(library).parent), profile)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        error = kit.convert(request["source"], request["target"], options)
        answers.write(json.dumps({"error": error}).encode("ascii") + b"\n")
    os._exit(0)  # LibreOffice's own end is slow, and its profile is thrown away


if __name__ == "__main__":
    main()
