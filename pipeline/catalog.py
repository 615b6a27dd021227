"""The catalog: what each document is, who reads it, when it is due, what it needs.

Why: a new document is a Word file and an entry here, and no Python; and `check` can say which
missing key stops which paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationError

from pipeline import yaml_text
from pipeline.case.model import KINDS, Case, Kind, Reader, Stage
from pipeline.case.section import OneOrMany, Section, fields_of, section_in
from pipeline.errors import BerkasError, Problem, WorkspaceError
from pipeline.scalars import Text, Whole, word_of

CATALOG_FILE = "catalog.yaml"


def parse_stage(value: object) -> Stage:
    """Read the name of a stage."""
    return Stage[word_of(value, tuple(Stage.__members__))]


def parse_switch(value: object) -> bool:
    """Read ``yes`` or ``no``."""
    return word_of(value, ("yes", "no")) == "yes"


class Entry(Section):
    """One document of the catalog; ``name`` is its key there."""

    name: str = ""
    title: Text = Field(description="Printed title.")
    file: Text = Field(description="Word file in the templates' folder.")
    kinds: Annotated[tuple[Kind, ...], OneOrMany] = KINDS
    stage: Annotated[Stage, PlainValidator(parse_stage)] = Stage.permintaan
    order: Annotated[int, *Whole.__metadata__] = Field(description="Place in the bundle.")
    reader: Annotated[tuple[Reader, ...], OneOrMany] = Field(description="Who reads it.")
    class_code: Text | None = Field(default=None, alias="class")
    date: Text | None = None
    number: Text | None = None
    needs: Annotated[tuple[Text, ...], OneOrMany] = ()
    front: Annotated[bool, PlainValidator(parse_switch)] = False


class Catalog:
    """All entries in the order of the bundle."""

    def __init__(self, file: Path, entries: tuple[Entry, ...]) -> None:
        """Keep the entries; ``file`` is where they came from."""
        self.file = file
        self.entries = tuple(sorted(entries, key=lambda entry: entry.order))

    def __getitem__(self, name: str) -> Entry:
        """The entry of this name; KeyError when there is none."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise KeyError(name)

    def of(self, case: Case) -> Iterator[Entry]:
        """The documents that this case can have up to its stage, in the order of the bundle."""
        for entry in self.entries:
            due = entry.stage <= case.stage and case.demands(entry.stage)
            if due and not entry.front and case.jenis in entry.kinds:
                yield entry


def load(folder: Path) -> Catalog:
    """Read ``catalog.yaml`` of a folder of templates.

    Raises:
        WorkspaceError: the file is missing or wrong, with the key that is at fault.
    """
    file = folder / CATALOG_FILE
    try:
        source = yaml_text.read(file)
    except BerkasError as error:
        raise WorkspaceError(*error.problems) from error
    return Catalog(file, tuple(_entry(source, name, raw) for name, raw in source.data.items()))


def _entry(source: yaml_text.Source, name: str, raw: Any) -> Entry:
    try:
        entry = Entry.model_validate({**raw, "name": name} if isinstance(raw, dict) else raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise _at_fault(source, (name, *first["loc"]), first["type"]) from error
    for key in (*entry.needs, *filter(None, (entry.date, entry.number))):
        if not is_known(key):
            raise _at_fault(source, (name, "needs"), key)
    return entry


def _at_fault(source: yaml_text.Source, path: tuple[str | int, ...], reason: str) -> WorkspaceError:
    params = {"key": yaml_text.dotted(path), "reason": reason}
    return WorkspaceError(
        Problem("RNG008", params, file=source.file, place=source.place(path), path=params["key"])
    )


def is_known(dotted: str) -> bool:
    """Whether a dotted path names a key of the case file."""
    model: type[Section] | None = Case
    for step in dotted.split("."):
        if model is None or step not in (fields := fields_of(model)):
            return False
        model = section_in(fields[step].annotation)
    return True
