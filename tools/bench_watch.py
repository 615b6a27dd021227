"""Measure how long an officer waits for a page: from a save to the new PDF, by `berkas watch`.

In a copy of the repository's workspace a case is saved with one changed word, as an editor does it
by renaming a fresh file, and the document's PDF is looked at until it is another. The whole program
is in the figure: noticing the save, judging, filling, LibreOffice, the bundle, the disk.

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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.watching import stamp
from tools.bench_page import Found, Goal

ROOT = Path(__file__).parent.parent
BERKAS = (sys.executable, "-m", "pipeline", "-C")
LOOK = 0.002  # seconds between two looks at the PDF
PATIENCE = 60.0
SAVES = 10  # of each case
_PAUSE = 0.37  # seconds between a PDF and the next save, so that no rhythm is met


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
            seconds = measure(root, subject, SAVES)
            spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
            what = f"seconds from save to new PDF, {subject.what} ({spread}, {SAVES} saves)"
            yield Goal(what, statistics.median(seconds), subject.goal, least=False)


def _copy(root: Path) -> None:
    """Copy what a workspace is made of, without what was built."""
    root.mkdir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(ROOT / name, root)
    for name in ("cases", "templates"):
        shutil.copytree(ROOT / name, root / name)


def measure(root: Path, subject: Subject, saves: int) -> list[float]:
    """Seconds from each save to the new PDF; the first save, which warms up, is not among them."""
    file = root / "cases" / f"{subject.nomor}.yaml"
    original = file.read_text(encoding="utf-8")
    if original.count(subject.text) != 1:
        raise ValueError(f"{file.name}: {subject.text}")
    pdf = root / "output" / "drafts" / subject.nomor / f"{subject.document}.pdf"
    with _watched(root, subject.nomor, pdf):
        return [
            _wait(file, original.replace(subject.text, f"{subject.text} {word}"), pdf)
            for word in _words(saves + 1)
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
            if process.stderr is None or "Waiting" not in process.stderr.readline():
                raise RuntimeError("berkas watch does not wait for saves")
            if not pdf.is_file():
                raise RuntimeError(f"{pdf.name} was not made")
            yield
        finally:
            process.send_signal(signal.SIGINT)


def _wait(file: Path, text: str, pdf: Path) -> float:
    """Save, and wait until the PDF is another."""
    time.sleep(_PAUSE)
    before, fresh = stamp(pdf), file.with_name(f".{file.name}.fresh")
    fresh.write_text(text, encoding="utf-8")
    began = time.monotonic()
    fresh.replace(file)
    while (now := stamp(pdf)) is None or now == before:
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError(f"{pdf.name} is as it was")
        time.sleep(LOOK)
    return time.monotonic() - began
