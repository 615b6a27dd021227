"""The sentences of the program in the user's language.

Why: problems carry codes and parameters; what an officer reads stands in ``locale/`` once a
language, where a translator can find it, and a test holds both languages to the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.errors import Problem
from pipeline.settings import Language


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
    """Read a language's sentences; once a process."""
    raw = (files("pipeline") / "locale" / f"{language}.yaml").read_text(encoding="utf-8")
    data = yaml.load(raw, Loader=yaml.CSafeLoader)
    return Messages(language, data["problems"], data["texts"])
