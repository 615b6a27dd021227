"""What a template was made into, kept for the next run: its code, and that its readers are right.

Code lies there, so the folder must be the user's own, with nobody else to write in it. Never is it
in a workspace, which others may write to.

Why: to make an office's templates ready takes two seconds; a letter takes a fiftieth of that.
"""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from pipeline.edition import edition
from pipeline.store import Store

FOLDER = "templates"
MOST = 50_000_000  # bytes; some hundred templates of each of several offices

log = logging.getLogger(__name__)


def prepared_templates(cache: Path | None) -> Store | None:
    """Where they are kept; None where the folder cannot be had, or is not the user's alone.

    Args:
        cache: the folder for what this program keeps of the user's; None keeps nothing.
    """
    if cache is None:
        return None
    folder = cache / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = folder.lstat()
    except OSError as error:
        log.debug("templates are made ready each time: %s", error.strerror)
        return None
    if not stat.S_ISDIR(state.st_mode) or _is_open(state):
        log.debug("templates are made ready each time: others may write to %s", folder)
        return None
    return Store(folder, edition(), MOST)


def _is_open(state: os.stat_result) -> bool:
    """Whether somebody else may put files there; on Windows a user's folders are closed."""
    if not hasattr(os, "getuid"):
        return False
    return state.st_uid != os.getuid() or bool(state.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
