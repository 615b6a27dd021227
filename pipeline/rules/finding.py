"""How a rule tells what it found: a problem at a key of the case file.

Why: a key that is missing has no place of its own; it is told at its parent's, under its own path.
A value that was written short, as one day for a stretch of days, is told where it was written.
"""

from __future__ import annotations

from pipeline.errors import Problem, Severity
from pipeline.yaml_text import Path_, Source, dotted, plain


def finding(
    source: Source,
    what: str,
    path: Path_,
    /,
    severity: Severity = "error",
    **params: object,
) -> Problem:
    """Make the problem with the code ``what`` at ``path``.

    Args:
        source: the case file.
        what: the code of the message.
        path: keys and zero-based indices of the normal form, from the top.
        severity: whether it refuses documents.
        params: what the message names.
    """
    kept = source.written(path)
    whole = len(kept) == len(path) or isinstance(plain(source.node(kept)), str)
    shown = kept if whole else (*kept, *_missing(path, kept))
    texts = {name: str(value) for name, value in params.items()}
    place = source.place(path)
    return Problem(what, texts, source.file, place, dotted(shown), severity)


def _missing(path: Path_, kept: Path_) -> Path_:
    """The steps that the file lacks, without indices that only the normal form has."""
    names = [step for step in path if isinstance(step, str)]
    return tuple(names[len([step for step in kept if isinstance(step, str)]) :])
