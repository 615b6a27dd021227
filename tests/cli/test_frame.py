"""The frame of all commands: what a group of them must say of itself."""

from __future__ import annotations

import click
import pytest

from pipeline.cli.frame import Branch, Frame


def test_a_group_says_what_stands_below_it() -> None:
    """A group that leaves out one of its answers fails when it is made, not when it is asked."""
    (group,) = {base for base in Frame.__bases__ if base in Branch.__bases__}
    assert issubclass(group, click.Group)
    with pytest.raises(TypeError, match="abstract methods"):
        group("kosong")
