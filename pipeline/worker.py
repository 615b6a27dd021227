"""What a worker process does: it makes the cases that it is handed, one after the other.

Why: a worker that dies or hangs takes nothing along but the case that it is at.
"""

from __future__ import annotations

from contextlib import ExitStack
from multiprocessing.connection import Connection

from pipeline import soffice
from pipeline.errors import OfficeError, WorkspaceError
from pipeline.memory import remember
from pipeline.nursery import Answer, Recipe
from pipeline.prepared import prepared_templates
from pipeline.runner import Means, try_case
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace


def work(pipe: Connection, recipe: Recipe) -> None:
    """Answer each case file that comes, until the pipe is closed."""
    with ExitStack() as stack:
        means: Means | None = None
        while True:
            try:
                file = pipe.recv()
            except (EOFError, OSError):
                return
            answer: Answer
            try:
                means = means or _means(recipe, stack)
                answer = try_case(file, means)
            except (OfficeError, WorkspaceError) as error:
                answer = error
            try:
                pipe.send(answer)
            except OSError:
                return  # nobody is there to hear it


def _means(recipe: Recipe, stack: ExitStack) -> Means:
    """Open the workspace and make LibreOffice ready.

    Raises:
        WorkspaceError: the workspace has changed, and cannot be opened any more.
    """
    workplace = open_workplace(Workspace(recipe.root), prepared_templates(recipe.cache))
    memory = remember(workplace, recipe.installation)
    converter = stack.enter_context(soffice.start(recipe.installation, limit=recipe.limit))
    return Means(workplace, converter, memory, recipe.discard_edits)
