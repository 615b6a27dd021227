"""The word that a misspelt one stands for, or the words that one value holds.

Why: whoever is told that a key, a code or a command is unknown wants the right one in the same
breath; the command line proposes it without loading the models of the case file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

LONGEST = 200  # letters of a list that is proposed


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or an empty text."""
    lowered = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else ""


def parts(text: str) -> list[str]:
    """Split what was written with commas where a list was meant: ``penjara, denda``."""
    found = (re.sub(r"^(?:dan|atau)\s+", "", part.strip()) for part in text.split(","))
    return [part for part in found if part]


def as_list(written: object, known: Collection[str]) -> str:
    """Write a list as it was meant, each entry by the nearest known word: ``[penjara, denda]``.

    Args:
        written: what stands at the list's key, one text or several.
        known: the words that its entries can be.

    Returns:
        The list; an empty text where no entry is like a known word, or where it is prose.

    Why: to propose one word of several would drop the others, and a court's alternative with them.
    """
    texts = written if isinstance(written, list) else [written]
    found = [part for text in texts if isinstance(text, str) for part in parts(text)]
    near = [nearest(part.replace(" ", "_"), known) for part in found]
    proposed = ", ".join(word or part for word, part in zip(near, found, strict=True))
    return f"[{proposed}]" if any(near) and len(proposed) <= LONGEST else ""
