"""The types of single values: from what an officer typed to a value that keeps its meaning.

Every value reaches this module as text (see ``yaml_text``), so a NIK keeps its zeros and ``no``
stays a word. A parser returns the value or raises ``PydanticCustomError`` whose type is a code of
``locale/``; the validate stage puts the place beside it.

Why: YAML's own guesses change what was typed; here each key says what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.spelling import nearest
from pipeline.values import (
    DAYS,
    MONTHS,
    Block,
    BlockKind,
    Hours,
    Money,
    Narrative,
    Period,
    Word,
    number_words,
    write_date,
)
from pipeline.workspace import CASE_NUMBER

PLACEHOLDERS = frozenset({"-", "--", "...", "…", "..", "~", "null"})
LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
KINDS: dict[type, str] = {dict: "mapping", list: "list"}
FIRST_YEAR, LAST_YEAR = 1900, 2100


def refuse(code: str, **params: object) -> PydanticCustomError:
    """Make the error that carries one of our codes and its parameters through pydantic."""
    texts = {name: str(value) for name, value in params.items()}
    return PydanticCustomError(code, "{code}", {"code": code, **texts})


def typed(value: object) -> str:
    """Return the text of one value, stripped.

    Raises:
        PydanticCustomError: SKM003 where a list or mapping stands, SKM005 for a placeholder,
            SKM028 for a list's entry that was left empty.
    """
    if value is None:
        raise refuse("SKM028")
    if not isinstance(value, str):
        raise refuse("SKM003", wanted="value", found=KINDS.get(type(value), "value"))
    text = value.strip()
    if len(text) <= LONGEST_PLACEHOLDER and text.lower() in PLACEHOLDERS:
        raise refuse("SKM005", value=text)
    return text


def spaced(value: object) -> str:
    """Return the text of one value with plain spaces only.

    Why: what is copied from Word brings no-break spaces, which nobody sees in ``18 Februari 2026``.
    """
    return " ".join(typed(value).split())


# --- text ----------------------------------------------------------------------------------------

_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")


def parse_text(value: object) -> str:
    """Read one line of text; a line break inside is a space, as YAML folds it.

    Raises:
        PydanticCustomError: SKM004 when an empty line or a list item makes it two paragraphs.
    """
    text = typed(value)
    if "\n" in text and len(_blocks(text)) > 1:
        raise refuse("SKM004")
    return _BLANKS.sub(" ", text)


def parse_narrative(value: object) -> Narrative:
    """Read a narrative: an empty line makes a paragraph, a line that starts with ``- `` an item."""
    return Narrative(tuple(_blocks(typed(value))))


def _blocks(written: str) -> list[Block]:
    groups: list[tuple[BlockKind, list[str]]] = []
    open_block = False
    for line in written.split("\n"):
        text = _BLANKS.sub(" ", line.strip())
        item = text.startswith("- ")
        if not text:
            open_block = False
        elif item or not open_block:
            groups.append(("item", [text[2:].strip()]) if item else ("paragraph", [text]))
            open_block = True
        else:
            groups[-1][1].append(text)
    return [Block(kind, " ".join(lines)) for kind, lines in groups]


# --- dates and times -----------------------------------------------------------------------------

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_LOOSE_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)


def parse_date(value: object) -> date:
    """Read ``2026-02-18`` or ``18 Februari 2026``.

    Raises:
        PydanticCustomError: SKM011 with both readings of an ambiguous date, SKM012 for a day that
            the calendar lacks, SKM027 for a year out of reach, SKM013 with the right spelling of
            a clear one, SKM010 otherwise.
    """
    text = spaced(value)
    if match := _ISO.fullmatch(text):
        return _day(text, *(int(part) for part in match.groups()))
    if match := _WORDS.fullmatch(text):
        day, name, year = match.groups()
        month = _month_number(name)
        if month:
            return _day(text, int(year), month, int(day))
    raise _unclear_date(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refuse("SKM027", value=text, low=FIRST_YEAR, high=LAST_YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse("SKM012", value=text) from None


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS.get(name.lower(), 0)


def _readings(text: str) -> list[date]:
    """All days that an unclear spelling can mean, day-month-year first."""
    if match := _LOOSE_ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        triples = [(year, month, day)]
    elif match := _NUMBERS.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        triples = [(year, second, first), (year, first, second)]
    elif match := _WORDS.fullmatch(text):
        name = nearest(match[2], MONTHS) or next(
            (month for month in MONTHS if month.lower().startswith(match[2].lower())),
            "",
        )
        triples = [(int(match[3]), _month_number(name), int(match[1]))] if name else []
    else:
        triples = []
    days: dict[date, None] = {}
    for year, month, day in triples:
        try:
            days[_day(text, year, month, day)] = None
        except PydanticCustomError:
            continue  # not a day of the calendar, hence not a reading
    return list(days)


def _unclear_date(text: str) -> PydanticCustomError:
    readings = [write_date(day) for day in _readings(text)]
    if len(readings) > 1:
        return refuse("SKM011", value=text, first=readings[0], second=readings[1])
    if readings:
        return refuse("SKM013", value=text, suggestion=readings[0])
    return refuse("SKM010", value=text)


def parse_month(value: object) -> date:
    """Read a month, ``2026-04`` or ``April 2026``, as its first day."""
    text = spaced(value)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII):
        return _day(text, int(match[1]), int(match[2]), 1)
    if (match := re.fullmatch(r"([A-Za-z]+) (\d{4})", text, re.ASCII)) and _month_number(match[1]):
        return _day(text, int(match[2]), _month_number(match[1]), 1)
    raise refuse("SKM026", value=text)


def parse_time(value: object) -> time:
    """Read a time of day to the minute: ``08:00``, ``08.00``, ``8.00``."""
    text = spaced(value)
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text, re.ASCII)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise refuse("SKM014", value=text)


# --- hours, money, periods, numbers ---------------------------------------------------------------


_IN_WORDS = r" ?(?:\(([^()]{0,99})\) ?)?"
_WORDED_HOURS = re.compile(
    rf"(?:(\d{{1,5}}){_IN_WORDS}jam\b ?)?(?:(\d{{1,2}}){_IN_WORDS}menit)?", re.ASCII | re.I
)


def parse_hours(value: object) -> Hours:
    """Read ``4``, ``7,5``, ``120 jam``, ``120 (seratus dua puluh) jam``, ``7 jam 20 menit``.

    Raises:
        PydanticCustomError: SKM019 when number and word disagree, SKM016 when the decimals do not
            make whole minutes, SKM015 otherwise.
    """
    text = spaced(value)
    if match := re.fullmatch(
        r"(\d{1,5})(?:[.,](\d{1,2}))?(?:\s*jam)?", text, re.ASCII | re.IGNORECASE
    ):
        hundredths = int((match[2] or "0").ljust(2, "0"))
        if hundredths * 60 % 100:
            raise refuse("SKM016", value=text, whole=match[1], minutes=round(hundredths * 0.6))
        return Hours(int(match[1]) * 60 + hundredths * 60 // 100)
    match = _WORDED_HOURS.fullmatch(text)
    if match and (match[1] or match[3]) and int(match[3] or 0) < 60:
        _agree(text, match[1], match[2])
        _agree(text, match[3], match[4])
        return Hours(int(match[1] or 0) * 60 + int(match[3] or 0))
    raise refuse("SKM015", value=text)


def _agree(text: str, number: str, word: str | None) -> None:
    """Hold a number to the words in brackets behind it, where there are some."""
    if word is None:
        return
    right = number_words(int(number))
    if word.lower().split() != right.split():
        raise refuse("SKM019", value=text, number=number, word=word, right=right)


def parse_money(value: object) -> Money:
    """Read ``450000``, ``450.000``, ``Rp450.000``, ``Rp 450.000``, ``Rp450.000,00``."""
    text = spaced(value)
    match = re.fullmatch(
        r"(?:Rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?:00|-))?",
        text,
        re.ASCII | re.IGNORECASE,
    )
    if not match:
        raise refuse("SKM017", value=text)
    return Money(match[1].replace(".", ""))


_UNIT = re.compile(
    r"(\d{1,4}) ?(?:\(([^()]{0,99})\) ?)?(tahun|bulan|minggu|hari)\b", re.ASCII | re.I
)
_FIELDS = {"tahun": "years", "bulan": "months", "minggu": "weeks", "hari": "days"}


def parse_period(value: object) -> Period:
    """Read ``3 bulan``, ``1 tahun 6 bulan``, ``15 hari``, ``2 minggu``, ``6 (enam) bulan``.

    Raises:
        PydanticCustomError: SKM019 when number and word disagree, SKM018 otherwise.
    """
    text = spaced(value)
    found: dict[str, int] = {}
    for match in _UNIT.finditer(text):
        name = _FIELDS[match[3].lower()]
        if name in found:
            raise refuse("SKM018", value=text)
        found[name] = int(match[1])
        _agree(text, match[1], match[2])
    left = _UNIT.sub("", text).replace(",", " ").replace("dan", " ").strip()
    if left or not any(found.values()):
        raise refuse("SKM018", value=text)
    return Period(**found)


def parse_whole(value: object) -> int:
    """Read a whole number; thousands may have dots."""
    text = spaced(value)
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,9}", text, re.ASCII):
        raise refuse("SKM022", value=text)
    return int(text.replace(".", ""))


def parse_number(value: object) -> Decimal:
    """Read a number with a decimal comma or point, as a score is."""
    text = spaced(value)
    if not re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,4})?", text, re.ASCII):
        raise refuse("SKM024", value=text)
    return Decimal(text.replace(",", "."))


def within(low: int, high: int) -> PlainValidator:
    """Make a reader of whole numbers from ``low`` to ``high``."""

    def read(value: object) -> int:
        number = parse_whole(value)
        if not low <= number <= high:
            raise refuse("SKM023", value=number, low=low, high=high)
        return number

    return PlainValidator(read)


# --- words ----------------------------------------------------------------------------------------


def parse_yes(value: object) -> bool:
    """Read ``ya`` or ``tidak``."""
    text = typed(value).lower()
    if text not in ("ya", "tidak"):
        raise refuse("SKM021", value=text)
    return text == "ya"


def word_of(value: object, words: tuple[str, ...]) -> Word:
    """Read one of these words in any letter case; a blank in it may stand for an underscore."""
    text = spaced(value)
    word = text.lower().replace(" ", "_")
    if word not in words:
        raise refuse("SKM020", value=text, wanted=", ".join(words), suggestion=nearest(word, words))
    return Word(word)


def one_of(*words: str) -> PlainValidator:
    """Make a reader of one of these words."""
    return PlainValidator(lambda value: word_of(value, words))


def parse_day_name(value: object) -> Word:
    """Read a day of the week; ``jum'at`` and ``Jumat`` are one."""
    text = typed(value)
    word = re.sub(r"['’`]", "", text.lower())
    if word not in DAYS:
        raise refuse("SKM020", value=text, wanted=", ".join(DAYS), suggestion=nearest(word, DAYS))
    return Word(word)


def parse_nik(value: object) -> str:
    """Read a NIK: 16 digits, kept as text so that a leading zero stays."""
    text = spaced(value).replace(" ", "")
    if not re.fullmatch(r"\d{16}", text, re.ASCII):
        raise refuse("SKM025", digits=sum(c.isdigit() for c in text))
    return text


def parse_code(value: object) -> str:
    """Read the code of an entry of office.yaml; which codes there are is judged elsewhere."""
    return parse_text(value)


def parse_number_of_case(value: object) -> str:
    """Read a case number, which is also a file name."""
    text = typed(value)
    if not CASE_NUMBER.fullmatch(text):
        raise refuse("SKM029", value=text)
    return text


def as_list(value: object) -> object:
    """Take one entry for a list of one; both forms may be written."""
    return value if isinstance(value, list) else [value]


# --- the types ------------------------------------------------------------------------------------


def _type(parser: Callable[[object], Any], pattern: str = "", *examples: str) -> tuple[Any, Any]:
    """A parser, and what the editor's schema says of the same value.

    Why: a YAML editor types ``4`` and ``08.00`` as numbers, so the schema must take both, and only
    a text can be held to a pattern.
    """
    schema: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
    if pattern:
        schema["pattern"] = pattern
    if examples:
        schema["examples"] = list(examples)
    return PlainValidator(parser), WithJsonSchema(schema)


Text = Annotated[str, *_type(parse_text)]
Prose = Annotated[Narrative, *_type(parse_narrative)]
Day = Annotated[date, *_type(parse_date, "", "2026-02-18", "18 Februari 2026")]
Month = Annotated[date, *_type(parse_month, "", "2026-04")]
Clock = Annotated[time, *_type(parse_time, "", "08.00")]
WorkHours = Annotated[Hours, *_type(parse_hours, "", "120 jam", "7,5")]
Amount = Annotated[Money, *_type(parse_money, "", "Rp450.000")]
Span = Annotated[Period, *_type(parse_period, "", "3 bulan", "1 tahun 6 bulan")]
YesNo = Annotated[bool, PlainValidator(parse_yes), WithJsonSchema({"enum": ["ya", "tidak", None]})]
Whole = Annotated[int, *_type(parse_whole)]
Year = Annotated[int, within(FIRST_YEAR, LAST_YEAR), WithJsonSchema({"type": ["integer", "null"]})]
Score = Annotated[Decimal, *_type(parse_number)]
Nik = Annotated[str, *_type(parse_nik, r"^[0-9 ]{16,}$", "3399010203800001")]
CaseNumber = Annotated[
    str, *_type(parse_number_of_case, r"^[A-Za-z0-9][A-Za-z0-9._-]*$", "KS-2026-0001")
]
DayName = Annotated[str, PlainValidator(parse_day_name), WithJsonSchema({"enum": [*DAYS, None]})]
Code = Annotated[str, *_type(parse_code)]
