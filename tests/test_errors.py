"""Errors as values: they keep their problems wherever they travel."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.errors import (
    BerkasError,
    BundleError,
    CaseError,
    ConversionError,
    ExitCode,
    OfficeError,
    Place,
    Problem,
    TemplateError,
    ToolError,
    UsageError,
    WorkspaceError,
)

HERE, THERE = Path("a.yaml"), Path("b.yaml")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BerkasError, 1),
        (UsageError, 2),
        (WorkspaceError, 3),
        (CaseError, 4),
        (TemplateError, 5),
        (ConversionError, 6),
        (OfficeError, 6),
        (BundleError, 7),
        (ToolError, 9),
    ],
)
def test_exit_codes(error: type[BerkasError], code: int) -> None:
    """An office's scripts rely on these numbers."""
    assert error.exit_code == code
    assert ExitCode(code) is error.exit_code


def test_of_keeps_code_and_texts() -> None:
    """An error of one problem holds its code, and its parameters as texts."""
    (problem,) = CaseError.of("YML002", file=HERE, limit=3).problems
    assert problem == Problem("YML002", {"limit": "3"}, HERE)


def test_travels_between_processes() -> None:
    """A worker's error arrives with its class and all its problems."""
    place = Place(HERE, 3, 4, 9)
    error = CaseError(Problem("A"), Problem("B", {"x": "y"}, HERE, place, "k", related=(place,)))
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(arrived) is CaseError
    assert arrived.problems == error.problems


def test_in_file_fills_only_what_is_missing() -> None:
    """A file is named where none was, and another one stays."""
    error = CaseError(Problem("A"), Problem("B", file=THERE)).in_file(HERE)
    assert [problem.file for problem in error.problems] == [HERE, THERE]


def test_the_offices_fault_is_no_files() -> None:
    """What is wrong with LibreOffice itself is not pinned on the case that met it."""
    (problem,) = OfficeError.of("KNV007").in_file(HERE).problems
    assert problem == Problem("KNV007")


def test_order_is_from_top_to_bottom() -> None:
    """Problems sort by file, then line, then column; those of the whole file come first."""
    ordered = [
        Problem("Z", file=HERE),
        Problem("B", file=HERE, place=Place(HERE, 2, 9)),
        Problem("A", file=HERE, place=Place(HERE, 10, 1)),
        Problem("C", file=HERE, place=Place(HERE, 10, 2)),
        Problem("A", file=THERE),
    ]
    mixed = [ordered[number] for number in (3, 0, 4, 2, 1)]
    assert sorted(mixed, key=lambda problem: problem.sort_key) == ordered
