"""What was worked out before, each under all that it was worked out from.

Why: of an office's documents most are today what they were yesterday. What is found here is what
would be made again, and is believed only when it is whole; what is lost here is made again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_ROOM = 0.8  # of the limit, to which a store that has grown over it is cut
_DIGEST = 32  # bytes of SHA-256

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results.

    Attributes:
        folder: where they lie; made with the first one.
        made_by: all that a result depends on beside what it is made of: programs, options.
        limit: bytes that they may take together.
    """

    folder: Path
    made_by: str
    limit: int

    def find(self, *sources: bytes) -> bytes | None:
        """What was made of these, in this order; nothing where it is not whole."""
        file = self._file(sources)
        try:
            found = file.read_bytes()
            digest, content = found[:_DIGEST], found[_DIGEST:]
            if sha256(content).digest() != digest:
                log.debug("%s is damaged", file.name)
                return None
            os.utime(file)  # the longest unused go first
        except OSError:
            return None  # it is not there, or cannot be read: it is made again
        return content

    def keep(self, content: bytes, *sources: bytes) -> None:
        """Keep what was made of these; a disk that does not take it stops nothing.

        It is written in its place, so a kill leaves no file of another name; half of one is seen.
        """
        file = self._file(sources)
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.unlink(missing_ok=True)  # never written into, since it may be a link
            with open(file, "xb", opener=_own) as stream:
                stream.write(sha256(content).digest() + content)
        except FileExistsError:
            log.debug("%s is kept by another run just now", file.name)
        except OSError as error:
            log.debug("%s is not kept: %s", file.name, error.strerror)
            with suppress(OSError):
                file.unlink(missing_ok=True)

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

    def _file(self, sources: tuple[bytes, ...]) -> Path:
        key = sha256(self.made_by.encode())
        for one in sources:
            key.update(sha256(one).digest())
        name = key.hexdigest()
        return self.folder / name[:2] / name

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """All files with the time of their last use and their size, half written ones too."""
        for file in self.folder.glob("*/*"):
            with suppress(OSError):
                state = file.stat()
                yield state.st_mtime, state.st_size, file


def named(files: Iterable[Path]) -> tuple[bytes, ...]:
    """Names and contents of files that something is made of.

    Of a file that cannot be read there is nothing; whoever opens it tells.
    """
    found: list[bytes] = []
    for file in files:
        content = b""
        with suppress(OSError):
            content = file.read_bytes()
        found += os.fsencode(file.name), content
    return tuple(found)


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
