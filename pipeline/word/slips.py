"""What was meant as a tag and is text for Jinja, and what the tags of a part may set.

Why: ``{ klien.nama }`` is printed as it stands, in every letter; and where blocks do not close,
what is set within them is known by its name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.word import pairs
from pipeline.word.finding import Finding, finding
from pipeline.word.markup import Tag
from pipeline.word.places import Ground

_SINGLE = re.compile(r"\{\s*([A-Za-z_]\w*(?:\.\w+)*(?:\s*\|\s*\w+)*)\s*\}")
_NAME = re.compile(r"[A-Za-z_]\w*")
_TARGET = {"set": "=", "for": " in "}
_SETTING = frozenset({"set", "for", "macro", "call", "with", "import", "from", "block"})


def single_braces(ground: Ground) -> Iterator[Finding]:
    """Find names in single braces, which Jinja takes for text (TPL057)."""
    for stretch in ground.all_stretches():
        if not stretch.is_paragraph or "{" not in stretch.text:
            continue
        for found in _SINGLE.finditer(stretch.text):
            if not _is_of_tag(stretch.text, found):
                meant = f"{{{{ {found[1]} }}}}"
                yield finding(
                    "TPL057", stretch.path, where=stretch.quote, tag=found[0], suggestion=meant
                )


def _is_of_tag(text: str, found: re.Match[str]) -> bool:
    """Whether braces stand within a tag, or are a part of one whose braces stand apart."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    if before.endswith("{") or after.startswith("}"):
        return True
    spans = ((one.start, one.start + len(one.text)) for one in pairs.pieces(text))
    return any(start <= found.start() < end for start, end in spans)


def names_set(tags: Iterable[Tag], broken: Iterable[str]) -> frozenset[str]:
    """Names that tags may set: more rather than fewer.

    Args:
        tags: of one part.
        broken: what was meant as a tag in it and is none.
    """
    found: set[str] = set()
    for tag in tags:
        if tag.word in _SETTING:
            found.update(_NAME.findall(tag.code.partition(_TARGET.get(tag.word, "\n"))[0]))
    for piece in broken:
        if "%" in piece:
            found.update(_NAME.findall(piece))
    return frozenset(found)
