"""Every rule does on its examples what it says of itself, and says all that it must."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from pipeline import messages
from pipeline.case import Case
from pipeline.case.model import KINDS
from pipeline.errors import Severity
from pipeline.rules.book import RULES, TOPICS
from pipeline.rules.rule import Ground, Rule, value_at
from pipeline.salvage import salvage
from pipeline.settings import Language
from tests.rules.examples import ask

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
# What the vocabulary makes an error although no statute that was read says it.
ERRORS_OF_THE_OFFICE: frozenset[str] = frozenset(
    {"KS500", "KS501", "KS502", "KS504", "KS505", "KS506", "KS403", "KS110", "KS913"}
    | {"KS701", "KS702", "KS703"}  # age is taken at the offence
)


@each_rule
def test_failing_example_is_found(rule: Rule) -> None:
    """The failing example breaks the rule, once, at a key that the example writes."""
    (problem,) = ask(rule, rule.failing)
    assert problem.code == rule.code
    assert problem.path
    assert problem.place


@each_rule
def test_passing_example_passes(rule: Rule) -> None:
    """The passing example does not break the rule."""
    assert ask(rule, rule.passing) == []


@each_rule
def test_nothing_is_found_in_an_empty_case(rule: Rule) -> None:
    """A rule says nothing about what it cannot know."""
    for kind in rule.kinds:
        assert ask(rule, f"jenis: {kind}\n") == []


@each_rule
def test_kinds_acts_and_ground_are_known(rule: Rule) -> None:
    """What a rule says of itself is made of words that exist."""
    assert set(rule.kinds) <= set(KINDS)
    assert rule.severity in get_args(Severity)
    assert rule.ground in get_args(Ground)
    for act in rule.acts:
        value_at(salvage(Case, {}), act)  # KeyError on top for a key that is none
    assert rule.since is None or rule.acts, "a rule of a statute names the act that it judges"


@each_rule
@pytest.mark.parametrize("language", ["id", "en"])
def test_sentences(rule: Rule, language: Language) -> None:
    """A rule has title, message, way out, basis and explanation; its message can be filled."""
    entry = messages.load(language).problems[rule.code]
    assert {"title", "message", "hint", "basis", "explanation"} <= set(entry)
    (problem,) = ask(rule, rule.failing)
    assert messages.load(language).message(problem)
    assert messages.load(language).hint(problem)


@each_rule
def test_what_is_not_read_is_no_error(rule: Rule) -> None:
    """A rule without a statute that was read only warns, unless the vocabulary decides so."""
    (problem,) = ask(rule, rule.failing)
    if rule.ground != "law" and rule.code not in ERRORS_OF_THE_OFFICE:
        assert problem.severity == "warning"


def test_codes_are_in_order_and_unique() -> None:
    """A code is given once; within a topic the codes rise."""
    codes = [rule.code for rule in RULES]
    assert all(re.fullmatch(r"KS\d{3}", code) for code in codes)
    assert len(set(codes)) == len(codes)
    for topic in TOPICS:
        assert [rule.code for rule in topic.RULES] == sorted(rule.code for rule in topic.RULES)
