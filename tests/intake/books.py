"""Workbooks for the tests, made by hand: small packages of XML, and a messy register.

Why: what a spreadsheet program writes is a binary file that no reader of a test can judge.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path

from pipeline.intake.workbook import letters

Cell = str | int | float | bool | date | None
Rows = Sequence[Sequence[Cell]]

EXCEL_EPOCH = date(1899, 12, 30)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_xlsx(
    file: Path, sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """Write an .xlsx with texts, numbers, dates and merged ranges.

    Args:
        file: where.
        sheets: name to rows, from A1 on.
        merged: name to ranges such as ``A3:A4``.
    """
    parts = {
        f"xl/worksheets/sheet{n}.xml": sheet_xml(rows, (merged or {}).get(name, ()))
        for n, (name, rows) in enumerate(sheets.items(), 1)
    }
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    write_package(file, parts, names, links)
    return file


def write_package(file: Path, parts: Mapping[str, str], names: str, links: str) -> None:
    """Write the package around sheets that are given as XML."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}.worksheet+xml"/>' for name in parts
    )
    rest = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_KIND}.sheet.main+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELS}">{links}<Relationship Id="rId99" '
            f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills><fill><patternFill/>'
            '</fill></fills><borders><border/></borders><cellStyleXfs count="1"><xf/>'
            '</cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
        ),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**rest, **parts}.items():
            package.writestr(name, text)


def sheet_xml(rows: Rows, merged: Sequence[str] = ()) -> str:
    """A sheet of Excel."""
    lines = ""
    for n, row in enumerate(rows, 1):
        cells = "".join(_xlsx_cell(value, f"{letters(c)}{n}") for c, value in enumerate(row))
        lines += f'<row r="{n}">{cells}</row>'
    ranges = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    behind = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{behind}</worksheet>'


def _xlsx_cell(value: Cell, place: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        days = (date(value.year, value.month, value.day) - EXCEL_EPOCH).days
        return f'<c r="{place}" s="1"><v>{days}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value in ("#REF!", "#N/A"):
        return f'<c r="{place}" t="e"><v>{value}</v></c>'
    text = escape(value).replace("\n", "&#10;")
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def write_ods(file: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write an .ods; as LibreOffice does, each sheet ends in repeated empty rows."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{_ods_rows(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    write_ods_content(file, tables)
    return file


def write_ods_content(file: Path, tables: str) -> None:
    """Write an .ods around tables that are given as XML."""
    base = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{base}:office:1.0" '
        f'xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:calc" office:version="1.3">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{base}:manifest:1.0" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)


def _ods_rows(rows: Rows) -> str:
    lines = [f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows]
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    return "".join(lines) + (
        f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    )


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def write_csv(file: Path, rows: Rows, *, separator: str = ";", encoding: str = "utf-8-sig") -> Path:
    """Write a .csv as a spreadsheet program does: dates by the region, empty cells empty."""
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=separator)
        for row in rows:
            writer.writerow(["" if value is None else _csv_cell(value) for value in row])
    return file


def _csv_cell(value: Cell) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.5E}" if value >= 1e15 else str(value).replace(".", ",")
    return str(value)


# --- a register as a real office keeps one: all persons and numbers are invented ------------------

HEADER: tuple[str, ...] = (
    "No", "Nama Klien", "NIK", "Tempat_Lahir", "Tangal_Lahir", "JENIS KELAMIN", "Status_Litmas",
    "Jenis_Litmas", "Tanggal_TPP", "Peminta_Nama_Instansi", "Nomor Permintaan Surat",
    "Tgl_Permintaan_Surat", "No_Register_Lapas", "Perkara", "Pasal", "Pidana", "Pertama_Ditahan",
    "Status_Perkawinan", "Alamat", "Ayah_Nama", "Ayah_Hubungan", "Penjamin_Nama",
    "Penjamin_Hubungan", "Riwayat_Kelahiran_Klien", "Kronologi", "Kesimpulan", "Keterangan Loket",
)  # fmt: skip


def client(**cells: Cell) -> tuple[Cell, ...]:
    """A row of the register by header (blanks as underscores), in the header's order."""
    by_header = {name.replace(" ", "_"): value for name, value in cells.items()}
    assert by_header.keys() <= {name.replace(" ", "_") for name in HEADER}, by_header
    return tuple(by_header.get(name.replace(" ", "_")) for name in HEADER)


MESSY: tuple[tuple[Cell, ...], ...] = (
    ("REGISTER LITMAS REINTEGRASI TAHUN 2026",),
    (),
    HEADER,
    tuple(range(1, len(HEADER) + 1)),
    client(
        No=1, Nama_Klien="Suwarno Hadi Prayitno", NIK="3398041203880002", Tempat_Lahir="Purwadipa",
        Tangal_Lahir=date(1988, 3, 12), JENIS_KELAMIN="L", Status_Litmas="Selesai",
        Jenis_Litmas="Pembebasan Bersyarat", Tanggal_TPP=date(2026, 3, 4),
        Peminta_Nama_Instansi="Lapas Kelas IIB Purwadipa",
        Nomor_Permintaan_Surat="W13.PAS.PAS21-PK.05.09-0117",
        Tgl_Permintaan_Surat="18 Februari 2026", No_Register_Lapas="B.I. 041/2024",
        Perkara="Pencurian dengan pemberatan", Pasal="Pasal 363 KUHP",
        Pidana="3 (tiga) tahun 6 (enam) bulan", Pertama_Ditahan="20-05-2024",
        Status_Perkawinan="Menikah", Alamat="RT 02 RW 03\nDesa Karangsukma",
        Ayah_Nama="Sumitro", Ayah_Hubungan="Ayah", Penjamin_Nama="Sri Wahyuni",
        Penjamin_Hubungan="Istri",
        Riwayat_Kelahiran_Klien="Klien anak ke-2: lahir di rumah.\n- ditolong bidan\n- sehat",
        Kronologi="Klien mengambil motor. [PERLU DATA: jam kejadian] Klien ditangkap esoknya.",
        Kesimpulan="1. Klien menyesal.\n2. Penjamin sanggup.", Keterangan_Loket="map biru",
    ),
    client(
        No=2, Nama_Klien="Tarsiman", NIK=3398040506900001.0, Tempat_Lahir="-",
        Tangal_Lahir="02/03/1990", JENIS_KELAMIN="Laki-laki", Jenis_Litmas="CB",
        Tgl_Permintaan_Surat="2026-02-20", Nomor_Permintaan_Surat="0123", Pidana="3 th 6 bln",
        Pertama_Ditahan="18 Feb 24", Perkara="Penggelapan", Status_Perkawinan="Duda",
        Alamat="[PERLU DATA]", Riwayat_Kelahiran_Klien="tidak ada data",
    ),
    client(
        No=3, Nama_Klien="Ma'ruf Zainal", Tangal_Lahir="18-02-1985", JENIS_KELAMIN="L",
        Jenis_Litmas="Asimilasi Rumah", Nomor_Permintaan_Surat=45, Tgl_Permintaan_Surat="n/a",
        Tanggal_TPP="10 Januari 2025", Perkara="Narkotika: pasal berlapis", Pidana="seumur hidup",
        Pasal="#1 Pasal 112", Alamat="no", Ayah_Hubungan="Ayah tiri", Ayah_Nama="@Slamet 🌾",
    ),
    (),
    HEADER,
    client(
        No=1, Nama_Klien="SUWARNO  HADI PRAYITNO",
        Nomor_Permintaan_Surat="W13.PAS.PAS21-PK.05.09-0117", Jenis_Litmas="Pembebasan Bersyarat",
    ),
    client(
        No=4, Nama_Klien="Wagiyem", Tangal_Lahir=date(1979, 11, 30), JENIS_KELAMIN="P",
        Jenis_Litmas="PB/CMB", Nomor_Permintaan_Surat=date(2026, 5, 12),
        Tgl_Permintaan_Surat=date(2026, 4, 1), Perkara="Penipuan", Pidana="6 (tujuh) bulan",
        Pertama_Ditahan=45300, Kesimpulan="#REF!",
    ),
    ("BULAN MEI 2026",),
    client(No=5, Nama_Klien="Paryono", Perkara="Penganiayaan"),
    (None, "Jumlah", 5),
)  # fmt: skip
MESSY_MERGED = ("A1:I1", "A12:I12", "V5:V6")
