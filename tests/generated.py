"""Valid cases of every kind and stage, from nothing optional to everything, as text.

Why: the sample cases are what somebody thought of. Here the vocabulary itself is walked: a new key
is in the next case, and each key that may be missing is missing in some.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from pipeline.case import Case
from pipeline.catalog import Catalog
from tests.generating.life import STAGES, live
from tests.generating.officer import Officer
from tests.generating.words import Said, Words
from tests.generating.yaml import write

DENSITIES = (0.0, 0.15, 0.5, 0.85, 1.0)  # share of the keys that may be missing and are there


@dataclass(frozen=True)
class Generated:
    """A case file, and what it says.

    Attributes:
        number: it is generated again from this.
        nomor: its case number, hence its file's name.
        kind: which kind of case it is.
        stage: how far it came.
        text: the file.
        said: each text by the word that it alone has.
        nik: the client's identity number, where the file has it.
    """

    number: int
    nomor: str
    kind: str
    stage: str
    text: str
    said: Mapping[str, Said]
    nik: str | None

    def words_of(self, *keys: str) -> set[str]:
        """The words of all texts at or below these keys."""
        return {
            word
            for word, said in self.said.items()
            if any(f"{said.path}.".startswith(f"{key}.") for key in keys)
        }


def generate(number: int, catalog: Catalog) -> Generated:
    """The case of a number; the same number gives the same case.

    Args:
        number: from nought; kinds, stages and shares of what is filled in come in turn.
        catalog: says what must be there once a stage is over.
    """
    chance = Random(f"berkas {number}")  # noqa: S311 - nothing secret
    life = live(number, chance, DENSITIES[number % len(DENSITIES)])
    words = Words(number, chance, chance.choice((0, 0.1, 0.3)))
    data = Officer(life, words, catalog).section(Case, "")
    text = write(data, chance)
    nik = data["klien"].get("nik")
    return Generated(number, life.nomor, life.kind, STAGES[life.stage - 1], text, words.said, nik)
