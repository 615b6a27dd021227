"""Read YAML as text with places: nothing is typed, everything knows its line.

PyYAML's C parser gives events; this module builds plain data and a tree of places from them, and
refuses what an office's file has no use for (anchors, tags, duplicate keys, control characters).
Limits are held on the events, because PyYAML's C composer crashes the process on deep nesting.

Why: an officer must be told the line, and no value may change its meaning on the way in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from pipeline.errors import CaseError, Place, Problem

MAX_BYTES = 3_000_000
MAX_DEPTH = 200
MAX_NODES = 200_000

Path_ = tuple[str | int, ...]

# C0 and C1 controls but tab and line feed, bidirectional marks, line separators, private use
# (the render stage marks paragraphs with two of them), noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]|\r(?!\n)"
)
_LIBYAML = (
    ("mapping values are not allowed", "YML011"),
    ("cannot start any token", "YML012"),
    ("could not find expected ':'", "YML013"),
    ("did not find expected key", "YML014"),
    ("did not find expected '-' indicator", "YML014"),
    ("unexpected end of stream", "YML015"),
    ("did not find expected ',' or", "YML016"),
)


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
        content = _plain(self.root)
        return content if isinstance(content, dict) else {}

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
    text = _decode(raw, file)
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, file) from error
    if root is None:
        raise CaseError.of("YML005", file=file)
    if not isinstance(root.content, dict):
        builder.refuse("YML006", root.line, root.column)
    return Source(file, text, root, tuple(builder.warnings))


def _decode(raw: bytes, file: Path) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CaseError.of("YML003", file=file, encoding="UTF-16")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = _at(before, len(before), file)
        raise CaseError(Problem("YML004", file=file, place=place)) from error
    if match := _FORBIDDEN.search(text):
        name = unicodedata.name(match[0], "") or f"U+{ord(match[0]):04X}"
        place = _at(text, match.start(), file)
        raise CaseError(Problem("YML007", {"name": name}, file=file, place=place))
    return text.replace("\r\n", "\n")


def _at(text: str, index: int, file: Path) -> Place:
    before = text[:index]
    return Place(file, before.count("\n") + 1, index - before.rfind("\n"))


def _syntax(error: yaml.MarkedYAMLError, file: Path) -> CaseError:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    code = next((code for words, code in _LIBYAML if words in said), "YML010")
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else None
    related: tuple[Place, ...] = ()
    if error.context_mark and mark and error.context_mark.line != mark.line:
        related = (Place(file, error.context_mark.line + 1, error.context_mark.column + 1),)
    return CaseError(Problem(code, {"said": said}, file=file, place=place, related=related))


def _plain(node: Node) -> Any:
    """Data of a node; None where nothing was written: a skeleton's empty keys are missing."""
    content = node.content
    if isinstance(content, str):
        return content or None
    if isinstance(content, dict):
        pairs = ((name, _plain(entry.node)) for name, entry in content.items())
        return {name: value for name, value in pairs if value is not None} or None
    items = [_plain(item) for item in content]
    return items if any(item is not None for item in items) else None


class _Builder:
    """Turns the parser's events into nodes and holds the limits."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
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
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self.refuse("YML008", self._line(event), 1)
                root = self._node(next(self.events), 1)
        if root is not None and root.content == "":
            return None
        return root

    @staticmethod
    def _line(event: Any) -> int:
        line: int = event.start_mark.line + 1
        return line

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
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                content.append(self._node(event, depth + 1))
        else:
            content, event = self._mapping(depth)
        end = event.end_mark
        return Node(content, line, column, end.line + 1, end.column + 1)

    def _mapping(self, depth: int) -> tuple[dict[str, Entry], Any]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            key = self._node(event, depth + 1)
            if not isinstance(key.content, str) or not key.content:
                self.refuse("YML025", line, column)
            name = key.content
            if name == "<<":
                self.refuse("YML023", line, column)
            if name in entries:
                first = entries[name]
                place = Place(self.file, line, column, key.end_column)
                related = (Place(self.file, first.line, first.column, first.end_column),)
                problem = Problem(
                    "YML026",
                    {"key": name},
                    file=self.file,
                    place=place,
                    related=related,
                )
                raise CaseError(problem)
            node = self._node(next(self.events), depth + 1)
            if node.content == "" and not self._has_colon(key):
                self.refuse("YML029", line, column, key=name)
            entries[name] = Entry(line, column, key.end_column, node)
        return entries, event

    def _has_colon(self, key: Node) -> bool:
        """Whether a colon follows the key: in ``{istirahat: 0,5}`` the comma makes a key of 5."""
        rest = self.lines[key.end_line - 1][key.end_column - 1 :]
        return rest.lstrip().startswith(":")

    def _text(self, event: Any, line: int, column: int) -> str:
        text: str = event.value
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if event.style == "|":
            return text
        if event.style is None:
            self._look_for_comment(event)
        if event.end_mark.line > event.start_mark.line:
            self._look_for_items(event, line, column)
        # In folded text a line break stands for an empty line: make it one, as in a literal block.
        return text.strip("\n").replace("\n", "\n\n") if "\n" in text else text

    def _look_for_items(self, event: Any, line: int, column: int) -> None:
        """List items in folded text would run together into one paragraph."""
        written = self.lines[event.start_mark.line + 1 : event.end_mark.line + 1]
        if any(row.lstrip().startswith("- ") for row in written) and " - " in event.value:
            self.refuse("YML027", line, column)

    def _look_for_comment(self, event: Any) -> None:
        """Text after `` #`` is a comment: in a name or an address it was hardly meant as one."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if event.value else ""
        if match := re.match(r"\s+#(?=[^\s#])", rest):
            place = Place(
                self.file,
                end.line + 1,
                end.column + match.end(),
                len(rest) + end.column,
            )
            self.warnings.append(Problem("YML028", file=self.file, place=place, severity="warning"))
