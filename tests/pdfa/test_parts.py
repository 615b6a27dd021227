"""Each part of each sample case is PDF/A-2b, by the verdict of veraPDF, and tagged."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Object, Pdf

from tests.samples import Built
from tools.pdfa import judge

pytestmark = pytest.mark.pdfa


def test_every_part_is_valid(built: Built, parts: list[Path], fronts: list[Path]) -> None:
    """Whatever a case makes goes into an archive: no part breaks a rule, none was left out."""
    made = {file for nomor in built.due for file in built.workspace.drafts(nomor).glob("*.pdf")}
    assert set(parts) == made
    assert len(fronts) == 2 * len(built.due)  # cover and contents
    every = [*parts, *fronts]
    told = dict(zip(every, judge(every), strict=True))
    assert {file.name: v for file, v in told.items() if v.state != "valid"} == {}
    assert min(verdict.checks for verdict in told.values()) > 4_000


def test_every_part_is_tagged(parts: list[Path]) -> None:
    """A screen reader is told the language, the title, and what is a table or a paragraph."""
    for file in parts:
        with Pdf.open(file) as pdf:
            root = pdf.Root
            assert root.MarkInfo.Marked, file
            assert str(root.Lang) == "id-ID", file
            assert root.ViewerPreferences.DisplayDocTitle, file
            assert str(pdf.docinfo.Title), file
            kinds = _kinds(root.StructTreeRoot)
            assert {"P", "Table", "TR"} <= kinds, (file, kinds)
            assert all("/StructParents" in page for page in pdf.pages), file


def _kinds(root: Object) -> set[str]:
    """The standard kinds of a structure tree's elements; styles of ours stand for one of them."""
    roles = {key: str(kind) for key, kind in root.RoleMap.items()}
    found: set[str] = set()
    waiting = [root.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += list(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            name = str(node.S)
            found.add(roles.get(name, name).removeprefix("/"))
            waiting.append(node.get("/K", Array()))
    return found
