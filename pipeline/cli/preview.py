"""`berkas templates preview`: make one document's PDF, and make it again when a file is saved."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from pipeline import soffice
from pipeline.cli import report, show
from pipeline.cli.session import Session
from pipeline.cli.wanted import find_files, find_workspace
from pipeline.errors import BerkasError, ExitCode, UsageError
from pipeline.preview import Subject, changes, find_subject, preview, sources
from pipeline.soffice import Converter
from pipeline.workplace import Workplace, open_workplace


def show_preview(session: Session, name: str, nomor: str | None, *, watch: bool) -> int:
    """Make the PDF of a document, and say where it is.

    Args:
        session: the call.
        name: the document, with its item where it is made several times.
        nomor: the case that fills it; None takes the first that can.
        watch: whether to make it again whenever one of its files is saved, until interrupted.

    Raises:
        BerkasError: the document, the case, the template or LibreOffice is at fault.
    """
    if watch and session.format != "text":
        raise UsageError.of("PGN007", name="--watch", command="berkas templates preview")
    workspace = find_workspace(session)
    workplace = open_workplace(workspace)
    files = find_files(workspace, session, [nomor] if nomor else [])
    subject = find_subject(workplace, name, files, named=nomor is not None)
    installation = soffice.find(session.settings.soffice)
    with soffice.start(installation, limit=session.settings.limit) as converter:
        if watch:
            _watch(session, subject, workplace, converter)
        else:
            _tell(session, subject, preview(workplace, subject, converter))
    return ExitCode.DONE


def _tell(session: Session, subject: Subject, file: Path) -> None:
    name, nomor = subject.paper.label, subject.case_file.stem
    if session.format == "json":
        made = [report.path(file)]
        report.write(
            "templates preview",
            session.messages,
            (),
            ok=True,
            document=name,
            case=nomor,
            files=made,
        )
        return
    said = session.messages.text(
        "templates.preview", document=name, nomor=nomor, file=report.path(file)
    )
    show.out().say(said)


def _watch(session: Session, subject: Subject, workplace: Workplace, converter: Converter) -> None:
    """Make it now and at each change; a fault is told and waited over."""
    try:
        _once_more(session, subject, converter)
        show.err().say(session.messages.text("templates.watching"))
        for _ in changes(partial(sources, workplace, subject), time.sleep):
            _once_more(session, subject, converter)
    except KeyboardInterrupt:
        return


def _once_more(session: Session, subject: Subject, converter: Converter) -> None:
    try:
        workplace = open_workplace(find_workspace(session))
        _tell(session, subject, preview(workplace, subject, converter))
    except BerkasError as error:
        show.show_problems(show.err(), error.problems, session.messages)
