"""office.yaml: the sample is in order, and faults in it are told as those of a case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import yaml_text
from pipeline.case.section import walk_fields
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.shape import shape
from pipeline.values import Hours, Period
from pipeline.workplace import Workplace
from tests.case_files import read, shown

LEAST = """\
kantor: {nama: Bapas, alamat: Jalan A, kota: Purwadipa}
pejabat: {kepala: {nama: Harjono}}
pk: {sr: {nama: Sri}}
"""


def office_of(text: str) -> Office:
    """Type an office that must have the right shape."""
    office, problems = shape(read(text), Office)
    assert office is not None, problems
    return office


def faults(text: str) -> list[Problem]:
    """What is wrong with the shape of an office."""
    return shape(read(text), Office)[1]


def test_the_least_office() -> None:
    """An office needs a letterhead, a head and an officer; all else has its default."""
    office = office_of(LEAST)
    assert (office.kertas, office.bahasa, office.penomoran, office.batas) == (
        "a4",
        None,
        None,
        None,
    )
    assert (office.lokasi, office.instansi, office.retensi, office.hari_libur) == ({}, {}, {}, ())
    assert office.pejabat["kepala"].sebagai == "kepala"


def test_every_key_has_its_description() -> None:
    """An editor can say of each key what it means."""
    assert [path for path, field in walk_fields(Office) if not field.description] == []


def test_values_of_an_office() -> None:
    """Periods, hours, numbers and words are typed as in a case."""
    office = office_of(
        LEAST
        + "kertas: F4\nbahasa: EN\nhari_libur: 1 Januari 2026\n"
        + "batas: {litmas_dewasa: 7 hari, jam_per_hari_anak: '4,5'}\n"
        + "lokasi: {a-1: {nama: A, kapasitas: 4, komersial: tidak, pekerjaan: menyapu}}\n"
        + "retensi: {PK.03.01: {aktif: 2 tahun, nasib_akhir: Musnah}}\n"
        + "penomoran: {pola: 'W-{nomor}', mulai: 1, per: Klasifikasi}\n"
    )
    assert (office.kertas, office.bahasa, len(office.hari_libur)) == ("f4", "en", 1)
    assert office.batas is not None
    assert office.batas.litmas_dewasa == Period(days=7)
    assert office.batas.jam_per_hari_anak == Hours(270)
    assert office.lokasi["a-1"].komersial is False
    assert office.lokasi["a-1"].pekerjaan == ("menyapu",)
    assert office.retensi["PK.03.01"].aktif == Period(years=2)


@pytest.mark.parametrize(
    ("text", "code", "path", "underlined"),
    [
        ("kertas: A5\n", "SKM020", "kertas", "A5"),
        ("bahasa: fr\n", "SKM020", "bahasa", "fr"),
        ("hari_libur: [2026-01-01, 1/2/2026]\n", "SKM011", "hari_libur[1]", "1/2/2026"),
        ("batas: {penempatan: seminggu}\n", "SKM018", "batas.penempatan", "seminggu"),
        ("lokasi: {a: {alamat: x}}\n", "SKM002", "lokasi.a.nama", "a"),
        ("lokasi: {a: {nama: x, kapasitas: empat}}\n", "SKM022", "lokasi.a.kapasitas", "empat"),
        ("lokasi: {a: {nama: x, komersial: no}}\n", "SKM021", "lokasi.a.komersial", "no"),
        ("lokasi: [a]\n", "SKM003", "lokasi", "lokasi"),
        ("instansi: {k-1: {nama: '...'}}\n", "SKM005", "instansi.k-1.nama", "'...'"),
        ("retensi: {a: {nasib_akhir: buang}}\n", "SKM020", "retensi.a.nasib_akhir", "buang"),
        ("penomoran: {mulai: 1}\n", "SKM002", "penomoran.pola", "penomoran"),
    ],
)
def test_faults_of_an_office(text: str, code: str, path: str, underlined: str) -> None:
    """A fault is told with its code, its path through codes, and its place."""
    text = LEAST + text
    (problem,) = faults(text)
    assert (problem.code, problem.path, shown(text, problem)) == (code, path, underlined)


def test_the_sample_office(workplace: Workplace) -> None:
    """The sample has what its cases name, and people whose numbers are well formed."""
    office = workplace.office
    assert set(office.pk) == {"sr", "dw", "am"}
    assert not any(site.komersial for site in office.lokasi.values())
    numbers = [person.nip for person in office.pejabat.values()]
    numbers += [person.nip for person in office.pk.values()]
    assert all(re.fullmatch(r"(19|20)\d{6}(19|20)\d{4}[12]\d{3}", nip or "") for nip in numbers)


def test_the_sample_has_no_key_that_a_default_hides(repository: Path, workplace: Workplace) -> None:
    """What is written in the sample is what was typed: nothing got lost on the way."""
    source = yaml_text.read(repository / "office.yaml")
    assert set(source.data) == workplace.office.model_fields_set
    assert set(source.data["lokasi"]) == set(workplace.office.lokasi)
