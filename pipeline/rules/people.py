"""Rules on people: their identity numbers, and ages that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.case.identity import Client, Person, Relative
from pipeline.figures import age
from pipeline.identity_numbers import Nik, is_whole_nip, nip_digits, nip_fault
from pipeline.office import Office
from pipeline.rules.ages import birth, birth_key
from pipeline.rules.rule import Finding, Rule, value_at
from pipeline.values import write_date
from pipeline.yaml_text import Path_

YEARS_TO_A_CHILD = 12  # fewer between parent and child are taken for a slip
OLDEST = 100
NOT_BY_BIRTH = ("tiri", "angkat", "sambung", "asuh")


def _people(case: Case) -> Iterator[tuple[Path_, Client | Relative]]:
    """Everyone whose NIK the case may hold, with the key at which they stand."""
    family = case.keluarga
    one_by_one: list[tuple[Path_, Client | Relative | None]] = [(("klien",), case.klien)]
    if family is not None:
        for name in ("ayah", "ibu", "wali", "pasangan"):
            one_by_one.append((("keluarga", name), getattr(family, name)))
        for name in ("saudara", "anak"):
            for number, relative in enumerate(getattr(family, name)):
                one_by_one.append((("keluarga", name, number), relative))
    one_by_one.append((("penjamin",), case.penjamin))
    yield from ((path, person) for path, person in one_by_one if person is not None)


def _numbered(case: Case) -> Iterator[tuple[Path_, Client | Relative, Nik]]:
    """The same of whom a NIK is known."""
    for path, person in _people(case):
        if person.nik:
            yield path, person, Nik.of(person.nik)


def nik_and_birth(case: Case, office: Office) -> Iterator[Finding]:
    """Digits 7 to 12 of a NIK are the birth date, a woman's day 40 higher."""
    for path, person, nik in _numbered(case):
        born = birth(person)
        if born is None or not nik.has_a_date:
            continue
        key = birth_key(person)
        if not nik.fits(born[0]) if born[0] == born[1] else nik.year != born[0].year % 100:
            value = write_date(born[0]) if key == "tanggal_lahir" else born[0].year
            params = {"read": nik.written_date, "value": value}
            yield Finding((*path, "nik"), params, related=((*path, key),))


def nik_and_sex(case: Case, office: Office) -> Iterator[Finding]:
    """The day of birth in a NIK says whether it is a woman's."""
    written, sex = value_at(case, "klien.nik"), value_at(case, "klien.jenis_kelamin")
    if not written or sex is None:
        return
    nik = Nik.of(written)
    if nik.has_a_date and nik.is_woman != (sex == "perempuan"):
        params = {"value": sex, "day": written[6:8]}
        yield Finding(("klien", "nik"), params, related=(("klien", "jenis_kelamin"),))


def nik_region(case: Case, office: Office) -> Iterator[Finding]:
    """The first six digits of a NIK are a province, a district and a subdistrict."""
    for path, _, nik in _numbered(case):
        if not nik.is_of_a_region:
            yield Finding((*path, "nik"), {"region": nik.region})


def nik_itself(case: Case, office: Office) -> Iterator[Finding]:
    """The birth date in a NIK is a day, and its serial starts at 1."""
    for path, _, nik in _numbered(case):
        if not nik.has_a_date or nik.serial == "0000":
            part = nik.serial if nik.has_a_date else nik.written_date
            yield Finding((*path, "nik"), {"part": part})


def nik_twice(case: Case, office: Office) -> Iterator[Finding]:
    """No two people have one NIK; a relative may well be the guarantor."""
    seen: dict[str, tuple[Path_, Client | Relative]] = {}
    for path, person in _people(case):
        if not person.nik:
            continue
        first, other = seen.setdefault(person.nik, (path, person))
        if other is not person and (other is case.klien or not _is_same(other, person)):
            yield Finding((*path, "nik"), related=((*first, "nik"),))


def _is_same(one: Client | Relative, other: Client | Relative) -> bool:
    """Whether two entries can be one person: all words of a name are in the other."""
    words, others = (_words(person.nama) for person in (one, other))
    return words <= others or others <= words


def _words(name: str | None) -> set[str]:
    return {word.strip(".,") for word in (name or "").casefold().split()}


def _officials(case: Case) -> Iterator[tuple[Path_, str]]:
    """NIPs that the case holds, without blanks; those of the office stand in office.yaml."""
    board = case.sidang_tpp
    found: list[tuple[Path_, Person | None]] = []
    if board is not None:
        found += [(("sidang_tpp", "ketua"), board.ketua)]
        found += [(("sidang_tpp", "sekretaris"), board.sekretaris)]
        found += [(("sidang_tpp", "anggota", n), one) for n, one in enumerate(board.anggota)]
    if case.putusan is not None:
        found.append((("putusan", "penuntut_umum"), case.putusan.penuntut_umum))
    if case.eksekusi is not None:
        found.append((("eksekusi", "jaksa"), case.eksekusi.jaksa))
    for path, person in found:
        if person is not None and person.nip:
            yield (*path, "nip"), nip_digits(person.nip)


def nip_length(case: Case, office: Office) -> Iterator[Finding]:
    """A NIP has eighteen digits."""
    for path, digits in _officials(case):
        if not is_whole_nip(digits):
            yield Finding(path, {"digits": sum(sign.isdecimal() for sign in digits)})


def nip_itself(case: Case, office: Office) -> Iterator[Finding]:
    """A NIP is made of a birth date, a month of appointment, a sex and a serial."""
    for path, digits in _officials(case):
        if is_whole_nip(digits) and (fault := nip_fault(digits)):
            yield Finding(path, {"positions": fault[0], "part": fault[1]})


def year_and_date(case: Case, office: Office) -> Iterator[Finding]:
    """The year of birth stands where the date is not known; both must agree."""
    for path, person in _people(case):
        year, day = person.tahun_lahir, person.tanggal_lahir
        if year is not None and day is not None and year != day.year:
            params = {"value": year, "date": write_date(day)}
            yield Finding((*path, "tahun_lahir"), params, related=((*path, "tanggal_lahir"),))


def generations(case: Case, office: Office) -> Iterator[Finding]:
    """Parents are years older than the client, and children younger."""
    born, family = birth(case.klien), case.keluarga
    if born is None or family is None:
        return
    me = ("klien", birth_key(case.klien))
    for name in ("ayah", "ibu"):
        parent = getattr(family, name)
        dates = birth(parent)
        if dates and _by_birth(parent) and age(dates[0], born[1]) < YEARS_TO_A_CHILD:
            yield Finding(("keluarga", name, birth_key(parent)), {"who": name}, related=(me,))
    for number, child in enumerate(family.anak):
        dates = birth(child)
        if dates and _by_birth(child) and dates[1] <= born[0]:
            path = ("keluarga", "anak", number, birth_key(child))
            yield Finding(path, {"who": "anak"}, related=(me,))


def _by_birth(relative: Relative) -> bool:
    """Whether nothing says that a relative is one by marriage or adoption."""
    said = (relative.hubungan or "").casefold()
    return not any(word in said for word in NOT_BY_BIRTH)


def too_old(case: Case, office: Office) -> Iterator[Finding]:
    """A client of more than a hundred years is a slip in the year of birth."""
    born, first = birth(case.klien), value_at(case, "perkara.tanggal.dari")
    if born is None or first is None:
        return
    years = age(born[1], first)
    if years > OLDEST:
        path = ("klien", birth_key(case.klien))
        yield Finding(path, {"age": years}, related=(("perkara", "tanggal"),))


def foreigner(case: Case, office: Office) -> Iterator[Finding]:
    """A foreigner has no NIK by birth and is known by passport or permit of stay."""
    nation = value_at(case, "klien.kewarganegaraan")
    if not nation or case.klien.paspor or case.klien.kitas:
        return
    if "indonesia" not in nation.casefold() and not nation.casefold().startswith("wni"):
        params = {"nation": nation}
        yield Finding(("klien", "paspor"), params, related=(("klien", "kewarganegaraan"),))


_CLIENT = 'klien: {nik: "3398021706980004", '
_BOARD = 'sidang_tpp: {ketua: {nama: Endang Pujiastuti, nip: "'

RULES = (
    Rule(
        "KS901",
        nik_and_birth,
        "warning",
        ground="practice",
        failing=_CLIENT + "tanggal_lahir: 1998-06-07}",
        passing=_CLIENT + "tanggal_lahir: 1998-06-17}",
    ),
    Rule(
        "KS902",
        nik_and_sex,
        "warning",
        ground="practice",
        failing=_CLIENT + "jenis_kelamin: perempuan}",
        passing=_CLIENT + "jenis_kelamin: laki-laki}",
    ),
    Rule(
        "KS903",
        nik_region,
        "warning",
        ground="practice",
        failing='klien: {nik: "4098021706980004"}',
        passing='klien: {nik: "3398021706980004"}',
    ),
    Rule(
        "KS904",
        nik_itself,
        "warning",
        ground="practice",
        failing='klien: {nik: "3398023102980004"}',
        passing='klien: {nik: "3398022802980004"}',
    ),
    Rule(
        "KS905",
        nik_twice,
        "warning",
        ground="practice",
        failing=_CLIENT + 'nama: Prasetyo}\npenjamin: {nama: Sulastri, nik: "3398021706980004"}',
        passing=_CLIENT + 'nama: Prasetyo}\npenjamin: {nama: Sulastri, nik: "3398024909710002"}',
    ),
    Rule(
        "KS906",
        nip_length,
        "warning",
        ground="unverified",
        failing=_BOARD + '1976030819980320"}}',
        passing=_BOARD + '197603081998032001"}}',
    ),
    Rule(
        "KS907",
        nip_itself,
        "warning",
        ground="unverified",
        failing=_BOARD + '197613081998032001"}}',
        passing=_BOARD + '197603081998032001"}}',
    ),
    Rule(
        "KS908",
        year_and_date,
        "warning",
        ground="practice",
        failing="klien: {tanggal_lahir: 1998-06-17, tahun_lahir: 1989}",
        passing="klien: {tanggal_lahir: 1998-06-17, tahun_lahir: 1998}",
    ),
    Rule(
        "KS909",
        generations,
        "warning",
        ground="practice",
        failing="klien: {tahun_lahir: 1998}\nkeluarga: {ibu: {nama: Sulastri, tahun_lahir: 1991}}",
        passing="klien: {tahun_lahir: 1998}\nkeluarga: {ibu: {nama: Sulastri, tahun_lahir: 1971}}",
    ),
    Rule(
        "KS910",
        too_old,
        "warning",
        ground="practice",
        failing="klien: {tahun_lahir: 1908}\nperkara: {tanggal: 2026-05-01}",
        passing="klien: {tahun_lahir: 1980}\nperkara: {tanggal: 2026-05-01}",
    ),
    Rule(
        "KS911",
        foreigner,
        "warning",
        ground="practice",
        failing="klien: {kewarganegaraan: Malaysia}",
        passing="klien: {kewarganegaraan: Malaysia, paspor: A00000017}",
    ),
)
