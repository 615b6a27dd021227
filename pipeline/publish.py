"""Put files in place so that they appear whole or not at all, and several of them together.

Why: a kill, a full disk or a second run must never leave half a file, or a new draft beside an
old bundle. Everything is written beside its place and fsynced before the first name changes.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.errors import WorkspaceError

if sys.platform != "win32":
    import fcntl

PREFIX = ".berkas-"  # of a file that is not in its place yet


def publish(
    contents: Mapping[Path, bytes], obsolete: Iterable[Path] = (), *, within: Path | None = None
) -> None:
    """Put files in place together, and take away those that no longer belong there.

    Args:
        contents: path to bytes; readable by their owner only. A link there is replaced, not
            followed.
        obsolete: files to remove once all is in place; those that are not there, or are no plain
            files, are passed over.
        within: the folder below which no folder may be a link; None where that does not matter.

    Raises:
        WorkspaceError: a folder or the disk does not take it, or a folder is a link; what was
            there before is as it was.
    """
    folders = sorted({target.parent for target in contents})
    for folder in folders:
        _make(folder, within)
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(_alone_in(folder))
        _place(contents)
        for file in obsolete:
            if file.is_file() and not file.is_symlink():
                with refused_by_disk(file):
                    file.unlink()
        for folder in folders:
            _sync_folder(folder)


def write_whole(target: Path, content: bytes) -> None:
    """Put one file in place.

    Raises:
        WorkspaceError: the folder or the disk does not take it.
    """
    publish({target: content})


def write_new(target: Path, content: bytes) -> bool:
    """Put one file in place where none is yet; of two who ask for one name only one gets it.

    Returns:
        Whether it was put there; False where something of this name is there already, which
        stays as it is.

    Raises:
        WorkspaceError: the folder or the disk does not take it.
    """
    with refused_by_disk(target):
        if not target.parent.is_dir():
            target.parent.mkdir(mode=0o700)
        try:
            target.open("x").close()
        except FileExistsError:
            return False
    try:
        write_whole(target, content)
    except BaseException:
        target.unlink()
        raise
    return True


def try_writing(folder: Path) -> None:
    """See whether files can be put into a folder, or into the one in which it would be made.

    Why: a build must stop before its work and not behind it. Nothing is left there.

    Raises:
        WorkspaceError: they cannot.
    """
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    with refused_by_disk(folder), tempfile.TemporaryFile(dir=place):
        pass


@contextmanager
def refused_by_disk(file: Path) -> Iterator[None]:
    """Turn what the system says against a file or a folder into a problem of the workspace.

    Raises:
        WorkspaceError: the folder or the disk does not take what the block writes.
    """
    try:
        yield
    except OSError as error:
        raise WorkspaceError.of("RNG004", file=file, reason=error.strerror or error) from error


def _make(folder: Path, within: Path | None) -> None:
    if within is not None:
        for above in (folder, *folder.parents):
            if above == within:
                break
            if above.is_symlink():
                raise WorkspaceError.of("RNG013", file=above, folder=above.name)
    with refused_by_disk(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder, and remove what a killed one left there.

    Why: with the folder to itself, a run knows that a file with our prefix is nobody's any more.
    Where the system has no such locks (Windows, some network file systems), nothing is removed.
    """
    if sys.platform == "win32":
        yield
        return
    with refused_by_disk(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        if _lock(handle):
            for stray in folder.glob(f"{PREFIX}*"):
                stray.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return False  # a file system without locks: the run goes on, and cleans nothing
    return True


def _place(contents: Mapping[Path, bytes]) -> None:
    """Write all files beside their places, then rename them all."""
    waiting: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            with refused_by_disk(target):
                if target.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                handle, name = tempfile.mkstemp(dir=target.parent, prefix=PREFIX)
                waiting[target] = Path(name)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
        for target in contents:
            with refused_by_disk(target):
                waiting[target].replace(target)
            del waiting[target]
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # Windows cannot open a folder to sync it; NTFS journals the rename
        return
    with refused_by_disk(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
