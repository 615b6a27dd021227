"""Whether the profile lays processor time to the right stage's charge."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tools.bench_profile import LOADING, REST, Watch, together, watched


def _burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_stage_within_another_counts_for_itself() -> None:
    """What was before the first is loading; the outer stage has only its own."""
    watch = Watch()
    with watch.at("outer"):
        _burn(0.05)
        with watch.at("inner"):
            _burn(0.2)
    spent = watch.seconds()
    assert 0.05 <= spent["outer"] < 0.15
    assert 0.2 <= spent["inner"] < 0.3
    assert spent[LOADING] > 0
    assert sum(spent.values()) == pytest.approx(time.process_time(), abs=0.05)


def test_a_stage_does_what_it_did() -> None:
    """Its result is given on, and it tells that it has ended."""
    told: list[bool] = []
    work = watched("x", lambda one, *, two: one + two, Watch(), lambda: told.append(True))
    assert work(1, two=2) == 3
    assert told == [True]


def test_processes_are_put_together(tmp_path: Path) -> None:
    """Two workers are one row a stage, and what nobody told is the rest."""
    for number in (1, 2):
        told = {"workers": {"filling": 1.0}, "LibreOffice": {"all of it": 2.0}}
        (tmp_path / f"{number}.json").write_text(json.dumps(told), encoding="utf-8")
    assert together(tmp_path, 7.0) == {
        "workers": {"filling": 2.0},
        "LibreOffice": {"all of it": 4.0},
        "others": {REST: 1.0},
    }
