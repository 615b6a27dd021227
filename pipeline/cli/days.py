"""Option values that are a day, typed as in a case file.

Why: whoever types `18 Februari 2026` all day long types it here too, and hears the same of a day
that can be read in two ways.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pipeline.errors import Problem, UsageError


class DayOption(click.ParamType):
    """A day; its refusal is a `UsageError`."""

    name = "day"

    def convert(
        self, value: Any, _param: click.Parameter | None, _context: click.Context | None
    ) -> date:
        """Return the day.

        Raises:
            UsageError: the text is no day, or not one alone.
        """
        from pydantic_core import PydanticCustomError

        from pipeline.parsers.dates import parse_date

        try:
            return value if isinstance(value, date) else parse_date(value)
        except PydanticCustomError as error:
            params = {name: str(text) for name, text in (error.context or {}).items()}
            raise UsageError(Problem(error.type, params)) from error
