"""`berkas build` without its bundles, for a comparison with what makes none.

    BENCH_FRONT=yes python -m tools.bench_parts -C FOLDER build --jobs 2

Cover and contents are still made with BENCH_FRONT. All else is the program as it is: its plan, its
workers, its report. Only workers are changed, so there must be some.

Why: nobody else's build ends with a bundle; what it costs is told apart, and is measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pipeline.__main__ import main


def no_bundle(nomor: str, parts: Sequence[object], front: object, *, title: str) -> bytes:
    """Stand in for the bundling; an empty file is published in a bundle's place."""
    return b""


def _in_worker() -> None:
    from pipeline import runner  # noqa: PLC0415 - whoever hands out the cases loads it not
    from pipeline.documents import ContentsLine, Part  # noqa: PLC0415
    from pipeline.stages.bundle import Front  # noqa: PLC0415

    def only_front(nomor: str, parts: Sequence[Part], front: Front, *, title: str) -> bytes:
        page, lines = 3, []  # as in most bundles, cover and contents are a page each
        for number, part in enumerate(parts, 1):
            lines.append(ContentsLine(number, part.title, part.note, page))
            page += part.pages
        front(lines)
        return b""

    wanted = only_front if os.environ.get("BENCH_FRONT") else no_bundle
    vars(runner)["bundle"] = wanted


if __name__ == "__mp_main__":  # so a worker calls it
    _in_worker()
if __name__ == "__main__":
    sys.exit(main())
