"""The least that LibreOffice takes for a page: many documents as few long ones.

The documents of each template stand in one file behind each other, once and then several times;
what the further pages take has no start of LibreOffice in it and no opening of a file. It is the
same LibreOffice as ours, set up in the same way, and the PDFs are of the same kind.

Why: nobody who has LibreOffice lay out each page can be quicker than this.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from pipeline import soffice
from pipeline.pdf.text import texts
from tools.bench_corpus import Filled, fill
from tools.bench_meter import measured

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_MORE = 4  # how often the longer files hold each document
_LIMIT = 600.0  # seconds for one of them


def prepare(filled: Filled, folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the files: those that hold each document once, and those that do so several times."""
    groups: dict[Path, list[Path]] = {}
    for name, (template, view) in filled.items():
        fill(template, view, folder / name)
        groups.setdefault(template, []).append(folder / name)
    short = [_joined(group, folder / f"short-{group[0].name}") for group in groups.values()]
    long = [_joined(group * _MORE, folder / f"long-{group[0].name}") for group in groups.values()]
    return short, long


def seconds_a_page(files: tuple[list[Path], list[Path]]) -> float:
    """Processor seconds that LibreOffice takes for each further page."""
    spent, pages = [], []
    for each in files:
        spent.append(measured(partial(_convert, each)).processor)
        made = [file.with_suffix(".pdf").read_bytes() for file in each]
        pages.append(sum(len(texts(pdf)) for pdf in made))
    return (spent[1] - spent[0]) / (pages[1] - pages[0])


def _convert(files: Sequence[Path]) -> None:
    with soffice.start(soffice.find(None), limit=_LIMIT) as converter:
        for file in files:
            (made,) = converter.convert([file.read_bytes()])
            if not isinstance(made, bytes):
                raise made
            file.with_suffix(".pdf").write_bytes(made)


def _joined(files: Sequence[Path], target: Path) -> Path:
    """Write documents of one template behind each other, each as a section of its own."""
    bodies = [_body(file) for file in files]
    tree = bodies[0].getroottree()
    for other in bodies[1:]:
        last = bodies[0][-1]
        bodies[0].remove(last)
        paragraph = etree.SubElement(bodies[0], f"{_W}p")
        etree.SubElement(paragraph, f"{_W}pPr").append(last)
        bodies[0].extend([copy.deepcopy(child) for child in other])
    content = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
    with zipfile.ZipFile(files[0]) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            kept = content if name == _MAIN else package.read(name)
            made.writestr(name, kept, zipfile.ZIP_DEFLATED)
    return target


def _body(file: Path) -> etree._Element:
    """The body of a Word file; its section's settings are its last child."""
    with zipfile.ZipFile(file) as package:
        body = etree.fromstring(package.read(_MAIN)).find(f"{_W}body")
    if body is None or body[-1].tag != f"{_W}sectPr":
        raise ValueError(f"{file.name} does not end with its section")
    return body
