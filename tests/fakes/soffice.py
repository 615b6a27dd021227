#!/usr/bin/env python3
"""A stand-in for soffice that does with each document what the document says.

A document is a text: ``good`` becomes a PDF of those words, ``hangs`` never ends, ``crashes``
kills the program, ``crashes once FILE`` does so unless FILE is there, ``nothing`` leaves no file,
``empty`` an empty one, ``rubbish`` one that is no PDF, ``cut`` half a PDF. Whatever else it is
(LibreOffice's trial document) becomes a PDF. Its exit code is zero, as LibreOffice's is.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PDF = b"%PDF-1.7\n% "
END = b"\n%%EOF\n"


def crash() -> None:
    """End as a program does that touched memory that is not its own."""
    os.kill(os.getpid(), signal.SIGSEGV)


def convert(document: bytes, target: Path) -> None:
    """Do what the document says."""
    order, _, argument = document.partition(b" once ")
    if order == b"hangs":
        # LibreOffice's starter has the office as its child, and both hang.
        subprocess.run([sys.executable, "-c", "import time; time.sleep(600)", target], check=True)
    elif order == b"crashes" and not argument:
        crash()
    elif order == b"crashes" and not Path(argument.decode()).exists():
        Path(argument.decode()).touch()
        crash()
    elif order == b"cut":
        target.write_bytes(PDF)
        time.sleep(600)
    elif order == b"rubbish":
        target.write_bytes(b"rubbish")
    elif order == b"empty":
        target.write_bytes(b"")
    elif order != b"nothing":
        target.write_bytes(PDF + document + END)


def main() -> None:
    """Answer as soffice does."""
    if "--version" in sys.argv:
        print("LibreOffice 7.4.7.2 40(Build:2)\n")
        return
    folder = Path(sys.argv[sys.argv.index("--outdir") + 1])
    for name in sys.argv[sys.argv.index("--outdir") + 2 :]:
        convert(Path(name).read_bytes(), folder / f"{Path(name).stem}.pdf")


if __name__ == "__main__":
    main()
