"""What the documents say about the program, written by the program: cog puts it in place.

Each function returns Markdown for one block of README.md or of docs/. `make docs` renews the
blocks, `make docs-check` fails when one is stale.

Why: a table of exit codes, a list of commands or a file tree that was typed by hand is true on the
day it was typed.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import errors, messages
from pipeline.cli.frame import BELOW, VERBS
from pipeline.errors import ExitCode
from tools.examples import call
from tools.markdown import block, table

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"

EXIT_CODES: Mapping[ExitCode, str] = {
    ExitCode.DONE: "done; warnings alone change nothing, unless `check --strict` was asked for",
    ExitCode.BUG: "a bug in berkas: please report it",
    ExitCode.USAGE: "the command was not understood, or there is no such case",
    ExitCode.WORKSPACE: "workspace, settings, office.yaml or catalog at fault; output not writable",
    ExitCode.CASE: "a case file has an error, or an exhibit of it is not there",
    ExitCode.TEMPLATE: "a Word template has an error",
    ExitCode.CONVERSION: "LibreOffice made no PDF, or not the right one",
    ExitCode.BUNDLE: "an exhibit cannot be used, or the bundle could not be made",
    ExitCode.REGISTER: "kept for the register and the archive, which this version does not have",
    ExitCode.TOOL: "a program that berkas needs is missing",
    ExitCode.SOME_FAILED: "of several cases, at least one failed; the others are done",
    ExitCode.INTERRUPTED: "stopped with Ctrl-C; nothing is left half made",
}
LAW = "KS"  # the codes of the rules of law
# Top of the tree in the README. A name that is in git and not here stops `make docs`; one without
# words is told elsewhere there.
TOP: Mapping[str, str] = {
    "office.yaml": "",
    "kop.png": "",
    "cases": "",
    "templates": "",
    "output": "",
    "pipeline": "the program",
    "tests": "mirror the program's tree; each test says what it proves",
    "docs": "guides and references, see below",
    "benchmarks": "figures of `make bench`, as they were measured",
    "tools": "set-up of a machine, lock files, generated parts of the documents",
    "locks": "every package with its version and hash",
    "Makefile": "`make` alone lists what it can do",
    "pyproject.toml": "package, dependencies, settings of all checks",
    "README.md": "",
    "CHANGELOG.md": "",
    "CONTRIBUTING.md": "",
    "LICENSE": "",
}
# The exit code of a family's problems, where the source does not name an error class beside one.
FAMILIES: Mapping[str, tuple[str, ExitCode]] = {
    "YML": ("YAML text", ExitCode.CASE),
    "SKM": ("Shape of values", ExitCode.CASE),
    "KEL": ("Completeness", ExitCode.CASE),
    "RUJ": ("References to office.yaml and to the catalog", ExitCode.CASE),
    "LMP": ("Exhibits", ExitCode.BUNDLE),
    "RNG": ("Workspace", ExitCode.WORKSPACE),
    "IMP": ("Import of a register", ExitCode.USAGE),
    "PGN": ("Use of the command line", ExitCode.USAGE),
    "TPL": ("Templates", ExitCode.TEMPLATE),
    "SUN": ("Drafts edited in Word", ExitCode.CONVERSION),
    "KNV": ("Conversion", ExitCode.CONVERSION),
    "BDL": ("Bundle", ExitCode.BUNDLE),
    "ALT": ("Tools", ExitCode.TOOL),
    "PRK": ("What `berkas doctor` warns of", ExitCode.DONE),
    "BUG": ("Faults of the program", ExitCode.BUG),
}


def exit_codes() -> str:
    """The table of exit codes, from `pipeline.errors`."""
    return table(("Code", "Meaning"), [(str(code.value), EXIT_CODES[code]) for code in ExitCode])


def commands() -> str:
    """One line a command, from the command line's own texts."""
    texts = messages.load("en").texts["commands"]
    rows = [(f"`berkas {verb}`", texts[verb]["short"]) for verb in VERBS]
    return table(("Command", "What it does"), rows)


def command_line() -> str:
    """What `berkas --help` and each `berkas … --help` print in English."""
    parts = []
    below = ([verb, word] for verb, words in BELOW.items() for word in words)
    for words in ([], *([verb] for verb in VERBS), *below):
        called = " ".join(["berkas", *words])
        printed = [
            f"$ {called} --help",
            *call(["--lang", "en", *words, "--help"]).rstrip().split("\n"),
        ]
        parts.append(f"## {called}\n\n{block(printed)}")
    return "\n\n".join(parts)


def case_head(nomor: str) -> str:
    """A sample case as it is written, without the comments above it."""
    lines = (ROOT / "cases" / f"{nomor}.yaml").read_text(encoding="utf-8").rstrip().split("\n")
    return block([line for line in lines if not line.startswith("#")], "yaml")


def error_codes() -> str:
    """Every message that the program can give, family by family, in both languages."""
    english, indonesian = (messages.load(language).problems for language in ("en", "id"))
    codes = _exit_codes_of(english)
    parts = []
    for family in dict.fromkeys(code[:3] for code in codes):
        title, usual = FAMILIES[family]
        parts.append(
            f"## {family}: {title}\n\nExit code {usual.value}, where nothing else is said."
        )
        parts += [
            _told(code, english[code], indonesian[code], codes[code], usual)
            for code in codes
            if code.startswith(family)
        ]
    return "\n\n".join(parts)


def family_table(family: str) -> str:
    """The messages of one family in short: what is wrong, and the way out."""
    rows = [
        (f"[{code}](error-codes.md#{code.lower()})", entry["title"], _way_out(entry))
        for code, entry in messages.load("en").problems.items()
        if code.startswith(family)
    ]
    return table(("Code", "What is wrong", "Way out"), rows)


def _told(
    code: str, english: Mapping[str, str], indonesian: Mapping[str, str], exit_code: int, usual: int
) -> str:
    lines = [f"### {code}", "", f"**{english['title']}.** {_cell(english['message'])}", ""]
    lines.append(f"- Way out: {_way_out(english)}")
    if english.get("basis"):
        lines.append(f"- Law: {english['basis']}")
    if exit_code != usual:
        lines.append(f"- Exit code {exit_code}")
    lines.append(f"- *Indonesian:* {_cell(indonesian['message'])} {_way_out(indonesian)}")
    return "\n".join(lines)


def _way_out(entry: Mapping[str, str]) -> str:
    """The hint; where a near word may be known, or the hint of an error differs, that one first."""
    return " / ".join(
        _cell(entry[name]) for name in ("suggest", "hint_error", "hint") if name in entry
    )


def _cell(text: str) -> str:
    """A sentence in one line; doubled braces are the message's own, as the user sees them."""
    return " ".join(text.split()).replace("{{", "{").replace("}}", "}")


def _exit_codes_of(known: Mapping[str, Any]) -> dict[str, int]:
    """The exit code of each problem: of the error class that the source raises it with.

    The rules of law have documents of their own.
    """
    named = re.compile(r'(\w+Error)(?:\.of)?\(\s*(?:Problem\(\s*)?"([A-Z]{3}\d{3})"')
    found = {code: int(FAMILIES[code[:3]][1]) for code in known if not code.startswith(LAW)}
    for file in sorted(PACKAGE.rglob("*.py")):
        for name, code in named.findall(file.read_text(encoding="utf-8")):
            kind = getattr(errors, name, None)
            if kind is not None and code in found:
                found[code] = int(kind.exit_code)
    return found


def floors() -> str:
    """The floors of the package as import-linter holds them, from pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = (row.replace("(", "").replace(")", "") for row in layers)
    return block(rows)


def top_tree() -> str:
    """The repository's top with one line each."""
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - where this machine has it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    there = {name.split("/")[0] for name in listed if name and not name.startswith(".")}
    if strange := there - set(TOP):
        raise KeyError(f"tools/docs.py does not describe {', '.join(sorted(strange))}")
    rows = [(name + ("/" if (ROOT / name).is_dir() else ""), TOP[name]) for name in TOP]
    return block(_aligned([row for row in rows if row[1]]))


def package_tree() -> str:
    """All modules of the package with the first sentence of their docstrings."""
    return block(_aligned(list(_modules(PACKAGE, 0))))


def _modules(folder: Path, depth: int) -> Iterator[tuple[str, str]]:
    indent = "  " * depth
    yield f"{indent}{folder.name}/", _first_sentence(folder / "__init__.py")
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name)):
        if entry.is_dir() and (entry / "__init__.py").is_file():
            yield from _modules(entry, depth + 1)
        elif entry.suffix == ".py" and entry.name != "__init__.py":
            yield f"{indent}  {entry.name}", _first_sentence(entry)


def _first_sentence(file: Path) -> str:
    """The first sentence of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    if not docstring:
        raise ValueError(f"{file} has no docstring")
    return re.split(r"\.(?:\s|$)", " ".join(docstring.split()), maxsplit=1)[0].replace("``", "`")


def _aligned(rows: list[tuple[str, str]]) -> Iterator[str]:
    wide = max(len(name) for name, _ in rows) + 2
    for name, said in rows:
        yield f"{name:<{wide}}{said}".rstrip()
