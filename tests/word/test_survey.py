"""What can be found in a Word file without a case: each fault at its place, all in one run."""

from __future__ import annotations

import io
import shutil
import struct
import time
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import pytest
from docx.shared import Mm

from pipeline.errors import TemplateError
from pipeline.word.finding import Finding
from pipeline.word.survey import survey
from pipeline.word.template import open_template
from tests.drafting import R, chance, changed, opened, p, saved, tbl, word
from tests.word_files import members, packed

ROW = "badan/tabel[1]/baris[{}]/sel[1]"
RUN = '<w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t>'


def found(docx: bytes) -> list[tuple[str, str]]:
    """Codes and places."""
    return [(one.code, one.path) for one in survey(docx).findings]


def one(docx: bytes) -> Finding:
    """The only finding of a file."""
    (only,) = survey(docx).findings
    return only


def png(width: int, height: int, colours: int = 2) -> bytes:
    """A PNG of this size; ``colours`` is 2 for opaque ones, 6 for such with alpha."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width * (4 if colours == 6 else 3)) * height
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def with_picture(content: bytes, width: float) -> bytes:
    """A Word file with this picture, so many millimetres wide."""
    document = opened(word("isi"))
    document.add_picture(io.BytesIO(content), width=Mm(width))
    return saved(document)


def split(*pieces: tuple[str, str]) -> str:
    """A paragraph of runs, each with its look and its text."""
    return p(*(RUN.format(look, text) for look, text in pieces))


BOLD = "<w:b/>"
MARKED = (
    "<w:p><w:r><w:t>{{ klien</w:t></w:r>"
    '<w:bookmarkStart w:id="0" w:name="nama"/><w:r><w:t>.nama }}</w:t></w:r>'
    '<w:bookmarkEnd w:id="0"/></w:p>'
)
TRACKED = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>baru</w:t></w:r></w:ins></w:p>'

FAULTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # what is wrong: code, place, paragraphs
    "letters apart": (
        "TPL060",
        ROW.format(1),
        (tbl((p("{% tr for x in kehadiran %}"),), (p("{%tr endfor %}"),)),),
    ),
    "a brace in a block tag": ("TPL061", "badan/paragraf[1]", ("{%p set x = {} %}",)),
    "a percent sign in a block tag": (
        "TPL061",
        "badan/paragraf[1]",
        ("{%p if x % 2 %}", "{%p endif %}"),
    ),
    "closed by another sort": (
        "TPL062",
        ROW.format(3),
        (tbl((p("{%tr for x in y %}"),), (p("isi"),), (p("{%p endfor %}"),)),),
    ),
    "a row tag outside of a table": (
        "TPL063",
        "badan/paragraf[2]",
        ("isi", "{%tr set x = 1 %}"),
    ),
    "closed in another table": (
        "TPL064",
        "badan/tabel[2]/baris[1]/sel[1]",
        (tbl((p("{%tr for x in y %}"),)), "antara", tbl((p("{%tr endfor %}"),))),
    ),
    "closed outside of the cell": (
        "TPL064",
        "badan/paragraf[1]",
        (tbl((p("{%p if x %}"),)), "{%p endif %}"),
    ),
    "across paragraphs": ("TPL065", "badan/paragraf[2]", ("{% if x %}a", "b{% endif %}")),
    "several looks": (
        "TPL066",
        "badan/paragraf[1]",
        (split(("", "{{ klien"), (BOLD, ".nama }}")),),
    ),
    "a bookmark within": ("TPL067", "badan/paragraf[1]", (MARKED,)),
    "a dash": ("TPL068", "badan/paragraf[1]", ("{{ putusan.jam – 1 }}",)),
    "an invisible sign": ("TPL068", "badan/paragraf[1]", ("{{ klien\u200b.nama }}",)),
    "a broken tag": ("TPL018", "badan/paragraf[2]", ("isi", "{{ klien.nama }")),
    "braces apart": ("TPL018", "badan/paragraf[1]", ("{ { klien.nama } }",)),
    "raw": ("TPL018", "badan/paragraf[1]", ("{% raw %}x{% endraw %}",)),
    "text beside a block tag": (
        "TPL020",
        "badan/paragraf[1]",
        ("Nama {%p if x %}", "{%p endif %}"),
    ),
    "text in another cell of a row tag": (
        "TPL020",
        "badan/tabel[1]/baris[1]",
        (tbl((p("{%tr for x in y %}"), p("kanan")), (p("{%tr endfor %}"),)),),
    ),
    "a value in a block tag": ("TPL020", "badan/paragraf[1]", ("{{p klien.nama }}",)),
    "an unknown filter": ("TPL022", "badan/paragraf[1]", ("{{ surat.tanggal|tangal }}",)),
    "not closed": ("TPL023", "badan/paragraf[1]", ("{%p if x %}", "isi")),
    "closed though not opened": ("TPL024", "badan/paragraf[1]", ("a {% endif %}",)),
    "a misspelt command": ("TPL024", "badan/paragraf[1]", ("{% iff x %}a{% endif %}",)),
    "a cell's tag outside of a cell": ("TPL024", "badan/paragraf[1]", ("{% cellbg warna %}a",)),
    "no expression": ("TPL030", "badan/paragraf[1]", ("{{ klien.nama + }}",)),
    "an unknown test": ("TPL035", "badan/paragraf[1]", ("{{ 1 if x is kosong }}",)),
    "a private name": ("TPL007", "badan/paragraf[1]", ("{{ klien.__class__ }}",)),
    "a private name in brackets": ("TPL007", "badan/paragraf[1]", ("{{ klien['__class__'] }}",)),
    "an import": ("TPL007", "badan/paragraf[1]", ("{% import 'x' as y %}",)),
    "an include that is not alone": ("TPL029", "badan/paragraf[1]", ("a {% include 'kop' %}",)),
    "a statement that is a value": ("TPL024", "badan/paragraf[1]", ("{%p klien.nama %}",)),
    "an elif in two words": (
        "TPL031",
        "badan/paragraf[1]",
        ("{% if x %}a{% else if y %}b{% endif %}",),
    ),
    "a path without quotes": ("TPL029", "badan/paragraf[1]", ("{%p include kop.docx %}",)),
    "closed by another word": (
        "TPL056",
        "badan/paragraf[2]",
        ("{%p for x in y %}", "{%p endif %}"),
    ),
    "an inner block closed by the outer word": (
        "TPL056",
        "badan/paragraf[1]",
        ("{% if a %}{% for x in y %}{{ x }}{% endif %}{% endif %}",),
    ),
    "single braces": ("TPL057", "badan/paragraf[2]", ("isi", "Yth. { klien.nama }, di tempat")),
    "hidden text": (
        "TPL058",
        "badan/paragraf[1]",
        (p("<w:rPr><w:vanish/></w:rPr><w:t>{{ klien.nik }}</w:t>"),),
    ),
    "tracked changes": ("TPL017", "badan/paragraf[2]", ("isi", TRACKED)),
    "a fixed table": (
        "TPL073",
        "badan/tabel[1]",
        (
            tbl((p("isi"),)).replace(
                "<w:tblGrid>", '<w:tblPr><w:tblW w:w="5670" w:type="dxa"/></w:tblPr><w:tblGrid>'
            ),
        ),
    ),
    "formatted by hand": (
        "TPL072",
        "badan/paragraf[1]",
        (split(('<w:sz w:val="30"/>', "isi")),),
    ),
    "indented by hand": (
        "TPL072",
        "badan/paragraf[2]",
        ("isi", p("isi", properties='<w:ind w:left="700"/>')),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_at_its_place(name: str) -> None:
    """One fault in a file is one finding, with its code and the place where Word shows it."""
    code, path, paragraphs = FAULTS[name]
    assert found(word(*paragraphs)) == [(code, path)]


def test_all_at_once() -> None:
    """A file with all these faults has them all told, none hiding another."""
    paragraphs = [text for _, _, texts in FAULTS.values() for text in texts]
    told = {one.code for one in survey(word(*paragraphs)).findings}
    # the end that follows somewhere closes what was not closed
    assert told == {code for code, _, _ in FAULTS.values()} - {"TPL023"}


def test_what_was_meant() -> None:
    """A finding says what to type, where that is known."""
    meant = {
        "letters apart": "{%tr for x in kehadiran %}",
        "closed by another sort": "{%tr endfor %}",
        "a dash": "-",
        "an unknown filter": "tanggal",
        "a misspelt command": "{% if x %}",
        "a statement that is a value": "{{ klien.nama }}",
        "an include that is not alone": '{%p include "kop" %}',
        "a path without quotes": '{%p include "kop" %}',
        "an elif in two words": "{% elif y %}",
        "closed by another word": "{%p endfor %}",
        "an inner block closed by the outer word": "{% endfor %}",
        "not closed": "{%p endif %}",
        "single braces": "{{ klien.nama }}",
    }
    for name, suggestion in meant.items():
        assert one(word(*FAULTS[name][2])).params["suggestion"] == suggestion


def test_a_good_file_has_no_finding() -> None:
    """Loops of rows and paragraphs, curled quotes, split but equal runs, fields: all is well."""
    docx = word(
        "{{ klien.nama }} {% if klien.telepon %}{{ klien.telepon }}{% endif %}",
        "{%p for x in kehadiran %}",
        "{{ x.jam if x.status == “hadir” else “-” }}",
        "{%p else %}",
        "{%p endfor %}",
        tbl((p("{%tr for x in y %}"),), (p("{{ x.a }}"), p("{{ x.b }}")), (p("{%tr endfor %}"),)),
        split(("", "{{ klien"), ('<w:lang w:val="id-ID"/>', ".nama }}")),
        tbl((p("{% cellbg warna %}isi"), p("{% vm %}isi"))),
        "{%p include “kop” %}",
        "{# catatan bagi perancang #}",
    )
    assert survey(docx).findings == ()


@pytest.mark.parametrize(
    "folder", ["templates", "templates/bagian"], ids=lambda folder: folder.rpartition("/")[2]
)
def test_the_shipped_templates_are_sound(repository: Path, folder: str) -> None:
    """What we ship has no fault, and nothing that is formatted by hand."""
    files = sorted((repository / folder).glob("*.docx"))
    assert files
    for file in files:
        assert (
            survey(file.read_bytes(), part=file.stem if "bagian" in folder else "").findings == ()
        ), file


def test_places_in_headers_notes_and_boxes() -> None:
    """Headers and text boxes are named as such, nested tables by both tables."""
    document = opened(word("isi"))
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ a.b + }}"
    section.footer.paragraphs[0].text = "{{ c }"
    section.footer_distance = Mm(13)
    assert found(saved(document)) == [
        ("TPL030", "kepala/paragraf[1]"),
        ("TPL018", "kaki/paragraf[1]"),
    ]
    box = "<w:txbxContent>{}</w:txbxContent>"
    box = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    assert found(word(p(f"<w:t>isi</w:t>{box.format(p('{{ x } dan'))}"))) == [
        ("TPL018", "badan/kotak_teks[1]/paragraf[1]")
    ]
    nested = tbl((p("kiri"), tbl((p("a"),), (p("{{ x }"),)) + p("")))
    assert found(word("", nested)) == [
        ("TPL018", "badan/tabel[1]/baris[1]/sel[2]/tabel[1]/baris[2]/sel[1]")
    ]


def test_several_paragraphs_of_a_cell_are_counted() -> None:
    """A paragraph that is not alone in its cell has a number."""
    docx = word(tbl((p("satu") + p("{{ x }"),)))
    assert found(docx) == [("TPL018", "badan/tabel[1]/baris[1]/sel[1]/paragraf[2]")]


def test_package_faults_are_all_told() -> None:
    """A link to the outside, a macro's part and a comment: three findings of one file."""
    relations = (
        f'<Relationship Id="x" Type="{R}/image" Target="https://contoh.id/a.png" '
        f'TargetMode="External"/><Relationship Id="y" Type="{R}/oleObject" Target="a.bin"/>'
    )
    contents, name = members(word("isi", TRACKED)), "word/_rels/document.xml.rels"
    end = "</Relationships>"
    contents[name] = contents[name].replace(end.encode(), f"{relations}{end}".encode())
    assert [code for code, _ in found(packed(contents))] == ["TPL015", "TPL014", "TPL017"]


# --- pictures and fonts ---------------------------------------------------------------------------


def test_pictures_that_print_badly() -> None:
    """A transparent picture, and one finer than print; one of 300 dots an inch is fine."""
    assert found(with_picture(png(300, 30), 25.4)) == []
    assert found(with_picture(png(300, 30, 6), 25.4)) == [("TPL070", "badan/paragraf[2]")]
    fine = one(with_picture(png(1000, 100), 25.4))
    assert (fine.code, fine.path) == ("TPL071", "badan/paragraf[2]")
    assert (fine.params["size"], fine.params["dots"]) == ("1000 × 100", "1000")
    assert fine.params["printed"] == "25 mm × 3 mm"
    assert fine.params["enough"] == "300 × 30"


def test_pictures_that_their_page_has_no_room_for() -> None:
    """One that stands in the line is held to the margins, one that floats to the paper."""
    assert found(with_picture(png(300, 30), 150)) == []  # Letter, margins of an inch and a quarter
    wide = one(with_picture(png(300, 30), 160))
    assert (wide.code, wide.path, wide.severity) == ("TPL077", "badan/paragraf[2]", "warning")
    assert (wide.params["printed"], wide.params["room"]) == ("160 mm × 16 mm", "152 mm × 229 mm")
    assert one(with_picture(png(30, 300), 30)).params["printed"] == "30 mm × 300 mm"
    floats = [("<wp:inline", "<wp:anchor"), ("</wp:inline", "</wp:anchor")]
    for width, codes in ((160, []), (220, [("TPL077", "badan/paragraf[2]")])):
        docx = with_picture(png(300, 30), width)
        for inline, anchor in floats:
            docx = changed(docx, document=(inline, anchor))
        assert found(docx) == codes


def test_room_for_the_bundles_footer() -> None:
    """A section that prints where the bundle does; a footer's distance counts with a footer."""

    def spaced(bottom: float, footer: float, *, has_footer: bool = True) -> bytes:
        document = opened(word("isi"))
        section = document.sections[0]
        section.bottom_margin, section.footer_distance = Mm(bottom), Mm(footer)
        if has_footer:
            section.footer.paragraphs[0].text = "halaman"
        return saved(document)

    assert found(spaced(22, 13)) == []
    assert found(spaced(22, 12, has_footer=False)) == []
    for bottom, footer in ((21.9, 13), (22, 12.9), (20, 10)):
        low = one(spaced(bottom, footer))
        assert (low.code, low.path, low.severity) == ("TPL076", "badan", "warning")
        assert low.params["places"] == "bagian[1]"
        said = f"{bottom:.1f} mm".replace(".", ","), f"{footer:.1f} mm".replace(".", ",")
        assert (low.params["bottom"], low.params["footer"]) == said


def test_a_section_is_named_where_there_are_several() -> None:
    """The second section inherits the footer; headers are called by section and kind."""
    document = opened(word("isi"))
    document.add_section()
    first, second = document.sections
    first.footer_distance, second.footer_distance = Mm(13), Mm(10)
    first.footer.paragraphs[0].text = "{{ a. }}"
    second.different_first_page_header_footer = True
    for own in (second.first_page_header, second.even_page_header):
        own.is_linked_to_previous = False
    second.first_page_header.paragraphs[0].text = "{{ b. }}"
    second.even_page_header.paragraphs[0].text = "{{ c. }}"
    assert set(found(saved(document))) == {
        ("TPL076", "bagian[2]"),
        ("TPL030", "bagian[1]/kaki/paragraf[1]"),
        ("TPL030", "bagian[2]/kepala_pertama/paragraf[1]"),
        ("TPL030", "bagian[2]/kepala_genap/paragraf[1]"),
    }
    as_part = survey(saved(document), part="kop").findings  # whose own paper is not used
    assert "TPL076" not in {one.code for one in as_part}


WHITE = '<w:rPr><w:color w:val="{}"/></w:rPr><w:t>{{{{ klien.nik }}}}</w:t>'
SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'


def test_values_that_nobody_sees() -> None:
    """White on white, by hand or by a style; not on a dark ground, and not words that are plain."""

    def told(*paragraphs: str, style: str = "") -> bool:
        docx = word(*paragraphs)
        if style:
            marked = '<w:name w:val="Isi"/>'
            docx = changed(docx, styles=(marked, f"{marked}<w:rPr>{style}</w:rPr>"))
        return "TPL058" in {code for code, _ in found(docx)}

    assert told(p(WHITE.format("FFFFFF")))
    assert told(p(WHITE.format("F5F5F5")))
    assert not told(p(WHITE.format("D9D9D9")))
    assert not told(p(WHITE.format("auto")))
    assert not told(p(WHITE.format("FFFFFF"), properties=SHADED))
    assert not told(p('<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>isi</w:t>'), "{{ klien.nik }}")
    assert told("{{ klien.nik }}", style='<w:color w:val="FFFFFF"/>')
    assert told("{{ klien.nik }}", style="<w:vanish/>")
    assert not told("{{ klien.nik }}", style='<w:vanish w:val="0"/>')
    seen = '<w:rPr><w:color w:val="000000"/></w:rPr><w:t>{{ klien.nik }}</w:t>'
    assert not told(p(seen), style='<w:color w:val="FFFFFF"/>')
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p(WHITE.format('FFFFFF'))}"
    box += "</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert not told(p(f"<w:t>isi</w:t>{box}"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ klien.nama }} dan {% if x %}{{ {'a': 1} }}{% endif %}",
        "{12} {} { } {a b} {klien nama}",
        "{# { klien.nama } #}",
    ],
)
def test_braces_that_are_no_tag(text: str) -> None:
    """Braces around what is no name, within a tag, or in a comment are nobody's slip."""
    assert "TPL057" not in {code for code, _ in found(word(text))}


def test_the_logo_is_a_placeholder() -> None:
    """The picture that the office's own takes the place of is not judged."""
    docx = changed(
        with_picture(png(1000, 100, 6), 25.4), document=('name="Picture 1"', 'name="logo"')
    )
    assert found(docx) == []


def test_fonts_with_their_places() -> None:
    """A font is found in the text before it is found in a style."""
    look = '<w:rFonts w:ascii="Ariel" w:hAnsi="Ariel"/>'
    asked = survey(word("isi", split((look, "kata")))).fonts
    assert asked["Ariel"] == ("badan/paragraf[2]", "kata")


# --- what is no template at all -------------------------------------------------------------------


def bomb() -> bytes:
    """A Word file of a few kilobytes that unpacks to 300 megabytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members(word("isi")).items():
            package.writestr(name, content)
        with package.open("word/media/a.bin", "w") as member:
            for _ in range(300):
                member.write(bytes(1024 * 1024))
    return made.getvalue()


@pytest.mark.parametrize(
    ("docx", "code"),
    [
        (b"", "TPL002"),
        (b"acak" * 100, "TPL002"),
        (word("isi")[:-200], "TPL002"),
        (bomb(), "TPL013"),
    ],
    ids=["empty", "random", "truncated", "bomb"],
)
def test_what_cannot_be_opened(docx: bytes, code: str) -> None:
    """No Word file, half of one, a bomb: one finding, soon, and nothing is unpacked."""
    begun = time.perf_counter()
    assert found(docx) == [(code, "")]
    assert time.perf_counter() - begun < 1


def test_a_file_of_tags_without_end() -> None:
    """Ten thousand tags are a limit and no afternoon; deep brackets are no crash."""
    many = word("{{ a }}" * 10_001)
    assert found(many) == [("TPL013", "badan")]
    assert found(word("{{ " + "(" * 1500 + "1" + ")" * 1500 + " }}")) == [
        ("TPL011", "badan/paragraf[1]")
    ]


# --- the survey and the run agree -----------------------------------------------------------------


OF_TAGS = {"TPL002", "TPL003", "TPL007", "TPL008", "TPL018", "TPL020", "TPL022", "TPL023", "TPL024"}
OF_TAGS |= {f"TPL{number:03}" for number in range(30, 37)}


def refusal(file: Path) -> str:
    """The code with which the run refuses a template's tags, before it has any value."""
    with pytest.raises(TemplateError) as refused:
        open_template(file).fill({})
    (problem,) = refused.value.problems
    return problem.code


def mutants(docx: bytes, number: int) -> list[bytes]:
    """A template spoilt in the ways that typing spoils it: signs of tags lost, doubled, moved."""
    dice = chance(5)
    contents = members(docx)
    text = contents["word/document.xml"].decode()
    spots = [n for n, sign in enumerate(text) if sign in "{}%" or text.startswith("end", n)]
    made = []
    for _ in range(number):
        at = dice.choice(spots)
        put = dice.choice(["", text[at] * 2, " ", "{", "}", "%", "x"])
        made.append(
            packed({**contents, "word/document.xml": (text[:at] + put + text[at + 1 :]).encode()})
        )
    return made


@pytest.mark.parametrize("name", ["surat_penempatan", "daftar_isi_berkas"])
def test_what_the_run_refuses_was_found_before(repository: Path, tmp_path: Path, name: str) -> None:
    """Of templates spoilt at random, those that the run refuses for a tag have an error here."""
    file = tmp_path / f"{name}.docx"
    shutil.copytree(repository / "templates" / "bagian", tmp_path / "bagian")
    outcomes: Counter[str] = Counter()
    for docx in mutants((repository / "templates" / file.name).read_bytes(), 120):
        file.write_bytes(docx)
        code = refusal(file)
        outcomes[code] += 1
        if code in OF_TAGS:
            errors = [one for one in survey(docx).findings if one.severity == "error"]
            assert errors, (code, docx)
    assert sum(outcomes[code] for code in OF_TAGS) > 20, outcomes
