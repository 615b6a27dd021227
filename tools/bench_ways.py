"""The ways to make a build's documents that are measured beside each other.

Ours is the whole program: it reads and judges the cases, fills, converts, reads every page again,
bundles and publishes. The others get their values ready made, and only fill and convert; to a plain
PDF, which is less work than ours. No start of Python is laid to their charge, and the profile that
their LibreOffice takes is there before.

Why: a rival is measured at its best, or its figure says nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy

from pipeline import soffice
from pipeline.soffice.profile import trial_document
from tools.bench_corpus import ROOT, Filled, fill
from tools.bench_rivals import MissingError, python_packages, system_python, uno_environment

JOBS = 2  # workers of ours, servers and factories of the others
BERKAS = [sys.executable, "-m", "pipeline"]
WITHOUT_BUNDLES = [sys.executable, "-m", "tools.bench_parts"]
PROFILED = [sys.executable, "-m", "tools.bench_profile"]
_FORK = multiprocessing.get_context("fork")
_START = 60.0
_END = 15.0


def berkas(
    root: Path, program: Sequence[str] = BERKAS, settings: Mapping[str, str] | None = None
) -> None:
    """Build all cases of a workspace; the user's cache lies beside it.

    Args:
        root: the workspace.
        program: berkas, or one of the programs that do it with a part left out or watched.
        settings: environment variables for it.

    Raises:
        RuntimeError: not all went well.
    """
    done = subprocess.run(
        [*program, "-C", str(root), "build", "--jobs", str(JOBS)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "BERKAS_CACHE": str(cache_of(root)), **(settings or {})},
    )
    if done.returncode:
        said = done.stdout[-2000:] + done.stderr[-2000:]
        raise RuntimeError(f"exit code {done.returncode}: {said}")


def cache_of(root: Path) -> Path:
    """The user's cache for the builds of a workspace."""
    return root.with_name(f"{root.name}-cache")


def naive(filled: Filled, folder: Path, profile: Path) -> None:
    """A template opened and an office started for each document."""
    for name, (template, view) in filled.items():
        fill(template, view, folder / name)
        _convert(folder, [folder / name], profile)


def one_start(filled: Filled, folder: Path, profile: Path) -> None:
    """A template opened for each document, and one office for all."""
    for name, (template, view) in filled.items():
        fill(template, view, folder / name)
    _convert(folder, [folder / name for name in filled], profile)


def used_profile(folder: Path) -> Path:
    """A profile of LibreOffice that has been used before, as that of anybody who works with it."""
    trial = folder / "trial.docx"
    trial.write_bytes(trial_document())
    _convert(folder, [trial], folder / "profile")
    return folder / "profile"


def _convert(folder: Path, files: Sequence[Path], profile: Path) -> None:
    call = [str(soffice.find(None).program), f"-env:UserInstallation={profile.as_uri()}"]
    call += ["--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(call, check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its process, and the port that it listens at."""

    process: int
    port: int


@contextmanager
def unoservers(count: int, folder: Path) -> Iterator[list[Server]]:
    """Start servers, and have each convert a first document.

    Raises:
        MissingError: they cannot be had here.
    """
    environment = uno_environment()
    known = environment.get("PYTHONPATH", "")
    environment["PYTHONPATH"] = f"{python_packages()}:{known}"
    environment |= {"HOME": str(folder), "TMPDIR": str(folder)}
    trial = folder / "trial.docx"
    trial.write_bytes(trial_document())
    started: list[subprocess.Popen[bytes]] = []
    try:
        servers: list[Server] = []
        for number in range(count):
            port, inner = _free_ports()
            call = [system_python(), "-m", "unoserver.server", "--quiet"]
            call += ["--port", str(port), "--uno-port", str(inner)]
            call += ["--user-installation", str(folder / f"profile-{number}")]
            call += ["--executable", str(soffice.find(None).program)]
            process = subprocess.Popen(
                call, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
            )
            started.append(process)
            servers.append(Server(process.pid, port))
        for server in servers:
            _await(server, trial)
        yield servers
    finally:
        for process in started:
            _end(process)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a server, and what it would leave behind."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(_END)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _await(server: Server, trial: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        with suppress(ConnectionError):
            _ask(server.port, trial)
            return
        time.sleep(0.2)
    raise MissingError("unoserver did not start")


def _ask(port: int, source: Path) -> None:
    """Call the server itself: its own client asks it for all its filters before each document."""
    with ServerProxy(f"http://127.0.0.1:{port}", allow_none=True) as server:
        server.convert(str(source), None, str(source.with_suffix(".pdf")))


def by_unoserver(filled: Filled, folder: Path, ports: Sequence[int]) -> None:
    """Fill in several processes, each of which has a server convert what it has filled.

    Also where there is one server: so it never waits for a document to be filled.

    Raises:
        RuntimeError: not all went well.
    """
    works = list(filled.items())
    following = _FORK.Value("i", 0)
    clients = [
        _FORK.Process(target=_client, args=(works, following, folder, ports[n % len(ports)]))
        for n in range(JOBS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if any(client.exitcode for client in clients):
        raise RuntimeError("unoserver did not convert all documents")


def _client(
    works: Sequence[tuple[str, tuple[Path, dict[str, Any]]]],
    following: Any,
    folder: Path,
    port: int,
) -> None:
    while True:
        with following.get_lock():
            number = following.value
            following.value += 1
        if number >= len(works):
            return
        name, (template, view) = works[number]
        fill(template, view, folder / name)
        _ask(port, folder / name)
