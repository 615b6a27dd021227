"""Notice that files were saved, by looking at them again and again.

Why: an office's folder often lies on a server or is synchronised, and there no system tells of
changes; to look at a few dozen files costs a fraction of a millisecond. Of thousands, or over a
slow line, we look less often.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

Stamp = tuple[int, int, int]  # when a file was last changed, its size, and which file it is
State = Mapping[Path, Stamp | None]  # None: not there
_REST = 4  # times as long as a look took, at least, we rest before the next
_LONGEST = 1.0  # seconds; one look that took very long says little of the next


def states(files: Iterable[Path]) -> dict[Path, Stamp | None]:
    """Each file as it is now."""
    return {file: stamp(file) for file in files}


def stamp(file: Path) -> Stamp | None:
    """What is another after a file was saved, in its place or by renaming a fresh one to it."""
    try:
        found = file.stat()
    except OSError:  # not there while it is saved; what else is wrong is told when it is used
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def changes(
    look: Callable[[], Mapping[Path, object]], rest: Callable[[float], object], every: float = 0.5
) -> Iterator[None]:
    """Yield at once, then each time that a file is another than before and its writer rests.

    What is changed while the caller is at work is found too; files that are looked at anew since
    then are no change.

    Args:
        look: the files as they are.
        rest: waits so many seconds.
        every: seconds between two looks, or more where a look takes long.
    """
    spent = 0.0

    def look_after(seconds: float) -> Mapping[Path, object]:
        nonlocal spent
        rest(max(seconds, min(_REST * spent, _LONGEST)))
        began = time.monotonic()
        seen = look()
        spent = time.monotonic() - began
        return seen

    before: Mapping[Path, object] = look()
    while True:
        yield
        before = {file: before.get(file, state) for file, state in look().items()}
        now: Mapping[Path, object] = before
        while now == before:
            now = look_after(every)
        while True:
            before, now = now, look_after(every / 2)
            if now == before:
                break
