"""The tree of all that one document's template can read in one kind of case.

It mirrors `pipeline.context`, and a test holds the two to each other on every sample case.

Why: what a template may read, and what of it may be missing, is decided by the vocabulary and by
the catalog; the checker, the list of fields and the documents all ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import cast

from pipeline.case import Case
from pipeline.case.assessment import Analysis
from pipeline.case.model import KINDS
from pipeline.case.section import fields_of
from pipeline.case.service import Attendance, Placement, Shift
from pipeline.catalog import ANY, Entry
from pipeline.contract.shapes import Needs, Steps, filled, key_field, record_of, section_fields
from pipeline.contract.types import (
    DATE,
    FILLED,
    HOURS,
    NOTHING,
    NUMBER,
    TEXT,
    UNSET,
    YES_NO,
    Field,
    ListOf,
    Record,
    Shape,
    Word,
    without,
    word,
)
from pipeline.office import Letterhead, Official
from pipeline.values import DAYS

_HIDDEN = ("catatan", "surat")  # not to be read; another thing for a template
_NO_NEEDS = Needs()


def view_of(entry: Entry, kind: str, documents: Collection[str] = ()) -> Record:
    """All that the template of a document sees in one kind of case.

    Args:
        entry: the document; its ``needs`` are there whenever it is made.
        kind: the kind of case.
        documents: names of the catalog's documents, for ``nomor_surat``; without them, any name
            passes there.
    """
    needs = needs_of(entry, kind)
    repeated = entry.for_each
    fields = _case_fields(needs.apart_from(repeated) if repeated else needs)
    fields["jenis"] = _of_kind(fields["jenis"], kind)
    fields |= _office_fields()
    fields["hitung"] = Field((_figures(needs),), "hitung", "Angka yang dihitung program.")
    for key, words in entry.when.items():
        fields = narrowed(fields, key.split("."), words)
    if repeated:
        fields["ini"] = _item(entry, repeated, _case_fields(needs.below(repeated)))
    if entry.front:
        fields |= _front_fields()
    return Record({**fields, **_letter_fields(_is_dated(entry, fields), documents)})


def needs_of(entry: Entry, kind: str) -> Needs:
    """What is there whenever this document is made in this kind of case."""
    repeated = (entry.for_each,) if entry.for_each else ()
    return Needs.of((*entry.needs, *entry.needs_of.get(kind, ()), *repeated))


def narrowed(
    fields: dict[str, Field], steps: list[str], words: Collection[str]
) -> dict[str, Field]:
    """Fields of which one, by its path, says one of these words; ``any`` only fills it."""
    name, *rest = steps
    held = fields[name]
    shape = filled(held.shape)
    if rest:
        shape = tuple(
            Record(narrowed(dict(kind.fields), rest, words)) if isinstance(kind, Record) else kind
            for kind in shape
        )
    elif ANY not in words:
        shape = tuple(
            Word(kind.words, frozenset(words), kind.exact) if isinstance(kind, Word) else kind
            for kind in shape
        )
    return {**fields, name: Field(shape, held.path, held.description)}


def _case_fields(needs: Needs) -> dict[str, Field]:
    """The keys of the case file in the vocabulary's order, with what the view adds to them."""
    return dict(_of_case(needs))


@lru_cache(maxsize=256)
def _of_case(needs: Needs) -> Mapping[str, Field]:
    """They are the same for each part of a document."""
    fields: dict[str, Field] = {}
    for name, info in fields_of(Case).items():
        if name in _HIDDEN:
            continue
        fields[name] = key_field(info, (name,), needs)
        if name == "analisis":
            parts = record_of(Analysis, (name,), needs)
            fields[name] = Field((parts,), name, fields[name].description)
        elif name == "penempatan":
            fields |= _placements(fields[name], needs)
        elif name == "kehadiran":
            fields[name] = _attendance(fields[name], needs)
    return fields


def _of_kind(field: Field, kind: str) -> Field:
    return Field((Word(KINDS, frozenset({kind})),), field.path, field.description)


def _placements(field: Field, needs: Needs) -> dict[str, Field]:
    """The latest placement, and all of them; the rows of a schedule have their hours."""
    at = ("penempatan",)
    row = section_fields(Shift, (*at, "jadwal"), needs)
    days = (word(*(day.capitalize() for day in DAYS), exact=True),)
    row["hari"] = Field(days, row["hari"].path, row["hari"].description)
    row["jam"] = Field((HOURS,), "penempatan.jadwal.jam", "Jam kerja baris ini.")
    placed = section_fields(Placement, at, needs)
    schedule = placed["jadwal"]
    placed["jadwal"] = Field(
        (_listed((Record(row),), schedule.shape),), schedule.path, schedule.description
    )
    placed["jam_per_minggu"] = Field(
        (HOURS,), "penempatan.jam_per_minggu", "Jam seminggu menurut jadwal penempatan ini."
    )
    record = Record(placed)
    one: Shape = (record,) if needs.has(at) else (record, NOTHING)
    return {
        "penempatan": Field(one, "penempatan", "Penempatan yang terakhir."),
        "penempatan_semua": Field(
            (_listed((record,), field.shape),), "penempatan", "Semua penempatan, menurut waktu."
        ),
    }


def _attendance(field: Field, needs: Needs) -> Field:
    row = section_fields(Attendance, ("kehadiran",), needs)
    row["jam"] = Field((HOURS,), "kehadiran.jam", "Jam yang dihitung.")
    row["jam_kumulatif"] = Field((HOURS,), "kehadiran.jam_kumulatif", "Jam sampai baris ini.")
    return Field((_listed((Record(row),), field.shape),), field.path, field.description)


def _listed(item: Shape, like: Shape) -> ListOf:
    return ListOf(item, next(kind.least for kind in like if isinstance(kind, ListOf)))


def _office_fields() -> dict[str, Field]:
    official = ("pejabat",)
    head = Field((record_of(Official, official, _NO_NEEDS),), "pejabat", "Kepala kantor.")
    other = Field((*head.shape, UNSET), "pejabat", "Pejabat lain dalam office.yaml.")
    return {
        "kantor": Field((record_of(Letterhead, ("kantor",), _NO_NEEDS),), "kantor", "Kantor ini."),
        "pejabat": Field((Record({"kepala": head}, other),), "pejabat", "Pejabat kantor."),
    }


def _figures(needs: Needs) -> Record:
    born = needs.has(("klien", "tanggal_lahir")) and needs.has(("perkara", "tanggal"))
    maybe_day: Shape = (DATE, NOTHING)
    month = {
        "bulan": ((DATE,), "Bulan (tanggal pertamanya)."),
        "hari_hadir": ((NUMBER,), "Hari hadir dalam bulan itu."),
        "hari_absen": ((NUMBER,), "Hari tidak hadir dalam bulan itu."),
        "jam": ((HOURS,), "Jam yang dihitung dalam bulan itu."),
        "jam_kumulatif": ((HOURS,), "Jam sampai akhir bulan itu."),
    }
    months = Record(_fields("hitung.jam_per_bulan", month))
    known: dict[str, tuple[Shape, str]] = {
        "umur": ((NUMBER,) if born else (NUMBER, NOTHING), "Umur pada saat tindak pidana."),
        "jam_dijalani": ((HOURS,), "Jam yang sudah dijalani."),
        "sisa_jam": ((HOURS, NOTHING), "Jam yang belum dijalani."),
        "jam_per_bulan": ((ListOf((months,)),), "Rekapitulasi per bulan."),
        "hari_hadir": ((NUMBER,), "Hari kerja."),
        "hari_absen": ((NUMBER,), "Hari tidak hadir."),
        "hari_tidak_patuh": ((NUMBER,), "Hari dengan `patuh: tidak`."),
        "tanggal_mulai": (maybe_day, "Hari kerja pertama."),
        "tanggal_akhir": (maybe_day, "Hari kerja terakhir."),
        "jam_per_minggu": ((HOURS,), "Jam seminggu menurut jadwal."),
        "jumlah_minggu": (
            (NUMBER, NOTHING),
            "Minggu untuk seluruh jam menurut jadwal penempatan pertama.",
        ),
    }
    return Record(_fields("hitung", known))


def _fields(at: str, known: Mapping[str, tuple[Shape, str]]) -> dict[str, Field]:
    return {name: Field(shape, f"{at}.{name}", said) for name, (shape, said) in known.items()}


def _is_dated(entry: Entry, fields: Mapping[str, Field]) -> bool:
    """Whether the key that holds the letter's date is always there; of a list its last entry's."""
    steps = entry.date.split(".") if entry.date else []
    if entry.for_each and steps[:1] == [entry.for_each]:
        steps[0] = "ini"
    elif steps[:1] == ["surat"]:
        return False
    known: Mapping[str, Field] = fields
    for step in steps:
        if known[step].optional:
            return False
        kind = known[step].shape[0]
        if isinstance(kind, ListOf):
            if not kind.least:
                return False
            kind = kind.item[0]
        known = kind.fields if isinstance(kind, Record) else {}
    return bool(steps)


def _letter_fields(dated: bool, documents: Collection[str]) -> dict[str, Field]:
    letter: dict[str, tuple[Shape, str]] = {
        "nomor": ((FILLED,), "Nomor surat ini, atau titik-titik."),
        "tanggal": ((DATE,) if dated else (DATE, NOTHING), "Tanggal surat ini."),
        "judul": ((FILLED,), "Judul dokumen ini."),
    }
    said = "Nomor surat lain."
    numbers = {name: Field((FILLED,), "nomor_surat", said) for name in documents}
    others = None if documents else Field((FILLED,), "nomor_surat", said)
    known: dict[str, tuple[Shape, str]] = {
        "surat": ((Record(_fields("surat", letter)),), "Surat ini."),
        "nomor_surat": ((Record(numbers, others),), "Nomor surat menurut nama dokumen."),
        "jenis_judul": ((FILLED,), "Jenis perkara untuk judul."),
        "draf": ((YES_NO,), "Apakah ini konsep."),
        "tanda_draf": ((TEXT,), "KONSEP dalam konsep, selain itu kosong."),
    }
    return {name: Field(shape, name, text) for name, (shape, text) in known.items()}


def _front_fields() -> dict[str, Field]:
    line: dict[str, tuple[Shape, str]] = {
        "no": ((NUMBER,), "Nomor urut."),
        "judul": ((FILLED,), "Judul."),
        "keterangan": ((TEXT, NOTHING), "Keterangan, misalnya tanggalnya."),
        "halaman": ((NUMBER,), "Halaman."),
    }
    gap: dict[str, tuple[Shape, str]] = {
        "judul": ((FILLED,), "Judul dokumen yang belum dapat dibuat."),
        "sebab": ((TEXT,), "Sebabnya."),
    }
    return {
        "isi": Field((ListOf((Record(_fields("isi", line)),)),), "isi", "Daftar isi."),
        "kurang": Field((ListOf((Record(_fields("kurang", gap)),)),), "kurang", "Yang kurang."),
    }


def _item(entry: Entry, repeated: str, fields: Mapping[str, Field]) -> Field:
    """The entry of a list for which a repeated document is made, with what it must say."""
    held = fields["penempatan_semua" if repeated == "penempatan" else repeated]
    listed = next(kind for kind in held.shape if isinstance(kind, ListOf))
    known = dict(cast(Record, without(listed.item, type(NOTHING))[0]).fields)
    for key, words in entry.where.items():
        known = narrowed(known, key.split("."), words)
    return Field((Record(known),), held.path, "Entri yang menjadi pokok dokumen ini.")


def paths(record: Record, at: Steps = (), *, lists: bool = True) -> Iterator[tuple[Steps, Field]]:
    """Every path of a view, depth first, with its field.

    Args:
        record: the view, or a section of it.
        at: the path to it.
        lists: whether entries of lists are walked into.
    """
    for name, field in record.fields.items():
        yield (*at, name), field
        for kind in field.shape:
            inner = kind.item if isinstance(kind, ListOf) and lists else (kind,)
            for below in inner:
                if isinstance(below, Record):
                    yield from paths(below, (*at, name), lists=lists)
