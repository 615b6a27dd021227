"""Findings as SARIF 2.1.0, which editors, GitLab and GitHub show beside the lines.

A warning that a case sets aside stands there as suppressed, with the reason that the case gives.

Why: an office that keeps its cases in a repository wants findings where its changes are looked at.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.cli.wording import name_of, once, sentences
from pipeline.errors import Place, Problem
from pipeline.messages import Messages

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(
    messages: Messages, problems: Iterable[Problem], waived: Sequence[tuple[Problem, str]] = ()
) -> None:
    """Write the one document of a call to standard output."""
    found = [(problem, "") for problem in once(problems)] + list(waived)
    codes = sorted({problem.code for problem, _ in found})
    driver = {
        "name": "berkas",
        "version": __version__,
        "language": messages.language,
        "rules": [_rule(code, messages) for code in codes],
    }
    results = [_result(problem, reason, codes, messages) for problem, reason in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    click.echo(json.dumps(document, ensure_ascii=False, indent=2), file=sys.stdout)


def _rule(code: str, messages: Messages) -> dict[str, Any]:
    entry = messages.problems[code]
    rule: dict[str, Any] = {"id": code, "shortDescription": {"text": entry["title"]}}
    if explained := entry.get("explanation"):
        rule["fullDescription"] = {"text": explained}
    return rule


def _result(
    problem: Problem, reason: str, codes: Sequence[str], messages: Messages
) -> dict[str, Any]:
    said = sentences(problem, messages)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": LEVELS[problem.severity],
        "message": {
            "text": " ".join(filter(None, (said.message, said.again, said.hint, said.basis)))
        },
        "locations": [_location(problem.place, problem.file, problem.path)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {**_location(place, None, place.path), "message": {"text": said.related}}
            for place in problem.related
        ]
    if reason:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _location(place: Place | None, file: Path | None, path: str | None) -> dict[str, Any]:
    """Where it is; columns count signs, as an editor does."""
    physical: dict[str, Any] = {}
    if named := place.file if place else file:
        uri = Path(name_of(named, Path.cwd()))
        physical["artifactLocation"] = {
            "uri": uri.as_uri() if uri.is_absolute() else uri.as_posix()
        }
    if place:
        region = {"startLine": place.line, "startColumn": place.column}
        if place.end_column:
            region["endColumn"] = place.end_column
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical} if physical else {}
    if logical := place.path if place else path:
        location["logicalLocations"] = [{"fullyQualifiedName": logical}]
    return location
