"""What is kept of templates: in the user's own folder, or nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import Problem
from pipeline.prepared import prepared_templates
from pipeline.store import Store
from pipeline.template_check import barred
from pipeline.word import ready
from pipeline.word.compiled import compiled
from pipeline.word.coverage import NotCoveredError
from pipeline.word.template import open_template
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

LETTER = "surat_panggilan.docx"


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    """A store with nothing in it."""
    found = prepared_templates(tmp_path / "simpanan")
    assert found
    return found


@pytest.fixture
def templates(repository: Path, tmp_path: Path) -> Path:
    """The templates, to be changed."""
    return Path(shutil.copytree(repository / "templates", tmp_path / "templates"))


def count(kept: Store) -> int:
    """How many results are kept."""
    return sum(file.is_file() for file in kept.folder.rglob("*"))


def test_the_folder_is_the_users_own(kept: Store) -> None:
    """Nobody else may even look into it."""
    assert kept.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path, mode: int) -> None:
    """Code would be run that anybody may have put there."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates").chmod(mode)
    assert prepared_templates(tmp_path) is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """It may lead to a folder of somebody else's."""
    (tmp_path / "lain").mkdir(mode=0o700)
    (tmp_path / "templates").symlink_to(tmp_path / "lain")
    assert prepared_templates(tmp_path) is None


def test_somebody_elses_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns a folder may write to it."""
    (tmp_path / "templates").mkdir(mode=0o700)
    owner = (tmp_path / "templates").stat().st_uid
    monkeypatch.setattr("os.getuid", lambda: owner + 1)
    assert prepared_templates(tmp_path) is None


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path) -> None:
    """And without a place to keep anything neither."""
    (tmp_path / "berkas").write_bytes(b"")
    assert prepared_templates(tmp_path / "berkas") is None
    assert prepared_templates(None) is None


def test_a_template_is_made_ready_once(
    repository: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later run takes what an earlier one has kept, all of it."""
    file = repository / "templates" / LETTER
    made = ready.ready_of((file,), "a4", None, kept)
    monkeypatch.setattr(ready, "open_template", None)
    assert made is not None
    assert ready.ready_of((file,), "a4", None, kept) == made


def test_whatever_a_template_hangs_on_makes_it_anew(
    templates: Path, kept: Store, workplace: Workplace
) -> None:
    """The office's paper and picture, the file, its shared parts."""
    picture = workplace.picture
    assert picture
    file = templates / LETTER
    part = next((templates / "bagian").glob("*.docx"))
    found = [
        compiled(file, "a4", None, kept),
        compiled(file, "f4", None, kept),
        compiled(file, "a4", picture, kept),
    ]
    assert all(found)
    assert count(kept) == 3
    shutil.copy(templates / "surat_tugas.docx", file)
    assert compiled(file, "a4", None, kept)
    assert count(kept) == 4
    shutil.copy(part, part.with_name("lain.docx"))
    assert compiled(file, "a4", None, kept)
    assert count(kept) == 5


def test_one_that_docxtpl_must_fill_is_known(
    templates: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not looked through again in each run."""
    monkeypatch.setattr(ready, "_code", refuse)
    file = templates / LETTER
    assert ready.ready_of((file,), "a4", None, kept) is None
    monkeypatch.undo()
    assert ready.ready_of((file,), "a4", None, kept) is None
    assert ready.ready_of((file,), "a4", None, None) is not None


def refuse(_: str) -> None:
    """Let no part through."""
    raise NotCoveredError("uji")


def test_a_template_that_is_written_to_meanwhile_is_not_kept(
    templates: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made of the new file must not stand for the old one."""
    file = templates / LETTER
    saved = open_template

    def while_word_saves(path: Path) -> object:
        shutil.copy(templates / "surat_tugas.docx", path)
        return saved(path)

    monkeypatch.setattr(ready, "open_template", while_word_saves)
    assert ready.ready_of((file,), "a4", None, kept)
    assert count(kept) == 0


def test_that_readers_are_right_is_known(
    repository: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as template, parts and catalog are as they were; faults are found each time."""
    workplace = open_workplace(Workspace(repository), kept)
    file = repository / "templates" / LETTER
    assert barred(workplace, [file]) == []
    monkeypatch.setattr("pipeline.template_check._quick_desk", None)
    _forget()
    assert barred(workplace, [file]) == []


def test_a_reader_who_may_not_is_found_each_time(
    workplace: Workplace, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault is no result that is kept, and a result that was kept hangs on the catalog too."""
    told = Problem("TPL049")

    class Desk:
        def forget(self, _: Path) -> None: ...

        def of_template(self, _: Path) -> list[Problem]:
            return [told]

    monkeypatch.setattr("pipeline.template_check._quick_desk", lambda *_: Desk())
    monkeypatch.setattr("pipeline.template_check.NOT_FOR_READER", told.code)
    place = open_workplace(workplace.workspace, kept)
    file = workplace.workspace.templates / LETTER
    for _ in range(2):
        _forget()
        assert barred(place, [file]) == [told]
    assert count(kept) == 0


def _forget() -> None:
    from pipeline import template_check  # noqa: PLC0415 - its memory of this process

    template_check._barred.cache_clear()
