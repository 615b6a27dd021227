"""The letterhead's picture: whole, a PNG, and told once where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import WorkspaceError
from pipeline.letterhead import read_picture, size_of_png
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.case_files import is_told
from tests.word.test_finish import png


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "RNG009"),
        ("folder", "RNG009"),
        (b"", "RNG012"),
        (b"\xff\xd8\xff\xe0JFIF", "RNG012"),
        (b"\x89PNG\r\n\x1a\n", "RNG012"),
        (png()[:-1], "RNG012"),
    ],
)
def test_a_picture_that_cannot_be_used(tmp_path: Path, content: Any, code: str) -> None:
    """Missing, a folder, empty, a JPEG, cut off: told at office.yaml, with the picture's name."""
    if content == "folder":
        (tmp_path / "kop.png").mkdir()
    elif content is not None:
        (tmp_path / "kop.png").write_bytes(content)
    with pytest.raises(WorkspaceError) as refused:
        read_picture(tmp_path / "office.yaml", "kop.png")
    (problem,) = refused.value.problems
    assert (problem.code, problem.file) == (code, tmp_path / "office.yaml")
    assert problem.params["logo"] == "kop.png"
    assert is_told(problem)


def test_it_is_read_with_the_workspace(repository: Path, tmp_path: Path) -> None:
    """Opening a workspace tells of a missing picture; one without a picture opens."""
    shutil.copy(repository / "office.yaml", tmp_path)
    with pytest.raises(WorkspaceError, match="RNG009"):
        open_workplace(Workspace(tmp_path))
    shutil.copy(repository / "kop.png", tmp_path)
    assert open_workplace(Workspace(tmp_path)).picture == (repository / "kop.png").read_bytes()
    text = (repository / "office.yaml").read_text(encoding="utf-8")
    (tmp_path / "office.yaml").write_text(text.replace("logo: kop.png", "logo:"), encoding="utf-8")
    assert open_workplace(Workspace(tmp_path)).picture is None


def test_size_of_a_png() -> None:
    """Width and height are read from the file."""
    assert size_of_png(png(12, 345)) == (12, 345)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"<svg/>",
        png()[:-4],
        png()[:60],
        png().replace(b"IDAT", b"IDAX"),
        png()[:40] + b"x" + png()[41:],
        png(0, 5),
        png(10_001, 1),
        png()[:8] + png()[-12:],
    ],
    ids=range(11),
)
def test_what_is_no_png(content: bytes) -> None:
    """Cut off, damaged, of no size, huge, or another kind of picture: refused, no traceback."""
    with pytest.raises(ValueError, match=r"^$"):
        size_of_png(content)


@given(st.integers(0, 400), st.integers(0, 255))
def test_any_damage_is_found(at: int, value: int) -> None:
    """Whatever byte of a PNG is changed, it is refused or was the same."""
    content = bytearray(png(30, 10))
    at %= len(content)
    if content[at] == value:
        return
    content[at] = value
    with pytest.raises(ValueError, match=r"^$"):
        size_of_png(bytes(content))
