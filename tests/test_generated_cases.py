"""Generated cases of every kind and stage through all templates: nothing lost, nothing foreign.

`make test` proves some dozens, and the pages of two papers; `make soak` thousands, with the pages
of the first two hundred cases, and prints its figures. A fault names the number of its case:
``generate(number, catalog)`` makes it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import soffice
from pipeline.case import Case
from pipeline.case.section import Section, walk_fields
from pipeline.catalog import ALL
from pipeline.stages.convert import convert
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
from tests.generated import Generated, generate
from tests.generating.pages import look_at_pages, squeeze, stands_on
from tests.generating.proof import Made, Proof, judge, look, prove, uncovered
from tests.generating.words import TOKEN, token, tokens_in

REPOSITORY = Path(__file__).parents[1]
CASES = 40  # in each run; kinds, stages and shares of what is filled in have all come
SOAK = int(os.environ.get("BERKAS_SOAK", "100000")) // 40
FULL = 4  # an adult's case that is over, with every key that may be missing
ON_PAGES = 200  # cases of the long run whose papers are looked at as pages
CHUNK = 25


@cache
def place() -> Workplace:
    """The sample office, its catalog and templates; a worker opens them once."""
    return open_workplace(Workspace(REPOSITORY))


def prove_many(numbers: Iterable[int]) -> Proof:
    """Prove the cases of these numbers."""
    proof = Proof()
    for number in numbers:
        proof.add(prove(number, place())[0])
    return proof


def prove_pages(numbers: Iterable[int]) -> Proof:
    """Prove the cases of these numbers, and each of their papers as pages."""
    proof = Proof()
    with soffice.start(soffice.find(None), limit=120) as converter:
        for number in numbers:
            found, made = prove(number, place())
            for one, part in zip(made, convert([m.draft for m in made], converter), strict=True):
                look_at_pages(one, part, found)
            proof.add(found)
    return proof


@pytest.fixture(scope="module")
def proved() -> tuple[Proof, list[Made]]:
    """What was found of the first cases, and the papers of a full one."""
    found, papers = prove(FULL, place())
    found.add(prove_many(number for number in range(CASES) if number != FULL))
    return found, papers


@pytest.fixture(scope="module")
def proof(proved: tuple[Proof, list[Made]]) -> Proof:
    """What was found of the first cases."""
    return proved[0]


@pytest.fixture(scope="module")
def made(proved: tuple[Proof, list[Made]]) -> Made:
    """The paper of a full case with the most values."""
    return max(proved[1], key=lambda one: sum(map(len, one.printed.values())))


# --- the cases ------------------------------------------------------------------------------------


def test_every_generated_case_is_valid(proof: Proof) -> None:
    """`check` finds no error in any of them, so that none has to be left out."""
    assert proof.of("invalid") == []
    assert proof.cases == CASES


@given(number=st.integers(0, 200_000))
def test_valid_wherever_hypothesis_looks(number: int) -> None:
    """The same for a hundred cases of any number."""
    assert judge(generate(number, place().catalog), place()).errors == ()


def test_every_kind_stage_and_document_has_come(proof: Proof) -> None:
    """The cases are of all kinds at all their stages, and ask for every paper of the catalog."""
    assert len(proof.kinds) == 3 * 6 + 3
    assert uncovered(proof, place().catalog) == set()


def test_the_same_number_gives_the_same_case() -> None:
    """What a run has found can be looked at again; another number gives another case."""
    catalog = place().catalog
    assert generate(17, catalog) == generate(17, catalog)
    assert generate(17, catalog).text != generate(18, catalog).text


def test_every_key_is_written_and_every_optional_one_is_missing() -> None:
    """Over some cases each key of the vocabulary stands once, and each that may be missing is."""
    catalog = place().catalog
    written: set[str] = set()
    always: set[str] | None = None
    for number in range(300):
        typed = judge(generate(number, catalog), place()).case
        assert typed is not None
        keys = set(_keys(typed))
        written |= keys
        always = keys if always is None else always & keys
    known = {".".join(path) for path, _ in walk_fields(Case)}
    left_out = {key for key in known if key.split(".")[0] in ("lampiran", "abaikan", "versi")}
    assert known - written == left_out
    assert always == {
        *("nomor", "jenis", "pk", "klien", "klien.nama", "perkara", "perkara.tindak_pidana")
    }


def _keys(section: object, path: str = "") -> Iterator[str]:
    """The keys that a typed case was given, dotted, without indices."""
    if isinstance(section, tuple):
        for row in section:
            yield from _keys(row, path)
    elif isinstance(section, dict):
        for row in section.values():
            yield from _keys(row, path)
    elif isinstance(section, Section):
        for name in section.model_fields_set:
            field = type(section).model_fields[name]
            here = f"{path}.{field.alias or name}".lstrip(".")
            yield here
            yield from _keys(getattr(section, name), here)


def test_words_are_each_of_its_own() -> None:
    """No two fields of any case share a word, and each is found in a text."""
    words = [token(case, number) for case in (0, 1, 59, 60, 3599) for number in (0, 1, 59, 60, 999)]
    assert len(set(words)) == len(words)
    assert tokens_in(" ".join(words)) == {word.casefold() for word in words}
    office = (REPOSITORY / "office.yaml").read_text(encoding="utf-8")
    assert TOKEN.search(office) is None


# --- their papers ---------------------------------------------------------------------------------


def test_every_ready_paper_is_made(proof: Proof) -> None:
    """No template fails over a valid case, whatever is missing in it and however awkward it is."""
    assert proof.of("unmade") == []
    assert sum(proof.papers.values()) > 10 * CASES


def test_every_printed_value_arrives_whole(proof: Proof) -> None:
    """What each expression printed stands in the Word file, in order; and so does the file's text.

    The second is told by the words: wherever one stands, the whole text of its key stands.
    """
    assert proof.of("lost") + proof.of("changed") == []
    assert proof.values["printed"] > 20_000
    assert proof.values["said"] > 5_000


def test_nothing_of_another_case(proof: Proof) -> None:
    """No paper has a word that its case has not."""
    assert proof.of("foreign") == []


def test_nothing_raw(proof: Proof) -> None:
    """No tag, no `None`, no day as it is stored, but what the case's own texts say."""
    assert proof.of("raw") == []


def test_a_reader_gets_what_is_meant_for_him(proof: Proof) -> None:
    """A site reads no identity number, offence, victim, family or judgment's number.

    And no child's name but in the letter of placement. A client reads nothing of the victim and
    no assessment. Working notes are printed nowhere.
    """
    assert proof.of("secret") == []
    readers = {name: place().catalog[name].reader for name in proof.papers}
    assert sum("lokasi" in reader for reader in readers.values()) >= 4


def test_two_papers_as_pages(proved: tuple[Proof, list[Made]]) -> None:
    """What was printed stands on the pages too: of a long paper and of a table, by LibreOffice."""
    wanted = ("litmas_pidana_kerja_sosial", "rekap_kehadiran")
    chosen = [one for one in proved[1] if one.paper.name in wanted]
    with soffice.start(soffice.find(None), limit=120) as converter:
        parts = convert([one.draft for one in chosen], converter)
    found = Proof()
    for one, part in zip(chosen, parts, strict=True):
        look_at_pages(one, part, found)
    assert len(chosen) == 2
    assert found.faults == []
    assert found.values["on pages"] > 200


# --- the proof itself can fail --------------------------------------------------------------------


def faults_of(made: Made) -> set[str]:
    """The kinds of fault that are found of a paper."""
    proof = Proof()
    look(made, proof)
    return {fault.kind for fault in proof.faults}


def test_a_lost_value_is_found(made: Made) -> None:
    """A value that was printed and is not in the file; one that comes before its turn."""
    part = "word/document.xml"
    values = made.printed[part]
    assert faults_of(made) == set()
    assert faults_of(replace(made, printed={part: [*values, "Orang Lain"]})) == {"lost"}
    assert faults_of(replace(made, printed={part: [values[-1], *values]})) == {"lost"}


def test_a_changed_and_a_foreign_text_are_found(made: Made) -> None:
    """A text that the case file has otherwise; a word that it has not."""
    said = dict(made.case.said)
    word = next(iter(tokens_in(" ".join(made.printed["word/document.xml"]))))
    other = {**said, word: replace(said[word], text=f"{said[word].text} dan lagi")}
    assert "changed" in faults_of(_with(made, said=other))
    del said[word]
    assert "foreign" in faults_of(_with(made, said=said))


def test_a_secret_is_found(made: Made) -> None:
    """A paper for the court has what no site may read: were it for a site, it would be told."""
    entry = made.paper.entry.model_copy(update={"readers": {ALL: ("lokasi",)}})
    assert faults_of(replace(made, paper=replace(made.paper, entry=entry))) == {"secret"}


def test_something_raw_is_found(made: Made) -> None:
    """A tag that no text of the case has: here one of its texts is forgotten."""
    raw = {w: s for w, s in made.case.said.items() if "{{" in s.text}
    said = {w: replace(s, text=w) if w in raw else s for w, s in made.case.said.items()}
    assert "raw" in faults_of(_with(made, said=said))


def test_a_text_that_runs_over_a_page_is_found() -> None:
    """Its head ends one page and its tail is on the next; a text that is cut off is not found."""
    pages = [squeeze("Satu dua ti"), squeeze("kepala ga empat")]
    assert stands_on(pages, squeeze("dua tiga"))
    assert not stands_on(pages, squeeze("dua tiga lima"))


def _with(made: Made, **changes: object) -> Made:
    case: Generated = replace(made.case, **changes)  # type: ignore[arg-type]
    return replace(made, case=case)


# --- the long run ---------------------------------------------------------------------------------


def _chunks(first: int, last: int) -> list[range]:
    return [range(start, min(start + CHUNK, last)) for start in range(first, last, CHUNK)]


@pytest.mark.soak
def test_many_cases_whole_and_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """Thousands of cases in processes of their own: not one fault; it prints its figures."""
    total = Proof()
    began = monotonic()
    pages = min(ON_PAGES, SOAK)
    with ProcessPoolExecutor(max_workers=2) as pool:
        waiting = [pool.submit(prove_pages, chunk) for chunk in _chunks(0, pages)]
        waiting += [pool.submit(prove_many, chunk) for chunk in _chunks(pages, SOAK)]
        for future in waiting:
            total.add(future.result())
    with capsys.disabled():
        print(f"\n{_told(total, monotonic() - began)}")
    assert total.faults == []
    assert total.cases == SOAK
    assert uncovered(total, place().catalog) == set()


def _told(total: Proof, seconds: float) -> str:
    """The figures of a run, and its first faults."""
    values = ", ".join(f"{count} {name}" for name, count in sorted(total.values.items()))
    lines = [
        f"{total.cases} generated cases, {len(total.of('invalid'))} refused;"
        f" {sum(total.papers.values())} documents of {len(total.papers)} kinds;"
        f" values compared: {values}; {len(total.faults)} differences; {seconds:.0f} s"
    ]
    return "\n".join(lines + [str(fault) for fault in total.faults[:10]])
