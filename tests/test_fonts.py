"""Which fonts templates ask for, and which may stand for them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline import fonts
from pipeline.documents import Part
from pipeline.workspace import shipped


def word_file(file: Path, **parts: str) -> Path:
    """A zip with the look of a Word file."""
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return file


def test_all_parts_are_read(tmp_path: Path) -> None:
    """Fonts of styles, text, headers and footers count; those for other scripts do not."""
    arial = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Mangal"/>'
    file = word_file(
        tmp_path / "a.docx",
        styles=f"<w:rPrDefault>{arial}</w:rPrDefault>",
        document='<w:rFonts w:ascii="Cambria"/>',
        header1='<w:rFonts w:hAnsi="Calibri"/>',
        theme='<w:rFonts w:ascii="Papyrus"/>',
    )
    assert fonts.asked_by([file]) == ["Arial", "Calibri", "Cambria"]


def test_fonts_of_the_theme(tmp_path: Path) -> None:
    """Where a style leaves it to the theme, the theme's font is asked for, and only that one."""
    theme = (
        '<a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Gill &amp; Sons"/></a:minorFont>'
    )
    styles = '<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault>'
    file = word_file(tmp_path / "a.docx", **{"styles": styles, "theme/theme1": theme})
    assert fonts.asked_by([file]) == ["Gill & Sons"]


@pytest.mark.parametrize(
    ("styles", "asked"),
    [
        ('<w:style w:type="paragraph" w:styleId="a">{}</w:style>', ["Arial", "Times New Roman"]),
        ('<w:style w:type="paragraph" w:default="1">{}</w:style>', ["Arial"]),
        ("<w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault>", ["Arial"]),
    ],
)
def test_the_font_of_text_without_one(tmp_path: Path, styles: str, asked: list[str]) -> None:
    """Where no default style names a font, Word takes its own for what has none."""
    named = styles.format('<w:rFonts w:ascii="Arial"/>')
    assert fonts.asked_by([word_file(tmp_path / "a.docx", styles=named)]) == asked


@pytest.mark.parametrize(
    ("printed", "asked", "found"),
    [
        ("LiberationSans-Bold", "Arial", []),
        ("Caladea-Regular", "Cambria", []),
        ("Arial-BoldMT", "Calibri", ["Arial-BoldMT"]),
        ("LiberationSans-Bold", "Calibri", ["LiberationSans-Bold"]),
        ("LiberationSerif", "Liberation Sans", ["LiberationSerif"]),
        ("TimesNewRomanPSMT", "times new roman", []),
        ("TimesNewRomanPSMT", "Arial", ["TimesNewRomanPSMT"]),
        ("Unheard", "Arial", ["Unheard"]),
    ],
)
def test_strange_fonts(
    printed: str, asked: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printed font is asked for itself or a twin; what its name hides, fontconfig tells."""
    program = tmp_path / "fc-list"
    program.write_text(
        '#!/bin/sh\n[ "$1" = :postscriptname=TimesNewRomanPSMT ] && printf "Times New Roman,"\n'
        "exit 0\n"
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    fonts.families_of.cache_clear()
    assert fonts.strange([printed], [asked]) == found
    fonts.families_of.cache_clear()


def test_without_fontconfig_no_font_is_strange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows the families of a font, its name alone accuses no page."""
    monkeypatch.setenv("PATH", "/nowhere")
    fonts.families_of.cache_clear()
    assert fonts.strange(["TimesNewRomanPSMT"], ["Times New Roman"]) == []
    fonts.families_of.cache_clear()


def test_replaced_fonts_are_told_once_for_a_case() -> None:
    """One warning names all fonts and all drafts; a case without any has none."""
    good, cover, letter = (
        Part(name, item, "Surat", None, b"", 1, strange)
        for name, item, strange in (
            ("litmas", None, ()),
            ("sampul", None, ("URWGothic-Book",)),
            ("surat", "2026-04", ("DejaVuSans", "URWGothic-Book")),
        )
    )
    (problem,) = fonts.replaced([good, cover, letter, cover], Path("KS-2026-0001.yaml"))
    assert (problem.code, problem.severity) == ("KNV014", "warning")
    assert problem.file == Path("KS-2026-0001.yaml")
    assert problem.params == {
        "fonts": "DejaVuSans, URWGothic-Book",
        "documents": "sampul, surat-2026-04",
    }
    assert fonts.replaced([good], Path("KS-2026-0001.yaml")) == []


def test_a_file_that_is_no_docx(tmp_path: Path) -> None:
    """Rubbish asks for no font and stops nothing."""
    file = tmp_path / "a.docx"
    file.write_bytes(b"rubbish")
    assert fonts.asked_by([file, tmp_path / "not there.docx"]) == []


def test_shipped_templates_ask_for_fonts_with_twins() -> None:
    """Every font of the shipped templates can be had free of charge, in the same measures."""
    asked = fonts.asked_by(sorted(shipped("templates").glob("*.docx")))
    assert asked
    assert set(asked) <= set(fonts.TWINS)
    assert set(fonts.TWINS) == set(fonts.PACKAGES)


@pytest.mark.parametrize(
    ("served", "font", "good"),
    [
        ("Arial", "Arial", True),
        ("arial", "Arial", True),
        ("Liberation Sans", "Arial", True),
        ("Liberation Sans", "arial", True),
        ("DejaVu Sans", "Arial", False),
        ("Carlito", "Calibri", True),
        ("Carlito", "Arial", False),
        ("Bookman", "Tahoma", False),
    ],
)
def test_serves(served: str, font: str, good: bool) -> None:
    """A font serves for itself and for its twin."""
    assert fonts.serves(served, font) is good


def test_fontconfig_is_asked() -> None:
    """This machine, which has the fonts that `make` installs, serves Arial well."""
    served = fonts.served_for("Arial")
    assert served
    assert fonts.serves(served, "Arial")


def test_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fontconfig, nobody claims to know."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert fonts.served_for("Arial") is None
    assert fonts.command_for("Arial") == ""


def test_letters_that_no_font_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rare letter is looked up in the machine's fonts; Latin and punctuation are not."""
    asked = tmp_path / "asked"
    program = tmp_path / "fc-list"
    program.write_text(
        f'#!/bin/sh\necho "$1" >> {asked}\n[ "$1" = :charset=41a ] && echo Font\nexit 0\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert fonts.uncovered("Ma\u2019ruf \u2013 \u00e9 \u041a \ua9b2 \u200d \ue000") == ["\ua9b2"]
    assert sorted(asked.read_text().split()) == [":charset=41a", ":charset=a9b2"]


def test_without_fontconfig_nothing_is_known_to_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that cannot be asked, no letter stops a paper."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert fonts.uncovered("\ua9b2") == []
