"""README, CONTRIBUTING, CHANGELOG and docs/: what they point at and tell is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from pipeline import messages, yaml_text
from pipeline.case import Case
from pipeline.case.section import fields_of
from pipeline.catalog import Entry
from pipeline.cli.frame import BELOW, VERBS, module_of
from pipeline.cli.session import shared_options
from pipeline.shape import shape

ROOT = Path(__file__).parent.parent
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
SMALLEST = {
    "nomor": "nomor: KS-2026-0001",
    "jenis": "jenis: pidana_kerja_sosial",
    "pk": "pk: sr",
    "klien": "klien: {nama: Klien}",
    "perkara": "perkara: {tindak_pidana: Penggelapan}",
}

every_document = pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)


def anchors(file: Path) -> set[str]:
    """The anchors that a Markdown reader gives to the headings of a file."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def links(file: Path) -> Iterator[tuple[Path, str]]:
    """The links of a file that stay within the repository: target and anchor."""
    for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text(encoding="utf-8")):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            yield (file.parent / name if name else file), anchor


@every_document
def test_links_lead_somewhere(file: Path) -> None:
    """A link within the repository names a file that is there, and a heading of that file."""
    for target, anchor in links(file):
        assert target.exists(), f"{file.name} points at {target}"
        assert not anchor or anchor in anchors(target), f"{file.name} points at #{anchor}"


@every_document
def test_codes_exist(file: Path) -> None:
    """A code of a message that a document names is one that the program has."""
    known = messages.load("en").problems
    named = re.findall(r"\b[A-Z]{3}\d{3}\b", file.read_text(encoding="utf-8"))
    assert [code for code in named if code not in known] == []


@every_document
def test_commands_exist(file: Path) -> None:
    """A command that a document shows exists and takes the options it is shown with."""
    for shown in commands(file.read_text(encoding="utf-8")):
        words = shown.split()[1:]
        verb = words[0] if words and re.fullmatch(r"[a-z]+", words[0]) else None
        assert verb is None or verb in VERBS, shown
        options = {word for word in words if re.fullmatch(r"--[a-z]+|-C", word)}
        assert options <= known_options(verb), shown


def commands(text: str) -> Iterator[str]:
    """The commands that a document shows, in its text and in its blocks."""
    fence = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
    for block in fence.findall(text):
        yield from re.findall(r"^ *(?:\$ )?(berkas [^|>#\n]+)", block, re.MULTILINE)
    yield from re.findall(r"`(berkas[^`|>\n]*)`", fence.sub("", text))


def known_options(verb: str | None) -> set[str]:
    """The options of a command."""
    module = import_module(module_of(verb) if verb in VERBS else "pipeline.cli")
    command = module.command if verb in VERBS else module.cli
    below = command.commands.values() if verb in BELOW else ()
    params = [p for one in (command, *below) for p in one.params if isinstance(p, click.Option)]
    return {"--help"} | {name for param in (*params, *shared_options()) for name in param.opts}


def test_the_guide_knows_every_key_of_the_catalog() -> None:
    """The guide for designers has a line for each key of a catalog entry."""
    guide = (ROOT / "docs" / "template-guide.md").read_text(encoding="utf-8")
    missing = [key for key in fields_of(Entry) if f"\n| `{key}` |" not in guide]
    assert missing == []


def test_examples_of_the_guide_are_case_files() -> None:
    """Each YAML example of the officers' guide has the shape of a case file."""
    guide = (ROOT / "docs" / "panduan-petugas.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    assert examples
    for example in examples:
        written = set(re.findall(r"^(\w+):", example, re.MULTILINE))
        rest = "\n".join(line for key, line in SMALLEST.items() if key not in written)
        source = yaml_text.parse(f"{rest}\n{example}".encode(), Path("KS-2026-0001.yaml"))
        _, problems = shape(source, Case)
        assert [(problem.code, problem.path) for problem in problems] == []
