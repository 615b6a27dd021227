"""A zip file from members of which most are packed already, with fixed dates.

Why: of a Word file's members few change from document to document; to pack the rest again each
time costs more than to fill in the text. And equal members must give equal bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

_DEFLATED = 8
_VERSION = 20  # of the zip format, as PKWARE's note has it for deflated members
_UTF8 = 1 << 11
_DATE = (0 << 9) | (1 << 5) | 1  # 1 January 1980, the earliest that a zip can hold
_UNIX = 3
_MODE = 0o600 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LEVEL = 1  # the quickest; a file of ten kilobytes is one kilobyte larger for it


class Member(NamedTuple):
    """One file within a zip: its name, its packed bytes, and what they were before."""

    name: str
    packed: bytes
    crc: int
    size: int


def packed(name: str, content: bytes) -> Member:
    """Pack one file."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    squeezed = deflate.compress(content) + deflate.flush()
    return Member(name, squeezed, zlib.crc32(content), len(content))


def zipped(members: Sequence[Member]) -> bytes:
    """Put members into one zip file, in their order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for one in members:
        name = one.name.encode()
        flags = 0 if name.isascii() else _UTF8
        sizes = (one.crc, len(one.packed), one.size)
        head = (_VERSION, flags, _DEFLATED, 0, _DATE, *sizes, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", *head)
        made_by = _UNIX << 8 | _VERSION
        directory += (_CENTRAL.pack(b"PK\1\2", made_by, *head, 0, 0, 0, _MODE, offset), name)
        pieces += (local, name, one.packed)
        offset += len(local) + len(name) + len(one.packed)
    listed = b"".join(directory)
    count = len(members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), offset, 0)
    return b"".join((*pieces, listed, end))
