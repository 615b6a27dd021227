"""Who is there already: one client in one request, however it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake.roster import Client, Roster, client_of, roster_of

KNOWN = {
    "klien.nama": "Suwarno Hadi",
    "klien.tanggal_lahir": "1988-03-12",
    "permintaan.nomor": "W13-PK 01",
    "permintaan.tanggal": "18 Februari 2026",
}


def client(**other: str) -> Client:
    """The known client with other texts; double underscores stand for dots."""
    values = {**KNOWN, **{key.replace("__", "."): text for key, text in other.items()}}
    return client_of(lambda key: values.get(key, ""))


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"klien__nama": "SUWARNO  HADI"},
        {"permintaan__nomor": "w13-pk01"},
        {"klien__tanggal_lahir": ""},
        {"klien__tanggal_lahir": "12 Maret 1988"},
        {"permintaan__tanggal": "2026-02-19"},
        {"klien__nik": "3398041203880002"},
    ],
)
def test_the_same(other: dict[str, str]) -> None:
    """Letter case, blanks, the spelling of a date and what only one of them states do not part."""
    assert client().is_same(client(**other))


@pytest.mark.parametrize(
    "other",
    [
        {"klien__nama": "Suwarno"},
        {"permintaan__nomor": "W13-PK 02"},
        {"permintaan__nomor": ""},
        {"klien__tanggal_lahir": "1988-03-13"},
    ],
)
def test_another(other: dict[str, str]) -> None:
    """Another name, request or birthday is another case: two clients may have one name."""
    assert not client().is_same(client(**other))


def test_without_a_number_the_day_of_the_request_tells() -> None:
    """Where no request has a number, its day tells the requests apart."""
    first = client(permintaan__nomor="")
    assert first.is_same(client(permintaan__nomor=""))
    assert not first.is_same(client(permintaan__nomor="", permintaan__tanggal="2026-02-19"))


def test_the_cases_of_a_workspace(tmp_path: Path) -> None:
    """Clients are read from case files as text; a file that cannot be read is named."""
    good, bad = tmp_path / "RE-2026-0001.yaml", tmp_path / "RE-2026-0002.yaml"
    good.write_text("klien: {nama: Suwarno Hadi}\npermintaan: {nomor: W13-PK 01}\nsalah: [\n]\n")
    bad.write_text("klien: [")
    roster = roster_of([good, bad])
    assert roster.unread == [bad]
    assert roster.find(client()) == "RE-2026-0001"
    assert roster.find(client(klien__nama="Tarsiman")) == ""


def test_nobody_without_a_name_is_known() -> None:
    """Two rows without a name are not one client."""
    roster = Roster()
    roster.add(client(klien__nama=""), "Sheet1!2")
    assert roster.find(client(klien__nama="")) == ""
