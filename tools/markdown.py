"""Markdown tables and blocks.

Why: a bar inside a cell must be escaped in one place, or a table falls apart somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar in a cell does not end it."""
    escaped = ([cell.replace("|", r"\|") for cell in row] for row in rows)
    lines = [heads, ["---"] * len(heads), *escaped]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def block(lines: Iterable[str], kind: str = "text") -> str:
    """Write lines that are shown as they are."""
    return "\n".join([f"```{kind}", *lines, "```"])
