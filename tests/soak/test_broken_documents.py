"""Many documents of which a few cannot be made: those few fail, each with its code, and no other.

Why: an office's night must not end at the one document over which LibreOffice stumbles.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.soak.office import Office, open_office, typesetter

SAMPLE = "PM-2026-0002"  # it has one document
NAME = "Wahyono Adi Saputra"
# What spoils a document, as the stand-in for LibreOffice understands it, and what is told of it.
SPOILT = {
    "CRASHES": "KNV004",
    "HANGS": "KNV003",
    "NOTHING": "KNV002",
    "EMPTY": "KNV005",
    "HALF": "KNV005",
    "RUBBISH": "KNV005",
    "BLANK": "KNV006",
    "STRANGER": "KNV006",
}
LIMIT = "1"  # seconds
GOOD, BROKEN = (int(n) for n in os.environ.get("BERKAS_BROKEN", "500:50").split(":"))


def fill(office: Office, names: Mapping[str, str]) -> None:
    """Write a case for each number, with the name of its client."""
    sample = office.root / "cases" / f"{SAMPLE}.yaml"
    text = sample.read_text(encoding="utf-8")
    sample.unlink()
    for nomor, name in names.items():
        case = re.sub(r"(?m)^(klien:\n(?:.*\n)*?  nama:).*$", rf"\1 {name}", text, count=1)
        (office.root / "cases" / f"{nomor}.yaml").write_text(
            case.replace(SAMPLE, nomor), encoding="utf-8"
        )


def numbers(good: int, broken: int) -> tuple[list[str], list[str]]:
    """Numbers of all cases, and of those that shall be broken, evenly among them."""
    found = [f"PM-2026-{1001 + place}" for place in range(good + broken)]
    return found, found[:: (good + broken) // broken][:broken]


def told(office: Office) -> dict[str, dict[str, object]]:
    """Each case of the last report."""
    report = json.loads((office.output / "report.json").read_text(encoding="utf-8"))
    return {case["nomor"]: case for case in report["cases"]}


def codes_by_case(said: str) -> dict[str, set[str]]:
    """The codes of each failed case's errors, from the JSON that a build has said."""
    document = json.loads(said[said.index("{") :])
    found: dict[str, set[str]] = {}
    for problem in document["problems"]:
        if problem["severity"] == "error":
            found.setdefault(_case_of(Path(problem["file"])), set()).add(problem["code"])
    return found


def _case_of(file: Path) -> str:
    """The number of the case that a file belongs to: its case file, or one of its drafts."""
    return file.stem if file.parent.name == "cases" else file.parent.name


def faults_of(office: Office, wanted: Mapping[str, set[str]]) -> list[str]:
    """Build all cases; what must not be: others fail than these, for other reasons, or silently."""
    every = {file.stem for file in (office.root / "cases").iterdir()}
    code, said = office.build("--jobs", "2", "--format", "json")
    bundles = {path.stem for path in (office.output / "bundles").iterdir()}
    failed = {nomor for nomor, case in told(office).items() if case["state"] == "failed"}
    faults = [f"exit {code}"] * (code != 10)
    faults += [f"told: {codes_by_case(said)}"] * (codes_by_case(said) != wanted)
    faults += [f"reported: {sorted(failed)}"] * (failed != wanted.keys())
    faults += [f"not reported: {sorted(every - told(office).keys())}"] * (
        every != told(office).keys()
    )
    faults += [f"bundles: {sorted(bundles ^ (every - failed))}"] * (bundles != every - failed)
    return faults + list(map(str, office.orphans())) + office.strays()


def repeated(office: Office, broken: list[str], number: int) -> list[str]:
    """Build only what failed, mended meanwhile: those, all of them, and nothing else."""
    code, said = office.build("--jobs", "2", "--failed")
    bundles = len(list((office.output / "bundles").iterdir()))
    faults = [f"exit {code}: {said}"] * (code != 0)
    faults += [f"reported: {told(office).keys()}"] * (told(office).keys() != set(broken))
    return faults + [f"{bundles} bundles"] * (bundles != number)


def prove(folder: Path, good: int, broken: int) -> None:
    """LibreOffice stumbles, hangs and lies, over each broken document in one of the ways."""
    office = open_office(folder, [SAMPLE], typesetter(folder), BERKAS_LIMIT=LIMIT)
    every, spoilt = numbers(good, broken)
    ways = {nomor: list(SPOILT)[place % len(SPOILT)] for place, nomor in enumerate(spoilt)}
    fill(office, {nomor: f"Wahyono {ways.get(nomor, 'Adi')}" for nomor in every})
    assert faults_of(office, {nomor: {SPOILT[way]} for nomor, way in ways.items()}) == []
    for nomor, way in ways.items():
        file = office.root / "cases" / f"{nomor}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(way, "Adi"), encoding="utf-8")
    assert repeated(office, spoilt, len(every)) == []


def test_few_among_some(tmp_path: Path) -> None:
    """Every way in which a document is spoilt, once each, among as many good ones."""
    prove(tmp_path, len(SPOILT), len(SPOILT))


@pytest.mark.soak
def test_few_among_many(tmp_path: Path) -> None:
    """The same ways, over and over, among hundreds."""
    prove(tmp_path, GOOD, BROKEN)


@pytest.mark.soak
def test_few_among_many_with_libreoffice(tmp_path: Path) -> None:
    """The real one makes what is good; what lies in place of some drafts is no Word file."""
    office = open_office(tmp_path, [SAMPLE])
    every, spoilt = numbers(GOOD, BROKEN)
    fill(office, dict.fromkeys(every, NAME))
    assert office.build(spoilt[0])[0] == 0
    (draft,) = (office.output / "drafts" / spoilt[0]).glob("*.docx")
    content = draft.read_bytes()
    harms = (content[: len(content) // 2], b"", b"rubbish", content.replace(b"PK\5\6", b"PK\5\7"))
    office.forget()
    for place, nomor in enumerate(spoilt):
        folder = office.output / "drafts" / nomor
        folder.mkdir(parents=True)
        (folder / draft.name).write_bytes(harms[place % len(harms)])
    assert faults_of(office, {nomor: {"SUN002"} for nomor in spoilt}) == []
    for nomor in spoilt:
        (office.output / "drafts" / nomor / draft.name).unlink()
    assert repeated(office, spoilt, len(every)) == []
