"""Put files in place so that they appear whole or not at all, and several of them together.

Why: a kill, a full disk or a second run must never leave half a file, and a disk that refuses must
not leave a new draft beside an old bundle. Everything is written beside its place and fsynced
before the first name changes; what a name stood for is kept beside it until all names are changed.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pipeline.errors import WorkspaceError

if sys.platform != "win32":
    import fcntl

PREFIX = ".berkas-"  # of a file that is not in its place yet


def publish(
    contents: Mapping[Path, bytes], obsolete: Iterable[Path] = (), *, within: Path | None = None
) -> None:
    """Put files in place together, and take away those that no longer belong there.

    When this raises, whatever the disk refused and also on Ctrl-C, every file is as it was; new
    folders stay, empty. Only where the disk refuses the way back too, a file may be new already.
    A kill leaves each file old or new, and beside them what the next run into the folder removes.

    Args:
        contents: path to bytes; readable by their owner only. A link there is replaced, not
            followed. A file that holds them already is left alone.
        obsolete: files to remove once all is in place; those that are not there, or are no plain
            files, are passed over.
        within: the folder below which no folder may be a link; None where that does not matter.

    Raises:
        WorkspaceError: a folder or the disk does not take it, or a folder is a link.
    """
    folders = sorted({target.parent for target in contents})
    for folder in folders:
        _make(folder, within)
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(_alone_in(folder))
        fresh = {file: content for file, content in contents.items() if not holds(file, content)}
        _replace_all(fresh, obsolete, folders)


def holds(file: Path, content: bytes) -> bool:
    """Whether a file is a plain one with just this content; False where it cannot be read."""
    try:
        is_plain = file.is_file() and not file.is_symlink()
        return is_plain and file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


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
        with suppress(OSError):  # what stopped it is what is told
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
    with refused_by_disk(folder):
        while not place.exists():
            place = place.parent
        with tempfile.TemporaryFile(dir=place):
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
            with refused_by_disk(above):
                is_link = above.is_symlink()
            if is_link:
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
            with refused_by_disk(folder):
                for file in folder.iterdir():
                    # A folder is a workspace that is being made.
                    if file.name.startswith(PREFIX) and not file.is_dir():
                        file.unlink(missing_ok=True)
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


def _replace_all(
    contents: Mapping[Path, bytes], obsolete: Iterable[Path], folders: Sequence[Path]
) -> None:
    """Write all files beside their places, then change all names, or none."""
    with ExitStack() as undo:
        waiting = {target: _write(target, content, undo) for target, content in contents.items()}
        kept = [_put(new, target, undo) for target, new in waiting.items()]
        kept += [_take_away(file, undo) for file in obsolete]
        for folder in folders:
            _sync_folder(folder)
        undo.pop_all()
    for aside in kept:
        with suppress(OSError):  # all is in place; the next run removes it
            aside.unlink(missing_ok=True)


def _write(target: Path, content: bytes, undo: ExitStack) -> Path:
    """Write a file beside its place."""
    with refused_by_disk(target):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=PREFIX)
        new = Path(name)
        undo.callback(_in_spite_of_disk, new.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    return new


def _put(new: Path, target: Path, undo: ExitStack) -> Path:
    """Give a file its name; what had the name goes on under another, which is returned."""
    aside = _aside(target)
    with refused_by_disk(target):
        undo.callback(_in_spite_of_disk, aside.unlink, missing_ok=True)
        try:
            _keep(target, aside)
            undo.callback(_in_spite_of_disk, aside.replace, target)
        except FileNotFoundError:
            undo.callback(_in_spite_of_disk, target.unlink, missing_ok=True)
        new.replace(target)
    return aside


def _take_away(file: Path, undo: ExitStack) -> Path:
    """Take a plain file's name away; it goes on under another, which is returned."""
    aside = _aside(file)
    with refused_by_disk(file):
        if file.is_file() and not file.is_symlink():
            undo.callback(_in_spite_of_disk, aside.replace, file)
            file.replace(aside)
    return aside


def _aside(file: Path) -> Path:
    return file.with_name(f"{PREFIX}{secrets.token_hex(8)}")


def _keep(file: Path, aside: Path) -> None:
    """Let a file stand under a second name.

    Why: moved away it would be lost with a kill. Where the system has no second names (FAT, some
    network file systems), it is copied.
    """
    try:
        os.link(file, aside, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, aside, follow_symlinks=False)


def _in_spite_of_disk(step: Callable[..., object], *args: object, **options: object) -> None:
    """Take a step of the way back; what it meets does not end the others, and is not the cause."""
    with suppress(OSError):
        step(*args, **options)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # Windows cannot open a folder to sync it; NTFS journals the rename
        return
    with refused_by_disk(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
