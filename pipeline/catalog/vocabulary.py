"""What a key of the case file can hold, as the catalog asks: a day, a text, one of these words.

Why: a condition that can never hold, or a date where none stands, would leave a document out in
silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from pipeline.case.model import Case
from pipeline.case.section import Section, branches, is_list, marks_of, section_in
from pipeline.parsers.dates import parse_date, parse_month
from pipeline.parsers.text import parse_text
from pipeline.parsers.words import parse_number_of_case
from pipeline.scalars import CodeOf


@cache
def field_at(dotted: str) -> FieldInfo | None:
    """What the vocabulary declares at a dotted path; None where the case file has no such key.

    Nothing is known below codes that the office chooses: the path would have to name one.
    """
    model: type[Section] | None = Case
    field: FieldInfo | None = None
    for step in dotted.split("."):
        known = branches(model).get(step) if model else None
        if model is None or known is None:
            return None
        field = model.model_fields[known.attribute]
        model = None if known.by_code else known.section
    return field


@cache
def is_list_of_sections(dotted: str) -> bool:
    """Whether a path names a list of sections on top of the case file."""
    field = field_at(dotted)
    return (
        field is not None
        and "." not in dotted
        and is_list(field.annotation)
        and section_in(field.annotation) is not None
    )


def holds_month(field: FieldInfo) -> bool:
    """Whether a key holds one month."""
    return _reader(field) is parse_month


def holds_day(field: FieldInfo) -> bool:
    """Whether a key holds one day, or a month, which stands for its last one."""
    return _reader(field) in (parse_date, parse_month)


def holds_text(field: FieldInfo) -> bool:
    """Whether a key holds one text as it will be printed, and no code for something else."""
    return _reader(field) in (parse_text, parse_number_of_case) and not _codes(field)


def can_name(field: FieldInfo) -> bool:
    """Whether a key names files: it is short, stays the same and says nothing of a person."""
    is_code = any(not mark.free for mark in _codes(field))
    return holds_day(field) or is_code or any(_told(field, "enum"))


def understood(field: FieldInfo, word: str) -> str:
    """A word of a condition as the key's value would say it; empty where it can hold no such.

    A condition is true where both are the same text, so ``1 Februari 2026`` is ``2026-02-01``.
    Months and times say what cannot be written as one, and so nothing.
    """
    reader = _reader(field)
    if reader is None:
        return ""
    try:
        text = said(reader(word))
        return text if said(reader(text)) == text else ""
    except PydanticCustomError:
        return ""


def sayings(field: FieldInfo) -> tuple[str, ...]:
    """What a key can say: all its words, or some examples; nothing for a section or a list."""
    known = (understood(field, word) for word in _told(field, "enum", "examples"))
    return tuple(dict.fromkeys(word for word in known if word))


def said(value: object) -> str:
    """A value of the case as a condition of the catalog is held against it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def _told(field: FieldInfo, *properties: str) -> Iterator[str]:
    """What the editor's schema says of a key in these properties."""
    for mark in marks_of(field):
        if isinstance(mark, WithJsonSchema):
            schema = mark.json_schema or {}
            yield from (word for name in properties for word in schema.get(name, ()))


def _codes(field: FieldInfo) -> list[CodeOf]:
    return [mark for mark in marks_of(field) if isinstance(mark, CodeOf)]


def _reader(field: FieldInfo) -> Callable[[Any], Any] | None:
    """What reads the one value of a key; None for a section or a list."""
    if is_list(field.annotation) or section_in(field.annotation):
        return None
    readers: list[Any] = [m.func for m in marks_of(field) if isinstance(m, PlainValidator)]
    return readers[0] if readers else None
