"""What earlier builds left: PDFs by what they were made from, and of each case what it hung on.

A case of which nothing has changed is known without being rendered: its file, the office, the
catalog, the templates that it uses, its exhibits, the programs, the fonts, and what was written for
it. All of it can be thrown away (`berkas clean`) and is then made again.

Why: a clerk runs the whole office again because two cases have changed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline import fonts
from pipeline.edition import edition
from pipeline.errors import WorkspaceError
from pipeline.publish import write_whole
from pipeline.soffice import Installation
from pipeline.soffice.profile import PDF_OPTIONS
from pipeline.store import Store
from pipeline.word.shared import FOLDER as PARTS
from pipeline.workplace import Workplace
from pipeline.workspace import exhibits_of

MOST = 500_000_000  # bytes of PDFs; ten thousand documents
FOLDER = ".cache"  # within the folder of output
# What a case hangs on, as `--explain` calls it; a template is told by its file's name.
FIRST, CASE, EXHIBITS, OUTPUT = "first", "case", "exhibits", "output"
OFFICE, CATALOG, PARTS_OF_TEMPLATES = "office", "catalog", "parts"
PROGRAM, SOFFICE, FONTS = "program", "soffice", "fonts"

Prints = Mapping[str, str]  # what a case hangs on: its name, and a hash
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier builds of a workspace left.

    Attributes:
        folder: where the records of cases lie.
        shared: what all cases hang on.
        templates: the folder of the templates.
        store: PDFs that were made before; None where nobody can tell which fonts there are.
    """

    folder: Path
    shared: Prints
    templates: Path
    store: Store | None

    def prints(self, case_file: Path, templates: Iterable[str]) -> dict[str, str]:
        """All that a case hangs on.

        Args:
            case_file: the case file.
            templates: names of the Word files that it uses.
        """
        exhibits = sorted(exhibits_of(case_file).glob("*"))
        return {
            CASE: _hash(_content(case_file)),
            EXHIBITS: _hash("\n".join(map(_state, exhibits)).encode()),
            **self.shared,
            **{name: _of_file(self.templates / name) for name in sorted(set(templates))},
        }

    def changed(self, nomor: str, prints: Prints, output: Path) -> tuple[str, ...]:
        """What of a case has changed since it was built; nothing where it need not be built.

        Args:
            nomor: the case's number.
            prints: what it hangs on now.
            output: the folder of output, where the files that were written must be as they were.
        """
        recorded = _read(self._record(nomor))
        if recorded is None:
            return (FIRST,)
        before, files = recorded
        names = [name for name in prints if prints[name] != before.get(name, prints[name])]
        if not names and set(prints) != set(before):  # other papers, and nothing else to blame
            names = sorted(set(prints) ^ set(before))
        if any(_state(output / name) != state for name, state in files.items()):
            names.append(OUTPUT)
        return tuple(dict.fromkeys(names))

    def record(self, nomor: str, prints: Prints, output: Path, files: Sequence[Path]) -> None:
        """Remember a case that was built; a disk that does not take it stops nothing."""
        states = {file.relative_to(output).as_posix(): _state(file) for file in files}
        content = json.dumps({"prints": dict(prints), "files": states}, indent=1, sort_keys=True)
        try:
            write_whole(self._record(nomor), content.encode() + b"\n")
        except WorkspaceError as error:
            log.debug("the record of %s is not kept: %s", nomor, error)

    def forget(self, nomor: str) -> None:
        """Know nothing of a case: it is built in a way that leaves edits or files behind."""
        self._record(nomor).unlink(missing_ok=True)

    def _record(self, nomor: str) -> Path:
        return self.folder / "cases" / f"{nomor}.json"


def remember(workplace: Workplace, installation: Installation) -> Memory:
    """Look at what all cases of a workspace hang on, once for all of them."""
    workspace = workplace.workspace
    installed = fonts.state()
    parts = sorted((workspace.templates / PARTS).glob("*.docx"))
    shared = {
        OFFICE: _hash(_content(workspace.office_file) + (workplace.picture or b"")),
        CATALOG: _hash(_content(workplace.catalog.file)),
        PARTS_OF_TEMPLATES: _hash("".join(map(_of_file, parts)).encode()),
        PROGRAM: edition(),
        SOFFICE: f"{installation.version} {_hash(PDF_OPTIONS.encode())}",
        FONTS: _hash((installed or "").encode()),
    }
    folder = workspace.output / FOLDER
    made_by = "\n".join(shared[name] for name in (PROGRAM, SOFFICE, FONTS))
    store = Store(folder / "pdf", made_by, MOST) if installed else None
    return Memory(folder, shared, workspace.templates, store)


def _read(file: Path) -> tuple[Prints, Prints] | None:
    """A record; None where there is none that can be read."""
    try:
        read = json.loads(file.read_bytes())
        return dict(read["prints"]), dict(read["files"])
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""  # whoever needs it tells that it cannot be read


def _of_file(file: Path) -> str:
    return _hash(_content(file))


def _state(file: Path) -> str:
    """When a file was written, and its size."""
    try:
        found = file.stat()
    except OSError:
        return "-"
    return f"{found.st_mtime_ns} {found.st_size}"


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
