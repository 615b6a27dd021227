#!/usr/bin/env python3
"""A stand-in for soffice that sets the words of a Word file on one plain page.

It starts in a few hundredths of a second, so a test can make hundreds of documents with it. The
words that a case carries tell what becomes of its documents: ``CRASHES`` kills the program,
``HANGS`` never ends, ``NOTHING`` leaves no file, ``EMPTY`` one without a byte, ``HALF`` the first
half of a PDF, ``RUBBISH`` what is no PDF, ``BLANK`` an empty page, ``STRANGER`` the pages of
another document. It imports the standard library alone.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import zipfile
from html import unescape
from pathlib import Path

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)")
_SHOWN = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_WIDTH, _LINE, _MOST = 595, 12, 14_000  # points; no viewer opens a page far higher than that
_LIES = {"EMPTY": b"", "RUBBISH": b"rubbish"}
_ORDERS = ("HANGS", "CRASHES", "NOTHING", "HALF", "BLANK", "STRANGER", *_LIES)


def lines(document: Path) -> list[str]:
    """The paragraphs of a Word file, its headers and footers too."""
    with zipfile.ZipFile(document) as package:
        names = sorted(name for name in package.namelist() if _SHOWN.fullmatch(name))
        xml = "".join(package.read(name).decode() for name in names)
    pieces = ("\n" if end else text for text, end in _TEXT.findall(xml))
    return [line for line in unescape("".join(pieces)).split("\n") if line.strip()]


def page(shown: list[str]) -> bytes:
    """A PDF of one page with these lines, small enough for the longest of them."""
    height = min(_MOST, max(842, _LINE * (len(shown) + 20)))
    size = min(8.0, (_WIDTH - 20) / max((0.6 * len(line) for line in shown), default=1))
    text = "".join(f"({_escaped(line)}) '\n" for line in shown)
    drawn = f"BT /F {size:.3f} Tf {_LINE} TL 10 {height - 40} Td\n{text}ET".encode("cp1252")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
        b"/MediaBox[0 0 %d %d]>>" % (_WIDTH, height),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        font,
    ]
    pdf, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + head + table + end % (len(objects) + 1, len(pdf))


def _escaped(line: str) -> str:
    printed = line.encode("cp1252", "ignore").decode("cp1252")
    return re.sub(r"([()\\])", r"\\\1", printed)


def convert(document: Path, target: Path) -> None:
    """Do what the document says."""
    shown = lines(document)
    text = "\n".join(shown)
    order = next((word for word in _ORDERS if word in text), None)
    if order == "HANGS":
        time.sleep(600)
    elif order == "CRASHES":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order != "NOTHING":
        target.write_bytes(_made(order, shown))


def _made(order: str | None, shown: list[str]) -> bytes:
    if order in _LIES:
        return _LIES[order]
    if order == "HALF":
        whole = page(shown)
        return whole[: len(whole) // 2]
    return page({"BLANK": [], "STRANGER": ["Surat yang lain"]}.get(order or "", shown))


def main() -> None:
    """Answer as soffice does."""
    if "--version" in sys.argv:
        print("LibreOffice 7.4.7.2 40(Build:2)\n")
        return
    place = sys.argv.index("--outdir")
    folder = Path(sys.argv[place + 1])
    for name in sys.argv[place + 2 :]:
        convert(Path(name), folder / f"{Path(name).stem}.pdf")


if __name__ == "__main__":
    main()
