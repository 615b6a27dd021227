"""Drafts that somebody has edited in Word since they were made: found, and kept.

Beside the drafts of a case lies a record of what was made, by its hashes: of each file the last
state and the one before, since a build may be cut off between writing the record and the files. A
Word file that is neither, or that nobody knows the making of, is somebody's work.

Why: an officer mends a sentence in Word at noon; the build of the evening must not take it away.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import docx

from pipeline.documents import Draft, Part
from pipeline.errors import ConversionError, Problem
from pipeline.word import finish, package

RECORD = ".dibuat.json"
_NO_WORD_FILE = (AttributeError, LookupError, OSError, TypeError, ValueError)
States = Mapping[str, tuple[str, ...]]  # hashes of what we made, by the file's name


@dataclass(frozen=True, slots=True)
class Handwork:
    """The drafts as they go on, and whose they are.

    Attributes:
        drafts: all drafts, those that were edited as they stand in the folder.
        kept: stems of those that were edited.
        folder: where the case's drafts lie.
        found: what lay there under each draft's name, by its hash; None where nothing did.
        known: what was made before.
        late: stems of those that were saved while their pages were being made.
    """

    drafts: tuple[Draft, ...]
    kept: frozenset[str]
    folder: Path
    found: Mapping[str, str | None] = field(default_factory=dict)
    known: States = field(default_factory=dict)
    late: frozenset[str] = frozenset()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A warning for each draft that was kept."""
        return tuple(
            Problem("SUN001", {"document": one.stem}, self.folder / f"{one.stem}.docx",
                    severity="warning")
            for one in self.drafts
            if one.stem in self.kept
        )  # fmt: skip

    def looked_at_again(self) -> Handwork:
        """The same, with drafts kept that were saved while their pages were being made."""
        late = {
            stem for stem, was in self.found.items()
            if stem not in self.kept and _state(self.folder / f"{stem}.docx") not in (was, None)
        }  # fmt: skip
        return replace(self, kept=self.kept | late, late=frozenset(late))

    def contents(self, parts: Sequence[Part]) -> dict[Path, bytes]:
        """What is to be written, the record first: Word files but those kept, and all pages.

        Of a draft that was saved meanwhile nothing is written; the next build sees it.
        """
        made: dict[str, bytes] = {}
        for draft, part in zip(self.drafts, parts, strict=True):
            if draft.stem not in self.late:
                made[f"{part.stem}.pdf"] = part.pdf
            if draft.stem not in self.kept:
                made[f"{draft.stem}.docx"] = draft.docx
        states = {name: list(hashes) for name, hashes in self.known.items()}
        for name, content in made.items():
            last = list(dict.fromkeys((*states.get(name, [])[-1:], _hash(content))))
            states[name] = last
        record = json.dumps(states, indent=1, sort_keys=True).encode() + b"\n"
        return {self.folder / RECORD: record} | {self.folder / n: c for n, c in made.items()}

    def lapsed(self) -> Iterator[Path]:
        """Files that we made, that no hand has touched, and that are no paper of the case now."""
        stems = {draft.stem for draft in self.drafts}
        for name, hashes in self.known.items():
            file = self.folder / name
            if file.stem not in stems and _state(file) in hashes:
                yield file


def keep_edits(drafts: Sequence[Draft], folder: Path, *, discard: bool = False) -> Handwork:
    """Take edited drafts for the rendered ones.

    Args:
        drafts: what was rendered.
        folder: where the case's drafts lie.
        discard: whether edits are given up.

    Raises:
        ConversionError: an edited draft can do more than a document may, is none, or cannot be
            read.
    """
    known = _read_record(folder)
    going_on: list[Draft] = []
    kept: set[str] = set()
    found: dict[str, str | None] = {}
    for draft in drafts:
        file = folder / f"{draft.stem}.docx"
        content = _content(file)
        found[draft.stem] = None if content is None else _hash(content)
        ours = (None, _hash(draft.docx), *known.get(file.name, ()))
        if discard or content is None or found[draft.stem] in ours:
            going_on.append(draft)
        else:
            kept.add(draft.stem)
            going_on.append(replace(draft, docx=content, expected=_words(file, content)))
    return Handwork(tuple(going_on), frozenset(kept), folder, found, known)


def _state(file: Path) -> str | None:
    content = _content(file)
    return None if content is None else _hash(content)


def _content(file: Path) -> bytes | None:
    """What stands in a file; None where there is none."""
    try:
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            return stream.read(package.LARGEST_FILE + 1)
    except OSError as error:
        raise ConversionError.of("SUN002", file=file, said=error.strerror or "") from error


def _words(file: Path, content: bytes) -> tuple[str, ...]:
    """Look through an edited draft as through any file from outside; give words of it."""
    try:
        package.inspect(content)
        return tuple(finish.sample_words(docx.Document(io.BytesIO(content))))
    except package.PackageError as fault:
        raise ConversionError.of("SUN002", file=file, said=fault.code) from fault
    except _NO_WORD_FILE as error:
        raise ConversionError.of("SUN002", file=file, said="TPL002") from error


def _read_record(folder: Path) -> States:
    """What was made last; nothing where no record can be read, so that all counts as edited."""
    try:
        read = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {
        name: tuple(map(str, hashes)) for name, hashes in read.items() if isinstance(hashes, list)
    }


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
