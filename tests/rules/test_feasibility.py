"""Whether what is proposed and ordered can be carried out, and is known well enough for it."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code, related

USULAN = "rekomendasi.usulan"


def terms(jam: str, a_day: str, days: int, period: str) -> str:
    """The four figures."""
    return f"jam: {jam}, jam_per_hari: {a_day}, hari_per_minggu: {days}, jangka_waktu: {period}"


# --- KS018, KS019 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "reached", "weeks", "needed", "suggestion"),
    [
        (("104", "4", 2, "3 bulan"), None, "", "", ""),
        (("105", "4", 2, "3 bulan"), "104 jam", "13", "14", "14 minggu"),
        (("208", "4", 2, "6 bulan"), None, "", "", ""),
        (("209", "4", 2, "6 bulan"), "208 jam", "26", "27", ""),
        (("203", "4", 2, "5 bulan"), "168 jam", "21", "26", "6 bulan"),
        (("200", "4", 2, "5 bulan"), "168 jam", "21", "25", "25 minggu"),
        (("17", "4", 1, "1 bulan"), "16 jam", "4", "5", "5 minggu"),
        (("17", "4", 1, "1 bulan 4 hari"), None, "", "", ""),
        (("17", "4", 1, "1 bulan 3 hari"), "16 jam", "4", "5", "5 minggu"),
        (("17", "4", 1, "4 minggu 6 hari"), "16 jam", "4", "5", "5 minggu"),
        (("17", "4", 1, "5 minggu"), None, "", "", ""),
        (("8", "8", 1, "3 hari"), None, "", "", ""),
        (("9", "8", 1, "3 hari"), "8 jam", "1", "2", "2 minggu"),
        (("9", "4.5", 1, "13 hari"), "4,5 jam", "1", "2", "2 minggu"),
    ],
)
def test_hours_fit_into_their_weeks(
    figures: tuple[str, str, int, str],
    reached: str | None,
    weeks: str,
    needed: str,
    suggestion: str,
) -> None:
    """Hours a day, days a week and whole weeks make up the hours, at the calendar's longest."""
    said = terms(*figures)
    expected = {
        "value": f"{figures[0]} jam",
        "a_day": f"{figures[1]} jam".replace(".", ","),
        "days": str(figures[2]),
        "weeks": weeks,
        "reached": reached,
        "needed": needed,
    }
    for code, path, text, meant in (
        ("KS018", USULAN, f"rekomendasi: {{usulan: {{{said}}}}}", suggestion),
        ("KS019", "putusan", f"putusan: {{{said}}}", ""),
    ):
        problems = ask(by_code(code), text)
        found = [(p.path, p.severity, p.params) for p in problems]
        params = {**expected, "suggestion": meant}
        assert found == ([(f"{path}.jangka_waktu", "warning", params)] if reached else [])
        for problem in problems:
            assert [place.path for place in problem.related] == [f"{path}.jam"]


@pytest.mark.parametrize(
    "said",
    [
        "jam: 200, jam_per_hari: 4, hari_per_minggu: 2",
        "jam: 200, jam_per_hari: 4, jangka_waktu: 1 bulan",
        "jam: 200, hari_per_minggu: 2, jangka_waktu: 1 bulan",
        "jam_per_hari: 4, hari_per_minggu: 2, jangka_waktu: 1 bulan",
        terms("200", "0", 2, "1 bulan"),
        terms("200", "4", 1, "7 bulan"),
        terms("240", "4", 1, "1 tahun"),
        terms("240", "1", 1, "182 hari"),
    ],
)
def test_nothing_is_counted_from_what_is_not_known(said: str) -> None:
    """A figure that is missing, no hours a day, or a window that is told already: silence."""
    assert broken(by_code("KS018"), f"rekomendasi: {{usulan: {{{said}}}}}") == []
    assert broken(by_code("KS019"), f"putusan: {{{said}}}") == []


# --- KS021, KS022 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sites", "count"),
    [("[]", "0"), ("[a]", None), ("[a, b, c]", None), ("[a, b, c, d]", "4")],
)
def test_one_to_three_sites(sites: str, count: str | None) -> None:
    """A proposal names one to three sites."""
    problems = ask(by_code("KS021"), f"rekomendasi: {{usulan: {{jam: 40, lokasi: {sites}}}}}")
    expected = [(f"{USULAN}.lokasi", "warning", {"count": count})] if count else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected


def test_hours_are_proposed() -> None:
    """A proposal says how many hours."""
    rule = by_code("KS022")
    missing = "rekomendasi: {usulan: {lokasi: a}}"
    assert broken(rule, missing) == [(f"{USULAN}.jam", "warning")]
    assert broken(rule, "rekomendasi: {usulan: {jam: 40}}") == []


@pytest.mark.parametrize("code", ["KS018", "KS021", "KS022"])
def test_nothing_is_wanted_of_no_proposal(code: str) -> None:
    """A recommendation of something else has no sites and no hours."""
    assert broken(by_code(code), "rekomendasi: {isi: [Pidana bersyarat]}") == []
    assert broken(by_code(code), "putusan: {nomor: 1}") == []


# --- KS023, KS024 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("putusan: {jam: 40}\neksekusi: {nomor: 1}", True),
        ("putusan: {jam: 40, sesuai_salinan: tidak}\neksekusi: {nomor: 1}", True),
        ("putusan: {jam: 40, sesuai_salinan: ya}\neksekusi: {nomor: 1}", False),
        ("putusan: {jam: 40}", False),
        ("eksekusi: {nomor: 1}", False),
        ("putusan: {pidana_semula: {penjara: 7 bulan}}\neksekusi: {nomor: 1}", False),
        ("putusan: {pidana_semula: {penjara: 182 hari}}\neksekusi: {nomor: 1}", True),
        ("putusan: {pidana_semula: {denda: Rp15.000.000}}\neksekusi: {nomor: 1}", False),
        ("putusan: {jam: 248}\neksekusi: {nomor: 1}", False),
        ("putusan: {jam_per_hari: 9}\neksekusi: {nomor: 1}", False),
        ("putusan: {jangka_waktu: 7 bulan}\neksekusi: {nomor: 1}", False),
        ("putusan: {nomor: 1}\neksekusi: {nomor: 1}", False),
        ("putusan: {tanggal: 2025-12-30}\neksekusi: {nomor: 1}", False),
        (
            "rekomendasi: {usulan: {jam: 248}}\nputusan: {jam: 40}\neksekusi: {nomor: 1}",
            True,
        ),
    ],
)
def test_copy_is_confirmed_before_the_work(text: str, *, told: bool) -> None:
    """Once the prosecutor's letter is here somebody has compared judgment and copy."""
    found = broken(by_code("KS023"), text)
    assert found == ([("putusan.sesuai_salinan", "warning")] if told else [])


@pytest.mark.parametrize(
    ("charges", "judgment", "count"),
    [
        ("{pasal: A}, {pasal: B}", "nomor: 1", "2"),
        ("{pasal: A, terbukti: tidak}, {pasal: B}, {pasal: C}", "nomor: 1", "3"),
        ("{pasal: A, terbukti: tidak}, {pasal: B, terbukti: ya}", "nomor: 1", None),
        ("{pasal: A}", "nomor: 1", None),
        ("{pasal: A}, {pasal: B}", "jam: 40", None),
    ],
)
def test_one_of_several_charges_is_proven(charges: str, judgment: str, count: str | None) -> None:
    """Once there is a judgment it is marked which of several charges was proven."""
    text = f"perkara: {{dakwaan: [{charges}]}}\nputusan: {{{judgment}}}"
    problems = ask(by_code("KS024"), text)
    expected = [("perkara.dakwaan", "warning", {"count": count})] if count else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected


def test_charges_without_judgment_or_offence() -> None:
    """Nothing is proven before the judgment; the finding names its number."""
    rule = by_code("KS024")
    charges = "perkara: {dakwaan: [{pasal: A}, {pasal: B}]}\n"
    assert broken(rule, charges) == []
    assert broken(rule, "putusan: {nomor: 1}") == []
    assert related(rule, charges + "putusan: {nomor: 1}") == [
        ("perkara.dakwaan", ["putusan.nomor"])
    ]
