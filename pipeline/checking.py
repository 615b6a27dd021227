"""Load and validate case files, and make nothing.

Why: `check` needs no renderer, no PDF library and no LibreOffice, so it must not wait for them to
be imported as the runner does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.collector import resting
from pipeline.errors import CaseError, Problem
from pipeline.rules.together import Footprint, crowd, footprint
from pipeline.stages.load import load
from pipeline.stages.validate import Verdict, validate
from pipeline.workplace import Workplace
from pipeline.workspace import exhibits_of
from pipeline.yaml_text import Source


def check_case(file: Path, workplace: Workplace) -> Verdict:
    """Load and validate one case file.

    Raises:
        CaseError: the file is no YAML that can be judged.
    """
    with resting():
        return _judged(load(file), workplace)


def _judged(source: Source, workplace: Workplace) -> Verdict:
    return validate(source, workplace.office, workplace.catalog, exhibits_of(source.file))


class Checks(Iterator[Verdict]):
    """The verdicts of many case files, one after the other; then what they are together.

    For each file comes its verdict; a file that is no YAML has one too, without a case.

    Why: the first verdict is shown before the last file is read, and what concerns several cases
    is known only after the last.
    """

    def __init__(self, files: Iterable[Path], workplace: Workplace) -> None:
        """Read nothing yet."""
        self._workplace = workplace
        self._footprints: list[Footprint] = []
        self._verdicts = self._judge(files)

    def __next__(self) -> Verdict:
        """Judge the next file."""
        return next(self._verdicts)

    def _judge(self, files: Iterable[Path]) -> Iterator[Verdict]:
        for file in files:
            with resting():
                verdict = self._verdict(file)
            yield verdict

    def _verdict(self, file: Path) -> Verdict:
        try:
            source = load(file)
        except CaseError as error:
            return Verdict(file.stem, file, None, error.problems)
        verdict = _judged(source, self._workplace)
        if verdict.case:
            self._footprints.append(footprint(verdict.case, source))
        return verdict

    def together(self) -> list[tuple[Problem, str]]:
        """What is wrong with the cases judged so far, seen together.

        Returns:
            Each warning with the reason for which its case sets it aside; else an empty text.
        """
        return list(crowd(self._footprints, self._workplace.office))


def check_cases(files: Iterable[Path], workplace: Workplace) -> Checks:
    """Load and validate many case files, one after the other, and then together."""
    return Checks(files, workplace)
