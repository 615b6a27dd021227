"""PDFs that break PDF/A-2b in one way each, made from a good one; and the rule that each breaks.

Why: a validator that says yes to everything would pass every part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from pikepdf import (
    Array,
    Dictionary,
    Encryption,
    Name,
    Pdf,
    Permissions,
    Stream,
    StreamDecodeLevel,
    String,
)

Deed = Callable[[Pdf], None]


@dataclass(frozen=True)
class Violation:
    """A deed, and what it breaks.

    Attributes:
        deed: does it to a good PDF.
        rule: the one that is broken then, and no other: a clause of ISO 19005-2 and the number of
            the validator's test of it.
    """

    deed: Deed
    rule: str


def violated(good: bytes, deed: Deed) -> bytes:
    """A good PDF after a deed, else the same."""
    made = BytesIO()
    with Pdf.open(BytesIO(good)) as pdf:
        deed(pdf)
        # qpdf would pack streams anew, and mend what was done to them
        pdf.save(
            made,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
        )
    return made.getvalue()


def encrypted(good: bytes, user: str = "") -> bytes:
    """A good PDF encrypted; without a user's password everybody can open it, and not print it."""
    made = BytesIO()
    allowed = Permissions(print_lowres=False, print_highres=False)
    with Pdf.open(BytesIO(good)) as pdf:
        pdf.save(made, encryption=Encryption(owner="rahasia", user=user, allow=allowed))
    return made.getvalue()


# --- what a PDF says of itself --------------------------------------------------------------------


def _without_claim(pdf: Pdf) -> None:
    _say(pdf, rb"<pdfaid:(part|conformance)>\w</pdfaid:\1>", b"")


def _with_claim_of_another_part(pdf: Pdf) -> None:
    _say(pdf, rb"<pdfaid:part>2<", b"<pdfaid:part>4<")


def _say(pdf: Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert re.search(old, packet)
    pdf.Root.Metadata.write(re.sub(old, new, packet))


def _without_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


# --- colours and letters --------------------------------------------------------------------------


def _without_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _without_fonts(pdf: Pdf) -> None:
    found = [o for o in pdf.objects if isinstance(o, Dictionary) and "/FontFile2" in o]
    assert found
    for descriptor in found:
        del descriptor.FontFile2


def _with_unknown_blend(pdf: Pdf) -> None:
    state = Dictionary(Type=Name.ExtGState, BM=Name.Campur)
    pdf.pages[0].Resources.ExtGState = Dictionary(Campur=state)
    _draw(pdf, b"q /Campur gs Q")


# --- what runs, and what comes from elsewhere -----------------------------------------------------


def _with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('Halo')"))


def _with_external_stream(pdf: Pdf) -> None:
    pdf.Root.Luar = pdf.make_stream(b"", F=String("luar.txt"))


def _with_lzw(pdf: Pdf) -> None:
    _draw(pdf, _lzw(b"q Q"), packed=Name.LZWDecode)


def _with_bare_annotation(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[50, 50, 70, 70], F=28, Contents=String("Catatan")
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def _draw(pdf: Pdf, content: bytes, packed: Name | None = None) -> None:
    """Put content at the end of the first page."""
    stream = Stream(pdf, b"")
    stream.write(content, filter=packed)
    pdf.pages[0].contents_add(stream)


def _lzw(data: bytes) -> bytes:
    """A few bytes as LZW: a code of nine bits for each, between 'clear' and 'end'."""
    bits = "".join(f"{code:09b}" for code in (256, *data, 257))
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


VIOLATIONS: Mapping[str, Violation] = {
    "no claim": Violation(_without_claim, "6.6.4-1"),
    "another part of the standard": Violation(_with_claim_of_another_part, "6.6.4-2"),
    "no metadata": Violation(_without_metadata, "6.6.2.1-1"),
    "no output intent": Violation(_without_output_intent, "6.2.4.3-2"),
    "fonts not embedded": Violation(_without_fonts, "6.2.11.4.1-1"),
    "an unknown blend mode": Violation(_with_unknown_blend, "6.2.10-1"),
    "a script": Violation(_with_script, "6.5.1-1"),
    "an external stream": Violation(_with_external_stream, "6.1.7.1-3"),
    "LZW": Violation(_with_lzw, "6.1.7.2-1"),
    "an annotation without appearance": Violation(_with_bare_annotation, "6.3.3-1"),
}
