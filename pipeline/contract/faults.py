"""What is wrong with a template, as values, and where findings are gathered.

Why: a template is judged once for each kind of case; what is wrong in several is told once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from jinja2 import nodes

from pipeline.contract.written import written

# Codes that `pipeline.word` tells of a document that is made, too.
CANNOT_RUN = "TPL003"
UNKNOWN_PATH = "TPL004"
MAY_BE_EMPTY = "TPL005"
WANTS_FILTER = "TPL006"
FORBIDDEN = "TPL007"
UNFIT_FOR_FILTER = "TPL009"
ENDLESS = "TPL011"
SECTION_MAY_BE_EMPTY = "TPL012"
UNKNOWN_FILTER = "TPL022"
BY_ZERO = "TPL025"
# Codes that only a template without a case is told.
UNKNOWN_WORD = "TPL040"
NO_LIST = "TPL041"
NARRATIVE_IN_SENTENCE = "TPL042"
MAY_BE_UNSET = "TPL043"
NOT_CHECKABLE = "TPL044"
ENTRY_MAY_LACK = "TPL045"
UNFIT_TOGETHER = "TPL046"
OF_A_LIST = "TPL047"
NEVER_READ = "TPL048"
NOT_FOR_READER = "TPL050"

_MILD = frozenset({NARRATIVE_IN_SENTENCE, NEVER_READ})


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding in a part of a template.

    Attributes:
        code: key of its message in ``locale/``. Whoever shows it adds ``template`` and ``where``.
        lineno: line of the part, from 1; a paragraph is one line.
        expression: what stands there, without braces.
        params: what the message's placeholders are filled with, beside those two.
        kinds: the kinds of case in which it is so, in the order of the vocabulary.
    """

    code: str
    lineno: int
    expression: str
    params: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()

    @property
    def severity(self) -> Literal["error", "warning"]:
        """An error stops a document or tells somebody what he must not know; else a warning."""
        return "warning" if self.code in _MILD else "error"


@dataclass(slots=True)
class Report:
    """Gathers findings, each once, over several kinds of case."""

    kind: str = ""
    _found: dict[tuple[object, ...], Fault] = field(default_factory=dict)

    def add(self, code: str, node: nodes.Node, **params: str) -> None:
        """Remember a finding of the kind of case under check.

        Args:
            code: its code.
            node: the expression that it is about.
            params: of its message.
        """
        expression = written(node)
        key = (code, node.lineno, expression, *sorted(params.items()))
        known = self._found.get(key) or Fault(code, node.lineno, expression, params)
        if self.kind not in known.kinds:
            known = replace(known, kinds=(*known.kinds, self.kind))
        self._found[key] = known

    def has(self, code: str, node: nodes.Node) -> bool:
        """Whether this was found of an expression, in any kind of case."""
        key = (code, node.lineno, written(node))
        return any(found[: len(key)] == key for found in self._found)

    @property
    def faults(self) -> list[Fault]:
        """All findings from top to bottom.

        A section that may be missing is not told beside a value of it that is printed: the guard
        of the value asks for the section first.
        """
        found = self._found.values()
        guarded = [fault for fault in found if fault.code == MAY_BE_EMPTY]
        told = (fault for fault in found if not any(_covers(one, fault) for one in guarded))
        return sorted(told, key=lambda fault: (fault.lineno, fault.code))


def _covers(value: Fault, section: Fault) -> bool:
    """Whether the guard of a value asks for a section that may be missing, too."""
    return (
        section.code == SECTION_MAY_BE_EMPTY
        and section.lineno == value.lineno
        and f"{value.expression}.".startswith(f"{section.expression}.")
        and set(section.kinds) <= set(value.kinds)
    )
