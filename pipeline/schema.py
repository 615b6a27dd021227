"""The JSON Schema of a case file, which an editor reads: keys, descriptions, choices, codes.

It is draft-07, which the YAML language server of VS Code understands. It is made so that it does
not refuse what `check` accepts: an editor types ``4`` and ``08.00`` as numbers, an empty value is
null, and a word may be in any letter case.

Why: the officer sees what a key means and which codes there are while typing, from the same models
that judge the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline.case import Case
from pipeline.case.codes import CodeKey, code_keys
from pipeline.case.section import (
    Section,
    fields_of,
    has_short_form,
    is_list,
    is_map,
    marks_of,
    section_in,
    takes_one,
)
from pipeline.office import Office
from pipeline.values import DAYS

TITLE = "Berkas perkara"
DESCRIPTION = "Satu berkas untuk satu perkara; kunci yang tidak perlu boleh tidak ada atau kosong."

Schema = dict[str, Any]


def case_schema(office: Office) -> Schema:
    """Describe case files of this office.

    Args:
        office: its codes become choices; where free text stands beside codes, proposals.
    """
    definitions: dict[str, Schema] = {}
    top = _section(Case, definitions)
    for key in code_keys(Case):
        _offer(top, definitions, key, office.entries(key.section))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        "description": DESCRIPTION,
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


def schema_text(office: Office) -> str:
    """The schema as it is written to its file; the same office gives the same text."""
    return json.dumps(case_schema(office), ensure_ascii=False, indent=1) + "\n"


def is_stale(file: Path, office: Office) -> bool:
    """Whether an editor works with a schema that no longer fits.

    A workspace whose editor was never set up (no ``.vscode`` folder) has nothing stale.
    """
    if not file.parent.is_dir():
        return False
    try:
        return file.read_text(encoding="utf-8") != schema_text(office)
    except (OSError, ValueError):
        return True


# --- sections and keys ----------------------------------------------------------------------------


def _section(model: type[Section], definitions: dict[str, Schema]) -> Schema:
    fields = fields_of(model)
    return {
        "type": ["object", "null"],
        "properties": {name: _key(field, definitions) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }


def _key(field: FieldInfo, definitions: dict[str, Schema]) -> Schema:
    inner = section_in(field.annotation)
    entry = _reference(inner, definitions) if inner else _value(field)
    said = {"description": field.description or ""}
    if is_map(field.annotation):
        return {**said, "type": ["object", "null"], "additionalProperties": entry}
    forms = [entry]
    if is_list(field.annotation):
        several = {"type": "array", "items": entry}
        forms = [entry, several] if takes_one(field) else [several, {"type": "null"}]
    if inner and has_short_form(field):
        forms.append(_scalar())
    if len(forms) == 1 and not inner:
        return {**said, **entry}
    return {**said, "anyOf": forms}


def _reference(model: type[Section], definitions: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place, should a section ever hold itself
        definitions[name] = _section(model, definitions)
    return {"$ref": f"#/definitions/{name}"}


# --- values ---------------------------------------------------------------------------------------


def _scalar() -> Schema:
    return {"type": ["string", "number", "boolean", "null"]}


def _value(field: FieldInfo) -> Schema:
    """What stands for a single value; the types of ``scalars`` say it themselves."""
    schema = _declared(field)
    if schema is None:
        return _scalar()
    if words := words_of(field):
        return _choice(words)
    kinds = schema.get("type", [])
    if "integer" in kinds:  # a number in quotation marks is the same number
        schema = {**schema, "type": [*kinds, "string"]}
    return schema


def words_of(field: FieldInfo) -> list[str]:
    """The words that a key chooses from; empty where it holds something else."""
    schema = _declared(field) or {}
    return [word for word in schema.get("enum", ()) if word is not None]


def _declared(field: FieldInfo) -> Schema | None:
    """The schema that a key's type declares, the outermost where it has several."""
    for mark in marks_of(field):
        if isinstance(mark, WithJsonSchema) and mark.json_schema is not None:
            return dict(mark.json_schema)
    return None


def _choice(words: list[str]) -> Schema:
    """One of these words; the editor proposes them as they stand, and takes any letter case."""
    apostrophe = "['’`]?" if set(words) <= set(DAYS) else ""
    pattern = "|".join(_any_case(word, apostrophe) for word in words)
    return {
        "anyOf": [
            {"enum": [*words, None]},
            {"type": "string", "pattern": f"^\\s*({pattern})\\s*$"},
        ]
    }


def _any_case(word: str, between: str) -> str:
    letters = (
        "[_ ]" if letter == "_" else f"[{letter.upper()}{letter}]" if letter.isalpha() else letter
        for letter in word
    )
    return between.join(letters)


# --- codes of the office --------------------------------------------------------------------------


_LOOKS_TYPED = re.compile(r"[\d.]+|true|false|null", re.IGNORECASE)  # an editor types such a code


def _offer(
    top: Schema, definitions: Mapping[str, Schema], key: CodeKey, known: Mapping[str, Any]
) -> None:
    schema = top
    for step in key.path[:-1]:
        forms = schema["properties"][step]["anyOf"]
        name = next(form["$ref"] for form in forms if "$ref" in form).removeprefix("#/definitions/")
        schema = definitions[name]
    place = schema["properties"][key.path[-1]]
    codes = list(known)
    if key.free or any(_LOOKS_TYPED.fullmatch(code) for code in codes):
        offered = {**_scalar(), "examples": codes}
    else:
        names = [known[code].nama for code in codes]
        offered = {"enum": [*codes, None], "enumDescriptions": [*names, ""]}
    if "anyOf" in place:
        place["anyOf"] = [offered, {"type": "array", "items": offered}]
    else:
        del place["type"]
        place.update(offered)
