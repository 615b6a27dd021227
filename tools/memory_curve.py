"""What a build takes of memory from its first case to its last, as a picture and in figures.

`python -m tools.memory_curve PICTURE.png [CASES]` builds copies of a sample by two workers with the
real LibreOffice. With `--answers N` the workers only answer for that many cases, so that the
process that hands them out is measured alone, over as many results as an office has in years.

Why: an office's PC has four gigabytes, and a build of the night must not creep up to them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

from PIL import Image, ImageDraw

from pipeline import nursery
from pipeline.cli import main as berkas
from pipeline.errors import ExitCode, Problem
from pipeline.results import CaseResult, DocumentResult

REPOSITORY = Path(__file__).parents[1]
SAMPLE = "DV-2026-0002"  # six documents
DOCUMENTS = 6
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = 0.05  # seconds
_LEAST = 4  # ticks
_COLOURS = {"coordinator": "#1f5fa8", "worker": "#2a8a4a", "LibreOffice": "#c04a1a"}
_WIDTH, _HEIGHT, _EDGE = 1000, 500, 60


@dataclass
class Curve:
    """The memory of one process over time.

    Attributes:
        role: what it does: ``coordinator``, ``worker``, ``LibreOffice``, ``other``.
        points: seconds from the beginning, and megabytes that lie in memory.
    """

    role: str
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """The most that it took."""
        return max(size for _, size in self.points)

    @property
    def lasts(self) -> bool:
        """Whether it was there for more than a moment, as what tries something out is not."""
        return len(self.points) >= _LEAST

    def middle_and_end(self) -> tuple[float, float]:
        """What it usually took in the second quarter of its time, and in the last."""
        sizes = [size for _, size in self.points]
        quarter = max(1, len(sizes) // 4)
        second = sizes[quarter : 2 * quarter] or sizes
        return statistics.median(second), statistics.median(sizes[-quarter:])


def measure(root: Path, words: Sequence[str]) -> dict[int, Curve]:
    """Build a workspace in this process and its workers, and watch them.

    Args:
        root: the workspace.
        words: what stands behind ``berkas``.

    Returns:
        The curve of each process, by its number.

    Raises:
        RuntimeError: the build did not end well.
    """
    curves: dict[int, Curve] = {}
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(curves, ended))
    watcher.start()
    try:
        with chdir(root):
            code = berkas(words)
    finally:
        ended.set()
        watcher.join()
    if code:
        raise RuntimeError(f"berkas ended in {code}")
    return curves


def lay_out(root: Path, number: int) -> None:
    """Make a workspace of copies of the sample."""
    (root / "cases").mkdir(parents=True)
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    text = (REPOSITORY / "cases" / f"{SAMPLE}.yaml").read_text(encoding="utf-8")
    for place in range(number):
        nomor = f"DV-2026-{1001 + place}"
        case = text.replace(SAMPLE, nomor).replace("  nama: ", f"  nama: P{place} ", 1)
        (root / "cases" / f"{nomor}.yaml").write_text(case, encoding="utf-8")


@contextmanager
def only_answers() -> Iterator[None]:
    """Have workers answer at once and make nothing."""
    with mock.patch.object(nursery, "_work", answer):
        yield


def answer(pipe: Connection, _: nursery.Recipe) -> None:
    """Be a worker that answers each case with documents and warnings as a real one does."""
    while True:
        try:
            file: Path = pipe.recv()
        except (EOFError, OSError):
            return
        documents = tuple(
            DocumentResult(f"surat_{n}", None, "made", file, file, "new") for n in range(DOCUMENTS)
        )
        told = tuple(
            Problem("KEL001", {"key": f"kunci_{n}", "documents": "x"}, file, severity="warning")
            for n in range(3)
        )
        pipe.send(CaseResult(file.stem, file, ExitCode.DONE, told, documents, file))


def draw(curves: Sequence[Curve], target: Path) -> None:
    """Draw curves over time, with a scale in megabytes."""
    longest = max(curve.points[-1][0] for curve in curves) or 1
    highest = 100 * (int(max(curve.peak for curve in curves)) // 100 + 1)
    image = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    pen = ImageDraw.Draw(image)

    def place(seconds: float, size: float) -> tuple[float, float]:
        across, up = (_WIDTH - 2 * _EDGE) / longest, (_HEIGHT - 2 * _EDGE) / highest
        return _EDGE + seconds * across, _HEIGHT - _EDGE - size * up

    for size in range(0, highest + 1, 50):
        pen.line([place(0, size), place(longest, size)], "#dddddd")
        pen.text((8, place(0, size)[1] - 6), f"{size} MB", "black")
    pen.text((_WIDTH - _EDGE, _HEIGHT - _EDGE + 8), f"{longest:.0f} s", "black")
    for curve in curves:
        pen.line([place(*point) for point in curve.points], _COLOURS[curve.role], 2)
    for number, (role, colour) in enumerate(_COLOURS.items()):
        peak = max((curve.peak for curve in curves if curve.role == role), default=0)
        pen.text((_EDGE + 250 * number, 20), f"{role}: at most {peak:.0f} MB", colour)
    image.save(target)


def main() -> None:
    """Measure, draw and say the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("cases", type=int, nargs="?", default=140)
    parser.add_argument("--answers", type=int)
    asked = parser.parse_args()
    target: Path = asked.picture.absolute()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BERKAS_CACHE"] = f"{folder}/simpanan"
        root = Path(folder) / "kantor"
        lay_out(root, asked.answers or asked.cases)
        if asked.answers:
            with only_answers():
                curves = measure(root, ["build", "--jobs", "2"])
        else:
            curves = measure(root, ["build", "--jobs", "2"])
    shown = [curve for curve in curves.values() if curve.role in _COLOURS and curve.lasts]
    draw(shown, target)
    for curve in shown:
        middle, end = curve.middle_and_end()
        print(f"{curve.role:<12} peak {curve.peak:4.0f} MB, middle {middle:4.0f}, end {end:4.0f}")


def _watch(curves: dict[int, Curve], ended: threading.Event) -> None:
    """Note what each process takes, ours and all that come of it."""
    began = time.monotonic()
    while not ended.wait(_TICK):
        for number, role in _family():
            try:
                pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
            except (OSError, IndexError):
                continue  # it has ended
            if pages:
                point = time.monotonic() - began, pages * _PAGE / 1024**2
                curve = curves.setdefault(number, Curve(role))
                curve.role = role  # a process begins as a copy of the one that starts it
                curve.points.append(point)


def _family() -> Iterator[tuple[int, str]]:
    yield os.getpid(), "coordinator"
    waiting = _children(os.getpid())
    while waiting:
        number = waiting.pop()
        waiting += _children(number)
        yield number, _role(number)


def _role(number: int) -> str:
    try:
        command = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return "other"
    marks = {"spawn_main": "worker", "kit_worker": "LibreOffice", "soffice.bin": "LibreOffice"}
    return next((role for mark, role in marks.items() if mark.encode() in command), "other")


def _children(number: int) -> list[int]:
    try:
        tasks = [(task / "children").read_text() for task in Path(f"/proc/{number}/task").iterdir()]
    except OSError:
        return []
    return [int(child) for line in tasks for child in line.split()]


if __name__ == "__main__":
    main()
