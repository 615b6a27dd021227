"""YAML as text with places: nothing is typed, everything knows where it stands."""

from __future__ import annotations

import random
import string
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import messages, yaml_builder, yaml_text
from pipeline.errors import CaseError, Place
from pipeline.parsers.text import parse_narrative
from pipeline.yaml_builder import MAX_DEPTH
from pipeline.yaml_text import MAX_BYTES, Path_, dotted, plain
from tests.case_files import FILE, LEAST, codes, is_told, read, refusal, shown, with_caret


def data_of(text: str) -> Any:
    """The data of a text."""
    return read(text).data


# --- nothing is typed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "yes",
        "null",
        "~",
        "12:30",
        "0123456789012345",
        "1e5",
        "0x1F",
        "1_000",
        "2026-02-18",
        "08.00",
        ".inf",
        "<<x",
        "=",
        "true",
        "4",
    ],
)
def test_values_stay_as_they_were_typed(value: str) -> None:
    """YAML's guesses at numbers, dates, times and truth change nothing."""
    assert data_of(f"a: {value}\nb: [{value}]\nc: {{d: '{value}'}}\n") == {
        "a": value,
        "b": [value],
        "c": {"d": value},
    }


@pytest.mark.parametrize(
    "value",
    [
        "",
        "''",
        '""',
        "' '",
        '"\\t\\n"',
        "|\n  \n\n",
        "[]",
        "{}",
        "[[], {}]",
        "{x: , y: [ '' ]}",
        "\n  x:\n  y:\n    z:\n",
    ],
)
def test_what_is_empty_is_missing(value: str) -> None:
    """A key of a skeleton that nobody filled, at any depth, is as good as not there."""
    source = read(f"a: b\nc: {value}\n")
    assert source.data == {"a": "b"}
    assert plain(source.node(("c",))) is None
    assert source.keys == ("a", "c")


@pytest.mark.parametrize("text", ["a: b\nc:", "a: b\nc: ", "a: b\nc: # d", "a: b\nc:\n  d:"])
def test_what_is_empty_at_the_end_of_the_file(text: str) -> None:
    """A last line that is not finished, as an editor hands it over, is read."""
    source = read(text)
    assert source.data == {"a": "b"}
    assert source.place(("c",)) == Place(FILE, 2, 1, 2)


def test_an_empty_entry_keeps_its_place_in_a_list() -> None:
    """The entries behind an empty one keep their numbers."""
    assert data_of("a:\n- b\n-\n- c\n") == {"a": ["b", None, "c"]}


def test_decomposed_letters_are_composed() -> None:
    """A name typed on another system is the same name, also as a key."""
    nfd = unicodedata.normalize("NFD", "André")
    assert len(nfd) == 6
    assert data_of(f"nama: {nfd}\n{nfd}: x\n") == {"nama": "André", "André": "x"}


def test_windows_file_reads_as_ours() -> None:
    """A BOM and the line ends of Windows change neither data nor places."""
    text = LEAST + "catatan: |\n  a\n\n  - b\n"
    windows = read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    ours = read(text)
    assert windows.data == ours.data
    assert windows.place(("catatan",)) == ours.place(("catatan",))
    assert windows.text == text


# --- text of several lines -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        ("|\n  satu\n  dua\n\n  tiga\n", ["satu dua", "tiga"]),
        (">\n  satu\n  dua\n\n  tiga\n", ["satu dua", "tiga"]),
        (">-\n  satu\n  dua\n\n\n\n  tiga\n", ["satu dua", "tiga"]),
        ("satu\n  dua\n\n  tiga\n", ["satu dua", "tiga"]),
        ('"satu\n  dua\n\n  tiga"\n', ["satu dua", "tiga"]),
        ("'satu\n  dua\n\n  tiga'\n", ["satu dua", "tiga"]),
        ("|\n  satu\n  - a\n  - b\n", ["satu", "- a", "- b"]),
        (">\n  satu\n\n  - a\n\n  - b\n", ["satu", "- a", "- b"]),
        (">\n  satu\n    - a\n    - b\n", ["satu", "- a", "- b"]),
        (">\n  - a\n    lanjut\n", ["- a lanjut"]),
        (">-\n  satu - dua\n  tiga\n", ["satu - dua tiga"]),
        (">-\n  5 - 3\n\n  - a\n", ["5 - 3", "- a"]),
        ('"- a\n\n  - b"\n', ["- a", "- b"]),
        ('"satu\\n- a"\n', ["satu", "- a"]),
    ],
)
def test_blocks_of_text_in_all_styles(written: str, blocks: list[str]) -> None:
    """Paragraphs and items arrive as they stand in the file, in each of YAML's styles."""
    narrative = parse_narrative(data_of(f"a: {written}b: c\n")["a"])
    marks = {"item": "- ", "paragraph": ""}
    assert [marks[block.kind] + block.text for block in narrative.blocks] == blocks


@pytest.mark.parametrize(
    "written",
    [
        "‸>\n  satu\n  - a\n",
        "‸>-\n  - a\n  - b\n",
        "‸satu\n  - a\n",
        '‸"- a\n  - b"\n',
        "‸'satu\n  - b'\n",
    ],
)
def test_items_that_would_run_together(written: str) -> None:
    """Folded text in which list items would be lost is refused where it begins."""
    text, line, column = with_caret(f"a: b\nc: {written}d: e\n")
    problem = refusal(text)
    assert (problem.code, problem.place) == ("YML027", Place(FILE, line, column))
    assert is_told(problem)


def test_the_next_entry_of_a_list_is_no_item_of_the_text_before() -> None:
    """Folded entries of a list that hold dashes stand one after the other."""
    text = "a:\n  - >-\n    satu - dua\n  - tiga - empat\n  - >\n    lima\n  - enam\n"
    assert data_of(text) == {"a": ["satu - dua", "tiga - empat", "lima", "enam"]}


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("nama: Blok A #3\nb: c\n", "#3"),
        ("a:\n  - b  #2 c\n", "#2 c"),
        ("a: b\n  c #d\n", "#d"),
        ("a: b #c", "#c"),
        ("nama: Gilang # Ramadhana\n", "# Ramadhana"),
        ("a: {b: c, d: e # f\n  }\n", "# f"),
        ("a: b\t# c\n", "# c"),
        ("a: b ## c\n", "## c"),
        ("a: b   #c\n", "#c"),
        ("alamat: #12 Jalan Melati\n", "#12 Jalan Melati"),
        ("a:\n  - b\n  - #2\n", "#2"),
    ],
)
def test_comments_that_were_hardly_meant(text: str, comment: str) -> None:
    """What follows a hash in a name or an address does not vanish in silence."""
    (warning,) = read(text).warnings
    assert (warning.code, warning.severity, warning.path) == ("YML028", "warning", None)
    assert shown(text, warning) == comment
    assert is_told(warning)


@pytest.mark.parametrize(
    "text",
    [
        "a: b  # c\n",
        "a: # c\n  b: d\n",
        "a: [b] # c\n",
        'a: "b" # c\n',
        'a: "b" #c\n',
        "a: #b\n  c: d\n",
        "a: |\n  b #c\n",
        "#a\nb: c\n",
        "a: # b\nc: d\n",
        "a:   # b\n",
        "a:\n  #b\n",
        "a: b#c\n",
        "a: b  ## c\n",
        "a: | #c\n  b\n",
        "a: 'b #c'\n",
    ],
)
def test_comments_that_were_meant(text: str) -> None:
    """A comment two blanks behind its value, or where no value can be cut, is one."""
    assert read(text).warnings == ()


@pytest.mark.parametrize(
    ("text", "title", "whole"),
    [
        ("hakim: [Sutarno, S.H., M.H.]\n", "S.H.", '"Sutarno, S.H., M.H."'),
        ("hakim: [Dewi, Sutarno, SH]\n", "SH", '"Sutarno, SH"'),
        ("a: [Dra. Lestari, M.Si., Rini]\n", "M.Si.", '"Dra. Lestari, M.Si."'),
        ("a: {hakim: [x, Budi, S.Pd.I]}\n", "S.Pd.I", '"Budi, S.Pd.I"'),
        ("hakim: [\n  Budi,\n  A.Md.\n  ]\n", "A.Md.", '"Budi, A.Md."'),
    ],
)
def test_titles_that_a_comma_parts(text: str, title: str, whole: str) -> None:
    """A name in brackets does not lose its titles to further entries in silence."""
    (warning,) = read(text).warnings
    assert (warning.code, warning.severity) == ("YML034", "warning")
    assert warning.params == {"value": title, "suggestion": whole}
    assert shown(text, warning) == title
    assert is_told(warning)


def test_each_run_of_titles_is_told() -> None:
    """Two judges with titles are two warnings, each with its own name."""
    warnings = read("hakim: [Budi, S.H., M.H., Dewi, S.H., M.Kn.]\n").warnings
    assert [w.params["suggestion"] for w in warnings] == [
        '"Budi, S.H., M.H."',
        '"Dewi, S.H., M.Kn."',
    ]


@pytest.mark.parametrize(
    "text",
    [
        'a: ["Budi, S.H.", Dewi]\n',
        "a: [Budi, 'S.H.']\n",
        "a: [S.H., Budi]\n",
        "a:\n  - Budi, S.H., M.H.\n",
        "a: [Yono, S. Parto, A.B.]\n",
        "a: [[b], S.H.]\n",
        "a: [senin, selasa]\n",
    ],
)
def test_titles_that_stand_where_they_belong(text: str) -> None:
    """Quotes, a list by lines, and entries that are no titles need no warning."""
    assert read(text).warnings == ()


@pytest.mark.parametrize(
    "written",
    [
        "|\n  Daftar:\n  - satu;\n  - dua.\n  ‸Demikian.\n",
        "|\n\n  - satu\n    lanjut.\n  ‸Demikian.\n  Lagi.\n",
        "|2-\n    - satu.\n   ‸Demikian.\n",
    ],
)
def test_lines_that_join_an_item(written: str) -> None:
    """A paragraph right behind a list does not become part of its last item in silence."""
    text, line, column = with_caret(f"a: {written}b: c\n")
    (warning,) = read(text).warnings
    assert (warning.code, warning.severity) == ("YML035", "warning")
    assert warning.place is not None
    assert (warning.place.line, warning.place.column) == (line, column)
    assert is_told(warning)


@pytest.mark.parametrize(
    "written",
    [
        "|\n  - satu.\n\n  Demikian.\n",
        "|\n  - satu.\n    Dua.\n",
        "|\n  - Klien tinggal di Jalan\n  Melati.\n",
        "|\n  - satu.\n  dan dua.\n",
        "|\n  Satu.\n  Dua.\n",
        "|\n  Satu.\n  - dua.\n  - Tiga.\n",
    ],
)
def test_lines_that_go_on(written: str) -> None:
    """A line that is indented, or goes on with a sentence, belongs where it stands."""
    assert read(f"a: {written}b: c\n").warnings == ()


MARKED = [
    ("|\n  ‸1. Menyapu\n  2. Mengepel\n", "1. Menyapu"),
    ("|\n  Kegiatan:\n  ‸1. Menyapu\n  halaman\n  2. Mengepel\n", "1. Menyapu"),
    ("|\n  Satu.\n\n    ‸a) Menyapu\n    b) Mengepel\n", "a) Menyapu"),
    ("|-\n\n  ‸(1) Menyapu\n  (2) Mengepel\n", "(1) Menyapu"),
    ("|\n  ‸• Menyapu\n  • Mengepel\n", "• Menyapu"),
    ("|\n  ‸-Menyapu\n  -Mengepel\n", "-Menyapu"),
    (">\n  ‸1. Menyapu\n  2. Mengepel\n", "1. Menyapu"),
    ("‸1. Menyapu\n  2. Mengepel\n", "1. Menyapu"),
    ('"‸1. Menyapu\n  2. Mengepel"\n', "1. Menyapu"),
    ("|\n  - Pagi\n  ‸1. Menyapu\n  2. Mengepel\n", "1. Menyapu"),
    ("|\n  3. Satu.\n\n  Dua.\n  ‸9. Tiga\n  10. Empat\n", "9. Tiga"),
]


@pytest.mark.parametrize(("written", "row"), MARKED)
def test_marked_lines_that_run_together(written: str, row: str) -> None:
    """Lines that a number or a dot marks as items are told, at the first, and kept as they are."""
    text, line, column = with_caret(f"a: b\nc: {written}d: e\n")
    source = read(text)
    (warning,) = source.warnings
    assert (warning.code, warning.severity) == ("YML030", "warning")
    assert warning.place is not None
    assert (warning.place.line, warning.place.column) == (line, column)
    assert shown(text, warning) == row
    assert row in source.data["c"]
    assert is_told(warning)


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  1. Menyapu\n\n  2. Mengepel\n",
        "a: |\n  - 1. Menyapu\n  - 2. Mengepel\n",
        "a: |\n  pada tahun\n  12. Kemudian\n",
        "a: |\n  nomor\n  12. Kemudian\n  14. Lalu\n",
        "a: |\n  a.n. Kepala\n  b.d. Kantor\n",
        "a: |\n  1.5 jam\n  2.5 jam\n",
        "a:\n  - 1. Menyapu\n  - 2. Mengepel\n",
        "a: |\n  - Menyapu\n  - Mengepel\n",
        "a: |\n  ---\n  ---\n",
        "a: |\n  **\n",
    ],
)
def test_marked_lines_that_stay_apart(text: str) -> None:
    """Paragraphs, items and sentences that merely begin with a number lose nothing."""
    assert read(text).warnings == ()


# --- what is refused -----------------------------------------------------------------------------

REFUSED = [
    ("anchor", "YML023", "penjamin: ‸&a {nama: A}\n"),
    ("anchor of a key", "YML023", "‸&a penjamin: {nama: A}\n"),
    ("alias", "YML023", "catatan: ‸*a\n"),
    ("merge", "YML023", "penjamin:\n  ‸<<: {nama: A}\n"),
    ("merge in braces", "YML023", "penjamin: {‸<<: {nama: A}}\n"),
    ("python's tag", "YML024", "catatan: ‸!!python/object/apply:os.system [ls]\n"),
    ("plain tag", "YML024", "catatan: ‸!!str x\n"),
    ("mere exclamation mark", "YML024", "catatan: ‸! x\n"),
    ("second document", "YML008", "‸---\nnomor: y\n"),
    ("empty second document", "YML008", "‸---\n"),
    ("list as a key", "YML025", "? ‸[a]\n: x\n"),
    ("mapping as a key", "YML025", "‸{a: b}: x\n"),
    ("empty key", "YML025", "‸'': x\n"),
    ("blank key", "YML025", "‸' ': x\n"),
    ("decimal comma in braces", "YML029", "a: {istirahat: 0,‸5}\n"),
    ("comma in a text in braces", "YML029", "a: {kegiatan: Menyapu, ‸mengepel, patuh: ya}\n"),
    ("money in braces", "YML029", "a: {upah: Rp450.000,‸00}\n"),
]


@pytest.mark.parametrize(("code", "text"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_an_office_has_no_use_for(code: str, text: str) -> None:
    """Anchors, tags, other documents, odd keys and cut values are refused at their place."""
    text, line, column = with_caret(LEAST + text)
    problem = refusal(text)
    assert (problem.code, problem.place) == (code, Place(FILE, line, column))
    assert problem.path is None
    assert is_told(problem)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("{istirahat: 0,5}", ""),
        ("{istirahat: 0,5 jam, patuh: ya}", ""),
        ("{upah: Rp450.000,00}", ""),
        ("{kegiatan: menyapu, menyiram}", '"menyapu, menyiram"'),
        ("{kegiatan: menyapu, 2 kali}", '"menyapu, 2 kali"'),
        (
            f"{{kegiatan: {'menyapu ' * 20}halaman, menyiram}}",
            f'"… {"menyapu " * 6}halaman, menyiram"',
        ),
        ("{menyiram}", '"menyiram"'),
        ("{kegiatan: [a], menyiram}", '"menyiram"'),
    ],
)
def test_what_a_comma_cut_is_proposed_whole(text: str, suggestion: str) -> None:
    """A text that a comma cut is proposed in quotation marks; a decimal has its own way out."""
    problem = refusal(f"a: {text}\n")
    assert (problem.code, problem.params["suggestion"]) == ("YML029", suggestion)
    hint = messages.load("id").hint(problem)
    assert (suggestion in hint) if suggestion else ("`0.5`" in hint)


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: '0,5', c: 0.5}\n",
        'a: {"b":"c", "d": e}\n',
        "a: {b: , c: d}\n",
        "a: {b : c}\n",
        "a: {b: c,\n  d: e}\n",
        "? a\n: b\n",
    ],
)
def test_braces_that_are_well_written(text: str) -> None:
    """Quoted commas, JSON's way of writing and empty keys in braces are read."""
    assert "a" in read(text).keys


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("a: b\nc: d\na: e\n", (1, 1, 2), (3, 1, 2)),
        ("a:\n  bb: c\n  d: e\n  bb:\n", (2, 3, 5), (4, 3, 5)),
        ("a: {b: c, b: d}\n", (1, 5, 6), (1, 11, 12)),
        ("a: b\n'a': c\n", (1, 1, 2), (2, 1, 4)),
        ("x:\n- é: b\n  e\u0301: c\n", (2, 3, 4), (3, 3, 5)),
        ("a:\na: b\n", (1, 1, 2), (2, 1, 2)),
    ],
)
def test_keys_written_twice(
    text: str, first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    """A key that stands twice is told at the second place, with the first beside it."""
    problem = refusal(text)
    assert problem.code == "YML026"
    assert problem.place == Place(FILE, *second)
    assert problem.related == (Place(FILE, *first),)
    assert is_told(problem)


@pytest.mark.parametrize(
    "text", [b"", b"\n\n", b"# a\n", b"---\n", b"--- # a\n", b"\xef\xbb\xbf", b"''"]
)
def test_empty_files(text: bytes) -> None:
    """A file in which nothing stands is told as that."""
    problem = refusal(text)
    assert (problem.code, problem.file, problem.place) == ("YML005", FILE, None)
    assert is_told(problem)


@pytest.mark.parametrize("text", ["‸- a\n", "‸hello\n", "# x\n\n‸[a]\n", "--- ‸~\n", "‸|\n  a\n"])
def test_files_without_keys(text: str) -> None:
    """A list or a text on top is no file of keys and values."""
    text, line, column = with_caret(text)
    problem = refusal(text)
    assert (problem.code, problem.place) == ("YML006", Place(FILE, line, column))
    assert is_told(problem)


def test_header_and_end_of_the_document_may_stand() -> None:
    """A file may say that it is YAML and where it ends."""
    assert data_of("%YAML 1.2\n---\na: b\n...\n") == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: " + "[" * 900 + "]" * 900, 4 + MAX_DEPTH - 1),
        ("a: " + "[" * 100_000, 4 + MAX_DEPTH - 1),
        ("- " * 100_000 + "a", 1 + 2 * MAX_DEPTH),
        ("a: " + "{a: " * 900, 1 + 4 * (MAX_DEPTH - 1)),
    ],
    ids=["900 deep", "100,000 brackets", "100,000 dashes", "900 braces"],
)
def test_depth_is_limited_before_anything_is_built(text: str, column: int) -> None:
    """What crashes the process when it is composed is refused where it gets too deep."""
    problem = refusal(text)
    assert (problem.code, problem.params) == ("YML022", {"limit": str(MAX_DEPTH)})
    assert problem.place == Place(FILE, 1, column)
    assert is_told(problem)


def test_depth_of_indentation() -> None:
    """Depth counts in a block as it does in brackets."""
    problem = refusal("\n".join(" " * depth + "a:" for depth in range(900)))
    assert (problem.code, problem.place) == ("YML022", Place(FILE, MAX_DEPTH, MAX_DEPTH))


def test_the_deepest_that_is_read() -> None:
    """What is just within the limit is read, typed as data and found by its path."""
    depth = MAX_DEPTH - 2
    source = read("a: " + "[" * depth + "b" + "]" * depth)
    assert source.place(("a", *[0] * depth)).column == 4 + depth
    assert str(source.data["a"]) == "[" * depth + "'b'" + "]" * depth


def test_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that was copied over and over is refused before memory is full."""
    monkeypatch.setattr(yaml_builder, "MAX_NODES", 1000)
    assert len(data_of("a: [" + "b," * 997 + "]")["a"]) == 997
    problem = refusal("a: [" + "b," * 998 + "]")
    assert (problem.code, problem.params) == ("YML021", {"limit": "1000"})
    assert problem.place == Place(FILE, 1, 5 + 2 * 997)
    assert is_told(problem)


def test_a_long_line_takes_no_longer_than_many() -> None:
    """Reading takes time with the size of a file and not with its square, also on one line."""
    entries = [f"k{number}: " for number in range(30_000)]
    started = time.process_time()
    read("{" + ", ".join(entries) + ", z: x} #")
    on_one_line = time.process_time() - started
    started = time.process_time()
    read("\n".join(entries) + "\nz: x\n")
    assert on_one_line < 5 * (time.process_time() - started)


def test_size_is_limited(tmp_path: Path) -> None:
    """A file of more than three megabytes is no case file; one of just so much is read."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n#" + b"x" * (MAX_BYTES - 6))
    assert yaml_text.read(file).data == {"a": "b"}
    file.write_bytes(b"a: b\n#" + b"x" * (MAX_BYTES - 5))
    with pytest.raises(CaseError) as caught:
        yaml_text.read(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params, problem.file) == ("YML002", {"limit": "3"}, file)
    assert is_told(problem)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are told with the system's reason."""
    for path, reason in (
        (tmp_path / "a.yaml", "No such file or directory"),
        (tmp_path, "Is a directory"),
    ):
        with pytest.raises(CaseError) as caught:
            yaml_text.read(path)
        assert codes(caught.value) == ["YML001"]
        assert caught.value.problems[0].file == path
        assert caught.value.problems[0].params == {"reason": reason}


# --- places --------------------------------------------------------------------------------------

KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=5)
LEAVES = st.text(string.ascii_letters + "0123456789é ", min_size=1, max_size=9).filter(
    lambda text: text == text.strip()
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=20,
)


@dataclass
class Written:
    """A text that is written bit by bit, and where each value and key came to stand."""

    chance: random.Random
    text: str = ""
    values: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)

    @property
    def here(self) -> tuple[int, int]:
        """Line and column of what comes next."""
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def add(self, tree: Any, path: Path_ = (), indent: int = 0, *, flow: bool = False) -> None:
        """Write a tree, in braces or in lines as chance has it."""
        if isinstance(tree, str):
            self.values[path] = self.here
            quote = self.chance.choice(["", "'", '"'])
            self.text += f"{quote}{tree}{quote}"
        elif flow or self.chance.random() < 0.3:
            self._add_flow(tree, path)
        else:
            self._add_lines(tree, path, indent)

    def _add_flow(self, tree: Any, path: Path_) -> None:
        self.text += "[" if isinstance(tree, list) else "{"
        for number, (step, inner) in enumerate(steps(tree)):
            self.text += self.chance.choice([", ", ",\n  "]) if number else ""
            if isinstance(step, str):
                self.keys[*path, step] = self.here
                self.text += f"{step}: "
            self.add(inner, (*path, step), flow=True)
        self.text += "]" if isinstance(tree, list) else "}"

    def _add_lines(self, tree: Any, path: Path_, indent: int) -> None:
        for step, inner in steps(tree):
            self.text += "\n" * self.chance.randint(1, 2) + " " * indent
            if isinstance(step, str):
                self.keys[*path, step] = self.here
            self.text += f"{step}: " if isinstance(step, str) else "- "
            self.add(inner, (*path, step), indent + self.chance.randint(1, 4))


def steps(tree: Any) -> Iterator[tuple[str | int, Any]]:
    """The keys or numbers of a tree with what lies below them."""
    yield from tree.items() if isinstance(tree, dict) else enumerate(tree)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.integers(0, 2**32))
def test_every_value_knows_its_place(tree: dict[str, Any], seed: int) -> None:
    """Of any tree in any mixture of styles, each value and each key is found where it stands."""
    written = Written(random.Random(seed))  # noqa: S311 - no secret is made here
    written._add_lines(tree, (), 0)
    source = read(written.text)
    assert source.data == tree
    for path, (line, column) in written.values.items():
        place = source.place(path)
        assert (place.line, place.column) == (line, column)
        assert source.written(path) == path
    for path, (line, column) in written.keys.items():
        place = source.place(path, key=True)
        assert (place.line, place.column) == (line, column)
        assert place.end_column == column + len(str(path[-1]))


PLACES = """\
klien: {nama: Wagiman}
putusan:
  lokasi: panti-01
  hakim: [A, "B"]
  jam:
penempatan:
  lokasi: taman-01
kehadiran:
  - tanggal: 2026-04-01
    mulai: 08.00
analisis: |
  Satu.
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "end", "written"),
    [
        ((), 1, 1, None, ()),
        (("klien",), 1, 1, 6, ("klien",)),
        (("klien", "nama"), 1, 15, 22, ("klien", "nama")),
        (("klien", "agama"), 1, 1, 6, ("klien",)),
        (("putusan", "lokasi", 0), 3, 11, 19, ("putusan", "lokasi")),
        (("putusan", "hakim"), 4, 3, 8, ("putusan", "hakim")),
        (("putusan", "hakim", 1), 4, 14, 17, ("putusan", "hakim", 1)),
        (("putusan", "hakim", 2), 4, 3, 8, ("putusan", "hakim")),
        (("putusan", "jam"), 5, 3, 6, ("putusan", "jam")),
        (("penempatan", 0, "lokasi"), 7, 11, 19, ("penempatan", "lokasi")),
        (("penempatan", 0, "pengawas", "nama"), 6, 1, 11, ("penempatan",)),
        (("kehadiran", 0, "mulai"), 10, 12, 17, ("kehadiran", 0, "mulai")),
        (("kehadiran", 0, "selesai"), 9, 5, None, ("kehadiran", 0)),
        (("analisis",), 11, 11, None, ("analisis",)),
        (("analisis", "uraian"), 11, 1, 9, ("analisis",)),
        (("xyz",), 1, 1, None, ()),
    ],
)
def test_places(path: Path_, line: int, column: int, end: int | None, written: Path_) -> None:
    """What is there is found; of what is missing, the parent; indices nobody wrote are passed."""
    source = read(PLACES)
    assert source.place(path) == Place(FILE, line, column, end)
    assert source.written(path) == written


def test_nodes_by_path() -> None:
    """A node that was not written is an error of the caller."""
    source = read(PLACES)
    assert source.node(("putusan", "hakim", 1)).content == "B"
    for path in (("xyz",), ("putusan", "hakim", 2), ("klien", 0)):
        with pytest.raises(KeyError):
            source.node(path)


def test_lines() -> None:
    """A line is given as it stands in the file; beyond the file there is none."""
    source = read(b"a: b\r\nc: d\r\n")
    assert [source.line(number) for number in range(5)] == ["", "a: b", "c: d", "", ""]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("klien", "nama"), "klien.nama"),
        (("kehadiran", 3, "selesai"), "kehadiran[3].selesai"),
        (
            ("surat", "laporan_perkembangan/2026-04", "nomor"),
            "surat.laporan_perkembangan/2026-04.nomor",
        ),
        (("a", 0, 1), "a[0][1]"),
    ],
)
def test_paths_as_problems_show_them(path: Path_, text: str) -> None:
    """Keys are joined by dots, numbers stand in brackets and count from nought."""
    assert dotted(path) == text
