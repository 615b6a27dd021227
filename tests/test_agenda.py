"""What a case still owes: the state of each document, seen from a day, and its deadline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.agenda import Agenda, Document, agenda
from pipeline.case.model import KINDS
from pipeline.catalog import Catalog, load
from pipeline.errors import Problem
from pipeline.stages.validate import Verdict
from pipeline.workplace import Workplace
from tests.case_files import FILE, case_of, least
from tests.drafting import office

LETTER = "title: Surat, file: surat.docx, order: 10, reader: kantor"
DUE = f"surat: {{{LETTER}, date: pengantar.tanggal, needs: permintaan.nomor, due: "
SEVEN = f"{DUE}{{after: permintaan.diterima, within: 7 hari}}}}\n"
ASKED = "permintaan: {nomor: B/1, diterima: 2026-06-01}\n"
DEADLINE = date(2026, 6, 8)
BEFORE, ON, AFTER = date(2026, 6, 7), DEADLINE, date(2026, 6, 9)
REPORT = (
    f"laporan: {{{LETTER}, stage: pelaksanaan, for_each: perkembangan, item: bulan,"
    " months_of: kehadiran.tanggal, date: perkembangan.tanggal_laporan, needs: perkembangan.isi,"
    " due: {after: perkembangan.bulan, within: batas.laporan_perkembangan}}\n"
)
TEN_DAYS = "batas: {laporan_perkembangan: 10 hari}\n"
WORK = "penempatan: {mulai: 2026-04-01}\n"


def rows(*days: str) -> str:
    """Days of attendance."""
    return "kehadiran:\n" + "".join(f"- {{tanggal: {day}}}\n" for day in days)


class Seen:
    """Agendas of small cases."""

    def __init__(self, folder: Path) -> None:
        """Remember where the catalog may be written."""
        self.folder = folder

    def __call__(
        self,
        catalog: str,
        text: str = "",
        today: date = BEFORE,
        *,
        kind: str = "pidana_kerja_sosial",
        limits: str = "",
    ) -> Agenda:
        """See a case from a day."""
        case = case_of(least(kind) + text)
        verdict = Verdict(case.nomor, FILE, case, ())
        return agenda(verdict, office(limits), self.catalog(catalog), today)

    def faulty(self, catalog: str, text: str, *errors: str) -> Agenda:
        """See a case with errors at these keys, before its deadline."""
        case = case_of(least() + text)
        problems = tuple(Problem("SKM010", {"value": "x"}, path=path) for path in errors)
        verdict = Verdict(case.nomor, FILE, case, problems)
        return agenda(verdict, office(), self.catalog(catalog), BEFORE)

    def catalog(self, text: str) -> Catalog:
        """Load a catalog."""
        (self.folder / "catalog.yaml").write_text(text, encoding="utf-8")
        return load(self.folder)


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    """Make agendas with catalogs of their own."""
    return Seen(tmp_path)


def states(found: Agenda) -> dict[str, str]:
    """The state of each document."""
    return {document.label: document.state for document in found.documents}


def deadlines(found: Agenda) -> dict[str, date | None]:
    """The deadline of each document."""
    return {document.label: document.deadline for document in found.documents}


# --- states --------------------------------------------------------------------------------------


def test_due_on_the_last_day_and_late_after_it(seen: Seen) -> None:
    """A document is due up to its deadline, that day included, and late from the next day."""
    assert [states(seen(SEVEN, ASKED, day)) for day in (BEFORE, ON, AFTER)] == [
        {"surat": "due"},
        {"surat": "due"},
        {"surat": "late"},
    ]
    assert deadlines(seen(SEVEN, ASKED)) == {"surat": DEADLINE}


def test_blocked_by_what_is_missing(seen: Seen) -> None:
    """What it needs and the case lacks holds a document up; late, it is late and says what."""
    text = "permintaan: {diterima: 2026-06-01}\n"
    for day, state in ((BEFORE, "blocked"), (AFTER, "late")):
        (document,) = seen(SEVEN, text, day).documents
        assert (document.state, document.missing) == (state, ("permintaan.nomor",))


def test_blocked_by_the_errors_of_the_case(seen: Seen) -> None:
    """A case with errors makes nothing, but for documents that tolerate them."""
    catalog = f"{SEVEN}lapor: {{{LETTER}, date: pengantar.tanggal, tolerates: kehadiran}}\n"
    found = seen.faulty(catalog, ASKED, "kehadiran[0].jam")
    assert states(found) == {"surat": "blocked", "lapor": "due"}
    assert [problem.path for problem in found.errors] == ["kehadiran[0].jam"]
    assert states(seen.faulty(catalog, ASKED, "kehadiran", "klien.nik"))["lapor"] == "blocked"


def test_done_when_its_date_stands(seen: Seen) -> None:
    """A date on the paper makes it done, whenever it is seen and whatever the case lacks now."""
    sent = "pengantar: {tanggal: 2026-06-20}\n"
    (document,) = seen(SEVEN, ASKED + sent, date(2027, 1, 1)).documents
    assert (document.state, document.dated) == ("done", date(2026, 6, 20))
    assert states(seen.faulty(SEVEN, sent, "klien.nik")) == {"surat": "done"}
    assert seen(SEVEN, ASKED + sent, date(2027, 1, 1)).next is None


def test_done_by_a_date_given_outside(seen: Seen) -> None:
    """A letter that the office numbered and dated elsewhere is done, with that number."""
    (document,) = seen(
        SEVEN, ASKED + "surat: {surat: {nomor: W-7, tanggal: 2026-06-02}}\n"
    ).documents
    assert (document.state, document.dated, document.number) == ("done", date(2026, 6, 2), "W-7")


def test_what_has_no_date_is_done_when_it_can_be_made(seen: Seen) -> None:
    """An attendance sheet bears no date; it is not owed for ever, but while something lacks."""
    catalog = f"daftar: {{{LETTER}, needs: permintaan.nomor}}\n"
    assert states(seen(catalog, ASKED)) == {"daftar": "done"}
    assert states(seen(catalog)) == {"daftar": "blocked"}
    assert states(seen.faulty(catalog, ASKED, "klien.nik")) == {"daftar": "blocked"}


def test_waiting_for_a_stage_that_will_come(seen: Seen) -> None:
    """A deadline runs before the stage stands: waiting, late when it passed; then no more."""
    catalog = (
        f"tempat: {{{LETTER}, stage: penempatan, date: penempatan.tanggal_surat,"
        " needs: penempatan.mulai, due: {after: eksekusi.tanggal, within: 7 hari}}\n"
        f"akhir: {{{LETTER}, stage: selesai}}\n"
    )
    text = "putusan: {nomor: '1'}\neksekusi: {tanggal: 2026-06-01}\n"
    found = seen(catalog, text, ON)
    assert found.stage == "putusan"
    assert states(found) == {"tempat": "waiting", "akhir": "waiting"}
    assert (found.done, found.asked) == (0, 0)
    assert found.next is not None
    assert (found.next.label, found.next.deadline) == ("tempat", DEADLINE)
    assert found.next.missing == ("penempatan.mulai",)
    late = seen(catalog, text, AFTER)
    assert (states(late)["tempat"], late.asked) == ("late", 1)
    placed = "penempatan: {mulai: 2026-06-05, tanggal_surat: 2026-06-03}\n"
    assert states(seen(catalog, text + placed, AFTER)) == {"tempat": "done", "akhir": "waiting"}


def test_stages_that_a_kind_has_not_are_not_waited_for(seen: Seen) -> None:
    """A reintegrasi will never ask for papers of the work, a diversi without work neither."""
    catalog = f"tempat: {{{LETTER}, stage: penempatan}}\nanak: {{{LETTER}, kinds: diversi}}\n"
    asked = {kind: states(seen(catalog, kind=kind)) for kind in KINDS}
    assert asked == {
        "pidana_kerja_sosial": {"tempat": "waiting"},
        "pelayanan_masyarakat": {"tempat": "waiting"},
        "diversi": {"anak": "done"},
        "reintegrasi": {},
    }


def test_a_condition_that_is_not_met(seen: Seen) -> None:
    """A document that the case has no occasion for is neither due nor waited for."""
    catalog = f"akhir: {{{LETTER}, stage: selesai, when: {{penyelesaian.hasil: selesai}}}}\n"
    assert states(seen(catalog)) == {}
    over = "penyelesaian: {tanggal: 2026-06-01, hasil: tidak_selesai}\n"
    assert states(seen(catalog, over)) == {}
    assert states(seen(catalog, over.replace("tidak_", ""))) == {"akhir": "done"}


def test_the_front_is_no_document(seen: Seen) -> None:
    """Cover and contents belong to the bundle and are owed to nobody."""
    assert states(seen(f"sampul: {{{LETTER}, front: yes}}\n")) == {}


# --- deadlines -----------------------------------------------------------------------------------


def test_a_limit_of_the_office(seen: Seen) -> None:
    """A key of `batas` is the limit; where the office sets none, no deadline is known."""
    catalog = f"{DUE}{{after: permintaan.diterima, within: batas.litmas_dewasa}}}}\n"
    late = date(2027, 1, 1)
    assert deadlines(seen(catalog, ASKED, limits="batas: {litmas_dewasa: 7 hari}\n")) == {
        "surat": DEADLINE
    }
    for limits in ("", "batas: {litmas_anak: 3 hari}\n"):
        found = seen(catalog, ASKED, late, limits=limits)
        assert (deadlines(found), states(found)) == ({"surat": None}, {"surat": "due"})
        assert found.next is None


def test_a_limit_in_months_ends_with_the_calendar(seen: Seen) -> None:
    """A month from 31 January ends on the last day of February."""
    catalog = f"{DUE}{{after: permintaan.diterima, within: 1 bulan}}}}\n"
    text = "permintaan: {diterima: 2026-01-31}\n"
    assert deadlines(seen(catalog, text)) == {"surat": date(2026, 2, 28)}


@pytest.mark.parametrize("text", ["", "permintaan: {nomor: B/1}\n"])
def test_a_day_that_does_not_stand(seen: Seen, text: str) -> None:
    """Without the day from which it runs there is no deadline."""
    assert deadlines(seen(SEVEN, text)) == {"surat": None}


def test_a_deadline_of_each_kind(seen: Seen) -> None:
    """Each kind of case has its own limit, and one that is not named has none."""
    catalog = (
        f"{DUE}{{pidana_kerja_sosial: {{after: permintaan.diterima, within: 7 hari}},"
        " diversi: {after: permintaan.tanggal, within: 3 hari}}}\n"
    )
    text = "permintaan: {tanggal: 2026-05-30, diterima: 2026-06-01}\n"
    found = {kind: deadlines(seen(catalog, text, kind=kind))["surat"] for kind in KINDS}
    assert found == {
        "pidana_kerja_sosial": DEADLINE,
        "pelayanan_masyarakat": None,
        "diversi": date(2026, 6, 2),
        "reintegrasi": None,
    }


# --- repeated documents --------------------------------------------------------------------------


def test_each_entry_has_its_own_deadline(seen: Seen) -> None:
    """Of a repeated document each entry has date, deadline and gaps of its own."""
    catalog = (
        f"lapor: {{{LETTER}, stage: putusan, for_each: pelanggaran, item: tanggal,"
        " where: {tindakan: lapor_jaksa}, date: pelanggaran.tanggal_surat,"
        " needs: pelanggaran.uraian, due: {after: pelanggaran.tanggal, within: 3 hari}}\n"
    )
    text = (
        "putusan: {nomor: '1'}\npelanggaran:\n"
        "- {tanggal: 2026-06-05, uraian: Alpa, tindakan: lapor_jaksa}\n"
        "- {tanggal: 2026-05-05, uraian: Alpa, tindakan: lapor_jaksa, tanggal_surat: 2026-05-06}\n"
        "- {tanggal: 2026-06-06, uraian: Alpa, tindakan: sp1}\n"
        "- {tanggal: 2026-06-04, tindakan: lapor_jaksa}\n"
    )
    found = seen(catalog, text, date(2026, 6, 8))
    assert [(d.label, d.state, d.deadline, d.dated, d.missing) for d in found.documents] == [
        ("lapor/2026-05-05", "done", date(2026, 5, 8), date(2026, 5, 6), ()),
        ("lapor/2026-06-04", "late", date(2026, 6, 7), None, ("pelanggaran[3].uraian",)),
        ("lapor/2026-06-05", "due", date(2026, 6, 8), None, ()),
    ]


def test_a_month_counts_from_its_last_day(seen: Seen) -> None:
    """The report of a month is due so long after the month's end, also in February."""
    text = rows("2026-02-03") + WORK + "perkembangan: [{bulan: 2026-02, isi: Baik}]\n"
    for today, state in ((date(2026, 3, 10), "due"), (date(2026, 3, 11), "late")):
        (document,) = seen(REPORT, text, today, limits=TEN_DAYS).documents
        assert (document.state, document.deadline) == (state, date(2026, 3, 10))


def test_months_of_work_without_an_entry(seen: Seen) -> None:
    """A month with attendance that nobody began to report is owed; one that is reported is not.

    It takes neither date nor number from another month.
    """
    text = (
        WORK
        + rows("2026-06-02", "2026-04-07", "2026-05-05", "2026-04-14")
        + "perkembangan: [{bulan: 2026-05, isi: Baik, tanggal_laporan: 2026-06-03}]\n"
    )
    found = seen(REPORT, text, date(2026, 5, 11), limits=TEN_DAYS)
    assert [(d.label, d.state, d.deadline, d.dated, d.missing) for d in found.documents] == [
        ("laporan/2026-05", "done", date(2026, 6, 10), date(2026, 6, 3), ()),
        ("laporan/2026-04", "late", date(2026, 5, 10), None, ("perkembangan",)),
        ("laporan/2026-06", "due", date(2026, 7, 10), None, ("perkembangan",)),
    ]
    assert found.documents[1].number is None
    assert set(deadlines(seen(REPORT, text)).values()) == {None}


def test_the_month_in_which_the_work_ended(seen: Seen) -> None:
    """The final report covers the last month, and all of work that ended within a month."""
    text = WORK + rows("2026-04-07", "2026-05-05")
    for end in ("penyelesaian", "pengakhiran"):
        assert states(seen(REPORT, f"{text}{end}: {{tanggal: 2026-05-20}}\n")) == {
            "laporan/2026-04": "due"
        }
        assert states(seen(REPORT, f"{text}{end}: {{tanggal: 2026-05-07}}\n")) == {}
        assert list(states(seen(REPORT, f"{text}{end}: {{tanggal: 2026-06-02}}\n"))) == [
            "laporan/2026-04",
            "laporan/2026-05",
        ]
    assert states(seen(REPORT, WORK)) == {}


# --- the whole -----------------------------------------------------------------------------------


def test_order_and_what_comes_first() -> None:
    """What is open comes by its deadline, and what is done or has no deadline is not among it."""
    documents = (
        Document("a", None, "done", deadline=BEFORE),
        Document("b", None, "waiting", deadline=AFTER),
        Document("c", None, "late", deadline=BEFORE),
        Document("d", "x", "blocked", deadline=ON),
        Document("e", None, "due"),
    )
    whole = Agenda("KS-1", FILE, "sr", "litmas", documents)
    assert [d.label for d in whole.until(AFTER)] == ["c", "d/x", "b"]
    assert [d.label for d in whole.until(ON)] == ["c", "d/x"]
    assert whole.until(date(2026, 6, 6)) == ()
    assert (whole.next, whole.done, whole.asked) == (documents[2], 1, 4)


def test_a_file_that_is_no_case(workplace: Workplace) -> None:
    """Nothing is known of it but its errors; a warning is none."""
    problems = (Problem("SKM010", {"value": "x"}), Problem("KEL001", severity="warning"))
    verdict = Verdict("KS-9", FILE, None, problems)
    found = agenda(verdict, workplace.office, workplace.catalog, ON)
    assert (found.readable, found.stage, found.documents) == (False, None, ())
    assert found.errors == problems[:1]
