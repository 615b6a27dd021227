"""`berkas watch`: a save becomes pages, and nothing that an editor does ends it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import REPOSITORY, Answer, child_environment
from tests.soffice.processes import alive, becomes_true, workers

Run = Callable[..., Answer]
NOMOR, OTHER = "KS-2026-0003", "KS-2026-0009"
NAME = "Wahyono Adi Saputra"


class Watching:
    """A running `berkas watch`, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Listen to it."""
        self.process = process
        self.said: list[str] = []
        self._seen = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    def hears(self, words: str) -> bool:
        """Whether it says these words within a while, after what was heard before."""

        def said() -> bool:
            for number in range(self._seen, len(self.said)):
                if words in self.said[number]:
                    self._seen = number + 1
                    return True
            return False

        return becomes_true(said, 30)

    @property
    def news(self) -> str:
        """What it has said since."""
        return "".join(self.said[self._seen :])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with one sample case."""
    root = tmp_path / "kantor"
    root.mkdir()
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    (root / "cases").mkdir()
    shutil.copy(REPOSITORY / "cases" / f"{NOMOR}.yaml", root / "cases")
    return root


@contextmanager
def watching(root: Path, *words: str) -> Iterator[Watching]:
    """Start it; at the end nothing of it is left."""
    temporary = root.parent / "sementara"
    temporary.mkdir()
    environment = child_environment({"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"})
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "--lang", "en", "-C", str(root), "watch", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    ) as process:
        try:
            yield Watching(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert becomes_true(lambda: not alive(temporary) and not list(temporary.iterdir()))


def save(file: Path, text: str) -> None:
    """Save as an editor does: a fresh file takes the old one's name."""
    fresh = file.with_name(f".{file.name}.swp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def test_what_an_officer_does_in_a_morning(office: Path) -> None:
    """A slip, half a file, a mended one, a new case, a closed one: each is told, none ends it."""
    file = office / "cases" / f"{NOMOR}.yaml"
    pdf = office / "output" / "drafts" / NOMOR / "surat_tugas.pdf"
    good = file.read_text(encoding="utf-8")
    with watching(office, str(office / "cases")) as seen:
        assert seen.hears(f"{NOMOR} made in")
        assert seen.hears("Waiting for changes")
        first = pdf.read_bytes()

        save(file, good.replace("nama:", "namma:", 1))
        assert seen.hears("namma")
        assert seen.hears(f"{NOMOR} cannot be made whole yet")
        file.write_text(good[: len(good) // 3] + "\n  'x", encoding="utf-8")
        assert seen.hears(f"{NOMOR} cannot be made whole yet")
        assert pdf.read_bytes() == first

        save(file, good.replace("pk: dw", "pk: sr", 1))
        assert seen.hears(f"{NOMOR} made in")
        assert seen.hears("surat_tugas.pdf")
        assert pdf.read_bytes() != first
        file.write_text(file.read_text(encoding="utf-8") + "# catatan\n", encoding="utf-8")
        assert seen.hears(f"{NOMOR} checked in")

        save(office / "cases" / f"{OTHER}.yaml", good.replace(NOMOR, OTHER))
        assert seen.hears(f"{OTHER} made in")
        file.unlink()
        save(office / "cases" / f"{OTHER}.yaml", good.replace(NOMOR, OTHER) + "# catatan\n")
        assert seen.hears(f"{OTHER} checked in")
        assert "BUG" not in seen.news


def test_what_all_cases_hang_on(office: Path) -> None:
    """A broken office.yaml is told and waited over; a template makes the case again."""
    template = office / "templates" / "surat_tugas.docx"
    pdf = office / "output" / "drafts" / NOMOR / "surat_tugas.pdf"
    text = (office / "office.yaml").read_text(encoding="utf-8")
    with watching(office, NOMOR) as seen:
        assert seen.hears("Waiting for changes")
        first = pdf.read_bytes()
        save(office / "office.yaml", text.replace("kertas: A4", "kertas: A9"))
        assert seen.hears("SKM020")
        file = office / "cases" / f"{NOMOR}.yaml"
        save(file, file.read_text(encoding="utf-8") + "# catatan\n")
        assert seen.hears("SKM020")
        save(office / "office.yaml", text.replace("kertas: A4", "kertas: F4"))
        assert seen.hears(f"{NOMOR} made in")
        assert len([line for line in seen.said if "SKM020" in line]) == 2
        assert pdf.read_bytes() != first
        save(office / "office.yaml", text)
        assert seen.hears(f"{NOMOR} made in")
        assert pdf.read_bytes() == first

        content = template.read_bytes()
        template.unlink()  # as Word does while it saves
        assert seen.hears("surat_tugas.docx")
        template.write_bytes(content)
        assert seen.hears(f"{NOMOR} checked in")
        assert pdf.read_bytes() == first


def test_libreoffice_dies_between_two_saves(office: Path) -> None:
    """Another one takes over, and the save becomes pages all the same."""
    file = office / "cases" / f"{NOMOR}.yaml"
    with watching(office, NOMOR) as seen:
        assert seen.hears("Waiting for changes")
        (worker,) = workers(office.parent / "sementara")
        os.kill(worker, signal.SIGKILL)
        save(file, file.read_text(encoding="utf-8").replace("pk: dw", "pk: sr", 1))
        assert seen.hears(f"{NOMOR} made in")
        assert workers(office.parent / "sementara") != [worker]


def test_what_was_told_before_is_counted(office: Path) -> None:
    """A warning is shown once; the next save shows what is new, and how many still hold."""
    file = office / "cases" / f"{NOMOR}.yaml"
    good = file.read_text(encoding="utf-8")
    with watching(office, NOMOR) as seen:
        assert seen.hears(f"Making {NOMOR}")
        assert seen.hears("`kesimpulan`")
        assert seen.hears("Waiting for changes")
        save(file, "# catatan\n" + good.replace("nama:", "namma:", 1))
        assert seen.hears("namma")
        assert seen.hears("told before")
        save(file, "# catatan\n" + good.replace("pk: dw", "pk: sr", 1))
        assert seen.hears("told before")
        assert seen.hears(f"{NOMOR} made in")
    shown = "".join(seen.said)
    assert shown.count("`kesimpulan`") == 2  # the warning and its hint, at the start alone


def test_without_names_a_case_is_made_from_its_first_save_on(office: Path) -> None:
    """Nothing is made at the start; what is saved is."""
    file = office / "cases" / f"{NOMOR}.yaml"
    with watching(office) as seen:
        assert seen.hears("Waiting for changes")
        assert not (office / "output" / "drafts").exists()
        file.touch()
        assert seen.hears(f"{NOMOR} made in")


def test_a_form_that_cannot_flow(run: Run, workspace: Path) -> None:
    """It goes on without end, so it is told as text alone."""
    answer = run("watch", "--format", "json")
    assert answer.code == 2
    assert "PGN013" in answer.out + answer.err
