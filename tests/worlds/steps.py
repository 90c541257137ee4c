"""Single moves in forms of several steps, by the names of the inputs, whatever revision they have."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.workspace import View
from tests.worlds.bot_world import OWNER, BotWorld, words


def ids(view: View) -> dict[str, str]:
    """Ids of the input blocks by the names of their inputs."""
    return {block["block_id"].partition("~")[0]: block["block_id"] for block in view.blocks if block["type"] == "input"}


async def step(world: BotWorld, view: View, values: dict[str, Any] | None = None, *, user: str = OWNER) -> Outcome:
    """Fill in what the step asks for, and press its button; errors come back by input name."""
    fill(world, view, values or {}, user=user)
    outcome = await world.slack.people.submit_view(user, view.id)
    assert not outcome.code, outcome
    await world.until(lambda: "Just a moment…" not in words(view), "what the next step needs from the API")
    if outcome.errors:
        outcome.errors = {name.partition("~")[0]: text for name, text in outcome.errors.items()}
    return outcome


async def choose(world: BotWorld, view: View, name: str, value: Any, *, user: str = OWNER) -> None:
    """Choose in an input that redraws its step."""
    outcome = await world.slack.people.click(user, view, ids(view)[name], "value", value)
    assert outcome.ok, outcome


def fill(world: BotWorld, view: View, values: dict[str, Any], *, user: str = OWNER) -> None:
    """Fill in without pressing anything."""
    known = ids(view)
    for name, value in values.items():
        assert name in known, f"no field {name} among {sorted(known)}"
        world.slack.people.fill(user, view, known[name], "value", value)


async def reads(world: BotWorld, view: View, text: str) -> View:
    """Wait until the modal says this."""
    await world.until(lambda: text in words(view), f"{text!r} in a modal")
    return view


async def asks(world: BotWorld, view: View, name: str) -> View:
    """Wait until the modal has this input."""
    await world.until(lambda: name in ids(view), f"the input {name!r}")
    return view
