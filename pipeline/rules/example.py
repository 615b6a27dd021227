"""The examples of a rule: parts of a case file, judged as whole ones are.

Why: what `berkas rules` shows, what the documentation shows and what the tests prove must be the
same, and made by the rule itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.rules.judge import told
from pipeline.rules.rule import Rule
from pipeline.salvage import salvage
from pipeline.yaml_text import Source

FILE = Path("KS-2026-0100.yaml")


def example(rule: Rule, text: str) -> Source:
    """Read a part of a case file; of a kind that the rule judges, where it names none."""
    kind = "" if "jenis:" in text else f"jenis: {rule.kinds[0]}\n"
    return yaml_text.parse((kind + text).encode(), FILE)


def ask(rule: Rule, source: Source) -> Iterator[Problem]:
    """What the rule has against an example, in an office as its examples need it."""
    part = yaml_text.parse(rule.office.encode(), Path("office.yaml")).data if rule.office else {}
    return told(rule, salvage(Case, source.data), source, salvage(Office, part))
