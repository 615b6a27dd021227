"""The text of a cell in its normal form: one kind of blank and line end, nothing that nobody sees.

Why: what comes out of Excel, Word and web pages looks alike and is not, and a case file refuses
what cannot be seen; a line break that was typed into a cell begins a paragraph, since cells wrap
by themselves, while a case file folds lines into one.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

from pipeline.intake.workbook import Value
from pipeline.parsers.typed import PLACEHOLDERS
from pipeline.yaml_faults import forbidden

EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Bullets of Word, in its own fonts of symbols.
_BULLET = re.compile("(?m)^[ \t]*[\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d][ \t\xa0]*")
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NO_DATA = re.compile(
    r"[-–—_.…~?*\s]+|n/?a|null|nil|none|kosong|belum ada data|(?:tidak|tdk) ada data"
    r"|[\[(]?\s*perlu data\b[^\]\)]*[\])]?|\[\s*\.*\s*\]|#n/a",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d{1,2}", re.IGNORECASE | re.ASCII)
_BROKEN = re.compile(r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")


def cell_text(value: Value) -> str:
    """Write a cell's value as text, before it is brought into its normal form."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.strftime("%H.%M") if isinstance(value, time) else str(value)


def normal(text: str) -> tuple[str, bool]:
    """Bring a cell's text into its normal form.

    Returns:
        The text, in lines without blanks at their ends; and whether signs had to be left out that
        no case file may hold.
    """
    text = _BULLET.sub("- ", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    kept = text
    if forbidden(text):
        kept = "".join(sign for sign in text if not forbidden(sign))
        kept = unicodedata.normalize("NFC", kept)
    lines = [_BLANKS.sub(" ", line).strip() for line in kept.split("\n")]
    return "\n".join(lines).strip("\n"), kept != text


def one_line(text: str) -> str:
    """A text in its normal form as one line."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """A text in its normal form as a narrative: each line a paragraph, ``- `` begins an item."""
    lines: list[str] = []
    for line in filter(None, text.split("\n")):
        if lines and not (line.startswith("- ") and lines[-1].startswith("- ")):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def is_placeholder(text: str) -> bool:
    """Whether a text in its normal form stands for nothing."""
    return bool(_NO_DATA.fullmatch(text)) or text.lower() in PLACEHOLDERS


def is_broken(text: str) -> bool:
    """Whether a cell holds the error of a formula."""
    return bool(_BROKEN.fullmatch(text))


def has_lost_digits(value: Value) -> bool:
    """Whether a number is longer than what a spreadsheet keeps of it."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return abs(value) >= EXACT
    return isinstance(value, str) and bool(_SCIENTIFIC.fullmatch(value.strip()))
