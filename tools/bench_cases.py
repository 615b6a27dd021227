"""Measure judging beside loaders that know nothing of a case, and starting beside bare imports.

Each chunk of files goes through all rivals in turn, in changing order, so that a machine that is
busy for a while is busy for all of them.

Why: a file that is judged whole may not cost much more than one that is merely loaded, or an
officer's editor and a clerk's list of cases wait for it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import yaml
from ruamel.yaml import YAML

from pipeline.checking import check_case
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
from tools.bench_page import Found, Goal

ROOT = Path(__file__).parent.parent
# Share of all cases, and the sample whose text they have: fresh, in work, complete.
SIZES = {
    "small": (0.5, "KS-2026-0002"),
    "medium": (0.35, "KS-2026-0004"),
    "large": (0.15, "KS-2026-0001"),
}
CHUNK = 20
STARTS = 15
BARE = [sys.executable, "-c", "import yaml, click; from pydantic import BaseModel"]
CHECK = [sys.executable, "-m", "pipeline", "-C", str(ROOT), "check"]
GOALS = {"CSafeLoader": 2.0, "ruamel.yaml": 0.1, "imports": 3.0, "memory": 200.0}

Rival = Callable[[Path], object]


def judging(number: int) -> Iterator[Found]:
    """Cases that are only judged, this many; yield what is told."""
    with tempfile.TemporaryDirectory() as folder:
        files = generate(Path(folder), number)
        yield from loading(files)
        yield from memory(Path(folder))
    yield from starting()


def generate(folder: Path, number: int) -> dict[str, list[Path]]:
    """Write cases of three sizes, each with a number, a name and a payment of its own."""
    files: dict[str, list[Path]] = {}
    count = 0
    for size, (share, sample) in SIZES.items():
        text = (ROOT / "cases" / f"{sample}.yaml").read_text(encoding="utf-8")
        text = text.split("\nlampiran:")[0] + "\n"  # no exhibits lie beside generated cases
        for _ in range(round(number * share)):
            count += 1
            nomor = f"KS-2026-{count:05d}"
            file = folder / f"{nomor}.yaml"
            own = text.replace(sample, nomor).replace("  nama: ", f"  nama: {word(count)} ", 1)
            file.write_text(own, encoding="utf-8")
            files.setdefault(size, []).append(file)
    return files


def word(number: int) -> str:
    """A word that belongs to this number alone."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return letters.capitalize()


def loading(files: dict[str, list[Path]]) -> Iterator[Found]:
    """Full checking beside two loaders that know nothing of a case."""
    workplace = open_workplace(Workspace(ROOT))
    rivals: dict[str, Rival] = {
        "berkas check": lambda file: check_case(file, workplace),
        "CSafeLoader": lambda file: yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader),
        "ruamel.yaml": lambda file: YAML(typ="rt").load(file),
    }
    _warm(rivals, [group[0] for group in files.values()], workplace)
    sums = dict.fromkeys(rivals, 0.0)
    for size, group in files.items():
        spent = _alternately(rivals, group)
        for name, seconds in spent.items():
            sums[name] += seconds
        yield _row(size, len(group), spent)
    yield _row("all", sum(map(len, files.values())), sums)
    ours = sums.pop("berkas check")
    for name, seconds in sums.items():
        yield Goal(f"checking beside {name}", ours / seconds, GOALS[name], least=False)


def _warm(rivals: dict[str, Rival], files: Iterable[Path], workplace: Workplace) -> None:
    """Let each rival build what it builds once; and see that ours finds its cases good."""
    for file in files:
        for run in rivals.values():
            run(file)
        if errors := check_case(file, workplace).errors:
            raise SystemExit(f"{file.name} was to be a good case: {errors[0].code}")


def _alternately(rivals: dict[str, Rival], files: Sequence[Path]) -> dict[str, float]:
    spent = dict.fromkeys(rivals, 0.0)
    names = list(rivals)
    for start in range(0, len(files), CHUNK):
        for name in names:
            begun = time.perf_counter()
            for file in files[start : start + CHUNK]:
                rivals[name](file)
            spent[name] += time.perf_counter() - begun
        names.append(names.pop(0))
    return spent


def _row(size: str, number: int, spent: dict[str, float]) -> str:
    times = ", ".join(f"{name} {one / number * 1000:.2f} ms" for name, one in spent.items())
    return f"{number} cases ({size}): {times} each"


def memory(folder: Path) -> Iterator[Found]:
    """Peak memory of a process that checks all cases."""
    call = [sys.executable, "-m", "tools.bench_cases", str(folder)]
    said = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    yield Goal("MB of memory to check all of them", float(said), GOALS["memory"], least=False)


def starting() -> Iterator[Found]:
    """`berkas check` of one case beside the bare imports that it cannot do without."""
    for size, (_, sample) in SIZES.items():
        calls = {"bare": BARE, "check": [*CHECK, sample]}
        spent: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(STARTS):
            for name, call in calls.items():
                begun = time.perf_counter()
                subprocess.run(call, check=True, capture_output=True)
                spent[name].append(time.perf_counter() - begun)
        bare, ours = (statistics.median(times) for times in spent.values())
        yield f"One {size} case: {ours * 1000:.0f} ms, bare imports {bare * 1000:.0f} ms."
        yield Goal(
            f"one {size} case beside its imports", ours / bare, GOALS["imports"], least=False
        )


def main(folder: Path) -> None:
    """Check all cases of a folder, and print the most memory that it took, in MB."""
    workplace = open_workplace(Workspace(ROOT))
    for file in sorted(folder.glob("*.yaml")):
        check_case(file, workplace)
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    most = said.partition("VmHWM:")[2].split()[0]  # rusage's figure has in it who started us
    print(int(most) / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
