"""What a template's code can do: read, and nothing else, and not for ever.

Each attack tries to make a canary file; that it never appears is the proof.
"""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError

from pipeline.filters import UnprintableError, environment
from pipeline.sandbox import (
    LARGEST_RESULT,
    ROUNDS,
    EndlessError,
    ForbiddenTagError,
    UnknownNameError,
)
from pipeline.values import Block, Hours, Narrative

VIEW: dict[str, Any] = {
    "nama": "Yono",
    "daftar": [1, 2],
    "bagian": {"kunci": "nilai"},
    "kosong": None,
    "tanggal": date(2026, 2, 9),
    "jam": Hours(60),
    "narasi": Narrative((Block("paragraph", "Satu."),)),
}


def render(source: str) -> str:
    """Fill a template of plain text."""
    return environment().from_string(source).render(VIEW)


CALL = "({canary!r}, 'w')"
ATTACKS = [
    "nama.__class__.__mro__[1].__subclasses__()",
    "nama.__class__",
    "nama['__class__']",
    "nama|attr('__class__')",
    "[nama]|map(attribute='__class__')|list|string",
    "narasi.__class__.__init__.__globals__['__builtins__']['open']" + CALL,
    "jam.__add__.__globals__['__builtins__']['open']" + CALL,
    "range.__globals__['__builtins__']['open']" + CALL,
    "''.join.__self__.__class__",
    "cycler.__init__.__globals__.os.system('touch {canary}')",
    "joiner.__init__.__globals__.os.system('touch {canary}')",
    "lipsum.__globals__['os'].system('touch {canary}')",
    "namespace.__init__.__globals__.os.system('touch {canary}')",
    "self.__init__.__globals__.__builtins__.open" + CALL,
    "self._TemplateReference__context.environment",
    "'{{0.__class__}}'.format(nama)",
    "'{{0.__class__}}'.format_map(bagian)",
    "'%s'|format(nama.__class__)",
    "nama.encode.__call__.__globals__",
    "(nama|upper).__class__",
    "tanggal.today()",
    "tanggal.fromtimestamp(0)",
    "tanggal.strftime('%A')",
    "bagian.update(kunci='lain')",
    "bagian.clear()",
    "bagian.pop('kunci')",
    "daftar.append(3)",
    "daftar.clear()",
    "open" + CALL,
    "eval('1')",
    "__import__('os')",
    "__builtins__",
    "bagian.__init__.__globals__",
    "(1).__class__.__bases__[0]",
    "caller.__globals__",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_code_gets_out(tmp_path: Path, attack: str) -> None:
    """Every known way out of Jinja ends in an error, and nothing has happened."""
    canary = tmp_path / "kenari"
    expression = attack.replace("{canary!r}", repr(str(canary))).replace("{canary}", str(canary))
    with pytest.raises((SecurityError, UndefinedError, TemplateError, UnprintableError)):
        render(f"{{{{ {expression.replace('{{0', '{0').replace('}}', '}')} }}}}")
    assert not canary.exists()
    assert VIEW["daftar"] == [1, 2]
    assert VIEW["bagian"] == {"kunci": "nilai"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_code_gets_out_of_a_macro_or_loop(tmp_path: Path, attack: str) -> None:
    """The same from within a macro that is called in a loop over a condition."""
    canary = tmp_path / "kenari"
    expression = attack.replace("{canary!r}", repr(str(canary))).replace("{canary}", str(canary))
    expression = expression.replace("{{0", "{0").replace("}}", "}")
    source = (
        "{% macro m() %}{% for x in [" + expression + "] %}{{ x }}{% endfor %}{% endmacro %}"
        "{% if true %}{{ m() }}{% endif %}"
    )
    with pytest.raises((SecurityError, UndefinedError, TemplateError, UnprintableError)):
        render(source)
    assert not canary.exists()


@pytest.mark.parametrize(
    "tag",
    [
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' as x %}",
        "{% from '/etc/passwd' import x %}",
        "{% extends '/etc/passwd' %}",
        "{% autoescape false %}{{ nama }}{% endautoescape %}",
    ],
)
def test_no_other_templates(tag: str) -> None:
    """Other files and an end of the escaping are no part of a template; the line is named."""
    with pytest.raises(ForbiddenTagError) as refused:
        render(f"\n\n{tag}")
    assert refused.value.lineno == 3


# --- an end ---------------------------------------------------------------------------------------

DOUBLING = "{% set x = 'abcdefghij' %}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ range(10**9) }}",
        "{{ range(1000000000)|list }}",
        "{{ range(0, 99999999999999999999999, 1)|sum }}",
        "{% for a in range(1000000000) %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}",
        "{% for a in daftar %}" * 19 + "x" + "{% endfor %}" * 19,
        "{% for a in range(40000) %}" + "x" * 2_000 + "{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) ~ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
        "{% for a in daftar recursive %}{{ loop(daftar) }}{% endfor %}",
        "{{ 9**9**9 }}",
        "{{ 2**100000 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ daftar * 1000000000 }}",
        "{{ 'a'.zfill(1000000000000) }}",
        "{{ 'a'.ljust(1000000000000) }}",
        "{{ 'a\t'.expandtabs(1000000000000) }}",
        "{{ 'a'|center(1000000000000) }}",
        "{{ 'a'|indent(1000000000000) }}",
        "{{ 'a'|indent(width=1000000000000) }}",
        "{{ [1]|batch(1000000000000, 'x')|list }}",
        "{{ [1]|slice(1000000000)|list }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ '{:>999999999}'.format('x') }}",
        DOUBLING + "{% set x = x ~ x %}" * 30 + "{{ x }}",
        DOUBLING + "{% set x = x + x %}" * 30 + "{{ x }}",
        DOUBLING + "{% set x = x|replace('a', x) %}" * 30 + "{{ x }}",
        DOUBLING + "{% set x = x.replace('a', x) %}" * 30 + "{{ x }}",
        DOUBLING + "{% set x = [x, x]|join %}" * 30 + "{{ x }}",
        DOUBLING + "{% set x %}{{ x }}{{ x }}{% endset %}" * 30 + "{{ x }}",
        "{% set x = [1] %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
        "{% set x = 9 %}" + "{% set x = x * x %}" * 40 + "{{ x }}",
    ],
)
def test_there_is_an_end(source: str) -> None:
    """Loops in loops, recursion, powers, widths and doubling end in a moment, with an error."""
    began = time.monotonic()
    with pytest.raises((EndlessError, SecurityError, RecursionError, TemplateError)):
        render(source)
    assert time.monotonic() - began < 5


def test_limits_leave_room_for_documents() -> None:
    """Five hundred rows with a loop in each are no matter."""
    source = (
        "{% for a in range(500) %}{% for b in range(20) %}{{ a }}-{{ b }} {% endfor %}{% endfor %}"
    )
    assert render(source).count("-") == 10_000
    assert ROUNDS > 20_000
    assert LARGEST_RESULT > 10_000_000


def test_ranges_that_filters_walk_have_an_end() -> None:
    """A filter walks a range without a round; many of them in a loop end within a second."""
    begun = time.perf_counter()
    with pytest.raises(EndlessError):
        render("{% for a in range(9999) %}{{ range(9999)|sum }}{% endfor %}")
    assert time.perf_counter() - begun < 1


def test_each_document_counts_for_itself() -> None:
    """What one document has used is not taken from the next."""
    source = f"{{% for a in range({ROUNDS - 1}) %}}{{% endfor %}}"
    for _ in range(3):
        assert render(source) == ""


# --- what works -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% for a in daftar %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
        ("{% for a in daftar %}{% if loop.last %}{{ a }}{% endif %}{% endfor %}", "2"),
        ("{% for a in daftar %}{{ loop.cycle('x', 'y') }}{% endfor %}", "xy"),
        ("{% for a in [] %}x{% else %}tidak ada{% endfor %}", "tidak ada"),
        ("{% for a in daftar if a > 1 %}{{ loop.first|ya_tidak }}{% endfor %}", "ya"),
        ("{% for k in bagian %}{{ k }}{% endfor %}", "kunci"),
        ("{% for k, v in bagian.items() %}{{ k }}={{ v }}{% endfor %}", "kunci=nilai"),
        ("{% set x = nama ~ '!' %}{{ x }}", "Yono!"),
        ("{{ 7 * 6 + 10 % 4 - 1 }}", "43"),
        ("{{ jam + jam }}", "2"),
        ("{{ tanggal.year }}", "2026"),
        ("{{ nama.lower() }}", "yono"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(nama) }}", "<Yono>"),
        ("{{ 'a' if kosong is none else 'b' }}", "a"),
        ("{% for a in daftar %}{{ loop.previtem|default('-') }}{% endfor %}", "-1"),
    ],
)
def test_templates_go_on_working(source: str, text: str) -> None:
    """Loops and their variable, macros, sums and comparisons work as Jinja's guide says."""
    assert render(source) == text


@pytest.mark.parametrize(
    ("expression", "name", "top", "owner"),
    [
        ("namaa", "namaa", True, None),
        ("bagian.kuncii", "kuncii", False, VIEW["bagian"]),
        ("bagian['kuncii']", "kuncii", False, VIEW["bagian"]),
        ("kosong.kunci", "kunci", False, None),
        ("daftar[9]", "9", False, VIEW["daftar"]),
        ("bagian.kuncii.lagi", "kuncii", False, VIEW["bagian"]),
        ("namaa|upper", "namaa", True, None),
        ("namaa ~ 'x'", "namaa", True, None),
    ],
)
def test_an_unknown_name_is_told(expression: str, name: str, top: bool, owner: object) -> None:
    """An unknown name carries itself and what it was looked for in, however it is used."""
    for source in (f"{{{{ {expression} }}}}", f"{{% if {expression} %}}{{% endif %}}"):
        with pytest.raises(UnknownNameError) as unknown:
            render(source)
        assert (unknown.value.name, unknown.value.top) == (name, top)
        assert top or unknown.value.owner is owner
    with pytest.raises(UnknownNameError):
        render(f"{{% for x in {expression} %}}{{% endfor %}}")


def test_defined_can_be_asked() -> None:
    """Jinja's test for a name that may not be there works."""
    assert render("{{ 'a' if namaa is defined else 'b' }}{{ namaa|default('c') }}") == "bc"
