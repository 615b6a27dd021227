"""Hours ordered again: only by an order, no more than it says, and not before it."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code


def again(*hours: str, more: str = "ulangan: ya") -> str:
    """Rows of repeated hours on the first days of May: each from eight to an end."""
    rows = (
        f"- {{tanggal: 2026-05-0{n}, mulai: 08.00, selesai: {end}, {more}}}\n"
        for n, end in enumerate(hours, 1)
    )
    return "kehadiran:\n" + "".join(rows)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (again("10.00"), True),
        ("pengulangan: {jam: 2}\n" + again("10.00"), False),
        (again("10.00", more="ulangan: tidak"), False),
        ("jenis: pelayanan_masyarakat\n" + again("10.00"), True),
    ],
)
def test_an_order_stands_behind_it(text: str, found: bool) -> None:
    """Hours are repeated by an order."""
    expected = [("kehadiran[0].ulangan", "error")] if found else []
    assert broken(by_code("KS213"), text) == expected
    for problem in ask(by_code("KS213"), text):
        assert problem.params == {"day": "1 Mei 2026"}


@pytest.mark.parametrize(
    ("order", "found"), [("jam: 4", []), ("jam: 3.5", [1]), ("jam: 1", [0]), ("nomor: '1'", [])]
)
def test_no_more_than_the_order(order: str, found: list[int]) -> None:
    """The ledger of repeated hours ends with the order; other rows are none of it."""
    text = f"pengulangan: {{{order}}}\n{again('10.00', '10.00')}"
    text += "- {tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}\n"
    expected = [(f"kehadiran[{n}].selesai", "error") for n in found]
    assert broken(by_code("KS214"), text) == expected
    assert broken(by_code("KS214"), again("10.00")) == []


def test_what_is_left_of_the_order() -> None:
    """The message tells sum and order, the hint what is left."""
    (found,) = ask(by_code("KS214"), f"pengulangan: {{jam: 3}}\n{again('10.00', '10.00')}")
    assert found.params == {
        "day": "2 Mei 2026",
        "total": "4 jam",
        "due": "3 jam",
        "suggestion": "dihitung: 1",
    }
    assert [place.path for place in found.related] == ["pengulangan.jam"]


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("mulai: 2026-05-02, tanggal: 2026-04-20", "mulai"),
        ("tanggal: 2026-05-02", "tanggal"),
        ("mulai: 2026-05-01, tanggal: 2026-05-02", None),
        ("jam: 2", None),
    ],
)
def test_not_before_the_order(order: str, key: str | None) -> None:
    """Repeated hours come after the repetition's start, else after the order's date."""
    problems = ask(by_code("KS215"), f"pengulangan: {{{order}}}\n{again('10.00')}")
    found = [(p.path, p.severity, p.related[0].path) for p in problems]
    expected = ("kehadiran[0].tanggal", "warning", f"pengulangan.{key}")
    assert found == ([expected] if key else [])
    for problem in problems:
        assert problem.params == {"day": "1 Mei 2026", "start": "2 Mei 2026"}
    assert broken(by_code("KS215"), again("10.00")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("putusan: {jam: 80}\npengulangan: {jam: 80}", False),
        ("putusan: {jam: 80}\npengulangan: {jam: 80.5}", True),
        ("putusan: {jam: 80}\npengulangan: {nomor: '1'}", False),
        ("putusan: {nomor: '1'}\npengulangan: {jam: 90}", False),
        ("pengulangan: {jam: 90}", False),
        ("putusan: {jam: 80}", False),
        ("putusan: {jam: 80}\npengulangan: {jam: 90, tanggal: 2025-12-31}", False),
    ],
)
def test_no_more_than_at_first(text: str, found: bool) -> None:
    """All or part is repeated, never more."""
    expected = [("pengulangan.jam", "warning")] if found else []
    assert broken(by_code("KS222"), text) == expected
    for problem in ask(by_code("KS222"), text):
        assert problem.params == {"again": "80,5 jam", "first": "80 jam"}
        assert [place.path for place in problem.related] == ["putusan.jam"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("putusan: {jika_tidak_dilaksanakan: [penjara, denda]}\npengulangan: {jam: 8}", True),
        ("putusan: {jika_tidak_dilaksanakan: [penjara, mengulang]}\npengulangan: {jam: 8}", False),
        ("putusan: {jam: 8}\npengulangan: {jam: 8}", False),
        ("putusan: {jika_tidak_dilaksanakan: penjara}", False),
        ("pengulangan: {jam: 8}", False),
    ],
)
def test_repetition_is_ordered_in_the_judgment(text: str, found: bool) -> None:
    """A repetition that the judgment does not name needs a look; where it is silent, nothing."""
    assert broken(by_code("KS223"), text) == ([("pengulangan", "warning")] if found else [])
    for problem in ask(by_code("KS223"), text):
        assert problem.params == {"orders": "penjara, denda"}
        assert [place.path for place in problem.related] == ["putusan.jika_tidak_dilaksanakan"]


DONE = "penyelesaian: {hasil: selesai}\n"
NOT_DONE = "penyelesaian: {hasil: tidak_selesai}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pengulangan: {jam: 3}\n" + DONE + again("10.00"), True),
        ("pengulangan: {jam: 2}\n" + DONE + again("10.00"), False),
        (
            "pengulangan: {jam: 3}\n" + NOT_DONE + again("10.00"),
            False,
        ),
        ("pengulangan: {jam: 3}\n" + again("10.00"), False),
        ("pengulangan: {nomor: '1'}\n" + DONE + again("10.00"), False),
        (DONE + again("10.00"), False),
    ],
)
def test_complete_means_repeated_hours_too(text: str, found: bool) -> None:
    """Who is told to have finished has served what was ordered again."""
    expected = [("penyelesaian.hasil", "warning")] if found else []
    assert broken(by_code("KS225"), text) == expected
    for problem in ask(by_code("KS225"), text):
        assert problem.params == {"due": "3 jam", "lacking": "1 jam"}
        assert [place.path for place in problem.related] == ["pengulangan.jam"]


def test_a_minute_lacks() -> None:
    """One minute that lacks is lacking."""
    text = "pengulangan: {jam: 2}\n" + DONE + again("09.59")
    assert [p.params["lacking"] for p in ask(by_code("KS225"), text)] == ["1 menit"]


def test_all_rows_past_the_order_are_told_at_once() -> None:
    """The first has what is left, the others are named beside it."""
    (found,) = ask(by_code("KS214"), f"pengulangan: {{jam: 3}}\n{again('10.00', '10.00', '10.00')}")
    assert (found.path, found.params["suggestion"]) == ("kehadiran[1].selesai", "dihitung: 1")
    assert [place.path for place in found.others] == ["kehadiran[2].selesai"]


def proposed(jam: object, judgment: str = "", kind: str = "pidana_kerja_sosial") -> str:
    """A judgment of eighty hours and a proposal to repeat so many."""
    return (
        f"jenis: {kind}\nputusan: {{jam: 80{judgment}}}\n"
        f"usulan_pengulangan: {{tanggal: 2026-06-24, jam: {jam}}}\n"
    )


@pytest.mark.parametrize(
    ("code", "kind", "weight"),
    [
        ("KS228", "pidana_kerja_sosial", "error"),
        ("KS229", "pelayanan_masyarakat", "warning"),
    ],
)
def test_no_more_is_proposed_than_was_ordered(code: str, kind: str, weight: str) -> None:
    """Our own proposal keeps within the judgment; for children the article is not verified."""
    rule = by_code(code)
    assert broken(rule, proposed(80.5, kind=kind)) == [("usulan_pengulangan.jam", weight)]
    assert broken(rule, proposed(80, kind=kind)) == []
    assert broken(rule, "usulan_pengulangan: {jam: 90}") == []
    assert broken(rule, "putusan: {jam: 8}\nusulan_pengulangan: {tanggal: 2026-06-24}") == []
    for problem in ask(rule, proposed(80.5, kind=kind)):
        assert problem.params == {"asked": "80,5 jam", "first": "80 jam"}
        assert [place.path for place in problem.related] == ["putusan.jam"]


@pytest.mark.parametrize(
    ("jam", "judgment", "code"),
    [
        (79, ", bagian: seluruh", "KS230"),
        (80, ", bagian: seluruh", None),
        (81, ", bagian: seluruh", "KS228"),
        (79, ", bagian: sebagian", None),
        (80, ", bagian: sebagian", "KS231"),
        (81, ", bagian: sebagian", "KS228"),
        (40, "", None),
        (80, "", None),
        (40, ", bagian: seluruh, jika_tidak_dilaksanakan: [penjara, mengulang]", "KS230"),
        (80, ", bagian: sebagian, jika_tidak_dilaksanakan: mengulang", "KS231"),
        (40, ", bagian: seluruh, jika_tidak_dilaksanakan: penjara", "KS232"),
        (80, ", bagian: sebagian, jika_tidak_dilaksanakan: [penjara, denda]", "KS232"),
        (40, ", jika_tidak_dilaksanakan: mengulang", None),
    ],
)
def test_the_share_is_the_judgments(jam: int, judgment: str, code: str | None) -> None:
    """All where all is ordered, a part where a part is, nothing where neither; told once."""
    codes = ("KS228", "KS230", "KS231", "KS232")
    text = proposed(jam, judgment)
    assert [one for one in codes if broken(by_code(one), text)] == ([code] if code else [])


def test_what_the_share_is_told_with() -> None:
    """The share's rules speak of the share, that of the order of the orders."""
    (part,) = ask(by_code("KS230"), proposed(40, ", bagian: seluruh"))
    assert (part.severity, part.params) == ("error", {"asked": "40 jam", "first": "80 jam"})
    assert [place.path for place in part.related] == ["putusan.bagian"]
    (whole,) = ask(by_code("KS231"), proposed(80, ", bagian: sebagian"))
    assert (whole.severity, whole.params) == ("warning", {"asked": "80 jam", "first": "80 jam"})
    (other,) = ask(by_code("KS232"), proposed(40, ", jika_tidak_dilaksanakan: [penjara, denda]"))
    assert (other.path, other.severity) == ("usulan_pengulangan", "error")
    assert other.params == {"orders": "penjara, denda"}
    assert [place.path for place in other.related] == ["putusan.jika_tidak_dilaksanakan"]
    assert broken(by_code("KS232"), "putusan: {jika_tidak_dilaksanakan: penjara}") == []


FINE = (
    "putusan: {dasar: pasal_82, jam: 4, pidana_semula: {denda: Rp1.000.000}, "
    "pembayaran_denda: [{tanggal: 2026-05-02, jumlah: Rp500.000}]}\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("putusan: {jam: 4}\nusulan_pengulangan: {tanggal: 2026-05-02}\n", True),
        ("putusan: {jam: 4}\nusulan_pengulangan: {tanggal: 2026-05-01}\n", False),
        ("putusan: {jam: 4.5}\nusulan_pengulangan: {tanggal: 2026-05-02}\n", False),
        ("putusan: {jam: 4}\nusulan_pengulangan: {jam: 4}\n", False),
        ("usulan_pengulangan: {tanggal: 2026-05-02}\n", False),
        (FINE + "usulan_pengulangan: {tanggal: 2026-05-02}\n", True),
        (FINE + "usulan_pengulangan: {tanggal: 2026-05-01}\n", False),
    ],
)
def test_a_failure_comes_before_a_proposal(text: str, found: bool) -> None:
    """Who has served all hours by the day of the proposal has nothing to repeat."""
    rows = again("10.00", "10.00", more="patuh: ya")
    expected = [("usulan_pengulangan.jam", "warning")] if found else []
    assert broken(by_code("KS233"), text + rows) == expected
    assert broken(by_code("KS233"), text + again("12.00", "12.00")) == []
