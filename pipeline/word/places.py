"""Where in a Word file something stands, as its designer counts: part, table, row, cell, paragraph.

A place is written as a path, ``badan/tabel[2]/baris[3]/sel[1]``; all numbers count from 1, and a
paragraph that is alone in its cell has none. Headers and footers are called by their section.

Why: Jinja and docxtpl count characters of XML; whoever mends a template looks for the third row of
the second table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.word import sections
from pipeline.word.pairs import GAP
from pipeline.word.tags import W

BODY = "word/document.xml"
_MOST = 80  # signs of a text that is quoted
_PARTS = {"header": "kepala", "footer": "kaki", "footnotes": "", "endnotes": ""}
_NAME = re.compile(r"word/(document|header|footer|footnotes|endnotes)(\d*)\.xml")
_P, _TBL, _TR, _TC, _T, _R = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "t", "r"))
_BOX, _CHOICE, _FALLBACK = f"{W}txbxContent", "}Choice", "}Fallback"
_NOTES = {f"{W}footnote": "catatan_kaki", f"{W}endnote": "catatan_akhir"}
_MARK = f"{W}bookmarkStart"
# What is no text, and would be lost within a tag.
_GAPS = frozenset(
    f"{W}{name}"
    for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar")
)
_BRACES = ("{", "}")


@dataclass(slots=True)
class Stretch:
    """A text of which each tag must be whole: a paragraph's, or that of an attribute or a field.

    Attributes:
        path: where it stands.
        text: what it says; `GAP` for what is no text.
        element: the paragraph that it stands in, or the element where there is none around it.
        is_paragraph: whether it is a paragraph's own text.
        runs: where each of its runs begins, with the run.
        marks: where bookmarks begin in it, with their names.
        inner: stretches that are anchored in it, with where.
    """

    path: str
    text: str
    element: Any
    is_paragraph: bool = True
    runs: list[tuple[int, Any]] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    inner: list[tuple[int, Stretch]] = field(default_factory=list)

    @property
    def quote(self) -> str:
        """The text as a message quotes it."""
        return quoted(self.text)


@dataclass(slots=True)
class Ground:
    """One part of a Word file with the places in it.

    Attributes:
        name: of the part in the package.
        path: how it is called.
        root: its XML.
        stretches: its texts in their order; those anchored in another one are in that one.
        paths: where each paragraph, table, row and cell stands.
    """

    name: str
    path: str
    root: Any
    stretches: list[Stretch] = field(default_factory=list)
    paths: dict[Any, str] = field(default_factory=dict)

    def path_of(self, element: Any) -> str:
        """Where an element stands, or the nearest thing around it that has a place."""
        while element is not None:
            if element in self.paths:
                return self.paths[element]
            element = element.getparent()
        return self.path

    def all_stretches(self) -> Iterator[Stretch]:
        """All texts, those that are anchored in others too."""
        for stretch in self.stretches:
            yield from _with_inner(stretch)


def _with_inner(stretch: Stretch) -> Iterator[Stretch]:
    yield stretch
    for _, inner in stretch.inner:
        yield from _with_inner(inner)


def quoted(text: str) -> str:
    """As much of a text as a message quotes, on one line."""
    flat = " ".join(text.replace(GAP, " ").split())
    return flat if len(flat) <= _MOST else f"{flat[: _MOST - 1]}…"


def grounds(trees: Mapping[str, Any]) -> list[Ground]:
    """The parts that are filled, the body first, then headers, footers and notes by number."""
    found: list[tuple[int, int, str]] = []
    order = ("document", *_PARTS)
    for name in trees:
        if part := _NAME.fullmatch(name):
            found.append((order.index(part[1]), int(part[2] or 0), name))
    made: list[Ground] = []
    called = sections.names(trees)
    counts: Counter[str] = Counter()
    for kind, _, name in sorted(found):
        path = "badan" if kind == 0 else _PARTS[order[kind]]
        if path in ("kepala", "kaki"):
            counts[path] += 1
            path = called.get(name, f"{path}[{counts[path]}]")  # one that no section shows
        ground = Ground(name, path, trees[name])
        _Walk(ground).block(ground.root, path, Counter())
        made.append(ground)
    return made


class _Walk:
    """A walk through a part that numbers what it meets."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._found = ground.stretches
        self._boxes = self._boxes_before = 0

    def block(self, holder: Any, path: str, counts: Counter[str], *, alone: bool = False) -> None:
        """Walk through paragraphs and tables, whatever they are wrapped in."""
        self._attributes(holder, path)
        for child in holder:
            tag = child.tag
            if tag == _P:
                counts["paragraf"] += 1
                own = path if alone else _below(path, "paragraf", counts)
                self._paragraph(child, own)
            elif tag == _TBL:
                counts["tabel"] += 1
                self._table(child, _below(path, "tabel", counts))
            elif tag in _NOTES:
                if child.get(f"{W}type") is None:
                    counts["note"] += 1
                    self.block(child, f"{_NOTES[tag]}[{counts['note']}]", Counter())
            elif isinstance(tag, str):
                self.block(child, path, counts)

    def _table(self, table: Any, path: str) -> None:
        self._ground.paths[table] = path
        counts: Counter[str] = Counter()
        for row in _nearest(table, _TR, _TBL):
            counts["baris"] += 1
            row_path = _below(path, "baris", counts)
            self._ground.paths[row] = row_path
            cells: Counter[str] = Counter()
            for cell in _nearest(row, _TC, _TBL):
                cells["sel"] += 1
                cell_path = _below(row_path, "sel", cells)
                self._ground.paths[cell] = cell_path
                alone = sum(1 for child in cell if child.tag == _P) == 1
                self.block(cell, cell_path, Counter(), alone=alone)

    def _paragraph(self, paragraph: Any, path: str) -> None:
        self._ground.paths[paragraph] = path
        stretch = Stretch(path, "", paragraph)
        pieces: list[str] = []
        self._within(paragraph, stretch, pieces, 0)
        stretch.text = "".join(pieces)
        self._found.append(stretch)

    def _within(self, holder: Any, stretch: Stretch, pieces: list[str], at: int) -> int:
        """Collect a paragraph's own text; what is anchored in it is put in its place."""
        for child in holder:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                pieces.append(text)
                at += len(text)
                continue
            if not isinstance(tag, str):
                continue
            if tag in _GAPS:
                pieces.append(GAP)
                at += 1
            elif tag == _R:
                stretch.runs.append((at, child))
            elif tag == _MARK:
                stretch.marks.append((at, str(child.get(f"{W}name"))))
            elif tag.endswith(_CHOICE):
                self._boxes_before = self._boxes
            elif tag.endswith(_FALLBACK):  # the same once more, for older programs
                self._boxes = self._boxes_before
            if tag == _BOX:
                self._boxes += 1
                self._aside(stretch, at, child, f"{self._ground.path}/kotak_teks[{self._boxes}]")
                continue
            self._other_texts(child, stretch, at)
            at = self._within(child, stretch, pieces, at)
        return at

    def _aside(self, stretch: Stretch, at: int, box: Any, path: str) -> None:
        outer, self._found = self._found, []
        self.block(box, path, Counter())
        stretch.inner += [(at, found) for found in self._found]
        self._found = outer

    def _other_texts(self, element: Any, stretch: Stretch, at: int) -> None:
        """Texts of attributes and fields, which are filled too."""
        for text in (*map(str, element.attrib.values()), element.text or ""):
            if any(brace in text for brace in _BRACES):
                inner = Stretch(stretch.path, text, stretch.element, is_paragraph=False)
                stretch.inner.append((at, inner))

    def _attributes(self, element: Any, path: str) -> None:
        for text in map(str, element.attrib.values()):
            if any(brace in text for brace in _BRACES):
                self._found.append(Stretch(path, text, element, is_paragraph=False))


def _below(path: str, word: str, counts: Counter[str]) -> str:
    return f"{path}/{word}[{counts[word]}]"


def _nearest(holder: Any, wanted: str, border: str) -> Iterator[Any]:
    """Elements of a name within another, through wrappings but not beyond a border."""
    for child in holder:
        if child.tag == wanted:
            yield child
        elif isinstance(child.tag, str) and child.tag != border:
            yield from _nearest(child, wanted, border)
