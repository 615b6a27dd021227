"""The people of an office: their numbers, which every letter prints.

Why: a slip in office.yaml is in every letter of the office, and is told once, not once a case.
"""

from __future__ import annotations

from pipeline.errors import Problem
from pipeline.identity_numbers import is_whole_nip, nip_digits, nip_fault
from pipeline.office import Office
from pipeline.yaml_text import Path_, Source, dotted


def office_people(office: Office, source: Source) -> list[Problem]:
    """Judge the NIPs of office.yaml, of ``pejabat`` and ``pk``.

    Args:
        office: what it says.
        source: the file, for the places.

    Returns:
        Warnings, in the order of the file's sections: a number that is too short may be all that
        is known.
    """
    people = [(("pejabat", role, "nip"), one.nip) for role, one in office.pejabat.items()]
    people += [(("pk", code, "nip"), one.nip) for code, one in office.pk.items()]
    told = (_judged(path, nip, source) for path, nip in people if nip)
    return [problem for problem in told if problem is not None]


def _judged(path: Path_, nip: str, source: Source) -> Problem | None:
    digits = nip_digits(nip)
    place = source.place(path)
    if not is_whole_nip(digits):
        count = str(sum(sign.isdecimal() for sign in digits))
        return Problem("KS906", {"digits": count}, source.file, place, dotted(path), "warning")
    if (fault := nip_fault(digits)) is None:
        return None
    params = {"positions": fault[0], "part": fault[1]}
    return Problem("KS907", params, source.file, place, dotted(path), "warning")
