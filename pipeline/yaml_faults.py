"""What is wrong with a YAML file before a key of it is known: its bytes, its characters, its form.

Why: libyaml tells its own scanner's trouble in English, and often where it gave up and not where
the slip is; an officer needs the slip, in words of one code each.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CaseError, Place, Problem
from pipeline.yaml_slips import odd_blank

# C0 and C1 controls but tab and line feed, bidirectional marks, line separators, private use
# (the render stage marks paragraphs with two of them), noncharacters; and what nobody sees and no
# script needs: soft hyphens, spaces without width, tags. They make two names of one.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]|\r(?!\n)"
)
_COMMON = bytes(range(0x20, 0x7F)) + b"\t\n\r"  # signs of ASCII that any file may hold
# What such bytes begin with; without a byte order mark every second byte of Latin text is nought.
_ENCODINGS = (
    (re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff"), "UTF-32"),
    (re.compile(rb"\xff\xfe|\xfe\xff|\0[^\0]\0[^\0]|[^\0]\0[^\0]\0"), "UTF-16"),
)
# What begins a file of another kind, saved or renamed as a case file.
_OTHERS = (
    (b"PK\x03\x04", "Word, Excel, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
)
_LIBYAML = (
    ("mapping values are not allowed", "YML011"),
    ("cannot start any token", "YML012"),
    ("could not find expected ':'", "YML013"),
    ("did not find expected key", "YML014"),
    ("did not find expected '-' indicator", "YML014"),
    ("unexpected end of stream", "YML015"),
    ("did not find expected ',' or", "YML016"),
    ("did not find expected comment or line break", "YML017"),
    ("block sequence entries are not allowed", "YML018"),
    ("found unknown escape character", "YML033"),
    ("did not find expected hexdecimal number", "YML033"),
    ("invalid Unicode character escape code", "YML033"),
)
# What was opened and never closed, or never finished, is at fault, not where that was noticed.
_AT_OPENING = ("YML013", "YML015", "YML016")
REACH = 4  # lines above its notice in which an odd blank may have begun the trouble


def decode(raw: bytes, file: Path) -> str:
    """Decode the bytes of a file; line ends become line feeds.

    Raises:
        CaseError: YML032 for a file of another kind, YML003 for another encoding, YML004 for bytes
            that are no UTF-8, YML007 for a character that no file may hold.
    """
    for begins, kind in _OTHERS:
        if raw.startswith(begins):
            raise CaseError.of("YML032", file=file, kind=kind)
    for mark, encoding in _ENCODINGS:
        if mark.match(raw):
            raise CaseError.of("YML003", file=file, encoding=encoding)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        place = _at(before, len(before), file)
        raise CaseError(Problem("YML004", file=file, place=place)) from error
    if match := _first_forbidden(raw, text):
        place = _at(text, match.start(), file)
        raise CaseError(Problem("YML007", {"name": name_of(match[0])}, file=file, place=place))
    return text.replace("\r\n", "\n")


def _first_forbidden(raw: bytes, text: str) -> re.Match[str] | None:
    """The first character that no file may hold.

    What is left without the common signs is short, and says whether the text must be searched:
    that search alone takes as long as parsing a file does.
    """
    rare = raw.removeprefix(codecs.BOM_UTF8).translate(None, _COMMON).decode()
    if b"\r" not in raw and not _FORBIDDEN.search(rare):
        return None
    return _FORBIDDEN.search(text)


def forbidden(text: str) -> str | None:
    """Name of the first character that no value may hold; None where there is none."""
    match = _FORBIDDEN.search(text)
    return name_of(match[0]) if match else None


def name_of(character: str) -> str:
    """Name of a character that nobody sees."""
    return unicodedata.name(character, "") or f"U+{ord(character):04X}"


def _at(text: str, index: int, file: Path) -> Place:
    before = text[:index]
    return Place(file, before.count("\n") + 1, index - before.rfind("\n"))


def syntax(error: yaml.MarkedYAMLError, file: Path, lines: list[str]) -> CaseError:
    """Say in our codes what the parser stumbled over.

    Args:
        error: what PyYAML raised.
        file: named in the error.
        lines: the lines of the file.
    """
    said = f"{error.context or ''} {error.problem or ''}".strip()
    code = next((code for words, code in _LIBYAML if words in said), "YML010")
    noticed: Any = error.problem_mark or error.context_mark
    place = _marked(file, noticed, lines)
    if odd := _odd_blank_near(place, lines):
        return CaseError(odd)
    if code == "YML014" and lines[place.line - 1][: place.column - 1].strip(" -"):
        code = "YML019"  # the line begins well; something follows a value that had ended
    opened = error.context_mark if code in _AT_OPENING else None
    if opened is None or (code == "YML016" and opened.line == noticed.line):
        return CaseError(Problem(code, {"said": said}, file, place))
    related = () if code == "YML013" else (place,)
    place = _marked(file, opened, lines)
    return CaseError(Problem(code, {"said": said}, file, place, related=related))


def _odd_blank_near(noticed: Place, lines: list[str]) -> Problem | None:
    """The odd blank at which the parser's trouble began, on its line or shortly above."""
    for line in range(noticed.line, max(noticed.line - REACH, 0), -1):
        text = lines[line - 1]
        if (found := odd_blank(text)) is not None:
            place = Place(noticed.file, line, found + 1)
            return Problem("YML031", {"name": name_of(text[found])}, noticed.file, place)
    return None


def _marked(file: Path, mark: Any, lines: list[str]) -> Place:
    """The place of a mark; libyaml's may lie a line behind a file without a line end."""
    if mark.line >= len(lines):
        return Place(file, len(lines), len(lines[-1]) + 1)
    return Place(file, mark.line + 1, mark.column + 1)
