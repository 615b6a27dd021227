"""A clock that is years off, as on a PC with an empty battery, changes no paper and no decision.

Why: the date on a paper is the case's; and what has changed since the last build is told by what
is there, not by what is newer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.cli import batch, build, main
from tests.soak.office import Files, Office, open_office, rename, typesetter

CASES = ("KS-2026-0003", "PM-2026-0002")
NAMES = ("Wahyono Adi Saputra", "Bagas Tri Hartanto")
BUILD = ("build", "--jobs", "1")
YEARS = (-26, 73)  # 2000, to which a clock falls back; and far off


@contextmanager
def off_by(years: int, office: Office) -> Iterator[None]:
    """Set all clocks that a build reads wrong, and date all files of the office as they tell."""
    shift, now = timedelta(days=365 * years), time.time

    class Day(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return date.fromtimestamp(now()) + shift

    class Moment(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(now()) + shift

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: now() + shift.total_seconds())
        patch.setattr(build, "date", Day)
        patch.setattr(batch, "datetime", Moment)
        yield
    for file in office.root.parent.rglob("*"):
        if file.is_file():
            wrong = file.stat().st_mtime + shift.total_seconds()
            os.utime(file, (wrong, wrong))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A workspace that this process builds, with a quick LibreOffice."""
    found = open_office(tmp_path, CASES, typesetter(tmp_path))
    monkeypatch.chdir(found.root)
    for name, value in {"SOFFICE": found.soffice, "CACHE": found.cache}.items():
        monkeypatch.setenv(f"BERKAS_{name}", str(value))
    return found


def built(office: Office, name: str) -> Files:
    """Build all cases with a client of this name."""
    rename(office, name)
    assert main(BUILD) == 0
    return office.made()


@pytest.mark.parametrize("years", YEARS)
def test_a_clock_that_is_years_off(office: Office, years: int) -> None:
    """The papers are the same to the byte; what has changed is seen, there and back again."""
    right = [built(office, name) for name in NAMES]
    office.forget()
    with off_by(years, office):
        assert built(office, NAMES[0]) == right[0]
    assert built(office, NAMES[1]) == right[1]
    with off_by(years, office):
        assert built(office, NAMES[0]) == right[0]
    assert office.strays() == []
