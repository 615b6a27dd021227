"""Option values that are one of a few words.

Why: click says in English what it did not understand; here it becomes one of our problems, which
has a code, stands in both languages and proposes the word that was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pipeline.cli.faults import spelling
from pipeline.errors import UsageError
from pipeline.spelling import nearest


class Words(click.Choice[str]):
    """A choice of words whose refusal is a `UsageError`."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words; letter case counts."""
        super().__init__(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word.

        Raises:
            UsageError: it is none of them.
        """
        if value in self.choices:
            return str(value)
        raise UsageError.of(
            "PGN006",
            name=spelling(param) if param else "",
            value=value,
            wanted=", ".join(self.choices),
            suggestion=nearest(str(value), self.choices),
        )
