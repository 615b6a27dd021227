"""Word documents that tests convert."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from docx import Document

AUTHOR = "Sukirman Wiryawan"


@cache
def word(text: str, pages: int = 1) -> bytes:
    """Make a Word document: a heading, pages of text and tables, its author's name within."""
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.last_modified_by = AUTHOR
    document.add_heading(text, 1)
    for page in range(1, pages + 1):
        document.add_paragraph(f"{text}, lembar {page}. " * 12)
        table = document.add_table(rows=2, cols=3)
        table.cell(1, 2).text = f"sel {page}"
        if page < pages:
            document.add_page_break()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def members(docx: bytes) -> dict[str, bytes]:
    """Unpack a Word document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Pack a Word document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return made.getvalue()
