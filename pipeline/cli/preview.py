"""`berkas templates preview`: make one document's PDF, and make it again when a file is saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import soffice
from pipeline.cli import report, show
from pipeline.cli.session import Session
from pipeline.cli.template_names import find_document
from pipeline.cli.vigil import keep_making
from pipeline.cli.wanted import find_files, find_workspace
from pipeline.errors import ExitCode, UsageError
from pipeline.prepared import prepared_templates
from pipeline.preview import Subject, find_subject, preview, sources
from pipeline.soffice import Converter
from pipeline.watching import State
from pipeline.workplace import Workplace, open_workplace


def show_preview(session: Session, name: str, nomor: str | None, *, watch: bool) -> int:
    """Make the PDF of a document, and say where it is.

    Args:
        session: the call.
        name: the document, with its item where it is made several times; or its Word file.
        nomor: the case that fills it; None takes the first that can.
        watch: whether to make it again whenever one of its files is saved, until interrupted.

    Raises:
        BerkasError: the document, the case, the template or LibreOffice is at fault.
    """
    if watch and session.format != "text":
        raise UsageError.of("PGN007", name="--watch", command="berkas templates preview")
    named = [] if nomor is None else [nomor]
    workspace = find_workspace(session, named)
    workplace = open_workplace(workspace, prepared_templates(session.settings.cache))
    files = find_files(workspace, session, named)
    label = find_document(workplace, session.start, name)
    subject = find_subject(workplace, label, files, named=bool(named) and len(files) == 1)
    installation = soffice.find(session.settings.soffice)
    with soffice.start(installation, limit=session.settings.limit) as converter:
        if watch:
            watched = _Watch(session, subject, workplace, converter)
            keep_making(watched.look, watched.make, session.messages)
        else:
            _tell(session, subject, preview(workplace, subject, converter))
    return ExitCode.DONE


def _tell(session: Session, subject: Subject, file: Path) -> None:
    name, nomor = subject.label, subject.case_file.stem
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


@dataclass(slots=True)
class _Watch:
    """A preview that is made again and again; the workplace is as it could be opened last."""

    session: Session
    subject: Subject
    workplace: Workplace
    converter: Converter

    def look(self) -> State:
        """What it is made of, as it is now."""
        return sources(self.workplace, self.subject)

    def make(self) -> None:
        """Make it of the workspace as it is now."""
        self.workplace = open_workplace(self.workplace.workspace, self.workplace.prepared)
        _tell(self.session, self.subject, preview(self.workplace, self.subject, self.converter))
