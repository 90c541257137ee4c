"""Readiness goes with Slack's token, not with Slack."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.slack import token_check
from tests.worlds.stub_world import StubWorld, stub_world

PROBES = 20


async def ready(world: StubWorld) -> tuple[int, str]:
    response = await world.http.get(f"{world.url}/ready")
    return response.status_code, response.json()["slack"]


async def test_a_token_that_ends_while_the_bot_serves_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stub_world(tmp_path) as world:
        await world.until(lambda: world.bot.identity, "Slack's answer")
        world.refuses["auth.test"] = "token_revoked"
        asked = len(world.slack)
        assert [await ready(world) for _ in range(PROBES)] == [(200, "ok")] * PROBES
        assert len(world.slack) - asked <= 1, "probes come every few seconds: Slack is asked now and then"
        monkeypatch.setattr(token_check, "GOOD_FOR", timedelta(0))
        assert await ready(world) == (503, "SLACK_BOT_TOKEN is not accepted (token_revoked)")
        world.refuses["auth.test"] = "service_unavailable"
        assert (await ready(world))[0] == 503, "nothing new is known of it"
        del world.refuses["auth.test"]
        assert await ready(world) == (200, "ok")
        world.refuses["auth.test"] = "service_unavailable"
        assert await ready(world) == (200, "ok"), "a Slack that is down must not keep webhooks out"
