"""Exhibits: what is taken as it is, and what is refused by name with its reason."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from pipeline import exhibit as module
from pipeline.errors import BundleError, ExitCode
from pipeline.exhibit import annotations_of, exhibit
from tests.pdfs import (
    SHAPES,
    Shape,
    filled_form,
    headed,
    sheets,
    with_content,
    without_pages,
    written,
)


def _writer(pdf: bytes | None = None) -> PdfWriter:
    return PdfWriter(clone_from=BytesIO(pdf or sheets("isi")))


def _encrypted(user: str) -> bytes:
    writer = _writer()
    writer.encrypt(user, "pemilik", algorithm="RC4-128")
    return written(writer)


def _aes() -> bytes:
    """Return a PDF that says it is encrypted with AES, which pypdf alone cannot read."""
    cipher = (
        b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <" + b"00" * 48 + b"> /U <"
        + b"00" * 48 + b"> /OE <" + b"00" * 32 + b"> /UE <" + b"00" * 32 + b"> /Perms <"
        + b"00" * 16 + b"> /StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV3 "
        b"/AuthEvent /DocOpen /Length 32 >> >> >>"
    )  # fmt: skip
    return written(_writer()).replace(b"trailer\n<<", b"trailer\n<<\n" + cipher)


def _scripted() -> bytes:
    writer = _writer()
    writer.add_open_action(JavaScript("app.alert('halo')"))
    return written(writer)


def _with_action(kind: str) -> bytes:
    writer = _writer(headed("isi", 1))
    link = annotations_of(writer.pages[0])[0]
    del link["/Dest"]
    link[NameObject("/A")] = DictionaryObject(
        {
            NameObject("/S"): NameObject(kind),
            NameObject("/F"): TextStringObject("calc.exe"),
        }
    )
    return written(writer)


def _with_root(key: str, value: Any) -> bytes:
    writer = _writer()
    writer.root_object[NameObject(key)] = value
    return written(writer)


def _with_hidden_layer() -> bytes:
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([DictionaryObject()])})
    return _with_root("/OCProperties", DictionaryObject({NameObject("/D"): off}))


def _with_unit(unit: float) -> bytes:
    writer = _writer()
    writer.pages[0][NameObject("/UserUnit")] = FloatObject(unit)
    return written(writer)


def _turned() -> bytes:
    writer = _writer()
    writer.pages[0][NameObject("/Rotate")] = TextStringObject("kanan")
    return written(writer)


def _field_without_look() -> bytes:
    writer = _writer(filled_form("Nilai"))
    for annotation in annotations_of(writer.pages[0]):
        del annotation["/AP"]
    return written(writer)


GOOD = sheets("isi satu", "isi dua")

REFUSED: dict[str, tuple[bytes, str]] = {
    "JPEG": (b"\xff\xd8\xff\xe0" + b"0" * 99, "LMP003"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "LMP003"),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"0" * 99, "LMP003"),
    "TIFF": (b"II*\0" + b"0" * 99, "LMP003"),
    "Word": (b"PK\x03\x04" + b"0" * 99, "LMP003"),
    "HTML": (b"\n <!DOCTYPE html><html>" + b"0" * 99, "LMP003"),
    "empty": (b"", "LMP004"),
    "text": (b"bukan apa-apa", "LMP004"),
    "cut off": (GOOD[: len(GOOD) // 2], "LMP005"),
    "cut off at the end": (GOOD[:-10], "LMP005"),
    "marks alone": (b"%PDF-1.7\n%%EOF\n", "LMP005"),
    "no table": (b"%PDF-1.4\n" + b"x" * 500 + b"\nstartxref\n9\n%%EOF\n", "LMP005"),
    "turn that is no number": (_turned(), "LMP005"),
    "content that never ends": (with_content(b"BT (tak berakhir"), "LMP005"),
    "user password": (_encrypted("rahasia"), "LMP006"),
    "owner password": (_encrypted(""), "LMP006"),
    "AES": (_aes(), "LMP006"),
    "no pages": (without_pages(), "LMP007"),
    "huge page": (sheets("x", shape=Shape((60_000, 800))), "LMP009"),
    "huge unit": (_with_unit(40), "LMP009"),
    "tiny page": (sheets("x", shape=Shape((400, 60))), "LMP009"),
    "huge paper, small crop": (
        sheets("x", shape=Shape((20_000, 800), crop=(0, 0, 500, 500))),
        "LMP009",
    ),
    "JavaScript": (_scripted(), "LMP010"),
    "launch": (_with_action("/Launch"), "LMP010"),
    "submit": (_with_action("/SubmitForm"), "LMP010"),
    "portfolio": (_with_root("/Collection", DictionaryObject()), "LMP011"),
    "dynamic form": (_with_root("/NeedsRendering", BooleanObject(True)), "LMP011"),
    "field without a look": (_field_without_look(), "LMP012"),
    "hidden layer": (_with_hidden_layer(), "LMP013"),
}


def _refusal(file: Path) -> BundleError:
    with pytest.raises(BundleError) as error:
        exhibit(file, "Putusan")
    return error.value


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_with_its_file(kind: str, tmp_path: Path) -> None:
    """Each kind of bad exhibit has its own message, names its file and ends in exit code 7."""
    content, code = REFUSED[kind]
    file = tmp_path / "putusan.pdf"
    file.write_bytes(content)
    error = _refusal(file)
    problem = error.problems[0]
    assert (problem.code, problem.file, problem.params["name"]) == (code, file, "putusan.pdf")
    assert error.exit_code is ExitCode.BUNDLE


def test_the_message_tells_what_the_file_really_is(tmp_path: Path) -> None:
    """A photograph named .pdf is called a photograph; a script a script."""
    for kind, key, value in (("JPEG", "kind", "JPEG"), ("launch", "action", "Launch")):
        file = tmp_path / "foto.pdf"
        file.write_bytes(REFUSED[kind][0])
        assert _refusal(file).problems[0].params[key] == value


@pytest.mark.parametrize("name", SHAPES)
def test_a_sound_exhibit_becomes_a_part_with_the_bytes_of_its_file(
    name: str, tmp_path: Path
) -> None:
    """Nothing is rewritten: what is archived is what was handed in."""
    content = sheets("satu", "dua", shape=SHAPES[name])
    file = tmp_path / "putusan.pdf"
    file.write_bytes(content)
    part = exhibit(file, "Putusan")
    assert (part.name, part.item, part.title, part.note) == (
        "lampiran",
        "putusan.pdf",
        "Putusan",
        None,
    )
    assert (part.pdf, part.pages) == (content, 2)


def test_a_filled_form_and_a_link_are_taken(tmp_path: Path) -> None:
    """What looks the same on paper is no reason to refuse."""
    for content in (filled_form("Nilai"), headed("Bagian", 3)):
        file = tmp_path / "formulir.pdf"
        file.write_bytes(content)
        assert exhibit(file, "Formulir").pages == len(PdfReader(BytesIO(content)).pages)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """Neither a missing file nor a folder ends in a traceback."""
    for file in (tmp_path / "tidak-ada.pdf", tmp_path):
        assert _refusal(file).problems[0].code == "LMP001"


def test_a_reason_quotes_nothing_of_the_file(tmp_path: Path) -> None:
    """What pypdf says over broken content would hold the content, and with it a person's data."""
    file = tmp_path / "rusak.pdf"
    file.write_bytes(with_content(b"BT /F1 8 Tf (Slamet Riyanto) Tj \x88\x99 ) ET"))
    reason = _refusal(file).problems[0].params["reason"]
    assert reason
    assert "Slamet" not in reason


def test_the_limits_of_size_and_pages_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A bundle that nobody can mail or open is refused before it is built."""
    file = tmp_path / "tebal.pdf"
    file.write_bytes(sheets(*"abcd"))
    monkeypatch.setattr(module, "MOST_PAGES", 3)
    assert _refusal(file).problems[0].params == {"name": "tebal.pdf", "pages": "4", "limit": "3"}
    with file.open("r+b") as stream:
        stream.truncate(module.LARGEST + 1)
    problem = _refusal(file).problems[0]
    assert (problem.code, problem.params["limit"]) == ("LMP002", "50")
