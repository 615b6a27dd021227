"""Measure how long an officer waits for a page: from a save to the new PDF, by `berkas watch`.

In a copy of the repository's workspace a case is saved with one changed word, as editors do it: in
turn by renaming a fresh file and in its place. The document's PDF is looked at until it is another.
The whole program is in the figure: noticing the save, judging, filling, LibreOffice, the disk; the
bundle, which comes behind the page, has its own.

Why: a page that comes while one still looks at the sentence is read; a later one is not.
"""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from pipeline.watching import Stamp, stamp
from tools.bench_page import Found, Goal

ROOT = Path(__file__).parent.parent
BERKAS = (sys.executable, "-m", "pipeline", "-C")
LOOK = 0.002  # seconds between two looks at the PDF
PATIENCE = 60.0
SAVES = 10  # of each case
_PAUSE = 0.37  # seconds between a bundle and the next save, so that no rhythm is met


@dataclass(frozen=True, slots=True)
class Subject:
    """What is saved and waited for.

    Attributes:
        what: how it is called.
        nomor: the case.
        document: the stem of its PDF.
        text: a piece of the case file that this document prints; what is saved stands behind it.
        goal: seconds that the median may take.
    """

    what: str
    nomor: str
    document: str
    text: str
    goal: float


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds from a save to the new page, and to the new bundle."""

    page: float
    bundle: float


SUBJECTS = (
    Subject(
        "one-page letter", "PM-2026-0002", "surat_tugas", "nama: Nindya Salsabila Paramitha", 0.5
    ),
    Subject("ten-page litmas", "PM-2026-0001", "litmas_anak", "Sejak ayahnya meninggal", 1.0),
)


def watching() -> Iterator[Found]:
    """Measure each."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kantor"
        _copy(root)
        for subject in SUBJECTS:
            waited = measure(root, subject, SAVES)
            pages = [one.page for one in waited]
            spread = f"{min(pages):.2f}–{max(pages):.2f}"
            what = f"seconds from save to new PDF, {subject.what} ({spread}, {SAVES} saves)"
            yield Goal(what, statistics.median(pages), subject.goal, least=False)
            bundle = statistics.median(one.bundle for one in waited)
            yield f"seconds from save to new bundle, {subject.what}: {bundle:.2f}"


def _copy(root: Path) -> None:
    """Copy what a workspace is made of, without what was built."""
    root.mkdir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(ROOT / name, root)
    for name in ("cases", "templates"):
        shutil.copytree(ROOT / name, root / name)


def measure(root: Path, subject: Subject, saves: int) -> list[Waited]:
    """What each save took; the first one, which warms up, is not among them."""
    file = root / "cases" / f"{subject.nomor}.yaml"
    original = file.read_text(encoding="utf-8")
    if original.count(subject.text) != 1:
        raise ValueError(f"{file.name}: {subject.text}")
    pdf = root / "output" / "drafts" / subject.nomor / f"{subject.document}.pdf"
    bundle = root / "output" / "bundles" / f"{subject.nomor}.pdf"
    with _watched(root, subject.nomor, pdf):
        return [
            _wait(save, file, original.replace(subject.text, f"{subject.text} {word}"), pdf, bundle)
            for save, word in zip(cycle((_renamed, _in_place)), _words(saves + 1), strict=False)
        ][1:]


def _words(number: int) -> Iterator[str]:
    """Words that no document holds yet."""
    for count in range(number):
        yield f"Kata{'abcdefghij'[count // 10 % 10]}{'abcdefghij'[count % 10]}"


@contextmanager
def _watched(root: Path, nomor: str, pdf: Path) -> Iterator[None]:
    """Start `berkas watch`, wait until it waits for saves, and end it with Ctrl-C."""
    with subprocess.Popen(
        [*BERKAS, str(root), "--lang", "en", "watch", nomor],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            if not any("Waiting" in line for line in process.stderr or ()):
                raise RuntimeError("berkas watch does not wait for saves")
            if not pdf.is_file():
                raise RuntimeError(f"{pdf.name} was not made")
            yield
        finally:
            process.send_signal(signal.SIGINT)


def _renamed(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def _in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _wait(
    save: Callable[[Path, str], None], file: Path, text: str, pdf: Path, bundle: Path
) -> Waited:
    """Save, and wait until the PDF is another, and the bundle too."""
    time.sleep(_PAUSE)
    before = [stamp(one) for one in (pdf, bundle)]
    began = time.monotonic()
    save(file, text)
    return Waited(*(_passed(*one, began) for one in zip((pdf, bundle), before, strict=True)))


def _passed(file: Path, before: Stamp | None, began: float) -> float:
    """Seconds until a file is another; one that holds the same is never written anew."""
    while (now := stamp(file)) is None or now == before:
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError(f"{file.name} is as it was")
        time.sleep(LOOK)
    return time.monotonic() - began
