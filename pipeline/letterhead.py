"""The picture of the office's letterhead.

Why: it stands on every letter, so one that is missing or damaged is told when the workspace is
opened, once, and not by each case when it is built.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from pipeline.errors import WorkspaceError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
LONGEST_SIDE = 10_000  # pixels


def read_picture(office_file: Path, name: str) -> bytes:
    """Read the picture that office.yaml names.

    Args:
        office_file: office.yaml, beside which the picture lies.
        name: what ``kantor.logo`` says.

    Returns:
        The bytes of a PNG that is whole.

    Raises:
        WorkspaceError: it cannot be read, or is no PNG that Word would show.
    """
    try:
        content = (office_file.parent / name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WorkspaceError.of("RNG009", file=office_file, logo=name, reason=reason) from error
    try:
        size_of_png(content)
    except ValueError as error:
        raise WorkspaceError.of("RNG012", file=office_file, logo=name) from error
    return content


def size_of_png(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG that is whole.

    Raises:
        ValueError: it is none, is cut off or damaged, or is larger than any letterhead.
    """
    at, kind, size = len(PNG_SIGNATURE), b"", (0, 0)
    if not content.startswith(PNG_SIGNATURE):
        raise ValueError
    while kind != b"IEND":
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data, check = content[at + 4 : at + 8 + length], content[at + 8 + length :][:4]
        if len(check) < 4 or zlib.crc32(data) != int.from_bytes(check):
            raise ValueError
        if kind == b"IHDR":
            size = int.from_bytes(data[4:8]), int.from_bytes(data[8:12])
        at += 12 + length
    if not all(0 < side <= LONGEST_SIDE for side in size):
        raise ValueError
    return size
