"""The base of every section of a case file or of office.yaml, and how a key is declared.

Why: frozen, so that a stage cannot change what another one judged; closed, so that a misspelt key
is told and not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from pipeline.parsers.words import as_list


class Section(BaseModel):
    """A mapping with known keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def need(description: str, **extra: Any) -> Any:
    """Declare a key that must stand wherever its section stands."""
    return Field(description=description, **extra)


def key(description: str, **extra: Any) -> Any:
    """Declare a key that may be missing; it is then None."""
    return Field(default=None, description=description, **extra)


def many(description: str, **extra: Any) -> Any:
    """Declare a list that may be missing; it is then empty."""
    return Field(default=(), description=description, **extra)


OneOrMany = BeforeValidator(as_list)


def written_name(name: str, field: FieldInfo) -> str:
    """The key as it is written in the file (an attribute may need another name in Python)."""
    return field.alias or name


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a section in the vocabulary's order, by their written names."""
    return {written_name(name, field): field for name, field in model.model_fields.items()}


def section_in(annotation: Any) -> type[Section] | None:
    """The section that a key's type holds, through Optional and lists; None for values."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    for inner in get_args(annotation):
        if found := section_in(inner):
            return found
    return None


@dataclass(frozen=True, slots=True)
class Branch:
    """What lies below a key.

    Attributes:
        attribute: the key's name in Python.
        section: the section that it holds, alone, in a list or by code; None for a value.
        by_code: whether the section stands below codes that the office chooses.
    """

    attribute: str
    section: type[Section] | None
    by_code: bool


@cache
def branches(model: type[BaseModel]) -> Mapping[str, Branch]:
    """What lies below each key of a section, by written names; counted out once a model."""
    return {
        written_name(name, field): Branch(
            name, section_in(field.annotation), is_map(field.annotation)
        )
        for name, field in model.model_fields.items()
    }


def is_map(annotation: Any) -> bool:
    """Whether a key holds entries by codes that the office chooses (``lokasi``, ``pk``)."""
    return getattr(annotation, "__origin__", None) is dict


def is_list(annotation: Any) -> bool:
    """Whether a key holds a list."""
    origin = getattr(annotation, "__origin__", None)
    return origin is tuple or any(is_list(inner) for inner in get_args(annotation))


def takes_one(field: FieldInfo) -> bool:
    """Whether a single entry of a list may be written without the list."""
    return is_list(field.annotation) and any(_converters(field))


def has_short_form(field: FieldInfo) -> bool:
    """Whether a single value may stand for a whole section: a day for a range of days."""
    return any(mark != OneOrMany for mark in _converters(field))


def marks_of(field: FieldInfo) -> Iterator[Any]:
    """What a key's type is marked with, outermost first, through Optional and lists."""
    annotation: Any = field.annotation
    yield from field.metadata
    yield from _marks_in(annotation)


@cache
def _marks_in(annotation: Any) -> tuple[Any, ...]:
    """Remembered by type: a few dozen types stand at some four hundred keys."""
    marks = list(getattr(annotation, "__metadata__", ()))
    for inner in get_args(annotation):
        marks += _marks_in(inner)
    return tuple(marks)


def _converters(field: FieldInfo) -> Iterator[BeforeValidator]:
    """What brings a written form of a key's value into the normal one."""
    return (mark for mark in field.metadata if isinstance(mark, BeforeValidator))


def walk_fields(
    model: type[BaseModel], prefix: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """All keys below a section with their paths, depth first, in the vocabulary's order."""
    known = branches(model)
    for name, field in fields_of(model).items():
        yield (*prefix, name), field
        if inner := known[name].section:
            yield from walk_fields(inner, (*prefix, name))
