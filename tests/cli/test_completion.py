"""What a shell completes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer

Run = Callable[..., Answer]
Write = Callable[..., Path]


def completed(start: Run, words: str, *, last: int) -> list[str]:
    """What bash would propose behind these words."""
    answer = start(
        _BERKAS_COMPLETE="bash_complete", COMP_WORDS=f"berkas {words}", COMP_CWORD=str(last)
    )
    assert answer.err == ""
    return [line.split(",", 1)[1] for line in answer.out.splitlines() if "," in line]


def test_words_that_are_completed(start: Run, write_case: Write) -> None:
    """Commands, options, choices, case numbers and officers' codes are proposed."""
    write_case("KS-2026-0001")
    write_case("KS-2026-0002")
    assert completed(start, "ch", last=1) == ["check"]
    assert "--strict" in completed(start, "check --s", last=2)
    assert completed(start, "check KS-", last=2) == ["KS-2026-0001", "KS-2026-0002"]
    assert completed(start, "new X --jenis d", last=4) == ["diversi"]
    assert completed(start, "new X --pk ", last=4) == ["sr", "dw", "am"]
    assert completed(start, "build --lang ", last=3) == ["id", "en"]


def test_nothing_breaks_outside_a_workspace(
    start: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are no cases, the shell completes files."""
    monkeypatch.chdir(tmp_path)
    answer = start(_BERKAS_COMPLETE="bash_complete", COMP_WORDS="berkas check K", COMP_CWORD="2")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("file,K")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(run: Run, shell: str) -> None:
    """The script for a shell asks by the variable that `main` answers to."""
    answer = run("completion", shell)
    assert answer.code == 0
    assert f"_BERKAS_COMPLETE={shell}_complete" in answer.out


def test_unknown_shell(run: Run) -> None:
    """A shell that nobody knows is refused with those that are known."""
    answer = run("completion", "cmd")
    assert answer.code == 2
    assert "bash, zsh, fish" in answer.err
