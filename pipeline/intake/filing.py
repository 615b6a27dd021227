"""Give the rows of a register their case numbers, and put their case files in place.

Why: a file that is there is never touched, two who import at once do not get one number, and a
file appears whole; so a run that was cut short is simply run again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.intake.case_text import case_text
from pipeline.intake.register import Entry
from pipeline.publish import write_new
from pipeline.workspace import Workspace

PREFIXES = {"reintegrasi": "RE"}


@dataclass(slots=True)
class Cabinet:
    """Where the cases of one import go, and the next number of each year.

    Attributes:
        workspace: the office's folder.
        jenis: the kind of case.
        pk: the officer's code.
        otherwise: the year of a case that has no date of its own.
    """

    workspace: Workspace
    jenis: str
    pk: str
    otherwise: int
    _next: dict[int, int] = field(default_factory=dict)

    def assign(self, entry: Entry) -> str:
        """Return the next number for a row, without writing anything."""
        if entry.draft is None:
            raise ValueError("only a row that becomes a case has a number")
        year = entry.draft.year(self.otherwise)
        number = self._next.get(year) or self._first_free(year)
        self._next[year] = number + 1
        return f"{PREFIXES[self.jenis]}-{year}-{number:04}"

    def file(self, entry: Entry) -> tuple[str, Path]:
        """Write the case file of a row.

        Returns:
            The number that it got, and the file.

        Raises:
            WorkspaceError: the folder or the disk does not take it.
        """
        while True:
            nomor = self.assign(entry)
            target = self.workspace.case_file(nomor)
            if write_new(target, self.content(entry, nomor).encode()):
                return nomor, target

    def content(self, entry: Entry, nomor: str) -> str:
        """The case file of a row as text."""
        if entry.draft is None:
            raise ValueError("only a row that becomes a case has a text")
        return case_text(nomor, self.jenis, self.pk, entry.draft, entry.row)

    def _first_free(self, year: int) -> int:
        """One behind the highest number of the year that a case or a folder of exhibits has."""
        pattern = re.compile(rf"{PREFIXES[self.jenis]}-{year}-(\d+)", re.ASCII | re.IGNORECASE)
        return max(map(int, self._taken(pattern)), default=0) + 1

    def _taken(self, pattern: re.Pattern[str]) -> Iterator[str]:
        if self.workspace.cases.is_dir():
            for path in self.workspace.cases.iterdir():
                name = path.stem if path.suffix.lower() in {".yaml", ".yml"} else path.name
                if match := pattern.fullmatch(name):
                    yield match[1]
