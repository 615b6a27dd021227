"""`berkas clean`: what it removes, and what it never touches."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.memory import FOLDER
from tests.cli.conftest import REPOSITORY, Answer

Run = Callable[..., Answer]


@pytest.fixture
def cache(workspace: Path) -> Path:
    """A folder of what builds kept, beside a draft, a bundle and a report."""
    output = workspace / "output"
    for name in (f"{FOLDER}/pdf/a/x.pdf", f"{FOLDER}/cases/KS-1.json", "drafts/KS-1/a.docx"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(b"x" * 600_000)
    (output / "bundles").mkdir()
    (output / "bundles" / "KS-1.pdf").write_bytes(b"x")
    (output / "report.json").write_bytes(b"{}")
    return output / FOLDER


def files(folder: Path) -> set[str]:
    """Names of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_what_was_kept_goes(run: Run, workspace: Path, cache: Path) -> None:
    """The folder goes as a whole; every other file of the workspace stays."""
    before = files(workspace)
    answer = run("clean")
    assert answer.code == 0
    assert answer.out == (
        "2 file (2 MB) di output/.cache dihapus. Draf dan bundel tidak disentuh.\n"
    )
    assert not cache.exists()
    gone = {f"output/{FOLDER}/pdf/a/x.pdf", f"output/{FOLDER}/cases/KS-1.json"}
    assert before - files(workspace) == gone


def test_dry_run(run: Run, workspace: Path, cache: Path) -> None:
    """What would go is told, and stays."""
    before = files(workspace)
    assert "2 file (2 MB) di output/.cache akan dihapus." in run("clean", "--dry-run").out
    assert files(workspace) == before


def test_nothing_there(run: Run, workspace: Path) -> None:
    """Where nothing was kept, that is said and no failure, also in English."""
    assert run("clean").out == "Tidak ada yang perlu dihapus: output/.cache tidak ada.\n"
    assert run("clean", "--lang", "en").code == 0


def test_json(run: Run, cache: Path) -> None:
    """The one document tells how much it was, and whether it is gone."""
    told = json.loads(run("clean", "--dry-run", "--format", "json").out)["cache"]
    assert told == {"folder": "output/.cache", "files": 2, "bytes": 1_200_000, "removed": False}
    assert json.loads(run("clean", "--format", "json").out)["cache"]["removed"] is True


def test_a_link_is_not_followed(run: Run, workspace: Path, tmp_path: Path) -> None:
    """Where the folder is a link, the link goes and what it leads to stays."""
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    (elsewhere / "x").write_bytes(b"x")
    (workspace / "output").mkdir()
    (workspace / "output" / FOLDER).symlink_to(elsewhere)
    assert run("clean").code == 0
    assert files(elsewhere) == {"x"}
    assert not (workspace / "output" / FOLDER).is_symlink()


def test_what_the_system_refuses(run: Run, workspace: Path) -> None:
    """A file where the folder should be is no folder to remove: exit 3, with the reason."""
    (workspace / "output").mkdir()
    (workspace / "output" / FOLDER).write_bytes(b"x")
    answer = run("clean")
    assert answer.code == 3
    assert "RNG015" in answer.err


def test_make_clean_knows_the_same_folder() -> None:
    """In a checkout `make clean` removes it too."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert f"output/{FOLDER}\n" in makefile
