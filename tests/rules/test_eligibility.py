"""What KUHP art. 85 allows: the threat, the penalty that is replaced, hours, window, orders."""

from __future__ import annotations

import pytest

from pipeline import messages
from pipeline.rules import example
from pipeline.rules.rule import KUHP
from tests.rules.examples import ask, broken, by_code, related

PROPOSED = "rekomendasi: {usulan: {jam: 40}}\n"
OWN = "perkara.ancaman.penjara"


def threatened(own: str, *charges: str) -> str:
    """A case with a threat of its own, and charges written as YAML."""
    listed = ", ".join(f"{{pasal: Pasal 1, {charge}}}" for charge in charges)
    ancaman = f"ancaman: {{penjara: {own}}}, " if own else ""
    return f"perkara: {{{ancaman}dakwaan: [{listed}]}}\n"


# --- KS001: the threat ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threat", "weight"),
    [
        ("4 tahun 11 bulan", None),
        ("4 tahun 11 bulan 29 hari", None),
        ("5 tahun", "error"),
        ("60 bulan", "error"),
        ("59 bulan", None),
        ("7 tahun", "error"),
        ("seumur hidup", "error"),
        ("Seumur Hidup", "error"),
    ],
)
def test_exactly_five_years_fail(threat: str, weight: str | None) -> None:
    """A threat must be under five years; life is over it."""
    found = broken(by_code("KS001"), threatened(threat) + PROPOSED)
    assert found == ([(OWN, weight)] if weight else [])


@pytest.mark.parametrize(
    ("stands", "weight", "places"),
    [
        ("", "warning", []),
        ("putusan: {jam: 40}", "error", ["putusan"]),
        ("putusan: {dasar: pasal_85}", "error", ["putusan"]),
        ("putusan: {sesuai_salinan: ya}", "warning", ["putusan"]),
        ("putusan: {sesuai_salinan: tidak}", "error", ["putusan"]),
        (PROPOSED, "error", ["rekomendasi.usulan"]),
        ("rekomendasi: {isi: [Pidana bersyarat]}", "warning", []),
        (PROPOSED + "putusan: {sesuai_salinan: ya}", "error", ["rekomendasi.usulan", "putusan"]),
    ],
)
def test_threat_weighs_by_what_was_done(stands: str, weight: str, places: list[str]) -> None:
    """What we propose is an error, what a court did is one until the copy is confirmed."""
    text = threatened("5 tahun") + stands
    assert broken(by_code("KS001"), text) == [(OWN, weight)]
    assert related(by_code("KS001"), text) == [(OWN, places)]


def test_threat_is_not_judged_under_82() -> None:
    """In place of an unpaid fine only the hours have limits."""
    text = threatened("5 tahun") + PROPOSED + "putusan: {dasar: pasal_82}"
    assert broken(by_code("KS001"), text) == []


@pytest.mark.parametrize(
    ("own", "charges", "path"),
    [
        ("7 tahun", ["ancaman: {penjara: 4 tahun}"], None),
        ("7 tahun", ["ancaman: {penjara: 4 tahun}, terbukti: tidak"], OWN),
        ("7 tahun", ["ancaman: {penjara: 5 tahun}"], OWN),
        ("7 tahun", ["ancaman: {denda: kategori II}"], OWN),
        ("7 tahun", ["terbukti: ya"], OWN),
        ("7 tahun", ["ancaman: {penjara: 7 tahun}", "ancaman: {penjara: 4 tahun}"], None),
        ("", ["ancaman: {penjara: 4 tahun}"], None),
        ("", ["ancaman: {penjara: 7 tahun}, terbukti: tidak"], None),
        ("", ["ancaman: {penjara: 7 tahun}"], "perkara.dakwaan[0].ancaman.penjara"),
        (
            "",
            ["ancaman: {penjara: 5 tahun}", "ancaman: {penjara: 9 tahun}"],
            "perkara.dakwaan[1].ancaman.penjara",
        ),
        (
            "",
            ["ancaman: {penjara: seumur hidup}", "ancaman: {penjara: 9 tahun}"],
            "perkara.dakwaan[0].ancaman.penjara",
        ),
        (
            "7 tahun",
            ["ancaman: {penjara: 7 tahun}, terbukti: ya", "ancaman: {penjara: 4 tahun}"],
            OWN,
        ),
        (
            "7 tahun",
            ["ancaman: {penjara: 7 tahun}", "ancaman: {penjara: 4 tahun}, terbukti: ya"],
            None,
        ),
        ("4 tahun", ["ancaman: {penjara: 7 tahun}"], None),
        (
            "4 tahun",
            ["ancaman: {penjara: 7 tahun}, terbukti: ya"],
            "perkara.dakwaan[0].ancaman.penjara",
        ),
        ("4 tahun", ["terbukti: ya"], None),
        ("", [], None),
    ],
)
def test_charges(own: str, charges: list[str], path: str | None) -> None:
    """A lighter charge that stands is enough; where one is proven, only the proven ones count."""
    found = broken(by_code("KS001"), threatened(own, *charges) + PROPOSED)
    assert found == ([(path, "error")] if path else [])


@pytest.mark.parametrize(
    ("stands", "way_out", "not_said"),
    [
        ("", "jangan mengusulkan", "hapus"),
        (PROPOSED, "hapus `rekomendasi.usulan`", "sesuai_salinan"),
        ("putusan: {jam: 40}", "`sesuai_salinan: ya`", "hapus"),
        ("putusan: {sesuai_salinan: ya}", "disampaikan kepada jaksa", "hapus"),
        (PROPOSED + "putusan: {jam: 40}", "hapus `rekomendasi.usulan`", "sesuai_salinan"),
    ],
)
def test_the_way_out_of_a_threat(stands: str, way_out: str, not_said: str) -> None:
    """A proposal is withdrawn, a judgment is compared with its copy and never altered."""
    (problem,) = ask(by_code("KS001"), threatened("5 tahun") + stands)
    hint = messages.load("id").hint(problem)
    assert way_out in hint
    assert not_said not in hint


@pytest.mark.parametrize(
    ("code", "judgment"),
    [
        ("KS002", "pidana_semula: {penjara: 7 bulan}"),
        ("KS003", "pidana_semula: {denda: Rp15.000.000}"),
        ("KS004", "jam: 248"),
        ("KS005", "jam_per_hari: 9"),
        ("KS006", "jangka_waktu: 7 bulan"),
        ("KS007", "nomor: 17/Pid.B/2026/PN Pdp"),
        ("KS013", "tanggal: 30 Desember 2025"),
    ],
)
def test_a_judgment_is_compared_and_not_altered(code: str, judgment: str) -> None:
    """Until it is confirmed the copy decides; after that the prosecutor is told."""
    said = messages.load("id")
    (problem,) = ask(by_code(code), f"putusan: {{{judgment}}}")
    assert "ocokkan" in said.hint(problem)
    assert "`sesuai_salinan: ya`" in said.hint(problem)
    (problem,) = ask(by_code(code), f"putusan: {{{judgment}, sesuai_salinan: ya}}")
    assert said.hint(problem) == (
        "Putusan dicatat sebagaimana adanya; sampaikan hal ini kepada jaksa "
        "sebelum pelaksanaan dimulai."
    )


def test_threat_is_named() -> None:
    """The message names the threat as it was written."""
    (problem,) = ask(by_code("KS001"), threatened("5 tahun 6 bulan"))
    assert problem.params == {"value": "5 tahun 6 bulan"}


# --- KS002, KS003: the penalty that is replaced ---------------------------------------------------

SEMULA = "putusan.pidana_semula"


@pytest.mark.parametrize(
    ("term", "weight", "most"),
    [
        ("6 bulan", None, None),
        ("5 bulan 30 hari", None, None),
        ("180 hari", None, None),
        ("181 hari", "warning", "180 hari"),
        ("184 hari", "warning", "180 hari"),
        ("185 hari", "error", "6 bulan"),
        ("6 bulan 1 hari", "error", "6 bulan"),
        ("7 bulan", "error", "6 bulan"),
        ("1 tahun", "error", "6 bulan"),
    ],
)
def test_replaced_prison(term: str, weight: str | None, most: str | None) -> None:
    """At most six months in prison are replaced; days in doubt are a warning."""
    text = f"putusan: {{pidana_semula: {{penjara: {term}}}}}"
    problems = ask(by_code("KS002"), text)
    expected = [(f"{SEMULA}.penjara", weight, {"value": term, "most": most})] if weight else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected


@pytest.mark.parametrize(
    ("fine", "weight"),
    [("Rp10.000.000", None), ("Rp10.000.001", "error"), ("Rp50.000.000", "error")],
)
def test_replaced_fine(fine: str, weight: str | None) -> None:
    """A fine of category II at most is replaced."""
    text = f"putusan: {{dasar: pasal_85, pidana_semula: {{denda: {fine}}}}}"
    problems = ask(by_code("KS003"), text)
    params = {"value": fine, "most": "Rp10.000.000"}
    expected = [(f"{SEMULA}.denda", weight, params)] if weight else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected


@pytest.mark.parametrize(
    ("code", "key", "penalty"),
    [("KS002", "penjara", "7 bulan"), ("KS003", "denda", "Rp20.000.000")],
)
def test_replaced_penalty_of_the_court(code: str, key: str, penalty: str) -> None:
    """Confirmed it is a warning; under art. 82 it is no matter of this rule."""
    text = f"pidana_semula: {{{key}: {penalty}}}"
    rule = by_code(code)
    path = f"{SEMULA}.{key}"
    assert broken(rule, f"putusan: {{{text}, sesuai_salinan: ya}}") == [(path, "warning")]
    assert broken(rule, f"putusan: {{{text}, dasar: pasal_82}}") == []
    assert broken(rule, "putusan: {pidana_semula: {}, jam: 40}") == []
    assert broken(rule, "putusan: {jam: 40}") == []


def test_doubtful_term_stays_a_warning() -> None:
    """What is wrong only where a month has 30 days is no error, confirmed or not."""
    for copy in ("ya", "tidak"):
        text = f"putusan: {{pidana_semula: {{penjara: 183 hari}}, sesuai_salinan: {copy}}}"
        assert broken(by_code("KS002"), text) == [(f"{SEMULA}.penjara", "warning")]


# --- KS004 to KS006: hours and window -------------------------------------------------------------

LIMITS = [
    ("KS004", "jam", "7 jam 59 menit", "8 jam"),
    ("KS004", "jam", "8", None),
    ("KS004", "jam", "240", None),
    ("KS004", "jam", "240 jam 1 menit", "240 jam"),
    ("KS004", "jam", "6", "8 jam"),
    ("KS005", "jam_per_hari", "8", None),
    ("KS005", "jam_per_hari", "8 jam 1 menit", "8 jam"),
    ("KS005", "jam_per_hari", "9", "8 jam"),
    ("KS006", "jangka_waktu", "6 bulan", None),
    ("KS006", "jangka_waktu", "26 minggu", "6 bulan"),
    ("KS006", "jangka_waktu", "6 bulan 1 hari", "6 bulan"),
    ("KS006", "jangka_waktu", "27 minggu", "6 bulan"),
    ("KS006", "jangka_waktu", "185 hari", "6 bulan"),
]


@pytest.mark.parametrize(("code", "key", "value", "nearest"), LIMITS)
def test_limits_of_a_proposal(code: str, key: str, value: str, nearest: str | None) -> None:
    """What is proposed outside a limit is an error that names the nearest lawful value."""
    problems = ask(by_code(code), f"rekomendasi: {{usulan: {{{key}: {value}}}}}")
    weight = "warning" if value == "26 minggu" else "error"
    path = f"rekomendasi.usulan.{key}"
    assert [(p.path, p.severity, p.params["suggestion"]) for p in problems] == (
        [(path, weight, nearest)] if nearest else []
    )


@pytest.mark.parametrize(("code", "key", "value", "nearest"), LIMITS)
def test_limits_of_a_judgment(code: str, key: str, value: str, nearest: str | None) -> None:
    """What a court ordered is an error until the copy is confirmed, and nothing is suggested."""
    rule = by_code(code)
    weight = "warning" if value == "26 minggu" else "error"
    problems = ask(rule, f"putusan: {{{key}: {value}}}")
    assert [(p.path, p.severity, p.params["suggestion"]) for p in problems] == (
        [(f"putusan.{key}", weight, "")] if nearest else []
    )
    found = broken(rule, f"putusan: {{{key}: {value}, sesuai_salinan: ya}}")
    assert found == ([(f"putusan.{key}", "warning")] if nearest else [])


@pytest.mark.parametrize(
    ("code", "key", "value", "stays"),
    [
        ("KS004", "jam", "248", True),
        ("KS005", "jam_per_hari", "9", False),
        ("KS006", "jangka_waktu", "7 bulan", False),
    ],
)
def test_in_place_of_a_fine_only_hours_have_limits(
    code: str, key: str, value: str, *, stays: bool
) -> None:
    """Under art. 82 the judgment's hours in all are judged, our proposal is as always."""
    text = f"rekomendasi: {{usulan: {{{key}: {value}}}}}\n"
    text += f"putusan: {{dasar: pasal_82, {key}: {value}}}\n"
    judged = [(f"putusan.{key}", "error")] if stays else []
    assert broken(by_code(code), text) == [(f"rekomendasi.usulan.{key}", "error"), *judged]


@pytest.mark.parametrize(
    ("code", "key", "value", "params"),
    [
        ("KS004", "jam", "248", {"value": "248 jam"}),
        ("KS004", "jam", "7 jam 20 menit", {"value": "7 jam 20 menit"}),
        ("KS005", "jam_per_hari", "8.5", {"value": "8,5 jam"}),
        ("KS006", "jangka_waktu", "7 bulan", {"value": "7 bulan", "most": "6 bulan"}),
        ("KS006", "jangka_waktu", "183 hari", {"value": "183 hari", "most": "180 hari"}),
    ],
)
def test_values_are_named(code: str, key: str, value: str, params: dict[str, str]) -> None:
    """The message names the value, and the limit where there are two."""
    (problem,) = ask(by_code(code), f"putusan: {{{key}: {value}}}")
    assert problem.params == {**params, "suggestion": ""}


@pytest.mark.parametrize("code", ["KS004", "KS005", "KS006"])
def test_nothing_is_said_without_a_value(code: str) -> None:
    """What neither proposal nor judgment says is not judged."""
    assert broken(by_code(code), "rekomendasi: {usulan: {pekerjaan: a}}\nputusan: {nomor: 1}") == []


# --- KS007 to KS009: orders and contents ----------------------------------------------------------


@pytest.mark.parametrize(
    ("judgment", "weight"),
    [
        ("nomor: 1/Pid.B/2026/PN Pdp", "error"),
        ("nomor: 1/Pid.B/2026/PN Pdp, sesuai_salinan: ya", "warning"),
        ("nomor: 1/Pid.B/2026/PN Pdp, jika_tidak_dilaksanakan: [mengulang, denda]", None),
        ("nomor: 1/Pid.B/2026/PN Pdp, dasar: pasal_82", None),
        ("jam: 40", None),
    ],
)
def test_order_of_85_7(judgment: str, weight: str | None) -> None:
    """A judgment with a number says what follows where the work is not done."""
    found = broken(by_code("KS007"), f"putusan: {{{judgment}}}")
    assert found == ([("putusan.jika_tidak_dilaksanakan", weight)] if weight else [])


@pytest.mark.parametrize(
    ("judgment", "paths"),
    [
        ("pidana_semula: {denda: 1000000}, jika_tidak_dilaksanakan: penjara", [""]),
        ("pidana_semula: {denda: 1000000}, jika_tidak_dilaksanakan: denda", []),
        ("pidana_semula: {denda: 1000000}, jika_tidak_dilaksanakan: mengulang", []),
        ("pidana_semula: {penjara: 1 bulan}, jika_tidak_dilaksanakan: [mengulang, denda]", ["[1]"]),
        ("pidana_semula: {}, jika_tidak_dilaksanakan: denda", []),
        ("jika_tidak_dilaksanakan: denda", []),
        ("pidana_semula: {penjara: 1 bulan}", []),
    ],
)
def test_order_fits_the_original_penalty(judgment: str, paths: list[str]) -> None:
    """Prison or fine can only be ordered where it was the original penalty."""
    found = related(by_code("KS008"), f"putusan: {{{judgment}}}")
    where = "putusan.jika_tidak_dilaksanakan"
    assert found == [(where + path, ["putusan.pidana_semula"]) for path in paths]


def test_order_without_penalty_is_a_warning_that_names_it() -> None:
    """The court's order is recorded as it is."""
    rule = by_code("KS008")
    (problem,) = ask(rule, rule.failing)
    assert (problem.severity, problem.params) == ("warning", {"value": "denda"})


def test_a_faulty_penalty_is_no_missing_one() -> None:
    """A penalty that could not be read is told by its own fault."""
    text = "putusan: {pidana_semula: {penjara: lama}, jika_tidak_dilaksanakan: penjara}"
    rule = by_code("KS008")
    assert list(example.ask(rule, example.example(rule, text))) == []


@pytest.mark.parametrize("code", ["KS002", "KS003", "KS007", "KS008", "KS009"])
def test_nothing_is_said_without_a_judgment(code: str) -> None:
    """These speak of what a court did."""
    assert broken(by_code(code), PROPOSED) == []


WHOLE = {"pidana_semula": "{penjara: 1 bulan}", "jam_per_hari": "4", "jangka_waktu": "2 bulan"}


@pytest.mark.parametrize("lacking", [[], *([key] for key in WHOLE), list(WHOLE)])
def test_contents_of_a_judgment(lacking: list[str]) -> None:
    """Each key that the judgment should state is told by itself."""
    keys = "".join(f", {key}: {value}" for key, value in WHOLE.items() if key not in lacking)
    problems = ask(by_code("KS009"), f"putusan: {{nomor: 1/Pid.B/2026/PN Pdp{keys}}}")
    assert [(p.path, p.severity, p.params["key"]) for p in problems] == [
        (f"putusan.{key}", "warning", key) for key in lacking
    ]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("putusan: {jam: 40}", []),
        ("putusan: {nomor: 1, dasar: pasal_82}", []),
        (
            "putusan: {nomor: 1, pidana_semula: {}, jam_per_hari: 4, jangka_waktu: 1 bulan}",
            ["putusan.pidana_semula"],
        ),
        (
            "putusan: {nomor: 1, jam_per_hari: 4, pidana_semula: {denda: 1}}\n"
            "penempatan: {mulai: 2026-04-01}",
            [],
        ),
    ],
)
def test_contents_are_not_asked_for(text: str, paths: list[str]) -> None:
    """Not without a number, not under art. 82, and no period that the placement letter demands."""
    assert [path for path, _ in broken(by_code("KS009"), text)] == paths


# --- in force -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KS001", "perkara: {ancaman: {penjara: 5 tahun}}\nputusan: {tanggal: DAY}"),
        ("KS002", "putusan: {tanggal: DAY, pidana_semula: {penjara: 7 bulan}}"),
        ("KS003", "putusan: {tanggal: DAY, pidana_semula: {denda: Rp20.000.000}}"),
        ("KS004", "rekomendasi: {tanggal_laporan: DAY, usulan: {jam: 248}}"),
        ("KS004", "putusan: {tanggal: DAY, jam: 248}"),
        ("KS005", "rekomendasi: {tanggal_laporan: DAY, usulan: {jam_per_hari: 9}}"),
        ("KS006", "putusan: {tanggal: DAY, jangka_waktu: 7 bulan}"),
        ("KS007", "putusan: {tanggal: DAY, nomor: 1}"),
        (
            "KS008",
            "putusan:\n  tanggal: DAY\n  pidana_semula: {denda: 1}\n"
            "  jika_tidak_dilaksanakan: penjara\n",
        ),
        ("KS009", "putusan: {tanggal: DAY, nomor: 1, jam_per_hari: 4, jangka_waktu: 1 bulan}"),
    ],
)
def test_the_day_of_the_act_decides(code: str, text: str) -> None:
    """A rule is silent about acts before the KUHP came into force, and speaks from that day on."""
    assert KUHP.isoformat() == "2026-01-02"
    assert broken(by_code(code), text.replace("DAY", "2026-01-01")) == []
    assert len(broken(by_code(code), text.replace("DAY", "2026-01-02"))) == 1


def test_the_judgment_decides_over_the_report() -> None:
    """A threat is judged at the judgment where there is one, else at the report."""
    text = "perkara: {ancaman: {penjara: 5 tahun}}\n"
    text += "rekomendasi: {tanggal_laporan: 2025-12-20, usulan: {jam: 40}}\n"
    assert broken(by_code("KS001"), text) == []
    assert broken(by_code("KS001"), text + "putusan: {tanggal: 2026-01-20}") == [(OWN, "error")]


@pytest.mark.parametrize("code", [f"KS00{number}" for number in range(1, 10)])
def test_a_misread_basis_is_not_taken_for_art_85(code: str) -> None:
    """Where the basis was mistyped, rules of art. 85 alone say nothing of the judgment."""
    rule = by_code(code)
    text = rule.failing.replace("putusan: {", "putusan: {dasar: pasal_58, ")
    text = text.replace("putusan:\n", "putusan:\n  dasar: pasal_58\n")
    found = list(example.ask(rule, example.example(rule, text)))
    silent = code in ("KS002", "KS003", "KS007", "KS009")
    assert len(found) == (0 if silent else 1)
