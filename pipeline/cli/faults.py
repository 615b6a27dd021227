"""What stops a call: click's complaints as our problems, interruptions, and bugs.

Why: whatever happens, a user reads one message with the way out, a script gets its exit code, and
nobody meets a traceback that holds a client's data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pipeline.errors import BugError, Problem, UsageError


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
        return Problem("PGN004", {**params, "name": spelling(error.param)})
    if isinstance(error, click.BadOptionUsage):
        code = "PGN007" if _is_flag(error.option_name, ctx) else "PGN005"
        return Problem(code, {**params, "name": error.option_name})
    return Problem("PGN008", {**params, "said": error.format_message()})


def spelling(param: click.Parameter) -> str:
    """How a parameter is written on the command line."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or str(param.name)).strip("[].")


def _is_flag(name: str, ctx: click.Context | None) -> bool:
    params = ctx.command.get_params(ctx) if ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and name in param.opts for param in params
    )


@contextmanager
def tracebacks(*, wanted: bool) -> Iterator[None]:
    """Show the tracebacks of bugs on stderr while the block runs, where a developer wants them.

    Why: they can hold a client's data, so nobody meets them unasked.
    """
    if not wanted:
        yield
        return
    import logging  # most calls log nothing and need not wait for it

    log = logging.getLogger("pipeline")
    handler = logging.StreamHandler()
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(logging.NOTSET)


def bug(error: Exception) -> BugError:
    """Put what nobody foresaw into a problem of ours, and its traceback into the log."""
    import logging  # see above

    logging.getLogger("pipeline").debug("bug", exc_info=error)
    return BugError.over(error)
