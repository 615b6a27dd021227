"""The process that LibreOfficeKit lives in, as far as it is no LibreOffice."""

from __future__ import annotations

import socket
import subprocess
import sys

from pipeline.soffice import kit_worker

TRY = """
import runpy, socket, sys
worker = runpy.run_path(sys.argv[1])
left = worker["leave_network"]()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), 5).close()
    reached = True
except OSError:
    reached = False
print(left, reached)
"""


def test_no_network_is_reached_from_it() -> None:
    """Not even this machine's own, where the system lets a process leave; what it says is true."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        command = [sys.executable, "-c", TRY, kit_worker.__file__, port]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    left, reached = (word == "True" for word in said)
    assert left != reached
