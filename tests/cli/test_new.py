"""`berkas new`: a case file to fill in, and never over another one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.case.model import KINDS
from pipeline.cli import new
from pipeline.errors import WorkspaceError
from tests.cli.conftest import Answer

Run = Callable[..., Answer]


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_lacks_only_what_is_required(run: Run, workspace: Path, kind: str) -> None:
    """A fresh case file has no fault but the required keys, which are still empty."""
    answer = run("new", "KS-2026-0001", "--jenis", kind, "--pk", "sr")
    assert answer.code == 0
    assert "cases/KS-2026-0001.yaml" in answer.out
    found = json.loads(run("check", "--format", "json").out)["problems"]
    wanted = {"klien.nama", "perkara.tindak_pidana"}
    if kind == "reintegrasi":
        wanted.add("program")
    paths = {problem["path"] for problem in found}
    assert paths <= wanted
    assert paths & wanted
    assert {problem["code"] for problem in found} <= {"SKM002", "SKM031"}


def test_kinds_are_those_of_the_vocabulary() -> None:
    """The command lists the kinds by itself, to be quick; they are the model's."""
    assert new.KINDS == KINDS


def test_an_existing_case_is_kept(run: Run, workspace: Path) -> None:
    """A number that is taken is refused, and its file stays as it was: exit 2."""
    run("new", "KS-1", "--jenis", "diversi")
    file = workspace / "cases" / "KS-1.yaml"
    file.write_text("isi saya")
    answer = run("new", "KS-1", "--jenis", "diversi")
    assert answer.code == 2
    assert "RNG007" in answer.err
    assert file.read_text() == "isi saya"


@pytest.mark.parametrize("nomor", ["../KS-1", "KS 1", "a/b", ".tersembunyi"])
def test_a_number_that_is_no_file_name(run: Run, workspace: Path, nomor: str) -> None:
    """A number that would lead out of the folder of cases is refused; nothing is written."""
    before = sorted(workspace.parent.rglob("*"))
    answer = run("new", nomor, "--jenis", "diversi")
    assert answer.code == 2
    assert "RNG002" in answer.err
    assert sorted(workspace.parent.rglob("*")) == before


@pytest.mark.parametrize("nomor", ["KS-1.yaml", "KS-1.YML"])
def test_the_ending_of_the_file_is_no_part_of_the_number(
    run: Run, workspace: Path, nomor: str
) -> None:
    """Who names the file gets that file, and not one with two endings."""
    assert run("new", nomor, "--jenis", "diversi").code == 0
    (file,) = (workspace / "cases").iterdir()
    assert file.name == "KS-1.yaml"
    assert "\nnomor: KS-1  " in file.read_text()


def test_an_unknown_officer(run: Run, workspace: Path) -> None:
    """A code that office.yaml lacks is refused with the one that was meant."""
    answer = run("new", "KS-1", "--jenis", "diversi", "--pk", "srr")
    assert answer.code == 2
    assert "PGN010" in answer.err
    assert "`sr`" in answer.err
    assert not list((workspace / "cases").iterdir())


def test_the_only_officer_needs_no_naming(run: Run, workspace: Path) -> None:
    """Where the office has one officer, the case is theirs; where it has several, it is open."""
    run("new", "KS-1", "--jenis", "diversi")
    assert "\npk:   " in (workspace / "cases" / "KS-1.yaml").read_text()
    office = workspace / "office.yaml"
    head, rest = office.read_text().split("\n  dw:")
    office.write_text(head + "\n\n# Lokasi" + rest.split("\n# Lokasi", 1)[1])
    run("new", "KS-2", "--jenis", "diversi")
    assert "\npk: sr  " in (workspace / "cases" / "KS-2.yaml").read_text()


def test_what_cannot_be_written_leaves_nothing(run: Run, workspace: Path) -> None:
    """Where the folder of cases is no folder, the case is refused: exit 3."""
    cases = workspace / "cases"
    cases.rmdir()
    cases.write_text("bukan folder")
    answer = run("new", "KS-1", "--jenis", "diversi")
    assert answer.code == 3
    assert "RNG004" in answer.err
    assert cases.read_text() == "bukan folder"


def test_a_full_disk_leaves_no_empty_file(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the text cannot be written, the number is free again."""

    def refuse(file: Path, _: bytes) -> None:
        raise WorkspaceError.of("RNG004", file=file, reason="No space left on device")

    monkeypatch.setattr(publish, "write_whole", refuse)
    answer = run("new", "KS-1", "--jenis", "diversi")
    assert answer.code == 3
    assert "disk penuh" in answer.err
    assert not list((workspace / "cases").iterdir())
