"""An office that is built, disturbed and looked at again: its files, its processes, its strays."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.draft_record import RECORD
from pipeline.publish import PREFIX
from tests.soffice.processes import becomes_true

REPOSITORY = Path(__file__).parents[2]
FAKE = REPOSITORY / "tests" / "fakes" / "soffice_typesets.py"
# Variables that a developer's shell may have set, and that would change a build.
_CLEARED = ("BERKAS_LANG", "BERKAS_SOFFICE", "BERKAS_LIMIT", "BERKAS_DEBUG", "NO_COLOR", "COLUMNS")
_KEPT = re.compile("[0-9a-f]{64}")  # how a store names what it keeps

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Office:
    """A workspace of its own, with folders for temporary files and for what is kept beside it.

    Attributes:
        root: the workspace.
        soffice: the program to use as LibreOffice; None takes that of this machine.
        settings: further variables that its programs are given.
    """

    root: Path
    soffice: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def scratch(self) -> Path:
        """The folder for temporary files, of this office's programs alone."""
        return self.root.parent / "tmp"

    @property
    def cache(self) -> Path:
        """What its programs keep of their user's from run to run, within their user's folders."""
        return self.root.parent / "simpanan"

    @property
    def output(self) -> Path:
        """What it builds."""
        return self.root / "output"

    @property
    def environment(self) -> dict[str, str]:
        """What its programs are given; none of them can be mistaken for another's."""
        kept = {name: text for name, text in os.environ.items() if name not in _CLEARED}
        own = {"BERKAS_SOFFICE": str(self.soffice)} if self.soffice else {}
        place = {
            "TMPDIR": str(self.scratch),
            "BERKAS_CACHE": str(self.cache),
            "PYTHONPATH": str(REPOSITORY),
        }
        return {**kept, **place, **own, **self.settings}

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Begin a build, as the leader of a group of processes."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", *words],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def build(self, *words: str) -> tuple[int, str]:
        """Build to the end; its exit code, and what it said."""
        with self.start(*words) as process:
            said, _ = process.communicate(timeout=300)
        return process.returncode, said

    def made(self) -> Files:
        """All drafts and bundles, strays too; but the records of drafts, which tell of the past."""
        found = _read(self.output / "drafts") | _read(self.output / "bundles")
        return {name: content for name, content in found.items() if not name.endswith(RECORD)}

    def strays(self) -> list[str]:
        """What no finished run leaves: files on their way, and temporary files.

        Workers are killed at a build's end, so `orphans` waits for those who clean up behind them.
        """
        stores = self.output / ".cache" / "pdf", self.cache
        kept = [file for store in stores for file in store.rglob("*") if file.is_file()]
        found = [file for file in kept if not _KEPT.fullmatch(file.name)]
        found += self.root.rglob(f"{PREFIX}*")
        return sorted(map(str, [*found, *self.scratch.iterdir()]))

    def processes(self) -> dict[int, str]:
        """All that it started and that still runs, LibreOffice too, with their commands."""
        mark = f"TMPDIR={self.scratch}".encode()
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "environ").read_bytes().split(b"\0")
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
            except OSError:
                continue  # it ended while we looked, or is another user's
            if any(word.startswith(mark) for word in words) and command:
                found[int(entry.name)] = command.decode("utf-8", "replace")
        return found

    def orphans(self, seconds: float = 20) -> list[int]:
        """Processes that have not ended by themselves in this time; they are killed then."""
        becomes_true(lambda: not self.processes(), seconds)
        left = list(self.processes())
        for number in left:
            os.kill(number, signal.SIGKILL)
        return left

    def reported(self) -> list[str]:
        """Each case that the last report tells of, as often as it does."""
        told = json.loads((self.output / "report.json").read_text(encoding="utf-8"))
        return [case["nomor"] for case in told["cases"]]

    def forget(self, what: str = "") -> None:
        """Take away what was built, or a part of it; with all of it also what is kept elsewhere."""
        shutil.rmtree(self.output / what, ignore_errors=True)
        if not what:
            shutil.rmtree(self.cache, ignore_errors=True)


def open_office(
    folder: Path, cases: Sequence[str], soffice: Path | None = None, **settings: str
) -> Office:
    """Make a workspace of some samples in an empty folder.

    Args:
        folder: where it shall lie, with its temporary files.
        cases: the samples' numbers.
        soffice: what it takes for LibreOffice.
        settings: further variables for its programs.
    """
    root = folder / "kantor"
    (root / "cases").mkdir(parents=True)
    (folder / "tmp").mkdir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    for nomor in cases:
        shutil.copy(REPOSITORY / "cases" / f"{nomor}.yaml", root / "cases")
        if (exhibits := REPOSITORY / "cases" / nomor).is_dir():
            shutil.copytree(exhibits, root / "cases" / nomor)
    return Office(root, soffice, settings)


def typesetter(folder: Path) -> Path:
    """Put the quick stand-in for soffice into a folder, run by this Python."""
    program = folder / "soffice"
    _, _, text = FAKE.read_text(encoding="utf-8").partition("\n")
    program.write_text(f"#!{sys.executable} -IS\n{text}", encoding="utf-8")
    program.chmod(0o755)
    return program


def rename(office: Office, name: str) -> None:
    """Give the clients of all cases a name, so that every document of them changes."""
    for file in (office.root / "cases").glob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        within = False
        for number, line in enumerate(lines):
            within = line.startswith("klien:") or (within and line[:1] in " #\n")
            if within and line.startswith("  nama:"):
                lines[number] = f"  nama: {name}\n"
        file.write_text("".join(lines), encoding="utf-8")


def differing(one: Files, other: Files) -> list[str]:
    """Names of files that are not the same in both, or in one of them only."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder.parent).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
