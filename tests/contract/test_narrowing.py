"""What a condition tells: each form of question, and what may be written behind it."""

from __future__ import annotations

import pytest

from pipeline.contract import check_source
from tests.contract.agreement import fillings
from tests.drafting import make_catalog

KIND = "pidana_kerja_sosial"


def told(source: str, *kinds: str, **keys: object) -> list[tuple[str, str]]:
    """Codes and expressions of what the checker says of a part."""
    entry = make_catalog(surat=keys)["surat"]
    found = check_source(source, entry, kinds or (KIND,), ["surat", "tugas"])
    return [(fault.code, fault.expression) for fault in found]


def passes(source: str, **keys: object) -> bool:
    """Whether nothing is said of a part, and every real context of its document fills it."""
    entry = make_catalog(surat=keys)["surat"]
    return not check_source(source, entry, [KIND]) and fillings(source, entry, KIND) > 0


@pytest.mark.parametrize(
    "source",
    [
        "{% if klien.telepon %}{{ klien.telepon }}{% endif %}",
        "{% if not klien.telepon %}-{% else %}{{ klien.telepon }}{% endif %}",
        "{% if klien.telepon is not none %}{{ klien.telepon }}{% endif %}",
        "{% if klien.telepon != none %}{{ klien.telepon }}{% endif %}",
        "{% if klien.telepon is none %}-{% else %}{{ klien.telepon }}{% endif %}",
        "{% if klien.telepon is string %}{{ klien.telepon }}{% endif %}",
        '{% if klien.telepon == "0281" %}{{ klien.telepon }}{% endif %}',
        '{{ klien.telepon or "-" }}',
        "{{ klien.telepon or klien.nama }}",
        '{{ klien.telepon if klien.telepon else "-" }}',
        '{{ "-" if klien.telepon is none else klien.telepon }}',
        '{{ klien.telepon|default("-", true) }}',
        '{{ (klien.telepon and "Telepon " ~ klien.telepon) or "-" }}',
        "{% if penjamin and penjamin.telepon %}{{ penjamin.telepon }}{% endif %}",
        "{% if penjamin %}{% if penjamin.telepon %}{{ penjamin.telepon }}{% endif %}{% endif %}",
        "{% if not penjamin or not penjamin.nik %}-{% else %}{{ penjamin.nik }}{% endif %}",
        "{% if not (penjamin and penjamin.nik) %}-{% else %}{{ penjamin.nik }}{% endif %}",
        "{% if klien.nik or klien.paspor %}{{ klien.nik or klien.paspor }}{% endif %}",
        "{% if klien.nik %}a{% elif klien.paspor %}{{ klien.paspor }}{% endif %}",
        "{% if a is defined %}{{ a }}{% endif %}{% if klien.nik %}{% set a = 'b' %}{% endif %}",
        "{% if klien.nik %}{% set a = klien.nik %}{% else %}{% set a = '-' %}{% endif %}{{ a }}",
        "{% set k = klien %}{% if k.nik %}{{ k.nik }}{% endif %}",
        "{% for h in kehadiran if h.alasan %}{{ h.alasan }}{% endfor %}",
        "{% for h in kehadiran %}{% if h.mulai and h.patuh %}{{ h.mulai }}{% endif %}{% endfor %}",
        "{% if kehadiran %}{{ kehadiran[0].tanggal|hari }}{{ kehadiran[-1].jam }}{% endif %}",
        "{% if kehadiran|length > 1 %}{{ kehadiran[1].jam }}{% endif %}",
        "{% if kehadiran|length >= 2 %}{{ kehadiran[1].jam }}{% endif %}",
        "{% if kehadiran|count == 2 %}{{ kehadiran[1].jam }}{% endif %}",
        "{% if kehadiran|length < 2 %}-{% else %}{{ kehadiran[1].jam }}{% endif %}",
        "{% if kehadiran|length != 0 %}{{ kehadiran[0].jam }}{% endif %}",
        "{% if kehadiran|length %}{{ (kehadiran|first).jam }}{% endif %}",
        "{% if perkara.pengulangan is true %}a{% elif perkara.pengulangan is false %}b{% endif %}",
        "{% if perkara.ancaman and perkara.ancaman.penjara and"
        " perkara.ancaman.penjara is not string %}{{ perkara.ancaman.penjara|terbilang }}"
        "{% endif %}",
        "{% if perkara.ancaman and perkara.ancaman.penjara and"
        ' perkara.ancaman.penjara != "seumur hidup" %}{{ perkara.ancaman.penjara|terbilang }}'
        "{% endif %}",
        "{% if hitung.jumlah_minggu %}{{ 10 / hitung.jumlah_minggu }}{% endif %}",
        "{% with p = penjamin %}{% if p %}{{ p.nama }}{% endif %}{% endwith %}",
    ],
)
def test_what_was_asked_for_may_be_printed(source: str) -> None:
    """Each is right for every case, so nothing is said."""
    assert told(source) == []
    assert passes(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ klien.telepon }}", [("TPL005", "klien.telepon")]),
        ("{% if klien.telepon %}{% endif %}{{ klien.telepon }}", [("TPL005", "klien.telepon")]),
        (
            "{% if klien.telepon %}a{% else %}{{ klien.telepon }}{% endif %}",
            [("TPL005", "klien.telepon")],
        ),
        (
            "{% if klien.nik or klien.paspor %}{{ klien.nik }}{% endif %}",
            [("TPL005", "klien.nik")],
        ),
        ("{% if not klien.nik %}{{ klien.nik }}{% endif %}", [("TPL005", "klien.nik")]),
        ("{{ klien.nama if klien.nik }}", [("TPL005", "klien.nama if klien.nik")]),
        (
            '{{ klien.telepon|default("-") }}',
            [("TPL005", 'klien.telepon|default("-")')],
        ),
        ("{{ klien.telepon and klien.nama }}", [("TPL005", "klien.telepon and klien.nama")]),
        ("{{ penjamin.nama }}", [("TPL012", "penjamin.nama")]),
        ("{% if penjamin.nama %}a{% endif %}", [("TPL012", "penjamin.nama")]),
        ("{% if penjamin %}{{ penjamin.nik }}{% endif %}", [("TPL005", "penjamin.nik")]),
        (
            "{% if penjamin or klien.nik %}{{ penjamin.nama }}{% endif %}",
            [("TPL012", "penjamin.nama")],
        ),
        (
            "{% for h in kehadiran %}{% if h.alasan %}{% endif %}{{ h.alasan }}{% endfor %}",
            [("TPL005", "h.alasan")],
        ),
        (
            "{% if penjamin %}{% set penjamin = keluarga %}{{ penjamin.ayah }}{% endif %}",
            [("TPL005", "penjamin.ayah"), ("TPL006", "penjamin.ayah")],
        ),
        ("{{ kehadiran[0].jam }}", [("TPL045", "kehadiran[0]")]),
        ("{% if kehadiran %}{{ kehadiran[1].jam }}{% endif %}", [("TPL045", "kehadiran[1]")]),
        ("{{ (kehadiran|last).jam }}", [("TPL045", "kehadiran|last")]),
        (
            "{% if klien.nik %}{% set a = 'x' %}{% endif %}{{ a }}",
            [("TPL043", "a")],
        ),
        ("{% for h in kehadiran %}{% set a = h.jam %}{% endfor %}{{ a }}", [("TPL043", "a")]),
        ("{{ tembusan }}", [("TPL004", "tembusan")]),
        ("{{ loop.index }}", [("TPL004", "loop")]),
        (
            "{% for h in kehadiran %}{{ loop.nextitem.jam }}{% endfor %}",
            [("TPL045", "loop.nextitem")],
        ),
        (
            "{% for a in klien.alias %}{{ ', ' if not loop.last }}{% endfor %}",
            [("TPL005", '", " if not loop.last')],
        ),
        ("{{ pejabat.wakil.nama }}", [("TPL043", "pejabat.wakil")]),
        ("{{ 10 / hitung.hari_hadir }}", [("TPL025", "10 / hitung.hari_hadir")]),
    ],
)
def test_what_was_not_asked_for_is_told(source: str, expected: list[tuple[str, str]]) -> None:
    """Each stops the document of some case."""
    assert told(source) == expected


def test_needs_make_a_guard_superfluous() -> None:
    """What the catalog demands is there; what it demands of another kind is not."""
    source = "{{ putusan.jam }}"
    assert told(source, needs=["putusan.jam"]) == []
    assert told(source, needs=["putusan"]) == [("TPL005", "putusan.jam")]
    of_kind = {"needs_of": {"pelayanan_masyarakat": ["putusan.jam"]}}
    assert told(source, "pelayanan_masyarakat", **of_kind) == []
    assert told(source, KIND, **of_kind) == [("TPL005", "putusan.jam")]


def test_branches_of_other_kinds_are_not_judged() -> None:
    """`jenis` is one word for each kind under check, in either spelling."""
    source = '{% if jenis == "diversi" %}{{ diversi.hasil }}{% else %}{{ putusan.jam }}{% endif %}'
    assert told(source, KIND, needs=["putusan.jam"]) == []
    assert told(source, "diversi", needs=["diversi.hasil"]) == []
    spelt = '{% if jenis != "pidana kerja sosial" %}{{ klien.nik }}{% endif %}'
    assert told(spelt) == []
    assert told(spelt, "diversi") == [("TPL005", "klien.nik")]
    listed = '{% if jenis in ["diversi", "reintegrasi"] %}{{ klien.nik }}{% endif %}'
    assert told(listed) == []


def test_findings_of_several_kinds_are_one() -> None:
    """Each says in which kinds of case it is so."""
    entry = make_catalog(surat={"needs_of": {"diversi": ["klien.nik"]}})["surat"]
    (fault,) = check_source("a\n{{ klien.nik }}", entry, (KIND, "diversi", "reintegrasi"))
    assert (fault.lineno, fault.kinds) == (2, (KIND, "reintegrasi"))
    assert fault.params == {"suggestion": "{% if klien.nik %}…{% endif %}"}


def test_a_word_that_was_asked_for_leaves_no_other() -> None:
    """Behind `hadir`, `izin` and `sakit`, `alpa` is left, and a fifth branch is never taken."""
    source = (
        '{% for h in kehadiran %}{% if h.status == "hadir" %}a{% elif h.status in ["izin", "sakit"]'
        ' %}b{% elif h.status == "alpa" %}c{% else %}{{ tidak.ada }}{% endif %}{% endfor %}'
    )
    assert told(source) == []
    assert told(source.replace('"alpa"', '"sakit"')) == [("TPL004", "tidak")]
