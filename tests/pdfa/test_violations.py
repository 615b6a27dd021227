"""The validator says no, and why, to PDFs that break one rule each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdfa.violations import VIOLATIONS, encrypted, violated
from tools.pdfa import Verdict, judge

pytestmark = pytest.mark.pdfa

Verdicts = dict[str, Verdict]


@pytest.fixture(scope="module")
def verdicts(letter: Path, tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """What is said of each, all judged in one start."""
    good = letter.read_bytes()
    pdfs = {name: violated(good, violation.deed) for name, violation in VIOLATIONS.items()}
    pdfs["saved again"] = violated(good, lambda _: None)
    pdfs["encrypted"] = encrypted(good)
    pdfs["locked"] = encrypted(good, user="buka")
    pdfs["cut off"] = good[: len(good) // 2]
    pdfs["no PDF"] = b"Kepada Yth."
    folder = tmp_path_factory.mktemp("melanggar")
    for name, pdf in pdfs.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    judged = judge([folder / f"{name}.pdf" for name in pdfs])
    return dict(zip(pdfs, judged, strict=True))


@pytest.mark.parametrize("name", VIOLATIONS)
def test_each_is_told_by_its_clause(verdicts: Verdicts, name: str) -> None:
    """What was done to a good part is found, and nothing else."""
    assert verdicts[name].state == "invalid"
    assert verdicts[name].rules == {VIOLATIONS[name].rule}


def test_it_is_the_deed_that_is_told(verdicts: Verdicts) -> None:
    """The same part saved by the same hand without a deed is valid."""
    assert verdicts["saved again"].state == "valid"


def test_encrypted(verdicts: Verdicts) -> None:
    """What everybody can open is judged and breaks the rule; what asks for a password is not."""
    assert verdicts["encrypted"].rules == {"6.1.3-2"}
    assert verdicts["locked"] == Verdict("unreadable", reason="it is encrypted")


@pytest.mark.parametrize("name", ["cut off", "no PDF"])
def test_what_is_no_pdf_is_not_valid(verdicts: Verdicts, name: str) -> None:
    """A damaged file has a verdict of its own, and those beside it keep theirs."""
    assert verdicts[name].state == "unreadable"
    assert verdicts[name].reason
