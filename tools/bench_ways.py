"""The ways to make a build's documents that are measured beside each other.

Ours is the whole program: it reads and judges the cases, fills, converts, reads every page again
and publishes. The others get their values ready made, and only fill and convert.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy

from pipeline import soffice
from pipeline.soffice.profile import PDF_OPTIONS, trial_document
from tools.bench_corpus import ROOT, Filled, fill
from tools.bench_rivals import MissingError, python_packages, system_python, uno_environment

BERKAS = [sys.executable, "-m", "pipeline"]
WITHOUT_BUNDLES = [sys.executable, "-m", "tools.bench_parts"]
AS_OURS = f"pdf:writer_pdf_Export:{PDF_OPTIONS}"
_FORK = multiprocessing.get_context("fork")  # no start of Python is laid to a rival's charge
_START = 60.0


def berkas(root: Path, program: Sequence[str] = BERKAS) -> None:
    """Build all cases of a workspace; the user's cache lies beside it."""
    done = subprocess.run(
        [*program, "-C", str(root), "build"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "BERKAS_CACHE": str(cache_of(root))},
    )
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}: {done.stdout[-2000:]}")


def cache_of(root: Path) -> Path:
    """The user's cache for the builds of a workspace."""
    return root.with_name(f"{root.name}-cache")


def naive(filled: Filled, folder: Path) -> None:
    """A template opened and an office started for each document."""
    for name, (template, view) in filled.items():
        fill(template, view, folder / name)
        convert(folder, [folder / name])


def one_start(filled: Filled, folder: Path) -> None:
    """A template opened for each document, and one office for all."""
    for name, (template, view) in filled.items():
        fill(template, view, folder / name)
    convert(folder, [folder / name for name in filled])


def convert(folder: Path, files: Sequence[Path], form: str = "pdf") -> None:
    """Start LibreOffice once, with a profile that stays."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [str(soffice.find(None).program), profile, "--headless", "--convert-to", form]
    subprocess.run(
        [*call, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True
    )


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
    environment["HOME"] = str(folder)
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
            started.append(subprocess.Popen(call, env=environment, stderr=subprocess.DEVNULL))
            servers.append(Server(started[-1].pid, port))
        for server in servers:
            _await(server, trial)
        yield servers
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(_START)


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
    """Fill in two processes, each of which has a server convert what it has filled.

    Raises:
        RuntimeError: not all went well.
    """
    works = list(filled.items())
    following = _FORK.Value("i", 0)
    clients = [
        _FORK.Process(target=_client, args=(works, following, folder, ports[n % len(ports)]))
        for n in range(2)
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
