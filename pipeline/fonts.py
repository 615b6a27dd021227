"""The fonts that Word templates ask for, the letters that cases hold, and what this machine has.

Why: where a font is missing, another one takes its place in silence, and lines break elsewhere
than the designer saw. A font of the same measures (Liberation Sans for Arial) does no harm. Where
no font has a letter, an empty box is printed, and the PDF's text still looks right.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

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
_PARTS = re.compile(r"word/(styles|document|numbering|header\d*|footer\d*|footnotes)\.xml")
_ASKED = re.compile(rb'w:(?:ascii|hAnsi)="([^"]+)"')
_MOST = 20_000_000  # bytes of one part; a template's are a hundredth of that
_PATIENCE = 20.0
_LAST_LATIN = 0x24F  # end of Latin Extended-B: every text font has what Indonesian needs of it
_PUNCTUATION = range(0x2010, 0x2060)


def asked_by(templates: Iterable[Path]) -> list[str]:
    """Names of the fonts that templates ask for, sorted; a file that is no docx asks for none."""
    names: set[str] = set()
    for template in templates:
        try:
            with zipfile.ZipFile(template) as package:
                for part in filter(_PARTS.fullmatch, package.namelist()):
                    with package.open(part) as stream:
                        names.update(match.decode() for match in _ASKED.findall(stream.read(_MOST)))
        except (OSError, zipfile.BadZipFile, UnicodeDecodeError):
            continue  # whether a template is sound is judged elsewhere
    return sorted(names)


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
    return served.casefold() == font.casefold() or served in TWINS.get(font, ())


def command_for(font: str) -> str:
    """The command that installs a font's twin on Debian and Ubuntu, or an empty text."""
    package = PACKAGES.get(font, "")
    return f"sudo apt-get install {package}" if package and shutil.which("apt-get") else ""
