"""How far a build has come, in a terminal and elsewhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from pipeline import messages
from pipeline.cli.progress import watch
from pipeline.errors import ExitCode, Problem
from pipeline.results import CaseResult

FILES = [Path("cases/KS-1.yaml"), Path("cases/KS-2.yaml")]
BAD = Problem("SKM010", {"value": "[bold]besok[/]"})


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> list[str]:
    """Go through two cases, of which the second fails; what the stream held before each result."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    before = []
    with watch(FILES, messages.load("id")) as (coming, tell):
        for file in coming:
            before.append(stream.getvalue())
            bad = file.stem == "KS-2"
            code = ExitCode.CASE if bad else ExitCode.DONE
            tell(CaseResult(file.stem, file, code, (BAD,) if bad else (), reasons=("first",)))
    return [*before, stream.getvalue()]


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log gets one line for each case that is done, and nothing that repaints itself."""
    first, second, last = shown(monkeypatch, io.StringIO())
    assert first == ""
    assert second.startswith("[1/2] KS-1 jadi (")
    assert last.splitlines()[1] == "[2/2] KS-2 gagal: SKM010 `[bold]besok[/]` bukan tanggal."
    assert "\x1b" not in last


def test_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case of which nothing has changed is told as such, without a time."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with watch(FILES, messages.load("id")) as (_, tell):
        tell(CaseResult("KS-1", FILES[0], ExitCode.DONE, ()))
    assert stream.getvalue() == "[1/2] KS-1 tidak berubah\n"


def test_lines_of_several_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told as they come, and how long each took is not known."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with watch(FILES, messages.load("id"), at_once=2) as (coming, tell):
        for file in reversed(list(coming)):
            tell(CaseResult(file.stem, file, ExitCode.DONE, (), reasons=("first",)))
    assert stream.getvalue() == "[1/2] KS-2 jadi\n[2/2] KS-1 jadi\n"


def test_the_whole_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every half minute a log says how fast it goes, what is left and how many failed."""
    stream, now = io.StringIO(), 100.0
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("time.monotonic", lambda: now)
    files = [Path(f"cases/KS-{number}.yaml") for number in range(1, 8)]
    with watch(files, messages.load("id"), at_once=2) as (_, tell):
        for file in files:
            now += 10
            bad = file.stem == "KS-2"
            code = ExitCode.CASE if bad else ExitCode.DONE
            tell(CaseResult(file.stem, file, code, (BAD,) if bad else (), reasons=("first",)))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 7 + 2
    assert lines[3] == "[3/7] 6 perkara/menit, sisa 0:40; 1 gagal"
    assert lines[7] == "[6/7] 6 perkara/menit, sisa 0:10; 1 gagal"


def test_bar_of_several_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar names the case that was done last, and says how fast it goes."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with watch(FILES, messages.load("id"), at_once=2) as (coming, tell):
        assert list(coming) == FILES
        assert "KS-2" not in stream.getvalue()
        tell(CaseResult("KS-2", FILES[1], ExitCode.DONE, (), reasons=("first",)))
    shown = stream.getvalue()
    assert "KS-2" in shown
    assert "KS-1" not in shown
    assert "perkara/menit, sisa 0:00" in shown


def test_another_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line about a draft says which one, unless its sentence does; the case's own is known."""
    draft = Path("output/drafts/KS-1/surat_tugas.docx")
    told = [
        Problem("SUN002", {"said": "TPL002"}, draft),
        Problem("RNG004", {"reason": "x"}, FILES[0]),
        Problem("TPL001", {"template": "surat.docx"}, Path("templates/surat.docx")),
    ]
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with watch(FILES[:1] * 3, messages.load("id")) as (_, tell):
        for problem in told:
            tell(CaseResult("KS-1", FILES[0], ExitCode.CONVERSION, (problem,)))
    lines = stream.getvalue().splitlines()
    assert lines[0].startswith(f"[1/3] KS-1 gagal: SUN002 {draft}: Draf yang disunting")
    assert lines[1].startswith("[2/3] KS-1 gagal: RNG004 File tidak dapat ditulis")
    assert lines[2].startswith("[3/3] KS-1 gagal: TPL001 Templat `surat.docx`")


def test_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets a bar with how many are done and failed, and each failure as it happens."""
    *_, last = shown(monkeypatch, Terminal())
    assert "KS-2" in last
    assert "2/2" in last
    assert "1 gagal" in last
    assert "KS-2 gagal: SKM010 `[bold]besok[/]` bukan tanggal." in last.replace("\n", " ")


def test_case_is_named_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar names the case that is being made, before its result is there."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with watch(FILES, messages.load("id")) as (coming, tell):
        next(iter(coming))
        tell(CaseResult("KS-1", FILES[0], ExitCode.DONE, ()))
    assert "KS-1" in stream.getvalue()


def test_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cases nothing is shown."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with watch([], messages.load("id")) as (coming, _):
        assert list(coming) == []
    assert stream.getvalue() == ""
