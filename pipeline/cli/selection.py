"""`--select` and `--ignore`: which findings are shown.

They filter what is shown, never the exit code nor what a build refuses.

Why: whoever mends one thing in three hundred cases wants to see that one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import Problem, UsageError
from pipeline.messages import Messages
from pipeline.spelling import nearest


@dataclass(frozen=True, slots=True)
class Selection:
    """Beginnings of codes that are wanted (none: all) and that are not; ``KS5`` is a topic."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.wanted or self.unwanted)

    def shown(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those of the problems that are to be seen."""
        return [p for p in problems if self._takes(p.code)]

    def _takes(self, code: str) -> bool:
        taken = not self.wanted or code.startswith(self.wanted)
        return taken and not (self.unwanted and code.startswith(self.unwanted))


def select(wanted: Sequence[str], unwanted: Sequence[str], messages: Messages) -> Selection:
    """Read what stands behind the two options: codes or their beginnings, also with commas.

    Raises:
        UsageError: no code begins like this.
    """
    return Selection(_codes("--select", wanted, messages), _codes("--ignore", unwanted, messages))


def _codes(option: str, words: Sequence[str], messages: Messages) -> tuple[str, ...]:
    codes = [part.strip().upper() for word in words for part in word.split(",") if part.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in messages.problems):
            meant = nearest(code, messages.problems)
            raise UsageError.of("PGN011", option=option, value=code, suggestion=meant)
    return tuple(codes)
