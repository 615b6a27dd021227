"""What a build takes of memory does not grow with what it has made.

Why: an office's PC has four gigabytes, and nobody is there at night to start it anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

REPOSITORY = Path(__file__).parents[2]
TOLD = re.compile(r"(\w+) +peak +(\d+) MB, middle +(\d+), end +(\d+)")

COORDINATOR, WORKER = 150, 350  # megabytes that they may take
_GROWTH = 1.15  # of what was taken in the second quarter of the time
# Cases whose results are handed over, and cases of six documents that are made.
ANSWERS, MADE = os.environ.get("BERKAS_MEMORY", "3000:100").split(":")


def figures(picture: Path, *words: str) -> dict[str, list[list[float]]]:
    """Run the tool in a process of its own; peak, middle and end of each process, by what it does.

    Why: the coordinator is the process that measures, and this one has grown with other tests.
    """
    tool = [sys.executable, "-m", "tools.memory_curve", str(picture), *words]
    done = subprocess.run(tool, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    found: dict[str, list[list[float]]] = {}
    for line in done.stdout.splitlines():
        if told := TOLD.fullmatch(line):
            found.setdefault(told[1], []).append([float(size) for size in told.groups()[1:]])
    return found


def test_curves_are_drawn(tmp_path: Path) -> None:
    """Coordinator and workers are found by what they do, and the picture shows their lines."""
    picture = tmp_path / "memory.png"
    found = figures(picture, "--answers", "200")
    ((coordinator, *_),) = found["coordinator"]
    assert 10 < coordinator < COORDINATOR
    assert found["worker"]
    with Image.open(picture) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(10_000) or ()}
    assert (31, 95, 168) in colours


@pytest.mark.soak
def test_the_coordinator_stays_small(tmp_path: Path) -> None:
    """Over the results of thousands of cases."""
    (coordinator,) = figures(tmp_path / "memory.png", "--answers", ANSWERS)["coordinator"]
    assert coordinator[0] < COORDINATOR


@pytest.mark.soak
def test_workers_stay_small(tmp_path: Path) -> None:
    """Neither they nor their real LibreOffices take more and more with what they have made."""
    found = figures(tmp_path / "memory.png", MADE)
    offices = found["LibreOffice"]
    assert len(offices) >= len(found["worker"]) == 2
    assert [peak for peak, _, _ in (*found["worker"], *offices) if peak > WORKER] == []
    assert [end for _, middle, end in found["worker"] if end > middle * _GROWTH] == []
    assert max(peak for peak, _, _ in offices) < offices[0][0] * _GROWTH  # a fresh one is no larger
