"""The report of the last build, beside what it made: `output/report.json` and `report.html`.

No value of a case stands in it: numbers of cases, names of documents, codes and titles of messages.

Why: nobody watches a build of the night; the office reads in the morning what it made, what failed
and why, and repeats only that.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.explain import label, was_left
from pipeline.cli.plan import Planned
from pipeline.cli.wording import once
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import Messages
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.results import CaseResult

VERSION = 1
STATES = ("built", "unchanged", "failed", "untried")
REPEAT = "berkas build --failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One build, as far as it came.

    Attributes:
        planned: the cases that it was to make.
        results: what became of those that it came to.
        began: when it began.
        seconds: how long it took.
        interrupted: whether it was stopped before its end.
    """

    planned: Sequence[Planned]
    results: Sequence[CaseResult]
    began: datetime
    seconds: float
    interrupted: bool = False


def write_report(run: Run, workspace: Workspace, office: str, messages: Messages) -> None:
    """Put both forms in place, together.

    Args:
        run: what is reported.
        workspace: where it ran.
        office: the office's name.
        messages: the sentences.

    Raises:
        WorkspaceError: the disk does not take them.
    """
    from pipeline.cli.report_page import page
    from pipeline.publish import publish

    record = told(run, workspace.root, messages)
    record["earlier"] = _left_over(workspace, run.planned)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    html = page(record, office, messages)
    publish({_file(workspace): text.encode(), page_file(workspace): html.encode()})


def page_file(workspace: Workspace) -> Path:
    """The report that people read."""
    return workspace.output / "report.html"


def told(run: Run, root: Path, messages: Messages) -> dict[str, Any]:
    """A run as plain values, the cases in the order in which they were to be made."""
    results = {os.path.realpath(result.file): result for result in run.results}
    cases = [
        _case(planned, results.get(os.path.realpath(planned.file)), root, messages)
        for planned in run.planned
    ]
    states = Counter(case["state"] for case in cases)
    return {
        "version": VERSION,
        "began": run.began.isoformat(timespec="seconds"),
        "seconds": round(run.seconds, 1),
        "interrupted": run.interrupted,
        "counts": {"cases": len(cases), **{state: states[state] for state in STATES}},
        "cases": cases,
        "repeat": REPEAT if states["failed"] else None,
    }


def failed_cases(workspace: Workspace, files: Sequence[Path] | None) -> list[Path]:
    """The cases that the last report says failed, as far as they are still there.

    Args:
        workspace: where it ran.
        files: only these; None takes all.

    Raises:
        UsageError: there is no report that can be read.
    """
    record = _read(workspace)
    if record is None:
        raise UsageError.of("PGN015", folder=workspace.output)
    found = [file for case in _failed(record) if (file := workspace.root / case["file"]).is_file()]
    if files is None:
        return found
    failed = set(map(os.path.realpath, found))
    return [file for file in files if os.path.realpath(file) in failed]


def _file(workspace: Workspace) -> Path:
    return workspace.output / "report.json"


def _failed(record: dict[str, Any]) -> list[dict[str, str]]:
    """Cases that failed in the run of a report, or before it and were not tried since."""
    own = [case for case in record["cases"] if case["state"] == "failed"]
    entries = [*own, *record["earlier"]]
    return [{"nomor": str(case["nomor"]), "file": str(case["file"])} for case in entries]


def _left_over(workspace: Workspace, planned: Iterable[Planned]) -> list[dict[str, str]]:
    """Cases that had failed before and that this run was not asked for.

    Why: one case built in the morning must not take the night's failures out of sight.
    """
    record = _read(workspace)
    asked = {os.path.realpath(each.file) for each in planned}
    return [
        case
        for case in (_failed(record) if record else ())
        if (file := workspace.root / case["file"]).is_file() and os.path.realpath(file) not in asked
    ]


def _read(workspace: Workspace) -> dict[str, Any] | None:
    """The last report; None where there is none that can be read."""
    try:
        record: dict[str, Any] = json.loads(_file(workspace).read_bytes())
        _failed(record)
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None
    return record


def _case(
    planned: Planned, result: CaseResult | None, root: Path, messages: Messages
) -> dict[str, Any]:
    file = planned.file
    return {
        "nomor": result.nomor if result else file.stem,
        "file": file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file),
        "state": _state(result),
        "late": [{"document": name, "deadline": day.isoformat()} for name, day in planned.late],
        **(_outcome(result, messages) if result else {}),
    }


def _state(result: CaseResult | None) -> str:
    if result is None:
        return "untried"
    if result.exit_code != ExitCode.DONE:
        return "failed"
    return "unchanged" if was_left(result) else "built"


def _outcome(result: CaseResult, messages: Messages) -> dict[str, Any]:
    errors = once(problem for problem in result.problems if problem.severity == "error")
    return {
        "exit_code": int(result.exit_code),
        "reasons": list(result.reasons),
        "documents": [
            {"name": label(document), "state": document.state, "change": document.change}
            for document in result.documents
        ],
        "bundle": f"bundles/{result.bundle.name}" if result.bundle else None,
        "problems": [
            {
                "code": problem.code,
                "title": messages.problems[problem.code]["title"],  # it holds no value of a case
                "line": problem.place.line if problem.place else None,
            }
            for problem in errors
        ],
    }
