"""Builds that are killed outright, with all their workers, at any moment.

Why: a power cut or an impatient officer asks nobody. What the next build leaves must not tell
whether one before it was killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from pipeline.publish import PREFIX
from tests.soak.office import Files, Office, differing, open_office, rename, typesetter

CASES = ("KS-2026-0003", "PM-2026-0002", "RE-2026-0003")
NAMES = ("Wahyono Adi Saputra", "Bagas Tri Hartanto")
WAYS = ("auto", "auto", "auto", "soffice")  # LibreOfficeKit is the usual one
_STATES = 4  # from nothing; with an older set, with its pages, and without what is kept elsewhere
KILLS, SEED = (int(n) for n in os.environ.get("BERKAS_KILLS", "30:2").split(":"))


@dataclass
class Tally:
    """What was found after kills."""

    kills: int = 0
    too_late: int = 0
    damages: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """A table of one line."""
        found = len(self.damages), len(self.strays), len(self.duplicates), len(self.orphans)
        head = "kills  (ended before)  damages  strays  duplicates  orphans"
        return "\n{}\n{:>5}  {:>14}  {:>7}  {:>6}  {:>10}  {:>7}".format(
            head, self.kills, self.too_late, *found
        )

    @property
    def found(self) -> list[str]:
        """All that must not be."""
        return [*self.damages, *self.strays, *self.duplicates, *self.orphans]


@dataclass(frozen=True)
class Undisturbed:
    """Builds that nobody disturbed: what they left for each name, and how long they took."""

    office: Office
    left: tuple[Files, ...]
    seconds: Mapping[str, float]

    def prepare(self, turn: int) -> Files:
        """Lay out what the build of a turn meets; give what it shall leave."""
        office = self.office
        rename(office, NAMES[turn % 2])
        if not turn % _STATES:
            office.forget()
        elif turn % _STATES == 1:
            office.forget(".cache/pdf")
        elif turn % _STATES == 2:
            office.forget(".cache")
        return self.left[turn % 2]


def undisturbed(office: Office) -> Undisturbed:
    """Build with each name and in each way, from nothing; both ways leave the same."""
    left, seconds = [], {}
    for name in NAMES:
        rename(office, name)
        for way in dict.fromkeys(WAYS):
            office.forget()
            began = time.monotonic()
            assert office.build("--jobs", "2", "--converter", way)[0] == 0
            seconds[way] = time.monotonic() - began
            assert (office.orphans(), office.strays()) == ([], [])
            left.append(office.made())
    assert left[0] == left[1]
    assert left[2] == left[3]
    return Undisturbed(office, (left[0], left[2]), seconds)


def kill(office: Office, way: str, delay: float) -> bool:
    """Begin a build and kill its whole group after a time; whether it was still at work."""
    with office.start("--jobs", "2", "--converter", way) as process:
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=delay)
        killed = process.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return killed


def disturb(usual: Undisturbed, kills: int, seed: int) -> Tally:
    """Kill builds, and look at what the build after each leaves."""
    office, random, tally = usual.office, Random(seed), Tally()  # noqa: S311 - no secret
    while tally.kills < kills and not tally.found:  # what follows a fault may only come of it
        turn = tally.kills + tally.too_late
        wanted, way = usual.prepare(turn), random.choice(WAYS)
        delay = random.uniform(0, usual.seconds[way])
        if kill(office, way, delay):
            tally.kills += 1
        else:
            tally.too_late += 1
        where = f"kill {turn} ({way}) after {delay:.3f} s"
        tally.orphans += [f"{where}: {orphan}" for orphan in office.orphans()]
        tally.strays += [f"{where}: {path}" for path in office.scratch.iterdir()]
        tally.damages += _damages(office, wanted, where)
        tally.duplicates += _duplicates(office, wanted, where)
        tally.orphans += [f"{where}, the next: {orphan}" for orphan in office.orphans()]
        tally.strays += [f"{where}, the next: {name}" for name in office.strays()]
    return tally


def _damages(office: Office, wanted: Files, where: str) -> Iterator[str]:
    code, said = office.build("--jobs", "2")
    if code:
        yield f"{where}: exit {code}: {said}"
    made = office.made()
    yield from (f"{where}: {name}" for name in differing(made, wanted) if name in wanted)


def _duplicates(office: Office, wanted: Files, where: str) -> list[str]:
    reported = office.reported()
    twice = sorted(nomor for nomor in set(reported) if reported.count(nomor) > 1)
    more = [name for name in office.made() if name not in wanted and PREFIX not in name]
    return [f"{where}: {name}" for name in (*twice, *more)]


def test_a_few_kills(tmp_path: Path) -> None:
    """After each, a build ends well and leaves what an undisturbed one does, to the byte."""
    tally = disturb(undisturbed(open_office(tmp_path, CASES[:2], typesetter(tmp_path))), 3, 1)
    assert tally.found == []


@pytest.mark.soak
@pytest.mark.parametrize("real", [True, False], ids=["libreoffice", "stand-in"])
def test_many_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str], real: bool) -> None:
    """The same over and over, over the whole time that a build takes, hot and cold.

    A stand-in is so quick that most kills come while files are being written.
    """
    office = open_office(tmp_path, CASES, None if real else typesetter(tmp_path))
    tally = disturb(undisturbed(office), KILLS, SEED)
    with capsys.disabled():
        print(f"\n{'LibreOffice' if real else 'a stand-in for it'}: {tally}")
    assert tally.found == []
