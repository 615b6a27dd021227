"""Run a rule on a part of a case file, as its examples are written."""

from __future__ import annotations

from dataclasses import replace

from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.rules import example
from pipeline.rules.book import RULES
from pipeline.rules.rule import Rule
from pipeline.shape import shape

LACKS = "SKM002"  # a part of a case lacks what a whole one must have


def by_code(code: str) -> Rule:
    """The rule of this code."""
    return next(rule for rule in RULES if rule.code == code)


def ask(rule: Rule, text: str, office: str | None = None) -> list[Problem]:
    """What a rule has against a part of a case file, which must have its shape."""
    source = example.example(rule, text)
    faults = [fault for fault in shape(source, Case)[1] if fault.code != LACKS]
    assert faults == [], faults
    asked = rule if office is None else replace(rule, office=office)
    return list(example.ask(asked, source))


def broken(rule: Rule, text: str, office: str | None = None) -> list[tuple[str | None, str]]:
    """Where a part of a case file breaks a rule, and how that weighs."""
    return [(problem.path, problem.severity) for problem in ask(rule, text, office)]
