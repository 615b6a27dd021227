"""Who must not read what, and a look at what a template prints with its readers in mind.

A rule whose basis ends in ``(usulan)`` is our proposal: the law protects the datum, and what a
reader needs of it is nowhere written. Of an adult, a partner site reads name and address; of a
child, initials, but for the letter of placement. What is asked for in a condition is not printed.

Why: a letter is read by whoever opens the mail. What a partner site, or the client, must not know
is found in the template, and not when the letter has been sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes

from pipeline.case.model import KINDS, READERS
from pipeline.catalog import Entry
from pipeline.contract import faults
from pipeline.contract.faults import Report
from pipeline.contract.state import Origins

CHILDREN = ("pelayanan_masyarakat", "diversi")
_PDP = "Pasal 4 ayat (2) UU Nomor 27 Tahun 2022"
_PDP_PROPOSED = "Pasal 4 UU Nomor 27 Tahun 2022 (usulan)"
_SPPA = "Pasal 19 dan Pasal 97 UU Nomor 11 Tahun 2012"


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that some readers must not see.

    Attributes:
        paths: dotted paths; each stands for all that is below it, and ``*`` for any one step.
        readers: who must not read them.
        reason: why, in the officers' language.
        basis: the article of law behind it.
        but: paths below that are free.
        kinds: kinds of case in which it holds.
        documents: documents in which it does not hold.
        behind: the filter that makes them readable, as initials do of a name.
        instead: what to write for ``{path}``.
    """

    paths: tuple[str, ...]
    readers: tuple[str, ...]
    reason: str
    basis: str
    but: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    documents: tuple[str, ...] = ()
    behind: str = ""
    instead: str = ""

    def speaks_of(self, path: str) -> bool:
        """Whether it holds for a path."""
        return any(_below(path, one) for one in self.paths) and not any(
            _below(path, one) for one in self.but
        )


def _below(path: str, pattern: str) -> bool:
    steps, wanted = _steps(path), _steps(pattern)
    if len(steps) < len(wanted) or wanted[0] not in ("*", steps[0]):
        return False
    return all(two in ("*", one) for one, two in zip(steps, wanted, strict=False))


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


_SITE, _CLIENT = ("lokasi",), ("klien",)
RULES: tuple[Rule, ...] = (
    Rule(
        ("klien.nik", "klien.paspor", "klien.kitas"),
        _SITE,
        "nomor identitas klien tidak diperlukan lokasi",
        _PDP_PROPOSED,
    ),
    Rule(
        ("keluarga", "penjamin", "pendamping_anak"),
        _SITE,
        "keluarga dan penjamin bukan urusan lokasi",
        _PDP_PROPOSED,
    ),
    Rule(
        ("perkara",),
        _SITE,
        "tindak pidana dan ceritanya tidak dibuka kepada lokasi",
        _PDP,
        but=("perkara.korban", "perkara.akibat.korban"),
    ),
    Rule(
        (
            "putusan.nomor",
            "putusan.dasar",
            "putusan.pidana_semula",
            "putusan.pembayaran_denda",
            "putusan.jika_tidak_dilaksanakan",
            "putusan.bagian",
            "putusan.uraian_sanksi",
            "diversi.penetapan.nomor",
        ),
        _SITE,
        "nomor putusan mengungkap perkaranya; surat jaksa yang dirujuk",
        _PDP,
    ),
    Rule(
        ("diversi.kesepakatan.isi", "diversi.musyawarah", "masa_pidana", "pembinaan"),
        _SITE,
        "riwayat perkara dan pidana tidak dibuka kepada lokasi",
        _PDP,
    ),
    Rule(
        (
            "perkara.korban",
            "perkara.akibat.korban",
            "tanggapan.korban",
            "diversi.kesediaan.korban",
        ),
        (*_SITE, *_CLIENT),
        "data korban dirahasiakan",
        _SPPA,
    ),
    Rule(
        ("asesmen",),
        _SITE,
        "hasil asesmen dan skor risiko tidak dibuka kepada lokasi",
        _PDP_PROPOSED,
    ),
    Rule(
        ("asesmen.risiko.skor", "asesmen.kriminogenik.skor"),
        _CLIENT,
        "skor asesmen adalah bahan kerja kantor",
        _PDP_PROPOSED,
    ),
    Rule(
        (
            "riwayat",
            "lingkungan",
            "tanggapan",
            "kelayakan",
            "analisis",
            "kesimpulan",
            "rekomendasi.isi",
            "sidang_tpp.hasil",
            "bimbingan",
            "perkembangan",
        ),
        _SITE,
        "isi litmas dan bimbingan tidak dibuka kepada lokasi",
        _PDP_PROPOSED,
        but=("kelayakan.hari_ibadah", "tanggapan.korban"),
    ),
    Rule(
        ("pelanggaran", "usulan_pengulangan.alasan"),
        _SITE,
        "pelanggaran dan tindakannya tidak dibuka kepada lokasi",
        _PDP_PROPOSED,
    ),
    Rule(
        ("klien.penghasilan",),
        _SITE,
        "keuangan pribadi klien tidak dibuka kepada lokasi",
        _PDP,
    ),
    Rule(
        ("keluarga.*.nik", "penjamin.nik"),
        _CLIENT,
        "nomor identitas orang lain tidak dicetak untuk klien",
        _PDP_PROPOSED,
    ),
    Rule(
        ("klien.alias",),
        _SITE,
        "nama anak dirahasiakan; yang dicetak inisial dan nomor register",
        _SPPA,
        kinds=CHILDREN,
        documents=("surat_penempatan",),
        behind="inisial",
        instead='{{{{ {path}|map("inisial")|join(", ") }}}}',
    ),
    Rule(
        ("klien.nama",),
        _SITE,
        "nama anak dirahasiakan; yang dicetak inisial dan nomor register",
        _SPPA,
        kinds=CHILDREN,
        documents=("surat_penempatan",),
        behind="inisial",
        instead="{{{{ {path}|inisial }}}}",
    ),
    Rule(
        (
            "klien.tempat_lahir",
            "klien.tahun_lahir",
            "klien.alamat",
            "klien.telepon",
            "klien.ciri_khusus",
            "klien.sekolah",
        ),
        _SITE,
        "jati diri anak dirahasiakan",
        _SPPA,
        kinds=CHILDREN,
    ),
    Rule(
        ("klien.tanggal_lahir",),
        _SITE,
        "tanggal lahir anak dirahasiakan; umurnya boleh dicetak",
        _SPPA,
        kinds=CHILDREN,
        behind="umur",
        instead="{{{{ hitung.umur }}}}",
    ),
)


@lru_cache(maxsize=8192)
def _rules_of(path: str, kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if kind in rule.kinds and rule.speaks_of(path))


def rules_for(path: str, kind: str, document: str = "") -> tuple[Rule, ...]:
    """The rules that hold for a path in one kind of case and one document."""
    return tuple(rule for rule in _rules_of(path, kind) if document not in rule.documents)


def allowed(path: str, kind: str, document: str = "") -> tuple[str, ...]:
    """Who may read a path as it stands, in the order of the vocabulary."""
    barred = {reader for rule in rules_for(path, kind, document) for reader in rule.readers}
    return tuple(reader for reader in READERS if reader not in barred)


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads the documents that one template makes.

    Attributes:
        entry: the document.
        kind: the kind of case.
    """

    entry: Entry
    kind: str

    def look_at(self, node: nodes.Expr, origins: Origins, report: Report) -> None:
        """Tell of what is printed and must not be read by one of the document's readers."""
        for origin in sorted(origins, key=lambda one: one.path):
            for rule in rules_for(origin.path, self.kind, self.entry.name):
                if rule.behind and origin.masked == rule.behind:
                    continue
                for reader in (
                    one for one in self.entry.reader_of(self.kind) if one in rule.readers
                ):
                    instead = rule.instead.format(path=origin.path)
                    report.add(
                        faults.NOT_FOR_READER,
                        node,
                        path=origin.path,
                        reader=reader,
                        reason=rule.reason,
                        basis=rule.basis,
                        suggestion=instead,
                    )
