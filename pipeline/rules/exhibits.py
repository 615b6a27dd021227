"""Exhibits of a case: there, and named by nothing but a name.

Why: a set whose exhibit is missing must not be bundled, and a name must not lead out of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.rules.finding import finding
from pipeline.yaml_text import Source

EXHIBIT_LIMIT = 200  # bytes of a file name


def exhibits(case: Case, source: Source, folder: Path) -> Iterator[Problem]:
    """Judge the exhibits of a case by the folder in which they lie."""
    for number, exhibit in enumerate(case.lampiran):
        path = ("lampiran", number, "berkas")
        name = exhibit.berkas
        if not name:
            continue  # its fault of shape is told already
        if not _is_plain_name(name):
            yield finding(source, "RUJ005", path, name=name)
        elif not _is_file(folder / name):
            yield finding(source, "RUJ006", path, name=name, folder=folder.name)
        elif Path(name).suffix.lower() != ".pdf":
            yield finding(source, "RUJ007", path, name=name)


def _is_plain_name(name: str) -> bool:
    """Whether this names a file in its folder and nothing elsewhere, on Windows too."""
    parts = re.split(r"[/\\:]", name)
    return len(parts) == 1 and name[0] != "." and len(name.encode()) <= EXHIBIT_LIMIT


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a folder that cannot be looked into holds no exhibit for us
