"""All templates of a workspace judged before any case meets them: the files, and what they read.

Why: a template that fails fails with the one case that lacks what it prints, on the day on which
its letter is due. What can be known without a case is told in one run, with its place in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path

from pipeline import fonts
from pipeline.catalog import Catalog, Entry
from pipeline.collector import resting
from pipeline.contract.check import check_source
from pipeline.contract.faults import NOT_FOR_READER, Fault
from pipeline.contract.narratives import unstyled
from pipeline.contract.placing import can_be_told, placed
from pipeline.errors import Problem
from pipeline.spelling import nearest
from pipeline.store import Store, named
from pipeline.word.finding import Finding, finding
from pipeline.word.grammar import Reader
from pipeline.word.markup import Tag
from pipeline.word.package import LARGEST_FILE
from pipeline.word.script import program
from pipeline.word.shared import is_part_name, nearest_part
from pipeline.word.survey import Script, Survey, scripts_of, survey
from pipeline.workplace import Workplace
from pipeline.workspace import PARTS, Workspace, try_reading

_SUFFIX = ".docx"
# What a survey has told of a tag already, in its own words.
_OF_GRAMMAR = frozenset({"TPL003", "TPL007", "TPL011", "TPL022", "TPL023", "TPL024"})

Judge = Callable[[str, Entry, Sequence[str]], Sequence[Fault]]
State = tuple[str, int, int]
States = tuple[State, ...]


def check_templates(
    workplace: Workplace, files: Sequence[Path] = (), judge: Judge | None = None
) -> list[Problem]:
    """Look through templates and shared parts, and hold them to what they may read.

    Args:
        workplace: the office's folder; its catalog says which document a file makes.
        files: Word files to look at; none means every template and shared part.
        judge: what holds a template's tags to what a document may read; none means the contract.

    Returns:
        Everything found, file by file and each file from its top; ``path`` is the place in the
        Word file (``badan/tabel[2]/baris[3]/sel[1]``). What is wrong in a shared part is told
        once, as the part's, whichever template shows it.

    Raises:
        WorkspaceError: a folder of shared parts may not be entered.
    """
    wanted = list(files) or all_files(workplace)
    return _checked(workplace.catalog, workplace.workspace, wanted, judge)


@resting()
def _checked(
    catalog: Catalog, workspace: Workspace, wanted: Sequence[Path], judge: Judge | None = None
) -> list[Problem]:
    desk = _Desk(catalog, workspace, judge or partial(check_source, documents=catalog.names))
    for folder in (workspace.templates, *(file.parent for file in wanted)):
        try_reading(folder / PARTS)
    problems: list[Problem] = []
    for file in wanted:
        if desk.is_part(file):
            problems += desk.of_part(file)
        else:
            problems += desk.of_template(file)
    order = {file: number for number, file in enumerate(dict.fromkeys(wanted))}
    problems.sort(key=lambda one: (order.get(one.file or Path(), len(order)), desk.rank(one)))
    return [one for number, one in enumerate(problems) if one not in problems[:number]]


def barred(workplace: Workplace, files: Iterable[Path]) -> list[Problem]:
    """What templates show to a reader who must not see it; nothing else that is wrong with them.

    Why: other faults stop a document when it is made; this one would leave the house unnoticed. So
    whoever makes documents asks here first, and each state of a file and of the shared parts
    beside it is looked at once.
    """
    catalog, workspace = workplace.catalog, workplace.workspace
    found: list[Problem] = []
    for file in files:
        parts = sorted(_lying(file.parent / PARTS))
        states = tuple(map(_state, (file, *parts)))
        found += _barred(catalog, workspace, workplace.prepared, file, states)
    return found


@lru_cache(maxsize=256)
def _barred(
    catalog: Catalog,
    workspace: Workspace,
    kept: Store | None,
    file: Path,
    states: States,
) -> tuple[Problem, ...]:
    sources = _sources(catalog, workspace, file) if kept else ()
    if kept and kept.find(*sources) is not None:
        return ()
    desk = _quick_desk(catalog, workspace, states[1:])
    desk.forget(file)
    with resting():
        found = [one for one in desk.of_template(file) if one.code == NOT_FOR_READER]
    if kept and not found and sources == _sources(catalog, workspace, file):
        kept.keep(b"", *sources)  # faults are found anew each time, until they are mended
    return tuple(found)


def _sources(catalog: Catalog, workspace: Workspace, file: Path) -> tuple[bytes, ...]:
    """All that it hangs on what a template shows to whom."""
    folders = {file.parent / PARTS, workspace.templates / PARTS}
    parts = (one for folder in sorted(folders) for one in sorted(_lying(folder)))
    files = (catalog.file, file, *parts)
    return (b"readers", *named(files))


@lru_cache(maxsize=4)
def _quick_desk(catalog: Catalog, workspace: Workspace, parts: States) -> _Desk:
    """One for all templates, as long as the shared parts are as they are: those are read once."""
    judge = partial(check_source, documents=catalog.names)
    return _Desk(catalog, workspace, judge, only_tags=True)


def _state(file: Path) -> State:
    """What changes with a file; that one is not there is told when it is opened."""
    try:
        state = file.stat()
    except OSError:
        return file.name, 0, 0
    return file.name, state.st_mtime_ns, state.st_size


def all_files(workplace: Workplace) -> list[Path]:
    """Every Word file that the catalog names or that lies in its folder, then every shared part."""
    folder = workplace.workspace.templates
    named = {folder / file for entry in workplace.catalog.entries for file in entry.file.values()}
    return sorted(named | set(_lying(folder))) + sorted(_lying(folder / PARTS))


def _lying(folder: Path) -> Iterator[Path]:
    """The Word files of a folder; what Word itself puts beside an open file is none."""
    return (file for file in folder.glob(f"*{_SUFFIX}") if not file.name.startswith(("~", ".")))


class _Desk:
    """Where templates are looked through, each file once."""

    def __init__(
        self, catalog: Catalog, workspace: Workspace, judge: Judge, *, only_tags: bool = False
    ) -> None:
        self._catalog = catalog
        self._only_tags = only_tags
        self._folder = workspace.templates
        self._judge = judge
        self._reader = Reader()
        self._surveys: dict[Path, Survey] = {}
        self._templates: dict[Path, list[Problem]] = {}

    def is_part(self, file: Path) -> bool:
        """Whether a file is a shared part."""
        return file.parent.name == PARTS

    def rank(self, problem: Problem) -> int:
        """Where in its file a problem stands; those of the whole file come first."""
        order = self._surveys[problem.file].order if problem.file in self._surveys else {}
        return order.get(problem.path or "", len(order))

    def forget(self, file: Path) -> None:
        """Look at a template anew the next time: it may have changed."""
        self._surveys.pop(file, None)
        self._templates.pop(file, None)

    def of_template(self, file: Path) -> list[Problem]:
        """What is wrong with a template, and with the parts that it takes in."""
        if file not in self._templates:
            self._templates[file] = self._template(file)
        return self._templates[file]

    def _template(self, file: Path) -> list[Problem]:
        found = self._survey(file)
        problems = [self._problem(file, one) for one in (*found.findings, *_fonts(found))]
        problems += [self._problem(file, one) for one in unstyled(found)]
        parts: dict[str, Survey] = {}
        for tag in _includes(found):
            part = self._part_file(file, str(tag.include))
            if part.is_file() and is_part_name(str(tag.include)):
                parts[str(tag.include)] = self._survey(part)
            else:
                name, where = str(tag.include), tag.stretch.quote
                near = nearest_part(part.parent.parent, name)
                missing = finding("TPL026", tag.path, where=where, name=name, suggestion=near)
                problems.append(self._problem(file, missing))
        for name in parts:
            problems += self._of_part_itself(self._part_file(file, name))
        entries = self._entries(file)
        if not entries and found.scripts:
            problems.append(self._problem(file, finding("TPL074", severity="warning")))
        for entry, kinds in entries:
            problems += self._judged(file, found, parts, entry, kinds)
        return problems

    def of_part(self, file: Path) -> list[Problem]:
        """What is wrong with a shared part, within all templates that take it in."""
        hosts = [
            host
            for host in _lying(file.parent.parent)
            if any(tag.include == file.stem for tag in _includes(self._survey(host)))
        ]
        if not hosts:
            unused = self._problem(file, finding("TPL078", severity="warning", part=file.stem))
            return [*self._of_part_itself(file), unused]
        found = [one for host in hosts for one in self.of_template(host)]
        return [one for one in found if one.file == file]

    def _of_part_itself(self, file: Path) -> list[Problem]:
        found = self._survey(file)
        named = [*found.findings, *_fonts(found)]
        for tag in _includes(found):
            named.append(finding("TPL027", tag.path, where=tag.stretch.quote, name=file.stem))
        return [self._problem(file, one) for one in named]

    def _judged(
        self,
        file: Path,
        found: Survey,
        parts: Mapping[str, Survey],
        entry: Entry,
        kinds: Sequence[str],
    ) -> Iterator[Problem]:
        """What the contract says of a template as one document."""
        judged: dict[str, Sequence[Fault]] = {}  # footers of several sections are often equal
        for script in found.scripts:
            made = program(script, parts)
            if not made.lines:
                continue
            if made.source not in judged:
                judged[made.source] = self._judge(made.source, entry, kinds)
            lacks = bool(script.faulty) or any(tag.include not in parts for tag in _asking(script))
            for fault in judged[made.source]:
                if not can_be_told(fault, made, kinds, lacks=lacks):
                    continue
                line = made.lines[min(max(fault.lineno, 1), len(made.lines)) - 1]
                place = line.stretch
                if fault.code in _OF_GRAMMAR and _is_told(fault.code, place.path, found):
                    continue
                home = self._part_file(file, line.part) if line.part else file
                yield self._problem(home, placed(fault, place, kinds))

    def _entries(self, file: Path) -> list[tuple[Entry, list[str]]]:
        """The documents that a file makes, each with the kinds of case in which it does."""
        found = []
        for entry in self._catalog.entries:
            kinds = [kind for kind in entry.kinds if entry.file_of(kind) == file.name]
            if kinds:
                found.append((entry, kinds))
        return found

    def _part_file(self, template: Path, name: str) -> Path:
        """A shared part beside a template; that of the workspace for a template elsewhere."""
        own = template.parent / PARTS
        return (own if own.is_dir() else self._folder / PARTS) / f"{name}{_SUFFIX}"

    def _survey(self, file: Path) -> Survey:
        if file not in self._surveys:
            part = file.stem if self.is_part(file) else ""
            reader = None if self._only_tags else self._reader
            self._surveys[file] = _surveyed(file, part, reader)
        return self._surveys[file]

    def _problem(self, file: Path, one: Finding) -> Problem:
        name = f"{PARTS}/{file.name}" if self.is_part(file) else file.name
        params = {**one.params, "template": name, "where": f"“{one.where}”" if one.where else ""}
        return Problem(one.code, params, file=file, path=one.path or None, severity=one.severity)


def _surveyed(file: Path, part: str, reader: Reader | None) -> Survey:
    """Look through a file; without a reader of its tags, at nothing else in it."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return Survey((finding("TPL001"),))
    except OSError as error:
        return Survey((finding("TPL075", reason=error.strerror or str(error)),))
    if reader is None:
        return Survey((), scripts_of(content), lists=True)
    return survey(content, part=part, reader=reader)


def _is_told(code: str, path: str, found: Survey) -> bool:
    return any(one.code == code and one.path == path for one in found.findings)


def _includes(found: Survey) -> list[Tag]:
    return [tag for script in found.scripts for tag in _asking(script)]


def _asking(script: Script) -> list[Tag]:
    """The tags that ask for shared parts."""
    return [tag for tag in script.tags if tag.include is not None]


def _fonts(found: Survey) -> Iterator[Finding]:
    """The fonts that this machine has not, nor a twin of theirs."""
    for font, (path, where) in sorted(found.fonts.items()):
        served = _served(font)
        if served is None or fonts.serves(served, font):
            continue
        known = [*fonts.TWINS, *fonts.installed()]
        yield finding(
            "TPL069",
            path,
            where=where or font,
            severity="warning",
            font=font,
            served=served,
            suggestion=nearest(font, known),
        )


@cache
def _served(font: str) -> str | None:
    return fonts.served_for(font)
