"""Shape: every fault of the data is told with its path and its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import Field

from pipeline import messages
from pipeline.case import Case
from pipeline.case.section import OneOrMany, Section, key, many, need
from pipeline.catalog import Entry
from pipeline.office import Office
from pipeline.scalars import Day, Text
from pipeline.shape import shape
from tests.case_files import CLIENT, LEAST, case_of, is_told, read, shape_faults, shown

OFFICE = """\
kantor: {nama: Bapas, alamat: Jalan A, kota: Purwadipa}
pejabat: {kepala: {nama: Harjono}}
pk: {sr: {nama: Sri}}
"""


class Room(Section):
    """A section below a code and in a list."""

    nama: Text = need("Name.")
    sejak: Day | None = key("Day.")


class House(Section):
    """A section with every way in which sections can stand below a key."""

    nama: Text | None = key("Name.")
    gudang: Room | None = key("Alone.")
    kamar: Annotated[tuple[Room, ...], OneOrMany] = many("One or a list.")
    kios: tuple[Room, ...] = many("A list.")
    toko: dict[str, Room] = Field(default_factory=dict, description="By code.")


def house_faults(text: str) -> list[tuple[str, str | None, str, dict[str, str]]]:
    """Code, path, what is underlined, and parameters of all faults of a house."""
    house, problems = shape(read(text), House)
    assert (house is None) == bool(problems)
    assert all(is_told(problem) for problem in problems)
    return [(p.code, p.path, shown(text, p), dict(p.params)) for p in problems]


# --- unknown keys --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["x", "", "''", "[]", "{}", "{a: , b: [ '' ]}", "\n", "[a]", "{a: b}"]
)
@pytest.mark.parametrize(
    ("before", "path", "suggestion"),
    [
        ("", "nam", "nama"),
        ("gudang:\n    nama: A\n    ", "gudang.sejka", "sejak"),
        ("kamar:\n    nama: A\n    ", "kamar.sejka", "sejak"),
        ("kamar:\n  - nama: A\n  - nama: B\n    ", "kamar[1].sejka", "sejak"),
        ("kios:\n  - nama: A\n    ", "kios[0].sejka", "sejak"),
        ("toko:\n  a:\n    nama: A\n  nama:\n    nama: B\n    ", "toko.nama.sejka", "sejak"),
        ("toko:\n  kamar:\n    nama: A\n    ", "toko.kamar.xyz", ""),
        ("gudang:\n    nama: A\n    ", "gudang.toko", "toko"),
    ],
)
def test_unknown_keys(value: str, before: str, path: str, suggestion: str) -> None:
    """An unknown key is told at its place, with and without a value, alone, in lists, by code."""
    name = path.rsplit(".", maxsplit=1)[-1]
    told = house_faults(f"{before}{name}: {value}\n")
    assert told == [("SKM001", path, name, {"key": name, "suggestion": suggestion})]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("kliem: x\n", "klien"),
        ("telepon: x\n", ""),
        ("kronologi: x\n", "perkara.kronologi"),
        ("register_numbers: {litmas: x}\n", "register"),
        ("xyzzy: x\n", ""),
    ],
)
def test_suggestions_for_a_case(text: str, suggestion: str) -> None:
    """The nearest key is suggested, else the one other home that the key has, else nothing."""
    (problem,) = shape_faults(LEAST + text)
    assert (problem.code, problem.params["suggestion"]) == ("SKM001", suggestion)


@pytest.mark.parametrize(
    ("text", "path", "suggestion"),
    [
        ("lokasi:\n  panti-01:\n    nama: A\n    xyz:\n", "lokasi.panti-01.xyz", ""),
        (
            "lokasi:\n  panti-01:\n    nama: A\n    komersil: ya\n",
            "lokasi.panti-01.komersil",
            "komersial",
        ),
        (
            "lokasi: {perjanjian: {nama: A, perjanjian: {nomer: 1}}}\n",
            "lokasi.perjanjian.perjanjian.nomer",
            "nomor",
        ),
        ("retensi:\n  PK.03.01: {aktiv: }\n", "retensi.PK.03.01.aktiv", "aktif"),
        ("batas: {litmas_dewas: 7 hari}\n", "batas.litmas_dewas", "litmas_dewasa"),
        ("libur: 2026-01-01\n", "libur", "hari_libur"),
        ("pengawas: x\n", "pengawas", ""),
    ],
)
def test_unknown_keys_of_an_office(text: str, path: str, suggestion: str) -> None:
    """Codes of office.yaml are not taken for keys, and keys below them are judged."""
    office, (problem,) = shape(read(OFFICE + text), Office)
    assert office is None
    assert (problem.code, problem.path) == ("SKM001", path)
    assert problem.params["suggestion"] == suggestion
    assert shown(OFFICE + text, problem) == problem.params["key"]


def test_an_entry_without_content_is_no_entry() -> None:
    """A code, a section and a row of a skeleton that stand empty are missing and not wrong."""
    assert house_faults("nama: A\ntoko:\n  a:\n  b: {nama: }\ngudang: {nama: }\nkios:\n- \n") == []


@pytest.mark.parametrize(
    ("text", "path", "suggestion"),
    [
        (
            "putusan: {jika_tidak_dilaksanakan: 'penjara, denda'}\n",
            "putusan.jika_tidak_dilaksanakan",
            "[penjara, denda]",
        ),
        (
            "putusan:\n  jika_tidak_dilaksanakan: Penjara, atau denda\n",
            "putusan.jika_tidak_dilaksanakan",
            "[penjara, denda]",
        ),
        (
            "putusan:\n  jika_tidak_dilaksanakan:\n    - mengulang\n    - penjara, denda\n",
            "putusan.jika_tidak_dilaksanakan[1]",
            "[mengulang, penjara, denda]",
        ),
        ("kelayakan:\n  hari_ibadah: jumat, minggu\n", "kelayakan.hari_ibadah", "[jumat, minggu]"),
        ("asal_litmas: kami, bapas_lain\n", "asal_litmas", ""),
    ],
)
def test_words_with_commas_are_proposed_as_a_list(text: str, path: str, suggestion: str) -> None:
    """Of several words none is dropped: the list is proposed, and no one word where none may be."""
    (problem,) = shape_faults(LEAST + text)
    assert (problem.code, problem.path) == ("SKM020", path)
    assert problem.params["suggestion"] == suggestion
    hint = messages.load("id").hint(problem)
    assert f"`{suggestion}`" in hint if suggestion else "`kami`" not in hint


def test_other_lists_take_commas_as_they_are() -> None:
    """In a list of texts a comma is somebody's writing."""
    case = case_of(LEAST.replace("{nama: Wagiman Prasetya}", "\n  nama: W\n  alias: Memet, Slamet"))
    assert case.klien.alias == ("Memet, Slamet",)


# --- missing keys --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "underlined"),
    [
        ("gudang: {sejak: 2026-01-01}\n", "gudang.nama", "gudang"),
        ("gudang:\n  sejak: 2026-01-01\n  nama:\n", "gudang.nama", "nama"),
        ("kamar: {sejak: 2026-01-01}\n", "kamar.nama", "kamar"),
        ("kamar:\n- {sejak: 2026-01-01}\n", "kamar[0].nama", "{sejak: 2026-01-01}"),
        ("kios:\n- nama: A\n- sejak: 2026-01-01\n", "kios[1].nama", "sejak: 2026-01-01"),
        ("toko:\n  a: {nama: A}\n  b: {sejak: 2026-01-01}\n", "toko.b.nama", "b"),
    ],
)
def test_missing_keys(text: str, path: str, underlined: str) -> None:
    """A missing key is told under its own path, at its parent or where it stands empty."""
    assert house_faults(text) == [("SKM002", path, underlined, {"key": "nama"})]


def test_missing_on_top() -> None:
    """What every case needs is told when it is missing, at the first line that has a key."""
    text = "# Berkas\n\nversi: 1\n"
    problems = shape_faults(text)
    assert [problem.path for problem in problems] == ["jenis", "klien", "nomor", "perkara", "pk"]
    assert {problem.code for problem in problems} == {"SKM002"}
    assert {
        (problem.place.line, problem.place.column) for problem in problems if problem.place
    } == {(3, 1)}


@pytest.mark.parametrize("empty", ["klien:\n", "klien: {}\n", "klien: ' '\n", "klien: []\n"])
def test_missing_section(empty: str) -> None:
    """A section that is needed and stands empty is told at its key."""
    text = LEAST.replace(CLIENT, empty)
    (problem,) = shape_faults(text)
    if "{}" in empty:
        assert (problem.code, problem.path, shown(text, problem)) == (
            "SKM002",
            "klien.nama",
            "klien",
        )
    else:
        assert (problem.code, problem.path, shown(text, problem)) == ("SKM002", "klien", "klien")


def test_missing_key_of_a_section_that_stands_empty() -> None:
    """In a skeleton the key that must be filled is told, and not the whole section."""
    text = LEAST.replace(CLIENT, "klien:\n  nama:\n  alias: []\n  agama: ' '\n")
    (problem,) = shape_faults(text)
    assert (problem.code, problem.path, shown(text, problem)) == ("SKM002", "klien.nama", "nama")


def test_missing_entries_by_code() -> None:
    """Officials are needed; a code without content is none, and its keys are not asked for."""
    text = OFFICE.replace("{kepala: {nama: Harjono}}", "{kepala: }")
    office, (problem,) = shape(read(text), Office)
    assert office is None
    assert (problem.code, problem.path, shown(text, problem)) == ("SKM002", "pejabat", "pejabat")


# --- other kinds of content ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "underlined", "wanted", "found"),
    [
        ("nama: [a]\n", "nama", "nama", "value", "list"),
        ("nama: {a: b}\n", "nama", "nama", "value", "mapping"),
        ("gudang: a\n", "gudang", "a", "mapping", "value"),
        ("gudang: [a]\n", "gudang", "gudang", "mapping", "list"),
        ("kamar: a\n", "kamar", "a", "mapping", "value"),
        ("kamar: [a]\n", "kamar[0]", "a", "mapping", "value"),
        ("kamar: [[{nama: A}]]\n", "kamar[0]", "[{nama: A}]", "mapping", "list"),
        ("kios: a\n", "kios", "a", "list", "value"),
        ("kios: {nama: A}\n", "kios", "kios", "list", "mapping"),
        ("toko: a\n", "toko", "a", "mapping", "value"),
        ("toko: [a]\n", "toko", "toko", "mapping", "list"),
        ("toko: {a: b}\n", "toko.a", "b", "mapping", "value"),
        ("toko: {a: [b]}\n", "toko.a", "a", "mapping", "list"),
    ],
)
def test_other_content_than_wanted(
    text: str, path: str, underlined: str, wanted: str, found: str
) -> None:
    """A list, a section or a value where another belongs is told with both."""
    params = {"wanted": wanted, "found": found}
    assert house_faults(text) == [("SKM003", path, underlined, params)]


@pytest.mark.parametrize(
    ("text", "path"), [("kios:\n- nama: A\n-\n", "kios[1]"), ("kamar:\n-\n- nama: A\n", "kamar[0]")]
)
def test_empty_entries_of_a_list(text: str, path: str) -> None:
    """An empty entry among others is a line that somebody forgot."""
    ((code, told, _, params),) = house_faults(text)
    assert (code, told, params) == ("SKM028", path, {})


@pytest.mark.parametrize(
    ("text", "path", "underlined"),
    [
        ("nama: '-'\n", "nama", "'-'"),
        ("gudang: {nama: A, sejak: ...}\n", "gudang.sejak", "..."),
        ("kamar: {nama: A, sejak: ...}\n", "kamar.sejak", "..."),
        ("kamar:\n- {nama: A}\n- {nama: A, sejak: ...}\n", "kamar[1].sejak", "..."),
        ("toko:\n  b-1:\n    nama: A\n    sejak: ...\n", "toko.b-1.sejak", "..."),
    ],
)
def test_values_keep_code_and_place(text: str, path: str, underlined: str) -> None:
    """The code of a value's own type arrives with the value's path and place."""
    ((code, told, caret, _),) = house_faults(text)
    assert (code, told, caret) == ("SKM005", path, underlined)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("perkara: {tindak_pidana: A, tanggal: 31 April 2026}\n", "perkara.tanggal"),
        ("perkara: {tindak_pidana: A, tanggal: {dari: 31 April 2026}}\n", "perkara.tanggal.dari"),
        ("eksekusi: {serah_terima: 31 April 2026}\n", "eksekusi.serah_terima"),
        ("eksekusi: {serah_terima: {tanggal: 31 April 2026}}\n", "eksekusi.serah_terima.tanggal"),
        ("penempatan: {mulai: 31 April 2026}\n", "penempatan.mulai"),
        ("penempatan: [{mulai: 31 April 2026}]\n", "penempatan[0].mulai"),
        (
            "kehadiran:\n" + "- {tanggal: 2026-04-01}\n" * 3 + "- {tanggal: 31 April 2026}\n",
            "kehadiran[3].tanggal",
        ),
        (
            "masa_pidana: {remisi: [{lama: 1 bulan, tanggal: 31 April 2026}]}\n",
            "masa_pidana.remisi[0].tanggal",
        ),
    ],
)
def test_paths_are_those_of_the_file(text: str, path: str) -> None:
    """Where a short form or one entry was written, its path has no steps that nobody wrote."""
    text = (LEAST if "perkara:" not in text else LEAST.split("perkara:", maxsplit=1)[0]) + text
    (problem,) = shape_faults(text)
    assert (problem.code, problem.path) == ("SKM012", path)
    assert shown(text, problem) == "31 April 2026"


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("asal_litmas: mereka\n", "SKM020", "asal_litmas"),
        ("masa_pidana: {remisi: sebulan}\n", "SKM018", "masa_pidana.remisi"),
        ("analisis: '...'\n", "SKM005", "analisis"),
        ("kesimpulan: '...'\n", "SKM005", "kesimpulan"),
        (
            "rekomendasi: {usulan: {hari_per_minggu: 8}}\n",
            "SKM023",
            "rekomendasi.usulan.hari_per_minggu",
        ),
        (
            "surat: {surat_penempatan: {tanggal: 1/2/2026}}\n",
            "SKM011",
            "surat.surat_penempatan.tanggal",
        ),
        ("perkembangan: [{bulan: 04/2026}]\n", "SKM026", "perkembangan[0].bulan"),
        ("asesmen: {risiko: {skor: tinggi}}\n", "SKM024", "asesmen.risiko.skor"),
        ("penempatan: {upah: nol}\n", "SKM017", "penempatan.upah"),
        (
            "penempatan: {jadwal: [{hari: Senen, mulai: 08.00, selesai: 09.00}]}\n",
            "SKM020",
            "penempatan.jadwal[0].hari",
        ),
        (
            "penempatan: {jadwal: [{hari: Senin, mulai: 8, selesai: 09.00}]}\n",
            "SKM014",
            "penempatan.jadwal[0].mulai",
        ),
        (
            "kehadiran: [{tanggal: 2026-04-01, istirahat: '0,333'}]\n",
            "SKM015",
            "kehadiran[0].istirahat",
        ),
        ("putusan: {jam: '7,33'}\n", "SKM016", "putusan.jam"),
        ("putusan: {jangka_waktu: 6 (tujuh) bulan}\n", "SKM019", "putusan.jangka_waktu"),
        ("putusan: {sesuai_salinan: yes}\n", "SKM021", "putusan.sesuai_salinan"),
        ("versi: satu\n", "SKM022", "versi"),
        ("penjamin: {nama: A, nik: 123}\n", "SKM025", "penjamin.nik"),
        ("penjamin: {nama: A, tahun_lahir: 1850}\n", "SKM023", "penjamin.tahun_lahir"),
        ("penugasan: {tanggal: kemarin}\n", "SKM010", "penugasan.tanggal"),
        ("penugasan: {tanggal: 1 Pebruari 2026}\n", "SKM013", "penugasan.tanggal"),
        ("penugasan: {tanggal: 1 Mei 1826}\n", "SKM027", "penugasan.tanggal"),
        ('penugasan: {nomor: "a\\n\\nb"}\n', "SKM004", "penugasan.nomor"),
    ],
)
def test_codes_of_values_in_a_case(text: str, code: str, path: str) -> None:
    """Each code of a value's type comes out of a case file under the path that was written."""
    (problem,) = shape_faults(LEAST + text)
    assert (problem.code, problem.path) == (code, path)
    assert is_told(problem)


def test_all_faults_at_once_from_top_to_bottom() -> None:
    """An officer is told everything in one go, in the order of the file."""
    text = LEAST.replace("pk: sr\n", "pk: '-'\n") + (
        "xyz:\npenugasan: {tanggal: 1/2/2026}\npenjamin:\n  nik: 12\nkehadiran: a\n"
    )
    told = [(problem.code, problem.place and problem.place.line) for problem in shape_faults(text)]
    assert told == [
        ("SKM005", 3),
        ("SKM001", 6),
        ("SKM011", 7),
        ("SKM002", 8),
        ("SKM025", 9),
        ("SKM003", 10),
    ]


def test_a_part_of_a_file() -> None:
    """A section in the midst of a file is judged by itself, its faults told in the file's paths."""
    text = "a:\n  sejak: kemarin\n  gudang: {}\nb: {nama: B}\nc:\n"
    source = read(text)
    room, problems = shape(source, Room, ("a",))
    assert room is None
    assert [(problem.code, problem.path, shown(text, problem)) for problem in problems] == [
        ("SKM002", "a.nama", "a"),
        ("SKM010", "a.sejak", "kemarin"),
        ("SKM001", "a.gudang", "gudang"),
    ]
    assert shape(source, Room, ("b",)) == (Room(nama="B"), [])
    assert [problem.path for problem in shape(source, Room, ("c",))[1]] == ["c.nama"]


# --- what pydantic can say -----------------------------------------------------------------------


def validators(schema: Any, shared: dict[str, Any]) -> Iterator[str]:
    """The kinds of validators that a model runs; what only serves to write it out is none."""
    if isinstance(schema, list | tuple):
        for inner in schema:
            yield from validators(inner, shared)
    elif isinstance(schema, dict) and schema.get("type") == "definitions":
        shared |= {inner["ref"]: inner for inner in schema["definitions"]}
        yield from validators(schema["schema"], shared)
    elif isinstance(schema, dict) and schema.get("type") == "definition-ref":
        yield from validators(shared[schema["schema_ref"]], shared)
    elif isinstance(schema, dict):
        yield from [schema["type"]] if isinstance(schema.get("type"), str) else []
        for name, inner in schema.items():
            if name not in ("metadata", "serialization", "function"):
                yield from validators(inner, shared)


@pytest.mark.parametrize("model", [Case, Office, Entry, House])
def test_pydantic_says_nothing_that_has_no_code(model: type[Section]) -> None:
    """Models are built of parts whose errors have codes; another part needs a code first."""
    model.model_rebuild(force=True)
    kinds = set(validators(model.__pydantic_core_schema__, {}))
    told = {"model", "tuple", "dict", "function-plain", "function-before"}
    silent = {"model-fields", "model-field", "default", "nullable", "str", "any"}
    assert {"model", "function-plain"} <= kinds <= told | silent


def test_models_are_frozen() -> None:
    """No stage can change what another one judged."""
    case = case_of(LEAST)
    with pytest.raises(ValueError, match="frozen"):
        case.pk = "dw"  # type: ignore[misc]
