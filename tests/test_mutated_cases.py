"""Case files that a hand, an editor or a disk has spoilt: judged or refused, never a bug."""

from __future__ import annotations

import os
import signal
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from time import sleep
from types import FrameType
from typing import Any

import pytest

from pipeline.context import context
from pipeline.errors import CaseError, Problem
from pipeline.filters import FILTERS, printed
from pipeline.papers import Paper
from pipeline.stages.validate import validate
from pipeline.values import Hours, Money, Period
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
from pipeline.yaml_text import parse
from tests.case_files import is_told
from tests.mutations import mutated

REPOSITORY = Path(__file__).parents[1]
SOAK = int(os.environ.get("BERKAS_SOAK", "100000"))  # files of the long run
CHUNK = 500
SECONDS = 5  # in which every file is judged; the largest sample takes a hundredth of one

Tally = Counter[str]
PRINTED_BY: dict[type, tuple[str, ...]] = {
    bool: ("ya_tidak",),
    date: ("tanggal", "hari", "bulan"),
    Money: ("rupiah", "terbilang"),
    Hours: ("jam", "terbilang"),
    Period: ("terbilang",),
    Decimal: ("terbilang",),
    int: ("terbilang",),
}


@cache
def samples() -> dict[Path, bytes]:
    """The bytes of all sample cases."""
    files = sorted((REPOSITORY / "cases").glob("*.yaml"))
    return {file: file.read_bytes() for file in files}


def spoilt(seed: int) -> tuple[Path, bytes]:
    """One of the samples, and what became of it; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    file = chance.choice(list(samples()))
    return file, mutated(samples()[file], list(samples().values()), chance)


@cache
def office() -> Workplace:
    """The sample office and its catalog; a worker opens them once."""
    return open_workplace(Workspace(REPOSITORY))


def judged(raw: bytes, file: Path) -> tuple[str, tuple[Problem, ...]]:
    """How far these bytes get, and what is said of them; anything but a typed error comes out."""
    place = office()
    try:
        source = parse(raw, file)
    except CaseError as error:
        return "refused", error.problems
    verdict = validate(source, place.office, place.catalog, file.with_suffix(""))
    assert verdict.case or verdict.errors
    if verdict.case is None or verdict.errors:
        return "faulty", verdict.problems
    for entry in place.catalog.entries:
        if Paper(entry) in verdict.ready:
            print_all(context(verdict.case, place.office, place.catalog, Paper(entry)))
    return "sound", verdict.problems


def print_all(value: Any) -> None:
    """Print a value of a template's view, and all below it, by each filter of its type."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            print_all(inner)
    elif value is not None:
        for name in PRINTED_BY.get(type(value), ()):
            assert FILTERS[name](value) != ""
        if not isinstance(value, bool | date | Money):
            assert str(printed(value)) != ""


def assert_well_told(problems: tuple[Problem, ...], raw: bytes, file: Path) -> None:
    """Each finding has its sentence, its file and a place in it."""
    lines = raw.count(b"\n") + 1
    for problem in problems:
        assert is_told(problem)
        assert problem.file == file
        for place in (problem.place, *problem.related):
            if place is None:
                continue
            assert 1 <= place.line <= lines
            assert place.column >= 1
            assert place.end_column is None or place.end_column >= place.column
        assert problem.code.startswith("YML") or problem.path


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Break off what takes longer."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"{seconds} seconds were not enough")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def run(seeds: range) -> tuple[Tally, list[str]]:
    """Spoil and judge a file for each seed: how they ended, and what must not have happened."""
    tally: Tally = Counter()
    bugs: list[str] = []
    for seed in seeds:
        file, raw = spoilt(seed)
        try:
            with limited(SECONDS):
                end, problems = judged(raw, file)
                assert_well_told(problems, raw, file)
        except Exception:  # noqa: BLE001 - this is what the test looks for
            bugs.append(f"seed {seed}\n{traceback.format_exc(limit=-6)}")
            continue
        tally[end] += 1
        tally.update({problem.code for problem in problems})
    return tally, bugs


@pytest.mark.parametrize("first", range(0, 1_000, 250))
def test_spoilt_files_are_judged_or_refused(first: int) -> None:
    """A thousand spoilt samples: each is refused, faulty or sound, and all that is told is told."""
    tally, bugs = run(range(first, first + 250))
    assert bugs == []
    assert tally["refused"] > 20
    assert tally["faulty"] > 50
    assert tally["sound"] > 10
    assert len(tally) > 30


def test_the_same_seed_spoils_alike() -> None:
    """What a run has found can be looked at again."""
    (file, one), other = spoilt(7), spoilt(7)
    assert (file, one) == other
    assert one != file.read_bytes()


def test_what_takes_too_long_is_found() -> None:
    """The limit of the long run breaks off what does not end."""
    with limited(1), pytest.raises(TimeoutError):
        sleep(30)


@pytest.mark.soak
def test_spoilt_files_are_judged_or_refused_for_long(capsys: pytest.CaptureFixture[str]) -> None:
    """The same with a hundred thousand files in processes of their own; it prints its figures."""
    total: Tally = Counter()
    bugs: list[str] = []
    chunks = [range(first, min(first + CHUNK, SOAK)) for first in range(0, SOAK, CHUNK)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for future in [pool.submit(run, chunk) for chunk in chunks]:
            tally, found = future.result(timeout=CHUNK * SECONDS)
            total += tally
            bugs += found
    ends = {end: total.pop(end, 0) for end in ("refused", "faulty", "sound")}
    with capsys.disabled():
        print(f"\n{SOAK} spoilt files: {ends}, {len(total)} codes told, {len(bugs)} bugs")
    assert bugs == []
    assert sum(ends.values()) == SOAK
