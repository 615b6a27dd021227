"""Zip files put together from members that are packed already."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.packing import packed, zipped

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\"), min_size=1
)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=2000), max_size=6)


@given(CONTENTS)
def test_what_goes_in_comes_out(contents: dict[str, bytes]) -> None:
    """Names in their order, contents and checksums, as another reader of zip files finds them."""
    made = zipped([packed(name, content) for name, content in contents.items()])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert package.namelist() == list(contents)
        assert [package.read(name) for name in contents] == list(contents.values())


def test_the_clock_and_the_machine_play_no_part() -> None:
    """All members have the earliest date that a zip can hold, and a mode of their own."""
    with zipfile.ZipFile(io.BytesIO(zipped([packed("a.xml", b"<a/>" * 99)]))) as package:
        (info,) = package.infolist()
    assert info.date_time == (1980, 1, 1, 0, 0, 0)
    assert (info.create_system, info.external_attr >> 16, info.extra) == (3, 0o600, b"")
    assert info.compress_type == zipfile.ZIP_DEFLATED
    assert info.compress_size < info.file_size
