"""Rules on children: ages to the day, hours, and what a child's case must and must not have."""

from __future__ import annotations

import pytest

from pipeline import messages
from pipeline.case import Case
from pipeline.rules.ages import ages
from pipeline.salvage import salvage
from tests.case_files import case_of, least
from tests.rules.examples import ask, broken, by_code

PKS, SERVICE, DIVERSI = "pidana_kerja_sosial", "pelayanan_masyarakat", "diversi"
HAPPENED = "perkara.tanggal"


def offence(kind: str, klien: str, tanggal: str) -> str:
    """A case of this kind with these dates."""
    return f"jenis: {kind}\nklien: {{{klien}}}\nperkara: {{tanggal: {tanggal}}}\n"


def found(kind: str, klien: str, tanggal: str, *codes: str) -> list[tuple[str, str | None, str]]:
    """What the rules of age say, by code."""
    return [
        (code, path, severity)
        for code in codes or ("KS701", "KS702", "KS703", "KS704")
        if kind in by_code(code).kinds
        for path, severity in broken(by_code(code), offence(kind, klien, tanggal))
    ]


@pytest.mark.parametrize(
    ("kind", "born", "code"),
    [
        (PKS, "2008-05-01", None),
        (PKS, "2008-05-02", "KS701"),
        (PKS, "2014-05-02", "KS701"),
        (SERVICE, "2008-05-01", "KS702"),
        (DIVERSI, "2008-05-01", "KS702"),
        (SERVICE, "2008-05-02", None),
        (DIVERSI, "2014-05-01", None),
        (DIVERSI, "2014-05-02", "KS703"),
        (SERVICE, "2014-05-02", "KS703"),
        (PKS, "2026-05-01", "KS701"),
        (PKS, "2026-05-02", None),
        (DIVERSI, "2026-05-02", None),
    ],
)
def test_age_to_the_day(kind: str, born: str, code: str | None) -> None:
    """A birthday on the very day counts; a birth after the offence says nothing of the age."""
    expected = [(code, HAPPENED, "error")] if code else []
    assert found(kind, f"tanggal_lahir: {born}", "2026-05-01") == expected


@pytest.mark.parametrize(
    ("kind", "klien", "tanggal", "code", "path"),
    [
        # The offence goes on past a birthday.
        (PKS, "tanggal_lahir: 2008-05-02", "{dari: 2026-05-01, sampai: 2026-05-02}", "KS704", 1),
        (PKS, "tanggal_lahir: 2008-05-03", "{dari: 2026-05-01, sampai: 2026-05-02}", "KS701", 0),
        (PKS, "tanggal_lahir: 2008-05-01", "{dari: 2026-05-01, sampai: 2026-05-02}", None, 0),
        (
            DIVERSI,
            "tanggal_lahir: 2008-05-02",
            "{dari: 2026-05-01, sampai: 2026-05-02}",
            "KS704",
            1,
        ),
        (
            DIVERSI,
            "tanggal_lahir: 2014-05-02",
            "{dari: 2026-05-01, sampai: 2026-05-02}",
            "KS704",
            1,
        ),
        (
            DIVERSI,
            "tanggal_lahir: 2014-05-03",
            "{dari: 2026-05-01, sampai: 2026-05-02}",
            "KS703",
            0,
        ),
        (PKS, "tanggal_lahir: 2014-05-02", "{dari: 2026-05-01, sampai: 2026-05-02}", "KS701", 0),
        # Only the year of birth is known.
        (PKS, "tahun_lahir: 2008", "2026-05-01", "KS704", 2),
        (PKS, "tahun_lahir: 2007", "2026-05-01", None, 0),
        (PKS, "tahun_lahir: 2009", "2026-05-01", "KS701", 0),
        (SERVICE, "tahun_lahir: 2007", "2026-05-01", "KS702", 0),
        (SERVICE, "tahun_lahir: 2014", "2026-05-01", "KS704", 2),
        (SERVICE, "tahun_lahir: 2013", "2026-05-01", None, 0),
        (SERVICE, "tahun_lahir: 2015", "2026-05-01", "KS703", 0),
        (PKS, "tahun_lahir: 2008", "2026-12-31", None, 0),
        (PKS, "tahun_lahir: 2008", "{dari: 2025-12-31, sampai: 2026-01-01}", "KS704", 2),
        # The date goes before the year, and a last day before the first is not looked at.
        (PKS, "tanggal_lahir: 2000-01-01, tahun_lahir: 2010", "2026-05-01", None, 0),
        (PKS, "tanggal_lahir: 2008-05-01", "{dari: 2026-05-01, sampai: 2025-05-02}", None, 0),
        (PKS, "tahun_lahir: 2027", "2026-05-01", None, 0),
    ],
)
def test_what_is_open_is_a_warning(
    kind: str, klien: str, tanggal: str, code: str | None, path: int
) -> None:
    """Where dates leave the age open, it is told as such and not as an error."""
    where = (HAPPENED, "perkara.tanggal.sampai", "klien.tahun_lahir")[path]
    severity = "warning" if code == "KS704" else "error"
    assert found(kind, klien, tanggal) == ([(code, where, severity)] if code else [])


def test_params_and_related_of_ages() -> None:
    """An age is told as one number where it is certain, else as two; the other key is related."""
    certain = offence(PKS, "tanggal_lahir: 2009-05-02", "2026-05-01")
    (problem,) = ask(by_code("KS701"), certain)
    assert problem.params == {"age": "16", "date": "1 Mei 2026"}
    assert [place.path for place in problem.related] == ["klien.tanggal_lahir"]
    (problem,) = ask(by_code("KS701"), offence(PKS, "tahun_lahir: 2009", "2026-05-01"))
    assert problem.params["age"] == "16–17"
    assert [place.path for place in problem.related] == ["klien.tahun_lahir"]
    (problem,) = ask(by_code("KS704"), offence(PKS, "tahun_lahir: 2008", "2026-05-01"))
    assert problem.params == {"limit": "18"}
    assert [place.path for place in problem.related] == [HAPPENED]
    crossing = "{dari: 2026-05-01, sampai: 2026-05-02}"
    (problem,) = ask(by_code("KS704"), offence(DIVERSI, "tanggal_lahir: 2014-05-02", crossing))
    assert problem.params == {"limit": "12"}
    assert [place.path for place in problem.related] == ["klien.tanggal_lahir"]


def test_an_open_age_is_told_once() -> None:
    """Years on end can cross both birthdays; one warning is enough."""
    years = "{dari: 2025-05-01, sampai: 2032-06-01}"
    (problem,) = ask(by_code("KS704"), offence(DIVERSI, "tanggal_lahir: 2013-05-02", years))
    assert problem.params == {"limit": "12"}
    assert problem.others == ()


def test_a_day_that_was_not_read_leaves_the_age_unknown() -> None:
    """Of a faulty file nothing is told that rests on the fault."""
    salvaged = {
        "klien": {"tanggal_lahir": "2010-05-02"},
        "perkara": {"tanggal": {"dari": "kemarin"}},
    }
    assert ages(salvage(Case, salvaged)) is None
    assert ages(salvage(Case, {"klien": {"tanggal_lahir": "2010-05-02"}})) is None
    assert ages(salvage(Case, {"perkara": {"tanggal": "2026-05-01"}})) is None


def test_before_the_statute_nothing_is_told() -> None:
    """The rules of age begin with the SPPA."""
    assert found(PKS, "tanggal_lahir: 1997-01-01", "2014-07-29") == []
    assert found(PKS, "tanggal_lahir: 1997-01-01", "2014-07-30") == [("KS701", HAPPENED, "error")]


def test_bounds_of_an_age() -> None:
    """A year of birth gives two bounds, and never an age below nought."""
    text = least().replace("Wagiman Prasetya", "Wagiman, tahun_lahir: 2026")
    seen = ages(case_of(text.replace("Penipuan ringan", "Penipuan, tanggal: 2026-05-01")))
    assert seen is not None
    assert (seen.least, seen.most, seen.most_later, seen.written) == (0, 0, 0, "0")


@pytest.mark.parametrize(
    ("born", "section", "expected"),
    [
        ("2012-05-02", "putusan: {jam: 20}", "putusan"),
        ("2014-05-01", "putusan: {jam: 20}", "putusan"),
        ("2012-05-01", "putusan: {jam: 20}", None),
        ("2014-05-02", "putusan: {jam: 20}", None),  # under twelve: told by KS703
        ("2012-05-02", "rekomendasi: {usulan: {jam: 20}}", "rekomendasi.usulan"),
        ("2012-05-02", "rekomendasi: {isi: Tindakan}", None),
        ("2012-05-02", "putusan: {jam: 20}\nrekomendasi: {usulan: {jam: 20}}", "putusan"),
    ],
)
def test_no_penalty_under_fourteen(born: str, section: str, expected: str | None) -> None:
    """From twelve to fourteen a penalty is a warning, where it was proposed or imposed."""
    text = offence(SERVICE, f"tanggal_lahir: {born}", "2026-05-01") + section
    assert broken(by_code("KS705"), text) == ([(expected, "warning")] if expected else [])
    for problem in ask(by_code("KS705"), text):
        assert problem.params["age"] in ("12", "13")
        assert [place.path for place in problem.related] == [HAPPENED]


@pytest.mark.parametrize("hours", ["6.5", "7", "120", "120.5"])
def test_hours_of_a_child(hours: str) -> None:
    """7 to 120 hours; the court may have written otherwise, our office may not propose it."""
    rule, outside = by_code("KS706"), hours in ("6.5", "120.5")
    proposed = f"rekomendasi: {{usulan: {{jam: {hours}}}}}"
    assert broken(rule, proposed) == [("rekomendasi.usulan.jam", "error")] * outside
    judged = f"putusan: {{jam: {hours}}}"
    assert broken(rule, judged) == [("putusan.jam", "error")] * outside
    confirmed = f"putusan: {{jam: {hours}, sesuai_salinan: ya}}"
    assert broken(rule, confirmed) == [("putusan.jam", "warning")] * outside
    assert (
        broken(rule, f"{proposed}\n{confirmed}")
        == [
            ("rekomendasi.usulan.jam", "error"),
            ("putusan.jam", "warning"),
        ]
        * outside
    )
    for problem in (*ask(rule, judged), *ask(rule, proposed)):
        assert problem.params["value"] == hours.replace(".", ",")


@pytest.mark.parametrize(
    ("period", "outside"),
    [
        ("2 tahun", False),
        ("24 bulan", False),
        ("730 hari", False),
        ("25 bulan", True),
        ("2 tahun 1 hari", True),
        ("731 hari", True),
    ],
)
def test_replaced_imprisonment(period: str, *, outside: bool) -> None:
    """Two years exactly are not over two years."""
    rule = by_code("KS707")
    path = "putusan.pidana_semula.penjara"
    text = f"putusan: {{pidana_semula: {{penjara: {period}}}"
    assert broken(rule, text + "}") == [(path, "error")] * outside
    assert broken(rule, text + ", sesuai_salinan: ya}") == [(path, "warning")] * outside
    for problem in ask(rule, text + "}"):
        assert problem.params == {"value": period}
    assert broken(rule, "putusan: {pidana_semula: {denda: 100000}}") == []
    assert broken(rule, "putusan: {jam: 40}") == []
    assert broken(rule, "pk: sr") == []


@pytest.mark.parametrize(("hours", "nearest"), [("6.5", "7 jam"), ("120.5", "120 jam")])
def test_hours_are_suggested_for_our_proposal_alone(hours: str, nearest: str) -> None:
    """A proposal is told the nearest lawful hours, a judgment is compared with its copy."""
    said = messages.load("id")
    (proposed,) = ask(by_code("KS706"), f"rekomendasi: {{usulan: {{jam: {hours}}}}}")
    assert proposed.params["suggestion"] == nearest
    assert said.hint(proposed) == f"Usulkan 7 sampai 120 jam; yang terdekat ialah {nearest}."
    (judged,) = ask(by_code("KS706"), f"putusan: {{jam: {hours}}}")
    assert "`sesuai_salinan: ya`" in said.hint(judged)
    (confirmed,) = ask(by_code("KS706"), f"putusan: {{jam: {hours}, sesuai_salinan: ya}}")
    assert said.hint(confirmed).startswith("Putusan dicatat sebagaimana adanya")


def test_hours_a_day_of_a_child() -> None:
    """The office's cap holds for what is proposed and for what was judged; without one, nothing."""
    rule = by_code("KS708")
    text = "rekomendasi: {usulan: {jam_per_hari: 4.5}}\nputusan: {jam_per_hari: 5}"
    assert broken(rule, text) == [
        ("rekomendasi.usulan.jam_per_hari", "warning"),
        ("putusan.jam_per_hari", "warning"),
    ]
    first, second = ask(rule, text)
    assert first.params == {"value": "4,5", "most": "4", "suggestion": "4 jam"}
    assert second.params == {"value": "5", "most": "4", "suggestion": ""}
    hints = [messages.load("id").hint(problem) for problem in (first, second)]
    assert "paling lama 4 jam sehari" in hints[0]
    assert hints[1].startswith("Putusan dicatat sebagaimana adanya")
    assert broken(rule, "putusan: {jam_per_hari: 4}") == []
    assert broken(rule, "rekomendasi: {isi: Kembali}\nputusan: {jam: 40}") == []
    assert broken(rule, text, office="kertas: A4") == []
    assert broken(rule, text, office="batas: {litmas_anak: 3 hari}") == []


@pytest.mark.parametrize("kind", [PKS, SERVICE, DIVERSI])
@pytest.mark.parametrize("status", ["tersangka", "terdakwa", "terpidana", "anak"])
def test_standing(kind: str, status: str) -> None:
    """A child is called ``anak`` in a child's case, and only there."""
    text = f"jenis: {kind}\nperkara: {{status: {status}}}"
    wrong = (status == "anak") == (kind == PKS)
    assert broken(by_code("KS716"), text) == [("perkara.status", "warning")] * wrong
    for problem in ask(by_code("KS716"), text):
        assert problem.params == {"value": status}
        assert [place.path for place in problem.related] == ["jenis"]
    assert broken(by_code("KS716"), f"jenis: {kind}\nperkara: {{tempat: Pasar}}") == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", True),
        ("keluarga: {saudara: {nama: Rohmat}}", True),
        ("keluarga: {ayah: {nama: Rohmat}}", False),
        ("keluarga: {ibu: {nama: Suminah}}", False),
        ("keluarga: {wali: {nama: Rohmat}}", False),
        ("pendamping_anak: {nama: Rohmat}", False),
    ],
)
def test_companion(more: str, *, told: bool) -> None:
    """Once a child's case is assigned, someone stands beside the child."""
    rule = by_code("KS717")
    text = f"penugasan: {{nomor: ST-1}}\n{more}"
    assert broken(rule, text) == [("keluarga", "warning")] * told
    assert broken(rule, more or "pk: sr") == []
    for problem in ask(rule, text):
        assert [place.path for place in problem.related] == ["penugasan"]


def test_sections_for_adults() -> None:
    """Considerations and ground of the KUHP do not belong in a child's case."""
    rule = by_code("KS721")
    text = "kelayakan: {pengakuan: Mengaku.}\nputusan: {dasar: pasal_85}"
    assert broken(rule, text) == [("kelayakan", "warning"), ("putusan.dasar", "warning")]
    assert [problem.params["key"] for problem in ask(rule, text)] == ["kelayakan", "putusan.dasar"]
    assert broken(rule, "putusan: {jam: 40}") == []
