"""Join the structure trees of several PDFs into one, where that can be done soundly.

Why: the tags say what is a heading, a table or a paragraph, and in which order it is read; a
bundle without them is mute for whoever cannot see it. A tree whose numbers, names or roles do not
hold together, or would mean something else beside another's, is left out rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    NumberTree,
    Object,
    Page,
    Pdf,
    PdfError,
    String,
)

from pipeline.pdf.targets import annotations_of

# ISO 32000-1, 14.8.4: what these words mean is not for a document to change.
_STANDARD = re.compile(
    r"/(Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|LI?"
    r"|Lbl|LBody|Table|T[RHD]|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot"
    r"|Ruby|R[BTP]|Warichu|W[TP]|Figure|Formula|Form)"
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A PDF whose pages were copied.

    Attributes:
        title: what its branch of the tree is called.
        source: the PDF itself, opened.
        pages: its pages in the new one.
        kept: whether all that its tree speaks of came along.
    """

    title: str
    source: Pdf
    pages: Sequence[Page]
    kept: bool


@dataclass(slots=True)
class _Tree:
    """What the trees have in common once they are one."""

    branches: list[Object] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    following: int = 0
    roles: dict[str, Object] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    ids: dict[str, Object] = field(default_factory=dict)


def join_tags(pdf: Pdf, parts: Sequence[Tagged]) -> None:
    """Give a PDF one structure tree with a branch for each part that has sound tags.

    It is marked as tagged where every part is: a reader that is told so passes over all that has
    no tag, and else makes out by itself what stands on a page.
    """
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    tree = _Tree()
    for part in parts:
        try:
            sound = _join(pdf, part, tree, document)
        except (PdfError, TypeError, ValueError):  # a tree of a foreign PDF can be anything
            sound = False
        if not sound:
            _forget(part.pages)
    if not tree.branches:
        return
    document.K = Array(tree.branches)
    root = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=document,
            ParentTree=pdf.make_indirect(Dictionary(Nums=Array(tree.numbers))),
            ParentTreeNextKey=tree.following,
            RoleMap=Dictionary(tree.roles),
        )
    )
    document.P = root
    if tree.classes:
        root.ClassMap = Dictionary(tree.classes)
    if tree.ids:
        names = [pair for name in sorted(tree.ids) for pair in (String(name), tree.ids[name])]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=len(tree.branches) == len(parts))


def _join(pdf: Pdf, part: Tagged, tree: _Tree, document: Object) -> bool:
    """Add a part's branch; return whether its tags are sound."""
    marks, own = (part.source.Root.get(key) for key in ("/MarkInfo", "/StructTreeRoot"))
    if not part.kept or not isinstance(own, Dictionary) or not isinstance(marks, Dictionary):
        return False
    if marks.get_bool("/Marked", False) is False or not own.is_indirect or "/Namespaces" in own:
        return False
    root = pdf.copy_foreign(own)
    numbers = _parents(root)
    holders = list(_numbered(part.pages))
    keys = [key for _, _, key in holders]
    if len(set(keys)) < len(keys) or set(keys) != set(numbers):
        return False
    kids = _kids(root)
    if not kids or not _names_fit(root, tree):
        return False
    for holder, name, key in holders:
        holder[name] = tree.following + key
    for key in sorted(numbers):
        tree.numbers += [tree.following + key, numbers[key]]
    tree.following += max(keys, default=-1) + 1
    branch = Dictionary(
        Type=Name.StructElem, S=Name.Part, P=document, T=String(part.title), K=Array(kids)
    )
    tree.branches.append(pdf.make_indirect(branch))
    for kid in kids:
        kid.P = tree.branches[-1]
    return True


def _parents(root: Object) -> dict[int, Object]:
    """Return the tree that leads from a page's or an annotation's number to its elements."""
    held = root.get("/ParentTree")
    return dict(NumberTree(held).items()) if isinstance(held, Dictionary) else {}


def _forget(pages: Sequence[Page]) -> None:
    """Take the numbers off pages and annotations: they would lead into another part's tags."""
    for page in pages:
        for holder, key in _holders(page):
            del holder[key]


def _holders(page: Page) -> Iterator[tuple[Object, str]]:
    if "/StructParents" in page.obj:
        yield page.obj, "/StructParents"
    for annotation in annotations_of(page.obj):
        if "/StructParent" in annotation:
            yield annotation, "/StructParent"


def _numbered(pages: Sequence[Page]) -> Iterator[tuple[Object, str, int]]:
    """Yield what on these pages has a number in the tree, where it says so, and the number."""
    for page in pages:
        for holder, key in _holders(page):
            yield holder, key, int(holder[key])


def _kids(root: Object) -> list[Dictionary]:
    held = root.get("/K")
    kids = list(held) if isinstance(held, Array) else [held]
    sound = [kid for kid in kids if isinstance(kid, Dictionary) and kid.is_indirect]
    if len(sound) < len(kids) or not all("/S" in kid for kid in sound):
        return []
    return sound


def _names_fit(root: Object, tree: _Tree) -> bool:
    """Take in roles, classes and marks of elements, unless they mean something else already."""
    roles = {name: role for name, role in _entries(root, "/RoleMap") if name != str(role)}
    classes = dict(_entries(root, "/ClassMap"))
    held = root.get("/IDTree")
    ids = dict(NameTree(held).items()) if isinstance(held, Dictionary) else {}
    if any(map(_STANDARD.fullmatch, roles)):
        return False
    if set(ids) & set(tree.ids) or not all(map(str.isascii, ids)):  # others can be spelt two ways
        return False
    if not _agree(tree.roles, roles) or not _agree(tree.classes, classes):
        return False
    tree.roles |= roles
    tree.classes |= classes
    tree.ids |= ids
    return True


def _entries(root: Object, key: str) -> list[tuple[str, Object]]:
    held = root.get(key)
    return list(held.items()) if isinstance(held, Dictionary) else []


def _agree(known: dict[str, Object], new: dict[str, Object]) -> bool:
    return all(known[name] == new[name] for name in set(known) & set(new))
