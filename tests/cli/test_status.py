"""`berkas status`: what is shown of cases, in which order, in both languages, and how it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import show
from tests.cli.conftest import REPOSITORY, Answer
from tests.cli.test_completion import completed
from tests.cli.test_quick import OURS, heavy, imported

Run = Callable[..., Answer]
Write = Callable[..., Path]

CATALOG = """\
surat_tugas:
  title: Surat Tugas
  file: surat_tugas.docx
  order: 10
  reader: kantor
  date: penugasan.tanggal
  number: penugasan.nomor
  needs: permintaan.nomor
  due: {after: permintaan.diterima, within: 7 hari}
surat_penempatan:
  title: Surat Penempatan Klien
  file: surat_penempatan.docx
  stage: penempatan
  order: 50
  reader: lokasi
  date: penempatan.tanggal_surat
  needs: [penempatan.mulai, penempatan.pengawas]
  due: {after: eksekusi.tanggal, within: 7 hari}
surat_panggilan:
  title: Surat Panggilan
  stage: litmas
  file: surat_panggilan.docx
  order: 60
  reader: klien
  for_each: panggilan
  item: tanggal
  date: panggilan.tanggal_surat
  needs: panggilan.keperluan
"""
ON_TIME = "permintaan: {nomor: B/1, diterima: 2026-06-08}\n"  # until 15 June
DONE = ON_TIME + "penugasan: {nomor: W-9, tanggal: 2026-06-09}\n"
TODAY = ("--today", "2026-06-15")
ERROR = "lampiran: [{berkas: tidak-ada.pdf}]\n"  # not of the file's shape


@pytest.fixture(autouse=True)
def catalog(workspace: Path) -> None:
    """Three documents: more would hide what is looked for."""
    (workspace / "templates" / "catalog.yaml").write_text(CATALOG, encoding="utf-8")


def told(answer: Answer) -> dict[str, Any]:
    """The one document of an answer in JSON."""
    document: dict[str, Any] = json.loads(answer.out)
    return document


def first_words(answer: Answer) -> list[str]:
    """The case numbers of the table, from top to bottom."""
    return re.findall(r"^(KS-\d+)", answer.out, re.MULTILINE)


# --- the table of cases ---------------------------------------------------------------------------


def test_a_row_for_each_case(run: Run, write_case: Write) -> None:
    """By the next deadline, then by number; with stage, count, days left and what is open."""
    write_case("KS-1", DONE)
    write_case("KS-2", DONE)
    write_case("KS-3", ON_TIME)
    write_case("KS-4", "permintaan: {diterima: 2026-06-07}\n")
    write_case(
        "KS-5",
        DONE + "putusan: {nomor: '1', sesuai_salinan: ya}\neksekusi: {tanggal: 2026-06-09}\n",
    )
    answer = run("status", *TODAY)
    assert answer.code == 0
    assert first_words(answer) == ["KS-4", "KS-3", "KS-5", "KS-1", "KS-2"]
    lines = answer.out.splitlines()
    assert lines[0].split() == ["Perkara", "PK", "Tahap", "Jadi", "Batas", "Sisa", "waktu"]
    assert [" ".join(line.split()) for line in lines[1:-2]] == [
        "KS-4 sr permintaan 0/1 2026-06-14 lewat 1 hari",
        "Terlambat: surat_tugas",
        "KS-3 sr permintaan 0/1 2026-06-15 hari ini",
        "Perlu dibuat: surat_tugas",
        "KS-5 sr putusan 1/1 2026-06-16 1 hari lagi",
        "Menunggu tahapnya: surat_penempatan",
        "KS-1 sr litmas 1/1 -",
        "KS-2 sr litmas 1/1 -",
    ]
    assert lines[-1] == (
        "5 perkara pada 2026-06-15: 1 dokumen terlambat, 0 tertahan, 1 perlu dibuat."
    )


def test_in_english(run: Run, write_case: Write) -> None:
    """The same in the other language; stages keep their names."""
    write_case("KS-1", ON_TIME)
    write_case("KS-2", "penempatan: {mulai: 2026-06-01}\n")
    answer = run("status", "--lang", "en", "--today", "18 Juni 2026")
    assert "Late: surat_tugas" in answer.out
    assert "3 days late" in answer.out
    assert "Held up: surat_tugas (lacks 1 key)" in " ".join(answer.out.split())
    assert "2 cases on 2026-06-18; documents: 1 late, 2 held up, 0 due." in answer.out
    alone = run("status", "KS-2", "--lang", "en", *TODAY).out
    assert "lacks: penempatan[0].pengawas" in alone
    assert re.search(r"^surat_penempatan +held up +-$", alone, re.MULTILINE)


def test_repeated_documents_are_named_once(run: Run, write_case: Write) -> None:
    """Of several letters of one kind the name stands once, with which ones and what they lack."""
    write_case(
        "KS-1",
        DONE
        + "panggilan:\n- {tanggal: 2026-06-03, keperluan: Wajib lapor}\n"
        + "- {tanggal: 2026-06-10, keperluan: Wajib lapor}\n- {tanggal: 2026-06-17}\n",
    )
    write_case("KS-2", DONE)
    words = " ".join(run("status", *TODAY).out.split())
    assert "Perlu dibuat: surat_panggilan (2026-06-03, 2026-06-10)" in words
    assert "Tertahan: surat_panggilan (2026-06-17 kurang 1 isian)" in words


def test_no_client_is_named(run: Run, write_case: Write) -> None:
    """Neither the tables nor the JSON hold the client's name."""
    write_case("KS-1", ON_TIME)
    write_case("KS-2", DONE)
    for words in ((), ("KS-1",), ("--format", "json"), ("--due-before", "2027-01-01")):
        assert "Wahyono" not in run("status", *words, *TODAY).out


def test_the_samples_fit_eighty_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal of 80 columns no line is longer, and no name of a document is broken."""
    monkeypatch.setattr(show, "width", lambda: 80)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    for language in ("id", "en"):
        for day in ("2026-06-15", "2027-06-15"):
            words = ("-C", str(REPOSITORY), "--lang", language, "--today", day)
            for line in run("status", *words).out.splitlines():
                assert len(line) <= 80
                assert "\x1b" not in line
            for line in run("status", "KS-2026-0003", *words).out.splitlines():
                assert len(line) <= 80


@pytest.mark.parametrize("columns", [80, 60, 44])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_longer_than_the_terminal(
    run: Run, write_case: Write, monkeypatch: pytest.MonkeyPatch, columns: int, colour: bool
) -> None:
    """Not by a long number of a case, a long item, nor a paper's number; and no word is lost."""
    number = "KS-" + "9" * 61
    monkeypatch.setattr(show, "width", lambda: columns)
    write_case(number, DONE.replace("W-9", "WP.13.PAS.99-PK.07.01-" + "1" * 90) + ERROR)
    rows = "".join(f"- {{tanggal: 2026-06-1{day}}}\n" for day in range(9))
    write_case("KS-2", f"permintaan: {{diterima: 2026-06-01}}\npanggilan:\n{rows}")
    for words in ((), (number,), ("KS-2",), ("--due-before", "2026-06-20")):
        plain = run("status", *words, *TODAY).out
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout.isatty", lambda: True, raising=False)
            patch.setenv("TERM", "xterm")
            if not colour:
                patch.setenv("NO_COLOR", "1")
            shown = run("status", *words, *TODAY).out
        assert ("\x1b" in shown) == colour
        bare = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert max(map(len, bare.splitlines())) <= columns
        assert "".join(bare.split()) == "".join(plain.split())


def test_words_stay_whole_where_they_fit_a_line(
    run: Run, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 50 columns the document stands above its state, and a number is not broken."""
    monkeypatch.setattr(show, "width", lambda: 50)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    write_case("KS-1", DONE.replace("W-9", "WP.13.PAS.99-PK.07.01-151"))
    assert run("status", "KS-1", *TODAY).out.splitlines()[3:] == [
        "Dokumen",
        "    Keadaan   Batas       Keterangan",
        "surat_tugas",
        "    jadi      2026-06-15  tgl. 2026-06-09,",
        "      WP.13.PAS.99-PK.07.01-151",
        "surat_penempatan",
        "    menunggu  -",
    ]


def test_colour_only_where_it_is_wanted(
    run: Run, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets colours, unless NO_COLOR is set; a pipe none. The words are the same."""
    write_case("KS-1", "permintaan: {diterima: 2026-06-01}\n")
    write_case("KS-2", DONE)
    for words in (("KS-1",), ()):
        plain = run("status", *words, *TODAY).out
        assert "\x1b" not in plain
        assert "erlambat" in plain
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout.isatty", lambda: True, raising=False)
            patch.setenv("TERM", "xterm")
            patch.setattr(show, "width", lambda: 80)
            coloured = run("status", *words, *TODAY).out
            assert "\x1b[" in coloured
            patch.setenv("NO_COLOR", "1")
            assert "\x1b" not in run("status", *words, *TODAY).out
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()


# --- one case -------------------------------------------------------------------------------------


def test_a_row_for_each_document(run: Run, write_case: Write) -> None:
    """Of a single case: state, deadline, date and number of each document, and what it lacks."""
    write_case("KS-1", DONE + "panggilan: {tanggal: 2026-06-17}\n")
    write_case("KS-2", DONE)
    answer = run("status", "KS-1", *TODAY)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "KS-1 (PK sr), tahap litmas: 1 dari 2 dokumen jadi. Dilihat pada 2026-06-15.",
        "",
        "Dokumen                     Keadaan   Batas       Keterangan",
        "surat_tugas                 jadi      2026-06-15  tgl. 2026-06-09, W-9",
        "surat_penempatan            menunggu  -",
        "surat_panggilan/2026-06-17  tertahan  -",
        "    kurang: panggilan[0].keperluan",
    ]


def test_a_case_with_errors_is_held_up(run: Run, write_case: Write) -> None:
    """Its documents are blocked, its errors are counted with their codes; that is no failure."""
    write_case("KS-1", ON_TIME + ERROR)
    answer = run("status", "KS-1", *TODAY)
    assert answer.code == 0
    assert re.search(r"^surat_tugas +tertahan +2026-06-15  hari ini$", answer.out, re.MULTILINE)
    assert "Tertahan oleh 1 galat: RUJ006\nGalatnya: berkas check KS-1\n" in answer.out
    write_case("KS-2", DONE)
    several = run("status", *TODAY)
    assert several.code == 0
    assert "Tertahan oleh 1 galat: RUJ006 Tertahan: surat_tugas" in " ".join(
        several.out.split()
    ).replace("hari ini ", "")
    assert "Galatnya: berkas check KS-1\n" in several.out


# --- choices --------------------------------------------------------------------------------------


def test_due_before(run: Run, write_case: Write) -> None:
    """Only what has a deadline on or before the day, late ones included, earliest first."""
    write_case("KS-1", DONE)
    write_case("KS-2", ON_TIME)
    write_case("KS-3", "permintaan: {diterima: 2026-06-01}\n")
    write_case(
        "KS-4",
        DONE + "putusan: {nomor: '1', sesuai_salinan: ya}\neksekusi: {tanggal: 2026-06-09}\n",
    )
    days = {"2026-06-14": ["KS-3"], "2026-06-15": ["KS-3", "KS-2"]}
    days["16 Juni 2026"] = ["KS-3", "KS-2", "KS-4"]
    for day, cases in days.items():
        assert first_words(run("status", "--due-before", day, *TODAY)) == cases
    answer = run("status", "--due-before", "2026-06-16", *TODAY)
    assert "Menunggu tahapnya: surat_penempatan" in " ".join(answer.out.split())
    assert answer.out.splitlines()[-1] == (
        "3 perkara dengan batas waktu sampai dengan 2026-06-16, dilihat pada 2026-06-15: "
        "1 dokumen terlambat, 0 tertahan, 1 perlu dibuat, 1 menunggu tahapnya."
    )
    nothing = run("status", "--due-before", "2026-06-07", *TODAY)
    assert (nothing.code, nothing.out) == (
        0,
        "Tidak ada dokumen yang batas waktunya sampai dengan 2026-06-07.\n",
    )
    alone = run("status", "KS-4", "--due-before", "2026-06-16", *TODAY).out
    assert re.findall(r"^surat\w+", alone, re.MULTILINE) == ["surat_penempatan"]
    assert "sampai dengan 2026-06-15" in run("status", "KS-4", "--due-before", "2026-06-15").out


def test_today_is_the_clock_unless_said(
    run: Run, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `--today` the clock tells the day; with it nobody asks the clock."""

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2026, 6, 16)

    write_case("KS-1", ON_TIME)
    monkeypatch.setattr("pipeline.cli.status.date", Clock)
    assert told(run("status", "--format", "json"))["today"] == "2026-06-16"
    assert "lewat 1 hari" in run("status").out
    assert "hari ini" in run("status", *TODAY).out


@pytest.mark.parametrize("option", ["--today", "--due-before"])
@pytest.mark.parametrize(
    ("value", "code"),
    [("besok", "SKM010"), ("02/03/2026", "SKM011"), ("31 Juni 2026", "SKM012"), ("-", "SKM005")],
)
def test_what_is_no_date(run: Run, write_case: Write, option: str, value: str, code: str) -> None:
    """A day is read as in a case file, and refused with the same words."""
    write_case("KS-1")
    answer = run("status", f"{option}={value}")
    assert (answer.code, answer.out) == (2, "")
    assert f"galat {code}" in answer.err
    assert f"`{value}`" in answer.err


# --- JSON -----------------------------------------------------------------------------------------


def test_json(run: Run, write_case: Write) -> None:
    """One document with all cases and their documents, by the next deadline."""
    write_case("KS-1", DONE)
    write_case("KS-2", ON_TIME + ERROR)
    answer = run("status", "--format", "json", *TODAY)
    document = told(answer)
    assert list(document) == ["version", "command", "ok", "problems", "cases", "today"]
    assert (document["command"], document["ok"], document["today"]) == (
        "status",
        True,
        "2026-06-15",
    )
    assert [problem["code"] for problem in document["problems"]] == ["RUJ006"]
    second, first = document["cases"]
    assert first == {
        "nomor": "KS-1",
        "file": "cases/KS-1.yaml",
        "ok": True,
        "exit_code": 0,
        "documents": [
            {
                "name": "surat_tugas",
                "item": None,
                "state": "done",
                "date": "2026-06-09",
                "number": "W-9",
                "deadline": "2026-06-15",
                "missing": [],
            },
            {
                "name": "surat_penempatan",
                "item": None,
                "state": "waiting",
                "date": None,
                "number": None,
                "deadline": None,
                "missing": ["penempatan.mulai", "penempatan.pengawas"],
            },
        ],
        "bundle": None,
        "pk": "sr",
        "stage": "litmas",
        "done": 1,
        "asked": 1,
        "deadline": None,
        "errors": [],
    }
    assert (second["nomor"], second["deadline"], second["errors"]) == (
        "KS-2",
        "2026-06-15",
        ["RUJ006"],
    )
    assert [d["state"] for d in second["documents"]] == ["blocked", "waiting"]


def test_due_before_in_json(run: Run, write_case: Write) -> None:
    """Only the cases and documents that are due by then; the count remains that of the case."""
    write_case("KS-1", DONE)
    write_case("KS-2", ON_TIME + "panggilan: {tanggal: 2026-06-17, tanggal_surat: 2026-06-10}\n")
    (case,) = told(run("status", "--due-before", "2026-06-15", "--format", "json", *TODAY))["cases"]
    assert [document["name"] for document in case["documents"]] == ["surat_tugas"]
    assert (case["nomor"], case["done"], case["asked"]) == ("KS-2", 1, 2)


def test_forms_of_findings_are_refused(run: Run, write_case: Write) -> None:
    """SARIF holds findings, and this command has none."""
    assert run("status", "--format", "sarif").code == 2


# --- how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["klien: [\n", "permintaan: {tanggal: besok}\n"])
def test_a_case_that_cannot_be_read(run: Run, write_case: Write, broken: str) -> None:
    """4 where it was asked for alone, 10 among several, which are shown all the same."""
    write_case("KS-1", broken)
    write_case("KS-2", ON_TIME)
    alone = run("status", "KS-1", *TODAY)
    assert alone.code == 4
    assert "Tidak terbaca, 1 galat:" in " ".join(alone.out.split())
    assert alone.out.endswith("Galatnya: berkas check KS-1\n")
    several = run("status", *TODAY)
    assert several.code == 10
    assert first_words(several) == ["KS-2", "KS-1"]
    assert run("status", "KS-2", *TODAY).code == 0
    filtered = run("status", "--due-before", "2026-06-01", *TODAY)
    assert (filtered.code, first_words(filtered)) == (10, ["KS-1"])
    document = told(run("status", "--format", "json", *TODAY))
    assert document["ok"] is False
    assert [(case["nomor"], case["exit_code"]) for case in document["cases"]] == [
        ("KS-2", 0),
        ("KS-1", 4),
    ]
    unread = document["cases"][1]
    assert (unread["stage"], unread["documents"], unread["ok"]) == (None, [], False)
    assert len(document["problems"]) == 1


def test_many_cases_with_errors(run: Run, write_case: Write) -> None:
    """Beyond five they are not all named."""
    for number in range(1, 7):
        write_case(f"KS-{number}", ERROR)
    assert run("status", *TODAY).out.endswith("Galatnya: berkas check\n")


def test_no_case_yet(run: Run, workspace: Path) -> None:
    """A new office owes nothing, and is told how to begin."""
    answer = run("status")
    assert answer.code == 0
    assert "berkas new" in answer.out


def test_unknown_case(run: Run, workspace: Path) -> None:
    """A number without a file is told as everywhere."""
    assert run("status", "KS-9").code == 2


# --- beside ---------------------------------------------------------------------------------------


def test_it_answers_at_once(write_case: Write) -> None:
    """No library for Word or PDF is imported, and no LibreOffice looked for."""
    write_case("KS-1", ON_TIME)
    modules = imported("status", "--today", "2026-06-15")
    assert "pipeline.agenda" in modules
    assert heavy(modules) == set()
    assert not modules & set(OURS)


def test_it_is_completed(start: Run, write_case: Write) -> None:
    """The command, its options and the case numbers are proposed by the shell."""
    write_case("KS-1")
    assert completed(start, "sta", last=1) == ["status"]
    assert "--due-before" in completed(start, "status --du", last=2)
    assert completed(start, "status K", last=2) == ["KS-1"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_help(run: Run, language: str) -> None:
    """The help names both options, the exit codes and examples."""
    answer = run("status", "--help", "--lang", language)
    assert answer.code == 0
    for piece in ("--due-before", "--today", "10", "blocked", "berkas status KS-2026-0001"):
        assert piece in answer.out
