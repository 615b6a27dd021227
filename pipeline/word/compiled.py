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
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Template as JinjaTemplate
from lxml import etree

from pipeline.filters import ITEM, NOTHING, PARAGRAPH, environment
from pipeline.word import finish, paragraphs, shared, tags
from pipeline.word.coverage import NotCoveredError, hold_to_text
from pipeline.word.packing import Member, packed, zipped
from pipeline.word.template import FAULTS, open_template, prepared, with_breaks

_TITLE = "\ue003"  # where the title goes; of Unicode's private use, as the marks of narratives
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_MAIN = "word/document.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
_BREAKS = "\n\t\a\f"
_NARRATIVE = re.compile(f"[{PARAGRAPH}{ITEM}]")
# What Word insists on: a cell ends with a paragraph, a table has rows, and they have cells.
_ENDS = re.compile(r"</w:(?:tc|hdr|ftr|txbxContent|tbl|tr)>")
_SOUND = re.compile(
    r"</w:p>(?=</w:(?:tc|hdr|ftr|txbxContent)>)|</w:tr>(?=</w:tbl>)|</w:tc>(?=</w:tr>)"
)
_SPACES = re.compile(r"<[^ >]+((?: xmlns:\w+=\"[^\"]*\")*)")
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


def compiled(file: Path, paper: str, logo: bytes | None) -> Compiled | None:
    """Make a template ready, or find it so; None where docxtpl must fill it.

    Args:
        file: the template; as long as it and its shared parts do not change, it stays ready.
        paper: the office's paper, a key of `finish.PAPERS`.
        logo: the letterhead's picture.

    Raises:
        TemplateError: as `open_template`.
    """
    parts = sorted((file.parent / shared.FOLDER).glob("*.docx"))
    states = tuple((one, *_state(one)) for one in (file, *parts))
    return _compiled(file, states, paper, logo)


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)  # that it is not there is told when it is opened
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=_KEPT)
def _compiled(
    file: Path, states: tuple[object, ...], paper: str, logo: bytes | None
) -> Compiled | None:
    try:
        return Compiled(file, paper, logo)
    except (NotCoveredError, *FAULTS):
        return None  # docxtpl's way tells of faults, with their place


@lru_cache(maxsize=_KEPT)
def _code(xml: str) -> tuple[CodeType, bool, str]:
    """The code that fills a part, whether it has text boxes, and its root's namespaces.

    Headers and footers are the same in most templates of an office.

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


class Compiled:
    """A template that is ready to be filled."""

    def __init__(self, file: Path, paper: str, logo: bytes | None) -> None:
        """Do to the template what is otherwise done to each document, and compile its parts."""
        document = open_template(file).docx
        finish.set_paper(document, paper)
        finish.set_logo(document, logo)
        finish.set_numbers(document)
        finish.set_properties(document, _TITLE)
        self._environment = environment()
        self._item_style = paragraphs.item_style(document)
        roots = {part.partname.membername: root for root, part in paragraphs.parts_of(document)}
        saved = BytesIO()
        document.save(saved)
        self._core: tuple[str, list[str]] = ("", [])
        self._members: list[Member | str] = []  # those that are filled by their names
        with zipfile.ZipFile(saved) as package:
            for name in package.namelist():
                self._members.append(self._ready(name, package.read(name), roots))
        self._parts = {name: self._part(name, root) for name, root in roots.items()}

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
            one if isinstance(one, Member) else packed(one, changing[one].encode())
            for one in self._members
        ]
        return zipped(members), tuple(_sample(texts[_MAIN]))

    def _ready(self, name: str, content: bytes, roots: Mapping[str, Any]) -> Member | str:
        if name in roots:
            return name
        if _TITLE.encode() in content:
            self._core = name, content.decode().split(_TITLE)
            return name
        if name.endswith(_NOTES) and (b"{{" in content or b"{%" in content):
            raise NotCoveredError(name)
        return packed(name, content)

    def _part(self, name: str, root: Any) -> _Part:
        code, boxes, spaces = _code(etree.tostring(root, encoding="unicode"))
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
        is_sound = len(_ENDS.findall(xml)) == len(_SOUND.findall(xml))
        return xml if is_sound else self._as_tree(xml)

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
