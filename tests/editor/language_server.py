"""Talk to the YAML language server as VS Code does: JSON-RPC over its standard streams.

Why: a schema that a validator takes can still propose nothing, explain nothing, or underline the
wrong word in the editor; only the server that the editor runs can tell.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

TOOLS = Path(__file__).parents[2] / "tools" / "editor"
SERVER = TOOLS / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
WITHOUT_NETWORK = Path(__file__).with_name("without_network.cjs")
PATIENCE = 20  # seconds until an answer that does not come is a fault

Message = dict[str, Any]


class Server:
    """A running language server that has a workspace open."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path, settings: Message) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._input: IO[bytes] = process.stdin
        self._settings = settings
        self._root = root
        self._inbox: Queue[Message | None] = Queue()
        self._number = 0
        self._versions: dict[str, int] = {}
        self.asked: list[str] = []
        Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    # --- what a test asks ---------------------------------------------------------------------

    def open(self, text: str, name: str = "KS-2026-0009") -> list[Message]:
        """Show the server a case file, and return what it underlines."""
        uri = self._uri(name)
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        else:
            document = {"uri": uri, "version": version}
            changes = [{"text": text}]
            self._tell(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )
        while True:
            params = self._wait_for("textDocument/publishDiagnostics")["params"]
            if params["uri"] == uri:
                found: list[Message] = params["diagnostics"]
                return found

    def complete(self, text: str, name: str = "KS-2026-0009") -> list[Message]:
        """What is proposed where ``|`` stands in the text."""
        place = self._show(text, name)
        answer = self._ask("textDocument/completion", place)
        items: list[Message] = answer["items"] if isinstance(answer, dict) else answer
        return items

    def hover(self, text: str, name: str = "KS-2026-0009") -> str:
        """What is shown when the pointer rests where ``|`` stands in the text."""
        place = self._show(text, name)["position"]
        return self.hover_at(place["line"], place["character"], name)

    def hover_at(self, line: int, character: int, name: str) -> str:
        """The same, in a file that is open; lines and characters count from 0."""
        document = {"uri": self._uri(name)}
        place = {"line": line, "character": character}
        answer = self._ask("textDocument/hover", {"textDocument": document, "position": place})
        return str(answer["contents"]["value"]) if answer else ""

    # --- the protocol -------------------------------------------------------------------------

    def start(self) -> None:
        """Shake hands, and give the server the workspace's settings."""
        uri = self._root.as_uri()
        documents = {
            "completion": {
                "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
            },
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {},
        }
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": "kantor"}],
                "capabilities": {
                    "textDocument": documents,
                    "workspace": {"configuration": True, "workspaceFolders": True},
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {}})

    def stop(self) -> None:
        """End the server in the way of the protocol."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.wait(PATIENCE)

    def _uri(self, name: str) -> str:
        return (self._root / "cases" / f"{name}.yaml").as_uri()

    def _show(self, text: str, name: str) -> Message:
        before, _, after = text.partition("|")
        self.open(before + after, name)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return {"textDocument": {"uri": self._uri(name)}, "position": position}

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _wait_for(self, method: str) -> Message:
        while True:
            message = self._next()
            if message.get("method") == method:
                return message

    def _next(self) -> Message:
        """The next message; what the server asks of an editor is answered on the way."""
        try:
            message = self._inbox.get(timeout=PATIENCE)
        except Empty:
            raise TimeoutError("the language server does not answer") from None
        if message is None:
            raise EOFError("the language server has ended; its log says why")
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, request: Message) -> Any:
        self.asked.append(request["method"])
        if request["method"] == "workspace/configuration":
            return [self._section(item["section"]) for item in request["params"]["items"]]
        return None

    def _section(self, name: str) -> Any:
        """The settings of one section, as the editor gives them to an extension: nested."""
        if name in self._settings:
            return self._settings[name]
        nested: Message = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                inner = nested
                *steps, last = key.removeprefix(f"{name}.").split(".")
                for step in steps:
                    inner = inner.setdefault(step, {})
                inner[last] = value
        return nested

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
        self._input.flush()

    def _read(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length:"))
            stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)


@contextmanager
def running(root: Path, log: Path) -> Iterator[Server]:
    """Run a server on a workspace with the settings that lie in it.

    Args:
        root: the workspace; its ``.vscode/settings.json`` says what holds.
        log: file for what the server complains of; whatever it tries in the network is there.
    """
    settings = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    with log.open("wb") as errors:
        process = subprocess.Popen(
            ["node", "--require", WITHOUT_NETWORK, SERVER, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        with process:
            server = Server(process, root, settings)
            try:
                server.start()
                yield server
                server.stop()
            finally:
                process.kill()
