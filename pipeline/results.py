"""What became of cases and of their documents, as values that travel between processes and runs.

Why: whoever shows or records a result need not load what makes documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import BerkasError, ExitCode, Problem

State = Literal["made", "kept", "incomplete", "by_hand", "refused"]
Change = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document that the case's stage asks for.

    Attributes:
        name: its name in the catalog.
        item: which one of a repeated document, or None.
        state: ``made``; ``kept`` as somebody edited it in Word; ``incomplete`` while the case
            file still lacks what it needs; ``by_hand`` where the office makes it itself;
            ``refused`` for an error of the case that it does not tolerate.
        docx: the draft in Word, when made.
        pdf: the draft in PDF, when made.
        change: what became of its pages since the build before, when made.
    """

    name: str
    item: str | None
    state: State
    docx: Path | None = None
    pdf: Path | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case.

    Attributes:
        nomor: the case's number.
        file: its case file.
        exit_code: DONE, or the code of what stopped it.
        problems: everything found, warnings included.
        documents: the documents that its stage asks for.
        bundle: the full bundle, when made.
        waived: warnings that the case sets aside, with its reasons.
        reasons: what had changed since the build before, as `memory` names it; nothing where the
            case was left as it was.
    """

    nomor: str
    file: Path
    exit_code: ExitCode
    problems: tuple[Problem, ...]
    documents: tuple[DocumentResult, ...] = ()
    bundle: Path | None = None
    waived: tuple[tuple[Problem, str], ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def files(self) -> list[Path]:
        """All that was written for it."""
        drafts = [file for one in self.documents for file in (one.docx, one.pdf)]
        return [file for file in (*drafts, self.bundle) if file]


@dataclass(frozen=True, slots=True)
class Settled:
    """A case of which nothing has changed since it was built.

    Attributes:
        result: what became of it.
        deadlines: its documents that are not done, each with its deadline, the earliest first.
    """

    result: CaseResult
    deadlines: tuple[tuple[str, date], ...]


def failed(file: Path, error: BerkasError) -> CaseResult:
    """What a case is that an error has stopped."""
    return CaseResult(file.stem, file, error.exit_code, error.in_file(file).problems)


def written(settled: Settled) -> str:
    """It as JSON."""
    return _adapter().dump_json(settled).decode()


def read(text: str) -> Settled | None:
    """It from JSON; None where somebody else has written to it."""
    try:
        return _adapter().validate_json(text)
    except ValidationError:
        return None


@cache
def _adapter() -> TypeAdapter[Settled]:
    return TypeAdapter(Settled)
