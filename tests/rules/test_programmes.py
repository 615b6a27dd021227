"""Rules on programmes of a reintegrasi, and on the stretches of detention."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

PROGRAMMES = (
    "pembebasan_bersyarat",
    "cuti_bersyarat",
    "cuti_menjelang_bebas",
    "cuti_mengunjungi_keluarga",
    "asimilasi",
)


def case(program: str, *keys: str) -> str:
    """A case of this programme with these keys of masa_pidana."""
    return f"jenis: reintegrasi\nprogram: {program}\nmasa_pidana: {{{', '.join(keys)}}}\n"


@pytest.mark.parametrize("program", PROGRAMMES)
@pytest.mark.parametrize(
    ("pidana", "short", "long"),
    [
        ("13 bulan 14 hari", True, False),
        ("13 bulan 15 hari", False, False),
        ("1 tahun 6 bulan", False, False),
        ("18 bulan 1 hari", False, True),
        ("1 tahun 7 bulan", False, True),
    ],
)
def test_length_of_the_term(program: str, pidana: str, *, short: bool, long: bool) -> None:
    """Nine months are two thirds of thirteen and a half; eighteen are the most for a leave."""
    text = case(program, f"pidana: {pidana}")
    parole = program in ("pembebasan_bersyarat", "cuti_menjelang_bebas")
    for code, told in (("KS810", short and parole), ("KS811", long and program == PROGRAMMES[1])):
        problems = ask(by_code(code), text)
        assert [(p.path, p.severity) for p in problems] == [("program", "warning")] * told
        for problem in problems:
            assert problem.params == {"program": program.replace("_", " "), "pidana": pidana}
            assert [place.path for place in problem.related] == ["masa_pidana.pidana"]


@pytest.mark.parametrize("code", ["KS810", "KS811"])
@pytest.mark.parametrize("program", PROGRAMMES)
def test_a_term_that_is_not_known(code: str, program: str) -> None:
    """Without a term nothing is told of its length."""
    assert broken(by_code(code), case(program, "ditahan: 2026-01-10")) == []
    assert broken(by_code(code), f"jenis: reintegrasi\nprogram: {program}") == []


def test_after_the_end() -> None:
    """Report and letter come no later than the last day of the term."""
    rule = by_code("KS812")
    letters = "rekomendasi: {tanggal_laporan: 2026-06-12}\npengantar: {tanggal: 2026-06-11}\n"
    assert broken(rule, letters) == []
    assert broken(rule, letters + "masa_pidana: {ditahan: 2026-01-10}") == []
    first, second = ask(rule, letters + "masa_pidana: {ekspirasi: 2026-06-10}")
    assert (first.path, second.path) == ("rekomendasi.tanggal_laporan", "pengantar.tanggal")
    assert first.params == {"value": "12 Juni 2026", "end": "10 Juni 2026"}
    assert second.params == {"value": "11 Juni 2026", "end": "10 Juni 2026"}
    for problem in (first, second):
        assert [place.path for place in problem.related] == ["masa_pidana.ekspirasi"]
    reversed_term = "masa_pidana: {ditahan: 2026-06-11, ekspirasi: 2026-06-10}"
    assert broken(rule, letters + reversed_term) == []
    on_one_day = "masa_pidana: {ditahan: 2026-06-10, ekspirasi: 2026-06-10}"
    assert len(broken(rule, letters + on_one_day)) == 2
    on_the_day = "pengantar: {tanggal: 2026-06-10}\nmasa_pidana: {ekspirasi: 2026-06-10}"
    assert broken(rule, on_the_day) == []


@pytest.mark.parametrize(
    ("stretches", "told"),
    [
        ("[]", []),
        ("[{dari: 2026-01-10, sampai: 2026-01-10}]", []),
        ("[{dari: 2026-01-10}, {dari: 2026-01-20}]", []),
        ("[{dari: 2026-01-10, sampai: 2026-01-20}, {dari: 2026-01-20}]", []),
        (
            "[{dari: 2026-01-10, sampai: 2026-01-20}, {dari: 2026-01-19}]",
            [(1, "dari", 0, "sampai")],
        ),
        (
            "[{dari: 2026-01-19}, {dari: 2026-01-10, sampai: 2026-01-20}]",
            [(0, "dari", 1, "sampai")],
        ),
        ("[{dari: 2026-01-10, sampai: 2026-01-09}]", [(0, "sampai", 0, "dari")]),
        (
            "[{dari: 2026-01-10, sampai: 2026-01-09}, {dari: 2026-01-20, sampai: 2026-01-19}]",
            [(0, "sampai", 0, "dari")],
        ),
        (
            "[{dari: 2026-01-10, sampai: 2026-01-01}, {dari: 2026-01-10}]",
            [(0, "sampai", 0, "dari")],
        ),
    ],
)
def test_stretches(stretches: str, told: list[tuple[int, str, int, str]]) -> None:
    """None ends before it begins, and none begins before the one before has ended."""
    problems = ask(by_code("KS813"), f"masa_pidana: {{subsider: 1 bulan, tahanan: {stretches}}}")
    assert [(p.path, [place.path for place in p.related]) for p in problems] == [
        (f"masa_pidana.tahanan[{one}].{key}", [f"masa_pidana.tahanan[{other}].{beside}"])
        for one, key, other, beside in told
    ]


def test_what_is_told_of_stretches() -> None:
    """The later date is told first, and of several alike the others are places."""
    twice = "[{dari: 2026-01-10, sampai: 2026-01-09}, {dari: 2026-01-20, sampai: 2026-01-19}]"
    (problem,) = ask(by_code("KS813"), f"masa_pidana: {{tahanan: {twice}}}")
    assert problem.params == {"value": "9 Januari 2026", "other": "10 Januari 2026"}
    assert [place.path for place in problem.others] == ["masa_pidana.tahanan[1].sampai"]
    overlap = "[{dari: 2026-01-10, sampai: 2026-01-20}, {dari: 2026-01-19}]"
    (problem,) = ask(by_code("KS813"), f"masa_pidana: {{tahanan: {overlap}}}")
    assert problem.params == {"value": "19 Januari 2026", "other": "20 Januari 2026"}


@pytest.mark.parametrize(
    ("stretches", "number"),
    [
        ("[{dari: 2026-01-10}]", None),
        ("[{dari: 2026-02-10}, {dari: 2026-01-10}]", None),
        ("[{dari: 2026-01-11}]", 0),
        ("[{dari: 2026-02-10}, {dari: 2026-01-11}]", 1),
        ("[{jenis: tidak_ditahan, dari: 2026-01-01}, {jenis: kota, dari: 2026-01-10}]", None),
        ("[{jenis: tidak_ditahan, dari: 2026-01-10}, {dari: 2026-01-11}]", 1),
        ("[{jenis: tidak_ditahan, dari: 2026-01-01}]", None),
        ("[]", None),
    ],
)
def test_first_detention(stretches: str, number: int | None) -> None:
    """The earliest stretch of detention begins on the first day; freedom is none."""
    rule = by_code("KS814")
    problems = ask(rule, f"masa_pidana: {{ditahan: 2026-01-10, tahanan: {stretches}}}")
    assert [problem.path for problem in problems] == ["masa_pidana.ditahan"] * (number is not None)
    for problem in problems:
        assert problem.params == {"value": "10 Januari 2026", "first": "11 Januari 2026"}
        assert [place.path for place in problem.related] == [f"masa_pidana.tahanan[{number}].dari"]
    assert ask(rule, f"masa_pidana: {{subsider: 1 bulan, tahanan: {stretches}}}") == []


@pytest.mark.parametrize("program", PROGRAMMES)
def test_date_of_a_programme(program: str) -> None:
    """A programme needs the date on which it may begin; a visit to the family none of these."""
    rule = by_code("KS815")
    key = {"asimilasi": "setengah", "cuti_mengunjungi_keluarga": ""}.get(program, "dua_pertiga")
    problems = ask(rule, case(program, "ditahan: 2026-01-10"))
    assert [problem.path for problem in problems] == [f"masa_pidana.{key}"] * bool(key)
    for problem in problems:
        assert problem.params == {"program": program.replace("_", " "), "key": key}
        assert [place.path for place in problem.related] == ["program"]
    assert ask(rule, case(program, f"{key or 'sepertiga'}: 2026-08-10")) == []
    assert ask(rule, f"jenis: reintegrasi\nprogram: {program}") == []
    assert ask(rule, "masa_pidana: {ditahan: 2026-01-10}") == []
