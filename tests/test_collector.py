"""The collector rests for one file and is left as it was found."""

from __future__ import annotations

import gc

import pytest

from pipeline.collector import resting


def test_it_rests_and_wakes() -> None:
    """Off within, on behind."""
    with resting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_fault_wakes_it_too() -> None:
    """An error on the way out wakes it as well."""
    with pytest.raises(ValueError, match="fault"), resting():
        raise ValueError("fault")
    assert gc.isenabled()


def test_who_had_stopped_it_finds_it_stopped() -> None:
    """Who runs without a collector keeps running without it."""
    gc.disable()
    try:
        with resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
