"""Where the bookmarks and links of a PDF lead.

Why: a link may name its target, and the names belong to the document; in a bundle each part has
its own. A link that says its page itself leads there in any document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectSet, Page, Pdf, String

View = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark of a part.

    Attributes:
        level: counted from 0.
        title: its words, on one line.
        page: an index into the part.
        view: what is shown of the page, as a destination says it behind the page.
    """

    level: int
    title: str
    page: int
    view: View


def headings(pdf: Pdf, pages: Sequence[Page]) -> tuple[Heading, ...]:
    """Return a PDF's bookmarks from top to bottom; those without words or without a page not."""
    outlines = pdf.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        return ()
    names = _names(pdf)
    places = {page.obj.objgen: number for number, page in enumerate(pages)}
    found = []
    for level, item in _items(outlines, 0, ObjectSet()):
        title = " ".join(str(item.get("/Title", "")).split())
        target = _target(item, names)
        page = places.get(_page_of(target)) if target is not None else None
        if title and target is not None and page is not None:
            found.append(Heading(level, title, page, _view(target)))
    return tuple(found)


def point_links(pdf: Pdf, pages: Sequence[Page]) -> None:
    """Give each link by name its page; one to a name that is not there leads nowhere."""
    names: dict[str, Array] | None = None
    for page in pages:
        for annotation in annotations_of(page.obj):
            action = annotation.get("/A")
            is_jump = isinstance(action, Dictionary) and action.get("/S") == Name.GoTo
            for holder, key in ((annotation, "/Dest"), (action if is_jump else None, "/D")):
                if isinstance(holder, Dictionary) and isinstance(holder.get(key), String | Name):
                    names = _names(pdf) if names is None else names
                    _point(holder, key, names)


def annotations_of(page: Object) -> list[Dictionary]:
    """Return a page's annotations (links, notes, form fields)."""
    listed = page.get("/Annots")
    if not isinstance(listed, Array):
        return []
    return [entry for entry in listed if isinstance(entry, Dictionary)]


def _point(holder: Dictionary, key: str, names: dict[str, Array]) -> None:
    known = names.get(_word(holder[key]))
    if known is None:
        del holder[key]
    else:
        holder[key] = known


def _items(parent: Dictionary, level: int, seen: ObjectSet) -> Iterator[tuple[int, Dictionary]]:
    item = parent.get("/First")
    while isinstance(item, Dictionary) and seen.add(item):
        yield level, item
        yield from _items(item, level + 1, seen)
        item = item.get("/Next")


def _target(item: Dictionary, names: dict[str, Array]) -> Array | None:
    """Return where a bookmark leads: it says so itself, by a name, or by an action."""
    action = item.get("/A")
    target = item.get("/Dest")
    if target is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        target = action.get("/D")
    if isinstance(target, String | Name):
        return names.get(_word(target))
    return _array(target)


def _names(pdf: Pdf) -> dict[str, Array]:
    """Return what the names of targets stand for, in the old way of listing them and the new."""
    found: dict[str, Array | None] = {}
    listed = pdf.Root.get("/Dests")
    if isinstance(listed, Dictionary):
        found |= {name.removeprefix("/"): _array(target) for name, target in listed.items()}
    trees = pdf.Root.get("/Names")
    tree = trees.get("/Dests") if isinstance(trees, Dictionary) else None
    if isinstance(tree, Dictionary):
        found |= {name: _array(target) for name, target in NameTree(tree).items()}
    return {name: target for name, target in found.items() if target is not None}


def _array(target: object) -> Array | None:
    if isinstance(target, Dictionary):
        target = target.get("/D")
    return target if isinstance(target, Array) and len(target) else None


def _page_of(target: Array) -> tuple[int, int]:
    page = target[0]
    return page.objgen if isinstance(page, Dictionary) else (0, 0)


def _view(target: Array) -> View:
    words = [Name(str(word)) if isinstance(word, Name) else word for word in list(target)[1:]]
    return tuple(words) or (Name.Fit,)


def _word(name: Object) -> str:
    return str(name).removeprefix("/") if isinstance(name, Name) else str(name)
