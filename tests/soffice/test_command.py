"""On the command line only files are believed; stand-ins do what a soffice can do wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConversionError, ExitCode, OfficeError
from pipeline.soffice import Installation, command, find, kit_worker, scratch, start
from pipeline.soffice.pdf_file import Outcome
from tests.fakes import counted
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
    monkeypatch.setattr(scratch, "LEAST_START", 0.5)
    with pytest.raises(OfficeError) as caught:
        converted(fake(name), [b"good", b"good"])
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code) == ("KNV007", ExitCode.CONVERSION)
    assert name in problem.params["program"]
    if name == "soffice_dies":
        assert problem.detail == "soffice.bin: cannot open shared object file"
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


@pytest.mark.parametrize("name", ["soffice_dies", "soffice_hangs"])
def test_it_is_not_tried_for_ever(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Two starts are enough, also over several calls, and what it said is told each time."""
    monkeypatch.setattr(scratch, "LEAST_START", 0.5)
    program, starts = counted(name, tmp_path)
    errors = []
    with start(find(str(program)), limit=0.5) as converter:
        for _ in range(3):
            with pytest.raises(OfficeError) as caught:
                converter.convert([b"good"])
            errors.append(caught.value.problems)
    assert starts() == ["soffice"] * 2
    assert errors[0] == errors[1] == errors[2]


@pytest.fixture
def hanging_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Installation]:
    """Give an installation whose LibreOfficeKit hangs at its start, which is counted."""
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import pathlib, time\n"
        'with pathlib.Path(__file__).with_name("starts").open("a") as notes:\n'
        '    notes.write("kit\\n")\n'
        "time.sleep(600)\n"
    )
    (tmp_path / "libmergedlo.so").touch()
    monkeypatch.setattr(kit_worker, "__file__", str(worker))
    monkeypatch.setattr(scratch, "LEAST_START", 0.5)
    return lambda program: replace(find(str(program)), kit=True, program_dir=tmp_path)


def test_both_ways_hang(
    temporary: Path, tmp_path: Path, hanging_kit: Callable[[Path], Installation]
) -> None:
    """Each way is waited for once, not twice."""
    program, starts = counted("soffice_hangs", tmp_path)
    installation = hanging_kit(program)
    began = time.monotonic()
    with pytest.raises(OfficeError):
        converted(installation, [b"good"])
    assert starts() == ["kit", "soffice"]
    assert 1 <= time.monotonic() - began < 10
    assert alive(temporary) == {}


def test_only_the_kit_hangs(
    temporary: Path, tmp_path: Path, hanging_kit: Callable[[Path], Installation]
) -> None:
    """The other way is taken after one start, and stays."""
    program, starts = counted("soffice", tmp_path)
    with start(hanging_kit(program), limit=0.5) as converter:
        outcomes = [*converter.convert([b"good"]), *converter.convert([b"good"])]
    assert codes(outcomes) == ["good", "good"]
    assert starts() == ["kit", "soffice", "soffice"]


@pytest.mark.parametrize(("limit", "seconds"), [(5, 30), (60, 30), (180, 90)])
def test_a_start_has_a_limit_of_its_own(limit: float, seconds: float) -> None:
    """Two starts may take as long as one document, but a start has half a minute at least."""
    assert scratch.start_limit(limit) == seconds
