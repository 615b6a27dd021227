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
    HoursType,
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
    Word,
    YesNo,
    joined,
)

Key = tuple[str, ...]
MOST_WAYS = 4

# What Python takes for true whatever it holds; a section always has its keys.
_ALWAYS_TRUE = (DateType, NarrativeType, PeriodType, Record, TimeType)


@dataclass(frozen=True, slots=True)
class Origin:
    """A path whose value is in something; ``masked`` names the filter that hides most of it."""

    path: str
    masked: str = ""


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


Ways = tuple[State, ...]


def few(ways: Iterable[State], most: int = MOST_WAYS) -> Ways:
    """Ways apart from one another while they are few, else all as one; none stays none.

    Why: behind ``{% if a or b %}`` either ``a`` is there or ``b`` is; taken as one, neither is
    known to be.
    """
    taken = tuple(ways)
    return taken if len(taken) <= most else (meet(taken),)


def meet(states: Iterable[State]) -> State:
    """What is known where several ways, at least one, come together."""
    taken = list(states)
    if len(taken) == 1:
        return taken[0]
    same = all(state.names is taken[0].names for state in taken)
    names = taken[0].names if same else _names(taken)
    first, *others = (state.facts for state in taken)
    facts: dict[Key, Shape] = {}
    for key, shape in first.items():
        shapes = [facts_there.get(key) for facts_there in others]
        if all(one is shape for one in shapes):  # most of what is known is known from before
            facts[key] = shape
        elif None not in shapes:
            facts[key] = joined(shape, *(one for one in shapes if one is not None))
    return State(names, facts)


def _names(states: list[State]) -> dict[str, Seen]:
    """Variables where several ways come together; one that a way has not set may be unset."""
    names: dict[str, Seen] = {}
    for name in dict.fromkeys(name for state in states for name in state.names):
        seen = [state.names.get(name, Seen((UNSET,))) for state in states]
        origins = FROM_NOWHERE.union(*(one.origins for one in seen))
        names[name] = Seen(joined(*(one.shape for one in seen)), None, origins)
    return names


def truths(shape: Shape) -> tuple[Shape, Shape]:
    """What of a shape is true where it is asked for, and what is false."""
    if len(shape) == 1:
        true, false = _truth(shape[0])
        return () if true is None else (true,), () if false is None else (false,)
    pairs = [_truth(kind) for kind in shape]
    yes = joined(true for true, _ in pairs if true is not None)
    return yes, joined(false for _, false in pairs if false is not None)


def _truth(kind: Type) -> tuple[Type | None, Type | None]:  # noqa: PLR0911 - a case each
    if isinstance(kind, Nothing | Unset):
        return None, kind
    if isinstance(kind, _ALWAYS_TRUE):
        return kind, None
    if isinstance(kind, Text | YesNo | Number) and kind.const is not None:
        return (kind, None) if kind.const else (None, kind)
    if isinstance(kind, Word):
        return kind, None
    if isinstance(kind, Text):
        return replace(kind, filled=True), None if kind.filled else Text("")
    if isinstance(kind, HoursType):
        yes, no = HoursType(filled=True), HoursType(filled=False)
        return (yes, no) if kind.filled is None else (yes, None) if kind.filled else (None, no)
    if isinstance(kind, YesNo):
        return YesNo(True), YesNo(False)
    if isinstance(kind, Number):
        nought = Number(kind.sort, 0)
        return replace(kind, nonzero=True), None if kind.nonzero else nought
    if isinstance(kind, ListOf):
        if kind.once:
            return kind, None
        empty = ListOf(())
        filled = replace(kind, least=max(kind.least, 1)) if kind.item else None
        return filled, None if kind.least else empty
    return kind, kind
