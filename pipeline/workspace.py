"""The folders and files of a workspace, and the one way to put a file there.

Why: paths are made in one place, so that a name cannot lead outside the workspace and no file
name can hold a person's name; and whatever is written appears whole or not at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError, WorkspaceError

OFFICE_FILE = "office.yaml"
PARTS = "bagian"  # folder of what templates share, within that of the templates
CASE_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Workspace:
    """An office's folder: the only maker of paths.

    Attributes:
        root: absolute path of the folder that holds office.yaml.
    """

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Find the workspace that ``start`` lies in, upwards as git does.

        Raises:
            WorkspaceError: there is no office.yaml here or above, or a folder may not be entered.
        """
        start = start.absolute()
        for folder in (start, *start.parents):
            with readable(folder):
                if (folder / OFFICE_FILE).is_file():
                    return cls(folder)
        raise WorkspaceError.of("RNG001", folder=start)

    @property
    def office_file(self) -> Path:
        """office.yaml."""
        return self.root / OFFICE_FILE

    @property
    def cases(self) -> Path:
        """The folder of the case files."""
        return self.root / "cases"

    @property
    def templates(self) -> Path:
        """The office's templates, or those that the program ships where it has none of its own."""
        own = self.root / "templates"
        return own if own.is_dir() else shipped("templates")

    @property
    def output(self) -> Path:
        """What can be built again."""
        return self.root / "output"

    @property
    def schema_file(self) -> Path:
        """The JSON Schema that the editor reads."""
        return self.root / ".vscode" / "berkas.schema.json"

    def case_file(self, nomor: str) -> Path:
        """Path of the case file with this number.

        Raises:
            UsageError: the number holds what a file name may not (``../x``, a blank).
        """
        if not CASE_NUMBER.fullmatch(nomor):
            raise UsageError.of("RNG002", nomor=nomor)
        return self.cases / f"{nomor}.yaml"

    def drafts(self, nomor: str) -> Path:
        """Folder of a case's drafts."""
        self.case_file(nomor)
        return self.output / "drafts" / nomor

    def bundle(self, nomor: str) -> Path:
        """Path of a case's full bundle."""
        self.case_file(nomor)
        return self.output / "bundles" / f"{nomor}.pdf"

    def find_cases(self, wanted: Iterable[str | Path]) -> list[Path]:
        """Resolve case numbers, files and folders to case files; nothing wanted means all.

        A number is a case before it is a folder: beside a case file may lie the folder of its
        exhibits, which has the same name. Hidden files are an editor's and no cases.

        Returns:
            Files in the order of asking, folders sorted by name, each file once.

        Raises:
            UsageError: a number has no file, or a path is not there.
            WorkspaceError: a folder may not be read.
        """
        names = list(wanted) or [self.cases]
        found: dict[str, Path] = {}
        for name in names:
            for file in self._resolve(name):
                found.setdefault(os.path.realpath(file), file)
        return list(found.values())

    def _resolve(self, name: str | Path) -> list[Path]:
        path = Path(name)
        try:
            if CASE_NUMBER.fullmatch(str(name)) and self.case_file(str(name)).is_file():
                return [self.case_file(str(name))]
            if path.is_dir():
                return sorted(file.absolute() for file in path.iterdir() if _is_meant_as_case(file))
            if path.is_file():
                return [path.absolute()]
        except PermissionError as error:
            raise _unreadable(path, error) from error
        except OSError as error:  # a name too long for the system
            raise UsageError.of("RNG003", nomor=name, folder=self.cases) from error
        if path == self.cases:
            return []
        raise UsageError.of("RNG003", nomor=name, folder=self.cases)


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Turn what the system says against reading a folder into a problem of the workspace.

    Raises:
        WorkspaceError: the folder may not be read or entered, or its disk cannot be read.
    """
    try:
        yield
    except OSError as error:
        raise _unreadable(folder, error) from error


def try_reading(folder: Path) -> None:
    """See whether a folder, where there is one, can be listed and entered.

    Why: to a search, a folder that may not be entered looks like an empty one.

    Raises:
        WorkspaceError: it cannot.
    """
    with readable(folder), suppress(FileNotFoundError, NotADirectoryError):
        for file in folder.iterdir():
            file.lstat()
            break


def _unreadable(folder: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError.of("RNG014", file=folder, folder=folder, reason=error.strerror or error)


def _is_meant_as_case(file: Path) -> bool:
    """Whether a file in a folder of cases is one; ``.yml`` too, so that `load` can say so."""
    return file.suffix.lower() in {".yaml", ".yml"} and not file.name.startswith(".")


def exhibits_of(case_file: Path) -> Path:
    """Folder of a case's exhibits: beside its file and of the same name, wherever that lies."""
    return case_file.with_suffix("")


def shipped(name: str) -> Path:
    """Path of a folder that the installed program carries (``templates``, ``starter``).

    Why: an installed berkas works outside its repository; a checkout finds the repository's own.
    """
    package = Path(__file__).parent
    packed = package / "shipped" / name
    return packed if packed.is_dir() else package.parent / name
