"""What a build puts in place: the pages first where somebody waits, and never half for whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from pipeline import runner, soffice
from pipeline.documents import Part
from pipeline.memory import remember
from pipeline.results import CaseResult
from pipeline.runner import Means, run_case
from pipeline.soffice import Converter, Installation
from pipeline.stages.bundle import bundle
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

NOMOR = "KS-2026-0003"
Office = tuple[Installation, Converter]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """A LibreOffice for all tests."""
    installation = soffice.find(None)
    with soffice.start(installation, limit=60) as converter:
        yield installation, converter


@pytest.fixture(scope="module")
def built(repository: Path, tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A workspace with one case that is built."""
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


@pytest.fixture
def root(built: Path) -> Path:
    """It, whatever the test before has done to it."""
    shutil.rmtree(built)
    return Path(shutil.copytree(built.with_name("asli"), built))


def build(root: Path, office: Office, *, pages_first: bool = False) -> CaseResult:
    """Build the case as a fresh run does."""
    installation, converter = office
    workplace = open_workplace(Workspace(root))
    memory = remember(workplace, installation)
    means = Means(workplace, converter, memory, pages_first=pages_first)
    return run_case(root / "cases" / f"{NOMOR}.yaml", means)


def save(root: Path) -> Callable[[], object]:
    """Change what the letter prints; the result takes it back."""
    file = root / "cases" / f"{NOMOR}.yaml"
    before = file.read_text(encoding="utf-8")
    after = before.replace("pk: dw", "pk: sr", 1)
    assert after != before
    file.write_text(after, encoding="utf-8")
    return lambda: file.write_text(before, encoding="utf-8")


def made(root: Path) -> dict[str, bytes]:
    """All that lies in the folder of output, but for what is kept there."""
    files = (file for part in ("drafts", "bundles") for file in (root / "output" / part).rglob("*"))
    return {str(file.relative_to(root)): file.read_bytes() for file in files if file.is_file()}


def at_bundling(monkeypatch: pytest.MonkeyPatch, step: Callable[[], object]) -> None:
    """Take a step when the bundle is about to be made."""

    def stepping(nomor: str, parts: Sequence[Part], *more: object, **named: str) -> bytes:
        step()
        return bundle(nomor, parts, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "bundle", stepping)


def test_pages_first(root: Path, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new page is there while the bundle is still the old one; in the end all is the same."""
    before = made(root)
    letter, whole = (f"output/drafts/{NOMOR}/surat_tugas.pdf", f"output/bundles/{NOMOR}.pdf")
    seen: list[dict[str, bytes]] = []
    at_bundling(monkeypatch, lambda: seen.append(made(root)))
    take_back = save(root)
    first = build(root, office, pages_first=True)
    after = made(root)
    assert seen[0][letter] == after[letter] != before[letter]
    assert seen[0][whole] == before[whole] != after[whole]
    assert "changed" in {one.change for one in first.documents}
    assert build(root, office).reasons == ()

    take_back()
    build(root, office)
    assert made(root)[letter] == before[letter]
    assert seen[1] == after  # without the wish nothing is put in place before all is made
    save(root)
    other = build(root, office)
    assert made(root) == after
    assert other.documents == first.documents


@pytest.mark.parametrize("taken_back", [False, True])
def test_cut_off_before_the_bundle(
    root: Path, office: Office, monkeypatch: pytest.MonkeyPatch, *, taken_back: bool
) -> None:
    """The case is not taken for built, neither as it is nor as it was; the next run mends it."""

    def cut_off() -> None:
        raise KeyboardInterrupt

    before = made(root)
    take_back = save(root)
    with monkeypatch.context() as patch:
        at_bundling(patch, cut_off)
        with suppress(KeyboardInterrupt):
            build(root, office, pages_first=True)
    assert made(root) != before
    if taken_back:
        take_back()
    result = build(root, office)
    assert result.reasons
    assert result.bundle
    assert (made(root)[f"output/bundles/{NOMOR}.pdf"] == before[f"output/bundles/{NOMOR}.pdf"]) == (
        taken_back
    )


def test_a_draft_that_is_saved_while_the_bundle_is_made(
    root: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays as it is, and the next build sees that somebody has edited it."""
    file = root / "output" / "drafts" / NOMOR / "surat_tugas.docx"

    def edit() -> None:
        document = docx.Document(str(file))
        document.add_paragraph("Kalimat petugas.")
        document.save(str(file))

    save(root)
    with monkeypatch.context() as patch:
        at_bundling(patch, edit)
        build(root, office, pages_first=True)
    edited = file.read_bytes()
    result = build(root, office)
    assert result.reasons
    assert file.read_bytes() == edited
    assert "kept" in {one.state for one in result.documents}
