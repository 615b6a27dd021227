"""Findings get their places, and those of one kind are told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.case import Case
from pipeline.errors import Severity
from pipeline.office import Office
from pipeline.rules.judge import told
from pipeline.rules.rule import Finding, Rule
from pipeline.salvage import salvage
from tests.case_files import read

TEXT = """\
putusan: {tanggal: 2026-03-03}
kehadiran:
- {tanggal: 2026-04-01, mulai: 08.00, selesai: 09.00}
- {tanggal: 2026-04-02, mulai: 08.00, selesai: 09.00}
- {tanggal: 2026-04-03, mulai: 08.00, selesai: 09.00}
"""
OFFICE = salvage(Office, {})


def rule(*found: Finding, severity: Severity = "error") -> Rule:
    """A rule that finds this."""

    def examine(_case: Case, _office: Office) -> Iterator[Finding]:
        yield from found

    return Rule("KS999", examine, severity, failing="", passing="", acts=("kehadiran.tanggal",))


def row(number: int, key: str = "mulai", severity: Severity | None = None) -> Finding:
    """A finding in a row of attendance."""
    return Finding(("kehadiran", number, key), {"number": number}, severity)


def test_findings_of_one_kind_are_told_once() -> None:
    """The first carries the words, the others are named with their places."""
    source = read(TEXT)
    (problem,) = told(rule(row(1), row(0), row(2)), salvage(Case, source.data), source, OFFICE)
    assert (problem.code, problem.path) == ("KS999", "kehadiran[1].mulai")
    assert problem.params == {"number": "1"}
    assert problem.severity == "error"
    assert [(place.path, place.line) for place in problem.others] == [
        ("kehadiran[0].mulai", 3),
        ("kehadiran[2].mulai", 5),
    ]


def test_other_keys_and_other_weights_are_other_kinds() -> None:
    """What differs in its key or its weight has words of its own."""
    source = read(TEXT)
    judged = rule(row(0), row(1, "selesai"), row(2, severity="warning"))
    problems = list(told(judged, salvage(Case, source.data), source, OFFICE))
    assert [(p.path, p.severity, p.others) for p in problems] == [
        ("kehadiran[0].mulai", "error", ()),
        ("kehadiran[1].selesai", "error", ()),
        ("kehadiran[2].mulai", "warning", ()),
    ]


def test_related_keys_get_their_places() -> None:
    """The other value that a finding speaks of is shown where it stands."""
    source = read(TEXT)
    found = replace(row(0), related=(("putusan", "tanggal"), ("putusan", "jam")))
    (problem,) = told(rule(found), salvage(Case, source.data), source, OFFICE)
    assert [(p.path, p.line, p.column) for p in problem.related] == [
        ("putusan.tanggal", 1, 20),
        ("putusan", 1, 1),
    ]


def test_rows_before_the_law_are_not_judged() -> None:
    """Each row is judged at its own day."""
    source = read(TEXT)
    judged = replace(rule(row(0), row(1), row(2)), since=date(2026, 4, 2))
    (problem,) = told(judged, salvage(Case, source.data), source, OFFICE)
    assert problem.path == "kehadiran[1].mulai"
    assert [place.path for place in problem.others] == ["kehadiran[2].mulai"]
