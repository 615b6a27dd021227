"""`build --explain`: why a case was built, and what became of each of its documents.

Why: a clerk who changed one template must see that it, and nothing else, was made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import ExitCode
from pipeline.messages import Messages

if TYPE_CHECKING:
    from pipeline.results import CaseResult, DocumentResult

INDENT = "    "
CHANGES = ("new", "changed", "same")


def was_left(result: CaseResult) -> bool:
    """Whether a case was left as it was, since nothing had changed."""
    return result.exit_code == ExitCode.DONE and not result.reasons


def explained(result: CaseResult, messages: Messages) -> Iterator[str]:
    """Say it in lines: the case with the reasons, then its documents by what became of them."""
    if was_left(result):
        yield messages.text("build.explain.left", nomor=result.nomor)
        return
    why = "; ".join(reasons(result, messages))
    if result.exit_code != ExitCode.DONE:
        yield messages.text("build.explain.failed", nomor=result.nomor)
    else:
        yield messages.text("build.explain.built", nomor=result.nomor, why=why)
    for change in CHANGES:
        if names := ", ".join(label(d) for d in result.documents if d.change == change):
            yield INDENT + messages.text(f"build.explain.documents.{change}", names=names)


def reasons(result: CaseResult, messages: Messages) -> list[str]:
    """Why a case was built, in words; a name that is none of ours is a template's file."""
    if any(document.state == "kept" for document in result.documents):
        return [messages.text("build.reasons.edited")]  # it is never recorded as done
    known = messages.texts["build"]["reasons"]
    return [
        messages.text(f"build.reasons.{name}")
        if name in known
        else messages.text("build.template_changed", file=name)
        for name in result.reasons
    ]


def label(document: DocumentResult) -> str:
    """A document as the case file names it: ``laporan_perkembangan/2026-04``."""
    return f"{document.name}/{document.item}" if document.item else document.name
