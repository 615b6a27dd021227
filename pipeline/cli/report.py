"""The answer as one JSON document, for scripts, editors and other programs.

Why: whoever reads it must find the same keys whatever happened, also when nothing could begin.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli import github, sarif
from pipeline.cli.wording import name_of, once, sentences
from pipeline.errors import Place, Problem
from pipeline.messages import Messages

VERSION = 1


def write(
    verb: str | None,
    messages: Messages,
    problems: Iterable[Problem],
    *,
    ok: bool,
    cases: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> None:
    """Write the one document of a call to standard output."""
    document = {
        "version": VERSION,
        "command": verb,
        "ok": ok,
        "problems": [told(problem, messages) for problem in once(problems)],
        "cases": list(cases),
        **more,
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2), file=sys.stdout)


def write_findings(
    form: str,
    messages: Messages,
    problems: Iterable[Problem],
    waived: Sequence[tuple[Problem, str]] = (),
) -> None:
    """Write findings alone, in the form of another program: ``sarif`` or ``github``."""
    if form == "sarif":
        sarif.write(messages, problems, waived)
    else:
        github.write(messages, problems)


def case(
    nomor: str,
    file: Path,
    exit_code: int,
    documents: Sequence[dict[str, Any]] = (),
    bundle: Path | None = None,
    **more: Any,
) -> dict[str, Any]:
    """One entry of ``cases``."""
    return {
        "nomor": nomor,
        "file": path(file),
        "ok": exit_code == 0,
        "exit_code": int(exit_code),
        "documents": list(documents),
        "bundle": path(bundle),
        **more,
    }


def path(file: Path | None) -> str | None:
    """A file as it is reached from the current folder."""
    return name_of(file, Path.cwd()) if file else None


def told(problem: Problem, messages: Messages) -> dict[str, Any]:
    """One entry of ``problems``; ``related`` ends with where the same was found again."""
    said = sentences(problem, messages)
    place = problem.place
    return {
        "file": path(problem.file or (place.file if place else None)),
        "line": place.line if place else None,
        "column": place.column if place else None,
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "message": "\n".join(filter(None, (said.message, said.again, problem.detail))),
        "basis": said.basis or None,
        "hint": said.hint or None,
        "related": [_place(place) for place in (*problem.related, *problem.others)],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": path(place.file),
        "line": place.line,
        "column": place.column,
        "path": place.path,
    }
