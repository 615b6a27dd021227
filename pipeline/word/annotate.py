"""A copy of a Word file with a comment at each place that something was found.

Why: whoever mends a template works in Word, and there a comment beside the third row of the second
table says more than its number.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from pipeline.word.package import unpack
from pipeline.word.places import BODY, grounds
from pipeline.word.tags import W

AUTHOR = "berkas"
_COMMENTS = "word/comments.xml"
_RELS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P = f"{W}p"


def annotated(content: bytes, remarks: Sequence[tuple[str, str]]) -> bytes | None:
    """Put comments into a copy of a Word file.

    Word takes comments in the body alone; a remark on another part, or on the file as a whole,
    stands at the first paragraph.

    Args:
        content: the file's bytes.
        remarks: places (``badan/tabel[2]/baris[3]``, or an empty text), each with what is said
            there, a paragraph a line.

    Returns:
        The copy's bytes; None where the file cannot be opened or has no paragraph.
    """
    trees = unpack(content).trees
    body = next((ground for ground in grounds(trees) if ground.name == BODY), None)
    if body is None or _TYPES not in trees:
        return None
    first = next(body.root.iter(_P), None)
    if first is None:
        return None
    places = {path: element for element, path in body.paths.items()}
    name = _home(trees)
    comments = trees.get(name)
    if comments is None:
        comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    number = _free(trees)
    for path, text in remarks:
        at = _paragraph(places.get(path), first)
        _add(comments, number, text)
        _anchor(at, number)
        number += 1
    changed = {BODY: body.root, name: comments, **_declared(trees, name)}
    return _packed(content, changed)


def _paragraph(element: Any, first: Any) -> Any:
    """The paragraph at a place; the first one of the file where it has none."""
    if element is None:
        return first
    found = element if element.tag == _P else next(element.iter(_P), None)
    return first if found is None else found


def _home(trees: Mapping[str, Any]) -> str:
    """The part that holds the file's comments, or is to hold them."""
    for relation in trees[_RELS].iterchildren() if _RELS in trees else ():
        if relation.get("Type") == _OFFICE:
            target = str(relation.get("Target"))
            return target.lstrip("/") if target.startswith("/") else f"word/{target}"
    return _COMMENTS


def _free(trees: Mapping[str, Any]) -> int:
    """A number that no comment of the file has."""
    taken = [-1]
    for tree in trees.values():
        marks = tree.iter(f"{W}comment", f"{W}commentRangeStart", f"{W}commentReference")
        taken += [int(number) for mark in marks if (number := mark.get(f"{W}id", "")).isdigit()]
    return max(taken) + 1


def _add(comments: Any, number: int, text: str) -> None:
    comment = etree.SubElement(comments, f"{W}comment")
    comment.set(f"{W}id", str(number))
    comment.set(f"{W}author", AUTHOR)
    comment.set(f"{W}initials", AUTHOR[:1])
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, _P), f"{W}r")
        said = etree.SubElement(run, f"{W}t")
        said.text = line
        said.set(_SPACE, "preserve")


def _anchor(paragraph: Any, number: int) -> None:
    """Let a comment stretch over a paragraph."""
    properties = paragraph.find(f"{W}pPr")
    start = etree.Element(f"{W}commentRangeStart")
    start.set(f"{W}id", str(number))
    paragraph.insert(0 if properties is None else 1, start)
    end = etree.SubElement(paragraph, f"{W}commentRangeEnd")
    end.set(f"{W}id", str(number))
    mark = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference")
    mark.set(f"{W}id", str(number))


def _declared(trees: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Relations and content types, with the comments among them."""
    rels = trees.get(_RELS)
    if rels is None:
        rels = etree.Element(f"{_PACKAGE}Relationships")
    if not any(relation.get("Type") == _OFFICE for relation in rels.iterchildren()):
        taken = {relation.get("Id") for relation in rels.iterchildren()}
        relation = etree.SubElement(rels, f"{_PACKAGE}Relationship")
        relation.set("Id", next(i for n in range(len(taken) + 1) if (i := f"rIdC{n}") not in taken))
        relation.set("Type", _OFFICE)
        relation.set("Target", f"/{name}")
    types = trees[_TYPES]
    if not any(one.get("PartName") == f"/{name}" for one in types.iterchildren()):
        override = etree.SubElement(types, f"{_CONTENT}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _KIND)
    return {_RELS: rels, _TYPES: types}


def _packed(content: bytes, changed: Mapping[str, Any]) -> bytes:
    """The file with these parts anew."""
    made = io.BytesIO()
    fresh = {
        name: etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
        for name, tree in changed.items()
    }
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            target.writestr(info.filename, fresh.pop(info.filename, b"") or source.read(info))
        for name, text in fresh.items():
            target.writestr(name, text)
    return made.getvalue()
