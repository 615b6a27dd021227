"""`berkas init`: make a new office's workspace."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.paths import Place
from pipeline.cli.session import Session
from pipeline.errors import ExitCode
from pipeline.workspace import OFFICE_FILE


@click.command("init", cls=Verb)
@click.argument("folder", type=Place())
@click.pass_obj
def command(session: Session, folder: Path) -> int:
    """Make a workspace; the help stands in ``locale/``."""
    from pipeline.starter import make_workspace

    target = session.start / folder
    make_workspace(target)
    if session.format == "json":
        files = [report.path(target / OFFICE_FILE)]
        report.write("init", session.messages, (), ok=True, files=files)
        return ExitCode.DONE
    say, text = show.out().say, session.messages.text
    say(text("init.made", folder=folder))
    say()
    say(text("init.steps", folder=shlex.quote(str(folder)), year=date.today().year))
    say()
    say(text("init.adapt"))
    return ExitCode.DONE
