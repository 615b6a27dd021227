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
