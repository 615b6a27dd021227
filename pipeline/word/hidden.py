"""Values that a template prints so that nobody sees them: hidden, or white on white.

Why: what does not show on paper still stands in the PDF, and whoever marks the text reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.word.finding import Finding, finding
from pipeline.word.markup import Tag, runs_within
from pipeline.word.tags import W

_PALE = 0xF0  # the least of red, green and blue that is as good as white
_VANISH, _COLOUR, _SHADE = f"{W}vanish", f"{W}color", f"{W}shd"
_STYLE, _VALUE = f"{W}style", f"{W}val"
_SHADED = tuple(f"{W}{name}" for name in ("rPr", "pPr", "tcPr", "tblPr"))
_BOX = f"{W}txbxContent"  # its ground is drawn, and may have any colour


def values(trees: Mapping[str, Any], tags: Sequence[Tag]) -> Iterator[Finding]:
    """Find tags that print a value which nobody sees (TPL058, a warning)."""
    styles = trees.get("word/styles.xml")
    known = {} if styles is None else {one.get(f"{W}styleId"): one for one in styles.iter(_STYLE)}
    roots = {id(tag.ground.root): tag.ground.root for tag in tags}
    if not any(_may_hide(root) for root in (*roots.values(), *known.values())):
        return
    for tag in tags:
        if tag.prints and tag.stretch.is_paragraph and _is_unseen(tag, known):
            yield finding("TPL058", tag.path, where=tag.stretch.quote, severity="warning")


def _may_hide(root: Any) -> bool:
    return any(one.tag == _VANISH or _is_pale(one) for one in root.iter(_VANISH, _COLOUR))


def _is_unseen(tag: Tag, styles: Mapping[str, Any]) -> bool:
    for run in runs_within(tag):
        chain = list(_properties(run, tag.stretch.element, styles))
        vanish = next((one for held in chain if (one := held.find(_VANISH)) is not None), None)
        if vanish is not None and vanish.get(_VALUE, "1") not in ("0", "false", "off"):
            return True
        colour = next((one for held in chain if (one := held.find(_COLOUR)) is not None), None)
        if _is_pale(colour) and not _is_shaded(run, chain):
            return True
    return False


def _properties(run: Any, paragraph: Any, styles: Mapping[str, Any]) -> Iterator[Any]:
    """What says how a run looks, the strongest first."""
    for element, properties, name in ((run, "rPr", "rStyle"), (paragraph, "pPr", "pStyle")):
        held = element.find(f"{W}{properties}")
        if held is None:
            continue
        if element is run:
            yield held
        named = held.find(f"{W}{name}")
        style = None if named is None else styles.get(named.get(_VALUE))
        for _ in range(len(styles)):  # a style may rest on another one, and that on this
            if style is None:
                break
            if (of_style := style.find(f"{W}rPr")) is not None:
                yield of_style
            base = style.find(f"{W}basedOn")
            style = None if base is None else styles.get(base.get(_VALUE))


def _is_pale(colour: Any) -> bool:
    text = "" if colour is None else colour.get(_VALUE, "")
    try:
        return len(text) == len("FFFFFF") and min(bytes.fromhex(text)) >= _PALE
    except ValueError:  # "auto", and what is no colour
        return False


def _is_shaded(run: Any, chain: Sequence[Any]) -> bool:
    """Whether something dark lies behind a run, or may lie there."""
    held = [one for around in (run, *run.iterancestors()) for one in _held_by(around)]
    if any(one.find(f"{W}highlight") is not None for one in (*held, *chain)):
        return True
    if any(around.tag == _BOX for around in run.iterancestors()):
        return True
    styled = (style.find(f"{W}pPr") for one in chain if (style := one.getparent()).tag == _STYLE)
    shades = (one.find(_SHADE) for one in (*held, *chain, *styled) if one is not None)
    return any(shade is not None and _is_dark(shade) for shade in shades)


def _held_by(element: Any) -> Iterator[Any]:
    return (child for child in element if child.tag in _SHADED)


def _is_dark(shade: Any) -> bool:
    fill = shade.get(f"{W}fill", "auto")
    try:
        return min(bytes.fromhex(fill)) < _PALE
    except ValueError:
        return False
