"""What is known at one place of a template: its variables, and what conditions have told.

Why: ``{{ penjamin.telepon }}`` is right behind ``{% if penjamin and penjamin.telepon %}`` and
wrong anywhere else, so each place is judged with what the way to it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.contract.types import (
    UNSET,
    DateType,
    ListOf,
    NarrativeType,
    Nothing,
    Number,
    PeriodType,
    Record,
    Shape,
    Text,
    TimeType,
    Type,
    Unset,
    YesNo,
    joined,
)

Key = tuple[str, ...]

# What Python takes for true whatever it holds; a section always has its keys.
_ALWAYS_TRUE = (DateType, NarrativeType, PeriodType, Record, TimeType)


@dataclass(frozen=True, slots=True)
class Origin:
    """A path whose value is in something; ``masked`` where only initials of it are."""

    path: str
    masked: bool = False


Origins = frozenset[Origin]
FROM_NOWHERE: Origins = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """What an expression can come to.

    Attributes:
        shape: the types of value.
        key: how it is reached from a variable, where conditions can tell something of it.
        origins: the paths whose values are in it.
    """

    shape: Shape
    key: Key | None = None
    origins: Origins = FROM_NOWHERE


@dataclass(frozen=True, slots=True)
class State:
    """What is known at one place.

    Attributes:
        names: variables that the template has set so far, in this scope and those around it.
        facts: shapes that conditions have left.
    """

    names: Mapping[str, Seen] = field(default_factory=dict)
    facts: Mapping[Key, Shape] = field(default_factory=dict)

    def bind(self, name: str, seen: Seen) -> State:
        """Set a variable; what was known below an older one of its name is known no more."""
        facts = {key: shape for key, shape in self.facts.items() if key[0] != name}
        return State({**self.names, name: replace(seen, key=None)}, facts)

    def learn(self, key: Key | None, shape: Shape) -> State:
        """Know a shape better; what stands below it stays known."""
        return State(self.names, {**self.facts, key: shape}) if key else self


def meet(states: Iterable[State | None]) -> State | None:
    """What is known where several ways come together; None where none of them is taken."""
    taken = [state for state in states if state is not None]
    if len(taken) < 2:
        return taken[0] if taken else None
    names: dict[str, Seen] = {}
    for name in dict.fromkeys(name for state in taken for name in state.names):
        seen = [state.names.get(name, Seen((UNSET,))) for state in taken]
        origins = FROM_NOWHERE.union(*(one.origins for one in seen))
        names[name] = Seen(joined(*(one.shape for one in seen)), None, origins)
    common = set.intersection(*(set(state.facts) for state in taken))
    facts = {key: joined(*(state.facts[key] for state in taken)) for key in common}
    return State(names, facts)


def truths(shape: Shape) -> tuple[Shape, Shape]:
    """What of a shape is true where it is asked for, and what is false."""
    pairs = [_truth(kind) for kind in shape]
    yes = joined(true for true, _ in pairs if true is not None)
    return yes, joined(false for _, false in pairs if false is not None)


def _truth(kind: Type) -> tuple[Type | None, Type | None]:
    if isinstance(kind, Nothing | Unset):
        return None, kind
    if isinstance(kind, _ALWAYS_TRUE):
        return kind, None
    if isinstance(kind, Text | YesNo | Number) and kind.const is not None:
        return (kind, None) if kind.const else (None, kind)
    if isinstance(kind, YesNo):
        return YesNo(True), YesNo(False)
    if isinstance(kind, Number):
        return replace(kind, nonzero=True), None if kind.nonzero else kind
    if isinstance(kind, ListOf):
        if kind.once:
            return kind, None
        return replace(kind, least=max(kind.least, 1)), None if kind.least else kind
    return kind, kind
