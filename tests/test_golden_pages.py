"""Every page of every sample paper says what its golden file says; `--update-golden` renews them.

Why: a change of a template, of a shared part or of the code shows in a review as changed words of
pages, in all the papers that it reaches, or it fails. `tools/compare_pages.py` shows how two PDFs
differ as pictures.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import soffice
from tests.golden_pages import (
    FOLDER,
    FRONT,
    RENEW,
    VERSION,
    as_text,
    differences,
    from_text,
    papers_of,
    told,
    words,
    write,
)
from tests.samples import SAMPLES, Built

TWO = ("Surat ini\nsatu halaman.", "Kedua: B-\n498/M.3 dan kira-\nkira – lagi.")


@pytest.fixture(scope="module")
def version() -> str:
    """The series of LibreOffice that makes the pages here."""
    return soffice.find(None).series


@pytest.mark.parametrize("nomor", SAMPLES)
def test_pages_say_what_they_said(
    built: Built, nomor: str, version: str, request: pytest.FixtureRequest
) -> None:
    """The words of each page of each paper, and of cover and contents, are those of its file."""
    made = papers_of(built, nomor)
    if request.config.getoption("--update-golden"):
        write(FOLDER / nomor, made)
        VERSION.write_text(f"{version}\n", encoding="utf-8")
    fixed = not VERSION.is_file() or VERSION.read_text(encoding="utf-8").strip() == version
    found = list(differences(nomor, made, FOLDER / nomor, pages_fixed=fixed))
    assert not found, "\n".join([*found, f"to renew them: {RENEW}"])


def test_no_golden_file_of_no_case(request: pytest.FixtureRequest) -> None:
    """Each folder is of a sample case; what is left of one that was taken away is told."""
    surplus = set(FOLDER.glob("*/")) - {FOLDER / nomor for nomor in SAMPLES}
    if request.config.getoption("--update-golden"):
        for folder in surplus:
            shutil.rmtree(folder)
    left = sorted(folder.name for folder in surplus if folder.exists())
    assert not left, f"golden pages of no case: {left}; to renew them: {RENEW}"


def test_every_paper_and_front_has_one(built: Built) -> None:
    """What is compared is all that is made: each ready paper, and the front of each bundle."""
    for nomor in SAMPLES:
        made = papers_of(built, nomor)
        assert list(made) == [FRONT, *(paper.stem for paper in built.due[nomor])]
        assert len(made[FRONT]) >= 2
        assert all(pages and all(map(words, pages)) for pages in made.values())


# --- what counts as a difference ------------------------------------------------------------------


def test_lines_may_break_elsewhere(tmp_path: Path) -> None:
    """Other line ends, also within a number with a hyphen, and wider gaps are no difference."""
    write(tmp_path, {"surat": TWO})
    other = ("Surat\nini   satu\nhalaman.", "Kedua: B-498/\nM.3 dan\nkira-kira\n– lagi.")
    assert list(differences("X", {"surat": other}, tmp_path, pages_fixed=True)) == []


def test_a_golden_file_reads_back() -> None:
    """A page that is empty, and words longer than a line, stay what they are."""
    pages = (*TWO, "", "x" * 300)
    assert from_text(as_text(pages)) == [words(page) for page in pages]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (("Surat itu\nsatu halaman.", TWO[1]), "page 1: “ini” is now “itu”"),
        (("Surat ini\nhalaman satu.", TWO[1]), "page 1: “satu halaman.” is now “halaman satu.”"),
        ((TWO[0],), "1 pages, and 2 in the golden file"),
        ((f"{TWO[0]} Kedua:", TWO[1].removeprefix("Kedua:")), "page 1: “” is now “Kedua:”"),
        (("Suratini\nsatu halaman.", TWO[1]), "page 1: “Surat ini” is now “Suratini”"),
    ],
)
def test_words_order_and_pages_are_fixed(tmp_path: Path, made: tuple[str, ...], said: str) -> None:
    """Another word, another order, a page less, a word on another page, a blank that is lost."""
    write(tmp_path, {"surat": TWO})
    found = list(differences("X", {"surat": made}, tmp_path, pages_fixed=True))
    assert said in found[0]


def test_with_another_office_words_alone_are_fixed(tmp_path: Path) -> None:
    """Pages may break elsewhere then; a word that came or went is told all the same."""
    write(tmp_path, {"surat": TWO})
    one = (" ".join(TWO),)
    assert list(differences("X", {"surat": one}, tmp_path, pages_fixed=False)) == []
    (found,) = differences("X", {"surat": (*TWO, "baru")}, tmp_path, pages_fixed=False)
    assert "“baru”" in found


def test_missing_and_surplus_files_are_told(tmp_path: Path) -> None:
    """A paper without a golden file, and a file without its paper."""
    write(tmp_path, {"lama": TWO})
    found = list(differences("X", {"baru": TWO}, tmp_path, pages_fixed=True))
    assert found == ["X/baru: no golden file", "X/lama: a golden file of no paper"]
    write(tmp_path, {"baru": TWO})
    assert list(differences("X", {"baru": TWO}, tmp_path, pages_fixed=True)) == []


def test_long_differences_are_cut_short() -> None:
    """A failure stays readable: three differences, then how many more."""
    assert told("a b c d e f g h", "1 b 2 d 3 f 4 h").endswith("“e” is now “3”, and 1 more")
