"""The tables of docs/template-guide.md: filters, figures and the office, shown on a sample case.

Why: a designer trusts an example that the program itself has printed. A figure or a filter that
is new and has no line here stops `make docs`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import catalog, context, filters
from pipeline.case import Case
from pipeline.office import Office
from pipeline.papers import Paper
from pipeline.shape import shape
from pipeline.yaml_text import read
from tools.markdown import table

ROOT = Path(__file__).parent.parent
SAMPLE = "KS-2026-0001"
DOCUMENT = "laporan_selesai"

# Each is evaluated on the sample case; the last column of the table is what came out.
FILTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("tanggal", "a date", ("putusan.tanggal|tanggal",)),
    ("hari", "the day of a date", ("putusan.tanggal|hari",)),
    ("bulan", "month and year of a date", ("putusan.tanggal|bulan",)),
    ("rupiah", "money", ("klien.penghasilan|rupiah",)),
    ("jam", "hours with their unit", ("putusan.jam|jam", "putusan.jam_per_hari|jam")),
    (
        "terbilang",
        "number, hours, money or period in words",
        (
            "putusan.jam|terbilang",
            "putusan.jam_per_hari|terbilang",
            "putusan.jangka_waktu|terbilang",
            "klien.penghasilan|terbilang",
        ),
    ),
    ("umur", "age: of a birth date on a day", ("klien.tanggal_lahir|umur(putusan.tanggal)",)),
    ("inisial", "initials of a name", ("klien.nama|inisial",)),
    ("ya_tidak", "a yes or no", ("putusan.sesuai_salinan|ya_tidak",)),
)
BARE: tuple[tuple[str, str], ...] = (
    ("text", "klien.nama"),
    ("hours", "putusan.jam_per_hari"),
    ("a period", "putusan.jangka_waktu"),
    ("a time of day", "sidang_tpp.waktu"),
    ("a number", "asesmen.risiko.skor"),
    ("a word of the vocabulary", "pengumpulan_data[0].cara"),
)
FIGURES: Mapping[str, str] = {
    "umur": "completed years of life at the offence (its first day)",
    "jam_dijalani": "hours that count towards the judgment",
    "sisa_jam": "hours of the judgment still to serve, never below nought",
    "jam_per_bulan": "list: bulan, hari_hadir, hari_absen, jam, jam_kumulatif",
    "hari_hadir": "days with work",
    "hari_absen": "days with an absence",
    "hari_tidak_patuh": "days on which a row says `patuh: tidak`",
    "tanggal_mulai": "first day of work, a date",
    "tanggal_akhir": "last day of work, a date",
    "jam_per_minggu": "hours a week by the latest placement's schedule",
    "jumlah_minggu": "weeks that all hours take by the first placement's schedule",
}


def filter_table() -> str:
    """Every filter of the program with examples."""
    if missing := set(filters.FILTERS) ^ {name for name, _, _ in FILTERS}:
        raise KeyError(f"tools/template_view.py and pipeline/filters.py differ: {missing}")
    view = _view()
    rows = [
        (f"`{name}`", said, f"`{{{{ {expression} }}}}`", _printed(expression, view))
        for name, said, expressions in FILTERS
        for expression in expressions
    ]
    return table(("Filter", "For", "Written", "Prints"), rows)


def bare_table() -> str:
    """What prints without a filter."""
    view = _view()
    rows = [(said, f"`{{{{ {path} }}}}`", _printed(path, view)) for said, path in BARE]
    return table(("Value", "Written", "Prints"), rows)


def figure_table() -> str:
    """Every figure under `hitung`, with its value in the sample case."""
    view = _view()
    if missing := set(view["hitung"]) ^ set(FIGURES):
        raise KeyError(f"tools/template_view.py and pipeline/context.py differ: {missing}")
    rows = [
        (f"`hitung.{name}`", said, _shown(view["hitung"][name])) for name, said in FIGURES.items()
    ]
    return table(("Path", "What it is", f"In {SAMPLE}"), rows)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} entries"
    return str(filters.tanggal(value) if hasattr(value, "isoformat") else filters.printed(value))


def _printed(expression: str, view: Mapping[str, Any]) -> str:
    return filters.environment().from_string(f"{{{{ {expression} }}}}").render(view)


def _view() -> dict[str, Any]:
    """What the template of the final report sees of the complete sample case."""
    case, problems = shape(read(ROOT / "cases" / f"{SAMPLE}.yaml"), Case)
    office, others = shape(read(ROOT / "office.yaml"), Office)
    if case is None or office is None:
        raise ValueError([problem.code for problem in (*problems, *others)])
    documents = catalog.load(ROOT / "templates")
    return context.context(case, office, documents, Paper(documents[DOCUMENT]))
