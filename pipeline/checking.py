"""Load and validate case files, and make nothing.

Why: `check` needs no renderer, no PDF library and no LibreOffice, so it must not wait for them to
be imported as the runner does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import CaseError
from pipeline.stages.load import load
from pipeline.stages.validate import Verdict, validate
from pipeline.workplace import Workplace
from pipeline.workspace import exhibits_of


def check_case(file: Path, workplace: Workplace) -> Verdict:
    """Load and validate one case file.

    Raises:
        CaseError: the file is no YAML that can be judged.
    """
    source = load(file)
    return validate(source, workplace.office, workplace.catalog, exhibits_of(file))


def check_cases(files: Iterable[Path], workplace: Workplace) -> Iterator[Verdict]:
    """Load and validate many case files, one after the other.

    Yields:
        For each file its verdict; a file that is no YAML has one too, without a case.
    """
    for file in files:
        try:
            yield check_case(file, workplace)
        except CaseError as error:
            yield Verdict(file.stem, file, None, error.problems)
