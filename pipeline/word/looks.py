"""How a template looks where it ought to look otherwise: formatted by hand, of a fixed width.

Why: an office that changes its font does so in a style, once; what was formatted by hand stays as
it was, and a table of a fixed width fits one paper only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from pipeline.word.finding import Finding, finding
from pipeline.word.markup import Tag, runs_within
from pipeline.word.places import BODY, Ground
from pipeline.word.tags import W

FULL_WIDTH = "5000"  # fiftieths of a percent
_SHOWN = 3  # places that are named
_OF_RUNS = tuple(f"{W}{name}" for name in ("sz", "color", "rFonts"))
_OF_PARAGRAPHS = tuple(f"{W}{name}" for name in ("spacing", "ind"))
_NUMBERED = f"{W}numPr"
_NAMED_FONTS = (f"{W}ascii", f"{W}hAnsi")
# Fonts of bullets, whose signs LibreOffice brings itself.
_OF_SIGNS = frozenset({"Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3"})
_UNSEEN = frozenset(f"{W}{name}" for name in ("lang", "noProof", "webHidden"))
_WORDS_OWN = "_GoBack"  # where the cursor stood, a bookmark that Word sets by itself


def split_tags(tags: Sequence[Tag]) -> Iterator[Finding]:
    """Find tags that Word has spread over pieces which docxtpl joins at a loss.

    Yields:
        TPL066 for a tag whose pieces look different, TPL067 for one in which a bookmark begins;
        both are warnings.
    """
    for tag in tags:
        if not tag.stretch.is_paragraph:
            continue
        where, end = tag.stretch.quote, tag.start + len(tag.text)
        if tag.prints and len({_look(run) for run in runs_within(tag)}) > 1:
            yield finding("TPL066", tag.path, where=where, severity="warning", tag=tag.text)
        for at, name in tag.stretch.marks:
            if tag.start < at < end and name != _WORDS_OWN:
                yield finding(
                    "TPL067", tag.path, where=where, severity="warning", tag=tag.text, name=name
                )


def _look(run: Any) -> bytes:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return b""
    seen = (child for child in properties if child.tag not in _UNSEEN)
    return b"".join(etree.tostring(child) for child in seen)


def by_hand(trees: Mapping[str, Any], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """Find what is formatted by hand and not by a style (TPL072, one warning for all of it).

    A list that begins anew is numbered at its paragraphs; where their style is a list's, that is
    as it must be.
    """
    lists = _list_styles(trees)
    runs: list[str] = []
    paragraphs: list[str] = []
    for ground in grounds:
        for stretch in ground.all_stretches():
            if not stretch.is_paragraph:
                continue
            if any(_is_formatted(run) for _, run in stretch.runs):
                runs.append(stretch.path)
            if _is_set_by_hand(stretch.element.find(f"{W}pPr"), lists):
                paragraphs.append(stretch.path)
    if runs or paragraphs:
        first = list(dict.fromkeys((*runs, *paragraphs)))
        yield finding(
            "TPL072",
            first[0],
            severity="warning",
            runs=str(len(runs)),
            paragraphs=str(len(paragraphs)),
            places=", ".join(first[:_SHOWN]),
        )


def _is_set_by_hand(properties: Any, lists: frozenset[str]) -> bool:
    if properties is None:
        return False
    if any(child.tag in _OF_PARAGRAPHS for child in properties):
        return True
    style = properties.find(f"{W}pStyle")
    named = "" if style is None else str(style.get(f"{W}val"))
    return properties.find(_NUMBERED) is not None and named not in lists


def _list_styles(trees: Mapping[str, Any]) -> frozenset[str]:
    """Identifiers of the paragraph styles that number, by themselves or as what they rest on."""
    styles = trees.get("word/styles.xml")
    known = {s.get(f"{W}styleId"): s for s in (() if styles is None else styles.iter(f"{W}style"))}
    found = {name for name, style in known.items() if next(style.iter(_NUMBERED), None) is not None}
    for _ in range(len(known)):
        more = {name for name, style in known.items() if _base_of(style) in found} - found
        if not more:
            break
        found |= more
    return frozenset(filter(None, found))


def _base_of(style: Any) -> str | None:
    base = style.find(f"{W}basedOn")
    return None if base is None else base.get(f"{W}val")


def _is_formatted(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None or run.find(f"{W}t") is None:
        return False
    return any(
        child.tag in _OF_RUNS and (child.tag != _OF_RUNS[-1] or _font_of(child) is not None)
        for child in properties
    )


def tables(grounds: Sequence[Ground]) -> Iterator[Finding]:
    """Find tables whose width is fixed, which fits one paper only (TPL073, a warning)."""
    for ground in grounds:
        for element, path in ground.paths.items():
            if element.tag != f"{W}tbl" or path.count("tabel[") > 1:
                continue
            width = element.find(f"{W}tblPr/{W}tblW")
            kind = "auto" if width is None else width.get(f"{W}type", "dxa")
            value = "" if width is None else width.get(f"{W}w", "")
            layout = element.find(f"{W}tblPr/{W}tblLayout")
            fixed = layout is not None and layout.get(f"{W}type") == "fixed"
            if (kind == "dxa" and value not in ("", "0")) or (kind in ("auto", "nil") and fixed):
                yield finding(
                    "TPL073", path, where=_text_of(element), severity="warning", width=_said(value)
                )


def _said(width: str) -> str:
    """A width in twips as a designer reads it."""
    return f"{int(width) / 567:.1f} cm".replace(".", ",") if width.isdigit() else "?"


def _text_of(table: Any) -> str:
    return " ".join("".join(piece.text or "" for piece in table.iter(f"{W}t")).split())[:60]


def fonts(trees: Mapping[str, Any], grounds: Sequence[Ground]) -> dict[str, tuple[str, str]]:
    """The fonts that a file asks for, each with the first place and the words that ask for it.

    Text comes before styles, since a designer can be pointed to it.
    """
    found: dict[str, tuple[str, str]] = {}
    for ground in grounds:
        for element in ground.root.iter(f"{W}rFonts"):
            if font := _font_of(element):
                paragraph = next(element.iterancestors(f"{W}p"), None)
                words = "" if paragraph is None else _text_of(paragraph)
                found.setdefault(font, (ground.path_of(element), words))
    for name in ("word/styles.xml", "word/numbering.xml"):
        for element in trees[name].iter(f"{W}rFonts") if name in trees else ():
            if font := _font_of(element):
                found.setdefault(font, ("gaya", _style_of(element)))
    return found


def _font_of(element: Any) -> str | None:
    named = (element.get(name) for name in _NAMED_FONTS)
    return next((font for font in named if font and font not in _OF_SIGNS), None)


def _style_of(element: Any) -> str:
    style = next(element.iterancestors(f"{W}style"), None)
    name = None if style is None else style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val"))


def has_style(trees: Mapping[str, Any], wanted: str) -> bool:
    """Whether a file has a paragraph style of this name."""
    styles = trees.get("word/styles.xml")
    for style in () if styles is None else styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        is_for_paragraphs = style.get(f"{W}type", "paragraph") == "paragraph"
        if is_for_paragraphs and name is not None and name.get(f"{W}val") == wanted:
            return True
    return False


def foreign_content(trees: Mapping[str, Any], part: str) -> Iterator[Finding]:
    """Find in a shared part what cannot be brought into a template (TPL028).

    Why: a part's body goes to another file; what it refers to must be able to go along.
    """
    rels = trees.get("word/_rels/document.xml.rels")
    kinds = (
        {}
        if rels is None
        else {r.get("Id"): str(r.get("Type")) for r in rels.iter("{*}Relationship")}
    )
    body = trees[BODY].find(f"{W}body")
    for block in () if body is None else body:
        if block.tag == f"{W}sectPr":
            continue
        for element in block.iter(etree.Element):
            for attribute, value in element.items():
                if "/relationships}" in str(attribute):
                    kind = kinds.get(value, str(element.tag))
                    if not kind.endswith(("/image", "/hyperlink")):
                        what = kind.rpartition("/")[2]
                        yield finding("TPL028", "badan", name=part, what=what)
