"""On the command line only files are believed; stand-ins do what a soffice can do wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.errors import ConversionError, ExitCode
from pipeline.soffice import Installation, command, start
from pipeline.soffice.pdf_file import Outcome
from tests.soffice.processes import alive

Fake = Callable[[str], Installation]


def converted(installation: Installation, documents: Sequence[bytes]) -> list[Outcome]:
    """Convert with a limit that a stand-in keeps when it is good."""
    with start(installation, limit=0.5) as converter:
        return converter.convert(documents)


def codes(outcomes: Sequence[Outcome]) -> list[str]:
    """Return for each outcome its problem's code, or that it is a PDF of the good words."""
    return [
        outcome.problems[0].code
        if isinstance(outcome, ConversionError)
        else "good"
        if b"good" in outcome or b"crashes once" in outcome
        else "wrong"
        for outcome in outcomes
    ]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (b"hangs", "KNV003"),
        (b"cut", "KNV003"),
        (b"crashes", "KNV004"),
        (b"nothing", "KNV002"),
        (b"empty", "KNV005"),
        (b"rubbish", "KNV005"),
    ],
)
def test_a_fault_is_its_own_documents(fake: Fake, temporary: Path, fault: bytes, code: str) -> None:
    """In the middle and at the end, a document at fault is condemned; its neighbours are not."""
    outcomes = converted(fake("soffice"), [b"good", fault, b"good", fault])
    assert codes(outcomes) == ["good", code, "good", code]
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


def test_several_kinds_of_faults(fake: Fake, temporary: Path) -> None:
    """Each of several documents at fault in a row gets its own reason."""
    documents = [b"nothing", b"crashes", b"rubbish", b"good", b"empty", b"crashes"]
    expected = ["KNV002", "KNV004", "KNV005", "good", "KNV005", "KNV004"]
    assert codes(converted(fake("soffice"), documents)) == expected


def test_crashed_once(fake: Fake, temporary: Path, tmp_path: Path) -> None:
    """A document over which soffice crashed once and then not is converted."""
    once = f"crashes once {tmp_path / 'been-here'}".encode()
    assert codes(converted(fake("soffice"), [b"good", once, b"good"])) == ["good"] * 3


def test_more_than_one_start_takes(
    fake: Fake, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents beyond what one command line holds go into a further start, in order."""
    monkeypatch.setattr(command, "MOST", 2)
    documents = [b"good %d" % number for number in range(5)]
    outcomes = converted(fake("soffice"), documents)
    for document, outcome in zip(documents, outcomes, strict=True):
        assert isinstance(outcome, bytes)
        assert document in outcome


@pytest.mark.parametrize("name", ["soffice_dies", "soffice_hangs"])
def test_an_office_that_does_not_start(
    fake: Fake, temporary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is told once, with what the program said, and no document is blamed for it."""
    monkeypatch.setattr(command, "START_LIMIT", 0.5)
    with pytest.raises(ConversionError) as caught:
        converted(fake(name), [b"good", b"good"])
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code) == ("KNV007", ExitCode.CONVERSION)
    assert name in problem.params["program"]
    if name == "soffice_dies":
        assert problem.detail == "soffice.bin: cannot open shared object file"
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}
