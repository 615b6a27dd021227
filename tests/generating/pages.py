"""The pages of a generated case's papers, read by poppler and held to what was printed.

Why: the Word file may be right and its pages wrong: a row that does not break, a cell cut off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from pipeline.documents import Part
from tests.generating.proof import Fault, Made, Proof, pieces
from tests.generating.words import tokens_in
from tests.samples import read_pages


def squeeze(text: str) -> str:
    """Text in a form in which print and source are equal: no blanks, one letter case."""
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFKC", text)).casefold()


def look_at_pages(made: Made, part: Part, proof: Proof) -> None:
    """Hold a paper's pages to what was printed and to the case file's own texts."""
    where = f"{made.case.number} {made.paper.label} pdf"
    pages = [squeeze(page) for page in read_pages(part.pdf)]
    printed = {squeeze(text) for values in made.printed.values() for text in pieces(values)}
    for text in sorted(printed):
        if not stands_on(pages, text):
            proof.faults.append(Fault("lost", where, text))
    found = tokens_in("".join(pages))
    said = made.case.said
    proof.faults += [Fault("foreign", where, word) for word in sorted(found - set(said))]
    whole = {squeeze(said[word].text) for word in found & set(said)}
    proof.faults += [Fault("changed", where, t) for t in sorted(whole) if not stands_on(pages, t)]
    proof.values["on pages"] += len(printed) + len(whole)


def stands_on(pages: Sequence[str], text: str) -> bool:
    """Whether a text stands on a page, or runs from one onto the next."""
    if any(text in page for page in pages):
        return True
    return any(
        text[:cut] in page and text[cut:] in following
        for page, following in pairwise(pages)
        for cut in range(1, len(text))
    )
