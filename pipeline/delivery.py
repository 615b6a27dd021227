"""Put in place what a build made of one case: all of it together, or its pages first.

Why: an officer at the desk waits for a page and not for the bundle. What lies there between the
two is what a case with an error leaves too, so a build that is cut off there costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents import Draft, Part
from pipeline.handwork import Handwork
from pipeline.papers import Paper
from pipeline.publish import holds, publish
from pipeline.results import Change, DocumentResult, State
from pipeline.workspace import Workspace


@dataclass(slots=True)
class Delivery:
    """What is put in place for one case; drafts that were edited stay, those that lapsed go.

    Attributes:
        workspace: where.
        nomor: the case's number.
        work: its drafts and whose they are.
        parts: their pages, in the same order.
        made: what became of each document; None until the drafts are in place.
        put: what was written of them.
    """

    workspace: Workspace
    nomor: str
    work: Handwork
    parts: Sequence[Part]
    made: tuple[DocumentResult, ...] | None = None
    put: Mapping[Path, bytes] = field(default_factory=dict)

    @property
    def is_undisturbed(self) -> bool:
        """Whether nobody has saved one of the drafts since it was put in place.

        Why: what is saved while the bundle is made must not pass for what was built.
        """
        return all(holds(file, content) for file, content in self.put.items())

    def put_drafts(self) -> None:
        """Put the drafts in place; an earlier bundle stays, and so do drafts that lapsed.

        Raises:
            WorkspaceError: a folder or the disk does not take it; all is as it was.
        """
        publish(self._drafts(), within=self.workspace.output)

    def put_bundle(self, content: bytes) -> Path:
        """Put the bundle in place, together with the drafts where they are not there yet.

        Returns:
            Where it is.

        Raises:
            WorkspaceError: a folder or the disk does not take it; all is as it was.
        """
        target = self.workspace.bundle(self.nomor)
        drafts = self._drafts() if self.made is None else {}
        publish({**drafts, target: content}, list(self.work.lapsed()), within=self.workspace.output)
        return target

    def _drafts(self) -> Mapping[Path, bytes]:
        """What is to be written, with what was saved meanwhile left out; edits that move go now."""
        self.work = self.work.looked_at_again()
        if spared := self.work.spared():
            publish(spared, within=self.workspace.output)
        contents = self.work.contents(self.parts)
        folder, kept = self.workspace.drafts(self.nomor), self.work.kept
        self.made = tuple(
            document(folder, draft, "kept" if draft.stem in kept else "made", contents)
            for draft in self.work.drafts
        )
        self.put = contents
        return contents


def document(
    folder: Path, paper: Draft | Paper, state: State, contents: Mapping[Path, bytes]
) -> DocumentResult:
    """What becomes of one document when these contents are written.

    Args:
        folder: where the case's drafts lie.
        paper: the document.
        state: how it was made.
        contents: what is about to be written, by its path.
    """
    docx, pdf = folder / f"{paper.stem}.docx", folder / f"{paper.stem}.pdf"
    change: Change = "same"
    if (fresh := contents.get(pdf)) is not None and not holds(pdf, fresh):
        change = "changed" if pdf.exists() else "new"
    return DocumentResult(paper.name, paper.item, state, docx, pdf, change)
