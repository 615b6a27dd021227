"""Hold plain data to a model, and tell every fault with its place.

Why: pydantic says what is wrong where in the data; an officer needs where in the file, and the
key that was meant. Case files and office.yaml are judged by the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.case.section import Section, fields_of, section_in, walk_fields
from pipeline.errors import Problem
from pipeline.scalars import nearest
from pipeline.yaml_text import Node, Path_, Source, dotted

Model = TypeVar("Model", bound=Section)

_WANTED = {
    "model_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
}
_FOUND = {dict: "mapping", list: "list", str: "value", type(None): "nothing"}


def shape(source: Source, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Type the data of a YAML file.

    Returns:
        The model, or None where the file does not have its shape, and all faults found.
    """
    problems = list(_empty_strangers(source, model, source.root, ()))
    typed: Model | None = None
    try:
        typed = model.model_validate(source.data)
    except ValidationError as error:
        problems.extend(_problem(source, model, detail) for detail in error.errors())
    return None if problems else typed, sorted(problems, key=lambda problem: problem.sort_key)


def _empty_strangers(
    source: Source, model: type[Section], node: Node, path: Path_
) -> Iterator[Problem]:
    """Unknown keys without a value: the data leaves them out as missing, yet they are slips."""
    if isinstance(node.content, list):
        for number, item in enumerate(node.content):
            yield from _empty_strangers(source, model, item, (*path, number))
    elif isinstance(node.content, dict):
        fields = fields_of(model)
        for name, entry in node.content.items():
            here = (*path, name)
            if name not in fields:
                if entry.node.content in ("", [], {}):
                    yield _stranger(source, model, here)
            elif inner := section_in(fields[name].annotation):
                yield from _empty_strangers(source, inner, entry.node, here)


def _problem(source: Source, model: type[Section], detail: ErrorDetails) -> Problem:
    path: Path_ = detail["loc"]
    kind = detail["type"]
    if kind == "missing":
        key = path[-1]
        parent = source.written(path[:-1])
        return _at(source, "SKM002", (*parent, key), {"key": str(key)})
    written = source.written(path)
    if kind == "extra_forbidden":
        return _stranger(source, model, written)
    if wanted := _WANTED.get(kind):
        if detail["input"] is None:
            return _at(source, "SKM028", written, {})
        found = _FOUND.get(type(detail["input"]), "value")
        return _at(source, "SKM003", written, {"wanted": wanted, "found": found})
    params = {name: str(value) for name, value in detail.get("ctx", {}).items() if name != "code"}
    return _at(source, kind, written, params)


def _stranger(source: Source, model: type[Section], path: Path_) -> Problem:
    params = {"key": str(path[-1]), "suggestion": _meant(model, path)}
    return _at(source, "SKM001", path, params, key=True)


def _at(
    source: Source, code: str, path: Path_, params: dict[str, str], *, key: bool = False
) -> Problem:
    place = source.place(path, key=key)
    return Problem(code, params, file=source.file, place=place, path=dotted(path))


def _meant(model: type[Section], path: Path_) -> str:
    """The key that a misspelt one stands for: nearest in its section, else its place elsewhere."""
    name = str(path[-1])
    if close := nearest(name, _keys_at(model, path[:-1])):
        return close
    homes = [".".join(known) for known, _ in walk_fields(model) if known[-1] == name]
    return homes[0] if len(homes) == 1 else ""


def _keys_at(model: type[Section], path: Path_) -> list[str]:
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        fields = fields_of(current)
        if step in fields:
            inner = section_in(fields[step].annotation)
            if inner is None:
                return []
            current = inner
    return list(fields_of(current))
