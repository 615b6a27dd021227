"""The catalog: which documents there are, for which cases, and what is wrong with an entry."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.case.model import KINDS, Stage
from pipeline.catalog import Catalog, load
from pipeline.errors import WorkspaceError
from pipeline.workplace import Workplace
from tests.case_files import case_of, is_told, least, shown
from tests.catalogs import LETTER, catalog_of, faults_of

SHIPPED = ["litmas_pidana_kerja_sosial", "surat_penempatan", "laporan_selesai"]


def names(catalog: Catalog, text: str) -> list[str]:
    """The documents that a case with this text can have."""
    return [entry.name for entry in catalog.of(case_of(text))]


# --- the catalog that is shipped -----------------------------------------------------------------


def test_the_shipped_catalog(workplace: Workplace, repository: Path) -> None:
    """Every entry has its Word file; documents stand in the order of the bundle."""
    entries = workplace.catalog.entries
    assert [entry.order for entry in entries] == sorted(entry.order for entry in entries)
    assert all(
        (repository / "templates" / file).is_file()
        for entry in entries
        for file in entry.file.values()
    )
    assert {entry.name for entry in entries} >= {*SHIPPED, "sampul", "daftar_isi_berkas"}


def test_dates_and_numbers_have_the_right_type(workplace: Workplace) -> None:
    """Where an entry says that a date or a number stands, the vocabulary has a date or a text."""
    dates = ("tanggal", "tanggal_surat", "tanggal_laporan", "undangan")
    for entry in workplace.catalog.entries:
        assert entry.date is None or entry.date.split(".")[-1] in dates
        assert entry.number is None or entry.number.split(".")[-1] in ("nomor", "litmas", "klien")


def test_lookup(workplace: Workplace) -> None:
    """An entry is found by its name; an unknown one is an error of the caller."""
    assert workplace.catalog["surat_penempatan"].name == "surat_penempatan"
    with pytest.raises(KeyError):
        workplace.catalog["surat"]


# --- documents of a case -------------------------------------------------------------------------


def test_documents_by_stage(workplace: Workplace) -> None:
    """A case can have the documents up to its stage, in order, and never cover or contents."""
    text = least()
    free = ["izin_luar_kota", "pelimpahan_bimbingan"]  # of any stage
    assert names(workplace.catalog, text) == free
    text += "penugasan: {nomor: '1'}\n"
    found = [names(workplace.catalog, text)]
    for more in (
        "putusan: {nomor: '1'}\n",
        "penempatan: {pekerjaan: menyapu}\n",
        "pengakhiran: {sebab: meninggal}\n",
    ):
        text += more
        found.append(names(workplace.catalog, text))
    assert [[name for name in SHIPPED if name in one] for one in found] == [
        SHIPPED[:1],
        SHIPPED[:1],
        SHIPPED[:2],
        SHIPPED,
    ]
    assert all(set(one) < set(more) for one, more in pairwise(found))
    orders = [workplace.catalog[name].order for name in found[-1]]
    assert orders == sorted(orders)
    assert not any(workplace.catalog[name].front for name in found[-1])


def test_documents_without_our_litmas(workplace: Workplace) -> None:
    """A judgment that came without our litmas asks for none."""
    text = least() + "asal_litmas: tidak_ada\npenempatan: {pekerjaan: menyapu}\n"
    found = names(workplace.catalog, text)
    assert [name for name in SHIPPED if name in found] == SHIPPED[1:2]
    stages = {workplace.catalog[n].stage for n in found if workplace.catalog[n].names_stage}
    assert min(stages) == Stage.putusan


@pytest.mark.parametrize("kind", KINDS)
def test_documents_by_kind(tmp_path: Path, kind: str) -> None:
    """An entry without kinds is for all, one with kinds for those."""
    text = f"semua: {LETTER}}}\nsatu: {LETTER}, kinds: diversi}}\n"
    expected = ["semua", "satu"] if kind == "diversi" else ["semua"]
    assert names(catalog_of(tmp_path, text), least(kind)) == expected


def test_documents_of_stages_that_a_kind_has_not(tmp_path: Path) -> None:
    """A closed reintegrasi, and a diversi without work, have no judgment's and no work's papers."""
    stages = "".join(f"{stage.name}: {LETTER}, stage: {stage.name}}}\n" for stage in Stage)
    catalog = catalog_of(tmp_path, stages)
    end = "pengakhiran: {sebab: selesai}\n"
    assert names(catalog, least("reintegrasi") + end) == ["permintaan", "litmas", "selesai"]
    assert names(catalog, least("diversi") + end) == ["permintaan", "litmas", "putusan", "selesai"]
    works = "diversi: {kesepakatan: {isi: Membersihkan taman, jam: 10}}\n"
    assert names(catalog, least("diversi") + end + works) == [stage.name for stage in Stage]
    assert names(catalog, least() + end) == [stage.name for stage in Stage]


# --- entries -------------------------------------------------------------------------------------


def test_an_entry_and_its_defaults(tmp_path: Path) -> None:
    """What an entry does not say has its default; words are read in any letter case."""
    entry = catalog_of(tmp_path, f"a: {LETTER}}}\n")["a"]
    assert (entry.title, entry.file, entry.order, entry.readers) == (
        "Surat",
        {"all": "surat.docx"},
        10,
        {"all": ("lokasi",)},
    )
    assert (entry.kinds, entry.stage, entry.front) == (KINDS, Stage.permintaan, False)
    assert (entry.class_code, entry.date, entry.number, entry.needs) == (None, None, None, ())
    text = f"a: {LETTER}, stage: Litmas, front: YES, class: PK.07.01, needs: klien.agama}}\n"
    entry = catalog_of(tmp_path, text)["a"]
    assert (entry.stage, entry.front, entry.class_code) == (Stage.litmas, True, "PK.07.01")
    assert entry.needs == ("klien.agama",)
    text = f"a: {LETTER}, needs: klien.agama, needs_with: {{penjamin: penjamin.alamat}}}}\n"
    assert catalog_of(tmp_path, text)["a"].all_needs() == ("klien.agama", "penjamin.alamat")


def test_files_and_needs_of_a_kind(tmp_path: Path) -> None:
    """A document can have a Word file and needs of its own in each kind of case, or no file."""
    text = (
        "a: {title: A, order: 1, reader: klien, file: {diversi: d.docx}, needs: klien.agama,"
        " needs_of: {diversi: diversi, reintegrasi: [penjamin, masa_pidana]}}\n"
    )
    entry = catalog_of(tmp_path, text)["a"]
    assert (entry.file_of("diversi"), entry.file_of("reintegrasi")) == ("d.docx", None)
    assert entry.all_needs("diversi") == ("klien.agama", "diversi")
    assert entry.all_needs("pidana_kerja_sosial") == ("klien.agama",)
    assert entry.all_needs() == ("klien.agama", "diversi", "penjamin", "masa_pidana")
    text = "a: {title: A, order: 1, reader: klien, file: {all: a.docx, diversi: d.docx}}\n"
    entry = catalog_of(tmp_path, text)["a"]
    assert (entry.file_of("diversi"), entry.file_of("reintegrasi")) == ("d.docx", "a.docx")


@pytest.mark.parametrize(
    ("text", "code", "path", "underlined"),
    [
        ("a: {file: a.docx, order: 1, reader: klien}\n", "SKM002", "a.title", "a"),
        ("a:\n", "SKM002", "a.order", "a"),
        ("a: x\n", "SKM003", "a", "x"),
        (f"a: {LETTER}, titel: x}}\n", "SKM001", "a.titel", "titel"),
        (f"a: {LETTER}, name: x}}\n", "SKM001", "a.name", "name"),
        (f"a: {LETTER}, stage: ahir}}\n", "SKM020", "a.stage", "ahir"),
        (f"a: {LETTER}, kinds: [diversi, dewasa]}}\n", "SKM020", "a.kinds[1]", "dewasa"),
        (f"a: {LETTER}, front: ya}}\n", "SKM020", "a.front", "ya"),
        (f"a: {LETTER}, needs_with: klien}}\n", "SKM003", "a.needs_with", "klien"),
        (f"a: {LETTER}, for_each: penempatan, item: mulai, from: 0}}\n", "SKM023", "a.from", "0"),
        (f"../a: {LETTER}}}\n", "RNG020", "../a", "../a"),
        (f"Surat: {LETTER}}}\n", "RNG020", "Surat", "Surat"),
        (f"a/b: {LETTER}}}\n", "RNG020", "a/b", "a/b"),
        (
            "a: {title: A, file: ../a.docx, order: 1, reader: klien}\n",
            "RNG021",
            "a.file",
            "../a.docx",
        ),
        ("a: {title: A, file: a.doc, order: 1, reader: klien}\n", "RNG021", "a.file", "a.doc"),
        ("a: {title: A, file: /a.docx, order: 1, reader: klien}\n", "RNG021", "a.file", "/a.docx"),
        ("a: {title: A, file: a.docx, order: x, reader: klien}\n", "SKM022", "a.order", "x"),
        ("a: {title: A, file: a.docx, order: 1, reader: polisi}\n", "SKM020", "a.reader", "polisi"),
    ],
)
def test_faults_of_an_entry(
    tmp_path: Path, text: str, code: str, path: str, underlined: str
) -> None:
    """A fault of an entry is the workspace's, told with code, path and place as in a case."""
    text = f"semua: {LETTER}}}\n{text}"
    problem = faults_of(tmp_path, text)[0]
    assert (problem.code, problem.path) == (code, path)
    assert shown(text, problem) == underlined
    assert problem.file == tmp_path / "catalog.yaml"
    assert is_told(problem)


def test_all_faults_of_a_catalog_at_once(tmp_path: Path) -> None:
    """A template designer is told everything in one go, with what was likely meant."""
    text = f"a: {LETTER}, needs: [klien.agma, xyz]}}\nB: {LETTER}, order2: 1}}\nc:\n"
    faults = faults_of(tmp_path, text)
    told = [(p.code, p.path, p.params.get("suggestion")) for p in faults]
    assert told == [
        ("RNG008", "a.needs[0]", "klien.agama"),
        ("RNG008", "a.needs[1]", ""),
        ("SKM001", "B.order2", "order"),
        ("RNG020", "B", None),
        ("SKM002", "c.order", None),
        ("SKM002", "c.reader", None),
        ("SKM002", "c.title", None),
    ]


@pytest.mark.parametrize(("text", "code"), [("", "YML005"), ("a: *b\n", "YML023")])
def test_a_catalog_that_is_no_yaml(tmp_path: Path, text: str, code: str) -> None:
    """What cannot be read is the workspace's fault."""
    assert faults_of(tmp_path, text)[0].code == code


def test_a_catalog_that_is_not_there(tmp_path: Path) -> None:
    """A folder of templates without a catalog is told with the file that is missing."""
    with pytest.raises(WorkspaceError) as caught:
        load(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("YML001", tmp_path / "catalog.yaml")
