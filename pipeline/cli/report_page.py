"""The report of a build as a page that is read in a browser and printed.

Why: it is put on the head's desk or into a file; so it needs nothing beside itself, and looks like
an office's paper. What needs somebody stands first, what went well last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipeline.cli.explain import CHANGES
from pipeline.cli.wording import count
from pipeline.messages import Messages
from pipeline.values import write_date

FORM = Path(__file__).with_name("report.html.jinja")
_LISTS = ("failed", "untried", "built", "unchanged")
MOST_NAMED = 6  # documents of a case; beyond that their number is told
_LISTED = (*CHANGES, "kept", "incomplete", "by_hand")  # headings of a built case's documents


def page(record: dict[str, Any], office: str, messages: Messages) -> str:
    """Write the page.

    Args:
        record: the run, as `run_report` records it.
        office: the office's name.
        messages: the sentences.
    """

    def say(name: str, **params: object) -> str:
        return messages.text(f"report.{name}", **params)

    def documents(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for heading in _LISTED:
            if names := [d["name"] for d in case["documents"] if _heading(d) == heading]:
                few = len(names) <= MOST_NAMED and heading != "same"
                what = ", ".join(names) if few else count(messages, "document", len(names))
                yield say(f"documents_{heading}"), what

    def day(text: str) -> str:
        return write_date(date.fromisoformat(text)) if messages.language == "id" else text

    began = datetime.fromisoformat(record["began"])
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    form = environment.from_string(FORM.read_text(encoding="utf-8"))
    text = form.render(
        say=say,
        documents=documents,
        language=messages.language,
        office=office,
        run=record,
        date=day(began.date().isoformat()),
        time=f"{began:%H.%M}",
        duration=_duration(record["seconds"], messages),
        cases={
            state: [case for case in record["cases"] if case["state"] == state] for state in _LISTS
        },
        late=[
            (case["nomor"], late["document"], day(late["deadline"]))
            for case in record["cases"]
            for late in case["late"]
        ],
    )
    return text + "\n"


def _heading(document: dict[str, Any]) -> str:
    """Under what a document is listed: what became of it; of one that was not made, its state."""
    kept = document["state"] == "kept"
    return str(document["state"] if kept else document["change"] or document["state"])


def _duration(seconds: float, messages: Messages) -> str:
    whole = round(seconds)
    form = "short" if whole < 60 else "long"
    return messages.text(f"report.duration_{form}", minutes=whole // 60, seconds=whole % 60)
