"""Single moves in forms of several steps, by the names of the inputs, whatever revision they have."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.workspace import View
from tests.fakes.town import OWNER, Town, words


def ids(view: View) -> dict[str, str]:
    """Ids of the input blocks by the names of their inputs."""
    return {block["block_id"].partition("~")[0]: block["block_id"] for block in view.blocks if block["type"] == "input"}


async def step(place: Town, view: View, values: dict[str, Any] | None = None, *, user: str = OWNER) -> Outcome:
    """Fill in what the step asks for, and press its button; errors come back by input name."""
    fill(place, view, values or {}, user=user)
    outcome = await place.slack.people.submit_view(user, view.id)
    assert not outcome.code, outcome
    if outcome.errors:
        outcome.errors = {name.partition("~")[0]: text for name, text in outcome.errors.items()}
    return outcome


async def choose(place: Town, view: View, name: str, value: Any, *, user: str = OWNER) -> None:
    """Choose in an input that redraws its step."""
    outcome = await place.slack.people.click(user, view, ids(view)[name], "value", value)
    assert outcome.ok, outcome


def fill(place: Town, view: View, values: dict[str, Any], *, user: str = OWNER) -> None:
    """Fill in without pressing anything."""
    known = ids(view)
    for name, value in values.items():
        assert name in known, f"no field {name} among {sorted(known)}"
        place.slack.people.fill(user, view, known[name], "value", value)


async def reads(place: Town, view: View, text: str) -> View:
    """Wait until the modal says this."""
    await place.until(lambda: text in words(view), f"{text!r} in a modal")
    return view


async def asks(place: Town, view: View, name: str) -> View:
    """Wait until the modal has this input."""
    await place.until(lambda: name in ids(view), f"the input {name!r}")
    return view
