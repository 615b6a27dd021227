"""Rules of this topic: to be written."""

from __future__ import annotations

from pipeline.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
