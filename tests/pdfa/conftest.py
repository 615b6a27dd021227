"""What the tests of PDF/A share: the parts of all sample cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import Built


@pytest.fixture(scope="session")
def parts(built: Built) -> list[Path]:
    """The PDF of each paper of each sample case."""
    return [built.pdf(nomor, paper) for nomor, papers in built.due.items() for paper in papers]


@pytest.fixture(scope="session")
def fronts(built: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Cover and contents of each sample case, which lie in its bundle only."""
    folder = tmp_path_factory.mktemp("depan")
    made = {f"{n}-{part.stem}.pdf": part.pdf for n, parts in built.fronts.items() for part in parts}
    for name, pdf in made.items():
        (folder / name).write_bytes(pdf)
    return [folder / name for name in made]


@pytest.fixture(scope="session")
def letter(built: Built) -> Path:
    """A part with pictures, tables and letters in bold."""
    (paper,) = [p for p in built.due["KS-2026-0001"] if p.name == "surat_penempatan"]
    return built.pdf("KS-2026-0001", paper)
