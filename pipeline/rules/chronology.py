"""The order of the dates of a case, from the offence to the end of guidance.

Why: a date that contradicts another is a slip of the pen until someone else reads it; then it is
an argument against the paper. A birth after the offence or work before the judgment is final
refuses documents; an order that is merely unusual is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.order import early, first, in_each, moments, not_before
from pipeline.rules.rule import PRISON, WORK, Finding, Rule, value_at
from pipeline.values import write_date

SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")


def birth_before_offence(case: Case, office: Office) -> Iterator[Finding]:
    """Nobody offends before birth; where only its year is known, years are compared."""
    yield from early(case, "perkara.tanggal.dari", "klien.tanggal_lahir")
    year = value_at(case, "klien.tahun_lahir")
    if year is None or moments(case, "klien.tanggal_lahir"):
        return
    for moment in moments(case, "perkara.tanggal.dari"):
        if moment.day.year < year:
            days = {"date": write_date(moment.day), "other": str(year)}
            yield Finding(moment.path, days, related=(("klien", "tahun_lahir"),))


judged_before_offence = not_before("putusan.tanggal", "perkara.tanggal.dari")


def judged_before_letter(case: Case, office: Office) -> Iterator[Finding]:
    """A litmas is written for the judgment; one dated before the offence is told for itself."""
    if not any(True for _ in judged_before_offence(case, office)):
        yield from early(case, "putusan.tanggal", "pengantar.tanggal")


def end_after_custody(case: Case, office: Office) -> Iterator[Finding]:
    """A prison term ends after it began, with and without remission."""
    for end in ("ekspirasi_awal", "ekspirasi"):
        yield from early(case, f"masa_pidana.{end}", "masa_pidana.ditahan")


RULES = (
    Rule(
        "KS500",
        birth_before_offence,
        "error",
        ground="practice",
        failing="klien: {tanggal_lahir: 2026-02-02}\nperkara: {tanggal: 2026-02-01}",
        passing="klien: {tanggal_lahir: 1996-02-02}\nperkara: {tanggal: 2026-02-01}",
    ),
    Rule(
        "KS501",
        judged_before_offence,
        "error",
        ground="practice",
        failing="perkara: {tanggal: 2026-03-10}\nputusan: {tanggal: 2026-03-09}",
        passing="perkara: {tanggal: 2026-02-10}\nputusan: {tanggal: 2026-03-09}",
    ),
    Rule(
        "KS502",
        not_before("putusan.inkracht", "putusan.tanggal"),
        "error",
        ground="practice",
        failing="putusan: {tanggal: 2026-03-10, inkracht: 2026-03-09}",
        passing="putusan: {tanggal: 2026-03-10, inkracht: 2026-03-18}",
    ),
    Rule(
        "KS503",
        not_before("penempatan.mulai", "putusan.inkracht"),
        "error",
        kinds=SENTENCED,
        failing="putusan: {inkracht: 2026-03-18}\npenempatan: {mulai: 2026-03-17}",
        passing="putusan: {inkracht: 2026-03-18}\npenempatan: {mulai: 2026-03-24}",
    ),
    Rule(
        "KS504",
        end_after_custody,
        "error",
        kinds=PRISON,
        ground="practice",
        failing="masa_pidana: {ditahan: 2026-03-10, ekspirasi: 2025-09-10}",
        passing="masa_pidana: {ditahan: 2026-03-10, ekspirasi: 2027-09-10}",
    ),
    Rule(
        "KS505",
        not_before("perkara.tanggal.sampai", "perkara.tanggal.dari"),
        "error",
        ground="practice",
        failing="perkara: {tanggal: {dari: 2026-02-10, sampai: 2026-02-01}}",
        passing="perkara: {tanggal: {dari: 2026-02-01, sampai: 2026-02-10}}",
    ),
    Rule(
        "KS506",
        in_each("penempatan", "selesai", "mulai"),
        "error",
        kinds=WORK,
        ground="practice",
        failing="penempatan: {mulai: 2026-04-01, selesai: 2026-03-31}",
        passing="penempatan: {mulai: 2026-04-01, selesai: 2026-06-30}",
    ),
    Rule(
        "KS510",
        not_before("penempatan.tanggal_surat", "putusan.inkracht"),
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="putusan: {inkracht: 2026-03-18}\npenempatan: {tanggal_surat: 2026-03-17}",
        passing="putusan: {inkracht: 2026-03-18}\npenempatan: {tanggal_surat: 2026-03-20}",
    ),
    Rule(
        "KS511",
        not_before("eksekusi.tanggal", "putusan.inkracht"),
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="putusan: {inkracht: 2026-03-18}\neksekusi: {tanggal: 2026-03-17}",
        passing="putusan: {inkracht: 2026-03-18}\neksekusi: {tanggal: 2026-03-19}",
    ),
    Rule(
        "KS512",
        not_before("permintaan.tanggal", "perkara.tanggal.dari"),
        "warning",
        ground="practice",
        failing="perkara: {tanggal: 2026-02-10}\npermintaan: {tanggal: 2026-02-09}",
        passing="perkara: {tanggal: 2026-01-10}\npermintaan: {tanggal: 2026-02-09}",
    ),
    Rule(
        "KS513",
        not_before("permintaan.diterima", "permintaan.tanggal"),
        "warning",
        ground="practice",
        failing="permintaan: {tanggal: 2026-02-10, diterima: 2026-02-09}",
        passing="permintaan: {tanggal: 2026-02-09, diterima: 2026-02-10}",
    ),
    Rule(
        "KS514",
        not_before("penugasan.tanggal", "permintaan.diterima", "permintaan.tanggal"),
        "warning",
        ground="practice",
        failing="permintaan: {diterima: 2026-02-10}\npenugasan: {tanggal: 2026-02-09}",
        passing="permintaan: {diterima: 2026-02-10}\npenugasan: {tanggal: 2026-02-10}",
    ),
    Rule(
        "KS515",
        not_before("pengumpulan_data.tanggal", "penugasan.tanggal"),
        "warning",
        ground="practice",
        failing="penugasan: {tanggal: 2026-02-10}\npengumpulan_data: {tanggal: 2026-02-09}",
        passing="penugasan: {tanggal: 2026-02-10}\npengumpulan_data: {tanggal: 2026-02-11}",
    ),
    Rule(
        "KS516",
        not_before("sidang_tpp.tanggal", "penugasan.tanggal"),
        "warning",
        ground="practice",
        failing="penugasan: {tanggal: 2026-02-10}\nsidang_tpp: {tanggal: 2026-02-09}",
        passing="penugasan: {tanggal: 2026-02-10}\nsidang_tpp: {tanggal: 2026-02-13}",
    ),
    Rule(
        "KS517",
        not_before("rekomendasi.tanggal_laporan", "pengumpulan_data.tanggal"),
        "warning",
        ground="practice",
        failing="pengumpulan_data: {tanggal: 2026-02-12}\n"
        "rekomendasi: {tanggal_laporan: 2026-02-11}",
        passing="pengumpulan_data: {tanggal: 2026-02-11}\n"
        "rekomendasi: {tanggal_laporan: 2026-02-13}",
    ),
    Rule(
        "KS518",
        not_before("rekomendasi.tanggal_laporan", "sidang_tpp.tanggal"),
        "warning",
        ground="practice",
        failing="sidang_tpp: {tanggal: 2026-02-13}\nrekomendasi: {tanggal_laporan: 2026-02-12}",
        passing="sidang_tpp: {tanggal: 2026-02-13}\nrekomendasi: {tanggal_laporan: 2026-02-13}",
    ),
    Rule(
        "KS519",
        not_before("pengantar.tanggal", "rekomendasi.tanggal_laporan"),
        "warning",
        ground="practice",
        failing="rekomendasi: {tanggal_laporan: 2026-02-13}\npengantar: {tanggal: 2026-02-12}",
        passing="rekomendasi: {tanggal_laporan: 2026-02-13}\npengantar: {tanggal: 2026-02-13}",
    ),
    Rule(
        "KS520",
        judged_before_letter,
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="pengantar: {tanggal: 2026-03-10}\nputusan: {tanggal: 2026-03-09}",
        passing="pengantar: {tanggal: 2026-02-13}\nputusan: {tanggal: 2026-03-09}",
    ),
    Rule(
        "KS521",
        not_before("eksekusi.serah_terima.tanggal", "eksekusi.tanggal"),
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="eksekusi: {tanggal: 2026-03-20, serah_terima: 2026-03-19}",
        passing="eksekusi: {tanggal: 2026-03-20, serah_terima: 2026-03-23}",
    ),
    Rule(
        "KS522",
        not_before("penempatan.mulai", "eksekusi.serah_terima.tanggal"),
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="eksekusi: {serah_terima: 2026-03-23}\npenempatan: {mulai: 2026-03-21}",
        passing="eksekusi: {serah_terima: 2026-03-23}\npenempatan: {mulai: 2026-03-28}",
    ),
    Rule(
        "KS523",
        in_each("penempatan", "mulai", "tanggal_surat"),
        "warning",
        kinds=WORK,
        ground="practice",
        failing="penempatan: {tanggal_surat: 2026-03-24, mulai: 2026-03-23}",
        passing="penempatan: {tanggal_surat: 2026-03-24, mulai: 2026-03-28}",
    ),
    Rule(
        "KS524",
        not_before("penyelesaian.tanggal", "penempatan.mulai", choose=first),
        "warning",
        kinds=WORK,
        ground="practice",
        failing="penempatan: {mulai: 2026-04-01}\npenyelesaian: {tanggal: 2026-03-31}",
        passing="penempatan: {mulai: 2026-04-01}\npenyelesaian: {tanggal: 2026-08-31}",
    ),
    Rule(
        "KS525",
        not_before("penyelesaian.tanggal_laporan", "penyelesaian.tanggal"),
        "warning",
        ground="practice",
        failing="penyelesaian: {tanggal: 2026-08-31, tanggal_laporan: 2026-08-30}",
        passing="penyelesaian: {tanggal: 2026-08-31, tanggal_laporan: 2026-09-02}",
    ),
    Rule(
        "KS526",
        not_before("penyelesaian.tanda_terima.tanggal", "penyelesaian.tanggal_laporan"),
        "warning",
        ground="practice",
        failing="penyelesaian: {tanggal_laporan: 2026-09-02, tanda_terima: {tanggal: 2026-09-01}}",
        passing="penyelesaian: {tanggal_laporan: 2026-09-02, tanda_terima: {tanggal: 2026-09-03}}",
    ),
    Rule(
        "KS527",
        not_before("pengakhiran.tanggal", "penyelesaian.tanggal"),
        "warning",
        ground="practice",
        failing="penyelesaian: {tanggal: 2026-08-31}\npengakhiran: {tanggal: 2026-08-30}",
        passing="penyelesaian: {tanggal: 2026-08-31}\npengakhiran: {tanggal: 2026-09-04}",
    ),
    Rule(
        "KS528",
        not_before("perkara.penahanan.sejak", "perkara.tanggal.dari"),
        "warning",
        ground="practice",
        failing="perkara: {tanggal: 2026-02-10, penahanan: {sejak: 2026-02-09}}",
        passing="perkara: {tanggal: 2026-02-10, penahanan: {sejak: 2026-02-11}}",
    ),
    Rule(
        "KS529",
        not_before("bimbingan.tanggal", "eksekusi.serah_terima.tanggal", "eksekusi.tanggal"),
        "warning",
        kinds=SENTENCED,
        ground="practice",
        failing="eksekusi: {tanggal: 2026-03-20}\nbimbingan: [{tanggal: 2026-03-19}]",
        passing="eksekusi: {tanggal: 2026-03-20}\nbimbingan: [{tanggal: 2026-03-23}]",
    ),
)
