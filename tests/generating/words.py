"""Words and texts of generated cases: each value carries a word that no other value has.

Why: a value that lands on a paper where another one belongs, or in another client's papers, is
recognised by its word, whichever way it came there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_SYLLABLES = tuple(c + v for c in "bdgjklmnprst" for v in "aeiou")
_SIZE = len(_SYLLABLES)
# No Indonesian word and no template begins a word so.
TOKEN = re.compile(r"x(?:[bdgjklmnprst][aeiou]){5}", re.IGNORECASE)

_PLAIN = ("{0}", "Sari {0}", "{0} Wening, S.H.", "Dukuh {0}", "{0} lan Tirta", "nomor {0}/2026")
_AWKWARD = (
    "A & B <x> {0}",
    "{{{{ {0} }}}}",
    "{{% if {0} %}}",
    "{{# {0} #}}",
    "{{{{ klien.nama }}}} {0}",
    "</w:t>{0}</w:p>",
    "&amp; {0} &lt;",
    "\"{0}\" dan 'kutip' ”balik’",
    "{0}: ya, tidak - # *bintang*",
    "Ñuñez Šárka é ü ā {0}",
    "%s %(nama)s {0} \\1 $1",
    "{{_{{ {0} }}_}}",
)
_NAMES = ("{0}", "Sari {0}", "Ni Luh {0} Ayu", "{0} Wening, S.H.", "Tri {0}")
_AWKWARD_NAMES = ("{0} O'Neil-Wibowo", "Ñuñez Šárka {0}", "{0} & Sari <x>", "{{{{ {0} }}}} Adi")
_LONG = "Raden Mas Panji Kusumawardhana Wiratmadja bin Hadiningrat Suryokusumo " * 4 + "{0}"
_SENTENCES = (
    "Klien menerangkan bahwa {0} terjadi pada pagi hari.",
    "Menurut saksi, {0}; hal itu dibenarkan oleh keluarga & tetangga.",
    "Keadaan {0} baik (lihat halaman 2).",
    "Pada hari itu {0} bekerja dengan tekun, sebagaimana dicatat oleh pengawas di lokasi, dan "
    "tidak meninggalkan tempat sebelum waktunya selesai.",
    "Kutipan: “{0}” menurut <sumber> {{{{ bukan tag }}}}.",
)


def token(case: int, field: int) -> str:
    """The word of a field of a case; two never have the same."""
    if not (0 <= case < _SIZE**3 and 0 <= field < _SIZE**2):
        raise ValueError(f"no word for case {case}, field {field}")
    digits = [field % _SIZE, field // _SIZE]
    for _ in range(3):
        case, digit = divmod(case, _SIZE)
        digits.append(digit)
    return "X" + "".join(_SYLLABLES[digit] for digit in reversed(digits))


def tokens_in(text: str) -> set[str]:
    """The words of values in a text, in small letters."""
    return {found.casefold() for found in TOKEN.findall(text)}


@dataclass(frozen=True)
class Prose:
    """A narrative as it is typed: paragraphs, and list items that begin with ``- ``."""

    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Said:
    """A text of a case: where it stands (dotted, without indices), and what it says."""

    path: str
    text: str


class Words:
    """Makes the texts of one case, and remembers which word stands for which."""

    def __init__(self, case: int, chance: Random, awkward: float) -> None:
        """Begin with no text; ``awkward`` is the share of texts that are hard to print."""
        self.said: dict[str, Said] = {}
        self._case, self._chance, self._awkward = case, chance, awkward

    def new(self, path: str, pattern: str) -> str:
        """A text of this pattern, with a word of its own."""
        word = token(self._case, len(self.said))
        text = pattern.format(word)
        self.said[word.casefold()] = Said(path, text)
        return text

    def text(self, path: str) -> str:
        """One line of text, now and then an awkward or a very long one."""
        if self._chance.random() < self._awkward:
            return self.new(path, self._chance.choice((*_AWKWARD, _LONG)))
        return self.new(path, self._chance.choice(_PLAIN))

    def name(self, path: str) -> str:
        """A person's name, now and then an awkward or a very long one."""
        if self._chance.random() < self._awkward:
            return self.new(path, self._chance.choice((*_AWKWARD_NAMES, _LONG)))
        return self.new(path, self._chance.choice(_NAMES))

    def prose(self, path: str) -> Prose:
        """Some paragraphs and list items."""
        return Prose(tuple(self._blocks(path)))

    def _blocks(self, path: str) -> Iterator[tuple[str, str]]:
        for number in range(self._chance.choice((1, 1, 2, 4))):
            if self._chance.random() < self._awkward:
                pattern = self._chance.choice(_AWKWARD[:-1])
            else:
                pattern = self._chance.choice(_SENTENCES)
            item = number > 0 and self._chance.random() < 0.5
            yield ("item" if item else "paragraph"), self.new(path, pattern)
