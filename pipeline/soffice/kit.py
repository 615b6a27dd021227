"""The quick way: LibreOfficeKit in one warm child process, document after document.

Why: to start an office costs more than to convert ten pages. One document at a time is given
away, so when the child hangs or dies it is known over which.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal

from pipeline.errors import ConversionError
from pipeline.soffice import kit_worker
from pipeline.soffice.installation import KIT_LIBRARIES, Installation
from pipeline.soffice.macro import ADDRESS, write_macro
from pipeline.soffice.pdf_file import Outcome, no_pdf, whole_pdf
from pipeline.soffice.profile import trial_document
from pipeline.soffice.scratch import Scratch, pipe_of, refused_by_disk, start_limit

SERVES = 500  # documents; then a fresh child takes over, whose memory has not grown
MOST_MEMORY = 350_000_000  # bytes; a child that holds more gives way before the next document
_STARTS = 2


class KitUnusableError(Exception):
    """LibreOfficeKit does not work here. Why: then the other way is taken.

    Attributes:
        hung: whether it hung, rather than died.
    """

    def __init__(self, said: str | None, *, hung: bool) -> None:
        super().__init__(said)
        self.hung = hung


class _BrokenError(Exception):
    """The child hung (KNV003) or died (KNV004) over a document."""

    def __init__(self, code: Literal["KNV003", "KNV004"]) -> None:
        super().__init__(code)
        self.code = code


class Kit:
    """A `Converter` that keeps one child for all of its calls."""

    def __init__(self, installation: Installation, scratch: Scratch, limit: float) -> None:
        """Take what it needs; the child starts with `begin`, or with the first document."""
        self._installation = installation
        self._scratch = scratch
        self._limit = limit
        self._source = scratch.folder / "document.docx"
        self._target = scratch.folder / "document.pdf"
        self._child: subprocess.Popen[bytes] | None = None
        self._begun: subprocess.Popen[bytes] | None = None  # a child that is starting
        self._served = 0

    def begin(self) -> None:
        """Start the child and do not wait for it; whether it works is seen with a document.

        Raises:
            WorkspaceError: the temporary folder takes nothing.
        """
        with refused_by_disk():
            self._begun = self._launch()

    def convert(self, documents: Sequence[bytes]) -> list[Outcome]:
        """Convert the documents in turn; over one that breaks the child, the rest get a new one.

        Raises:
            KitUnusableError: the child does not get as far as its first document.
            WorkspaceError: the temporary folder takes nothing.
        """
        with refused_by_disk():
            return [self._convert(document) for document in documents]

    def close(self) -> None:
        """End the child."""
        for child in (self._child, self._begun):
            if child:
                self._scratch.end(child)
        self._child = self._begun = None

    def _convert(self, document: bytes) -> Outcome:
        try:
            return self._ask(self._ready_child(), document, self._limit)
        except _BrokenError as broken:
            self.close()
            return ConversionError.of(broken.code, limit=f"{self._limit:g}")

    def _ready_child(self) -> subprocess.Popen[bytes]:
        """Return a child that waits; one that died while it waited is no document's fault."""
        if self._child and (self._served >= SERVES or not _is_fit(self._child)):
            self.close()
        if not self._child:
            self._child = self._start()
        self._served += 1
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a child; one that hangs is not tried again, as the other way tries it once more.

        Raises:
            KitUnusableError: the trial document did not become a PDF.
        """
        self._served, hung = 0, False
        for _ in range(_STARTS):
            child, self._begun = self._begun or self._launch(), None
            try:
                made = self._answer(child, start_limit(self._limit))
            except _BrokenError as broken:
                hung = broken.code == "KNV003"
            else:
                if isinstance(made, bytes):
                    return child
            self._scratch.end(child)
            if hung:
                break
        raise KitUnusableError(self._scratch.last_words(), hung=hung)

    def _launch(self) -> subprocess.Popen[bytes]:
        """Start a child, and give it the trial document."""
        child = self._scratch.spawn(self._command(), talk=True)
        with suppress(_BrokenError):  # it has died already, as waiting for its answer will tell
            self._request(child, trial_document())
        return child

    def _command(self) -> list[str]:
        folder = self._installation.program_dir
        library = next(folder / name for name in KIT_LIBRARIES if (folder / name).is_file())
        profile = self._scratch.fresh_profile("kit")
        write_macro(profile, self._source.as_uri(), self._target.as_uri())
        worker = [sys.executable, "-I", "-S", kit_worker.__file__]
        return [*worker, str(library), profile.as_uri(), ADDRESS]

    def _ask(self, child: subprocess.Popen[bytes], document: bytes, limit: float) -> Outcome:
        """Have the child convert a document.

        Raises:
            _BrokenError: it gave no answer in time, or ended.
        """
        self._request(child, document)
        return self._answer(child, limit)

    def _request(self, child: subprocess.Popen[bytes], document: bytes) -> None:
        self._source.write_bytes(document)
        self._target.unlink(missing_ok=True)
        try:
            pipe_of(child.stdin).write(b"\n")
        except BrokenPipeError as error:
            raise _BrokenError("KNV004") from error

    def _answer(self, child: subprocess.Popen[bytes], limit: float) -> Outcome:
        _wait_for_line(pipe_of(child.stdout), limit)
        return whole_pdf(self._target) or no_pdf(self._target, None)


def _is_fit(child: subprocess.Popen[bytes]) -> bool:
    """Whether a child lives, and has not grown; LibreOfficeKit is on Linux alone."""
    if child.poll() is not None:
        return False
    try:
        pages = int(Path(f"/proc/{child.pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return False  # it has ended just now
    return pages * os.sysconf("SC_PAGE_SIZE") <= MOST_MEMORY


def _wait_for_line(stream: IO[bytes], limit: float) -> None:
    """Wait for the answer to the one open request.

    Raises:
        _BrokenError: the limit is over, or there is nobody to answer.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        if not selector.select(limit):
            raise _BrokenError("KNV003")
    if not stream.read(1):
        raise _BrokenError("KNV004")
