"""Carbone, the quickest rival, on copies of one letter.

Its template is a letter of ours, filled, with Carbone's tags where the values of the case stand;
so both sides print the same pages. Its start is in the measured time, as is that of our workers.

Why: on letters of one page it is the nearest to us, and a mean over long reports would hide that.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import soffice
from tools.bench_corpus import Filled, fill
from tools.bench_rivals import HOME, carbone, system_python, uno_environment
from tools.bench_ways import JOBS

_LEAST = 6  # letters of a value that is looked for; a shorter one may stand in any word
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)")
_SCRIPT = """
const carbone = require('carbone'), fs = require('fs');
const [template, data, out, factories] = process.argv.slice(2);
const letters = JSON.parse(fs.readFileSync(data, 'utf8'));
carbone.set({tempPath: out, factories: Number(factories), startFactory: true});
let left = letters.length;
letters.forEach((letter, number) =>
  carbone.render(template, letter, {convertTo: 'pdf'}, (error, pdf) => {
    if (error) { console.error(error); process.exit(1); }
    fs.writeFileSync(`${out}/${number}.pdf`, pdf);
    if (!--left) process.exit();
  }));
"""


@dataclass(frozen=True, slots=True)
class Carbone:
    """All that a run needs.

    Attributes:
        call: the command.
        environment: its environment, in which LibreOffice and its bridge to Python are found.
        made: the folder of its PDFs.
    """

    call: list[str]
    environment: dict[str, str]
    made: Path

    def run(self) -> None:
        """Make all letters, from the start of its factories to the last PDF."""
        subprocess.run(self.call, env=self.environment, check=True, capture_output=True)


def prepare(letters: Filled, folder: Path) -> Carbone:
    """Make its template and its data from letters of ours.

    Raises:
        MissingError: it cannot be had here.
    """
    modules, environment = carbone(), uno_environment()
    made = folder / "made"
    made.mkdir(parents=True)
    values = [dict(_values("d", view)) for _, view in letters.values()]
    names = _template(letters, values[0], folder / "letter.docx")
    data = [{name: each[path] for path, name in names.items()} for each in values]
    (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "letters.js").write_text(_SCRIPT, encoding="utf-8")
    paths = (_commands(), soffice.find(None).program_dir, environment["PATH"])
    environment |= {
        "NODE_PATH": str(modules),
        "PATH": os.pathsep.join(map(str, paths)),
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
    files = [str(folder / name) for name in ("letters.js", "letter.docx", "data.json")]
    return Carbone(["node", *files, str(made), str(JOBS)], environment, made)


def _commands() -> Path:
    """A folder in which `python3` is the system's, which the bridge is made for."""
    folder = HOME / "commands"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "python3"
    if not link.is_symlink():
        link.symlink_to(system_python())
    return folder


def _values(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """All texts that a document can print, by where they stand."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _values(f"{path}.{key}", inner)
    elif isinstance(value, str):
        yield path, str(value)


def _template(letters: Filled, values: Mapping[str, str], target: Path) -> dict[str, str]:
    """Write the first letter with tags for its values; return the tags' names by their paths."""
    template, view = next(iter(letters.values()))
    filled = target.with_name("filled.docx")
    fill(template, view, filled)
    names: dict[str, str] = {}
    longest = sorted(values.items(), key=lambda item: -len(item[1]))

    def with_tags(found: re.Match[str]) -> str:
        text = html.unescape(found[2])
        for path, value in longest:
            if len(value) >= _LEAST and value in text:
                name = names.setdefault(path, f"v{len(names)}")
                text = text.replace(value, f"{{d.{name}}}")
        return found[1] + html.escape(text, quote=False)

    with zipfile.ZipFile(filled) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = _TEXT.sub(with_tags, content.decode()).encode()
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return names
