"""Everything about a Word file that can be found without a case, in one run, each with its place.

Why: at run time a template stops at its first fault, with the case that met it; whoever mends it
wants all of them at once, before any case does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.word import blocks, grammar, hidden, looks, pictures, sections, tags
from pipeline.word.finding import Finding, finding
from pipeline.word.markup import MOST_TAGS, Tag, tags_of
from pipeline.word.package import PackageError, Unpacked, unpack
from pipeline.word.places import BODY, Ground, grounds
from pipeline.word.slips import names_set, single_braces

ITEM_STYLE = "Butir"
_UNPAIRED = frozenset({"TPL023", "TPL024", "TPL056"})


@dataclass(frozen=True, slots=True)
class Script:
    """The tags of one part of a file.

    Attributes:
        ground: the part.
        tags: its tags in the order in which they are run.
        faulty: numbers of the tags that are wrong by themselves.
        runs: whether they open and close each other, so that they can be run.
        names: that they may set; more rather than fewer.
    """

    ground: Ground
    tags: tuple[Tag, ...]
    runs: bool
    faulty: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look through a Word file brought.

    Attributes:
        findings: all of them, from the top of the file to its end.
        scripts: the tags, part by part; the body comes first.
        fonts: what it asks for, with the place and the words that ask first.
        lists: whether it has the style that narratives' list items take.
        order: places in the order in which they stand.
    """

    findings: tuple[Finding, ...]
    scripts: tuple[Script, ...] = ()
    fonts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lists: bool = False
    order: Mapping[str, int] = field(default_factory=dict)


def survey(content: bytes, *, part: str = "", reader: grammar.Reader | None = None) -> Survey:
    """Look through a Word file.

    Args:
        content: its bytes.
        part: the name of the shared part that it is, whose body goes into templates; else empty.
        reader: what reads the tags; whoever looks through several files has one for all of them.
    """
    unpacked = unpack(content)
    trees = unpacked.trees
    parts = grounds(trees)
    if BODY not in trees or trees[BODY].find(f"{tags.W}body") is None:
        found = [_of_package(fault, parts) for fault in unpacked.faults]
        return Survey(tuple(found or [finding("TPL002")]))
    found = [_of_package(fault, parts) for fault in unpacked.faults]
    scripts = []
    reader, room = reader or grammar.Reader(), sections.area(trees)
    for ground in parts:
        script, faults = _script(ground, reader)
        scripts.append(script)
        found += faults
        found += pictures.look(ground, trees, unpacked.binaries, room)
    found += hidden.values(trees, [tag for script in scripts for tag in script.tags])
    found += _manners(unpacked, parts, part)
    order = _order(parts)
    once = [one for number, one in enumerate(found) if one not in found[:number]]
    return Survey(
        findings=tuple(sorted(once, key=lambda one: order.get(one.path, len(order)))),
        scripts=tuple(scripts),
        fonts=looks.fonts(trees, parts),
        lists=looks.has_style(trees, ITEM_STYLE),
        order=order,
    )


def scripts_of(content: bytes) -> tuple[Script, ...]:
    """The tags of a Word file, part by part, without a look at anything else in it.

    Why: who only asks what a template reads asks before each build, and most of a survey's time
    goes to what it says of pictures, fonts and manners.
    """
    unpacked = unpack(content)
    if BODY not in unpacked.trees:
        return ()
    found = []
    for ground in grounds(unpacked.trees):
        whole, broken = tags_of(ground)
        pieces = [piece for _, piece in broken]
        is_short = len(whole) <= MOST_TAGS
        runs = is_short and _runs(list(blocks.pair(whole)), pieces)
        found.append(Script(ground, tuple(whole) if is_short else (), runs))
    return tuple(found)


def _runs(paired: Iterable[Finding], pieces: Iterable[str]) -> bool:
    """Whether the blocks of a part pair, as far as its whole tags and the pieces of others tell."""
    lost = any("%" in piece for piece in pieces)  # a block may begin or end there
    return not lost and not any(one.code in _UNPAIRED for one in paired)


def _manners(unpacked: Unpacked, parts: list[Ground], part: str) -> Iterator[Finding]:
    yield from looks.by_hand(unpacked.trees, parts)
    yield from looks.tables(parts)
    if part:
        yield from looks.foreign_content(unpacked.trees, part)
    else:  # a part's own paper is not used
        yield from sections.margins(unpacked.trees)


def _of_package(fault: PackageError, parts: list[Ground]) -> Finding:
    """What `package` found, with its place where it stands in a part that is filled."""
    ground = next((part for part in parts if part.name == fault.member), None)
    path = ""
    if ground is not None:
        path = ground.path if fault.element is None else ground.path_of(fault.element)
    where = fault.params.get("where", "")
    params = {name: text for name, text in fault.params.items() if name != "where"}
    return Finding(fault.code, path, where, params=params)


def _script(ground: Ground, reader: grammar.Reader) -> tuple[Script, list[Finding]]:
    """The tags of a part, and what is wrong with them."""
    whole, broken = tags_of(ground)
    if len(whole) > MOST_TAGS:
        limit = f"{MOST_TAGS:,} tag".replace(",", ".")
        return Script(ground, (), runs=False), [finding("TPL013", ground.path, limit=limit)]
    found = [
        finding("TPL018", stretch.path, where=stretch.quote, tag=piece) for stretch, piece in broken
    ]
    paired = list(blocks.pair(whole))
    found += paired
    found += blocks.misplaced(whole)
    found += single_braces(ground)
    clear = reader.is_clear(whole)
    by_itself = [list(grammar.read(tag, clear=clear)) for tag in whole]
    found += (one for told in by_itself for one in told)
    found += _together(whole)
    found += looks.split_tags(whole)
    runs = _runs(paired, (piece for _, piece in broken))
    faulty = frozenset(number for number, told in enumerate(by_itself) if told)
    names = names_set(whole, (piece for _, piece in broken))
    return Script(ground, tuple(whole), runs, faulty, names), found


def _together(whole: list[Tag]) -> Iterator[Finding]:
    """Find block tags that share their paragraph, row or cell (TPL020)."""
    told = set()
    for tag in whole:
        if tag.letters not in tags.BLOCKS or tag.apart or any(sign in tag.code for sign in "%}"):
            continue
        name = tags.BLOCKS[tag.letters]
        element = tag.stretch.element
        while element is not None and element.tag != name:
            element = element.getparent()
        if element is None or element in told:
            continue
        if tags.shared(element, tag.letters):
            told.add(element)
            path = tag.ground.path_of(element)
            yield finding("TPL020", path, where=tag.stretch.quote, tag=f"{{%{tag.letters}")


def _order(parts: list[Ground]) -> dict[str, int]:
    """The number of each place; the file as a whole comes first."""
    order: dict[str, int] = {"": -1}
    for ground in parts:
        order.setdefault(ground.path, len(order))
        for element in ground.root.iter(*tags.BLOCKS.values(), f"{tags.W}tbl"):
            order.setdefault(ground.path_of(element), len(order))
    return order
