"""The tree of a YAML file: every value and every key with its place.

Why: plain data forgets where it stood, and whoever judges it must be able to point there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Node:
    """One value with its place; ``content`` is text, a list of nodes, or a dict of entries."""

    content: str | list[Node] | dict[str, Entry]
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Entry:
    """A key of a mapping with its place, and its value."""

    line: int
    column: int
    end_column: int
    node: Node
