"""How a fault of the catalog is told: with its place in `catalog.yaml`."""

from __future__ import annotations

from pipeline import yaml_text
from pipeline.errors import Problem
from pipeline.yaml_text import Path_, Source


def fault(
    source: Source, what: str, path: Path_, /, *, at_key: bool = False, **params: str
) -> Problem:
    """Make the problem with the code ``what`` at ``path``.

    Args:
        source: the catalog's file.
        what: the code of the message.
        path: keys and zero-based indices of the normal form, from the top.
        at_key: whether the key is at fault, and not what stands at it.
        params: what the message names.
    """
    written = source.written(path)
    place = source.place(written, key=at_key)
    return Problem(what, params, source.file, place, yaml_text.dotted(written))
