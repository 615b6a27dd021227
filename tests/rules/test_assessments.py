"""The assessment of risk and needs: in its order, and whole."""

from __future__ import annotations

import pytest

from pipeline.case.model import KINDS
from tests.rules.examples import ask, broken, by_code

each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
@pytest.mark.parametrize("part", ["risiko", "kriminogenik"])
@pytest.mark.parametrize(("day", "told"), [("04", True), ("05", False), ("06", False)])
def test_consent_comes_first(kind: str, part: str, day: str, *, told: bool) -> None:
    """Neither part is assessed before the client consented; the same day is right."""
    text = (
        f"jenis: {kind}\nasesmen: {{persetujuan: 2026-02-05, {part}: {{tanggal: 2026-02-{day}}}}}"
    )
    problems = ask(by_code("KS115"), text)
    params = {"value": "4 Februari 2026", "consented": "5 Februari 2026"}
    expected = [(f"asesmen.{part}.tanggal", "warning", params)] if told else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected
    for problem in problems:
        assert [place.path for place in problem.related] == ["asesmen.persetujuan"]


def test_both_parts_are_told() -> None:
    """Each part that came too early is told by itself."""
    text = "asesmen: {persetujuan: 2026-02-05, risiko: {tanggal: 2026-02-01}, "
    text += "kriminogenik: {tanggal: 2026-02-02}}"
    found = [path for path, _ in broken(by_code("KS115"), text)]
    assert found == ["asesmen.risiko.tanggal", "asesmen.kriminogenik.tanggal"]


@pytest.mark.parametrize(
    "assessment",
    [
        "{uraian: Ada.}",
        "{persetujuan: 2026-02-05}",
        "{persetujuan: 2026-02-05, risiko: {skor: 3}}",
        "{risiko: {tanggal: 2026-02-04}}",
    ],
)
def test_days_that_are_missing_have_no_order(assessment: str) -> None:
    """Without both days nothing is said."""
    assert broken(by_code("KS115"), f"asesmen: {assessment}") == []


@each_kind
@pytest.mark.parametrize(
    ("risk", "keys"),
    [
        ("{kategori: rendah, skor: 3, asesor: Dewi}", []),
        ("{kategori: rendah, skor: 3}", ["asesor"]),
        ("{kategori: rendah, asesor: Dewi}", ["skor"]),
        ("{kategori: rendah}", ["skor", "asesor"]),
        ("{skor: 3, asesor: Dewi}", ["kategori"]),
        ("{tanggal: 2026-02-05}", ["kategori"]),
        ("{}", []),
    ],
)
def test_risk_is_whole(kind: str, risk: str, keys: list[str]) -> None:
    """A risk has its category; a category has its score and its assessor."""
    problems = ask(by_code("KS116"), f"jenis: {kind}\nasesmen: {{risiko: {risk}}}")
    expected = [(f"asesmen.risiko.{key}", "warning", {"key": key}) for key in keys]
    assert [(p.path, p.severity, p.params) for p in problems] == expected


@each_kind
@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ("{tanggal: 2026-02-05}", True),
        ("{tanggal: 2026-02-05, skor: 9}", False),
        ("{kebutuhan: keuangan}", False),
        ("{alasan_tidak_dilakukan: Risiko rendah}", False),
        ("{}", False),
    ],
)
def test_needs_or_a_reason(kind: str, needs: str, *, told: bool) -> None:
    """A section on needs says something of them, or why there is nothing."""
    found = broken(by_code("KS117"), f"jenis: {kind}\nasesmen: {{kriminogenik: {needs}}}")
    assert found == ([("asesmen.kriminogenik", "warning")] if told else [])


@pytest.mark.parametrize("code", ["KS116", "KS117"])
def test_parts_that_are_not_there(code: str) -> None:
    """What was not begun is not half done."""
    assert broken(by_code(code), "asesmen: {uraian: Ada.}") == []
