"""Rules on secrecy: whose name may stand where (UU 11/2012 art. 19, UU 27/2022)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.rule import CHILDREN, Finding, Rule, value_at
from pipeline.yaml_text import Path_

TELLING = 4  # letters of a word by which a person is known
NO_NAMES = frozenset({"alias", "binti", "haji", "hajjah"})
SECRET = ("litmas", "putusan", "dakwaan", "korban", "asesmen")  # of an exhibit's title
# What a partner site reads of a placement and of a row of attendance.
READ_OF_PLACEMENT = ("pekerjaan", "alat_pelindung")
READ_OF_ROW = ("kegiatan", "perilaku", "catatan", "alasan")


def _words(*names: str | None) -> set[str]:
    """The words by which people are known, as they are written; no titles and no initials."""
    words = {word.strip(",;“”\"'()") for name in names if name for word in name.split()}
    return {
        word
        for word in words
        if "." not in word and len(word) >= TELLING and word.casefold() not in NO_NAMES
    }


def _names_of_victims(case: Case) -> list[str | None]:
    return [victim.nama for victim in value_at(case, "perkara.korban") or ()]


def _named(text: str, words: set[str]) -> bool:
    """Whether one of these words is in a text, in any letter case and even within a word."""
    lowered = text.casefold()
    return any(word.casefold() in lowered for word in words)


def name_in_number(case: Case, office: Office) -> Iterator[Finding]:
    """The number of a case names every file of it, and is on every list: no name in it."""
    if case.nomor and _named(case.nomor, _words(value_at(case, "klien.nama"))):
        yield Finding(("nomor",), related=(("klien", "nama"),))


def name_of_exhibit(case: Case, office: Office) -> Iterator[Finding]:
    """The file name of an exhibit is seen by whoever sees the folder."""
    if not case.lampiran:
        return
    words = _words(value_at(case, "klien.nama"), *_names_of_victims(case))
    for number, exhibit in enumerate(case.lampiran):
        if exhibit.berkas and _named(exhibit.berkas, words):
            yield Finding(("lampiran", number, "berkas"))


def told_to_a_site(case: Case, office: Office) -> Iterator[Finding]:
    """What a site reads names neither child nor victim and holds no number of a person."""
    if not case.penempatan and not case.kehadiran:
        return
    own = _words(value_at(case, "klien.nama"))
    secret = _words(*_names_of_victims(case))
    secret = secret | own if case.jenis in CHILDREN else secret - own
    pattern = _pattern(secret)
    read = [*_read(case.penempatan, "penempatan", READ_OF_PLACEMENT)]
    read += _read(case.kehadiran, "kehadiran", READ_OF_ROW)
    if pattern.search("\n".join(text for _, text in read)):
        yield from (Finding(path) for path, text in read if pattern.search(text))


def _pattern(words: set[str]) -> re.Pattern[str]:
    """Finds sixteen digits, or one of these words as it is written or in capitals."""
    forms = sorted({form for word in words for form in (word, word.upper())})
    return re.compile("|".join([r"\b\d{16}\b", *(rf"\b{re.escape(form)}\b" for form in forms)]))


def _read(
    entries: tuple[object, ...], section: str, keys: tuple[str, ...]
) -> Iterator[tuple[Path_, str]]:
    for number, entry in enumerate(entries):
        for key in keys:
            if text := getattr(entry, key):
                yield (section, number, key), text


def exhibit_for_a_site(case: Case, office: Office) -> Iterator[Finding]:
    """A partner site reads neither judgment nor report, victim or scores."""
    for number, exhibit in enumerate(case.lampiran):
        said = f"{exhibit.berkas or ''} {exhibit.judul or ''}".casefold()
        found = next((word for word in SECRET if word in said), None)
        if found and "lokasi" in exhibit.pembaca:
            yield Finding(("lampiran", number, "pembaca"), {"word": found})


def victim_is_client(case: Case, office: Office) -> Iterator[Finding]:
    """A victim with the client's name was copied into the wrong place."""
    name = _plain(value_at(case, "klien.nama"))
    for number, victim in enumerate(value_at(case, "perkara.korban") or ()):
        if name and _plain(victim.nama) == name:
            path = ("perkara", "korban", number, "nama")
            yield Finding(path, related=(("klien", "nama"),))


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


_NAMED = "klien: {nama: Prasetyo Budi}\n"
_HARMED = "perkara: {korban: {nama: Teguh Iman}}\n"

RULES = (
    Rule(
        "KS913",
        name_in_number,
        "error",
        ground="practice",
        failing="nomor: KS-2026-prasetyo\n" + _NAMED,
        passing="nomor: KS-2026-0100\n" + _NAMED,
    ),
    Rule(
        "KS914",
        name_of_exhibit,
        "warning",
        ground="practice",
        failing=_NAMED + "lampiran: {berkas: putusan-prasetyo.pdf}",
        passing=_NAMED + "lampiran: {berkas: putusan.pdf}",
    ),
    Rule(
        "KS915",
        told_to_a_site,
        "warning",
        ground="practice",
        failing=_HARMED + "kehadiran: [{tanggal: 2026-05-04, kegiatan: Membantu Teguh}]",
        passing=_HARMED + "kehadiran: [{tanggal: 2026-05-04, kegiatan: Membantu kebersihan}]",
    ),
    Rule(
        "KS916",
        exhibit_for_a_site,
        "warning",
        ground="practice",
        failing="lampiran: {berkas: putusan.pdf, pembaca: [lokasi]}",
        passing="lampiran: {berkas: jadwal.pdf, pembaca: [lokasi]}",
    ),
    Rule(
        "KS918",
        victim_is_client,
        "warning",
        ground="practice",
        failing=_NAMED + "perkara: {korban: {nama: Prasetyo Budi}}",
        passing=_NAMED + _HARMED,
    ),
)
