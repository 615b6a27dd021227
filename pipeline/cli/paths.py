"""Options and arguments that are a path.

Why: an empty variable of a script becomes an empty word, and an empty path would mean the current
folder, which nobody has named.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.faults import spelling
from pipeline.errors import UsageError


class Place(click.Path):
    """A path whose emptiness is refused."""

    def __init__(self) -> None:
        """Take any path, as a `Path`."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises:
            UsageError: it is empty.
        """
        if value == "" and param and ctx and not ctx.resilient_parsing:
            code = "PGN005" if isinstance(param, click.Option) else "PGN004"
            raise UsageError.of(code, name=spelling(param), command=ctx.command_path)
        return super().convert(value, param, ctx)
