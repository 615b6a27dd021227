"""Widths in a terminal, and what may not reach one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.cells import cells, cut, harmless, window


@pytest.mark.parametrize(
    ("text", "width"), [("Aminah", 6), ("山田", 4), ("e\u0301", 1), ("ꦗꦮ", 2), ("Rp\uff11", 4)]
)
def test_cells(text: str, width: int) -> None:
    """An accent that stands alone takes no room, a Chinese character takes two cells."""
    assert cells(text) == width


@pytest.mark.parametrize(
    "steering", ["\x1b[2J", "\r", "\x07", "\u202e", "\u2066", "\u2028", "\x9b"]
)
def test_nothing_steers_the_terminal(steering: str) -> None:
    """Escapes, bells and marks that turn the text around are replaced, one for one."""
    text = harmless(f"a{steering}b")
    assert steering[0] not in text
    assert len(text) == len(steering) + 2


def test_tab_is_a_blank() -> None:
    """A tab becomes one blank, so that the caret's column stays right."""
    assert harmless("a\tb") == "a b"


@given(st.text(), st.integers(1, 40))
def test_cut_fits(text: str, room: int) -> None:
    """Whatever is cut fits, and what fits is not cut."""
    shown = cut(text, room)
    assert cells(shown) <= room
    assert shown == text or cells(text) > room


@given(st.data())
def test_window_points_at_what_it_shows(data: st.DataObject) -> None:
    """However long the line and however wide its characters, the carets stand under the words."""
    letters = st.text(st.sampled_from("ab 山e\u0301"), min_size=1, max_size=300)
    line = harmless(data.draw(letters))
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    shown, before, carets = window(line, start, end, 70)
    assert cells(shown) <= 70
    assert before + carets <= 71
    pointed = [n for n in range(len(shown)) if cells(shown[:n]) == before]
    assert any(shown[n : n + 1] == line[start] for n in pointed) or cells(line[start]) == 0
