"""Make the README's pictures from real pages of the sample case.

Run it after ``make demo``: ``.venv/bin/python -m tools.pictures``. It needs poppler's pdftoppm.

Why: a picture that is drawn by hand shows a program that does not exist.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

PDFTOPPM = shutil.which("pdftoppm") or "pdftoppm"
DRAFTS = Path("output/drafts/KS-2026-0001")
IMAGES = Path("docs/images")
DPI = 80
COLOURS = 32  # a page is black, greys and one blue; more only makes the file larger
PAGES = {
    "litmas": ("litmas_pidana_kerja_sosial", 11),
    "surat-penempatan": ("surat_penempatan", 1),
    "laporan-selesai": ("laporan_selesai", 2),
}


def main() -> None:
    """Write one PNG a document into docs/images."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (document, page) in PAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "page"
            pdf = DRAFTS / f"{document}.pdf"
            places = ["-f", str(page), "-l", str(page), "-singlefile"]
            subprocess.run(
                [PDFTOPPM, "-png", "-r", str(DPI), *places, str(pdf), str(target)], check=True
            )
            with Image.open(target.with_suffix(".png")) as opened:
                framed = ImageOps.expand(opened.convert("RGB"), border=1, fill=(180, 180, 180))
            framed.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
