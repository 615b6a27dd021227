"""When our own process is killed outright, LibreOffice and the temporary folder go too."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import WorkspaceError
from pipeline.soffice import Installation, janitor
from pipeline.soffice.scratch import open_scratch
from tests.soffice.conftest import FAKES
from tests.soffice.processes import alive, becomes_true
from tests.word_files import word

# Convert a good document, which starts the office, say so, and go on with the second one.
OURS = """
import sys, tempfile
from dataclasses import replace
from pathlib import Path
from pipeline.soffice import find, start
way, program, folder, first, second = sys.argv[1:]
tempfile.tempdir = folder
installation = replace(find(program or None), kit=way == "kit")
with start(installation, limit=600) as converter:
    converter.convert([Path(first).read_bytes()])
    print("started", flush=True)
    converter.convert([Path(second).read_bytes()])
    print("converted", flush=True)
    sys.stdin.read()
"""


# Press Ctrl-C at the very moment at which the office has been started.
PRESSED = """
import signal, subprocess
def pressed(process, *words, started=subprocess.Popen.__init__, **more):
    started(process, *words, **more)
    if "--headless" in words[0]:
        print("pressed", flush=True)
        signal.raise_signal(signal.SIGINT)
subprocess.Popen.__init__ = pressed
"""


# End just before the one who cleans up behind us is there.
ALONE = """
import os, signal, subprocess
def killed(process, *words, started=subprocess.Popen.__init__, **more):
    if any("janitor" in str(word) for word in words[0]):
        os.kill(os.getpid(), signal.SIGKILL)
    started(process, *words, **more)
subprocess.Popen.__init__ = killed
"""


@contextmanager
def our_process(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process of ours that has got as far as having started its office."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", OURS, *arguments], stdin=pipe, stdout=pipe
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"started\n"
        yield process


def ended(temporary: Path) -> bool:
    """Whether neither a process nor a file is left."""
    return not alive(temporary) and not list(temporary.iterdir())


def test_killed_while_the_kit_waits(temporary: Path, tmp_path: Path) -> None:
    """A child that waits for its next document ends with us."""
    document = tmp_path / "surat.docx"
    document.write_bytes(word("Surat"))
    with our_process("kit", "", temporary, document, document) as process:
        assert process.stdout
        assert process.stdout.readline() == b"converted\n"
        assert any("kit_worker" in words for words in alive(temporary).values())
        process.kill()
        assert becomes_true(lambda: ended(temporary)), (
            alive(temporary),
            list(temporary.rglob("*")),
        )


def sockets_of(folder: Path) -> list[Path]:
    """Where the real office that was started in a folder can be found by others."""
    try:
        (office,) = _named(folder, "soffice.bin")
        open_files = [str(file.readlink()) for file in Path(f"/proc/{office}/fd").iterdir()]
    except (ValueError, OSError):
        return []  # it is not there yet, or closes a file just now
    found = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    named = [(words[6], words[7]) for words in found if len(words) > 7]
    return [Path(path) for inode, path in named if f"socket:[{inode}]" in open_files]


@pytest.mark.parametrize("linked", [False, True], ids=["plain", "linked"])
@pytest.mark.parametrize("killed", ["we", "the janitor"])
def test_killed_while_an_office_can_be_found(tmp_path: Path, linked: bool, killed: str) -> None:
    """A real office leaves no socket in the folder that all have for their temporary files.

    It knows its profile by the address that is left when all links are followed.
    """
    temporary, folder = tmp_path / "temporary", tmp_path / "sementara é"
    folder.mkdir()
    temporary.symlink_to(folder) if linked else folder.rename(temporary)
    good, long = tmp_path / "baik.docx", tmp_path / "panjang.docx"
    good.write_bytes(word("Surat"))
    long.write_bytes(word("Surat", 300))
    with our_process("command", "", temporary, good, long) as process:
        assert becomes_true(lambda: any(file.exists() for file in sockets_of(temporary)))
        sockets = sockets_of(temporary)
        if killed == "we":
            process.kill()
        else:  # then we clean up ourselves, also behind an office that was killed
            os.kill(_named(temporary, "janitor.py")[0], signal.SIGKILL)
            os.kill(_named(temporary, "soffice.bin")[0], signal.SIGKILL)
            process.communicate(b"", timeout=60)
        assert becomes_true(lambda: ended(temporary)), (alive(temporary), list(temporary.iterdir()))
    assert not any(file.exists() for file in sockets)


def test_interrupted_while_the_office_starts(temporary: Path, tmp_path: Path) -> None:
    """Ctrl-C between the start of an office and our taking note of it leaves nothing either."""
    document = tmp_path / "surat.docx"
    document.write_bytes(b"good")
    program = FAKES / "soffice_hangs.py"
    done = subprocess.run(
        [sys.executable, "-c", PRESSED + OURS, "command", program, temporary, document, document],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == b"pressed\n"
    assert b"KeyboardInterrupt" in done.stderr
    assert ended(temporary)


def test_killed_while_the_office_starts(temporary: Path, tmp_path: Path) -> None:
    """An office that nobody could be told of ends with us all the same."""
    document = tmp_path / "surat.docx"
    document.write_bytes(b"good")
    killed = PRESSED.replace(
        "signal.raise_signal(signal.SIGINT)", "signal.raise_signal(signal.SIGKILL)"
    )
    program = FAKES / "soffice_hangs.py"
    done = subprocess.run(
        [sys.executable, "-c", killed + OURS, "command", program, temporary, document, document],
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.returncode) == (b"pressed\n", -signal.SIGKILL)
    assert becomes_true(lambda: ended(temporary)), alive(temporary)


def test_killed_before_its_janitor_is_there(temporary: Path, tmp_path: Path) -> None:
    """There is no temporary folder yet that nobody would remove."""
    document = tmp_path / "surat.docx"
    document.write_bytes(b"good")
    program = FAKES / "soffice.py"
    done = subprocess.run(
        [sys.executable, "-c", ALONE + OURS, "command", program, temporary, document, document],
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert list(temporary.iterdir()) == []


# Hear of the parent's end a second time, while cleaning up.
TWICE = """
import os, signal, sys
sys.path.insert(0, sys.argv.pop(1))
from pipeline.soffice import janitor
def interrupted(*words, clean=janitor._clean):
    print("cleaning", flush=True)
    signal.raise_signal(signal.SIGUSR1)
    clean(*words)
janitor._clean = interrupted
janitor.main()
"""


def test_told_twice_that_we_have_ended(tmp_path: Path) -> None:
    """The pipe's end and the signal come at about one time: the second does not begin anew."""
    folder = tmp_path / "berkas-1"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", TWICE, Path(__file__).parents[2], "1", folder],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == (b"cleaning\n", b"", 0)
    assert not folder.exists()


def test_others_that_end_while_it_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To look at a process that ends just then is an error; what is ours is found all the same."""
    stat = os.stat

    def gone(path: Any, **more: Any) -> os.stat_result:
        if os.fsdecode(path).startswith("/proc/"):
            raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))
        return stat(path, **more)

    with subprocess.Popen(["sleep", "60"], env={"TMPDIR": str(tmp_path / "tmp")}) as ours:
        environment = Path(f"/proc/{ours.pid}/environ")
        assert becomes_true(lambda: b"TMPDIR" in environment.read_bytes())  # it has begun
        with monkeypatch.context() as patch:
            patch.setattr(os, "stat", gone)
            janitor._kill_strays(tmp_path)
        ours.wait(70)
    assert ours.returncode == -signal.SIGKILL


@pytest.mark.parametrize("stopped", [False, True], ids=["hanging", "stopped"])
def test_killed_while_an_office_hangs(temporary: Path, tmp_path: Path, stopped: bool) -> None:
    """An office that hangs ends with us, with its own children, even when it is stopped."""
    good, hangs = tmp_path / "baik.docx", tmp_path / "macet.docx"
    good.write_bytes(b"good")
    hangs.write_bytes(b"hangs")
    program = FAKES / "soffice.py"
    with our_process("command", program, temporary, good, hangs) as process:
        assert becomes_true(lambda: any("sleep(600)" in w for w in alive(temporary).values()))
        for number, words in alive(temporary).items():
            if stopped and "--headless" in words:
                os.kill(number, signal.SIGSTOP)
        process.kill()
        assert becomes_true(lambda: ended(temporary)), (
            alive(temporary),
            list(temporary.rglob("*")),
        )


def test_killed_while_a_fork_holds_our_pipes(temporary: Path, tmp_path: Path) -> None:
    """A fork of ours that lives on keeps the pipes open; the office ends all the same."""
    document = tmp_path / "surat.docx"
    document.write_bytes(word("Surat"))
    forking = OURS.replace("sys.stdin.read()", "import os, time; os.fork(); time.sleep(600)")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", forking, "kit", "", temporary, document, document],
        stdout=pipe,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == [b"started\n", b"converted\n"]
        assert becomes_true(lambda: _forks(process.pid))
        process.kill()
        still_ours = becomes_true(lambda: not _named(temporary, "kit_worker"))
        os.killpg(process.pid, signal.SIGKILL)
    assert still_ours
    assert becomes_true(lambda: ended(temporary)), (alive(temporary), list(temporary.rglob("*")))


def _forks(parent: int) -> list[int]:
    """Return the children of a process that run the same program as it does."""
    found = []
    for number, words in alive(Path("os.fork()")).items():
        status = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        if int(status[1]) == parent and "os.fork()" in words:
            found.append(number)
    return found


def _named(folder: Path, name: str) -> list[int]:
    return [number for number, words in alive(folder).items() if name in words]


def test_without_its_cleaner(temporary: Path, tmp_path: Path) -> None:
    """Without its janitor the office still works, and our own clean end leaves nothing."""
    document = tmp_path / "surat.docx"
    document.write_bytes(word("Surat"))
    with our_process("command", "", temporary, document, document) as process:
        (janitor,) = _named(temporary, "janitor.py")
        os.kill(janitor, signal.SIGKILL)
        assert process.stdout
        assert process.stdout.readline() == b"converted\n"
        process.communicate(b"")
        assert process.returncode == 0
    assert ended(temporary)


def test_a_folder_that_cannot_be_furnished(
    temporary: Path, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full just behind the janitor's start: when it is told, he has ended too."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(WorkspaceError) as caught, open_scratch(installed):
        pass
    (problem,) = caught.value.problems
    assert problem.params["reason"] == os.strerror(errno.ENOSPC)
    assert alive(temporary) == {}
    assert list(temporary.iterdir()) == []
