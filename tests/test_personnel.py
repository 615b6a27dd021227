"""The people of an office are judged once, where they stand in office.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import yaml_text
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.personnel import office_people
from pipeline.shape import shape
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.case_files import is_told, shown
from tests.test_office import LEAST

GOOD = "197603081998032001"
PEOPLE = """\
kantor: {{nama: Bapas, alamat: Jalan, kota: Purwadipa}}
pejabat:
  kepala: {{nama: Harjono, nip: "{}"}}
  kasi: {{nama: Endang}}
pk:
  sr: {{nama: Sri, nip: "{}"}}
"""


def judged(head: str, officer: str) -> list[Problem]:
    """What is told of an office with these two numbers."""
    source = yaml_text.parse(PEOPLE.format(head, officer).encode(), Path("office.yaml"))
    office, problems = shape(source, Office)
    assert office is not None, problems
    return office_people(office, source)


@pytest.mark.parametrize("good", [GOOD, "19760308 199803 2 001", ""])
def test_good_numbers(good: str) -> None:
    """Nothing is told of numbers that fit, however they are printed, nor of those that lack."""
    assert judged(good, good) == []


def test_each_number_is_told_at_its_line() -> None:
    """A number that is too short, and one that does not fit itself, each in its place."""
    short, wrong = "1976-0308", "197603081998132001"
    first, second = judged(short, wrong)
    text = PEOPLE.format(short, wrong)
    assert (first.code, first.path, first.severity) == ("KS906", "pejabat.kepala.nip", "warning")
    assert (second.code, second.path, second.severity) == ("KS907", "pk.sr.nip", "warning")
    assert first.params == {"digits": "8"}
    assert second.params == {"positions": "9–14", "part": "199813"}
    assert shown(text, first) == f'"{short}"'
    assert shown(text, second) == f'"{wrong}"'
    assert first.file == second.file == Path("office.yaml")
    assert is_told(first)
    assert is_told(second)


def test_a_workspace_tells_its_people(tmp_path: Path) -> None:
    """Whoever opens the workspace gets these warnings with the others."""
    text = LEAST.replace("{nama: Sri}", "{nama: Sri, nip: '123'}")
    (tmp_path / "office.yaml").write_text(text)
    warnings = open_workplace(Workspace(tmp_path)).warnings
    assert [(warning.code, warning.path) for warning in warnings] == [("KS906", "pk.sr.nip")]
