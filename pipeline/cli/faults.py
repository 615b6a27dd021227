"""What stops a call: click's complaints as our problems, interruptions, and bugs.

Why: whatever happens, a user reads one message with the way out, a script gets its exit code, and
nobody meets a traceback that holds a client's data.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from pipeline.errors import Problem, UsageError

_PACKAGE = Path(__file__).parents[1]


def as_usage_error(error: click.ClickException, ctx: click.Context | None) -> UsageError:
    """Put one of click's complaints into a problem of ours.

    Args:
        error: what click says.
        ctx: the command whose words it could not read, where that is known.
    """
    params = {"command": ctx.command_path if ctx else "berkas"}
    return UsageError(_problem(error, ctx, params))


def _problem(
    error: click.ClickException, ctx: click.Context | None, params: dict[str, str]
) -> Problem:
    if isinstance(error, click.NoSuchOption):
        near = (error.possibilities or [""])[0]
        return Problem("PGN003", {**params, "name": error.option_name, "suggestion": near})
    if isinstance(error, click.MissingParameter) and error.param:
        return Problem("PGN004", {**params, "name": _spelling(error.param)})
    if isinstance(error, click.BadOptionUsage):
        code = "PGN007" if _is_flag(error.option_name, ctx) else "PGN005"
        return Problem(code, {**params, "name": error.option_name})
    return Problem("PGN008", {**params, "said": error.format_message()})


def _spelling(param: click.Parameter) -> str:
    """How a parameter is written on the command line."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or str(param.name)).strip("[].")


def _is_flag(name: str, ctx: click.Context | None) -> bool:
    params = ctx.command.get_params(ctx) if ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and name in param.opts for param in params
    )


def place_of_bug(error: BaseException) -> str:
    """Name the last place in this package that an unexpected error passed: file, line, function.

    Why: enough for whoever mends it; the error's own text could hold a client's data.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)] or frames
    if not ours:
        return "?"
    last = ours[-1]
    file = Path(last.filename)
    name = file.relative_to(_PACKAGE.parent) if file.is_relative_to(_PACKAGE) else file.name
    return f"{name}:{last.lineno} ({last.name})"
