"""Narratives that a Word file prints without the style for their list items.

Why: a narrative's items are made in that style, so a file that prints one must have it; a file
that prints none need not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pipeline.case import Case
from pipeline.case.section import walk_fields
from pipeline.values import Narrative
from pipeline.word.finding import Finding, finding
from pipeline.word.survey import ITEM_STYLE, Survey

_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")


def unstyled(found: Survey) -> Iterator[Finding]:
    """A narrative that is printed where its list items have no style (TPL010)."""
    if found.lists:
        return
    paths, names = _narratives()
    for script in found.scripts:
        for tag in script.tags:
            is_path = tag.prints and _PATH.fullmatch(tag.code)
            if is_path and (tag.code in paths or tag.code.rpartition(".")[2] in names):
                yield finding("TPL010", tag.path, where=tag.stretch.quote, style=ITEM_STYLE)
                return


@cache
def _narratives() -> tuple[frozenset[str], frozenset[str]]:
    """The keys that hold narratives, and the last names that keys of narratives alone have."""
    paths: set[str] = set()
    names: set[str] = set()
    others: set[str] = set()
    for steps, info in walk_fields(Case):
        if _is_narrative(info.annotation):
            paths.add(".".join(steps))
            names.add(steps[-1])
        else:
            others.add(steps[-1])
    return frozenset(paths), frozenset(names - others)


def _is_narrative(annotation: Any) -> bool:
    return annotation is Narrative or any(map(_is_narrative, get_args(annotation)))
