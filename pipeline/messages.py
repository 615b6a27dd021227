"""The sentences of the program in the user's language.

Why: problems carry codes and parameters; what an officer reads stands in ``locale/`` once a
language, where a translator can find it, and a test holds both languages to the same keys. Each
family of codes has a file of its own, read when one of its problems is told: a check that finds
nothing reads none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import Problem
from pipeline.settings import Language

FOLDER = Path(__file__).parent / "locale"
TEXTS = "texts.yaml"  # what is said beside problems
FAMILY = 3  # signs of a code that name its family, and its file: ``YML``, ``KS2``


class Sentences(Mapping[str, Mapping[str, str]]):
    """The sentences of all problems in one language by code, read family by family."""

    def __init__(self, language: Language) -> None:
        """Read nothing yet."""
        self._language = language

    def __getitem__(self, code: str) -> Mapping[str, str]:
        """The sentences of one code; KeyError where it has none."""
        found: Mapping[str, str] = _family(self._language, f"{code[:FAMILY].lower()}.yaml")[code]
        return found

    def __iter__(self) -> Iterator[str]:
        """All codes, family by family."""
        for name in sorted(file.name for file in (FOLDER / self._language).iterdir()):
            if name != TEXTS:
                yield from _family(self._language, name)

    def __len__(self) -> int:
        """How many codes there are."""
        return sum(1 for _ in self)


@cache
def _family(language: Language, name: str) -> Mapping[str, Any]:
    file = FOLDER / language / name
    if not file.is_file():
        raise KeyError(name)
    return dict(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@dataclass(frozen=True, slots=True)
class Messages:
    """All sentences of one language.

    Attributes:
        language: which one.
        problems: code to ``title``, ``message``, ``basis`` (an article of law), and the
            ways out.
        texts: what the command line says beside problems, nested by command.
    """

    language: Language
    problems: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, Any]

    def message(self, problem: Problem) -> str:
        """The sentence that says what is wrong."""
        return self.problems[problem.code]["message"].format(**problem.params).strip()

    def hint(self, problem: Problem) -> str:
        """The way out, or an empty text.

        ``suggest`` where there is a suggestion; else ``hint_error`` of what is a warning at
        other times, where it has one; else ``hint``.
        """
        entry = self.problems[problem.code]
        if problem.params.get("suggestion"):
            return entry.get("suggest", entry.get("hint", "")).format(**problem.params).strip()
        name = "hint_error" if problem.severity == "error" and "hint_error" in entry else "hint"
        return entry.get(name, "").format(**{"suggestion": "", **problem.params}).strip()

    def basis(self, problem: Problem) -> str:
        """The article of law that the finding rests on, or an empty text."""
        return self.problems[problem.code].get("basis", "")

    def text(self, name: str, **params: object) -> str:
        """A sentence by its dotted name, filled in.

        Raises:
            KeyError: there is no such sentence; a bug.
        """
        found: Any = self.texts
        for step in name.split("."):
            found = found[step]
        return str(found).format(**params)


@cache
def load(language: Language) -> Messages:
    """The sentences of a language; each file is read once a process."""
    return Messages(language, Sentences(language), _family(language, TEXTS))
