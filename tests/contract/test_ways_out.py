"""Ways out that the checker proposes: typed as they stand, each ends its finding."""

from __future__ import annotations

import pytest

from pipeline.contract import check_source
from pipeline.contract.faults import Fault
from tests.contract.test_narrowing import KIND, passes, told
from tests.drafting import make_catalog


def only(source: str) -> Fault:
    """The only finding of a source."""
    (fault,) = check_source(source, make_catalog(surat={})["surat"], [KIND])
    return fault


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        (
            "{% set x = klien.telepon|upper %}",
            '{% set x = klien.telepon|upper if klien.telepon else "-" %}',
        ),
        ("{% set x = penjamin.nama %}", '{% set x = penjamin.nama if penjamin else "-" %}'),
        (
            "{% set x = surat.tanggal|tanggal %}",
            '{% set x = surat.tanggal|tanggal if surat.tanggal else "-" %}',
        ),
        (
            "{% set x = ['Ketua ' ~ putusan.pengadilan, ''] %}",
            '{% set x = ["Ketua " ~ putusan.pengadilan, ""] '
            "if putusan and putusan.pengadilan else [] %}",
        ),
        (
            "{% set x = klien.telepon|upper if draf else 'b' %}",
            '{% set x = (klien.telepon|upper if draf else "b") if klien.telepon else "-" %}',
        ),
        (
            "{% set x = klien.telepon ~ 'kata \"dalam\" kutip' %}",
            '{% set x = klien.telepon ~ \'kata "dalam" kutip\' if klien.telepon else "-" %}',
        ),
    ],
)
def test_a_variable_is_set_with_what_stands_in(tag: str, meant: str) -> None:
    """No block can stand around a value that is set, so the tag is written out anew."""
    use = "{% for a in x %}{{ a }}{% endfor %}" if "[" in tag else "{{ x }}"
    assert only(tag + use).params["suggestion"] == meant
    assert passes(meant + use)


def test_behind_a_set_a_guard_is_a_block_again() -> None:
    """What is printed later, or in a macro that a set calls, stands in its own tag."""
    source = "{% set x = 1 %}{{ x }}{{ klien.telepon }}"
    assert only(source).params["suggestion"] == "{% if klien.telepon %}…{% endif %}"
    macro = "{% macro m(a) %}{{ a.telepon }}{% endmacro %}{% set x = m(klien) %}{{ x }}"
    assert only(macro).params["suggestion"] == "{% if a.telepon %}…{% endif %}"


def test_one_finding_for_one_tag() -> None:
    """The guard of a value asks for its section, be it a section's or an entry's."""
    fault = only("{{ penjamin.telepon }}")
    asked = "{% if penjamin and penjamin.telepon %}"
    assert (fault.code, fault.params["suggestion"]) == ("TPL005", f"{asked}…{{% endif %}}")
    source = "{% for p in penempatan_semua %}{{ p.lokasi.kota.x }}{% endfor %}"
    assert "TPL004" in {code for code, _ in told(source)}
    two = "{{ penjamin.nama }}\n{{ penjamin.telepon }}"
    assert told(two) == [("TPL012", "penjamin.nama"), ("TPL005", "penjamin.telepon")]
    beside = "{{ penjamin.nama }}{{ penjamin.telepon }}"
    assert told(beside) == [("TPL005", "penjamin.telepon"), ("TPL012", "penjamin.nama")]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("nama", "klien.nama`, `pk.nama"),
        ("telepon", "klien.telepon`, `pk.telepon"),
        ("tempat_lahir", "klien.tempat_lahir`, `penjamin.tempat_lahir"),
        ("judul", "surat.judul"),
        ("klen", "klien"),
        ("zzz", ""),
    ],
)
def test_a_name_that_stands_alone_gets_its_path(name: str, meant: str) -> None:
    """The client's first; of a name that ends no path the nearest one at the top, if any."""
    assert only(f"{{{{ {name} }}}}").params["suggestion"] == meant


def test_a_slip_of_a_name_that_the_office_chooses() -> None:
    """One that is almost a known one is a slip; another one may be in office.yaml, and is asked."""
    fault = only("{{ pejabat.kepalla.nama }}")
    assert (fault.code, fault.params["suggestion"]) == ("TPL004", "kepala")
    assert told("{{ pejabat.kepala_seksi.nama }}") == [("TPL043", "pejabat.kepala_seksi")]
    asks = "{% if pejabat.kepala2 is defined %}{{ pejabat.kepala2.nama }}{% endif %}"
    assert told(asks) == []


@pytest.mark.parametrize(
    ("path", "loop", "entry"),
    [
        ("kehadiran.tanggal", "for k in kehadiran", "{{ k.tanggal|tanggal }}"),
        ("kehadiran.jam", "for k in kehadiran", "{{ k.jam }}"),
        ("kehadiran.alasan", "for k in kehadiran", '{{ k.alasan or "-" }}'),
        (
            "penempatan_semua.mulai",
            "for p in penempatan_semua",
            '{{ p.mulai|tanggal if p.mulai else "-" }}',
        ),
        ("hitung.jam_per_bulan.bulan", "for j in hitung.jam_per_bulan", "{{ j.bulan|bulan }}"),
    ],
)
def test_a_path_into_a_list_gets_its_loop(path: str, loop: str, entry: str) -> None:
    """As the list of fields writes it; the loop prints what was meant."""
    fault = only(f"{{{{ {path} }}}}")
    assert (fault.code, fault.params["loop"]) == ("TPL047", loop)
    assert passes(f"{{% {loop} %}}{fault.params['entry']}{{% endfor %}}")
    assert fault.params["entry"] == entry.replace("|bulan", "|tanggal")


def test_a_section_within_a_list_is_no_value() -> None:
    """Nothing is proposed that would not print; a key that no entry has is unknown."""
    (fault, *_) = check_source(
        "{{ penempatan_semua.lokasi }}", make_catalog(surat={})["surat"], [KIND]
    )
    assert (fault.code, fault.params["entry"]) == ("TPL047", "… p.lokasi …")
    assert told("{{ kehadiran.tangal }}") == [("TPL004", "kehadiran.tangal")]


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("{% set a = 1 %}", ["TPL048"]),
        ("{% set a %}x{% endset %}", ["TPL048"]),
        ("{% set a, b = (1, 2) %}{{ a }}", ["TPL044", "TPL048"]),
        ("{% set a = 1 %}{% if false %}{{ a }}{% endif %}", []),
        ("{% set a = 1 %}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}", []),
        ("{% for h in kehadiran %}x{% endfor %}", []),
    ],
)
def test_a_name_that_is_never_read(source: str, codes: list[str]) -> None:
    """Set and read nowhere, in whatever branch; a loop may repeat without reading."""
    assert sorted(code for code, _ in told(source)) == codes


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("{% for a in range(50000) %}x{% endfor %}", []),
        ("{% for a in range(50001) %}x{% endfor %}", ["TPL011"]),
        ("{% for a in range(100000000) %}x{% endfor %}", ["TPL011"]),
        ("{% for a in range(5, 60000) %}x{% endfor %}", ["TPL011"]),
        ("{% for a in range(60000, 60003) %}x{% endfor %}", []),
        ("{{ range(100000000)|length }}", ["TPL011"]),
        ("{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}", ["TPL011"]),
        (
            "{% for a in range(999) %}x{% endfor %}{% for b in range(999) %}x{% endfor %}",
            [],
        ),
        ("{{ 'x' * 100000000 }}", ["TPL046"]),
        ("{{ 'x'|center(100000000) }}", ["TPL044"]),
    ],
)
def test_a_number_that_no_document_needs(source: str, codes: list[str]) -> None:
    """It is told before the case comes whose paper would stop at the sandbox's limit."""
    assert [code for code, _ in told(source)] == codes
