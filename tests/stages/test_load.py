"""Load: a case file as text with places, or the one reason why it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CaseError, ExitCode
from pipeline.stages.load import load
from pipeline.workspace import Workspace
from tests.case_files import LEAST, NOMOR, codes, is_told


def test_samples_are_read(sample_cases: list[Path]) -> None:
    """Every sample is read with its text as it stands, and without a slip in it."""
    for file in sample_cases:
        source = load(file)
        assert source.file == file
        assert source.text == file.read_text(encoding="utf-8")
        assert source.data["nomor"] == file.stem
        assert source.warnings == ()


def test_nothing_is_typed(tmp_path: Path) -> None:
    """A loaded case has texts, lists and mappings, and no guesses."""
    file = tmp_path / f"{NOMOR}.yaml"
    file.write_text(LEAST + "versi: 1\nputusan: {jam: 08.00, tanggal: 2026-01-01}\n")
    data = load(file).data
    assert data["versi"] == "1"
    assert data["putusan"] == {"jam": "08.00", "tanggal": "2026-01-01"}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "YML005"),
        (b"a: b\n\xff", "YML004"),
        (b"- a\n", "YML006"),
        (b"a: [" * 900, "YML022"),
        (b"x" * 3_000_001, "YML002"),
    ],
)
def test_what_is_no_case_file(tmp_path: Path, raw: bytes, code: str) -> None:
    """What cannot be read is one error of the case, with its file."""
    file = tmp_path / "a.yaml"
    file.write_bytes(raw)
    with pytest.raises(CaseError) as caught:
        load(file)
    assert codes(caught.value) == [code]
    assert caught.value.problems[0].file == file
    assert caught.value.exit_code is ExitCode.CASE


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is an error of the case too."""
    with pytest.raises(CaseError) as caught:
        load(tmp_path / "a.yaml")
    assert codes(caught.value) == ["YML001"]


@pytest.mark.parametrize("name", ["KS-2026-0100.yml", "KS-2026-0100.YAML"])
def test_another_ending_is_told(tmp_path: Path, name: str) -> None:
    """A case under an ending that we do not read is refused and not passed over in silence."""
    file = tmp_path / name
    file.write_text(LEAST)
    assert Workspace(tmp_path).find_cases([tmp_path]) == [file]
    with pytest.raises(CaseError) as caught:
        load(file)
    assert codes(caught.value) == ["YML009"]
    assert is_told(caught.value.problems[0])
