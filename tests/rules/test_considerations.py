"""The seven considerations of KUHP art. 85(2), and the consent among them."""

from __future__ import annotations

import pytest

from pipeline.rules import example
from tests.rules.examples import ask, broken, by_code, related

PROPOSED = "rekomendasi: {usulan: {jam: 40}}\n"
JUDGED = "putusan: {jam: 40}\n"
CONSENTED = "kelayakan.persetujuan.tanggal"
SEVEN = {
    "KS101": "pengakuan",
    "KS102": "kemampuan_kerja",
    "KS103": "persetujuan",
    "KS104": "riwayat_sosial",
    "KS105": "keselamatan_kerja",
    "KS106": "agama_kepercayaan",
    "KS107": "kemampuan_denda",
}
each_of_seven = pytest.mark.parametrize(("code", "key"), SEVEN.items())


@each_of_seven
@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", None),
        ("rekomendasi: {isi: [Pidana bersyarat]}\n", None),
        (JUDGED, None),
        (PROPOSED, "warning"),
        (PROPOSED + "asal_litmas: kami\n", "warning"),
        (PROPOSED + JUDGED, "error"),
        (PROPOSED + JUDGED + "asal_litmas: kami\n", "error"),
        (PROPOSED + JUDGED + "asal_litmas: bapas_lain\n", None),
        (PROPOSED + "asal_litmas: tidak_ada\n", None),
    ],
)
def test_each_is_demanded_of_a_proposal(code: str, key: str, text: str, weight: str | None) -> None:
    """A gap is a warning until there is a judgment, and none where the litmas is not ours."""
    found = [(f"kelayakan.{key}", weight)] if weight else []
    assert broken(by_code(code), text) == found
    assert broken(by_code(code), f"{text}kelayakan: {{hari_ibadah: jumat}}\n") == found


@each_of_seven
def test_each_is_satisfied_by_itself(code: str, key: str) -> None:
    """What is written satisfies its own rule and no other."""
    value = "{tanggal: 2026-02-05}" if code == "KS103" else "Ada."
    text = f"{PROPOSED}kelayakan: {{{key}: {value}}}\n"
    found = {other: broken(by_code(other), text) for other in SEVEN}
    assert found.pop(code) == []
    assert all(len(others) == 1 for others in found.values())


@each_of_seven
def test_a_report_before_the_statute_owes_nothing(code: str, key: str) -> None:
    """The seven are demanded by the KUHP, since the day on which it came into force."""
    text = "rekomendasi: {tanggal_laporan: DAY, usulan: {jam: 40}}\n"
    assert broken(by_code(code), text.replace("DAY", "2026-01-01")) == []
    found = broken(by_code(code), text.replace("DAY", "2026-01-02"))
    assert found == [(f"kelayakan.{key}", "warning")]


@pytest.mark.parametrize(
    ("consent", "path"),
    [
        ("{}", "kelayakan.persetujuan"),
        ("{isi: Setuju.}", CONSENTED),
        ("{dijelaskan_oleh: Dewi}", CONSENTED),
        ("{tanggal: 2026-02-05}", None),
    ],
)
@pytest.mark.parametrize("judged", ["", JUDGED])
def test_consent_has_its_day(consent: str, path: str | None, judged: str) -> None:
    """A consent without a day is not whole."""
    text = f"{PROPOSED}{judged}kelayakan: {{persetujuan: {consent}}}\n"
    weight = "error" if judged else "warning"
    assert broken(by_code("KS103"), text) == ([(path, weight)] if path else [])


def test_seven_messages_name_their_letter() -> None:
    """Nothing is filled into the messages of the seven."""
    for code in SEVEN:
        (problem,) = ask(by_code(code), PROPOSED)
        assert problem.params == {}


# --- the order of days ----------------------------------------------------------------------------

GIVEN = "kelayakan: {persetujuan: {tanggal: 2026-02-05}}\n"


@pytest.mark.parametrize(
    ("code", "other", "told", "where", "beside"),
    [
        ("KS110", "putusan: {tanggal: 2026-02-04}", True, "putusan.tanggal", CONSENTED),
        ("KS110", "putusan: {tanggal: 2026-02-05}", False, "", ""),
        ("KS110", "putusan: {tanggal: 2026-02-06}", False, "", ""),
        ("KS110", "putusan: {nomor: 1}", False, "", ""),
        (
            "KS110",
            "putusan: {tanggal: 2026-02-04}\nperkara: {tanggal: 2026-02-04}",
            True,
            "putusan.tanggal",
            CONSENTED,
        ),
        (
            "KS110",
            "putusan: {tanggal: 2026-02-03}\nperkara: {tanggal: 2026-02-04}",
            False,
            "",
            "",
        ),
        (
            "KS111",
            "rekomendasi: {tanggal_laporan: 2026-02-04}",
            True,
            "rekomendasi.tanggal_laporan",
            CONSENTED,
        ),
        ("KS111", "rekomendasi: {tanggal_laporan: 2026-02-05}", False, "", ""),
        ("KS111", "rekomendasi: {tanggal_laporan: 2026-02-06}", False, "", ""),
        ("KS111", "rekomendasi: {isi: [a]}", False, "", ""),
        ("KS112", "perkara: {tanggal: 2026-02-06}", True, CONSENTED, "perkara.tanggal"),
        (
            "KS112",
            "perkara: {tanggal: {dari: 2026-02-06, sampai: 2026-02-07}}",
            True,
            CONSENTED,
            "perkara.tanggal.dari",
        ),
        ("KS112", "perkara: {tanggal: {dari: 2026-02-05, sampai: 2026-02-07}}", False, "", ""),
        ("KS112", "perkara: {tanggal: 2026-02-05}", False, "", ""),
        ("KS112", "perkara: {tanggal: 2026-02-04}", False, "", ""),
        ("KS112", "perkara: {tempat: Pasar}", False, "", ""),
        ("KS114", "permintaan: {tanggal: 2026-02-06}", True, CONSENTED, "permintaan.tanggal"),
        ("KS114", "permintaan: {tanggal: 2026-02-05}", False, "", ""),
        ("KS114", "permintaan: {tanggal: 2026-02-04}", False, "", ""),
        ("KS114", "permintaan: {nomor: 1}", False, "", ""),
    ],
)
def test_consent_has_its_place_in_time(
    code: str, other: str, *, told: bool, where: str, beside: str
) -> None:
    """After the offence and the request, before the report and the judgment; one day is enough."""
    rule = by_code(code)
    weight = "error" if code == "KS110" else "warning"
    assert broken(rule, GIVEN + other) == ([(where, weight)] if told else [])
    assert related(rule, GIVEN + other) == ([(where, [beside])] if told else [])
    for without in ("", "kelayakan: {persetujuan: {isi: Setuju.}}\n", "kelayakan: {}\n"):
        assert broken(rule, without + other) == []


@pytest.mark.parametrize(
    ("code", "other", "params"),
    [
        (
            "KS110",
            "putusan: {tanggal: 2026-02-04}",
            {"value": "4 Februari 2026", "consented": "5 Februari 2026"},
        ),
        (
            "KS111",
            "rekomendasi: {tanggal_laporan: 2026-02-04}",
            {"value": "4 Februari 2026", "consented": "5 Februari 2026"},
        ),
        (
            "KS112",
            "perkara: {tanggal: 2026-02-06}",
            {"value": "5 Februari 2026", "happened": "6 Februari 2026"},
        ),
        (
            "KS114",
            "permintaan: {tanggal: 2026-02-06}",
            {"value": "5 Februari 2026", "asked": "6 Februari 2026"},
        ),
    ],
)
def test_days_are_named(code: str, other: str, params: dict[str, str]) -> None:
    """Both days stand in the message as a letter writes them."""
    (problem,) = ask(by_code(code), GIVEN + other)
    assert problem.params == params


def test_one_wrong_day_is_told_once() -> None:
    """After the judgment it is after the report as well, before the offence before the request."""
    late = f"{GIVEN}rekomendasi: {{tanggal_laporan: 2026-02-01}}\n"
    assert len(broken(by_code("KS111"), late + "putusan: {tanggal: 2026-02-05}")) == 1
    assert broken(by_code("KS111"), late + "putusan: {tanggal: 2026-02-04}") == []
    early = f"{GIVEN}permintaan: {{tanggal: 2026-02-09}}\n"
    assert len(broken(by_code("KS114"), early + "perkara: {tanggal: 2026-02-05}")) == 1
    assert broken(by_code("KS114"), early + "perkara: {tanggal: 2026-02-06}") == []


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        ("{tanggal: 2026-02-05}", True),
        ("{isi: Setuju.}", True),
        ("{tanggal: 2026-02-05, dijelaskan_oleh: Dewi}", False),
        ("{}", False),
    ],
)
def test_who_explained(consent: str, *, told: bool) -> None:
    """A consent says who explained what it is about."""
    found = broken(by_code("KS113"), f"kelayakan: {{persetujuan: {consent}}}")
    assert found == ([("kelayakan.persetujuan.dijelaskan_oleh", "warning")] if told else [])
    assert broken(by_code("KS113"), "kelayakan: {pengakuan: Ada.}") == []


# --- KS118 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("faith", "day"),
    [
        ("Islam", "jumat"),
        ("ISLAM", "jumat"),
        ("Kristen", "minggu"),
        ("Kristen Protestan", "minggu"),
        ("Protestan", "minggu"),
        ("Katolik", "minggu"),
        ("Hindu", None),
        ("Konghucu", None),
    ],
)
def test_day_of_worship(faith: str, day: str | None) -> None:
    """Where the faith has a weekly day, the file names it; an example is given, once."""
    text = f"klien: {{agama: {faith}}}\n{PROPOSED}kelayakan: {{agama_kepercayaan: Ada.}}\n"
    problems = ask(by_code("KS118"), text)
    expected = [("kelayakan.hari_ibadah", "warning", {"suggestion": day}, 0)] if day else []
    assert [(p.path, p.severity, p.params, len(p.others)) for p in problems] == expected


@pytest.mark.parametrize(
    "text",
    [
        "klien: {agama: Islam}\nkelayakan: {agama_kepercayaan: Ada.}",
        "klien: {agama: Islam}\nrekomendasi: {isi: [a]}\nkelayakan: {agama_kepercayaan: Ada.}",
        f"klien: {{agama: Islam}}\n{PROPOSED}",
        f"klien: {{agama: Islam}}\n{PROPOSED}kelayakan: {{pengakuan: Ada.}}",
        f"klien: {{nama: Dewi}}\n{PROPOSED}kelayakan: {{agama_kepercayaan: Ada.}}",
        f"{PROPOSED}kelayakan: {{agama_kepercayaan: Ada.}}",
        f"klien: {{agama: Islam}}\n{PROPOSED}"
        "kelayakan: {agama_kepercayaan: Ada., hari_ibadah: [senin]}",
    ],
)
def test_no_day_of_worship_is_wanted(text: str) -> None:
    """Not before the proposal and its consideration, nor where a day or no faith is written."""
    assert broken(by_code("KS118"), text) == []


@pytest.mark.parametrize("code", ["KS110", "KS111", "KS112", "KS114"])
def test_a_consent_alone_has_no_order(code: str) -> None:
    """Where the other day's section is missing there is nothing to compare."""
    assert broken(by_code(code), GIVEN) == []


def test_a_consent_written_as_one_word_is_no_consent() -> None:
    """What should be a section and is not was told as such; nobody is asked who explained it."""
    text = PROPOSED + "kelayakan: {persetujuan: setuju}"
    asked = {}
    for code in ("KS103", "KS113"):
        rule = by_code(code)
        asked[code] = [p.path for p in example.ask(rule, example.example(rule, text))]
    assert asked == {"KS103": ["kelayakan.persetujuan"], "KS113": []}


def test_a_misread_day_is_told_by_itself() -> None:
    """A day of the consent that could not be read breaks no order."""
    text = "kelayakan: {persetujuan: {tanggal: kemarin}}\nputusan: {tanggal: 2026-02-04}"
    rule = by_code("KS110")
    assert list(example.ask(rule, example.example(rule, text))) == []
