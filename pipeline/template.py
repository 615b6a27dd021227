"""A Word template with tags: opened, filled, its faults told with their paragraph.

Why: a template is foreign text; docxtpl's errors name no place, and it repairs broken XML in
silence, so both are held to account here.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline.errors import Problem, TemplateError
from pipeline.filters import UnprintableError, environment

_TAG = re.compile(r"<[^>]+>")


def open_template(file: Path) -> Template:
    """Open a template.

    Raises:
        TemplateError: it is not there, or is no Word document.
    """
    if not file.is_file():
        raise TemplateError.of("TPL001", file=file, template=file.name)
    try:
        template = Template(file)
        template.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError.of("TPL002", file=file, template=file.name) from error
    return template


class Template(DocxTemplate):
    """A Word template that tells its faults by file, paragraph and expression."""

    def __init__(self, file: Path) -> None:
        """Remember the file; docxtpl opens it later."""
        super().__init__(str(file))
        self.file = file
        self.source = ""

    def fill(self, view: dict[str, Any]) -> Document:
        """Render every part and return the filled document.

        Raises:
            TemplateError: with the paragraph in which it went wrong.
        """
        try:
            self.render(view, environment())
            return self.docx  # not get_docx(): it would open the template afresh
        except UnprintableError as fault:
            raise self._fault(fault.code, fault, **fault.params) from fault
        except SecurityError as error:
            raise self._fault("TPL007", error, said=error.message) from error
        except UndefinedError as error:
            raise self._fault("TPL004", error, said=error.message) from error
        except TemplateSyntaxError as error:
            raise self._fault("TPL003", error, said=error.message) from error
        except etree.XMLSyntaxError as error:
            raise self._fault("TPL008", error, said=error.msg) from error
        except (JinjaError, TypeError, ValueError, ArithmeticError, OverflowError) as error:
            raise self._fault("TPL003", error, said=error) from error

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Render one part, and hold its result to XML: docxtpl would repair it silently."""
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        result: str = super().render_xml_part(src_xml, part, context, jinja_env)
        etree.fromstring(result.encode())
        return result

    def _fault(self, code: str, error: BaseException, **params: object) -> TemplateError:
        where = self._paragraph(error) or self.file.name
        texts = {name: str(value) for name, value in params.items()}
        texts |= {"template": self.file.name, "where": f"“{where}”"}
        return TemplateError(Problem(code, texts, file=self.file))

    def _paragraph(self, error: BaseException) -> str:
        """Text of the template's line in which the error arose: docxtpl puts a paragraph a line."""
        number = getattr(error, "lineno", None)
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename == "<template>":
                number = frame.lineno
        lines = self.source.splitlines()
        if not number or number > len(lines):
            return ""
        text = " ".join(_TAG.sub("", lines[number - 1]).split())
        return text if len(text) <= 100 else f"{text[:97]}…"
