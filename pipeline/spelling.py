"""The word that a misspelt one stands for.

Why: whoever is told that a key, a code or a command is unknown wants the right one in the same
breath; the command line proposes it without loading the models of the case file.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or an empty text."""
    lowered = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else ""
