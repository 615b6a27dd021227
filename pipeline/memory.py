"""What earlier builds left: PDFs by what they were made from, and of each case what it hung on.

A case of which nothing has changed is known without being rendered: its file, the office, the
catalog, the templates that it uses, its exhibits, the programs, the fonts, and what was written for
it. All of it can be thrown away (`berkas clean`) and is then made again.

Why: a clerk runs the whole office again because two cases have changed.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline import fonts
from pipeline.edition import edition
from pipeline.errors import WorkspaceError
from pipeline.publish import write_whole
from pipeline.results import Settled, read, written
from pipeline.soffice import Installation
from pipeline.soffice.profile import PDF_OPTIONS
from pipeline.store import Store
from pipeline.workplace import Workplace
from pipeline.workspace import PARTS, exhibits_of

MOST = 500_000_000  # bytes of PDFs; ten thousand documents
FOLDER = ".cache"  # within the folder of output
# What a case hangs on, as `--explain` calls it; a template is told by its file's name.
FIRST, CASE, EXHIBITS, OUTPUT = "first", "case", "exhibits", "output"
OFFICE, CATALOG, PARTS_OF_TEMPLATES = "office", "catalog", "parts"
PROGRAM, SOFFICE, FONTS = "program", "soffice", "fonts"

_OWN = frozenset({CASE, EXHIBITS, OFFICE, CATALOG, PARTS_OF_TEMPLATES, PROGRAM, SOFFICE, FONTS})

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
        before = recorded.prints
        names = [name for name in prints if prints[name] != before.get(name, prints[name])]
        if not names and set(prints) != set(before):  # other papers, and nothing else to blame
            names = sorted(set(prints) ^ set(before))
        if not recorded.is_whole(output):
            names.append(OUTPUT)
        return tuple(dict.fromkeys(names))

    def known(self, case_file: Path, output: Path) -> Settled | None:
        """A case of which nothing has changed since it was built; None for any other.

        Why: an office builds all of its cases again because two have changed. The others have the
        same papers as before, so they need not even be read.
        """
        recorded = _read(self._record(case_file.stem))
        if recorded is None:
            return None
        templates = [name for name in recorded.prints if name not in _OWN]
        as_before = self.prints(case_file, templates) == recorded.prints
        return read(recorded.told) if as_before and recorded.is_whole(output) else None

    def record(self, prints: Prints, output: Path, settled: Settled) -> None:
        """Remember a case that was built; a disk that does not take it stops nothing.

        Args:
            prints: what it hung on.
            output: the folder of output.
            settled: what was written, and what is to be told of it as long as nothing changes.
        """
        nomor, files = settled.result.nomor, settled.result.files
        states = {file.relative_to(output).as_posix(): _state(file) for file in files}
        recorded = _Recorded(dict(prints), states, str(output), written(settled))
        content = json.dumps(recorded._asdict(), indent=1, sort_keys=True)
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


class _Recorded(NamedTuple):
    """What a build left of one case.

    Attributes:
        prints: what it hung on.
        files: what was written, seen from the folder of output, each with its state.
        output: the folder of output.
        told: what is to be told of it.
    """

    prints: Prints
    files: Mapping[str, str]
    output: str
    told: str

    def is_whole(self, output: Path) -> bool:
        """Whether all that was written is there, as it was, in this folder."""
        folder = str(output)
        return folder == self.output and all(
            _state(f"{folder}/{name}") == state for name, state in self.files.items()
        )


def _read(file: Path) -> _Recorded | None:
    """A record; None where there is none that can be read."""
    try:
        read = json.loads(file.read_bytes())
        told = str(read["told"])
        return _Recorded(dict(read["prints"]), dict(read["files"]), str(read["output"]), told)
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""  # whoever needs it tells that it cannot be read


def _of_file(file: Path) -> str:
    return _hash_of(file, _state(file))


@lru_cache(maxsize=256)
def _hash_of(file: Path, state: str) -> str:
    """The hash of a file that many cases hang on, as long as it is in this state."""
    return _hash(_content(file))


def _state(file: Path | str) -> str:
    """When a file was written, and its size."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a hundred thousand of them
    except OSError:
        return "-"
    return f"{found.st_mtime_ns} {found.st_size}"


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
