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
    parse_hours,
    parse_money,
    parse_number,
    parse_period,
    parse_whole,
    within,
)
from pipeline.parsers.text import parse_narrative, parse_text
from pipeline.parsers.words import (
    parse_code,
    parse_day_name,
    parse_nik,
    parse_number_of_case,
    parse_yes,
)
from pipeline.values import DAYS, Hours, Money, Narrative, Period


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
OfficerCode = Annotated[str, *_type(parse_code), CodeOf("pk")]
SiteCode = Annotated[str, *_type(parse_code), CodeOf("lokasi")]
SiteOrText = Annotated[str, *_type(parse_text), CodeOf("lokasi", free=True)]
AgencyOrText = Annotated[str, *_type(parse_text), CodeOf("instansi", free=True)]
