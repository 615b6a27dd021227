"""Problems as text: the line, the caret under it, and what is said around it."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest

from pipeline import messages
from pipeline.cli.cells import cells
from pipeline.cli.show import Screen, show_problems
from pipeline.errors import Place, Problem

AMBIGUOUS = {"value": "02/03/2026", "first": "2 Maret 2026", "second": "3 Februari 2026"}


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def shown(folder: Path, *problems: Problem, language: str = "id", wrap: int | None = None) -> str:
    """What is shown of problems, without colour."""
    stream = io.StringIO()
    screen = Screen(stream, folder, wrap=wrap)
    show_problems(screen, problems, messages.load(language))
    return stream.getvalue()


def at(file: Path, text: str, code: str = "SKM010", **params: str) -> Problem:
    """A problem at a piece of text of a file; `value` is that piece."""
    content = file.read_text(encoding="utf-8")
    index = content.index(text)
    line = content.count("\n", 0, index) + 1
    column = index - content.rfind("\n", 0, index)
    place = Place(file, line, column, column + len(text))
    return Problem(code, params or {"value": text}, file=file, place=place)


def test_place_line_caret_and_way_out(tmp_path: Path) -> None:
    """A problem is shown as a compiler does, in the words of the language."""
    file = tmp_path / "cases" / "KS-1.yaml"
    file.parent.mkdir()
    file.write_text("\n" * 41 + "  tanggal: 02/03/2026\n")
    problem = at(file, "02/03/2026", "SKM011", **AMBIGUOUS)
    assert shown(tmp_path, problem) == (
        "cases/KS-1.yaml:42:12 galat SKM011 "
        "`02/03/2026` dapat berarti 2 Maret 2026 atau 3 Februari 2026.\n"
        "   42 |   tanggal: 02/03/2026\n"
        "      |            ^^^^^^^^^^\n"
        "   = saran: Tulis `2 Maret 2026` atau `3 Februari 2026`, sesuai suratnya.\n"
        "\n"
    )
    assert shown(tmp_path, problem, language="en").startswith("cases/KS-1.yaml:42:12 error SKM011")


def test_our_own_words_are_translated(tmp_path: Path) -> None:
    """Kinds of values, whose Indonesian words the program keeps, are told in the language."""
    params = {"template": "a.docx", "filter": "terbilang", "kind": "teks", "where": "x"}
    problem = Problem("TPL009", {**params, "wanted": "bilangan, jam, uang, jangka waktu"})
    assert "cannot be used for text," in shown(tmp_path, problem, language="en")
    assert "takes a number, hours, money, a period." in shown(tmp_path, problem, language="en")
    assert "menerima bilangan, jam, uang, jangka waktu." in shown(tmp_path, problem)


def test_equal_problems_once(tmp_path: Path) -> None:
    """What is exactly the same is shown once; what differs in its place twice."""
    file = tmp_path / "a.yaml"
    file.write_text("x: satu\ny: dua\n")
    text = shown(tmp_path, at(file, "satu"), at(file, "satu"), at(file, "dua"))
    assert text.count("SKM010") == 2


def test_same_line_is_not_repeated(tmp_path: Path) -> None:
    """Several problems of one place show the line once; the next place shows its own."""
    file = tmp_path / "a.yaml"
    file.write_text("x: satu\ny: dua\n")
    second = at(file, "satu", "SKM002", key="z")
    text = shown(tmp_path, at(file, "satu"), second, at(file, "dua"))
    assert [line for line in text.splitlines() if line.startswith("    ")] == [
        "    1 | x: satu",
        "      |    ^^^^",
        "    2 | y: dua",
        "      |    ^^^",
    ]


def test_related_place(tmp_path: Path) -> None:
    """The other place is named by what it is to the problem."""
    file = tmp_path / "a.yaml"
    file.write_text("nomor: A\nnomor: B\n")
    place, first = Place(file, 2, 1, 6), Place(file, 1, 1, 6)
    problem = Problem("YML026", {"key": "nomor"}, file=file, place=place, related=(first,))
    assert "   = catatan: pertama kali di sini: a.yaml:1:1\n" in shown(tmp_path, problem)


def test_file_elsewhere_has_its_whole_path(tmp_path: Path) -> None:
    """A file that does not lie below the current folder is named by its whole path."""
    file = tmp_path / "a.yaml"
    file.write_text("x: satu\n")
    assert shown(tmp_path / "kantor", at(file, "satu")).startswith(f"{file}:1:4 galat")


def test_problem_without_a_place(tmp_path: Path) -> None:
    """A problem of the machine begins with its severity; a tool's own words stand below."""
    problem = Problem("RNG001", {"folder": str(tmp_path)}, detail="baris satu\nbaris dua")
    lines = shown(tmp_path, problem).splitlines()
    assert lines[0].startswith("galat RNG001 ")
    assert lines[1:3] == ["      | baris satu", "      | baris dua"]


@pytest.mark.parametrize("before", ["山田太郎 ", "e\u0301e\u0301e\u0301 ", "\t\t"])
def test_caret_behind_wide_characters(tmp_path: Path, before: str) -> None:
    """Behind characters of other widths the caret still stands under the word."""
    file = tmp_path / "a.yaml"
    file.write_text(f"x: {before}keliru\n", encoding="utf-8")
    lines = shown(tmp_path, at(file, "keliru")).splitlines()
    line, caret = lines[1], lines[2]
    assert cells(line[: line.index("keliru")]) == caret.index("^")
    assert caret.count("^") == len("keliru")


def test_long_line_is_shortened_around_the_caret(tmp_path: Path) -> None:
    """Of a long line the part with the problem is shown; nothing is wider than 80 columns."""
    file = tmp_path / "a.yaml"
    file.write_text("x: " + "panjang " * 40 + "keliru " + "panjang " * 40 + "\n")
    lines = shown(tmp_path, at(file, "keliru")).splitlines()[1:3]
    assert max(map(len, lines)) <= 80
    column = lines[1].index("^")
    assert lines[0][column : column + 6] == "keliru"
    assert lines[0].count("…") == 2


def test_sentences_break_in_a_terminal_only(tmp_path: Path) -> None:
    """A terminal gets whole words within its width; a pipe gets each sentence in one line."""
    file = tmp_path / "a.yaml"
    file.write_text("x: 02/03/2026\n")
    problem = at(file, "02/03/2026", "SKM011", **AMBIGUOUS)
    wide, narrow = shown(tmp_path, problem), shown(tmp_path, problem, wrap=50)
    assert max(map(len, narrow.splitlines())) <= 50
    assert narrow.split() == wide.split()
    assert len(wide.splitlines()[0]) > 50


def test_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """An escape in a file, or in a value that is quoted, does not reach the terminal."""
    file = tmp_path / "a.yaml"
    file.write_text("x: \x1b[31mmerah\n")
    text = shown(tmp_path, at(file, "merah"), Problem("SKM010", {"value": "\x1b]0;judul\x07"}))
    assert "\x1b" not in text
    assert "\x07" not in text


def test_long_value_is_quoted_short(tmp_path: Path) -> None:
    """A narrative where a date belongs does not fill the screen."""
    text = shown(tmp_path, Problem("SKM010", {"value": "kata\n\nkata " * 500}))
    assert len(text) < 250


def test_words_of_the_program_are_translated(tmp_path: Path) -> None:
    """What was expected and found is said in the user's language."""
    problem = Problem("SKM003", {"wanted": "value", "found": "mapping"})
    assert "mapping" not in shown(tmp_path, problem)
    assert "daftar" in shown(tmp_path, Problem("SKM003", {"wanted": "list", "found": "value"}))


def test_colour_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour goes to a terminal, and not where NO_COLOR or a dumb terminal forbids it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Screen.of(Terminal()).colour
    assert not Screen.of(io.StringIO()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Screen.of(Terminal()).colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not Screen.of(Terminal()).colour


def test_colour_changes_no_letter(tmp_path: Path) -> None:
    """With the colours taken away, both forms are the same."""
    file = tmp_path / "a.yaml"
    file.write_text("x: satu\n")
    stream = io.StringIO()
    problems = [at(file, "satu")]
    show_problems(Screen(stream, tmp_path, colour=True), problems, messages.load("id"))
    assert "\x1b[" in stream.getvalue()
    assert click.unstyle(stream.getvalue()) == shown(tmp_path, *problems)
