"""Get what the rivals of the bench need, into a folder that git passes over.

Why: none of it is needed by berkas. What cannot be had on a machine is left out of the
comparison, with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pipeline import soffice

ROOT = Path(__file__).parent.parent
HOME = ROOT / "benchmarks" / "rivals"
CARBONE = "carbone@3.8.2"
_SYSTEM_PYTHON = "/usr/bin/python3"  # LibreOffice's bridge is made for this one
_PATIENCE = 300.0


class MissingError(Exception):
    """A rival cannot be had here; says why."""


def python_packages() -> Path:
    """The folder with the packages of the extra ``bench``.

    Raises:
        MissingError: pip did not install them.
    """
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    return _once("python", [*pip, "--target", str(HOME / "python")], pinned())


def pinned() -> list[str]:
    """The packages of the extra ``bench``, with their versions."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted: list[str] = content["project"]["optional-dependencies"]["bench"]
    return wanted


def carbone() -> Path:
    """The folder in which Node finds Carbone.

    Raises:
        MissingError: there is no npm, or it did not install it.
    """
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    return _once("node", [*npm, "--prefix", str(HOME / "node")], [CARBONE]) / "node_modules"


def uno_environment() -> dict[str, str]:
    """The environment in which the system's Python talks to LibreOffice.

    Debian's package of the bridge is unpacked, not installed, so that nobody needs to be root.

    Raises:
        MissingError: it does not, and the bridge cannot be had.
    """
    plain = dict(os.environ)
    if _has_uno(plain):
        return plain
    folder = HOME / "uno"
    if not (folder / "usr").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run(["apt-get", "-qq", "download", "python3-uno"], folder)
        for package in folder.glob("*.deb"):
            _run(["dpkg", "-x", package.name, "."], folder)
    program = soffice.find(None).program_dir
    paths = [folder / "usr/lib/python3/dist-packages", folder / "usr/lib/libreoffice/program"]
    environment = plain | {
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "LD_LIBRARY_PATH": str(program),
    }
    if not _has_uno(environment):
        raise MissingError(f"{_SYSTEM_PYTHON} cannot load LibreOffice's bridge (python3-uno)")
    return environment


def system_python() -> str:
    """The Python that `uno_environment` is for."""
    return _SYSTEM_PYTHON


def _has_uno(environment: dict[str, str]) -> bool:
    try:
        call = [_SYSTEM_PYTHON, "-c", "import uno"]
        return not subprocess.run(
            call, env=environment, capture_output=True, check=False
        ).returncode
    except OSError:
        return False


def _once(name: str, call: Sequence[str], wanted: Sequence[str]) -> Path:
    """Install into a folder, unless just that is there already."""
    folder, record = HOME / name, HOME / f"{name}.txt"
    if record.exists() and record.read_text(encoding="utf-8") == "\n".join(wanted):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run([*call, *wanted], folder)
    record.write_text("\n".join(wanted), encoding="utf-8")
    return folder


def _run(call: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(
            call, cwd=folder, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingError(f"{call[0]}: {type(error).__name__}") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise MissingError(f"{Path(call[0]).name} could not install it: {said[-1][:200]}")
