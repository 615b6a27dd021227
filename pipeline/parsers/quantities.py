"""Readers of hours, money, periods and numbers.

Why: what is counted must be exact, and a number that its own words contradict is a slip.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pydantic import PlainValidator

from pipeline.parsers.typed import refuse, spaced
from pipeline.spelling import nearest
from pipeline.values import FINE_CATEGORIES, Fine, Hours, Money, Period, number_words

_IN_WORDS = r" ?(?:\(([^()]{0,99})\) ?)?"
_WORDED_HOURS = re.compile(
    rf"(?:(\d{{1,5}}){_IN_WORDS}jam\b ?)?(?:(\d{{1,2}}){_IN_WORDS}menit)?", re.ASCII | re.I
)

_HOURS = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?(?:\s*jam)?", re.ASCII | re.IGNORECASE)
# Decimals that may be minutes: a dot stands in times of day, and no decimal ends in nought.
_CLOCK = re.compile(r"\.[0-5]\d\b|,[1-5]0\b", re.ASCII)
_QUARTERS = (0, 25, 50)
_MONEY = re.compile(
    r"(?:Rp\.?\s*)?(\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(?:00|-))?", re.ASCII | re.IGNORECASE
)
_CATEGORY = re.compile(
    r"(?:denda |paling banyak )*(?:([a-z]{5,12})[ :.-]{1,3})?(?:ke-?)?(\d|[IV]{1,4})",
    re.ASCII | re.I,
)


def parse_hours(value: object) -> Hours:
    """Read ``4``, ``7,5``, ``120 jam``, ``120 (seratus dua puluh) jam``, ``7 jam 20 menit``.

    Raises:
        PydanticCustomError: SKM019 when number and word disagree, SKM016 when the decimals do not
            make whole minutes, SKM039 when they may be minutes as in ``7.30``, SKM015 otherwise.
    """
    text = spaced(value)
    if match := _HOURS.fullmatch(text):
        hundredths = int((match[2] or "0").ljust(2, "0"))
        if _CLOCK.search(text) and hundredths not in _QUARTERS:
            params = {"whole": match[1], "minutes": hundredths}
            raise refuse(
                "SKM039", value=text, decimal=_decimal(int(match[1]), hundredths), **params
            )
        if hundredths * 60 % 100:
            raise refuse("SKM016", value=text, whole=match[1], minutes=round(hundredths * 0.6))
        return Hours(int(match[1]) * 60 + hundredths * 60 // 100)
    match = _WORDED_HOURS.fullmatch(text)
    if match and (match[1] or match[3]) and int(match[3] or 0) < 60:
        _agree(text, match[1], match[2])
        _agree(text, match[3], match[4])
        return Hours(int(match[1] or 0) * 60 + int(match[3] or 0))
    raise refuse("SKM015", value=text)


def _decimal(whole: int, hundredths: int) -> str:
    """Hours and minutes of a decimal, to the nearest minute: 7 and 30 are ``7 jam 18 menit``."""
    return f"{whole} jam {round(hundredths * 0.6)} menit"


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
    if (amount := _amount(text)) is None:
        raise refuse("SKM017", value=text)
    return amount


def _amount(text: str) -> Money | None:
    match = _MONEY.fullmatch(text)
    return Money(match[1].replace(".", "")) if match else None


def parse_fine(value: object) -> Fine:
    """Read a threatened fine: ``kategori II`` in any letter case, or an amount of money.

    A single digit is taken for neither: who writes ``2`` means the category and not two rupiah.

    Raises:
        PydanticCustomError: SKM037, with the category that was meant where one can be told.
    """
    text = spaced(value)
    if len(text) > 1 and (amount := _amount(text)) is not None:
        return Fine.of_amount(amount)
    head, _, category = text.upper().partition(" ")
    if head == "KATEGORI" and category in FINE_CATEGORIES:
        return Fine.of_category(category)
    raise refuse("SKM037", value=text, suggestion=_category_meant(text))


def _category_meant(text: str) -> str:
    """The category for which a misspelt one stands: ``Kategori 2``, ``II``, ``katagori II``."""
    match = _CATEGORY.fullmatch(text)
    if not match or (match[1] and not nearest(match[1], ("kategori", "golongan"))):
        return ""
    numbers = dict(enumerate(FINE_CATEGORIES, 1))
    category = numbers.get(int(match[2]), "") if match[2].isdigit() else match[2].upper()
    return Fine.of_category(category) if category in FINE_CATEGORIES else ""


_UNIT = re.compile(
    r"(\d{1,4}) ?(?:\(([^()]{0,99})\) ?)?(tahun|bulan|minggu|hari)\b", re.ASCII | re.I
)
_PERIOD = re.compile(
    rf"{_UNIT.pattern}(?:(?: ?, ?| )(?:dan )?{_UNIT.pattern})*", re.ASCII | re.IGNORECASE
)
_FIELDS = {"tahun": "years", "bulan": "months", "minggu": "weeks", "hari": "days"}


def parse_period(value: object) -> Period:
    """Read ``3 bulan``, ``1 tahun 6 bulan``, ``15 hari``, ``2 minggu``, ``6 (enam) bulan``.

    Raises:
        PydanticCustomError: SKM019 when number and word disagree, SKM018 otherwise.
    """
    text = spaced(value)
    if not _PERIOD.fullmatch(text):
        raise refuse("SKM018", value=text)
    found: dict[str, int] = {}
    for match in _UNIT.finditer(text):
        name = _FIELDS[match[3].lower()]
        if name in found:
            raise refuse("SKM018", value=text)
        found[name] = int(match[1])
        _agree(text, match[1], match[2])
    if not any(found.values()):
        raise refuse("SKM018", value=text)
    return Period(**found)


def parse_whole(value: object) -> int:
    """Read a whole number; thousands may have dots."""
    text = spaced(value)
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3}){1,2}|\d{1,9}", text, re.ASCII):
        raise refuse("SKM022", value=text)
    return int(text.replace(".", ""))


def parse_number(value: object) -> Decimal:
    """Read a number with a decimal comma or point, as a score is.

    Three digits behind a point are refused: an Indonesian ``1.500`` is a thousand and a half.
    """
    text = spaced(value)
    thousands = re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text, re.ASCII)
    if thousands or not re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,4})?", text, re.ASCII):
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
