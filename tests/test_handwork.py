"""Drafts that somebody edited in Word are kept, told, and used as they are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline.documents import Draft, Part
from pipeline.draft_record import RECORD
from pipeline.errors import ConversionError
from pipeline.handwork import SPARE, Handwork, keep_edits
from tests.drafting import word
from tests.word_files import members, packed

FRESH, EDITED = word("Isi surat yang dibuat."), word("Isi surat yang disunting petugas.")


def draft(
    docx: bytes = FRESH, name: str = "surat", item: str | None = None, origin: str | None = None
) -> Draft:
    """A draft as the render stage gives it."""
    return Draft(name, item, "Surat", None, docx, ("dibuat",), origin)


def part(of: Draft) -> Part:
    """The pages of a draft."""
    return Part(of.name, of.item, of.title, None, b"%PDF " + of.docx[-20:], 1)


def written(work: Handwork) -> None:
    """Put in place what a build would."""
    contents = work.contents([part(one) for one in work.drafts])
    for file, content in [*work.spared().items(), *contents.items()]:
        file.write_bytes(content)
    for file in list(work.lapsed()):
        file.unlink(missing_ok=True)


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


@cache
def filled(origin: str) -> bytes:
    """What is made for an entry; made once, since a new file has another time in it."""
    return word(f"Isi untuk {origin}.")


def entries(*origins: str) -> list[Draft]:
    """Drafts of entries of one day in their order: ``surat-1``, ``surat-1-2``, ``surat-1-3``."""
    items = ["1", *(f"1-{number}" for number in range(2, len(origins) + 1))]
    return [
        draft(filled(origin), item=item, origin=origin)
        for item, origin in zip(items, origins, strict=True)
    ]


def edited(folder: Path, stem: str, text: str) -> bytes:
    """Save a draft with another text, as Word would."""
    content = word(text)
    (folder / f"{stem}.docx").write_bytes(content)
    return content


def test_an_edit_follows_its_entry(tmp_path: Path) -> None:
    """A row written above moves the names; each edit goes along, and the new row has none."""
    built(tmp_path, *entries("a", "b"))
    of_a, of_b = (edited(tmp_path, s, f"Suntingan {s}.") for s in ("surat-1", "surat-1-2"))
    work = built(tmp_path, *entries("baru", "a", "b"))
    assert [one.docx for one in work.drafts[1:]] == [of_a, of_b]
    assert work.drafts[0] == entries("baru")[0]
    moved = [one.params for one in work.problems if one.code == "SUN003"]
    assert moved == [
        {"document": "surat-1-2", "former": "surat-1"},
        {"document": "surat-1-3", "former": "surat-1-2"},
    ]
    assert (tmp_path / "surat-1-3.docx").read_bytes() == of_b
    assert not list(tmp_path.glob(f"{SPARE}*"))
    settled = built(tmp_path, *entries("baru", "a", "b"))
    assert settled.kept == {"surat-1-2", "surat-1-3"}
    assert {one.code for one in settled.problems} == {"SUN001"}
    back = built(tmp_path, *entries("a", "b"))
    assert [one.docx for one in back.drafts] == [of_a, of_b]
    assert not (tmp_path / "surat-1-3.docx").exists()


def test_edits_change_places(tmp_path: Path) -> None:
    """Two rows in another order: each edit is with its own entry."""
    built(tmp_path, *entries("a", "b"))
    of_a, of_b = (edited(tmp_path, s, f"Suntingan {s}.") for s in ("surat-1", "surat-1-2"))
    assert [one.docx for one in built(tmp_path, *entries("b", "a")).drafts] == [of_b, of_a]
    assert [one.docx for one in built(tmp_path, *entries("a", "b")).drafts] == [of_a, of_b]


def test_an_edit_stays_with_an_entry_that_was_changed(tmp_path: Path) -> None:
    """The officer mends the row too: the paper is the same, the edit is kept."""
    built(tmp_path, *entries("a", "b"))
    content = edited(tmp_path, "surat-1", "Suntingan.")
    work = built(tmp_path, *entries("a lagi", "b"))
    assert (work.drafts[0].docx, set(work.kept)) == (content, {"surat-1"})
    assert built(tmp_path, *entries("baru", "a lagi", "b")).drafts[1].docx == content


def test_an_edit_whose_entry_is_gone(tmp_path: Path) -> None:
    """The next entry has its name now: its paper is made anew, the edit lies aside and is told.

    It comes back with its entry; given up, it does not.
    """
    built(tmp_path, *entries("a", "b"))
    content = edited(tmp_path, "surat-1", "Suntingan.")
    work = built(tmp_path, *entries("b"))
    assert work.drafts == tuple(entries("b"))
    (problem,) = work.problems
    assert (problem.code, problem.params) == ("SUN004", {"document": "surat-1"})
    assert problem.file is not None
    assert problem.file.read_bytes() == content
    assert built(tmp_path, *entries("b")).problems == ()
    assert built(tmp_path, *entries("a", "b")).drafts[0].docx == content
    built(tmp_path, *entries("b"))
    built(tmp_path, *entries("b"), discard=True)
    assert built(tmp_path, *entries("a", "b")).kept == frozenset()
    assert problem.file.read_bytes() == content


def test_a_copy_of_another_draft_lies_aside(tmp_path: Path) -> None:
    """A file that is known as another entry's edit is not this one's; nothing of it is lost."""
    built(tmp_path, *entries("a", "b"))
    of_a = edited(tmp_path, "surat-1", "Suntingan.")
    built(tmp_path, *entries("a", "b"))
    (tmp_path / "surat-1-2.docx").write_bytes(of_a)
    later = edited(tmp_path, "surat-1", "Suntingan kedua.")
    work = built(tmp_path, *entries("a", "b"))
    assert work.drafts[0].docx == later
    assert work.drafts[1] == entries("a", "b")[1]
    assert [file.read_bytes() for file in tmp_path.glob(f"{SPARE}*")] == [of_a]


@pytest.mark.parametrize("order", [("baru", "a", "b"), ("b", "a"), ("b",), ("c", "b", "d", "a")])
def test_a_move_cut_off_anywhere(tmp_path: Path, order: tuple[str, ...]) -> None:
    """After each single file that changed: the next build has every edit where it belongs."""
    steps = _steps(tmp_path / "whole", order)
    for cut in range(len(steps) + 1):
        folder = tmp_path / str(cut)
        of = _edited_pair(folder)
        work = keep_edits(entries(*order), folder).looked_at_again()
        for file, content in _steps_of(work)[:cut]:
            file.write_bytes(content) if content is not None else file.unlink(missing_ok=True)
        again = built(folder, *entries(*order))
        for made, origin in zip(again.drafts, order, strict=True):
            expected = of.get(origin, filled(origin))
            assert made.docx == expected, (cut, origin)
        lying = {file.read_bytes() for file in folder.rglob("*.docx")}
        assert set(of.values()) <= lying, cut


def _edited_pair(folder: Path) -> dict[str, bytes]:
    """Drafts of two entries, both edited."""
    folder.mkdir()
    built(folder, *entries("a", "b"))
    texts = {"a": "surat-1", "b": "surat-1-2"}
    return {origin: edited(folder, stem, f"Suntingan {stem}.") for origin, stem in texts.items()}


def _steps_of(work: Handwork) -> list[tuple[Path, bytes | None]]:
    """What a build does to the folder, one file after the other."""
    contents = work.contents([part(one) for one in work.drafts])
    lapsed = [(file, None) for file in work.lapsed()]
    return [*work.spared().items(), *contents.items(), *lapsed]


def _steps(folder: Path, order: tuple[str, ...]) -> list[tuple[Path, bytes | None]]:
    _edited_pair(folder)
    return _steps_of(keep_edits(entries(*order), folder).looked_at_again())
