"""Case files for tests: as little text as a case needs, and what was said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import messages, yaml_text
from pipeline.case import Case
from pipeline.errors import BerkasError, CaseError, Problem
from pipeline.shape import shape
from pipeline.yaml_text import Source

NOMOR = "KS-2026-0100"
FILE = Path(f"{NOMOR}.yaml")
CLIENT = "klien: {nama: Wagiman Prasetya}\n"
OFFENCE = "perkara: {tindak_pidana: Penipuan ringan}\n"
LEAST = f"nomor: {NOMOR}\njenis: pidana_kerja_sosial\npk: sr\n{CLIENT}{OFFENCE}"
CARET = "‸"


def least(kind: str = "pidana_kerja_sosial") -> str:
    """The least text of a case of this kind."""
    text = LEAST.replace("jenis: pidana_kerja_sosial", f"jenis: {kind}")
    return text + ("program: asimilasi\n" if kind == "reintegrasi" else "")


def read(text: str | bytes, file: Path = FILE) -> Source:
    """Read a text as if it stood in a file."""
    return yaml_text.parse(text if isinstance(text, bytes) else text.encode(), file)


def case_of(text: str) -> Case:
    """Type a text that must have the shape of a case."""
    case, problems = shape(read(text), Case)
    assert case is not None, problems
    return case


def shape_faults(text: str) -> list[Problem]:
    """What the shape of a case has against a text that must be YAML."""
    case, problems = shape(read(text), Case)
    assert (case is None) == bool(problems)
    return problems


def refusal(text: str | bytes) -> Problem:
    """The one problem for which a text is no YAML that we read."""
    with pytest.raises(CaseError) as caught:
        read(text)
    (problem,) = caught.value.problems
    return problem


def with_caret(text: str) -> tuple[str, int, int]:
    """Take the caret out of a text; return the line and the column before which it stood."""
    before, after = text.split(CARET)
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def shown(text: str, problem: Problem) -> str:
    """What a problem underlines; to the end of its line where it names no end."""
    place = problem.place
    assert place is not None
    line = text.split("\n")[place.line - 1]
    end = None if place.end_column is None else place.end_column - 1
    return line[place.column - 1 : end]


def is_told(problem: Problem) -> bool:
    """Whether the problem has a sentence and a way out, which its parameters fill."""
    told = messages.load("id")
    return bool(told.message(problem) and told.hint(problem))


def codes(error: BerkasError) -> list[str]:
    """The codes of an error's problems."""
    return [problem.code for problem in error.problems]
