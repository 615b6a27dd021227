"""What can go wrong, as values: a `Problem` for each finding, a `BerkasError` to stop with.

Why: one `Problem` feeds terminal, JSON, editor and desk alike, so it carries a code and
parameters and never a finished sentence; the sentences live in ``locale/``. Only the command
line turns an error into an exit code, and it reads it off the class.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Literal, Self

from pipeline import __version__

Severity = Literal["error", "warning", "info"]


class ExitCode(IntEnum):
    """Exit codes of the command line. Why: the scripts of an office rely on them."""

    DONE = 0
    BUG = 1
    USAGE = 2
    WORKSPACE = 3
    CASE = 4
    TEMPLATE = 5
    CONVERSION = 6
    BUNDLE = 7
    REGISTER = 8
    TOOL = 9
    SOME_FAILED = 10
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text file; line and columns count from 1, ``end_column`` is one past the end."""

    file: Path
    line: int
    column: int = 1
    end_column: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        code: key of its message in ``locale/`` (family of letters and a number).
        params: what the message's placeholders are filled with; plain strings.
        file: the file that it is about, or None where there is no file.
        place: where in the file, where that is known.
        path: the key in the case file, dotted with zero-based brackets; None for syntax.
        severity: an error refuses documents, a warning does not.
        related: other places that the finding speaks of.
        others: places at which the same was found again.
        detail: lines that a foreign tool said; shown as they are.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    place: Place | None = None
    path: str | None = None
    severity: Severity = "error"
    related: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()
    detail: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of findings: by file, then from top to bottom."""
        place = self.place
        return (
            str(self.file or ""),
            place.line if place else 0,
            place.column if place else 0,
            self.code,
            self.path or "",
        )


class BerkasError(Exception):
    """Base of all errors that a user can meet; anything else that is raised is a bug.

    Carries one or more problems. The class says which exit code they end in.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, *problems: Problem) -> None:
        """Stop with these problems; at least one."""
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    @classmethod
    def of(
        cls, code: str, /, *, file: Path | None = None, detail: str | None = None, **params: object
    ) -> Self:
        """Make the error of a single problem from its code and its parameters."""
        texts = {name: str(value) for name, value in params.items()}
        return cls(Problem(code, texts, file=file, detail=detail))

    def in_file(self, file: Path) -> Self:
        """Return the same error with ``file`` named in the problems that name none."""
        return type(self)(*(p if p.file else replace(p, file=file) for p in self.problems))

    def __reduce__(self) -> tuple[type[BerkasError], tuple[Problem, ...]]:
        """Travel between processes whole."""
        return type(self), self.problems


class UsageError(BerkasError):
    """The command was called with words that it does not understand."""

    exit_code = ExitCode.USAGE


class WorkspaceError(BerkasError):
    """The workspace, its office.yaml, its catalog or the output folder is at fault."""

    exit_code = ExitCode.WORKSPACE


class CaseError(BerkasError):
    """A case file is wrong, or lacks what its stage demands."""

    exit_code = ExitCode.CASE


class TemplateError(BerkasError):
    """A Word template is missing, broken or reads what the case model has not."""

    exit_code = ExitCode.TEMPLATE


class ConversionError(BerkasError):
    """LibreOffice made no PDF, or not a good one."""

    exit_code = ExitCode.CONVERSION


class OfficeError(ConversionError):
    """LibreOffice itself cannot be used, whatever document it is given.

    Why: it is this machine's fault and no case's, so it ends a run of many and names no file.
    """

    def in_file(self, file: Path) -> Self:
        """Return the error as it is: the file that was being worked on is not at fault."""
        return self


class BundleError(BerkasError):
    """An exhibit cannot be used, or the bundle could not be made or is not what it says."""

    exit_code = ExitCode.BUNDLE


class ToolError(BerkasError):
    """A program that berkas needs is not there."""

    exit_code = ExitCode.TOOL


class BugError(BerkasError):
    """The program itself went wrong; made of the unexpected error that shows it."""

    exit_code = ExitCode.BUG

    @classmethod
    def over(cls, error: BaseException) -> Self:
        """Tell a bug by its kind and the last place in this package that it passed.

        Why: enough for whoever mends it; the error's own text could hold a client's data.
        """
        kind = type(error).__name__
        return cls.of("BUG001", kind=kind, place=_last_place(error), version=__version__)


def _last_place(error: BaseException) -> str:
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(package)] or frames
    if not ours:
        return "?"
    last = ours[-1]
    file = Path(last.filename)
    name = file.relative_to(package.parent) if file.is_relative_to(package) else file.name
    return f"{name}:{last.lineno} ({last.name})"
