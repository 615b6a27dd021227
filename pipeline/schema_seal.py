"""What the editor's schema was made from, in a line at its top.

Why: `check` looks each time, and to make the schema anew and compare takes longer than the rest
of what `check` does for a case. `berkas schema --check` does compare the whole.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from pipeline import __version__
from pipeline.office import Office

SECTIONS = ("pk", "lokasi", "instansi")
TOP = 400  # the seal stands within these first bytes of the file


def seal(office: Office) -> str:
    """What a schema depends on: the program's version, and the office's codes with their names."""
    codes = [
        [code, entry.nama] for name in SECTIONS for code, entry in office.entries(name).items()
    ]
    sum_ = zlib.crc32(json.dumps(codes).encode())
    return f"berkas {__version__}, {len(codes)} kode, {sum_:08x}"


def is_outdated(file: Path, office: Office) -> bool:
    """Whether an editor works without a schema, or with another office's or version's.

    A workspace whose editor was never set up (no ``.vscode`` folder) has nothing stale.
    """
    if not file.parent.is_dir():
        return False
    try:
        with file.open("rb") as stream:
            return seal(office).encode() not in stream.read(TOP)
    except OSError:
        return True
