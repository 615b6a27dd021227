"""The environment in which a template's expressions run: strict, shut in, and with an end.

Why: a template comes from outside. It may read values and nothing else, it must give the same
text tomorrow, and a slip in it (a loop in a loop in a loop) must not stop the office's machine.
Jinja's sandbox keeps code in; it sets no limit to time and memory, and this module does. What is
left is work of C code between two limits, at most some hundred megabytes for a moment.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import partial, wraps
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

ROUNDS = 50_000  # of all loops, and calls, in one part of a document
LONGEST_TEXT = 100_000  # characters of a text that a template puts together
LONGEST_WORD = 1_000  # characters of a text, and size of a number, that it hands to a filter
LARGEST_RESULT = 50_000_000  # characters of a filled part
LARGEST_BLOCK = 5_000_000  # characters of what a macro makes
LARGEST_NUMBER = 10**18
MOST_NUMBERS = 1_000_000  # of all ranges in one document: a filter walks one without a round

# Those that pass data by the escaping, write a computer's spelling, or choose by chance.
DENIED_FILTERS = frozenset(
    {"attr", "e", "escape", "forceescape", "safe", "striptags", "urlencode", "urlize", "xmlattr"}
    | {"filesizeformat", "float", "format", "int", "pprint", "random", "tojson"}
)
DENIED_TAGS = (
    nodes.EvalContextModifier,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
)
# Names that no template can write, for filters that are put into its code.
_LOOPED, _JOINED = "=looped", "=joined"


def every_node(tree: nodes.Node) -> Iterator[nodes.Node]:
    """All nodes below a tree, from the first to the last.

    Why: Jinja's own walk takes as long as to parse what is walked through.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node is not tree:
            yield node
        below: list[nodes.Node] = []
        for name in node.fields:
            value = getattr(node, name)
            if isinstance(value, nodes.Node):
                below.append(value)
            elif isinstance(value, list):
                below += [inner for inner in value if isinstance(inner, nodes.Node)]
        below.reverse()
        waiting += below


class EndlessError(Exception):
    """A template asks for more work than any document needs."""


class ForbiddenTagError(SecurityError):
    """A template uses a tag of Jinja that brings in other templates or ends the escaping."""

    def __init__(self, tag: nodes.Node) -> None:
        """Name the tag, and the line that it stands in."""
        super().__init__(type(tag).__name__)
        self.lineno = tag.lineno


class UnknownNameError(UndefinedError):
    """A template reads a name that is not there.

    Attributes:
        name: the name, without the path to it.
        owner: what it was looked for in; None where that is a section that the case lacks.
        top: whether it is the first step of a path.
    """

    def __init__(self, name: object, owner: object, *, top: bool) -> None:
        """Keep what a message needs."""
        super().__init__(str(name))
        self.name = str(name)
        self.owner = owner
        self.top = top


class Unknown(StrictUndefined):
    """What stands for a name that is not there; any use of it is an `UnknownNameError`."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Callable[[str], Exception] = UndefinedError,
    ) -> None:
        """Keep the name; another error than Jinja's own for it (the sandbox's) stays."""

        def unknown(_message: str) -> Exception:
            return UnknownNameError(name, obj, top=obj is missing)

        made = unknown if exc is UndefinedError and name is not None else exc
        super().__init__(hint, obj, name, made)  # type: ignore[arg-type]


class LimitedTemplate(Template):
    """A compiled template whose result has a greatest size."""

    def render(self, *args: Any, **named: Any) -> str:
        """Fill the template.

        Raises:
            EndlessError: the result grows beyond any document.
        """
        pieces: list[str] = []
        size = 0
        for piece in self.generate(*args, **named):
            size += len(piece)
            if size > LARGEST_RESULT:
                raise EndlessError
            pieces.append(piece)
        return "".join(pieces)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with limits, without a clock, without ways around the escaping.

    ``join_text`` is called for each piece that the operator ``~`` puts together.
    """

    template_class = LimitedTemplate
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self, finalize: Callable[[Any], Any], join_text: Callable[[Any], Any], **named: Any
    ) -> None:
        """Make a fresh environment; its limits count for one document.

        Nothing is calculated ahead when a template is compiled: it takes longer than it saves.
        """
        super().__init__(
            undefined=Unknown,
            autoescape=True,
            finalize=partial(_sized, finalize),
            optimized=False,
            **named,
        )
        self.renew()
        self.globals = {"range": self._short_range()}
        kept = {name: made for name, made in self.filters.items() if name not in DENIED_FILTERS}
        self.filters = {_LOOPED: self._looped, _JOINED: _limited(join_text)}
        self.adopt(kept)

    def renew(self) -> None:
        """Begin to count for another document."""
        self.rounds = 0
        self.numbers = 0

    def adopt(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        """Take filters in, and hold them to the limits."""
        self.filters |= {name: _limited(function) for name, function in filters.items()}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse what is private, what changes values, the clock, and formats of any width."""
        if isinstance(obj, date | time) and callable(value):
            return False
        if isinstance(obj, str) and attr in ("format", "format_map"):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``str.format`` to `is_safe_attribute`, which refuses it."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **named: Any) -> Any:  # noqa: N805
        """Call a macro or a method of a value, and count it."""
        __self._count()
        if inspect.isbuiltin(__obj):
            _hold(args, named)
        return _held(super().call(__context, __obj, *args, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers and hours; texts and lists are put together, not multiplied."""
        if operator == "**" or (operator in "*%" and _has_length(left, right)):
            raise SecurityError(f"`{operator}`")
        return _held(super().call_binop(context, operator, left, right))

    def _generate(self, source: nodes.Template, *args: Any, **named: Any) -> str:
        """Count the rounds of each loop, look at each piece that ``~`` joins."""
        for node in list(every_node(source)):
            if isinstance(node, DENIED_TAGS):
                raise ForbiddenTagError(node)
            if isinstance(node, nodes.For):
                node.iter = _filtered(node.iter, _LOOPED)
            elif isinstance(node, nodes.Concat):
                node.nodes = [_filtered(piece, _JOINED) for piece in node.nodes]
        return super()._generate(source, *args, **named)

    def _looped(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._count()
            yield value

    def _short_range(self) -> Callable[..., range]:
        """Make the ``range`` of a template; no method, which would lead to this environment."""

        def short_range(*args: int) -> range:
            numbers = range(*args)
            if numbers[ROUNDS:]:
                raise EndlessError
            self.numbers += len(numbers)
            if self.numbers > MOST_NUMBERS:
                raise EndlessError
            return numbers

        return short_range

    def _count(self) -> None:
        self.rounds += 1
        if self.rounds > ROUNDS:
            raise EndlessError


def _sized(finalize: Callable[[Any], Any], value: Any) -> Any:
    """Print a value; what a macro or a block has made can be put into itself again and again."""
    if isinstance(value, Markup) and len(value) > LARGEST_BLOCK:
        raise EndlessError
    return finalize(value)


def _filtered(expression: Any, name: str) -> nodes.Filter:
    return nodes.Filter(expression, name, [], [], None, None, lineno=expression.lineno)


def _limited(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hold what a filter is given beside its value, and what it makes."""
    value_at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def limited(*args: Any, **named: Any) -> Any:
        _hold(args[value_at + 1 :], named)
        return _held(function(*args, **named))

    return limited


def _hold(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Refuse a width of a million, and a text that multiplies another's length."""
    for given in (*args, *named.values()):
        if isinstance(given, str | list | tuple) and len(given) > LONGEST_WORD:
            raise EndlessError
        if isinstance(given, int) and abs(given) > LONGEST_WORD:
            raise EndlessError


def _held(result: Any) -> Any:
    if isinstance(result, str | list | tuple) and len(result) > LONGEST_TEXT:
        raise EndlessError
    if isinstance(result, int) and abs(result) > LARGEST_NUMBER:
        raise EndlessError
    return result


def _has_length(*values: Any) -> bool:
    return any(isinstance(value, str | list | tuple) for value in values)
