"""The book of rules: all topics in order.

Why: whoever lists, explains, tests or applies the rules reads them from here.
"""

from __future__ import annotations

from pipeline.rules import (
    assessments,
    calendar_days,
    children,
    chronology,
    considerations,
    deadlines,
    diversion,
    eligibility,
    feasibility,
    misplaced,
    people,
    periods,
    prison_terms,
    programmes,
    repetition,
    schedule,
    scope,
    secrecy,
    sequences,
    sites,
    violations,
    work_days,
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
    periods,
    work_days,
    repetition,
    schedule,
    calendar_days,
    sites,
    chronology,
    sequences,
    deadlines,
    violations,
    children,
    diversion,
    prison_terms,
    programmes,
    people,
    secrecy,
    misplaced,
)
RULES: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)
