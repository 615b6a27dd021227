"""What earlier builds left: a case is made again just where something that it hangs on changed."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import docx
import pytest

from pipeline import fonts, soffice
from pipeline import memory as module
from pipeline.agenda import agenda
from pipeline.checking import check_case
from pipeline.errors import ConversionError, ExitCode
from pipeline.memory import Memory, remember
from pipeline.results import CaseResult, Settled
from pipeline.runner import Means, run_case
from pipeline.soffice import Converter, Installation
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tests.word_files import members, packed

NOMOR = "KS-2026-0004"
Build = Callable[..., CaseResult]


class Counting:
    """A converter that counts the documents that it is asked for."""

    def __init__(self, converter: Converter) -> None:
        """Ask another one."""
        self.converter = converter
        self.asked = 0

    def convert(self, documents: Sequence[bytes]) -> list[bytes | ConversionError]:
        """Convert documents."""
        self.asked += len(documents)
        return self.converter.convert(documents)


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[Installation, Counting]]:
    """A LibreOffice for all tests."""
    installation = soffice.find(None)
    with soffice.start(installation, limit=60) as converter:
        yield installation, Counting(converter)


@pytest.fixture(scope="module")
def built(
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
    office: tuple[Installation, Counting],
) -> Path:
    """A workspace with one case, built once, and a copy of it as it was then."""
    root = tmp_path_factory.mktemp("kantor") / "kantor"
    root.mkdir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(repository / name, root)
    shutil.copytree(repository / "templates", root / "templates")
    (root / "cases").mkdir()
    shutil.copy(repository / "cases" / f"{NOMOR}.yaml", root / "cases")
    assert build(root, office).reasons == ("first",)
    shutil.copytree(root, root.with_name("asli"))
    return root


def build(
    root: Path, office: tuple[Installation, Counting], *, discard: bool = False
) -> CaseResult:
    """Build the case as a fresh run does.

    It is known without being read just where building it finds nothing to do, as the same.
    """
    installation, converter = office
    workplace = open_workplace(Workspace(root))
    memory = remember(workplace, installation)
    file = root / "cases" / f"{NOMOR}.yaml"
    known = memory.known(file, workplace.workspace.output)
    result = run_case(file, Means(workplace, converter, memory, discard))
    if not discard:
        assert (known.result if known else None) == (None if result.reasons else result)
    return result


@pytest.fixture
def root(built: Path) -> Path:
    """It, with the times of its files, whatever the test before has done to it."""
    shutil.rmtree(built, ignore_errors=True)
    shutil.rmtree(built.with_name("kantor-baru"), ignore_errors=True)
    return Path(shutil.copytree(built.with_name("asli"), built))


@contextmanager
def conversions(office: tuple[Installation, Counting], number: int) -> Iterator[None]:
    """Hold a block to so many documents that LibreOffice converts."""
    before = office[1].asked
    yield
    assert office[1].asked - before == number


def changed_documents(result: CaseResult) -> list[str]:
    """The documents whose pages are others than before."""
    return [one.name for one in result.documents if one.change not in ("same", None)]


def replace_in(file: Path, old: str, new: str) -> None:
    """Change a word of a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def states(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """All that lies in a folder, with the time at which it was written."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


def test_nothing_changed(root: Path, office: tuple[Installation, Counting]) -> None:
    """Nothing is rendered, converted or written; the result says what is there."""
    before = states(root / "output")
    with conversions(office, 0):
        result = build(root, office)
    assert (result.reasons, int(result.exit_code)) == ((), 0)
    assert {one.change for one in result.documents} == {"same"}
    assert result.bundle
    assert result.bundle.is_file()
    assert all(one.docx and one.docx.is_file() for one in result.documents)
    assert states(root / "output") == before


def test_one_field_of_the_case(root: Path, office: tuple[Installation, Counting]) -> None:
    """The documents that print it are made anew, and the bundle; the rest is left as it lies."""
    before = states(root / "output" / "drafts")
    replace_in(root / "cases" / f"{NOMOR}.yaml", "Pensiunan guru", "Pensiunan kepala")
    with conversions(office, 1):
        result = build(root, office)
    assert result.reasons == ("case",)
    assert changed_documents(result) == ["litmas_pidana_kerja_sosial"]
    now = states(root / "output" / "drafts")
    written = {file.stem for file in now if now[file] != before.get(file)}
    assert written == {"litmas_pidana_kerja_sosial", ".dibuat"}
    assert build(root, office).reasons == ()


def test_a_field_that_is_printed_nowhere(root: Path, office: tuple[Installation, Counting]) -> None:
    """The case is looked at again, and all its documents are the same."""
    file = root / "cases" / f"{NOMOR}.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\ncatatan: Telepon lagi besok.\n")
    with conversions(office, 0):
        result = build(root, office)
    assert (result.reasons, changed_documents(result)) == (("case",), [])


def test_a_template(root: Path, office: tuple[Installation, Counting]) -> None:
    """Another one than the case uses changes nothing; its own one is told by name."""
    folder = root / "templates"
    shutil.copy(folder / "surat_tugas.docx", folder / "usulan_pengulangan.docx")
    assert build(root, office).reasons == ()
    shutil.copy(folder / "pengantar_litmas.docx", folder / "surat_tugas.docx")
    result = build(root, office)
    assert result.reasons == ("surat_tugas.docx",)
    assert changed_documents(result) == ["surat_tugas"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [("office.yaml", "office"), ("templates/catalog.yaml", "catalog"), ("kop.png", "office")],
)
def test_what_all_cases_hang_on(
    root: Path, office: tuple[Installation, Counting], file: str, reason: str
) -> None:
    """The office's data, its picture and the catalog."""
    if file == "kop.png":
        content = bytearray((root / file).read_bytes())
        end = content.index(b"IEND") - 4
        text = b"tEXtComment\0baru"
        chunk = (len(text) - 4).to_bytes(4) + text + _crc(text)
        (root / file).write_bytes(content[:end] + chunk + content[end:])
    else:
        (root / file).write_text((root / file).read_text(encoding="utf-8") + "\n# baru\n")
    assert build(root, office).reasons == (reason,)
    assert build(root, office).reasons == ()


def _crc(text: bytes) -> bytes:
    return zlib.crc32(text).to_bytes(4)


def test_a_shared_part(root: Path, office: tuple[Installation, Counting]) -> None:
    """The letterhead is every document's."""
    parts = root / "templates" / "bagian"
    shutil.copy(parts / "kop_lanjutan.docx", parts / "kop.docx")
    assert build(root, office).reasons == ("parts",)


@pytest.mark.parametrize("name", ["program", "soffice", "fonts"])
def test_the_machine(
    root: Path,
    office: tuple[Installation, Counting],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another program, LibreOffice or font: all is made again, since all may look otherwise."""
    installation, converter = office
    if name == "program":
        monkeypatch.setattr(module, "edition", lambda: "berkas 9.9")
    elif name == "fonts":
        monkeypatch.setattr(fonts, "state", lambda: "Arial.ttf 7.1")
    else:
        newer = "7.4.7.3"
        changed = (installation.program, newer, installation.program_dir, installation.kit)
        installation = Installation(*changed)
    before = converter.asked
    result = build(root, (installation, converter))
    assert result.reasons == (name,)
    assert changed_documents(result) == []
    assert converter.asked - before == len(result.documents) + 2  # cover and contents


def test_without_anybody_who_knows_the_fonts_no_pdf_is_taken_for_another(
    root: Path, office: tuple[Installation, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where fontconfig is missing, a font may be renewed unseen."""
    monkeypatch.setattr(fonts, "state", lambda: None)
    assert remember(open_workplace(Workspace(root)), office[0]).store is None
    assert build(root, office).reasons == ("fonts",)


def _drop(file: Path) -> None:
    file.unlink()


def _touch(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def _edit(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" ")


@pytest.mark.parametrize("harm", [_drop, _touch, _edit])
@pytest.mark.parametrize("name", ["drafts/{}/surat_tugas.pdf", "bundles/{}.pdf"])
def test_what_was_written_is_not_as_it_was(
    root: Path, office: tuple[Installation, Counting], name: str, harm: Callable[[Path], None]
) -> None:
    """A file that is missing or was changed is put right; without LibreOffice."""
    file = root / "output" / name.format(NOMOR)
    right = file.read_bytes()
    harm(file)
    with conversions(office, 0):
        assert build(root, office).reasons == ("output",)
    assert file.read_bytes() == right
    assert build(root, office).reasons == ()


def test_an_edited_draft_is_looked_at_each_time(
    root: Path, office: tuple[Installation, Counting]
) -> None:
    """It is told in every build; given up, the case is as it was, and known again."""
    file = root / "output" / "drafts" / NOMOR / "surat_tugas.docx"
    right = file.read_bytes()
    document = docx.Document(str(file))
    document.add_paragraph("Kalimat petugas.")
    document.save(str(file))
    for _ in range(2):
        result = build(root, office)
        assert [problem.code for problem in result.problems if problem.code[:3] == "SUN"]
        assert result.reasons
    assert build(root, office, discard=True).reasons
    assert file.read_bytes() == right
    assert build(root, office).reasons == ()


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b'{"prints": 1, "files": []}', b"\xff"])
def test_a_damaged_record_is_none(
    root: Path, office: tuple[Installation, Counting], record: bytes
) -> None:
    """The case is built as if for the first time; nothing of it changes."""
    (file,) = (root / "output" / ".cache" / "cases").iterdir()
    file.write_bytes(record)
    with conversions(office, 0):
        result = build(root, office)
    assert (result.reasons, changed_documents(result)) == (("first",), [])


def test_without_what_earlier_builds_left(
    root: Path, office: tuple[Installation, Counting]
) -> None:
    """Thrown away, it is made again, and every file comes out as it was."""
    before = {file: content for file, (_, content) in states(root / "output").items()}
    shutil.rmtree(root / "output" / ".cache" / "pdf")
    (root / "output" / "bundles" / f"{NOMOR}.pdf").unlink()
    result = build(root, office)
    assert result.reasons == ("output",)
    now = {file: content for file, (_, content) in states(root / "output").items()}
    records = [file for file in before if file.suffix == ".json"]
    for file in records:
        del before[file], now[file]
    assert now == before


def test_a_record_that_cannot_be_kept_stops_nothing(tmp_path: Path) -> None:
    """A file lies where its folder should."""
    (tmp_path / "cases").write_bytes(b"")
    memory = Memory(tmp_path, {}, tmp_path, None)
    result = CaseResult(NOMOR, tmp_path / f"{NOMOR}.yaml", ExitCode.DONE, ())
    memory.record({"case": "a"}, tmp_path, Settled(result, ()))
    assert memory.changed(NOMOR, {"case": "a"}, tmp_path) == ("first",)


def test_a_result_that_somebody_has_written_to_is_none(
    root: Path, office: tuple[Installation, Counting]
) -> None:
    """What it was is not known any more; the case itself is as it was."""
    (file,) = (root / "output" / ".cache" / "cases").iterdir()
    record = json.loads(file.read_bytes())
    file.write_text(json.dumps({**record, "told": '{"result": 1}'}))
    workplace = open_workplace(Workspace(root))
    memory = remember(workplace, office[0])
    case_file = root / "cases" / f"{NOMOR}.yaml"
    assert memory.known(case_file, root / "output") is None
    file.write_text(json.dumps(record))
    assert memory.known(case_file, root / "output") is not None


def test_a_workspace_that_was_moved_is_built_again(
    root: Path, office: tuple[Installation, Counting]
) -> None:
    """What was told names files where they are no more; no document is converted for it."""
    moved = root.with_name("kantor-baru")
    root.rename(moved)
    with conversions(office, 0):
        assert build(moved, office).reasons == ("output",)
    assert build(moved, office).reasons == ()


def test_deadlines_of_a_known_case(
    repository: Path, root: Path, office: tuple[Installation, Counting]
) -> None:
    """They are those that reading it gives, so that it is found late or due without that."""
    file = Path(shutil.copy(repository / "cases" / "KS-2026-0003.yaml", root / "cases"))
    installation, converter = office
    workplace = open_workplace(Workspace(root))
    memory = remember(workplace, installation)
    run_case(file, Means(workplace, converter, memory))
    known = memory.known(file, root / "output")
    verdict = check_case(file, workplace)
    for day in (date.min, date(2026, 3, 1), date.max):
        seen = agenda(verdict, workplace.office, workplace.catalog, day)
        assert known
        assert known.deadlines == seen.deadlines
        assert known.deadlines


def test_a_replaced_font_is_told_each_time(
    root: Path, office: tuple[Installation, Counting]
) -> None:
    """A template's font that this machine lacks is told by every build, cover included."""
    for name in ("sampul", "surat_tugas"):
        file = root / "templates" / f"{name}.docx"
        file.write_bytes(
            packed(
                {
                    part: content.replace(b'"Arial"', b'"Aksara Kantor"')
                    for part, content in members(file.read_bytes()).items()
                }
            )
        )
    first = build(root, office)
    with conversions(office, 0):
        again = build(root, office)
    for result in (first, again):
        assert int(result.exit_code) == 0
        (problem,) = [one for one in result.problems if one.code == "KNV014"]
        assert problem.params["documents"].split(", ") == ["surat_tugas", "sampul"]
