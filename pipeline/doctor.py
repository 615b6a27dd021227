"""Look over this machine and this workspace: what is there, which version, what is missing.

Why: a clerk must learn in the morning, not on the night before court, that a program or a font is
missing; each finding names the way to mend it.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import __version__, fonts, soffice
from pipeline.errors import BerkasError, ExitCode, Problem
from pipeline.publish import try_writing
from pipeline.schema import is_stale
from pipeline.settings import Settings
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace, shipped

LITTLE_SPACE = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: key of its name in ``locale/``.
        found: what is there: a version, a path; empty where nothing is.
        problems: what is wrong with it.
        exit_code: what that would end in; DONE where it is good enough to work with.
    """

    name: str
    found: str
    problems: tuple[Problem, ...] = ()
    exit_code: ExitCode = ExitCode.DONE


def examine(start: Path, settings: Settings) -> Iterator[Check]:
    """Look at everything, one after the other; nothing is changed and no office is started.

    Args:
        start: folder from which the workspace is looked for.
        settings: what the environment decides.
    """
    yield Check("python", platform.python_version())
    yield Check("berkas", __version__)
    yield _tried("libreoffice", lambda: _libreoffice(settings))
    workspace: Workspace | None = None
    workplace: Workplace | None = None
    try:
        workspace = Workspace.find(start)
        yield Check("workspace", str(workspace.root))
        workplace = open_workplace(workspace)
        yield Check("office", workplace.office.kantor.nama, workplace.warnings)
    except BerkasError as error:
        yield _failed("office" if workspace else "workspace", error)
    templates = workspace.templates if workspace else shipped("templates")
    yield _fonts(templates)
    if workplace:
        yield _templates(workplace)
        yield _schema(workplace)
    if workspace:
        yield _tried("output", lambda: _output(workspace))
    yield _space(workspace.root if workspace else start)


def verdict(checks: list[Check]) -> ExitCode:
    """The exit code of all: a missing tool counts before a fault of the workspace."""
    codes = {check.exit_code for check in checks}
    return next((code for code in (ExitCode.TOOL, ExitCode.WORKSPACE) if code in codes), max(codes))


def _failed(name: str, error: BerkasError) -> Check:
    return Check(name, "", error.problems, error.exit_code)


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, look())
    except BerkasError as error:
        return _failed(name, error)


def _libreoffice(settings: Settings) -> str:
    installation = soffice.find(settings.soffice)
    return f"{installation.version} ({installation.program})"


def _output(workspace: Workspace) -> str:
    try_writing(workspace.output)
    return str(workspace.output)


def _fonts(templates: Path) -> Check:
    asked = fonts.asked_by(sorted(templates.glob("*.docx")))
    served = {font: fonts.served_for(font) for font in asked}
    problems = [
        _poor_font(font, other)
        for font, other in served.items()
        if other is None or not fonts.serves(other, font)
    ]
    found = ", ".join(
        font if other in (font, None) else f"{font} → {other}" for font, other in served.items()
    )
    return Check("fonts", found, tuple(problems))


def _poor_font(font: str, served: str | None) -> Problem:
    if served is None:
        return Problem("PRK002", {"font": font}, severity="warning")
    params = {"font": font, "served": served, "suggestion": fonts.command_for(font)}
    return Problem("PRK001", params, severity="warning")


def _templates(workplace: Workplace) -> Check:
    catalog = workplace.catalog
    missing = [
        Problem("TPL001", {"template": file}, file=catalog.file)
        for file in dict.fromkeys(file for e in catalog.entries for file in e.file.values())
        if not (catalog.file.parent / file).is_file()
    ]
    code = ExitCode.TEMPLATE if missing else ExitCode.DONE
    return Check("templates", ", ".join(e.name for e in catalog.entries), tuple(missing), code)


def _schema(workplace: Workplace) -> Check:
    file = workplace.workspace.schema_file
    stale = is_stale(file, workplace.office)
    problem = Problem("PRK004", severity="warning")
    return Check("schema", str(file) if file.is_file() else "", (problem,) if stale else ())


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB"
    little = Problem("PRK003", {"free": found}, severity="warning")
    return Check("space", found, (little,) if free < LITTLE_SPACE else ())
