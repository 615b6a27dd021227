"""A whole build on a disk that refuses one step of it, whichever: nothing is half done.

Why: the disk of an office's old PC is full, and its network folder comes and goes.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.soak import refusing
from tests.soak.office import Files, Office, open_office, rename, typesetter
from tests.soak.refusing import DEADLY, STEPS, DeadlyDisk, Disk, work_on
from tests.soffice.processes import becomes_true

CASES = ("KS-2026-0003", "PM-2026-0002")  # of several there is a report
BUILD = ("build", "--jobs", "1")
NUMBERS = (errno.ENOSPC, errno.EACCES, errno.EIO)
# Each step is refused with one of them in turn, or with each.
SHIFTS = range(3) if os.environ.get("BERKAS_ERRORS") == "each" else (0,)
TOLD = ("RNG004", "KNV008")  # the output, or the temporary folder, does not take it
ENDS = (0, 3, 10)  # what is only kept for the next run stops nothing; a case failed, or all


@dataclass(frozen=True)
class Renewal:
    """Cases that were built and have changed since.

    Attributes:
        office: where it lies.
        before: a copy of the office's output as it was.
        old: its documents then.
        new: its documents when it has been built again.
    """

    office: Office
    before: Path
    old: Files
    new: Files

    def lay_out(self, *, first: bool) -> Files:
        """Let the output be as it was before, or empty; give the documents that it holds."""
        shutil.rmtree(self.office.output)
        if first:
            return {}
        shutil.copytree(self.before, self.office.output)
        return self.old


@pytest.fixture
def renewal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Renewal:
    """The cases, and this process in their office, with a quick LibreOffice."""
    office = open_office(tmp_path, CASES, typesetter(tmp_path))
    monkeypatch.chdir(office.root)
    monkeypatch.setattr(tempfile, "tempdir", str(office.scratch))
    for name in ("BERKAS_LANG", "BERKAS_LIMIT", "BERKAS_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BERKAS_SOFFICE", str(office.soffice))
    monkeypatch.setenv("BERKAS_CACHE", str(office.cache))
    sets = []
    for name in ("Wahyono Adi Saputra", "Bagas Tri Hartanto"):
        rename(office, name)
        assert main(BUILD) == 0
        sets.append(office.made())
        if len(sets) == 1:
            shutil.copytree(office.output, tmp_path / "before")
    return Renewal(office, tmp_path / "before", *sets)


def steps_of(renewal: Renewal, step: str, *, first: bool) -> int:
    """How many steps of a kind a build takes."""
    renewal.lay_out(first=first)
    disk = Disk(renewal.office.root.parent, step, 0, 0)
    with work_on(disk):
        assert main(BUILD) == 0
    return disk.calls


def half_done(made: Files, before: Files, new: Files, *, whole: bool) -> list[str]:
    """Cases of which some files are old and some new; all must be new where that was said."""
    faults = []
    for nomor in CASES:
        now, old, wanted = (
            {name: text for name, text in files.items() if nomor in name}
            for files in (made, before, new)
        )
        if now != wanted and (whole or now != old):
            faults.append(f"half: {sorted(now)}")
    return faults


def refuse(
    renewal: Renewal, disk: Disk, said: pytest.CaptureFixture[str], *, first: bool
) -> list[str]:
    """Build on this disk, then undisturbed; give what must not be."""
    office, before = renewal.office, renewal.lay_out(first=first)
    said.readouterr()
    with work_on(disk):
        code = main(BUILD)
    out, err = said.readouterr()
    faults = half_done(office.made(), before, renewal.new, whole=code == 0)
    if code not in ENDS or (code and not any(word in out + err for word in TOLD)):
        faults.append(f"exit {code}: {out}{err}")
    if list(office.scratch.iterdir()):
        faults.append(f"temporary files: {office.strays()}")
    if main(BUILD) or office.made() != renewal.new:
        faults.append("the next build is not right")
    if left := office.strays():
        faults.append(f"strays: {left}")
    return [f"{disk.step} {disk.refused} ({errno.errorcode[disk.number]}): {f}" for f in faults]


def test_some_steps_refused(renewal: Renewal, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each kind some: what stopped it is told, and each case is old or new."""
    faults = []
    for place, step in enumerate(STEPS):
        number = steps_of(renewal, step, first=False)
        assert number > 1
        for refused in sorted({1 + number // 4, 1 + number // 2, number}):
            disk = Disk(renewal.office.root.parent, step, NUMBERS[place % 3], refused)
            faults += refuse(renewal, disk, capsys, first=False)
            assert disk.calls >= refused
    assert faults == []


@pytest.mark.soak
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_refused(
    renewal: Renewal, step: str, shift: int, first: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each single one, of a first build and of a later one; drafts, bundles, records, report."""
    faults = []
    for refused in range(1, steps_of(renewal, step, first=first) + 1):
        number = NUMBERS[(refused + shift) % 3]
        disk = Disk(renewal.office.root.parent, step, number, refused)
        faults += refuse(renewal, disk, capsys, first=first)
    assert faults == []


@pytest.mark.soak
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("step", ["mkdir", "open", "write"])
def test_what_is_kept_is_refused(renewal: Renewal, step: str, shift: int) -> None:
    """Whatever a disk does not take of what is only kept for the next run costs nothing.

    Each build is a process of its own, since one knows the templates that it has made ready.
    """
    office = renewal.office

    def build(refused: int) -> refusing.Done:
        office.forget()
        number = NUMBERS[(refused + shift) % 3]
        return refusing.run(Disk(office.cache, step, number, refused), office.root, BUILD)

    calls, faults = build(0).calls, []
    assert calls > 1
    for refused in range(1, calls + 1):
        done = build(refused)
        if done.code or half_done(office.made(), {}, renewal.new, whole=True) or office.strays():
            faults.append(f"{step} {refused}: exit {done.code}, {office.strays()}: {done.said}")
    assert faults == []


def die(renewal: Renewal, step: str, refused: int, *, first: bool) -> list[str]:
    """Build in a process that is killed before a step, then undisturbed; what must not be."""
    office = renewal.office
    old = renewal.lay_out(first=first)
    child = os.fork()
    if not child:
        with work_on(DeadlyDisk(office.root.parent, step, 0, refused)):
            main(BUILD)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    faults = [f"ended: {status}"] * (os.WTERMSIG(status) != signal.SIGKILL)
    faults += [f"temporary: {path}" for path in _left(office)]
    found = {name: text for name, text in office.made().items() if ".berkas-" not in name}
    faults += [
        f"half: {name}" for name, text in found.items()
        if text not in (old.get(name), renewal.new[name])
    ]  # fmt: skip
    faults += [f"lost: {name}" for name in old if name not in found]
    if main(BUILD) or office.made() != renewal.new:
        faults.append("the next build is not right")
    return [f"{step} {refused}: {fault}" for fault in (*faults, *office.strays())]


def _left(office: Office) -> list[Path]:
    """Temporary files that the janitor has not removed in time."""
    becomes_true(lambda: not list(office.scratch.iterdir()), 10)
    return list(office.scratch.iterdir())


def test_killed_at_some_steps(renewal: Renewal) -> None:
    """One step of each kind: all files are old or new, and the next build tidies up."""
    faults = []
    for step in DEADLY:
        number = steps_of(renewal, step, first=False)
        faults += die(renewal, step, 1 + number // 2, first=False)
    assert faults == []


@pytest.mark.soak
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("step", DEADLY)
def test_killed_at_every_step(renewal: Renewal, step: str, first: bool) -> None:
    """Each single one, of a case's first build and of a later one."""
    faults = []
    for refused in range(1, steps_of(renewal, step, first=first) + 1):
        faults += die(renewal, step, refused, first=first)
    assert faults == []
