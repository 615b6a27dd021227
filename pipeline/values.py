"""The values of a case that Python has no type for, and how an Indonesian letter writes them.

Why: hours are counted in minutes, a period stays in the units in which it was ordered, and a
narrative is paragraphs and list items; each knows its written form, so that no template has to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
# Words of the numbers that periods are mostly of: `6 (enam) bulan` need not load a library.
_SMALL = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas", "dua belas",
)  # fmt: skip
_ONE_THOUSAND = re.compile(r"(juta|miliar|triliun|kuadriliun) satu ribu\b")
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


class Word(str):
    """A word of the vocabulary (``belum_kawin``); letters print it with blanks."""

    __slots__ = ()


BlockKind = Literal["paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item of a narrative, in one line of text."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text of several paragraphs and list items; never empty."""

    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        """Write it as it is typed: an empty line between paragraphs, ``- `` before an item."""
        lines: list[str] = []
        for number, block in enumerate(self.blocks):
            previous = self.blocks[number - 1].kind if number else block.kind
            if number and not (block.kind == previous == "item"):
                lines.append("")
            lines.append(f"- {block.text}" if block.kind == "item" else block.text)
        return "\n".join(lines)


@total_ordering
@dataclass(frozen=True, slots=True)
class Hours:
    """A length of work, counted in whole minutes. Why: sums of halves and thirds must be exact."""

    minutes: int

    def __str__(self) -> str:
        """``120``, ``7,5``; ``7 jam 20 menit`` where no decimal of two places fits."""
        if self.minutes < 0:
            return f"-{Hours(-self.minutes)}"
        whole, rest = divmod(self.minutes, 60)
        if rest == 0:
            return str(whole)
        if rest % 3 == 0:
            return f"{whole},{rest * 100 // 60:02d}".rstrip("0")
        return f"{whole} jam {rest} menit" if whole else f"{rest} menit"

    def __add__(self, other: Hours) -> Hours:
        """Sum of two lengths."""
        return Hours(self.minutes + other.minutes)

    def __sub__(self, other: Hours) -> Hours:
        """Difference; may be negative."""
        return Hours(self.minutes - other.minutes)

    def __lt__(self, other: Hours) -> bool:
        """Shorter than."""
        return self.minutes < other.minutes

    def __bool__(self) -> bool:
        """False for no time at all, as a number would be."""
        return self.minutes != 0


class Money(int):
    """An amount in whole rupiah."""


# KUHP art. 79(1)
FINE_CATEGORIES = {
    "I": Money(1_000_000),
    "II": Money(10_000_000),
    "III": Money(50_000_000),
    "IV": Money(200_000_000),
    "V": Money(500_000_000),
    "VI": Money(2_000_000_000),
    "VII": Money(5_000_000_000),
    "VIII": Money(50_000_000_000),
}


class Fine(str):
    """A threatened fine as a letter writes it: ``kategori II``, or ``Rp10.000.000,00``.

    Why: it is a text, so that a template prints it bare, whichever of the two the law names.
    """

    __slots__ = ()

    @classmethod
    def of_category(cls, category: str) -> Fine:
        """The fine of a category by its Roman number."""
        return cls(f"kategori {category}")

    @classmethod
    def of_amount(cls, amount: int) -> Fine:
        """The fine of an amount in rupiah."""
        return cls(f"Rp{amount:,}".replace(",", ".") + ",00")


def most(fine: Fine) -> Money:
    """The most that a threatened fine can be: its amount, or its category's."""
    category = fine.removeprefix("kategori ")
    if category in FINE_CATEGORIES:
        return FINE_CATEGORIES[category]
    return Money(fine.removeprefix("Rp").removesuffix(",00").replace(".", ""))


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar units as it was ordered: ``1 tahun 6 bulan``."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @property
    def units(self) -> list[tuple[int, str]]:
        """Number and Indonesian word of each unit that is not nought, longest first."""
        pairs = (
            (self.years, "tahun"),
            (self.months, "bulan"),
            (self.weeks, "minggu"),
            (self.days, "hari"),
        )
        return [pair for pair in pairs if pair[0]]

    def __str__(self) -> str:
        """``1 tahun 6 bulan``."""
        return " ".join(f"{number} {unit}" for number, unit in self.units)


def write_date(day: date) -> str:
    """Write a date as an Indonesian letter does: ``9 Februari 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_month(day: date) -> str:
    """Write the month of a day: ``Februari 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def number_words(number: int) -> str:
    """Write a whole number in Indonesian words: 120 is ``seratus dua puluh``."""
    if 0 <= number < len(_SMALL):
        return _SMALL[number]
    # Late: it loads fifty languages, and `check` seldom needs one.
    from num2words import num2words  # noqa: PLC0415

    if number < 0:
        return f"minus {number_words(-number)}"
    words = " ".join(str(num2words(number, lang="id")).lower().split())
    return _ONE_THOUSAND.sub(r"\1 seribu", words)
