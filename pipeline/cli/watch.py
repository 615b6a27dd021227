"""`berkas watch`: make a case's documents again whenever it is saved."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click

from pipeline import catalog, soffice
from pipeline.cli import report, show
from pipeline.cli.explain import CHANGES
from pipeline.cli.frame import Verb
from pipeline.cli.session import Session
from pipeline.cli.vigil import keep_making, survive
from pipeline.cli.wanted import complete_cases, find_files, find_workspace
from pipeline.cli.wording import tenths, waivers
from pipeline.errors import BerkasError, ExitCode, Problem, UsageError
from pipeline.memory import remember
from pipeline.prepared import prepared_templates
from pipeline.results import CaseResult
from pipeline.runner import Means, try_case
from pipeline.soffice import Converter, Installation
from pipeline.soffice.profile import trial_document
from pipeline.watching import State, stamp, states
from pipeline.workplace import open_workplace
from pipeline.workspace import PARTS, Workspace, exhibits_of

EVERY = 0.05  # seconds between two looks: an officer waits for the page
FRESH = 2.0  # seconds for which the list of cases holds where a folder does not tell of changes


@click.command("watch", cls=Verb)
@click.argument("cases", nargs=-1, shell_complete=complete_cases)
@click.pass_obj
def command(session: Session, cases: tuple[str, ...]) -> int:
    """Watch cases; the help stands in ``locale/``."""
    if session.format != "text":
        form, verb = session.format, "berkas watch"
        raise UsageError.of("PGN013", value=form, command=verb, wanted="text")
    workspace = find_workspace(session, cases)
    files = find_files(workspace, session, cases)
    installation = soffice.find(session.settings.soffice)
    with soffice.start(installation, limit=session.settings.limit) as converter:
        watch = _Watch(session, cases, workspace, installation, converter)
        watch.begin(files)
        keep_making(watch.look, watch.make, session.messages, EVERY)
        if watch.means and watch.means.memory and watch.means.memory.store:
            watch.means.memory.store.shrink()
    return ExitCode.DONE


@dataclass(slots=True)
class _Watch:
    """Cases that are made when they are saved.

    Attributes:
        means: what they are made with; None where the workspace cannot be opened.
        files: the cases that are watched.
        folders: where cases lie, as it was when they were listed.
        listed: when that was, on the monotonic clock.
        common: what all cases hang on, as it was when the workspace was opened.
        made: each watched case as it was when it was made; one that is not here is to be made.
        told: the warnings of each case, and what it sets aside, as they were shown last.
        at_work: the cases that were made here, which are made again when the workspace changes.
    """

    session: Session
    names: Sequence[str]
    workspace: Workspace
    installation: Installation
    converter: Converter
    means: Means | None = None
    files: list[Path] = field(default_factory=list)
    folders: State = field(default_factory=dict)
    listed: float = float("-inf")
    common: State = field(default_factory=dict)
    made: dict[Path, State] = field(default_factory=dict)
    told: dict[Path, frozenset[str]] = field(default_factory=dict)
    at_work: set[Path] = field(default_factory=set)

    def begin(self, files: list[Path]) -> None:
        """Take named cases as to be made; without names, none before it is saved."""
        self.files = files
        self.made = {} if self.names else {file: self._own(file) for file in files}

    def look(self) -> State:
        """All that is watched, as it is now."""
        self._look_for_new_ones()
        own = [state for file in self.files for state in self._own(file).items()]
        return {**self._common(), self.workspace.cases: stamp(self.workspace.cases), **dict(own)}

    def make(self) -> None:
        """Make what was saved since it was made, the latest first, until nothing is left."""
        if not self.common:
            survive(self._open, self.session.messages)
            self.converter.convert([trial_document()])  # LibreOffice starts now, not at a save
        while True:
            if self._common() != self.common:
                survive(self._open, self.session.messages)
            if (file := self._latest()) is None:
                return
            survive(partial(self._make, file), self.session.messages)

    def _look_for_new_ones(self) -> None:
        """Find the cases anew; while one is being renamed, those of before stand.

        Why: to list a thousand cases takes ten times as long as to look whether they were saved.
        """
        folders = states({self.workspace.cases, *(file.parent for file in self.files)})
        if folders == self.folders and time.monotonic() - self.listed < FRESH:
            return
        with suppress(BerkasError, OSError):  # a share that is away comes back
            self.files = find_files(self.workspace, self.session, self.names)
        self.folders, self.listed = folders, time.monotonic()

    def _own(self, file: Path) -> State:
        """What belongs to one case: its file, and its exhibits once it is worked at."""
        return states([file, *(_in(exhibits_of(file)) if file in self.at_work else ())])

    def _common(self) -> State:
        """What all cases hang on, as it is now."""
        return states(self._common_files())

    def _common_files(self) -> Iterator[Path]:
        folder = self.workspace.templates
        yield self.workspace.office_file
        yield folder / catalog.CATALOG_FILE
        for each in (folder, folder / PARTS):
            yield from (
                file
                for file in _in(each)
                if file.suffix == ".docx" and not file.name.startswith(("~", "."))
            )
        if self.means and (logo := self.means.workplace.office.kantor.logo):
            yield self.workspace.office_file.parent / logo

    def _open(self) -> None:
        """Open the workspace; the cases at which is worked are to be made again.

        Raises:
            WorkspaceError: it cannot be opened as it is now.
        """
        self.means = None
        before = self.common = self._common()
        cache = self.session.settings.cache
        workplace = open_workplace(self.workspace, prepared_templates(cache))
        memory = remember(workplace, self.installation)
        self.means = Means(workplace, self.converter, memory, pages_first=True)
        self.common = {file: before.get(file, state) for file, state in self._common().items()}
        for file in self.at_work:
            self.made.pop(file, None)
        show.show_problems(show.out(), workplace.warnings, self.session.messages)

    def _latest(self) -> Path | None:
        """Of the cases that are to be made, the one that was saved last."""
        self._look_for_new_ones()
        found = {file: self._own(file) for file in self.files}
        due = {
            file: state[0]
            for file, own in found.items()
            if (state := own[file]) and self.made.get(file) != own
        }
        return max(due, key=due.__getitem__, default=None)

    def _make(self, file: Path) -> None:
        """Make one case, and tell what became of it.

        Raises:
            WorkspaceError: the workspace cannot be opened.
            OfficeError: LibreOffice cannot be used.
        """
        began = time.monotonic()
        if file not in self.at_work:  # it is made from nothing, which takes its time
            show.err().say(self.session.messages.text("watch.begun", nomor=file.stem))
        self.at_work.add(file)
        self.made[file] = self._own(file)
        if self.means is None:
            self._open()
            self.made[file] = self._own(file)
        if self.means:
            result = try_case(file, self.means)
            seconds = time.monotonic() - began
            self._tell_problems(result)
            self._tell_documents(result, seconds)

    def _tell_problems(self, result: CaseResult) -> None:
        """Show errors, and of all else what was not shown at the save before.

        Why: a case that is half written has a dozen warnings; the slip of this save is sought.
        """
        screen, messages = show.out(), self.session.messages
        before = self.told.get(result.file, frozenset())
        warnings = {_key(one): one for one in result.problems if one.severity != "error"}
        lines = dict.fromkeys(waivers(result.nomor, result.waived, messages))
        known = [key for key in warnings if key in before]
        show.show_problems(
            screen, [one for one in result.problems if _key(one) not in known], messages
        )
        if known:
            screen.say(messages.text("watch.known", number=len(known)))
        for line in lines:
            if line not in before:
                screen.say("\n".join(show.wrapped(screen, "", line, "  ")))
        whole = result.exit_code == ExitCode.DONE
        self.told[result.file] = frozenset([*warnings, *lines, *(() if whole else before)])

    def _tell_documents(self, result: CaseResult, seconds: float) -> None:
        screen, messages, nomor = show.out(), self.session.messages, result.nomor
        fresh = [one for one in result.documents if one.pdf and one.change in CHANGES[:2]]
        failed = result.exit_code != ExitCode.DONE
        form = "failed" if failed else "made" if fresh else "same"
        screen.say(messages.text(f"watch.{form}", nomor=nomor, seconds=tenths(seconds, messages)))
        for one in fresh:
            said = report.path(one.pdf)
            screen.say("    " + messages.text(f"build.explain.documents.{one.change}", names=said))


def _key(problem: Problem) -> str:
    """What a problem is, wherever in its file it has moved."""
    return f"{problem.severity} {problem.code} {problem.path} {sorted(problem.params.items())}"


def _in(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it is not there, or cannot be read just now."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []
