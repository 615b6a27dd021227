"""`berkas build`: what it hands to the runner, how the outcome is told, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, Problem
from pipeline.soffice import scratch
from tests.cli.builder import Builder
from tests.cli.conftest import REPOSITORY, Answer, child_environment
from tests.cli.test_status import CATALOG
from tests.fakes import counted
from tests.soffice.processes import alive, becomes_true

Run = Callable[..., Answer]
Write = Callable[..., Path]
HANGS = REPOSITORY / "tests" / "fakes" / "soffice_hangs.py"


def test_edited_drafts_are_given_up_on_demand_only(
    run: Run, write_case: Write, builder: Builder
) -> None:
    """`--discard-edits` reaches the runner; without it nothing that was edited is touched."""
    write_case("KS-1")
    run("build")
    run("build", "--discard-edits")
    assert builder.discards == [False, True]


def test_all_cases_with_one_libreoffice(run: Run, write_case: Write, builder: Builder) -> None:
    """Without a name all cases are built, in order, with one LibreOffice and its usual limit."""
    files = [write_case(number) for number in ("KS-1", "KS-2", "KS-3")]
    answer = run("build")
    assert answer.code == 0
    assert builder.files == files
    assert builder.starts == [60.0]


def test_limit_from_the_environment(
    run: Run, write_case: Write, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """BERKAS_LIMIT reaches LibreOffice."""
    monkeypatch.setenv("BERKAS_LIMIT", "90")
    write_case("KS-1")
    run("build", "KS-1")
    assert builder.starts == [90.0]


def test_what_is_told(run: Run, write_case: Write, builder: Builder) -> None:
    """Made, incomplete and bundle stand in the table; a line for each case goes to stderr."""
    write_case("KS-1")
    write_case("KS-2")
    builder.failures["KS-2"] = Problem("SKM010", {"value": "besok"})
    answer = run("build")
    assert answer.code == 10
    assert "Dokumen: surat_penempatan" in answer.out
    assert "Belum lengkap: laporan_selesai" in answer.out
    assert "Bundel: output/bundles/KS-1.pdf" in answer.out
    assert "SKM010 `besok` bukan tanggal." in answer.out
    assert answer.out.count("galat SKM010") == 1
    assert "Perbaiki yang gagal, lalu jalankan: berkas build KS-2\n" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 100
    lines = answer.err.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["[1/2]", "KS-1", "jadi"],
        ["[2/2]", "KS-2", "gagal:"],
    ]


def test_in_english(run: Run, write_case: Write, builder: Builder) -> None:
    """The outcome is told in the chosen language."""
    write_case("KS-1")
    answer = run("build", "--lang", "en")
    assert "Still incomplete: laporan_selesai" in answer.out
    assert "1 case: 1 document and 1 bundle made." in answer.out
    assert "Found 1 warning; see" in answer.out


@pytest.mark.parametrize(
    ("code", "alone"),
    [
        (ExitCode.CASE, 4),
        (ExitCode.TEMPLATE, 5),
        (ExitCode.CONVERSION, 6),
        (ExitCode.BUNDLE, 7),
        (ExitCode.WORKSPACE, 3),
    ],
)
def test_exit_codes(
    run: Run, write_case: Write, builder: Builder, code: ExitCode, alone: int
) -> None:
    """One case that fails ends in its own code; any failure among several ends in 10."""
    write_case("KS-1")
    write_case("KS-2")
    builder.failures["KS-1"] = Problem("SKM010", {"value": "besok"})
    builder.codes["KS-1"] = code
    assert run("build", "KS-1").code == alone
    assert run("build").code == 10
    assert run("build", "KS-2").code == 0


def test_json(run: Run, write_case: Write, builder: Builder) -> None:
    """In JSON the documents and the bundle have their paths; all else goes to stderr."""
    write_case("KS-1")
    write_case("KS-2")
    builder.failures["KS-2"] = Problem("SKM010", {"value": "besok"})
    answer = run("build", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["ok"], document["command"]) == (10, False, "build")
    assert list(document) == ["version", "command", "ok", "problems", "cases"]
    good, bad = document["cases"]
    assert good == {
        "nomor": "KS-1",
        "file": "cases/KS-1.yaml",
        "ok": True,
        "exit_code": 0,
        "documents": [
            {
                "name": "surat_penempatan",
                "item": None,
                "docx": "output/drafts/KS-1/surat_penempatan.docx",
                "pdf": "output/drafts/KS-1/surat_penempatan.pdf",
                "state": "made",
                "change": "new",
            },
            {
                "name": "laporan_selesai",
                "item": None,
                "docx": None,
                "pdf": None,
                "state": "incomplete",
                "change": None,
            },
        ],
        "bundle": "output/bundles/KS-1.pdf",
        "reasons": ["first"],
    }
    assert (bad["ok"], bad["exit_code"], bad["bundle"]) == (False, 4, None)
    codes = [problem["code"] for problem in document["problems"]]
    assert codes == ["KEL001", "SKM010"]


def test_a_slip_in_the_office_is_counted(
    run: Run, workspace: Path, write_case: Write, builder: Builder
) -> None:
    """What `check` would warn of in office.yaml is counted once, and stands in the JSON."""
    write_case("KS-1")
    office = workspace / "office.yaml"
    office.write_text(office.read_text().replace("kertas: A4", "kertas: A4   #utama"))
    assert "Ada 2 peringatan; lihat" in run("build").out
    document = json.loads(run("build", "--format", "json").out)
    assert [problem["code"] for problem in document["problems"]] == ["YML028", "KEL001"]


def test_nothing_to_build(run: Run, workspace: Path, builder: Builder) -> None:
    """A workspace without cases is no failure."""
    answer = run("build")
    assert answer.code == 0
    assert "berkas new" in answer.out


def test_libreoffice_missing(
    run: Run, workspace: Path, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without LibreOffice nothing is begun: exit 9, with the way to get it."""
    write_case("KS-1")
    monkeypatch.setenv("BERKAS_SOFFICE", "/tidak/ada/soffice")
    answer = run("build")
    assert answer.code == 9
    assert "ALT002" in answer.err
    assert "berkas doctor" in answer.err
    assert not (workspace / "output").exists()


def test_output_that_cannot_be_written(
    run: Run, workspace: Path, write_case: Write, builder: Builder
) -> None:
    """Where the folder of results is a file, nothing is begun, also for many cases: exit 3."""
    write_case("KS-1")
    write_case("KS-2")
    (workspace / "output").write_text("")
    answer = run("build")
    assert answer.code == 3
    assert "RNG004" in answer.err
    assert builder.files == []


def test_faulty_cases_start_no_office(
    run: Run, workspace: Path, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case that is refused costs no start of LibreOffice: one that hangs is not noticed."""
    write_case("KS-1", "warna: ungu\n")
    monkeypatch.setenv("BERKAS_SOFFICE", str(HANGS))
    began = time.monotonic()
    answer = run("build")
    assert answer.code == 4
    assert time.monotonic() - began < 20
    assert not (workspace / "output" / "drafts").exists()


@pytest.mark.parametrize("name", ["soffice_dies", "soffice_hangs"])
def test_an_office_that_does_not_start(
    run: Run, write_case: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is tried for the first case only and told once; every case is named as failed."""
    program, starts = counted(name, tmp_path)
    monkeypatch.setenv("BERKAS_SOFFICE", str(program))
    monkeypatch.setenv("BERKAS_LIMIT", "1")
    monkeypatch.setattr(scratch, "LEAST_START", 0.5)
    for number in range(1, 8):
        write_case(f"KS-{number}")
    began = time.monotonic()
    answer = run("build", "--jobs", "1")
    assert time.monotonic() - began < 20
    assert answer.code == 10
    assert starts() == ["soffice"] * 2
    assert answer.out.count("halaman percobaan") == 1
    assert answer.out.count("KNV007 LibreOffice tidak dapat dijalankan") == 7
    assert [line.split()[:3] for line in answer.err.splitlines()] == [["[1/7]", "KS-1", "gagal:"]]
    assert run("build", "KS-1").code == 6


def test_an_office_that_does_not_start_in_json(
    run: Run, write_case: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One problem, of no file, and each case with the code in which it ended."""
    program, _ = counted("soffice_dies", tmp_path)
    monkeypatch.setenv("BERKAS_SOFFICE", str(program))
    for number in range(1, 4):
        write_case(f"KS-{number}")
    answer = run("build", "--jobs", "1", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["ok"]) == (10, False)
    (problem,) = document["problems"]
    assert (problem["code"], problem["file"]) == ("KNV007", None)
    assert [(case["nomor"], case["exit_code"]) for case in document["cases"]] == [
        ("KS-1", 6),
        ("KS-2", 6),
        ("KS-3", 6),
    ]


def test_interrupted(workspace: Path, write_case: Write) -> None:
    """Ctrl-C while LibreOffice works ends in 130, with one line, and leaves what was there."""
    write_case("KS-1")
    bundle = workspace / "output" / "bundles" / "KS-1.pdf"
    bundle.parent.mkdir(parents=True)
    bundle.write_bytes(b"lama")
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=child_environment({"BERKAS_SOFFICE": str(HANGS), "TMPDIR": str(workspace.parent)}),
    ) as process:
        office = wait_for_child(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err.strip().splitlines() == ["Dihentikan. Tidak ada file yang tertinggal setengah jadi."]
    files = {path.name for path in (workspace / "output").rglob("*") if path.is_file()}
    assert files == {bundle.name, "report.json", "report.html"}
    assert bundle.read_bytes() == b"lama"
    assert office not in alive(workspace.parent)


def test_several_at_once_interrupted(workspace: Path, write_case: Write) -> None:
    """Ctrl-C reaches all processes, as a terminal sends it: one line, a report, nobody left."""
    for number in (1, 2):
        write_case(f"KS-{number}")
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=child_environment({"BERKAS_SOFFICE": str(HANGS), "TMPDIR": str(workspace.parent)}),
    ) as process:
        assert becomes_true(lambda: len(converting(workspace.parent)) == 2, 30)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err.strip().splitlines() == ["Dihentikan. Tidak ada file yang tertinggal setengah jadi."]
    told = json.loads((workspace / "output" / "report.json").read_text())
    assert [case["state"] for case in told["cases"]] == ["untried", "untried"]
    assert becomes_true(lambda: not converting(workspace.parent))


def converting(folder: Path) -> list[str]:
    """The offices that convert something in a folder."""
    return [words for words in alive(folder).values() if "--convert-to" in words]


def wait_for_child(pid: int) -> int:
    """Wait until a process has started the hanging office; return the office's process."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for child in children(pid):
            command = Path(f"/proc/{child}/cmdline")
            if command.exists() and b"--convert-to" in command.read_bytes():
                return child
        time.sleep(0.05)
    raise TimeoutError("the office was not started")


def children(pid: int) -> list[int]:
    """Processes that a process has started, by any of its threads."""
    threads = Path(f"/proc/{pid}/task")
    names = [(thread / "children").read_text() for thread in threads.iterdir()]
    return [int(name) for line in names for name in line.split()]


def test_one_real_case(start: Run, workspace: Path, write_case: Write) -> None:
    """With the real LibreOffice a new case becomes a bundle, in a process of its own."""
    write_case("KS-1")
    answer = start("build", "KS-1", "--format", "json")
    document = json.loads(answer.out)
    assert answer.code == 0
    assert document["ok"] is True
    assert document["cases"][0]["bundle"] == "output/bundles/KS-1.pdf"
    assert (workspace / "output" / "bundles" / "KS-1.pdf").read_bytes().startswith(b"%PDF")


# --- which cases, in which order, how many at once ------------------------------------------------


def due(day: str) -> str:
    """A case's lines by which its first letter is due a week after this day."""
    return f"permintaan: {{nomor: B/1, diterima: {day}}}\n"


@pytest.fixture
def urgent(workspace: Path, write_case: Write) -> None:
    """Three cases: due late, due early, and without a deadline."""
    (workspace / "templates" / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    write_case("KS-1", due("2026-06-08"))
    write_case("KS-2", due("2026-06-01"))
    write_case("KS-3")


@pytest.mark.usefixtures("urgent")
def test_the_earliest_deadline_first(run: Run, builder: Builder) -> None:
    """They are made by their deadlines, and told by their numbers."""
    answer = run("build", "--format", "json")
    assert [file.stem for file in builder.files] == ["KS-2", "KS-1", "KS-3"]
    assert [case["nomor"] for case in json.loads(answer.out)["cases"]] == ["KS-1", "KS-2", "KS-3"]


@pytest.mark.usefixtures("urgent")
@pytest.mark.parametrize(
    ("day", "made"),
    [
        ("2026-06-15", ["KS-2", "KS-1"]),
        ("2026-06-14", ["KS-2"]),
        ("8 Juni 2026", ["KS-2"]),
    ],
)
def test_only_what_is_due(run: Run, builder: Builder, day: str, made: list[str]) -> None:
    """Of all cases only those with a paper due by that day, which counts itself."""
    assert run("build", "--due-before", day).code == 0
    assert [file.stem for file in builder.files] == made


@pytest.mark.usefixtures("urgent")
def test_nothing_is_due(run: Run, workspace: Path, builder: Builder) -> None:
    """That is said, is no failure, and leaves no report."""
    answer = run("build", "--due-before", "2026-06-07")
    assert (answer.code, builder.files) == (0, [])
    assert "sampai dengan 2026-06-07" in answer.out
    assert json.loads(run("build", "--due-before", "2026-06-07", "--format", "json").out)["ok"]
    assert not (workspace / "output" / "report.json").exists()


@pytest.mark.usefixtures("urgent")
def test_several_at_once(run: Run, builder: Builder) -> None:
    """They come in any order and are told by their numbers; no more at once than there are."""
    answer = run("build", "--jobs", "2", "--discard-edits", "--format", "json")
    assert [line.split()[:2] for line in answer.err.splitlines()] == [
        ["[1/3]", "KS-3"],
        ["[2/3]", "KS-1"],
        ["[3/3]", "KS-2"],
    ]
    assert [case["nomor"] for case in json.loads(answer.out)["cases"]] == ["KS-1", "KS-2", "KS-3"]
    run("build", "--jobs", "8")
    run("build", "KS-1", "--jobs", "8")
    assert builder.jobs == [2, 3, 1]
    assert builder.discards == [True, False, False]
    assert builder.starts == [60.0] * 3


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "dua", "", "257", "9999999"])
def test_no_number_of_jobs(run: Run, write_case: Write, builder: Builder, value: str) -> None:
    """What is no number of jobs is refused before anything is begun: exit 2."""
    write_case("KS-1")
    answer = run("build", "--jobs", value)
    assert (answer.code, builder.files) == (2, [])
    assert "PGN014" in answer.err


# --- why ------------------------------------------------------------------------------------------


def test_explained(run: Run, write_case: Write, builder: Builder) -> None:
    """Of each case why it was built or left, and of each document what became of it."""
    for number in range(1, 4):
        write_case(f"KS-{number}")
    builder.left.add("KS-2")
    builder.failures["KS-3"] = Problem("SKM010", {"value": "besok"})
    out = run("build", "--explain").out
    assert "KS-1 dibuat: belum ada hasil lengkap yang tercatat.\n    baru: surat_penempatan" in out
    assert "KS-2 tidak berubah.\nKS-3 gagal.\n" in out
    plain = run("build").out
    assert "KS-2 tidak berubah." not in plain
    assert "Tidak berubah dan dibiarkan: 1 perkara." in plain


def test_left_in_json(run: Run, write_case: Write, builder: Builder) -> None:
    """A case that was left has no reasons, and its documents are the same."""
    write_case("KS-1")
    builder.left.add("KS-1")
    (case,) = json.loads(run("build", "--format", "json").out)["cases"]
    assert case["reasons"] == []
    assert [document["change"] for document in case["documents"]] == ["same", None]


def test_many_failures_are_repeated_as_such(run: Run, write_case: Write, builder: Builder) -> None:
    """Where too many failed to be named, the way on takes them from the report."""
    for number in range(1, 7):
        write_case(f"KS-{number}")
        builder.failures[f"KS-{number}"] = Problem("SKM010", {"value": "besok"})
    assert "lalu jalankan: berkas build --failed\n" in run("build").out


def test_the_way_to_libreoffice(run: Run, write_case: Write, builder: Builder) -> None:
    """`--converter` reaches whoever looks for LibreOffice; a way that there is none is refused."""
    write_case("KS-1")
    run("build")
    run("build", "--converter", "soffice")
    assert builder.ways == ["auto", "soffice"]
    assert run("build", "--converter", "word").code == ExitCode.USAGE
