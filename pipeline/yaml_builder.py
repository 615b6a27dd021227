"""Build the tree of a YAML file from the parser's events, and refuse what no office writes.

Anchors, tags, duplicate keys and control characters are refused; limits are held on the events,
because PyYAML's C composer crashes the process on deep nesting.

Why: a value must not change its meaning on the way in, nor a slip pass because YAML allows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pipeline.errors import CaseError, Place, Problem
from pipeline.yaml_faults import forbidden, name_of
from pipeline.yaml_nodes import Entry, Node
from pipeline.yaml_slips import (
    comment,
    count_items,
    has_odd,
    joined_items,
    joined_to_item,
    may_list,
    odd_start,
    parted_titles,
    quoted,
)

MAX_DEPTH = 200
MAX_NODES = 200_000

_COLON = re.compile(r"\s*:")


class Builder:
    """Turns the parser's events into nodes and holds the limits.

    Attributes:
        lines: the lines of the text.
        warnings: what was read and looks like a slip.
        left_empty: whether some key or entry was left without a value.
    """

    def __init__(self, file: Path, text: str) -> None:
        """Begin with a decoded text; ``file`` is only named."""
        self.file = file
        self.lines = text.split("\n")
        self.may_be_odd = has_odd(text)  # asked once of the text, not of each value
        self.next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.nodes = 0
        self.left_empty = False
        self.warnings: list[Problem] = []

    def refuse(self, code: str, line: int, column: int, **params: object) -> NoReturn:
        """Stop with a problem at this place."""
        place = Place(self.file, line, column)
        texts = {name: str(value) for name, value in params.items()}
        raise CaseError(Problem(code, texts, file=self.file, place=place))

    def build(self) -> Node | None:
        """Read the stream's one document; None where nothing stands in it.

        Raises:
            CaseError: it holds what an office's file has no use for, or too much.
            yaml.MarkedYAMLError: it is no YAML.
        """
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
        kind = type(event)
        if event.anchor is not None or kind is AliasEvent:
            self.refuse("YML023", line, column)
        if event.tag is not None:
            self.refuse("YML024", line, column, tag=event.tag)
        content: str | list[Node] | dict[str, Entry]
        if kind is ScalarEvent:
            content = self._text(event, line, column)
        elif kind is SequenceStartEvent:
            in_brackets = event.flow_style
            content = []
            while type(event := self.next_event()) is not SequenceEndEvent:
                content.append(self._node(event, depth + 1))
            if in_brackets:
                self._look_for_titles(content)
        else:
            content, event = self._mapping(depth)
        if not content:
            self.left_empty = True
        end = event.end_mark
        return Node(content, line, column, end.line + 1, end.column + 1)

    def _mapping(self, depth: int) -> tuple[dict[str, Entry], Any]:
        entries: dict[str, Entry] = {}
        while type(event := self.next_event()) is not MappingEndEvent:
            name, line, column, end = self._key(event, depth + 1)
            if name in entries:
                raise self._doubled(name, Place(self.file, line, column, end), entries[name])
            node = self._node(self.next_event(), depth + 1)
            if node.content == "" and not self._has_colon(event.end_mark):
                self._cut(name, line, column, entries)
            entries[name] = Entry(line, column, end, node)
        return entries, event

    def _key(self, event: Any, depth: int) -> tuple[str, int, int, int]:
        """The key that begins with an event: its name, line, column, and one past its end."""
        start, end = event.start_mark, event.end_mark
        column, name = start.column, event.value if type(event) is ScalarEvent else ""
        if (
            end.column - column == len(name)  # a bare word on one line, as nearly all keys are
            and name.isidentifier()
            and name.isascii()
            and event.anchor is None
            and event.tag is None
            and depth <= MAX_DEPTH
        ):
            self.nodes += 1  # their limit is held at its value
            return name, start.line + 1, column + 1, end.column + 1
        key = self._node(event, depth)
        if not isinstance(key.content, str) or not key.content:
            self.refuse("YML025", key.line, key.column)
        name, line, column = key.content, key.line, key.column
        if self.may_be_odd:
            self._look_for_odd_blank(name, line, column, key=True)
        if name == "<<":
            self.refuse("YML023", line, column)
        return name, line, column, key.end_column

    def _cut(self, name: str, line: int, column: int, entries: dict[str, Entry]) -> NoReturn:
        """Refuse a key without a colon: the rest of a value that a comma cut, as a rule."""
        if ":" in name:
            self.refuse("YML013", line, column, key=name)
        before = list(entries.values())[-1].node.content if entries else ""
        whole = quoted(before if isinstance(before, str) else "", name)
        self.refuse("YML029", line, column, key=name, suggestion=whole)

    def _doubled(self, name: str, place: Place, first: Entry) -> CaseError:
        related = (Place(self.file, first.line, first.column, first.end_column),)
        return CaseError(Problem("YML026", {"key": name}, self.file, place, related=related))

    def _has_colon(self, end: Any) -> bool:
        """Whether a colon follows the key: in ``{istirahat: 0,5}`` the comma makes a key of 5."""
        return _COLON.match(self.lines[end.line], end.column) is not None

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
            if may_list(event.value):
                self._look_into_block(event.start_mark.line + 1, event.value.split("\n"))
            return text
        end = event.end_mark.line
        if not event.style:
            if self.may_be_odd:
                self._look_for_odd_blank(event.value, line, column)
            follows = event.end_mark.column
            if end < len(self.lines) and self.lines[end][follows : follows + 1].isspace():
                self._look_for_comment(event)  # libyaml may end a value behind the last line
        if end >= line:
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

    def _look_into_block(self, first: int, rows: list[str]) -> None:
        """Lines of a block that become part of what stands above them."""
        self._look_for_marks(first, rows)
        if (found := joined_to_item(rows)) is not None:
            row = first + found
            self._warn("YML035", row, len(self.lines[row]) - len(rows[found].lstrip()) + 1)

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
        found = comment(self.lines[end.line], end.column, empty=not event.value)
        if found is not None:
            self._warn("YML028", end.line, found + 1)

    def _look_for_titles(self, entries: list[Node]) -> None:
        """A comma parts a name from its titles: a judgment would have three judges for one."""
        bare = [self._bare(node) for node in entries]
        for number, whole in parted_titles(bare):
            node = entries[number]
            place = Place(self.file, node.line, node.column, node.end_column)
            params = {"value": bare[number], "suggestion": whole}
            self.warnings.append(Problem("YML034", params, self.file, place, severity="warning"))

    def _bare(self, node: Node) -> str:
        """The text of an entry that was written without quotes; else an empty one."""
        if not isinstance(node.content, str) or not node.content:
            return ""
        return "" if self.lines[node.line - 1][node.column - 1] in "'\"" else node.content

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
