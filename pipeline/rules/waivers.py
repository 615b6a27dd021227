"""Warnings that a case sets aside: of codes that exist, and never an error.

Why: a waiver that hits nothing for a slip in its code is a warning that its officer believes to be
answered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline import messages
from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.rules.finding import finding
from pipeline.spelling import nearest
from pipeline.yaml_text import Source


def waivers(case: Case, source: Source, problems: Collection[Problem]) -> Iterator[Problem]:
    """Judge ``abaikan`` by what was found in the case."""
    errors = {problem.code for problem in problems if problem.severity == "error"}
    for number, waiver in enumerate(case.abaikan):
        if not waiver.kode:
            continue  # its fault of shape is told already
        code = waiver.kode.upper()
        path = ("abaikan", number, "kode")
        if code in errors:
            yield finding(source, "RUJ009", path, "warning", code=code)
        elif code not in (known := messages.load("id").problems):
            meant = nearest(code, known)
            yield finding(source, "RUJ008", path, "warning", code=waiver.kode, suggestion=meant)
