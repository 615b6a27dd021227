"""Sites: not for profit, by an agreement that holds, as the court ordered."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

CHILD = "jenis: pelayanan_masyarakat\n"
SITES = """\
lokasi:
  pabrik: {nama: Pabrik Tahu, komersial: ya}
  panti: {nama: Panti Jompo, komersial: tidak, perjanjian: {nomor: '1', berakhir: 2026-05-31}}
  masjid: {nama: Masjid Agung, perjanjian: {nomor: '2'}}
  taman: {nama: Taman Kota, kapasitas: 0}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("penempatan: {lokasi: pabrik}", [("penempatan.lokasi", "error")]),
        ("penempatan: [{lokasi: panti}, {lokasi: pabrik}]", [("penempatan[1].lokasi", "error")]),
        (
            "rekomendasi: {usulan: {lokasi: [panti, pabrik]}}",
            [("rekomendasi.usulan.lokasi[1]", "error")],
        ),
        ("rekomendasi: {usulan: {jam: 8}}", []),
        ("rekomendasi: {isi: [kerja]}", []),
        ("putusan: {lokasi: pabrik}", [("putusan.lokasi", "error")]),
        ("putusan: {lokasi: pabrik, sesuai_salinan: ya}", [("putusan.lokasi", "warning")]),
        ("putusan: {lokasi: pabrik, sesuai_salinan: tidak}", [("putusan.lokasi", "error")]),
        (
            "putusan: {sesuai_salinan: ya}\npenempatan: {lokasi: pabrik}",
            [("penempatan.lokasi", "error")],
        ),
        ("putusan: {lokasi: Pabrik Tahu}", []),
        ("penempatan: {lokasi: masjid}", []),
        ("penempatan: {lokasi: entah}", []),
        ("penempatan: {pekerjaan: menyapu}", []),
        ("penempatan: {lokasi: pabrik, mulai: 2026-01-01}", []),
    ],
)
def test_not_for_profit(text: str, found: list[tuple[str, str]]) -> None:
    """What we propose or decide is no business; what a court wrote is recorded, once confirmed."""
    assert broken(by_code("KS401"), text, SITES) == found
    for problem in ask(by_code("KS401"), text, SITES):
        key = (problem.path or "").partition("[1]")
        way = {} if "putusan" in key[0] else {"suggestion": key[0] + key[2]}
        assert problem.params == {"site": "Pabrik Tahu", **way}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("penempatan: {upah: 1}", [("penempatan.upah", "error")]),
        ("penempatan: {upah: 0}", []),
        ("penempatan: {pekerjaan: menyapu}", []),
        ("penempatan: [{upah: 0}, {upah: Rp50.000}]", [("penempatan[1].upah", "error")]),
    ],
)
def test_no_wage(text: str, found: list[tuple[str, str]]) -> None:
    """A penalty is not paid for."""
    assert broken(by_code("KS402"), text) == found
    assert [p.params for p in ask(by_code("KS402"), text)] == [{"suggestion": "upah: 0"}] * len(
        found
    )


@pytest.mark.parametrize(
    ("placement", "code"),
    [
        ("lokasi: panti, mulai: 2026-06-01", "KS403"),
        ("lokasi: panti, mulai: 2026-05-31, selesai: 2026-05-31", None),
        ("lokasi: panti, mulai: 2026-05-31, selesai: 2026-06-01", "KS404"),
        ("lokasi: panti, mulai: 2026-04-01, selesai: 2026-05-31", None),
        ("lokasi: panti, mulai: 2026-04-01", "KS404"),
        ("lokasi: panti, selesai: 2026-06-30", None),
        ("lokasi: panti", None),
        ("lokasi: masjid, mulai: 2026-06-01", None),
        ("lokasi: taman, mulai: 2026-06-01", None),
        ("pekerjaan: menyapu, mulai: 2026-06-01", None),
    ],
)
def test_the_agreement_holds(placement: str, code: str | None) -> None:
    """It must not be over at the start, and should not end during the work."""
    text = f"penempatan: {{{placement}}}"
    for each, severity in (("KS403", "error"), ("KS404", "warning")):
        expected = [("penempatan.lokasi", severity)] if each == code else []
        assert broken(by_code(each), text, SITES) == expected


def test_days_of_the_agreement_are_told() -> None:
    """The messages tell the agreement's end beside the placement's day."""
    (over,) = ask(by_code("KS403"), "penempatan: {lokasi: panti, mulai: 2026-06-01}", SITES)
    assert over.params == {"site": "Panti Jompo", "end": "31 Mei 2026", "start": "1 Juni 2026"}
    assert [place.path for place in over.related] == ["penempatan.mulai"]
    text = "penempatan: {lokasi: panti, mulai: 2026-04-01, selesai: 2026-06-30}"
    (ends,) = ask(by_code("KS404"), text, SITES)
    assert ends.params == {"site": "Panti Jompo", "end": "31 Mei 2026", "last": "30 Juni 2026"}
    assert [place.path for place in ends.related] == ["penempatan.selesai"]
    (open_end,) = ask(by_code("KS404"), "penempatan: {lokasi: panti, mulai: 2026-04-01}", SITES)
    assert open_end.params["last"] == "30 September 2026"
    assert [place.path for place in open_end.related] == ["penempatan.mulai"]


@pytest.mark.parametrize(
    "more",
    [
        "penyelesaian: {tanggal: 2026-05-20}",
        "pengakhiran: {tanggal: 2026-05-31}",
    ],
)
def test_an_agreement_that_outlasted_the_work(more: str) -> None:
    """Work that ended in time needs no agreement any more."""
    text = f"penempatan: {{lokasi: panti, mulai: 2026-04-01, selesai: 2026-06-30}}\n{more}"
    assert broken(by_code("KS404"), text, SITES) == []


def test_a_child_without_an_end() -> None:
    """Where nothing ends the placement, nothing is said of the agreement's end."""
    text = CHILD + "penempatan: {lokasi: panti, mulai: 2026-04-01}"
    assert broken(by_code("KS404"), text, SITES) == []


@pytest.mark.parametrize(
    ("code", "site", "found"),
    [
        ("KS405", "panti", False),
        ("KS405", "masjid", True),
        ("KS405", "taman", True),
        ("KS405", "entah", False),
        ("KS411", "taman", True),
        ("KS411", "panti", False),
        ("KS411", "entah", False),
    ],
)
def test_what_the_office_says_of_a_site(code: str, site: str, found: bool) -> None:
    """An agreement with its end stands there, and room for clients."""
    problems = ask(by_code(code), f"penempatan: {{lokasi: {site}}}", SITES)
    assert [(p.path, p.severity, p.params["code"]) for p in problems] == (
        [("penempatan.lokasi", "warning", site)] if found else []
    )
    names = {"masjid": "Masjid Agung", "taman": "Taman Kota"}
    assert [p.params["site"] for p in problems] == ([names[site]] if found else [])


@pytest.mark.parametrize(
    ("ordered", "found"),
    [
        ("panti", False),
        ("[masjid, panti]", False),
        ("masjid", True),
        ("[masjid, Balai Desa]", False),
        ("Balai Desa", False),
    ],
)
def test_where_the_court_ordered(ordered: str, found: bool) -> None:
    """Another place than the judgment's is told, where the office knows all of those."""
    text = f"putusan: {{lokasi: {ordered}}}\npenempatan: {{lokasi: panti}}"
    expected = [("penempatan.lokasi", "warning")] if found else []
    assert broken(by_code("KS406"), text, SITES) == expected
    assert broken(by_code("KS406"), "penempatan: {lokasi: panti}", SITES) == []
    assert broken(by_code("KS406"), text.replace("panti}", "entah}"), SITES) == []


def test_both_places_are_told() -> None:
    """The message names where the client is and where the court sent it."""
    text = "putusan: {lokasi: [masjid, taman]}\npenempatan: {lokasi: panti}"
    (found,) = ask(by_code("KS406"), text, SITES)
    assert found.params == {"site": "Panti Jompo", "ordered": "Masjid Agung, Taman Kota"}
    assert [place.path for place in found.related] == ["putusan.lokasi"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("penempatan: {lokasi: masjid}", ["penempatan.lokasi"]),
        ("penempatan: {lokasi: panti}", []),
        ("penempatan: {lokasi: pabrik}", []),
        ("putusan: {lokasi: masjid}", ["putusan.lokasi"]),
        (
            "rekomendasi: {usulan: {lokasi: masjid}}\nputusan: {lokasi: masjid}\n"
            "penempatan: {lokasi: masjid}",
            ["penempatan.lokasi"],
        ),
        (
            "rekomendasi: {usulan: {lokasi: masjid}}\npenempatan: {lokasi: taman}",
            ["penempatan.lokasi", "rekomendasi.usulan.lokasi"],
        ),
    ],
)
def test_whether_a_site_is_commercial_is_said(text: str, found: list[str]) -> None:
    """Once for each site, at the latest stage that names it."""
    expected = [(path, "warning") for path in found]
    assert broken(by_code("KS408"), text, SITES) == expected
    for problem in ask(by_code("KS408"), text, SITES):
        assert problem.params["code"] in ("masjid", "taman")
        assert problem.params["site"] in ("Masjid Agung", "Taman Kota")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[{mulai: 2026-04-01, selesai: 2026-05-31}, {mulai: 2026-06-01}]", []),
        (
            "[{mulai: 2026-04-01, selesai: 2026-05-31}, {mulai: 2026-05-31}]",
            [("penempatan[1].mulai", "penempatan[0].selesai")],
        ),
        (
            "[{mulai: 2026-05-01}, {mulai: 2026-04-01, selesai: 2026-05-31}]",
            [("penempatan[0].mulai", "penempatan[1].selesai")],
        ),
        ("[{mulai: 2026-04-01}, {mulai: 2026-05-31}]", []),
        ("[{selesai: 2026-05-31}, {mulai: 2026-05-01}]", []),
        ("{mulai: 2026-04-01, selesai: 2026-05-31}", []),
    ],
)
def test_one_placement_after_the_other(text: str, found: list[tuple[str, str]]) -> None:
    """The later one begins after the earlier one's last day."""
    problems = ask(by_code("KS410"), f"penempatan: {text}")
    assert [(p.path, p.related[0].path) for p in problems] == found
    assert {p.severity for p in problems} <= {"warning"}
    assert [p.params["end"] for p in problems] == ["31 Mei 2026"] * len(found)


def test_both_days_of_two_placements_are_told() -> None:
    """The message tells when the one begins and the other ends."""
    text = "penempatan: [{mulai: 2026-04-01, selesai: 2026-05-31}, {mulai: 2026-05-30}]"
    (found,) = ask(by_code("KS410"), text)
    assert found.params == {
        "start": "30 Mei 2026",
        "end": "31 Mei 2026",
        "before": "29 Mei 2026",
    }
