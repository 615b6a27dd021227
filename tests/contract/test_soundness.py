"""What the checker lets pass never fails, on any sample or any thinned one.

Templates are made at random from the paths that a document can read: printed, filtered, guarded,
looped over, set. Where the checker finds nothing, Jinja must render it with every real context.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import check_source
from pipeline.contract.types import (
    DateType,
    HoursType,
    ListOf,
    Money,
    NarrativeType,
    Number,
    PeriodType,
    Record,
    Shape,
    Text,
    Type,
    Word,
    YesNo,
)
from pipeline.contract.view import view_of
from pipeline.filters import environment
from pipeline.sandbox import EndlessError
from tests.contract.worlds import documents, workplace, worlds

GROUPS = sorted(worlds())
FILTERS: dict[type[Type], tuple[str, ...]] = {
    DateType: ("tanggal", "hari", "bulan", "umur(surat.tanggal)", "umur(permintaan.tanggal)"),
    HoursType: ("jam", "terbilang", "string"),
    Money: ("rupiah", "terbilang"),
    YesNo: ("ya_tidak", "ya_tidak|capitalize"),
    PeriodType: ("terbilang", "lower"),
    Number: ("terbilang", "abs", "round", "string"),
    Word: ("capitalize", 'replace("_", " ")', "upper", "inisial"),
    Text: ("upper", "trim", "length", "wordcount", "inisial", 'default("-")', 'd("-", true)'),
    NarrativeType: ("string", "upper"),
}
OF_LISTS = (
    *["length"] * 6,
    "first",
    "last",
    "list",
    'join(", ")',
    "sort",
    "unique|list",
    "reverse|list",
    "batch(2)|list",
    "min",
    "max",
    "sum",
)
Path = tuple[str, Shape]


class Author:
    """Writes templates by chance."""

    def __init__(self, rng: random.Random, view: Record) -> None:
        """Write what reads this view."""
        self.rng = rng
        self.names: list[Path] = [(name, field.shape) for name, field in view.fields.items()]
        self.count = 0

    def template(self, depth: int = 3) -> str:
        """Some pieces in a row."""
        kept = list(self.names)
        made = "\n".join(self.piece(depth) for _ in range(self.rng.randint(1, 2)))
        self.names = kept
        return made

    def piece(self, depth: int) -> str:
        """A tag, or a block of tags."""
        kind = self.rng.choice(["print", "if", "for", "set", "guarded", "guarded", "guarded"])
        if depth == 0 or kind == "print":
            return f"{{{{ {self.value()} }}}}"
        if kind == "set":
            self.count += 1
            name, (path, shape) = f"v{self.count}", self.path()
            self.names.append((name, (*shape, Text())))
            return f"{{% set {name} = {path} if {self.asked(path)} else '-' %}}"
        if kind == "for":
            return self.loop(depth)
        if kind == "guarded":
            path, shape = self.path()
            kept = list(self.names)
            self.names += [(path, shape)] * 8
            inner = self.template(depth - 1)
            self.names = kept
            printed = self.filtered(path, shape)
            return f"{{% if {self.asked(path)} %}}{{{{ {printed} }}}}{inner}{{% endif %}}"
        other = self.rng.choice(["", "{% else %}" + self.template(depth - 1)])
        if self.rng.random() < 0.3:
            other = f"{{% elif {self.condition()} %}}{self.template(depth - 1)}{other}"
        return f"{{% if {self.condition()} %}}{self.template(depth - 1)}{other}{{% endif %}}"

    def loop(self, depth: int) -> str:
        """A loop over a list, or what passes for one."""
        path, shape = self.path(of_lists=True)
        self.count += 1
        name = f"x{self.count}"
        items = next((kind.item for kind in shape if isinstance(kind, ListOf)), ())
        kept = list(self.names)
        self.names += [(name, items)] * 12
        test = f" if {self.condition()}" if self.rng.random() < 0.3 else ""
        body = self.template(depth - 1)
        self.names = kept
        more = self.rng.choice(["", "{{ loop.index }}", "{{ loop.cycle('a', 'b') }}"])
        return f"{{% for {name} in {path}{test} %}}{more}{body}{{% endfor %}}"

    def path(self, of_lists: bool = False) -> Path:
        """A path to a value; one step at a time, as long as there are sections."""
        for _ in range(30):
            path, shape = self.rng.choice(self.names)
            while records := [kind for kind in shape if isinstance(kind, Record)]:
                name, field = self.rng.choice(sorted(records[0].fields.items()) or [("x", None)])
                if field is None:
                    break
                path, shape = f"{path}.{name}", field.shape
            is_list = any(isinstance(kind, ListOf) for kind in shape)
            if is_list if of_lists else (not is_list or self.rng.random() < 0.2):
                return path, shape
        return "kehadiran", ()

    def value(self) -> str:
        """Something to print."""
        path, shape = self.path()
        other, another = self.path()
        made = self.filtered(path, shape)
        return self.rng.choice(
            [
                *[made] * 8,
                *[f'{path} or "-"'] * 2,
                f"{path} or {other}",
                *[f"{made} if {self.asked(path)} else '-'"] * 14,
                f"{made} if {self.condition()} else {self.filtered(other, another)}",
                f"({path} ~ ' ' ~ {other})",
                f"{path} + {other}",
                f"{path} / {other}",
                f"{path}[0]",
                f"({path} and {made}) or '-'",
            ]
        )

    def filtered(self, path: str, shape: Shape) -> str:
        """A path with the filter that its type wants, mostly; else with any."""
        if any(isinstance(kind, ListOf) for kind in shape):
            return f"{path}|{self.rng.choice(OF_LISTS)}"
        wanted = [name for kind in shape for name in FILTERS.get(type(kind), ())]
        bare = shape and shape[0].bare
        if bare and self.rng.random() < 0.5:
            return path
        if not wanted or self.rng.random() < 0.1:
            wanted = [name for names in FILTERS.values() for name in names]
        return f"{path}|{self.rng.choice(wanted)}"

    def asked(self, path: str) -> str:
        """A path as a careful designer asks for it: first each section on the way."""
        steps = path.split(".")
        if self.rng.random() < 0.1:
            return path
        return " and ".join(".".join(steps[: end + 1]) for end in range(len(steps)))

    def condition(self) -> str:
        """Something to ask; mostly where the sections on the way are there."""
        path, shape = self.path()
        made = self.question(path, shape)
        section, dot, _ = path.rpartition(".")
        if dot and self.rng.random() < 0.8:
            return f"{self.asked(section)} and ({made})"
        return made

    def question(self, path: str, shape: Shape) -> str:
        """Something to ask of a value."""
        other, _ = self.path()
        words = [word for kind in shape if isinstance(kind, Word) for word in kind.words]
        word = self.rng.choice(words) if words else "x"
        return self.rng.choice(
            [
                path,
                path,
                f"not {path}",
                f"{path} and {other}",
                f"{path} or {other}",
                f"not ({path} and {other})",
                f"{path} is none",
                f"{path} is not none",
                f"{path} is defined",
                f'{path} == "{word}"',
                f'{path} != "{word}"',
                f'{path} in ["{word}", "y"]',
                f'{path} is string and {path} != "{word}"',
                f"{path} is true",
                f"{path}|length > 1",
                f"{path} < {other}",
                f"{path} == {other}",
            ]
        )


def failure(source: str, view: dict[str, Any]) -> Exception | None:
    """What Jinja says of a template and what it sees; None where it fills it."""
    try:
        environment().from_string(source).render(view)
    except EndlessError:
        return None
    except Exception as error:  # noqa: BLE001 - whatever a template raises stops its document
        return error
    return None


TALLY: Counter[str] = Counter()


@settings(max_examples=500)
@given(st.integers(0, 2**32), st.sampled_from(GROUPS))
def test_what_passes_never_fails(seed: int, group: tuple[str, str]) -> None:
    """No finding, no failure, with all that the document's template can be given."""
    name, kind = group
    entry = workplace().catalog[name]
    rng = random.Random(seed)  # noqa: S311 - chance that can be repeated
    source = Author(rng, view_of(entry, kind, documents())).template(rng.choice((1, 1, 2, 3)))
    found = check_source(source, entry, [kind], documents())
    told = [fault for fault in found if fault.code not in ("TPL050", "TPL048", "TPL042", "TPL040")]
    failures = [failure(source, world.view) for world in worlds()[group]]
    failed = next((error for error in failures if error), None)
    TALLY["passes" if not told else "fails" if failed else "complains in vain"] += 1
    if not told:
        assert failed is None, (source, repr(failed), found)


def test_the_templates_are_of_both_sorts(capsys: Any) -> None:
    """The proof above is worth something only where many pass and many fail."""
    print(dict(TALLY))
    assert TALLY["passes"] > 50
    assert TALLY["fails"] > 100


TOKENS = (
    *("klien", "klien.nama", "klien.nik", "kehadiran", "kehadiran[0]", "putusan", "jenis", "loop"),
    *("hitung.sisa_jam", "x", "h", "1", "0", "'a'", "2.5", "none", "true", "[1, 'a']", "{'a': 1}"),
    *(".nama", ".jam", ".upper()", ".items()", "[0]", "[-1]", "[1:2]", "[x]", "(1)", "(a=1)"),
    *("|tanggal", "|length", "|first", "|list", "|map('upper')", "|map(attribute='jam')", "|sum"),
    *("|join", "|sort", "|default", "|d(1, true)", "|batch(2)", "|groupby('status')", "|round(2)"),
    *("|selectattr('jam')", "|select('eq', 1)", "|reject", "|min", "|replace('a', 'b')", "|items"),
    *(" and ", " or ", "not ", " in ", " == ", " < ", " + ", " * ", " / ", " ~ ", " ** ", "-"),
    *(" is none", " is defined", " is odd", " is divisibleby 2", " is sameas none", " is eq 'a'"),
    *(" if ", " else ", "(", ")", "range(3)", "m(klien)", "namespace()", "caller()", "dict()"),
)
BLOCKS = (
    "{{{{ {0} }}}}",
    "{{% if {0} %}}{{{{ {1} }}}}{{% else %}}{{{{ {0} }}}}{{% endif %}}",
    "{{% for h in {0} %}}{{{{ {1} }}}}{{{{ loop.index }}}}{{% endfor %}}",
    "{{% for h, x in {0} %}}{{{{ {1} }}}}{{% else %}}{{{{ x }}}}{{% endfor %}}",
    "{{% set x = {0} %}}{{{{ x }}}}{{{{ {1} }}}}",
    "{{% set x, h = {0} %}}{{{{ x }}}}",
    "{{% set x %}}{{{{ {0} }}}}{{% endset %}}{{{{ {1} }}}}",
    "{{% macro m(x) %}}{{{{ {0} }}}}{{% endmacro %}}{{{{ {1} }}}}",
    "{{% call m(1) %}}{{{{ {0} }}}}{{% endcall %}}",
    "{{% with x = {0} %}}{{{{ {1} }}}}{{% endwith %}}",
    "{{% filter upper %}}{{{{ {0} }}}}{{% endfilter %}}",
)


@settings(max_examples=400)
@given(st.data())
def test_whatever_is_written_is_judged(data: st.DataObject) -> None:
    """Any heap of tokens is judged without a crash, and what passes of them does not fail."""
    soup = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=5).map("".join)
    block = data.draw(st.sampled_from(BLOCKS))
    source = block.format(data.draw(soup), data.draw(soup))
    group = ("laporan_selesai", "pidana_kerja_sosial")
    entry = workplace().catalog[group[0]]
    told = check_source(source, entry, [group[1]], documents())
    if all(fault.severity == "warning" for fault in told):
        for world in worlds()[group]:
            assert failure(source, world.view) is None, source
