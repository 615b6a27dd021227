"""The one face of LibreOffice: documents in, PDFs out.

Why: the rest of the program must not depend on which way LibreOffice is reached by, nor on
whether a PDF comes from LibreOffice at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Protocol

from pipeline.errors import OfficeError, WorkspaceError
from pipeline.soffice.command import Command
from pipeline.soffice.installation import Installation
from pipeline.soffice.kit import Kit, KitUnusableError
from pipeline.soffice.pdf_file import Outcome
from pipeline.soffice.scratch import open_scratch


class Converter(Protocol):
    """Something that turns Word documents into PDFs; used by one thread at a time."""

    def convert(self, documents: Sequence[bytes]) -> list[Outcome]:
        """Convert documents.

        Returns:
            For each document, in their order, its PDF or what is wrong with it. A document that
            cannot be converted spoils no other.

        Raises:
            OfficeError: no document at all can be converted here.
            WorkspaceError: the folder for temporary files takes nothing.
        """
        ...


class _LibreOffice:
    """A `Converter` that starts LibreOffice meanwhile, and needs it with the first document."""

    def __init__(self, installation: Installation, limit: float, stack: ExitStack) -> None:
        self._installation = installation
        self._limit = limit
        self._stack = stack
        self._ways: tuple[Kit, Command] | None = None
        self._kit_usable = installation.kit

    def begin(self) -> None:
        """Start LibreOffice and do not wait for it; what goes wrong is told with a document."""
        if self._kit_usable:
            with suppress(WorkspaceError):
                self._ready_ways()[0].begin()

    def convert(self, documents: Sequence[bytes]) -> list[Outcome]:
        if not documents:
            return []
        kit, command = self._ready_ways()
        if self._kit_usable:
            try:
                first = kit.convert(documents)
            except KitUnusableError as error:
                self._kit_usable = False
                if error.hung:
                    command.starts = 1  # the second that hangs is enough
            else:
                return [_again(command, *tried) for tried in zip(documents, first, strict=True)]
        return command.convert(documents)

    def _ready_ways(self) -> tuple[Kit, Command]:
        if self._ways is None:
            scratch = self._stack.enter_context(open_scratch(self._installation))
            kit = Kit(self._installation, scratch, self._limit)
            self._stack.callback(kit.close)
            self._ways = kit, Command(self._installation, scratch, self._limit)
        return self._ways


def _again(command: Command, document: bytes, outcome: Outcome) -> Outcome:
    """Try a document that LibreOfficeKit did not convert once more, alone and the other way.

    Why: the second try is fairer so. LibreOfficeKit lays a document out as if for a screen, and
    a Debian without a desktop lacks what that needs for a comment in the margin.
    """
    if isinstance(outcome, bytes):
        return outcome
    try:
        return command.convert_alone(document)
    except OfficeError:  # soffice does not start: what LibreOfficeKit said stands
        return outcome


@contextmanager
def start(installation: Installation, *, limit: float) -> Iterator[Converter]:
    """Make LibreOffice ready; it starts at once, nobody waits for it, and it ends with the context.

    Args:
        installation: the LibreOffice to use.
        limit: seconds that one document may take; its start has a limit of its own.

    Raises:
        WorkspaceError: the folder for temporary files could not be removed.
    """
    with ExitStack() as stack:
        made = _LibreOffice(installation, limit, stack)
        made.begin()
        yield made
