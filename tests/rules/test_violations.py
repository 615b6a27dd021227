"""Violations: what was done step by step, and whether the end agrees."""

from __future__ import annotations

import pytest

from pipeline.case.model import KINDS
from pipeline.rules import example
from pipeline.rules.violations import RULES
from tests.rules.examples import ask, broken, by_code, part, related

SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")
WORK = (*SENTENCED, "diversi")
Places = list[tuple[str | None, list[str | None]]]


def acts(*measures: str) -> str:
    """Violations day by day with these measures; ``7 sp1`` is of another day, ``-`` of none."""
    rows = []
    for number, measure in enumerate(measures):
        day, _, name = measure.rpartition(" ")
        when = "" if day == "-" else f"2026-06-{int(day or number + 1):02}"
        rows.append(f"- {{uraian: a, tanggal: {when}, tindakan: {name}}}\n")
    return "pelanggaran:\n" + "".join(rows)


def at(*numbers: int) -> list[str]:
    """The places of these violations' measures."""
    return [f"pelanggaran[{number}].tindakan" for number in numbers]


def told(code: str, text: str) -> list[str | None]:
    """All places of a rule's findings."""
    found = ask(by_code(code), text)
    return [path for one in found for path in (one.path, *(other.path for other in one.others))]


def test_kinds() -> None:
    """Which kinds of case each rule judges."""
    kinds = {rule.code: rule.kinds for rule in RULES}
    assert kinds.pop("KS652") == kinds.pop("KS659") == ("pidana_kerja_sosial",)
    assert kinds.pop("KS653") == SENTENCED
    assert kinds.pop("KS660") == KINDS
    assert set(kinds.values()) == {WORK}
    assert {rule.severity for rule in RULES} == {"warning"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (acts("sp1", "sp2", "sp3"), []),
        (acts("9 sp2", "8 sp1"), []),
        (acts("8 sp1", "8 sp2"), []),
        (acts("sp2"), at(0)),
        (acts("sp3"), at(0)),
        (acts("sp1", "sp3"), at(1)),
        (acts("8 sp1", "7 sp2"), at(1)),
        (acts("sp2", "sp3"), at(0)),
        (acts("sp1", "lapor_jaksa", ""), []),
        (acts("- sp1", "sp2"), []),
        (acts("sp2", "- lapor_jaksa"), []),
    ],
)
def test_letters_rise_step_by_step(text: str, places: list[str]) -> None:
    """Each step needs the one before it, by date; unread days make the order unknown."""
    assert told("KS651", text) == places


@pytest.mark.parametrize(("measure", "needed"), [("sp2", "sp1"), ("sp3", "sp2")])
def test_the_step_that_is_missing_is_named(measure: str, needed: str) -> None:
    """The message names both letters."""
    (found,) = ask(by_code("KS651"), acts(measure))
    assert found.params == {"value": measure, "needed": needed}


def test_a_measure_that_was_not_read_may_be_any() -> None:
    """Where the word of a measure is faulty, no step can be said to be missing."""
    rule = by_code("KS651")
    assert list(example.ask(rule, example.example(rule, acts("sp9", "sp2")))) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (acts("lapor_jaksa"), at(0)),
        (acts("sp1", "lapor_jaksa"), []),
        (acts("sp3", "lapor_jaksa"), []),
        (acts("sp2", "lapor_jaksa"), []),
        (acts("9 sp1", "8 lapor_jaksa"), at(1)),
        (acts("", "lapor_jaksa", "lapor_jaksa", "sp1", "lapor_jaksa"), at(1, 2)),
        (acts("lapor_hakim_pengawas"), []),
        (acts("- sp1", "lapor_jaksa"), []),
    ],
)
def test_a_report_follows_a_warning(text: str, places: list[str]) -> None:
    """Any warning letter before it is enough."""
    assert told("KS652", text) == places


@pytest.mark.parametrize(
    ("kind", "measure", "right"),
    [
        ("pidana_kerja_sosial", "lapor_hakim_pengawas", "lapor_jaksa"),
        ("pidana_kerja_sosial", "lapor_jaksa", ""),
        ("pidana_kerja_sosial", "sp1", ""),
        ("pelayanan_masyarakat", "lapor_jaksa", "lapor_hakim_pengawas"),
        ("pelayanan_masyarakat", "lapor_hakim_pengawas", ""),
        ("pelayanan_masyarakat", "", ""),
    ],
)
def test_who_supervises(kind: str, measure: str, right: str) -> None:
    """Adults' violations go to the prosecutor, children's to the supervising judge."""
    found = ask(by_code("KS653"), f"jenis: {kind}\n" + acts("sp1", measure))
    wanted = [("pelanggaran[1].tindakan", {"value": measure, "suggestion": right})] if right else []
    assert [(one.path, one.params) for one in found] == wanted


@pytest.mark.parametrize(("day", "is_told"), [("2026-03-31", True), ("2026-04-01", False)])
def test_no_violation_before_the_first_placement(day: str, is_told: bool) -> None:
    """The earliest placement bounds it."""
    values = {"penempatan.0.mulai": "2026-05-01", "penempatan.1.mulai": "2026-04-01"}
    text = part({**values, "pelanggaran.0.tanggal": day})
    places: Places = [("pelanggaran[0].tanggal", ["penempatan[1].mulai"])] if is_told else []
    assert related(by_code("KS654"), text) == places


ENDED = {"pelanggaran.0.tanggal": "2026-09-03", "pelanggaran.1.tanggal": "2026-06-01"}


@pytest.mark.parametrize(
    ("ends", "place"),
    [
        ({"penyelesaian.tanggal": "2026-09-02"}, "penyelesaian.tanggal"),
        ({"penyelesaian.tanggal": "2026-09-03"}, None),
        ({"pengakhiran.tanggal": "2026-09-02"}, "pengakhiran.tanggal"),
        ({"pengakhiran.tanggal": "2026-09-03"}, None),
        ({"penyelesaian.hasil": "selesai", "pengakhiran.tanggal": "2026-09-02"},
         "pengakhiran.tanggal"),
        ({"penyelesaian.tanggal": "2026-09-03", "pengakhiran.tanggal": "2026-09-02"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_no_violation_after_the_end(ends: dict[str, object], place: str | None) -> None:
    """Completion bounds it, or the end of guidance where no day of completion is known."""
    places: Places = [(place, ["pelanggaran[0].tanggal"])] if place else []
    assert related(by_code("KS655"), part({**ENDED, **ends})) == places


def absent(*days: str) -> str:
    """Rows of attendance: ``5`` is an absence without a word on the fifth, ``-`` has no day."""
    rows = (f"- {{tanggal: {'' if d == '-' else f'2026-06-0{d}'}, status: alpa}}\n" for d in days)
    return "kehadiran:\n- {tanggal: 2026-06-09, status: izin}\n" + "".join(rows)


@pytest.mark.parametrize(
    ("text", "place", "count"),
    [
        (absent("1", "2"), None, ""),
        (absent("1", "2", "3"), "kehadiran[3].status", "3"),
        (absent("3", "2", "1", "4"), "kehadiran[1].status", "4"),
        (absent("1", "2", "-"), None, ""),
        (absent("1", "-", "2", "3"), "kehadiran[4].status", "3"),
        (absent("1", "2", "3") + "pelanggaran: [{uraian: a}]\n", None, ""),
    ],
)
def test_absences_want_an_answer(text: str, place: str | None, count: str) -> None:
    """The third absence by date is told, unless any violation is on record."""
    found = ask(by_code("KS656"), text)
    assert [one.path for one in found] == ([place] if place else [])
    assert all(one.params == {"count": count} for one in found)


def test_a_letter_has_a_date() -> None:
    """A measure without a letter's date is told; no measure needs none."""
    rule = by_code("KS657")
    rows = "{tindakan: sp1, tanggal_surat: 2026-06-01}, {uraian: a}, {tindakan: sp2}"
    assert related(rule, f"pelanggaran: [{rows}]") == [
        ("pelanggaran[2].tanggal_surat", ["pelanggaran[2].tindakan"])
    ]
    (found,) = ask(rule, f"pelanggaran: [{rows}]")
    assert found.params == {"value": "sp2"}


@pytest.mark.parametrize(("day", "is_told"), [("2026-06-14", True), ("2026-06-15", False)])
def test_no_letter_before_its_violation(day: str, is_told: bool) -> None:
    """A letter of the same day is in order."""
    text = f"pelanggaran: [{{tanggal: 2026-06-15, tanggal_surat: {day}}}]"
    places = [("pelanggaran[0].tanggal_surat", ["pelanggaran[0].tanggal"])] if is_told else []
    assert related(by_code("KS658"), text) == places


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("penyelesaian: {hasil: tidak_selesai}", True),
        ("penyelesaian: {hasil: selesai}", False),
        ("penyelesaian: {tanggal: 2026-09-02}", False),
        ("penyelesaian: {hasil: tidak_selesai}\npelanggaran: [{uraian: a}]", False),
        ("penyelesaian: {hasil: tidak_selesai}\npengakhiran: {sebab: tidak_selesai}", True),
        ("penyelesaian: {hasil: tidak_selesai}\npengakhiran: {sebab: selesai}", True),
        ("penyelesaian: {hasil: tidak_selesai}\npengakhiran: {tanggal: 2026-09-02}", True),
        ("penyelesaian: {hasil: tidak_selesai}\npengakhiran: {sebab: pelimpahan}", False),
        ("penyelesaian: {hasil: tidak_selesai}\npengakhiran: {uraian: a}", False),
        ("pengakhiran: {sebab: tidak_selesai}", False),
    ],
)
def test_what_was_not_finished_has_a_reason(text: str, is_told: bool) -> None:
    """A violation, another reason of the end, or a narrative is enough."""
    places = [("penyelesaian.hasil", "warning")] if is_told else []
    assert broken(by_code("KS659"), text) == places


@pytest.mark.parametrize(
    ("result", "reason", "is_told"),
    [
        ("selesai", "tidak_selesai", True),
        ("tidak_selesai", "selesai", True),
        ("selesai", "selesai", False),
        ("tidak_selesai", "tidak_selesai", False),
        ("selesai", "meninggal", False),
        ("tidak_selesai", "grasi_amnesti", False),
        ("selesai", "", False),
        ("", "tidak_selesai", False),
    ],
)
def test_result_and_reason_agree(result: str, reason: str, is_told: bool) -> None:
    """Only finished against not finished is a contradiction."""
    text = f"penyelesaian: {{evaluasi: a, hasil: {result}}}\n"
    text += f"pengakhiran: {{uraian: a, sebab: {reason}}}"
    found = ask(by_code("KS660"), text)
    assert [one.path for one in found] == (["pengakhiran.sebab"] if is_told else [])
    for one in found:
        assert one.params == {"value": reason, "other": result}
        assert [place.path for place in one.related] == ["penyelesaian.hasil"]


def test_result_or_reason_alone_agree_with_all() -> None:
    """One section without the other contradicts nothing."""
    for text in ("penyelesaian: {hasil: selesai}", "pengakhiran: {sebab: tidak_selesai}"):
        assert broken(by_code("KS660"), text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (acts("sp1", "sp2", "sp3"), []),
        (acts("sp1", "sp1"), at(1)),
        (acts("sp2", "sp2"), at(1)),
        (acts("sp3", "sp3"), at(1)),
        (acts("9 sp1", "8 sp1"), at(0)),
        (acts("", "lapor_jaksa", "lapor_jaksa", "sp1", "", "sp1", "sp1"), at(5, 6)),
        (acts("- sp1", "sp1"), []),
    ],
)
def test_a_letter_is_sent_once(text: str, places: list[str]) -> None:
    """The later letter of the same step is told; reports may be repeated."""
    assert told("KS661", text) == places


def test_the_same_letter_is_named() -> None:
    """The finding names the letter, and speaks of the first one."""
    (found,) = ask(by_code("KS661"), acts("sp1", "sp2", "sp2"))
    assert found.params == {"value": "sp2"}
    assert [place.path for place in found.related] == at(1)


DAY = "tanggal: 2026-06-15"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (f"{{{DAY}, patuh: ya}}", 0),
        (f"{{tanggal: 2026-06-14, patuh: tidak}}, {{{DAY}, patuh: ya}}, {{{DAY}, patuh: ya}}", 1),
        (f"{{{DAY}, patuh: ya}}, {{{DAY}, patuh: tidak}}", None),
        (f"{{{DAY}, patuh: ya}}, {{{DAY}, status: alpa}}", None),
        (f"{{{DAY}}}", None),
        ("{tanggal: 2026-06-14, patuh: ya}", None),
        ("{patuh: ya}", None),
    ],
)
def test_attendance_and_violation_agree(rows: str, line: int | None) -> None:
    """Only where every row of the day says that the client obeyed do the two contradict."""
    rule = by_code("KS662")
    text = f"kehadiran: [{rows}]\npelanggaran: [{{uraian: a}}, {{{DAY}}}]"
    found = [] if line is None else [("pelanggaran[1].tanggal", [f"kehadiran[{line}].patuh"])]
    assert related(rule, text) == found
    assert all(one.params == {"date": "15 Juni 2026"} for one in ask(rule, text))
