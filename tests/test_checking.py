"""Checking one case or many, without making anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_case, check_cases
from pipeline.errors import CaseError
from pipeline.workplace import Workplace


def test_one_case(sample_cases: list[Path], workplace: Workplace) -> None:
    """A case's verdict names its file and its number, and looks for exhibits beside it."""
    verdict = check_case(sample_cases[0], workplace)
    assert (verdict.nomor, verdict.case_file) == (sample_cases[0].stem, sample_cases[0])
    assert verdict.errors == ()
    assert verdict.case is not None
    assert verdict.case.lampiran


def test_one_that_is_no_yaml(tmp_path: Path, workplace: Workplace) -> None:
    """A single file that cannot be judged stops the caller."""
    file = tmp_path / "KS-1.yaml"
    file.write_text("a: [")
    with pytest.raises(CaseError):
        check_case(file, workplace)


def test_many(tmp_path: Path, sample_cases: list[Path], workplace: Workplace) -> None:
    """Among many, such a file has its verdict too, and those behind it are checked."""
    file = tmp_path / "KS-1.yaml"
    file.write_text("a: [")
    verdicts = list(check_cases([file, sample_cases[0]], workplace))
    assert [verdict.nomor for verdict in verdicts] == ["KS-1", sample_cases[0].stem]
    assert verdicts[0].case is None
    assert [problem.severity for problem in verdicts[0].errors] == ["error"]


def test_each_is_told_as_it_is_found(sample_cases: list[Path], workplace: Workplace) -> None:
    """Many cases are judged one by one, so that the first can be shown before the last is read."""
    verdicts = check_cases(iter([sample_cases[0], Path("tidak-ada.yaml")]), workplace)
    assert next(verdicts).errors == ()


PLACED = """\
nomor: {nomor}
jenis: pidana_kerja_sosial
pk: sr
klien: {{nama: Klien {nomor}}}
perkara: {{tindak_pidana: Penipuan}}
penempatan: {{lokasi: sd-01, mulai: 2026-04-01, selesai: 2026-04-30}}
"""


def test_cases_of_one_check_are_seen_together(tmp_path: Path, workplace: Workplace) -> None:
    """What is wrong with several cases is known after the last, and only of those of one check."""
    files = []
    for nomor in ("KS-1", "KS-2"):
        files.append(tmp_path / f"{nomor}.yaml")
        files[-1].write_text(PLACED.format(nomor=nomor))
    files.append(tmp_path / "KS-3.yaml")
    files[-1].write_text(PLACED.format(nomor="KS-3") + "kehadirann: []\n")
    checks = check_cases(files, workplace)
    assert checks.together() == []
    assert [verdict.case is None for verdict in checks] == [False, False, True]
    ((problem, reason),) = checks.together()
    assert (problem.code, problem.file, reason) == ("KS420", files[1], "")
    alone = check_cases(files[:1], workplace)
    assert len(list(alone)) == 1
    assert alone.together() == []
