"""Whether the bench's corpus is what its page says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tools.bench_corpus import CORPUS, CORPUS_SIZE, LETTER, fill, make_office, values


def test_the_corpus_has_its_size(tmp_path: Path) -> None:
    """Cover and contents of each case are among the documents, for all ways alike."""
    filled = values(make_office(tmp_path / "kantor", CORPUS), tmp_path / "templates")
    assert len(filled) == CORPUS_SIZE
    cases = sum(CORPUS.values())
    assert sum("sampul" in name for name in filled) == cases
    assert sum("daftar_isi_berkas" in name for name in filled) == cases


def test_no_two_cases_are_equal(tmp_path: Path) -> None:
    """Each has its number and its client's name; so nothing that was made before is taken again."""
    root = make_office(tmp_path / "kantor", {LETTER: 3})
    texts = [file.read_text(encoding="utf-8") for file in sorted(root.glob("cases/*.yaml"))]
    assert len({text.partition("  nama: ")[2].partition("\n")[0] for text in texts}) == 3


def test_a_document_is_filled_as_docxtpl_does_it(tmp_path: Path) -> None:
    """The client's name stands in it, and no tag does."""
    filled = values(make_office(tmp_path / "kantor", {LETTER: 1}), tmp_path / "templates")
    (letter,) = (one for name, one in filled.items() if "surat_tugas" in name)
    fill(*letter, tmp_path / "letter.docx")
    with zipfile.ZipFile(tmp_path / "letter.docx") as package:
        body = package.read("word/document.xml").decode()
    assert "Aaab " in body
    assert "{{" not in body
