"""Hours: what counts of a day and in all is lawful, and never more than was worked."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

CHILD = "jenis: pelayanan_masyarakat\n"
LIMIT = "batas: {jam_per_hari_anak: 4}"


def rows(*texts: str) -> str:
    """Rows of attendance."""
    return "kehadiran:\n" + "".join(f"- {{{text}}}\n" for text in texts)


def day(start: str, end: str, number: int = 1, more: str = "") -> str:
    """One row of April."""
    text = f"tanggal: 2026-04-{number:02}, mulai: {start}, selesai: {end}"
    return f"{text}, {more}" if more else text


FIVE, FOUR = day("08.00", "13.00"), day("13.00", "17.00")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows(day("08.00", "16.00")), []),
        (rows(day("08.00", "16.01")), ["kehadiran[0].selesai"]),
        (rows(FIVE, FOUR), ["kehadiran[1].selesai"]),
        (rows(FOUR, FIVE), ["kehadiran[0].selesai"]),
        (rows(FIVE, day("13.00", "17.00", 2)), []),
        (rows(FIVE, f"{FOUR}, ulangan: ya"), ["kehadiran[1].selesai"]),
        (rows(FIVE, f"{FOUR}, dihitung: 3, alasan: batas"), []),
        (rows(FIVE, f"{FOUR}, dihitung: 3.5, alasan: batas"), ["kehadiran[1].dihitung"]),
        (rows("tanggal: 2026-04-01, dihitung: 9"), ["kehadiran[0].dihitung"]),
        (rows("tanggal: 2025-12-31, mulai: 08.00, selesai: 17.00"), []),
        (rows("tanggal: 2026-01-02, mulai: 08.00, selesai: 17.00"), ["kehadiran[0].selesai"]),
        ("jenis: diversi\n" + rows(FIVE, FOUR), ["kehadiran[1].selesai"]),
    ],
)
def test_eight_hours_a_day(text: str, found: list[str]) -> None:
    """Eight hours of a day count, of all its sessions; the row that crosses is told."""
    assert broken(by_code("KS201"), text) == [(path, "error") for path in found]


def test_the_way_out_of_a_long_day() -> None:
    """What the day's other rows leave is the way out; they are named."""
    (found,) = ask(by_code("KS201"), rows(FIVE, FOUR, day("17.30", "18.00")))
    assert found.params == {
        "day": "1 April 2026",
        "total": "9,5 jam",
        "suggestion": "dihitung: 2.5",
    }
    paths = [place.path for place in found.related]
    assert paths == ["kehadiran[0].selesai", "kehadiran[2].selesai"]


@pytest.mark.parametrize(
    ("first", "way"),
    [
        ("15.30", "dihitung: 0.5"),
        ("15.40", "dihitung: 20 menit"),
        ("13.40", "dihitung: 2 jam 20 menit"),
        ("16.00", "dihitung: tidak"),
    ],
)
def test_what_is_left_can_be_written_between_braces(first: str, way: str) -> None:
    """A comma would end the value; nothing left is told as such."""
    (found,) = ask(by_code("KS201"), rows(day("08.00", first), day("17.00", "21.00")))
    assert found.params["suggestion"] == way


@pytest.mark.parametrize(
    ("putusan", "text", "found"),
    [
        ("jam_per_hari: 5", rows(FIVE), []),
        ("jam_per_hari: 4.5", rows(FIVE), ["kehadiran[0].selesai"]),
        ("jam_per_hari: 4", rows(day("08.00", "16.00")), ["kehadiran[0].selesai"]),
        ("jam_per_hari: 4", rows(day("08.00", "16.01")), []),
        ("jam: 8", rows(FIVE), []),
    ],
)
def test_hours_a_day_of_the_judgment(putusan: str, text: str, found: list[str]) -> None:
    """The judgment's hours a day bind; beyond eight the statute's rule speaks alone."""
    text = f"putusan: {{{putusan}}}\n{text}"
    assert broken(by_code("KS202"), text) == [(path, "error") for path in found]
    assert broken(by_code("KS202"), rows(FIVE)) == []


def test_judgment_and_other_rows_are_named() -> None:
    """The judgment's own key comes first, then the day's other rows."""
    text = "putusan: {jam_per_hari: 6}\n" + rows(day("08.00", "11.00"), FOUR)
    (found,) = ask(by_code("KS202"), text)
    assert (found.params["most"], found.params["total"]) == ("6 jam", "7 jam")
    assert found.params["suggestion"] == "dihitung: 3"
    paths = [place.path for place in found.related]
    assert paths == ["putusan.jam_per_hari", "kehadiran[0].selesai"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows(day("08.00", "16.01", more="dihitung: 8, alasan: x")), ["kehadiran[0].selesai"]),
        (rows(day("08.00", "16.00", more="dihitung: 7, alasan: x")), []),
        (rows(day("08.00", "17.00")), []),
        (rows(FIVE, f"{FOUR}, dihitung: tidak, alasan: x"), ["kehadiran[1].selesai"]),
        (rows(FIVE, day("08.00", "12.00", 2)), []),
    ],
)
def test_worked_too_long(text: str, found: list[str]) -> None:
    """More than eight hours of work are told although no more count."""
    assert broken(by_code("KS203"), text) == [(path, "warning") for path in found]


def test_all_of_a_long_day_is_named() -> None:
    """The last row carries it, the others are named, and the hours are those worked."""
    (found,) = ask(by_code("KS203"), rows(FIVE, f"{FOUR}, dihitung: tidak, alasan: x"))
    assert found.params == {"day": "1 April 2026", "total": "9 jam"}
    assert [place.path for place in found.related] == ["kehadiran[0].selesai"]


TWO_DAYS = (day("08.00", "13.00", 2), day("08.00", "13.00", 1))


@pytest.mark.parametrize(
    ("putusan", "texts", "found"),
    [
        ("jam: 10", TWO_DAYS, []),
        ("jam: 9.5", TWO_DAYS, ["kehadiran[0].selesai"]),
        ("jam: 4", TWO_DAYS, ["kehadiran[1].selesai"]),
        ("jam: 8", (*TWO_DAYS[:1], f"{TWO_DAYS[1]}, ulangan: ya"), []),
        ("nomor: '1'", TWO_DAYS, []),
    ],
)
def test_hours_in_all(putusan: str, texts: tuple[str, ...], found: list[str]) -> None:
    """No more than what is due counts; told at the row that crosses it in the order of time."""
    text = f"putusan: {{{putusan}}}\n" + rows(*texts)
    assert broken(by_code("KS204"), text) == [(path, "error") for path in found]


def test_what_is_left_of_all_hours() -> None:
    """The message tells sum and due, the hint what is left."""
    text = "putusan: {jam: 9}\n" + rows(*TWO_DAYS)
    (found,) = ask(by_code("KS204"), text)
    assert found.params == {
        "day": "2 April 2026",
        "total": "10 jam",
        "due": "9 jam",
        "suggestion": "dihitung: 4",
    }
    assert [place.path for place in found.related] == ["putusan.jam"]


DONE = "penyelesaian: {hasil: selesai}\n"
NOT_DONE = "penyelesaian: {hasil: tidak_selesai}\n"
EIGHT = "putusan: {jam: 8}\n"
SEVEN_ROWS = rows(day("08.00", "15.00"))
EIGHT_ROWS = rows(day("08.00", "16.00"))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (EIGHT + DONE + SEVEN_ROWS, "error"),
        (CHILD + EIGHT + DONE + SEVEN_ROWS, "warning"),
        (EIGHT + DONE + EIGHT_ROWS, None),
        (EIGHT + DONE + rows(day("08.00", "17.00")), None),
        (EIGHT + NOT_DONE + SEVEN_ROWS, None),
        (EIGHT + "penyelesaian: {tanggal: 2026-05-01}\n" + SEVEN_ROWS, None),
        (EIGHT + SEVEN_ROWS, None),
        (DONE + SEVEN_ROWS, None),
        (EIGHT + DONE, "error"),
        (EIGHT + DONE + "pengulangan: {jam: 2}\n" + SEVEN_ROWS, "error"),
        (EIGHT + DONE + "pengulangan: {nomor: '1'}\n" + SEVEN_ROWS, "error"),
        (
            EIGHT + DONE + "pengulangan: {jam: 2}\n" + SEVEN_ROWS
            + f"- {{{day('08.00', '10.00', 9, 'ulangan: ya')}}}\n",
            None,
        ),
    ],
)  # fmt: skip
def test_complete_means_all_hours(text: str, severity: str | None) -> None:
    """Who is told to have finished has served all, or all that was ordered again."""
    expected = [("penyelesaian.hasil", severity)] if severity else []
    assert broken(by_code("KS208"), text) == expected


def test_how_many_hours_lack() -> None:
    """The message tells what was due and what lacks."""
    (found,) = ask(by_code("KS208"), EIGHT + DONE + SEVEN_ROWS)
    assert found.params == {"due": "8 jam", "lacking": "1 jam"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows(day("08.00", "11.00", more="dihitung: 3")), []),
        (rows(day("08.00", "11.00", more="dihitung: 3.25")), ["kehadiran[0].dihitung"]),
        (rows(day("11.00", "11.00", more="dihitung: 3")), []),
        (rows("tanggal: 2026-04-01, dihitung: 3"), []),
        (CHILD + rows(day("08.00", "11.00", more="dihitung: 4")), ["kehadiran[0].dihitung"]),
    ],
)
def test_not_more_than_was_worked(text: str, found: list[str]) -> None:
    """What counts was worked; where the times are missing that is another fault."""
    assert broken(by_code("KS211"), text) == [(path, "error") for path in found]


def test_the_most_that_can_count() -> None:
    """The way out is what was worked."""
    (found,) = ask(by_code("KS211"), rows(day("08.00", "11.30", more="dihitung: 4")))
    assert found.params == {"counted": "4 jam", "worked": "3,5 jam", "suggestion": "dihitung: 3.5"}
    assert [place.path for place in found.related] == ["kehadiran[0].selesai"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("dihitung: 2", ["kehadiran[0].alasan"]),
        ("dihitung: tidak", ["kehadiran[0].alasan"]),
        ("dihitung: 2, alasan: terlambat", []),
        ("dihitung: 3", []),
        ("dihitung: ya", []),
        ("", []),
    ],
)
def test_less_needs_a_reason(more: str, found: list[str]) -> None:
    """Who counts less than was worked says why."""
    text = rows(day("08.00", "11.00", more=more))
    assert broken(by_code("KS212"), text) == [(path, "error") for path in found]


def test_what_does_not_count_is_told() -> None:
    """The message tells day, worked and counted."""
    (found,) = ask(by_code("KS212"), rows(day("08.00", "11.00", more="dihitung: 2")))
    assert found.params == {"day": "1 April 2026", "counted": "2 jam", "worked": "3 jam"}
    assert [place.path for place in found.related] == ["kehadiran[0].dihitung"]


@pytest.mark.parametrize(
    ("office", "end", "found"),
    [
        (LIMIT, "12.00", []),
        (LIMIT, "12.01", ["kehadiran[0].selesai"]),
        ("batas: {litmas_anak: 3 hari}", "18.00", []),
        ("", "18.00", []),
    ],
)
def test_a_childs_day(office: str, end: str, found: list[str]) -> None:
    """A child's day is as long as the office allows, where it says so."""
    text = CHILD + rows(day("08.00", end))
    assert broken(by_code("KS219"), text, office) == [(path, "warning") for path in found]


def test_a_childs_day_tells_the_limit() -> None:
    """The message tells the office's limit, and the other rows are named."""
    text = CHILD + rows(day("08.00", "11.00"), FOUR)
    (found,) = ask(by_code("KS219"), text, LIMIT)
    assert found.params == {"day": "1 April 2026", "total": "7 jam", "most": "4 jam"}
    assert [place.path for place in found.related] == ["kehadiran[0].selesai"]


AGAIN = "pengulangan: {jam: 2}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (EIGHT + NOT_DONE + EIGHT_ROWS, True),
        (CHILD + EIGHT + NOT_DONE + EIGHT_ROWS, True),
        (EIGHT + NOT_DONE + SEVEN_ROWS, False),
        (EIGHT + DONE + EIGHT_ROWS, False),
        (EIGHT + NOT_DONE + AGAIN + EIGHT_ROWS, False),
        (
            EIGHT + NOT_DONE + AGAIN + EIGHT_ROWS
            + f"- {{{day('08.00', '10.00', 9, 'ulangan: ya')}}}\n",
            True,
        ),
        ("putusan: {jam: 0}\n" + NOT_DONE + EIGHT_ROWS, False),
    ],
)  # fmt: skip
def test_incomplete_means_that_hours_lack(text: str, found: bool) -> None:
    """Who has served all has finished, unless hours that were ordered again are open."""
    expected = [("penyelesaian.hasil", "warning")] if found else []
    assert broken(by_code("KS224"), text) == expected


@pytest.mark.parametrize(
    ("code", "end", "found"),
    [("KS208", "15.59", True), ("KS224", "15.59", False), ("KS224", "16.00", True)],
)
def test_a_minute_lacks(code: str, end: str, found: bool) -> None:
    """One minute that lacks is lacking."""
    result = DONE if code == "KS208" else NOT_DONE
    problems = ask(by_code(code), EIGHT + result + rows(day("08.00", end)))
    assert [p.params["due"] for p in problems] == ["8 jam"] * found


def test_a_minute_is_left() -> None:
    """One minute that is left can still count."""
    (found,) = ask(by_code("KS201"), rows(day("08.00", "15.59"), day("17.00", "18.00")))
    assert found.params["suggestion"] == "dihitung: 1 menit"


def test_all_sessions_of_a_long_day() -> None:
    """The last session carries what was worked too long, all before it are named."""
    texts = [
        day(f"{hour}.00", f"{hour + 3}.00", more="dihitung: 2, alasan: x") for hour in (10, 14, 18)
    ]
    (found,) = ask(by_code("KS203"), rows(*texts))
    assert [place.path for place in found.related] == [
        "kehadiran[0].selesai",
        "kehadiran[1].selesai",
    ]


def test_a_minute_of_work() -> None:
    """More than the one minute that was worked does not count."""
    text = rows(day("08.00", "08.01", more="dihitung: 1"))
    assert broken(by_code("KS211"), text) == [("kehadiran[0].dihitung", "error")]


@pytest.mark.parametrize(
    ("texts", "path", "way"),
    [
        ((day("08.00", "17.00"),), "kehadiran[0].selesai", "dihitung: 4"),
        ((FIVE, FOUR), "kehadiran[0].selesai", "dihitung: tidak"),
        ((day("08.00", "10.00"), day("10.00", "17.00")), "kehadiran[1].selesai", "dihitung: 2"),
    ],
)
def test_the_way_out_holds_to_the_judgment_too(texts: tuple[str, ...], path: str, way: str) -> None:
    """Who follows it is not told of the judgment's own hours a day next."""
    text = "putusan: {jam_per_hari: 4}\n" + rows(*texts)
    (found,) = ask(by_code("KS201"), text)
    assert (found.path, found.params["suggestion"]) == (path, way)
    assert broken(by_code("KS202"), text) == []


LAW = ("KS201", "KS202", "KS204", "KS209", "KS211", "KS212")


def test_one_slip_is_one_error_and_its_way_out_ends_it() -> None:
    """A wrong end of one row breaks neither the judgment's day nor its sum a second time."""
    slip, more = day("08.00", "17.00"), day("08.00", "11.30", 4)
    head = "putusan: {jam: 7, jam_per_hari: 3.5}\n"
    found = [problem for code in LAW for problem in ask(by_code(code), head + rows(slip, more))]
    assert [problem.code for problem in found] == ["KS201"]
    mended = f"{slip}, {found[0].params['suggestion']}, alasan: batas sehari"
    assert [p for code in LAW for p in ask(by_code(code), head + rows(mended, more))] == []


def test_a_row_that_stands_twice_is_one_error() -> None:
    """Neither the day nor the sum is told of a row that is written twice."""
    text = "putusan: {jam: 5}\n" + rows(FIVE, FIVE)
    assert [p.code for code in LAW for p in ask(by_code(code), text)] == ["KS209"]
    assert broken(by_code("KS203"), text) == []


def test_all_rows_past_the_sum_are_told_at_once() -> None:
    """The first has what is left, the others nothing; one key keeps them together."""
    third = day("08.00", "13.00", 3, "dihitung: 4, alasan: x")
    (found,) = ask(by_code("KS204"), "putusan: {jam: 8}\n" + rows(*TWO_DAYS, third))
    assert found.path == "kehadiran[0].selesai"
    assert [place.path for place in found.others] == ["kehadiran[2].selesai"]
    assert (found.params["total"], found.params["suggestion"]) == ("14 jam", "dihitung: 3")


FINE = "putusan: {dasar: pasal_82, jam: 10, pidana_semula: {denda: 1.000.000}%s}\n"
PAID = ", pembayaran_denda: [{tanggal: 2026-04-%s, jumlah: 500.000}]"


@pytest.mark.parametrize(
    ("paid", "due", "way"),
    [
        (PAID % "01", "5 jam", "dihitung: tidak"),
        (PAID % "02", "5 jam", "dihitung: tidak"),
        (PAID % "03", None, None),
        ("", None, None),
    ],
)
def test_a_payment_counts_from_its_day(paid: str, due: str | None, way: str | None) -> None:
    """What was served before a payment is not too much because of it."""
    problems = ask(by_code("KS204"), FINE % paid + rows(*TWO_DAYS))
    assert [p.params["due"] for p in problems] == ([due] if due else [])
    assert [p.params["suggestion"] for p in problems] == ([way] if way else [])


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("KS201", rows(day("08.00", "17.00")), False),
        ("KS203", rows(day("08.00", "17.00", more="dihitung: 8, alasan: x")), False),
        ("KS202", rows(day("08.00", "18.00")), True),
        ("KS202", rows(day("08.00", "17.00")), False),
    ],
)
def test_work_in_place_of_a_fine(code: str, text: str, found: bool) -> None:
    """Article 82 has limits of hours in all; the judgment's own hours a day still hold."""
    judgment = "putusan: {dasar: pasal_82, jam_per_hari: 9}\n"
    assert broken(by_code(code), judgment + text) == [("kehadiran[0].selesai", "error")] * found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rows(day("16.00", "08.00")), False),
        (rows(day("08.00", "08.00")), False),
        (rows(day("08.00", "10.00", more="istirahat: 2")), False),
        (rows(day("16.00", "08.00", more="dihitung: tidak, alasan: x")), True),
        (rows(day("16.00", "08.00", more="dihitung: 2")), True),
        (rows(day("08.00", "16.00", more="ulangan: ya")), False),
        (rows("tanggal: 2026-04-01, mulai: 08.00"), True),
        (rows("tanggal: 2026-04-01, selesai: 16.00"), True),
    ],
)
def test_a_sum_that_another_fault_makes_small(text: str, found: bool) -> None:
    """Hours lack only where no row's times are wrong and none waits for its order."""
    expected = [("penyelesaian.hasil", "error")] if found else []
    assert broken(by_code("KS208"), EIGHT + DONE + text) == expected


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (CHILD + "putusan: {jam: 10}\n", None),
        (CHILD + "putusan: {jam: 9}\n", "putusan.jam"),
        ("jenis: diversi\ndiversi: {kesepakatan: [{jam: 9}]}\n", "diversi.kesepakatan"),
        ("jenis: diversi\ndiversi: {kesepakatan: [{jam: 10}]}\n", None),
        (CHILD, None),
    ],
)
def test_a_childs_hours_in_all(head: str, found: str | None) -> None:
    """More than judgment or agreement says is a warning, and no way out takes hours away."""
    problems = ask(by_code("KS226"), head + rows(*TWO_DAYS))
    told = [(p.path, p.severity, [place.path for place in p.related]) for p in problems]
    assert told == ([("kehadiran[0].selesai", "warning", [found])] if found else [])
    for problem in problems:
        assert problem.params == {"day": "2 April 2026", "total": "10 jam", "due": "9 jam"}
