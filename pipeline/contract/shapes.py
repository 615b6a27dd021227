"""The shape of each key of a section, read off the models of the case file and of office.yaml.

Why: a key is declared once, and what a template sees of it follows.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline.case.offence import LIFE
from pipeline.case.section import Section, fields_of, is_map, marks_of
from pipeline.contract.types import (
    ANYTHING,
    DATE,
    DECIMAL,
    FILLED,
    HOURS,
    MONEY,
    NARRATIVE,
    NOTHING,
    NUMBER,
    PERIOD,
    TIME,
    UNSET,
    YES_NO,
    Field,
    ListOf,
    Record,
    Shape,
    Text,
    Type,
    joined,
    without,
    word,
)
from pipeline.office import entry_model
from pipeline.scalars import CodeOf
from pipeline.values import Hours, Money, Narrative, Period

Steps = tuple[str, ...]

# `bool` before `int`, `Money` before `int`: the first that fits.
_VALUES: tuple[tuple[type, Type], ...] = (
    (bool, YES_NO),
    (Money, MONEY),
    (int, NUMBER),
    (Decimal, DECIMAL),
    (date, DATE),
    (time, TIME),
    (Hours, HOURS),
    (Period, PERIOD),
    (Narrative, NARRATIVE),
    (str, FILLED),
)


@dataclass(frozen=True, slots=True)
class Needs:
    """The keys that are there whenever a document is made, with every key on the way to one."""

    keys: frozenset[Steps] = frozenset()

    @classmethod
    def of(cls, dotted: Iterator[str] | tuple[str, ...]) -> Needs:
        """Those of a catalog's entry."""
        paths = [tuple(key.split(".")) for key in dotted]
        return cls(frozenset(path[:end] for path in paths for end in range(1, len(path) + 1)))

    def under(self, at: Steps) -> Needs:
        """What is needed below a path: sections of which nothing is needed are made once."""
        long = len(at)
        return Needs(frozenset(path for path in self.keys if path[:long] == at))

    def has(self, path: Steps) -> bool:
        """Whether a key is there."""
        return path in self.keys

    def below(self, key: str) -> Needs:
        """What is needed of the entries of a list, under the same paths."""
        return Needs(frozenset(path for path in self.keys if path[0] == key))

    def apart_from(self, key: str) -> Needs:
        """What is needed elsewhere."""
        return Needs(frozenset(path for path in self.keys if path[0] != key or len(path) == 1))


def section_fields(model: type[BaseModel], at: Steps, needs: Needs) -> dict[str, Field]:
    """The keys of a section as a template sees them.

    Args:
        model: the section.
        at: the path to it.
        needs: what is there whenever the document is made.
    """
    return dict(_section_fields(model, at, needs.under(at)))


@lru_cache(maxsize=4096)
def _section_fields(model: type[BaseModel], at: Steps, needs: Needs) -> dict[str, Field]:
    return {name: key_field(info, (*at, name), needs) for name, info in fields_of(model).items()}


def record_of(model: type[BaseModel], at: Steps, needs: Needs) -> Record:
    """A section as a template sees it."""
    return _record_of(model, at, needs.under(at))


@lru_cache(maxsize=4096)
def _record_of(model: type[BaseModel], at: Steps, needs: Needs) -> Record:
    return Record(_section_fields(model, at, needs))


def key_field(info: FieldInfo, at: Steps, needs: Needs) -> Field:
    """A key as a template sees it; a code is what office.yaml says of it."""
    shape = _shape(info.annotation, info, at, needs)
    if needs.has(at):
        shape = filled(shape)
    return Field(shape, ".".join(at), info.description or "")


def filled(shape: Shape) -> Shape:
    """A shape of what is needed: not missing, and a list not empty."""
    return tuple(
        ListOf(kind.item, least=1) if isinstance(kind, ListOf) else kind
        for kind in without(shape, type(NOTHING))
    )


def _shape(  # noqa: PLR0911 - a case for each form of annotation
    annotation: Any, info: FieldInfo, at: Steps, needs: Needs
) -> Shape:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], info, at, needs)
    if origin in (Union, types.UnionType):
        return joined(*(_shape(one, info, at, needs) for one in inner))
    if origin is tuple:
        return (ListOf(_shape(inner[0], info, at, needs)),)
    if is_map(annotation):
        entry = Field((record_of(_section(inner[1]), at, needs), UNSET), ".".join(at))
        return (Record({}, entry),)
    if annotation is type(None):
        return (NOTHING,)
    if annotation is Any:  # a threatened term
        return (PERIOD, Text(LIFE), NOTHING)
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return (record_of(annotation, at, needs),)
    return _value(annotation, info, at, needs)


def _section(annotation: Any) -> type[Section]:
    found: type[Section] = annotation
    return found


def _value(python: type, info: FieldInfo, at: Steps, needs: Needs) -> Shape:
    marks = tuple(marks_of(info))
    for mark in marks:
        if isinstance(mark, CodeOf) and issubclass(python, str):
            return (entry_record(mark, at, needs),)
        if isinstance(mark, WithJsonSchema) and issubclass(python, str):
            words = (mark.json_schema or {}).get("enum")
            if words:
                return (word(*words),)
    found = next((made for kind, made in _VALUES if issubclass(python, kind)), ANYTHING)
    return (found,)


def entry_record(mark: CodeOf, at: Steps, needs: Needs) -> Record:
    """What stands in place of a code: its entry, or, of a free text, a name alone."""
    code: Shape = (FILLED, NOTHING) if mark.free else (FILLED,)
    known = section_fields(entry_model(mark.section), at, needs)
    kode = Field(code, ".".join((*at, "kode")), "Kode dalam office.yaml.")
    return Record({"kode": kode, **known})
