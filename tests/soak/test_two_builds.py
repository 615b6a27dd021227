"""Two builds of one workspace at the same time: nobody can be kept from starting a second.

Why: the build of the night still runs when the first officer comes in and begins one of her own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.office import Files, Office, differing, open_office, rename, typesetter

CASES = ("DV-2026-0002", "KS-2026-0003", "PM-2026-0002", "RE-2026-0003")
NAMES = ("Wahyono Adi Saputra", "Bagas Tri Hartanto")
STATES = ("cold", "changed", "unchanged")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A workspace with the quick stand-in for LibreOffice."""
    return open_office(tmp_path, CASES, typesetter(tmp_path))


def left_undisturbed(office: Office) -> Files:
    """Build with the later name; what that leaves."""
    rename(office, NAMES[1])
    assert office.build("--jobs", "2")[0] == 0
    return office.made()


def at_once(office: Office, *jobs: str) -> list[tuple[int, str]]:
    """Start a build for each number of jobs; how each ended, and what it said."""
    processes = [office.start("--jobs", number) for number in jobs]
    said = [process.communicate(timeout=300)[0] for process in processes]
    return [(process.returncode, text) for process, text in zip(processes, said, strict=True)]


def faults_of(office: Office, wanted: Files, state: str, *jobs: str) -> list[str]:
    """Build several times at once from a state, and once more alone; what must not be."""
    if state == "cold":
        office.forget()
    elif state == "changed":
        rename(office, NAMES[0])
        assert office.build()[0] == 0
        rename(office, NAMES[1])
    cases = sorted(file.stem for file in (office.root / "cases").glob("*.yaml"))
    ended = at_once(office, *jobs)
    faults = [f"exit {code}: {said}" for code, said in ended if code]
    faults += [f"damaged: {name}" for name in differing(office.made(), wanted)]
    faults += [f"reported twice: {office.reported()}"] * (sorted(office.reported()) != cases)
    if office.build()[0] or differing(office.made(), wanted):
        faults.append("the next build is not right")
    faults += [f"orphan: {number}" for number in office.orphans()]
    return faults + [f"stray: {name}" for name in office.strays()]


def test_two_builds_at_once(tmp_path: Path) -> None:
    """From nothing, by one process and by several: both end well, and all is there and right."""
    office = open_office(tmp_path, CASES[1:3], typesetter(tmp_path))
    assert office.build("--jobs", "1")[0] == 0
    made = office.made()
    assert faults_of(office, made, "cold", "1", "2") == []


@pytest.mark.soak
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("jobs", [("1", "1"), ("2", "2"), ("1", "2", "1")])
def test_builds_at_once(office: Office, state: str, jobs: tuple[str, ...]) -> None:
    """The same from each state, over and over."""
    wanted = left_undisturbed(office)
    assert [fault for _ in range(5) for fault in faults_of(office, wanted, state, *jobs)] == []


@pytest.mark.soak
@pytest.mark.parametrize("state", STATES)
def test_builds_at_once_with_libreoffice(tmp_path: Path, state: str) -> None:
    """Two of the real LibreOffice on one workspace do not get into each other's way."""
    office = open_office(tmp_path, CASES)
    assert faults_of(office, left_undisturbed(office), state, "1", "2") == []
