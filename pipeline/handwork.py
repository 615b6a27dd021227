"""Drafts that somebody has edited in Word since they were made: found, and kept.

Beside the drafts of a case lies a record of what was made, by its hashes. A Word file that is no
longer what was made, or that nobody knows the making of, is somebody's work.

Why: an officer mends a sentence in Word at noon; the build of the evening must not take it away.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import docx

from pipeline.documents import Draft
from pipeline.errors import ConversionError, Problem
from pipeline.word import finish, package

RECORD = ".dibuat.json"
_NO_WORD_FILE = (AttributeError, LookupError, OSError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Handwork:
    """The drafts as they go on, and whose they are.

    Attributes:
        drafts: all drafts, those that were edited as they stand in the folder.
        kept: stems of those that were edited.
        record: the record that belongs beside them.
        problems: a warning for each that was kept.
    """

    drafts: tuple[Draft, ...]
    kept: frozenset[str]
    record: bytes
    problems: tuple[Problem, ...]


def keep_edits(drafts: Sequence[Draft], folder: Path, *, discard: bool = False) -> Handwork:
    """Take edited drafts for the rendered ones.

    Args:
        drafts: what was rendered.
        folder: where the case's drafts lie.
        discard: whether edits are given up.

    Raises:
        ConversionError: an edited draft can do more than a document may, or is none.
    """
    made = _read_record(folder)
    going_on: list[Draft] = []
    kept: list[str] = []
    for draft in drafts:
        fresh, known = _hash(draft.docx), made.get(draft.stem)
        made[draft.stem] = fresh
        file = folder / f"{draft.stem}.docx"
        edited = None if discard else _edited(file, {fresh, known})
        if edited is not None:
            kept.append(draft.stem)
            made[draft.stem] = known or fresh
            going_on.append(replace(draft, docx=edited, expected=_words(file, edited)))
        else:
            going_on.append(draft)
    problems = tuple(
        Problem("SUN001", {"document": stem}, folder / f"{stem}.docx", severity="warning")
        for stem in kept
    )
    record = json.dumps(made, indent=1, sort_keys=True).encode() + b"\n"
    return Handwork(tuple(going_on), frozenset(kept), record, problems)


def edited_stems(folder: Path, stems: Iterable[str]) -> frozenset[str]:
    """Which of these drafts hold somebody's work: no clean and no build takes them away."""
    made = _read_record(folder)
    return frozenset(
        stem for stem in stems if _edited(folder / f"{stem}.docx", {made.get(stem)}) is not None
    )


def _edited(file: Path, ours: set[str | None]) -> bytes | None:
    """What stands in a file, where it is not ours; None where it is, or is not there."""
    if not file.is_file():
        return None
    try:
        with file.open("rb") as stream:
            content = stream.read(package.LARGEST_FILE + 1)
    except OSError as error:
        raise ConversionError.of("SUN002", file=file, said=error.strerror or "") from error
    return None if _hash(content) in ours else content


def _words(file: Path, content: bytes) -> tuple[str, ...]:
    """Look through an edited draft as through any file from outside; give words of it."""
    try:
        package.inspect(content)
        return tuple(finish.sample_words(docx.Document(io.BytesIO(content))))
    except package.PackageError as fault:
        raise ConversionError.of("SUN002", file=file, said=fault.code) from fault
    except _NO_WORD_FILE as error:
        raise ConversionError.of("SUN002", file=file, said="TPL002") from error


def _read_record(folder: Path) -> dict[str, str]:
    """What was made last; nothing where no record can be read, so that all counts as edited."""
    try:
        read = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in read.items()} if isinstance(read, Mapping) else {}


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
