"""Which keys of a case file hold a code of office.yaml, and where a case holds one.

Why: the marks on the types say it once; what judges, resolves and proposes codes asks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from pipeline.case.section import Section, branches, marks_of
from pipeline.scalars import CodeOf

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class CodeKey:
    """A key that holds a code, or a list of codes.

    Attributes:
        path: the key's names from the top of the file, without indices.
        section: the section of office.yaml whose codes it takes.
        free: whether text may stand there as well.
    """

    path: tuple[str, ...]
    section: str
    free: bool


@cache
def code_keys(model: type[BaseModel]) -> tuple[CodeKey, ...]:
    """All keys below a model that hold a code, in the vocabulary's order."""
    found: list[CodeKey] = []
    for name, branch in branches(model).items():
        if branch.section:
            found += (replace(key, path=(name, *key.path)) for key in code_keys(branch.section))
            continue
        for mark in marks_of(model.model_fields[branch.attribute]):
            if isinstance(mark, CodeOf):
                found.append(CodeKey((name,), mark.section, mark.free))
    return tuple(found)


def values_at(section: Section, key: CodeKey) -> Iterator[tuple[Path_, str]]:
    """Each value that a section holds at such a key, with its path; nothing where none stands."""
    yield from _below(section, key.path, ())


def _below(value: Any, names: tuple[str, ...], path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _below(entry, names, (*path, number))
    elif isinstance(value, Section):
        inner = getattr(value, branches(type(value))[names[0]].attribute)
        yield from _below(inner, names[1:], (*path, names[0]))
    elif value is not None:
        yield path, value
