"""Whoever fills in a generated case file: walks the vocabulary, and decides what is there.

Why: the vocabulary itself is walked, so that a new key is in the next case, and each key that may
be missing is missing in some case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline.case.section import fields_of, is_list, marks_of, section_in, takes_one
from pipeline.catalog import Catalog, Entry
from pipeline.scalars import CodeOf
from pipeline.values import MONTHS
from tests.generating.life import KINDS, SITES, Life
from tests.generating.makers import BY_NAME, MAKERS, OF_TYPE
from tests.generating.words import Words
from tests.generating.yaml import Bare

AGENCIES = ("kejari-pdp", "pn-pdp", "polres-pdp", "lapas-pdp")
CODES = {"pk": ("sr", "dw", "am"), "lokasi": SITES, "instansi": AGENCIES}
WORK = KINDS[:3]

# The stage from which on an officer can have written a section.
SINCE = {
    **dict.fromkeys(("penugasan", "pengumpulan_data", "riwayat", "lingkungan", "tanggapan"), 2),
    **dict.fromkeys(("pembinaan", "asesmen", "kelayakan", "analisis", "kesimpulan"), 2),
    **dict.fromkeys(("sidang_tpp", "rekomendasi", "pengantar", "kesediaan"), 2),
    **dict.fromkeys(("diversi", "putusan", "eksekusi", "penerimaan", "panggilan"), 3),
    **dict.fromkeys(("penugasan_pembimbingan", "pernyataan_klien", "program_pembimbingan"), 3),
    **dict.fromkeys(("penempatan", "pelanggaran", "usulan_pengulangan"), 4),
    **dict.fromkeys(("kehadiran", "bimbingan", "perkembangan", "pengulangan"), 5),
    **dict.fromkeys(("penyelesaian", "pengakhiran"), 6),
}
# Sections of some kinds of case. `lampiran` needs files and `abaikan` a warning to set aside; both
# print nothing in a document.
ONLY = {
    **dict.fromkeys(("kehadiran", "penempatan", "program_pembimbingan", "kesediaan"), WORK),
    **dict.fromkeys(("perkembangan", "pelanggaran", "panggilan", "penugasan_pembimbingan"), WORK),
    **dict.fromkeys(("pernyataan_klien", "bimbingan", "penyelesaian"), WORK),
    **dict.fromkeys(("penerimaan", "eksekusi", "usulan_pengulangan", "pengulangan"), WORK[:2]),
    **dict.fromkeys(("program", "masa_pidana", "pembinaan"), ("reintegrasi",)),
    "kelayakan": ("pidana_kerja_sosial",),
    "diversi": ("diversi",),
    "putusan": (*WORK[:2], "reintegrasi"),
    **dict.fromkeys(("lampiran", "abaikan", "versi"), ()),
}
OPENS = {2: "penugasan", 3: "putusan", 4: "penempatan", 5: "kehadiran", 6: "pengakhiran"}
WORKING = ("penempatan", "kehadiran", "perkembangan", "pelanggaran", "kesediaan")
ALWAYS = {"program", "putusan.nomor", "putusan.jika_tidak_dilaksanakan", "diversi.kesepakatan"}

Condition = Callable[["Officer"], bool]
# What stands exactly where something else holds.
WHERE: dict[str, Condition] = {
    "asal_litmas": lambda o: not o.life.ours,
    "rekomendasi.usulan": lambda o: o.with_proposal,
    "putusan.pembayaran_denda": lambda o: o.life.of_fine,
    "diversi.kesepakatan.jam": lambda o: False,  # its list sees to it
}
# What stands at least where something else holds.
AT_LEAST: dict[str, Condition] = {
    "kelayakan.persetujuan.tanggal": lambda o: o.with_proposal,
    "putusan.dasar": lambda o: o.life.of_fine,
    "putusan.pidana_semula": lambda o: o.life.of_fine,
    "putusan.pidana_semula.denda": lambda o: o.life.of_fine,
    **dict.fromkeys(
        ("pengulangan", *(f"pengulangan.{name}" for name in ("jam", "tanggal", "mulai"))),
        lambda o: o.life.repeats,
    ),
}


class Officer:
    """Fills in a case file, key by key."""

    def __init__(self, life: Life, words: Words, catalog: Catalog) -> None:
        """Know what must be there."""
        self.life: Life = life
        self.words, self.chance = words, life.chance
        proposes = life.kind in WORK[:2] and life.stage >= 2
        self.with_proposal: bool = proposes and self.chance.random() < 0.6
        self.is_woman = self.chance.random() < 0.3
        self.proposes_again: bool = self.chance.random() < 0.5
        self.share: str = self.chance.choice(("seluruh", "sebagian"))
        self._births: dict[str, date] = {}
        asked = list(_asked(catalog, life))
        self._below = self._needs(asked)
        self._musts = self._sections(asked)

    def _needs(self, asked: list[Entry]) -> frozenset[str]:
        """Keys that must stand wherever their section does."""
        needs: set[str] = set()
        for entry in asked:
            needs |= {*entry.needs, *entry.needs_of.get(self.life.kind, ())}
            for condition, more in entry.needs_with.items():
                needs |= set(more) if condition != "rekomendasi.usulan" else set()
                needs |= set(more) if self.with_proposal else set()
        return frozenset(needs)

    def _sections(self, asked: list[Entry]) -> frozenset[str]:
        """Sections that must stand: those that open the stage, and what it needs when it ends."""
        life = self.life
        found = {OPENS[stage] for stage in range(2, life.stage + 1)}
        if life.kind == "diversi":
            found = {"diversi" if name == "putusan" else name for name in found}
        if life.kind == "reintegrasi":
            found.discard("putusan")
        if life.stage >= 4 and life.kind in WORK[:2]:
            found.add("eksekusi")
        if not life.ours:
            found.discard("penugasan")
        if self.with_proposal and life.ours:
            found |= {"rekomendasi", *(["kelayakan"] if life.kind == WORK[0] else [])}
        for entry in asked:
            passed = entry.stage < life.stage or life.finished
            if passed and not (entry.when or entry.for_each):
                keys = (*entry.needs, *entry.needs_of.get(life.kind, ()))
                found |= {key.split(".")[0] for key in keys}
        return frozenset(found - (set() if life.works else set(WORKING)))

    def section(self, model: type[BaseModel], path: str, index: int = 0) -> dict[str, Any]:
        """The keys of a section that are filled in; at least one."""
        keys = {f"{path}.{name}".lstrip("."): (name, f) for name, f in fields_of(model).items()}
        chosen = [here for here, (_, field) in keys.items() if self._has(here, field)]
        if not chosen:
            chosen = [self.chance.choice([here for here in keys if here not in WHERE])]
        found = {keys[here][0]: self.value(keys[here][1], here, index) for here in chosen}
        return {name: value for name, value in found.items() if value not in ([], {})}

    def _has(self, here: str, field: FieldInfo) -> bool:
        if "." not in here and not self._may(here):
            return False
        if here in WHERE:
            return WHERE[here](self)
        needed = "." in here and any(f"{need}.".startswith(f"{here}.") for need in self._below)
        return (
            (here in AT_LEAST and AT_LEAST[here](self))
            or field.is_required()
            or here in ALWAYS | self._musts
            or needed
            or self.chance.random() < self.life.density
        )

    def _may(self, section: str) -> bool:
        """Whether a section can have been written in this kind of case, so far."""
        life = self.life
        if section == "pengantar" and life.kind == "reintegrasi" and life.stage == 2:
            return life.finished  # it would end the stage
        return (
            life.kind in ONLY.get(section, KINDS)
            and SINCE.get(section, 1) <= life.stage
            and (life.works or section not in WORKING)
            and (self.proposes_again or section != "usulan_pengulangan")
        )

    def value(self, field: FieldInfo, path: str, index: int) -> Any:
        """What stands at a key: a list, a section, or one value."""
        if path in MAKERS:
            return MAKERS[path](self, path, index)
        if path == "nomor":
            return Bare(self.life.nomor)
        if path == "jenis":
            return Bare(self.life.kind)
        model = section_in(field.annotation)
        if not is_list(field.annotation):
            return self._one(field, model, path, index)
        count = self.chance.choice((1, 1, 2, 3))
        rows = [self._one(field, model, path, number) for number in range(count)]
        alone = count == 1 and takes_one(field) and self.chance.random() < 0.5
        return rows[0] if alone else rows

    def _one(self, field: FieldInfo, model: type[BaseModel] | None, path: str, index: int) -> Any:
        if model is not None:
            return self.section(model, path, index)
        if maker := BY_NAME.get(path.rpartition(".")[2]):
            return maker(self, path, index)
        schema, code = _type_of(field)
        if words := schema.get("enum"):
            return Bare(self.chance.choice(words))
        if code is None:
            return OF_TYPE[schema["title"]](self, path, index)
        if code.free and self.chance.random() < 0.4:
            return self.words.new(path, "Instansi {0} Wilayah")
        return Bare(self.chance.choice(CODES[code.section]))

    def born(self, path: str) -> date:
        """The birth date of the person of a key; the same for each of their keys."""
        person = path.rpartition(".")[0]
        years = 6 if person.endswith("anak") else 50
        if person == "klien":
            years = 16 if self.life.is_child else 35
        if person not in self._births:
            days = years * 365 + self.chance.randrange(-600, 600)
            self._births[person] = self.life.day("offence") - timedelta(days=days)
        return self._births[person]

    def date(self, day: date) -> Bare:
        """A day in one of its spellings."""
        written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        return Bare(self.chance.choice((day.isoformat(), written, written.lower())))

    def hours(self, minutes: int) -> Bare:
        """Hours in one of their spellings."""
        whole, rest = divmod(minutes, 60)
        if rest not in (0, 30):
            return Bare(f"{whole} jam {rest} menit" if whole else f"{rest} menit")
        plain = f"{whole},5" if rest else str(whole)
        return Bare(self.chance.choice((plain, f"{plain} jam")))

    def clock(self, minutes: int) -> Bare:
        """A time of day in one of its spellings."""
        return Bare(f"{minutes // 60:02}{self.chance.choice('.:')}{minutes % 60:02}")

    def money(self, amount: int) -> Bare:
        """An amount in one of its spellings."""
        dotted = f"{amount:,}".replace(",", ".")
        return Bare(self.chance.choice((f"Rp{dotted}", f"Rp {dotted}", dotted, f"Rp{dotted},00")))


def _type_of(field: FieldInfo) -> tuple[dict[str, Any], CodeOf | None]:
    """What the editor's schema says of a key's type, and whether it holds a code."""
    marks = list(marks_of(field))
    schema = next(mark.json_schema for mark in marks if isinstance(mark, WithJsonSchema))
    code = next((mark for mark in marks if isinstance(mark, CodeOf)), None)
    return dict(schema or {}), code


def _asked(catalog: Catalog, life: Life) -> Iterator[Entry]:
    """Documents that the case's stages ask for."""
    for entry in catalog.entries:
        if entry.front or life.kind not in entry.kinds or entry.stage > life.stage:
            continue
        if life.ours or entry.stage >= 3 or "stage" not in entry.model_fields_set:
            yield entry
