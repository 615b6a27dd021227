"""Why a case was built, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import memory, messages
from pipeline.cli.explain import explained, reasons, was_left
from pipeline.errors import ExitCode, Problem
from pipeline.results import CaseResult, Change, DocumentResult, State
from pipeline.settings import LANGUAGES, Language

NAMES = (
    memory.FIRST, memory.CASE, memory.EXHIBITS, memory.OUTPUT, memory.OFFICE, memory.CATALOG,
    memory.PARTS_OF_TEMPLATES, memory.PROGRAM, memory.SOFFICE, memory.FONTS,
)  # fmt: skip


def result(*why: str, code: ExitCode = ExitCode.DONE, state: State = "made") -> CaseResult:
    """A case that was built for these reasons, with documents of every change."""
    changes: tuple[Change, ...] = ("new", "changed", "same")
    made = [DocumentResult(f"surat_{c}", None, state, change=c) for c in changes]
    month = DocumentResult("laporan", "2026-04", state, change="same")
    waits = DocumentResult("litmas", None, "incomplete")
    problems = (Problem("SKM010", {"value": "x"}),) if code else ()
    file = Path("cases/KS-1.yaml")
    return CaseResult("KS-1", file, code, problems, (*made, month, waits), reasons=why)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(language: Language) -> None:
    """What a case hangs on is told in words, each in its own; only a template by its name."""
    said = messages.load(language)
    told = reasons(result(*NAMES), said)
    assert len(set(told)) == len(NAMES)
    assert all(name in said.texts["build"]["reasons"] for name in NAMES)
    (template,) = reasons(result("surat_tugas.docx"), said)
    assert "surat_tugas.docx" in template


def test_lines() -> None:
    """The reasons in one line, then the documents by what became of them."""
    lines = list(explained(result("case", "surat_tugas.docx"), messages.load("id")))
    assert lines == [
        "KS-1 dibuat: berkas perkara berubah; templat surat_tugas.docx berubah.",
        "    baru: surat_new",
        "    berubah: surat_changed",
        "    tetap: surat_same, laporan/2026-04",
    ]


def test_an_edited_draft_is_the_reason() -> None:
    """A case with a draft that was edited is made each time; that, and nothing else, is said."""
    told = reasons(result("first", state="kept"), messages.load("id"))
    assert told == ["ada draf yang disunting di Word"]


def test_left_and_failed() -> None:
    """What was left has no documents to tell; what failed was not left."""
    said = messages.load("id")
    assert list(explained(result(), said)) == ["KS-1 tidak berubah."]
    bad = result(code=ExitCode.CASE)
    assert not was_left(bad)
    assert next(explained(bad, said)) == "KS-1 gagal."
