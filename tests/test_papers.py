"""Which papers a case asks for, how they are named, and what stands at a key for one of them."""

from __future__ import annotations

import pytest

from pipeline.papers import Paper, origin_of, papers, value_at
from pipeline.values import Hours
from tests.drafting import case, make_catalog

VIOLATIONS = """
pelanggaran:
- {tanggal: 2026-05-29, uraian: kedua, tindakan: sp2}
- {tanggal: 2026-05-18, uraian: pertama, tindakan: sp1}
- {tanggal: 2026-06-22, uraian: keempat, tindakan: lapor_jaksa}
- {tanggal: 2026-05-18, uraian: juga, tindakan: sp1}
"""
MONTHS = "perkembangan: [{bulan: 2026-05, isi: B}, {bulan: 2026-04, isi: A}]\n"
PLACES = """
penempatan:
- {lokasi: taman-01, mulai: 2026-07-04}
- {lokasi: panti-01, mulai: 2026-06-02}
- {lokasi: taman-01}
"""


def labels(more: str, **keys: object) -> list[str]:
    """The papers that a catalog of one document asks of a case."""
    catalog = make_catalog(surat={"kinds": "pidana_kerja_sosial", **keys})
    return [paper.label for paper in papers(case(more), catalog)]


def test_one_for_each_entry_in_the_order_of_time() -> None:
    """A list makes one paper an entry, named by a day; a second one of a day is told apart."""
    found = labels(VIOLATIONS, for_each="pelanggaran", item="tanggal")
    assert found == [
        "surat/2026-05-18",
        "surat/2026-05-18-2",
        "surat/2026-05-29",
        "surat/2026-06-22",
    ]
    assert labels("", for_each="pelanggaran", item="tanggal") == []


def test_only_entries_that_say_so() -> None:
    """`where` chooses entries by their words; the name is a word too, and stays unique."""
    where = {"tindakan": ["sp1", "sp2"]}
    found = labels(VIOLATIONS, for_each="pelanggaran", item="tindakan", where=where)
    assert found == ["surat/sp1", "surat/sp1-2", "surat/sp2"]


def test_a_month_is_named_as_one() -> None:
    """A month's paper is `2026-04`, not its first day."""
    assert labels(MONTHS, for_each="perkembangan", item="bulan") == [
        "surat/2026-04",
        "surat/2026-05",
    ]


def test_later_entries_only() -> None:
    """`from` leaves out the first in time; one without a day comes last, named by its place."""
    found = labels(PLACES, for_each="penempatan", item="mulai", **{"from": "2"})
    assert found == ["surat/2026-07-04", "surat/3"]


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("", []),
        ("penyelesaian: {tanggal: 2026-09-02}\n", []),
        ("penyelesaian: {hasil: tidak_selesai}\n", []),
        ("penyelesaian: {hasil: selesai}\n", ["surat"]),
    ],
)
def test_only_where_the_case_says_so(more: str, asked: list[str]) -> None:
    """`when` asks for a word of the case."""
    assert labels(more, when={"penyelesaian.hasil": "selesai"}) == asked


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("", []),
        ("kehadiran: []\n", []),
        ("kehadiran: [{tanggal: 2026-05-01, status: alpa}]\n", ["surat"]),
    ],
)
def test_whatever_the_case_says(more: str, asked: list[str]) -> None:
    """`any` asks that something stands; an empty list is nothing."""
    assert labels(more, when={"kehadiran": "any"}) == asked


def test_nothing_below_a_key_is_nothing() -> None:
    """A key with names below it says something where there is one."""
    assert labels("surat: {}\n", when={"surat": "any"}) == []
    assert labels("surat: {surat: {nomor: W-1}}\n", when={"surat": "any"}) == ["surat"]


def test_yes_is_a_word_too() -> None:
    """A condition may ask for `ya` or `tidak`."""
    when = {"putusan.sesuai_salinan": "tidak"}
    assert labels("putusan: {sesuai_salinan: tidak}\n", when=when) == ["surat"]
    assert labels("putusan: {sesuai_salinan: ya}\n", when=when) == []


def test_a_code_names_a_file_and_no_title() -> None:
    """A reader learns nothing from `taman-01`; the file's name and the label need it."""
    catalog = make_catalog(surat={"for_each": "penempatan", "item": "lokasi"})
    first = next(papers(case(PLACES), catalog))
    assert (first.stem, first.title_in(case())) == ("surat-panti-01", "Surat Uji")
    assert Paper(catalog["surat"]).title_in(case()) == "Surat Uji"


def test_labels_are_never_the_same() -> None:
    """What is added to tell two apart is not the name of a third."""
    more = "".join(
        f"- {{lokasi: {code}, tanggal_surat: 2026-02-0{day}}}\n"
        for day, code in enumerate(("taman", "taman-2", "taman", "taman"), 2)
    )
    keys = {"for_each": "kesediaan", "item": "lokasi"}
    assert labels(f"kesediaan:\n{more}", **keys) == [
        "surat/taman",
        "surat/taman-2",
        "surat/taman-3",
        "surat/taman-4",
    ]


@pytest.mark.parametrize(
    ("more", "keys", "title"),
    [
        (VIOLATIONS, {"for_each": "pelanggaran", "item": "tanggal"}, "Surat Uji (18 Mei 2026)"),
        (VIOLATIONS, {"for_each": "pelanggaran", "item": "tindakan"}, "Surat Uji (sp1)"),
        (MONTHS, {"for_each": "perkembangan", "item": "bulan"}, "Surat Uji (April 2026)"),
        (
            "penempatan: {lokasi: taman-01}\n",
            {"for_each": "penempatan", "item": "mulai"},
            "Surat Uji (1)",
        ),
        (
            "penempatan: {lokasi: taman-01}\n",
            {"for_each": "penempatan", "item": "lokasi"},
            "Surat Uji",
        ),
    ],
)
def test_a_title_says_which_one_of_several(more: str, keys: dict[str, str], title: str) -> None:
    """By its month, day or word; by its number where nothing names it, and by no code."""
    typed = case(more)
    first = next(papers(typed, make_catalog(surat=keys)))
    assert first.title_in(typed) == title


def test_equal_papers_are_one() -> None:
    """A paper can be looked up by another value of the same entry and item."""
    entry = make_catalog(surat={})["surat"]
    assert {Paper(entry): 1}[Paper(entry)] == 1
    assert Paper(entry, "a", 0) != Paper(entry, "b", 1)


def test_a_value_is_that_of_the_papers_own_entry() -> None:
    """Below its own list a paper sees its entry; below another list the last one."""
    catalog = make_catalog(surat={"for_each": "pelanggaran", "item": "tanggal"})
    typed = case(VIOLATIONS + PLACES + MONTHS)
    seen = [str(value_at(typed, "pelanggaran.uraian", paper)) for paper in papers(typed, catalog)]
    assert seen == ["pertama", "juga", "kedua", "keempat"]
    assert value_at(typed, "pelanggaran.uraian") == "juga"
    first = next(papers(typed, catalog))
    assert str(value_at(typed, "perkembangan.bulan", first)) == "2026-04-01"


def test_a_value_at_a_path() -> None:
    """The latest placement counts in time; what is missing on the way is None."""
    typed = case("penempatan: [{mulai: 2026-07-04}, {mulai: 2026-06-02}]\nputusan: {jam: 8}\n")
    assert str(value_at(typed, "penempatan.mulai")) == "2026-07-04"
    assert value_at(typed, "putusan.jam") == Hours(480)
    assert value_at(typed, "eksekusi.serah_terima.tanggal") is None
    assert value_at(case(), "kehadiran.tanggal") is None


def test_the_first_only() -> None:
    """Without a key that names it, only the first entry in time has a paper, by the bare name."""
    catalog = make_catalog(surat={"for_each": "penempatan"})
    (paper,) = papers(case(PLACES), catalog)
    assert (paper.label, paper.number) == ("surat", 1)
    assert str(value_at(case(PLACES), "penempatan.mulai", paper)) == "2026-06-02"


def test_the_first_without_an_addition() -> None:
    """The first entry's paper keeps the bare name however many follow."""
    keys = {"for_each": "penempatan", "item": "mulai", "unnamed_first": "yes"}
    assert labels(PLACES, **keys) == ["surat", "surat/2026-07-04", "surat/3"]


@pytest.mark.parametrize("keys", [{}, {"item": "mulai", "unnamed_first": "yes"}])
def test_a_list_that_is_empty_lacks_its_first(keys: dict[str, str]) -> None:
    """What must be there is asked for before its list begins, so that it can be missed."""
    catalog = make_catalog(surat={"for_each": "penempatan", **keys})
    (paper,) = papers(case(), catalog)
    assert (paper.label, paper.number) == ("surat", None)


def origins(more: str) -> dict[str, str | None]:
    """What tells the entries of a case's papers apart, by the papers' labels."""
    catalog = make_catalog(
        surat={"kinds": "pidana_kerja_sosial", "for_each": "pelanggaran", "item": "tanggal"}
    )
    subject = case(more)
    return {paper.label: origin_of(subject, paper) for paper in papers(subject, catalog)}


def test_the_origin_of_a_paper_goes_with_its_entry() -> None:
    """A row of the same day written above moves the names, and no origin; other rows differ."""
    earlier = "- {tanggal: 2026-05-18, uraian: baru, tindakan: sp2}\n"
    before = origins(VIOLATIONS)
    after = origins(VIOLATIONS.replace("pelanggaran:\n", f"pelanggaran:\n{earlier}"))
    assert len(set(after.values())) == 5
    assert after["surat/2026-05-18"] not in before.values()
    assert after["surat/2026-05-18-2"] == before["surat/2026-05-18"]
    assert after["surat/2026-05-18-3"] == before["surat/2026-05-18-2"]
    assert after["surat/2026-06-22"] == before["surat/2026-06-22"]


def test_a_paper_without_an_entry_has_no_origin() -> None:
    """A document that is not repeated is the case's own."""
    catalog = make_catalog(surat={"kinds": "pidana_kerja_sosial"})
    (paper,) = papers(case(""), catalog)
    assert origin_of(case(""), paper) is None


def test_names_that_the_order_gives() -> None:
    """Two of one day, and a first one that others follow; no other."""
    keys = {"kinds": "pidana_kerja_sosial", "for_each": "pelanggaran", "item": "tanggal"}
    found = papers(case(VIOLATIONS), make_catalog(surat=keys))
    assert [paper.by_order for paper in found] == [True, True, False, False]
    keys = {**keys, "for_each": "penempatan", "item": "mulai", "unnamed_first": "yes"}
    found = papers(case(PLACES), make_catalog(surat=keys))
    assert next((paper.item is None, paper.by_order) for paper in found) == (True, True)
    one = "penempatan: {lokasi: taman-01, mulai: 2026-07-04}\n"
    assert [paper.by_order for paper in papers(case(one), make_catalog(surat=keys))] == [False]
