"""Hold a case to all rules of law.

Why: a rule finds, and knows neither file nor line nor how often it will be broken; here its
findings get their places, and those of one kind in many rows become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.case import Case
from pipeline.errors import Place, Problem
from pipeline.office import Office
from pipeline.rules.book import RULES
from pipeline.rules.finding import finding
from pipeline.rules.rule import Finding, Rule
from pipeline.yaml_text import Path_, Source, dotted


def judge(case: Case, source: Source, office: Office) -> Iterator[Problem]:
    """Tell what breaks a rule that was in force on the day of the act."""
    for rule in _of_kind(case.jenis):
        if found := [*rule.examine(case, office)]:
            yield from _told(rule, case, source, found)


@cache
def _of_kind(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if kind in rule.kinds)


def told(rule: Rule, case: Case, source: Source, office: Office) -> Iterator[Problem]:
    """What one rule has against a case; findings of one kind once, at the first of their places."""
    return _told(rule, case, source, rule.examine(case, office))


def _told(rule: Rule, case: Case, source: Source, found: Iterable[Finding]) -> Iterator[Problem]:
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for one in found:
        if rule.in_force(case, one):
            alike.setdefault((_kind(one.path), one.severity), []).append(one)
    for first, *others in alike.values():
        severity = first.severity or rule.severity
        problem = finding(source, rule.code, first.path, severity, **first.params)
        yield replace(
            problem,
            related=tuple(_place(source, path) for path in first.related),
            others=tuple(_place(source, other.path) for other in others),
        )


def _place(source: Source, path: Path_) -> Place:
    return replace(source.place(path), path=dotted(source.written(path)))


def _kind(path: Path_) -> Path_:
    return tuple(step for step in path if isinstance(step, str))
