"""Build the cases of a workspace by several workers, and say a line for each result.

Why: a program of its own has an environment of its own, so that a test finds all its processes;
and a test may kill it. Arguments: the workspace, the LibreOffice, the number of workers.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline import soffice
from pipeline.nursery import Recipe
from pipeline.pool import run_pooled
from pipeline.results import CaseResult
from pipeline.soffice import Installation
from pipeline.workspace import Workspace


def main() -> None:
    """Build them all."""
    root, program, jobs = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    found = soffice.find(None)
    if program != "-":
        found = Installation(Path(program), found.version, found.program_dir, kit=False)
    files = Workspace(root).find_cases([])
    results = run_pooled(files, Recipe(root, found, 30.0), jobs, tell)
    print("end", *(result.nomor for result in results), flush=True)


def tell(result: CaseResult) -> None:
    """Say what became of one case."""
    codes = ",".join(problem.code for problem in result.problems if problem.severity == "error")
    print(result.nomor, int(result.exit_code), codes or "-", flush=True)


if __name__ == "__main__":
    main()
