"""Nothing changes its meaning on the way from a case file to what a letter prints.

Each type of value goes the whole way: typed into a file in every style that YAML has, read, held to
the vocabulary, printed as a template prints it; and what was printed is typed once more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.case import Case
from pipeline.errors import CaseError
from pipeline.filters import bulan, printed, rupiah, tanggal, ya_tidak
from pipeline.parsers.typed import PLACEHOLDERS
from pipeline.shape import shape
from pipeline.values import (
    DAYS,
    FINE_CATEGORIES,
    MONTHS,
    Fine,
    Hours,
    Money,
    Narrative,
    Period,
    most,
    number_words,
)
from tests.case_files import NOMOR, read

Path_ = tuple[str | int, ...]

TEXT: Path_ = ("klien", "pekerjaan")
NIK: Path_ = ("klien", "nik")
INCOME: Path_ = ("klien", "penghasilan")
BIRTH: Path_ = ("klien", "tanggal_lahir")
MARRIED: Path_ = ("klien", "status_perkawinan")
STORY: Path_ = ("catatan",)
PENALTY: Path_ = ("perkara", "ancaman")
HOURS: Path_ = ("putusan", "jam")
SPAN: Path_ = ("putusan", "jangka_waktu")
COPY: Path_ = ("putusan", "sesuai_salinan")
CLOCK: Path_ = ("sidang_tpp", "waktu")
SCORE: Path_ = ("asesmen", "risiko", "skor")
OFFICER: Path_ = ("pk",)
WORSHIP: Path_ = ("kelayakan", "hari_ibadah", 0)
MONTH: Path_ = ("perkembangan", 0, "bulan")
AGE: Path_ = ("perkara", "korban", 0, "umur")
BORN_IN: Path_ = ("klien", "tahun_lahir")

# What other readers of YAML, or Excel, make something else of.
TEMPTING = (
    *("no", "yes", "on", "off", "y", "n", "No", "YES", "true", "False", "012", "0o14", "0x10"),
    *("1e3", "1E3", ".5", "5.", "+1", "1_000", "12:30", "12:30:45", "NaN", ".nan", ".inf", "-.INF"),
    *("2026-01-02", "2026-01-02T03:04:05Z", "1-2", "1/2", "3E5", "0b11", "1,5", "00", "-0", "=A1"),
    *("=", "<<a", "a: b", "a #b", "#a", "@a", "`a`", "%a", "&a", "*a", "!a", "- a", "? a", ": a"),
    *("{{ nama }}", "{% x %}", "[a]", "{a}", "a, b", "'a'", '"a"', "O'Neil", 'Toko "A"', "|", ">"),
    *("a\\b", "A & B <x>", "</w:t>", "Rp1.000", "Null", "--- a", "a:", "'", "<<", "A/1", "---a"),
)
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Mn", "Mc"))
LINES = st.text(LETTERS, min_size=1, max_size=60)


def normal(text: str) -> str:
    """What a text is, however it was typed: composed letters, no blanks around, no double ones."""
    text = unicodedata.normalize("NFC", text).strip()
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def is_a_value(text: str) -> bool:
    """Whether a text is more than a placeholder or blanks."""
    return bool(normal(text)) and normal(text).lower() not in PLACEHOLDERS


TYPED = (
    st.one_of(st.sampled_from(TEMPTING), LINES)
    .filter(is_a_value)
    .filter(lambda text: text.isprintable() or "\xa0" in text)
)


# --- typing a value into a file -------------------------------------------------------------------


def file_with(path: Path_, written: str) -> str:
    """A case file in which this stands at a key, with all that the sections around it need."""
    sections: dict[str, Any] = {
        "nomor": NOMOR,
        "jenis": "pidana_kerja_sosial",
        "pk": "sr",
        "klien": {"nama": "Wagiman Prasetya"},
        "perkara": {"tindak_pidana": "Penipuan ringan"},
    }
    inner: Any = written
    for step in reversed(path):
        inner = {step: inner} if isinstance(step, str) else [inner]
    top = str(path[0])
    both = isinstance(inner[top], dict) and isinstance(sections.get(top), dict)
    sections[top] = {**sections[top], **inner[top]} if both else inner[top]
    return "".join(line + "\n" for line in _lines(sections, ""))


def _lines(value: Any, indent: str) -> list[str]:
    lines: list[str] = []
    for name, inner in value.items():
        if isinstance(inner, str):
            lines.append(f"{indent}{name}: {inner.replace(BREAK, chr(10) + indent + '  ')}")
        elif isinstance(inner, list) and isinstance(inner[0], str):
            lines.append(f"{indent}{name}:\n{indent}- {inner[0].replace(BREAK, chr(10) + '    ')}")
        elif isinstance(inner, list):
            first, *rest = _lines(inner[0], indent + "  ")
            lines += [f"{indent}{name}:", f"{indent}- {first.lstrip()}", *rest]
        else:
            lines += [f"{indent}{name}:", *_lines(inner, indent + "  ")]
    return lines


BREAK = "\0"  # stands for a line break with the indent of its key


def single(text: str) -> str:
    """The text in single quotes."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


def double(text: str) -> str:
    """The text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """The text in double quotes, each letter by its number."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def literal(text: str) -> str:
    """The text as a block of lines."""
    return "|" + BREAK + text.replace("\n", BREAK)


def folded(text: str) -> str:
    """The text as a folded block."""
    return ">-" + BREAK + text.replace("\n", BREAK)


QUOTED = (single, double, escaped)
STYLES = (*QUOTED, literal, folded)


def loaded(path: Path_, written: str) -> Any:
    """What a value becomes in the case, through the reader and the vocabulary."""
    case, problems = shape(read(file_with(path, written)), Case)
    assert case is not None, [(p.code, p.path, p.params) for p in problems]
    value: Any = case
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def in_every_style(path: Path_, text: str, *, plain: bool = True) -> Any:
    """The one value that a text is in every style of YAML."""
    first, *others = [loaded(path, style(text)) for style in STYLES]
    if plain:
        others.append(loaded(path, text))
    assert all(other == first and type(other) is type(first) for other in others)
    return first


# --- words ----------------------------------------------------------------------------------------


@given(TYPED)
def test_text_is_printed_as_it_was_typed(text: str) -> None:
    """Whatever YAML, Excel or Jinja would make of it: a text stays that text."""
    value = in_every_style(TEXT, normal(text), plain=False)
    assert value == normal(text)
    assert loaded(TEXT, single(text)) == value
    assert str(printed(value)).replace("\ue002", "") == value


@pytest.mark.parametrize("text", TEMPTING)
def test_bare_words_stay_words_or_are_refused(text: str) -> None:
    """Without quotes a text is that text, or the file is refused or warned of; never another."""
    try:
        source = read(file_with(TEXT, text))
    except CaseError:
        return
    case, problems = shape(source, Case)
    meant = {"'a'": "a", '"a"': "a", "|": None, ">": None}.get(text, text)  # YAML's own quotes
    assert problems or source.warnings or (case and case.klien.pekerjaan == meant)


@pytest.mark.parametrize("text", TEMPTING[:36])
def test_no_number_is_made_of_a_word(text: str) -> None:
    """The famous ones need no quotes."""
    assert in_every_style(TEXT, text) == text


@given(LINES.filter(is_a_value))
def test_letters_are_composed(text: str) -> None:
    """A name typed in decomposed letters, as a Mac's files have them, is the same name."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    if composed.isprintable() and decomposed.isprintable():
        assert loaded(TEXT, single(decomposed)) == loaded(TEXT, single(composed))


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True))
@example("007")
@example("1e3")
@example("no")
def test_codes(text: str) -> None:
    """A code is kept to the letter and its case."""
    if is_a_value(text):
        assert in_every_style(OFFICER, text) == text


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
@example("0000000000000001")
def test_nik(text: str) -> None:
    """No digit of a NIK is lost, whether it begins with nought or was typed in groups."""
    assert in_every_style(NIK, text) == text
    grouped = " ".join(text[start : start + 4] for start in range(0, 16, 4))
    assert in_every_style(NIK, grouped) == text


LETTER_CASES = st.sampled_from([str.lower, str.upper, str.title, str.capitalize, str.swapcase])


@given(st.sampled_from(["belum_kawin", "kawin", "cerai_hidup", "cerai_mati"]), LETTER_CASES)
def test_words_of_the_vocabulary(word: str, case: Callable[[str], str]) -> None:
    """A choice is one word in any letter case, with blanks or underscores."""
    for text in (case(word), case(word).replace("_", " ")):
        assert in_every_style(MARRIED, text) == word


@given(st.sampled_from(DAYS), LETTER_CASES)
def test_names_of_days(day: str, case: Callable[[str], str]) -> None:
    """A day has one name in any letter case; Friday also with its apostrophes."""
    assert in_every_style(WORSHIP, case(day)) == day
    for mark in "'’`":
        assert loaded(WORSHIP, double(case(f"jum{mark}at"))) == "jumat"
    assert loaded(WORSHIP, case("jum'at")) == "jumat"


@given(st.booleans(), LETTER_CASES)
def test_yes_and_no(answer: bool, case: Callable[[str], str]) -> None:
    """Yes and no are printed as they were typed."""
    value = in_every_style(COPY, case("ya" if answer else "tidak"))
    assert value is answer
    assert loaded(COPY, ya_tidak(value)) is answer


# --- days and times -------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), LETTER_CASES, st.booleans())
def test_dates(day: date, case: Callable[[str], str], padded: bool) -> None:
    """Both written forms are one day; what a letter prints is that day again."""
    number = f"{day.day:02}" if padded else str(day.day)
    words = f"{number} {case(MONTHS[day.month - 1])} {day.year}"
    assert in_every_style(BIRTH, day.isoformat()) == in_every_style(BIRTH, words) == day
    assert loaded(BIRTH, tanggal(day)) == day


@given(st.integers(1900, 2100), st.integers(1, 12), LETTER_CASES)
def test_months(year: int, month: int, case: Callable[[str], str]) -> None:
    """Both written forms are one month."""
    first = date(year, month, 1)
    assert in_every_style(MONTH, f"{year}-{month:02}") == first
    assert in_every_style(MONTH, f"{case(MONTHS[month - 1])} {year}") == first
    assert loaded(MONTH, bulan(first)) == first


@given(st.integers(0, 23), st.integers(0, 59))
def test_times(hour: int, minute: int) -> None:
    """Half past eight is no number, and twelve thirty no number of sixties."""
    clock = time(hour, minute)
    for text in (f"{hour}.{minute:02}", f"{hour:02}:{minute:02}", f"{hour:02}.{minute:02}"):
        assert in_every_style(CLOCK, text) == clock
    assert loaded(CLOCK, str(printed(clock))) == clock


# --- what is counted ------------------------------------------------------------------------------


@given(st.integers(0, 99_999 * 60 + 59))
@example(0)
@example(3)
@example(440)
@example(450)
def test_hours(minutes: int) -> None:
    """Hours are whole minutes; their normal form, bare or with its unit, is the same again."""
    length = Hours(minutes)
    whole, rest = divmod(minutes, 60)
    text = str(length)
    assert in_every_style(HOURS, f"{whole} jam {rest} menit") == length
    assert in_every_style(HOURS, text) == length
    assert str(printed(loaded(HOURS, text))) == text
    if "menit" not in text:
        assert in_every_style(HOURS, f"{text} jam") == length
    if not rest:
        words = f"{whole} ({number_words(whole)}) jam"
        assert in_every_style(HOURS, words) == length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7.5", 450), ("7,5", 450), ("120 jam", 7200), ("7 jam 20 menit", 440), ("0.25", 15)],
)
def test_hours_as_officers_write_them(text: str, minutes: int) -> None:
    """The forms of the vocabulary, in every style."""
    assert in_every_style(HOURS, text) == Hours(minutes)


@given(st.integers(0, 10**13))
def test_money(amount: int) -> None:
    """Every form of an amount is that amount, to the rupiah."""
    dots = f"{amount:,}".replace(",", ".")
    for text in (str(amount), dots, f"Rp{dots}", f"Rp {dots}", f"Rp{dots},00", f"RP{dots},-"):
        value = in_every_style(INCOME, text)
        assert (value, type(value)) == (amount, Money)
    assert loaded(INCOME, rupiah(Money(amount))) == amount


@given(st.integers(10, 10**13), st.sampled_from(sorted(FINE_CATEGORIES)), LETTER_CASES)
def test_threatened_fines(amount: int, category: str, case: Callable[[str], str]) -> None:
    """A fine is a category or an amount; what is printed bare is the same fine again."""
    path = (*PENALTY, "denda")
    by_category = in_every_style(path, case(f"kategori {category}"))
    by_amount = in_every_style(path, str(amount))
    assert (by_category, most(by_amount)) == (Fine.of_category(category), amount)
    for fine in (by_category, by_amount):
        assert loaded(path, str(printed(fine))) == fine


UNITS = st.tuples(*[st.integers(0, 9_999)] * 4).filter(any)


@given(UNITS, LETTER_CASES, st.sampled_from([" ", ", ", " dan "]))
def test_periods(
    counts: tuple[int, int, int, int], case: Callable[[str], str], between: str
) -> None:
    """A period keeps its units, with and without words behind its numbers, in any letter case."""
    period = Period(*counts)
    bare = between.join(f"{count} {unit}" for count, unit in period.units)
    worded = " ".join(f"{n} ({case(number_words(n))}) {unit}" for n, unit in period.units)
    assert in_every_style(SPAN, case(bare)) == in_every_style(SPAN, worded) == period
    assert loaded(SPAN, str(printed(period))) == period


@given(UNITS, LETTER_CASES)
def test_threats(counts: tuple[int, int, int, int], case: Callable[[str], str]) -> None:
    """A threat is a period or for life, and is printed so."""
    path = (*PENALTY, "penjara")
    period = Period(*counts)
    assert in_every_style(path, str(period)) == period
    life = in_every_style(path, case("seumur hidup"))
    assert printed(life) == "seumur hidup"
    assert loaded(path, str(printed(life))) == life


@given(st.integers(-999_999_999, 999_999_999), st.integers(0, 99), st.sampled_from(".,"))
def test_scores(whole: int, part: int, mark: str) -> None:
    """A score is printed with a decimal comma and is the same number."""
    for text in (str(whole), f"{whole}{mark}{part:02}"):
        value = in_every_style(SCORE, text)
        assert value == Decimal(text.replace(",", "."))
        assert loaded(SCORE, str(printed(value))) == value
        assert printed(value) == text.replace(".", ",")


@given(st.integers(0, 999_999_999), st.integers(1900, 2100))
def test_whole_numbers(number: int, year: int) -> None:
    """A number is that number, and a year that year."""
    assert in_every_style(AGE, str(number)) == number
    assert in_every_style(AGE, f"{number:,}".replace(",", ".")) == number
    assert in_every_style(BORN_IN, str(year)) == year


# --- narratives -----------------------------------------------------------------------------------

SENTENCE = st.lists(
    st.text(st.sampled_from("abcdé0123.,;:()'\"#&*{}[]%-"), min_size=1, max_size=9), min_size=1
).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "item"]), SENTENCE), min_size=1))
def test_narratives(blocks: list[tuple[str, str]]) -> None:
    """Paragraphs and items stay what and where they are, however the file writes them."""
    blocks = [(kind, text) for kind, text in blocks if not text.startswith("-")]
    text = "\n\n".join(f"- {text}" if kind == "item" else text for kind, text in blocks)
    if not blocks or not is_a_value(text):
        return
    value = loaded(STORY, literal(text))
    assert isinstance(value, Narrative)
    assert [(block.kind, block.text) for block in value.blocks] == blocks
    assert loaded(STORY, literal(str(value))) == value
    assert loaded(STORY, double(text).replace("\n", "\\n")) == value
    assert loaded(STORY, escaped(text)) == value
    assert loaded(STORY, single(text).replace("\n", "\0")) == value
    assert loaded(STORY, folded(text)) == value


@given(st.lists(st.sampled_from(["satu", "dua,", "tiga.", "(empat)"]), min_size=2, max_size=30))
def test_wrapped_lines_are_one_paragraph(words: list[str]) -> None:
    """Where a line is broken in the file changes nothing on paper."""
    lines = [" ".join(words[start : start + 3]) for start in range(0, len(words), 3)]
    whole = " ".join(words)
    for style in (literal, folded, lambda text: text.replace("\n", BREAK)):
        assert str(loaded(STORY, style("\n".join(lines)))) == whole
        assert loaded(TEXT, style("\n".join(lines))) == whole
