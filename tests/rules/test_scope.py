"""How far KUHP art. 85 and 82 reach: unclear threats, the law in time, fines and payments."""

from __future__ import annotations

import pytest

from pipeline.rules import example
from pipeline.rules.rule import KUHP
from tests.rules.examples import ask, broken, by_code, related

PROPOSED = "rekomendasi: {usulan: {jam: 40}}\n"
JUDGED = "putusan: {nomor: 1/Pid.B/2026/PN Pdp}\n"
FINE = "perkara: {ancaman: {denda: kategori II}}\n"


# --- KS010, KS011: an unclear threat --------------------------------------------------------------


@pytest.mark.parametrize(
    ("stands", "places"),
    [
        ("", None),
        ("rekomendasi: {isi: [Pidana bersyarat]}\n", None),
        ("putusan: {jam: 40}\n", None),
        (PROPOSED, ["rekomendasi.usulan"]),
        (JUDGED, ["putusan.nomor"]),
        (PROPOSED + JUDGED, ["rekomendasi.usulan", "putusan.nomor"]),
        (PROPOSED + "putusan: {dasar: pasal_82}\n", None),
    ],
)
@pytest.mark.parametrize(
    ("code", "offence", "path"),
    [
        ("KS010", FINE, "perkara.ancaman.denda"),
        ("KS011", "perkara: {tempat: Pasar}\n", "perkara.ancaman"),
    ],
)
def test_threat_is_looked_at_once_it_matters(
    stands: str, places: list[str] | None, code: str, offence: str, path: str
) -> None:
    """A threat is wanted once the penalty is proposed or imposed, and not under art. 82."""
    found = related(by_code(code), offence + stands)
    assert found == ([] if places is None else [(path, places)])


@pytest.mark.parametrize(
    ("offence", "fine_only", "unknown"),
    [
        ("ancaman: {penjara: 4 tahun, denda: kategori II}", [], False),
        ("ancaman: {penjara: 4 tahun}", [], False),
        ("ancaman: {denda: kategori II}", ["perkara.ancaman.denda"], False),
        ("ancaman: {denda: Rp10.000.000}", ["perkara.ancaman.denda"], False),
        ("ancaman: {}", [], True),
        ("dakwaan: [{pasal: Pasal 1}]", [], True),
        ("dakwaan: [{pasal: Pasal 1, ancaman: {penjara: 1 tahun}}]", [], False),
        (
            "dakwaan: [{pasal: Pasal 1}, {pasal: Pasal 2, ancaman: {denda: kategori I}}]",
            ["perkara.dakwaan[1].ancaman.denda"],
            False,
        ),
        (
            "ancaman: {denda: kategori II}, dakwaan: [{pasal: A, ancaman: {penjara: 1 tahun}}]",
            [],
            False,
        ),
    ],
)
def test_fine_only_and_unknown(offence: str, fine_only: list[str], unknown: bool) -> None:
    """A fine without prison is one warning, no threat at all another; never both."""
    text = f"perkara: {{tempat: Pasar, {offence}}}\n{PROPOSED}"
    assert broken(by_code("KS010"), text) == [(path, "warning") for path in fine_only]
    assert broken(by_code("KS011"), text) == ([("perkara.ancaman", "warning")] if unknown else [])


def test_a_case_without_an_offence_has_an_unknown_threat() -> None:
    """What was salvaged may have no offence at all."""
    assert broken(by_code("KS011"), PROPOSED) == [("perkara.ancaman", "warning")]
    assert broken(by_code("KS010"), PROPOSED) == []


def test_a_misread_threat_is_not_unknown() -> None:
    """A threat that could not be read is told by its own fault."""
    for penalty in ("penjara: lama", "penjara: lama, denda: kategori II"):
        text = f"perkara: {{ancaman: {{{penalty}}}}}\n{PROPOSED}"
        for code in ("KS010", "KS011"):
            rule = by_code(code)
            assert list(example.ask(rule, example.example(rule, text))) == []


# --- KS012, KS013: the law in time ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("offence", "path"),
    [
        ("2026-01-01", "perkara.tanggal"),
        ("{dari: 2025-12-30, sampai: 2026-02-01}", "perkara.tanggal.dari"),
        ("2026-01-02", None),
    ],
)
def test_older_offence(offence: str, path: str | None) -> None:
    """An offence before the KUHP came into force wants a word on the more favourable law."""
    problems = ask(by_code("KS012"), f"perkara: {{tanggal: {offence}}}\n{PROPOSED}")
    assert [(p.path, p.severity) for p in problems] == ([(path, "warning")] if path else [])


@pytest.mark.parametrize(
    ("stands", "places"),
    [
        ("", None),
        ("rekomendasi: {tanggal_laporan: 2026-01-02, usulan: {jam: 40}}", ["rekomendasi.usulan"]),
        ("rekomendasi: {tanggal_laporan: 2026-01-01, usulan: {jam: 40}}", None),
        ("putusan: {nomor: 1, tanggal: 2026-01-02}", ["putusan.nomor"]),
        ("putusan: {nomor: 1, tanggal: 2026-01-01}", None),
        (
            "rekomendasi: {tanggal_laporan: 2025-12-20, usulan: {jam: 40}}\n"
            "putusan: {nomor: 1, tanggal: 2026-01-20}",
            ["rekomendasi.usulan", "putusan.nomor"],
        ),
    ],
)
def test_older_offence_judged_under_the_new_law(stands: str, places: list[str] | None) -> None:
    """Only where proposal or judgment comes after the new law."""
    found = related(by_code("KS012"), f"perkara: {{tanggal: 2025-12-01}}\n{stands}")
    assert found == ([] if places is None else [("perkara.tanggal", places)])


def test_older_offence_names_its_day() -> None:
    """The message names the first day of the offence as a letter writes it."""
    rule = by_code("KS012")
    (problem,) = ask(rule, rule.failing)
    assert problem.params == {"value": "20 Desember 2025"}


def test_no_day_of_the_offence() -> None:
    """Without a day nothing is said."""
    assert broken(by_code("KS012"), f"perkara: {{tempat: Pasar}}\n{PROPOSED}") == []
    assert broken(by_code("KS012"), PROPOSED) == []
    text = f"perkara: {{tanggal: {{sampai: 2026-02-01}}}}\n{PROPOSED}"
    assert broken(by_code("KS012"), text) == []


@pytest.mark.parametrize(
    ("judgment", "weight"),
    [
        ("tanggal: 2026-01-01", "error"),
        ("tanggal: 2026-01-01, sesuai_salinan: ya", "warning"),
        ("tanggal: 2026-01-01, dasar: pasal_82", "error"),
        ("tanggal: 2026-01-02", None),
        ("nomor: 1", None),
    ],
)
def test_judgment_before_the_penalty_existed(judgment: str, weight: str | None) -> None:
    """Before 2 January 2026 there was no community service to impose."""
    problems = ask(by_code("KS013"), f"putusan: {{{judgment}}}")
    params = {"value": "1 Januari 2026", "since": "2 Januari 2026"}
    expected = [("putusan.tanggal", weight, params)] if weight else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected
    assert KUHP.isoformat() == "2026-01-02"


@pytest.mark.parametrize(("day", "told"), [("2025-12-30", True), ("2025-12-31", False)])
def test_judgment_before_the_offence_is_told_once(day: str, *, told: bool) -> None:
    """A judgment before its offence is one fault and told by its own rule."""
    text = f"perkara: {{tanggal: {day}}}\nputusan: {{tanggal: 2025-12-30}}"
    assert bool(broken(by_code("KS013"), text)) is told
    assert bool(broken(by_code("KS501"), text)) is not told


# --- KS014 to KS017: the unpaid fine --------------------------------------------------------------


@pytest.mark.parametrize(
    ("judgment", "weight"),
    [
        ("dasar: pasal_82, pidana_semula: {denda: Rp10.000.001}", "warning"),
        ("dasar: pasal_82, pidana_semula: {denda: Rp10.000.001}, sesuai_salinan: ya", "warning"),
        ("dasar: pasal_82, pidana_semula: {denda: Rp10.000.000}", None),
        ("dasar: pasal_82, pidana_semula: {penjara: 1 bulan}", None),
        ("dasar: pasal_82", None),
        ("dasar: pasal_85, pidana_semula: {denda: Rp10.000.001}", None),
        ("pidana_semula: {denda: Rp10.000.001}", None),
    ],
)
def test_fine_that_work_replaces(judgment: str, weight: str | None) -> None:
    """Under art. 82 a fine of category II at most is replaced; under 85 another rule says so."""
    problems = ask(by_code("KS014"), f"putusan: {{{judgment}}}")
    params = {"value": "Rp10.000.001", "most": "Rp10.000.000"}
    expected = [("putusan.pidana_semula.denda", weight, params)] if weight else []
    assert [(p.path, p.severity, p.params) for p in problems] == expected


def payments(*amounts: str, days: tuple[str, ...] = ()) -> str:
    """The payments of a fine."""
    days = days or ("2026-05-04",) * len(amounts)
    rows = zip(days, amounts, strict=True)
    return ", ".join(f"{{tanggal: {day}, jumlah: {amount}}}" for day, amount in rows)


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("dasar: pasal_85, ", ["putusan.dasar"]),
        ("", []),
        ("dasar: pasal_82, ", None),
    ],
)
def test_payments_belong_to_82(head: str, places: list[str] | None) -> None:
    """Payments under another basis than art. 82 are a warning."""
    text = f"putusan: {{{head}pembayaran_denda: [{payments('500000', '1000')}]}}"
    found = related(by_code("KS015"), text)
    assert found == ([] if places is None else [("putusan.pembayaran_denda", places)])


def test_payments_with_a_misread_basis() -> None:
    """Where the basis was mistyped nobody knows which it is."""
    rule = by_code("KS015")
    text = f"putusan: {{dasar: pasal_28, pembayaran_denda: [{payments('500000')}]}}"
    assert list(example.ask(rule, example.example(rule, text))) == []
    assert broken(rule, "putusan: {dasar: pasal_85}") == []


@pytest.mark.parametrize(
    ("amounts", "number", "paid"),
    [
        (["400000", "600000"], None, None),
        (["400000", "600001"], 1, "Rp1.000.001"),
        (["1000001"], 0, "Rp1.000.001"),
        (["400000", "700000", "700000"], 1, "Rp1.100.000"),
        ([], None, None),
    ],
)
def test_payments_together(amounts: list[str], number: int | None, paid: str | None) -> None:
    """The payment that crosses the fine is told, once."""
    text = (
        f"putusan: {{pidana_semula: {{denda: 1000000}}, pembayaran_denda: [{payments(*amounts)}]}}"
    )
    problems = ask(by_code("KS016"), text)
    path = f"putusan.pembayaran_denda[{number}].jumlah"
    expected = [(path, "warning", {"paid": paid, "fine": "Rp1.000.000"}, 0)] if paid else []
    assert [(p.path, p.severity, p.params, len(p.others)) for p in problems] == expected
    for problem in problems:
        assert [place.path for place in problem.related] == ["putusan.pidana_semula.denda"]


@pytest.mark.parametrize("penalty", ["", "pidana_semula: {penjara: 1 bulan}, "])
def test_payments_without_a_fine(penalty: str) -> None:
    """Without the fine nothing can be summed against it."""
    text = f"putusan: {{{penalty}pembayaran_denda: [{payments('99000000')}]}}"
    assert broken(by_code("KS016"), text) == []


def test_an_amount_that_is_missing_counts_nothing() -> None:
    """What was salvaged may lack an amount; the others are summed."""
    rows = f"{{tanggal: 2026-05-01}}, {payments('1000001')}"
    text = f"putusan: {{pidana_semula: {{denda: 1000000}}, pembayaran_denda: [{rows}]}}"
    found = broken(by_code("KS016"), text)
    assert found == [("putusan.pembayaran_denda[1].jumlah", "warning")]
    assert broken(by_code("KS016"), text.replace("1000001", "1000000")) == []


def test_payment_before_the_judgment() -> None:
    """Payments before the judgment are told together; the day itself is right."""
    days = ("2026-05-05", "2026-05-04", "2026-05-03")
    rows = payments("1", "2", "3", days=days)
    (problem,) = ask(
        by_code("KS017"), f"putusan: {{tanggal: 2026-05-05, pembayaran_denda: [{rows}]}}"
    )
    assert (problem.path, problem.severity) == ("putusan.pembayaran_denda[1].tanggal", "warning")
    assert [place.path for place in problem.others] == ["putusan.pembayaran_denda[2].tanggal"]
    assert [place.path for place in problem.related] == ["putusan.tanggal"]
    assert problem.params == {"value": "4 Mei 2026", "judged": "5 Mei 2026"}


def test_payment_without_days() -> None:
    """Without the day of the judgment, or of the payment, nothing is said."""
    rule = by_code("KS017")
    assert broken(rule, f"putusan: {{nomor: 1, pembayaran_denda: [{payments('1')}]}}") == []
    assert broken(rule, "putusan: {tanggal: 2026-05-05, pembayaran_denda: [{jumlah: 1}]}") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KS010", f"{FINE}rekomendasi: {{tanggal_laporan: DAY, usulan: {{jam: 40}}}}"),
        ("KS011", "rekomendasi: {tanggal_laporan: DAY, usulan: {jam: 40}}"),
        ("KS014", "putusan: {tanggal: DAY, dasar: pasal_82, pidana_semula: {denda: 20000000}}"),
        ("KS015", f"putusan: {{tanggal: DAY, pembayaran_denda: [{payments('1')}]}}"),
    ],
)
def test_the_day_of_the_act_decides(code: str, text: str) -> None:
    """A rule is silent about acts before the KUHP came into force, and speaks from that day on."""
    assert broken(by_code(code), text.replace("DAY", "2026-01-01")) == []
    assert len(broken(by_code(code), text.replace("DAY", "2026-01-02"))) == 1


@pytest.mark.parametrize("code", ["KS013", "KS014", "KS015", "KS016", "KS017"])
def test_nothing_is_said_without_a_judgment(code: str) -> None:
    """These speak of what a court did."""
    assert broken(by_code(code), PROPOSED) == []
