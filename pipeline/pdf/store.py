"""PDFs that were made and judged before, each under what it was made from.

Why: of an office's documents most are today what they were yesterday, and LibreOffice takes a
tenth of a second for a page. What is found here is the very PDF that would be made again, and is
believed only when it is whole; what is lost here is made again.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LIMIT = 500_000_000  # bytes; ten thousand documents
_ROOM = 0.8  # of the limit, to which a store that has grown over it is cut
_SUFFIX = ".pdf"
_NUMBER = 4  # bytes of the number of pages
_DIGEST = 32  # bytes of SHA-256

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PdfStore:
    """A folder of PDFs.

    Attributes:
        folder: where they lie; made with the first one.
        made_by: all that a PDF depends on beside its document: programs, fonts, options.
        limit: bytes that they may take together.
    """

    folder: Path
    made_by: str
    limit: int = LIMIT

    def find(self, docx: bytes, title: str) -> tuple[bytes, int] | None:
        """The PDF that was made of a Word file under a title, and its number of pages.

        One that is not whole is none.
        """
        file = self._file(docx, title)
        try:
            found = file.read_bytes()
            digest, content = found[:_DIGEST], found[_DIGEST:]
            if sha256(content).digest() != digest:
                log.debug("%s is damaged", file.name)
                return None
            os.utime(file)  # the longest unused go first
        except OSError:
            return None  # it is not there, or cannot be read: it is made again
        return content[_NUMBER:], int.from_bytes(content[:_NUMBER])

    def keep(self, docx: bytes, title: str, pdf: bytes, pages: int) -> None:
        """Keep a PDF that was judged; a disk that does not take it stops nothing."""
        file = self._file(docx, title)
        content = pages.to_bytes(_NUMBER) + pdf
        fresh = file.with_name(f".{file.stem}-{secrets.token_hex(4)}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(fresh, "xb", opener=_own) as stream:
                stream.write(sha256(content).digest() + content)
            fresh.replace(file)
        except OSError as error:
            log.debug("%s is not kept: %s", file.name, error.strerror)
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def shrink(self) -> None:
        """Take away the longest unused where they take more than the limit."""
        found = sorted(self._files())
        size = sum(bytes_ for _, bytes_, _ in found)
        if size <= self.limit:
            return
        for _, bytes_, file in found:
            with suppress(OSError):  # another run has taken it away, or uses it
                file.unlink()
            size -= bytes_
            if size <= self.limit * _ROOM:
                return

    def _file(self, docx: bytes, title: str) -> Path:
        key = sha256(self.made_by.encode())
        for one in (title.encode(), docx):
            key.update(sha256(one).digest())
        name = key.hexdigest()
        return self.folder / name[:2] / f"{name}{_SUFFIX}"

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """All files with the time of their last use and their size, strays of a killed run too."""
        for file in self.folder.glob("*/*"):
            with suppress(OSError):
                state = file.stat()
                yield state.st_mtime, state.st_size, file


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
