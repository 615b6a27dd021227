"""Sections: what lies below a key is found through lists, options and codes."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from pipeline.case import Case
from pipeline.case.identity import Relative
from pipeline.case.model import OutsideNumber
from pipeline.case.offence import Charge, DayRange
from pipeline.case.section import (
    Branch,
    OneOrMany,
    Section,
    branches,
    fields_of,
    is_list,
    key,
    many,
    need,
    walk_fields,
)
from pipeline.case.service import Placement
from pipeline.scalars import Text


class Leaf(Section):
    """A section with one key, which has another name in Python."""

    written: Text = need("Text.", alias="tertulis")


class Tree(Section):
    """A section with leaves."""

    alone: Leaf | None = key("Alone.")
    several: Annotated[tuple[Leaf, ...], OneOrMany] = many("Several.")
    by_code: dict[str, Leaf] = Field(default_factory=dict)
    value: Text | None = key("Value.")


def test_branches() -> None:
    """Each key knows its attribute, its section, and whether codes stand between."""
    assert branches(Tree) == {
        "alone": Branch("alone", Leaf, by_code=False),
        "several": Branch("several", Leaf, by_code=False),
        "by_code": Branch("by_code", Leaf, by_code=True),
        "value": Branch("value", None, by_code=False),
    }
    assert branches(Leaf) == {"tertulis": Branch("written", None, by_code=False)}


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("penempatan", Placement),
        ("surat", OutsideNumber),
        ("penjamin", Relative),
        ("pk", None),
        ("kesimpulan", None),
    ],
)
def test_branches_of_a_case(name: str, section: type[Section] | None) -> None:
    """The sections of a case are found below their keys."""
    assert branches(Case)[name].section is section


def test_branches_through_short_forms() -> None:
    """A short form does not hide the section that it stands for."""
    offence = branches(Case)["perkara"].section
    assert offence is not None
    assert branches(offence)["tanggal"].section is DayRange
    assert branches(offence)["dakwaan"].section is Charge


def test_lists() -> None:
    """A key that takes one or a list is a list; a section is none."""
    fields = fields_of(Tree)
    assert [name for name, field in fields.items() if is_list(field.annotation)] == ["several"]


def test_walk() -> None:
    """All keys are met depth first under their written names, without codes and numbers."""
    assert [".".join(path) for path, _ in walk_fields(Tree)] == [
        "alone",
        "alone.tertulis",
        "several",
        "several.tertulis",
        "by_code",
        "by_code.tertulis",
        "value",
    ]
