"""Templates made ready once: what no document changes is packed, what it fills is compiled.

docxtpl prepares a template anew for each document, and that is nearly all that it costs. Here its
own preparation is done once and its result goes to Jinja once; a document is then texts filled
in, paragraphs made of its narratives, and a zip file put together. A template of which the result
could be another than docxtpl's is left to docxtpl.

Why: an office's night before court is a thousand letters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Template as JinjaTemplate
from lxml import etree

from pipeline.filters import ITEM, NOTHING, PARAGRAPH, environment
from pipeline.store import Store
from pipeline.word import finish, paragraphs, tags
from pipeline.word.coverage import NotCoveredError
from pipeline.word.packing import packed, zipped
from pipeline.word.ready import Code, Ready, ready_of
from pipeline.word.template import FAULTS, with_breaks
from pipeline.workspace import PARTS

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_MAIN = "word/document.xml"
_BREAKS = "\n\t\a\f"
_NARRATIVE = re.compile(f"[{PARAGRAPH}{ITEM}]")
# What Word insists on: a cell ends with a paragraph, a table has rows, and they have cells.
_LAST = {"tc": "p", "hdr": "p", "ftr": "p", "txbxContent": "p", "tbl": "tr", "tr": "tc"}
_UNSOUND = re.compile(
    f"</w:(?:{'|'.join(f'{end}>(?<!</w:{last}></w:{end}>)' for end, last in _LAST.items())})"
)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)|<w:(?:p|tab|br|cr)(?=[ />])")
_KEPT = 128  # templates; an office has forty

Filled = tuple[bytes, tuple[str, ...]]  # a Word file, and words spread evenly over its body


class UnfilledError(Exception):
    """A document that cannot be filled in this way. Why: docxtpl's way says what is wrong."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part that is filled.

    Attributes:
        name: its name in the package.
        template: what fills it.
        boxes: whether it has text boxes, in whose paragraphs are paragraphs.
        spaces: the namespaces that its root declares, as they stand there.
    """

    name: str
    template: JinjaTemplate
    boxes: bool
    spaces: str


def compiled(
    file: Path, paper: str, logo: bytes | None, kept: Store | None = None
) -> Compiled | None:
    """Make a template ready, or find it so; None where docxtpl must fill it.

    Args:
        file: the template; as long as it and its shared parts do not change, it stays ready.
        paper: the office's paper, a key of `finish.PAPERS`.
        logo: the letterhead's picture.
        kept: where those lie that an earlier run made ready.

    Raises:
        TemplateError: as `open_template`.
    """
    files = (file, *sorted((file.parent / PARTS).glob("*.docx")))
    states = tuple((one, *_state(one)) for one in files)
    return _compiled(files, states, paper, logo, kept)


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)  # that it is not there is told when it is opened
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=_KEPT)
def _compiled(
    files: Sequence[Path],
    states: tuple[object, ...],
    paper: str,
    logo: bytes | None,
    kept: Store | None,
) -> Compiled | None:
    ready = ready_of(files, paper, logo, kept)
    return Compiled(ready) if ready else None


class Compiled:
    """A template that is ready to be filled."""

    def __init__(self, ready: Ready) -> None:
        """Take what was worked out of it."""
        self._environment = environment()
        self._item_style = ready.item_style
        self._core = ready.core
        self._members = ready.members
        self._parts = {name: self._part(name, code) for name, code in ready.parts.items()}

    def fill(self, view: Mapping[str, Any], title: str) -> Filled:
        """Fill in one document.

        Args:
            view: what the template sees.
            title: the document's title.

        Returns:
            The Word file, and words spread evenly over its body.

        Raises:
            UnfilledError: something in it cannot be printed, or its result is no part of Word.
        """
        self._environment.renew()
        try:
            texts = {name: self._filled(part, view) for name, part in self._parts.items()}
        except (NotCoveredError, paragraphs.MissingStyleError, *FAULTS) as error:
            raise UnfilledError from error
        name, core = self._core
        changing = {name: html.escape(title, quote=False).join(core)}
        changing |= {name: _HEAD + xml for name, xml in texts.items()}
        members = [
            packed(one, changing[one].encode()) if isinstance(one, str) else one
            for one in self._members
        ]
        return zipped(members), tuple(_sample(texts[_MAIN]))

    def _part(self, name: str, ready: Code) -> _Part:
        code, boxes, spaces = ready
        made = self._environment
        template = made.template_class.from_code(made, code, made.make_globals(None))
        return _Part(name, template, boxes, spaces)

    def _filled(self, part: _Part, view: Mapping[str, Any]) -> str:
        xml = part.template.render(view)
        if any(one in xml for one in _BREAKS):
            xml = with_breaks(xml)
        if NOTHING in xml:
            xml = xml.replace(NOTHING, "")
        if PARAGRAPH in xml or ITEM in xml:
            if part.boxes:
                return self._as_tree(xml)
            xml = self._laid_out(xml, part.spaces)
        return self._as_tree(xml) if _UNSOUND.search(xml) else xml

    def _as_tree(self, xml: str) -> str:
        """Finish a part as docxtpl's way does."""
        tags.look_at_result(xml, notes=False)
        root = etree.fromstring(xml.encode())
        paragraphs.lay_out(root, self._item_style)
        paragraphs.mend(root)
        return etree.tostring(root, encoding="unicode")

    def _laid_out(self, xml: str, spaces: str) -> str:
        """Make paragraphs of narratives; only those that hold one are gone through as a tree."""
        around: list[str] = []
        marked: list[str] = []
        at = 0
        while found := _NARRATIVE.search(xml, at):
            here = found.start()
            if not xml.startswith(("<w:t>", "<w:t "), xml.rfind("<", at, here)):
                raise NotCoveredError("narrative")
            start = max(xml.rfind(f"<w:p{end}", at, here) for end in " >")
            end = xml.index("</w:p>", here) + len("</w:p>")
            around.append(xml[at:start])
            marked.append(xml[start:end])
            at = end
        root = etree.fromstring(f"<x{spaces}><x>{'</x><x>'.join(marked)}</x></x>")
        paragraphs.lay_out(root, self._item_style)
        inside = etree.tostring(root, encoding="unicode")[len(f"<x{spaces}><x>") : -len("</x></x>")]
        made = (one for pair in zip(around, inside.split("</x><x>"), strict=True) for one in pair)
        return "".join(made) + xml[at:]


def _sample(body: str) -> Iterator[str]:
    """The same words as `finish.sample_words` finds, from the body as a text."""
    text = "".join(" " if found[1] is None else found[1] for found in _WORDS.finditer(body))
    return finish.spread(html.unescape(text))
