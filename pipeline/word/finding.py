"""What is found in a Word file: a code, the place, the words that stand there.

Why: a survey tells many things at once, and whoever asked for it makes problems of them with the
file's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        code: of its message.
        path: where it is, as `pipeline.word.places` counts; empty for the file as a whole.
        where: the words near which it is, without quotes.
        severity: whether it refuses the template.
        params: what else its message says.
    """

    code: str
    path: str = ""
    where: str = ""
    severity: Severity = "error"
    params: Mapping[str, str] = field(default_factory=dict)


def finding(
    code: str, path: str = "", *, where: str = "", severity: Severity = "error", **params: str
) -> Finding:
    """Make a finding of its parts."""
    return Finding(code, path, where, severity, params)
