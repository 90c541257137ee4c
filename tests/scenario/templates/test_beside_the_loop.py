"""What is computed over all templates of a project is computed beside the event loop: others are answered meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.cards.blocks import sheet
from bot.templates import parity
from bot.templates.check import Surroundings
from bot.understanding.names import Names
from tests.worlds.bot_world import BotWorld, words


@pytest.mark.parametrize(
    ("typed", "owner", "name"),
    [
        ("whatsapp templates languages", parity, "differences"),
        ("whatsapp templates languages csv=me", sheet, "as_csv"),
        ("whatsapp templates health csv=me", sheet, "as_csv"),
        ("whatsapp templates check order_update EN_US", Surroundings, "of"),
        ("how is Sunny Bank doing?", Names, "indexed"),
    ],
)
async def test_it_keeps_nobody_waiting(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch, typed: str, owner: Any, name: str
) -> None:
    threads = recorded(monkeypatch, owner, name)
    answer = await world.slash(typed)
    assert threads, words(answer)
    assert threading.main_thread() not in threads


def recorded(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> set[threading.Thread]:
    """The threads that call it from now on."""
    original: Callable[..., Any] = getattr(owner, name)
    threads: set[threading.Thread] = set()

    def record(*given: Any, **named: Any) -> Any:
        threads.add(threading.current_thread())
        return original(*given, **named)

    monkeypatch.setattr(owner, name, record)
    return threads


async def test_names_that_are_known_already_make_no_new_index(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows something paid for all names of the project with each sentence."""
    await world.slash("follow whatsapp templates order_update EN_US")
    await world.slash("how is order_update doing?")
    threads = recorded(monkeypatch, Names, "indexed")
    assert "order_update" in words(await world.slash("how is order_update in english?"))
    assert not threads
