"""Measure `berkas templates check` beside docxtpl-lint, a linter that knows no case.

Both are started as programs, and look through all Word files of the workspace; the linter is told
our filters, and asks whether Jinja takes each file. Ours holds every expression to the vocabulary
besides.

Why: templates are checked after each change, by somebody who waits for it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.filters import FILTERS
from tools.bench_page import Found, Goal
from tools.bench_rivals import MissingError, python_packages

ROOT = Path(__file__).parent.parent
STARTS = 15
GOAL = 2.0
TEMPLATES = [sys.executable, "-m", "pipeline", "-C", str(ROOT), "templates", "check"]
LINT = [sys.executable, "-m", "docxtpl_lint", "--filters", ",".join(FILTERS)]


def checking() -> Iterator[Found]:
    """All templates of the repository; yield what is told."""
    try:
        packages = python_packages()
    except MissingError as error:
        yield f"Not run: docxtpl-lint, because {error}."
        return
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    files = [str(file) for file in sorted((ROOT / "templates").rglob("*.docx"))]
    calls = {"docxtpl-lint": [*LINT, *files], "templates check": TEMPLATES}
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(STARTS):
        for name, call in calls.items():
            begun = time.perf_counter()
            subprocess.run(call, check=False, capture_output=True, env=environment)
            spent[name].append(time.perf_counter() - begun)
    rival, ours = (statistics.median(times) for times in spent.values())
    yield f"{len(files)} Word files: {ours * 1000:.0f} ms, docxtpl-lint {rival * 1000:.0f} ms."
    yield Goal("checking templates beside it", ours / rival, GOAL, least=False)
