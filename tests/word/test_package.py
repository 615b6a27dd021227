"""What a template's file may hold; bombs, macros, references to outside are refused unopened."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.word import package
from pipeline.word.package import PackageError, inspect
from tests.drafting import chance, changed, p, word
from tests.word_files import members, packed

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = "</w:body>"


def code(docx: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(PackageError) as refused:
        inspect(docx)
    return refused.value.code


def with_members(more: Mapping[str, bytes], docx: bytes | None = None) -> bytes:
    """A Word file with these members more, or in place of its own."""
    return packed({**members(docx or word("isi")), **more})


def with_relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """A Word file whose document names something."""
    relation = f'<Relationship Id="x" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
    end = "</Relationships>"
    contents = members(word("isi"))
    name = "word/_rels/document.xml.rels"
    contents[name] = contents[name].replace(end.encode(), f"{relation}{end}".encode())
    return packed(contents)


def test_the_shipped_templates_pass(repository: Path) -> None:
    """Nothing that the repository ships is refused."""
    files = sorted((repository / "templates").glob("*.docx"))
    assert len(files) >= 5
    for file in files:
        inspect(file.read_bytes())


def test_an_ordinary_word_file_passes() -> None:
    """Pictures, links that a reader clicks, and fields of page numbers are fine."""
    docx = word(p('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> PAGE </w:instrText>"))
    inspect(with_members({"word/media/x.png": b"\x89PNG"}, docx))
    for target in ("https://contoh.id/a?b=c", "mailto:bapas@contoh.id", "http://contoh.id"):
        inspect(with_relation("hyperlink", target))


# --- not a Word file ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"{\\rtf1 isi}",
        b"<html><body>isi</body></html>",
        chance(1).randbytes(20_000),
        packed({}),
        packed({"a.txt": b"isi"}),
        packed({"[Content_Types].xml": b"<Types/>"}),
    ],
    ids=lambda content: f"{content[:8]!r}"[:20],
)
def test_what_is_no_word_file(content: bytes) -> None:
    """An empty file, random bytes, an old .doc, RTF, HTML, an empty or foreign zip."""
    assert code(content) == "TPL002"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file(share: float) -> None:
    """A file that was cut off anywhere."""
    docx = word("isi")
    assert code(docx[: int(len(docx) * share)]) == "TPL002"


def test_a_damaged_member() -> None:
    """A picture or part whose checksum is wrong is told before it is on paper."""
    docx = bytearray(with_members({"word/media/x.png": chance(2).randbytes(5_000)}))
    where = docx.index(b"word/media/x.png") + 1_000
    docx[where] ^= 0xFF
    assert code(bytes(docx)) == "TPL002"


def test_broken_xml_in_a_part() -> None:
    """A part that is no XML."""
    assert code(changed(word("isi"), document=("<w:body>", "<w:body"))) == "TPL002"


def test_a_template_of_words_own_kind() -> None:
    """A .dotx, which is renamed, has another type: Word is asked to save it as a document."""
    docx = changed(word("isi"), **{"[Content_Types]": ("document.main+xml", "template.main+xml")})
    assert code(docx) == "TPL002"


def test_two_members_of_one_name() -> None:
    """Two parts of one name mean different things to different programs."""
    stream = io.BytesIO(word("isi"))
    with zipfile.ZipFile(stream, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("word/document.xml", b"<a/>")
    assert code(stream.getvalue()) == "TPL002"


def test_a_locked_zip() -> None:
    """A member that needs a password."""
    docx = bytearray(word("isi"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = docx.find(signature)
        while start >= 0:
            docx[start + at] |= 1
            start = docx.find(signature, start + 4)
    assert code(bytes(docx)) == "TPL002"


def test_mutated_files_are_refused_or_pass() -> None:
    """Whatever bytes are changed: a code or nothing, never another error."""
    docx = word(p("{{ klien.nama }}"))
    dice = chance(3)
    outcomes = set()
    for _ in range(150):
        mutant = bytearray(docx)
        for _ in range(dice.randint(1, 8)):
            mutant[dice.randrange(len(mutant))] = dice.randrange(256)
        try:
            inspect(bytes(mutant))
            outcomes.add("passes")
        except PackageError as refused:
            outcomes.add(refused.code)
    assert "TPL002" in outcomes
    assert outcomes <= {"passes", "TPL002", "TPL013"}


# --- bombs ----------------------------------------------------------------------------------------


def test_too_many_members() -> None:
    """A zip of thousands of members."""
    assert code(with_members({f"word/media/{n}.png": b"" for n in range(2_000)})) == "TPL013"


def test_a_bomb_by_ratio() -> None:
    """A few kilobytes that unpack to many megabytes."""
    docx = with_members({"word/media/x.bin": bytes(15 * package.MEGABYTE)})
    assert len(docx) < package.MEGABYTE
    assert code(docx) == "TPL013"


def test_a_large_part_of_xml() -> None:
    """A part that would fill the memory when it is read."""
    dice = chance(4)
    text = "".join(dice.choices("abcdefghij", k=1_000)).encode() * 22_000
    assert code(with_members({"word/x.xml": b"<a>" + text + b"</a>"})) == "TPL013"


def test_a_large_file() -> None:
    """A file beyond the limit is not looked into."""
    assert code(bytes(package.LARGEST_FILE + 1)) == "TPL013"


def test_a_declared_size_is_believed_at_most() -> None:
    """A zip that lies about its sizes does not unpack more than it declares."""
    docx = bytearray(with_members({"word/media/x.bin": bytes(3 * package.MEGABYTE)}))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = docx.rindex(signature)
        docx[start + at : start + at + 4] = struct.pack("<I", 10)
    assert code(bytes(docx)) == "TPL002"


# --- what acts by itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "docx",
    [
        changed(
            word("isi"),
            **{
                "[Content_Types]": (
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    "application/vnd.ms-word.document.macroEnabled.main",
                )
            },
        ),
        changed(
            word("isi"),
            **{
                "[Content_Types]": (
                    "</Types>",
                    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    "</Types>",
                )
            },
        ),
        with_relation("vbaProject", "vbaProject.bin", ""),
        with_relation("oleObject", "embeddings/oleObject1.bin", ""),
        with_relation("package", "embeddings/lembar.xlsx", ""),
        with_relation("control", "activeX/activeX1.xml", ""),
        with_relation("aFChunk", "afchunk.htm", ""),
    ],
    ids=["docm", "vba-type", "vba", "ole", "xlsx", "activex", "altchunk"],
)
def test_macros_and_objects(docx: bytes) -> None:
    """Macros, OLE objects, controls and chunks of HTML."""
    assert code(docx) == "TPL014"


# --- references to outside ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("image", "http://contoh.id/x.png", ' TargetMode="External"'),
        ("image", "file:///etc/passwd", ' TargetMode="External"'),
        ("image", "file:///etc/passwd", ' TargetMode="EXTERNAL"'),
        ("image", "https://contoh.id/x.png", ""),
        ("image", "//server/x.png", ""),
        ("image", "\\\\server\\x.png", ' TargetMode="External"'),
        ("image", "../x.png", ' TargetMode="External"'),
        ("attachedTemplate", "file:///C:/Users/nama/t.dotx", ' TargetMode="External"'),
        ("hyperlink", "file:///etc/passwd", ' TargetMode="External"'),
        ("hyperlink", "javascript:alert(1)", ' TargetMode="External"'),
        ("frame", "http://contoh.id/", ' TargetMode="External"'),
        ("mailMergeSource", "file:///data.xlsx", ' TargetMode="External"'),
    ],
)
def test_relations_to_outside(kind: str, target: str, mode: str) -> None:
    """A converter would fetch them, from a server or from the disk of the office."""
    assert code(with_relation(kind, target, mode)) == "TPL015"


def test_a_relation_in_another_part() -> None:
    """Headers and settings are looked through too."""
    external = with_relation("attachedTemplate", "file:///C:/t.dotx")
    rels = members(external)["word/_rels/document.xml.rels"]
    docx = with_members({"word/_rels/settings.xml.rels": rels})
    assert code(docx) == "TPL015"


def field(*pieces: str) -> str:
    """A paragraph with a field, its instruction in several runs."""
    runs = [f"<w:instrText>{piece}</w:instrText>" for piece in pieces]
    begin, end = ('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>')
    return p(begin, *runs, end)


@pytest.mark.parametrize(
    "paragraph",
    [
        field(' INCLUDEPICTURE "http://contoh.id/x.png" \\d '),
        field(" INCLUDE", 'TEXT "file:///etc/passwd"'),
        field(' includetext "/etc/passwd"'),
        field(" IMPORT x").replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        field(" DDEAUTO cmd x"),
        field(' LINK Excel.Sheet "x.xlsx"'),
        '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a/x.png&quot;"/></w:p>',
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://a/x.png"/></v:shape></w:pict></w:r>'
        "</w:p>",
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="\\\\server\\x.png"/></v:shape></w:pict></w:r>'
        "</w:p>",
    ],
)
def test_fields_and_pictures_that_fetch(paragraph: str) -> None:
    """Fields that bring in files or run programs, and old pictures by address."""
    assert code(word(paragraph)) == "TPL015"


def test_harmless_fields_pass() -> None:
    """Fields of pages, dates, references and links are fine, one inside another too."""
    inspect(word(field(" PAGE "), field(" NUMPAGES "), field(' HYPERLINK "https://a.id" ')))
    inspect(word(field(" IF ", " = ", ' "LINK" ')))


def test_mail_merge_in_the_settings() -> None:
    """A source of data that Word would ask for."""
    merge = '<w:mailMerge><w:dataType w:val="native"/></w:mailMerge>'
    end = "</w:settings>"
    assert code(changed(word("isi"), settings=(end, merge + end))) == "TPL015"


# --- DOCTYPE --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "http://contoh.id/a.dtd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;">]>',
    ],
)
@pytest.mark.parametrize("name", ["word/extra.xml", "word/media/x.svg", "customXml/item9.dat"])
def test_a_doctype(name: str, doctype: str, encoding: str) -> None:
    """No part may have a DOCTYPE, in whatever encoding and under whatever name."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<a/>'
    if encoding == "utf-16" and not name.endswith(".xml"):
        return
    assert code(with_members({name: text.encode(encoding)})) == "TPL016"


# --- revisions, comments, tags in the wrong place -------------------------------------------------


@pytest.mark.parametrize(
    "inner",
    [
        '<w:ins w:id="1" w:author="A"><w:r><w:t>baru</w:t></w:r></w:ins>',
        '<w:del w:id="1" w:author="A"><w:r><w:delText>lama</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>pindah</w:t></w:r></w:moveFrom>',
        '<w:r><w:rPr><w:rPrChange w:id="1" w:author="A"/></w:rPr><w:t>tebal</w:t></w:r>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
    ],
)
def test_revisions_and_comments(inner: str) -> None:
    """Tracked changes and comments are refused with the text of their paragraph."""
    docx = word(p("Kalimat.").replace("</w:p>", f"{inner}</w:p>"))
    with pytest.raises(PackageError) as refused:
        inspect(docx)
    assert refused.value.code == "TPL017"
    assert "Kalimat." in refused.value.params["where"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("docProps/custom.xml", b"<a>{{ klien.nama }}</a>"),
        ("word/charts/chart1.xml", b"<a><b>{</b><b>{ klien.nama }}</b></a>"),
        ("word/glossary/document.xml", b"<a>{% if x %}</a>"),
    ],
)
def test_tags_where_none_is_filled(name: str, content: bytes) -> None:
    """A tag in a chart, a property or the glossary would be printed as it is."""
    assert code(with_members({name: content})) == "TPL018"


def test_a_tag_in_a_links_target() -> None:
    """A link's address is not filled, plain or escaped."""
    for target in ("mailto:{{ kantor.surel }}", "https://contoh.id/%7B%7B%20nomor%20%7D%7D"):
        assert code(with_relation("hyperlink", target)) == "TPL018"
