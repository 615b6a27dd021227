"""Publish: files appear whole or not at all, and a set of them together."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.errors import WorkspaceError
from pipeline.publish import publish, try_writing, write_new, write_whole
from tests.case_files import codes, is_told


def _files(folder: Path) -> list[Path]:
    """All files below a folder, hidden ones too."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    """A file appears with all its folders, readable by nobody else, and nothing beside it."""
    target = tmp_path / "output" / "bundles" / "KS-1.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Of two who ask for one name only the first gets it, and a folder is made where it lacks."""
    target = tmp_path / "cases" / "RE-1.yaml"
    assert write_new(target, b"one")
    assert not write_new(target, b"two")
    assert target.read_bytes() == b"one"
    assert _files(tmp_path) == [target]


@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    """Whatever the disk refuses, at whichever step: the earlier file is whole, and alone."""
    target = tmp_path / "KS-1.pdf"
    write_whole(target, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path if step == "replace" else os, step, refuse)
    with pytest.raises(WorkspaceError) as caught:
        write_whole(target, b"new")
    monkeypatch.undo()
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("RNG004", target)
    assert problem.params == {"reason": os.strerror(number)}
    assert is_told(problem)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the midst of writing goes on as Ctrl-C, and leaves no half of a file."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What lies behind a link in the output is not written over."""
    precious, target = tmp_path / "precious", tmp_path / "KS-1.pdf"
    precious.write_bytes(b"precious")
    target.symlink_to(precious)
    write_whole(target, b"new")
    assert (precious.read_bytes(), target.read_bytes()) == (b"precious", b"new")
    assert not target.is_symlink()


@pytest.mark.parametrize("name", ["file/x.pdf", "folder"])
def test_places_that_take_no_file(tmp_path: Path, name: str) -> None:
    """A file where a folder is needed, and a folder where the file shall be, are told."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(WorkspaceError) as caught:
        write_whole(tmp_path / name, b"new")
    assert codes(caught.value) == ["RNG004"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_publishing_clears_what_no_longer_belongs(tmp_path: Path) -> None:
    """What is named as obsolete goes; whatever else an officer put there stays."""
    folder = tmp_path / "drafts" / "KS-1"
    folder.mkdir(parents=True)
    for name in ("old.docx", "surat revisi.docx", "pindaian.pdf", "kept.docx"):
        (folder / name).write_bytes(b"old")
    (folder / "old.pdf").mkdir()
    bundle = tmp_path / "bundles" / "KS-1.pdf"
    obsolete = [folder / "old.docx", folder / "old.pdf", folder / "never.pdf"]
    publish({folder / "kept.docx": b"new", bundle: b"bundle"}, obsolete)
    assert sorted(file.name for file in folder.iterdir()) == [
        "kept.docx",
        "old.pdf",
        "pindaian.pdf",
        "surat revisi.docx",
    ]
    assert (folder / "kept.docx").read_bytes() == b"new"
    assert bundle.read_bytes() == b"bundle"


# --- a disk that refuses, at every step -----------------------------------------------------------

STEPS = ("fdopen", "fsync", "link", "listdir", "open", "replace", "stat", "unlink", "write")
OLD = {"a.docx": b"old a", "a.pdf": b"old b", "b/a.pdf": b"old c", "gone.docx": b"d", "own": b"e"}
NEW = {"a.docx": b"new a", "a.pdf": b"new b", "b/a.pdf": b"new c", "first.pdf": b"f", "own": b"e"}
WANTED = ["a.docx", "first.pdf", "a.pdf", "b/a.pdf"]


class Disk:
    """A disk that refuses one step, or that one and all of its kind behind it."""

    def __init__(self, step: str, number: int, refused: int, *, forever: bool = False) -> None:
        self.step, self.number, self.refused, self.forever = step, number, refused, forever
        self.calls = 0

    @property
    def met(self) -> bool:
        """Whether the step was come to that is refused."""
        return self.calls >= self.refused

    def called(self) -> None:
        """Count one call, and refuse it where it is the one."""
        self.calls += 1
        if self.calls == self.refused or (self.forever and self.met):
            raise OSError(self.number, os.strerror(self.number))

    def instead_of(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A system call that is counted."""

        def call(*args: Any, **options: Any) -> Any:
            self.called()
            return real(*args, **options)

        return call


class Writing(io.FileIO):
    """A file whose writing is counted."""

    disk: Disk

    def write(self, content: Any, /) -> int:
        """Write, unless this is what is refused."""
        self.disk.called()
        return super().write(content)


def lay(folder: Path, disk: Disk | None) -> None:
    """Lay a set of files anew over an earlier one, on such a disk."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        if disk and disk.step == "write":
            patch.setattr(Writing, "disk", disk, raising=False)
            patch.setattr(os, "fdopen", Writing)
        elif disk:
            patch.setattr(os, disk.step, disk.instead_of(getattr(os, disk.step)))
        publish(
            {folder / name: NEW[name] for name in WANTED}, [folder / "gone.docx"], within=folder
        )


def refusal(folder: Path, disk: Disk) -> list[str]:
    """Lay the set, and give the codes of what stopped it."""
    try:
        lay(folder, disk)
    except WorkspaceError as error:
        return codes(error)
    return []


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in _files(folder)}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_all_or_none_is_published(tmp_path: Path, step: str, number: int) -> None:
    """Whichever call the disk refuses: all is as it was and that is told, or all is new."""
    folder = tmp_path / "output"
    refused = told = 0
    while True:
        refused += 1
        disk = Disk(step, number, refused)
        found = refusal(folder, disk)
        if found:
            told += 1
            assert (found, tree(folder)) == (["RNG004"], OLD)
        else:
            whole = {name: text for name, text in tree(folder).items() if ".berkas-" not in name}
            assert whole == NEW
        if not disk.met:
            break
    assert refused > 1
    assert told or step in ("link", "unlink")  # without them it is done otherwise
    publish({folder / name: NEW[name] for name in WANTED})
    assert tree(folder) == NEW


@pytest.mark.parametrize("refused", range(1, 6))
def test_a_disk_that_refuses_the_way_back(tmp_path: Path, refused: int) -> None:
    """Where no name can be changed any more, each file is old or new, and whole."""
    with pytest.raises(WorkspaceError):
        lay(tmp_path / "output", Disk("replace", errno.EIO, refused, forever=True))
    for name, content in tree(tmp_path / "output").items():
        assert content in (OLD.get(name), NEW.get(name))


def test_without_second_names_there_is_a_copy(tmp_path: Path) -> None:
    """On a disk without hard links an old file is put back from a copy; half a copy never."""
    folder = tmp_path / "output"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", Disk("link", errno.EPERM, 1, forever=True).instead_of(os.link))
        with pytest.raises(WorkspaceError):
            lay(folder, Disk("replace", errno.EACCES, 4))
        assert tree(folder) == OLD

        def half(source: Path, copy: Path, **_: object) -> None:
            copy.write_bytes(source.read_bytes()[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(shutil, "copy2", half)
        with pytest.raises(WorkspaceError):
            lay(folder, None)
    assert tree(folder) == OLD


@pytest.mark.parametrize("step", ["fsync", "link", "replace", "unlink"])
def test_a_kill_leaves_each_file_old_or_new(tmp_path: Path, step: str) -> None:
    """Before whichever call it comes; the next run then removes what was beside the files."""
    code = (
        "import os, signal, sys; from pathlib import Path; from tests import test_publish as t\n"
        "class Deadly(t.Disk):\n"
        "    def called(self):\n"
        "        self.calls += 1\n"
        "        if self.met: os.kill(os.getpid(), signal.SIGKILL)\n"
        "t.lay(Path(sys.argv[1]), Deadly(sys.argv[2], 0, int(sys.argv[3])))\n"
    )
    folder, killed, refused = tmp_path / "output", -signal.SIGKILL, 0
    while killed:
        refused += 1
        words = [sys.executable, "-c", code, str(folder), step, str(refused)]
        killed = subprocess.run(words, check=False).returncode
        assert killed in (0, -signal.SIGKILL)
        found = tree(folder)
        assert {"a.docx", "a.pdf", "b/a.pdf", "own"} <= found.keys()
        for name, content in found.items():
            assert ".berkas-" in name or content in (OLD.get(name), NEW.get(name))
        publish({folder / name: NEW[name] for name in WANTED}, [folder / "gone.docx"])
        assert tree(folder) == NEW
    assert refused >= 4


def test_ctrl_c_between_two_names_leaves_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interruption goes on as one, and no file of the set is new."""
    disk = Disk("replace", 0, 3)
    real = os.replace

    def interrupted(*args: Any) -> None:
        try:
            disk.called()
        except OSError:
            raise KeyboardInterrupt from None
        real(*args)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        lay(tmp_path / "output", None)
    assert tree(tmp_path / "output") == OLD


def test_a_folder_that_is_being_made_is_no_stray(tmp_path: Path) -> None:
    """What `init` makes beside is left; a stray that cannot be removed is told."""
    (tmp_path / ".berkas-x").mkdir()
    publish({tmp_path / "a.pdf": b"a"})
    assert (tmp_path / ".berkas-x").is_dir()
    (tmp_path / ".berkas-y").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "unlink", Disk("unlink", errno.EIO, 1).instead_of(os.unlink))
        with pytest.raises(WorkspaceError) as caught:
            publish({tmp_path / "a.pdf": b"b"})
    assert codes(caught.value) == ["RNG004"]
    assert (tmp_path / "a.pdf").read_bytes() == b"a"


def test_a_folder_in_the_way_of_one_file_stops_all(tmp_path: Path) -> None:
    """A place that a file can never take is found before the first file is replaced."""
    publish({tmp_path / "a.docx": b"old"})
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(WorkspaceError):
        publish({tmp_path / "a.docx": b"new", tmp_path / "b.docx": b"new"})
    assert [(p.name, p.read_bytes()) for p in _files(tmp_path)] == [("a.docx", b"old")]


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    """A page of a case that never came to its place does not stay on the disk."""
    code = (
        "import os, signal, sys; from pathlib import Path; from pipeline import publish\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "publish.publish({Path(sys.argv[1]): b'half'})\n"
    )
    target = tmp_path / "a.pdf"
    killed = subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [p.name.startswith(".berkas-") for p in _files(tmp_path)] == [True]
    publish({target: b"whole"})
    assert [(p.name, p.read_bytes()) for p in _files(tmp_path)] == [("a.pdf", b"whole")]


def test_two_runs_take_turns(tmp_path: Path) -> None:
    """Runs that publish the same case at once leave one run's set and nothing else."""
    names = [f"{number}.pdf" for number in range(8)]

    def run(text: bytes) -> None:
        for _ in range(15):
            publish({tmp_path / name: text for name in names})

    threads = [Thread(target=run, args=(text,)) for text in (b"one", b"two", b"three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(p.name for p in _files(tmp_path)) == names
    assert len({p.read_bytes() for p in _files(tmp_path)}) == 1


def test_no_folder_of_the_output_is_a_link(tmp_path: Path) -> None:
    """Nothing is written or removed behind a link; the output as a whole may be one."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.pdf").write_bytes(b"precious")
    (tmp_path / "disk").mkdir()
    output.symlink_to(tmp_path / "disk")
    publish({output / "drafts" / "KS-2" / "a.pdf": b"new"}, within=output)
    (output / "drafts" / "KS-1").symlink_to(elsewhere)
    with pytest.raises(WorkspaceError) as caught:
        publish({output / "drafts" / "KS-1" / "a.pdf": b"new"}, within=output)
    assert codes(caught.value) == ["RNG013"]
    assert is_told(caught.value.problems[0])
    assert [(p.name, p.read_bytes()) for p in _files(elsewhere)] == [("a.pdf", b"precious")]


def test_trying_to_write_leaves_nothing(tmp_path: Path) -> None:
    """A folder that could be made is found fit, and is not made."""
    try_writing(tmp_path / "output" / "drafts")
    assert list(tmp_path.iterdir()) == []


def test_trying_to_write_where_nothing_can_be_put(tmp_path: Path) -> None:
    """A file in the way of the folder is told before any work is done."""
    (tmp_path / "output").touch()
    with pytest.raises(WorkspaceError) as caught:
        try_writing(tmp_path / "output")
    assert codes(caught.value) == ["RNG004"]
