"""`berkas schema`: write what an editor knows of case files."""

from __future__ import annotations

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import find_workspace
from pipeline.errors import ExitCode
from pipeline.publish import write_whole


@click.command("schema", cls=Verb)
@click.option("--check", is_flag=True)
@click.pass_obj
def command(session: Session, *, check: bool) -> int:
    """Write the schema, or say whether it still fits; the help stands in ``locale/``."""
    from pipeline.schema import is_stale, schema_text
    from pipeline.workplace import open_workplace

    workplace = open_workplace(find_workspace(session))
    file = workplace.workspace.schema_file
    stale = check and (not file.is_file() or is_stale(file, workplace.office))
    if not check:
        write_whole(file, schema_text(workplace.office).encode())
    name = report.path(file)
    if session.format == "json":
        report.write("schema", session.messages, (), ok=not stale, files=[name])
    else:
        said = "stale" if stale else "fresh" if check else "written"
        show.out().say(session.messages.text(f"schema.{said}", file=name))
    return ExitCode.WORKSPACE if stale else ExitCode.DONE
