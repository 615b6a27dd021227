"""`python -m pipeline` is `berkas`. Why: it runs where no script was installed, and in tests."""

from __future__ import annotations

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())
