"""Watching: a save is one change, whenever it comes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.watching import changes, stamp


def test_watching_waits_for_the_writer() -> None:
    """A change is one change, once the file is at rest; what does not change is none."""
    file = Path("surat.docx")
    states = iter([1, 1, 1, 2, 3, 3, 4, 5, 5])
    rests: list[float] = []

    def look() -> dict[Path, int]:
        return {file: next(states)}

    seen = changes(look, rests.append)
    next(seen)
    assert rests == []  # what is there is made at once
    next(seen)
    assert rests == [0.5, 0.5, 0.25, 0.25]
    next(seen)
    assert rests == [0.5, 0.5, 0.25, 0.25, 0.5, 0.25]


def test_changes_while_one_is_at_work() -> None:
    """What is saved meanwhile is a change; a file that is watched only now, or no more, is none."""
    one, two = Path("a.docx"), Path("b.docx")
    states: list[dict[Path, int | None]] = [
        {one: 1},  # at the start
        {one: 2},  # after the work: saved meanwhile
        {one: 2},
        {one: 2},
        {two: 1},  # after the work: the catalog names another file
        {two: 1},
        {two: None},
        {two: 5},
        {two: 5},
    ]
    coming = iter(states)
    rests: list[float] = []
    seen = changes(lambda: next(coming), rests.append)
    next(seen)
    next(seen)
    assert rests == [0.5, 0.25]
    next(seen)
    assert rests == [0.5, 0.25, 0.5, 0.5, 0.25, 0.25]


def test_looks_that_take_long() -> None:
    """Where a look takes long, as over a slow line, most of the time we rest all the same."""
    states = iter([1, 1, 1, 1, 2, 2])
    rests: list[float] = []

    def look() -> dict[Path, int]:
        time.sleep(0.02)
        return {Path("a.yaml"): next(states)}

    seen = changes(look, rests.append, every=0.01)
    next(seen)
    next(seen)
    assert rests[0] == 0.01
    assert len(rests) == 4
    assert all(0.08 <= each <= 1 for each in rests[1:])


def test_a_save_in_whichever_way(tmp_path: Path) -> None:
    """A file written anew or renamed to its place is another, of whatever time; a lost one none."""
    file, fresh = tmp_path / "a.yaml", tmp_path / "a.yaml~"
    file.write_text("a: 1")
    first = stamp(file)
    fresh.write_text("a: 2")
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    os.utime(fresh, ns=times)
    fresh.replace(file)
    second = stamp(file)
    file.write_text("a: 10")
    os.utime(file, ns=times)
    assert len({first, second, stamp(file)}) == 3
    file.unlink()
    assert stamp(file) is None
