"""The macro by which a warm LibreOffice turns one file into another, and never shows it.

Why: LibreOfficeKit's own way opens a document for a view, and prepares windows and paints for it: a
third of all the work. A macro of the profile can load it hidden, as `soffice --convert-to` does,
and the pages are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.soffice.profile import PDF

ADDRESS = "macro:///Standard.Berkas.Convert"
_LIBRARY = "http://openoffice.org/2000/library"
_SCRIPT = "http://openoffice.org/2000/script"
_DOCTYPE = '<!DOCTYPE {} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{}.dtd">\n'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARIES = (
    _HEAD
    + _DOCTYPE.format("library:libraries", "libraries")
    + f'<library:libraries xmlns:library="{_LIBRARY}" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/"'
    ' xlink:type="simple" library:link="false"/></library:libraries>\n'
)
_MODULES = (
    _HEAD
    + _DOCTYPE.format("library:library", "library")
    + f'<library:library xmlns:library="{_LIBRARY}" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Berkas"/></library:library>\n'
)
# Macros of the document never run, and what it links to is never fetched anew.
_LOADING = {"Hidden": "True", "MacroExecutionMode": "0", "UpdateDocMode": "0"}
_FILTER = "writer_pdf_Export"


def write_macro(profile: Path, source: str, target: str) -> None:
    """Put the macro into a profile.

    Args:
        profile: the folder of the profile.
        source: address of the Word file that it reads each time.
        target: address of the PDF that it writes; where it fails, there is none.
    """
    folder = profile / "user" / "basic"
    (folder / "Standard").mkdir(parents=True)
    module = (
        _HEAD
        + _DOCTYPE.format("script:module", "module")
        + f'<script:module xmlns:script="{_SCRIPT}" script:name="Berkas"'
        f' script:language="StarBasic">{escape(_basic(source, target))}</script:module>\n'
    )
    (folder / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (folder / "Standard" / "script.xlb").write_text(_MODULES, encoding="utf-8")
    (folder / "Standard" / "Berkas.xba").write_text(module, encoding="utf-8")


def _basic(source: str, target: str) -> str:
    """The macro's text."""
    options = {name: value for name, (_, value) in PDF.items()}
    storing = {"FilterName": f'"{_FILTER}"', "FilterData": "options()"}
    return "\n".join(
        (
            "Sub Convert",
            "On Error GoTo Failed",
            "Dim document As Object",
            *_properties("loading", _LOADING),
            *_properties("options", options),
            *_properties("storing", storing),
            f'document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, loading())',
            f'document.storeToURL("{target}", storing())',
            "Failed:",
            "On Error Resume Next",
            "document.close(True)",
            "End Sub",
        )
    )


def _properties(name: str, values: Mapping[str, str]) -> Iterator[str]:
    """Lines that fill an array of properties."""
    yield f"Dim {name}({len(values) - 1}) As New com.sun.star.beans.PropertyValue"
    for number, (key, value) in enumerate(values.items()):
        yield f'{name}({number}).Name = "{key}"'
        yield f"{name}({number}).Value = {value}"
