"""`berkas init`: a new office's folder, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer

Run = Callable[..., Answer]


def test_a_new_office_can_begin(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `init` makes is a workspace in which `check` works, and it says what comes next."""
    monkeypatch.chdir(tmp_path)
    answer = run("init", "kantor")
    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if line.startswith(("cd", "berkas"))][:2] == [
        "cd kantor",
        f"berkas new KS-{answer.out.split('KS-')[1][:4]}-0001 --jenis pidana_kerja_sosial",
    ]
    assert run("-C", "kantor", "check").code == 0


def test_folder_with_a_blank(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that is proposed can be typed as it stands."""
    monkeypatch.chdir(tmp_path)
    assert "\ncd 'kantor baru'\n" in run("init", "kantor baru").out


def test_json_names_the_office_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In JSON the answer is one document, too."""
    monkeypatch.chdir(tmp_path)
    document = json.loads(run("init", "kantor", "--format", "json").out)
    assert (document["ok"], document["files"]) == (True, ["kantor/office.yaml"])


def test_a_folder_in_use_is_refused(run: Run, workspace: Path) -> None:
    """A folder that holds something is left alone: exit 2."""
    before = (workspace / "office.yaml").read_bytes()
    answer = run("init", ".")
    assert answer.code == 2
    assert "RNG006" in answer.err
    assert (workspace / "office.yaml").read_bytes() == before


def test_the_language_follows(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside any workspace `--lang` still decides."""
    monkeypatch.chdir(tmp_path)
    assert "was made" in run("init", "office", "--lang", "en").out
