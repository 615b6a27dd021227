"""What LibreOffice left where a PDF should be: the PDF, or what is wrong with it.

Why: LibreOffice reports success without a file, and a file may be half-written; only the file
itself tells.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ConversionError

Outcome = bytes | ConversionError


def whole_pdf(path: Path) -> bytes | None:
    """Read a PDF; None where there is none or it is not whole."""
    if not path.is_file():
        return None
    pdf = path.read_bytes()
    return pdf if pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-1024:] else None


def no_pdf(path: Path, detail: str | None) -> ConversionError:
    """Say why LibreOffice's answer is none: it left no file, or rubbish."""
    return ConversionError.of("KNV005" if path.is_file() else "KNV002", detail=detail)
