"""Whether the bench tells what it found, and what it missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import bench_page
from tools.bench_meter import Spent
from tools.bench_page import Failure, Found, Goal, Section, Shares, Table, write

TABLE = Table(
    "Two documents", {"ours": [Spent(1, 2), Spent(2, 2)], "other": [Spent(3, 1)] * 2}, "ours"
)


@pytest.mark.parametrize(
    ("figure", "least", "missed"),
    [(12.0, True, False), (11.9, True, True), (2.0, False, False), (2.1, False, True)],
)
def test_a_goal_is_missed_on_its_own_side(figure: float, least: bool, missed: bool) -> None:
    """What is to be great is missed below, what is to be small above."""
    goal = Goal("x", figure, 12.0 if least else 2.0, least=least)
    assert goal.missed is missed
    assert ("missed" in str(goal)) is missed


def test_a_table_stands_beside_ours() -> None:
    """Medians, spread, and the ratio of each round."""
    assert "| ours | 1.50 (1.00–2.00) | 2.00 | 1 |" in str(TABLE)
    assert "| other | 3.00 (3.00–3.00) | 1.00 | 2.25 (1.50–3.00) |" in str(TABLE)


def test_a_profile_begins_with_the_greatest() -> None:
    """Where most of the time goes stands first, with its share."""
    rows = str(Shares("Where", {"a": {"x": 1.0}, "b": {"y": 3.0}})).splitlines()[-2:]
    assert rows == ["| b | y | 3.00 | 75% |", "| a | x | 1.00 | 25% |"]


def test_all_that_was_found_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page and data hold the same: figures, what was not run, and on what machine."""
    page, results = tmp_path / "page.md", tmp_path / "results" / "results.json"
    monkeypatch.setattr(bench_page, "PAGE", page)
    monkeypatch.setattr(bench_page, "RESULTS", results)
    found: list[Found] = [
        TABLE,
        Shares("Where", {"a": {"x": 1.0}}),
        Goal("beside it", 1.0, 2.0),
        Failure("no paper"),
        "Not run: it, because of that.",
    ]
    write([Section("Builds", "What it is.\n", found)], {"processors": "2"})
    text = page.read_text(encoding="utf-8")
    for one in ("## Builds\n\nWhat it is.\n", "- Beside it: 1.00 (goal: at least 2) — missed"):
        assert one in text
    for one in ("- Not run to its end: no paper", "- Not run: it", "| processors | 2 |"):
        assert one in text
    assert "| beside it | 1.00 | at least 2 | missed |" in text
    data = json.loads(results.read_text(encoding="utf-8"))
    table, shares, goal, failure, told = data["parts"]["Builds"]
    assert table["seconds"]["ours"][0] == {"wall": 1, "processor": 2}
    assert shares["processor"] == {"a": {"x": 1.0}}
    assert goal == {"figure": "beside it", "value": 1.0, "at least": 2.0, "missed": True}
    assert (failure["told"], told["told"]) == (str(found[3]), found[4])
    assert data["machine"] == {"processors": "2"}
