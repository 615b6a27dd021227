"""One entry of the catalog: a document, who reads it, when it is due, what it needs."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr

from pipeline.case.model import KINDS, READERS, Kind, Reader, Stage
from pipeline.case.section import OneOrMany, Section
from pipeline.parsers.quantities import parse_period, within
from pipeline.parsers.text import parse_text
from pipeline.parsers.typed import refuse
from pipeline.parsers.words import one_of, word_of
from pipeline.scalars import Text, Whole
from pipeline.values import Period

ALL = "all"  # the file of every kind of case that names none of its own
ANY = "any"  # whatever a key says, as long as it says something
LIMITS = "batas"  # section of office.yaml
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
