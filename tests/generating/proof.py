"""What became of a generated case on paper, held against what its templates print and it says.

Why: two witnesses: what each expression printed must stand on the paper, whole and in its order;
and whatever carries a word of the case must be the whole text that the case file has, so a paper
is also held to the file's own text, past the program's reading of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree
from markupsafe import Markup

from pipeline import filters
from pipeline.catalog import Catalog
from pipeline.context import DRAFT_MARK
from pipeline.documents import Draft
from pipeline.errors import BerkasError, CaseError
from pipeline.papers import Paper
from pipeline.stages.render import render
from pipeline.stages.validate import Verdict, validate
from pipeline.values import Hours, Period
from pipeline.word.compiled import Compiled
from pipeline.workplace import Workplace
from pipeline.yaml_text import parse
from tests.drafting import text_of
from tests.generated import Generated, generate
from tests.generating.words import tokens_in
from tests.word_files import members

Printed = dict[str, list[str]]  # by the part of the Word file, in the order of printing

# What only a program writes: tags, Python's words for nothing and for truth, a day as it is stored.
RAW = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|\bnone\b|\btrue\b|\bfalse\b|undefined|\b\d{4}-\d{2}-\d{2}\b"
)  # in small letters
# What no site may read, of an adult neither. The prosecutor's letter is cited there, since the
# judgment's number would reveal the offence.
NOT_FOR_SITES = (
    *("keluarga", "penjamin", "perkara", "masa_pidana", "riwayat", "lingkungan", "tanggapan"),
    *("pembinaan", "asesmen", "kelayakan", "analisis", "kesimpulan", "sidang_tpp", "putusan.nomor"),
)
NOT_FOR_CLIENTS = ("perkara.korban", "perkara.akibat", "tanggapan", "asesmen", "bimbingan")
CHILDRENS_NAME = ("klien.nama", "klien.alias")
NAMED_FOR_SITES = "surat_penempatan"  # the one paper that tells a site a child's name
UNPRINTED = "catatan"


@dataclass(frozen=True)
class Fault:
    """Something that must not be: what kind of fault, on which paper, and what it is."""

    kind: str
    paper: str
    what: str


@dataclass
class Proof:
    """What was found of one case, or of many.

    Attributes:
        cases: how many cases were generated.
        kinds: how many of each kind and stage.
        papers: how many of each document.
        values: how many values were compared.
        faults: what must not be.
    """

    cases: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Proof) -> None:
        """Take in what was found of other cases."""
        self.cases += other.cases
        self.kinds += other.kinds
        self.papers += other.papers
        self.values += other.values
        self.faults += other.faults

    def of(self, kind: str) -> list[Fault]:
        """The faults of a kind."""
        return [fault for fault in self.faults if fault.kind == kind]


@dataclass(frozen=True)
class Made:
    """A draft, with what its template's expressions printed."""

    case: Generated
    paper: Paper
    draft: Draft
    printed: Printed


def judge(case: Generated, place: Workplace) -> Verdict:
    """What `check` says of a generated case.

    Raises:
        CaseError: it is no YAML.
    """
    file = place.workspace.cases / f"{case.nomor}.yaml"
    source = parse(case.text.encode(), file)
    return validate(source, place.office, place.catalog, file.with_suffix(""))


def prove(number: int, place: Workplace) -> tuple[Proof, list[Made]]:
    """Generate a case, make all its papers, and look at each."""
    case = generate(number, place.catalog)
    proof = Proof(cases=1, kinds=Counter([f"{case.kind} {case.stage}"]))
    made: list[Made] = []
    try:
        verdict = judge(case, place)
    except CaseError as error:
        proof.faults += [Fault("invalid", case.nomor, str(p)) for p in error.problems]
        return proof, made
    proof.faults += [Fault("invalid", f"{number} {p.path}", str(p)) for p in verdict.errors]
    if verdict.errors or verdict.case is None:
        return proof, made
    with recorded() as record:
        for paper in verdict.ready:
            record.clear()
            try:
                (draft,) = render(verdict.case, place, [paper])
            except BerkasError as error:
                where = f"{number} {paper.label}"
                proof.faults += [Fault("unmade", where, str(p)) for p in error.problems]
                continue
            printed = {name: list(values) for name, values in record.items()}
            made.append(Made(case, paper, draft, printed))
            proof.papers[paper.name] += 1
            look(made[-1], proof)
    return proof, made


@contextmanager
def recorded() -> Iterator[Printed]:
    """Note what each expression prints, by the part of the Word file that is filled."""
    record: Printed = defaultdict(list)
    fill_part = Compiled._filled

    def filling(self: Compiled, part: Any, view: Mapping[str, Any]) -> str:
        finalize = self._environment.finalize
        assert finalize

        def noting(value: object) -> object:
            text = finalize(value)
            if isinstance(text, str | int | Hours | Period):
                record[part.name].append(unescape(text) if isinstance(text, Markup) else str(text))
            return text

        self._environment.finalize = noting
        try:
            return fill_part(self, part, view)
        finally:
            self._environment.finalize = finalize

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiled, "_filled", filling)
        yield record


def pieces(values: list[str]) -> Iterator[str]:
    """The texts that printed values leave on paper: a narrative leaves several."""
    for value in values:
        if value == DRAFT_MARK:  # drawn across the page, not written
            continue
        for piece in re.split(f"[{filters.PARAGRAPH}{filters.ITEM}]", value):
            if text := spaced(piece.replace(filters.NOTHING, "")):
                yield text


def spaced(text: str) -> str:
    """Text with single blanks."""
    return " ".join(text.split())


def look(made: Made, proof: Proof) -> None:
    """Look at one Word file: all that is printed is there, nothing else of a case, nothing raw."""
    texts = {
        name: spaced(" ".join(text_of(p) for p in etree.fromstring(content).iter(qn("w:p"))))
        for name, content in members(made.draft.docx).items()
        if name.startswith("word/") and name.endswith(".xml")
    }
    where = f"{made.case.number} {made.paper.label}"
    for name, values in made.printed.items():
        at = 0
        for text in pieces(values):
            found = texts[name].find(text, at)
            if found < 0:
                before = texts[name][max(0, at - 60) : at]
                proof.faults.append(Fault("lost", where, f"{text!r} after {before!r}"))
            else:
                at = found + len(text)
            proof.values["printed"] += 1
    whole = " ".join(texts.values())
    proof.values["said"] += look_at_words(made, whole, where, proof.faults)
    look_at_secrets(made, whole, where, proof.faults)


def look_at_words(made: Made, paper: str, where: str, faults: list[Fault]) -> int:
    """Hold a paper's text to the case file's: gives how many texts were compared."""
    said = made.case.said
    lowered = paper.casefold()
    found = tokens_in(paper)
    faults += [Fault("foreign", where, word) for word in sorted(found - set(said))]
    rest = lowered
    texts = {spaced(said[word].text).casefold() for word in found & set(said)}
    for text in sorted(texts, key=len, reverse=True):
        if text not in lowered:
            faults.append(Fault("changed", where, text))
        rest = rest.replace(text, " ")
    rest = rest.replace(made.case.nomor.casefold(), " ")
    for match in RAW.finditer(rest):
        around = rest[max(0, match.start() - 30) : match.end() + 30]
        faults.append(Fault("raw", where, around))
    return len(texts)


def look_at_secrets(made: Made, paper: str, where: str, faults: list[Fault]) -> None:
    """Hold a paper to what its readers may know; no paper has working notes."""
    case, found = made.case, tokens_in(paper)
    hidden = case.words_of(UNPRINTED)
    readers = made.paper.entry.reader_of(case.kind)
    if "klien" in readers:
        hidden |= case.words_of(*NOT_FOR_CLIENTS)
    if "lokasi" in readers:
        hidden |= case.words_of(*NOT_FOR_SITES)
        if case.kind in ("pelayanan_masyarakat", "diversi") and made.paper.name != NAMED_FOR_SITES:
            hidden |= case.words_of(*CHILDRENS_NAME)
        if case.nik and case.nik in paper:
            faults.append(Fault("secret", where, "klien.nik"))
    faults += [Fault("secret", where, case.said[word].path) for word in sorted(found & hidden)]


def uncovered(proof: Proof, catalog: Catalog) -> set[str]:
    """Documents of the catalog that no case had."""
    names = {entry.name for entry in catalog.entries if entry.file and not entry.front}
    return names - set(proof.papers)
