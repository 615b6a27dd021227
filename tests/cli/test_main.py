"""The command line as a whole: what is said when it is called wrongly, and in which language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import __version__, messages
from pipeline.cli.frame import VERBS
from tests.cli.conftest import REPOSITORY, Answer, child_environment

Run = Callable[..., Answer]
Write = Callable[..., Path]


def test_version(run: Run) -> None:
    """`--version` names the program and its version, and is a success."""
    answer = run("--version")
    assert (answer.code, answer.out) == (0, f"berkas {__version__}\n")


def test_nothing_typed_shows_the_help(run: Run) -> None:
    """Without a command the help goes to standard error, as a wrong use: exit 2."""
    answer = run()
    assert (answer.code, answer.out) == (2, "")
    assert all(f"  {verb} " in answer.err for verb in VERBS)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_each_command_has_its_help(run: Run, verb: str, language: str) -> None:
    """Each command's help has the language's headings, its own options and an example."""
    answer = run(verb, "--help", "--lang", language)
    said = messages.load(language)
    heads = [said.text(f"help.{name}") + ":" for name in ("usage", "options", "examples")]
    assert answer.code == 0
    assert all(head in answer.out for head in heads)
    assert f"\n  berkas {verb}" in answer.out
    other = messages.load("en" if language == "id" else "id")
    assert other.text("options.help") not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["chek"], "PGN002", "berkas check"),
        (["check", "--strct"], "PGN003", "--strict"),
        (["--forma", "json2"], "PGN003", "--format"),
        (["new"], "PGN004", "NOMOR"),
        (["new", "KS-1"], "PGN004", "--jenis"),
        (["check", "--lang"], "PGN005", "--lang"),
        (["new", "KS-1", "--jenis"], "PGN005", "berkas new --help"),
        (["new", "KS-1", "--jenis", "diversy"], "PGN006", "diversi"),
        (["check", "--lang", "fr"], "PGN006", "id, en"),
        (["check", "--strict=1"], "PGN007", "--strict"),
        (["init", "a", "b"], "PGN009", "`b`"),
    ],
)
def test_wrong_use(run: Run, workspace: Path, words: list[str], code: str, said: str) -> None:
    """Whatever click does not understand is told with a code and the way out, and ends in 2."""
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert code in answer.err
    assert said in answer.err


def test_wrong_use_in_json(run: Run, workspace: Path) -> None:
    """A wrong use is one JSON document on standard output too, and nothing beside it."""
    answer = run("check", "--strct", "--format", "json")
    document = json.loads(answer.out)
    assert answer.code == 2
    assert answer.err == ""
    assert list(document) == ["version", "command", "ok", "problems", "cases"]
    assert (document["version"], document["command"], document["ok"]) == (1, "check", False)
    assert [problem["code"] for problem in document["problems"]] == ["PGN003"]
    assert document["cases"] == []


def test_no_command_in_json(run: Run) -> None:
    """Where JSON is wanted, a missing command is a problem and no help text."""
    document = json.loads(run("--format", "json").out)
    assert document["command"] is None
    assert document["problems"][0]["code"] == "PGN001"


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en", "check"],
        ["check", "--lang", "en"],
        ["check", "--lang=en"],
        ["check", "--lang", "id", "--lang", "en"],
    ],
)
def test_language_before_or_after_the_verb(run: Run, workspace: Path, words: list[str]) -> None:
    """`--lang` stands before or after the verb; the last one counts."""
    assert "There are no cases yet" in run(*words).out


def test_language_follows_the_order_of_its_sources(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--lang` beats BERKAS_LANG, that beats office.yaml, and without any it is Indonesian."""
    office = workspace / "office.yaml"
    english, indonesian = "There are no cases yet", "Belum ada perkara"
    office.write_text(office.read_text().replace("bahasa: id", "bahasa:"))
    assert indonesian in run("check").out
    office.write_text(office.read_text().replace("bahasa:", "bahasa: en"))
    assert english in run("check").out
    monkeypatch.setenv("BERKAS_LANG", "id")
    assert indonesian in run("check").out
    assert english in run("check", "--lang", "en").out


def test_wrong_variable(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that holds nonsense is told by its name: exit 3."""
    monkeypatch.setenv("BERKAS_LANG", "jw")
    answer = run("check")
    assert answer.code == 3
    assert "RNG005 BERKAS_LANG" in answer.err


def test_no_workspace(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a workspace the way into one is told: exit 3, in text and in JSON."""
    monkeypatch.chdir(tmp_path)
    answer = run("check")
    assert answer.code == 3
    assert "RNG001" in answer.err
    assert "berkas init" in answer.err
    assert f"`{tmp_path}`" in answer.err
    answer = run("check", "-C", ".", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["ok"], document["cases"]) == (3, False, [])
    assert document["problems"][0]["code"] == "RNG001"
    assert f"`{tmp_path}`" in document["problems"][0]["message"]


def test_workspace_by_option(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-C` names the workspace from anywhere, before or after the verb."""
    monkeypatch.chdir(workspace.parent)
    assert run("-C", "kantor", "check").code == 0
    assert run("check", "--workspace", "kantor").code == 0


def test_a_bug_shows_its_place_and_no_value(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error ends in 1 with the place in the code; its text could hold a name."""

    def break_down(*_: object) -> None:
        raise ValueError("Wahyono Adi Saputra")

    monkeypatch.setattr("pipeline.workplace.open_workplace", break_down)
    answer = run("check")
    assert answer.code == 1
    assert "BUG001" in answer.err
    assert "ValueError" in answer.err
    assert "pipeline/cli/check.py:" in answer.err
    assert "Wahyono" not in answer.err + answer.out
    assert "Traceback" not in answer.err


def test_a_bug_shows_all_to_a_developer(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """BERKAS_DEBUG=1 adds the traceback."""
    monkeypatch.setenv("BERKAS_DEBUG", "1")
    monkeypatch.setattr("pipeline.workplace.open_workplace", lambda _: 1 / 0)
    answer = run("check")
    assert answer.code == 1
    assert "Traceback" in answer.err
    assert "ZeroDivisionError" in answer.err


def test_interrupted(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends in 130 with one line."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.workplace.open_workplace", interrupt)
    answer = run("check")
    assert answer.code == 130
    assert answer.err.strip().splitlines() == [messages.load("id").text("main.interrupted")]


def begun_by_script() -> list[str]:
    """What the script that pip installs does, for Python's ``-c``."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["berkas"].partition(":")
    return ["-c", f"import sys; from {module} import {function}; sys.exit({function}())"]


@pytest.mark.parametrize("begun", [["-m", "pipeline"], begun_by_script()], ids=["module", "script"])
def test_interrupted_while_it_is_loaded(tmp_path: Path, begun: list[str]) -> None:
    """Ctrl-C before anything can be said ends in 130 too, and in silence."""
    (tmp_path / "click.py").write_text("import signal\nsignal.raise_signal(signal.SIGINT)\n")
    done = subprocess.run(
        [sys.executable, *begun, "check"],
        capture_output=True,
        check=False,
        env=child_environment({"PYTHONPATH": f"{tmp_path}{os.pathsep}{REPOSITORY}"}),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("words", [["check"], ["check", "--format", "json"], ["--help"]])
def test_reader_that_goes_away(workspace: Path, write_case: Write, words: list[str]) -> None:
    """Where nobody reads the answer (`| head`), it ends without a complaint."""
    write_case("KS-1", "warna: ungu\n")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env=child_environment({}),
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_terminal_without_our_letters(start: Run, workspace: Path, write_case: Write) -> None:
    """A terminal that knows ASCII only gets a question mark for what it lacks, and no traceback."""
    write_case("KS-1", "catatan: 山\nwarna: ungu\n")
    answer = start("check", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert answer.code == 4
    assert "SKM001" in answer.out


@pytest.mark.parametrize(
    ("words", "code"),
    [(["check"], 0), (["check", "--strict"], 0), (["check", "KS-9"], 2), (["nichts"], 2)],
)
def test_exit_codes_of_the_process(
    start: Run, workspace: Path, write_case: Write, words: list[str], code: int
) -> None:
    """The process itself ends in the code that the handler returned."""
    write_case("KS-1", "")
    answer = start(*words)
    assert answer.code == code
