"""How old a client was when it happened, as far as a case says it.

Why: a mere year of birth, or an offence that went on for weeks, leaves an age open; a rule must
know what is certain and what is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.case import Case
from pipeline.case.identity import Client, Relative
from pipeline.figures import age
from pipeline.rules.rule import value_at
from pipeline.yaml_text import Path_


@dataclass(frozen=True, slots=True)
class Ages:
    """The bounds of a client's age.

    Attributes:
        first: the first day of the offence.
        least: the youngest that the client can have been on that day.
        most: the oldest that the client can have been on that day.
        most_later: the same on the offence's last day.
        born: the key that says when the client was born.
        open_at: the key that leaves the age open, where something does.
    """

    first: date
    least: int
    most: int
    most_later: int
    born: Path_
    open_at: Path_

    @property
    def written(self) -> str:
        """``17``, or ``17–18`` where only the year of birth is known."""
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def birth(person: Client | Relative | None) -> tuple[date, date] | None:
    """The first and the last day on which someone can have been born; None where none is known."""
    if person is None:
        return None
    if person.tanggal_lahir:
        return person.tanggal_lahir, person.tanggal_lahir
    if person.tahun_lahir:
        return date(person.tahun_lahir, 1, 1), date(person.tahun_lahir, 12, 31)
    return None


def birth_key(person: Client | Relative) -> str:
    """The key that says when someone was born."""
    return "tanggal_lahir" if person.tanggal_lahir else "tahun_lahir"


def ages(case: Case) -> Ages | None:
    """The bounds of the client's age at the offence.

    Returns:
        None where a date is not known, and where the birth lies after the offence: then one of
        the two is wrong, and no age can be told.
    """
    bounds = birth(case.klien)
    happened = value_at(case, "perkara.tanggal")
    if bounds is None or happened is None or happened.dari is None:
        return None
    earliest, latest = bounds
    first, last = happened.dari, max(happened.dari, happened.sampai or happened.dari)
    if earliest > first:
        return None
    exact = earliest == latest
    return Ages(
        first=first,
        least=max(age(latest, first), 0),
        most=age(earliest, first),
        most_later=age(earliest, last),
        born=("klien", birth_key(case.klien)),
        open_at=("perkara", "tanggal", "sampai") if exact else ("klien", "tahun_lahir"),
    )
