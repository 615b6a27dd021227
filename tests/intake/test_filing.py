"""Numbers and files of imported cases: the next free one, whole, and never over another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.errors import Problem, WorkspaceError
from pipeline.intake.draft import Draft
from pipeline.intake.filing import Cabinet
from pipeline.intake.register import Entry
from pipeline.workspace import Workspace
from tests.case_files import codes


def entry(values: Mapping[str, str]) -> Entry:
    """A row that becomes a case."""
    problems: tuple[Problem, ...] = ()
    draft = Draft({"klien.nama": "Tarsiman", **values}, (), problems)
    return Entry("Sheet1", 5, 5, "new", problems, draft)


def cabinet(folder: Path) -> Cabinet:
    """A cabinet of a workspace; a case without any date is of 2023."""
    (folder / "cases").mkdir(exist_ok=True)
    return Cabinet(Workspace(folder), "reintegrasi", "sr", 2023)


@pytest.mark.parametrize(
    ("values", "nomor"),
    [
        ({"permintaan.tanggal": "2026-02-18", "sidang_tpp.tanggal": "2025-01-01"}, "RE-2026-0001"),
        ({"sidang_tpp.tanggal": "2025-01-01"}, "RE-2025-0001"),
        ({}, "RE-2023-0001"),
    ],
)
def test_the_year_of_the_number(tmp_path: Path, values: Mapping[str, str], nomor: str) -> None:
    """The year is that of the request, else of the board, else of the workbook's file."""
    assert cabinet(tmp_path).assign(entry(values)) == nomor


def test_the_next_free_number(tmp_path: Path) -> None:
    """Numbers go on behind the highest one, each year for itself, folders of exhibits counted."""
    store = cabinet(tmp_path)
    for name in ("RE-2023-0007.yaml", "RE-2022-0099.yaml", "KS-2023-0500.yaml", "RE-2023-x.yaml"):
        (store.workspace.cases / name).touch()
    (store.workspace.cases / "RE-2023-0011").mkdir()
    assert [store.assign(entry({})) for _ in range(2)] == ["RE-2023-0012", "RE-2023-0013"]
    assert store.assign(entry({"permintaan.tanggal": "2022-05-05"})) == "RE-2022-0100"


def test_a_number_taken_meanwhile_is_passed_over(tmp_path: Path) -> None:
    """A file that another run wrote since the numbers were counted stays as it is."""
    store = cabinet(tmp_path)
    store.assign(entry({}))
    taken = store.workspace.case_file("RE-2023-0002")
    taken.write_text("isi lain")
    nomor, file = store.file(entry({}))
    assert nomor == "RE-2023-0003"
    assert taken.read_text() == "isi lain"
    assert "nomor: RE-2023-0003" in file.read_text()


def test_no_name_in_a_path(tmp_path: Path) -> None:
    """Whatever the client is called, the file is called by its number; one file is all there is."""
    store = cabinet(tmp_path)
    store.file(entry({"klien.nama": "../../Tarsiman"}))
    assert [path.name for path in tmp_path.rglob("*")] == ["cases", "RE-2023-0001.yaml"]


def test_a_folder_that_takes_nothing(tmp_path: Path) -> None:
    """Where no file can be put, the import stops with the workspace's error."""
    store = Cabinet(Workspace(tmp_path), "reintegrasi", "sr", 2023)
    store.workspace.cases.write_text("bukan folder")
    with pytest.raises(WorkspaceError) as stopped:
        store.file(entry({}))
    assert codes(stopped.value) == ["RNG004"]
