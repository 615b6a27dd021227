"""The other way: soffice on the command line, one start for all documents of a call.

Why: LibreOfficeKit is not everywhere. The command line says little: its exit code is zero
whatever happens, and what it skips it skips in silence. So the files are watched as they appear,
in the order of the documents, and they alone are believed.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import ConversionError, OfficeError
from pipeline.soffice.installation import Installation
from pipeline.soffice.pdf_file import Outcome, no_pdf, whole_pdf
from pipeline.soffice.profile import PDF_OPTIONS, trial_document
from pipeline.soffice.scratch import Scratch, refused_by_disk, start_limit

MOST = 100  # documents in one start, since Windows limits the length of a command
STARTS = 2
_TICK = 0.03
_ALONE = 2  # files: the trial document and one other

End = Literal["ended", "hung", "died"]


@dataclass(frozen=True, slots=True)
class _Run:
    """What one start of soffice left: how it ended, and a file or none for each document."""

    end: End
    pdfs: Mapping[int, bytes]
    faults: Mapping[int, ConversionError]
    last_words: str | None


class Command:
    """A `Converter` that starts soffice for each call, until one start has failed for good.

    Attributes:
        starts: how often it is tried whether soffice starts; less where that was seen to hang.
    """

    def __init__(self, installation: Installation, scratch: Scratch, limit: float) -> None:
        """Take what it needs; nothing is started."""
        self.starts = STARTS
        self._last_words: str | None = None
        self._program = installation.program
        self._scratch = scratch
        self._limit = limit

    def convert(self, documents: Sequence[bytes]) -> list[Outcome]:
        """Convert the documents; see `Converter`.

        Raises:
            OfficeError: soffice does not get as far as its first document.
            WorkspaceError: the temporary folder takes nothing.
        """
        outcomes: dict[int, Outcome] = {}
        with refused_by_disk():
            while pending := [n for n in range(len(documents)) if n not in outcomes]:
                batch = pending[:MOST]
                made = self._convert_batch([documents[n] for n in batch])
                outcomes |= {batch[place]: outcome for place, outcome in made.items()}
        return [outcomes[n] for n in range(len(documents))]

    def _convert_batch(self, documents: Sequence[bytes]) -> dict[int, Outcome]:
        """Convert as far as one start gets, and judge the document at which it stopped.

        Why: documents before the last file were passed over, so they are at fault themselves. The
        first one behind it may be, and is tried alone; the rest had no chance yet.
        """
        run = self._run(documents)
        behind = max(run.pdfs, default=-1) + 1
        outcomes: dict[int, Outcome] = {n: run.faults[n] for n in range(behind) if n in run.faults}
        outcomes |= run.pdfs
        if behind < len(documents):
            outcomes[behind] = self.convert_alone(documents[behind])
        return outcomes

    def convert_alone(self, document: bytes) -> Outcome:
        """Convert one document in a start of its own; one try.

        Raises:
            OfficeError: soffice does not get as far as the document.
            WorkspaceError: the temporary folder takes nothing.
        """
        with refused_by_disk():
            run = self._run([document])
        if run.pdfs:
            return run.pdfs[0]
        if run.end == "ended":
            return run.faults[0]
        code = "KNV003" if run.end == "hung" else "KNV004"
        return ConversionError.of(code, limit=f"{self._limit:g}")

    def _run(self, documents: Sequence[bytes]) -> _Run:
        """Start soffice once; the trial document goes ahead of all others.

        Raises:
            OfficeError: not even the trial document became a PDF, twice.
        """
        while self.starts:
            run = self._start([trial_document(), *documents])
            if 0 in run.pdfs:
                self.starts = STARTS
                return _Run(
                    run.end,
                    {n - 1: pdf for n, pdf in run.pdfs.items() if n},
                    {n - 1: fault for n, fault in run.faults.items() if n},
                    run.last_words,
                )
            self.starts -= 1
            self._last_words = run.last_words
        raise OfficeError.of("KNV007", detail=self._last_words, program=self._program)

    def _start(self, documents: Sequence[bytes]) -> _Run:
        sources, targets = self._scratch.folder / "in", self._scratch.folder / "out"
        names = [f"{n:04}" for n in range(len(documents))]
        for folder in (sources, targets):
            folder.mkdir()
        try:
            files = [sources / f"{name}.docx" for name in names]
            for file, document in zip(files, documents, strict=True):
                file.write_bytes(document)
            process = self._scratch.spawn(self._command(targets, files), talk=False)
            end = self._watch(process, targets)
            return self._collect(end, [targets / f"{name}.pdf" for name in names])
        finally:
            for folder in (sources, targets):
                shutil.rmtree(folder)

    def _command(self, targets: Path, files: Sequence[Path]) -> list[str | Path]:
        return [
            self._program,
            f"-env:UserInstallation={self._scratch.fresh_profile('command').as_uri()}",
            "--headless",
            "--norestore",
            "--infilter=MS Word 2007 XML",
            "--convert-to",
            f"pdf:writer_pdf_Export:{PDF_OPTIONS}",
            "--outdir",
            targets,
            *files,
        ]

    def _watch(self, process: subprocess.Popen[bytes], targets: Path) -> End:
        """Wait until it ends; a new file must appear within the limit, each time."""
        seen, since = 0, time.monotonic()
        try:
            while process.poll() is None:
                there = sum(1 for _ in targets.iterdir())
                if there > seen:
                    seen, since = there, time.monotonic()
                if time.monotonic() - since > (self._limit if seen else start_limit(self._limit)):
                    return "hung"
                time.sleep(_TICK)
            return "died" if process.returncode else "ended"
        finally:
            self._scratch.end(process)

    def _collect(self, end: End, files: Sequence[Path]) -> _Run:
        said = self._scratch.last_words()
        about_one = said if len(files) <= _ALONE else None  # else it may be about another one
        pdfs = {n: pdf for n, file in enumerate(files) if (pdf := whole_pdf(file))}
        faults = {n: no_pdf(file, about_one) for n, file in enumerate(files) if n not in pdfs}
        return _Run(end, pdfs, faults, said)
