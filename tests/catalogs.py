"""Catalogs for tests, made of a few words, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalog import Catalog, load
from pipeline.errors import ExitCode, Problem, WorkspaceError

LETTER = "{title: Surat, file: surat.docx, order: 10, reader: [lokasi]"


def catalog_of(folder: Path, text: str) -> Catalog:
    """Load a catalog with this text."""
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def faults_of(folder: Path, text: str) -> tuple[Problem, ...]:
    """All that is wrong with a catalog; it is the workspace's fault."""
    with pytest.raises(WorkspaceError) as caught:
        catalog_of(folder, text)
    assert caught.value.exit_code is ExitCode.WORKSPACE
    return caught.value.problems
