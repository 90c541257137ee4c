"""Small builders that several tests of the emulator share."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.seed import MEMBER

Got = list[dict[str, Any]]


def button(action_id: str, value: str = "v") -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def actions(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "block_id": "b", "elements": list(elements)}]


def remember(bolt: AsyncApp, *events: str) -> Got:
    """Collect the events of these kinds as Bolt parses them."""
    got: Got = []
    for name in events:

        @bolt.event(name)
        async def _(event: dict[str, Any], body: dict[str, Any]) -> None:
            got.append(event | {"event_id": body["event_id"]})

    return got


def field(block_id: str, element: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    element = element or {"type": "plain_text_input"}
    label = {"type": "plain_text", "text": block_id}
    return {"type": "input", "block_id": block_id, "label": label, "element": element | {"action_id": "v"}, **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain = {"type": "plain_text", "text": "Form"}
    return {"type": "modal", "callback_id": "form", "title": plain, "submit": plain, "blocks": list(blocks), **more}


async def opened(slack: SlackEmulator, bolt: AsyncApp, view: dict[str, Any]) -> str:
    """Let the app open this modal for MEMBER; returns the view's id."""

    @bolt.shortcut("everywhere")
    async def show(ack: Any, client: AsyncWebClient, shortcut: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    await slack.people.global_shortcut(MEMBER, "everywhere")
    top = slack.workspace.top_view(MEMBER)
    assert top is not None
    return top.id


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value.upper()}, "value": value}
