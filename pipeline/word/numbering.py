"""The lists of one Word document brought into another.

Why: a list is a number that points to a definition, and both are counted anew in each document;
copied text alone would take up another list's bullets, or go on counting where that one ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

_EMPTY = f"<w:numbering {nsdecls('w')}/>"
# What ties a definition to the document that it was made in.
_TIES = ("nsid", "tmpl", "styleLink", "numStyleLink")


class Lists:
    """The lists of a guest, each taken over when it is first asked for."""

    def __init__(self, host: Document, guest: Document) -> None:
        """Take nothing over yet."""
        self._host = host
        self._guest = guest
        self._numbers: dict[str, str] = {}

    def number(self, wanted: str) -> str:
        """The host's number for a list of the guest; the same where the guest has no such list."""
        if wanted not in self._numbers:
            self._numbers[wanted] = self._taken_over(wanted)
        return self._numbers[wanted]

    def _taken_over(self, wanted: str) -> str:
        theirs = _numbering(self._guest)
        number = None if theirs is None else _by(theirs, "num", "numId", wanted)
        if number is None:
            return wanted
        reference = number.find(qn("w:abstractNumId"))
        definition = _by(theirs, "abstractNum", "abstractNumId", reference.get(qn("w:val")))
        ours = _numbering(self._host)
        if ours is None:
            ours = _new_numbering(self._host)
        of_definition = _free(ours, "abstractNum", "abstractNumId")
        definition, number = deepcopy(definition), deepcopy(number)
        for tie in [child for name in _TIES for child in definition.findall(qn(f"w:{name}"))]:
            definition.remove(tie)
        for link in list(definition.iter(qn("w:pStyle"))):
            link.getparent().remove(link)  # the style points to the list, and that is enough
        definition.set(qn("w:abstractNumId"), of_definition)
        number.find(qn("w:abstractNumId")).set(qn("w:val"), of_definition)
        fresh = _free(ours, "num", "numId")
        number.set(qn("w:numId"), fresh)
        _insert(ours, definition, before="num")
        _insert(ours, number, before="numIdMacAtCleanup")
        return fresh


def _numbering(document: Document) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    return None


def _new_numbering(document: Document) -> Any:
    name = PackURI("/word/numbering.xml")
    package = document.part.package
    part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, _EMPTY.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


def _by(numbering: Any, kind: str, key: str, wanted: str) -> Any:
    found = (one for one in _all(numbering, kind) if one.get(qn(f"w:{key}")) == wanted)
    return next(found, None)


def _all(numbering: Any, kind: str) -> Iterator[Any]:
    return iter(numbering.findall(qn(f"w:{kind}")))


def _free(numbering: Any, kind: str, key: str) -> str:
    return str(max((int(one.get(qn(f"w:{key}"))) for one in _all(numbering, kind)), default=0) + 1)


def _insert(numbering: Any, element: Any, before: str) -> None:
    following = next(_all(numbering, before), None)
    if following is None:
        numbering.append(element)
    else:
        following.addprevious(element)
