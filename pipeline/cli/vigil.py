"""Make something now and each time that one of its files is saved, until somebody ends it.

Why: whoever works in an editor beside it makes slips all the time, and saves again; whatever goes
wrong is told and waited over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.cli import show
from pipeline.cli.faults import bug
from pipeline.errors import BerkasError
from pipeline.messages import Messages
from pipeline.watching import changes


def keep_making(
    look: Callable[[], Mapping[Path, object]],
    make: Callable[[], object],
    messages: Messages,
    every: float = 0.5,
) -> None:
    """Make it now and at each change, until Ctrl-C.

    Args:
        look: the files that it is made of, as they are.
        make: makes it of the files as they are now.
        messages: the sentences.
        every: seconds between two looks.
    """
    waits = False
    try:
        for _ in changes(look, time.sleep, every):
            survive(make, messages)
            if not waits:
                show.err().say(messages.text("templates.watching"))
                waits = True
    except KeyboardInterrupt:
        return


def survive(make: Callable[[], object], messages: Messages) -> bool:
    """Do something, and tell what went wrong.

    Returns:
        Whether nothing did.
    """
    try:
        make()
    except BrokenPipeError:  # nobody reads on
        raise
    except BerkasError as error:
        show.show_problems(show.err(), error.problems, messages)
    except Exception as error:  # noqa: BLE001 - told as a bug, and waited over
        show.show_problems(show.err(), bug(error).problems, messages)
    else:
        return True
    return False
