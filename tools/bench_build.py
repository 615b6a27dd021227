"""Measure whole builds beside what people do today, on the same documents, in one run.

Ours is the whole program: it reads and judges the cases, fills, converts, reads every page again,
bundles and publishes; nothing is kept from before, and the start of its workers is in the measured
time. The rivals get their values ready made, and only fill and convert.

Why: a clerk's night is as long as this takes; and a claim of speed is worth its rival's figure.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from pipeline.pdf.text import texts
from tools import bench_carbone, bench_floor
from tools.bench_corpus import CORPUS, CORPUS_SIZE, LETTER, SMALL, Filled, make_office, values
from tools.bench_meter import Spent, Way, in_turn, ratio
from tools.bench_page import Found, Goal, Table
from tools.bench_rivals import MissingError
from tools.bench_ways import (
    WITHOUT_BUNDLES,
    berkas,
    by_unoserver,
    cache_of,
    naive,
    one_start,
    unoservers,
)

OURS = "berkas build"
UNTOUCHED = 1000  # cases of the build that has nothing to do
LETTERS = 40  # copies of the letter that Carbone makes
_LOAD = (
    "import sys, pathlib, yaml\n"
    "for file in pathlib.Path(sys.argv[1]).iterdir():\n"
    "    yaml.load(file.read_bytes(), yaml.CSafeLoader)\n"
)


def builds(size: int, rounds: int) -> Iterator[Found]:
    """The corpus by every way, then the least that LibreOffice takes; yield what is told."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        times = max(1, size // CORPUS_SIZE)
        root = make_office(folder / "kantor", {one: n * times for one, n in CORPUS.items()})
        filled = values(root, folder / "templates")
        ways = {
            OURS: Way(lambda: berkas(root), before=lambda: _forget(root)),
            "the same, templates ready from before": Way(
                lambda: berkas(root), before=lambda: _forget(root, cache=False)
            ),
            "one soffice for all, docxtpl": Way(lambda: one_start(filled, _fresh(folder, "one"))),
            "naive: one soffice a document, docxtpl": Way(
                lambda: naive(filled, _fresh(folder, "naive"))
            ),
        }
        for count in (1, 2):
            try:
                ways[_uno(count)] = _unoserver(stack, count, filled, folder)
            except MissingError as error:
                yield f"Not run: {_uno(count)}, docxtpl: {error}."
        spent = in_turn(ways, rounds)
        made = sorted(root.glob("output/drafts/*/*.pdf"))
        bundles = sorted(root.glob("output/bundles/*.pdf"))
        pages = sum(len(texts(file.read_bytes())) for file in bundles)
        documents = len(made) + 2 * len(bundles)
        title = f"{documents} documents of {pages} pages, {rounds} rounds in turn"
        yield Table(title, spent, OURS)
        yield from _goals(spent, pages, _floor(filled, folder))


def _unoserver(stack: ExitStack, count: int, filled: Filled, folder: Path) -> Way:
    home = _fresh(folder, f"servers-{count}")
    servers = stack.enter_context(unoservers(count, home))
    ports = [server.port for server in servers]
    return Way(
        lambda: by_unoserver(filled, _fresh(folder, f"uno-{count}"), ports),
        servers=[server.process for server in servers],
    )


def _uno(count: int) -> str:
    return f"unoserver, {count} server{'s' * (count > 1)} started before"


def _goals(spent: Mapping[str, list[Spent]], pages: int, floor: float) -> Iterator[Found]:
    ours = [one.wall for one in spent[OURS]]
    for name, goal in (("naive: one soffice a document, docxtpl", 12.0), (_uno(2), 1.5)):
        if name in spent:
            figure = ratio([one.wall for one in spent[name]], ours).median
            yield Goal(f"times as quick as {name}", figure, goal)
    page = statistics.median(one.processor for one in spent[OURS]) / pages
    yield f"Processor a page: ours {page * 1000:.0f} ms, the floor {floor * 1000:.0f} ms."
    yield Goal("processor a page beside the floor", page / floor, 2.0, least=False)


def _floor(filled: Filled, folder: Path) -> float:
    files = bench_floor.prepare(filled, _fresh(folder, "floor"))
    return statistics.median(bench_floor.seconds_a_page(files) for _ in range(3))


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
            yield f"Not run: Carbone: {error}."
            return
        ours = "berkas build without bundles"
        ways = {
            ours: Way(lambda: berkas(root, WITHOUT_BUNDLES), before=lambda: _forget(root)),
            "Carbone, 2 factories": Way(carbone.run, before=lambda: _empty(carbone.made)),
        }
        spent = in_turn(ways, rounds)
        yield Table(f"{len(filled)} copies of one letter, {rounds} rounds in turn", spent, ours)
        own, other = ([one.wall for one in spent[name]] for name in ways)
        yield Goal("times as quick as Carbone", ratio(other, own).median, 1.3)


def nothing_to_do(rounds: int) -> Iterator[Found]:
    """A build of many cases of which none has changed, beside loading their YAML."""
    with tempfile.TemporaryDirectory() as name:
        root = make_office(Path(name) / "kantor", {SMALL: UNTOUCHED})
        berkas(root)
        load = [sys.executable, "-c", _LOAD, str(root / "cases")]
        ours, other = "berkas build", "their YAML by CSafeLoader"
        ways = {
            ours: Way(lambda: berkas(root)),
            other: Way(lambda: subprocess.run(load, check=True, capture_output=True)),
        }
        spent = in_turn(ways, rounds)
        yield Table(f"{UNTOUCHED} cases with nothing to do, {rounds} rounds in turn", spent, ours)
        figure = ratio([one.wall for one in spent[ours]], [one.wall for one in spent[other]])
        yield Goal("times as long as loading the YAML", figure.median, 3.0, least=False)


def _forget(root: Path, *, cache: bool = True) -> None:
    """Take away all that was built, and what the user's cache has kept."""
    shutil.rmtree(root / "output", ignore_errors=True)
    if cache:
        shutil.rmtree(cache_of(root), ignore_errors=True)


def _fresh(folder: Path, name: str) -> Path:
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).mkdir()
    return folder / name


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()
