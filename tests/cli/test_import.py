"""`berkas import`: a messy register into case files, with each cell in doubt told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.errors import WorkspaceError
from tests.cli.conftest import Answer
from tests.intake.books import HEADER, MESSY, MESSY_MERGED, Rows, write_csv, write_xlsx

Run = Callable[..., Answer]
NAMES = ("Suwarno", "Tarsiman", "Ma'ruf", "Wagiyem", "Paryono", "Slamet", "Wahyuni")
GOOD: Rows = [HEADER, MESSY[4]]


@pytest.fixture
def register(workspace: Path) -> Path:
    """The messy register beside the workspace's folders."""
    file = workspace / "register.xlsx"
    write_xlsx(file, {"Sheet1": MESSY}, {"Sheet1": MESSY_MERGED})
    os.utime(file, (1_720_000_000, 1_720_000_000))  # of 2024: the year of a row without a date
    return file


def written(workspace: Path) -> list[str]:
    """Names of the case files, in order."""
    return sorted(file.name for file in (workspace / "cases").iterdir())


def test_a_messy_register(run: Run, workspace: Path, register: Path) -> None:
    """Clients become cases, everything else is told by row and cell; errors in cases end in 4."""
    answer = run("import", "register.xlsx", "--pk", "sr")
    assert answer.code == 4
    assert written(workspace) == [
        "RE-2024-0001.yaml", "RE-2025-0001.yaml", "RE-2026-0001.yaml", "RE-2026-0002.yaml",
        "RE-2026-0003.yaml",
    ]  # fmt: skip
    flat = " ".join(answer.out.split())
    assert "Sheet1!E6 (2 Maret 1990 / 3 Februari 1990)" in flat
    for told in ("IMP013 Angka terpotong: Sheet1!C6", "IMP037 Baris ganda: Sheet1!10 (Sheet1!5)",
                 "IMP033 Baris jumlah: Sheet1!14", "SKM031", "5 perkara ditulis"):  # fmt: skip
        assert told in flat, told


def test_the_table_names_no_client(run: Run, workspace: Path, register: Path) -> None:
    """Rows, cells and case numbers are shown, and nobody's name, in 80 columns."""
    out = run("import", "register.xlsx", "--pk", "sr").out
    table = out[out.index("Baris") :]
    assert [name for name in NAMES if name in table] == []
    rows = [line for line in table.splitlines() if line.startswith("    ")]
    assert rows
    assert max(map(len, rows)) <= 80


def test_a_dry_run_writes_nothing(run: Run, workspace: Path, register: Path) -> None:
    """It says what would be written, and leaves the workspace as it was."""
    before = sorted(workspace.rglob("*"))
    answer = run("import", "register.xlsx", "--pk", "sr", "--dry-run")
    assert answer.code == 0
    assert sorted(workspace.rglob("*")) == before
    assert "RE-2026-0003" in answer.out
    assert "Tidak ada yang ditulis: 5 perkara akan ditulis" in answer.out


def test_a_second_import_writes_nothing_twice(run: Run, workspace: Path, register: Path) -> None:
    """Who is there already is told with the case's number, and no file changes."""
    run("import", "register.xlsx", "--pk", "sr")
    before = {file: file.read_bytes() for file in (workspace / "cases").iterdir()}
    answer = run("import", "register.xlsx", "--pk", "sr")
    assert answer.code == 0
    assert {file: file.read_bytes() for file in (workspace / "cases").iterdir()} == before
    assert answer.out.count("IMP038 Sudah ada") == 6
    assert "(RE-2026-0001)" in answer.out


def test_json_has_the_same_and_the_rows(run: Run, workspace: Path, register: Path) -> None:
    """One document: the envelope of every command, and each row with its state and its cells."""
    answer = run("import", "register.xlsx", "--pk", "sr", "--format", "json")
    document = json.loads(answer.out)
    assert (document["version"], document["command"], document["ok"]) == (1, "import", False)
    assert document["dry_run"] is False
    rows = {row["row"]: row for row in document["rows"]}
    assert list(rows) == list(range(4, 15))
    assert rows[5] == {
        "sheet": "Sheet1", "row": 5, "last_row": 5, "state": "written", "nomor": "RE-2026-0001",
        "file": "cases/RE-2026-0001.yaml", "reported": [],
    }  # fmt: skip
    assert rows[10]["state"] == "double"
    assert rows[10]["nomor"] is None
    (born,) = [cell for cell in rows[6]["reported"] if cell["place"] == "Sheet1!E6"]
    assert (born["code"], born["path"]) == ("IMP010", "klien.tanggal_lahir")
    assert {case["nomor"] for case in document["cases"]} >= {"RE-2025-0001", "RE-2026-0003"}
    assert "SKM031" in {problem["code"] for problem in document["problems"]}


def test_a_clean_row_ends_in_nought(run: Run, workspace: Path) -> None:
    """A row without errors is written, checks well, and the call is done."""
    write_csv(workspace / "a.csv", GOOD)
    answer = run("import", "a.csv", "--pk", "dw")
    assert answer.code == 0, answer.out
    assert written(workspace) == ["RE-2026-0001.yaml"]
    text = (workspace / "cases" / "RE-2026-0001.yaml").read_text(encoding="utf-8")
    assert "\npk: dw\n" in text
    assert "  kelahiran: |\n    Klien anak ke-2: lahir di rumah.\n\n    - ditolong bidan\n" in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--pk", "sx"), "PGN010"),
        ((), "IMP006"),
        (("--pk", "sr", "--jenis", "diversi"), "PGN006"),
    ],
)
def test_words_that_are_not_understood(
    run: Run, workspace: Path, register: Path, words: tuple[str, ...], code: str
) -> None:
    """An unknown officer, none of several, and a kind without a register end in 2."""
    answer = run("import", "register.xlsx", *words)
    assert answer.code == 2
    assert code in answer.err
    assert "sr" in answer.err or code == "PGN006"
    assert written(workspace) == []


def test_the_only_officer_needs_no_naming(run: Run, workspace: Path) -> None:
    """In an office with one officer the cases are that officer's."""
    office = workspace / "office.yaml"
    text = office.read_text(encoding="utf-8")
    start, end = text.index("\npk:"), text.index("\n# Lokasi mitra")
    office.write_text(f"{text[:start]}\npk: {{xy: {{nama: Sri}}}}{text[end:]}", encoding="utf-8")
    write_csv(workspace / "a.csv", GOOD)
    assert run("import", "a.csv").code == 0
    assert "\npk: xy\n" in (workspace / "cases" / "RE-2026-0001.yaml").read_text(encoding="utf-8")


def test_a_workbook_that_cannot_be_used(run: Run, workspace: Path) -> None:
    """No such file, another kind, no header row: each is told, exit 2, and JSON says so too."""
    (workspace / "a.xlsx").write_bytes(b"bukan")
    write_csv(workspace / "b.csv", [("x", "y")])
    for name, code in (("tidak.xlsx", "IMP004"), ("a.xlsx", "IMP002"), ("b.csv", "IMP005")):
        answer = run("import", name, "--pk", "sr")
        assert (answer.code, code in answer.err) == (2, True), answer.err
    document = json.loads(run("import", "b.csv", "--pk", "sr", "--format", "json").out)
    assert [problem["code"] for problem in document["problems"]] == ["IMP005"]
    assert document["ok"] is False


def test_a_disk_that_fills_up(
    run: Run, workspace: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on the disk by then is told, the rest is not there, and the call ends in 3."""
    write = publish.write_whole
    written_so_far: list[Path] = []

    def fail_later(target: Path, content: bytes) -> None:
        if len(written_so_far) == 2:
            raise WorkspaceError.of("RNG004", file=target, reason="No space left on device")
        written_so_far.append(target)
        write(target, content)

    monkeypatch.setattr(publish, "write_whole", fail_later)
    answer = run("import", "register.xlsx", "--pk", "sr")
    assert answer.code == 3
    assert "disk penuh" in answer.out
    assert written(workspace) == ["RE-2026-0001.yaml", "RE-2026-0002.yaml"]
    assert "RE-2026-0002" in answer.out


def test_a_folder_that_cannot_be_written(run: Run, workspace: Path, register: Path) -> None:
    """A folder of cases that is none stops the import before its work: exit 3."""
    (workspace / "cases").rmdir()
    (workspace / "cases").write_text("bukan folder")
    answer = run("import", "register.xlsx", "--pk", "sr")
    assert answer.code == 3


def test_from_another_folder(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook is found from the current folder, then from the workspace's."""
    write_csv(workspace / "a.csv", GOOD)
    monkeypatch.chdir(workspace.parent)
    assert run("import", "a.csv", "-C", "kantor", "--pk", "sr").code == 0
