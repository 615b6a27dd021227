"""The types of what a template can read.

A key's *shape* is the tuple of the types that its value can have; `NOTHING` among them says that
it may be missing. Types that know more than their kind (a word that is one of two, a list that is
not empty) are what a condition in a template leaves of a shape.

Why: a template is judged for all cases at once, so it runs on types in place of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Type:
    """A type of value.

    Attributes:
        label: what it is, in the words of those who design templates.
        bare: whether ``{{ value }}`` prints it without a filter.
        wants: what must be written to print it otherwise.
    """

    label: ClassVar[str] = "perintah"
    bare: ClassVar[bool] = False
    wants: ClassVar[str] = "{{ … }}"


Shape = tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Anything(Type):
    """What the checker does not know; a finding was made of it where it came up."""

    label: ClassVar[str] = "isian"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Nothing(Type):
    """None: what the case file lacks."""

    label: ClassVar[str] = "nilai kosong"


@dataclass(frozen=True, slots=True)
class Unset(Type):
    """A name or an entry that is not there at all; any use but a question is an error.

    Attributes:
        why: a name that nothing has set, an entry that a list need not have, or what an ``if``
            within ``{{ }}`` gives that has no ``else``.
        near: a name that is there, of which this one looks like a slip.
    """

    why: Literal["name", "entry", "else"] = "name"
    near: str = ""
    label: ClassVar[str] = "isian yang tidak ada"


@dataclass(frozen=True, slots=True)
class Text(Type):
    """A text.

    Attributes:
        const: what it says, where the template itself says it.
        filled: whether it is known to hold a letter or sign, as all texts of a case file do.
    """

    const: str | None = None
    filled: bool = False
    label: ClassVar[str] = "teks"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Word(Type):
    """A word of the vocabulary.

    Attributes:
        words: all that there are, as they are written in the case file.
        left: those that it can still be, in this kind of case and behind these conditions.
        exact: whether letter case and underscores count, as for a day printed with a capital.
    """

    words: tuple[str, ...]
    left: frozenset[str]
    exact: bool = False
    label: ClassVar[str] = "teks"
    bare: ClassVar[bool] = True

    def written(self, text: str) -> str | None:
        """The word that a text is equal to; None where it is none of them."""
        if self.exact:
            return text if text in self.words else None
        same = text.replace("_", " ")
        return next((word for word in self.words if word.replace("_", " ") == same), None)


@dataclass(frozen=True, slots=True)
class Number(Type):
    """A number.

    Attributes:
        sort: how Python holds it; a decimal of the case file cannot be added to a float.
        const: which number it is, where the template itself says so.
        nonzero: whether it is known not to be nought.
    """

    sort: Literal["int", "decimal", "float"] = "int"
    const: int | float | None = None
    nonzero: bool = False
    label: ClassVar[str] = "bilangan"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Money(Type):
    """An amount in rupiah."""

    label: ClassVar[str] = "uang"
    wants: ClassVar[str] = "|rupiah"


@dataclass(frozen=True, slots=True)
class HoursType(Type):
    """A length of work; ``filled`` says whether it is more than none, where that is known."""

    filled: bool | None = None
    label: ClassVar[str] = "jam"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class PeriodType(Type):
    """A length of time in calendar units."""

    label: ClassVar[str] = "jangka waktu"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class DateType(Type):
    """A day, or a month by its first day."""

    label: ClassVar[str] = "tanggal"
    wants: ClassVar[str] = "|tanggal"


@dataclass(frozen=True, slots=True)
class TimeType(Type):
    """A time of day."""

    label: ClassVar[str] = "waktu"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class YesNo(Type):
    """A yes or no; ``const`` says which, where that is known."""

    const: bool | None = None
    label: ClassVar[str] = "ya/tidak"
    wants: ClassVar[str] = "|ya_tidak"


@dataclass(frozen=True, slots=True)
class NarrativeType(Type):
    """Paragraphs and list items."""

    label: ClassVar[str] = "narasi"
    bare: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Field:
    """A key that a template can read.

    Attributes:
        shape: the types that its value can have.
        path: its path from the top, as the table of readers speaks of it; entries of a list have
            the path of the list.
        description: what it holds, in the words of the vocabulary.
    """

    shape: Shape
    path: str
    description: str = ""

    @property
    def optional(self) -> bool:
        """Whether it may be missing."""
        return any(isinstance(kind, Nothing | Unset) for kind in self.shape)


@dataclass(frozen=True, eq=False, slots=True)
class Record(Type):
    """A section with known keys.

    Attributes:
        fields: its keys.
        others: what stands below names that the office chooses, as in ``pejabat``; else None.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    others: Field | None = None
    label: ClassVar[str] = "bagian"
    wants: ClassVar[str] = "{% for … %}"


@dataclass(frozen=True, slots=True)
class ListOf(Type):
    """A list.

    Attributes:
        item: the shape of an entry.
        least: how many entries it has at least.
        once: whether it can only be walked through, as what ``map`` and ``select`` make.
    """

    item: Shape
    least: int = 0
    once: bool = False
    label: ClassVar[str] = "daftar"
    wants: ClassVar[str] = "{% for … %}"


@dataclass(frozen=True, slots=True)
class Pair(Type):
    """What ``groupby`` makes of the entries that have the same value."""

    grouper: Shape
    entries: ListOf
    label: ClassVar[str] = "daftar"
    wants: ClassVar[str] = "{% for … %}"


NOTHING, UNSET, ANYTHING = Nothing(), Unset(), Anything()
TEXT, FILLED = Text(), Text(filled=True)
NUMBER, DECIMAL, FLOAT = Number(), Number("decimal"), Number("float")
YES_NO, DATE, TIME, HOURS, MONEY = YesNo(), DateType(), TimeType(), HoursType(), Money()
PERIOD, NARRATIVE = PeriodType(), NarrativeType()


def word(*words: str, exact: bool = False) -> Word:
    """A word of the vocabulary that can be any of these."""
    return Word(words, frozenset(words), exact)


def joined(*shapes: Iterable[Type]) -> Shape:
    """All types of several shapes, each once, in the order in which they come."""
    if len(shapes) == 1 and isinstance(shapes[0], tuple):
        return shapes[0]
    found: dict[Type, None] = {}
    for shape in shapes:
        found.update(dict.fromkeys(shape))
    return tuple(found)


def without(shape: Iterable[Type], *kinds: type[Type]) -> Shape:
    """A shape without the types of these kinds."""
    return tuple(kind for kind in shape if not isinstance(kind, kinds))


def labels(shape: Iterable[Type]) -> str:
    """What a value of this shape is, in a designer's words."""
    return ", ".join(dict.fromkeys(kind.label for kind in shape))
