"""How many cases are made at once where nobody said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import jobs


@pytest.mark.parametrize(
    ("machine", "cases", "wanted"),
    [
        ((4, 99_000), 100, 4),  # by the processors
        ((4, 99_000), 3, 3),  # by the cases
        ((8, 1_400), 100, 2),  # by the memory
        ((8, 1_399), 100, 1),
        ((8, 100), 100, 1),  # one at least
        ((4, 99_000), 0, 1),
    ],
)
def test_the_scarcest_decides(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    machine: tuple[int, int],
    cases: int,
    wanted: int,
) -> None:
    """Processors, memory that is free and the number of cases each set a limit."""
    processors, megabytes = machine
    told = tmp_path / "meminfo"
    told.write_text(f"MemTotal: 9 kB\nMemAvailable:   {megabytes * 1024} kB\nBuffers: 7 kB\n")
    monkeypatch.setattr(jobs, "_MEMINFO", told)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(processors)))
    assert jobs.jobs_for(cases) == wanted


@pytest.mark.parametrize("text", ["", "MemAvailable:\n", "MemAvailable: banyak kB\n"])
def test_memory_that_nobody_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Where the system does not say how much memory is free, it sets no limit."""
    told = tmp_path / "meminfo"
    told.write_text(text)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})
    monkeypatch.setattr(jobs, "_MEMINFO", told)
    assert jobs.jobs_for(9) == 3
    monkeypatch.setattr(jobs, "_MEMINFO", tmp_path / "tidak-ada")
    assert jobs.jobs_for(9) == 3


def test_a_system_without_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a system does not say which processors are ours, all are."""
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert jobs.jobs_for(2) == 2
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert jobs.jobs_for(2) == 1
