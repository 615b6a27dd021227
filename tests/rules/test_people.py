"""Rules on people: each number against what is written beside it."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

NIK = "3398021706980004"
WOMAN = "3398025706980004"


def paths(code: str, text: str) -> list[str | None]:
    """All places at which a rule is broken, those told once for several too."""
    return [
        path
        for problem in ask(by_code(code), text)
        for path in (problem.path, *(place.path for place in problem.others))
    ]


def related(code: str, text: str) -> list[list[str | None]]:
    """The places that each finding of a rule speaks of as well."""
    return [[place.path for place in problem.related] for problem in ask(by_code(code), text)]


# --- NIK -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "key", "read"),
    [
        (f"nik: '{NIK}', tanggal_lahir: 1998-06-17", None, ""),
        (f"nik: '{WOMAN}', tanggal_lahir: 1998-06-17", None, ""),
        (f"nik: '{NIK}', tanggal_lahir: 1998-06-18", "tanggal_lahir", "18 Juni 1998"),
        (f"nik: '{NIK}', tanggal_lahir: 1997-06-17", "tanggal_lahir", "17 Juni 1997"),
        (f"nik: '{NIK}', tahun_lahir: 1998", None, ""),
        (f"nik: '{NIK}', tahun_lahir: 1997", "tahun_lahir", "1997"),
        (f"nik: '{NIK}', tanggal_lahir: 1998-06-17, tahun_lahir: 1997", None, ""),
        (f"nik: '{NIK}'", None, ""),
        ("nik: '3398023113980004', tanggal_lahir: 1998-06-17", None, ""),  # told by KS904
        ("tanggal_lahir: 1998-06-17", None, ""),
    ],
)
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("klien: {{{}}}", "klien"),
        ("keluarga: {{wali: {{{}}}}}", "keluarga.wali"),
        ("keluarga: {{saudara: [{{nama: A}}, {{{}}}]}}", "keluarga.saudara[1]"),
        ("penjamin: {{{}}}", "penjamin"),
    ],
)
def test_nik_and_birth(text: str, where: str, person: str, key: str | None, read: str) -> None:
    """Whoever it is, the number fits the date, or the year where only that is known."""
    whole = text.format("nama: B, " + person)
    assert paths("KS901", whole) == ([f"{where}.nik"] if key else [])
    for problem in ask(by_code("KS901"), whole):
        assert problem.params == {"read": "17-06-98", "value": read}
        assert problem.severity == "warning"
    assert related("KS901", whole) == ([[f"{where}.{key}"]] if key else [])


@pytest.mark.parametrize(
    ("nik", "sex", "day"),
    [
        (NIK, "laki-laki", None),
        (NIK, "perempuan", "17"),
        (WOMAN, "perempuan", None),
        (WOMAN, "laki-laki", "57"),
        ("3398023113980004", "perempuan", None),  # told by KS904
        (NIK, "", None),
        ("", "perempuan", None),
    ],
)
def test_nik_and_sex(nik: str, sex: str, day: str | None) -> None:
    """A woman's day is forty higher."""
    text = f"klien: {{nama: A, nik: '{nik}', jenis_kelamin: {sex}}}".replace("nik: ''", "nik: ")
    problems = ask(by_code("KS902"), text)
    assert [(problem.path, problem.params) for problem in problems] == (
        [("klien.nik", {"value": sex, "day": day})] if day else []
    )
    assert related("KS902", text) == ([["klien.jenis_kelamin"]] if day else [])


def test_parts_of_a_nik() -> None:
    """Region, date and serial are judged for everyone, each by its rule."""
    people = (
        "klien: {nama: A, nik: '9998021706980004'}\n"
        "keluarga: {ayah: {nama: B, nik: '3398021713980004'}, "
        "anak: [{nama: C, nik: '3398021706980000'}]}"
    )
    assert paths("KS903", people) == ["klien.nik"]
    assert paths("KS904", people) == ["keluarga.ayah.nik", "keluarga.anak[0].nik"]
    (region,) = ask(by_code("KS903"), people)
    assert region.params == {"region": "999802"}
    day, serial = ask(by_code("KS904"), people)
    assert (day.params, serial.params) == ({"part": "17-13-98"}, {"part": "0000"})


@pytest.mark.parametrize(
    ("others", "path", "first"),
    [
        ("penjamin: {nama: Sulastri, nik: '%s'}", "penjamin.nik", "klien.nik"),
        # The client's number is nobody else's, whatever the name.
        ("penjamin: {nama: Prasetyo, nik: '%s'}", "penjamin.nik", "klien.nik"),
        ("penjamin: {nama: Sulastri, nik: '3398024909710002'}", None, ""),
        ("penjamin: {nama: Sulastri}", None, ""),
    ],
)
def test_client_alone_has_a_nik(others: str, path: str | None, first: str) -> None:
    """What is the client's is nobody else's."""
    text = f"klien: {{nama: Prasetyo, nik: '{NIK}'}}\n" + others.replace("%s", NIK)
    assert paths("KS905", text) == ([path] if path else [])
    assert related("KS905", text) == ([[first]] if path else [])


@pytest.mark.parametrize(
    ("father", "guarantor", "told"),
    [
        ("Slamet", "Slamet", False),
        ("H. Slamet Riyadi", "Slamet Riyadi", False),
        ("SLAMET", "Slamet, H.", False),
        ("Slamet Riyadi", "Slamet Santoso", True),
        ("Slamet", "Sulastri", True),
    ],
)
def test_a_relative_may_be_the_guarantor(father: str, guarantor: str, *, told: bool) -> None:
    """One number with one name is one person."""
    text = (
        f"keluarga: {{ayah: {{nama: '{father}', nik: '{NIK}'}}}}\n"
        f"penjamin: {{nama: '{guarantor}', nik: '{NIK}'}}"
    )
    assert paths("KS905", text) == ["penjamin.nik"] * told
    assert related("KS905", text) == [["keluarga.ayah.nik"]] * told


def test_whoever_has_no_nik_is_passed_over() -> None:
    """Those after someone without a number, or without a date, are judged all the same."""
    wrong = f"{{nama: B, nik: '{NIK}', tanggal_lahir: 1990-01-01}}"
    family = f"keluarga: {{ayah: {{nama: A, nik: '{WOMAN}'}}, ibu: {wrong}}}\n"
    assert paths("KS901", family) == ["keluarga.ibu.nik"]
    same = f"klien: {{nama: C, nik: '{NIK}'}}\nkeluarga: {{ayah: {{nama: A}}, ibu: {wrong}}}"
    assert paths("KS905", same) == ["keluarga.ibu.nik"]


# --- NIP -----------------------------------------------------------------------------------------

PLACES = {
    "sidang_tpp.ketua.nip": "sidang_tpp: {ketua: {nama: A, nip: '%s'}}",
    "sidang_tpp.sekretaris.nip": "sidang_tpp: {sekretaris: {nama: A, nip: '%s'}}",
    "sidang_tpp.anggota[1].nip": "sidang_tpp: {anggota: [{nama: A}, {nama: B, nip: '%s'}]}",
    "putusan.penuntut_umum.nip": "putusan: {penuntut_umum: {nama: A, nip: '%s'}}",
    "eksekusi.jaksa.nip": "eksekusi: {jaksa: {nama: A, nip: '%s'}}",
}


@pytest.mark.parametrize(("path", "text"), PLACES.items())
def test_nip(path: str, text: str) -> None:
    """Wherever an official stands, the number is whole and fits itself."""
    length, itself = by_code("KS906"), by_code("KS907")
    for good in ("197603081998032001", "19760308 199803 2 001"):
        assert broken(length, text % good) == broken(itself, text % good) == []
    (problem,) = ask(length, text % "NIP 1976")
    assert (problem.path, problem.params) == (path, {"digits": "4"})
    assert broken(itself, text % "NIP 1976") == []
    (problem,) = ask(itself, text % "197603081998032001".replace("0308", "3008"))
    assert (problem.path, problem.params) == (path, {"positions": "1–8", "part": "19763008"})
    assert broken(length, text % "197630081998032001") == []


# --- ages ----------------------------------------------------------------------------------------


def test_year_and_date() -> None:
    """A year beside a date is that of the date, for everyone."""
    text = "penjamin: {nama: A, tanggal_lahir: 1998-06-17, tahun_lahir: %s}"
    assert paths("KS908", text % 1998) == []
    (problem,) = ask(by_code("KS908"), text % 1989)
    assert problem.path == "penjamin.tahun_lahir"
    assert problem.params == {"value": "1989", "date": "17 Juni 1998"}
    assert related("KS908", text % 1989) == [["penjamin.tanggal_lahir"]]
    assert paths("KS908", "klien: {tahun_lahir: 1989}\npenjamin: {nama: A}") == []
    assert paths("KS908", "klien: {tanggal_lahir: 1998-06-17}") == []


@pytest.mark.parametrize(
    ("relative", "key"),
    [
        ("ayah: {nama: A, tanggal_lahir: 1986-06-17}", None),
        ("ayah: {nama: A, tanggal_lahir: 1986-06-18}", "ayah.tanggal_lahir"),
        ("ibu: {nama: A, tanggal_lahir: 1986-06-18}", "ibu.tanggal_lahir"),
        ("wali: {nama: A, tanggal_lahir: 1986-06-18}", None),
        ("pasangan: {nama: A, tanggal_lahir: 1986-06-18}", None),
        ("ibu: {nama: A, tahun_lahir: 1986}", None),
        ("ibu: {nama: A, tahun_lahir: 1987}", "ibu.tahun_lahir"),
        ("ibu: {nama: A, tahun_lahir: 1999, hubungan: Ibu Tiri}", None),
        ("ibu: {nama: A, tahun_lahir: 1999, hubungan: Ibu kandung}", "ibu.tahun_lahir"),
        ("ibu: {nama: A}", None),
        ("anak: [{nama: A, tanggal_lahir: 1998-06-18}]", None),
        ("anak: [{nama: A, tanggal_lahir: 1998-06-17}]", "anak[0].tanggal_lahir"),
        ("anak: [{nama: A}, {nama: B, tahun_lahir: 1997}]", "anak[1].tahun_lahir"),
        ("anak: [{nama: B, tahun_lahir: 1998}]", None),
        ("anak: [{nama: B, tahun_lahir: 1997, hubungan: anak sambung}]", None),
        ("anak: [{nama: B, tahun_lahir: 1997, hubungan: anak angkat}]", None),
        ("anak: [{nama: B, tahun_lahir: 1997, hubungan: anak asuh}]", None),
    ],
)
def test_generations(relative: str, key: str | None) -> None:
    """Twelve years to a parent, and later than the client for a child, unless not by birth."""
    text = f"klien: {{tanggal_lahir: 1998-06-17}}\nkeluarga: {{{relative}}}"
    assert paths("KS909", text) == ([f"keluarga.{key}"] if key else [])
    assert related("KS909", text) == ([["klien.tanggal_lahir"]] if key else [])
    for problem in ask(by_code("KS909"), text):
        assert problem.params == {"who": str(key).split(".", maxsplit=1)[0].split("[")[0]}


@pytest.mark.parametrize(
    "who", ["ibu: {nama: A, tahun_lahir: 1987}", "anak: {nama: A, tahun_lahir: 1997}"]
)
def test_generations_by_years(who: str) -> None:
    """Where only years are known, nothing is told that may still be right."""
    keluarga = f"keluarga: {{{who}}}"
    assert paths("KS909", keluarga) == []
    assert len(paths("KS909", f"klien: {{tahun_lahir: 1998}}\n{keluarga}")) == 1
    fine = "klien: {tahun_lahir: 2000}" if "ibu" in who else "klien: {tahun_lahir: 1997}"
    assert paths("KS909", f"{fine}\n{keluarga}") == []
    assert paths("KS909", "klien: {tahun_lahir: 1998}") == []


@pytest.mark.parametrize(
    ("born", "years"),
    [
        ("tanggal_lahir: 1925-05-01", "101"),
        ("tanggal_lahir: 1925-05-02", None),
        ("tahun_lahir: 1925", None),
        ("tahun_lahir: 1924", "101"),
        ("nama: A", None),
    ],
)
def test_too_old(born: str, years: str | None) -> None:
    """Over a hundred years is told, where it is certain."""
    text = f"klien: {{{born}}}\n"
    problems = ask(by_code("KS910"), text + "perkara: {tanggal: 2026-05-01}")
    assert [problem.params for problem in problems] == ([{"age": years}] if years else [])
    for problem in problems:
        assert problem.path == f"klien.{born.split(':', maxsplit=1)[0]}"
        assert [place.path for place in problem.related] == ["perkara.tanggal"]
    assert ask(by_code("KS910"), text + "perkara: {tempat: Pasar}") == []


@pytest.mark.parametrize(
    ("client", "told"),
    [
        ("kewarganegaraan: Malaysia", True),
        ("kewarganegaraan: Malaysia, nik: '3398021706980004'", True),
        ("kewarganegaraan: Malaysia, paspor: A01", False),
        ("kewarganegaraan: Malaysia, kitas: K01", False),
        ("kewarganegaraan: INDONESIA", False),
        ("kewarganegaraan: Warga Negara Indonesia", False),
        ("kewarganegaraan: wni", False),
        ("kewarganegaraan: WNI keturunan", False),
        ("nama: A", False),
    ],
)
def test_foreigner(client: str, *, told: bool) -> None:
    """A foreigner has a passport or a permit of stay."""
    problems = ask(by_code("KS911"), f"klien: {{{client}}}")
    assert [problem.path for problem in problems] == ["klien.paspor"] * told
    for problem in problems:
        assert problem.params == {"nation": "Malaysia"}
        assert [place.path for place in problem.related] == ["klien.kewarganegaraan"]
