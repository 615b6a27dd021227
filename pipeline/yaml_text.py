"""Read YAML as text with places: nothing is typed, everything knows its line.

PyYAML's C parser gives events, `yaml_builder` makes a tree with places of them, and this module
answers for the file: its plain data, and where what stands.

Why: an officer must be told the line, and no value may change its meaning on the way in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CaseError, Place, Problem
from pipeline.yaml_builder import Builder
from pipeline.yaml_faults import decode, syntax
from pipeline.yaml_nodes import Entry, Node

MAX_BYTES = 3_000_000

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file that was read.

    Attributes:
        file: where it came from.
        text: the decoded text, line ends as line feeds.
        root: the tree with places; its content is a dict.
        warnings: what is allowed but looks like a slip.
        left_empty: whether some key or entry was left without a value.
    """

    file: Path
    text: str
    root: Node
    warnings: tuple[Problem, ...] = ()
    left_empty: bool = True
    _lines: list[str] = field(default_factory=list)

    @property
    def data(self) -> dict[str, Any]:
        """Plain dicts, lists and texts; a value that was left empty is left out."""
        content = plain(self.root)
        return content if isinstance(content, dict) else {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys on top, with and without a value, in their order."""
        return tuple(self.root.content) if isinstance(self.root.content, dict) else ()

    def node(self, path: Path_) -> Node:
        """The node at a path that was written; KeyError or IndexError where there is none."""
        node = self.root
        for step in path:
            found = _step(node, step)
            if found is None:
                raise KeyError(step)
            node = found[0]
        return node

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        if not self._lines:
            self._lines.extend(self.text.split("\n"))
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def place(self, path: Path_, *, key: bool = False) -> Place:
        """Where the value at ``path`` stands; of what is not there, where its parent stands.

        A 0 in the path is passed over where one entry was written without a list.

        Args:
            path: keys and zero-based indices from the top.
            key: point at the key and not at the value.
        """
        node, entry = self.root, None
        for step in path:
            found = _step(node, step)
            if found is None:
                if step == 0 and not isinstance(node.content, list):
                    continue
                key = True
                break
            node, entry = found if found[1] else (found[0], None)
        if entry and (key or not isinstance(node.content, str) or not node.content):
            return Place(self.file, entry.line, entry.column, entry.end_column)
        end = node.end_column if node.end_line == node.line else None
        return Place(self.file, node.line, node.column, end)

    def written(self, path: Path_) -> Path_:
        """Shorten a path to how far it was written in the file, without made-up indices."""
        node, kept = self.root, []
        for step in path:
            found = _step(node, step)
            if found is None:
                if step == 0 and not isinstance(node.content, list):
                    continue
                break
            node = found[0]
            kept.append(step)
        return tuple(kept)


def _step(node: Node, step: str | int) -> tuple[Node, Entry | None] | None:
    content = node.content
    if isinstance(content, dict) and isinstance(step, str) and step in content:
        return content[step].node, content[step]
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step], None
    return None


def dotted(path: Path_) -> str:
    """Write a path as problems show it: ``kehadiran[3].selesai``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read(file: Path) -> Source:
    """Read a YAML file whose top is a mapping.

    Raises:
        CaseError: the file cannot be read, or is no such YAML; with file, line and column.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CaseError.of("YML001", file=file, reason=error.strerror or error) from error
    return parse(raw, file)


def parse(raw: bytes, file: Path) -> Source:
    """Read YAML from bytes; ``file`` is only named. See `read`."""
    if len(raw) > MAX_BYTES:
        raise CaseError.of("YML002", file=file, limit=MAX_BYTES // 1_000_000)
    text = decode(raw, file)
    builder = Builder(file, text)
    try:
        root = builder.build()
    except yaml.MarkedYAMLError as error:
        raise syntax(error, file, builder.lines) from error
    if root is None:
        raise CaseError.of("YML005", file=file)
    if not isinstance(root.content, dict):
        builder.refuse("YML006", root.line, root.column)
    return Source(file, text, root, tuple(builder.warnings), builder.left_empty)


def plain(node: Node) -> Any:
    """Data of a node; None where nothing was written: a skeleton's empty keys are missing."""
    content = node.content
    if isinstance(content, str):
        return content or None
    if isinstance(content, dict):
        data = {}
        for name, entry in content.items():  # no generator: it would cost a frame for each value
            if (value := plain(entry.node)) is not None:
                data[name] = value
        return data or None
    items = [plain(item) for item in content]
    return items if any(item is not None for item in items) else None
