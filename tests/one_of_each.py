"""Each document of the catalog once, each made for a sample case that is ready for it.

Why: a sample has some of the documents; what holds for every template is proved on one case each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.catalog import Catalog
from pipeline.papers import Paper
from pipeline.stages.load import load
from pipeline.stages.validate import Verdict, validate
from pipeline.workplace import Workplace


def judged(file: Path, workplace: Workplace, data: Mapping[str, Any] | None = None) -> Verdict:
    """Validate a case file, or other data in its place."""
    text = None if data is None else json.dumps(data, ensure_ascii=False).encode()
    source = load(file) if text is None else yaml_text.parse(text, file)
    return validate(source, workplace.office, workplace.catalog, file.with_suffix(""))


def one_of_each(verdicts: Iterable[Verdict], workplace: Workplace) -> dict[str, tuple[Case, Paper]]:
    """By the name of its Word file: the first case that is ready for a paper of it, and the paper.

    Every Word file of the catalog but those of the front must be made for some sample.
    """
    found: dict[str, tuple[Case, Paper]] = {}
    for verdict in verdicts:
        for paper in verdict.ready:
            assert verdict.case is not None
            file = paper.entry.file_of(verdict.case.jenis)
            assert file is not None
            found.setdefault(file, (verdict.case, paper))
    assert set(found) == set(word_files(workplace.catalog))
    return found


def word_files(catalog: Catalog) -> list[str]:
    """The Word files of a catalog, but for those of the front."""
    entries = [entry for entry in catalog.entries if not entry.front]
    return sorted({file for entry in entries for file in entry.file.values()})
