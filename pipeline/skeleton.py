"""The text of a new case file: every key that the case can have, empty, with what it means.

Why: an officer fills in what is known and sees what will be asked later, without a manual; and
since an empty value is a missing one, a fresh skeleton is a case that has just begun.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from pipeline.case import Case
from pipeline.case.model import KINDS
from pipeline.case.section import (
    Section,
    fields_of,
    has_short_form,
    is_list,
    is_map,
    section_in,
)
from pipeline.catalog import Catalog
from pipeline.schema import words_of
from pipeline.values import Narrative

WIDTH = 100
COMMENT_COLUMN = 32
MOST_NAMED = 3  # documents above a section; `check` names all that lack something
MODELINE = "# yaml-language-server: $schema=../.vscode/berkas.schema.json"

SERVICE, CHILD_SERVICE, DIVERSION, REINTEGRATION = KINDS
WORKING = (SERVICE, CHILD_SERVICE, DIVERSION)
CHILDREN = (CHILD_SERVICE, DIVERSION)
JUDGED = (SERVICE, CHILD_SERVICE)
# Keys that only some kinds of case can have; all others may stand in every case.
ONLY: dict[str, tuple[str, ...]] = {
    "program": (REINTEGRATION,),
    "register.lapas": (REINTEGRATION,),
    "asal_litmas": JUDGED,
    "klien.sekolah": CHILDREN,
    "klien.jam_sekolah": CHILDREN,
    "pendamping_anak": CHILDREN,
    "masa_pidana": (REINTEGRATION,),
    "pembinaan": (REINTEGRATION,),
    "kelayakan": (SERVICE,),
    "rekomendasi.usulan": JUDGED,
    "diversi": (DIVERSION,),
    "putusan": (*JUDGED, REINTEGRATION),
    "putusan.dasar": (SERVICE,),
    "putusan.pidana_semula": JUDGED,
    "putusan.pembayaran_denda": (SERVICE,),
    "putusan.jam": JUDGED,
    "putusan.jam_per_hari": JUDGED,
    "putusan.hari_per_minggu": JUDGED,
    "putusan.jangka_waktu": JUDGED,
    "putusan.lokasi": JUDGED,
    "putusan.jika_tidak_dilaksanakan": (SERVICE,),
    "putusan.bagian": (SERVICE,),
    "putusan.uraian_sanksi": (SERVICE,),
    "eksekusi": JUDGED,
    "penerimaan": JUDGED,
    "penugasan_pembimbingan": WORKING,
    "kesediaan": WORKING,
    "pernyataan_klien": WORKING,
    "panggilan": WORKING,
    "usulan_pengulangan": JUDGED,
    "penempatan": WORKING,
    "kehadiran": WORKING,
    "pengulangan": (SERVICE,),
}
# The key at which a stretch of the case's life begins, and what it is called.
GROUPS = {
    "nomor": "Pokok",
    "klien": "Klien dan keluarga",
    "perkara": "Perkara",
    "permintaan": "Permintaan dan litmas",
    "diversi": "Diversi",
    "putusan": "Putusan dan pelaksanaannya",
    "penerimaan": "Pembimbingan",
    "penyelesaian": "Penyelesaian",
    "lampiran": "Lampiran dan catatan",
}
HEADER = """\
# Perkara {nomor} ({kind}).
# Isilah sedikit demi sedikit; yang masih kosong dianggap belum ada.
#
#   *         wajib di dalam bagian yang sudah mulai diisi
#   |         uraian ditulis pada baris di bawahnya dan menjorok dua spasi lebih dalam; baris
#             kosong memulai paragraf baru, baris yang diawali `- ` menjadi butir daftar
#   [daftar]  boleh lebih dari satu: [satu, dua]
#   - kunci:  satu entri; untuk entri berikutnya, salin seluruhnya di bawahnya
#
# Tanggal: 2026-02-18 atau 18 Februari 2026. Pukul: 08.00. Jam: 4 atau 7,5. Uang: Rp450.000.
# Jangka waktu: 1 tahun 6 bulan. Nilai yang memuat `: ` atau ` #` diapit tanda kutip.
# Yang kurang atau keliru ditunjukkan oleh: berkas check {nomor}
"""


def skeleton(nomor: str, jenis: str, pk: str | None, catalog: Catalog) -> str:
    """Write the case file of a new case.

    Args:
        nomor: its number, which is also the file's name.
        jenis: the kind of case; decides which keys it can have.
        pk: code of the officer, or None to leave it open.
        catalog: says which document needs which key.

    Returns:
        The text; as YAML it holds the number, the kind and the officer, and nothing else.
    """
    filled = {"nomor": nomor, "jenis": jenis, "pk": pk or ""}
    lines = [MODELINE, *HEADER.format(nomor=nomor, kind=jenis.replace("_", " ")).splitlines()]
    for name, field in fields_of(Case).items():
        if name in GROUPS and _possible(name, jenis):
            lines += ["", f"# {f' {GROUPS[name]} ':-^{WIDTH - 2}}"]
        if not _possible(name, jenis):
            continue
        key = list(_key(name, field, (name,), jenis, filled.get(name, "")))
        needed = list(_needed(name, jenis, catalog))
        lines += ["", *needed, *key] if needed or len(key) > 1 else key
    return "\n".join(lines) + "\n"


def _possible(dotted: str, jenis: str) -> bool:
    return jenis in ONLY.get(dotted, KINDS)


def _needed(name: str, jenis: str, catalog: Catalog) -> Iterator[str]:
    """A comment that says what of a section documents need, and which ones."""
    documents: list[str] = []
    inner: dict[str, None] = {}
    for entry in catalog.entries:
        keys = [need for need in entry.all_needs(jenis) if need.split(".")[0] == name]
        if keys and jenis in entry.kinds:
            documents.append(entry.name)
            inner |= dict.fromkeys(key.removeprefix(f"{name}.") for key in keys if key != name)
    if documents:
        more = len(documents) - MOST_NAMED
        named = ", ".join(documents[:MOST_NAMED]) + (f", dan {more} lagi" if more > 0 else "")
        text = f"Diperlukan untuk {named}" + (f": {', '.join(inner)}." if inner else ".")
        yield from textwrap.wrap(
            text, WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False
        )


def _key(
    name: str, field: FieldInfo, path: tuple[str, ...], jenis: str, value: str = ""
) -> Iterator[str]:
    """A key with its comment, and everything below it."""
    indent = "  " * (len(path) - 1)
    inner = section_in(field.annotation)
    if inner is None or is_map(field.annotation) or has_short_form(field):
        written = value or ("|" if _is_narrative(field) or name == "analisis" else "")
        comment = _comment(field, choose=not value, required=path == ("program",))
        yield from _commented(f"{indent}{name}: {written}".rstrip(), indent, comment)
        return
    yield from _commented(f"{indent}{name}:", indent, _comment(field))
    yield from _section(inner, path, jenis, entry=is_list(field.annotation))


def _section(
    model: type[Section], path: tuple[str, ...], jenis: str, *, entry: bool
) -> Iterator[str]:
    """The keys of a section; of a list's entry, behind a dash."""
    lines: list[str] = []
    for name, field in fields_of(model).items():
        if _possible(".".join((*path, name)), jenis):
            deeper = (*path, "-", name) if entry else (*path, name)
            lines += _key(name, field, deeper, jenis)
    if entry:
        first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
        dash = 2 * len(path)
        lines[first] = f"{lines[first][:dash]}- {lines[first][dash + 2 :]}"
    yield from lines


def _commented(line: str, indent: str, comment: str) -> list[str]:
    """Put a comment beside a line, or above it where it does not fit.

    Beside, three blanks keep it apart: a value that is typed behind the key's own blank leaves
    two, which tell a comment that is meant. Above, it stands no deeper than the key itself:
    behind an open ``|`` it would be text.
    """
    beside = f"{line:<{COMMENT_COLUMN - 3}}   # {comment}"
    if len(beside) <= WIDTH:
        return [beside]
    above = textwrap.wrap(
        comment, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
    )
    return [*above, line]


def _comment(field: FieldInfo, *, choose: bool = True, required: bool = False) -> str:
    text = (field.description or "").strip()
    words = words_of(field) if choose else []
    if words and not re.search(rf"\b{words[0]}\b", text, re.IGNORECASE):
        text = f"{text.removesuffix('.')}: {' | '.join(words)}"
    if is_list(field.annotation) and section_in(field.annotation) is None:
        text += " [daftar]"
    return f"* {text}" if required or field.is_required() else text


def _is_narrative(field: FieldInfo) -> bool:
    return _mentions(field.annotation, Narrative)


def _mentions(annotation: Any, wanted: type) -> bool:
    inner = getattr(annotation, "__args__", ())
    return annotation is wanted or any(_mentions(part, wanted) for part in inner)
