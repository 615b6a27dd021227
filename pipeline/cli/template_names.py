"""Which template, or which document, a word of the command line means.

Why: whoever designs templates thinks of files, whoever fills cases of documents; both are typed,
and every command below `templates` understands both.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.spelling import nearest
from pipeline.workspace import try_reading

if TYPE_CHECKING:
    from pipeline.workplace import Workplace

_SUFFIX = ".docx"
_PARTS = "bagian"


def find_template(workplace: Workplace, start: Path, name: str) -> Path:
    """The Word file that a word means: a document, a file of the templates' folder, or a path.

    Args:
        workplace: the opened workspace.
        start: the folder that was named; a path is looked for there after the current folder.
        name: what was typed.

    Raises:
        UsageError: there is none.
        WorkspaceError: the folder of shared parts may not be read.
    """
    folder = workplace.workspace.templates
    try_reading(folder / _PARTS)
    named = {entry.name: entry for entry in workplace.catalog.entries if entry.file}
    if name in named:
        return folder / next(iter(named[name].file.values()))
    for file in (folder / name, folder / f"{name}{_SUFFIX}", Path(name), start / name):
        if _is_file(file):
            own = file.resolve()
            home = folder.resolve()
            return folder / own.relative_to(home) if own.is_relative_to(home) else file.absolute()
    lying = sorted(folder.glob(f"{_PARTS}/*{_SUFFIX}")) + sorted(folder.glob(f"*{_SUFFIX}"))
    known = [*named, *(str(file.relative_to(folder).with_suffix("")) for file in lying)]
    typed = name.removeprefix(f"{folder.name}/").removesuffix(_SUFFIX)
    raise UsageError.of(
        "PGN020", name=name, known=", ".join(named), suggestion=nearest(typed, known)
    )


def find_document(workplace: Workplace, start: Path, name: str) -> str:
    """The document that a word means: its name, with an item or without, or its Word file.

    Raises:
        UsageError: there is none, or the file is not that of one document alone.
        WorkspaceError: the folder of shared parts may not be read.
    """
    entries = workplace.catalog.entries
    if name.partition("/")[0] in workplace.catalog.names:
        return name
    file = find_template(workplace, start, name)
    is_ours = file.parent == workplace.workspace.templates
    made = [entry.name for entry in entries if is_ours and file.name in entry.file.values()]
    if len(made) == 1:
        return made[0]
    code = "PGN027" if made else "PGN026"
    raise UsageError.of(code, name=name, known=", ".join(made or workplace.catalog.names))


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name that no file can have, a folder that may not be entered
        return False
