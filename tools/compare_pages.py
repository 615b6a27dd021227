"""Show as a picture how the pages of two PDFs differ: `python -m tools.compare_pages OLD NEW OUT`.

One row a page that differs: the old page, the new one, and both laid over each other, where what
went is red and what came is blue. It prints which pages differ, and exits 1 where some do, 2 where
the files cannot be compared, as diff does.

Why: golden pages tell which words changed and where; whether a page still looks right, a person
must see. Pillow comes with reportlab.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

PDFTOPPM = shutil.which("pdftoppm") or "pdftoppm"
DOTS = 70  # an inch: a line of text is legible, and a page takes a third of a screen
GAP = 12
BORDER = (120, 120, 120)
SHADE = 40  # difference of a dot's grey from which on it counts; less is the smoothing of letters


def pages(pdf: Path, dots: int = DOTS) -> list[Image.Image]:
    """The pages of a PDF as grey pictures.

    Raises:
        OSError: poppler cannot read it, or is not there.
    """
    with TemporaryDirectory() as folder:
        made = subprocess.run(
            [PDFTOPPM, "-gray", "-r", str(dots), str(pdf), f"{folder}/page"],
            capture_output=True,
            check=False,
        )
        if made.returncode:
            raise OSError(f"{pdf}: {made.stderr.decode(errors='replace').strip()}")
        return [_read(file) for file in sorted(Path(folder).glob("page-*.pgm"))]


def _read(file: Path) -> Image.Image:
    with Image.open(file) as opened:
        return opened.convert("L")


def differ(old: Image.Image | None, new: Image.Image | None) -> bool:
    """Whether two pages look different; a page that is not there differs from each."""
    if old is None or new is None:
        return True
    one, other = _same_size(old, new)
    extremes = ImageChops.difference(one, other).getextrema()
    return bool(isinstance(extremes[1], int | float) and extremes[1] > SHADE)


def overlay(old: Image.Image, new: Image.Image) -> Image.Image:
    """Two pages in one: what both have is black, what went is red, what came is blue."""
    one, other = _same_size(old, new)
    return Image.merge("RGB", (other, ImageChops.darker(one, other), one))


def sheet(pairs: Sequence[tuple[Image.Image | None, Image.Image | None]]) -> Image.Image:
    """A row for each pair of pages: old, new, both."""
    known = [page for pair in pairs for page in pair if page]
    width = max(page.width for page in known)
    height = max(page.height for page in known)
    size = (3 * width + 4 * GAP, len(pairs) * (height + GAP) + GAP)
    whole = Image.new("RGB", size, BORDER)
    for row, (old, new) in enumerate(pairs):
        blank = Image.new("L", (old or new or known[0]).size, 255)
        cells = (old or blank, new or blank, overlay(old or blank, new or blank))
        for column, cell in enumerate(cells):
            at = (GAP + column * (width + GAP), GAP + row * (height + GAP))
            whole.paste(cell.convert("RGB"), at)
    return whole


def _same_size(one: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    size = (max(one.width, other.width), max(one.height, other.height))
    return _on(size, one), _on(size, other)


def _on(size: tuple[int, int], page: Image.Image) -> Image.Image:
    if page.size == size:
        return page
    larger = Image.new("L", size, 255)
    larger.paste(page, (0, 0))
    return larger


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two PDFs; write the picture where they differ."""
    parser = argparse.ArgumentParser(prog="python -m tools.compare_pages", description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("out", type=Path, help="the picture, .png; written where pages differ")
    given = parser.parse_args(arguments)
    try:
        both = list(zip_longest(pages(given.old), pages(given.new)))
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    found = {number: pair for number, pair in enumerate(both, 1) if differ(*pair)}
    if not found:
        print(f"{len(both)} pages, all alike")
        return 0
    sheet(list(found.values())).save(given.out)
    print(
        f"{len(found)} of {len(both)} pages differ: {', '.join(map(str, found))}; see {given.out}"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
