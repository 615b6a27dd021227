"""`berkas completion`: print the script that lets a shell complete our words."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pipeline.cli.frame import Verb
from pipeline.cli.session import COMPLETION_VARIABLE
from pipeline.cli.words import Words
from pipeline.errors import ExitCode

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Verb)
@click.argument("shell", type=Words(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print click's script for a shell; the help stands in ``locale/``."""
    completer = get_completion_class(shell)
    if completer is None:
        raise RuntimeError(f"click knows no completion for {shell}")
    root = context.find_root()
    click.echo(completer(root.command, {}, "berkas", COMPLETION_VARIABLE).source())
    return ExitCode.DONE
