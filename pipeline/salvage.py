"""Build of a faulty file what can be built, so that the rest of it can be judged too.

Why: an officer who mistyped one date wants to hear of the unknown site code in the same breath;
a second run for the second fault is how faults are forgotten.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pipeline.case.section import Branch, Section, branches, is_list

Model = TypeVar("Model", bound=Section)


def salvage(model: type[Model], data: Any) -> Model:
    """Build a section of the values that have their shape.

    Args:
        model: the section.
        data: plain data as `yaml_text` gives it; anything but a mapping counts as an empty one.

    Returns:
        The section. What is missing or faulty in it is None or empty, even where the model says
        that it must stand: fit for rules that look for more faults, never for a document.
    """
    written = data if isinstance(data, dict) else {}
    values: dict[str, Any] = {}
    given: set[str] = set()
    for key, branch in branches(model).items():
        field = model.model_fields[branch.attribute]
        if (raw := written.get(key)) is None:
            values[branch.attribute] = _nothing(field)
            continue
        given.add(branch.attribute)
        values[branch.attribute] = _value(model, key, raw)
    return cast("Model", model.model_construct(_fields_set=given, **values))


def _nothing(field: FieldInfo) -> Any:
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _value(model: type[Section], key: str, raw: Any) -> Any:
    try:
        return _reader(model, key).validate_python(raw)
    except ValidationError:
        branch = branches(model)[key]
        return _rescued(branch, model.model_fields[branch.attribute], raw)


@cache
def _reader(model: type[Section], key: str) -> TypeAdapter[Any]:
    """What types the value of one key; built once, as building takes longer than reading."""
    field = model.model_fields[branches(model)[key].attribute]
    typed: Any = field.annotation
    for mark in field.metadata:
        typed = Annotated[typed, mark]
    return TypeAdapter(typed)


def _rescued(branch: Branch, field: FieldInfo, raw: Any) -> Any:
    """What is left of a faulty value: the good parts of a section, nothing of a scalar."""
    section = branch.section
    if section is None:  # no default either: what was meant is not known
        return () if is_list(field.annotation) else None
    if branch.by_code:
        by_code = raw if isinstance(raw, dict) else {}
        return {code: salvage(section, entry) for code, entry in by_code.items()}
    if is_list(field.annotation):
        entries = raw if isinstance(raw, list) else [raw]
        return tuple(salvage(section, entry) for entry in entries)
    return salvage(section, raw)
