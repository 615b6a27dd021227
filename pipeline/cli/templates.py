"""`berkas templates`: check templates without a case, list what they can read, show one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import report, show
from pipeline.cli.frame import Branch, Verb
from pipeline.cli.new import KINDS
from pipeline.cli.paths import Place
from pipeline.cli.selection import Selection, select
from pipeline.cli.session import Session
from pipeline.cli.template_names import find_document, find_template
from pipeline.cli.wanted import complete_cases, find_workspace
from pipeline.cli.wording import count, once, sentences, spot
from pipeline.cli.words import Words
from pipeline.errors import ExitCode, Problem, UsageError
from pipeline.messages import Messages

if TYPE_CHECKING:
    from pipeline.contract.fields import Row


# Those of `pipeline.case.model`, without loading it.
READERS = ("pengadilan", "kejaksaan", "kepolisian", "lapas", "lokasi", "klien", "kantor")


@click.group("templates", cls=Branch, invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> int:
    """Show the help where nothing follows; the texts stand in ``locale/``."""
    if context.invoked_subcommand is None:
        if context.obj.format != "text":
            raise UsageError.of("PGN001")
        click.echo(context.get_help(), err=True)
    return ExitCode.USAGE


@command.command("check", cls=Verb)
@click.argument("files", nargs=-1)
@click.option("--strict", is_flag=True)
@click.option("--select", "wanted", multiple=True)
@click.option("--ignore", "unwanted", multiple=True)
@click.option("--annotate", type=Place())
@click.pass_obj
def check(  # noqa: PLR0913 - one parameter an option
    session: Session,
    files: tuple[str, ...],
    *,
    strict: bool,
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
    annotate: Path | None,
) -> int:
    """Check templates; the help stands in ``locale/``."""
    from pipeline.template_check import all_files, check_templates
    from pipeline.workplace import open_workplace

    messages = session.messages
    shown = select(wanted, unwanted, messages)
    workplace = open_workplace(find_workspace(session, files))
    asked = [find_template(workplace, session.start, name) for name in files]
    asked = asked or all_files(workplace)
    problems = once(check_templates(workplace, asked))
    tally = Tally(shown, strict)
    tally.count(problems)
    copies = _annotate(problems, annotate, messages) if annotate else []
    _tell(session, tally, problems, len(asked), copies)
    return tally.exit_code


@dataclass(slots=True)
class Tally:
    """What was found; ``strict`` counts warnings as errors. The selection changes no count."""

    shown: Selection = field(default_factory=Selection)
    strict: bool = False
    errors: int = 0
    warnings: int = 0

    def count(self, problems: Iterable[Problem]) -> None:
        """Count problems."""
        severities = [problem.severity for problem in problems]
        self.errors += severities.count("error")
        self.warnings += severities.count("warning")

    @property
    def exit_code(self) -> ExitCode:
        """5 when something is wrong."""
        wrong = self.errors or (self.strict and self.warnings)
        return ExitCode.TEMPLATE if wrong else ExitCode.DONE

    def summary(self, files: int, messages: Messages) -> str:
        """The last line."""
        form = "bad" if self.errors else "warned" if self.warnings else "good"
        return messages.text(
            f"templates.{form}",
            files=count(messages, "template", files),
            errors=count(messages, "error", self.errors),
            warnings=count(messages, "warning", self.warnings),
        )


def _tell(
    session: Session, tally: Tally, problems: Sequence[Problem], files: int, copies: Sequence[Path]
) -> None:
    messages, shown = session.messages, tally.shown.shown(problems)
    if session.format == "json":
        ok = tally.exit_code == ExitCode.DONE
        named = [report.path(copy) for copy in copies]
        report.write("templates check", messages, shown, ok=ok, annotated=named)
        return
    if session.format != "text":
        report.write_findings(session.format, messages, shown)
        return
    screen = show.out()
    show.show_problems(screen, shown, messages)
    for copy in copies:
        screen.say(messages.text("templates.annotated", file=report.path(copy)))
    screen.say(tally.summary(files, messages))
    if hidden := len(problems) - len(shown):
        screen.say(messages.text("check.hidden", findings=hidden))


def _annotate(problems: Sequence[Problem], folder: Path, messages: Messages) -> list[Path]:
    """Write a copy with comments of each file in which something was found."""
    from pipeline.publish import publish
    from pipeline.word.annotate import annotated

    copies: dict[Path, bytes] = {}
    for file in dict.fromkeys(problem.file for problem in problems):
        content = _content(file) if file else None
        if file is None or content is None:
            continue
        remarks = [_remark(one, messages) for one in problems if one.file == file]
        target = folder.absolute() / f"{file.stem}.catatan{file.suffix}"
        if target in copies:
            target = target.with_name(f"{file.parent.name}-{target.name}")
        if copy := annotated(content, remarks):
            copies[target] = copy
    if copies:
        publish(copies)
    return list(copies)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:  # that it is not there, or may not be read, is one of the findings
        return None


def _remark(problem: Problem, messages: Messages) -> tuple[str, str]:
    said = sentences(problem, messages)
    place = problem.path or ""
    lines = [f"{problem.code} {said.message}", said.hint]
    if place and not place.startswith("badan"):
        lines.insert(0, spot(place, messages))
    return place, "\n".join(filter(None, lines))


@command.command("fields", cls=Verb)
@click.argument("document", required=False)
@click.option("--jenis", type=Words(KINDS))
@click.pass_obj
def fields(session: Session, document: str | None, *, jenis: str | None) -> int:
    """List what templates can read; the help stands in ``locale/``."""
    from pipeline.field_list import field_list
    from pipeline.workplace import open_workplace

    workplace = open_workplace(find_workspace(session))
    name = None
    if document is not None:
        name = find_document(workplace, session.start, document).partition("/")[0]
    rows = field_list(workplace.catalog, name, jenis)
    if session.format == "json":
        listed_rows = [{**asdict(row)} for row in rows]
        report.write("templates fields", session.messages, (), ok=True, fields=listed_rows)
        return ExitCode.DONE
    screen = show.out()
    for row in rows:
        for line in _field(screen, row, session.messages):
            screen.say(line)
    return ExitCode.DONE


def _field(screen: show.Screen, row: Row, messages: Messages) -> Iterable[str]:
    """A row as text: path and type, then what it holds and who may not read it."""
    kind = " / ".join(row.words) if row.words else row.type
    label = (
        f"{row.path}  ({kind}{', ' + messages.text('templates.optional') if row.optional else ''})"
    )
    barred = [reader for reader in READERS if reader not in row.readers]
    yield label
    told = [row.description]
    if barred:
        told.append(messages.text("templates.barred", readers=", ".join(barred)))
    text = " ".join(filter(None, told))
    if text:
        yield from show.wrapped(screen, "    ", text, "    ")


@command.command("preview", cls=Verb)
@click.argument("name")
@click.option("--case", "nomor", shell_complete=complete_cases)
@click.option("--watch", is_flag=True)
@click.pass_obj
def preview(session: Session, name: str, *, nomor: str | None, watch: bool) -> int:
    """Make the PDF of one document; the help stands in ``locale/``."""
    from pipeline.cli.preview import show_preview

    return show_preview(session, name, nomor, watch=watch)
