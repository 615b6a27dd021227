"""Faults of bytes, characters and form: each has one code and the place of the slip."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.errors import Place
from pipeline.yaml_faults import decode, forbidden
from tests.case_files import CARET, FILE, LEAST, is_told, read, refusal, with_caret

INVISIBLE = {
    "NUL": "\x00",
    "backspace": "\x08",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "application command": "\x9f",
    "soft hyphen": "\xad",
    "Arabic letter mark": "\u061c",
    "Mongolian vowel separator": "\u180e",
    "zero width space": "\u200b",
    "left-to-right mark": "\u200e",
    "line separator": "\u2028",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "isolate": "\u2066",
    "private use": "\ue000",
    "noncharacter": "\ufdd0",
    "byte order mark within": "\ufeff",
    "tag": "\U000e0041",
    "private use of plane 16": "\U00100000",
}
SEEN = [
    "\N{GRINNING FACE}",
    "\ua9b1\ua9c0\ua9b2",
    "\u0645\u062d\u0645\u062f",
    "\u200d",
    "é",
    "A\xa0B",
    "–",
]


def place_of(line: int, column: int) -> Place:
    """A place in the file of these tests, without an end."""
    return Place(FILE, line, column)


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_unicode_encodings_are_named(encoding: str, name: str) -> None:
    """A file that Windows saved as Unicode is told as that, and not as full of rubbish."""
    problem = refusal(LEAST.encode(encoding))
    assert (problem.code, problem.params, problem.place) == ("YML003", {"encoding": name}, None)
    assert is_told(problem)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    "wrong", [b"\xe9", b"\xed\xa0\x80", b"\xc0\x80", b"\xff", b"\xf4\x90\x80\x80"]
)
def test_bytes_that_are_no_utf_8(mark: bytes, wrong: bytes) -> None:
    """Latin-1, lone surrogates and overlong forms are told with line and column, BOM or not."""
    problem = refusal(mark + "nomor: X\r\nnama: André ".encode() + wrong)
    assert (problem.code, problem.place) == ("YML004", place_of(2, 13))
    assert is_told(problem)


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "Word, Excel, ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word, Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_files_of_another_kind_are_named(begins: bytes, kind: str) -> None:
    """A Word file, PDF or picture by the name of a case file is told as that."""
    problem = refusal(begins + bytes(range(256)))
    assert (problem.code, problem.params, problem.place) == ("YML032", {"kind": kind}, None)
    assert is_told(problem)


@pytest.mark.parametrize("raw", [bytes(range(256)), b"nomor: \0\n", b"a\0\n"])
def test_noughts_alone_make_no_utf_16(raw: bytes) -> None:
    """Noughts in a file are no sign of UTF-16, unless every second byte is one."""
    assert refusal(raw).code in ("YML004", "YML007")


def test_byte_order_mark_and_line_ends() -> None:
    """A BOM and the line ends of Windows leave no trace in the text."""
    assert decode(b"\xef\xbb\xbfa: b\r\nc: d\r\n", FILE) == "a: b\nc: d\n"


def test_old_line_ends_are_refused() -> None:
    """A carriage return alone would make one line of two for the reader, and two for others."""
    problem = refusal(b"nomor: X\rjenis: y\n")
    assert (problem.code, problem.params) == ("YML007", {"name": "U+000D"})
    assert problem.place == place_of(1, 9)


# --- characters ----------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_invisible_characters_are_refused(sign: str) -> None:
    """What nobody sees is told by its name, at its place."""
    problem = refusal(f"{LEAST}catatan: Wagi{sign}man\n")
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    assert (problem.code, problem.params) == ("YML007", {"name": name})
    assert problem.place == place_of(6, 14)
    assert is_told(problem)


@pytest.mark.parametrize("sign", [*INVISIBLE.values(), "\r"])
def test_invisible_characters_by_escape_are_refused(sign: str) -> None:
    r"""What the text may not hold, ``"\u202e"`` does not bring in either."""
    problem = refusal(f'{LEAST}catatan: "Wagi\\U{ord(sign):08x}man"\n')
    assert problem.code == "YML007"
    assert problem.place == place_of(6, 10)


@pytest.mark.parametrize("text", SEEN)
def test_visible_characters_are_kept(text: str) -> None:
    """Emoji, Javanese, Arabic, joiners and no-break spaces are somebody's writing."""
    assert forbidden(text) is None
    assert decode(text.encode(), FILE) == text


# --- form ----------------------------------------------------------------------------------------

SLIPS = [
    ("tab in front", "YML012", "permintaan:\n‸\tnomor: 12\n"),
    ("at sign", "YML012", "catatan: ‸@a\n"),
    ("per cent", "YML012", "catatan: ‸%a\n"),
    ("backtick", "YML012", "catatan: ‸`a`\n"),
    ("colon in a value", "YML011", "permintaan:\n  perihal: Litmas‸: a.n. klien\n"),
    ("indented too far", "YML011", "permintaan:\n  nomor: 12\n   perihal‸: x\n"),
    ("no blank behind the colon", "YML011", "permintaan:\n  nomor:12\n  perihal‸: x\n"),
    ("no colon", "YML013", "‸permintaan\n"),
    ("no colon before a key", "YML013", "‸kesimpulan\nsurat: x\n"),
    ("no blank in braces", "YML013", "penjamin: {‸nama:Wagiman}\n"),
    ("indented too little", "YML014", "permintaan:\n   nomor: 12\n  ‸perihal: x\n"),
    ("list not in line", "YML014", "kesimpulan:\n  - a\n ‸- b\n"),
    ("no key", "YML014", "‸: x\n"),
    ("text behind a quote", "YML019", "penjamin:\n  nama: 'Ro'‸is\n"),
    ("text behind a name in quotes", "YML019", 'penjamin:\n  nama: "Toko" ‸Rejeki\n'),
    ("text behind a bracket", "YML019", "kesimpulan: [a] ‸b\n"),
    ("end of the file in braces", "YML029", "penjamin: {nama: A, ‸tahu"),
    ("no comma in braces", "YML016", "penjamin: {nama: A agama‸: B}\n"),
    ("quote within quotes in braces", "YML016", "penjamin: {nama: 'Ro'‸is, agama: x}\n"),
    ("text beside a block's mark", "YML017", "catatan: |‸teks\n  a\n"),
    ("text beside a fold's mark", "YML017", "catatan: > ‸teks\n  a\n"),
    ("bare dash", "YML018", "penjamin:\n  nama: ‸-\n"),
    ("entry beside its key", "YML018", "kesimpulan: ‸- a\n"),
    ("bracket not opened", "YML010", "catatan: ‸]\n"),
    ("wrong escape", "YML033", 'catatan: "\\u‸d800"\n'),
    ("unfinished escape", "YML033", 'catatan: "a\\x‸"\n'),
    ("unknown escape", "YML033", 'catatan: "C:\\U‸sers"\n'),
    ("wrong tag", "YML010", "catatan: !<x‸ y\n"),
    ("text after the end", "YML010", "...\n‸foo: x\n"),
]


@pytest.mark.parametrize(("code", "text"), [slip[1:] for slip in SLIPS], ids=[s[0] for s in SLIPS])
def test_slips_of_form(code: str, text: str) -> None:
    """Each slip of the hand has its code, at the place where the hand slipped."""
    text, line, column = with_caret(LEAST + text)
    problem = refusal(text)
    assert (problem.code, problem.place) == (code, place_of(line, column))
    assert (problem.path, problem.file, problem.related) == (None, FILE, ())
    assert is_told(problem)


ODD_BLANKS = [
    ("before a key", "‸_agama: Islam\n"),
    ("before a key below another", "penjamin:\n  nama: A\n  ‸_agama: Islam\n"),
    ("in place of an indent", "penjamin:\n‸__nama: A\n"),
    ("behind a colon", "penjamin:\n  nama:‸_A\n  agama: Islam\n"),
    ("behind the only colon", "penjamin:\n  nama:‸_A\n"),
    ("behind the last colon on top", "catatan:‸_A\n"),
    ("behind a colon in a list", "kehadiran:\n  - tanggal:‸_2026-01-01\n    mulai: 08.00\n"),
    ("behind a dash", "kesimpulan:\n  -‸_A\n  - B\n"),
    ("behind all dashes", "kesimpulan:\n  -‸_A\n"),
    ("behind a dash before a key", "kehadiran:\n  -‸_tanggal: 2026-01-01\n    mulai: 08.00\n"),
    ("behind a colon in braces", "penjamin: {nama:‸_A}\n"),
]


@pytest.mark.parametrize("sign", ["\xa0", "\u2003", "\u202f", "\u3000"])
@pytest.mark.parametrize("text", [o[1] for o in ODD_BLANKS], ids=[o[0] for o in ODD_BLANKS])
def test_odd_blanks(text: str, sign: str) -> None:
    """A blank that is none to YAML is told where it stands, and not by what comes of it."""
    text, line, column = with_caret(LEAST + text)
    problem = refusal(text.replace("__", sign * 2).replace("_", sign))
    assert (problem.code, problem.place) == ("YML031", place_of(line, column))
    assert problem.params == {"name": unicodedata.name(sign)}
    assert is_told(problem)


@pytest.mark.parametrize(
    "value",
    [
        "Toko\xa0Rejeki",
        "|\n  catatan:\xa0A\n  -\xa0B\n",
        "'catatan:\xa0A'",
        "\xa0A",
        "A\xa0",
        "Perlu dicatat:\xa0A",
        "2026-02-18\xa0",
    ],
)
def test_odd_blanks_within_a_value(value: str) -> None:
    """Within a text such a blank is somebody's writing."""
    assert "A" in read(f"nomor: A\ncatatan: {value}\n").text


@pytest.mark.parametrize(
    ("code", "opening", "noticed"),
    [
        ("YML015", 'catatan: ‸"abc\nkesimpulan: x\n', 'catatan: "abc\nkesimpulan: x\n‸'),
        ("YML015", "catatan: ‸'abc\nkesimpulan: x", "catatan: 'abc\nkesimpulan: x‸"),
        ("YML016", "kesimpulan: ‸[a, b\nsurat: x\n", "kesimpulan: [a, b\nsurat‸: x\n"),
        ("YML016", "penjamin: ‸{nama: A\nsurat: x\n", "penjamin: {nama: A\nsurat‸: x\n"),
        ("YML016", "penjamin: ‸{nama: A #3, x: y}\n", "penjamin: {nama: A #3, x: y}\n‸"),
    ],
)
def test_what_is_not_closed_is_told_where_it_opens(code: str, opening: str, noticed: str) -> None:
    """A quote or bracket that is never closed is at fault where it stands, not at the end."""
    text, line, column = with_caret(LEAST + opening)
    _, end_line, end_column = with_caret(LEAST + noticed)
    problem = refusal(text)
    assert (problem.code, problem.place) == (code, place_of(line, column))
    assert problem.related == (place_of(end_line, end_column),)


def test_the_caret_of_these_tests_is_not_read() -> None:
    """The mark that stands for a place is taken out before the text is read."""
    assert all(text.count(CARET) == 1 for _, _, text in SLIPS)


def test_other_faults_show_what_the_parser_said() -> None:
    """A form that has no code of its own keeps the parser's own words for who can read them."""
    problem = refusal(LEAST + "catatan: ]\n")
    assert problem.code == "YML010"
    assert problem.params["said"] == "while parsing a block node did not find expected node content"
