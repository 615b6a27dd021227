"""Runs of the program that the documents show: the real command, on a copy of the samples.

Why: what a guide shows of the screen must be what the reader sees.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from pipeline.cli import main
from pipeline.errors import ExitCode
from tools.markdown import block

ROOT = Path(__file__).parent.parent
Edit = tuple[str, str, str]  # case number, what is written there, what is put in its place

# Slips that happen: a key misspelt, a code that the office lacks, a date with two readings.
SLIPS: tuple[Edit, ...] = (
    ("KS-2026-0002", "tanggal_lahir: 2003-11-07", "tgl_lahir: 2003-11-07"),
    ("KS-2026-0002", "instansi: polres-pdp", "instansi: polres-pdb"),
    ("KS-2026-0002", "tanggal: 2026-09-07", "tanggal: 07/09/2026"),
)


def run(words: str, language: str, edits: Sequence[Edit] = ()) -> str:
    """Run one command on the samples and return the block that shows it.

    Args:
        words: what is typed behind ``berkas``.
        language: of the messages.
        edits: changes that are made to the case files beforehand.

    Raises:
        ValueError: an edit finds nothing to change; the sample is another one now.
    """
    with _workspace(edits):
        printed = call([*words.split(), "--lang", language])
    return block([f"$ berkas {words}", *printed.rstrip().split("\n")])


def call(words: Sequence[str]) -> str:
    """Return what a command prints, 80 columns wide.

    Raises:
        RuntimeError: the program has a bug; no document is to show that.
    """
    os.environ["COLUMNS"] = "80"
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(words)
    if code == ExitCode.BUG:
        raise RuntimeError(said.getvalue())
    return said.getvalue()


@contextmanager
def _workspace(edits: Sequence[Edit]) -> Iterator[None]:
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("office.yaml", "kop.png", "cases", "templates"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        for nomor, before, after in edits:
            file = Path(folder, "cases", f"{nomor}.yaml")
            text = file.read_text(encoding="utf-8")
            if before not in text:
                raise ValueError(f"{nomor} does not hold {before}")
            file.write_text(text.replace(before, after, 1), encoding="utf-8")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)
