"""What a rule of law is: a pure function with all that must be known of it.

Why: an officer who is told that something is unlawful may ask by which article, since when, at
which date it was judged, and what would have been right; the answer stands beside the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pipeline.case import Case
from pipeline.case.model import KINDS
from pipeline.case.section import Section, branches
from pipeline.errors import Severity
from pipeline.office import Office
from pipeline.yaml_text import Path_

# Days on which the statutes came into force.
KUHP = date(2026, 1, 2)  # UU 1/2023
SPPA = date(2014, 7, 30)  # UU 11/2012, two years after its promulgation

PKS = ("pidana_kerja_sosial",)
CHILDREN = ("pelayanan_masyarakat", "diversi")
WORK = ("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi")
PRISON = ("reintegrasi",)

Ground = Literal["law", "unverified", "practice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found.

    Attributes:
        path: the key that is at fault, with zero-based indices of the normal form.
        params: what the message names.
        severity: where this finding weighs otherwise than the rule usually does.
        related: keys that the finding speaks of as well.
    """

    path: Path_
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    related: tuple[Path_, ...] = ()


Examine = Callable[[Case, Office], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; its title, message, basis and explanation stand in ``locale/`` by its code.

    Attributes:
        code: ``KS`` and three figures, of which the first is its topic's.
        examine: finds what breaks the rule in a case. A case that was salvaged from a faulty file
            may hold None anywhere; a rule says nothing about what it cannot know.
        severity: how its findings usually weigh.
        failing: part of a case file (YAML) that breaks the rule, and no other part of it.
        passing: the same part as it should be.
        kinds: kinds of case that it judges.
        acts: keys of the dates at which it judges; of several, the one in the finding's section.
        since: day on which it came into force; None where it is bound to no statute.
        until: last day on which it was in force; None while it is.
        ground: ``law`` where the article was read; ``unverified`` where it is believed;
            ``practice`` where it is this program's proposal. Its basis says which.
        office: part of office.yaml that the examples need.
    """

    code: str
    examine: Examine
    severity: Severity
    failing: str
    passing: str
    kinds: tuple[str, ...] = KINDS
    acts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    ground: Ground = "law"
    office: str = ""

    def in_force(self, case: Case, finding: Finding) -> bool:
        """Whether the rule was in force on the day of the act; it is, where no day is known."""
        day = self.day(case, finding)
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def day(self, case: Case, finding: Finding) -> date | None:
        """The day of the act that a finding judges; None where the case does not say."""
        acts = sorted(self.acts, key=lambda act: act.split(".")[0] != finding.path[0])
        days = (value_at(case, act, finding.path) for act in acts)
        return next((day for day in days if isinstance(day, date)), None)


def of_court(case: Case) -> Severity:
    """How it weighs that a judgment is outside the statute.

    An error, since it may be a slip in copying; a warning once ``sesuai_salinan: ya`` says that
    the court wrote so, for what a court did must be recorded as it is.
    """
    confirmed = case.putusan is not None and case.putusan.sesuai_salinan is True
    return "warning" if confirmed else "error"


def value_at(case: Case, dotted: str, beside: Path_ = ()) -> Any:
    """The value at a dotted key; None where something on the way is missing.

    Args:
        case: the case.
        dotted: keys from the top, ``kehadiran.tanggal``.
        beside: a path whose indices say which entry of a list is meant; else it is the first.
    """
    found: Any = case
    follows = True
    here = iter(beside)
    for step in dotted.split("."):
        if isinstance(found, tuple):
            index = next(here, 0) if follows else 0
            found = found[index] if isinstance(index, int) and index < len(found) else None
        if not isinstance(found, Section):
            return None
        follows = follows and next(here, None) == step
        found = getattr(found, branches(type(found))[step].attribute)
    return found
