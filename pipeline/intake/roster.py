"""Who is in the register already: the clients of the workspace's cases and of the rows before.

Why: a register is exported again and again; a second case file of one request would be worked on
twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import yaml_text
from pipeline.errors import CaseError
from pipeline.intake.dates import readings


@dataclass(frozen=True, slots=True)
class Client:
    """A client and a request, as far as they tell one case from another.

    Attributes:
        name: in small letters.
        request: number of the letter, without blanks and in small letters.
        asked: the letter's day.
        born: day of birth.
        register: number in the prison's register.
        nik: identity number.
    """

    name: str
    request: str = ""
    asked: str = ""
    born: str = ""
    register: str = ""
    nik: str = ""

    def is_same(self, other: Client) -> bool:
        """Whether both are one client in one request: nothing that both state differs."""
        if self.name != other.name or bool(self.request) != bool(other.request):
            return False
        pairs = (
            (self.request, other.request),
            (self.born, other.born),
            (self.register, other.register),
            (self.nik, other.nik),
            *(((self.asked, other.asked),) if not self.request else ()),
        )
        return all(one == two for one, two in pairs if one and two)


def client_of(look: Callable[[str], str]) -> Client:
    """Take from a case what tells it from others.

    Args:
        look: gives the text of a dotted key, empty where there is none.
    """
    return Client(
        " ".join(look("klien.nama").casefold().split()),
        _signs(look("permintaan.nomor")),
        _day(look("permintaan.tanggal")),
        _day(look("klien.tanggal_lahir")),
        _signs(look("register.lapas")),
        _signs(look("klien.nik")),
    )


def _signs(text: str) -> str:
    return "".join(text.casefold().split())


def _day(text: str) -> str:
    days = readings(text)
    return days[0].isoformat() if len(days) == 1 else ""


@dataclass(slots=True)
class Roster:
    """Clients and where each of them stands.

    Attributes:
        unread: case files that could not be read, so that nobody knows whom they hold.
    """

    unread: list[Path] = field(default_factory=list)
    _known: dict[str, list[tuple[Client, str]]] = field(default_factory=dict)

    def add(self, client: Client, where: str) -> None:
        """Enter a client under a case number or the place of a row."""
        self._known.setdefault(client.name, []).append((client, where))

    def find(self, client: Client) -> str:
        """Where the same client and request stand; an empty text where they do not."""
        known = self._known.get(client.name, ()) if client.name else ()
        return next((where for other, where in known if client.is_same(other)), "")


def roster_of(case_files: Iterable[Path]) -> Roster:
    """Read from the case files of a workspace who is there; as text, so that no fault stops it."""
    roster = Roster()
    for file in case_files:
        try:
            data = yaml_text.read(file).data
        except CaseError:
            roster.unread.append(file)
            continue
        roster.add(client_of(_reader(data)), file.stem)
    return roster


def _reader(data: dict[str, Any]) -> Callable[[str], str]:
    def look(key: str) -> str:
        found: Any = data
        for step in key.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, str) else ""

    return look
