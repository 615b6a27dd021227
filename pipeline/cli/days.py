"""Option values that are a day, typed as in a case file.

Why: whoever types `18 Februari 2026` all day long types it here too, and hears the same of a day
that can be read in two ways.
"""

from __future__ import annotations

from datetime import date

from pipeline.errors import Problem, UsageError


def day_option(text: str) -> date:
    """Read an option's value; click takes this function for the option's type.

    Raises:
        UsageError: the text is no day, or not one alone.
    """
    from pydantic_core import PydanticCustomError

    from pipeline.parsers.dates import parse_date

    try:
        return parse_date(text)
    except PydanticCustomError as error:
        params = {name: str(value) for name, value in (error.context or {}).items()}
        raise UsageError(Problem(error.type, params)) from error
