"""LibreOfficeKit's child is started anew when it hangs or dies, and no document is lost by it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConversionError
from pipeline.soffice import Installation, kit, start
from tests.fakes import counted
from tests.soffice.processes import alive, workers
from tests.word_files import word

SLOW = word("Lama", pages=60)  # takes long enough for harm to come in time


KIT = ("kit_worker", "document.docx", "document.docx")
SOFFICE = ("--headless", "in/0001.docx", "out/0000.pdf")


@contextmanager
def harm(temporary: Path, number: signal.Signals, *whom: tuple[str, str, str]) -> Iterator[None]:
    """Send a signal to each of these in turn while it is at the slow document.

    They are given by a word of their command, the file that they read, and one that is there
    once they have begun.
    """
    over = threading.Event()

    def is_at_it(reads: str, begun: str) -> bool:
        return SLOW in [file.read_bytes() for file in temporary.glob(f"*/{reads}")] and bool(
            list(temporary.glob(f"*/{begun}"))
        )

    def strike() -> None:
        for word_of_command, reads, begun in whom:
            while not is_at_it(reads, begun) and not over.is_set():
                time.sleep(0.005)
            time.sleep(0.05)
            for victim, words in alive(temporary).items():
                if word_of_command in words:
                    os.kill(victim, number)

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        yield
        thread.join(5)
        assert not thread.is_alive(), "nobody was ever at the slow document"
    finally:
        over.set()
        thread.join()


def test_one_child_serves_all_calls(installed: Installation, temporary: Path) -> None:
    """The second call finds the child that the first one started."""
    with start(installed, limit=30) as converter:
        converter.convert([word("Satu")])
        first = workers(temporary)
        converter.convert([word("Dua")])
        assert workers(temporary) == first
        assert len(first) == 1


def test_killed_once(installed: Installation, temporary: Path) -> None:
    """When the child is killed in the middle, the document is tried again and the rest comes."""
    with harm(temporary, signal.SIGKILL, KIT), start(installed, limit=30) as converter:
        outcomes = converter.convert([word("Satu"), SLOW, word("Dua")])
    assert [type(outcome) for outcome in outcomes] == [bytes] * 3


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, "KNV004"), (signal.SIGSTOP, "KNV003")]
)
def test_broken_twice(
    installed: Installation, temporary: Path, number: signal.Signals, code: str
) -> None:
    """The document over which both ways die or hang is condemned, and it alone."""
    with harm(temporary, number, KIT, SOFFICE), start(installed, limit=1) as converter:
        outcomes = converter.convert([word("Satu"), SLOW, word("Dua")])
    good, condemned, also_good = outcomes
    assert (type(good), type(also_good)) == (bytes, bytes)
    assert isinstance(condemned, ConversionError)
    (problem,) = condemned.problems
    assert (problem.code, problem.params) == (code, {"limit": "1"})
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


def test_killed_while_it_waits(installed: Installation, temporary: Path) -> None:
    """A child that died between two calls is replaced."""
    with start(installed, limit=30) as converter:
        converter.convert([word("Satu")])
        (first,) = workers(temporary)
        os.kill(first, signal.SIGKILL)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        assert isinstance(converter.convert([word("Dua")])[0], bytes)
        assert workers(temporary) not in ([], [first])


def test_a_child_serves_only_so_many(
    installed: Installation, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a number of documents a fresh child takes over."""
    monkeypatch.setattr(kit, "SERVES", 2)
    seen = []
    with start(installed, limit=30) as converter:
        for _ in range(3):
            assert isinstance(converter.convert([word("Satu")])[0], bytes)
            seen += workers(temporary)
    assert seen[0] == seen[1] != seen[2]


def test_a_child_that_has_grown_gives_way(
    installed: Installation, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the next document, of which nothing is lost; one that has not grown stays."""
    seen = []
    with start(installed, limit=30) as converter:
        for most in (kit.MOST_MEMORY, 10_000_000, kit.MOST_MEMORY):
            monkeypatch.setattr(kit, "MOST_MEMORY", most)
            assert isinstance(converter.convert([word("Satu")])[0], bytes)
            seen += workers(temporary)
    assert seen[0] != seen[1] == seen[2]


@pytest.mark.parametrize("library", [b"rubbish", None], ids=["rubbish", "foreign"])
def test_without_a_usable_kit_the_other_way_is_taken(
    installed: Installation, temporary: Path, tmp_path: Path, library: bytes | None
) -> None:
    """A LibreOfficeKit that cannot be loaded or has no such function costs no document."""
    foreign = (installed.program_dir / "libi18nlangtag.so").read_bytes()
    (tmp_path / "libmergedlo.so").write_bytes(foreign if library is None else library)
    with start(replace(installed, program_dir=tmp_path), limit=30) as converter:
        for name in ("Satu", "Dua"):
            assert isinstance(converter.convert([word(name)])[0], bytes)
            assert workers(temporary) == []


def test_where_only_the_kit_works(installed: Installation, temporary: Path, tmp_path: Path) -> None:
    """A soffice that does not start is tried for one bad document, not for each anew."""
    program, starts = counted("soffice_dies", tmp_path)
    bad = word("Surat")[:-100]
    with start(replace(installed, program=program), limit=30) as converter:
        outcomes = converter.convert([bad, word("Surat"), bad])
    assert [type(outcome) for outcome in outcomes] == [ConversionError, bytes, ConversionError]
    assert starts() == ["soffice"] * 2
