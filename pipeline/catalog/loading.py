"""All entries of the catalog, as `catalog.yaml` of a folder of templates holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline import yaml_text
from pipeline.case.model import Case, Stage
from pipeline.catalog.coherence import emptied, incoherent
from pipeline.catalog.entry import Entry
from pipeline.catalog.fault import fault
from pipeline.catalog.keys import misspoken
from pipeline.errors import BerkasError, Problem, WorkspaceError
from pipeline.shape import shape

CATALOG_FILE = "catalog.yaml"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


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
        problems.extend(faults)
        if not _NAME.fullmatch(name):
            problems.append(fault(source, "RNG020", (name,), at_key=True, key=name))
        problems.extend(emptied(source, name))
        if entry is not None:
            entry._name = name
            problems.extend(misspoken(source, entry))
            problems.extend(incoherent(source, entry))
            entries.append(entry)
    if problems:
        raise WorkspaceError(*problems)
    return Catalog(file, tuple(entries), source.warnings)
