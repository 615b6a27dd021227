"""Generated cases as the text that an officer might type: block and flow style, quotes or none.

Why: what is proved must begin at the file's text, and with a writer that is not the program's own.
"""

from __future__ import annotations

import json
import re
import textwrap
from random import Random
from typing import Any

from tests.generating.words import Prose

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9 .()/-]*[A-Za-z0-9.)]|[0-9]+")
_WIDTH = 96


class Bare(str):
    """A value that is typed as it stands: a date, an amount, a word of the vocabulary."""

    __slots__ = ()


def write(value: dict[str, Any], chance: Random) -> str:
    """The text of a case file."""
    return "\n".join(_mapping(value, 0, chance)) + "\n"


def _mapping(value: dict[str, Any], depth: int, chance: Random) -> list[str]:
    lines: list[str] = []
    for key, inner in value.items():
        if depth == 0 and chance.random() < 0.3:
            lines.append("")
        lines += _entry(f"{' ' * depth}{key}:", inner, depth, chance)
    return lines


def _entry(head: str, value: Any, depth: int, chance: Random) -> list[str]:
    """A key, or a dash, with what follows it."""
    if isinstance(value, Prose):
        return _prose(head, value, depth, chance)
    if isinstance(value, str):
        return [f"{head} {_scalar(value, chance, flow=False)}"]
    if _is_small(value) and chance.random() < 0.6:
        return [f"{head} {_flow(value, chance)}"]
    if isinstance(value, dict):
        return [head, *_mapping(value, depth + 2, chance)]
    lines = [head]
    for item in value:
        lines += _item(item, depth + 2, chance)
    return lines


def _item(item: Any, depth: int, chance: Random) -> list[str]:
    dash = f"{' ' * depth}-"
    if isinstance(item, dict) and not (_is_small(item) and chance.random() < 0.6):
        first, *rest = _mapping(item, depth + 2, chance)
        return [f"{dash} {first.lstrip()}", *rest]
    return _entry(dash, item, depth, chance)


def _is_small(value: Any) -> bool:
    """Whether a section or list may stand in one line."""
    values = value.values() if isinstance(value, dict) else value
    return len(value) <= 8 and all(isinstance(inner, str) for inner in values)


def _flow(value: Any, chance: Random) -> str:
    if isinstance(value, dict):
        pairs = (f"{key}: {_scalar(one, chance, flow=True)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(_scalar(one, chance, flow=True) for one in value)}]"


def _scalar(text: str, chance: Random, *, flow: bool) -> str:
    if isinstance(text, Bare):
        return json.dumps(text) if flow and re.search(r"[,:\[\]{}]", text) else str(text)
    if _SAFE.fullmatch(text) and chance.random() < 0.7:
        return text
    if chance.random() < 0.3:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def _prose(head: str, value: Prose, depth: int, chance: Random) -> list[str]:
    """A literal block, its lines wrapped; a narrative of one short paragraph may stand inline."""
    blocks = value.blocks
    if len(blocks) == 1 and len(blocks[0][1]) < _WIDTH and chance.random() < 0.5:
        return [f"{head} {_scalar(blocks[0][1], chance, flow=False)}"]
    indent = " " * (depth + 2)
    lines = [f"{head} |"]
    before = ""
    for kind, text in blocks:
        if before and not kind == before == "item":
            lines.append("")
        mark = "- " if kind == "item" else ""
        wrapped = textwrap.wrap(
            mark + text, _WIDTH - depth, break_long_words=False, break_on_hyphens=False
        )
        lines += [indent + line for line in wrapped]
        before = kind
    return lines
