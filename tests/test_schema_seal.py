"""What the editor's schema was made from: seen at its top, without making it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import schema, schema_seal
from pipeline.case import Case
from pipeline.case.codes import code_keys
from pipeline.office import Office
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def office() -> Office:
    """The repository's office.yaml."""
    return open_workplace(Workspace(REPOSITORY)).office


@pytest.fixture
def file(tmp_path: Path, office: Office) -> Path:
    """The schema of that office, in a workspace whose editor was set up."""
    file = tmp_path / ".vscode" / "berkas.schema.json"
    file.parent.mkdir()
    file.write_text(schema.schema_text(office), encoding="utf-8")
    return file


def test_a_fresh_one_fits(file: Path, office: Office) -> None:
    """What was just written is up to date, and stays so whatever else the office changes."""
    assert not schema_seal.is_outdated(file, office)
    moved = office.kantor.model_copy(update={"alamat": "Jalan Lain Nomor 1"})
    assert not schema_seal.is_outdated(file, office.model_copy(update={"kantor": moved}))


@pytest.mark.parametrize("section", schema_seal.SECTIONS)
def test_other_codes_and_names_are_seen(file: Path, office: Office, section: str) -> None:
    """A new code, one that is gone, and another name for a code, each with the same count."""
    known = dict(office.entries(section))
    code, entry = next(iter(known.items()))
    renamed = {**known, code: entry.model_copy(update={"nama": "Nama Lain"})}
    recoded = {f"{name}x" if name == code else name: value for name, value in known.items()}
    fewer = {name: value for name, value in known.items() if name != code}
    for changed in (renamed, recoded, fewer):
        assert schema_seal.is_outdated(file, office.model_copy(update={section: changed}))


def test_another_version_is_seen(
    file: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade of the program its vocabulary may have grown."""
    monkeypatch.setattr(schema_seal, "__version__", "99.0")
    assert schema_seal.is_outdated(file, office)


def test_a_missing_one_is_seen_where_the_editor_was_set_up(file: Path, office: Office) -> None:
    """Without an editor's folder nobody misses it."""
    file.unlink()
    assert schema_seal.is_outdated(file, office)
    file.parent.rmdir()
    assert not schema_seal.is_outdated(file, office)


def test_it_looks_at_every_section_that_codes_come_from() -> None:
    """A section whose codes the schema proposes belongs into the seal."""
    assert {key.section for key in code_keys(Case)} == set(schema_seal.SECTIONS)
