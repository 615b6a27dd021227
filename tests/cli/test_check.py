"""`berkas check`: what is found, how it is told, and which code it ends in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import GOOD, Answer

Run = Callable[..., Answer]
Write = Callable[..., Path]

FIVE = """\
  nik: "33980414089100"
  tanggal_lahir: 02/03/1991
  jenis_kelamin: perempuwan
  alamat_rumah: Purwadipa
permintaan: {tanggal: 31 Februari 2026}
"""
WAITING = "permintaan: {instansi: kejari-pdp}\npenugasan: {nomor: WP-1}\n"


def reversed_order(text: str) -> str:
    """Put `klien` last, so that lines can be added to it."""
    head, rest = text.split("klien:")
    client, case = rest.split("perkara:")
    return f"{head}perkara:{case}klien:{client}"


def problems(answer: Answer) -> list[dict[str, Any]]:
    """The problems of an answer in JSON."""
    found: list[dict[str, Any]] = json.loads(answer.out)["problems"]
    return found


def test_good_case(run: Run, write_case: Write) -> None:
    """A good case is a success, said in one line."""
    write_case("KS-1")
    answer = run("check")
    assert (answer.code, answer.out) == (0, "1 perkara: semuanya baik.\n")
    assert run("check", "--lang", "en").out == "1 case: all good.\n"


def test_no_case_yet(run: Run, workspace: Path) -> None:
    """A new office has nothing to check, and is told how to begin."""
    answer = run("check")
    assert answer.code == 0
    assert "berkas new" in answer.out
    assert run("check", "cases").out == run("check", ".").out == answer.out


def test_five_mistakes_with_their_lines(run: Run, write_case: Write) -> None:
    """All mistakes of a file are told at once, each at its line and column."""
    file = write_case("KS-1", FIVE, reversed_order(GOOD))
    answer = run("check", "--format", "json")
    lines = file.read_text().splitlines()
    found = problems(answer)
    assert answer.code == 4
    assert [problem["code"] for problem in found] == [
        "SKM025",
        "SKM011",
        "SKM020",
        "SKM001",
        "SKM012",
    ]
    pieces = ["33980414089100", "02/03/1991", "perempuwan", "alamat_rumah", "31 Februari 2026"]
    for problem, piece in zip(found, pieces, strict=True):
        line = lines[problem["line"] - 1]
        assert line[problem["column"] - 1 :].lstrip('"').startswith(piece)
    paths = [problem["path"] for problem in found]
    assert paths[0] == "klien.nik"
    assert paths[4] == "permintaan.tanggal"


def test_json_has_exactly_its_keys(run: Run, write_case: Write) -> None:
    """The document, its cases and its problems have the keys that other programs rely on."""
    write_case("KS-1", "warna: ungu\n")
    document = json.loads(run("check", "--format", "json").out)
    assert list(document) == ["version", "command", "ok", "problems", "cases"]
    assert document["cases"] == [
        {
            "nomor": "KS-1",
            "file": "cases/KS-1.yaml",
            "ok": False,
            "exit_code": 4,
            "documents": [],
            "bundle": None,
            "waived": [],
        }
    ]
    (problem,) = document["problems"]
    assert list(problem) == [
        "file",
        "line",
        "column",
        "code",
        "severity",
        "path",
        "message",
        "basis",
        "hint",
        "related",
    ]
    assert (problem["file"], problem["line"], problem["column"]) == ("cases/KS-1.yaml", 8, 1)
    assert (problem["severity"], problem["path"]) == ("error", "warna")


def test_severity_in_json_is_the_same_in_every_language(run: Run, write_case: Write) -> None:
    """A program reads `error`, whatever language the sentences are in."""
    write_case("KS-1", "warna: ungu\n")
    for language in ("id", "en"):
        found = problems(run("check", "--format", "json", "--lang", language))
        assert [problem["severity"] for problem in found] == ["error"]


def test_related_places_in_json(run: Run, write_case: Write) -> None:
    """The other place of a problem has its file, line, column and path."""
    write_case("KS-1", "nomor: KS-2\n")
    (problem,) = problems(run("check", "--format", "json"))
    assert problem["path"] is None
    assert problem["related"] == [{"file": "cases/KS-1.yaml", "line": 1, "column": 1, "path": None}]


def test_warnings_only(run: Run, write_case: Write) -> None:
    """What the stage still lacks is a warning: 0, or 4 where warnings count."""
    write_case("KS-1", WAITING)
    answer = run("check")
    assert answer.code == 0
    assert " peringatan KEL001 " in answer.out
    assert "1 perkara: 1 baik (" in answer.out
    assert run("check", "--strict").code == 4
    document = json.loads(run("check", "--strict", "--format", "json").out)
    assert (document["ok"], document["cases"][0]["exit_code"]) == (False, 4)


def test_one_bad_among_many(run: Run, write_case: Write) -> None:
    """Every case is checked, also behind one that is no YAML; 4 for one or many."""
    write_case("KS-1", "klien: {}\n")
    write_case("KS-2")
    write_case("KS-3", "warna: ungu\n")
    answer = run("check")
    assert answer.code == 4
    assert "YML026" in answer.out
    assert "SKM001" in answer.out
    assert answer.out.endswith("3 perkara: 1 baik, 2 dengan galat (2 galat, 0 peringatan).\n")
    document = json.loads(run("check", "--format", "json").out)
    assert [case["ok"] for case in document["cases"]] == [False, True, False]


def test_numbers_files_and_folders(run: Run, workspace: Path, write_case: Write) -> None:
    """A case is named by its number, its file or a folder; each is checked once."""
    for number in ("KS-1", "KS-2", "KS-3"):
        write_case(number)
    for words, cases in (
        (["KS-1"], ["KS-1"]),
        (["cases/KS-2.yaml", "KS-1", "KS-2"], ["KS-2", "KS-1"]),
        (["cases"], ["KS-1", "KS-2", "KS-3"]),
        ([str(workspace / "cases" / "KS-3.yaml")], ["KS-3"]),
        (["."], ["KS-1", "KS-2", "KS-3"]),
    ):
        document = json.loads(run("check", *words, "--format", "json").out)
        assert [case["nomor"] for case in document["cases"]] == cases


def test_number_of_a_case_that_has_exhibits(
    run: Run, workspace: Path, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the folder of cases a number is the case, though its folder of exhibits lies there."""
    write_case("KS-1")
    (workspace / "cases" / "KS-1").mkdir()
    monkeypatch.chdir(workspace / "cases")
    assert "1 perkara" in run("check", "KS-1").out


def test_paths_from_the_folder_that_was_named(
    run: Run, workspace: Path, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `-C`, a path may also begin in that folder."""
    write_case("KS-1")
    monkeypatch.chdir(workspace.parent)
    assert "1 perkara" in run("-C", "kantor", "check", "cases/KS-1.yaml").out


def test_file_finds_its_own_workspace(
    run: Run, workspace: Path, write_case: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor may hand over a case's path from anywhere."""
    file = write_case("KS-1", "warna: ungu\n")
    monkeypatch.chdir(workspace.parent)
    answer = run("check", str(file))
    assert answer.code == 4
    assert answer.out.startswith("kantor/cases/KS-1.yaml:8:1 galat SKM001")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KS-9", "RNG003"),
        ("cases/KS-9.yaml", "RNG003"),
        ("../luar", "RNG003"),
        (".vscode", "RNG011"),
        ("", "RNG003"),
    ],
)
def test_what_is_no_case(
    run: Run, workspace: Path, write_case: Write, name: str, code: str
) -> None:
    """A number without a file and a folder without cases are a wrong use, and no success."""
    answer = run("check", name)
    assert (answer.code, answer.out) == (2, "")
    assert code in answer.err


def test_office_at_fault_is_told_once(run: Run, workspace: Path, write_case: Write) -> None:
    """A fault in office.yaml is told once, with its place, and ends in 3."""
    write_case("KS-1")
    write_case("KS-2")
    office = workspace / "office.yaml"
    office.write_text(office.read_text().replace("kertas: A4", "kertas: A5"))
    answer = run("check")
    assert answer.code == 3
    assert answer.err.count("galat") == 1
    assert "office.yaml:" in answer.err
    assert answer.out == ""


def test_a_slip_in_the_office_is_told_once(run: Run, workspace: Path, write_case: Write) -> None:
    """A value of office.yaml that a comment cuts off is a warning, told once for all cases."""
    write_case("KS-1")
    write_case("KS-2")
    office = workspace / "office.yaml"
    office.write_text(office.read_text().replace("kertas: A4", "kertas: A4   #utama"))
    answer = run("check")
    assert answer.code == 0
    assert answer.out.count("peringatan YML028") == 1
    assert answer.out.startswith("office.yaml:")
    assert answer.out.endswith("2 perkara: 2 baik (1 peringatan).\n")
    (problem,) = problems(run("check", "--format", "json"))
    assert (problem["file"], problem["severity"]) == ("office.yaml", "warning")
    assert run("check", "--strict").code == 4


def test_stale_schema_is_mentioned(run: Run, workspace: Path, write_case: Write) -> None:
    """When it fits no more, or is missing, a line says so and the way out: on standard error.

    To other programs nothing of it is said.
    """
    write_case("KS-1")
    schema = workspace / ".vscode" / "berkas.schema.json"
    assert run("check").err == ""
    office = workspace / "office.yaml"
    office.write_text(office.read_text().replace("  am:\n", "  amr:\n"))
    answer = run("check")
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert "berkas schema" in answer.err
    assert "berkas schema" not in answer.out
    assert run("check", "--format", "json").err == ""
    assert run("schema").code == 0
    assert run("check").err == ""
    schema.write_text(schema.read_text().replace("berkas 0.", "berkas 99.", 1))  # of a newer wheel
    assert "berkas schema" in run("check").err
    schema.unlink()
    assert "berkas schema" in run("check").err


def test_nothing_is_written(run: Run, workspace: Path, write_case: Write) -> None:
    """Checking leaves the workspace as it was."""
    write_case("KS-1", WAITING)
    before = sorted(workspace.rglob("*"))
    run("check")
    assert sorted(workspace.rglob("*")) == before


# --- what is shown, and in which form -------------------------------------------------------------


def test_select_and_ignore_filter_what_is_shown_alone(run: Run, write_case: Write) -> None:
    """Neither option changes the result or the count; what is hidden is said."""
    write_case("KS-1", WAITING + "warna: ungu\n")
    codes = [problem["code"] for problem in problems(run("check", "--format", "json"))]
    assert "SKM001" in codes
    assert "KEL001" in codes
    for words, wanted in (
        (("--select", "skm"), {"SKM001"}),
        (("--ignore", "KEL001"), {"SKM001"}),
        (("--select", "KEL001,SKM", "--ignore", "SKM0"), {"KEL001"}),
    ):
        answer = run("check", "--format", "json", *words)
        assert answer.code == 4
        assert {problem["code"] for problem in problems(answer)} == wanted
        told = run("check", *words).out
        hidden = sum(code not in wanted for code in codes)
        assert told.splitlines()[-1].startswith(f"{hidden} temuan tidak ditampilkan")
        assert "1 dengan galat" in told.splitlines()[-2]


def test_unknown_code_to_select(run: Run, write_case: Write) -> None:
    """A slip in the code to be shown would show nothing, and is refused."""
    write_case("KS-1")
    answer = run("check", "--select", "SMK001")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("galat PGN011 Tidak ada kode yang diawali `SMK001` (`--select`).")
    assert "SKM001" in answer.err


def test_what_is_set_aside_is_told_with_its_reason(run: Run, write_case: Write) -> None:
    """A warning that a case sets aside stands in the summary, once a code, and in JSON."""
    write_case("KS-1", WAITING + "abaikan: [{kode: KEL001, alasan: menunggu salinan}]\n")
    lines = run("check").out.splitlines()
    assert lines == [
        "KS-1: KEL001 diabaikan. Alasan: menunggu salinan",
        "1 perkara: semuanya baik.",
    ]
    (case,) = json.loads(run("check", "--format", "json").out)["cases"]
    assert {entry["reason"] for entry in case["waived"]} == {"menunggu salinan"}
    assert {entry["code"] for entry in case["waived"]} == {"KEL001"}


def test_code_to_set_aside_that_is_unknown(run: Run, write_case: Write) -> None:
    """A slip in a waiver's code is told, with the code that was meant."""
    write_case("KS-1", "abaikan: [{kode: KEL01, alasan: menunggu salinan}]\n")
    (problem,) = problems(run("check", "--format", "json"))
    assert (problem["code"], problem["path"], problem["severity"]) == (
        "RUJ008",
        "abaikan[0].kode",
        "warning",
    )
    assert "KEL001" in problem["hint"]


def test_sarif(run: Run, write_case: Write) -> None:
    """SARIF names file, region, level and rule; what is set aside is suppressed with its reason."""
    more = f"{WAITING}warna: ungu\nabaikan: [{{kode: KEL001, alasan: menunggu salinan}}]\n"
    write_case("KS-1", more)
    answer = run("check", "--format", "sarif")
    assert answer.code == 4
    document = json.loads(answer.out)
    assert document["version"] == "2.1.0"
    (sarif_run,) = document["runs"]
    rules = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
    assert rules == ["KEL001", "SKM001"]
    first, *others = sarif_run["results"]
    assert (first["ruleId"], first["level"], first["ruleIndex"]) == ("SKM001", "error", 1)
    (location,) = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "cases/KS-1.yaml"},
        "region": {"startLine": 10, "startColumn": 1, "endColumn": 6},
    }
    assert {result["ruleId"] for result in others} == {"KEL001"}
    for result in others:
        (suppression,) = result["suppressions"]
        assert suppression == {"kind": "inSource", "justification": "menunggu salinan"}


def test_github(run: Run, write_case: Write) -> None:
    """GitHub's runner gets a line a finding, with what would end it escaped."""
    write_case("KS-1", "warna: ungu\n")
    answer = run("check", "--format", "github")
    (line,) = answer.out.splitlines()
    assert answer.code == 4
    assert line.startswith(
        "::error title=SKM001 Kunci tidak dikenal,file=cases/KS-1.yaml,line=8,col=1,endColumn=6::"
        "Kunci `warna` tidak dikenal di sini.%0A"
    )


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_faults_before_the_cases_in_other_forms(run: Run, workspace: Path, form: str) -> None:
    """Where nothing could begin, the fault is told in the wanted form as well."""
    (workspace / "office.yaml").write_text("kantor: {}\n", encoding="utf-8")
    answer = run("check", "--format", form)
    assert answer.code == 3
    assert "SKM002" in answer.out
    assert answer.err == ""


def test_forms_of_findings_are_for_check_alone(run: Run, workspace: Path) -> None:
    """Another command says that it cannot answer so."""
    answer = run("doctor", "--format", "sarif")
    assert (answer.code, answer.out) == (2, "")
    assert "PGN013" in answer.err


# --- several cases together -----------------------------------------------------------------------

BUSY = """\
permintaan: {instansi: kejari-pdp, nomor: B-1, tanggal: 2026-02-02}
"""
NAMED = GOOD.replace("klien:\n", 'klien:\n  nik: "3398041408910003"\n')


@pytest.fixture
def twice(write_case: Write) -> None:
    """The same request of one client in two files."""
    for nomor in ("KS-1", "KS-2"):
        write_case(nomor, BUSY, NAMED)


@pytest.mark.usefixtures("twice")
def test_cases_together(run: Run) -> None:
    """What only several cases show is told and counted; a case alone is not held to others."""
    answer = run("check", "--format", "json")
    found = [p for p in problems(answer) if p["code"] == "KS421"]
    assert [(Path(p["file"]).stem, p["path"]) for p in found] == [("KS-2", "permintaan.nomor")]
    assert Path(found[0]["related"][0]["file"]).stem == "KS-1"
    assert answer.code == 0
    assert "KS421" in run("check").out
    assert "KS421" in run("check", "--format", "github").out
    assert run("check", "--strict").code == 4
    assert "KS421" not in run("check", "KS-2").out


@pytest.mark.usefixtures("twice")
def test_cases_together_set_aside(run: Run, write_case: Write) -> None:
    """A case sets such a warning aside as any other."""
    write_case("KS-2", BUSY + "abaikan: [{kode: KS421, alasan: berkas kedua}]\n", NAMED)
    answer = run("check", "--format", "json")
    assert "KS421" not in [p["code"] for p in problems(answer)]
    waived = {case["nomor"]: case["waived"] for case in json.loads(answer.out)["cases"]}
    assert [(w["code"], w["reason"]) for w in waived["KS-2"]] == [("KS421", "berkas kedua")]
    assert waived["KS-1"] == []
    assert "berkas kedua" in run("check").out
