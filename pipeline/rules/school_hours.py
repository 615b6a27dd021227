"""When a child is at school, as ``klien.jam_sekolah`` tells it in words.

Why: the key is a line of text that letters print as it is; here as much is read of it as can be
read without guessing.
"""

from __future__ import annotations

import re
from datetime import time

from pipeline.values import DAYS

_DASH = re.compile(r"\s*(?:[-–—]|\bs\.\s?d\.?|\bs/d|\bsampai dengan\b|\bsampai\b|\bhingga\b)\s*")
_DAY = "|".join(DAYS)
_TOKEN = re.compile(
    rf"(?P<every>setiap hari)|\b(?P<day>{_DAY})\b(?:-(?P<to>{_DAY})\b)?"
    r"|(?P<start>\d{1,2}[.:]\d{2})-(?P<end>\d{1,2}[.:]\d{2})"
    r"|\b(?:hari|pukul|jam|wib|wita|wit|dan)\b|[\s,;:.]+"
)

Spans = dict[str, list[tuple[time, time]]]


def school_hours(text: str) -> Spans | None:
    """Read ``Senin–Kamis, 07.00–13.30; Jumat 07.00–11.00``.

    Returns:
        For each day of the week the spans of time; None where a part was not understood, a day
        has no time or a time no day.
    """
    rest = _DASH.sub("-", text.lower().replace("jum'at", "jumat").replace("jum’at", "jumat"))
    found: Spans = {}
    days: list[str] = []
    timed = False
    while rest:
        token = _TOKEN.match(rest)
        if token is None:
            return None
        rest = rest[token.end() :]
        if token["start"]:
            span = _span(token["start"], token["end"])
            if span is None or not days:
                return None
            for day in days:
                found.setdefault(day, []).append(span)
            timed = True
        elif token["every"] or token["day"]:
            days = [] if timed else days
            days = [*days, *_days(token)]
            timed = False
    return found if timed else None


def _days(token: re.Match[str]) -> list[str]:
    if token["every"]:
        return list(DAYS)
    first = DAYS.index(token["day"])
    if not token["to"]:
        return [DAYS[first]]
    length = (DAYS.index(token["to"]) - first) % 7
    return [DAYS[(first + step) % 7] for step in range(length + 1)]


def _span(start: str, end: str) -> tuple[time, time] | None:
    times = []
    for text in (start, end):
        hour, minute = (int(part) for part in re.split("[.:]", text))
        if hour > 23 or minute > 59:
            return None
        times.append(time(hour, minute))
    return (times[0], times[1]) if times[0] < times[1] else None
