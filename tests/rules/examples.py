"""Run a rule on a part of a case file, as its examples are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.rules.judge import told
from pipeline.rules.rule import Rule
from pipeline.salvage import salvage
from pipeline.shape import shape
from pipeline.yaml_text import Source

FILE = Path("KS-2026-0100.yaml")
LACKS = "SKM002"  # a part of a case lacks what a whole one must have


def source_of(rule: Rule, text: str) -> Source:
    """The part of a case file, as a kind that the rule judges where it names none."""
    kind = "" if "jenis:" in text else f"jenis: {rule.kinds[0]}\n"
    return yaml_text.parse((kind + text).encode(), FILE)


def office_of(text: str) -> Office:
    """An office that has no more than this part of office.yaml."""
    data = yaml_text.parse(text.encode(), Path("office.yaml")).data if text.strip() else {}
    return salvage(Office, data)


def ask(rule: Rule, text: str, office: str | None = None) -> list[Problem]:
    """What a rule has against a part of a case file, which must have its shape."""
    source = source_of(rule, text)
    faults = [fault for fault in shape(source, Case)[1] if fault.code != LACKS]
    assert faults == [], faults
    case = salvage(Case, source.data)
    return list(told(rule, case, source, office_of(rule.office if office is None else office)))


def broken(rule: Rule, text: str, office: str | None = None) -> list[tuple[str | None, str]]:
    """Where a part of a case file breaks a rule, and how that weighs."""
    return [(problem.path, problem.severity) for problem in ask(rule, text, office)]


def on(text: str) -> date:
    """A day by its ISO form."""
    return date.fromisoformat(text)
