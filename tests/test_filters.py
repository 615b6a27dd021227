"""The filters of the templates, and what a bare value prints."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Undefined
from markupsafe import Markup

from pipeline import filters
from pipeline.filters import (
    FILTERS,
    ITEM,
    NOTHING,
    PARAGRAPH,
    UnprintableError,
    environment,
    printed,
)
from pipeline.values import Block, Hours, Money, Narrative, Period, Word

MONTHS = re.findall(
    r"\w+",
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
)
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
SMALL = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
ONES = ["", *re.findall(r"\w+", SMALL)]
NARRATIVE = Narrative((Block("paragraph", "Klien bekerja."), Block("item", "rajin")))
EVERYTHING: dict[str, Any] = {
    "nilai kosong": None,
    "ya/tidak": True,
    "tanggal": date(2026, 2, 9),
    "uang": Money(450_000),
    "jam": Hours(90),
    "jangka waktu": Period(months=3),
    "narasi": NARRATIVE,
    "bilangan": 7,
    "daftar": [1],
    "bagian": {"a": 1},
    "waktu": time(8),
    "teks": "kata",
    "perintah": len,
}
ACCEPTED = {
    "tanggal": {"tanggal"},
    "hari": {"tanggal"},
    "bulan": {"tanggal"},
    "rupiah": {"uang", "bilangan"},
    "jam": {"jam"},
    "terbilang": {"bilangan", "jam", "uang", "jangka waktu"},
    "umur": {"tanggal", "bilangan", "uang"},
    "inisial": {"teks"},
    "ya_tidak": {"ya/tidak"},
}


def in_words(number: int) -> str:
    """Indonesian number words by the school's rule, independent of any library."""
    if number < 12:
        return ONES[number] or "nol"
    for limit, size, one, unit in (
        (20, 10, "", "belas"),
        (100, 10, None, "puluh"),
        (200, 100, "seratus", ""),
        (1_000, 100, None, "ratus"),
        (2_000, 1_000, "seribu", ""),
        (1_000_000, 1_000, None, "ribu"),
        (10**9, 10**6, None, "juta"),
        (10**12, 10**9, None, "miliar"),
        (10**15, 10**12, None, "triliun"),
    ):
        if number < limit:
            count, rest = divmod(number, size)
            if unit == "belas":
                return f"{ONES[rest]} belas"
            head = one or f"{in_words(count)} {unit}"
            return f"{head} {in_words(rest)}" if rest else head
    raise OverflowError


def from_words(words: str) -> int:
    """Read number words back."""
    total = group = 0
    for word in words.split():
        if word in ONES[1:]:
            group += ONES.index(word)
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += group % 10 * 9
        elif word == "seratus":
            group += 100
        elif word == "ratus":
            group += group % 10 * 99
        elif word == "seribu":
            total += 1_000
        else:
            factor = {"ribu": 1_000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
            total, group = total + group * factor, 0
    return total + group


# --- terbilang ------------------------------------------------------------------------------------


@given(st.integers(0, 999_999_999))
@example(0)
@example(1_000)
@example(1_000_000)
@example(1_001_000)
@example(11_111_111)
@example(101_001_000)
@example(999_999_999)
def test_terbilang_of_any_number(number: int) -> None:
    """Words follow the school's rule: sebelas, seratus, seribu, but satu juta; one way to write."""
    assert filters.terbilang(number) == in_words(number)


@given(st.integers(1, 999_999_999_999_999))
def test_terbilang_can_be_read_back(number: int) -> None:
    """No two numbers have the same words, up to the largest amount that a case file takes."""
    assert from_words(filters.terbilang(Money(number))) == number


@given(st.integers(0, 14_400))
def test_terbilang_of_hours_says_what_is_printed(minutes: int) -> None:
    """The words beside bare hours are those of the printed number, never a rounded one."""
    bare, words = str(Hours(minutes)), filters.terbilang(Hours(minutes))
    if "menit" in bare:
        numbers = [in_words(int(n)) for n in re.findall(r"\d+", bare)]
        assert words == " ".join(
            numbers.pop(0) if word.isdigit() else word for word in bare.split()
        )
    else:
        whole, _, rest = bare.partition(",")
        digits = "".join(f" {in_words(int(digit))}" for digit in rest)
        assert words == in_words(int(whole)) + (f" koma{digits}" if rest else "")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Hours(440), "tujuh jam dua puluh menit"),
        (Hours(20), "dua puluh menit"),
        (Hours(450), "tujuh koma lima"),
        (Hours(3), "nol koma nol lima"),
        (Hours(0), "nol"),
        (Decimal("12.125"), "dua belas koma satu dua lima"),
        (Decimal("10"), "sepuluh"),
        (Decimal("100.0"), "seratus"),
        (Decimal("-0.5"), "minus nol koma lima"),
        (-11, "minus sebelas"),
        (Period(months=3), "3 (tiga) bulan"),
        (Period(years=1, months=6), "1 (satu) tahun 6 (enam) bulan"),
        (Period(weeks=2, days=15), "2 (dua) minggu 15 (lima belas) hari"),
        (Money(10_000_000), "sepuluh juta"),
    ],
)
def test_terbilang_examples(value: object, words: str) -> None:
    """Hours, decimals, periods and money, as an Indonesian letter writes them."""
    assert filters.terbilang(value) == words


# --- dates ----------------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_are_indonesian(day: date) -> None:
    """Day, month and weekday are Indonesian words, the day without a leading nought."""
    assert filters.tanggal(day) == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert filters.bulan(day) == f"{MONTHS[day.month - 1]} {day.year}"
    assert filters.hari(day) == DAYS[(day - date(2024, 1, 1)).days % 7]  # that was a Monday


@given(st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.integers(0, 100), st.integers(0, 364))
def test_umur_counts_completed_years(born: date, years: int, days: int) -> None:
    """Age changes on the birthday and on no other day; 29 February comes on 1 March."""
    try:
        birthday = born.replace(year=born.year + years)
    except ValueError:
        birthday = date(born.year + years, 3, 1)
    on = date.fromordinal(birthday.toordinal() + days)
    try:
        next_birthday = born.replace(year=born.year + years + 1)
    except ValueError:
        next_birthday = date(born.year + years + 1, 3, 1)
    assert filters.umur(born, on) == years + (on >= next_birthday)


def test_umur_of_a_number_is_that_number() -> None:
    """A victim's age that the case file gives in years is printed as it is."""
    assert filters.umur(34) == 34


def test_umur_needs_the_day() -> None:
    """An age without the day on which it is taken is refused: today's would change the paper."""
    with pytest.raises(UnprintableError) as refused:
        filters.umur(date(1990, 1, 1))
    assert refused.value.code == "TPL009"


# --- money, hours, words --------------------------------------------------------------------------


@given(st.integers(0, 10**15 - 1))
def test_rupiah_groups_thousands(amount: int) -> None:
    """Points between thousands, two decimals after a comma, nothing lost."""
    text = filters.rupiah(Money(amount))
    assert re.fullmatch(r"Rp\d{1,3}(\.\d{3})*,00", text)
    assert int(text[2:-3].replace(".", "")) == amount


@given(st.integers(0, 100_000))
def test_jam_keeps_every_minute(minutes: int) -> None:
    """Hours and minutes with their units; what is nought is left out."""
    text = filters.jam(Hours(minutes))
    found = {unit: int(number) for number, unit in re.findall(r"(\d+) (jam|menit)", text)}
    assert found.get("jam", 0) * 60 + found.get("menit", 0) == minutes
    assert found.get("menit", 0) < 60
    assert minutes == 0 or 0 not in found.values()


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (7200, "120 jam"),
        (450, "7 jam 30 menit"),
        (45, "45 menit"),
        (0, "0 jam"),
        (-30, "-30 menit"),
        (-90, "-1 jam 30 menit"),
    ],
)
def test_jam_examples(minutes: int, text: str) -> None:
    """Whole hours, halves, minutes alone, none; a negative difference keeps its size."""
    assert filters.jam(Hours(minutes)) == text


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ahmad Budi Cahyono", "A.B.C."),
        ("d'Souza", "D."),
        ("K.H. Drs. Ma'ruf", "K.D.M."),
        ("“Mbah Dé” Somawikarta", "M.D.S."),
        ("'Aisyah", "A."),
        ("Édith  Ñoño", "É.Ñ."),
        ("ꦱꦿꦶ ꦫꦲꦪꦸ", "ꦱ.ꦫ."),
        ("A 2 B", "A.B."),
    ],
)
def test_inisial_examples(name: str, initials: str) -> None:
    """The first letter of each word, whatever mark stands before it."""
    assert filters.inisial(name) == initials


@given(st.text(min_size=1, max_size=60))
def test_inisial_gives_away_no_name(name: str) -> None:
    """Only first letters and points come out, and never nothing: a blank would hide the person."""
    if not any(letter.isalpha() for letter in name):
        with pytest.raises(UnprintableError, match="TPL009"):
            filters.inisial(name)
        return
    initials = filters.inisial(name)
    assert initials.endswith(".")
    letters = [letter for letter in initials.split(".") if letter]
    assert len(letters) <= len(name.split())


def test_ya_tidak() -> None:
    """True and false are words."""
    assert (filters.ya_tidak(True), filters.ya_tidak(False)) == ("ya", "tidak")


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVERYTHING)
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_refuses_what_it_is_not_for(name: str, kind: str) -> None:
    """Each filter takes its own kinds and refuses all others, naming filter and kind."""
    value = EVERYTHING[kind]
    more = (date(2026, 3, 1),) if name == "umur" else ()
    if kind in ACCEPTED[name]:
        assert str(FILTERS[name](value, *more))
        return
    with pytest.raises(UnprintableError) as refused:
        FILTERS[name](value, *more)
    assert refused.value.code == "TPL009"
    assert refused.value.params["filter"] == name
    assert refused.value.params["kind"] == kind


def test_every_kind_has_its_word() -> None:
    """A message names each kind of value in a designer's words."""
    for kind, value in EVERYTHING.items():
        assert filters.kind_of(value) == kind
    assert filters.kind_of(Undefined(name="x")) == "isian yang tidak ada"
    assert filters.kind_of(Word("belum_kawin")) == "teks"


# --- printed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("kata", "kata"),
        ("", ""),
        (0, "0"),
        (120, "120"),
        (Hours(7200), "120"),
        (Hours(450), "7,5"),
        (Hours(440), "7 jam 20 menit"),
        (Period(years=1, months=6), "1 tahun 6 bulan"),
        (time(8, 5), "08.05"),
        (Decimal("12.50"), "12,50"),
        (Decimal("1E+3"), "1000"),
        (3.5, "3,5"),
        (Word("wajib_lapor"), "wajib_lapor"),
        (Markup("<b>"), "<b>"),
    ],
)
def test_printed_bare(value: object, text: str) -> None:
    """What may stand bare in a letter is printed as Indonesian writes it."""
    assert str(printed(value)) == text


@pytest.mark.parametrize(
    ("value", "code", "kind", "way"),
    [
        (None, "TPL005", None, None),
        (True, "TPL006", "ya/tidak", "|ya_tidak"),
        (date(2026, 2, 9), "TPL006", "tanggal", "|tanggal"),
        (Money(1), "TPL006", "uang", "|rupiah"),
        ([], "TPL006", "daftar", "{% for … %}"),
        ((1,), "TPL006", "daftar", "{% for … %}"),
        ({}, "TPL006", "bagian", "{% for … %}"),
        ({}.items, "TPL006", "perintah", "{{ … }}"),
        ("kata".title, "TPL006", "perintah", "{{ … }}"),
        (iter([1]), "TPL006", "perintah", "{{ … }}"),
        (object(), "TPL006", "perintah", "{{ … }}"),
    ],
)
def test_printed_refuses(value: object, code: str, kind: str | None, way: str | None) -> None:
    """What would print blank, or in a computer's spelling, is refused with the way out."""
    with pytest.raises(UnprintableError) as refused:
        printed(value)
    assert (refused.value.code, refused.value.params.get("kind")) == (code, kind)
    assert refused.value.params.get("filters") == way


@given(st.text(alphabet="{}_%# ab", max_size=12))
def test_braces_of_data_come_back(text: str) -> None:
    """The marks that keep braces from being tags are all that is added, within narratives too."""
    assert str(printed(text)).replace(NOTHING, "") == text
    narrative = printed(Narrative((Block("paragraph", f"a{text}"), Block("item", f"b{text}"))))
    assert str(narrative).replace(NOTHING, "") == f"a{text}{ITEM}b{text}"
    for shielded in (str(printed(text)), str(narrative)):
        for tag in ("{{", "}}", "{%", "%}", "{#", "#}", "{_{", "}_}", "{_%", "%_}"):
            assert tag not in shielded


def test_marks_of_a_narrative() -> None:
    """Each block but a first paragraph has its mark; a first item has one too."""
    first = Block("paragraph", "satu")
    item = Block("item", "dua")
    assert filters.marked(Narrative((first, item, first))) == f"satu{ITEM}dua{PARAGRAPH}satu"
    assert filters.marked(Narrative((item,))) == f"{ITEM}dua"


# --- Jinja's own filters --------------------------------------------------------------------------


def render(source: str, **view: object) -> str:
    """Fill a template of plain text."""
    return environment().from_string(source).render(view).replace(NOTHING, "")


@pytest.mark.parametrize(
    "kind", ["nilai kosong", "ya/tidak", "tanggal", "uang", "narasi", "daftar"]
)
@pytest.mark.parametrize(
    "expression",
    [
        "x|upper",
        "x|lower",
        "x|capitalize",
        "x|title",
        "x|trim",
        "x|string",
        "x|replace('a', 'b')",
        "x|truncate(3)",
        "x|center(9)",
        "x|indent",
        "x|wordwrap(9)",
        "x|wordcount",
        "[x]|join",
        "[x]|map('upper')|join",
        "'a' ~ x",
        "x ~ 'a'",
    ],
)
def test_none_never_becomes_a_word(expression: str, kind: str) -> None:
    """Jinja's filters on texts, and ``~``, do not print None, True or 2026-02-09."""
    with pytest.raises(UnprintableError) as refused:
        render(f"{{{{ {expression} }}}}", x=EVERYTHING[kind])
    assert refused.value.code == "TPL009"
    assert refused.value.params["kind"] == kind


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("x|join(', ')", "Yono, A &amp; B"),
        ("[]|join(', ')", ""),
        ("[h, t, d]|join('; ')", "7,5; 08.00; 2,5"),
        ("'Kepala ' ~ x[0]", "Kepala Yono"),
        ("h ~ ' jam'", "7,5 jam"),
        ("x[0]|upper|lower|capitalize|title|trim", "Yono"),
        ("x[0]|replace('o', 'a')", "Yana"),
        ("[b() , '<']|join('&')", "&lt;b&gt;&amp;&lt;"),
        ("x|length ~ '/' ~ x|first", "2/Yono"),
        ("x[0].upper()", "YONO"),
        ("range(3)|join('-')", "0-1-2"),
        ("x|sort|last", "Yono"),
        ("(x|map('lower')|list)[1]", "a &amp; b"),
        ("n.kunci or '-'", "-"),
    ],
)
def test_jinja_goes_on_working(expression: str, text: str) -> None:
    """What a designer knows from Jinja works: join, case, concatenation, or, first, length."""
    view = {"x": ["Yono", "A & B"], "h": Hours(450), "t": time(8), "d": Decimal("2.5")}
    macro = "{% macro b() %}<b>{% endmacro %}".replace("<b>", "{{ '<b>' }}")
    assert render(macro + f"{{{{ {expression} }}}}", n={"kunci": None}, **view) == text


def test_join_of_nothing_is_refused() -> None:
    """A missing value is not an empty list."""
    with pytest.raises(UnprintableError) as refused:
        render("{{ x|join }}", x=None)
    assert refused.value.params["wanted"] == "daftar"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Co", "Cc"]), max_size=80))
def test_data_is_escaped(text: str) -> None:
    """Whatever a case holds, its signs of XML come out as text."""
    made = render("{{ x }}|{{ x|upper }}|{{ [x]|join }}|{{ x ~ '' }}", x=text)
    assert not re.search(r"[<>\"']|&(?!(lt|gt|amp|#34|#39);)", made)


def test_the_program_has_these_filters() -> None:
    """The filters that a designer was promised are there; those that go around escaping are not."""
    names = set(environment().filters)
    promised = {"tanggal", "hari", "bulan", "terbilang", "rupiah", "jam", "umur", "inisial"}
    assert promised | {"ya_tidak", "join", "upper", "default", "length", "sort"} <= names
    assert not {"safe", "e", "escape", "random", "tojson", "pprint", "xmlattr"} & names
