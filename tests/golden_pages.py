"""Golden pages: what every page of every sample paper says, kept as text beside the tests.

What is fixed is the words of each page, in the order in which they are drawn: a changed word, a
lost line, a paragraph in another place, a page too many. What is not fixed is where lines break and
how far words stand apart, since both follow the fonts of a machine. Where pages break follows them
too, in seldom cases, and the version of LibreOffice: a file at the top of the folder says which
version wrote the goldens, and with another one only the words are compared, wherever they stand.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.samples import Built, pages_of

FOLDER = Path(__file__).parent / "golden"
VERSION = FOLDER / "libreoffice.txt"
RENEW = ".venv/bin/python -m pytest tests/test_golden_pages.py --update-golden"
WIDTH = 100
FRONT = "berkas"  # cover and contents of the bundle
_PAGE = "\f\n"
# Marks behind which a line may break within a word: `B-498/M.3.99`, `kira-kira`.
_GLUED = re.compile(r"(?<=\S[-/–—])\s+")

# The end of a sentence or of a point: a new line, so that a changed word moves few lines of a file.
_POINT = re.compile(r"(?<=[a-z)”][a-z)”][.;:]) ")

Pages = Sequence[str]


def words(page: str) -> str:
    """The words of a page with single blanks, as if it were one line."""
    return _GLUED.sub("", " ".join(page.split()))


def as_text(pages: Pages) -> str:
    """The content of a golden file: a line a sentence, a line with a form feed between pages."""
    return _PAGE.join("".join(f"{line}\n" for line in _lines(page)) for page in pages)


def _lines(page: str) -> Iterator[str]:
    for point in _POINT.split(words(page)):
        yield from textwrap.wrap(point, WIDTH, break_long_words=False, break_on_hyphens=False)


def from_text(text: str) -> list[str]:
    """The pages of a golden file."""
    return [words(page) for page in text.split(_PAGE)]


def papers_of(built: Built, nomor: str) -> Mapping[str, Pages]:
    """Pages of a sample case: of its papers by the stems of their files, of its bundle's front."""
    found: dict[str, Pages] = {}
    for paper in built.due[nomor]:
        found[paper.stem] = pages_of(built.pdf(nomor, paper))
    bundle = pages_of(built.workspace.bundle(nomor))
    firsts = [_body(pages[0]) for pages in found.values()]
    ahead = next((n for n, page in enumerate(bundle) if _body(page) in firsts), len(bundle))
    return {FRONT: bundle[:ahead], **found}


def _body(page: str) -> str:
    """A page without the lines that count pages, of which one in a bundle has two."""
    return words(re.sub(r"[^\n]*[Hh]alaman \d+ dari \d+[^\n]*", "", page))


def differences(
    nomor: str, made: Mapping[str, Pages], folder: Path, *, pages_fixed: bool
) -> Iterator[str]:
    """What is otherwise than the golden files of a case say: a sentence each, with the words.

    Args:
        nomor: the case.
        made: pages of its papers.
        folder: where its golden files lie.
        pages_fixed: whether each page must have its words, or the paper as a whole.
    """
    kept = {file.stem: file for file in folder.glob("*.txt")} if folder.is_dir() else {}
    for stem in sorted(made.keys() - kept.keys()):
        yield f"{nomor}/{stem}: no golden file"
    for stem in sorted(kept.keys() - made.keys()):
        yield f"{nomor}/{stem}: a golden file of no paper"
    for stem in sorted(made.keys() & kept.keys()):
        now = [words(page) for page in made[stem]]
        was = from_text(kept[stem].read_text(encoding="utf-8"))
        if pages_fixed and len(now) != len(was):
            yield f"{nomor}/{stem}: {len(now)} pages, and {len(was)} in the golden file"
        elif pages_fixed:
            for number, (old, new) in enumerate(zip(was, now, strict=True), 1):
                if old != new:
                    yield f"{nomor}/{stem} page {number}: {told(old, new)}"
        elif _spread(now) != _spread(was):
            yield f"{nomor}/{stem}: {told(*(' '.join(sorted(_spread(p))) for p in (was, now)))}"


def _spread(pages: Pages) -> set[str]:
    """The words of a paper but for those that count its pages."""
    return {word for page in pages for word in page.split() if not word.isdigit()}


def told(old: str, new: str) -> str:
    """What differs between two texts: the first few words that went and came."""
    before, after = old.split(), new.split()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    parts = [
        f"“{' '.join(before[a:b])}” is now “{' '.join(after[c:d])}”"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    more = f", and {len(parts) - 3} more" if len(parts) > 3 else ""
    return textwrap.shorten("; ".join(parts[:3]), 400, placeholder=" …") + more


def write(folder: Path, made: Mapping[str, Pages]) -> None:
    """Write the golden files of a case anew; those of no paper go."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.txt"):
        if file.stem not in made:
            file.unlink()
    for stem, pages in made.items():
        (folder / f"{stem}.txt").write_text(as_text(pages), encoding="utf-8", newline="\n")
