"""The types of single values in the case file and in office.yaml.

Why: a key of the vocabulary names its type once; how it is read and what the editor's schema says
of it follow from that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from pipeline.parsers.dates import FIRST_YEAR, LAST_YEAR, parse_date, parse_month, parse_time
from pipeline.parsers.quantities import (
    parse_fine,
    parse_hours,
    parse_money,
    parse_number,
    parse_period,
    parse_whole,
    within,
)
from pipeline.parsers.text import parse_narrative, parse_text
from pipeline.parsers.words import (
    one_of,
    parse_code,
    parse_day_name,
    parse_nik,
    parse_number_of_case,
    parse_yes,
)
from pipeline.values import DAYS, Fine, Hours, Money, Narrative, Period


def typed_as(
    parser: Callable[[object], Any], kind: str, *written: str, **more: Any
) -> tuple[PlainValidator, WithJsonSchema]:
    """Make a type: its reader, and what editor and documents say of it.

    Args:
        parser: reads one value, or refuses it.
        kind: what it is, in a word of the officers.
        written: ways to write one, each of which the reader takes.
        more: what the editor's schema says besides. No type: an editor takes ``4``, ``08.00`` and
            a NIK for numbers, and our readers take the text of all of them.
    """
    return PlainValidator(parser), WithJsonSchema({"title": kind, "examples": [*written], **more})


def choice(*words: str, **meanings: str) -> tuple[PlainValidator, WithJsonSchema]:
    """Make a type that is one of these words; what the editor says of some beside them."""
    explained = [meanings.get(word, "") for word in words]
    return one_of(*words), WithJsonSchema({"enum": [*words], "enumDescriptions": explained})


@dataclass(frozen=True, slots=True)
class CodeOf:
    """Marks a key's type: it holds the code of an entry of office.yaml.

    Attributes:
        section: the section of office.yaml in which the entry stands.
        free: whether text may stand there as well, for what office.yaml does not have.

    Why: `check`, the templates' view and the editor's schema must agree on which keys these are.
    """

    section: str
    free: bool = False


Text = Annotated[str, *typed_as(parse_text, "teks")]
Prose = Annotated[Narrative, *typed_as(parse_narrative, "narasi")]
Day = Annotated[date, *typed_as(parse_date, "tanggal", "2026-02-18", "18 Februari 2026")]
Month = Annotated[date, *typed_as(parse_month, "bulan", "2026-04", "April 2026")]
Clock = Annotated[time, *typed_as(parse_time, "waktu", "08.00", "08:00")]
WorkHours = Annotated[Hours, *typed_as(parse_hours, "jam", "4", "7,5", "120 jam")]
Amount = Annotated[Money, *typed_as(parse_money, "uang", "Rp450.000", "450000")]
FineThreat = Annotated[
    Fine, *typed_as(parse_fine, "kategori denda atau uang", "kategori II", "Rp10.000.000")
]
Span = Annotated[Period, *typed_as(parse_period, "jangka waktu", "3 bulan", "1 tahun 6 bulan")]
YesNo = Annotated[
    bool,
    PlainValidator(parse_yes),
    WithJsonSchema({"enum": ["ya", "tidak"], "enumDescriptions": ["", ""]}),
]
Whole = Annotated[int, *typed_as(parse_whole, "bilangan bulat")]
Year = Annotated[int, within(FIRST_YEAR, LAST_YEAR), WithJsonSchema({"title": "tahun"})]
Score = Annotated[Decimal, *typed_as(parse_number, "bilangan", "12", "7,5")]
Nik = Annotated[
    str,
    *typed_as(
        parse_nik,
        "NIK, 16 angka",
        pattern=r"^[0-9\s]{16,}$",
        patternErrorMessage="NIK terdiri atas 16 angka.",
    ),
]
CaseNumber = Annotated[
    str,
    *typed_as(
        parse_number_of_case,
        "nomor berkas",
        "KS-2026-0001",
        pattern=r"^\s*[A-Za-z0-9][A-Za-z0-9._-]*\s*$",
        patternErrorMessage="Nomor berkas memuat huruf, angka, titik, dan tanda hubung saja.",
    ),
]
DayName = Annotated[
    str,
    PlainValidator(parse_day_name),
    WithJsonSchema({"enum": [*DAYS], "enumDescriptions": [""] * len(DAYS)}),
]
OfficerCode = Annotated[str, *typed_as(parse_code, "kode"), CodeOf("pk")]
SiteCode = Annotated[str, *typed_as(parse_code, "kode"), CodeOf("lokasi")]
SiteOrText = Annotated[str, *typed_as(parse_text, "teks"), CodeOf("lokasi", free=True)]
AgencyOrText = Annotated[str, *typed_as(parse_text, "teks"), CodeOf("instansi", free=True)]
