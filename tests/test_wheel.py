"""The built wheel: it brings along what a new office needs, and runs outside the repository.

Why: every other test finds templates and the starting office in the checkout.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import child_environment

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as `make wheel` does, and unpack it as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=REPOSITORY, capture_output=True, check=True)
    (wheel,) = folder.glob("berkas-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def python(unpacked: Path, folder: Path, *words: str) -> str:
    """Run Python with the unpacked program in a folder, and return what it says."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=child_environment({"PYTHONPATH": str(unpacked)}),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_nothing_of_the_repository_but_the_program(unpacked: Path) -> None:
    """No sample case, draft or test gets into a release."""
    tops = {entry.name for entry in unpacked.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"pipeline"}
    assert not list(unpacked.rglob("*KS-2026*"))


def test_an_office_begins_with_it(unpacked: Path, tmp_path: Path) -> None:
    """`init` and `new` work with what the wheel carries, and make what they make in a checkout."""
    assert python(unpacked, tmp_path, "-c", "import pipeline; print(*pipeline.__path__)") == (
        f"{unpacked / 'pipeline'}\n"
    )
    python(unpacked, tmp_path, "-m", "pipeline", "init", "kantor")
    office = tmp_path / "kantor"
    made = [file.relative_to(office) for file in office.rglob("*") if file.is_file()]
    assert {".docx", ".json", ".png", ".yaml"} <= {name.suffix for name in made}
    for name in made:
        if name.name != ".gitignore":
            assert (office / name).read_bytes() == (REPOSITORY / name).read_bytes(), name
    python(unpacked, office, "-m", "pipeline", "new", "KS-1", "--jenis", "diversi", "--pk", "sr")
    assert (office / "cases" / "KS-1.yaml").is_file()
