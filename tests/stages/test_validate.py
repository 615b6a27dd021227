"""Validate: what is wrong, unknown or missing in a case, each with code, path and place."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import messages
from pipeline.case.model import KINDS, PROGRAMMES, Stage
from pipeline.catalog import Entry
from pipeline.errors import Problem
from pipeline.stages.load import load
from pipeline.stages.validate import Verdict, validate
from pipeline.workplace import Workplace
from pipeline.yaml_text import Source, parse
from tests.case_files import CLIENT, LEAST, NOMOR, is_told, least, read, shown

Judge = Callable[[str], Verdict]
LITMAS, PLACEMENT, FINAL = "litmas_pidana_kerja_sosial", "surat_penempatan", "laporan_selesai"
SITES = "panti-wreda-01, panti-asuhan-01, rsud-01"


@pytest.fixture
def judge(workplace: Workplace, tmp_path: Path) -> Judge:
    """Judge a text as a case of the sample office, with exhibits in an empty folder."""

    def run(text: str) -> Verdict:
        return validate(read(text), workplace.office, workplace.catalog, tmp_path / NOMOR)

    return run


LAW = "KS"  # the rules of law have tests of their own


def found(verdict: Verdict, *, besides: str = "KEL001") -> list[Problem]:
    """What was found, without what a case of this stage merely lacks and what the law says."""
    return [p for p in verdict.problems if not p.code.startswith((besides, LAW))]


def told(verdict: Verdict) -> list[tuple[str, str | None, str]]:
    """Code, path and severity of what was found, without what the case lacks and the law says."""
    return [(problem.code, problem.path, problem.severity) for problem in found(verdict)]


# --- the samples ---------------------------------------------------------------------------------


def sample_verdicts(workplace: Workplace, sample_cases: list[Path]) -> dict[str, Verdict]:
    """The verdict on each sample."""
    return {
        file.stem: validate(load(file), workplace.office, workplace.catalog, file.with_suffix(""))
        for file in sample_cases
    }


def test_samples_have_no_error(workplace: Workplace, sample_cases: list[Path]) -> None:
    """No sample has an error, and each bears the number that its file is named by."""
    verdicts = sample_verdicts(workplace, sample_cases)
    assert [problem for verdict in verdicts.values() for problem in verdict.errors] == []
    assert [verdict.nomor for verdict in verdicts.values()] == list(verdicts)


def test_samples_show_what_there_is(workplace: Workplace, sample_cases: list[Path]) -> None:
    """Together they show each kind, programme and stage; each is at the stage that it says."""
    cases = [verdict.case for verdict in sample_verdicts(workplace, sample_cases).values()]
    assert {case.jenis for case in cases if case} == set(KINDS)
    assert {case.program for case in cases if case} == {None, *PROGRAMMES}
    assert {case.stage for case in cases if case} == set(Stage)
    for file, case in zip(sample_cases, cases, strict=True):
        head = re.match(r"(?:#.*\n)+", file.read_text(encoding="utf-8"))
        assert head, file.name
        assert "CONTOH" in head[0], file.name
        if said := re.search(r"TAHAP ([A-Z]+)", head[0]):
            assert case, file.name
            assert case.stage.name == said[1].lower(), file.name


def test_warnings_of_the_samples_are_true(workplace: Workplace, sample_cases: list[Path]) -> None:
    """Only samples whose litmas is being written have warnings: what is really not there yet."""
    files = {file.stem: file for file in sample_cases}
    warned = 0
    for nomor, verdict in sample_verdicts(workplace, sample_cases).items():
        for problem in verdict.problems:
            assert (problem.code, verdict.case and verdict.case.stage) == ("KEL001", Stage.litmas)
            assert problem.path is not None
            value: Any = load(files[nomor]).data
            for step in problem.path.split("."):
                value = (value or {}).get(step)
            assert value is None
            assert is_told(problem)
            warned += 1
    assert warned


def test_documents_of_the_samples(workplace: Workplace, sample_cases: list[Path]) -> None:
    """A document is ready when its stage is reached and all its needs are met, else it waits.

    In the samples that is, among others: the litmas once it was sent, the letter to the site once
    there is one, the last report at the end; nothing is the office's own any more.
    """
    litmas = {"pidana_kerja_sosial": LITMAS, "reintegrasi": "litmas_reintegrasi"}
    final = {"diversi": "laporan_kesepakatan_diversi"}
    for nomor, verdict in sample_verdicts(workplace, sample_cases).items():
        case = verdict.case
        assert case
        report = litmas.get(case.jenis, "litmas_anak")
        sent = case.passed(Stage.litmas) and case.demands(Stage.litmas)
        due = [
            *([report] if sent else []),
            *([PLACEMENT] if case.stage >= Stage.penempatan else []),
            *([final.get(case.jenis, FINAL)] if case.stage >= Stage.selesai else []),
        ]
        main = {report, PLACEMENT, FINAL, *final.values()}
        made = dict.fromkeys(paper.name for paper in verdict.ready if paper.name in main)
        assert list(made) == due, nomor
        assert verdict.by_hand == ()
        waiting = [paper.name for paper in verdict.waiting if paper.name in main]
        assert waiting == ([report] if case.stage == Stage.litmas and not sent else []), nomor


# --- shape and facts -----------------------------------------------------------------------------


def test_a_case_without_its_shape(judge: Judge) -> None:
    """Where the shape is wrong there is no case and no document, and the file names the case."""
    verdict = judge(
        LEAST.replace("nomor: KS-2026-0100", "nomor: KS/1") + "penjamin: {nama: A #2\n  }\n"
    )
    assert (verdict.case, verdict.nomor, verdict.ready) == (None, NOMOR, ())
    assert told(verdict) == [("SKM029", "nomor", "error"), ("YML028", None, "warning")]
    assert [problem.code for problem in verdict.errors] == ["SKM029"]


def test_slips_of_the_file_are_told_with_the_rest(judge: Judge) -> None:
    """A comment that cuts off a value is told among the other findings, by place."""
    verdict = judge(LEAST + "penjamin:\n  nama: Blok A #3\nversi: 2\n")
    assert told(verdict) == [("YML028", None, "warning"), ("SKM034", "versi", "error")]
    assert verdict.case is not None


def test_number_and_file_name_differ(judge: Judge) -> None:
    """A case that was copied from another one is told by its number."""
    text = LEAST.replace(NOMOR, "KS-2026-0099")
    verdict = judge(text)
    (problem,) = found(verdict)
    assert (problem.code, problem.path) == ("SKM030", "nomor")
    assert problem.params == {"nomor": "KS-2026-0099", "stem": NOMOR}
    assert shown(text, problem) == "KS-2026-0099"
    assert verdict.nomor == "KS-2026-0099"
    assert is_told(problem)


@pytest.mark.parametrize(
    ("versi", "codes"), [("", []), ("1", []), ("2", ["SKM034"]), ("0", ["SKM034"])]
)
def test_version_of_the_vocabulary(judge: Judge, versi: str, codes: list[str]) -> None:
    """A file of another vocabulary is not guessed at."""
    verdict = judge(f"{LEAST}versi: {versi}\n")
    assert [problem.code for problem in found(verdict)] == codes
    assert all(is_told(problem) for problem in verdict.problems)


@pytest.mark.parametrize(
    ("kind", "program", "wrong"),
    [
        ("pidana_kerja_sosial", "", False),
        ("pidana_kerja_sosial", "program: asimilasi\n", True),
        ("diversi", "program: cuti_bersyarat\n", True),
        ("pelayanan_masyarakat", "", False),
    ],
)
def test_program_is_of_reintegrasi_alone(
    judge: Judge, kind: str, program: str, wrong: bool
) -> None:
    """A programme is told where it has no place, at its value."""
    text = least(kind) + program
    verdict = judge(text)
    assert told(verdict) == [("SKM031", "program", "error")] * wrong
    hints = [messages.load("id").hint(problem) for problem in found(verdict)]
    assert hints == ["Hapus `program`; kunci itu hanya untuk reintegrasi."] * wrong
    assert all(shown(text, problem) in program for problem in found(verdict))


def test_reintegrasi_needs_its_program(judge: Judge) -> None:
    """A reintegrasi without programme is told, at the first line."""
    text = least("reintegrasi").replace("program: asimilasi\n", "")
    (problem,) = found(judge(text))
    assert (problem.code, problem.path, problem.place and problem.place.line) == (
        "SKM031",
        "program",
        1,
    )
    assert "`program: pembebasan_bersyarat`" in messages.load("id").hint(problem)
    assert is_told(problem)
    assert told(judge(least("reintegrasi"))) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (least("reintegrasi").replace("jenis: reintegrasi", "jenis: reintegras"), "jenis"),
        (LEAST + "kehadiran:\n- {tanggal: 2026-04-01, status: skit}\n", "kehadiran[0].status"),
        (LEAST + "kehadiran:\n- {tanggal: x, status: izin}\n", "kehadiran[0].tanggal"),
        (
            LEAST + "kehadiran:\n- {tanggal: 2026-04-01, mulai: x, selesai: 10.00}\n",
            "kehadiran[0].mulai",
        ),
        (LEAST.replace("pk: sr", "pk: [sr]"), "pk"),
        (LEAST + "penempatan: {lokasi: [taman-01]}\n", "penempatan.lokasi"),
        (LEAST + "lampiran: {berkas: {a: b}}\n", "lampiran.berkas"),
    ],
)
def test_one_slip_is_one_finding(judge: Judge, text: str, fault: str) -> None:
    """What a rule cannot know because of a fault of shape is not told as a second fault."""
    assert [path for _, path, _ in told(judge(text))] == [fault]


ROW = "tanggal: 2026-04-01"


@pytest.mark.parametrize(
    ("row", "code", "key", "underlined"),
    [
        (f"{ROW}, mulai: 12.00, selesai: 08.00", "SKM032", "selesai", "08.00"),
        (f"{ROW}, mulai: 08.00, selesai: 08.00", "SKM032", "selesai", "08.00"),
        (f"{ROW}, mulai: 08.00, selesai: 10.00, istirahat: 2", "SKM035", "istirahat", "2"),
        (f"{ROW}, mulai: 08.00, selesai: 10.00, istirahat: 3", "SKM035", "istirahat", "3"),
        (f"{ROW}, selesai: 08.00", "SKM033", "mulai", f"{{{ROW}, selesai: 08.00}}"),
        (f"{ROW}, mulai: 08.00", "SKM033", "selesai", f"{{{ROW}, mulai: 08.00}}"),
        (f"{ROW}, mulai: 08.00, selesai: ''", "SKM033", "selesai", "selesai"),
    ],
)
def test_times_of_a_row(judge: Judge, row: str, code: str, key: str, underlined: str) -> None:
    """A row of work needs both times in their order, and a break shorter than the work."""
    good = f"{ROW}, mulai: 08.00, selesai: 10.00"
    text = f"{LEAST}kehadiran:\n- {{{good}}}\n- {{{good}}}\n- {{{good}}}\n- {{{row}}}\n"
    (problem,) = found(judge(text))
    assert (problem.code, problem.path, problem.severity) == (code, f"kehadiran[3].{key}", "error")
    assert shown(text, problem) == underlined
    assert is_told(problem)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("status: bolos, alasan: x", "SKM020"),
        ("status: '-', alasan: x", "SKM005"),
        ("status: [izin], alasan: x", "SKM003"),
        ("statuss: izin", "SKM001"),
        ("keadaan: izin", "SKM001"),
    ],
)
def test_an_absence_that_is_misspelt_lacks_no_times(judge: Judge, row: str, fault: str) -> None:
    """Where a row does not say what it is, its times are not missed."""
    text = f"{LEAST}kehadiran: [{{tanggal: 2026-04-01, {row}}}]\n"
    assert [problem.code for problem in found(judge(text))] == [fault]


@pytest.mark.parametrize("status", ["izin", "sakit", "alpa"])
def test_absences_that_speak_of_work(judge: Judge, status: str) -> None:
    """An absence may stand without times; with hours it is one of two slips, and a warning."""
    rows = f"kehadiran:\n- {{{ROW}, status: {status}, alasan: demam}}\n"
    assert told(judge(LEAST + rows)) == []
    rows += f"- {{{ROW}, status: {status}, mulai: 08.00, selesai: 07.00, dihitung: 4}}\n"
    verdict = judge(LEAST + rows)
    assert told(verdict) == [
        ("SKM036", "kehadiran[1].mulai", "warning"),
        ("SKM036", "kehadiran[1].selesai", "warning"),
        ("SKM036", "kehadiran[1].dihitung", "warning"),
    ]
    assert all(is_told(problem) for problem in verdict.problems)


@pytest.mark.parametrize(
    ("placement", "path"),
    [
        ("{jadwal: [{hari: senin, mulai: 12.00, selesai: 08.00}]}", "penempatan.jadwal[0].selesai"),
        (
            "[{pekerjaan: x}, {jadwal: [{hari: senin, mulai: 12.00, selesai: 08.00}]}]",
            "penempatan[1].jadwal[0].selesai",
        ),
    ],
)
def test_times_of_a_schedule(judge: Judge, placement: str, path: str) -> None:
    """A shift that ends before it begins is told, under the path that was written."""
    text = f"{LEAST}penempatan: {placement}\n"
    (problem,) = found(judge(text))
    assert (problem.code, problem.path, shown(text, problem)) == ("SKM032", path, "08.00")


# --- references ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "path", "suggestion"),
    [
        (LEAST.replace("pk: sr", "pk: rs"), "RUJ001", "pk", ""),
        (LEAST.replace("pk: sr", "pk: SR"), "RUJ001", "pk", "sr"),
        (
            LEAST + "pergantian_pk: {tanggal: 2026-04-01, dari: zz, ke: sr}\n",
            "RUJ001",
            "pergantian_pk.dari",
            "",
        ),
        (
            LEAST + "pergantian_pk: [{tanggal: 2026-04-01, ke: dww}]\n",
            "RUJ001",
            "pergantian_pk[0].ke",
            "dw",
        ),
        (LEAST + "penempatan: {lokasi: taman-02}\n", "RUJ001", "penempatan.lokasi", "taman-01"),
        (LEAST + "penempatan: [{}, {lokasi: Taman Kota}]\n", "RUJ001", "penempatan[1].lokasi", ""),
        (
            LEAST + "rekomendasi: {usulan: {lokasi: sd-02}}\n",
            "RUJ001",
            "rekomendasi.usulan.lokasi",
            "sd-01",
        ),
        (
            LEAST + "rekomendasi: {usulan: {lokasi: [sd-01, sd-03]}}\n",
            "RUJ001",
            "rekomendasi.usulan.lokasi[1]",
            "sd-01",
        ),
        (
            LEAST + "permintaan: {instansi: kejari-pdg}\n",
            "RUJ002",
            "permintaan.instansi",
            "kejari-pdp",
        ),
        (
            LEAST + "permintaan: {instansi: Kejari-PDP}\n",
            "RUJ002",
            "permintaan.instansi",
            "kejari-pdp",
        ),
        (LEAST + "eksekusi: {instansi: kejari}\n", "RUJ002", "eksekusi.instansi", "kejari-pdp"),
        (LEAST + "putusan: {lokasi: rsud-1}\n", "RUJ003", "putusan.lokasi", "rsud-01"),
        (LEAST + "putusan: {lokasi: [rsud-01, xyz]}\n", "RUJ003", "putusan.lokasi[1]", ""),
        (
            LEAST + "putusan:\n  lokasi: rsud-01, taman-1\n",
            "RUJ003",
            "putusan.lokasi",
            "[rsud-01, taman-01]",
        ),
        (
            LEAST + "putusan:\n  lokasi: [Panti Jompo, 'rsud-1,xyz']\n",
            "RUJ003",
            "putusan.lokasi[1]",
            "[Panti Jompo, rsud-01, xyz]",
        ),
        (
            LEAST + "rekomendasi:\n  usulan:\n    lokasi: sd-01, taman-01\n",
            "RUJ001",
            "rekomendasi.usulan.lokasi",
            "[sd-01, taman-01]",
        ),
        (
            LEAST + "penempatan:\n  lokasi: sd-01, taman-01\n",
            "RUJ001",
            "penempatan.lokasi",
            "",
        ),
        (
            LEAST + "surat: {surat_tempat: {nomor: '1'}}\n",
            "RUJ004",
            "surat.surat_tempat",
            "surat_penempatan",
        ),
        (LEAST + "surat: {xyzzy/2026-04: {nomor: '1'}}\n", "RUJ004", "surat.xyzzy/2026-04", ""),
    ],
)
def test_unknown_codes(judge: Judge, text: str, code: str, path: str, suggestion: str) -> None:
    """A code that the office has not is told with the codes that it has, and the nearest."""
    if "penempatan: [{}" in text:
        text = text.replace("[{}", "[{pekerjaan: x}")
    (problem,) = found(judge(text))
    assert (problem.code, problem.path, problem.severity) == (code, path, "error")
    assert problem.params["suggestion"] == suggestion
    assert problem.params["known"]
    assert is_told(problem)


def test_known_codes_are_listed(judge: Judge) -> None:
    """Who has no idea which codes there are reads them in the hint."""
    (problem,) = found(judge(LEAST + "penempatan: {lokasi: xyzzy}\n"))
    assert problem.params["known"].startswith(SITES)
    assert problem.params["section"] == "lokasi"
    assert SITES in messages.load("id").hint(problem)


@pytest.mark.parametrize(
    "text",
    [
        "permintaan: {instansi: Kejaksaan Negeri Cilacap}\n",
        "permintaan: {instansi: kejari-pdp}\n",
        "eksekusi: {instansi: Kejari}\n",
        "eksekusi: {instansi: BNN}\n",
        "putusan: {lokasi: [Panti Jompo, rsud-01, balai desa]}\n",
        "putusan: {lokasi: 'Panti Jompo, Purwadipa'}\n",
        "surat: {surat_penempatan: {nomor: '1'}, laporan_selesai: {tanggal: 2026-04-01}}\n",
        "pergantian_pk: {tanggal: 2026-04-01, dari: dw, ke: sr}\n",
    ],
)
def test_codes_and_names_that_are_fine(judge: Judge, text: str) -> None:
    """Where a name may stand for a code, a name is a name."""
    assert told(judge(LEAST + text)) == []


# --- exhibits ------------------------------------------------------------------------------------


@pytest.fixture
def exhibits(tmp_path: Path) -> Path:
    """A case's folder of exhibits, and a secret outside of it."""
    folder = tmp_path / NOMOR
    (folder / "sub").mkdir(parents=True)
    for name in ("putusan.pdf", "SALINAN.PDF", "foto.jpg", ".rahasia.pdf", "sub/dalam.pdf"):
        (folder / name).touch()
    (tmp_path / "rahasia.pdf").touch()
    return folder


def test_exhibits_that_are_there(judge: Judge, exhibits: Path) -> None:
    """A PDF in the case's folder is found, in any letter case of its suffix."""
    text = f"{LEAST}lampiran: [{{berkas: putusan.pdf}}, {{berkas: SALINAN.PDF}}]\n"
    assert exhibits.is_dir()
    assert told(judge(text)) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../rahasia.pdf", "RUJ005"),
        ("..", "SKM005"),
        (".", "RUJ005"),
        ("sub/dalam.pdf", "RUJ005"),
        ("./putusan.pdf", "RUJ005"),
        ("putusan.pdf/", "RUJ005"),
        ("/etc/passwd", "RUJ005"),
        ("..\\\\rahasia.pdf", "RUJ005"),
        ("C:rahasia.pdf", "RUJ005"),
        (".rahasia.pdf", "RUJ005"),
        ("é" * 120 + ".pdf", "RUJ005"),
        ("x" * 300, "RUJ005"),
        ("tidak ada.pdf", "RUJ006"),
        ("PUTUSAN.pdf", "RUJ006"),
        ("sub", "RUJ006"),
        ("foto.jpg", "RUJ007"),
    ],
)
@pytest.mark.usefixtures("exhibits")
def test_exhibits_that_cannot_be(judge: Judge, name: str, code: str) -> None:
    """A path that leads elsewhere, a file that is not there and one that is no PDF are errors."""
    text = f'{LEAST}lampiran:\n- berkas: putusan.pdf\n- berkas: "{name}"\n'
    (problem,) = found(judge(text))
    assert (problem.code, problem.path, problem.severity) == (code, "lampiran[1].berkas", "error")
    assert shown(text, problem) == f'"{name}"'
    assert is_told(problem)


def test_exhibits_without_their_folder(judge: Judge) -> None:
    """A case that names an exhibit and has no folder is told as any whose exhibit is missing."""
    text = f"{LEAST}lampiran: {{berkas: putusan.pdf}}\n"
    (problem,) = found(judge(text))
    assert (problem.code, problem.path) == ("RUJ006", "lampiran.berkas")
    assert problem.params == {"name": "putusan.pdf", "folder": NOMOR}


def test_a_folder_that_may_not_be_entered(
    judge: Judge, exhibits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be looked at is not there for us, and no bug."""

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    assert exhibits.is_dir()
    monkeypatch.setattr(Path, "is_file", refuse)
    (problem,) = found(judge(f"{LEAST}lampiran: {{berkas: putusan.pdf}}\n"))
    assert problem.code == "RUJ006"


# --- completeness --------------------------------------------------------------------------------


def written(data: Any) -> Source:
    """A case file with this data, every value in quotes."""
    text: str = yaml.dump(
        data, Dumper=yaml.CSafeDumper, default_style='"', allow_unicode=True, sort_keys=False
    )
    return parse(text.encode(), Path("KS-2026-0001.yaml"))


def without(data: dict[str, Any], path: str) -> dict[str, Any]:
    """The same data without one key."""
    data = copy.deepcopy(data)
    *parents, last = path.split(".")
    inner = data
    for step in parents:
        inner = inner[step]
    del inner[last]
    return data


KIND = "pidana_kerja_sosial"


def needs(verdict: Verdict) -> Iterator[tuple[str, list[str]]]:
    """Each need of a case's papers with the documents that have it, in the order of the bundle.

    What a repeated paper needs of its own entry of a list is left out: it is a warning always.
    """
    entries = list({paper.name: paper.entry for paper in verdict.ready}.values())
    for need in dict.fromkeys(need for entry in entries for need in entry.all_needs(KIND)):
        having = [entry for entry in entries if need in entry.all_needs(KIND)]
        if not any(need.split(".")[0] == entry.for_each and _may_wait(entry) for entry in having):
            yield need, [entry.name for entry in having]


def _may_wait(entry: Entry) -> bool:
    """Whether papers of this kind are warned of and never demanded."""
    return entry.item is not None and not entry.unnamed_first


def test_every_need_is_told_when_it_is_missing(
    workplace: Workplace, sample_cases: list[Path]
) -> None:
    """Take any needed key out of the complete sample: it is told by its own path.

    It is an error, but for what the papers of the last stage alone need: that stage lasts.
    """
    whole, exhibits = load(sample_cases[0]), sample_cases[0].with_suffix("")
    data, count = whole.data, 0
    good = validate(whole, workplace.office, workplace.catalog, exhibits)
    for need, documents in needs(good):
        if need == "kelayakan":
            continue  # its considerations, which the sample's proposal asks for, are told instead
        source = written(without(data, need))
        verdict = validate(source, workplace.office, workplace.catalog, exhibits)
        about = [problem for problem in verdict.problems if problem.path == need]
        entries = [workplace.catalog[name] for name in documents]
        stages = {entry.stage for entry in entries}
        severity = "warning" if stages == {Stage.selesai} else "error"
        if need.startswith("kelayakan."):  # the law itself asks for the seven considerations
            assert [(p.code[:3], p.severity) for p in about] == [("KS1", severity)], need
            continue
        assert [(p.code, p.severity) for p in about] == [("KEL001", severity)], need
        foreign = "asal_litmas: bapas_lain" if stages == {Stage.litmas} else ""
        assert about[0].params == {
            "key": need,
            "documents": ", ".join(documents),
            "suggestion": foreign,
        }
        assert is_told(about[0])
        assert about[0].place == source.place(tuple(need.split(".")))
        assert not set(documents) & {paper.name for paper in verdict.ready}
        count += 1
    assert count > 40


def test_the_complete_sample_survives_being_written_again(
    workplace: Workplace, sample_cases: list[Path]
) -> None:
    """The control of the test above: with all its keys the same data has no finding."""
    source = written(load(sample_cases[0]).data)
    exhibits = sample_cases[0].with_suffix("")
    assert validate(source, workplace.office, workplace.catalog, exhibits).problems == ()


@pytest.mark.parametrize(
    ("stage", "severities"),
    [
        ("", []),
        ("permintaan: {nomor: B-1}\n", []),
        ("penugasan: {nomor: T-1}\n", ["warning"]),
        ("penugasan: {nomor: T-1}\nputusan: {pengadilan: PN}\n", ["error"]),
        ("putusan: {nomor: '1'}\n", ["error"]),
        ("asal_litmas: tidak_ada\nputusan: {nomor: '1'}\n", []),
        ("asal_litmas: {dari: bapas_lain}\npenempatan: {pekerjaan: x}\n", []),
    ],
)
def test_what_is_missing_is_judged_by_the_stage(
    judge: Judge, stage: str, severities: list[str]
) -> None:
    """Missing later is nothing, now a warning, and an error once the stage has passed."""
    verdict = judge(LEAST + stage)
    missing = [problem for problem in verdict.problems if problem.path == "klien.agama"]
    assert [problem.severity for problem in missing] == severities
    assert all(shown(LEAST, problem) == "klien" for problem in missing)


@pytest.mark.parametrize(
    ("stage", "path", "severity"),
    [
        ("penempatan: {pekerjaan: x}\n", "penempatan.lokasi", "warning"),
        ("penempatan: {pekerjaan: x}\n", "putusan.nomor", "warning"),
        ("kehadiran:\n- {tanggal: 2026-04-01, status: izin}\n", "penempatan.lokasi", "error"),
        ("penempatan: {pekerjaan: x}\nputusan: {jam: 8}\n", "putusan.nomor", "warning"),
        ("penyelesaian: {hasil: selesai}\n", "penempatan.lokasi", "error"),
        ("penyelesaian: {hasil: selesai}\n", "penyelesaian.evaluasi", "warning"),
        ("penyelesaian: {hasil: selesai}\n", "putusan.nomor", "error"),
        ("pengakhiran: {sebab: meninggal}\n", "kehadiran", "warning"),
    ],
)
def test_stages_of_the_work(judge: Judge, stage: str, path: str, severity: str) -> None:
    """Placement and completion demand their own in their stage, and for good after it."""
    found_here = [problem for problem in judge(LEAST + stage).problems if problem.path == path]
    assert [(problem.code, problem.severity) for problem in found_here] == [("KEL001", severity)]


CONSIDERATIONS = (
    "pengakuan kemampuan_kerja persetujuan riwayat_sosial keselamatan_kerja agama_kepercayaan "
    "kemampuan_denda"
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ["kelayakan"]),
        ("rekomendasi: {isi: Pidana penjara.}\n", ["kelayakan"]),
        ("kelayakan: {pengakuan: Mengaku.}\n", []),
        (
            "kelayakan: {pengakuan: Mengaku.}\nrekomendasi: {usulan: {jam: 100}}\n",
            [f"kelayakan.{name}" for name in sorted(CONSIDERATIONS.split()[1:])],
        ),
    ],
)
def test_the_seven_considerations(judge: Judge, text: str, missing: list[str]) -> None:
    """The considerations of art. 85(2) are asked for once community service is proposed."""
    verdict = judge(LEAST + "penugasan: {nomor: '1'}\n" + text)
    paths = [problem.path or "" for problem in verdict.problems]
    assert sorted(path for path in paths if path.startswith("kelayakan")) == missing


def test_the_way_out_of_what_is_missing(judge: Judge) -> None:
    """Once the stage has passed the hint says so, and what to do where the litmas was not ours."""
    said = messages.load("id")
    for tail, words, others in (
        ("penugasan: {nomor: '1'}\n", ("dapat dibuat",), ("sudah lewat", "asal_litmas")),
        ("putusan: {nomor: '1'}\n", ("sudah lewat", "`asal_litmas: bapas_lain`"), ()),
    ):
        problems = judge(LEAST + tail).problems
        hint = next(said.hint(problem) for problem in problems if problem.path == "analisis")
        assert [word in hint for word in words] == [True] * len(words)
        assert [word in hint for word in others] == [False] * len(others)
    problems = judge(LEAST + "kehadiran: [{tanggal: 2026-04-01, status: izin}]\n").problems
    hint = next(said.hint(p) for p in problems if p.path == "penempatan.mulai")
    assert "sudah lewat" in hint
    assert "asal_litmas" not in hint


def test_what_several_documents_lack_is_told_once(judge: Judge) -> None:
    """A key that two papers need is one finding that names both, as severe as the severer."""
    verdict = judge(LEAST + "penyelesaian: {hasil: selesai}\n")
    (problem,) = [p for p in verdict.problems if p.path == "eksekusi.nomor"]
    assert problem.params["documents"] == f"{PLACEMENT}, pemberitahuan_penempatan, {FINAL}"
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("placement", "path", "underlined"),
    [
        ("{lokasi: sd-01}", "penempatan.mulai", "penempatan"),
        ("[{lokasi: sd-01}]", "penempatan[0].mulai", "{lokasi: sd-01}"),
        (
            "[{lokasi: sd-01, mulai: 2026-04-01}, {lokasi: rsud-01}]",
            "penempatan[1].mulai",
            "{lokasi: rsud-01}",
        ),
        ("{lokasi: sd-01, mulai: }", "penempatan.mulai", "mulai"),
    ],
)
def test_every_entry_of_a_list_needs_its_keys(
    judge: Judge, placement: str, path: str, underlined: str
) -> None:
    """Of several placements, the one that lacks a key is told, under the path that was written."""
    text = f"{LEAST}penempatan: {placement}\n"
    missing = [problem for problem in judge(text).problems if "mulai" in (problem.path or "")]
    assert [problem.path for problem in missing] == [path]
    assert shown(text, missing[0]) == underlined


def test_a_section_that_stands_empty_is_missing(judge: Judge) -> None:
    """A skeleton's section without a value is told key by key, at its own line."""
    text = LEAST + "permintaan:\n  instansi:\n  nomor:\npenugasan: {nomor: '1'}\n"
    lines = {p.path: p.place and p.place.line for p in judge(text).problems}
    assert (lines["permintaan.instansi"], lines["permintaan.nomor"]) == (7, 8)
    assert lines["permintaan.tanggal"] == 6


# --- warnings set aside --------------------------------------------------------------------------


def test_warnings_are_set_aside_and_errors_are_not(judge: Judge) -> None:
    """`abaikan` silences the warnings of a code, with its reason, and never an error."""
    row = f"kehadiran:\n- {{{ROW}, status: izin, mulai: 08.00}}\n"
    aside = "abaikan: [{kode: skm036, alasan: disepakati}, {kode: SKM034, alasan: coba}]\n"
    assert told(judge(LEAST + row)) == [("SKM036", "kehadiran[0].mulai", "warning")]
    assert told(judge(LEAST + row + aside)) == []
    assert told(judge(LEAST + row + aside + "versi: 3\n")) == [
        ("RUJ009", "abaikan[1].kode", "warning"),
        ("SKM034", "versi", "error"),
    ]


def test_incompleteness_that_is_set_aside_makes_no_document(judge: Judge) -> None:
    """A silenced warning does not make a paper ready that lacks something.

    The sheet that explains the sentence needs nothing, so it alone is ready.
    """
    text = LEAST + "penugasan: {nomor: '1'}\nabaikan: [{kode: KEL001, alasan: salinan menyusul}]\n"
    verdict = judge(text)
    assert verdict.problems == ()
    assert [paper.name for paper in verdict.ready] == ["lembar_penjelasan"]
    still = judge(text + "putusan: {nomor: '1'}\n")
    assert "KEL001" in {problem.code for problem in still.errors}


def test_a_waiver_needs_its_reason(judge: Judge) -> None:
    """Nobody silences a warning without saying why."""
    assert told(judge(LEAST + "abaikan: [{kode: KEL001}]\n")) == [
        ("SKM002", "abaikan[0].alasan", "error")
    ]


# --- what the findings are like ------------------------------------------------------------------


def test_the_clients_name_is_in_no_finding(judge: Judge) -> None:
    """Findings carry codes, keys and lines; a person's name is not among their parameters."""
    text = LEAST.replace(
        CLIENT, "klien: {nama: Wagiman Prasetya, nik: 123, tanggal_lahir: 1/2/2000}\n"
    )
    problems = judge(text + "penugasan: {nomor: '1'}\n").problems
    assert {problem.code for problem in problems} == {"SKM025", "SKM011", "KEL001"}
    assert not any("Wagiman" in value for p in problems for value in p.params.values())


def test_a_file_full_of_faults_is_judged_at_once(judge: Judge) -> None:
    """Thousands of faults take time with their number, and not with its square."""

    def judged(rows: int) -> tuple[Verdict, float]:
        text = "- {tanggal: x, mulai: y, selesai: 08.00}\n" * rows
        started = time.process_time()
        verdict = judge(f"{LEAST}kehadiran:\n{text}")
        return verdict, time.process_time() - started

    _, few = judged(750)
    verdict, many = judged(3000)
    assert many < 10 * few  # four times as many
    assert len(verdict.errors) >= 6000


@pytest.mark.parametrize(
    ("old", "new", "tolerated"),
    [
        (
            "selesai: 12.00, kegiatan: Peng",
            "selesai: 19.00, kegiatan: Peng",
            True,
        ),  # too long a day
        ("  tanggal_surat: 8 Mei 2026", "  tanggal_surat: 8 Mei 2026\n  upah: 5000", True),
        ("  lokasi: taman-01\n  pekerjaan", "  lokasi: taman-99\n  pekerjaan", False),
        ("tanggal: 9 Februari 2026", "tanggal: 9 Juni 2026", False),  # offence behind the judgment
    ],
)
def test_what_a_report_of_a_violation_tolerates(
    workplace: Workplace, repository: Path, old: str, new: str, tolerated: bool
) -> None:
    """Errors below attendance and placement, but for a code that the office does not have."""
    file = repository / "cases" / "KS-2026-0008.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    source = parse(text.replace(old, new).encode(), file)
    verdict = validate(source, workplace.office, workplace.catalog, file.with_suffix(""))
    assert verdict.errors
    allowed = {paper.name for paper in verdict.ready if verdict.allows(paper)}
    assert allowed == (
        {"laporan_perkembangan", "berita_acara_pelanggaran", "laporan_pelanggaran"}
        if tolerated
        else set()
    )
