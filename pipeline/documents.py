"""What travels from stage to stage: a draft in Word, a part in PDF, a line of the contents.

Why: stages hand over values and never files that another stage must guess; what is published is
decided once, at the end, when everything has succeeded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One rendered document.

    Attributes:
        name: its name in the catalog, for example ``surat_penempatan``.
        item: which one of a repeated document (``2026-04``), else None.
        title: its printed title.
        note: what the contents page says beside the title (its date), or None.
        docx: the Word file's bytes.
        expected: some words that its PDF must contain; the proof that the right text arrived.
        origin: what tells the entry of the case file that it is made for from all others of its
            list; None where it is made for none.
    """

    name: str
    item: str | None
    title: str
    note: str | None
    docx: bytes
    expected: tuple[str, ...] = ()
    origin: str | None = None

    @property
    def stem(self) -> str:
        """File name without suffix; never holds a person's name."""
        return f"{self.name}-{self.item}" if self.item else self.name


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF that goes into a bundle: a converted draft or an exhibit.

    Attributes:
        name: name in the catalog, or ``lampiran``.
        item: as in the draft; for an exhibit its file name.
        title: its line in the contents and its bookmark.
        note: second line in the contents, or None.
        pdf: the PDF's bytes.
        pages: how many pages it has; at least 1.
        strange: names of fonts in which its letters stand and for which the draft did not ask.
    """

    name: str
    item: str | None
    title: str
    note: str | None
    pdf: bytes
    pages: int
    strange: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """File name without suffix; never holds a person's name."""
        return f"{self.name}-{self.item}" if self.item else self.name


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the bundle's contents: ``page`` counts from 1 over the whole bundle."""

    number: int
    title: str
    note: str | None
    page: int
