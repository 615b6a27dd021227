"""What Jinja says of a template's fault becomes a code of ours and a sentence without English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError

from pipeline import messages
from pipeline.cli.wording import sentences
from pipeline.errors import TemplateError
from pipeline.filters import FILTERS, environment
from pipeline.sandbox import DENIED_FILTERS
from pipeline.word import faults
from tests.drafting import fill, p, tbl, word

DOUBLED = re.compile(r"[.!?]\s*”?\s*[.,]|\s[.,]")


def told(folder: Path, *paragraphs: str) -> tuple[str, str, str]:
    """The code of a template's fault, and its sentence and way out in both languages."""
    with pytest.raises(TemplateError) as refused:
        fill(folder, word(*paragraphs), x="a", angka=0, daftar=[1])
    (problem,) = refused.value.problems
    ours, other = (sentences(problem, messages.load(language)) for language in ("id", "en"))
    return problem.code, f"{ours.message} {ours.hint}", f"{other.message} {other.hint}"


@pytest.mark.parametrize(
    ("paragraphs", "code", "indonesian", "english"),
    [
        (
            ["Umur {{ x|jamm }}"],
            "TPL022",
            "memakai saringan yang tidak ada: `jamm`, di dekat badan: “Umur {{ x|jamm }}”. "
            "Mungkin maksudnya `jam`.",
            "`jamm`, near body: “Umur {{ x|jamm }}”. Perhaps `jam` was meant.",
        ),
        (
            ["{{ x|qqqq }}"],
            "TPL022",
            "Pakai saringan yang ada: `tanggal`",
            "Use one of the filters",
        ),
        (["{{ [x]|map('jamm')|join }}"], "TPL022", "`jam`", "`jam`"),
        (["{% filter jamm %}a{% endfilter %}"], "TPL022", "`jam`", "`jam`"),
        (
            ["Awal", "Telepon {% if x %}ada", "Akhir"],
            "TPL023",
            "membuka blok {% if … %} tanpa menutupnya, di dekat badan: “{% if x %}ada”. "
            "Tambahkan {% endif %}",
            "and does not close it, near body: “{% if x %}ada”. Add {% endif %}",
        ),
        (
            ["{%p for a in daftar %}", "{% if x %}a{% endif %}", "Akhir"],
            "TPL023",
            "di dekat badan: “{% for a in daftar %}”. Tambahkan {% endfor %}",
            "Add {% endfor %}",
        ),
        (
            ["{% for a in daftar %}{% if x %}1{% endif %}{% if a %}2", "Akhir"],
            "TPL023",
            "di dekat badan: “{% if a %}2”. Tambahkan {% endif %}",
            "Add {% endif %}",
        ),
        (
            [tbl((p("{%tr if x %}"),), (p("baris"),))],
            "TPL023",
            "Tambahkan {% endif %}",
            "{%tr endif %}",
        ),
        (
            ["{% if x %}a{% endfor %}"],
            "TPL024",
            "memuat tag {% endfor %} yang tidak dikenal atau tidak pada tempatnya, di dekat badan: "
            "“{% if x %}a{% endfor %}”. Mungkin maksudnya {% endif %}.",
            "Perhaps {% endif %} was meant.",
        ),
        (["{% for a in daftar %}{% endif %}"], "TPL024", "maksudnya {% endfor %}.", "{% endfor %}"),
        (["Lalu {% endif %}"], "TPL024", "{% endif %}", "Delete the tag or add the one that opens"),
        (["{% else %}"], "TPL024", "Hapus tag itu atau lengkapi pembukanya", "{% else %}"),
        (["{% if x %}a{% endfi %}"], "TPL024", "maksudnya {% endif %}.", "Perhaps {% endif %} was"),
        (["{% iff x %}a{% endif %}"], "TPL024", "maksudnya {% if %}.", "Perhaps {% if %} was"),
        (
            ["{{ x.__class__ }}"],
            "TPL007",
            "diizinkan: `__class__`, di dekat",
            ": `__class__`, near",
        ),
        (["{% include x %}"], "TPL007", ": `{% include %}`, di dekat", ": `{% include %}`, near"),
        (["{% from x import y %}"], "TPL007", ": `{% from %}`, di", ": `{% from %}`, near"),
        (
            ["{{ 5 / angka }}"],
            "TPL025",
            "membagi dengan nol di dekat badan: “{{ 5",
            "divides by zero, near",
        ),
        (
            ["{{ 5 % angka }}"],
            "TPL025",
            "membagi dengan nol di dekat badan: “{{ 5",
            "divides by zero, near",
        ),
        (
            ["{{ 5.0 // angka }}"],
            "TPL025",
            "dengan nol di dekat badan: “{{ 5",
            "divides by zero, near",
        ),
        (
            ["{{ x y }}"],
            "TPL031",
            "dengan `y` yang tidak bersambung",
            "`y`, which does not",
        ),
        (["{{ x is nonne }}"], "TPL035", "maksudnya `is none`.", "Perhaps `is none` was meant."),
        (["{{ x is jamm }}"], "TPL035", "`is jamm`, yang tidak ada", "`is jamm`, which does not"),
        (["{{ x + }}"], "TPL030", "tag yang belum lengkap", "a tag that is not complete"),
        (["{{ x| }}"], "TPL030", "tag yang belum lengkap", "a tag that is not complete"),
        (["{{ x. }}"], "TPL030", "tag yang belum lengkap", "a tag that is not complete"),
        (["{{ x == = 1 }}"], "TPL032", "Bandingkan dengan `==`", "Compare with `==`"),
        (["{% if x = 1 %}a{% endif %}"], "TPL032", "dengan `==`", "Compare with `==`"),
        (["{{ (x }}"], "TPL033", "`)` kurang atau berlebih", "`)` is lacking or too many"),
        (["{{ x) }}"], "TPL033", "`)` kurang atau berlebih", "`)` is lacking or too many"),
        (["{{ x ? y }}"], "TPL034", "memuat tanda `?`", "has a sign `?`"),
        (["{% for x daftar %}a{% endfor %}"], "TPL036", "tanpa `in`", "without `in`"),
        (["{% set 1 = 2 %}"], "TPL003", "tidak dapat dijalankan, di dekat", "cannot be run, near"),
    ],
)
def test_a_fault_in_both_languages(
    tmp_path: Path, paragraphs: list[str], code: str, indonesian: str, english: str
) -> None:
    """The code, what is wrong, the tag or filter that was meant; each sentence has one stop."""
    found, ours, other = told(tmp_path, *paragraphs)
    assert (found, indonesian in ours, english in other) == (code, True, True), (ours, other)
    assert not DOUBLED.search(ours)
    assert not DOUBLED.search(other)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_filters_that_are_named_exist(language: str) -> None:
    """The way out of an unknown filter names exactly our own."""
    hint = messages.load("id").problems["TPL022"]["hint"]
    assert set(re.findall(r"`(\w+)`", hint)) == FILTERS.keys()
    assert re.findall(r"`\w+`", messages.load("en").problems["TPL022"]["hint"]) == re.findall(
        r"`\w+`", hint
    )


def test_a_filter_that_is_denied_is_never_proposed(tmp_path: Path) -> None:
    """Who writes `saffe` is not sent to `safe`, which is none."""
    names = environment().filters
    for name in DENIED_FILTERS:
        code, params = faults.of_syntax(f"No filter named '{name}x'.", names)
        assert code == "TPL022"
        assert params["suggestion"] not in DENIED_FILTERS
    assert told(tmp_path, "{{ x|safe }}")[0] == "TPL022"


def test_what_is_not_known_keeps_its_words() -> None:
    """Another sentence of Jinja's, or of the sandbox's, is kept; no language quotes Jinja's."""
    assert faults.of_syntax("can't assign", ()) == ("TPL003", {"said": "can't assign"})
    assert faults.of_security(SecurityError("x is not safe")) == "x is not safe"
    assert faults.of_security(SecurityError("FromImport")) == "`{% from %}`"
    assert faults.of_security(SecurityError()) == ""


def test_the_block_that_is_open() -> None:
    """The innermost one of its word that no end closes; none where the source has none."""
    source = "a\n{% if a %}{%- if b %}{% endif %}\n{% if c %}d\n{% for x in y %}"
    assert faults.opening_of(source, "if") == "{% if c %}d"
    assert faults.opening_of(source, "for") == "{% for x in y %}"
    assert faults.opening_of(source, "macro") == ""
