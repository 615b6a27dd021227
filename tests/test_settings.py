"""Settings: what the environment may say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.settings import Settings
from tests.case_files import is_told


@pytest.mark.parametrize(
    "environment",
    [{}, {"BERKAS_LANG": "", "BERKAS_LIMIT": "", "BERKAS_SOFFICE": "", "BERKAS_CACHE": ""}],
)
def test_nothing_said(environment: dict[str, str]) -> None:
    """Without variables, or with empty ones, LibreOffice is looked for, and has a minute."""
    found = Settings.read(environment)
    assert (found.soffice, found.limit) == (None, 60.0)
    assert found.cache
    assert found.cache.is_absolute()


def test_everything_said() -> None:
    """Each variable arrives; others do not matter."""
    environment = {
        "BERKAS_LANG": "en",
        "BERKAS_LIMIT": "7.5",
        "BERKAS_SOFFICE": "/opt/soffice",
        "BERKAS_CACHE": "/opt/simpanan",
        "LANG": "C",
    }
    assert Settings.read(environment) == Settings("/opt/soffice", 7.5, Path("/opt/simpanan"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("BERKAS_LANG", value) for value in ("fr", "EN", "id_ID")]
    + [("BERKAS_LIMIT", value) for value in ("0", "-1", "3601", "nan", "inf", "1,5", "satu", "1m")],
)
def test_what_may_not_be_said(name: str, value: str) -> None:
    """A variable with another value is told by its name, with what it may hold."""
    with pytest.raises(WorkspaceError) as caught:
        Settings.read({name: value})
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["name"], problem.params["value"]) == (
        "RNG005",
        name,
        value,
    )
    assert is_told(problem)
