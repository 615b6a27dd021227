"""LibreOffice's settings for our use: its profile, and how it writes a PDF.

Why: a profile of our own makes each machine convert alike; and a document from outside must not
make LibreOffice fetch, run or reveal anything.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_MISC = "/org.openoffice.Office.Common/Misc"
_SETUP = "/org.openoffice.Setup/Office"
_UPDATE_CHECK = (
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
)

_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # a document's links to files and the network are never followed
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    # no macro runs
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    # no author in the PDF
    (_SCRIPTING, "RemovePersonalInfoOnSaving", "true"),
    # no wizard, no recovery, no crash report, no look for updates
    (_MISC, "FirstRun", "false"),
    (_MISC, "CrashReport", "false"),
    (_SETUP, "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    (_UPDATE_CHECK, "AutoCheckEnabled", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)

PDF: dict[str, tuple[str, str]] = {  # type and value of each option
    "SelectPdfVersion": ("long", "2"),  # PDF/A-2b
    "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    # Comments are for colleagues, not for the court; a form's fields are printed as text.
    "ExportNotes": ("boolean", "false"),
    "ExportFormFields": ("boolean", "false"),
    # Named because LibreOffice drops its defaults for images where any option is given.
    "UseLosslessCompression": ("boolean", "false"),
    "Quality": ("long", "90"),
    "ReduceImageResolution": ("boolean", "true"),
    "MaxImageResolution": ("long", "300"),
}
PDF_OPTIONS = json.dumps({name: {"type": kind, "value": v} for name, (kind, v) in PDF.items()})


def write_profile(folder: Path, series: str) -> None:
    """Make a profile for a LibreOffice of this series (``7.4``) in a folder.

    Why: naming the series as the last that was started spares the trials of the graphics that
    LibreOffice makes at the first start of each: 0.7 of 0.8 seconds.
    """
    last = ("/org.openoffice.Setup/Product", "ooSetupLastVersion", series)
    items = "".join(_ITEM.format(*setting) for setting in (*_SETTINGS, last))
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f"{_HEAD}{items}</oor:items>\n", encoding="utf-8"
    )


def trial_document() -> bytes:
    """Make the smallest Word document.

    Why: when LibreOffice turns it into a PDF, it works; what goes wrong afterwards is the fault of
    the document that it was given, and the limit for a document counts from there.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _TRIAL.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()


_OOXML = "http://schemas.openxmlformats.org"
_TRIAL = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OOXML}/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OOXML}/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml"'
        f' Type="{_OOXML}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{_OOXML}/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>berkas</w:t></w:r></w:p></w:body></w:document>"
    ),
}
