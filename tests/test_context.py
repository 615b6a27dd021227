"""What a template sees of a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.case import Case
from pipeline.case.section import fields_of, is_list
from pipeline.context import BLANK_NUMBER, DRAFT_MARK, Printed, context
from pipeline.filters import environment
from pipeline.papers import Paper
from pipeline.stages.load import load
from pipeline.stages.validate import validate
from pipeline.values import Hours, Money, Narrative, Period
from pipeline.workplace import Workplace
from tests.drafting import case, make_catalog, office

SCHEDULE = """
penempatan:
  - lokasi: taman-01
    mulai: 2026-03-02
    tanggal_surat: 2026-02-26
    jadwal: [{hari: rabu, mulai: 08.00, selesai: 12.00}]
  - lokasi: panti-01
    mulai: 2026-04-01
    tanggal_surat: 2026-03-28
    pengawas: {nama: Sumiyati}
    jadwal:
      - {hari: senin, mulai: 08.00, selesai: 12.00, istirahat: 0.5}
      - {hari: jum'at, mulai: 13.00, selesai: 16.30}
"""
ROWS = """
kehadiran:
  - {tanggal: 2026-05-04, mulai: 08.00, selesai: 12.00, patuh: tidak}
  - {tanggal: 2026-04-29, mulai: 13.00, selesai: 15.00}
  - {tanggal: 2026-04-29, mulai: 08.00, selesai: 10.30, istirahat: 0.5}
  - {tanggal: 2026-04-30, status: sakit, alasan: Surat dokter}
  - {tanggal: 2026-05-06, mulai: 08.00, selesai: 16.00, dihitung: 4, alasan: Pulang siang}
  - {tanggal: 2026-05-07, mulai: 08.00, selesai: 09.00, dihitung: tidak, alasan: Salah lokasi}
  - {tanggal: 2026-06-01, status: alpa}
  - {tanggal: 2026-06-08, mulai: 08.00, selesai: 12.00, ulangan: ya, patuh: tidak}
  - {tanggal: 2026-06-09, mulai: 08.00, selesai: 10.00, ulangan: ya}
"""
Views = list[tuple[Case, dict[str, Any]]]
JUDGED = "putusan: {jam: 120}\n"


def view(more: str = "", keys: dict[str, str] | None = None, **base: str) -> dict[str, Any]:
    """The view of a small case with these keys more, for a document with these of its own."""
    catalog = make_catalog(surat=keys or {}, tugas={"order": "2", "number": "penugasan.nomor"})
    return context(case(more, **base), office(), catalog, Paper(catalog["surat"]))


def shown(expression: str, more: str = "") -> str:
    """What a template prints of an expression."""
    return environment().from_string(f"{{{{ {expression} }}}}").render(view(more))


@pytest.fixture(scope="module")
def sample_views(
    sample_cases: list[Path], workplace: Workplace
) -> list[tuple[Case, dict[str, Any]]]:
    """Each sample case with its view."""
    found = []
    for file in sample_cases:
        verdict = validate(load(file), workplace.office, workplace.catalog, file.with_suffix(""))
        assert verdict.case is not None
        paper = Paper(workplace.catalog["laporan_selesai"])
        view = context(verdict.case, workplace.office, workplace.catalog, paper)
        found.append((verdict.case, view))
    return found


# --- plain values ---------------------------------------------------------------------------------


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """All values of a view with their paths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            assert isinstance(key, str)
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


def test_only_plain_values(sample_views: Views) -> None:
    """Dicts, lists and values of known kinds; no model whose methods a template could call."""
    kinds = (str, bool, int, date, time, Decimal, Hours, Period, Money, Narrative, type(None))
    for _, seen in sample_views:
        for path, value in leaves(seen):
            assert isinstance(value, kinds), path
            if isinstance(value, str):
                assert type(value) in (str, Printed), path


def test_every_key_of_the_vocabulary_is_there(sample_views: Views) -> None:
    """A template can read each key of the case file but one; a list is always one."""
    for typed, seen in sample_views:
        for key, field in fields_of(Case).items():
            if key == "catatan":
                assert key not in seen
                continue
            assert key in seen, key
            if is_list(field.annotation) and key != "penempatan":
                assert isinstance(seen[key], list), key
        assert typed.nomor == seen["nomor"]


def test_notes_cannot_be_printed() -> None:
    """`catatan` is never printed, so no template can read it."""
    assert "catatan" not in view("catatan: Rahasia kerja.\n")


def test_missing_is_none_or_empty() -> None:
    """A missing section or value is None, a missing list empty; the analysis is always there."""
    seen = view()
    for key in ("penjamin", "putusan", "permintaan", "eksekusi", "penempatan", "rekomendasi"):
        assert seen[key] is None
    for key in ("kehadiran", "penempatan_semua", "kesimpulan", "pelanggaran", "pergantian_pk"):
        assert seen[key] == []
    assert seen["klien"]["telepon"] is None
    assert seen["klien"]["alias"] == []
    assert set(seen["analisis"].values()) == {None}


def test_normal_forms() -> None:
    """Short forms and long forms look the same to a template."""
    seen = view(
        "analisis: |\n  Satu.\n\n  Dua.\nasal_litmas: tidak_ada\n"
        "eksekusi: {serah_terima: 2026-03-01}\nregister: {klien: 018/KD}\nkesimpulan: Layak\n"
    )
    assert [block.text for block in seen["analisis"]["uraian"].blocks] == ["Satu.", "Dua."]
    assert seen["asal_litmas"]["dari"] == "tidak_ada"
    assert seen["eksekusi"]["serah_terima"]["tanggal"] == date(2026, 3, 1)
    assert seen["register"]["klien"] == "018/KD"
    assert seen["kesimpulan"] == ["Layak"]


# --- codes ----------------------------------------------------------------------------------------


def test_codes_are_resolved() -> None:
    """The officer, placements, the proposal's sites and handoffs are entries of the office."""
    seen = view(
        SCHEDULE + "rekomendasi: {usulan: {lokasi: [taman-01, panti-01]}}\n"
        "pergantian_pk: {tanggal: 2026-03-01, dari: dw, ke: sr}\n"
    )
    assert (seen["pk"]["kode"], seen["pk"]["nama"]) == ("sr", "Sri Rahayu, S.H.")
    assert seen["penempatan"]["lokasi"]["nama"] == "Panti Sasana Tentrem"
    assert seen["penempatan"]["lokasi"]["pekerjaan"] == ["kebun", "dapur"]
    sites = seen["rekomendasi"]["usulan"]["lokasi"]
    assert [site["nama"] for site in sites] == ["Taman Tirtasari", "Panti Sasana Tentrem"]
    assert seen["pergantian_pk"][0]["dari"]["nama"] == "Dwi Wahyu, S.Psi."
    assert seen["pergantian_pk"][0]["ke"]["kode"] == "sr"


def test_the_latest_placement_and_all() -> None:
    """`penempatan` is the last one, `penempatan_semua` all, first first."""
    seen = view(SCHEDULE)
    assert seen["penempatan"] is seen["penempatan_semua"][-1]
    assert [p["lokasi"]["kode"] for p in seen["penempatan_semua"]] == ["taman-01", "panti-01"]
    assert view("penempatan: {pekerjaan: kebun}\n")["penempatan"]["lokasi"] is None


@pytest.mark.parametrize("section", ["permintaan", "eksekusi"])
def test_an_agency_by_code_or_by_name(section: str) -> None:
    """Both ways of writing an agency give the same keys; by name, only the name is certain."""
    by_code = view(f"{section}: {{instansi: kejari}}\n")[section]["instansi"]
    by_name = view(f"{section}: {{instansi: Kejaksaan Negeri Lain}}\n")[section]["instansi"]
    assert by_code["pimpinan"] == "Kepala Kejaksaan Negeri Purwadipa"
    assert by_code.keys() == by_name.keys()
    assert by_name == dict.fromkeys(by_name) | {"nama": "Kejaksaan Negeri Lain"}
    assert view(f"{section}: {{nomor: B-1}}\n")[section]["instansi"] is None


def test_a_judgments_sites_by_code_or_by_name() -> None:
    """Both give the same keys, and the lists of a site known by name only are empty."""
    sites = view("putusan: {lokasi: [panti-01, Masjid Agung]}\n")["putusan"]["lokasi"]
    assert sites[0].keys() == sites[1].keys()
    assert (sites[1]["kode"], sites[1]["nama"], sites[1]["alamat"]) == (None, "Masjid Agung", None)
    assert sites[1]["pekerjaan"] == []


# --- number and date of the letter ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "keys", "number", "day"),
    [
        ("", {}, BLANK_NUMBER, None),
        ("", {"number": "register.litmas", "date": "penempatan.tanggal_surat"}, BLANK_NUMBER, None),
        ("register: {litmas: 041/Lit}\n", {"number": "register.litmas"}, "041/Lit", None),
        (SCHEDULE, {"date": "penempatan.tanggal_surat"}, BLANK_NUMBER, date(2026, 3, 28)),
        ("surat: {surat: {nomor: W-1}}\n", {"number": "register.litmas"}, "W-1", None),
        (
            "surat: {surat: {nomor: W-1, tanggal: 2026-01-02}}\nregister: {litmas: 041/Lit}\n"
            + SCHEDULE,
            {"number": "register.litmas", "date": "penempatan.tanggal_surat"},
            "W-1",
            date(2026, 1, 2),
        ),
        (
            "surat: {surat: {tanggal: 2026-01-02}}\nregister: {litmas: 041/Lit}\n",
            {"number": "register.litmas"},
            "041/Lit",
            date(2026, 1, 2),
        ),
        ("surat: {lain: {nomor: W-1}}\n", {}, BLANK_NUMBER, None),
    ],
)
def test_number_and_date_of_a_letter(
    more: str, keys: dict[str, str], number: str, day: date | None
) -> None:
    """What stands under `surat` comes first, then what the catalog points at, else a blank."""
    seen = view(more, keys)["surat"]
    assert (seen["nomor"], seen["tanggal"], seen["judul"]) == (number, day, "Surat Uji")


def test_numbers_of_other_letters() -> None:
    """`nomor_surat` has each document of the catalog."""
    seen = view("penugasan: {nomor: ST-5}\n")
    assert seen["nomor_surat"] == {"surat": BLANK_NUMBER, "tugas": "ST-5"}


def test_a_draft_is_marked() -> None:
    """A draft says so; a blank number is long enough to write in and prints as it is."""
    seen = view()
    assert (seen["draf"], seen["tanda_draf"]) == (True, DRAFT_MARK)
    assert shown("surat.nomor") == BLANK_NUMBER
    assert len(BLANK_NUMBER) >= 8


# --- figures --------------------------------------------------------------------------------------


def test_hours_and_days_are_counted() -> None:
    """Breaks, `dihitung`, absences and two sessions a day are counted as the vocabulary says."""
    counted = view(JUDGED + SCHEDULE + ROWS)["hitung"]
    assert counted["jam_dijalani"] == Hours((2 + 2 + 4 + 4) * 60)
    assert counted["sisa_jam"] == Hours((120 - 12) * 60)
    assert (counted["hari_hadir"], counted["hari_absen"]) == (4, 2)
    assert counted["hari_tidak_patuh"] == 1
    assert (counted["tanggal_mulai"], counted["tanggal_akhir"]) == (
        date(2026, 4, 29),
        date(2026, 5, 7),
    )
    assert counted["jam_per_minggu"] == Hours(7 * 60)
    assert counted["jumlah_minggu"] == 30  # 120 hours, 4 a week at first


def test_the_ledger_adds_up() -> None:
    """The months' columns sum to the totals that stand below them."""
    counted = view(JUDGED + ROWS)["hitung"]
    months = counted["jam_per_bulan"]
    assert [month["bulan"] for month in months] == [
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 6, 1),
    ]
    assert sum(month["jam"].minutes for month in months) == counted["jam_dijalani"].minutes
    assert sum(month["hari_hadir"] for month in months) == counted["hari_hadir"]
    assert sum(month["hari_absen"] for month in months) == counted["hari_absen"]
    assert months[-1]["jam_kumulatif"] == counted["jam_dijalani"]


def test_attendance_in_order_with_running_hours() -> None:
    """Rows come in the order of time; hours ordered again add up by themselves."""
    rows = view(ROWS)["kehadiran"]
    assert [(row["tanggal"].day, str(row["mulai"])[:2]) for row in rows[:3]] == [
        (29, "08"),
        (29, "13"),
        (30, "No"),
    ]
    so_far = " ".join(str(row["jam_kumulatif"]) for row in rows)
    assert so_far == "2 4 4 8 12 12 12 4 6"
    assert [row["status"] for row in rows if row["jam"] == Hours(0)] == ["sakit", "hadir", "alpa"]


def test_no_rows_no_judgment() -> None:
    """Without data the figures are nought or None, never an error."""
    counted = view()["hitung"]
    nothing = {"umur", "sisa_jam", "tanggal_mulai", "tanggal_akhir", "jumlah_minggu"}
    assert {key for key, value in counted.items() if value is None} == nothing
    assert counted["jam_dijalani"] == counted["jam_per_minggu"] == Hours(0)
    assert view(JUDGED)["hitung"]["jumlah_minggu"] is None
    assert view("putusan: {jam: 8}\n" + ROWS)["hitung"]["sisa_jam"] == Hours(0)


@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.integers(1, 12), st.integers(0, 11), st.integers(1, 240)),
        max_size=30,
    )
)
def test_any_attendance_adds_up(rows: list[tuple[int, int, int, int]]) -> None:
    """For any rows: running hours end in the sum, as months do, and no day counts twice."""
    lines = [
        f"  - {{tanggal: 2026-{month:02d}-{day:02d}, mulai: {hour:02d}.00, "
        f"selesai: {hour + minutes // 60:02d}.{minutes % 60:02d}}}"
        for day, month, hour, minutes in rows
    ]
    seen = view("kehadiran:\n" + "\n".join(lines) + "\n" if lines else "")
    total = sum(minutes for *_, minutes in rows)
    assert seen["hitung"]["jam_dijalani"].minutes == total
    if rows:
        assert seen["kehadiran"][-1]["jam_kumulatif"].minutes == total
        assert seen["hitung"]["jam_per_bulan"][-1]["jam_kumulatif"].minutes == total
    days = {(day, month) for day, month, *_ in rows}
    assert seen["hitung"]["hari_hadir"] == len(days)
    assert sum(m["hari_hadir"] for m in seen["hitung"]["jam_per_bulan"]) == len(days)


def test_the_schedule() -> None:
    """Rows of a schedule have the day in capitals and their hours."""
    rows = view(SCHEDULE)["penempatan"]["jadwal"]
    assert [(row["hari"], row["jam"]) for row in rows] == [
        ("Senin", Hours(210)),
        ("Jumat", Hours(210)),
    ]
    assert rows[0]["istirahat"] == Hours(30)


@pytest.mark.parametrize(
    ("born", "happened", "age"),
    [
        ("2000-03-02", "2026-03-01", 25),
        ("2000-03-01", "2026-03-01", 26),
        ("2000-03-02", "{dari: 2026-03-01, sampai: 2026-03-09}", 25),
    ],
)
def test_age_at_the_offence(born: str, happened: str, age: int) -> None:
    """Age is taken on the first day of the offence."""
    text = (
        "nomor: KS-1\njenis: pidana_kerja_sosial\npk: sr\n"
        f"klien: {{nama: A, tanggal_lahir: {born}}}\n"
        f"perkara: {{tindak_pidana: B, tanggal: {happened}}}\n"
    )
    seen = view(base=text)
    assert seen["hitung"]["umur"] == age


# --- words of the vocabulary ----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["belum_kawin", "cerai_mati", "laki-laki", "pasal_85", "sp1"])
def test_a_word_compares_in_both_spellings(word: str) -> None:
    """A word prints with blanks and is equal to both its spellings, from either side."""
    printed, blank = Printed(word.replace("_", " ")), word.replace("_", " ")
    assert printed == word
    assert word == printed
    assert printed == blank
    assert printed != "kawin"
    assert printed != 1
    assert printed in [word]
    assert {printed: 1}[Printed(blank)] == 1
    assert str(printed) == blank


def test_words_in_a_template() -> None:
    """Printed with blanks, compared as written, also in lists; letter case can be changed."""
    more = "perkara: {tindak_pidana: B, penahanan: {jenis: tidak_ditahan}}\n"
    base = "nomor: KS-1\njenis: pidana_kerja_sosial\npk: sr\nklien: {nama: A}\n"
    seen = view(more, base=base)
    source = (
        "{{ jenis }}|{{ perkara.penahanan.jenis|capitalize }}|"
        "{{ jenis == 'pidana_kerja_sosial' and 'sama' }}|"
        "{{ perkara.penahanan.jenis in ['rutan', 'tidak_ditahan'] and 'ada' }}|"
        "{{ jenis_judul }}"
    )
    made = environment().from_string(source).render(seen)
    assert made == "pidana kerja sosial|Tidak ditahan|sama|ada|Pidana Kerja Sosial"
