"""The case file as a whole: its keys, its short forms, and the stages of all four kinds."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case import Case
from pipeline.case.model import KINDS, Stage
from pipeline.case.section import walk_fields
from pipeline.values import Fine, Hours, Money, Period, most
from tests.case_files import case_of, least

KEYS = (
    "nomor jenis program versi pk pergantian_pk register asal_litmas klien keluarga penjamin "
    "pendamping_anak penasihat_hukum perkara masa_pidana permintaan penugasan pengumpulan_data "
    "riwayat lingkungan tanggapan pembinaan asesmen kelayakan analisis kesimpulan sidang_tpp "
    "rekomendasi pengantar diversi putusan eksekusi penerimaan penugasan_pembimbingan kesediaan "
    "program_pembimbingan pernyataan_klien penempatan kehadiran bimbingan izin_luar_kota "
    "perkembangan panggilan pelanggaran usulan_pengulangan pengulangan penyelesaian pelimpahan "
    "pengakhiran lampiran abaikan surat catatan"
)

REQUEST = "permintaan: {nomor: B-1}\n"
ASSIGNED = "penugasan: {nomor: T-1}\n"
JUDGED = "putusan: {nomor: 1/Pid.B/2026}\n"
JUDGED_WITHOUT_NUMBER = "putusan: {pengadilan: PN}\n"
AGREED = "diversi: {hasil: berhasil, kesepakatan: {isi: Meminta maaf}}\n"
AGREED_WORK = "diversi: {kesepakatan: [{isi: Meminta maaf}, {isi: Menyapu, jam: 10}]}\n"
ORDERED = "diversi: {penetapan: {nomor: '1'}}\n"
TALKED = "diversi: {musyawarah: {tanggal: 2026-04-01}}\n"
FAILED = "diversi: {hasil: gagal}\n"
PLACED = "penempatan: {pekerjaan: menyapu}\n"
WORKED = "kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}\n"
DONE = "penyelesaian: {hasil: selesai}\n"
ENDED = "pengakhiran: {sebab: meninggal}\n"
SENT = "pengantar: {tanggal: 2026-04-01}\n"
PKS, CHILD, DIVERSION, REINTEGRATION = KINDS


# --- keys and forms ------------------------------------------------------------------------------


def test_the_vocabulary_on_top() -> None:
    """The keys stand as examples outside of the project write them, in the order of a life."""
    assert [path[0] for path, _ in walk_fields(Case) if len(path) == 1] == KEYS.split()


def test_every_key_has_its_description() -> None:
    """An editor can say of each key what it means, in one line."""
    unsaid = [path for path, field in walk_fields(Case) if not field.description]
    assert unsaid == []
    assert all("\n" not in (field.description or "") for _, field in walk_fields(Case))


def test_the_least_case() -> None:
    """Every section that may be missing is None, every list empty."""
    case = case_of(least())
    assert (case.putusan, case.permintaan, case.versi, case.program) == (None, None, None, None)
    assert (case.kehadiran, case.penempatan, case.lampiran, case.surat) == ((), (), (), {})
    assert case.klien.alias == ()


def test_one_or_a_list() -> None:
    """Where one or a list may be written, both are the same."""
    for key, inner in (
        ("penempatan", "{pekerjaan: menyapu}"),
        ("lampiran", "{berkas: a.pdf}"),
        ("kesimpulan", "Layak."),
        ("pergantian_pk", "{tanggal: 2026-04-01}"),
        ("pengumpulan_data", "{tanggal: 2026-04-01}"),
        ("program_pembimbingan", "{kegiatan: konseling}"),
    ):
        one, many = case_of(f"{least()}{key}: {inner}\n"), case_of(f"{least()}{key}: [{inner}]\n")
        assert one == many
        assert len(getattr(one, key)) == 1


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("asal_litmas: bapas_lain\n", "asal_litmas: {dari: bapas_lain}\n"),
        ("analisis: Layak.\n", "analisis: {uraian: Layak.}\n"),
        (
            "eksekusi: {serah_terima: 2026-04-01}\n",
            "eksekusi: {serah_terima: {tanggal: 2026-04-01}}\n",
        ),
        ("masa_pidana: {remisi: 1 bulan}\n", "masa_pidana: {remisi: [{lama: 1 bulan}]}\n"),
        ("putusan: {lokasi: taman-01}\n", "putusan: {lokasi: [taman-01]}\n"),
        (
            "putusan: {jika_tidak_dilaksanakan: penjara}\n",
            "putusan: {jika_tidak_dilaksanakan: [Penjara]}\n",
        ),
    ],
)
def test_short_forms(short: str, long: str) -> None:
    """A short form is the long one with what it leaves out."""
    assert case_of(least() + short) == case_of(least() + long)


def test_a_single_day_of_the_offence() -> None:
    """An offence on one day began on that day, and has no other end."""
    text = least().replace("Penipuan ringan", "Penipuan ringan, tanggal: 1 April 2026")
    when = case_of(text).perkara.tanggal
    assert when is not None
    assert (when.dari, when.sampai) == (date(2026, 4, 1), None)


def test_typed_values() -> None:
    """Money, hours, periods and threats of a case have their own types."""
    case = case_of(
        least()
        .replace("Prasetya", "Prasetya, penghasilan: Rp1.500.000")
        .replace("ringan", "ringan, ancaman: {penjara: Seumur hidup, denda: kategori II}")
        + "putusan: {jam: 7 jam 20 menit, jangka_waktu: 6 (enam) bulan,\n"
        + "  pidana_semula: {denda: 5000}}\n"
    )
    assert case.putusan is not None
    assert case.putusan.pidana_semula is not None
    assert case.perkara.ancaman is not None
    assert case.klien.penghasilan == Money(1_500_000)
    assert (case.putusan.jam, case.putusan.jangka_waktu) == (Hours(440), Period(months=6))
    assert case.putusan.pidana_semula.denda == 5000
    assert case.perkara.ancaman.penjara == "seumur hidup"
    assert case.perkara.ancaman.denda == Fine("kategori II")
    assert most(case.perkara.ancaman.denda) == 10_000_000


# --- stages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "opened", "stage"),
    [
        (PKS, "", "permintaan"),
        (PKS, REQUEST, "permintaan"),
        (PKS, ASSIGNED, "litmas"),
        (PKS, ASSIGNED + JUDGED_WITHOUT_NUMBER, "litmas"),
        (PKS, JUDGED, "putusan"),
        (PKS, AGREED, "permintaan"),
        (PKS, JUDGED + PLACED, "penempatan"),
        (PKS, PLACED, "penempatan"),
        (PKS, PLACED + WORKED, "pelaksanaan"),
        (PKS, WORKED, "pelaksanaan"),
        (PKS, DONE, "selesai"),
        (PKS, ENDED, "selesai"),
        (CHILD, JUDGED + PLACED + WORKED, "pelaksanaan"),
        (CHILD, JUDGED, "putusan"),
        (CHILD, ENDED, "selesai"),
        (DIVERSION, ASSIGNED + TALKED, "litmas"),
        (DIVERSION, ASSIGNED + FAILED, "litmas"),
        (DIVERSION, AGREED, "putusan"),
        (DIVERSION, ORDERED, "putusan"),
        (DIVERSION, ASSIGNED + JUDGED, "litmas"),
        (DIVERSION, AGREED + PLACED, "penempatan"),
        (DIVERSION, AGREED_WORK + PLACED + WORKED, "pelaksanaan"),
        (DIVERSION, AGREED_WORK + WORKED, "pelaksanaan"),
        (DIVERSION, AGREED + DONE, "selesai"),
        (REINTEGRATION, "", "permintaan"),
        (REINTEGRATION, JUDGED, "permintaan"),
        (REINTEGRATION, ASSIGNED + JUDGED, "litmas"),
        (REINTEGRATION, ASSIGNED + PLACED + WORKED, "litmas"),
        (REINTEGRATION, ASSIGNED + SENT, "litmas"),
        (REINTEGRATION, ASSIGNED + ENDED, "selesai"),
    ],
)
def test_what_opens_a_stage(kind: str, opened: str, stage: str) -> None:
    """The latest stage that something in the file has opened, by the table of stages."""
    assert case_of(least(kind) + opened).stage.name == stage


@pytest.mark.parametrize(
    ("kind", "text", "passed"),
    [
        (PKS, ASSIGNED, "permintaan"),
        (PKS, ASSIGNED + JUDGED_WITHOUT_NUMBER, "permintaan litmas"),
        (PKS, JUDGED, "permintaan litmas"),
        (PKS, ASSIGNED + SENT, "permintaan"),
        (PKS, JUDGED + PLACED, "permintaan litmas putusan"),
        (PKS, JUDGED + PLACED + WORKED, "permintaan litmas putusan penempatan"),
        (PKS, JUDGED + ENDED, "permintaan litmas putusan penempatan pelaksanaan"),
        (PKS, ENDED, "permintaan putusan penempatan pelaksanaan"),
        (CHILD, JUDGED + WORKED, "permintaan litmas putusan penempatan"),
        (DIVERSION, ASSIGNED + TALKED, "permintaan"),
        (DIVERSION, ASSIGNED + FAILED, "permintaan litmas"),
        (DIVERSION, AGREED, "permintaan litmas"),
        (REINTEGRATION, ASSIGNED + JUDGED, "permintaan"),
        (REINTEGRATION, ASSIGNED + JUDGED + SENT, "permintaan litmas"),
        (REINTEGRATION, ASSIGNED + "pengantar: {perihal: x}\n", "permintaan"),
    ],
)
def test_what_a_case_has_passed(kind: str, text: str, passed: str) -> None:
    """A stage is passed when a later one is open; the litmas when its answer stands."""
    case = case_of(least(kind) + text)
    assert [stage.name for stage in Stage if case.passed(stage)] == passed.split()


ALL = "permintaan litmas putusan penempatan pelaksanaan selesai"


@pytest.mark.parametrize(
    ("kind", "text", "demanded"),
    [
        (PKS, "", ALL),
        (PKS, "asal_litmas: kami\n", ALL),
        (PKS, "asal_litmas: tidak_ada\n", "putusan penempatan pelaksanaan selesai"),
        (CHILD, "asal_litmas: {dari: bapas_lain}\n", "putusan penempatan pelaksanaan selesai"),
        (CHILD, "", ALL),
        (DIVERSION, "", "permintaan litmas putusan selesai"),
        (DIVERSION, AGREED, "permintaan litmas putusan selesai"),
        (DIVERSION, AGREED_WORK, ALL),
        (DIVERSION, AGREED + PLACED, ALL),
        (REINTEGRATION, JUDGED + PLACED, "permintaan litmas selesai"),
    ],
)
def test_what_a_stage_demands(kind: str, text: str, demanded: str) -> None:
    """A kind's stages demand their papers; without our litmas, none before the judgment does."""
    case = case_of(least(kind) + text)
    assert [stage.name for stage in Stage if case.demands(stage)] == demanded.split()
