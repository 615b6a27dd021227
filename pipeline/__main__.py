"""Where the program begins: `berkas` and `python -m pipeline` are the same.

Why: Python takes a while to load the command line, and Ctrl-C may come meanwhile. So this module
loads nothing before it is ready for that.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Load the command line, run it, and return its exit code.

    Plugins of pydantic that another program left on this machine have no part in judging a case.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from pipeline.cli import main as run  # noqa: PLC0415 - Ctrl-C may come during this

        return run()
    except KeyboardInterrupt:
        return 130  # ExitCode.INTERRUPTED, which may not be loaded yet


if __name__ == "__main__":
    sys.exit(main())
