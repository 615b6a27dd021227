"""`berkas templates`: findings in each form, copies with comments, fields, previews."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import preview as previews
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.cli.conftest import Answer
from tests.drafting import p, tbl, word
from tests.test_workspace import closed
from tests.word.test_annotate import comments

Run = Callable[..., Answer]
SURAT = "surat_penempatan.docx"
COPY = "surat_penempatan.catatan.docx"


@pytest.fixture
def templates(workspace: Path, repository: Path) -> Path:
    """The folder of templates of a new office."""
    folder = workspace / "templates"
    if not (folder / "bagian").is_dir():
        shutil.copytree(repository / "templates" / "bagian", folder / "bagian")
    return folder


def spoil(folder: Path, *paragraphs: str) -> Path:
    """Put a template in place of the letter of placement."""
    file = folder / SURAT
    file.write_bytes(word(*paragraphs))
    return file


FAULTY = ("{{ klien.nama }}", tbl((p("a"), p("{{ klien.namaa }}"))), "{{ surat.tanggal")


def test_nothing_below_shows_the_help(run: Run) -> None:
    """`berkas templates` alone is half a command, and a misspelt one is proposed."""
    answer = run("templates")
    assert (answer.code, answer.out) == (2, "")
    assert "preview" in answer.err
    answer = run("templates", "chek", "--lang", "en")
    assert answer.code == 2
    assert "`berkas templates check`" in answer.err
    assert run("templates", "fields", "--format", "sarif").code == 2


@pytest.mark.parametrize("word_", ["check", "fields", "preview"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_help_of_each(run: Run, word_: str, language: str) -> None:
    """Each has its help and an example, within 80 columns."""
    answer = run("templates", word_, "--help", "--lang", language)
    assert answer.code == 0
    assert f"\n  berkas templates {word_}" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_findings_with_their_places(run: Run, templates: Path) -> None:
    """The text names table, row and cell in the user's language; the result is 5."""
    spoil(templates, *FAULTY)
    answer = run("templates", "check", "surat_penempatan", "--lang", "en")
    assert answer.code == 5
    assert f"templates/{SURAT} error TPL004" in answer.out
    assert "table 1, row 1, cell 2: “{{ klien.namaa }}”" in answer.out
    assert "paragraph 2: “{{ surat.tanggal”" in answer.out
    assert answer.out.rstrip().endswith("1 Word file: 2 errors, 0 warnings.")
    answer = run("templates", "check", SURAT, "--lang", "id")
    assert "tabel 1, baris 1, sel 2: “{{ klien.namaa }}”" in answer.out


def test_other_forms(run: Run, templates: Path) -> None:
    """JSON gives the path, SARIF and GitHub the file."""
    spoil(templates, *FAULTY)
    answer = json.loads(run("templates", "check", SURAT, "--format", "json").out)
    assert (answer["command"], answer["ok"]) == ("templates check", False)
    listed = [(one["code"], one["path"], one["file"]) for one in answer["problems"]]
    assert listed == [
        ("TPL004", "badan/tabel[1]/baris[1]/sel[2]", f"templates/{SURAT}"),
        ("TPL018", "badan/paragraf[2]", f"templates/{SURAT}"),
    ]
    (told,) = json.loads(run("templates", "check", SURAT, "--format", "sarif").out)["runs"]
    place = told["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == f"templates/{SURAT}"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "badan/tabel[1]/baris[1]/sel[2]"}]
    github = run("templates", "check", SURAT, "--format", "github")
    assert github.code == 5
    assert github.out.startswith("::error title=TPL004")


def test_selection_and_strictness(run: Run, templates: Path) -> None:
    """What is not shown counts all the same; a warning is an error where that is wanted."""
    spoil(templates, *FAULTY)
    answer = run("templates", "check", SURAT, "--select", "TPL018")
    assert answer.code == 5
    assert "TPL004" not in answer.out
    assert "TPL018" in answer.out
    spoil(templates, "{{ klien.nama }}{% if klien.nama %} a", "b{% endif %}")
    assert run("templates", "check", SURAT).code == 0
    assert run("templates", "check", SURAT, "--strict").code == 5
    assert run("templates", "check", SURAT, "--select", "XYZ").code == 2


def test_copies_with_comments(run: Run, templates: Path, tmp_path: Path) -> None:
    """Each faulty file has a copy with Word comments, and itself is as it was."""
    file = spoil(templates, *FAULTY)
    before = file.read_bytes()
    folder = tmp_path / "temuan"
    answer = run("templates", "check", SURAT, "--annotate", str(folder), "--lang", "en")
    assert answer.code == 5
    assert str(folder / COPY) in answer.out
    said = comments((folder / COPY).read_bytes())
    assert [text for text, _ in said] == ["{{ klien.namaa }}", "{{ surat.tanggal"]
    assert said[0][1].startswith("TPL004 The template")
    assert len(said[0][1].split("\n")) == 2
    assert file.read_bytes() == before
    run("templates", "check", SURAT, "--annotate", str(templates))
    assert file.read_bytes() == before


def test_folders_and_files_that_may_not_be_read(
    run: Run, templates: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A closed folder of shared parts stops the call; a closed template is a finding of its own."""
    with monkeypatch.context() as patch:
        closed(patch, templates / "bagian")
        for words in (("surat_penempatan",), (), ("bagian/kop",)):
            answer = run("templates", "check", *words, "--lang", "en")
            assert (answer.code, answer.out) == (3, "")
            assert "templates/bagian error RNG014" in answer.err
    (templates / SURAT).unlink()
    (templates / SURAT).mkdir()
    answer = run("templates", "check", "surat_penempatan", "--annotate", str(tmp_path / "x"))
    assert answer.code == 5
    assert "TPL075" in answer.out


@pytest.mark.parametrize("name", ["surat_penempatn", "bagian/kopp", "x.docx"])
def test_a_file_that_is_not_there(run: Run, templates: Path, name: str) -> None:
    """An unknown name is told, with the one that was meant where one is near."""
    assert templates.is_dir()
    answer = run("templates", "check", name, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "PGN020" in answer.err
    if name == "surat_penempatn":
        assert "`surat_penempatan` was meant" in answer.err


def test_a_shared_part_by_its_name(run: Run, templates: Path) -> None:
    """A part is asked for by its path below the folder, with or without its suffix."""
    (templates / "bagian" / "kop.docx").write_bytes(word("{{ kantor.namaa }}"))
    for name in ("bagian/kop", "bagian/kop.docx", str(templates / "bagian" / "kop.docx")):
        answer = run("templates", "check", name, "--lang", "en")
        assert answer.code == 5
        assert "bagian/kop.docx error TPL004" in answer.out


# --- preview --------------------------------------------------------------------------------------


@pytest.fixture
def sampled(templates: Path, workspace: Path, repository: Path) -> Path:
    """A workspace with our office and two of our sample cases."""
    assert templates.is_dir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(repository / name, workspace / name)
    for nomor in ("KS-2026-0002", "KS-2026-0001"):
        shutil.copy(repository / "cases" / f"{nomor}.yaml", workspace / "cases")
        if (repository / "cases" / nomor).is_dir():
            shutil.copytree(repository / "cases" / nomor, workspace / "cases" / nomor)
    return workspace


def test_a_preview(run: Run, sampled: Path) -> None:
    """The first case that has what the document needs fills it; the PDF's path is told."""
    answer = run("templates", "preview", "surat_penempatan", "--format", "json")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert told["files"] == ["output/preview/surat_penempatan.pdf"]
    assert (sampled / told["files"][0]).read_bytes().startswith(b"%PDF")
    assert told["case"] == "KS-2026-0001"
    answer = run("templates", "preview", "daftar_isi_berkas", "--case", "KS-2026-0001")
    assert answer.code == 0
    assert (sampled / "output/preview/daftar_isi_berkas.pdf").is_file()


def test_a_preview_that_cannot_be(run: Run, sampled: Path) -> None:
    """An unknown document, a case that lacks what is needed, a case with errors."""
    assert run("templates", "preview", "surat_penempatn").code == 2
    (sampled / "cases" / "KS-2026-0001.yaml").rename(sampled / "KS-2026-0001.yaml")
    answer = run("templates", "preview", "surat_penempatan")
    assert (answer.code, "PGN021" in answer.err) == (2, True)
    (sampled / "KS-2026-0001.yaml").rename(sampled / "cases" / "KS-2026-0001.yaml")
    file = sampled / "cases" / "KS-2026-0002.yaml"
    file.write_text(file.read_text().replace("nomor: ", "nomorr: ", 1))
    assert run("templates", "preview", "surat_penempatan", "--case", "KS-2026-0002").code == 4


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("surat_penempatan KS-2026-0002", "PGN024", "penempatan.lokasi"),
        ("litmas_anak KS-2026-0001", "PGN022", "pidana_kerja_sosial"),
        ("laporan_perkembangan/2026-14 KS-2026-0001", "PGN023", "laporan_perkembangan/2026-0"),
        ("sampul/1 KS-2026-0001", "PGN023", "`sampul`"),
        ("usulan_pengulangan KS-2026-0001", "PGN025", "usulan_pengulangan"),
        ("laporan_perkembangan KS-2026-0002", "PGN025", "tahap: pelaksanaan"),
    ],
)
def test_why_a_case_cannot_show_a_document(
    run: Run, sampled: Path, asked: str, code: str, said: str
) -> None:
    """A case that was named is told what it lacks, of which kind or stage it is, or what it has."""
    assert sampled.is_dir()
    document, nomor = asked.split()
    for language in ("id", "en"):
        answer = run("templates", "preview", document, "--case", nomor, "--lang", language)
        assert (answer.code, answer.out) == (2, "")
        assert code in answer.err
        assert said in answer.err


def test_a_document_by_its_file(
    run: Run, sampled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its Word file stands for a document, by name or path; paths are found from both folders."""
    fields = run("templates", "fields", "surat_penempatan").out
    for word_ in (SURAT, f"templates/{SURAT}", str(sampled / "templates" / SURAT)):
        assert run("templates", "fields", word_).out == fields
    monkeypatch.chdir(tmp_path)
    office, case = ("-C", str(sampled)), ("--case", "cases/KS-2026-0001.yaml")
    answer = run("templates", "preview", f"templates/{SURAT}", *case, *office)
    assert (answer.code, "surat_penempatan.pdf" in answer.out) == (0, True)
    case = ("--case", str(sampled / "cases" / "KS-2026-0001.yaml"))
    assert run("templates", "preview", "surat_penempatan", *case).code == 0
    assert run("templates", "check", f"templates/{SURAT}", *office).code == 0
    assert run("templates", "check", str(sampled / "templates" / SURAT)).code == 0
    for word_, code in (("bagian/kop", "PGN026"), ("litmas.docx", "PGN020")):
        answer = run("templates", "fields", word_, *office)
        assert (answer.code, code in answer.err) == (2, True)
    catalog = sampled / "templates" / "catalog.yaml"
    catalog.write_text(catalog.read_text().replace("file: tata_tertib.docx", f"file: {SURAT}"))
    answer = run("templates", "fields", SURAT, *office)
    assert (answer.code, "PGN027" in answer.err, "tata_tertib" in answer.err) == (2, True, True)


def test_a_kind_without_the_document(run: Run, workspace: Path) -> None:
    """A document that no case of the kind has reads nothing there, and that is told."""
    answer = run("templates", "fields", "litmas_anak", "--jenis", "reintegrasi", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "PGN022" in answer.err


@pytest.mark.parametrize("verb", ["check", "fields", "preview"])
@pytest.mark.parametrize("name", ["bagian/kopp", "templates/bagian/kopp.docx", "bagian/kopp.docx"])
def test_a_shared_part_that_is_not_there(run: Run, templates: Path, verb: str, name: str) -> None:
    """The near one is proposed, as it can be typed."""
    assert templates.is_dir()
    answer = run("templates", verb, name, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "`bagian/kop` was meant" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("templates", "preview", "surat_penempatan", "--case", ""),
        ("templates", "preview", ""),
        ("templates", "fields", ""),
        ("templates", "check", ""),
        ("templates", "check", "--annotate", ""),
        ("status", "-C", ""),
        ("init", ""),
        ("import", ""),
    ],
)
def test_an_empty_word_does_not_mean_all(run: Run, sampled: Path, words: tuple[str, ...]) -> None:
    """An empty variable of a script is a usage error, and nothing is written."""
    before = sorted(sampled.rglob("*"))
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert sorted(sampled.rglob("*")) == before


def test_a_faulty_template_has_no_preview(run: Run, sampled: Path) -> None:
    """The template's fault is told, and an earlier preview is as it was."""
    spoil(sampled / "templates", "{{ klien.namaa }}")
    answer = run("templates", "preview", "surat_penempatan")
    assert answer.code == 5
    assert "TPL004" in answer.err
    assert not (sampled / "output" / "preview").exists()


def test_what_is_watched(sampled: Path) -> None:
    """Saving the template, a part, the case or the catalog is a change."""
    workplace = open_workplace(Workspace(sampled))
    subject = previews.find_subject(
        workplace, "surat_penempatan", [sampled / "cases" / "KS-2026-0001.yaml"]
    )
    watched = {file.name: state for file, state in previews.sources(workplace, subject).items()}
    names = {SURAT, "kop.docx", "KS-2026-0001.yaml", "catalog.yaml", "office.yaml", "kop.png"}
    assert names <= watched.keys()
    assert all(watched.values())
    (sampled / "templates" / SURAT).unlink()  # as Word does while it saves
    states = previews.sources(workplace, subject)
    assert states[sampled / "templates" / SURAT] is None


def test_watching_goes_on(
    run: Run, sampled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another file in the catalog is taken and watched; a full disk is told, and waited over."""
    catalog = sampled / "templates" / "catalog.yaml"
    other = sampled / "templates" / "lain.docx"
    shutil.copy(sampled / "templates" / SURAT, other)
    watched: list[set[str]] = []

    def saves(look: Callable[[], dict[Path, int]], *_: object) -> Iterator[None]:
        watched.append({file.name for file in look()})
        yield
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.cli.preview.preview", full)
            yield
        catalog.write_text(catalog.read_text().replace(f"file: {SURAT}", "file: lain.docx"))
        yield
        watched.append({file.name for file in look()})
        other.unlink()
        yield
        raise KeyboardInterrupt

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pipeline.cli.vigil.changes", saves)
    words = ("surat_penempatan", "--case", "KS-2026-0001", "--watch", "--lang", "en")
    answer = run("templates", "preview", *words)
    assert answer.code == 0
    assert answer.out.count("output/preview/surat_penempatan.pdf") == 2
    assert all(said in answer.err for said in ("BUG001", "OSError", "TPL001", "lain.docx"))
    assert SURAT in watched[0]
    assert "lain.docx" in watched[1]
    assert SURAT not in watched[1]
