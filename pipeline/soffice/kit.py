"""The quick way: LibreOfficeKit in one warm child process, document after document.

Why: to start an office costs more than to convert ten pages. One document at a time is given
away, so when the child hangs or dies it is known over which.
"""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO, Literal

from pipeline.errors import ConversionError
from pipeline.soffice import kit_worker
from pipeline.soffice.installation import KIT_LIBRARIES, Installation
from pipeline.soffice.pdf_file import Outcome, no_pdf, whole_pdf
from pipeline.soffice.profile import PDF_OPTIONS, trial_document
from pipeline.soffice.scratch import Scratch, pipe_of, refused_by_disk, start_limit

SERVES = 500  # documents; then a fresh child takes over, whose memory has not grown
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
        """Take what it needs; the child starts with the first document."""
        self._installation = installation
        self._scratch = scratch
        self._limit = limit
        self._source = scratch.folder / "document.docx"
        self._target = scratch.folder / "document.pdf"
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

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
        if self._child:
            self._scratch.end(self._child)
            self._child = None

    def _convert(self, document: bytes) -> Outcome:
        try:
            return self._ask(self._ready_child(), document, self._limit)
        except _BrokenError as broken:
            self.close()
            return ConversionError.of(broken.code, limit=f"{self._limit:g}")

    def _ready_child(self) -> subprocess.Popen[bytes]:
        """Return a child that waits; one that died while it waited is no document's fault."""
        if self._child and (self._served >= SERVES or self._child.poll() is not None):
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
            child = self._scratch.spawn(self._command(), talk=True)
            try:
                made = self._ask(child, trial_document(), start_limit(self._limit))
            except _BrokenError as broken:
                hung = broken.code == "KNV003"
            else:
                if isinstance(made, bytes):
                    return child
            self._scratch.end(child)
            if hung:
                break
        raise KitUnusableError(self._scratch.last_words(), hung=hung)

    def _command(self) -> list[str]:
        folder = self._installation.program_dir
        library = next(folder / name for name in KIT_LIBRARIES if (folder / name).is_file())
        worker = [sys.executable, "-I", "-S", kit_worker.__file__]
        return [*worker, str(library), self._scratch.fresh_profile("kit"), PDF_OPTIONS]

    def _ask(self, child: subprocess.Popen[bytes], document: bytes, limit: float) -> Outcome:
        """Have the child convert a document.

        Raises:
            _BrokenError: it gave no answer in time, or ended.
        """
        self._source.write_bytes(document)
        self._target.unlink(missing_ok=True)
        request = {"source": self._source.as_uri(), "target": self._target.as_uri()}
        try:
            pipe_of(child.stdin).write(json.dumps(request).encode("ascii") + b"\n")
        except BrokenPipeError as error:
            raise _BrokenError("KNV004") from error
        answer = json.loads(_read_line(pipe_of(child.stdout), limit))
        pdf = whole_pdf(self._target)
        return pdf or no_pdf(self._target, answer["error"])


def _read_line(stream: IO[bytes], limit: float) -> bytes:
    """Read the answer to the one open request.

    Raises:
        _BrokenError: the limit is over, or there is nobody to answer.
    """
    end = time.monotonic() + limit
    line = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, end - time.monotonic())):
                raise _BrokenError("KNV003")
            piece = stream.read(65536)  # unbuffered: what is there, not as much as asked for
            if not piece:
                raise _BrokenError("KNV004")
            line += piece
    return line
