"""One language server for all tests of the editor's help, on a workspace as `berkas init` makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.starter import make_workspace
from tests.editor.language_server import Server, running


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server complains of, and what it tried in the network."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, server_log: Path) -> Iterator[Server]:
    """The server, with the folder of a new office open."""
    root = tmp_path_factory.mktemp("editor") / "kantor"
    make_workspace(root)
    with running(root, server_log) as started:
        yield started
