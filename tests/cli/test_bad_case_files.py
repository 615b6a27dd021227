"""Bad case files through the real command line: each has one clear first answer, and its exit code.

The table is the promise to officers: whatever a hand, an editor or a disk does to a case file, the
answer names file, line, column and what is wrong, in one sentence that does not change by chance.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.starter import make_workspace
from pipeline.yaml_builder import MAX_DEPTH, MAX_NODES
from pipeline.yaml_text import MAX_BYTES
from tests.case_files import read, refusal
from tests.cli.conftest import Answer

Run = Callable[..., Answer]

NAME = "  nama: Wahyono Adi Saputra\n"
HEAD = "nomor: KS-1\njenis: pidana_kerja_sosial\npk: sr\nklien:\n"
TAIL = "perkara:\n  tindak_pidana: Penggelapan\n"
GOOD = HEAD + NAME + TAIL
ALL_GOOD = "1 perkara: semuanya baik."


def named(written: str) -> str:
    """The good case with another name, as it is written."""
    return GOOD.replace("Wahyono Adi Saputra", written)


def client(lines: str) -> str:
    """The good case with more lines about the client."""
    return HEAD + NAME + lines + TAIL


def swapped(old: str, new: str) -> str:
    """The good case with something else in place of this."""
    assert old in GOOD
    return GOOD.replace(old, new)


def asked(day: str) -> str:
    """The good case with a date of its request."""
    return f"{GOOD}permintaan: {{tanggal: {day}}}\n"


BAD: list[tuple[str, str | bytes, str]] = [
    # the file as a whole
    ("empty", "", "galat YML005 File ini kosong."),
    ("blanks only", " \n\n", "galat YML005 File ini kosong."),
    ("comments only", "# nanti\n", "galat YML005 File ini kosong."),
    ("byte order mark only", b"\xef\xbb\xbf", "galat YML005 File ini kosong."),
    (
        "list on top",
        "- nomor: KS-1\n- pk: sr\n",
        ("1:1 galat YML006 File harus berisi kunci dan nilai (`nomor: …`) pada tingkat teratas."),
    ),
    (
        "scalar on top",
        "Berkas Wahyono\n",
        ("1:1 galat YML006 File harus berisi kunci dan nilai (`nomor: …`) pada tingkat teratas."),
    ),
    (
        "quoted scalar on top",
        "'Berkas'\n",
        ("1:1 galat YML006 File harus berisi kunci dan nilai (`nomor: …`) pada tingkat teratas."),
    ),
    (
        "two documents",
        GOOD + "---\n" + GOOD,
        "8:1 galat YML008 File ini berisi lebih dari satu dokumen YAML (`---`).",
    ),
    (
        "second document is empty",
        GOOD + "---\n",
        "8:1 galat YML008 File ini berisi lebih dari satu dokumen YAML (`---`).",
    ),
    (
        "text after the document's end",
        GOOD + "...\nx: y\n",
        (
            "9:1 galat YML010 Susunan file tidak dapat dipahami di sini (did not find expected "
            "<document start>)."
        ),
    ),
    (
        "Latin-1",
        named("André").encode("latin-1"),
        "5:13 galat YML004 Di sini ada huruf yang bukan UTF-8.",
    ),
    ("UTF-16", GOOD.encode("utf-16"), "galat YML003 File disimpan sebagai UTF-16, bukan UTF-8."),
    (
        "UTF-16 without its mark",
        GOOD.encode("utf-16-le"),
        "galat YML003 File disimpan sebagai UTF-16, bukan UTF-8.",
    ),
    ("UTF-32", GOOD.encode("utf-32"), "galat YML003 File disimpan sebagai UTF-32, bukan UTF-8."),
    (
        "random bytes",
        bytes(range(256)) * 4,
        "2:118 galat YML004 Di sini ada huruf yang bukan UTF-8.",
    ),
    (
        "Word file",
        b"PK\x03\x04\x14\x00\x06\x00",
        "galat YML032 File ini bukan teks, melainkan Word, Excel, ZIP.",
    ),
    (
        "old Word file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "galat YML032 File ini bukan teks, melainkan Word, Excel.",
    ),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "galat YML032 File ini bukan teks, melainkan PDF."),
    (
        "picture",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "galat YML032 File ini bukan teks, melainkan JPEG.",
    ),
    (
        "over 3 MB",
        GOOD + "catatan: " + "x" * MAX_BYTES,
        "galat YML002 File lebih besar daripada 3 MB.",
    ),
    (
        "over 200,000 values",
        GOOD + "kesimpulan: [" + "a," * MAX_NODES + "]\n",
        "8:399980 galat YML021 File berisi lebih dari 200000 nilai.",
    ),
    (
        "900 levels of brackets",
        GOOD + "catatan: " + "[" * 900 + "]" * 900 + "\n",
        "8:209 galat YML022 Susunan file lebih dalam daripada 200 tingkat.",
    ),
    (
        "900 levels of keys",
        GOOD + "catatan:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 901)),
        "207:200 galat YML022 Susunan file lebih dalam daripada 200 tingkat.",
    ),
    # characters
    (
        "byte order mark twice",
        b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(),
        (
            "1:1 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak: "
            "ZERO WIDTH NO-BREAK SPACE."
        ),
    ),
    (
        "line ends of old Macs",
        GOOD.replace("\n", "\r"),
        (
            "1:12 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak:"
            " U+000D."
        ),
    ),
    (
        "nought",
        named("Wah\0yono"),
        (
            "5:12 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak:"
            " U+0000."
        ),
    ),
    (
        "nought by escape",
        named('"Wah\\0yono"'),
        (
            "5:9 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak: "
            "U+0000."
        ),
    ),
    (
        "lone surrogate",
        named("W@").encode().replace(b"@", b"\xed\xa0\x80"),
        "5:10 galat YML004 Di sini ada huruf yang bukan UTF-8.",
    ),
    (
        "lone surrogate by escape",
        named('"W\\ud800"'),
        (
            "5:13 galat YML033 Di dalam tanda kutip ganda, garis miring terbalik memulai kode "
            "karakter, dan kode di sini tidak dikenal."
        ),
    ),
    (
        "backslash in quotes",
        client('  alamat: "C:\\Data"\n'),
        (
            "6:14 galat YML033 Di dalam tanda kutip ganda, garis miring terbalik memulai kode "
            "karakter, dan kode di sini tidak dikenal."
        ),
    ),
    (
        "right-to-left override",
        named("\u202eWahyono"),
        (
            "5:9 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak: "
            "RIGHT-TO-LEFT OVERRIDE."
        ),
    ),
    (
        "blank without width",
        named("Wah\u200byono"),
        (
            "5:12 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak:"
            " ZERO WIDTH SPACE."
        ),
    ),
    (
        "private use",
        named("\ue000Wahyono"),
        (
            "5:9 galat YML007 Di sini ada karakter yang tidak terlihat atau tidak boleh dicetak: "
            "U+E000."
        ),
    ),
    (
        "no-break blanks before a key",
        swapped("  nama", "\xa0\xa0nama"),
        (
            "5:1 galat YML031 Di sini ada spasi tak putus atau spasi khusus lain (NO-BREAK "
            "SPACE), bukan spasi biasa."
        ),
    ),
    # what YAML has and no office needs
    (
        "tab in front",
        swapped("  nama", "\tnama"),
        "5:1 galat YML012 Nilai tidak boleh diawali tab, `@`, `%`, atau tanda petik balik.",
    ),
    (
        "tab behind blanks",
        swapped("  nama", "  \tnama"),
        "5:3 galat YML012 Nilai tidak boleh diawali tab, `@`, `%`, atau tanda petik balik.",
    ),
    (
        "duplicate key",
        GOOD + "pk: sr\n",
        "8:1 galat YML026 Kunci `pk` ditulis dua kali dalam bagian yang sama.",
    ),
    (
        "duplicate key, quoted",
        GOOD + '"pk": sr\n',
        "8:1 galat YML026 Kunci `pk` ditulis dua kali dalam bagian yang sama.",
    ),
    (
        "duplicate key, nested",
        client("  nama: Wagiman\n"),
        "6:3 galat YML026 Kunci `nama` ditulis dua kali dalam bagian yang sama.",
    ),
    (
        "duplicate key in braces",
        GOOD + "permintaan: {nomor: 1, nomor: 2}\n",
        "8:24 galat YML026 Kunci `nomor` ditulis dua kali dalam bagian yang sama.",
    ),
    (
        "anchor bomb",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + GOOD,
        (
            "1:4 galat YML023 Jangkar, alias, dan gabungan YAML (`&`, `*`, `<<`) tidak dipakai di"
            " sini."
        ),
    ),
    (
        "alias",
        swapped("pk: sr", "pk: *sr"),
        (
            "3:5 galat YML023 Jangkar, alias, dan gabungan YAML (`&`, `*`, `<<`) tidak dipakai di"
            " sini."
        ),
    ),
    (
        "merge key",
        client("  <<: {agama: Islam}\n"),
        (
            "6:3 galat YML023 Jangkar, alias, dan gabungan YAML (`&`, `*`, `<<`) tidak dipakai di"
            " sini."
        ),
    ),
    (
        "Python tag",
        named("!!python/object/apply:os.system ['id']"),
        (
            "5:9 galat YML024 Tag YAML `tag:yaml.org,2002:python/object/apply:os.system` tidak "
            "dipakai di sini."
        ),
    ),
    (
        "tag of a text",
        named("!!str Wahyono"),
        "5:9 galat YML024 Tag YAML `tag:yaml.org,2002:str` tidak dipakai di sini.",
    ),
    ("own tag", named("!wahyono x"), "5:9 galat YML024 Tag YAML `!wahyono` tidak dipakai di sini."),
    ("key is a list", GOOD + "[a, b]: x\n", "8:1 galat YML025 Kunci harus berupa satu kata."),
    (
        "key with a question mark",
        GOOD + "? [a, b]\n: x\n",
        "8:3 galat YML025 Kunci harus berupa satu kata.",
    ),
    ("no key", GOOD + ": x\n", "8:1 galat YML014 Baris ini tidak lurus dengan saudaranya."),
    # slips of form
    (
        "colon in a value",
        named("Wahyono: Adi"),
        (
            "5:16 galat YML011 Ada titik dua (`:` diikuti spasi) di dalam nilai, atau baris ini "
            "menjorok keliru."
        ),
    ),
    (
        "no blank behind a colon",
        swapped("pk: sr", "pk:sr"),
        "3:1 galat YML013 Sesudah kunci harus ada titik dua dan spasi (`kunci: nilai`).",
    ),
    (
        "full-width colon",
        swapped("pk: sr", "pk\uff1a sr"),
        "3:1 galat YML013 Sesudah kunci harus ada titik dua dan spasi (`kunci: nilai`).",
    ),
    (
        "quote not closed",
        named('"Wahyono'),
        "5:9 galat YML015 Tanda kutip yang dibuka tidak ditutup sampai akhir file.",
    ),
    (
        "text behind a quote",
        named('"Toko" Rejeki'),
        "5:16 galat YML019 Ada teks di belakang tanda kutip atau kurung yang sudah ditutup.",
    ),
    (
        "bracket not closed",
        GOOD + "kesimpulan: [a, b\n",
        ("8:13 galat YML016 Kurung siku atau kurung kurawal tidak ditutup, atau komanya kurang."),
    ),
    (
        "comma cuts a decimal",
        GOOD + "putusan: {jam_per_hari: 7,5}\n",
        (
            "8:27 galat YML029 Di dalam kurung kurawal, koma memisahkan entri; `5` terbaca "
            "sebagai kunci tersendiri."
        ),
    ),
    (
        "comma cuts a name",
        GOOD + "penjamin: {nama: Sutarno, S.H.}\n",
        (
            "8:27 galat YML029 Di dalam kurung kurawal, koma memisahkan entri; `S.H.` terbaca "
            "sebagai kunci tersendiri."
        ),
    ),
    (
        "name begins with an at sign",
        named("@wahyono"),
        "5:9 galat YML012 Nilai tidak boleh diawali tab, `@`, `%`, atau tanda petik balik.",
    ),
    (
        "name is a template's tag",
        named("{{ klien.nik }}"),
        (
            "5:12 galat YML029 Di dalam kurung kurawal, koma memisahkan entri; `klien.nik` "
            "terbaca sebagai kunci tersendiri."
        ),
    ),
    (
        "indented too little",
        client(" agama: Islam\n"),
        "6:2 galat YML014 Baris ini tidak lurus dengan saudaranya.",
    ),
    (
        "dash beside its key",
        GOOD + "kesimpulan: - a\n",
        (
            "8:13 galat YML018 Tanda `-` memulai entri daftar dan tidak boleh sebaris dengan "
            "kuncinya."
        ),
    ),
    (
        "items run together",
        GOOD + "catatan:\n  Daftar\n  - a\n  - b\n",
        "9:3 galat YML027 Butir `- ` di dalam teks ini akan menyatu menjadi satu paragraf.",
    ),
    (
        "unresolved merge of versions",
        swapped("pk: sr\n", "<<<<<<< HEAD\npk: sr\n=======\npk: dw\n"),
        "3:1 galat YML013 Sesudah kunci harus ada titik dua dan spasi (`kunci: nilai`).",
    ),
    # keys
    (
        "unknown key",
        client("  alamt: Purwadipa\n"),
        "6:3 galat SKM001 Kunci `alamt` tidak dikenal di sini.",
    ),
    (
        "unknown key of another place",
        GOOD + "kronologi: x\n",
        "8:1 galat SKM001 Kunci `kronologi` tidak dikenal di sini.",
    ),
    (
        "unknown key like no other",
        GOOD + "warna: ungu\n",
        "8:1 galat SKM001 Kunci `warna` tidak dikenal di sini.",
    ),
    (
        "unknown key without a value",
        GOOD + "warna:\n",
        "8:1 galat SKM001 Kunci `warna` tidak dikenal di sini.",
    ),
    (
        "key in capitals",
        client("  Agama: Islam\n"),
        "6:3 galat SKM001 Kunci `Agama` tidak dikenal di sini.",
    ),
    (
        "missing key",
        swapped("  tindak_pidana: Penggelapan", "  tempat: Purwadipa"),
        "6:1 galat SKM002 `tindak_pidana` wajib diisi.",
    ),
    ("missing section", swapped("klien:\n" + NAME, ""), "1:1 galat SKM002 `klien` wajib diisi."),
    ("empty section", swapped(NAME, ""), "4:1 galat SKM002 `klien` wajib diisi."),
    (
        "text in place of a section",
        swapped("klien:\n" + NAME, "klien: Wahyono\n"),
        (
            "4:8 galat SKM003 Di sini diharapkan beberapa kunci dan nilai, tetapi tertulis satu "
            "nilai."
        ),
    ),
    (
        "list in place of a section",
        swapped("klien:\n" + NAME, "klien:\n  - nama: Wahyono\n"),
        ("4:1 galat SKM003 Di sini diharapkan beberapa kunci dan nilai, tetapi tertulis daftar."),
    ),
    (
        "section in place of a text",
        named("{depan: Wahyono}"),
        (
            "5:3 galat SKM003 Di sini diharapkan satu nilai, tetapi tertulis beberapa kunci dan "
            "nilai."
        ),
    ),
    (
        "empty entry of a list",
        GOOD + "kesimpulan:\n  - a\n  -\n  - b\n",
        "10:4 galat SKM028 Entri ini kosong.",
    ),
    (
        "number is another file's",
        swapped("KS-1", "KS-2"),
        "1:8 galat SKM030 Nomor `KS-2` tidak sama dengan nama file `KS-1.yaml`.",
    ),
    (
        "number leads elsewhere",
        swapped("KS-1", "../../x"),
        "1:8 galat SKM029 `../../x` tidak dapat menjadi nomor berkas.",
    ),
    (
        "version of tomorrow",
        GOOD + "versi: 2\n",
        "8:8 galat SKM034 Versi 2 tidak dikenal; program ini memahami versi 1.",
    ),
    (
        "programme of another kind",
        GOOD + "program: asimilasi\n",
        "8:10 galat SKM031 `program` wajib untuk reintegrasi dan dilarang untuk jenis lain.",
    ),
    (
        "unknown officer",
        swapped("pk: sr", "pk: zz"),
        "3:5 galat RUJ001 Kode `zz` tidak ada pada `pk` dalam office.yaml.",
    ),
    (
        "unknown kind",
        swapped("pidana_kerja_sosial", "pidana kerja sosyal"),
        (
            "2:8 galat SKM020 `pidana kerja sosyal` bukan salah satu dari: pidana_kerja_sosial, "
            "pelayanan_masyarakat, diversi, reintegrasi."
        ),
    ),
    # values
    ("placeholder of dots", named("..."), "5:9 galat SKM005 `...` hanya isian sementara."),
    ("placeholder of a dash", named("'-'"), "5:9 galat SKM005 `-` hanya isian sementara."),
    ("null", named("null"), "5:9 galat SKM005 `null` hanya isian sementara."),
    ("tilde", named("~"), "5:9 galat SKM005 `~` hanya isian sementara."),
    (
        "NIK of 15 digits",
        client("  nik: 339804140891000\n"),
        "6:8 galat SKM025 NIK harus 16 angka tanpa tanda lain; di sini ada 15 angka.",
    ),
    (
        "NIK of 17 digits",
        client("  nik: 33980414089100031\n"),
        "6:8 galat SKM025 NIK harus 16 angka tanpa tanda lain; di sini ada 17 angka.",
    ),
    (
        "NIK with a letter",
        client("  nik: 33980414O8910003\n"),
        "6:8 galat SKM025 NIK harus 16 angka tanpa tanda lain; di sini ada 15 angka.",
    ),
    (
        "NIK as Excel shortens it",
        client("  nik: 3.39804E+15\n"),
        "6:8 galat SKM025 NIK harus 16 angka tanpa tanda lain; di sini ada 8 angka.",
    ),
    (
        "unquoted no",
        GOOD + "putusan: {sesuai_salinan: no}\n",
        "8:27 galat SKM021 `no` bukan `ya` atau `tidak`.",
    ),
    (
        "unquoted yes",
        GOOD + "putusan: {sesuai_salinan: yes}\n",
        "8:27 galat SKM021 `yes` bukan `ya` atau `tidak`.",
    ),
    (
        "clock time for hours",
        GOOD + "putusan: {jam: 12:30}\n",
        "8:16 galat SKM015 `12:30` bukan jumlah jam.",
    ),
    (
        "minutes for decimals",
        GOOD + "putusan: {jam_per_hari: 7.30}\n",
        "8:25 galat SKM039 `7.30` dapat berarti 7 jam 18 menit (desimal) atau 7 jam 30 menit.",
    ),
    (
        "30 February",
        client("  tanggal_lahir: 30 Februari 1990\n"),
        "6:18 galat SKM012 `30 Februari 1990` tidak ada dalam kalender.",
    ),
    (
        "30 February in numbers",
        client("  tanggal_lahir: 1990-02-30\n"),
        "6:18 galat SKM012 `1990-02-30` tidak ada dalam kalender.",
    ),
    (
        "31 February with slashes",
        client("  tanggal_lahir: 31/02/1990\n"),
        "6:18 galat SKM012 `31/02/1990` tidak ada dalam kalender.",
    ),
    (
        "ambiguous with dashes",
        asked("02-01-2026"),
        "8:23 galat SKM011 `02-01-2026` dapat berarti 2 Januari 2026 atau 1 Februari 2026.",
    ),
    (
        "ambiguous with slashes",
        asked("02/03/2026"),
        "8:23 galat SKM011 `02/03/2026` dapat berarti 2 Maret 2026 atau 3 Februari 2026.",
    ),
    (
        "ambiguous of two digits",
        asked("2/3/26"),
        (
            "8:23 galat SKM038 Tahun pada `2/3/26` hanya dua angka; tanggal itu dapat berarti: 2 "
            "Maret 2026, 3 Februari 2026, 2 Maret 1926, 3 Februari 1926."
        ),
    ),
    (
        "words and a year of two digits",
        asked("2 Januari 26"),
        (
            "8:23 galat SKM038 Tahun pada `2 Januari 26` hanya dua angka; tanggal itu dapat "
            "berarti: 2 Januari 2026, 2 Januari 1926."
        ),
    ),
    (
        "clear with slashes",
        asked("13/02/2026"),
        "8:23 galat SKM013 Tanggal `13/02/2026` tidak ditulis dengan bentuk yang diterima.",
    ),
    (
        "month cut short",
        asked("2 Jan 2026"),
        "8:23 galat SKM013 Tanggal `2 Jan 2026` tidak ditulis dengan bentuk yang diterima.",
    ),
    (
        "English month",
        asked("2 December 2026"),
        ("8:23 galat SKM013 Tanggal `2 December 2026` tidak ditulis dengan bentuk yang diterima."),
    ),
    (
        "date of a computer",
        asked("2026-01-02T00:00:00"),
        "8:23 galat SKM010 `2026-01-02T00:00:00` bukan tanggal.",
    ),
    ("date of Excel", asked("46024"), "8:23 galat SKM010 `46024` bukan tanggal."),
    (
        "year of long ago",
        asked("0026-01-02"),
        "8:23 galat SKM027 Tahun pada `0026-01-02` di luar 1900 sampai 2100.",
    ),
    (
        "money with a foreign comma",
        client('  penghasilan: "450,000"\n'),
        "6:16 galat SKM017 `450,000` bukan jumlah uang.",
    ),
    (
        "hours that make no minutes",
        GOOD + 'putusan: {jam: "7,33"}\n',
        "8:16 galat SKM016 `7,33` tidak menjadi jumlah menit yang bulat.",
    ),
    (
        "number and word of hours differ",
        GOOD + "putusan: {jam: 120 (seratus dua) jam}\n",
        "8:16 galat SKM019 Angka 120 dan kata `seratus dua` tidak sama.",
    ),
    (
        "number and word of months differ",
        GOOD + "putusan: {jangka_waktu: 6 (lima) bulan}\n",
        "8:25 galat SKM019 Angka 6 dan kata `lima` tidak sama.",
    ),
    (
        "life as a period",
        GOOD + "putusan: {jangka_waktu: seumur hidup}\n",
        "8:25 galat SKM018 `seumur hidup` bukan jangka waktu.",
    ),
    (
        "half a year with a comma",
        GOOD + 'putusan: {jangka_waktu: "0,5 tahun"}\n',
        "8:25 galat SKM018 `0,5 tahun` bukan jangka waktu.",
    ),
    (
        "fine of an Arabic category",
        GOOD + "  ancaman: {denda: kategori 2}\n",
        "8:20 galat SKM037 `kategori 2` bukan kategori denda dan bukan jumlah uang.",
    ),
    (
        "fine in words",
        GOOD + "  ancaman: {denda: sepuluh juta}\n",
        "8:20 galat SKM037 `sepuluh juta` bukan kategori denda dan bukan jumlah uang.",
    ),
    (
        "unknown day",
        GOOD + "kelayakan: {hari_ibadah: [jumaat]}\n",
        (
            "8:27 galat SKM020 `jumaat` bukan salah satu dari: senin, selasa, rabu, kamis, jumat,"
            " sabtu, minggu."
        ),
    ),
    (
        "midnight as 24",
        GOOD + "sidang_tpp: {waktu: 24.00}\n",
        "8:21 galat SKM014 `24.00` bukan waktu.",
    ),
    (
        "score of a computer",
        GOOD + "asesmen: {kriminogenik: {skor: 1e3}}\n",
        "8:32 galat SKM024 `1e3` bukan bilangan.",
    ),
    (
        "score of thousands",
        GOOD + "asesmen: {kriminogenik: {skor: 1.500}}\n",
        "8:32 galat SKM024 `1.500` bukan bilangan.",
    ),
    (
        "eighth day of the week",
        GOOD + "putusan: {hari_per_minggu: 8}\n",
        "8:28 galat SKM023 8 di luar batas 1 sampai 7.",
    ),
    (
        "age in words",
        GOOD + "  korban: [{umur: dua belas}]\n",
        "8:19 galat SKM022 `dua belas` bukan bilangan bulat.",
    ),
    (
        "month with a day",
        GOOD + "perkembangan: [{bulan: 1 April 2026}]\n",
        "8:24 galat SKM026 `1 April 2026` bukan bulan.",
    ),
    (
        "two paragraphs in one line",
        client("  alamat: |\n    a\n\n    b\n"),
        (
            "6:11 galat SKM004 Nilai ini hanya boleh satu paragraf; ada baris kosong atau butir "
            "di dalamnya."
        ),
    ),
    (
        "birth after the offence",
        client("  tanggal_lahir: 2026-05-01\n") + "  tanggal: 2026-04-01\n",
        (
            "9:3 galat KS500 Tindak pidana terjadi pada 1 April 2026, sebelum klien lahir (1 Mei "
            "2026)."
        ),
    ),
]

WARNED: list[tuple[str, str | bytes, str]] = [
    (
        "NIK begins with nought",
        client("  nik: 0398041408910003\n"),
        ("6:8 peringatan KS903 Enam angka pertama NIK (039804) bukan kode wilayah yang dikenal."),
    ),
    (
        "hash in a name",
        named("Wahyono #2"),
        (
            "5:17 peringatan YML028 Teks sesudah ` #` dibaca sebagai komentar dan tidak ikut "
            "tercetak."
        ),
    ),
    (
        "hash behind one blank",
        named("Wahyono # Adi"),
        (
            "5:17 peringatan YML028 Teks sesudah ` #` dibaca sebagai komentar dan tidak ikut "
            "tercetak."
        ),
    ),
    (
        "value begins with a hash",
        client("  alamat: #12 Jalan Melati\n"),
        (
            "6:11 peringatan YML028 Teks sesudah ` #` dibaca sebagai komentar dan tidak ikut "
            "tercetak."
        ),
    ),
    (
        "numbered lines run together",
        GOOD + "catatan:\n  1. a\n  2. b\n",
        (
            "9:3 peringatan YML030 Baris yang diawali nomor atau tanda butir ini akan menyatu "
            "dengan baris sesudahnya menjadi satu paragraf."
        ),
    ),
    (
        "titles become entries",
        GOOD + "putusan: {hakim: [Sutarno, S.H., M.H.]}\n",
        (
            "8:28 peringatan YML034 Koma memisahkan entri daftar; gelar `S.H.` terbaca sebagai "
            "entri tersendiri."
        ),
    ),
    (
        "paragraph behind a list",
        GOOD + "catatan: |\n  - a.\n  Demikian.\n",
        "10:3 peringatan YML035 Baris ini akan menyatu dengan butir di atasnya.",
    ),
]

ACCEPTED: list[tuple[str, str | bytes]] = [
    (
        "byte order mark and line ends of Windows",
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
    ),
    ("no line end", GOOD.rstrip("\n")),
    ("decomposed letters", named("Andre\u0301")),
    ("name is no", client("  pekerjaan: no\n")),
    ("address is a time", client("  alamat: 12:30\n")),
    ("time of sixties", GOOD + "sidang_tpp: {waktu: 12:30}\n"),
    ("template's tag in quotes", named("'{{ klien.nik }}'")),
    ("markup", named("A & B <x> </w:t>")),
    ("choice in capitals", swapped("pidana_kerja_sosial", "Pidana Kerja Sosial")),
    ("Indonesian date", asked("2 Januari 2026")),
    ("date with a nought, in capitals", asked("02 JANUARI 2026")),
    ("comment two blanks behind", named("Wahyono  # belum diperiksa")),
    (
        "JSON",
        '{"nomor": "KS-1", "jenis": "diversi", "pk": "sr",\n'
        '\t"klien": {"nama": "W"}, "perkara": {"tindak_pidana": "P"}}',
    ),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace; its one case is written anew by each test."""
    folder = tmp_path_factory.mktemp("kantor") / "k"
    make_workspace(folder)
    return folder


@pytest.fixture
def check(
    office: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> Callable[[str | bytes], Answer]:
    """Check a case file of this content by the command line."""
    monkeypatch.chdir(office)

    def ask(content: str | bytes) -> Answer:
        file = office / "cases" / "KS-1.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("check", "KS-1")

    return ask


Check = Callable[[str | bytes], Answer]


def told(answer: Answer) -> list[str]:
    """The first line of each finding, without the name of the file; nothing else was said."""
    assert answer.err == ""
    assert "Traceback" not in answer.out
    lines = answer.out.split("\n")
    heads = [line for line in lines if line.startswith("cases/KS-1.yaml")]
    return [head.removeprefix("cases/KS-1.yaml").lstrip(": ") for head in heads]


@pytest.mark.parametrize(("content", "line"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_files_have_one_clear_answer(check: Check, content: str | bytes, line: str) -> None:
    """An error is told once, first, at its place, in these words, with a way out; the code is 4."""
    answer = check(content)
    assert (told(answer), answer.code) == ([line], 4)
    assert answer.out.startswith("cases/KS-1.yaml")
    assert "\n   = saran: " in answer.out
    assert answer.out.endswith("1 perkara: 0 baik, 1 dengan galat (1 galat, 0 peringatan).\n")


@pytest.mark.parametrize(("content", "line"), [w[1:] for w in WARNED], ids=[w[0] for w in WARNED])
def test_slips_are_warned_of(check: Check, content: str | bytes, line: str) -> None:
    """A warning is told at its place, and the code stays 0 unless the call is strict."""
    answer = check(content)
    assert (told(answer), answer.code) == ([line], 0)


@pytest.mark.parametrize("content", [a[1] for a in ACCEPTED], ids=[a[0] for a in ACCEPTED])
def test_good_files_are_good(check: Check, content: str | bytes) -> None:
    """What looks odd and means one thing is taken without a word."""
    answer = check(content)
    assert (answer.out, answer.err, answer.code) == (f"{ALL_GOOD}\n", "", 0)


def test_limits_are_kept_to_the_last(check: Check) -> None:
    """What is just within the limits of size, depth and number is read."""
    start = GOOD + "catatan: "
    assert check(start + "x" * (MAX_BYTES - len(start))).code == 0
    deep = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert check(f"{start}{deep}\n").out == f"{ALL_GOOD}\n"
    assert [line[:18] for line in told(check(f"{start}[{deep}]\n"))] == ["8:209 galat YML022"]
    nodes = 17  # those of the good case, the key and the list
    assert read(f"{GOOD}kesimpulan: [{'a,' * (MAX_NODES - nodes)}]\n").warnings == ()
    assert refusal(f"{GOOD}kesimpulan: [{'a,' * (MAX_NODES - nodes + 1)}]\n").code == "YML021"


@pytest.mark.parametrize("name", ["anchor bomb", "Python tag", "900 levels of keys", "UTF-16"])
def test_the_same_in_a_process_of_its_own(
    workspace: Path, start: Callable[..., Answer], name: str
) -> None:
    """An officer's shell sees what the table says; a crash of the parser would show here."""
    content, line = next((content, line) for key, content, line in BAD if key == name)
    file = workspace / "cases" / "KS-1.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = start("check", "KS-1")
    assert (told(answer), answer.code) == ([line], 4)


def test_every_file_is_answered_in_one_call(workspace: Path, run: Run) -> None:
    """A bad file hides no other: all of the table are checked at once, each by its first error."""
    for number, (_, content, _) in enumerate(BAD):
        file = workspace / "cases" / f"KS-{number + 2}.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = run("check")
    assert answer.code == 4
    for number in range(len(BAD)):
        assert f"cases/KS-{number + 2}.yaml" in answer.out
    answer = run("check", "--format", "json")
    problems = json.loads(answer.out)["problems"]  # nothing else stands on stdout
    assert len({problem["file"] for problem in problems}) == len(BAD)
    assert (answer.err, answer.code) == ("", 4)
