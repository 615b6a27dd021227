"""What is left of a faulty file is enough to judge the rest of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.errors import BerkasError
from pipeline.salvage import salvage
from pipeline.stages.validate import validate
from pipeline.workplace import Workplace
from tests.case_files import LEAST, case_of, read


def salvaged(text: str) -> Case:
    """The salvaged case of a text."""
    return salvage(Case, read(text).data)


def test_a_sound_file_is_salvaged_whole() -> None:
    """Of a file without faults nothing is lost: it equals the case that shape makes of it."""
    text = LEAST + "penempatan: {lokasi: panti-wreda-01, mulai: 2026-04-01}\nanalisis: satu\n"
    assert salvaged(text) == case_of(text)


def test_a_faulty_value_is_none_and_its_neighbours_stand() -> None:
    """One bad date takes neither its section nor the rest of the file along."""
    case = salvaged(
        LEAST + "permintaan: {nomor: 12/3, tanggal: 02/03/2026, diterima: 2026-03-04}\n"
    )
    assert case.permintaan is not None
    assert case.permintaan.tanggal is None
    assert (case.permintaan.nomor, case.permintaan.diterima) == ("12/3", date(2026, 3, 4))


def test_rows_keep_their_places() -> None:
    """A faulty row stays in its list, so that the index of a later finding is right."""
    case = salvaged(
        LEAST + "kehadiran:\n"
        "  - {tanggal: kemarin, mulai: 08.00, selesai: 11.00}\n"
        "  - {tanggal: 2026-04-02, mulai: 08.00, selesai: 07.00}\n"
    )
    assert [row.tanggal for row in case.kehadiran] == [None, date(2026, 4, 2)]


def test_what_must_stand_and_is_missing_is_none() -> None:
    """A file without a single required key can be looked at."""
    case = salvaged("catatan: belum ada\n")
    nothing: list[object] = [case.nomor, case.klien, case.perkara]
    assert nothing == [None, None, None]


def test_five_mistakes_of_five_kinds_are_told_at_once(
    workplace: Workplace, sample_cases: list[Path]
) -> None:
    """Shape, word, reference, fact and completeness: each once, and nothing that only follows."""
    text = sample_cases[0].read_text(encoding="utf-8")
    for right, wrong in (
        ("  tanggal_lahir: 14 Agustus 1991", "  tgl_lahir: 14 Agustus 1991"),
        ("  jenis_kelamin: laki-laki", "  jenis_kelamin: pria"),
        ("  lokasi: panti-wreda-01", "  lokasi: panti-werda-01"),
        ("hari: Senin, mulai: 08.00", "hari: Senin, mulai: 18.00"),
        ("  inkracht:", "  # inkracht:"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    source = yaml_text.parse(text.encode(), sample_cases[0])
    folder = sample_cases[0].with_suffix("")
    verdict = validate(source, workplace.office, workplace.catalog, folder)
    assert verdict.case is None
    assert not verdict.ready
    assert [(problem.code, problem.path) for problem in verdict.problems] == [
        ("SKM001", "klien.tgl_lahir"),
        ("SKM020", "klien.jenis_kelamin"),
        ("KEL001", "putusan.inkracht"),
        ("RUJ003", "putusan.lokasi"),
        ("SKM032", "penempatan.jadwal[0].selesai"),
    ]


def test_no_mutilated_sample_breaks_the_rules(
    workplace: Workplace, sample_cases: list[Path]
) -> None:
    """Whatever lines are lost or swapped, rules over what is left raise nothing."""
    chance = Random(20260101)  # noqa: S311 - mutations, no secrets
    judged = 0
    for file in sample_cases:
        lines = file.read_text(encoding="utf-8").split("\n")
        for _ in range(40):
            mutilated = list(lines)
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(mutilated))
                words = [mutilated[chance.randrange(len(mutilated))], "", "nama: {}"]
                mutilated[at] = chance.choice([*words, mutilated[at].replace(":", ": 1/2/", 1)])
            try:
                source = yaml_text.parse("\n".join(mutilated).encode(), file)
            except BerkasError:
                continue
            validate(source, workplace.office, workplace.catalog, file.with_suffix(""))
            judged += 1
    assert judged > 50
