"""Measure berkas beside what it is compared with, in the same run, and print ratios.

    python -m tools.bench [PART] [--cases 2000] [--rounds 3]

All rivals do the same work in turn, in changing order, so that a machine that is busy for a while
is busy for all of them. A figure is only worth its ratio. SIZE=600 builds that many documents.

Why: a claim of speed without its rival in the same run is a claim about the weather.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tools import (
    bench_build,
    bench_bundle,
    bench_carbone,
    bench_cases,
    bench_letters,
    bench_render,
    bench_templates,
    bench_watch,
)
from tools.bench_corpus import CORPUS_SIZE
from tools.bench_machine import machine
from tools.bench_page import Failure, Found, Goal, Section, write


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bench.

    Attributes:
        title: how the page calls it.
        text: what it measures, and why that is fair.
        run: does it, and yields what it finds.
    """

    title: str
    text: str | None
    run: Callable[[argparse.Namespace], Iterator[Found]]


PARTS = {
    "builds": Part(
        "Whole builds",
        bench_build.__doc__,
        lambda wanted: bench_build.builds(wanted.size, wanted.rounds),
    ),
    "letters": Part(
        "One letter, many times",
        bench_carbone.__doc__,
        lambda wanted: bench_letters.letters(wanted.rounds),
    ),
    "untouched": Part(
        "Nothing to do",
        bench_letters.nothing_to_do.__doc__,
        lambda wanted: bench_letters.nothing_to_do(wanted.rounds),
    ),
    "watch": Part("From save to page", bench_watch.__doc__, lambda _wanted: bench_watch.watching()),
    "rendering": Part("Filling", bench_render.__doc__, lambda _wanted: bench_render.rendering()),
    "bundles": Part("Bundling", bench_bundle.__doc__, lambda _wanted: bench_bundle.bundling()),
    "templates": Part(
        "Checking templates", bench_templates.__doc__, lambda _wanted: bench_templates.checking()
    ),
    "cases": Part(
        "Judging cases", bench_cases.__doc__, lambda wanted: bench_cases.judging(wanted.cases)
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all parts, or the one that is named; the result is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("part", nargs="?", choices=PARTS, help="run this one, and write no page")
    parser.add_argument("--cases", type=int, default=2000, help="how many cases are judged")
    parser.add_argument("--rounds", type=int, default=3, help="of the builds")
    wanted = parser.parse_args(arguments)
    wanted.size = int(os.environ.get("SIZE") or CORPUS_SIZE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server is left behind
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it has compiled
    about, missed = machine(), False
    sections = []
    for part in (PARTS[wanted.part],) if wanted.part else PARTS.values():
        found = []
        for one in _found(part, wanted):
            print(one, flush=True)
            found.append(one)
            missed = missed or (isinstance(one, Goal | Failure) and one.missed)
        sections.append(Section(part.title, part.text or "", found))
    if wanted.part is None:
        write(sections, about)
    return int(missed)


def _found(part: Part, wanted: argparse.Namespace) -> Iterator[Found]:
    """What a part finds; over one that fails, the others still run."""
    print(f"\n{part.title}", flush=True)
    try:
        yield from part.run(wanted)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        yield Failure(str(error))


if __name__ == "__main__":
    sys.exit(main())
