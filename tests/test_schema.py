"""The editor's schema: draft-07, in Indonesian, and never stricter than the program itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest
import yaml
from pydantic import PlainValidator, TypeAdapter, WithJsonSchema
from pydantic.fields import FieldInfo

from pipeline import schema, yaml_text
from pipeline.case import Case
from pipeline.case.section import (
    Section,
    fields_of,
    is_list,
    is_map,
    marks_of,
    section_in,
    walk_fields,
)
from pipeline.office import Office
from pipeline.scalars import CodeOf
from pipeline.shape import shape
from pipeline.skeleton import skeleton
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]
SAMPLES = sorted((REPOSITORY / "cases").glob("*.yaml"))
START = """\
nomor: KS-1
jenis: pidana_kerja_sosial
pk: sr
klien: {nama: Wahyono}
perkara: {tindak_pidana: Penggelapan}
"""

# Parts of case files that `check` takes; the tests of the editor underline none of them either.
ACCEPTED = [
    "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 12.30, istirahat: 0.5}]",
    "putusan: {jam: 120, jam_per_hari: '7,5', hari_per_minggu: 5, jangka_waktu: 6 bulan}",
    "putusan: {hari_per_minggu: '5'}",
    "keluarga: {ibu: {nama: Painah, tahun_lahir: '1963'}, saudara: {nama: Sri}}",
    "keluarga: {saudara: [{nama: Sri}, {nama: Tri}]}",
    "penempatan: {lokasi: rsud-01, jadwal: [{hari: Jum'at, mulai: 8.00, selesai: 12.00}]}",
    "penempatan: [{lokasi: rsud-01}, {lokasi: sd-01}]",
    "penempatan: {jadwal: [{hari: SENIN, mulai: '08:00', selesai: 12.00}]}",
    "rekomendasi: {isi: satu, usulan: {lokasi: rsud-01}}",
    "rekomendasi: {isi: [satu, dua], usulan: {lokasi: [rsud-01, sd-01]}}",
    "masa_pidana: {remisi: 2 bulan}",
    "masa_pidana: {remisi: {tanggal: 2026-08-17, lama: 2 bulan}}",
    "masa_pidana: {remisi: [{lama: 1 bulan}, {lama: 15 hari}]}",
    "eksekusi: {serah_terima: 2026-04-01}",
    "eksekusi: {serah_terima: {tanggal: 2026-04-01, saksi: Budi}}",
    "analisis: Klien menyesal.",
    "analisis: {uraian: Klien menyesal.}",
    "asal_litmas: tidak_ada",
    "asal_litmas: {dari: bapas_lain, nomor: 12}",
    "kelayakan: {hari_ibadah: jumat}",
    "kelayakan: {hari_ibadah: [Jumat, minggu]}",
    "penyelesaian: {hasil: Tidak Selesai}",
    "permintaan: {instansi: Kejaksaan Negeri di tempat lain}",
    "surat: {surat_penempatan: {nomor: 12, tanggal: 2026-04-01}}",
    "penjamin: {alamat: , telepon: }",
    "penjamin: {alamat: }",
    "kehadiran: [{mulai: , selesai: }]",
    "keluarga: {saudara: [{alamat: , nik: }], ibu: {nik: }}",
    "eksekusi: {serah_terima: {tempat: , saksi: []}}",
    "masa_pidana: {tahanan: [{jenis: , sampai: }]}",
    "diversi: {musyawarah: {tempat: , hadir: }, kesepakatan: [{jam: }]}",
    "penjamin: {nama: Sri, nik: 3399010203800001, tahun_lahir: 1980, penghasilan: 450.000}",
    "penjamin: {nama: Sri, nik: '3399 0102 0380 0001', penghasilan: Rp450.000}",
    "pengulangan: {jam: 7.5}",
    "pengulangan: {jam: '7,5', tanggal: 01 MARET 2026}",
    "putusan: {sesuai_salinan: YA, lokasi: rsud-01}",
    "putusan: {lokasi: [rsud-01, Balai Desa Suka Makmur]}",
    "penyelesaian: {hasil: 'tidak  selesai'}",
    "asal_litmas: KAMI",
    "lampiran: []",
    "kesimpulan:",
    "catatan: 12",
]


class EditorLoader(yaml.SafeLoader):
    """Types scalars as a YAML editor does: numbers, booleans and nulls, but no dates."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def workplace() -> Workplace:
    """The repository's own office."""
    return open_workplace(Workspace(REPOSITORY))


@pytest.fixture(scope="module")
def office(workplace: Workplace) -> Office:
    """The repository's office.yaml."""
    return workplace.office


def complaints(text: str, office: Office) -> list[str]:
    """What an editor would underline in a case file."""
    validator = jsonschema.Draft7Validator(schema.case_schema(office))
    data = yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a kind of SafeLoader
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def accepted(text: str) -> bool:
    """Whether the program itself takes the case file's shape."""
    case, problems = shape(yaml_text.parse(text.encode(), Path("KS-1.yaml")), Case)
    return case is not None and not problems


def keys(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The keys of all sections of a schema."""
    for section in (made, *made["definitions"].values()):
        if section.get("additionalProperties") is False:
            yield from section["properties"].values()


def test_it_is_valid_draft_07(office: Office) -> None:
    """The YAML language server reads draft-07, and the schema is one."""
    made = schema.case_schema(office)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(made)


def test_every_key_is_described(office: Office) -> None:
    """Each key of the vocabulary stands in it, with a heading and a description."""
    described = list(keys(schema.case_schema(office)))
    assert len(described) > 200
    assert all(key["title"] and key["description"] for key in described)
    names = {path[-1] for path, _ in walk_fields(Case)}
    text = schema.schema_text(office)
    assert all(f'"{name}": {{' in text for name in names)
    assert list(schema.case_schema(office)["properties"]) == list(fields_of(Case))


def test_it_is_the_same_every_time(office: Office) -> None:
    """The same office gives the same bytes."""
    again = Office.model_validate(yaml_text.read(REPOSITORY / "office.yaml").data)
    assert schema.schema_text(office) == schema.schema_text(again)


def test_the_repositorys_file_is_fresh(office: Office) -> None:
    """The schema beside the sample cases is the one that this office and this code make."""
    file = REPOSITORY / ".vscode" / "berkas.schema.json"
    assert file.read_text(encoding="utf-8") == schema.schema_text(office)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_samples_are_not_underlined(file: Path, office: Office) -> None:
    """No sample case has a line that the editor would underline."""
    assert complaints(file.read_text(encoding="utf-8"), office) == []


@pytest.mark.parametrize("kind", ["pidana_kerja_sosial", "reintegrasi", "diversi"])
def test_a_skeleton_is_not_underlined(kind: str, workplace: Workplace) -> None:
    """A fresh skeleton, all of whose keys are empty, is not underlined."""
    text = skeleton("KS-1", kind, "sr", workplace.catalog)
    assert complaints(text, workplace.office) == []


@pytest.mark.parametrize("more", ACCEPTED)
def test_it_takes_what_the_program_takes(more: str, office: Office) -> None:
    """One or a list, short forms, bare numbers, any letter case, empty values."""
    assert accepted(START + more)
    assert complaints(START + more, office) == []


# --- every key, written in every way --------------------------------------------------------------

SAMPLES_OF = {"nomor": "KS-1", "tahun_lahir": "1980", "nik": "3399010203800001"}
CODES = {"pk": "sr", "lokasi": "rsud-01", "instansi": "kejari-pdp"}
LOOSE = ("teks", "12", "007", "1.5", "08.00", "1e3", "true", "yes", "0x1F", "2026-02-18", "")


def written_ways(name: str, field: FieldInfo) -> list[str]:
    """Ways to write a value of a key; the first is right, some of the others may be wrong."""
    marks = list(marks_of(field))
    said = next((m.json_schema for m in marks if isinstance(m, WithJsonSchema)), None) or {}
    words = said.get("enum", [])
    codes = [CODES[m.section] for m in marks if isinstance(m, CodeOf)]
    right = (
        [SAMPLES_OF[name]] if name in SAMPLES_OF else [*codes, *words, *said.get("examples", ())]
    )
    right = right or ["3" if said["title"] in ("bilangan bulat", "1 sampai 7") else "Wahyono"]
    cases = [way for word in words for way in (word.upper(), word.title().replace("_", " "))]
    strict = any(isinstance(mark, CodeOf) and not mark.free for mark in marks)
    return right if strict else [*right, *cases, *LOOSE]


def with_needed(model: type[Section], name: str, value: Any) -> dict[str, Any]:
    """A section that holds this key, and all that it needs beside it."""
    made: dict[str, Any] = {name: value}
    for other, field in fields_of(model).items():
        if field.is_required() and other != name:
            inner = section_in(field.annotation)
            made[other] = with_needed(inner, "", None) if inner else written_ways(other, field)[0]
    made.pop("", None)
    return made


def placed(model: type[Section], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A case file that holds a value at a path."""
    name, *below = path
    field = fields_of(model)[name]
    inner = section_in(field.annotation)
    if inner and below:
        value = placed(inner, tuple(below), value)
        value = {"surat_penempatan": value} if is_map(field.annotation) else value
        value = [value] if is_list(field.annotation) else value
    return with_needed(model, name, value)


def as_yaml(value: Any, indent: str = "") -> str:
    """Block style with bare values, as an officer types them and an editor types them anew."""
    if isinstance(value, dict):
        return "".join(f"\n{indent}{key}:{as_yaml(v, indent + '  ')}" for key, v in value.items())
    if isinstance(value, list):
        return "".join(
            f"\n{indent}-{as_yaml(item, indent + '  ')}".replace(f"-\n{indent}  ", "- ", 1)
            for item in value
        )
    return f" {value}".rstrip()


def test_every_key_in_every_way(office: Office) -> None:
    """What `check` takes at any key of the vocabulary, alone or in a list, is not underlined."""
    validator = jsonschema.Draft7Validator(schema.case_schema(office))
    taken = 0
    for path, field in walk_fields(Case):
        if section_in(field.annotation):
            continue
        ways: list[Any] = written_ways(path[-1], field)
        if is_list(field.annotation):
            ways += [[way] for way in ways if way]
        assert accepted(as_yaml(placed(Case, path, ways[0]))), path
        for way in ways:
            text = as_yaml(placed(Case, path, way))
            if accepted(text):
                data = yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a kind of SafeLoader
                said = [
                    f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)
                ]
                assert not said, text
                taken += 1
    assert taken > 2000


@pytest.mark.parametrize(
    "text",
    [
        START + "warna: ungu",
        START.replace("nama:", "nma:"),
        START.replace("pk: sr", "pk: srr"),
        START.replace("jenis: pidana_kerja_sosial", "jenis: pidana"),
        START + "penempatan: {lokasi: rsud-99}",
        START + "kehadiran: [{mulai: 08.00}]",
        START + "penyelesaian: {hasil: mungkin}",
        START + "penjamin: {nama: , telepon: 0812}",
        START + "penjamin: {telepon: 0812}",
        START + "klien2: {}",
        START + "asesmen: baik",
        START + "klien: [a]",
        START + "analisis: {uraian: [a]}",
        START + "asal_litmas: mungkin",
        START + "rekomendasi: {usulan: {lokasi: [rsud-01, rsud-99]}}",
        "nomor: KS-1",
    ],
)
def test_it_underlines_plain_mistakes(text: str, office: Office) -> None:
    """A misspelt key, an unknown code, a wrong word and a missing key are underlined."""
    assert complaints(text, office)


def test_codes_carry_their_names(office: Office) -> None:
    """The officers' codes are proposed with their names, in the order of office.yaml."""
    offered = schema.case_schema(office)["properties"]["pk"]["anyOf"][0]
    assert offered["enum"] == [*office.pk]
    assert offered["enumDescriptions"] == [officer.nama for officer in office.pk.values()]


def test_codes_that_look_like_numbers_are_only_proposed(office: Office) -> None:
    """A code such as 01, which an editor takes for a number, is not underlined."""
    numbered = office.model_copy(update={"pk": {"01": office.pk["sr"]}})
    assert complaints(START.replace("pk: sr", "pk: 01"), numbered) == []


def test_ways_to_write_are_read() -> None:
    """Each way to write a value that the editor shows is one that the program reads."""
    shown = 0
    for _, field in walk_fields(Case):
        marks = list(marks_of(field))
        said = next((m.json_schema for m in marks if isinstance(m, WithJsonSchema)), None) or {}
        reader = next((m for m in marks if isinstance(m, PlainValidator)), None)
        for example in said.get("examples", ()):
            assert reader is not None
            TypeAdapter(Annotated[Any, reader]).validate_python(example)
            shown += 1
    assert shown > 100


def test_staleness(tmp_path: Path, office: Office) -> None:
    """A file that differs or is missing is stale; without an editor's folder nothing is."""
    file = tmp_path / ".vscode" / "berkas.schema.json"
    assert not schema.is_stale(file, office)
    file.parent.mkdir()
    assert schema.is_stale(file, office)
    file.write_text(schema.schema_text(office), encoding="utf-8")
    assert not schema.is_stale(file, office)
    file.write_bytes(b"\xff")
    assert schema.is_stale(file, office)


def test_sections_are_described_once(office: Office) -> None:
    """A section that stands in several places (a relative) is one definition."""
    made = schema.case_schema(office)
    assert "Relative" in made["definitions"]
    assert len(json.dumps(made)) < 160_000
