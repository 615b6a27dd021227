"""What a template's file may hold: looked at before anything in it is run or converted.

Why: a Word file is a zip of XML from outside. It can be a bomb, carry macros, or name a picture on
a server that the converter would fetch; the office's papers need none of that.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

MOST_MEMBERS = 2_000
MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
LARGEST_WHOLE = 200 * MEGABYTE
LARGEST_XML = 20 * MEGABYTE
LARGEST_RATIO = 200  # of a file that is more than ten megabytes unpacked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Parts that docxtpl fills.
_FILLED = re.compile(r"document|header|footer|footnotes|endnotes", re.ASCII)
_ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|vbaData", re.IGNORECASE)
_ACTIVE_RELATION = re.compile(
    r"/(vbaProject|oleObject|package|control|aFChunk|activeXControlBinary|attachedToolbars"
    r"|subDocument|keyMapCustomizations|wordVbaData)$"
)
_LINKS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_FETCHING_FIELDS = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_REVISION = re.compile(
    r"(ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|comment|commentReference|\w+Change)"
)
_TAG_BEGINS = re.compile(r"\{[{%]|%7B%7B", re.IGNORECASE)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,  # a kind of compression that we have not
    OSError,
    RuntimeError,  # locked with a password
    ValueError,
)


class PackageError(Exception):
    """A file that is no template for us; carries the code of its message.

    Attributes:
        code: of the message.
        params: what the message says of it.
        member: the part of the file that is at fault; empty for the file as a whole.
        element: the element of that part, where there is one.
    """

    def __init__(
        self, code: str, /, *, member: str = "", element: Any = None, **params: object
    ) -> None:
        """Name the fault."""
        super().__init__(code)
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}
        self.member = member
        self.element = element


@dataclass(slots=True)
class Unpacked:
    """A Word file in its parts.

    Attributes:
        trees: the XML parts by their names.
        binaries: all other members: pictures, fonts.
        faults: what no template may hold, in the order in which it was found.
    """

    trees: dict[str, Any] = field(default_factory=dict)
    binaries: dict[str, bytes] = field(default_factory=dict)
    faults: list[PackageError] = field(default_factory=list)


def inspect(content: bytes) -> None:
    """Look through a Word file.

    Args:
        content: the file's bytes; more than `LARGEST_FILE` need not be read.

    Raises:
        PackageError: TPL002 it is no whole Word file; TPL013 it is too large; TPL014 it can do
            something by itself; TPL015 it names something outside; TPL016 it has a DOCTYPE;
            TPL017 it has tracked changes or comments; TPL018 a tag stands where none is filled.
    """
    for fault in unpack(content).faults:
        raise fault


def unpack(content: bytes) -> Unpacked:
    """Take a Word file apart, and look through it to the end.

    Returns:
        Its parts and all faults, those that `inspect` raises; no parts where it cannot be read
        or is too large to be.
    """
    found = Unpacked()
    if len(content) > LARGEST_FILE:
        found.faults.append(PackageError("TPL013", limit=f"{LARGEST_FILE // MEGABYTE} MB"))
        return found
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _weigh(package, len(content))
            _read(package, found)
    except PackageError as fault:
        return Unpacked(faults=[fault])
    except _UNREADABLE:
        return Unpacked(faults=[PackageError("TPL002")])
    found.faults += _look_for_code(found.trees)
    for name, tree in found.trees.items():
        if name.endswith(".rels"):
            found.faults += _look_outside(name, tree)
        elif name != _TYPES:
            found.faults += _look_within(name, tree)
    return found


def _weigh(package: zipfile.ZipFile, packed: int) -> None:
    """Hold the sizes that the zip declares; Python reads no more of a member than those."""
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        raise PackageError("TPL013", limit=f"{MOST_MEMBERS} file")
    if len({member.filename for member in members}) < len(members):
        raise PackageError("TPL002")
    whole = sum(member.file_size for member in members)
    if whole > LARGEST_WHOLE:
        raise PackageError("TPL013", limit=f"{LARGEST_WHOLE // MEGABYTE} MB")
    if whole > 10 * MEGABYTE and whole > LARGEST_RATIO * packed:
        raise PackageError("TPL013", limit=f"1 : {LARGEST_RATIO}")


def _read(package: zipfile.ZipFile, found: Unpacked) -> None:
    for member in package.infolist():
        name = member.filename
        read = package.read(member)  # a damaged picture is found here and not on paper
        if not name.lower().endswith((".xml", ".rels")) and not read.lstrip().startswith(b"<"):
            found.binaries[name] = read
            continue
        if member.file_size > LARGEST_XML:
            raise PackageError("TPL013", limit=f"{LARGEST_XML // MEGABYTE} MB")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(read, parser)
        except etree.XMLSyntaxError as error:
            raise PackageError("TPL002") from error
        if root.getroottree().docinfo.internalDTD is not None:
            found.faults.append(PackageError("TPL016", member=name, part=name))
        found.trees[name] = root


def _look_for_code(trees: Mapping[str, Any]) -> Iterator[PackageError]:
    types = trees.get(_TYPES)
    named = [] if types is None else [e.get("ContentType", "") for e in types.iterchildren("{*}*")]
    if any(_ACTIVE_TYPE.search(kind) for kind in named):
        yield PackageError("TPL014", part=_TYPES)
    elif _MAIN not in named:
        yield PackageError("TPL002")


def _look_outside(name: str, tree: Any) -> Iterator[PackageError]:
    """Refuse relations to what is not in the file; a link that a reader may click is none."""
    for relation in tree.iterchildren("{*}Relationship"):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if _ACTIVE_RELATION.search(kind):
            yield PackageError("TPL014", member=name, part=target)
        outside = relation.get("TargetMode", "").lower() == "external" or _ELSEWHERE.match(target)
        if outside and not (kind.endswith("/hyperlink") and _LINKS.match(target)):
            yield PackageError("TPL015", member=name, target=target, part=name)
        if _TAG_BEGINS.search(target):
            yield PackageError("TPL018", member=name, where=name, tag=target)


def _look_within(name: str, tree: Any) -> Iterator[PackageError]:
    marked: list[Any] = []  # paragraphs that were told; one has many marks
    for element in tree.iter(etree.Element):
        tag = str(element.tag)
        if _is_revision(tag):
            paragraph = next(element.iterancestors(f"{_W}p"), element)
            if paragraph not in marked:
                marked.append(paragraph)
                where = _text_of(paragraph)
                yield PackageError("TPL017", member=name, element=element, where=where)
        for attribute, value in element.items():
            local = str(attribute).rpartition("}")[2]
            if local in ("src", "href") and _ELSEWHERE.match(value):
                yield PackageError("TPL015", member=name, element=element, target=value, part=name)
        if tag == f"{_W}mailMerge":
            yield PackageError("TPL015", member=name, target="mailMerge", part=name)
    for field_ in _fields(tree):
        if field_.split() and field_.split()[0].upper() in _FETCHING_FIELDS:
            target = " ".join(field_.split())
            yield PackageError("TPL015", member=name, target=target, part=name)
    if not is_filled(name):
        text = "".join(tree.itertext())
        if found := _TAG_BEGINS.search(text):
            tag = text[found.start() :][:40]
            yield PackageError("TPL018", member=name, where=name, tag=tag)


@lru_cache(maxsize=1024)
def _is_revision(tag: str) -> bool:
    return tag.startswith(_W) and _REVISION.fullmatch(tag.removeprefix(_W)) is not None


def is_filled(name: str) -> bool:
    """Whether tags are filled in a part; a tag anywhere else would be printed as it is."""
    return name.startswith("word/") and _FILLED.match(name.removeprefix("word/")) is not None


def _fields(tree: Any) -> Iterator[str]:
    """The instructions of Word's fields; one may be spread over several runs."""
    open_fields: list[str] = []
    for element in tree.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}instrText":
            if open_fields:
                open_fields[-1] += element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            open_fields.append("")
        elif element.get(f"{_W}fldCharType") == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


def _text_of(paragraph: Any) -> str:
    """The text of a paragraph, with what was struck out of it."""
    pieces = (piece.text or "" for piece in paragraph.iter(f"{_W}t", f"{_W}delText"))
    return " ".join("".join(pieces).split())[:100]
