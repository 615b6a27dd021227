"""Read one cell of a register as the value of a key, or say why it is left empty.

Why: a wrong value in a case file is worse than none; whatever can be read in two ways, or not at
all, is left to the officer, who is told where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic_core import PydanticCustomError

from pipeline.intake import dates
from pipeline.intake.columns import Kind
from pipeline.intake.plain import (
    cell_text,
    has_lost_digits,
    is_broken,
    is_placeholder,
    normal,
    one_line,
    paragraphs,
)
from pipeline.intake.workbook import Value
from pipeline.parsers.quantities import parse_period
from pipeline.values import write_date

Written = str | tuple[str, ...]

AMBIGUOUS, UNREADABLE, PLACEHOLDER = "IMP010", "IMP011", "IMP012"
LOST_DIGITS, BROKEN, MADE_DATE, UNSEEN = "IMP013", "IMP014", "IMP015", "IMP016"
NO_PROGRAMME = "IMP017"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell gave.

    Attributes:
        value: what goes to the key, in its normal form; None where nothing does.
        note: what goes to `catatan` beside its header, so that nothing of the cell is lost.
        code: what is reported; None where all is well.
        readings: what an ambiguous cell can mean.
    """

    value: Written | None = None
    note: str = ""
    code: str | None = None
    readings: tuple[str, ...] = ()


EMPTY = Reading()


def read_cell(value: Value, kind: Kind) -> Reading:
    """Read one cell.

    Args:
        value: what the workbook holds.
        kind: of the column.

    Returns:
        The reading; an empty cell gives one without anything.
    """
    text, unseen = normal(cell_text(value))
    if not text:
        return Reading(code=UNSEEN) if unseen else EMPTY
    if code := _says_nothing(value, text, kind):
        return Reading(code=code)
    if isinstance(value, date) and kind not in ("day", "note"):
        return Reading(note=text, code=MADE_DATE)
    reading = _READERS[kind](text)
    return replace(reading, code=UNSEEN) if unseen and reading.code is None else reading


def _says_nothing(value: Value, text: str, kind: Kind) -> str | None:
    """The code of a cell of which nothing can be kept."""
    if is_placeholder(text):
        return PLACEHOLDER
    if is_broken(text):
        return BROKEN
    return LOST_DIGITS if kind != "day" and has_lost_digits(value) else None


def _unreadable(text: str) -> Reading:
    return Reading(note=one_line(text), code=UNREADABLE)


def _text(text: str) -> Reading:
    line = one_line(text)
    return Reading(line[1:] if re.fullmatch(r"'\d+", line) else line)


def _note(text: str) -> Reading:
    return Reading(note=one_line(text))


def _prose(text: str) -> Reading:
    return Reading(paragraphs(text))


def _nik(text: str) -> Reading:
    digits = re.sub(r"[\s.'-]", "", text)
    return Reading(digits) if re.fullmatch(r"\d{16}", digits, re.ASCII) else _unreadable(text)


def _day(text: str) -> Reading:
    days = dates.readings(one_line(text))
    if len(days) == 1:
        return Reading(days[0].isoformat())
    if days:
        said = tuple(write_date(day) for day in days)
        return Reading(note=one_line(text), code=AMBIGUOUS, readings=said)
    return _unreadable(text)


_UNITS = {
    **dict.fromkeys(("thn", "th"), "tahun"),
    **dict.fromkeys(("bln", "bl"), "bulan"),
    "mgg": "minggu",
    "hr": "hari",
}
_SHORT_UNIT = re.compile(rf"(?<=[\d) ])({'|'.join(_UNITS)})(?![A-Za-z])\.?", re.IGNORECASE)
_NOUGHT = re.compile(r"\b0+ ?(?:\(nol\) ?)?(?:tahun|bulan|minggu|hari)\b", re.IGNORECASE)


def _span(text: str) -> Reading:
    """Read a period, also ``3 th 6 bln`` and with the word ``penjara``; all of it must be one."""
    line = re.sub(r"^(?:pidana )?penjara |,? penjara$", "", one_line(text), flags=re.IGNORECASE)
    line = _SHORT_UNIT.sub(lambda match: f"{_UNITS[match[1].lower()]} ", line).strip()
    line = _NOUGHT.sub("", line)
    try:
        return Reading(str(parse_period(line)))
    except PydanticCustomError:
        return _unreadable(text)


_SEXES = {
    **dict.fromkeys(("l", "lk", "laki", "lakilaki", "pria"), "laki-laki"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), "perempuan"),
}
_MARITAL = {
    **dict.fromkeys(("belumkawin", "belummenikah", "lajang"), "belum_kawin"),
    **dict.fromkeys(("kawin", "menikah", "sudahkawin", "sudahmenikah"), "kawin"),
    "ceraihidup": "cerai_hidup",
    "ceraimati": "cerai_mati",
}


def _word(words: Mapping[str, str]) -> Callable[[str], Reading]:
    """Make a reader of words that are written in several ways."""

    def read(text: str) -> Reading:
        plain = re.sub(r"[\W_]+", "", text.lower())
        return Reading(words[plain]) if plain in words else _unreadable(text)

    return read


_PLAIN_RELATION = re.compile(
    r"(?:(?:ayah|bapak|ibu|orang ?tua)(?: kandung)?|istri|isteri|suami)(?: klien)?", re.IGNORECASE
)


def _relation(text: str) -> Reading:
    """A father who is the father needs no key; a stepfather does."""
    line = one_line(text)
    return Reading(note=line) if _PLAIN_RELATION.fullmatch(line) else Reading(line)


_PROGRAMMES = {
    **dict.fromkeys(("pembebasan bersyarat", "pb"), "pembebasan_bersyarat"),
    **dict.fromkeys(("cuti bersyarat", "cb"), "cuti_bersyarat"),
    **dict.fromkeys(("cuti menjelang bebas", "cmb"), "cuti_menjelang_bebas"),
    **dict.fromkeys(("cuti mengunjungi keluarga", "cmk"), "cuti_mengunjungi_keluarga"),
    "asimilasi": "asimilasi",
}


def _programme(text: str) -> Reading:
    """Read a programme where one alone is named; words beside it are kept in `catatan`."""
    line = " ".join(re.findall(r"[^\W_]+", text.lower()))
    found = {word for name, word in _PROGRAMMES.items() if re.search(rf"\b{name}\b", line)}
    negated = re.search(r"\b(?:bukan|tidak|batal|tanpa|atau)\b", line)
    if len(found) != 1 or negated:
        return Reading(note=one_line(text), code=NO_PROGRAMME)
    bare = re.sub(r"^(?:litmas|penelitian kemasyarakatan) (?:untuk )?", "", line)
    return Reading(found.pop(), "" if re.sub(r" (?:pb|cb|cmb|cmk)$", "", bare) in _PROGRAMMES
                   else one_line(text))  # fmt: skip


_MARK = re.compile(r"(?:-|[•●▪*]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)


def _list(text: str) -> Reading:
    """Read a list: lines with marks begin entries, else each line is one."""
    lines = [line for line in text.split("\n") if line]
    marked = [bool(_MARK.match(line)) for line in lines]
    if sum(marked) < 2 and not (len(lines) == 1 and lines[0].startswith("- ")):
        return Reading(tuple(line for line in lines if not is_placeholder(line)) or None)
    entries: list[str] = []
    for line, begins in zip(lines, marked, strict=True):
        if begins or not entries:
            entries.append(_MARK.sub("", line, count=1))
        else:
            entries[-1] += f" {line}"
    return Reading(tuple(entry for entry in entries if entry and not is_placeholder(entry)) or None)


_READERS: Mapping[Kind, Callable[[str], Reading]] = {
    "text": _text,
    "note": _note,
    "nik": _nik,
    "day": _day,
    "span": _span,
    "sex": _word(_SEXES),
    "marital": _word(_MARITAL),
    "prose": _prose,
    "list": _list,
    "programme": _programme,
    "relation": _relation,
}
