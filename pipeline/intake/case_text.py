"""The text of a case file from a row's values, in the vocabulary's order.

Why: a file that was imported must read like one that an officer began, key by key in the order of
a case's life.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from pipeline.case import Case
from pipeline.case.section import branches, fields_of
from pipeline.intake.cells import Written
from pipeline.intake.columns import COLUMNS
from pipeline.intake.draft import Draft
from pipeline.intake.yaml_writer import Tree, mapping
from pipeline.parsers.text import parse_narrative
from pipeline.skeleton import MODELINE
from pipeline.values import Narrative

NOTES = "catatan"
PROSE = frozenset(column.key for column in COLUMNS.values() if column.kind == "prose")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Keys in front of which an empty line makes the file's parts easy to find.
_APART = re.compile(r"[a-z_]+:(?: \|)?", re.ASCII)


def case_text(nomor: str, jenis: str, pk: str, draft: Draft, row: int) -> str:
    """Write the case file of a row.

    Args:
        nomor: its number.
        jenis: the kind of case.
        pk: the officer's code.
        draft: what the row gave.
        row: its number in the sheet, for the comment on top.

    Returns:
        The text; loaded, it gives each value in its normal form.
    """
    values: dict[str, Written] = {"nomor": nomor, "jenis": jenis, "pk": pk, **draft.values}
    nested: dict[str, Any] = {}
    for key, value in values.items():
        _put(nested, key.split("."), _typed(value, narrative=key in PROSE))
    if draft.notes:
        nested[NOTES] = notes(draft.notes)
    tree = _ordered(Case, nested)
    days = frozenset(v for v in values.values() if isinstance(v, str) and _DAY.fullmatch(v))
    lines = [MODELINE, f"# Dari buku register, baris {row}.", ""]
    for number, line in enumerate(mapping(tree, bare=days)):
        if number and _APART.fullmatch(line):
            lines.append("")
        lines.append(line)
    return "\n".join(lines) + "\n"


def notes(entries: tuple[tuple[str, str], ...]) -> Narrative:
    """The narrative of what has no key: an item for each, its header in front."""
    return parse_narrative("\n".join(f"- {header}: {text}" for header, text in entries))


def _typed(value: Written, *, narrative: bool) -> Narrative | Written:
    return parse_narrative(value) if narrative and isinstance(value, str) else value


def _put(nested: dict[str, Any], path: list[str], value: object) -> None:
    for step in path[:-1]:
        nested = nested.setdefault(step, {})
    nested[path[-1]] = value


def _ordered(model: type[BaseModel], nested: Mapping[str, Any]) -> Tree:
    """The same values in the order of the model's keys."""
    known = branches(model)
    tree: dict[str, Any] = {}
    for name in fields_of(model):
        value = nested.get(name)
        section = known[name].section
        if isinstance(value, dict) and section:
            tree[name] = _ordered(section, value)
        elif value is not None:
            tree[name] = value
    return tree
