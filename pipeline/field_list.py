"""What the templates of a document can read, in all kinds of case in which it is made.

Why: one Word file often serves several kinds of case, so a designer must guard what may be missing
in any of them, and show nothing that one of their readers must not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.model import KINDS
from pipeline.catalog import Catalog, Entry
from pipeline.contract.fields import Row, fields
from pipeline.errors import UsageError


def field_list(catalog: Catalog, name: str | None = None, kind: str | None = None) -> list[Row]:
    """List what can be read, in the vocabulary's order.

    Args:
        catalog: the documents.
        name: a document's name; None lists what every document can read, without its needs.
        kind: the kind of case; None takes all in which the document is made.

    Returns:
        One row a path: it may be missing where it may in any of these cases, and its readers are
        those who may read it in all of them.

    Raises:
        UsageError: the document is not made in this kind of case.
    """
    entry = catalog[name] if name else _any_document()
    if kind and kind not in entry.kinds:
        kinds = ", ".join(entry.kinds)
        raise UsageError.of("PGN022", document=entry.name, kind=kind, kinds=kinds)
    documents = [one.name for one in catalog.entries]
    merged: dict[str, Row] = {}
    for of in [kind] if kind else entry.kinds:
        for row in fields(entry, of, documents):
            before = merged.get(row.path)
            merged[row.path] = _together(before, row) if before else row
    return list(merged.values())


def _any_document() -> Entry:
    return Entry.model_validate(
        {"title": "Dokumen", "order": "1", "reader": ["kantor"], "kinds": list(KINDS)}
    )


def _together(one: Row, other: Row) -> Row:
    return replace(
        one,
        type=one.type if one.type == other.type else ", ".join(_union(one.type, other.type)),
        words=tuple(dict.fromkeys((*one.words, *other.words))),
        optional=one.optional or other.optional,
        readers=tuple(reader for reader in one.readers if reader in other.readers),
    )


def _union(one: str, other: str) -> Sequence[str]:
    return tuple(dict.fromkeys((*one.split(", "), *other.split(", "))))
