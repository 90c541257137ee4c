"""A second of each attack: everybody else is answered, and memory stays bounded. How fast, the bench says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import bot as bots
from tests.siege.attacks import ATTACKS
from tests.siege.besiege import besiege

MOST_MEGABYTES = 260
"""What serving takes, and sixty-four bodies of a megabyte twice: in pieces and put together."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_others_are_answered(tmp_path: Path, attack: str) -> None:
    with bots.bot(tmp_path) as ours:
        found = besiege(ours, attack, 1.0)
    assert found.health
    assert found.refused == 0
    assert found.acknowledged == 1
    assert found.megabytes < MOST_MEGABYTES
