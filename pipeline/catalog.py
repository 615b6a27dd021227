"""The catalog: what each document is, who reads it, when it is due, what it needs.

Why: a new document is a Word file and an entry here, and no Python; and `check` can say which
missing key stops which paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema

from pipeline import yaml_text
from pipeline.case.model import KINDS, READERS, Case, Kind, Reader, Stage
from pipeline.case.section import (
    OneOrMany,
    Section,
    branches,
    fields_of,
    is_list,
    marks_of,
    section_in,
    walk_fields,
)
from pipeline.errors import BerkasError, Problem, WorkspaceError
from pipeline.office import Limits
from pipeline.parsers.dates import parse_date, parse_month
from pipeline.parsers.quantities import parse_period, within
from pipeline.parsers.text import parse_text
from pipeline.parsers.typed import refuse
from pipeline.parsers.words import one_of, word_of
from pipeline.scalars import CodeOf, Text, Whole
from pipeline.shape import shape
from pipeline.spelling import nearest
from pipeline.values import Period
from pipeline.yaml_text import Path_, Source

CATALOG_FILE = "catalog.yaml"
ALL = "all"  # the file of every kind of case that names none of its own
ANY = "any"  # whatever a key says, as long as it says something
LIMITS = "batas"  # section of office.yaml
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.docx")


def parse_stage(value: object) -> Stage:
    """Read the name of a stage."""
    return Stage[word_of(value, tuple(Stage.__members__))]


def parse_switch(value: object) -> bool:
    """Read ``yes`` or ``no``."""
    return word_of(value, ("yes", "no")) == "yes"


def parse_file(value: object) -> str:
    """Read the name of a Word file.

    Raises:
        PydanticCustomError: RNG021 when it leads elsewhere (``../x.docx``) or is no .docx.
    """
    name = parse_text(value)
    if not _FILE.fullmatch(name):
        raise refuse("RNG021", value=name)
    return name


WordFile = Annotated[str, PlainValidator(parse_file)]
FileKind = Annotated[str, one_of(ALL, *KINDS)]
Words = Annotated[tuple[Text, ...], OneOrMany]


def for_all(value: Any) -> Any:
    """Take a single title or file for that of all kinds of case."""
    return {ALL: value} if isinstance(value, str) else value


def as_readers(value: Any) -> Any:
    """Take readers for those of all kinds of case."""
    return value if isinstance(value, dict) else {ALL: value}


def as_dues(value: Any) -> Any:
    """Take a single deadline for that of all kinds of case."""
    return {ALL: value} if isinstance(value, dict) and "after" in value else value


def parse_within(value: object) -> str | Period:
    """Read how long a document may take: a key of ``batas``, or a period."""
    text = parse_text(value)
    return text if text.startswith(f"{LIMITS}.") else parse_period(text)


class Due(Section):
    """By when a document must be there: so long after a day of the case, or the end of a month."""

    after: Text = Field(description="Key that holds the day on which the time begins.")
    within: Annotated[str | Period, PlainValidator(parse_within)] = Field(
        description="A period, or the key of one below `batas` of office.yaml."
    )


class Entry(Section):
    """One document of the catalog.

    A kind of case for which no Word file is named has the document all the same: the office makes
    it by its own means, and the case file is held to what it needs.
    """

    _name: str = PrivateAttr(default="")
    titles: Annotated[dict[FileKind, Text], BeforeValidator(for_all)] = Field(
        alias="title", description="Printed title, or one for each kind of case."
    )
    file: Annotated[dict[FileKind, WordFile], BeforeValidator(for_all)] = Field(
        default_factory=dict, description="Word file, or one for each kind of case."
    )
    kinds: Annotated[tuple[Kind, ...], OneOrMany] = KINDS
    stage: Annotated[Stage, PlainValidator(parse_stage)] = Stage.permintaan
    order: Whole = Field(description="Place in the bundle.")
    readers: Annotated[
        dict[FileKind, Annotated[tuple[Reader, ...], OneOrMany]], BeforeValidator(as_readers)
    ] = Field(alias="reader", description="Who reads it, or so for each kind of case.")
    class_code: Text | None = Field(default=None, alias="class")
    date: Text | None = None
    number: Text | None = None
    needs: Annotated[tuple[Text, ...], OneOrMany] = ()
    needs_of: dict[Kind, Annotated[tuple[Text, ...], OneOrMany]] = Field(default_factory=dict)
    needs_with: dict[str, Annotated[tuple[Text, ...], OneOrMany]] = Field(default_factory=dict)
    for_each: Text | None = Field(default=None, description="List: one document for each entry.")
    item: Text | None = Field(
        default=None,
        description="Key of an entry that names its document; without one only the first has it.",
    )
    unnamed_first: Annotated[bool, PlainValidator(parse_switch)] = False
    months_of: Text | None = Field(
        default=None, description="Days of a list: each month with one of them has its document."
    )
    begin: Annotated[int, within(1, 999)] = Field(
        default=1, alias="from", description="The first entry that has one."
    )
    where: dict[str, Words] = Field(default_factory=dict, description="What an entry must say.")
    when: dict[str, Words] = Field(default_factory=dict, description="What the case must say.")
    due: Annotated[dict[FileKind, Due], BeforeValidator(as_dues)] = Field(
        default_factory=dict, description="By when it must be there, or so for each kind of case."
    )
    tolerates: Annotated[tuple[Text, ...], OneOrMany] = Field(
        default=(), description="Keys below which errors do not stop it."
    )
    front: Annotated[bool, PlainValidator(parse_switch)] = False

    @property
    def name(self) -> str:
        """The entry's key in the catalog; also the stem of its files."""
        return self._name

    def file_of(self, kind: str) -> str | None:
        """Its Word file in cases of a kind; None where the office makes it by its own means."""
        return self.file.get(kind, self.file.get(ALL))

    @property
    def names_stage(self) -> bool:
        """Whether a stage asks for it; else every case may have it, whoever made its litmas."""
        return "stage" in self.model_fields_set

    @property
    def title(self) -> str:
        """Its printed title, of several the first."""
        return next(iter(self.titles.values()))

    def title_of(self, kind: str) -> str:
        """Its printed title in cases of a kind; the first one where none is named for it."""
        return self.titles.get(kind, self.title)

    @property
    def reader(self) -> tuple[Reader, ...]:
        """Who reads it in any kind of case, in the order of the vocabulary."""
        named = {reader for readers in self.readers.values() for reader in readers}
        return tuple(reader for reader in READERS if reader in named)

    def reader_of(self, kind: str) -> tuple[Reader, ...]:
        """Who reads it in cases of a kind."""
        return self.readers.get(kind, self.readers.get(ALL, ()))

    def due_of(self, kind: str) -> Due | None:
        """By when it must be there in cases of a kind; None where nothing says so."""
        return self.due.get(kind, self.due.get(ALL))

    def all_needs(self, kind: str | None = None) -> tuple[str, ...]:
        """What it needs at most: always, in cases of a kind (or any), where another key stands."""
        of_kind = self.needs_of if kind is None else {kind: self.needs_of.get(kind, ())}
        groups = (*of_kind.values(), *self.needs_with.values())
        return (*self.needs, *(key for keys in groups for key in keys))


class Catalog:
    """All entries in the order of the bundle."""

    def __init__(
        self, file: Path, entries: tuple[Entry, ...], warnings: tuple[Problem, ...] = ()
    ) -> None:
        """Keep the entries; ``file`` is where they came from, ``warnings`` what it has of slips."""
        self.file = file
        self.warnings = warnings
        self.entries = tuple(sorted(entries, key=lambda entry: entry.order))
        self._by_name = {entry.name: entry for entry in self.entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries in the order of the bundle."""
        return tuple(self._by_name)

    def __getitem__(self, name: str) -> Entry:
        """The entry of this name; KeyError when there is none."""
        return self._by_name[name]

    def of(self, case: Case) -> Iterator[Entry]:
        """The documents that this case can have up to its stage, in the order of the bundle."""
        stage = case.stage
        return (entry for entry in self._demanded(case) if entry.stage <= stage)

    def coming(self, case: Case) -> Iterator[Entry]:
        """Those that this case can have in the stages that are still to come."""
        stage = case.stage
        return (entry for entry in self._demanded(case) if entry.stage > stage)

    def _demanded(self, case: Case) -> Iterator[Entry]:
        demanded = {stage for stage in Stage if case.demands(stage)}
        for entry in self.entries:
            asked = entry.stage in demanded or not entry.names_stage
            if asked and not entry.front and case.jenis in entry.kinds:
                yield entry


def load(folder: Path) -> Catalog:
    """Read ``catalog.yaml`` of a folder of templates.

    Raises:
        WorkspaceError: the file is missing or wrong; with all its faults.
    """
    file = folder / CATALOG_FILE
    try:
        source = yaml_text.read(file)
    except BerkasError as error:
        raise WorkspaceError(*error.problems) from error
    entries: list[Entry] = []
    problems: list[Problem] = []
    for name in source.keys:
        entry, faults = shape(source, Entry, (name,))
        if not _NAME.fullmatch(name):
            faults.append(_problem(source, "RNG020", (name,), key=name))
        if entry is not None:
            faults.extend(_unknown_keys(source, name, entry))
            entry._name = name
            entries.append(entry)
        if entry is not None:
            faults.extend(_missing(source, (name, key)) for key in _lacking(entry))
        problems.extend(faults)
    if problems:
        raise WorkspaceError(*problems)
    return Catalog(file, tuple(entries), source.warnings)


def _lacking(entry: Entry) -> Iterator[str]:
    """Keys that an entry must have because of another one."""
    if entry.front and not entry.file:
        yield "file"
    if (entry.item or entry.months_of) and not entry.for_each:
        yield "for_each"


def _unknown_keys(source: Source, name: str, entry: Entry) -> Iterator[Problem]:
    """Keys of the case file or of ``batas`` that the entry speaks of and the vocabulary has not."""
    for path, key in _case_keys(name, entry):
        if not is_known(key):
            known = (".".join(steps) for steps, _ in walk_fields(Case))
            yield _problem(source, "RNG008", path, key=key, suggestion=nearest(key, known))
    yield from _misused(source, name, entry)
    days = entry.months_of
    if days and is_known(days) and not _is_of_entries(days):
        yield _problem(source, "RNG022", (name, "months_of"), key=days)
    limits = [f"{LIMITS}.{limit}" for limit in fields_of(Limits)]
    for kind, due in entry.due.items():
        if isinstance(due.within, str) and due.within not in limits:
            close = nearest(due.within, limits)
            path = (name, "due", kind, "within")
            yield _problem(source, "RNG008", path, key=due.within, suggestion=close)


def _case_keys(name: str, entry: Entry) -> Iterator[tuple[Path_, str]]:
    """Every key of the case file that an entry speaks of, with its place in the catalog."""
    for role in ("date", "number", "for_each", "months_of"):
        if key := getattr(entry, role):
            yield (name, role), key
    if entry.for_each and entry.item:
        yield (name, "item"), f"{entry.for_each}.{entry.item}"
    for key in entry.where:
        yield (name, "where", key), f"{entry.for_each}.{key}"
    for key in entry.when:
        yield (name, "when", key), key
    for kind, due in entry.due.items():
        yield (name, "due", kind, "after"), due.after
    for role, keys in (("needs", entry.needs), ("tolerates", entry.tolerates)):
        yield from (((name, role, number), key) for number, key in enumerate(keys))
    for kind, keys in entry.needs_of.items():
        yield from (((name, "needs_of", kind, number), key) for number, key in enumerate(keys))
    for condition, keys in entry.needs_with.items():
        here: Path_ = (name, "needs_with", condition)
        yield here, condition
        yield from (((*here, number), key) for number, key in enumerate(keys))


def _missing(source: Source, path: Path_) -> Problem:
    place = source.place(path)
    return Problem("SKM002", {"key": str(path[-1])}, source.file, place, yaml_text.dotted(path))


def _problem(source: Source, what: str, path: Path_, **params: str) -> Problem:
    written = source.written(path)
    place = source.place(written, key=written[-1] == params["key"])
    return Problem(what, params, source.file, place, yaml_text.dotted(written))


def _misused(source: Source, name: str, entry: Entry) -> Iterator[Problem]:
    """Keys that exist and cannot do what the entry asks of them.

    Why: an item names files, so it must be short, stay the same and say nothing of a person.
    """
    listed = entry.for_each
    if listed and is_known(listed) and not is_known_list(listed):
        yield _problem(source, "RNG023", (name, "for_each"), key=listed)
        return
    item = f"{listed}.{entry.item}"
    if listed and entry.item and is_known(item) and not _can_name(listed, entry.item):
        yield _problem(source, "RNG024", (name, "item"), key=entry.item)


def is_known_list(dotted: str) -> bool:
    """Whether a path names a list of sections on top of the case file."""
    known = fields_of(Case).get(dotted)
    return (
        known is not None and is_list(known.annotation) and section_in(known.annotation) is not None
    )


def _can_name(listed: str, key: str) -> bool:
    """Whether a key of a list's entries holds a day, a month, a word or a code."""
    model = section_in(fields_of(Case)[listed].annotation)
    known = fields_of(model).get(key) if model else None
    if known is None:
        return False
    marks = list(marks_of(known))
    is_word = any(isinstance(m, WithJsonSchema) and "enum" in (m.json_schema or {}) for m in marks)
    is_code = any(isinstance(mark, CodeOf) and not mark.free for mark in marks)
    is_day = any(getattr(mark, "func", None) in (parse_date, parse_month) for mark in marks)
    return is_word or is_code or is_day


def _is_of_entries(dotted: str) -> bool:
    """Whether a path names a key of the entries of a list: ``kehadiran.tanggal``."""
    name, _, key = dotted.partition(".")
    return bool(key) and "." not in key and is_list(fields_of(Case)[name].annotation)


def is_known(dotted: str) -> bool:
    """Whether a dotted path names a key of the case file."""
    model: type[Section] | None = Case
    for step in dotted.split("."):
        if model is None or step not in (known := branches(model)):
            return False
        model = known[step].section
    return True
