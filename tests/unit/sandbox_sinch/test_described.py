"""An operation that nobody wrote a handler for is answered from its description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette

from bot.sandbox.sinch.api.spec import load_spec
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.app import Server
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID

OF_PATH = {"useCase": "OTP", "languageCode": "EN", "language": "EN"}


@asynccontextmanager
async def _without_handlers() -> AsyncIterator[tuple[World, httpx.AsyncClient]]:
    world = sample_world(World(check_responses=True))
    transport = httpx.ASGITransport(Starlette(routes=Server(world, {}).routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://api", auth=(KEY_ID, KEY_SECRET)) as client:
        yield world, client
    await world.close()


async def test_every_reading_operation_can_be_answered_without_a_handler() -> None:
    async with _without_handlers() as (world, client):
        for operation in load_spec().operations.values():
            if operation.method == "GET":
                ids = {name: OF_PATH.get(name, PROJECT_ID) for name in operation.params}
                answered = await client.get(operation.path.format(**ids), params={"countries": "FR"})
                assert answered.status_code == operation.success, (operation.id, answered.text)
        assert world.mismatches == []


async def test_what_was_sent_comes_back_where_the_answer_has_it() -> None:
    async with _without_handlers() as (_, client):
        path = f"/v1/projects/{PROJECT_ID}/sms/smsApps/{PROJECT_ID}"
        changed = await client.patch(path, json={"name": "Order notices"})
        assert changed.status_code == 200
        assert changed.json()["name"] == "Order notices"
        refused = await client.patch(path, json={"name": 1})
        assert refused.status_code == 400
