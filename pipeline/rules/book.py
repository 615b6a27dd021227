"""The book of rules: all topics in order.

Why: whoever lists, explains, tests or applies the rules reads them from here.
"""

from __future__ import annotations

from pipeline.rules import (
    children,
    chronology,
    considerations,
    deadlines,
    eligibility,
    people,
    prison_terms,
    schedule,
    sites,
    violations,
    work_hours,
)
from pipeline.rules.rule import Rule

TOPICS = (
    eligibility,
    considerations,
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
