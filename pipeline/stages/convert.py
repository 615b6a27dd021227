"""Convert drafts in Word to PDF, and believe a PDF only after looking at it.

Why: LibreOffice makes a blank page of a file that it does not understand, and says that all went
well. So the Word file is judged before, and the PDF after: it opens, has pages, and the words
that matter stand on them; a font that another one has replaced is noted.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.parsers import expat

from pipeline.documents import Draft, Part
from pipeline.errors import ConversionError, Problem
from pipeline.fonts import asked_by, strange, uncovered
from pipeline.pdf.metadata import PdfError, restate
from pipeline.pdf.text import PdfiumError, fonts_of_letters, read
from pipeline.soffice import Converter
from pipeline.store import Store

_MAIN = "word/document.xml"
_XML = (".xml", ".rels")
_ROOTS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main document",
    "http://purl.oclc.org/ooxml/wordprocessingml/main document",
)
_TRACKED = re.compile(rb"<w:(ins|del|moveFrom|moveTo|cellIns|cellDel)[\s/>]")
_MOST = 200 * 1024 * 1024  # bytes unpacked; a document of ours has less than one hundredth
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,  # cut off
    NotImplementedError,  # of a later kind of zip
    RuntimeError,  # locked with a password
    LookupError,  # an encoding that does not exist
    ValueError,  # a name that is no text, a number out of range
    OSError,  # a place outside the file
    expat.ExpatError,
)
_SHOWN = 3  # letters without a font that are named; more would not help
# Spaces that a line break put in or took away, hyphens at line ends, and marks without a width.
_IGNORED = re.compile(r"[\s\-\u2010\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def convert(
    drafts: Sequence[Draft], converter: Converter, store: Store | None = None
) -> list[Part]:
    """Convert drafts.

    Args:
        drafts: rendered documents.
        converter: an office that runs, or something that does the same.
        store: what was made before; it gets what is made now.

    Returns:
        A part for each draft, in their order. The same Word file gives the same bytes.

    Raises:
        ConversionError: with one problem for each draft that became no PDF, or not the right one.
    """
    outcomes: list[Part | ConversionError | None] = [_known(draft, store) for draft in drafts]
    for n, known in enumerate(outcomes):
        outcomes[n] = known or _fault(drafts[n].docx)
    sound = [n for n, outcome in enumerate(outcomes) if outcome is None]
    converted = converter.convert([drafts[n].docx for n in sound]) if sound else []
    for n, made in zip(sound, converted, strict=True):
        judged = made if isinstance(made, ConversionError) else _judge(drafts[n], made)
        outcomes[n] = judged
        if store and isinstance(judged, Part):
            _keep(judged, drafts[n], store)
    problems: list[Problem] = []
    parts: list[Part] = []
    for draft, outcome in zip(drafts, outcomes, strict=True):
        if isinstance(outcome, Part):
            parts.append(outcome)
        elif outcome is not None:
            problems += _named(outcome, draft)
    if problems:
        raise ConversionError(*problems)
    return parts


def _known(draft: Draft, store: Store | None) -> Part | None:
    """The part that was made of just this draft before."""
    found = store.find(draft.title.encode(), draft.docx) if store else None
    if found is None:
        return None
    head, _, pdf = found.partition(b"\n")
    pages, *fonts = head.decode().split("\t")
    return _part(draft, pdf, int(pages), fonts)


def _keep(part: Part, draft: Draft, store: Store) -> None:
    """Keep a part that was judged: a line with what was found, then its PDF."""
    head = "\t".join((str(part.pages), *part.strange))
    store.keep(f"{head}\n".encode() + part.pdf, draft.title.encode(), draft.docx)


def _part(draft: Draft, pdf: bytes, pages: int, fonts: Iterable[str]) -> Part:
    return Part(draft.name, draft.item, draft.title, draft.note, pdf, pages, tuple(fonts))


def _named(error: ConversionError, draft: Draft) -> list[Problem]:
    return [
        replace(problem, params={**problem.params, "document": draft.stem})
        for problem in error.problems
    ]


def _fault(docx: bytes) -> ConversionError | None:
    """Say why the pages would not be what Word shows of this file, or None.

    Why: LibreOffice passes over a broken header and calls a text file a document; changes that
    Word tracks it prints beside what they replace.
    """
    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > _MOST:
                return ConversionError.of("KNV009", limit=_MOST // 1024**2)
            parts = {member.filename: _read(package, member) for member in members}
        roots = {name: _root(part) for name, part in parts.items() if name.endswith(_XML)}
    except _BROKEN as error:
        return ConversionError.of("KNV001", detail=str(error) or type(error).__name__)
    if roots.get(_MAIN) not in _ROOTS or len(parts) < len(members):
        return ConversionError.of("KNV001")
    tracked = any(_TRACKED.search(parts[name]) for name in roots)
    return ConversionError.of("KNV010") if tracked else None


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read a member to its end, which proves its checksum.

    Raises:
        ValueError: it is packed as Word packs nothing; such ways fail in ways of their own.
    """
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("compression")
    return package.read(member)


def _root(xml: bytes) -> str:
    """Read XML to its end and return the root's name.

    Raises:
        ValueError: it has a document type, with which XML can grow without bounds.
        ExpatError: it is not well-formed.
    """
    names: list[str] = []

    def refuse(*_: object) -> None:
        raise ValueError("DOCTYPE")

    def enter(name: str, _: object) -> None:
        names.append(name)
        parser.StartElementHandler = None

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = enter
    parser.Parse(xml, True)
    return names[0]


def _judge(draft: Draft, pdf: bytes) -> Part | ConversionError:
    """Read a PDF as its reader will."""
    try:
        printed = read(pdf)
        told = restate(pdf, draft.title) if printed.texts else b""
        fonts = _strange(draft.docx, pdf, printed.fonts)
    except (PdfiumError, PdfError) as error:
        return ConversionError.of("KNV005", detail=type(error).__name__)
    if not printed.texts:
        return ConversionError.of("KNV005")
    pages = [_comparable(text) for text in printed.texts]
    missing = sum(not _stands_on(pages, words) for words in draft.expected)
    if missing:
        return ConversionError.of("KNV006", missing=missing, expected=len(draft.expected))
    if boxes := uncovered(set("".join(printed.texts))):
        named = ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in boxes[:_SHOWN])
        return ConversionError.of("KNV011", letters=named)
    return _part(draft, told, len(printed.texts), fonts)


def _strange(docx: bytes, pdf: bytes, printed: Iterable[str]) -> list[str]:
    """The fonts that took the place of others.

    A sign that a font lacks comes from another one, and no line breaks elsewhere for that; so only
    fonts in which letters stand count, which is asked of few PDFs.
    """
    found = strange(printed, asked_by([BytesIO(docx)]))
    return sorted(fonts_of_letters(pdf).intersection(found)) if found else []


def _stands_on(pages: Sequence[str], words: str) -> bool:
    """Whether words stand on a page, or run from one onto the next."""
    wanted = _comparable(words)
    if any(wanted in page for page in pages):
        return True
    parts = words.split()
    cuts = [
        (_comparable("".join(parts[:n])), _comparable("".join(parts[n:])))
        for n in range(1, len(parts))
    ]
    return any(
        head in page and tail in following
        for page, following in pairwise(pages)
        for head, tail in cuts
    )


def _comparable(text: str) -> str:
    """Bring text into a form in which print and source are equal.

    Why: print breaks lines, hyphenates, joins letters (``ﬁ``) and sets headings in capitals.
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()
