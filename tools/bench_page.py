"""What a bench has found, on the screen, as a page, and as JSON.

Why: a figure without its rivals, its spread and its machine is none.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline import __version__, soffice
from tools.bench_meter import Spent, ratio

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "benchmarks" / "results.json"
_HEAD = """# Benchmarks

Written by `make bench`, which lets all ways do the same work in turn, in one run: a figure is only
worth its ratio. Ours is the whole program, from reading the cases to the published bundles, with
nothing kept from before and the start of its workers in the measured time; the rivals get their
values ready made, and only fill and convert. Processor time is that of all processes of a way.

"""


@dataclass(frozen=True, slots=True)
class Table:
    """Several ways of one work.

    Attributes:
        title: what was done.
        spent: what each took, round by round.
        ours: the way that the others stand beside.
    """

    title: str
    spent: Mapping[str, Sequence[Spent]]
    ours: str

    def __str__(self) -> str:
        """Write it as a table of Markdown."""
        own = [one.wall for one in self.spent[self.ours]]
        lines = [
            f"### {self.title[0].upper()}{self.title[1:]}",
            "",
            "| way | wall s (min–max) | processor s | wall beside ours (min–max) |",
            "|---|---|---|---|",
        ]
        for name, rounds in self.spent.items():
            walls = [one.wall for one in rounds]
            span = f"{statistics.median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f})"
            used = statistics.median(one.processor for one in rounds)
            lines.append(f"| {name} | {span} | {used:.2f} | {ratio(walls, own)} |")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure and what it is to reach; of ``least`` the greater is the better."""

    what: str
    figure: float
    goal: float
    least: bool = True

    @property
    def missed(self) -> bool:
        """Whether it is."""
        return self.figure < self.goal if self.least else self.figure > self.goal

    def __str__(self) -> str:
        """Write it with its goal."""
        word = "at least" if self.least else "at most"
        return f"{self.what}: {self.figure:.2f} ({word} {self.goal:g})"


Found = Table | Goal | str


def machine() -> dict[str, str]:
    """What was measured, and on what."""
    return {
        "date": date.today().isoformat(),
        "berkas": __version__,
        "python": platform.python_version(),
        "pyyaml": yaml.__version__,
        "libreoffice": soffice.find(None).version,
        "system": platform.platform(),
        "processors": str(len(os.sched_getaffinity(0))),
    }


def write(found: Sequence[Found]) -> None:
    """Write page and results.

    Args:
        found: tables, and what else is told, in their order.
    """
    about = "\n".join(f"| {name} | {value} |" for name, value in machine().items())
    body = "\n".join(str(one) if isinstance(one, Table) else f"- {one}\n" for one in found)
    end = f"\n## Machine\n\n| what | which |\n|---|---|\n{about}\n"
    PAGE.write_text(_HEAD + body + end, encoding="utf-8")
    RESULTS.parent.mkdir(exist_ok=True)
    content: dict[str, Any] = {
        "machine": machine(),
        "tables": {
            one.title: {
                name: [[round(each.wall, 3), round(each.processor, 3)] for each in rounds]
                for name, rounds in one.spent.items()
            }
            for one in found
            if isinstance(one, Table)
        },
        "told": [str(one) for one in found if not isinstance(one, Table)],
    }
    RESULTS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
