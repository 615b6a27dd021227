"""Say anew what a PDF says about itself: its title, and nothing of who made it, when and where.

Why: LibreOffice copies the Word file's properties, and with them the name of whoever typed it,
and it writes the clock into four places. The same document must give the same bytes, and no more
of its maker than stands on its pages.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, PdfError, String

__all__ = ["PdfError", "packet", "restate"]

_CLAIM = re.compile(rb"<pdfaid:(part|conformance)>(\w)</pdfaid:\1>")
_PRODUCER = re.compile(r"LibreOffice \d+\.\d+")  # newer ones name the machine too
_DATE_OF_PROFILE = slice(24, 36)  # ICC.1:2010, 7.2: when the profile was made, here: just now
_CHECKSUM_OF_PROFILE = slice(84, 100)  # zeros mean that it was not computed

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{claim}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def restate(pdf: bytes, title: str) -> bytes:
    """Write a PDF again with these metadata alone.

    Args:
        pdf: as LibreOffice made it; what it claims of PDF/A is kept.
        title: what a viewer shows as its name; no personal data.

    Returns:
        The PDF. Of two that differ in their maker and the clock only, the same bytes.

    Raises:
        PdfError: it is damaged.
    """
    with Pdf.open(BytesIO(pdf)) as document:
        said = _PRODUCER.match(str(document.docinfo.get("/Producer", "")))
        producer = said[0] if said else "LibreOffice"
        about = Dictionary(Title=String(title), Producer=String(producer))
        document.trailer.Info = document.make_indirect(about)
        for clock in ("/DocChecksum", "/ID"):
            if clock in document.trailer:
                del document.trailer[clock]
        root = document.Root
        root.Lang = String("id-ID")
        if "/Metadata" in root:
            told = packet(title, producer, _claim(root.Metadata.read_bytes()))
            root.Metadata = document.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)
        for intent in root.get("/OutputIntents", ()):
            _stop_clock(intent.DestOutputProfile)
        made = BytesIO()
        document.save(
            made,
            deterministic_id=True,
            fix_metadata_version=False,  # the packet is ours
            object_stream_mode=ObjectStreamMode.generate,
        )
    return made.getvalue()


def packet(title: str, producer: str, claim: str) -> bytes:
    """Return the XMP packet of a PDF.

    Args:
        title: what a viewer shows as its name.
        producer: the program that made it.
        claim: the elements by which it says which PDF/A it is; empty where it is none.
    """
    return _XMP.format(claim=claim, title=escape(title), producer=escape(producer)).encode()


def _claim(was: bytes) -> str:
    return b"\n".join(match.group() for match in _CLAIM.finditer(was)).decode()


def _stop_clock(profile: Object) -> None:
    """Clear the moment at which LibreOffice made the colour profile."""
    data = bytearray(profile.read_bytes())
    data[_DATE_OF_PROFILE] = bytes(12)
    data[_CHECKSUM_OF_PROFILE] = bytes(16)
    profile.write(bytes(data))
