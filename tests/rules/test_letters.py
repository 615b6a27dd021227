"""Numbers of letters of which there are several."""

from __future__ import annotations

import pytest

from pipeline.papers import papers
from pipeline.rules.letters import letters
from tests.case_files import case_of, least, read
from tests.drafting import make_catalog

ROWS = """pelanggaran:
- {{tanggal: 2026-05-18, uraian: pertama, tindakan: lapor_jaksa, tanggal_surat: 2026-05-19}}
- {{tanggal: {day}, uraian: kedua, tindakan: lapor_jaksa, tanggal_surat: {dated}}}
surat: {{surat/2026-05-18: {given}}}
"""
NUMBER = "{nomor: W-12}"


def told(day: str, dated: str, given: str, **keys: str) -> list[tuple[str, str | None]]:
    """What is told of a number below `surat`, with its place."""
    repeated = {"for_each": "pelanggaran", "item": "tanggal", "date": "pelanggaran.tanggal_surat"}
    catalog = make_catalog(surat={"kinds": "pidana_kerja_sosial", **repeated, **keys})
    text = least() + ROWS.format(day=day, dated=dated, given=given)
    case = case_of(text)
    found = list(letters(case, read(text), papers(case, catalog)))
    assert {problem.severity for problem in found} <= {"warning"}
    return [(problem.code, problem.path) for problem in found]


HANGS = [("RUJ011", "surat.surat/2026-05-18")]


@pytest.mark.parametrize(
    ("day", "dated", "given", "expected"),
    [
        ("2026-05-19", "2026-05-20", NUMBER, []),  # each has a day of its own
        ("2026-05-18", "2026-05-20", NUMBER, HANGS),
        ("2026-05-18", "2026-05-20", "{nomor: W-12, tanggal: 2026-05-19}", []),
        ("2026-05-18", "2026-05-19", "{nomor: W-12, tanggal: 2026-05-19}", HANGS),
        ("2026-05-18", "2026-05-20", "{tanggal: 2026-05-19}", []),
    ],
)
def test_a_number_that_hangs_on_the_order(
    day: str, dated: str, given: str, expected: list[tuple[str, str]]
) -> None:
    """Told where two letters have one name and no date beside the number tells them apart."""
    assert told(day, dated, given) == expected


@pytest.mark.parametrize("given", ["{nomor: W-12, tanggal: 2026-05-20}", "{tanggal: 2026-05-20}"])
def test_a_date_that_is_another_letters(given: str) -> None:
    """The date below `surat` and that of the entry are one letter's; where they differ it is told.

    A date that is not the entry's own may well be another day.
    """
    differs = [("RUJ010", "surat.surat/2026-05-18.tanggal")]
    assert told("2026-05-19", "2026-05-20", given) == differs
    assert told("2026-05-19", "2026-05-20", given, date="penyelesaian.tanggal_laporan") == []
