"""`--jobs`: how many cases are made at once.

Why: each needs a processor and a LibreOffice of its own; more than the machine bears make all slow.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import UsageError

EACH = 700 * 1024  # kB of memory that a worker and its LibreOffice may come to need
MOST = 256
_MEMINFO = Path("/proc/meminfo")


def jobs_option(text: str) -> int:
    """Read the option's value; click takes this function for the option's type.

    Raises:
        UsageError: the text is no number of jobs.
    """
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= MOST):
        raise UsageError.of("PGN014", value=text, most=MOST)
    return int(text)


def jobs_for(cases: int) -> int:
    """How many cases this machine bears at once; one at least, and no more than there are."""
    memory = _available()
    bearable = cases if memory is None else memory // EACH
    return max(1, min(_processors(), cases, bearable))


def _processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _available() -> int | None:
    """Memory that can be had without swapping, in kB; None where the system does not say."""
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
