"""The tables of docs/fields.md: every path that a template can read, and who may not read it.

Why: the checker of templates knows all of it; a designer looks it up without running a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline import catalog
from pipeline.case.model import READERS
from pipeline.contract.fields import Row
from pipeline.field_list import field_list
from tools.markdown import table

TEMPLATES = Path(__file__).parent.parent / "templates"
_HEADS = ("Path", "Type", "May be missing", "What it holds", "Not for")


def field_tables() -> str:
    """A table for the plain keys, then one for each section."""
    sections: dict[str, list[Row]] = {}
    for row in field_list(catalog.load(TEMPLATES)):
        top, _, below = row.path.partition(".")
        sections.setdefault(top if below else "", []).append(row)
    return "\n\n".join(_parts(sections))


def _parts(sections: dict[str, list[Row]]) -> Iterator[str]:
    for name, rows in sections.items():
        head = f"## `{name}`" if name else "## At the top"
        yield f"{head}\n\n{table(_HEADS, map(_cells, rows))}"


def _cells(row: Row) -> tuple[str, ...]:
    words = ", ".join(f"`{word}`" for word in row.words)
    barred = ", ".join(reader for reader in READERS if reader not in row.readers)
    optional = "yes" if row.optional else ""
    return f"`{row.path}`", words or row.type, optional, row.description, barred
