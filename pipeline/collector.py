"""Let the cycle collector rest while a case file is judged or a workspace opened.

Why: a file becomes some ten thousand small objects that all live until its verdict stands and hold
no cycles; the collector would walk through them dozens of times and find nothing to free.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Hold the collector for one file, and leave it as it was found.

    The limits of a file (bytes, nodes) bound what can gather meanwhile.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
