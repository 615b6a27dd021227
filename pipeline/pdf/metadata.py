"""Say anew what a PDF says about itself: its title, and nothing of who made it, when and where.

Why: LibreOffice copies the Word file's properties, and with them the name of whoever typed it,
and it writes the clock into four places. The same document must give the same bytes, and no more
of its maker than stands on its pages.
"""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

_CLAIM = re.compile(rb"<pdfaid:(part|conformance)>(\w)</pdfaid:\1>")
_PRODUCER = re.compile(r"LibreOffice \d+\.\d+")  # newer ones name the machine too
_DATE_OF_PROFILE = slice(24, 36)  # ICC.1:2010, 7.2: when the profile was made, here: just now
_CHECKSUM_OF_PROFILE = slice(84, 100)  # zeros mean that it was not computed
_NO_ID = bytes(16)

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


def restate(reader: PdfReader, title: str) -> bytes:
    """Write an opened PDF again with these metadata alone.

    Args:
        reader: the PDF as LibreOffice made it; what it claims of PDF/A is kept.
        title: what a viewer shows as its name; no personal data.

    Returns:
        The PDF. Of two that differ in their maker and the clock only, the same bytes.
    """
    said = _PRODUCER.match((reader.metadata and reader.metadata.producer) or "")
    producer = said[0] if said else "LibreOffice"
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {"/Title": title, "/Producer": producer}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("id-ID")
    _restate_xmp(root, title, producer)
    for intent in root.get("/OutputIntents", ()):
        _stop_clock(intent.get_object())
    return _write(writer)


def _restate_xmp(root: DictionaryObject, title: str, producer: str) -> None:
    packet = root.get("/Metadata")
    stream = packet.get_object() if packet is not None else None
    if not isinstance(stream, StreamObject):
        return
    claim = b"\n".join(match.group() for match in _CLAIM.finditer(stream.get_data())).decode()
    told = _XMP.format(claim=claim, title=escape(title), producer=escape(producer))
    stream.set_data(told.encode("utf-8"))


def _stop_clock(intent: DictionaryObject) -> None:
    """Clear the moment at which LibreOffice made the colour profile."""
    profile = intent["/DestOutputProfile"].get_object()
    if isinstance(profile, StreamObject):
        data = bytearray(profile.get_data())
        data[_DATE_OF_PROFILE] = bytes(12)
        data[_CHECKSUM_OF_PROFILE] = bytes(16)
        profile.set_data(bytes(data))


def _write(writer: PdfWriter) -> bytes:
    """Write the file under an identifier made from its content, where another was drawn by lot."""
    identifier = _NO_ID
    for _ in range(2):
        writer._ID = ArrayObject([ByteStringObject(identifier)] * 2)
        written = BytesIO()
        writer.write(written)
        identifier = sha256(written.getvalue()).digest()[:16]
    return written.getvalue()
