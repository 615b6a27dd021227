"""The record beside a case's drafts: what was made there, and for which entry of the case file.

Of each file it holds the last state and the one before, since a build may be cut off between
writing the record and the files. It holds hashes and names of documents, nothing of a person.

Why: a Word file that the record does not know is somebody's work; and a file's name alone does
not tell whose: the second violation of a day becomes the third when one is written above it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

RECORD = ".dibuat.json"
_ORIGINS, _EDITS = "asal", "suntingan"  # no file is named so: those end in .docx or .pdf


@dataclass(frozen=True, slots=True)
class Record:
    """What was made.

    Attributes:
        made: hashes of what we made, by the file's name.
        origins: the entry of the case file that a draft was made for, by the draft's stem.
        edits: the same of drafts that were edited, by the hash of what is in them.
    """

    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[str, str] = field(default_factory=dict)

    def owner(self, stem: str, state: str) -> str | None:
        """The entry that an edited draft belongs to; None where nobody knows."""
        return self.edits.get(state) or self.origins.get(stem)

    def knows(self, origin: str) -> bool:
        """Whether a draft was made for this entry before."""
        return origin in self.origins.values() or origin in self.edits.values()

    def to_json(self) -> bytes:
        """As it is written, in a stable order."""
        content: dict[str, Any] = {name: list(states) for name, states in self.made.items()}
        for key, known in ((_ORIGINS, self.origins), (_EDITS, self.edits)):
            if known:
                content[key] = dict(known)
        return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"


def read_record(folder: Path) -> Record:
    """What was made last; nothing where no record can be read, so that all counts as edited."""
    try:
        read = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Record()
    if not isinstance(read, dict):
        return Record()
    made = {
        name: tuple(map(str, states)) for name, states in read.items() if isinstance(states, list)
    }
    return Record(made, _known(read.get(_ORIGINS)), _known(read.get(_EDITS)))


def state_of(content: bytes) -> str:
    """The hash by which the record knows what is in a file."""
    return sha256(content).hexdigest()


def _known(read: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}
