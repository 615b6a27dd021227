"""Where a build's processor time goes: by process, and in the workers by stage.

    BENCH_PROFILE=FOLDER python -m tools.bench_profile -C FOLDER build --jobs 2

Each process leaves its seconds in a file of its own as it goes, since workers are ended without a
word. A stage that runs within another counts for itself alone. What a worker's LibreOffice takes is
read from the system; all that nobody tells is the rest of what `bench_meter` has counted.

Why: what is to be quicker next is where the time goes, and not where one thinks that it does.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.__main__ import main

LOADING = "start: loading the program, opening the workspace"
REST = "what workers are copied from, janitors, and what ends unseen"
_STAGES = {
    ("pipeline.runner", "check_case"): "reading and judging",
    ("pipeline.runner", "render"): "filling",
    ("pipeline.runner", "render_front"): "filling cover and contents",
    ("pipeline.runner", "convert"): "handing to LibreOffice, reading its pages",
    ("pipeline.runner", "bundle"): "bundling, and reading it back",
    ("pipeline.delivery", "publish"): "publishing",
}


class Watch:
    """The processor seconds of this process, by what it was at."""

    def __init__(self) -> None:
        """Begin; what was used until now was spent on loading."""
        self._spent: dict[str, float] = defaultdict(float)
        self._at = ["between the stages"]
        self._since = 0.0

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        """Lay what is used meanwhile to a stage's charge."""
        self._lay(LOADING if not self._spent else self._at[-1])
        self._at.append(stage)
        try:
            yield
        finally:
            self._lay(self._at.pop())

    def _lay(self, stage: str) -> None:
        now = time.process_time()
        self._spent[stage] += now - self._since
        self._since = now

    def seconds(self) -> dict[str, float]:
        """All until now."""
        self._lay(self._at[-1] if self._spent else LOADING)
        return dict(self._spent)


def watched(stage: str, work: Callable[..., Any], watch: Watch, tell: Callable[[], None]) -> Any:
    """The same work, which tells how long it took."""

    @functools.wraps(work)
    def watching(*arguments: Any, **named: Any) -> Any:
        with watch.at(stage):
            result = work(*arguments, **named)
        tell()
        return result

    return watching


def together(folder: Path, processor: float) -> dict[str, dict[str, float]]:
    """What all processes of a build have left, by kind of process and stage.

    Args:
        folder: where they left it.
        processor: all that the build took; the rest is what nobody told.
    """
    spent: dict[str, dict[str, float]] = {}
    for file in sorted(folder.iterdir()):
        for kind, stages in json.loads(file.read_text(encoding="utf-8")).items():
            sums = spent.setdefault(kind, defaultdict(float))
            for stage, seconds in stages.items():
                sums[stage] += seconds
    told = sum(sum(stages.values()) for stages in spent.values())
    return {kind: dict(stages) for kind, stages in spent.items()} | {
        "others": {REST: processor - told}
    }


def _leave(told: Mapping[str, Mapping[str, float]]) -> None:
    file = Path(os.environ["BENCH_PROFILE"]) / f"{os.getpid()}.json"
    fresh = file.with_suffix(".fresh")
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(file)


def _in_worker() -> None:
    from tools.bench_meter import children_of, of_tree  # noqa: PLC0415 - only here

    watch = Watch()

    def tell() -> None:
        office = sum(map(of_tree, children_of(os.getpid())))
        _leave({"workers": watch.seconds(), "LibreOffice": {"all of it": office}})

    for (module, name), stage in _STAGES.items():
        names = vars(importlib.import_module(module))  # whoever hands out the cases loads it not
        names[name] = watched(stage, names[name], watch, tell)


def _coordinate() -> int:
    atexit.register(lambda: _leave({"who hands out the cases": {"all of it": time.process_time()}}))
    return main()


if __name__ == "__mp_main__":  # so a worker calls it
    _in_worker()
if __name__ == "__main__":
    sys.exit(_coordinate())
