"""The filters of the templates, and the environment that runs them.

Why: a template decides where a value stands, not how Indonesian writes it; and a template comes
from outside, so it runs strict, sandboxed and escaping, on plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline import figures
from pipeline.values import (
    DAYS,
    MONTHS,
    Hours,
    Money,
    Narrative,
    Period,
    number_words,
    write_date,
)

# Marks that the render stage turns into real paragraphs and list items. They are of Unicode's
# private use, which no case file may hold.
PARAGRAPH, ITEM, NOTHING = "\ue000", "\ue001", "\ue002"
RANGE_LIMIT = 10_000


class UnprintableError(Exception):
    """A template prints a value as it cannot be printed; carries the code of its message."""

    def __init__(self, code: str, **params: str) -> None:
        """Name the fault."""
        super().__init__(code)
        self.code = code
        self.params = params


def kind_of(value: object) -> str:
    """What a value is, in a template designer's words."""
    words: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (type(None), "nilai kosong"),
        (Undefined, "isian yang tidak ada"),
        (bool, "ya/tidak"),
        (date, "tanggal"),
        (Money, "uang"),
        (Hours, "jam"),
        (Period, "jangka waktu"),
        (Narrative, "narasi"),
        ((int, Decimal), "bilangan"),
        ((list, tuple), "daftar"),
        (dict, "bagian"),
        (time, "waktu"),
    )
    return next((word for kind, word in words if isinstance(value, kind)), "teks")


def tanggal(value: object) -> str:
    """``9 Februari 2026``."""
    return write_date(_day("tanggal", value))


def hari(value: object) -> str:
    """``Senin``."""
    return DAYS[_day("hari", value).weekday()].capitalize()


def bulan(value: object) -> str:
    """``Februari 2026``."""
    day = _day("bulan", value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def rupiah(value: object) -> str:
    """``Rp10.000.000,00``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unfit("rupiah", value, "uang")
    return f"Rp{format_decimal(value, '#,##0.00', locale='id')}"


def jam(value: object) -> str:
    """``120 jam``, ``7 jam 30 menit``, ``45 menit``."""
    if not isinstance(value, Hours):
        raise _unfit("jam", value, "jam")
    whole, rest = divmod(value.minutes, 60)
    parts = [f"{whole} jam"] if whole or not rest else []
    return " ".join(parts + ([f"{rest} menit"] if rest else []))


def terbilang(value: object) -> str:
    """Words: ``seratus dua puluh``; of a period ``3 (tiga) bulan``; of money without the unit."""
    if isinstance(value, Period):
        return " ".join(f"{count} ({number_words(count)}) {unit}" for count, unit in value.units)
    if isinstance(value, Hours):
        return (
            _decimal_words(Decimal(value.minutes) / 60)
            if value.minutes % 60
            else number_words(value.minutes // 60)
        )
    if isinstance(value, Decimal):
        return _decimal_words(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unfit("terbilang", value, "bilangan, jam, uang, jangka waktu")
    return number_words(value)


def umur(value: object, on: object = None) -> int:
    """Completed years: of a birth date on a day, or a number of years as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return figures.age(_day("umur", value), _day("umur", on))


def inisial(value: object) -> str:
    """``A.B.C.``, for papers that must not show a name."""
    if not isinstance(value, str):
        raise _unfit("inisial", value, "teks")
    return "".join(f"{word[0].upper()}." for word in value.split() if word[0].isalpha())


def ya_tidak(value: object) -> str:
    """``ya`` or ``tidak``."""
    if not isinstance(value, bool):
        raise _unfit("ya_tidak", value, "ya/tidak")
    return "ya" if value else "tidak"


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (tanggal, hari, bulan, rupiah, jam, terbilang, umur, inisial, ya_tidak)
}


def printed(value: object) -> object:
    """What a bare ``{{ value }}`` prints; Jinja calls it for each expression.

    Raises:
        UnprintableError: for what would print blank or in a computer's spelling.
    """
    if isinstance(value, Markup | Undefined):
        return value
    if isinstance(value, str):
        # docxtpl takes {_{ for an escaped {{ even inside data
        return value.replace("{_", f"{{{NOTHING}_").replace("_}", f"_{NOTHING}}}")
    if isinstance(value, Narrative):
        return marked(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if value is None:
        raise UnprintableError("TPL005")
    needed = {bool: "|ya_tidak", date: "|tanggal", Money: "|rupiah"}.get(type(value))
    if needed or isinstance(value, list | tuple | dict):
        raise UnprintableError("TPL006", kind=kind_of(value), filters=needed or "{% for … %}")
    return value


def marked(narrative: Narrative) -> str:
    """A narrative as one text with a mark before each paragraph and list item but a first one."""
    text = "".join(
        f"{ITEM if block.kind == 'item' else PARAGRAPH}{block.text}" for block in narrative.blocks
    )
    return text.removeprefix(PARAGRAPH)


def environment() -> ImmutableSandboxedEnvironment:
    """A fresh environment: strict, sandboxed, escaping, without globals that make things."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=printed
    )
    made.filters.update(FILTERS)
    made.globals = {"range": made.globals["range"]}
    return made


def _day(name: str, value: object) -> date:
    if not isinstance(value, date):
        raise _unfit(name, value, "tanggal")
    return value


def _unfit(name: str, value: object, wanted: str) -> UnprintableError:
    return UnprintableError("TPL009", filter=name, kind=kind_of(value), wanted=wanted)


def _decimal_words(value: Decimal) -> str:
    whole, _, rest = f"{round(value, 2):f}".rstrip("0").partition(".")
    words = number_words(int(whole or 0))
    return f"{words} koma {' '.join(number_words(int(digit)) for digit in rest)}" if rest else words
