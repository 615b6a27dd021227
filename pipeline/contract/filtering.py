"""Filters: what each takes and what it gives.

Why: a date that passes through ``|rupiah``, or a missing one through ``|tanggal``, stops the
document; so each filter's input is judged with all that it can be.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import nodes

from pipeline.contract import faults, listing
from pipeline.contract.state import Origin, Seen, State, truths
from pipeline.contract.taking import take, take_text
from pipeline.contract.types import (
    ANYTHING,
    FLOAT,
    NUMBER,
    TEXT,
    DateType,
    HoursType,
    ListOf,
    Money,
    Nothing,
    Number,
    PeriodType,
    Record,
    Shape,
    Text,
    Type,
    Unset,
    Word,
    YesNo,
    joined,
    without,
)
from pipeline.contract.written import written
from pipeline.filters import environment
from pipeline.spelling import nearest

if TYPE_CHECKING:
    from pipeline.contract.expressions import Evaluator

# Our own filters: what each takes, in types and in a designer's words.
_OURS: dict[str, tuple[tuple[type[Type], ...], str, Type]] = {
    "tanggal": ((DateType,), "tanggal", TEXT),
    "hari": ((DateType,), "tanggal", TEXT),
    "bulan": ((DateType,), "tanggal", TEXT),
    "rupiah": ((Money, Number), "uang", TEXT),
    "jam": ((HoursType,), "jam", TEXT),
    "terbilang": (
        (Number, HoursType, Money, PeriodType),
        "bilangan, jam, uang, jangka waktu",
        TEXT,
    ),
    "umur": ((DateType, Number), "tanggal", NUMBER),
    "inisial": ((Text, Word), "teks", TEXT),
    "ya_tidak": ((YesNo,), "ya/tidak", TEXT),
}
# Numbers that a filter cannot take though they are numbers: these print whole ones in words.
_WHOLE = {"rupiah": ("decimal", "float"), "terbilang": ("float",), "umur": ("decimal", "float")}
# Jinja's filters on texts, with what may stand in their brackets.
_ON_TEXTS: dict[str, tuple[type[Type], ...]] = {
    "capitalize": (),
    "center": (Number,),
    "indent": (Number, YesNo),
    "lower": (),
    "replace": (Text, Number),
    "string": (),
    "title": (),
    "trim": (Text,),
    "truncate": (Number, YesNo),
    "upper": (),
    "wordcount": (),
    "wordwrap": (Number, YesNo, Text),
}
# Keys that hold a person's name; the initials of a number, or of dots, there are none.
_NAMES = frozenset(
    {"nama", "alias", "hakim", "panitera", "asesor", "dijelaskan_oleh", "pejabat", "hadir"}
    | {"penerima", "pengawas", "saksi", "penanggung_jawab"}
)
MASKS = ("inisial", "umur")  # what they give says less than what they are given
_MOST = 1_000  # what a filter can be given; `pipeline.sandbox` refuses more


@cache
def signatures() -> dict[str, inspect.Signature]:
    """What can stand in the brackets of each filter that a template can use."""
    known = environment().filters
    found: dict[str, inspect.Signature] = {}
    for name, made in known.items():
        if not name.startswith("="):
            signature = inspect.signature(made)
            given = list(signature.parameters.values())
            passed = 2 if hasattr(inspect.unwrap(made), "jinja_pass_arg") else 1
            found[name] = signature.replace(parameters=given[passed:])
    return found


def run_filter(run: Evaluator, node: nodes.Filter, state: State) -> Seen:
    """Run a filter on the value before it."""
    if node.node is None:
        return run.unknown(node, written(node))
    given = run.outcome(node.node, state).seen
    if node.name not in ("default", "d"):
        given = run.there(node.node, given)
    return apply(run, node, given, state)


def apply(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """Run a filter on a value; whatever else stands in it is judged, too."""
    name = node.name
    for arg in (*node.args, *(keyword.value for keyword in node.kwargs)):
        run.value(arg, state)
    if name not in signatures():
        params = {"filter": name, "suggestion": nearest(name, signatures())}
        run.report.add(faults.UNKNOWN_FILTER, node, **params)
        return Seen((ANYTHING,), None, given.origins)
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return run.unknown(node, written(node))
    if not _binds(node):
        run.report.add(faults.CANNOT_RUN, node, said=written(node))
        return Seen((ANYTHING,), None, given.origins)
    if name in _OURS:
        return _ours(run, node, given, state)
    if name in _ON_TEXTS:
        return _on_text(run, node, given)
    made = _OTHERS.get(name) or listing.FILTERS.get(name)
    return made(run, node, given, state) if made else run.unknown(node, written(node))


def _binds(node: nodes.Filter) -> bool:
    named: dict[str, None] = {str(keyword.key): None for keyword in node.kwargs}
    if len(named) < len(node.kwargs):  # Python refuses a name that is given twice
        return False
    try:
        signatures()[node.name].bind(*node.args, **named)
    except TypeError:
        return False
    return True


def _ours(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    kinds, wanted, result = _OURS[node.name]
    unfit = _WHOLE.get(node.name, ())

    def fits(kind: Type) -> bool:
        return isinstance(kind, kinds) and getattr(kind, "sort", "") not in unfit

    shape = take(run, node, node.name, given, fits, wanted)
    if node.name == "inisial" and not _is_name(given):
        params = {"filter": node.name, "kind": Text.label, "wanted": "nama yang berhuruf"}
        run.report.add(faults.UNFIT_FOR_FILTER, node, **params)
    if node.name == "umur" and any(isinstance(kind, DateType) for kind in shape):
        _look_at_day(run, node, state)
    origins = given.origins
    if node.name in MASKS:
        origins = frozenset(Origin(origin.path, masked=node.name) for origin in origins)
    return Seen((result,), None, origins)


def _is_name(seen: Seen) -> bool:
    """Whether a value is somebody's name, which has letters to begin with."""
    return all(origin.path.rpartition(".")[2] in _NAMES for origin in seen.origins)


def _look_at_day(run: Evaluator, node: nodes.Filter, state: State) -> None:
    """``umur`` counts to a day, which must be there."""
    days = [*node.args, *(keyword.value for keyword in node.kwargs)]
    if not days:
        params = {"filter": "umur", "kind": Nothing.label, "wanted": "tanggal"}
        run.report.add(faults.UNFIT_FOR_FILTER, node, **params)
        return
    loud = run.report
    run.report = faults.Report()  # it has been judged; only its type is asked for here
    day = run.value(days[0], state)
    run.report = loud
    take(run, days[0], "umur", day, lambda kind: isinstance(kind, DateType), "tanggal")


def _on_text(run: Evaluator, node: nodes.Filter, given: Seen) -> Seen:
    take_text(run, node, node.name, given)
    allowed = _ON_TEXTS[node.name]
    for arg in (*node.args, *(keyword.value for keyword in node.kwargs)):
        if not _is_plain(arg, allowed, 3 if node.name == "truncate" else 1):
            run.unknown(node, written(node))
    result = NUMBER if node.name == "wordcount" else TEXT
    return Seen((result,), None, given.origins)


def _is_plain(arg: nodes.Expr, allowed: tuple[type[Type], ...], least: int) -> bool:
    """Whether what stands in a filter's brackets is a plain value that it can use."""
    value = arg.value if isinstance(arg, nodes.Const) else None
    if isinstance(value, bool):
        return YesNo in allowed
    if isinstance(value, int):
        return Number in allowed and least <= value <= _MOST
    return isinstance(value, str) and Text in allowed and len(value) <= _MOST


def _default(run: Evaluator, node: nodes.Filter, given: Seen, state: State) -> Seen:
    """What stands in for a name that is not there; with ``true``, for whatever is false."""
    named: dict[str, nodes.Expr] = {str(one.key): one.value for one in node.kwargs}
    other = node.args[0] if node.args else named.get("default_value")
    falsy = node.args[1] if len(node.args) > 1 else named.get("boolean")
    stand_in = Seen((TEXT,)) if other is None else run.value(other, state)
    kept = without(given.shape, Unset)
    if falsy is not None:
        if not isinstance(falsy, nodes.Const):
            return run.unknown(node, written(node))
        kept = truths(kept)[0] if falsy.value else kept
    return Seen(joined(kept, stand_in.shape), None, given.origins | stand_in.origins)


def _length(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    def fits(kind: Type) -> bool:
        return isinstance(kind, Text | Word | Record) or (
            isinstance(kind, ListOf) and not kind.once
        )

    shape = take(run, node, node.name, given, fits, "daftar, teks")
    filled = all(isinstance(kind, ListOf) and kind.least for kind in shape)
    return Seen((Number(nonzero=filled),), None, given.origins)


def _abs(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    shape = _numbers(run, node, given)
    return Seen(joined(_calculated(kind) for kind in shape), None, given.origins)


def _round(run: Evaluator, node: nodes.Filter, given: Seen, _state: State) -> Seen:
    shape = _numbers(run, node, given)
    for arg in (*node.args, *(keyword.value for keyword in node.kwargs)):
        value = arg.value if isinstance(arg, nodes.Const) else None
        if value not in (*range(7), "common", "ceil", "floor"):
            run.unknown(node, written(node))
    if any(isinstance(arg, nodes.Const) and arg.value in ("ceil", "floor") for arg in node.args):
        return Seen((FLOAT,), None, given.origins)
    return Seen(joined(_calculated(kind) for kind in shape), None, given.origins)


def _numbers(run: Evaluator, node: nodes.Filter, given: Seen) -> Shape:
    def fits(kind: Type) -> bool:
        return isinstance(kind, Number | Money)

    return take(run, node, node.name, given, fits, "bilangan")


def _calculated(kind: Type) -> Type:
    """A number that a calculation makes of another one: which one is not known."""
    return Number(kind.sort) if isinstance(kind, Number) else NUMBER


Filter = Callable[["Evaluator", nodes.Filter, Seen, State], Seen]
_OTHERS: dict[str, Filter] = {
    "abs": _abs,
    "count": _length,
    "d": _default,
    "default": _default,
    "length": _length,
    "round": _round,
}
