"""Run a rule on a part of a case file, as its examples are written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

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


def part(values: dict[str, object]) -> str:
    """A part of a case file with these values at dotted keys; a number is a place in a list."""
    top: dict[str, Any] = {}
    for dotted, value in values.items():
        *steps, last = dotted.split(".")
        inner: Any = top
        for step, following in zip(steps, [*steps[1:], last], strict=True):
            fresh: Any = [] if following.isdigit() else {}
            if not step.isdigit():
                inner = inner.setdefault(step, fresh)
                continue
            if len(inner) == int(step):
                inner.append(fresh)
            inner = inner[int(step)]
        inner[last] = str(value)
    return "\n".join(f"{key}: {json.dumps(value)}" for key, value in top.items())


def related(rule: Rule, text: str) -> list[tuple[str | None, list[str | None]]]:
    """Where a part of a case file breaks a rule, and where what the finding speaks of stands."""
    return [(found.path, [place.path for place in found.related]) for found in ask(rule, text)]
