"""A moment of each attack: everybody else is answered, and memory stays bounded. How fast, the bench says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import bot as bots
from tests.siege.attacks import ATTACKS
from tests.siege.besiege import Outcome, besiege

MOST_MEGABYTES = 260
"""What serving takes, and sixty-four bodies of a megabyte twice: in pieces and put together."""


def test_others_are_answered_whatever_comes(tmp_path: Path) -> None:
    """One attack after the other on the same bot, for a moment each."""
    with bots.bot(tmp_path) as ours:
        for attack in ATTACKS:
            holds(besiege(ours, attack, 0.2), attack)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_others_are_answered(tmp_path: Path, attack: str) -> None:
    with bots.bot(tmp_path) as ours:
        holds(besiege(ours, attack, 2.0), attack)


def holds(found: Outcome, attack: str) -> None:
    assert found.health, attack
    assert found.refused == 0, attack
    assert found.acknowledged == 1, attack
    assert found.megabytes < MOST_MEGABYTES, attack
