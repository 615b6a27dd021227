"""The filters of the templates, and the environment that runs them.

Why: a template decides where a value stands, not how Indonesian writes it; and a template comes
from outside, so it runs strict, sandboxed and escaping, on plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from functools import partial, wraps
from typing import Any

from babel.numbers import format_decimal
from jinja2 import Undefined
from markupsafe import Markup, escape

from pipeline import figures
from pipeline.sandbox import Sandbox
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

# Marks that the render stage turns into real paragraphs and list items, and one that keeps braces
# of the data from being taken for tags. They are of Unicode's private use, which no case file may
# hold.
PARAGRAPH, ITEM, NOTHING = "\ue000", "\ue001", "\ue002"

# Jinja's own that write any value as a text: None would become the word "None".
_TEXT_FILTERS = (
    "capitalize",
    "center",
    "indent",
    "lower",
    "replace",
    "string",
    "title",
    "trim",
    "truncate",
    "upper",
    "wordcount",
    "wordwrap",
)


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
        ((int, Decimal, float), "bilangan"),
        ((list, tuple), "daftar"),
        (dict, "bagian"),
        (time, "waktu"),
        (str, "teks"),
    )
    return next((word for kind, word in words if isinstance(value, kind)), "perintah")


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
    sign = "-" if value.minutes < 0 else ""
    whole, rest = divmod(abs(value.minutes), 60)
    parts = [f"{whole} jam"] if whole or not rest else []
    return sign + " ".join(parts + ([f"{rest} menit"] if rest else []))


def terbilang(value: object) -> str:
    """Words: ``seratus dua puluh``; of a period ``3 (tiga) bulan``; of money without the unit."""
    if isinstance(value, Period):
        return " ".join(f"{count} ({number_words(count)}) {unit}" for count, unit in value.units)
    if isinstance(value, Hours):
        return _hours_words(value)
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
    firsts = [next(filter(str.isalpha, word), "") for word in value.split()]
    if not any(firsts):
        raise _unfit("inisial", value, "nama yang berhuruf")
    return "".join(f"{first.upper()}." for first in firsts if first)


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
        return _shielded(value)
    if isinstance(value, Narrative):
        return marked(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, Decimal | float):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    if value is None:
        raise UnprintableError("TPL005")
    if isinstance(value, Hours | Period) or type(value) is int:
        return value
    needed = {bool: "|ya_tidak", date: "|tanggal", Money: "|rupiah"}.get(type(value))
    if isinstance(value, list | tuple | dict):
        needed = "{% for … %}"
    raise UnprintableError("TPL006", kind=kind_of(value), filters=needed or "{{ … }}")


def text_of(name: str, value: object) -> str:
    """What a filter on texts, or ``~``, gets: a text, or a number as it is printed.

    Raises:
        UnprintableError: the value is no text and has none of its own.
    """
    if isinstance(value, str | Undefined):
        return value if isinstance(value, str) else str(value)
    if type(value) is int or isinstance(value, Hours | Period | Decimal | float | time):
        return str(printed(value))
    raise _unfit(name, value, "teks")


def join(values: Iterable[object], between: str = "") -> str:
    """Texts in a row; as Jinja's own, without ``attribute`` (``map`` takes that)."""
    if values is None:
        raise _unfit("join", values, "daftar")
    pieces = [text_of("join", value) for value in values]
    if any(isinstance(piece, Markup) for piece in pieces):
        return escape(between).join(pieces)
    return between.join(pieces)


def marked(narrative: Narrative) -> str:
    """A narrative as one text with a mark before each paragraph and list item but a first one."""
    text = "".join(
        f"{ITEM if block.kind == 'item' else PARAGRAPH}{_shielded(block.text)}"
        for block in narrative.blocks
    )
    return text.removeprefix(PARAGRAPH)


def environment() -> Sandbox:
    """A fresh environment for one document."""
    made = Sandbox(finalize=printed, join_text=partial(text_of, "~"))
    made.adopt({name: _on_text(name, made.filters[name]) for name in _TEXT_FILTERS})
    made.adopt({**FILTERS, "join": join})
    return made


def _on_text(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep one of Jinja's filters to texts."""
    value_at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def checked(*args: Any, **named: Any) -> Any:
        before, value, after = args[:value_at], args[value_at], args[value_at + 1 :]
        return function(*before, text_of(name, value), *after, **named)

    return checked


def _shielded(text: str) -> str:
    """Keep docxtpl, which looks for ``{_{`` in what it has filled in, from changing data."""
    return text.replace("{", f"{{{NOTHING}").replace("}", f"{NOTHING}}}")


def _day(name: str, value: object) -> date:
    if not isinstance(value, date):
        raise _unfit(name, value, "tanggal")
    return value


def _unfit(name: str, value: object, wanted: str) -> UnprintableError:
    return UnprintableError("TPL009", filter=name, kind=kind_of(value), wanted=wanted)


def _hours_words(length: Hours) -> str:
    """The words of what is printed bare: ``tujuh koma lima``, ``tujuh jam dua puluh menit``."""
    bare = str(length)
    if "menit" not in bare:
        return _decimal_words(Decimal(bare.replace(",", ".")))
    return " ".join(number_words(int(word)) if word.isdigit() else word for word in bare.split())


def _decimal_words(value: Decimal) -> str:
    whole, _, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    words = number_words(int(whole))
    if rest:
        words += f" koma {' '.join(number_words(int(digit)) for digit in rest)}"
    return f"minus {words}" if value < 0 else words
