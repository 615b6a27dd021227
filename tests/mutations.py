"""Slips of a hand, an editor or a disk, made on purpose in case files; a seed says which.

Why: nobody writes down all that can go wrong in a file; a hundred thousand spoilt files come near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Lines = list[bytes]

JUNK: tuple[bytes, ...] = (
    *(bytes([number]) for number in b"\x00\xff\t\r\n-:#{}[],'|>%@`~\\0"),
    *(b'"', b"- ", b": ", b"  ", b"\n\n", b" #1", b"&a ", b"*a", b"!!str ", b"<<: ", b"? "),
    *(b"---\n", b"...\n", b"[" * 300, b"31 Februari 2026", b"1/2/2026", b"nomor: x\n"),
    *(sign.encode() for sign in ("\ufeff", "\u202e", "é", "\N{GRINNING FACE}", "\xa0", "\ue000")),
)
# Values that some reader takes, at the ends of what it takes: rules must count with them.
EXTREME = (
    *("1900-01-01", "2100-12-31", "29 Februari 2028", "2026-01", "1900-01", "2100-12"),
    *("00:00", "23.59", "0", "1", "99999", "0,05", "99999 jam", "59 menit", "999999999"),
    *("9999 tahun", "9999 tahun 9999 bulan 9999 minggu 9999 hari", "9999 hari", "0 tahun 1 hari"),
    *("Rp999.999.999.999.999", "kategori VIII", "seumur hidup", "ya", "tidak", "minggu", "jum'at"),
    *("1900", "2100", "-999999999,9999", "0000000000000000", "9999999999999999", "panti-wreda-01"),
    *("selesai", "tidak_selesai", "izin", "hadir", "pasal_82", "pasal_85", "gagal", "berhasil"),
    *("pidana_kerja_sosial", "pelayanan_masyarakat", "diversi", "reintegrasi", "tidak_ada", "sr"),
    *("perempuan", "anak", "cuti_bersyarat", "asimilasi", "meninggal", "KS001", "penjara"),
)
HOSTILE = (
    *("", "~", "null", "-", "...", "no", "yes", "true", "NaN", ".inf", "1e999", "0x10", "012"),
    *("-1", "9" * 30, "1_000", "12:30:45", "02/03/2026", "30 Februari 2026", "1 Xuari 2026"),
    *("[]", "{}", "[[[]]]", "{a: {b: {}}}", "[1, [2], {a: 3}]", "{tanggal: 2026-01-01}", "['']"),
    *("|\n", ">\n", "''", '""', '"\\u0000"', '"\\ud800"', '"\\n\\n- a\\n"', "'{{ klien.nama }}'"),
    *(
        "'{% for x in y %}'",
        "</w:t>&<x>",
        "../../etc/passwd",
        "%s%n{0}{nama}",
        "x" * 5000,
        "é" * 99,
    ),
    *("\N{GRINNING FACE}", "\u0645\u062d\u0645\u062f", "\uff11\uff12", "a\u0301", "\u200d"),
    *(
        "*a",
        "&a b",
        "!!python/object:os.system x",
        "<<",
        "? a",
        "- a",
        "#a",
        "@a",
        "`a`",
        "a: b: c",
    ),
)
VALUES = tuple(text.encode() for text in EXTREME * 3 + HOSTILE)
TYPED = tuple(text.encode() for text in EXTREME)
_PAIR = re.compile(rb"(?P<head>\s*(?:- )*)(?P<key>[A-Za-z_]+)(?P<colon>:)(?P<value> .*)?$")
_INLINE = re.compile(rb"(?P<key>[a-z_]+): (?P<value>[^,{}\[\]]*)")


def mutated(raw: bytes, samples: Sequence[bytes], chance: Random) -> bytes:
    """A case file after some slips; what it takes in comes from any of the samples.

    Half of the files stay YAML as a rule, with other values in them, so that rules judge them.
    """
    if chance.random() < 0.5:
        other = chance.choice(samples).split(b"\n")
        return b"\n".join(_revalued(raw.split(b"\n"), other, chance))
    for _ in range(chance.choice((1, 1, 2, 4))):
        if chance.random() < 0.3:
            raw = chance.choice(_BYTES)(raw, chance)
            continue
        lines = raw.split(b"\n")
        other = chance.choice(samples).split(b"\n")
        raw = b"\n".join(chance.choice(_LINES)(lines, other, chance))
    return raw


# --- bytes ---------------------------------------------------------------------------------------


def _span(raw: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(raw) + 1)
    return start, min(len(raw), start + chance.choice((1, 1, 2, 9, 60, 900)))


def _junk(raw: bytes, chance: Random) -> bytes:
    """Something is typed in between, or over something."""
    start, end = _span(raw, chance)
    return raw[:start] + chance.choice(JUNK) + raw[chance.choice((start, end)) :]


def _lost(raw: bytes, chance: Random) -> bytes:
    """A stretch is deleted."""
    start, end = _span(raw, chance)
    return raw[:start] + raw[end:]


def _flipped(raw: bytes, chance: Random) -> bytes:
    """A byte becomes another."""
    start, _ = _span(raw, chance)
    return raw[:start] + bytes([chance.randrange(256)]) + raw[start + 1 :]


def _twice(raw: bytes, chance: Random) -> bytes:
    """A stretch is pasted twice."""
    start, end = _span(raw, chance)
    return raw[:end] + raw[start:]


def _cut_off(raw: bytes, chance: Random) -> bytes:
    """The file ends in the middle."""
    return raw[: _span(raw, chance)[0]] if chance.random() < 0.3 else raw + chance.choice(JUNK)


_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (_junk, _lost, _flipped, _twice, _cut_off)


# --- lines, keys and values ----------------------------------------------------------------------


def _block(lines: Lines, chance: Random) -> tuple[int, int]:
    """A line with all that is indented below it."""
    start = chance.randrange(len(lines))
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return start, end


def _doubled(lines: Lines, _: Lines, chance: Random) -> Lines:
    start, end = _block(lines, chance)
    return lines[:end] + lines[start:end] * chance.choice((1, 1, 40)) + lines[end:]


def _dropped(lines: Lines, _: Lines, chance: Random) -> Lines:
    start, end = _block(lines, chance)
    return lines[:start] + lines[end:]


def _moved(lines: Lines, _: Lines, chance: Random) -> Lines:
    start, end = _block(lines, chance)
    block, rest = lines[start:end], lines[:start] + lines[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + block + rest[at:]


def _taken_over(lines: Lines, other: Lines, chance: Random) -> Lines:
    """A block of another case, as it stands there."""
    start, end = _block(other, chance)
    at = chance.randrange(len(lines) + 1)
    return lines[:at] + other[start:end] + lines[at:]


def _indented(lines: Lines, _: Lines, chance: Random) -> Lines:
    start, end = _block(lines, chance)
    end = chance.choice((start + 1, end))
    by = chance.choice((1, 2, 4))
    if chance.random() < 0.5:
        return [*lines[:start], *(b" " * by + line for line in lines[start:end]), *lines[end:]]
    return [*lines[:start], *(_less(line, by) for line in lines[start:end]), *lines[end:]]


def _less(line: bytes, by: int) -> bytes:
    return line[by:] if line[:by].isspace() else line


def _nested(lines: Lines, _: Lines, chance: Random) -> Lines:
    """What stood at a key stands one floor deeper, or hundreds."""
    start, end = _block(lines, chance)
    head = chance.choice((b"bagian:", b"-", b"klien:", b"putusan:"))
    depth = chance.choice((1, 1, 2, 300))
    indent = len(lines[start]) - len(lines[start].lstrip())
    heads = [b" " * (indent + 2 * step) + head for step in range(depth)]
    below = [b" " * 2 * depth + line for line in lines[start:end]]
    return [*lines[:start], *heads, *below, *lines[end:]]


def _pairs(lines: Lines) -> list[tuple[int, re.Match[bytes]]]:
    """All keys with what stands behind them on their line, also within braces."""
    found = [(row, match) for row, line in enumerate(lines) if (match := _PAIR.match(line))]
    for row, line in enumerate(lines):
        if b"{" in line:
            found += [(row, match) for match in _INLINE.finditer(line)]
    return found


def _with(lines: Lines, row: int, match: re.Match[bytes], part: str, text: bytes) -> Lines:
    start, end = match.span(part)
    if start < 0:
        start, end, text = match.end("key") + 1, match.end("key") + 1, b" " + text
    line = lines[row][:start] + text + lines[row][end:]
    return [*lines[:row], *line.split(b"\n"), *lines[row + 1 :]]


def _renamed(lines: Lines, other: Lines, chance: Random) -> Lines:
    """A key is misspelt, or another one stands in its place."""
    if not (pairs := _pairs(lines)):
        return lines
    row, match = chance.choice(pairs)
    key = match["key"]
    at = chance.randrange(len(key))
    names = [found["key"] for _, found in _pairs(other)] or [b"nama"]
    wrong = (key[:at] + key[at + 1 :], key[:at] + key[at : at + 1] * 2 + key[at + 1 :], key.upper())
    return _with(lines, row, match, "key", chance.choice((*wrong, chance.choice(names)) * 2))


def _replaced(lines: Lines, other: Lines, chance: Random) -> Lines:
    """A value becomes a hostile one, an extreme one, or that of any other key."""
    if not (pairs := _pairs(lines)):
        return lines
    values = [found["value"].strip() for _, found in _pairs(other) if found["value"]] or [b""]
    text = chance.choice((chance.choice(VALUES), chance.choice(VALUES), chance.choice(values)))
    return _set(lines, *chance.choice(pairs), text)


def _set(lines: Lines, row: int, match: re.Match[bytes], text: bytes) -> Lines:
    gap = b" " if match["value"] and match["value"][:1] == b" " else b""
    return _with(lines, row, match, "value", gap + text)


def _revalued(lines: Lines, other: Lines, chance: Random) -> Lines:
    """Some keys get other values that their readers may take: those of their namesakes, or ends."""
    theirs: dict[bytes, list[bytes]] = {}
    for _, found in _pairs(other):
        if found["value"] and (value := found["value"].strip()) not in (b"|", b">"):
            theirs.setdefault(found["key"], []).append(value)
    for _ in range(chance.choice((1, 2, 5, 12))):
        pairs = [pair for pair in _pairs(lines) if pair[1]["value"]]
        if not pairs:
            break
        row, match = chance.choice(pairs)
        values = theirs.get(match["key"], TYPED)
        lines = _set(
            lines, row, match, chance.choice((chance.choice(TYPED), chance.choice(values)))
        )
    return lines if chance.random() < 0.5 else _dropped(lines, other, chance)


_LINES: tuple[Callable[[Lines, Lines, Random], Lines], ...] = (
    *(_doubled, _dropped, _moved, _taken_over, _indented, _nested, _renamed),
    *(_replaced, _replaced, _replaced, _replaced, _replaced),
)
