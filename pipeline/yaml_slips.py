"""What YAML allows and an officer hardly meant: comments, lists and blanks.

Why: YAML reads these without a word, and a name would lose its half, a list its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Blanks that are none to YAML; what is copied from Word or from a web page brings them.
_ODD = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SIGNS = ("\xa0", "\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000")
_ODD_BLANK = re.compile(rf"[ ]*(?:- +)*(?:[{_ODD}]|-[{_ODD}]|[A-Za-z0-9_-]+ ?:[{_ODD}])")
_ODD_VALUE = re.compile(rf"-[{_ODD}]|[{_ODD}]*[a-z_]+:[{_ODD}]")
_ODD_KEY = re.compile(rf"-?[{_ODD}]")
_COMMENT = re.compile(r"\s(?=#)|\s+(?=#[^\s#])")
_SWALLOWED = re.compile(r"\s+(?=#[^\s#])")
_NEW_SENTENCE = re.compile(r"[.;:!?][)\"'’”]?$")  # behind which another paragraph may be meant
_MARK = re.compile(r"\(?(?:(?P<number>\d{1,2})|(?P<letter>[A-Za-z]))[.)]\s")
_BULLET = re.compile(r"(?:[•●▪◦·–—*]\s*|-)(?=[^\s*-])")
_TITLE = re.compile(
    r"(?:[SM]\.?[HETMS]|S\.?(?:Sos|Pd|Psi|IP|Ag|Kom|KM|Ak|Kep|Tr)|M\.?(?:Si|Hum|Pd|Kn|Ag|Kom|AP|IP)"
    r"|A\.Md|Ph\.?D|LL\.?M|Sp\.[A-Z]{1,3})(?:\.[A-Z][a-z]{0,2})*\.?"
)
_MAY_LIST = re.compile(r"\n\s*(?:\(?\w{1,2}[.)]\s|[•●▪◦·–—*-])")
LONGEST = 60  # letters that are repeated of a value that was cut
_DECIMAL = re.compile(r"\d+(?:\s*(?:jam|menit))?", re.ASCII | re.IGNORECASE)


def comment(line: str, end: int, *, empty: bool = False) -> int | None:
    """Where a comment that was hardly meant as one begins behind a value that ends at ``end``.

    A comment that was meant stands two blanks or more behind its value, and a blank behind its
    hash; where no such comment is, None. Behind a key without a value one blank is enough, but
    ``alamat: #12`` was meant as an address.
    """
    match = (_SWALLOWED if empty else _COMMENT).match(line, end)
    return match.end() if match else None


def has_odd(text: str) -> bool:
    """Whether an odd blank stands anywhere in a text."""
    return not text.isascii() and any(sign in text for sign in _ODD_SIGNS)


def odd_blank(line: str) -> int | None:
    """Where a line has an odd blank at which YAML wants one: before a key, behind colon or dash."""
    match = _ODD_BLANK.match(line)
    return match.end() - 1 if match else None


def odd_start(text: str, *, key: bool) -> int | None:
    """Where an odd blank spoilt a key, or made a text of what was meant as a key or an entry."""
    match = (_ODD_KEY if key else _ODD_VALUE).match(text)
    return match.end() - 1 if match else None


def may_list(text: str) -> bool:
    """Whether a line of a text begins as an item of a list may: with a number, letter, dot or dash.

    Most paragraphs have no such line, and need not be looked through line by line.
    """
    return _MAY_LIST.search(f"\n{text}") is not None  # a fixed first sign is found faster


def count_items(rows: Sequence[str]) -> int:
    """How many of these lines are items of a list."""
    return sum(row.lstrip().startswith("- ") for row in rows)


def joined_items(rows: Sequence[str]) -> int | None:
    """The first of the lines that number or mark a list's items and become one paragraph.

    One such line may be the end of a sentence; two that follow each other in a paragraph are not.
    """
    for paragraph in _paragraphs(rows):
        marks = [(number, _marks(row.lstrip())) for number, row in paragraph]
        for (first, one), (_, other) in pairwise((n, mark) for n, mark in marks if mark):
            if other == (one[0], one[1] + (one[0] != "bullet")):
                return first
    return None


def joined_to_item(rows: Sequence[str]) -> int | None:
    """The first line that becomes part of the item above and looks like a paragraph of its own.

    It stands no further in than the item's dash, begins with a capital, and what stands above it
    had come to an end.
    """
    for paragraph in _paragraphs(rows):
        dash: int | None = None
        for (_, above), (number, row) in pairwise([(0, ""), *paragraph]):
            text = row.lstrip()
            indent = len(row) - len(text)
            if text.startswith("- "):
                dash = indent
            elif (
                dash is not None
                and indent <= dash
                and text[0].isupper()
                and _NEW_SENTENCE.search(above.rstrip())
            ):
                return number
    return None


def _paragraphs(rows: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Lines between empty ones, with their numbers."""
    paragraph: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        if row.strip():
            paragraph.append((number, row))
        elif paragraph:
            yield paragraph
            paragraph = []
    yield paragraph


def _marks(row: str) -> tuple[str, int] | None:
    """The kind of a line's mark and its rank; None where it has none."""
    if match := _MARK.match(row):
        number = match["number"]
        return ("number", int(number)) if number else ("letter", ord(match["letter"]))
    return ("bullet", 0) if _BULLET.match(row) else None


def parted_titles(entries: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Academic titles that a comma made entries of their own: ``[Sutarno, S.H., M.H.]``.

    Args:
        entries: those of one list in brackets; empty ones are no plain texts.

    Yields:
        The number of a run's first title, and the entry as it should have been quoted.
    """
    start = 0
    for number, entry in enumerate([*entries, ""]):
        if number and entries[number - 1] and _TITLE.fullmatch(entry):
            start = start or number
        elif start:
            yield start, quoted(entries[start - 1], ", ".join(entries[start:number]))
            start = 0


def quoted(before: str, stray: str) -> str:
    """A value that a comma cut in braces as it should have been quoted; empty for a decimal."""
    if _DECIMAL.fullmatch(stray) and before[-1:].isdigit():
        return ""
    if len(before) > LONGEST:
        before = f"… {before[-LONGEST:].partition(' ')[2]}"
    return f'"{before}, {stray}"' if before else f'"{stray}"'
