"""A workspace as `berkas init` makes it, and two ways of calling the command line in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import jobs, main
from pipeline.starter import make_workspace
from tests.cli.builder import Builder

REPOSITORY = Path(__file__).parents[2]
GOOD = """\
nomor: {nomor}
jenis: pidana_kerja_sosial
pk: sr
klien:
  nama: Wahyono Adi Saputra
perkara:
  tindak_pidana: Penggelapan
"""
VARIABLES = ("BERKAS_LANG", "BERKAS_SOFFICE", "BERKAS_LIMIT", "BERKAS_DEBUG", "NO_COLOR", "COLUMNS")


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a developer's shell may have set."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace, which is also the current folder."""
    folder = tmp_path / "kantor"
    make_workspace(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def write_case(workspace: Path) -> Callable[..., Path]:
    """Write a case file: a good one of its number, with lines added behind it."""

    def write(nomor: str, more: str = "", text: str = GOOD) -> Path:
        file = workspace / "cases" / f"{nomor}.yaml"
        file.write_text(text.format(nomor=nomor) + more, encoding="utf-8")
        return file

    return write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Call the command line in this process."""

    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = main(list(words))
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Put the stand-in where the command finds what makes cases, on a machine of one processor."""
    stand_in = Builder()
    monkeypatch.setattr("pipeline.runner.run_cases", stand_in.run_cases)
    monkeypatch.setattr("pipeline.pool.run_pooled", stand_in.run_pooled)
    monkeypatch.setattr("pipeline.soffice.find", stand_in.find)
    monkeypatch.setattr("pipeline.soffice.start", stand_in.start)
    monkeypatch.setattr(jobs, "_processors", lambda: 1)
    return stand_in


@pytest.fixture
def start() -> Callable[..., Answer]:
    """Call the command line in a process of its own, in the current folder."""

    def call(*words: str, **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *words],
            capture_output=True,
            text=True,
            check=False,
            env=child_environment(environment),
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


def child_environment(more: dict[str, str]) -> dict[str, str]:
    """The environment for a process that must find this package from any folder."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **more}
