"""Read YAML as text with places: nothing is typed, everything knows its line.

PyYAML's C parser gives events; this module builds plain data and a tree of places from them, and
refuses what an office's file has no use for (anchors, tags, duplicate keys, control characters).
Limits are held on the events, because PyYAML's C composer crashes the process on deep nesting.

Why: an officer must be told the line, and no value may change its meaning on the way in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import yaml

from pipeline.errors import CaseError, Place, Problem
from pipeline.yaml_faults import decode, forbidden, name_of, syntax
from pipeline.yaml_slips import comment, count_items, joined_items, odd_start, quoted

MAX_BYTES = 3_000_000
MAX_DEPTH = 200
MAX_NODES = 200_000

Path_ = tuple[str | int, ...]

_COLON = re.compile(r"\s*:")


@dataclass(slots=True)
class Node:
    """One value with its place; ``content`` is text, a list of nodes, or a dict of entries."""

    content: str | list[Node] | dict[str, Entry]
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Entry:
    """A key of a mapping with its place, and its value."""

    line: int
    column: int
    end_column: int
    node: Node


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file that was read.

    Attributes:
        file: where it came from.
        text: the decoded text, line ends as line feeds.
        root: the tree with places; its content is a dict.
        warnings: what is allowed but looks like a slip.
    """

    file: Path
    text: str
    root: Node
    warnings: tuple[Problem, ...] = ()
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
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except yaml.MarkedYAMLError as error:
        raise syntax(error, file, builder.lines) from error
    if root is None:
        raise CaseError.of("YML005", file=file)
    if not isinstance(root.content, dict):
        builder.refuse("YML006", root.line, root.column)
    return Source(file, text, root, tuple(builder.warnings))


def plain(node: Node) -> Any:
    """Data of a node; None where nothing was written: a skeleton's empty keys are missing."""
    content = node.content
    if isinstance(content, str):
        return content or None
    if isinstance(content, dict):
        pairs = ((name, plain(entry.node)) for name, entry in content.items())
        return {name: value for name, value in pairs if value is not None} or None
    items = [plain(item) for item in content]
    return items if any(item is not None for item in items) else None


class _Builder:
    """Turns the parser's events into nodes and holds the limits."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.nodes = 0
        self.warnings: list[Problem] = []

    def refuse(self, code: str, line: int, column: int, **params: object) -> NoReturn:
        """Stop with a problem at this place."""
        place = Place(self.file, line, column)
        texts = {name: str(value) for name, value in params.items()}
        raise CaseError(Problem(code, texts, file=self.file, place=place))

    def build(self) -> Node | None:
        """Read the stream's one document."""
        root = None
        while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    mark: Any = event.start_mark
                    self.refuse("YML008", mark.line + 1, 1)
                root = self._node(self.next_event(), 1)
        if root is not None and root.content == "":
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse("YML021", line, column, limit=MAX_NODES)
        if depth > MAX_DEPTH:
            self.refuse("YML022", line, column, limit=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.refuse("YML023", line, column)
        if event.tag is not None:
            self.refuse("YML024", line, column, tag=event.tag)
        content: str | list[Node] | dict[str, Entry]
        if isinstance(event, yaml.ScalarEvent):
            content = self._text(event, line, column)
        elif isinstance(event, yaml.SequenceStartEvent):
            content = []
            while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
                content.append(self._node(event, depth + 1))
        else:
            content, event = self._mapping(depth)
        end = event.end_mark
        return Node(content, line, column, end.line + 1, end.column + 1)

    def _mapping(self, depth: int) -> tuple[dict[str, Entry], Any]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            name, line, column = key.content, key.line, key.column
            if not isinstance(name, str) or not name:
                self.refuse("YML025", line, column)
            self._look_for_odd_blank(name, line, column, key=True)
            if name == "<<":
                self.refuse("YML023", line, column)
            if name in entries:
                raise self._doubled(name, key, entries[name])
            node = self._node(self.next_event(), depth + 1)
            if node.content == "" and not self._has_colon(key):
                self._cut(name, key, entries)
            entries[name] = Entry(line, column, key.end_column, node)
        return entries, event

    def _cut(self, name: str, key: Node, entries: dict[str, Entry]) -> NoReturn:
        """Refuse a key without a colon: the rest of a value that a comma cut, as a rule."""
        if ":" in name:
            self.refuse("YML013", key.line, key.column, key=name)
        before = list(entries.values())[-1].node.content if entries else ""
        whole = quoted(before if isinstance(before, str) else "", name)
        self.refuse("YML029", key.line, key.column, key=name, suggestion=whole)

    def _doubled(self, name: str, key: Node, first: Entry) -> CaseError:
        place = Place(self.file, key.line, key.column, key.end_column)
        related = (Place(self.file, first.line, first.column, first.end_column),)
        return CaseError(Problem("YML026", {"key": name}, self.file, place, related=related))

    def _has_colon(self, key: Node) -> bool:
        """Whether a colon follows the key: in ``{istirahat: 0,5}`` the comma makes a key of 5."""
        return _COLON.match(self.lines[key.end_line - 1], key.end_column - 1) is not None

    def _text(self, event: Any, line: int, column: int) -> str:
        text: str = event.value
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if event.style == '"':  # an escape writes what the text itself may not hold
            text = text.replace("\r\n", "\n")
            if name := forbidden(text):
                self.refuse("YML007", line, column, name=name)
        if text.isspace():
            return ""
        if event.style == "|":
            self._look_for_marks(event.start_mark.line + 1, event.value.split("\n"))
            return text
        if not event.style:
            self._look_for_odd_blank(event.value, line, column)
            self._look_for_comment(event)
        if event.end_mark.line > event.start_mark.line:
            self._look_for_items(event, line, column)
        return _unfolded(text) if "\n" in text else text

    def _look_for_items(self, event: Any, line: int, column: int) -> None:
        """List items in folded text would run together into one paragraph."""
        start, end = event.start_mark, event.end_mark
        first = start.line + (event.style == ">")
        rows = self.lines[first : end.line + (end.column > 0)]
        if first == start.line:
            rows[0] = rows[0][start.column :].lstrip("\"'")
        if count_items(rows) > count_items(event.value.split("\n")):
            self.refuse("YML027", line, column)
        self._look_for_marks(first, rows)

    def _look_for_marks(self, first: int, rows: list[str]) -> None:
        """Lines marked as items by a number or a dot run together into one paragraph."""
        if (found := joined_items(rows)) is None:
            return
        row = first + found
        self._warn("YML030", row, len(self.lines[row]) - len(rows[found].lstrip()) + 1)

    def _look_for_odd_blank(self, text: str, line: int, column: int, *, key: bool = False) -> None:
        """A blank that is none to YAML makes a text of a key or of an entry."""
        if (found := odd_start(text, key=key)) is not None:
            self.refuse("YML031", line, column + found, name=name_of(text[found]))

    def _look_for_comment(self, event: Any) -> None:
        """Text after `` #`` is a comment: in a name or an address it was hardly meant as one."""
        end = event.end_mark
        if event.value and (found := comment(self.lines[end.line], end.column)) is not None:
            self._warn("YML028", end.line, found + 1)

    def _warn(self, code: str, row: int, column: int) -> None:
        """Note a slip that reaches from a column to the end of its line."""
        place = Place(self.file, row + 1, column, len(self.lines[row]) + 1)
        self.warnings.append(Problem(code, file=self.file, place=place, severity="warning"))


def _unfolded(text: str) -> str:
    """Folded text as a literal block would have it: its line breaks stand for empty lines.

    Beside a line that is indented further a line break is no more than that.
    """
    lines = text.strip("\n").split("\n")
    parts = [lines[0]]
    for before, line in pairwise(lines):
        parts += ["\n" if before[:1].isspace() or line[:1].isspace() else "\n\n", line]
    return "".join(parts)
