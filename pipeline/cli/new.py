"""`berkas new`: begin a case file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from pipeline.cli import report, show
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.wanted import find_workspace
from pipeline.cli.words import Words
from pipeline.errors import BerkasError, ExitCode, UsageError
from pipeline.publish import write_new
from pipeline.spelling import nearest
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.office import Office

# Those of `pipeline.case.model`, without loading it: a shell that completes would wait.
KINDS = ("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi", "reintegrasi")
# Who thinks of the file gives its ending too; the number has none.
_ENDING = re.compile(r"\.ya?ml$", re.IGNORECASE)


def complete_pk(
    context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Propose the officers' codes for the shell."""
    from pipeline import yaml_text

    session = context.find_object(Session)
    try:
        workspace = Workspace.find(session.start if session else Path.cwd())
        known = yaml_text.read(workspace.office_file).data.get("pk")
    except BerkasError:
        known = None
    codes = known if isinstance(known, dict) else {}
    return [CompletionItem(code) for code in codes if code.startswith(incomplete)]


@click.command("new", cls=Verb)
@click.argument("nomor")
@click.option("--jenis", type=Words(KINDS), required=True)
@click.option("--pk", shell_complete=complete_pk)
@click.pass_obj
def command(session: Session, nomor: str, jenis: str, pk: str | None) -> int:
    """Write the skeleton of a case; the help stands in ``locale/``."""
    from pipeline.skeleton import skeleton
    from pipeline.workplace import open_workplace

    nomor = _ENDING.sub("", nomor)
    workplace = open_workplace(find_workspace(session))
    file = workplace.workspace.case_file(nomor)
    text = skeleton(nomor, jenis, officer_code(pk, workplace.office), workplace.catalog)
    if not write_new(file, text.encode()):
        raise UsageError.of("RNG007", nomor=nomor, file=file)
    name = report.path(file)
    if session.format == "json":
        report.write("new", session.messages, (), ok=True, files=[name])
    else:
        show.out().say(session.messages.text("new.made", file=name, nomor=nomor))
    return ExitCode.DONE


def officer_code(code: str | None, office: Office) -> str | None:
    """The officer's code that was given, else the office's only one."""
    if code is None:
        return next(iter(office.pk)) if len(office.pk) == 1 else None
    if code not in office.pk:
        known, near = ", ".join(office.pk), nearest(code, office.pk)
        raise UsageError.of("PGN010", code=code, known=known, suggestion=near)
    return code
