"""What a bench ran on: the machine, and the version of each thing that plays a part.

Why: a ratio moves with each of them, and who measures again must know what was different.
"""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline import __version__, soffice
from tools.bench_rivals import CARBONE, pinned

_PACKAGES = ("docxtpl", "pikepdf", "pypdfium2", "pyyaml")


def machine() -> dict[str, str]:
    """What was measured, and on what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": date.today().isoformat(),
        "processors": f"{len(os.sched_getaffinity(0))} × {_processor()}",
        "memory": f"{memory:.0f} GB",
        "system": platform.platform(),
        "berkas": __version__,
        "python": platform.python_version(),
        "libreoffice": soffice.find(None).version,
        "jemalloc": "there" if any(Path("/usr/lib").glob("*/libjemalloc.so.2")) else "not there",
        **{name: version(name) for name in _PACKAGES},
        "rivals": ", ".join([*pinned(), CARBONE]),
        "node": _said(["node", "--version"]),
        "load before the run": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _said(call: Sequence[str]) -> str:
    try:
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "not there"
