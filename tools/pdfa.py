"""Judge PDFs by veraPDF, as an archive would: `python -m tools.pdfa [--standard ua1] FILE...`.

It prints a line for each file, and one for each rule that it breaks with clause and number of
times; it exits 1 where a file is not valid, 2 where nothing was judged.

Why: a PDF claims to be PDF/A by a line in its metadata, which proves nothing; and what the
validator says must be had by hand too, for a single file. It is built by `tools/verapdf/build.sh`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

JAVA = shutil.which("java") or "java"
BUILT = Path(__file__).parents[1] / ".venv" / "verapdf"
SHARED_JARS = Path("/usr/share/java")  # where Debian's packages put theirs
BINDING = ("jaxb-runtime", "istack-commons-runtime", "txw2")  # Debian's, before the validator's own
STANDARD = "2b"
PATIENCE = 300  # seconds for all files of one call
_QUICK = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # over before C2 would pay


class NotJudgedError(Exception):
    """The validator is not there, or broke down; what it said stands in the message."""


@dataclass(frozen=True)
class Breach:
    """A rule that a PDF breaks.

    Attributes:
        clause: of the standard, ``6.2.11.4.1``.
        test: which of the clause's tests, as the validator counts them.
        times: how often.
        demand: what the rule demands.
    """

    clause: str
    test: int
    times: int
    demand: str

    @property
    def rule(self) -> str:
        """Clause and test in one, as in the validator's own reports: ``6.2.11.4.1-1``."""
        return f"{self.clause}-{self.test}"


@dataclass(frozen=True)
class Verdict:
    """What the validator says of one PDF.

    Attributes:
        state: whether it obeys the standard; ``unreadable`` is no PDF, or an encrypted one.
        checks: how many were made.
        breaches: the rules that it breaks, by clause.
        reason: why it could not be read.
    """

    state: Literal["valid", "invalid", "unreadable"]
    checks: int = 0
    breaches: tuple[Breach, ...] = ()
    reason: str | None = None

    @property
    def rules(self) -> set[str]:
        """The rules that it breaks."""
        return {breach.rule for breach in self.breaches}


def judge(files: Sequence[Path], standard: str = STANDARD) -> list[Verdict]:
    """Hold PDFs to a standard, all in one start of the validator.

    Args:
        files: the PDFs.
        standard: in the validator's words: ``2b`` is PDF/A-2b, ``ua1`` PDF/UA-1.

    Returns:
        The verdict on each, in their order.

    Raises:
        NotJudgedError: the validator is not there, or broke down.
    """
    jars = [SHARED_JARS / f"{name}.jar" for name in BINDING]
    parts = [*jars, BUILT / "validator.jar", BUILT]
    if missing := [part for part in (*parts, BUILT / "Judge.class") if not part.exists()]:
        raise NotJudgedError(f"not there: {missing[0]}; tools/setup.sh dev makes it or says how")
    path = ":".join(map(str, parts))
    try:
        said = subprocess.run(
            [JAVA, *_QUICK, "-cp", path, "Judge", standard, *map(str, files)],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=PATIENCE,
        ).stdout
    except subprocess.CalledProcessError as error:
        raise NotJudgedError(error.stderr.strip()) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotJudgedError(str(error)) from error
    return [_read(line) for _, line in zip(files, said.splitlines(), strict=True)]


def _read(line: str) -> Verdict:
    """Read a verdict as `Judge.java` prints it."""
    state, *rest = line.split("\t")
    if state == "unreadable":
        return Verdict("unreadable", reason=rest[0])
    known = cast(Literal["valid", "invalid"], state)
    return Verdict(known, int(rest[0]), tuple(_breaches(rest[1:])))


def _breaches(fields: Sequence[str]) -> Iterator[Breach]:
    each = iter(fields)
    for clause, test, times, demand in zip(each, each, each, each, strict=True):
        yield Breach(clause, int(test), int(times), demand)


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the files that are named, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.pdfa", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--standard", default=STANDARD, help="2b (the default), 2a, 3b, ua1, ...")
    given = parser.parse_args(arguments)
    try:
        verdicts = judge(given.files, given.standard)
    except NotJudgedError as error:
        print(error, file=sys.stderr)
        return 2
    for file, verdict in zip(given.files, verdicts, strict=True):
        print(f"{file}: {verdict.state}, {verdict.reason or f'{verdict.checks} checks'}")
        for breach in verdict.breaches:
            print(f"  {breach.rule} ({breach.times} times): {breach.demand}")
    return int(any(verdict.state != "valid" for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
