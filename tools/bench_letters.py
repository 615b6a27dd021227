"""Measure the work that is little: copies of one letter, and cases that nobody has touched.

Why: a single letter is what an officer makes most often, and of an office's cases most are as they
were when a clerk builds them all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tools import bench_carbone
from tools.bench_build import OURS, forget, fresh, pages_of
from tools.bench_corpus import LETTER, make_office, values
from tools.bench_meter import Way, in_turn, ratio
from tools.bench_page import Found, Goal, Table
from tools.bench_rivals import MissingError
from tools.bench_ways import JOBS, WITHOUT_BUNDLES, berkas

LETTERS = 40
UNTOUCHED = 1000  # cases
_LOAD = (
    "import sys, pathlib, yaml\n"
    "for file in pathlib.Path(sys.argv[1]).iterdir():\n"
    "    yaml.load(file.read_bytes(), yaml.CSafeLoader)\n"
)


def letters(rounds: int) -> Iterator[Found]:
    """Copies of one letter, beside Carbone with as many factories as ours has workers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = make_office(folder / "kantor", {LETTER: LETTERS})
        filled = values(root, folder / "templates")
        filled = {name: one for name, one in filled.items() if "surat" in name}
        try:
            carbone = bench_carbone.prepare(filled, folder / "carbone")
        except MissingError as error:
            yield f"Not run: Carbone, because {error}."
            return
        berkas(root)  # Python has compiled the program from now on
        carbone.run()  # its LibreOffice has a profile from now on, as has that of the other rivals
        ours, other = "ours, letters alone", f"Carbone, {JOBS} factories"
        ways = {
            f"{OURS}, with cover, contents and bundle": Way(
                partial(berkas, root), before=partial(forget, root)
            ),
            ours: Way(partial(berkas, root, WITHOUT_BUNDLES), before=partial(forget, root)),
            other: Way(carbone.run, before=partial(fresh, carbone.made)),
        }
        spent = in_turn(ways, rounds)
        yield Table(f"{len(filled)} copies of one letter", spent, ours)
        theirs = pages_of(carbone.made.glob("*.pdf"))
        own = pages_of(root.glob("output/drafts/*/*.pdf"))
        yield f"Pages of letters: Carbone {theirs}, ours {own}."
        walls = ([one.wall for one in spent[name]] for name in (other, ours))
        yield Goal(f"wall time of {other}, beside ours", ratio(*walls).median, 1.3)


def nothing_to_do(rounds: int) -> Iterator[Found]:
    """A build of many cases of which none has changed, beside loading their YAML.

    Both are programs, and their start counts. Ours must know of each case that neither it nor its
    templates nor what was made of it has changed, and shows the table of all cases.
    """
    with tempfile.TemporaryDirectory() as name:
        root = make_office(Path(name) / "kantor", {LETTER: UNTOUCHED})
        berkas(root)
        load = [sys.executable, "-c", _LOAD, str(root / "cases")]
        other = "their YAML by CSafeLoader"
        ways = {
            OURS: Way(partial(berkas, root)),
            other: Way(partial(subprocess.run, load, check=True, capture_output=True)),
        }
        spent = in_turn(ways, rounds)
        yield Table(f"{UNTOUCHED} cases with nothing to do", spent, OURS)
        figure = ratio([one.wall for one in spent[OURS]], [one.wall for one in spent[other]])
        yield Goal(
            "a build with nothing to do, beside loading the YAML", figure.median, 3.0, least=False
        )
