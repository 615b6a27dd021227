"""The fonts that Word templates ask for, the letters that cases hold, and what this machine has.

Why: where a font is missing, another one takes its place in silence, and lines break elsewhere
than the designer saw. A font of the same measures (Liberation Sans for Arial) does no harm. Where
no font has a letter, an empty box is printed, and the PDF's text still looks right.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from pipeline.documents import Part
from pipeline.errors import Problem

TWINS = {
    "Arial": ("Liberation Sans", "Arimo"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
    "Courier New": ("Liberation Mono", "Cousine"),
    "Helvetica": ("Liberation Sans", "Arimo", "Nimbus Sans"),
    "Times New Roman": ("Liberation Serif", "Tinos"),
}
PACKAGES = {  # Debian and Ubuntu
    "Arial": "fonts-liberation",
    "Calibri": "fonts-crosextra-carlito",
    "Cambria": "fonts-crosextra-caladea",
    "Courier New": "fonts-liberation",
    "Helvetica": "fonts-liberation",
    "Times New Roman": "fonts-liberation",
}
_PARTS = re.compile(
    r"word/(styles|document|numbering|header\d*|footer\d*|footnotes|theme/theme1)\.xml"
)
_ASKED = re.compile(rb'w:(?:ascii|hAnsi)="([^"]+)"')
_BY_THEME = re.compile(rb'w:(?:ascii|hAnsi)Theme="(major|minor)')
_THEME = re.compile(rb'<a:(major|minor)Font>\s*<a:latin typeface="([^"]+)"')
_BASES = re.compile(
    rb'<w:rPrDefault>.*?</w:rPrDefault>|<w:style [^>]*w:default="1".*?</w:style>', re.DOTALL
)
_WORDS_OWN = b"Times New Roman"  # for text to which no style gives a font
_MOST = 20_000_000  # bytes of one part; a template's are a hundredth of that
_PATIENCE = 20.0
_LAST_LATIN = 0x24F  # end of Latin Extended-B: every text font has what Indonesian needs of it
_PUNCTUATION = range(0x2010, 0x2060)


def asked_by(files: Iterable[Path | BytesIO]) -> list[str]:
    """Names of the fonts that Word files ask for, sorted; a file that is no docx asks for none."""
    names: set[bytes] = set()
    for file in files:
        try:
            with zipfile.ZipFile(file) as package:
                parts = {
                    name: package.open(name).read(_MOST)
                    for name in package.namelist()
                    if _PARTS.fullmatch(name)
                }
        except (OSError, zipfile.BadZipFile):
            continue  # whether a file is sound is judged elsewhere
        names |= _asked_in(parts)
    return sorted(html.unescape(name.decode("utf-8", "replace")) for name in names)


def _asked_in(parts: Mapping[str, bytes]) -> set[bytes]:
    themed = {use for part in parts.values() for use in _BY_THEME.findall(part)}
    theme = dict(_THEME.findall(parts.get("word/theme/theme1.xml", b"")))
    names = {name for part in parts.values() for name in _ASKED.findall(part)}
    bases = _BASES.findall(parts.get("word/styles.xml", b""))
    if not any(_ASKED.search(base) or _BY_THEME.search(base) for base in bases):
        names.add(_WORDS_OWN)
    return names | {theme[use] for use in themed & theme.keys()}


def strange(printed: Iterable[str], asked: Sequence[str]) -> list[str]:
    """The fonts of a PDF that are neither asked for nor twins of one that is, sorted.

    Args:
        printed: their PostScript names, ``LiberationSans-Bold``.
        asked: names of the fonts that the Word file asks for.

    Returns:
        Their names; nothing where nobody can be asked for their families (no fontconfig).
    """
    plain = {_plain(twin) for font in asked for twin in (font, *_twins(font))}
    found = [name for name in printed if _plain(name.partition("-")[0]) not in plain]
    known = {name: families_of(name) for name in found}
    return sorted(
        name
        for name, own in known.items()
        if own is not None and plain.isdisjoint(map(_plain, own))
    )


def replaced(parts: Iterable[Part], file: Path) -> list[Problem]:
    """Tell that others than the fonts asked for stand on pages, once for all parts of a case.

    Args:
        parts: the pages of its documents.
        file: its case file.
    """
    found = {part.stem: part.strange for part in parts if part.strange}
    fonts = ", ".join(sorted({font for each in found.values() for font in each}))
    params = {"fonts": fonts, "documents": ", ".join(found)}
    return [Problem("KNV014", params, file, severity="warning")] if found else []


@cache
def families_of(name: str) -> tuple[str, ...] | None:
    """The families of a font, by its PostScript name; None where nobody can be asked.

    Why: the name of Times New Roman is ``TimesNewRomanPSMT``, which tells only fontconfig.
    """
    program = shutil.which("fc-list")
    answer = _ask([program, f":postscriptname={name}", "--format=%{family},"]) if program else None
    return None if answer is None else tuple(answer.split(","))


def _plain(family: str) -> str:
    return re.sub(r"\W", "", family).casefold()


def uncovered(characters: Iterable[str]) -> list[str]:
    """Those of the characters that no font of this machine has, sorted.

    Latin letters and common punctuation are taken to be there. Where nobody can be asked (no
    fontconfig), nothing is known to be missing.
    """
    program = shutil.which("fc-list")
    rare = sorted({c for c in characters if _is_rare(c)})
    return [c for c in rare if program and not _is_covered(program, c)]


def _is_rare(character: str) -> bool:
    code = ord(character)
    common = code <= _LAST_LATIN or code in _PUNCTUATION
    return not common and unicodedata.category(character)[0] in "LMNPS"


@cache
def _is_covered(program: str, character: str) -> bool:
    answer = _ask([program, f":charset={ord(character):x}", "family"])
    return answer is None or bool(answer)


def served_for(font: str) -> str | None:
    """The font that this machine takes for one; None where nobody can be asked (no fontconfig)."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    return _ask([program, "--format=%{family[0]}", "--", font]) or None


@cache
def installed() -> tuple[str, ...]:
    """Families of this machine's fonts; none where nobody can be asked (no fontconfig)."""
    program = shutil.which("fc-list")
    answer = _ask([program, "--format=%{family}\n"]) if program else None
    families = (name for line in (answer or "").splitlines() for name in line.split(","))
    return tuple(sorted({name.strip() for name in families if name.strip()}))


def state() -> str | None:
    """All fonts of this machine with their versions; None where nobody can be asked.

    Why: a font that is put in, taken out or renewed may break lines elsewhere.
    """
    program = shutil.which("fc-list")
    answer = _ask([program, "--format=%{file} %{fontversion}\n"]) if program else None
    return "\n".join(sorted(answer.splitlines())) if answer else None


def _ask(command: list[str]) -> str | None:
    """What fontconfig answers; None where it does not."""
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip()


def serves(served: str, font: str) -> bool:
    """Whether lines will break where the designer saw them break."""
    return served.casefold() == font.casefold() or served in _twins(font)


def _twins(font: str) -> tuple[str, ...]:
    """Fonts of the same measures; Word takes a font's name in any case."""
    return next((own for name, own in TWINS.items() if name.casefold() == font.casefold()), ())


def command_for(font: str) -> str:
    """The command that installs a font's twin on Debian and Ubuntu, or an empty text."""
    package = PACKAGES.get(font, "")
    return f"sudo apt-get install {package}" if package and shutil.which("apt-get") else ""
