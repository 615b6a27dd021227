"""The sentences of a problem, ready to be shown: shortened, with our own words translated.

Why: text and JSON say the same; and a parameter may hold a page of narrative, an operating
system's English, or a word of the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.cli.cells import cut
from pipeline.errors import Problem
from pipeline.messages import Messages

MOST_LINES = 8  # in which the same was found again
LONGEST = 60  # cells of a value that is quoted in a sentence
_OF_WORD = "TPL"  # the family of codes whose problems have places in Word files
_BODY = "badan"
_STARTS = ("badan/", "bagian[", "kepala", "kaki", "catatan_")
_PATHS = ("opening", "places")  # parameters that name such places
_TRANSLATED = ("found", "kind", "reason", "wanted")


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said about a problem; an empty text where there is nothing to say."""

    message: str
    hint: str
    basis: str
    related: str
    again: str


def tenths(seconds: float, messages: Messages) -> str:
    """Seconds to a tenth, as the language writes them."""
    return f"{seconds:.1f}".replace(".", messages.text("show.decimal"))


def sentences(problem: Problem, messages: Messages) -> Sentences:
    """Put a problem into words."""
    params = {name: _said(name, text, messages) for name, text in problem.params.items()}
    if problem.code.startswith(_OF_WORD) and problem.path:
        params["where"] = ": ".join(filter(None, (spot(problem.path, messages), params["where"])))
        if kinds := params.get("kinds"):  # of case in which alone it is so
            params["where"] += f" ({kinds})"
    ready = replace(problem, params=params)
    related = messages.problems[problem.code].get("related") or messages.text("show.related")
    return Sentences(
        messages.message(ready),
        messages.hint(ready),
        messages.basis(ready),
        related,
        _again(problem, messages),
    )


def in_a_line(problem: Problem, case_file: Path, messages: Messages) -> str:
    """The sentence of a case's problem where nothing else is shown of it.

    A file that it is about is named before it, where that is not the case's own and the sentence
    does not name it.
    """
    said = sentences(problem, messages).message
    file = problem.file
    if file is None or file == case_file or file.stem in said:
        return said
    return f"{name_of(file, Path.cwd())}: {said}"


def spot(path: str, messages: Messages) -> str:
    """A place in a Word file in words: ``badan/tabel[2]/baris[3]`` is table 2, row 3.

    The body is named only where nothing within it is.
    """
    steps = path.split("/")
    if steps[0] == _BODY and len(steps) > 1:
        steps = steps[1:]
    said = []
    for step in steps:
        name, _, number = step.rstrip("]").partition("[")
        said.append(f"{messages.text(f'spot.{name}')} {number}".rstrip())
    return ", ".join(said)


def _again(problem: Problem, messages: Messages) -> str:
    """How often the same was found beside, and in which lines."""
    if not problem.others:
        return ""
    lines = list(dict.fromkeys(place.line for place in problem.others))
    named = ", ".join(str(line) for line in lines[:MOST_LINES])
    form = "many" if len(lines) > MOST_LINES else "few"
    return messages.text(f"show.again.{form}", more=len(problem.others), lines=named)


def _said(name: str, text: str, messages: Messages) -> str:
    if name in _TRANSLATED:
        words = messages.texts["words"]
        text = ", ".join(words.get(word, word) for word in text.split(", "))
    if name in _PATHS and text.startswith(_STARTS):
        return "; ".join(spot(path, messages) for path in text.split(", "))
    if name == "value":
        return cut(" ".join(text.split()), LONGEST)
    if name in ("file", "folder"):
        name = name_of(Path(text), Path.cwd())
        return str(Path.cwd()) if name == "." else name  # a mere dot names no folder to an officer
    return text


def waivers(nomor: str, waived: Iterable[tuple[Problem, str]], messages: Messages) -> list[str]:
    """A line for each code of a warning that a case sets aside, with its reason."""
    reasons = {problem.code: reason for problem, reason in waived}
    return [
        messages.text("check.waived", nomor=nomor, code=code, reason=reason)
        for code, reason in reasons.items()
    ]


def count(messages: Messages, what: str, number: int) -> str:
    """Say how many: ``1 error``, ``2 errors``."""
    form = "one" if number == 1 else "many"
    return messages.text(f"count.{what}.{form}", number=number)


def name_of(file: Path, folder: Path) -> str:
    """Name a file as it is reached from a folder, when it lies below it; else by its whole path."""
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what is exactly the same as something before it."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept
