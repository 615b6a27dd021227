"""All that can be worked out of a template before there is a document to make of it.

Why: to make an office's templates ready takes two seconds, a letter a thousandth of one; so what
one run has made ready is kept for the next.
"""

from __future__ import annotations

import marshal
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from docx.document import Document
from lxml import etree

from pipeline.filters import environment
from pipeline.store import Store, named
from pipeline.word import finish, paragraphs, tags
from pipeline.word.coverage import NotCoveredError, hold_to_text
from pipeline.word.packing import Member, packed
from pipeline.word.template import FAULTS, open_template, prepared

_TITLE = "\ue003"  # where the title goes; of Unicode's private use, as the marks of narratives
_NOTES = ("footnotes.xml", "endnotes.xml")
_SPACES = re.compile(r"<[^ >]+((?: xmlns:\w+=\"[^\"]*\")*)")
_KEPT = 128  # parts; headers and footers are the same in most templates of an office

Code = tuple[CodeType, bool, str]  # fills a part; whether it has text boxes; its root's namespaces


class Ready(NamedTuple):
    """All that is worked out of a template, as plain values that can be kept.

    Attributes:
        item_style: identifier of the style of list items.
        core: name of the part with the title, and the texts around it.
        members: the package's files in their order; those that are filled by their names alone.
        parts: what fills the parts, by their names.
    """

    item_style: str | None
    core: tuple[str, tuple[str, ...]]
    members: tuple[Member | str, ...]
    parts: Mapping[str, Code]


def ready_of(
    files: Sequence[Path], paper: str, logo: bytes | None, kept: Store | None
) -> Ready | None:
    """Make a template ready, or find it so; None where docxtpl must fill it.

    Args:
        files: the template, and the shared parts beside it.
        paper: the office's paper, a key of `finish.PAPERS`.
        logo: the letterhead's picture.
        kept: where those lie that an earlier run made ready.

    Raises:
        TemplateError: as `open_template`.
    """
    sources = (paper.encode(), logo or b"", *named(files))
    if kept and (found := kept.find(*sources)) is not None:
        return _read(found)
    try:
        ready = _made_ready(files[0], paper, logo)
    except NotCoveredError:
        ready = None
    except FAULTS:
        return None  # docxtpl's way tells of them, with their place
    if kept and sources[2:] == named(files):  # nobody has written to them meanwhile
        kept.keep(_written(ready), *sources)
    return ready


def _written(ready: Ready | None) -> bytes:
    if ready is None:
        return marshal.dumps(None)
    members = tuple(one if isinstance(one, str) else one[:] for one in ready.members)
    return marshal.dumps((ready.item_style, ready.core, members, dict(ready.parts)))


def _read(content: bytes) -> Ready | None:
    found = marshal.loads(content)  # noqa: S302 - whole, and of the user's own folder
    if found is None:
        return None
    item_style, core, members, parts = found
    whole = tuple(one if isinstance(one, str) else Member(*one) for one in members)
    return Ready(item_style, core, whole, parts)


def _made_ready(file: Path, paper: str, logo: bytes | None) -> Ready:
    """Do to a template what is otherwise done to each document, and compile its parts.

    Raises:
        NotCoveredError: docxtpl must fill it.
        TemplateError: as `open_template`.
    """
    document = open_template(file).docx
    finish.set_paper(document, paper)
    finish.set_logo(document, logo)
    finish.set_numbers(document)
    finish.set_properties(document, _TITLE)
    roots = {part.partname.membername: root for root, part in paragraphs.parts_of(document)}
    core: tuple[str, tuple[str, ...]] = ("", ())
    members: list[Member | str] = []
    for name, content in _saved(document):
        if name in roots:
            members.append(name)
        elif _TITLE.encode() in content:
            core = name, tuple(content.decode().split(_TITLE))
            members.append(name)
        elif name.endswith(_NOTES) and (b"{{" in content or b"{%" in content):
            raise NotCoveredError(name)
        else:
            members.append(packed(name, content))
    parts = {name: _code(etree.tostring(root, encoding="unicode")) for name, root in roots.items()}
    return Ready(paragraphs.item_style(document), core, tuple(members), parts)


def _saved(document: Document) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of a package."""
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        for name in package.namelist():
            yield name, package.read(name)


@lru_cache(maxsize=_KEPT)
def _code(xml: str) -> Code:
    """Compile a part.

    Raises:
        NotCoveredError: docxtpl must fill it.
        TagError: a tag would not be filled, or take something along.
        JinjaError: a tag is none of Jinja's.
    """
    source = prepared(xml)
    tags.look_for_pieces(source.replace("<w:p>", "\n<w:p>").replace("<w:p ", "\n<w:p "))
    hold_to_text(source)
    spaces = _SPACES.match(source)
    code = environment().compile(source)
    return code, "txbxContent" in source, spaces[1] if spaces else ""
