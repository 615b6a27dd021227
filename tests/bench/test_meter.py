"""Whether the bench counts what it says that it counts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial

import pytest

from tools.bench_meter import Way, children_of, in_turn, measured, of_tree, ratio

_BUSY = 0.3  # seconds of processor
_BURN = f"import time\nwhile time.process_time() < {_BUSY}: pass"
# Starts one that is busy, and is gone before it ends.
_LEAVE = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {_BURN!r}])"
# Starts one that is busy, and is killed before it could wait for it.
_KILLED = f"{_LEAVE}\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize("program", [_BURN, _LEAVE, _KILLED], ids=["waited", "left", "killed"])
def test_processor_time_is_that_of_all_that_was_started(program: str) -> None:
    """What outlives its parent counts too, also where the parent was killed."""
    spent = measured(lambda: subprocess.run([sys.executable, "-c", program], check=False))
    assert _BUSY <= spent.processor < 10 * _BUSY


def test_wall_time_ends_with_the_work() -> None:
    """Waiting for what was left behind is not laid to the work's charge."""
    sleeper = "import subprocess; subprocess.Popen(['sleep', '3'])"
    spent = measured(lambda: subprocess.run([sys.executable, "-c", sleeper], check=True))
    assert spent.wall < 3


def test_a_server_that_runs_already_is_counted_while_it_works() -> None:
    """What it did before is not, what it does meanwhile is."""
    serve = f"{_BURN}\nprint(flush=True)\ninput()\nuntil = time.process_time() + {_BUSY}\n"
    serve += "while time.process_time() < until: pass\nprint(flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", serve], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as server:
        assert server.stdin
        assert server.stdout
        server.stdout.readline()
        stdin, stdout = server.stdin, server.stdout
        spent = measured(lambda: (stdin.write(b"\n"), stdout.readline()), [server.pid])
        stdin.write(b"\n")
    assert _BUSY * 0.9 <= spent.processor < 1.9 * _BUSY


def test_a_work_that_fails_is_no_figure(capfd: pytest.CaptureFixture[str]) -> None:
    """It is an error, and why is told."""
    with pytest.raises(RuntimeError, match="no end"):
        measured(lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_tree_of_processes_is_seen() -> None:
    """Children of a process are found by the system's own list."""
    with subprocess.Popen(["sleep", "5"]) as child:
        assert child.pid in set(children_of(os.getpid()))
        assert of_tree(child.pid) < 1
        child.kill()


def test_all_ways_take_turns(capsys: pytest.CaptureFixture[str]) -> None:
    """Each goes first once, what makes all as it was is not measured, and rounds are told."""
    order: list[str] = []

    def slow(name: str) -> None:
        order.append(name)
        time.sleep(0.1)

    names = ("a", "b")
    ways = {name: Way(lambda: None, before=partial(slow, name)) for name in names}
    spent = in_turn(ways, 2)
    assert order == ["a", "b", "b", "a"]
    assert [len(spent[name]) for name in names] == [2, 2]
    assert max(one.wall for rounds in spent.values() for one in rounds) < 0.1
    assert "round 2 of 2: a " in capsys.readouterr().err


def test_ratios_are_taken_round_by_round() -> None:
    """A round in which all was slow does not move them."""
    found = ratio([2.0, 20.0, 6.0], [1.0, 10.0, 2.0])
    assert (found.median, found.low, found.high) == (2.0, 2.0, 3.0)
    assert str(found) == "2.00 (2.00–3.00)"


def test_rounds_that_do_not_match_are_no_ratio() -> None:
    """Each round has both."""
    with pytest.raises(ValueError, match="zip"):
        ratio([1.0], [1.0, 2.0])
