"""What one step of a form costs: what was filled in is read, checked and shown again. No network, no database."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

from bot.cards.blocks import step
from bot.command.wizard import State, Step, state_with
from commands.whatsapp.template_form.wizard import TemplateForm
from tests.bench.rows import Row

ROUNDS = 100
TARGET = 0.005
FORM = TemplateForm()
LINK = {"type": "URL", "text": "Buy it now", "url": "https://example.com/{{1}}", "example": "https://example.com/1"}
FLOW = {"type": "FLOW", "flowId": "1", "flowAction": "NAVIGATE", "navigateScreen": "WELCOME"}
CARD = {"url": "https://example.com/a.jpg", "text": f"Hello {{{{1}}}} {'x' * 140}", "examples": ["Ada"]}
LARGEST: tuple[State, ...] = (
    {
        "category": "MARKETING",
        "kind": "carousel",
        "body": {"text": f"Hello {{{{1}}}} {'x' * 1000}", "examples": ["Ada"]},
        "carousel": {"format": "IMAGE", "buttons": ["URL", "QUICK_REPLY"]},
        "cards": [{**CARD, "buttons": [LINK, {"type": "QUICK_REPLY", "text": "More"}]}] * 10,
    },
    {
        "category": "UTILITY",
        "body": {"text": " ".join(f"{{{{{at}}}}}" for at in range(1, 21)), "examples": ["Ada"] * 20},
        "buttons": [{**FLOW, "text": f"Button {at}"} for at in range(10)],
        "_flows": [[str(at), f"flow {at}"] for at in range(100)],
        "_screens": {"1": ["WELCOME", "THANKS"]},
    },
)


def steps(rounds: int = ROUNDS) -> Iterator[Row]:
    """The median of the slowest step of the largest templates there can be."""
    slowest, seconds = "", 0.0
    for state in LARGEST:
        for at, stage in enumerate(FORM.steps(state)):
            shown = _values(_view(stage, state, at))
            took = statistics.median(_once(stage, state, at, shown) for _ in range(rounds))
            if took > seconds:
                slowest, seconds = stage.title, took
    yield Row(
        "one step of the largest WhatsApp template: read, check, render, median",
        "",
        f"{seconds * 1000:.2f} ms ({slowest})",
        f"<= {TARGET * 1000:g} ms",
        seconds <= TARGET,
    )


def _once(one: Step, state: State, at: int, shown: dict[str, Any]) -> float:
    began = time.process_time()
    after = state_with(one, state, step.plain(shown))
    _view(one, after, at)
    return time.process_time() - began


def _view(one: Step, state: State, at: int) -> dict[str, Any]:
    screen = one.screen(state)
    return step.view(
        "New WhatsApp template",
        screen.parts,
        submit=screen.submit or "Next",
        trail=[each.title for each in FORM.steps(state)],
        at=at,
        callback_id="step:whatsapp templates create",
        private_metadata="{}",
        live=one.live,
        errors=one.check(state),
    )


def _values(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack would send back if nothing was touched."""
    found: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            value: dict[str, Any] = {"type": element["type"]}
            if "initial_value" in element:
                value["value"] = element["initial_value"]
            if "initial_option" in element:
                value["selected_option"] = element["initial_option"]
            found[block["block_id"]] = {"value": value}
    return found
