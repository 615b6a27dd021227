"""The book of rules: all topics in order.

Why: whoever lists, explains, tests or applies the rules reads them from here.
"""

from __future__ import annotations

from pipeline.rules import (
    assessments,
    children,
    chronology,
    considerations,
    deadlines,
    eligibility,
    feasibility,
    people,
    prison_terms,
    schedule,
    scope,
    sites,
    violations,
    work_hours,
)
from pipeline.rules.rule import Rule

TOPICS = (
    eligibility,
    scope,
    feasibility,
    considerations,
    assessments,
    work_hours,
    schedule,
    sites,
    chronology,
    deadlines,
    violations,
    children,
    prison_terms,
    people,
)
RULES: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)
