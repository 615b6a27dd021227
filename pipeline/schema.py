"""The JSON Schema of a case file, which an editor reads: keys, descriptions, choices, codes.

It is draft-07, which the YAML language server of VS Code understands, and it is made for that
server (``tests/editor`` runs it). It does not refuse what `check` accepts: an editor types ``4``
and ``08.00`` as numbers, an empty value is null, and a word may be in any letter case.

What may stand somewhere is said by what may not (``not``), since the server proposes ``true``,
``false`` and ``null`` wherever a type allows them; none of these is a value of ours. For the same
reason no example is a proposal: Enter would take a date that nobody meant.

Why: the officer sees what a key means and which codes there are while typing, from the same models
that judge the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
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
from pipeline.case.service import Attendance, Shift
from pipeline.office import Office
from pipeline.schema_seal import seal
from pipeline.values import DAYS

ABBREVIATIONS = {
    "nik": "NIK",
    "nip": "NIP",
    "pk": "PK",
    "kitas": "KITAS",
    "sidang_tpp": "Sidang TPP",
}
TITLE = "Berkas perkara"
DESCRIPTION = "Satu berkas untuk satu perkara; kunci yang tidak perlu boleh tidak ada atau kosong."

Schema = dict[str, Any]

SOMETHING = ["string", "number", "boolean", "object", "array"]
EMPTY = {"$ref": "#/definitions/kosong"}
UNFILLED = {"$ref": "#/definitions/belum_diisi"}
ONE = {"$ref": "#/definitions/satu_nilai"}
NEVER = {"$ref": "#/definitions/tidak_pernah"}
UNKNOWN_KEY = "Kunci ini tidak dikenal di sini."
ONE_VALUE = "Di sini ditulis satu nilai, bukan bagian atau daftar."
KEYS_BELOW = "Di sini ditulis bagian: kunci-kunci di bawahnya, menjorok dua spasi."
LIST = "Di sini ditulis daftar: tiap entri diawali `- `."
WORD = "Pilihlah salah satu: {words}."
CODE = "Kode ini tidak ada pada `{section}` dalam office.yaml. Kode yang ada: {codes}."
FILL = "Bagian ini sudah mulai diisi, jadi `{name}` wajib diisi."

# The server joins the headings of all forms of a key when it counts as many matches as there are
# forms, and takes two for the same whose heading, description and keys are the same. So each form
# has keys of its own (there are none among them); and one more, with an empty heading, matches
# nothing, or, at an empty value, where the server lets everything match, more often than any key
# has forms.
APART: dict[str, Any] = {"properties": {}}
MOST_FORMS = 9

# Rows that are written again and again. Nothing in them is a value that the officer did not type.
ROWS: dict[type[Section], dict[str, str]] = {
    Attendance: {
        "baris hadir": "{tanggal: $1, mulai: $2, selesai: $3, kegiatan: $4, patuh: ${5|ya,tidak|}}",
        "baris tidak hadir": "{tanggal: $1, status: ${2|izin,sakit,alpa|}, alasan: $3}",
    },
    Shift: {"baris jadwal": "{hari: ${1|" + ",".join(DAYS) + "|}, mulai: $2, selesai: $3}"},
}


def case_schema(office: Office) -> Schema:
    """Describe case files of this office.

    Args:
        office: its codes become choices; where free text stands beside codes, proposals.
    """
    definitions: dict[str, Schema] = {
        "kosong": {"not": {"type": SOMETHING, **APART}, **APART},
        "belum_diisi": _unfilled(),
        "satu_nilai": {**_scalar(), **APART},
        "tidak_pernah": {"title": "", "not": {}, "allOf": [{"title": ""}] * MOST_FORMS},
    }
    top = _section(Case, definitions)
    for key in code_keys(Case):
        _offer(top, definitions, key, office.entries(key.section))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": seal(office),
        "title": TITLE,
        "description": DESCRIPTION,
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


def schema_text(office: Office) -> str:
    """The schema as it is written to its file; the same office gives the same text."""
    return json.dumps(case_schema(office), ensure_ascii=False, indent=1) + "\n"


def is_stale(file: Path, office: Office) -> bool:
    """Whether the whole of a schema differs from what would be written now, or is not there.

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
    needed = [name for name, field in fields.items() if field.is_required()]
    made: Schema = {
        "allOf": [{"type": "object", "errorMessage": KEYS_BELOW, **APART}],
        "properties": {
            name: {**_said(name, field), **_key(field, definitions)}
            for name, field in fields.items()
        },
        "additionalProperties": False,
        "errorMessage": UNKNOWN_KEY,
    }
    if rows := ROWS.get(model):
        made["defaultSnippets"] = [
            {"label": label, "description": f"Sisipkan {label}.", "bodyText": body}
            for label, body in rows.items()
        ]
    if model is Case:
        made["required"] = needed
    elif needed:
        made |= {"if": UNFILLED, "else": {"allOf": [_filled(name) for name in needed]}}
    return made


def _filled(name: str) -> Schema:
    """That a key stands and holds something; an empty one would be a missing one."""
    said = FILL.format(name=name)
    return {
        "required": [name],
        "errorMessage": said,
        "if": {"properties": {name: UNFILLED}},
        # told at the key's place; what is filled may be anything
        "then": {"properties": {name: {"type": "array", "errorMessage": said, **APART}}},
    }


def _unfilled() -> Schema:
    """Nothing, or keys and entries below which there is nothing: what `check` takes as missing."""
    return {
        "if": {"type": ["string", "number", "boolean"], **APART},
        "then": {"type": "string", "maxLength": 0, **APART},
        "items": UNFILLED,
        "additionalProperties": UNFILLED,
        **APART,
    }


def _said(name: str, field: FieldInfo) -> Schema:
    """What the editor shows of a key: its name as a heading, what it means, how it is written."""
    said = {
        "title": ABBREVIATIONS.get(name, name.replace("_", " ").capitalize()),
        "description": field.description or "",
    }
    declared = _declared(field) or {}
    kind, examples = declared.get("title", ""), declared.get("examples", ())
    written = f", misalnya {', '.join(f'`{example}`' for example in examples)}" if examples else ""
    if kind not in ("", "teks"):
        said["markdownDescription"] = f"{said['description']}\n\n*Jenis:* {kind}{written}."
    elif "`" in said["description"]:
        said["markdownDescription"] = said["description"]
    return said


def _key(field: FieldInfo, definitions: dict[str, Schema]) -> Schema:
    """Which forms may stand at a key."""
    inner = section_in(field.annotation)
    forms = [_reference(inner, definitions)] if inner else _value(field)
    entry = forms[0] if len(forms) == 1 else _any_of(forms)
    if is_map(field.annotation):
        forms = [{"type": "object", "additionalProperties": entry}]
    elif is_list(field.annotation):
        several = {"type": "array", "items": entry, "errorMessage": LIST}
        forms = [*forms, several] if takes_one(field) else [several]
    if inner and has_short_form(field):
        forms = [*(_value(field) if words_of(field) else [_scalar()]), *forms]
    if not any(form in (EMPTY, ONE) or "if" in form for form in forms):
        forms.append(EMPTY)  # any single value may be empty; what is none must say so
    return _any_of(forms)


def _any_of(forms: Sequence[Schema]) -> Schema:
    return {"anyOf": [*(form if "$ref" in form else {**form, **APART} for form in forms), NEVER]}


def _reference(model: type[Section], definitions: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place, should a section ever hold itself
        definitions[name] = _section(model, definitions)
    return {"$ref": f"#/definitions/{name}"}


# --- values ---------------------------------------------------------------------------------------


def _scalar() -> Schema:
    """A single value of any kind, also an empty one."""
    return {
        "if": {"type": ["object", "array"], **APART},
        "then": {"type": "string", "errorMessage": ONE_VALUE, **APART},
    }


def _value(field: FieldInfo) -> list[Schema]:
    """The forms of a single value; the types of ``scalars`` say them themselves."""
    declared = _declared(field) or {}
    if "enum" in declared:
        return _choice(declared["enum"], declared["enumDescriptions"])
    kept = {name: value for name, value in declared.items() if name not in ("title", "examples")}
    return [{**_scalar(), **kept}] if kept else [ONE]


def words_of(field: FieldInfo) -> list[str]:
    """The words that a key chooses from; empty where it holds something else."""
    return list((_declared(field) or {}).get("enum", ()))


def _declared(field: FieldInfo) -> Schema | None:
    """The schema that a key's type declares, the outermost where it has several."""
    for mark in marks_of(field):
        if isinstance(mark, WithJsonSchema) and mark.json_schema is not None:
            return dict(mark.json_schema)
    return None


def _choice(words: Sequence[str], meanings: Sequence[str]) -> list[Schema]:
    """One of these words; the editor proposes them as they stand, and takes any letter case."""
    apostrophe = "['’`]?" if set(words) <= set(DAYS) else ""
    pattern = "|".join(_any_case(word, apostrophe) for word in words)
    message = WORD.format(words=", ".join(words))
    explained = {"enumDescriptions": list(meanings)} if any(meanings) else {}
    return [
        {"enum": list(words), **explained, "errorMessage": message},
        {"type": "string", "pattern": f"^\\s*({pattern})\\s*$", "errorMessage": message},
        EMPTY,
    ]


def _any_case(word: str, between: str) -> str:
    letters = (
        r"[_\s]+"
        if letter == "_"
        else f"[{letter.upper()}{letter}]"
        if letter.isalpha()
        else letter
        for letter in word
    )
    return between.join(letters)


# --- codes of the office --------------------------------------------------------------------------

# What an editor takes for a number, a truth or nothing, and would not find among the codes.
_LOOKS_TYPED = re.compile(
    r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?|0[xo][\da-f]+|[-+]?\.(inf|nan)|true|false|null|~",
    re.IGNORECASE,
)


def _offer(
    top: Schema, definitions: Mapping[str, Schema], key: CodeKey, known: Mapping[str, Any]
) -> None:
    schema = top
    for step in key.path[:-1]:
        forms = schema["properties"][step]["anyOf"]
        name = next(form["$ref"] for form in forms if "$ref" in form)
        schema = definitions[name.removeprefix("#/definitions/")]
    place = schema["properties"][key.path[-1]]
    codes = list(known)
    offered: Schema = {
        "enum": codes,
        "enumDescriptions": [known[code].nama for code in codes],
        "errorMessage": CODE.format(section=key.section, codes=", ".join(codes) or "-"),
    }
    loose = key.free or any(_LOOKS_TYPED.fullmatch(code) for code in codes)
    forms = [offered, ONE] if loose else [offered]
    if any("items" in form for form in place["anyOf"]):
        entry = _any_of(forms) if loose else offered
        forms.append({"type": "array", "items": entry, "errorMessage": LIST})
    place |= _any_of(forms if loose else [*forms, EMPTY])
