"""Structure trees of several PDFs as one, and which are better left out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String
from pypdf import PdfReader

from pipeline.pdf.tags import Tagged, join_tags
from tests.pdfs import headed, saved, sheets, tagged

Spoil = Callable[[Pdf], None]


def _joined(*pdfs: bytes) -> Pdf:
    made = Pdf.new()
    parts = []
    for number, pdf in enumerate(pdfs, 1):
        source = Pdf.open(BytesIO(pdf))
        first = len(made.pages)
        for page in source.pages:
            made.pages.append(page)
        pages = list(made.pages)[first:]
        parts.append(Tagged(f"Bagian {number}", source, pages, True))
    join_tags(made, parts)
    return Pdf.open(BytesIO(saved(made)))


def _spoiled(spoil: Spoil, pdf: bytes | None = None) -> bytes:
    with Pdf.open(BytesIO(pdf or tagged("rusak", 2))) as document:
        spoil(document)
        return saved(document)


def _branches(pdf: Pdf) -> list[str]:
    return [str(branch.T) for branch in pdf.Root.StructTreeRoot.K.K]


def test_each_page_finds_its_own_paragraph() -> None:
    """Numbers of two parts collide before and do not afterwards; pages and elements agree."""
    pdf = _joined(tagged("satu", 2), tagged("dua", 3))
    found = dict(NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    numbers = [int(page.obj.StructParents) for page in pdf.pages]
    assert sorted(found) == sorted(numbers) == list(range(5))
    for page, number in zip(pdf.pages, numbers, strict=True):
        (element,) = list(found[number])
        assert element.Pg.objgen == page.obj.objgen
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == 5


def test_the_tree_is_one_and_leads_both_ways() -> None:
    """A branch for each part, in order, named after it; each element knows what it stands in."""
    pdf = _joined(tagged("satu", 2), tagged("dua"))
    root = pdf.Root.StructTreeRoot
    assert _branches(pdf) == ["Bagian 1", "Bagian 2"]
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712 - pikepdf's own kind of true
    waiting: list[tuple[Object, Object]] = [(root, root.K)]
    paragraphs = 0
    while waiting:
        above, element = waiting.pop()
        assert element.P.objgen == above.objgen
        paragraphs += Name.Isi == element.S
        waiting += [(element, kid) for kid in element.K if isinstance(kid, Dictionary)]
    assert paragraphs == 3


def test_another_program_reads_the_tree() -> None:
    """Pypdf finds the same branches and the roles of all parts."""
    read = PdfReader(BytesIO(saved(_joined(tagged("satu"), tagged("dua", role="/P")))))
    root: Any = read.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    assert [branch.get_object()["/T"] for branch in root["/K"]["/K"]] == ["Bagian 1", "Bagian 2"]
    assert root["/RoleMap"] == {"/Isi": "/P"}


def test_marks_of_elements_come_along() -> None:
    """Names by which elements are found are listed together, in order."""
    pdf = _joined(tagged("satu", 2, mark="b"), tagged("dua", mark="a"))
    listed = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in listed[::2]] == ["a0", "b0", "b1"]


def _twice(pdf: Pdf) -> None:
    pdf.pages[1].obj.StructParents = 0


def _unlisted(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))


def _unaccounted(pdf: Pdf) -> None:
    del pdf.pages[1].obj.StructParents


def _unmarked(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def _no_number(pdf: Pdf) -> None:
    pdf.pages[0].obj.StructParents = Name.Satu


def _rootless(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([3])


def _redefined(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/H1"] = Name.P


def _newer(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.Namespaces = Array([Dictionary(Type=Name.Namespace)])


def _strange_mark(pdf: Pdf) -> None:
    element = pdf.Root.StructTreeRoot.K[0].K[0]
    pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([String("tanda·1"), element]))


def _other_role(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Isi"] = Name.Caption


@pytest.mark.parametrize(
    "spoil",
    [
        _twice,
        _unlisted,
        _unaccounted,
        _unmarked,
        _no_number,
        _rootless,
        _redefined,
        _other_role,
        _newer,
        _strange_mark,
    ],
)
def test_tags_that_do_not_hold_together_are_left_out(spoil: Spoil) -> None:
    """The others stay; the bundle is not called tagged, and no number leads astray."""
    pdf = _joined(tagged("utuh"), _spoiled(spoil), tagged("utuh"))
    assert _branches(pdf) == ["Bagian 1", "Bagian 3"]
    assert ["/StructParents" in page.obj for page in pdf.pages] == [True, False, False, True]
    assert pdf.Root.MarkInfo.Marked == False  # noqa: E712 - pikepdf's own kind of false


def test_marks_that_two_parts_share_are_left_out() -> None:
    """Of two elements of one name, one would be found in the other's place."""
    assert _branches(_joined(tagged("satu", mark="a"), tagged("dua", mark="a"))) == ["Bagian 1"]


def test_parts_without_tags_make_a_bundle_without_tags() -> None:
    """Nothing is claimed for scans, forms and what no program has tagged."""
    pdf = _joined(sheets("a"), headed("b", 2), sheets("c"))
    assert not {"/StructTreeRoot", "/MarkInfo"} & pdf.Root.keys()


def test_a_link_keeps_its_place_in_the_tree() -> None:
    """An annotation's number is as much of its document's own as a page's."""

    def link(pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, StructParent=2)])
        element = pdf.make_indirect(Dictionary(S=Name.Link, P=root.K[0], K=Array()))
        root.K[0].K.append(element)
        root.ParentTree.Nums.append(2)
        root.ParentTree.Nums.append(element)

    pdf = _joined(tagged("satu", 2), _spoiled(link))
    number = int(pdf.pages[2].obj.Annots[0].StructParent)
    assert number == 4
    assert Name.Link == NumberTree(pdf.Root.StructTreeRoot.ParentTree)[number].S
