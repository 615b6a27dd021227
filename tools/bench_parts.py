"""`berkas build` without its bundles, for a comparison with what makes none.

Why: nobody else's build ends with a bundle; what it costs is told apart. All else is the program
as it is: its plan, its workers, its report.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection
from unittest.mock import patch

from pipeline import pool
from pipeline.__main__ import main

_work = pool._work


def work(pipe: Connection, recipe: pool.Recipe) -> None:
    """Be a worker that makes no bundles."""
    with patch("pipeline.runner.bundle", return_value=None):
        _work(pipe, recipe)


if __name__ == "__main__":
    with patch("pipeline.runner.bundle", return_value=None), patch("pipeline.pool._work", work):
        sys.exit(main())
