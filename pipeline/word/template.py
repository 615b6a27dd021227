"""A Word template with tags: opened, filled, its faults told with their paragraph.

Why: a template is foreign text; docxtpl's errors name no place, it repairs broken XML in silence,
drops what shares a paragraph with a block tag, and leaves a tag that it does not understand on
the paper. All that is held to account here.
"""

from __future__ import annotations

import io
import re
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline.errors import Problem, TemplateError
from pipeline.filters import NOTHING, UnprintableError, environment
from pipeline.sandbox import EndlessError, UnknownNameError
from pipeline.spelling import nearest
from pipeline.word import faults, package, shared, tags

# The parts of a Word file as `berkas templates check` calls them too.
_PARTS = {
    "document.main": "badan",
    "header": "kepala",
    "footer": "kaki",
    "footnotes": "catatan_kaki",
    "endnotes": "catatan_akhir",
}
_KIND_OF_PART = re.compile(rf"wordprocessingml\.({'|'.join(map(re.escape, _PARTS))})\+xml$")
_NOTES = re.compile(r"wordprocessingml\.(footnotes|endnotes)\+xml$")
# What the code of a template can raise beside Jinja's own errors: it calls Python's methods.
_CODE_FAULTS = (
    JinjaError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
)


_DAMAGE = (OSError, AttributeError, LookupError, TypeError, ValueError)
# All that filling in a part may raise; `Template.fill` says what each means.
FAULTS = (
    UnprintableError,
    tags.TagError,
    EndlessError,
    RecursionError,
    MemoryError,
    etree.XMLSyntaxError,
    *_CODE_FAULTS,
)


def open_template(file: Path) -> Template:
    """Open a template, its shared parts in their places.

    Raises:
        TemplateError: it or one of its parts is not there, is no Word document, or holds what no
            template may.
    """
    template = Template(file, _content_of(file))
    try:
        template.init_docx()
        _prove(template.docx)
    except _DAMAGE as error:
        raise TemplateError.of("TPL002", file=file, template=file.name) from error
    try:
        shared.expand(template.docx, lambda name: _part(shared.part_file(file.parent, name)))
    except shared.SharedPartError as fault:
        params = {"template": file.name, **fault.params}
        if fault.code == "TPL026":
            params["suggestion"] = shared.nearest_part(file.parent, fault.params["name"])
        raise TemplateError.of(fault.code, file=file, **params) from fault
    return template


def _content_of(file: Path) -> bytes:
    """What a Word file holds; looked through once for as long as it does not change."""
    try:
        state = file.stat()
    except OSError as error:
        raise TemplateError.of("TPL001", file=file, template=file.name) from error
    return _content(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _content(file: Path, changed: int, size: int) -> bytes:
    """Read a Word file after a look into its package."""
    if not file.is_file():
        raise TemplateError.of("TPL001", file=file, template=file.name)
    try:
        with file.open("rb") as stream:
            content = stream.read(package.LARGEST_FILE + 1)
        package.inspect(content)
    except package.PackageError as fault:
        params = {**fault.params, "template": file.name}
        if "where" in params:
            params["where"] = _quoted(params["where"])
        raise TemplateError(Problem(fault.code, params, file=file)) from fault
    except OSError as error:
        reason = error.strerror or error
        raise TemplateError.of("TPL075", file=file, template=file.name, reason=reason) from error
    return content


def _prove(document: Document) -> None:
    """Touch the parts that are needed later; one whose type is damaged is none of its kind."""
    if document.element.body is None:
        raise ValueError("no body")
    _ = document.styles.element, document.core_properties.title


def _part(file: Path) -> Document:
    """Open a shared part; what was opened stays open until the file changes."""
    try:
        state = file.stat()
    except OSError as error:
        raise shared.SharedPartError("TPL026", file.stem) from error
    return _opened(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=32)
def _opened(file: Path, changed: int, size: int) -> Document:
    content = _content(file, changed, size)
    try:
        document: Document = docx.Document(io.BytesIO(content))
        _prove(document)
    except _DAMAGE as error:
        raise TemplateError.of("TPL002", file=file, template=file.name) from error
    try:
        prepared(etree.tostring(document.element, encoding="unicode"))
    except tags.TagError as fault:
        params = {**fault.params, "template": file.name, "where": _quoted(fault.where)}
        raise TemplateError(Problem(fault.code, params, file=file)) from fault
    return document


@lru_cache(maxsize=64)
def prepared(xml: str) -> str:
    """A part as Jinja gets it; it is the same for each document of a template.

    Args:
        xml: the part as it stands in the Word file.

    Raises:
        TagError: a tag would not be filled, or take something along.
    """
    tags.look_at_pairs(xml)
    tags.look_at_blocks(xml)
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(xml)
    return patched


def with_breaks(xml: str) -> str:
    """Make line breaks, tabs and pages of a filled part's control characters, as docxtpl does."""
    broken: str = DocxTemplate(io.BytesIO()).resolve_listing(xml)
    return broken


class Template(DocxTemplate):
    """A Word template that tells its faults by file, paragraph and expression."""

    def __init__(self, file: Path, content: bytes) -> None:
        """Remember the file's name and content; docxtpl opens it later."""
        super().__init__(io.BytesIO(content))
        self.file = file
        self.source = ""
        self.part = ""

    def fill(self, view: dict[str, Any]) -> Document:
        """Render every part and return the filled document.

        Raises:
            TemplateError: with the paragraph in which it went wrong.
        """
        try:
            self.render(view, environment())
            filled: Document = self.docx  # not get_docx(): it would open the template afresh
            return filled
        except UnprintableError as fault:
            raise self._fault(fault.code, fault, **fault.params) from fault
        except tags.TagError as fault:
            raise self._fault(fault.code, fault, where=fault.where, **fault.params) from fault
        except UnknownNameError as error:
            raise self._unknown(error, view) from error
        except SecurityError as error:
            raise self._fault("TPL007", error, said=faults.of_security(error)) from error
        except ZeroDivisionError as error:
            raise self._fault("TPL025", error) from error
        except (EndlessError, RecursionError, MemoryError) as error:
            raise self._fault("TPL011", error) from error
        except etree.XMLSyntaxError as error:
            raise self._fault("TPL008", error, said=error.msg) from error
        except _CODE_FAULTS as error:
            raise self._told(error) from error

    def patch_xml(self, src_xml: str) -> str:
        """Prepare one part, after a look at its tags: docxtpl drops what stands beside some."""
        return prepared(src_xml)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Render one part, and hold its result to what Word takes."""
        kind = _KIND_OF_PART.search(part.content_type)
        self.part = _PARTS[kind[1]] if kind else ""
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        tags.look_for_pieces(self.source)
        result: str = super().render_xml_part(src_xml, part, context, jinja_env)
        result = result.replace(NOTHING, "")
        tags.look_at_result(result, notes=bool(_NOTES.search(part.content_type)))
        return result

    def fix_tables(self, xml: str) -> Any:
        """Fit the columns of tables; one whose columns have no width is no sound table."""
        try:
            return super().fix_tables(xml)
        except (AttributeError, TypeError, ValueError) as error:
            raise tags.TagError("TPL008", "", said="w:tblGrid") from error

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Fill footnotes and endnotes once; docxtpl does it once a section, data for tags then."""
        for part in self.docx.part.package.iter_parts():
            if _NOTES.search(part.content_type):
                xml = self.patch_xml(
                    etree.tostring(etree.fromstring(part.blob), encoding="unicode")
                )
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode()

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties alone: `word.set_properties` writes them."""

    def _unknown(self, error: UnknownNameError, view: dict[str, Any]) -> TemplateError:
        if error.owner is None:
            return self._fault("TPL012", error, name=error.name)
        owner = view if error.top else error.owner
        close = nearest(error.name, map(str, owner)) if isinstance(owner, dict) else ""
        return self._fault("TPL004", error, said=f"`{error.name}`", suggestion=close)

    def _told(self, error: Exception) -> TemplateError:
        said = error.message if isinstance(error, JinjaError) else str(error)
        made = environment()
        code, params = faults.of_syntax(said or "", made.filters, made.tests)
        if code == "TPL023":
            opening = faults.opening_of(self.source, params["tag"])
            params["where"] = tags.shortened(tags.text_of(opening))
        return self._fault(code, error, **params)

    def _fault(self, code: str, error: BaseException, **params: object) -> TemplateError:
        texts = {name: str(value) for name, value in params.items()}
        if "said" in texts:  # it comes to stand within a sentence
            texts["said"] = texts["said"].rstrip(". ")
        where = texts.get("where") or self._paragraph(error) or self.file.name
        texts |= {"template": self.file.name, "where": _quoted(where)}
        return TemplateError(Problem(code, texts, file=self.file, path=self.part or None))

    def _paragraph(self, error: BaseException) -> str:
        """Text of the template's line in which the error arose: docxtpl puts a paragraph a line."""
        number = getattr(error, "lineno", None)
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename == "<template>":
                number = frame.lineno
        lines = self.source.split("\n")
        if not number or number > len(lines):
            return ""
        return tags.shortened(tags.text_of(lines[number - 1]))


def _quoted(text: str) -> str:
    return f"“{text}”"
