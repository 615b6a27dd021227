"""Measure whole builds beside what people do today, on the same documents, in one run.

Ours is the whole program: it reads and judges the cases, fills, converts, reads every page again,
bundles and publishes; nothing is kept from before, and the start of its workers is in the measured
time. The rivals fill and convert the same Word files, cover and contents of each case among them,
and bundle nothing. Their values are ready, their Python runs, their LibreOffice has its profile,
servers have converted a document before; and their PDFs are plain, where ours are PDF/A with tags.

The floor is what LibreOffice takes for each further page of one long document: no start, no opening
of a file. The profile is of one more build, by `bench_profile`.

Why: a clerk's night is as long as this takes; and a claim of speed is worth its rival's figure.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from pipeline.pdf.text import texts
from tools import bench_floor
from tools.bench_corpus import CORPUS, CORPUS_SIZE, Filled, make_office, values
from tools.bench_meter import Spent, Way, in_turn, measured, ratio
from tools.bench_page import Found, Goal, Shares, Table
from tools.bench_profile import together
from tools.bench_rivals import MissingError
from tools.bench_ways import (
    JOBS,
    PROFILED,
    WITHOUT_BUNDLES,
    berkas,
    by_unoserver,
    cache_of,
    naive,
    one_start,
    unoservers,
    used_profile,
)

OURS = f"berkas build --jobs {JOBS}"
NAIVE = "naive: docxtpl, one soffice a document"
_ONE = "docxtpl, one soffice for all"
_LETTERS = "of letters of one page"
_FLOORS = 3  # times that the floor is measured


def builds(size: int, rounds: int) -> Iterator[Found]:
    """The corpus by every way, then the least that LibreOffice takes; yield what is told."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        times = max(1, size // CORPUS_SIZE)
        root = make_office(folder / "kantor", {one: n * times for one, n in CORPUS.items()})
        filled = values(root, folder / "templates")
        rivals = _rivals(filled, folder)
        for count in (1, JOBS):
            try:
                rivals[_uno(count)] = _unoserver(stack, count, filled, folder)
            except MissingError as error:
                yield f"Not run: {_uno(count)}, because {error}."
        berkas(root)  # Python has compiled the program from now on, as after a user's first call
        spent = in_turn(_ours(root) | rivals, rounds)
        forget(root)
        berkas(root)  # what was measured last may have no bundles
        yield Table(f"{len(filled)} documents", spent, OURS)
        ours = pages_of(root.glob("output/bundles/*.pdf"))
        theirs = {pages_of(_made(folder, way).glob("*-*.pdf")) for way in rivals}
        told = " or ".join(map(str, sorted(theirs)))
        yield f"Pages: ours {ours}, of each rival {told}; ours splits narratives into paragraphs."
        stack.close()  # servers that wait would only be in the way of what comes now
        yield from _beside_rivals(spent)
        yield from _beside_floor(spent, ours, _floors(root, filled, folder))
        yield profile(root, folder)


def _ours(root: Path) -> dict[str, Way]:
    fronts = partial(berkas, root, WITHOUT_BUNDLES, {"BENCH_FRONT": "yes"})
    return {
        OURS: Way(partial(berkas, root), before=partial(forget, root)),
        "the same without bundles": Way(fronts, before=partial(forget, root)),
        "the same, templates made ready before": Way(
            partial(berkas, root), before=partial(forget, root, cache=False)
        ),
    }


def _rivals(filled: Filled, folder: Path) -> dict[str, Way]:
    used = used_profile(fresh(folder / "office"))
    ways = {_ONE: one_start, NAIVE: naive}
    return {
        name: Way(
            partial(way, filled, _made(folder, name), used),
            before=partial(fresh, _made(folder, name)),
        )
        for name, way in ways.items()
    }


def _unoserver(stack: ExitStack, count: int, filled: Filled, folder: Path) -> Way:
    name = _uno(count)
    servers = stack.enter_context(unoservers(count, fresh(folder / f"servers-{count}")))
    return Way(
        partial(by_unoserver, filled, _made(folder, name), [server.port for server in servers]),
        before=partial(fresh, _made(folder, name)),
        servers=[server.process for server in servers],
    )


def _uno(count: int) -> str:
    return f"docxtpl, unoserver, {count} server{'s' * (count > 1)} started before"


def _made(folder: Path, way: str) -> Path:
    return folder / f"made-{way.replace(' ', '-')}"


def _beside_rivals(spent: Mapping[str, list[Spent]]) -> Iterator[Found]:
    ours = [one.wall for one in spent[OURS]]
    for name, goal in ((NAIVE, 12.0), (_uno(JOBS), 1.5)):
        if name in spent:
            figure = ratio([one.wall for one in spent[name]], ours)
            yield Goal(f"wall time of {name}, beside ours", figure.median, goal)


def _beside_floor(
    spent: Mapping[str, list[Spent]], pages: int, floors: Mapping[str, float]
) -> Iterator[Found]:
    page = statistics.median(one.processor for one in spent[OURS]) / pages
    told = ", ".join(f"{what} {floor * 1000:.0f} ms" for what, floor in floors.items())
    yield f"Processor a page: ours {page * 1000:.0f} ms; LibreOffice's floor: {told}."
    what = "our processor a page, beside the floor of concatenated letters"
    yield Goal(what, page / floors[_LETTERS], 2.0, least=False)


def _floors(root: Path, filled: Filled, folder: Path) -> dict[str, float]:
    """Seconds a page of letters of one page, and of the whole corpus."""
    drafts = root.glob("output/drafts/*/*.pdf")
    short = {f"{one.parent.name}-{one.stem}.docx" for one in drafts if pages_of([one]) == 1}
    letters = {name: each for name, each in filled.items() if name in short}
    floors = {}
    for what, documents in ((_LETTERS, letters), ("of the whole corpus", filled)):
        files = bench_floor.prepare(documents, fresh(folder / "floor"))
        each = [bench_floor.seconds_a_page(files) for _ in range(_FLOORS)]
        floors[what] = statistics.median(each)
    return floors


def profile(root: Path, folder: Path) -> Shares:
    """Build once more, and see where the time goes."""
    forget(root)
    left = fresh(folder / "profile")
    watched = measured(partial(berkas, root, PROFILED, {"BENCH_PROFILE": str(left)}))
    return Shares("Where our processor time goes", together(left, watched.processor))


def forget(root: Path, *, cache: bool = True) -> None:
    """Take away all that was built, and what the user's cache has kept."""
    shutil.rmtree(root / "output", ignore_errors=True)
    if cache:
        shutil.rmtree(cache_of(root), ignore_errors=True)


def fresh(folder: Path) -> Path:
    """Make a folder, or make it empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def pages_of(files: Iterator[Path] | list[Path]) -> int:
    """How many pages PDFs have."""
    return sum(len(texts(file.read_bytes())) for file in files)
