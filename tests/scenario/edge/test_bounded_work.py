"""What one person can start, and what all can have waiting, is bounded, and the answer says when it works again."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import httpx
import pytest

from bot.app import MOST_WAITING
from bot.flows.execution import pace
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, BotWorld, words
from tests.worlds.slack_request import FORM, signed_headers


async def command(world: BotWorld, text: str) -> httpx.Response:
    """A signed slash command, and the acknowledgement as Slack sees it."""
    fields = {
        "command": "/sinch",
        "text": text,
        "user_id": OWNER,
        "channel_id": GENERAL,
        "team_id": world.workspace.team.id,
        "trigger_id": "1.2.3",
        "response_url": f"{world.slack.api_url}response",
    }
    body = urlencode(fields).encode()
    async with httpx.AsyncClient() as client:
        headers = signed_headers(body, world.workspace.app.signing_secret, kind=FORM)
        return await client.post(f"{world.url}/slack/events", content=body, headers=headers)


async def test_whoever_changes_too_much_is_told_when_it_works_again(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "CHANGES_A_MINUTE", 2)
    for text in ("one", "two"):
        assert "2 changes" not in words(await world.slash(f"whatsapp account comment {text}"))
    refused = words(await world.slash("whatsapp account comment three"))
    assert "more than 2 changes in a minute" in refused
    assert "Try again in" in refused
    form = await world.slash_form("sms apps create")
    await world.submit(form, {"name": "Alerts", "region": "EU", "_link": "none"})
    await world.until(lambda: "2 changes in a minute" in words(world.views()[-1]), "the refusal in the form")
    setting = await world.slash("digest add daily 09:00")
    assert "2 changes in a minute" in words(setting), "whatever it changes, and whichever way it comes in"
    assert len(world.calls("POST", "/v1/")) == 2
    for text in ("comments cancel 1", "approvals refuse 1"):
        assert "changes in a minute" not in words(await world.slash(text)), "what ends something is always possible"
    assert "changes in a minute" not in words(await world.slash("whatsapp account get"))
    assert "changes in a minute" not in words(await world.slash("whatsapp account comment four", user=MEMBER))


async def test_the_thousand_and_first_command_is_told_in_the_acknowledgement(world: BotWorld) -> None:
    over = asyncio.Event()

    async def waits() -> None:
        await over.wait()

    for _ in range(MOST_WAITING - len(world.bot.tasks)):
        world.bot.tasks.start(waits(), name="waits")
    told = await command(world, "rcs senders list")
    assert told.status_code == 200
    assert told.json()["response_type"] == "ephemeral"
    assert "busy" in told.json()["text"]
    assert "try again" in told.json()["text"].lower()
    assert world.calls("GET", "rcs") == []
    over.set()
    await world.until(lambda: len(world.bot.tasks) < MOST_WAITING, "room")
    assert (await command(world, "help")).content == b""
