"""Drafts that somebody has edited in Word since they were made: found, and kept.

An edited draft follows the entry of the case file that it was made for, also where that entry's
paper has another name now. What no paper can take up lies beside them under a name of its own.

Why: an officer mends a sentence in Word at noon; the build of the evening must not take it away,
nor put it into another letter because a row was written above.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import docx

from pipeline.documents import Draft, Part
from pipeline.draft_record import RECORD, Record, read_record, state_of
from pipeline.errors import ConversionError, Problem
from pipeline.word import finish, package

SPARE = "suntingan-"  # begins the names of edits that have no place now
_NO_WORD_FILE = (AttributeError, LookupError, OSError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody made of a draft: where it lies, its bytes, and the entry it belongs to."""

    file: Path
    content: bytes
    owner: str | None

    @property
    def state(self) -> str:
        """The hash of its bytes."""
        return state_of(self.content)


@dataclass(frozen=True, slots=True)
class Handwork:
    """The drafts as they go on, and whose they are.

    Attributes:
        drafts: all drafts, those that were edited as somebody left them.
        folder: where the case's drafts lie.
        edits: what somebody made of a draft, by the draft's stem.
        homeless: edits that lie where a draft is to lie now, and belong to none.
        found: what lay in the folder, as hashes by stem; None where nothing did.
        record: what was made before.
        late: stems of those that were saved while their pages were being made.
    """

    drafts: tuple[Draft, ...]
    folder: Path
    edits: Mapping[str, Edit] = field(default_factory=dict)
    homeless: tuple[Edit, ...] = ()
    found: Mapping[str, str | None] = field(default_factory=dict)
    record: Record = field(default_factory=Record)
    late: frozenset[str] = frozenset()

    @property
    def kept(self) -> frozenset[str]:
        """Stems of those that are not made anew."""
        return frozenset(self.edits) | self.late

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A warning for each draft that was kept, has moved, or has no place."""
        stems = [draft.stem for draft in self.drafts]
        kept = [self._warning("SUN001", stem, document=stem) for stem in stems if stem in self.kept]
        moved = [
            self._warning("SUN003", stem, document=stem, former=self._former(stem))
            for stem in stems
            if stem in self._moved
        ]
        homeless = [
            Problem("SUN004", {"document": one.file.stem}, self._spare(one), severity="warning")
            for one in self.homeless
        ]
        return (*kept, *moved, *homeless)

    def looked_at_again(self) -> Handwork:
        """The same, with drafts kept that were saved while their pages were being made."""
        changed = {
            stem for stem, was in self.found.items()
            if _state(self.folder / f"{stem}.docx") not in (was, None)
        }  # fmt: skip
        late = {
            draft.stem for draft in self.drafts
            if (draft.stem not in self.edits and draft.stem in changed)
            or (draft.stem in self._moved and {draft.stem, self._former(draft.stem)} & changed)
        }  # fmt: skip
        homeless = tuple(one for one in self.homeless if one.file.stem not in late)
        return replace(self, late=frozenset(late), homeless=homeless)

    def spared(self) -> dict[Path, bytes]:
        """Edits that leave their place, to be written first, with whose they are.

        Why: files change one after the other; a build that is cut off between two of them must
        not have overwritten an edit that is not yet in its new place.
        """
        leaving = [self.edits[stem] for stem in self._moved if stem not in self.late]
        leaving += self.homeless
        if not leaving:
            return {}
        record = replace(self.record, edits={**self.record.edits, **self._owners()})
        files = {self._spare(one): one.content for one in leaving}
        return {self.folder / RECORD: record.to_json()} | files

    def contents(self, parts: Sequence[Part]) -> dict[Path, bytes]:
        """What is to be written, the record first: Word files but those kept, and all pages.

        Of a draft that was saved meanwhile nothing is written; the next build sees it.
        """
        made: dict[str, bytes] = {}
        moved: dict[str, bytes] = {}
        for draft, part in zip(self.drafts, parts, strict=True):
            if draft.stem in self.late:
                continue
            made[f"{part.stem}.pdf"] = part.pdf
            if draft.stem not in self.edits:
                made[f"{draft.stem}.docx"] = draft.docx
            elif draft.stem in self._moved:
                moved[f"{draft.stem}.docx"] = draft.docx
        record = self._renewed(made)
        contents = {RECORD: record.to_json(), **moved, **made}
        return {self.folder / name: content for name, content in contents.items()}

    def lapsed(self) -> Iterator[Path]:
        """Files that belong there no longer: ours that no hand touched, and edits that moved."""
        stems = {draft.stem for draft in self.drafts}
        for name, states in self.record.made.items():
            file = self.folder / name
            if file.stem not in stems and _state(file) in states:
                yield file
        placed = {edit.state for stem, edit in self.edits.items() if stem not in self.late}
        yield from (one for one in self.folder.glob(f"{SPARE}*.docx") if _state(one) in placed)
        for edit in (self.edits[stem] for stem in self._moved - self.late):
            if edit.file.stem not in stems and _state(edit.file) == edit.state:
                yield edit.file

    @property
    def _moved(self) -> frozenset[str]:
        """Stems of those whose edit lies under another name."""
        return frozenset(
            stem for stem, edit in self.edits.items() if edit.file != self.folder / f"{stem}.docx"
        )

    def _former(self, stem: str) -> str:
        return self.edits[stem].file.stem

    def _spare(self, edit: Edit) -> Path:
        stem = edit.file.stem
        aside = stem if stem.startswith(SPARE) else f"{SPARE}{stem}-{edit.state[:8]}"
        return self.folder / f"{aside}.docx"

    def _warning(self, code: str, stem: str, **params: str) -> Problem:
        return Problem(code, params, self.folder / f"{stem}.docx", severity="warning")

    def _owners(self) -> dict[str, str]:
        """Whose each edit is, by the hash of what is in it."""
        owners = {one.state: one.owner for one in self.homeless}
        for draft in self.drafts:
            if edit := self.edits.get(draft.stem):
                owners[edit.state] = draft.origin
        return {state: owner for state, owner in owners.items() if owner}

    def _renewed(self, made: Mapping[str, bytes]) -> Record:
        states = dict(self.record.made)
        for name, content in made.items():
            last = states.get(name, ())[-1:]
            states[name] = tuple(dict.fromkeys((*last, state_of(content))))
        origins = dict(self.record.origins)
        for draft in self.drafts:
            if draft.origin and draft.stem not in self.late:
                origins[draft.stem] = draft.origin
        return Record(states, origins, {**self.record.edits, **self._owners()})


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
    record = read_record(folder)
    counted = Counter(draft.origin for draft in drafts if draft.origin)
    current = {origin for origin, times in counted.items() if times == 1}
    stems = dict.fromkeys(draft.stem for draft in drafts)
    stems |= dict.fromkeys(stem for stem, origin in record.origins.items() if origin in current)
    found = {stem: _content(folder / f"{stem}.docx") for stem in stems}
    seen = {stem: None if content is None else state_of(content) for stem, content in found.items()}
    if discard:
        record = replace(record, edits={})
        return Handwork(tuple(drafts), folder, found=seen, record=record)
    ours = {draft.stem: state_of(draft.docx) for draft in drafts}
    edits = [
        Edit(folder / f"{stem}.docx", content, record.owner(stem, state_of(content)))
        for stem, content in found.items()
        if content is not None and not _is_ours(record, stem, state_of(content), ours)
    ]
    edits += _spares(folder, record, current)
    taken = {d.stem: edit for d in drafts if (edit := _edit_of(d, folder, edits, record, current))}
    going_on = [
        replace(one, docx=edit.content, expected=_words(edit.file, edit.content))
        if (edit := taken.get(one.stem))
        else one
        for one in drafts
    ]
    placed = {edit.content for edit in taken.values()}
    homeless = [e for e in edits if e.file.stem in ours and e.content not in placed]
    return Handwork(tuple(going_on), folder, taken, tuple(homeless), seen, record)


def _is_ours(record: Record, stem: str, state: str, ours: Mapping[str, str]) -> bool:
    return state == ours.get(stem) or state in record.made.get(f"{stem}.docx", ())


def _edit_of(
    draft: Draft, folder: Path, edits: Sequence[Edit], record: Record, current: Collection[str]
) -> Edit | None:
    """What somebody made of a draft: under its name, or where its entry's draft was before.

    Args:
        draft: as it was rendered.
        folder: where the case's drafts lie.
        edits: all edits that were found.
        record: what was made before.
        current: entries of the case file that can be told from all others.
    """
    own = next((edit for edit in edits if edit.file == folder / f"{draft.stem}.docx"), None)
    if draft.origin not in current or (own and own.owner in (None, draft.origin)):
        return own
    follows = next((edit for edit in edits if edit.owner == draft.origin), None)
    if follows or own is None:
        return follows
    # An entry that was itself changed is neither known nor anybody else's.
    is_changed = own.owner not in current and not record.knows(draft.origin or "")
    return own if is_changed else None


def _spares(folder: Path, record: Record, current: Collection[str]) -> Iterator[Edit]:
    """Edits that had no place, and whose entry has a paper now."""
    if not any(owner in current for owner in record.edits.values()):
        return
    for file in sorted(folder.glob(f"{SPARE}*.docx")):
        content = _content(file)
        owner = record.edits.get(state_of(content)) if content is not None else None
        if content is not None and owner in current:
            yield Edit(file, content, owner)


def _state(file: Path) -> str | None:
    content = _content(file)
    return None if content is None else state_of(content)


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
