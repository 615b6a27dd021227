"""What all tests share: the checkout, its workspace, its sample cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from tests.samples import Built

COMPLETE = "KS-2026-0001"  # the sample with all that a case can have

# The same examples on every machine, however busy it is, and no folder of remembered ones.
settings.register_profile("berkas", deadline=None, derandomize=True, database=None)
settings.load_profile("berkas")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes the golden pages anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user's own runs have kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BERKAS_CACHE", str(tmp_path_factory.mktemp("simpanan")))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout, which is itself a workspace with invented sample cases."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def workplace(repository: Path) -> Workplace:
    """The office and the catalog of the checkout."""
    return open_workplace(Workspace(repository))


@pytest.fixture(scope="session")
def sample_cases(repository: Path) -> list[Path]:
    """The sample cases, from the complete one on."""
    files = sorted((repository / "cases").glob("*.yaml"), key=lambda f: (f.stem != COMPLETE, f))
    assert files[0].stem == COMPLETE
    return files


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All sample cases, built once with the real LibreOffice."""
    from tests import samples  # noqa: PLC0415 - it loads all that renders, which few runs need

    return samples.build(tmp_path_factory.mktemp("kantor"))
