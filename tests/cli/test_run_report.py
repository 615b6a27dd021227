"""The report of the last build, and the repetition of what failed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import messages
from pipeline.cli.report_page import page
from pipeline.errors import ExitCode, Place, Problem
from tests.cli.builder import Builder
from tests.cli.conftest import Answer
from tests.cli.test_status import CATALOG

Run = Callable[..., Answer]
Write = Callable[..., Path]
SECRET = "Wahyono"  # noqa: S105 - a client's name, which stands in the case file
BAD = Problem("SKM010", {"value": SECRET}, place=Place(Path("cases/KS-3.yaml"), 7))


@pytest.fixture
def three(write_case: Write, builder: Builder) -> Builder:
    """One case that is built, one that is left, and one that fails."""
    for number in range(1, 4):
        write_case(f"KS-{number}")
    builder.left.add("KS-2")
    builder.failures["KS-3"] = BAD
    return builder


def record(workspace: Path) -> dict[str, Any]:
    """The report that scripts read."""
    told: dict[str, Any] = json.loads((workspace / "output" / "report.json").read_text())
    return told


def html(workspace: Path) -> str:
    """The report that people read."""
    return (workspace / "output" / "report.html").read_text(encoding="utf-8")


def states(workspace: Path) -> dict[str, str]:
    """What the report says of each case."""
    return {case["nomor"]: case["state"] for case in record(workspace)["cases"]}


@pytest.mark.usefixtures("three")
def test_what_is_recorded(run: Run, workspace: Path) -> None:
    """Each case with its state, its documents and its errors, and how to repeat what failed."""
    answer = run("build")
    assert "Laporan: output/report.html\n" in answer.out
    told = record(workspace)
    assert (told["version"], told["interrupted"], told["earlier"]) == (1, False, [])
    assert told["counts"] == {"cases": 3, "built": 1, "unchanged": 1, "failed": 1, "untried": 0}
    assert told["repeat"] == "berkas build --failed"
    built, left, failed = told["cases"]
    assert built == {
        "nomor": "KS-1",
        "file": "cases/KS-1.yaml",
        "state": "built",
        "late": [],
        "exit_code": 0,
        "reasons": ["first"],
        "documents": [
            {"name": "surat_penempatan", "state": "made", "change": "new"},
            {"name": "laporan_selesai", "state": "incomplete", "change": None},
        ],
        "bundle": "bundles/KS-1.pdf",
        "problems": [],
    }
    assert left["state"] == "unchanged"
    assert (failed["state"], failed["exit_code"]) == ("failed", 4)
    title = messages.load("id").problems["SKM010"]["title"]
    assert failed["problems"] == [{"code": "SKM010", "title": title, "line": 7}]


@pytest.mark.usefixtures("three")
def test_the_page(run: Run, workspace: Path) -> None:
    """It names what the record names, in Indonesian, and needs nothing beside itself."""
    run("build")
    text = html(workspace)
    assert text.startswith("<!DOCTYPE html>")
    assert '<html lang="id">' in text
    assert "<h2>Perkara yang gagal</h2>" in text
    assert "(baris 7)" in text
    assert "<code>berkas build --failed</code>" in text
    assert '<a href="bundles/KS-1.pdf">KS-1</a>' in text
    assert "<li>baru: surat_penempatan</li>" in text
    assert not re.search(r"(?:src|url\(|https?:|<script|<link)", text)
    run("build", "--lang", "en")
    assert "<h2>Cases that failed</h2>" in html(workspace)


@pytest.mark.usefixtures("three")
def test_no_value_of_a_case(run: Run, workspace: Path) -> None:
    """What the terminal shows of a client stands in neither form."""
    assert SECRET in run("build").out
    assert SECRET not in html(workspace) + json.dumps(record(workspace))


def test_what_is_late(run: Run, workspace: Path, write_case: Write, builder: Builder) -> None:
    """Papers whose deadline has passed are named with it, whatever became of the case."""
    (workspace / "templates" / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    write_case("KS-1", "permintaan: {nomor: B/1, diterima: 2026-01-05}\n")
    run("build")
    (case,) = record(workspace)["cases"]
    assert case["late"] == [{"document": "surat_tugas", "deadline": "2026-01-12"}]
    assert "<td>surat_tugas</td><td>12 Januari 2026</td>" in html(workspace)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted(run: Run, workspace: Path, three: Builder, jobs: str) -> None:
    """Ctrl-C leaves a report of what was done, and says how to go on."""
    three.interrupted = "KS-2"
    assert run("build", "--jobs", jobs).code == ExitCode.INTERRUPTED
    assert record(workspace)["interrupted"] is True
    expected = {
        "1": {"KS-1": "built", "KS-2": "untried", "KS-3": "untried"},
        "2": {"KS-1": "untried", "KS-2": "untried", "KS-3": "failed"},
    }
    assert states(workspace) == expected[jobs]
    assert "Lanjutkan dengan perintah: <code>berkas build</code>" in html(workspace)
    assert "<span>KS-2</span>" in html(workspace)


def test_only_what_failed(run: Run, workspace: Path, three: Builder) -> None:
    """`--failed` makes what failed; what is mended then fails no more."""
    run("build")
    three.files.clear()
    three.failures.clear()
    assert run("build", "--failed").code == 0
    assert [file.name for file in three.files] == ["KS-3.yaml"]
    assert states(workspace) == {"KS-3": "built"}
    answer = run("build", "--failed")
    assert (answer.code, answer.out) == (
        0,
        "Tidak ada perkara yang gagal dalam pembuatan terakhir.\n",
    )
    assert states(workspace) == {"KS-3": "built"}


def test_failures_outlive_another_case(run: Run, workspace: Path, three: Builder) -> None:
    """One case built in the morning does not take the night's failures out of sight."""
    run("build")
    run("build", "KS-1")
    assert states(workspace) == {"KS-1": "built"}
    assert record(workspace)["earlier"] == [{"nomor": "KS-3", "file": "cases/KS-3.yaml"}]
    assert "<span>KS-3</span>" in html(workspace)
    three.files.clear()
    run("build", "--failed")
    assert [file.name for file in three.files] == ["KS-3.yaml"]
    assert record(workspace)["earlier"] == []


def test_failed_among_those_named(run: Run, three: Builder) -> None:
    """With cases named, only those of them that failed are made."""
    run("build")
    three.files.clear()
    run("build", "--failed", "KS-1", "KS-3")
    assert [file.name for file in three.files] == ["KS-3.yaml"]
    run("build", "--failed", "KS-1")
    assert [file.name for file in three.files] == ["KS-3.yaml"]


def test_a_failed_case_that_is_gone(run: Run, workspace: Path, three: Builder) -> None:
    """A case file that was removed since is no failure any more."""
    run("build")
    (workspace / "cases" / "KS-3.yaml").unlink()
    assert run("build", "--failed").code == 0
    run("build")
    assert record(workspace)["earlier"] == []


@pytest.mark.parametrize("text", [None, "", "[]", '{"cases": [{}]}', '{"cases": 1, "earlier": 1}'])
def test_no_report(run: Run, workspace: Path, three: Builder, text: str | None) -> None:
    """Where there is none that can be read, that is said: exit 2; a build does without it."""
    if text is not None:
        (workspace / "output").mkdir()
        (workspace / "output" / "report.json").write_text(text)
    answer = run("build", "--failed")
    assert (answer.code, three.files) == (2, [])
    assert "PGN015" in answer.err
    assert run("build", "KS-1").code == 0
    assert record(workspace)["earlier"] == []


def test_a_report_that_cannot_be_written(run: Run, workspace: Path, three: Builder) -> None:
    """It costs the outcome nothing: all is told, then why there is no report: exit 3."""
    (workspace / "output" / "report.html").mkdir(parents=True)
    answer = run("build", "KS-1")
    assert answer.code == 3
    assert "Bundel: output/bundles/KS-1.pdf" in answer.out
    assert "RNG004" in answer.err
    document = json.loads(run("build", "KS-1", "--format", "json").out)
    assert document["ok"] is False
    assert "RNG004" in [problem["code"] for problem in document["problems"]]
    three.interrupted = "KS-1"
    assert run("build", "KS-1").code == ExitCode.INTERRUPTED


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 detik"), (59.4, "59 detik"), (59.6, "1 menit 0 detik")]
)
def test_how_long(seconds: float, said: str) -> None:
    """Below a minute in seconds, then in minutes too; a name cannot write tags into the page."""
    told = {
        "began": "2026-06-15T22:05:00+07:00",
        "seconds": seconds,
        "interrupted": False,
        "counts": {"cases": 0},
        "cases": [],
        "earlier": [],
        "repeat": None,
    }
    text = page(told, "Bapas <b>A</b>", messages.load("id"))
    assert f"Dimulai pada 15 Juni 2026 pukul 22.05; berlangsung {said}." in text
    assert "Bapas &lt;b&gt;A&lt;/b&gt;" in text
