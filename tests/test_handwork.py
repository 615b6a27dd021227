"""Drafts that somebody edited in Word are kept, told, and used as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.documents import Draft, Part
from pipeline.errors import ConversionError
from pipeline.handwork import RECORD, Handwork, keep_edits
from tests.drafting import word
from tests.word_files import members, packed

FRESH, EDITED = word("Isi surat yang dibuat."), word("Isi surat yang disunting petugas.")


def draft(docx: bytes = FRESH, name: str = "surat", item: str | None = None) -> Draft:
    """A draft as the render stage gives it."""
    return Draft(name, item, "Surat", None, docx, ("dibuat",))


def part(of: Draft) -> Part:
    """The pages of a draft."""
    return Part(of.name, of.item, of.title, None, b"%PDF " + of.docx[-20:], 1)


def written(work: Handwork) -> None:
    """Put in place what a build would."""
    for file, content in work.contents([part(one) for one in work.drafts]).items():
        file.write_bytes(content)
    for file in list(work.lapsed()):
        file.unlink()


def built(folder: Path, *drafts: Draft, discard: bool = False) -> Handwork:
    """Do what a build does with a folder of drafts."""
    work = keep_edits(drafts, folder, discard=discard).looked_at_again()
    written(work)
    return work


def test_what_was_made_is_made_again(tmp_path: Path) -> None:
    """Without edits a build takes the place of the one before, whatever changed."""
    assert built(tmp_path, draft()).drafts == (draft(),)
    again = built(tmp_path, draft(EDITED))
    assert (again.drafts[0].docx, again.kept, again.problems) == (EDITED, frozenset(), ())


def test_an_edited_draft_is_kept_and_told(tmp_path: Path) -> None:
    """Its content goes on, with words of its own, in every later build, until it is given up."""
    built(tmp_path, draft(), draft(name="lain"))
    (tmp_path / "surat.docx").write_bytes(EDITED)
    for later in (FRESH, word("Isi lain lagi.")):
        work = built(tmp_path, draft(later), draft(name="lain"))
        assert [one.docx for one in work.drafts] == [EDITED, FRESH]
        assert "disunting" in work.drafts[0].expected
        assert work.kept == {"surat"}
        (problem,) = work.problems
        assert (problem.code, problem.severity) == ("SUN001", "warning")
        assert problem.file == tmp_path / "surat.docx"
    given_up = built(tmp_path, draft(), draft(name="lain"), discard=True)
    assert (given_up.drafts[0].docx, given_up.problems) == (FRESH, ())
    assert built(tmp_path, draft(), draft(name="lain")).kept == frozenset()


def test_an_edit_that_the_program_would_make_too(tmp_path: Path) -> None:
    """What was edited into just what is made now is nobody's work any more."""
    built(tmp_path, draft())
    (tmp_path / "surat.docx").write_bytes(EDITED)
    assert built(tmp_path, draft(EDITED)).kept == frozenset()
    assert built(tmp_path, draft(FRESH)).drafts[0].docx == FRESH


@pytest.mark.parametrize("record", [None, b"", b"[]", b"{bukan json", b'{"surat.docx": 1}'])
def test_without_a_record_nothing_is_taken_for_ours(tmp_path: Path, record: bytes | None) -> None:
    """A file that nobody knows the making of is kept: it may be somebody's work."""
    (tmp_path / "surat.docx").write_bytes(EDITED)
    if record is not None:
        (tmp_path / RECORD).write_bytes(record)
    assert keep_edits([draft()], tmp_path).kept == {"surat"}
    assert keep_edits([draft(EDITED)], tmp_path).kept == frozenset()


def test_a_deleted_draft_is_made_again(tmp_path: Path) -> None:
    """A file that is not there was not edited."""
    built(tmp_path, draft())
    (tmp_path / "surat.docx").unlink()
    assert built(tmp_path, draft()).kept == frozenset()


def test_each_of_several_has_its_own_record(tmp_path: Path) -> None:
    """Papers of one document are told apart by their items."""
    months = [draft(name="laporan", item=item) for item in ("2026-04", "2026-05")]
    built(tmp_path, *months)
    (tmp_path / "laporan-2026-05.docx").write_bytes(EDITED)
    assert keep_edits(months, tmp_path).kept == {"laporan-2026-05"}


def test_what_lapsed_goes_and_nothing_else(tmp_path: Path) -> None:
    """Only files that we made and that nobody touched; a signed scan beside them stays."""
    built(tmp_path, draft(), draft(name="lama"), draft(name="disunting"))
    (tmp_path / "disunting.docx").write_bytes(EDITED)
    scan = tmp_path / "lama-ttd.pdf"
    scan.write_bytes(b"%PDF hasil pindai")
    built(tmp_path, draft())
    left = {file.name for file in tmp_path.iterdir()} - {RECORD}
    assert left == {"surat.docx", "surat.pdf", "disunting.docx", "lama-ttd.pdf"}


def test_a_draft_saved_while_pages_are_made(tmp_path: Path) -> None:
    """Neither it nor its pages are written; the next build takes it for what it is."""
    built(tmp_path, draft())
    work = keep_edits([draft(word("Isi baru."))], tmp_path)
    pages = (tmp_path / "surat.pdf").read_bytes()
    (tmp_path / "surat.docx").write_bytes(EDITED)
    work = work.looked_at_again()
    written(work)
    assert (tmp_path / "surat.docx").read_bytes() == EDITED
    assert (tmp_path / "surat.pdf").read_bytes() == pages
    assert [problem.code for problem in work.problems] == ["SUN001"]
    assert built(tmp_path, draft()).drafts[0].docx == EDITED


def test_a_build_cut_off_behind_its_record(tmp_path: Path) -> None:
    """Files of the build before are still known as ours, so that nothing old is kept as edited."""
    built(tmp_path, draft())
    work = keep_edits([draft(word("Isi kedua."))], tmp_path)
    contents = work.contents([part(one) for one in work.drafts])
    assert next(iter(contents)) == tmp_path / RECORD
    (tmp_path / RECORD).write_bytes(contents[tmp_path / RECORD])
    third = draft(word("Isi ketiga."))
    assert keep_edits([third], tmp_path).kept == frozenset()


CHANGE = '<w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins>'
COMMENT = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'


def with_markup(markup: str) -> bytes:
    """An edited draft with a tracked change or a comment in it."""
    contents = members(EDITED)
    body = contents["word/document.xml"].decode()
    more = f"<w:p>{markup}</w:p><w:sectPr"
    contents["word/document.xml"] = body.replace("<w:sectPr", more, 1).encode()
    return packed(contents)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"bukan Word", "TPL002"), (with_markup(CHANGE), "TPL017"), (with_markup(COMMENT), "TPL017")],
)
def test_an_edit_that_cannot_be_used(tmp_path: Path, content: bytes, said: str) -> None:
    """What no document may hold stops the case, with the file and the way out."""
    (tmp_path / "surat.docx").write_bytes(content)
    with pytest.raises(ConversionError) as refused:
        keep_edits([draft()], tmp_path)
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["said"]) == ("SUN002", said)
    assert problem.file == tmp_path / "surat.docx"
    assert keep_edits([draft()], tmp_path, discard=True).drafts == (draft(),)


def test_the_record_holds_hashes_only(tmp_path: Path) -> None:
    """Names of documents and hashes, in a stable order; nothing of a person."""
    built(tmp_path, draft(), draft(name="akhir"))
    record = json.loads((tmp_path / RECORD).read_bytes())
    assert list(record) == ["akhir.docx", "akhir.pdf", "surat.docx", "surat.pdf"]
    assert all(len(state) == 64 for states in record.values() for state in states)
