"""The command line: words in, text or JSON and an exit code out.

Why: only here do errors become exit codes, and only here is anything printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import TextIOWrapper

import click
from click.shell_completion import shell_complete

from pipeline import __version__
from pipeline.cli import report, show
from pipeline.cli.faults import as_usage_error, bug, tracebacks
from pipeline.cli.frame import FINDING, Frame, localise
from pipeline.cli.session import COMPLETION_VARIABLE, Session, begin
from pipeline.errors import BerkasError, ExitCode, UsageError
from pipeline.settings import Settings

CLOSED_PIPE = 141  # what a shell reports of a program that SIGPIPE ended


@click.group("berkas", cls=Frame, invoke_without_command=True)
@click.version_option(__version__, message="berkas %(version)s")
@click.pass_context
def cli(context: click.Context) -> int:
    """Show the help where no command was given; the texts stand in ``locale/``."""
    if context.invoked_subcommand is None:
        if context.obj.format == "json":
            raise UsageError.of("PGN001")
        click.echo(context.get_help(), err=True)
    return ExitCode.USAGE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words behind ``berkas``; None takes those that the program was called with.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack a character; we go on
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with tracebacks(wanted=bool(os.environ.get("BERKAS_DEBUG"))):
            code = _run(words, begin(words, os.environ))
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_quietly()
    except KeyboardInterrupt:  # before anything was begun, or while it was told
        return ExitCode.INTERRUPTED
    return code


def _run(words: list[str], session: Session) -> int:
    try:
        ready = replace(session, settings=Settings.read(os.environ))
        localise(cli, session.messages)
        return _enter(words, ready)
    except KeyboardInterrupt:
        return _interrupted(session)
    except click.ClickException as error:
        return _stopped(session, as_usage_error(error, None))
    except BerkasError as error:
        return _stopped(session, error)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last net: a message, not a dump
        return _stopped(session, bug(error))


def _enter(words: list[str], session: Session) -> int:
    """Go into click, without its own `main`, which takes a closed pipe for a failure."""
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        return shell_complete(cli, {"obj": session}, "berkas", COMPLETION_VARIABLE, instruction)
    try:
        with cli.make_context("berkas", words, obj=session) as context:
            return int(cli.invoke(context))
    except click.exceptions.Exit as done:  # --help and --version
        return done.exit_code


def _stopped(session: Session, error: BerkasError) -> int:
    if session.format == "json":
        report.write(session.verb, session.messages, error.problems, ok=False)
    elif session.format != "text" and session.verb in FINDING:
        report.write_findings(session.format, session.messages, error.problems)
    else:
        show.show_problems(show.err(), error.problems, session.messages)
    return error.exit_code


def _interrupted(session: Session) -> int:
    if sys.stderr.isatty():
        click.echo(err=True)  # the terminal has shown ^C
    show.err().say(session.messages.text("main.interrupted"))
    return ExitCode.INTERRUPTED


def _leave_quietly() -> int:
    """Stop where nobody reads on. Why: Python would complain when it flushes at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return CLOSED_PIPE
