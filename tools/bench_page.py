"""What a bench has found, on the screen, as a page, and as JSON.

Why: a figure without its rivals, its spread and its machine is none.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench_meter import Spent, ratio

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "benchmarks" / "results.json"
_HEAD = """# Benchmarks

Written by `make bench`, which lets all ways do the same work in turn, in one run: a figure is only
worth its ratio to another of the same run. Wall times are medians with their least and greatest;
processor time is that of all processes of a way, also of those that outlive their parent. The
figures as they were measured stand in [results.json](../benchmarks/results.json). `SIZE=600` takes
ten times as many documents; `python -m tools.bench builds` runs one part and writes nothing.
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
            f"{self.title}, {len(own)} rounds in turn:",
            "",
            "| way | wall s (min–max) | processor s | wall beside ours (min–max) |",
            "|---|---|---|---|",
        ]
        for name, rounds in self.spent.items():
            walls = [one.wall for one in rounds]
            span = f"{statistics.median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f})"
            used = statistics.median(one.processor for one in rounds)
            beside = "1" if name == self.ours else str(ratio(walls, own))
            lines.append(f"| {name} | {span} | {used:.2f} | {beside} |")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Shares:
    """Processor seconds of one work, by kind of process and what it was at."""

    title: str
    spent: Mapping[str, Mapping[str, float]]

    def __str__(self) -> str:
        """Write it as a table of Markdown, the greatest first."""
        whole = sum(sum(stages.values()) for stages in self.spent.values())
        lines = [
            f"{self.title} ({whole:.2f} s in one more build):",
            "",
            "| process | at | seconds | share |",
            "|---|---|---|---|",
        ]
        rows = [(seconds, kind, at) for kind, at, seconds in self._rows()]
        for seconds, kind, at in sorted(rows, reverse=True):
            lines.append(f"| {kind} | {at} | {seconds:.2f} | {seconds / whole:.0%} |")
        return "\n".join(lines) + "\n"

    def _rows(self) -> Iterator[tuple[str, str, float]]:
        for kind, stages in self.spent.items():
            for at, seconds in stages.items():
                yield kind, at, seconds


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
        end = " — missed" if self.missed else ""
        return f"{self.what}: {self.figure:.2f} (goal: {word} {self.goal:g}){end}"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a part of the bench came to no end."""

    why: str
    missed: bool = True

    def __str__(self) -> str:
        """Write it as it is told."""
        return f"Not run to its end: {self.why}"


Found = Table | Shares | Goal | Failure | str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the bench: what it measures and why that is fair, and what it found."""

    title: str
    text: str
    found: Sequence[Found]

    def __str__(self) -> str:
        """Write it as a section of Markdown."""
        body = ""
        for one in self.found:
            said = str(one)
            is_table = isinstance(one, Table | Shares)
            body += f"\n{said}\n" if is_table else f"- {said[:1].upper()}{said[1:]}\n"
        return f"## {self.title}\n\n{self.text.strip()}\n\n{body.lstrip()}"


def write(sections: Sequence[Section], machine: Mapping[str, str]) -> None:
    """Write page and results.

    Args:
        sections: what was found, in its order.
        machine: on what, and with which versions.
    """
    about = "\n".join(f"| {name} | {value} |" for name, value in machine.items())
    end = f"## Machine\n\n| what | which |\n|---|---|\n{about}\n"
    PAGE.write_text(
        "\n".join([_HEAD, _goals(sections), *map(str, sections), end]), encoding="utf-8"
    )
    RESULTS.parent.mkdir(exist_ok=True)
    content = {
        "machine": dict(machine),
        "parts": {one.title: [as_data(each) for each in one.found] for one in sections},
    }
    RESULTS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _goals(sections: Iterable[Section]) -> str:
    lines = ["## Goals", "", "| figure | measured | goal | |", "|---|---|---|---|"]
    for one in (each for section in sections for each in section.found):
        if isinstance(one, Goal):
            word, end = (
                "at least" if one.least else "at most",
                "missed" if one.missed else "reached",
            )
            lines.append(f"| {one.what} | {one.figure:.2f} | {word} {one.goal:g} | {end} |")
    return "\n".join(lines) + "\n"


def as_data(found: Found) -> dict[str, Any]:
    """What was found as plain data."""
    match found:
        case Table():
            ways = {
                name: [
                    {"wall": round(one.wall, 3), "processor": round(one.processor, 3)}
                    for one in rounds
                ]
                for name, rounds in found.spent.items()
            }
            return {"work": found.title, "ours": found.ours, "seconds": ways}
        case Shares():
            shares = {
                kind: {at: round(seconds, 3) for at, seconds in stages.items()}
                for kind, stages in found.spent.items()
            }
            return {"profile": found.title, "processor": shares}
        case Goal():
            return {
                "figure": found.what,
                "value": round(found.figure, 3),
                "at least" if found.least else "at most": found.goal,
                "missed": found.missed,
            }
        case _:
            return {"told": str(found)}
