"""The tables of docs/kosakata.md: each key, its type in Indonesian, and who needs it.

Why: the models and the catalog already say all of it. What is written out of them by a program
stays true when they change; cog writes it and `make docs-check` sees when it is stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline import catalog
from pipeline.case import Case
from pipeline.case.section import (
    OneOrMany,
    Section,
    fields_of,
    has_short_form,
    is_list,
    is_map,
    section_in,
)
from pipeline.catalog import ANY, Entry
from pipeline.office import Office
from pipeline.parsers import dates, quantities, words
from tools.markdown import table

TEMPLATES = Path(__file__).parent.parent / "templates"

# How the values are written that a case file holds most often; each is read when the table is made.
WRITTEN: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("tanggal", dates.parse_date, ("2026-02-18", "18 Februari 2026", "01 Maret 2026")),
    ("bulan", dates.parse_month, ("2026-04", "April 2026")),
    ("waktu", dates.parse_time, ("08:00", "08.00", "8.00")),
    (
        "jam",
        quantities.parse_hours,
        ("4", "7.5", "7,5", "120 jam", "120 (seratus dua puluh) jam", "7 jam 20 menit"),
    ),
    (
        "uang",
        quantities.parse_money,
        ("450000", "450.000", "Rp450.000", "Rp 450.000", "Rp450.000,00"),
    ),
    ("ancaman denda", quantities.parse_fine, ("kategori II", "Kategori ii", "Rp10.000.000")),
    (
        "jangka waktu",
        quantities.parse_period,
        ("3 bulan", "1 tahun 6 bulan", "15 hari", "6 (enam) bulan"),
    ),
    ("ya atau tidak", words.parse_yes, ("ya", "tidak")),
    ("hari", words.parse_day_name, ("senin", "Jumat", "jum'at")),
)

Path_ = tuple[str, ...]


def case_tables() -> str:
    """The whole vocabulary of the case file: simple keys first, then a table a section."""
    return _tables(Case, _needs())


def office_tables() -> str:
    """The whole vocabulary of office.yaml."""
    return _tables(Office, {})


def written_forms() -> str:
    """How values are written, each example proved by the program's own reader."""
    rows = []
    for name, parse, examples in WRITTEN:
        for example in examples:
            parse(example)
        rows.append((name, ", ".join(f"`{example}`" for example in examples)))
    return table(("Jenis", "Boleh ditulis"), rows)


def document_table() -> str:
    """Which documents there are, when they are asked for, who reads them, and by when."""
    rows = [
        (
            f"`{entry.name}`",
            " / ".join(dict.fromkeys(entry.titles.values())),
            entry.stage.name if entry.names_stage else "setiap tahap",
            _occasion(entry),
            ", ".join(entry.reader),
            _deadlines(entry),
        )
        for entry in _documents()
    ]
    return table(("Dokumen", "Judul", "Tahap", "Diminta", "Pembaca", "Batas waktu"), rows)


def _occasion(entry: Entry) -> str:
    """When a document is asked for beside its stage: for each entry of a list, or if so written."""
    if entry.for_each:
        said = [f"`{key}`: {', '.join(words)}" for key, words in entry.where.items()]
        later = f" dari yang ke-{entry.begin}" if entry.begin > 1 else ""
        return f"setiap `{entry.for_each}`{later}" + (f" ({'; '.join(said)})" if said else "")
    filled = [key for key, words in entry.when.items() if ANY in words]
    chosen = [f"`{key}`: {', '.join(w)}" for key, w in entry.when.items() if ANY not in w]
    said = [f"terisi: {', '.join(f'`{key}`' for key in filled)}"] if filled else []
    return "; ".join([*chosen, *said])


def _deadlines(entry: Entry) -> str:
    """By when a document must be there, once for all kinds of case where it is the same."""
    said: dict[str, list[str]] = {}
    for kind, due in entry.due.items():
        said.setdefault(f"`{due.within}` sejak `{due.after}`", []).append(kind)
    return "; ".join(
        text if len(said) == 1 else f"{text} ({', '.join(kinds)})" for text, kinds in said.items()
    )


def document_needs() -> str:
    """The keys that must be filled before each document can be made, section by section."""
    parts = []
    for entry in _documents():
        lines = [f"### {entry.title} (`{entry.name}`)", "", *_by_section(entry.needs)]
        for kind, needs in entry.needs_of.items():
            lines += ["", f"Dalam perkara `{kind}`, juga:", "", *_by_section(needs)]
        for condition, needs in entry.needs_with.items():
            lines += ["", f"Apabila `{condition}` terisi, juga:", "", *_by_section(needs)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _by_section(needs: Iterable[str]) -> Iterator[str]:
    sections: dict[str, list[str]] = {}
    for need in needs:
        section, _, rest = need.partition(".")
        sections.setdefault(section, []).extend([f"`{rest}`"] if rest else [])
    for section, keys in sections.items():
        yield f"- `{section}`" + (f": {', '.join(keys)}" if keys else "")


def _documents() -> list[catalog.Entry]:
    return [entry for entry in catalog.load(TEMPLATES).entries if not entry.front]


def _tables(model: type[Section], needs: dict[str, list[str]]) -> str:
    """Tables below the top: one for its plain keys, then one for each section."""
    fields = fields_of(model)
    plain = [(name, field) for name, field in fields.items() if _inner(field) is None]
    first = [_row(name, (name,), field, needs) for name, field in plain]
    parts = [f"### Kunci di tingkat teratas\n\n{_key_table(first, needs)}"]
    seen: dict[type[Section], str] = {}
    for name, field in fields.items():
        inner = _inner(field)
        if inner is None:
            continue
        rows = list(_rows(inner, (name,), (), needs, seen))
        said = " ".join(filter(None, _about(name, field, needs)))
        body = rows[0][2] if rows and not rows[0][0] else _key_table(rows, needs)
        parts.append(f"### `{name}`\n\n{said}\n\n{body}")
    return "\n\n".join(parts)


def _about(name: str, field: FieldInfo, needs: dict[str, list[str]]) -> Iterator[str]:
    """Sentences above the table of a section."""
    yield field.description or ""
    yield f"*{_kind(field).capitalize()}.*"
    if field.is_required():
        yield "Wajib dalam setiap berkas."
    if documents := ", ".join(_needed(needs, (name,))):
        yield f"Diperlukan untuk {documents}."


def _rows(
    model: type[Section],
    path: Path_,
    below: Path_,
    needs: dict[str, list[str]],
    seen: dict[type[Section], str],
) -> Iterator[Sequence[str]]:
    """Rows of a section and all below it; a section that was shown before is only named."""
    here = ".".join((*path, *below))
    if model in seen and not any(need.startswith(f"{here}.") for need in needs):
        same = f"Isinya sama dengan `{seen[model]}`."
        yield (f"`{'.'.join(below)}`.…" if below else "", "", same, "")
        return
    seen.setdefault(model, here)
    for name, field in fields_of(model).items():
        inside = (*below, name)
        yield _row(".".join(inside), (*path, *inside), field, needs)
        inner = _inner(field)
        if inner is not None:
            yield from _rows(inner, path, inside, needs, seen)


def _row(shown: str, path: Path_, field: FieldInfo, needs: dict[str, list[str]]) -> Sequence[str]:
    star = " \\*" if field.is_required() else ""
    usual = f" Bila kosong: `{field.default}`." if isinstance(field.default, str) else ""
    return (
        f"`{shown}`{star}",
        _kind(field),
        f"{field.description or ''}{usual}",
        ", ".join(_needed(needs, path)),
    )


def _needed(needs: dict[str, list[str]], path: Path_) -> list[str]:
    return needs.get(".".join(path), [])


def _needs() -> dict[str, list[str]]:
    """Which documents name a key among their needs, and under which condition."""
    found: dict[str, list[str]] = {}
    for entry in _documents():
        for need in entry.needs:
            found.setdefault(need, []).append(f"`{entry.name}`")
        for kind, needs in entry.needs_of.items():
            for need in needs:
                found.setdefault(need, []).append(f"`{entry.name}` ({kind})")
        for condition, needs in entry.needs_with.items():
            for need in needs:
                said = f"`{entry.name}` apabila `{condition}` terisi"
                found.setdefault(need, []).append(said)
    return found


def _inner(field: FieldInfo) -> type[Section] | None:
    return section_in(field.annotation)


def _kind(field: FieldInfo) -> str:
    """The type of a key in the words of docs/kosakata.md."""
    marks = list(_metadata(field))
    many = is_list(field.annotation)
    if _inner(field) is not None:
        if is_map(field.annotation):
            return "satu bagian untuk tiap kode"
        if many and OneOrMany in marks:
            return "satu bagian, atau daftar"
        kind = "daftar bagian" if many else "bagian"
        return f"{kind}, atau satu nilai" if has_short_form(field) else kind
    word = _word(field, marks)
    return f"{word}; satu atau daftar" if many else word


def _word(field: FieldInfo, marks: list[Any]) -> str:
    schemas = [mark.json_schema for mark in marks if isinstance(mark, WithJsonSchema)]
    schema: dict[str, Any] = (schemas[-1] if schemas else None) or {}
    if choices := [choice for choice in schema.get("enum", ()) if choice is not None]:
        return " / ".join(f"`{choice}`" for choice in choices)
    return str(schema.get("title", "teks"))


def _metadata(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    yield from _nested(field.annotation)


def _nested(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _nested(inner)


def _key_table(rows: Sequence[Sequence[str]], needs: dict[str, list[str]]) -> str:
    heads = ("Kunci", "Jenis", "Isi", "Diperlukan untuk")
    wide = 4 if needs and any(row[3] for row in rows) else 3
    return table(heads[:wide], [row[:wide] for row in rows])
