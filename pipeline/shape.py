"""Hold plain data to a model, and tell every fault with its place.

Why: pydantic says what is wrong where in the data; an officer needs where in the file, and the
key that was meant. Case files and office.yaml are judged by the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.case.section import Section, branches, fields_of, walk_fields
from pipeline.errors import Problem
from pipeline.spelling import as_list, nearest
from pipeline.yaml_nodes import Node
from pipeline.yaml_text import Path_, Source, dotted, plain

Model = TypeVar("Model", bound=Section)

_WANTED = {
    "model_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
}
_FOUND = {dict: "mapping", list: "list", str: "value", type(None): "nothing"}


def shape(
    source: Source, model: type[Model], path: Path_ = ()
) -> tuple[Model | None, list[Problem]]:
    """Type the data of a YAML file, or of a part of it.

    Args:
        source: the file.
        model: the section that it shall be.
        path: where in the file that section stands; by default it is the whole file.

    Returns:
        The model, or None where the file does not have its shape, and all faults found.
    """
    node = source.node(path)
    empty = _empty_strangers(model, node, ()) if source.left_empty else ()
    problems = [_stranger(source, model, path, below) for below in empty]
    typed: Model | None = None
    data = plain(node)
    try:
        typed = model.model_validate({} if data is None else data)
    except ValidationError as error:
        for detail in error.errors():
            problems.extend(_problems(source, model, path, detail))
    return None if problems else typed, sorted(problems, key=lambda problem: problem.sort_key)


def _empty_strangers(model: type[Section], node: Node, path: Path_) -> Iterator[Path_]:
    """Unknown keys without a value: the data leaves them out as missing, yet they are slips."""
    if isinstance(node.content, list):
        for number, item in enumerate(node.content):
            yield from _empty_strangers(model, item, (*path, number))
    elif isinstance(node.content, dict):
        known = branches(model)
        for name, entry in node.content.items():
            here = (*path, name)
            if name not in known:
                if plain(entry.node) is None:
                    yield here
            elif inner := known[name].section:
                for below, part in _parts(entry.node, here, by_code=known[name].by_code):
                    yield from _empty_strangers(inner, part, below)


def _parts(node: Node, path: Path_, *, by_code: bool) -> Iterator[tuple[Path_, Node]]:
    """The section at a key, or the sections below the codes there."""
    if not by_code:
        yield path, node
    elif isinstance(node.content, dict):
        for code, entry in node.content.items():
            yield (*path, code), entry.node


def _problems(
    source: Source, model: type[Section], top: Path_, detail: ErrorDetails
) -> Iterator[Problem]:
    path: Path_ = (*top, *detail["loc"])
    kind = detail["type"]
    written = source.written(path)
    if kind == "missing":
        yield from _missing(source, model, top, detail["loc"])
    elif kind == "extra_forbidden":
        yield _stranger(source, model, top, detail["loc"])
    elif kind not in _WANTED:
        params = {name: str(value) for name, value in detail["ctx"].items() if name != "code"}
        if kind == "SKM020" and "," in params["value"]:
            params["suggestion"] = _list_meant(source, path, params["wanted"].split(", "))
        yield _at(source, kind, written, params)
    elif detail["input"] is None:
        yield _at(source, "SKM028", written, {})
    else:
        found = _FOUND.get(type(detail["input"]), "value")
        yield _at(source, "SKM003", written, {"wanted": _WANTED[kind], "found": found})


def _list_meant(source: Source, path: Path_, words: list[str]) -> str:
    """The list of words that a value with a comma stands for, where there may be one."""
    if not isinstance(path[-1], int):
        return ""
    return as_list(plain(source.node(source.written(path[:-1]))), words)


def _missing(source: Source, model: type[Section], top: Path_, below: Path_) -> Iterator[Problem]:
    """A key that must stand; of a section whose keys all stand empty, those of them that must."""
    path = (*source.written((*top, *below[:-1])), below[-1])
    section = _section_at(model, below)
    needed: list[str] = []
    if section and source.written(path) == path and isinstance(source.node(path).content, dict):
        needed = [name for name, field in fields_of(section).items() if field.is_required()]
    for name in needed:
        yield from _missing(source, model, top, (*below, name))
    if not needed:
        yield _at(source, "SKM002", path, {"key": str(below[-1])})


def _stranger(source: Source, model: type[Section], top: Path_, below: Path_) -> Problem:
    params = {"key": str(below[-1]), "suggestion": _meant(model, below)}
    return _at(source, "SKM001", source.written((*top, *below)), params, key=True)


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
    homes = _homes(model).get(name, [])
    return homes[0] if len(homes) == 1 else ""


@cache
def _homes(model: type[Section]) -> dict[str, list[str]]:
    """Where in the vocabulary each name has its place; counted out once a model."""
    homes: dict[str, list[str]] = {}
    for path, _ in walk_fields(model):
        homes.setdefault(path[-1], []).append(".".join(path))
    return homes


def _keys_at(model: type[Section], path: Path_) -> list[str]:
    section = _section_at(model, path)
    return list(branches(section)) if section else []


def _section_at(model: type[Section], path: Path_) -> type[Section] | None:
    """The section at a path of which all steps but codes and numbers are known keys."""
    current = model
    code_follows = False
    for step in path:
        if code_follows or isinstance(step, int):
            code_follows = False
            continue
        branch = branches(current)[step]
        if branch.section is None:
            return None
        current, code_follows = branch.section, branch.by_code
    return None if code_follows else current
