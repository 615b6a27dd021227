"""Cases made by several workers: faults cost one case, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.soffice.processes import becomes_true

REPOSITORY = Path(__file__).parents[1]
CASES = ("DV-2026-0002", "KS-2026-0003", "KS-2026-0004", "RE-2026-0002", "RE-2026-0004")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of some samples."""
    workspace = tmp_path / "kantor"
    (workspace / "cases").mkdir(parents=True)
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, workspace)
    shutil.copytree(REPOSITORY / "templates", workspace / "templates")
    for nomor in CASES:
        shutil.copy(REPOSITORY / "cases" / f"{nomor}.yaml", workspace / "cases")
    (tmp_path / "tmp").mkdir()
    return workspace


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Begin to build it in a session of its own; its temporary files lie beside the workspace."""
    with ExitStack() as stack:

        def started(program: str = "-") -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.pooled", root, program, "2"],
                cwd=REPOSITORY,
                env={**os.environ, "TMPDIR": str(root.parent / "tmp")},
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
            return stack.enter_context(process)

        yield started


def said(process: subprocess.Popen[str]) -> Iterator[list[str]]:
    """Its lines as they come."""
    assert process.stdout
    for line in process.stdout:
        yield line.split()


def ours(root: Path) -> dict[int, str]:
    """All processes that it has started, by what their environment says, with their commands."""
    mark = f"TMPDIR={root.parent / 'tmp'}".encode()
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found[int(entry.name)] = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # it ended while we looked, or is another user's
    return found


def workers(root: Path) -> list[int]:
    """Those of them in which cases are made."""
    return [number for number, command in ours(root).items() if "spawn_main" in command]


def nothing_is_left(root: Path) -> bool:
    """Whether every process has ended, and no file for LibreOffice lies about."""
    scratch = root.parent / "tmp"
    return becomes_true(lambda: not ours(root) and not list(scratch.iterdir()), 20)


def test_all_cases_are_made(root: Path, start: Start) -> None:
    """Each is told once, as it comes; at the end all are in the order of the files."""
    process = start()
    *told, end = said(process)
    assert process.wait(30) == 0
    assert sorted(line[:2] for line in told) == [[nomor, "0"] for nomor in CASES]
    assert end == ["end", *CASES]
    bundles = {file.stem for file in (root / "output" / "bundles").iterdir()}
    assert bundles == set(CASES)
    assert nothing_is_left(root)


def test_a_worker_that_is_killed_costs_nothing(root: Path, start: Start) -> None:
    """Its case is taken up again by a fresh one; all cases are made, each told once."""
    process = start()
    lines = said(process)
    told = [next(lines)]
    victim, *others = workers(root)
    assert others
    os.kill(victim, signal.SIGKILL)
    told += lines
    assert process.wait(60) == 0
    assert sorted(line[:2] for line in told[:-1]) == [[nomor, "0"] for nomor in CASES]
    assert nothing_is_left(root)


POISON = """#!/usr/bin/env python3
import os, signal, sys, time, zipfile
for name in sys.argv[sys.argv.index("--outdir") + 2 :] if "--outdir" in sys.argv else ():
    if {marker!r} in zipfile.ZipFile(name).read("word/document.xml").decode():
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
os.execvp("soffice", ["soffice", *sys.argv[1:]])
"""


def test_a_case_that_kills_its_worker_twice_has_failed(
    root: Path, start: Start, tmp_path: Path
) -> None:
    """It alone: a document of it kills whoever converts it, the others are made."""
    case = root / "cases" / "KS-2026-0003.yaml"
    name = next(line for line in case.read_text().splitlines() if line.startswith("  nama:"))
    program = tmp_path / "soffice"
    program.write_text(POISON.format(marker=name.partition(":")[2].strip()))
    program.chmod(0o755)
    process = start(str(program))
    *told, end = said(process)
    assert process.wait(60) == 0
    expected = {nomor: ["0", "-"] for nomor in CASES} | {"KS-2026-0003": ["6", "KNV012"]}
    assert {line[0]: line[1:] for line in told} == expected
    assert end == ["end", *CASES]
    assert nothing_is_left(root)


def test_a_libreoffice_that_does_not_start_ends_the_run(start: Start) -> None:
    """Every case fails with the same problem; only the first is told on the way."""
    dies = REPOSITORY / "tests" / "fakes" / "soffice_dies.py"
    process = start(str(dies))
    *told, end = said(process)
    assert process.wait(60) == 0
    assert [line[1:] for line in told] == [["6", "KNV007"]]
    assert end == ["end", *CASES]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_stopped_halfway_it_leaves_nothing_running(
    root: Path, start: Start, stop: signal.Signals
) -> None:
    """Neither workers nor LibreOffices; run again, it ends with every case made."""
    process = start()
    next(said(process))
    os.killpg(process.pid, stop)
    process.wait(20)
    assert nothing_is_left(root)
    again = start()
    *told, _ = said(again)
    assert sorted(line[:2] for line in told) == [[nomor, "0"] for nomor in CASES]
    strays = list((root / "output").rglob(".berkas-*"))
    assert strays == []
