"""Opening a workspace: its office and its catalog, or all that is wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, WorkspaceError
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.case_files import codes, is_told, shown
from tests.test_office import LEAST


def refusal(folder: Path, text: str | bytes) -> WorkspaceError:
    """Why a workspace with this office.yaml cannot be opened."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "office.yaml").write_bytes(raw)
    with pytest.raises(WorkspaceError) as caught:
        open_workplace(Workspace(folder))
    assert all(is_told(problem) for problem in caught.value.problems)
    assert all(problem.file == folder / "office.yaml" for problem in caught.value.problems)
    assert caught.value.exit_code is ExitCode.WORKSPACE
    return caught.value


def test_the_samples_are_in_order(repository: Path) -> None:
    """The repository is a workspace without a fault, and without a slip in it."""
    workplace = open_workplace(Workspace(repository))
    assert workplace.warnings == ()
    assert workplace.catalog.entries
    assert workplace.office.kantor.nama


def test_a_workspace_without_templates(tmp_path: Path) -> None:
    """A workspace that has no templates is checked against those of the program."""
    (tmp_path / "office.yaml").write_text(LEAST)
    workplace = open_workplace(Workspace(tmp_path))
    assert workplace.catalog["surat_penempatan"].title


def test_all_faults_of_an_office_at_once(tmp_path: Path) -> None:
    """A fault in office.yaml is one of the workspace; all are told in one go."""
    text = LEAST.replace("kepala", "kepal") + "xyz:\nkertas: A5\n"
    error = refusal(tmp_path, text)
    assert codes(error) == ["SKM001", "SKM020"]
    error = refusal(tmp_path, LEAST.replace("kepala", "kepal"))
    (problem,) = error.problems
    assert (problem.code, problem.path, shown(text, problem)) == (
        "RNG010",
        "pejabat.kepala",
        "pejabat",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [(b"", "YML005"), (b"a: b\na: c\n", "YML026"), (b"- a\n", "YML006"), (b"a: \xe9\n", "YML004")],
)
def test_an_office_that_is_no_yaml(tmp_path: Path, text: bytes, code: str) -> None:
    """What cannot be read as YAML is the workspace's fault too, with its place."""
    assert codes(refusal(tmp_path, text)) == [code]


def test_an_office_that_is_not_there(tmp_path: Path) -> None:
    """A missing office.yaml is told with its path."""
    with pytest.raises(WorkspaceError) as caught:
        open_workplace(Workspace(tmp_path))
    assert codes(caught.value) == ["YML001"]
    assert caught.value.problems[0].file == tmp_path / "office.yaml"


def test_slips_are_kept_for_who_shows_them(tmp_path: Path, repository: Path) -> None:
    """A value of office.yaml or of the catalog that a comment cuts off does not pass in silence."""
    shutil.copytree(repository / "templates", tmp_path / "templates")
    with (tmp_path / "templates" / "catalog.yaml").open("a", encoding="utf-8") as catalog:
        catalog.write("lembaran: {title: x, file: x.docx, order: 99, reader: klien} #2\n")
        catalog.write("\nlain:\n  title: Lembar #2\n  file: x.docx\n  order: 99\n  reader: klien\n")
    (tmp_path / "office.yaml").write_text(LEAST + "instansi:\n  a:\n    nama: Blok A #3\n")
    warnings = open_workplace(Workspace(tmp_path)).warnings
    assert [(warning.code, warning.file and warning.file.name) for warning in warnings] == [
        ("YML028", "office.yaml"),
        ("YML028", "catalog.yaml"),
    ]
