"""The picture of what differs between two PDFs, which a reviewer looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pdfs import Shape, sheets
from tools.compare_pages import differ, main, overlay, pages


def pdf(folder: Path, name: str, *texts: str, shape: Shape | None = None) -> Path:
    """A PDF with a page for each text."""
    file = folder / name
    file.write_bytes(sheets(*texts, shape=shape or Shape()))
    return file


def compared(folder: Path, old: Path, new: Path) -> tuple[int, Image.Image | None]:
    """The exit code, and the picture where there is one."""
    out = folder / "beda.png"
    code = main([str(old), str(new), str(out)])
    if not out.exists():
        return code, None
    with Image.open(out) as opened:
        return code, opened.convert("RGB")


def test_equal_pages_make_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files with the same pages, whatever else is in them."""
    old, new = pdf(tmp_path, "a.pdf", "satu", "dua"), pdf(tmp_path, "b.pdf", "satu", "dua")
    assert compared(tmp_path, old, new) == (0, None)
    assert capsys.readouterr().out == "2 pages, all alike\n"


def test_only_pages_that_differ_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of three pages one changed: one row; what went is red in it, what came is blue."""
    old = pdf(tmp_path, "a.pdf", "satu", "XXXX", "tiga")
    new = pdf(tmp_path, "b.pdf", "satu", "OOOOOOOO", "tiga")
    code, picture = compared(tmp_path, old, new)
    assert code == 1
    assert "1 of 3 pages differ: 2;" in capsys.readouterr().out
    (page, *_) = pages(old)
    assert picture is not None
    assert picture.height < 2 * page.height
    raw = picture.tobytes()
    assert any(
        r > 200 and max(g, b) < 150 for r, g, b in zip(raw[::3], raw[1::3], raw[2::3], strict=True)
    )
    assert any(
        b > 200 and max(r, g) < 150 for r, g, b in zip(raw[::3], raw[1::3], raw[2::3], strict=True)
    )


def test_a_page_more_or_less_is_shown(tmp_path: Path) -> None:
    """Beside a page that is not in the other file stands a blank one."""
    one, two = pdf(tmp_path, "a.pdf", "satu"), pdf(tmp_path, "b.pdf", "satu", "dua")
    for old, new in ((one, two), (two, one)):
        code, picture = compared(tmp_path, old, new)
        assert code == 1
        assert picture is not None


def test_pages_of_other_size_are_compared(tmp_path: Path) -> None:
    """A page on other paper differs; both are laid over each other from the top left."""
    (a4,), (small,) = (
        pages(pdf(tmp_path, name, "satu", shape=shape))
        for name, shape in (("a.pdf", Shape()), ("b.pdf", Shape((200, 300))))
    )
    assert overlay(a4, small).size == a4.size
    assert differ(a4, small)


def test_what_is_no_pdf_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named, and nothing is written."""
    bad = tmp_path / "bukan.pdf"
    bad.write_bytes(b"rubbish")
    assert compared(tmp_path, bad, pdf(tmp_path, "b.pdf", "satu")) == (2, None)
    assert "bukan.pdf" in capsys.readouterr().err
