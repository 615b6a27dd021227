"""`berkas schema`: what the editor knows is written, and seen to be old."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer

Run = Callable[..., Answer]


def test_written_fresh_and_stale(run: Run, workspace: Path) -> None:
    """`schema` writes the file; `--check` writes nothing and ends in 3 where it no longer fits."""
    file = workspace / ".vscode" / "berkas.schema.json"
    first = file.read_text()
    assert run("schema", "--check").code == 0
    office = workspace / "office.yaml"
    office.write_text(office.read_text().replace("  sr:\n", "  srh:\n"))
    answer = run("schema", "--check")
    assert answer.code == 3
    assert "berkas schema" in answer.out
    assert file.read_text() == first
    assert run("schema").code == 0
    assert file.read_text() != first
    assert '"srh"' in file.read_text()
    assert run("schema", "--check").code == 0


def test_missing_is_stale(run: Run, workspace: Path) -> None:
    """A schema that was never written does not fit, also without a folder for it."""
    (workspace / ".vscode" / "berkas.schema.json").unlink()
    document = json.loads(run("schema", "--check", "--format", "json").out)
    assert document["ok"] is False
    document = json.loads(run("schema", "--format", "json").out)
    assert (document["ok"], document["files"]) == (True, [".vscode/berkas.schema.json"])
