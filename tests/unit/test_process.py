"""Which process took something: told apart by name, and known to be dead as soon as it has ended."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.process import identity, is_dead, place


def test_a_process_that_has_ended_is_known_by_its_name() -> None:
    host, process, chance = identity().split("/")
    assert not is_dead(f"{host}/{process}/{chance}")
    assert is_dead(f"{host}/2147483646/{chance}")
    assert not is_dead(f"elsewhere/2147483646/{chance}")
    assert not is_dead("nonsense")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere only its parent knows")
def test_a_killed_process_is_dead_before_its_parent_has_asked_for_its_end() -> None:
    with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as child:
        owner = f"{place()}/{child.pid}/x"
        assert not is_dead(owner)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # until it has ended; it is still there to be asked
        os.kill(child.pid, 0)
        assert is_dead(owner)
