"""The list of all that a template can read, for those who design one.

Why: a designer looks up a path with its type, whether it may be missing and who may read it, and
finds there what the checker holds the template to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.catalog import Entry
from pipeline.contract.readers import allowed
from pipeline.contract.types import Nothing, Record, Shape, Unset, Word, labels, without
from pipeline.contract.view import paths, view_of

_LIKELY = ("klien", "surat")  # whose keys are meant where a name stands alone


@dataclass(frozen=True, slots=True)
class Row:
    """A path that a template can read.

    Attributes:
        path: as it is written in a tag; of a list's entries, below the list's name.
        type: what it is, in a designer's words.
        words: what a word of the vocabulary can be.
        optional: whether it may be missing, so that it must be asked for first.
        description: what it holds.
        readers: who may read it as it stands.
    """

    path: str
    type: str
    words: tuple[str, ...]
    optional: bool
    description: str
    readers: tuple[str, ...]


def fields(entry: Entry, kind: str, documents: Collection[str] = ()) -> Iterator[Row]:
    """All paths of one document in one kind of case, in the vocabulary's order."""
    for steps, field in paths(view_of(entry, kind, documents)):
        shape = without(field.shape, Nothing, Unset)
        yield Row(
            path=".".join(steps),
            type=labels(shape),
            words=_words(shape),
            optional=field.optional,
            description=field.description,
            readers=allowed(field.path, kind, entry.name),
        )


def _words(shape: Shape) -> tuple[str, ...]:
    return tuple(
        word for kind in shape if isinstance(kind, Word) for word in kind.words if word in kind.left
    )


def likeliest(view: Record, name: str, most: int = 2) -> list[str]:
    """The paths that end in a name and can be read as they stand, the likeliest first.

    Why: ``{{ nama }}`` is mostly ``klien.nama``; what lies deep in a section mostly is not meant.
    """
    found = [".".join(steps) for steps, _ in paths(view, lists=False) if steps[-1] == name]
    return sorted(found, key=_unlikely)[:most]


def _unlikely(path: str) -> tuple[int, int]:
    section = path.partition(".")[0]
    rank = _LIKELY.index(section) if section in _LIKELY else len(_LIKELY)
    return rank, path.count(".")
