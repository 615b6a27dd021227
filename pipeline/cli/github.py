"""Findings as lines that GitHub's runners put beside the changed lines of a file.

Why: an office that keeps its cases in a repository sees a wrong hour before it is merged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.cli.wording import name_of, once, sentences
from pipeline.errors import Problem
from pipeline.messages import Messages

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(messages: Messages, problems: Iterable[Problem]) -> None:
    """Write a line for each finding to standard output."""
    for problem in once(problems):
        click.echo(_line(problem, messages), file=sys.stdout)


def _line(problem: Problem, messages: Messages) -> str:
    said = sentences(problem, messages)
    place = problem.place
    values = {"title": f"{problem.code} {messages.problems[problem.code]['title']}"}
    if file := place.file if place else problem.file:
        values["file"] = name_of(file, Path.cwd())
    if place:
        values |= {"line": str(place.line), "col": str(place.column)}
        if place.end_column:
            values["endColumn"] = str(place.end_column)
    listed = ",".join(f"{name}={_value(text)}" for name, text in values.items())
    text = "\n".join(filter(None, (said.message, said.again, said.hint, said.basis)))
    return f"::{COMMANDS[problem.severity]} {listed}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
