"""What the contract says of a program, told at the text of the Word file in which it stands.

Why: a program holds no more than its tags; whoever mends one looks for its words, and types the
letters that it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contract import faults
from pipeline.contract.faults import Fault
from pipeline.word.finding import Finding
from pipeline.word.places import Stretch
from pipeline.word.script import Program

_STEERS = re.compile(r"\s*\{%(p|tr|tc) ")
# What is wrong with a tag whatever stands around it.
_ANYWHERE = frozenset(
    {
        faults.UNKNOWN_PATH,
        faults.UNKNOWN_FILTER,
        faults.FORBIDDEN,
        faults.OF_A_LIST,
        faults.NOT_FOR_READER,
    }
)


def can_be_told(fault: Fault, made: Program, kinds: Sequence[str], *, lacks: bool) -> bool:
    """Whether a fault stays one when the tags that are left out are mended.

    Args:
        fault: what was found.
        made: the program in which it was found.
        kinds: the kinds of case in which the file makes the document.
        lacks: whether tags or shared parts are left out of the program.
    """
    if fault.code == faults.NEVER_READ:
        return made.is_whole and not lacks
    if made.is_whole:
        return True
    in_every_kind = fault.code != faults.NOT_FOR_READER or len(fault.kinds) == len(kinds)
    return fault.code in _ANYWHERE and in_every_kind


def placed(fault: Fault, place: Stretch, kinds: Sequence[str]) -> Finding:
    """A fault at the text in which it stands, its way out in the letters of the tag there."""
    params = {"expression": fault.expression, **fault.params}
    if len(fault.kinds) < len(kinds):
        params["kinds"] = ", ".join(fault.kinds)
    if steering := _STEERS.match(place.text):
        params["suggestion"] = params.get("suggestion", "").replace("{% ", f"{{%{steering[1]} ")
    cut = fault.expression not in place.quote and fault.expression in place.text
    said = f"… {fault.expression} …" if cut else place.quote  # of a long paragraph
    return Finding(fault.code, place.path, said, fault.severity, params)
