"""Webhooks: the register, and deliveries that are signed, retried, in order and logged."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json

import httpx
import pytest

from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.deliveries import BACKOFF, sign
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from tests.unit.sandbox_sinch.conftest import SECRET, TARGET, Api, Clock, Target

BODY = {"target": TARGET, "secret": SECRET, "triggers": ["ALL"]}


async def test_register_read_change_delete(api: Api) -> None:
    made = await api.ok("POST", "/webhooks", BODY)
    assert made == {"id": made["id"], "projectId": PROJECT_ID, "target": TARGET, "triggers": ["ALL"]}
    path = f"/webhooks/{made['id']}"
    assert await api.ok("GET", path) == made
    changed = await api.ok("PATCH", path, {"triggers": ["BUNDLE_DONE"]})
    assert (changed["target"], changed["triggers"]) == (TARGET, ["BUNDLE_DONE"])
    replaced = await api.ok("PUT", path, {**BODY, "target": f"{TARGET}/2"})
    assert replaced["target"] == f"{TARGET}/2"
    assert await api.code("PUT", path, {"target": TARGET}) == "invalid_input"
    await api.ok("DELETE", path)
    assert await api.code("GET", path) == "webhook_not_found"


async def test_a_target_is_used_once(api: Api) -> None:
    await api.ok("POST", "/webhooks", BODY)
    other = await api.ok("POST", "/webhooks", {**BODY, "target": f"{TARGET}/2"})
    assert await api.code("POST", "/webhooks", BODY) == "webhook_exists"
    assert await api.code("PATCH", f"/webhooks/{other['id']}", {"target": TARGET}) == "webhook_exists"
    same = await api.ok("PATCH", f"/webhooks/{other['id']}", {"target": f"{TARGET}/2"})
    assert same["id"] == other["id"]


async def test_the_sixteenth_is_refused_and_triggers_are_unique(api: Api) -> None:
    assert await api.code("POST", "/webhooks", {**BODY, "triggers": ["ALL", "ALL"]}) == "invalid_input"
    for number in range(15):
        await api.ok("POST", "/webhooks", {**BODY, "target": f"{TARGET}/{number}"})
    assert await api.code("POST", "/webhooks", BODY) == "webhook_limit_reached"
    listed = await api.ok("GET", "/webhooks")
    assert [webhook["target"] for webhook in listed["webhooks"]] == sorted(f"{TARGET}/{n}" for n in range(15))


def test_the_signature_is_the_documented_one() -> None:
    body = '{"type":"RCS_ACCOUNT_COMMENT_ADDED","comment":"Logo updated"}'
    headers = sign("example-secret-0123456789", body, "01JAAAAAAAAAAAAAAAAAAAAAA0", "1709285400")
    assert headers["x-sinch-webhook-signature"] == "Te+BKzUzI72EQKfFNAG6pmwYTkeoa9nJd/HUTDekIFI="


async def test_an_event_is_sent_signed_over_its_very_bytes(api: Api, target: Target, clock: Clock) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    await api.ok("POST", "/rcs/comments", {"comment": "Grüße <!channel>"})
    await api.world.deliveries.wait_until_sent()
    (request,) = target.requests
    headers = request.headers
    nonce, stamp = headers["x-sinch-webhook-signature-nonce"], headers["x-sinch-webhook-signature-timestamp"]
    signed = request.content + f".{nonce}.{stamp}".encode()
    expected = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["x-sinch-webhook-signature"] == expected
    assert headers["x-sinch-webhook-signature-algorithm"] == "HmacSHA256"
    assert (len(nonce), stamp) == (26, str(int(clock.now().timestamp())))
    assert json.loads(request.content) == {"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Grüße <!channel>"}


async def test_only_triggers_that_match_are_sent(api: Api, target: Target) -> None:
    api.world.seed_webhook(TARGET, SECRET, triggers=("WHATSAPP_ACCOUNT_COMMENT_ADDED",))
    await api.ok("POST", "/rcs/comments", {"comment": "no"})
    await api.ok("POST", "/whatsapp/comments", {"comment": "yes"})
    await api.world.deliveries.wait_until_sent()
    assert [json.loads(request.content)["comment"] for request in target.requests] == ["yes"]


async def test_a_refused_delivery_is_repeated_with_its_nonce_and_holds_back_the_next(
    api: Api, target: Target, clock: Clock
) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    target.answers = [500, httpx.ConnectError("down"), 202]
    await api.ok("POST", "/rcs/comments", {"comment": "first"})
    await api.ok("POST", "/rcs/comments", {"comment": "second"})
    await api.world.deliveries.wait_until_sent()
    said = [json.loads(request.content)["comment"] for request in target.requests]
    assert said == ["first", "first", "first", "first", "second"]
    nonces = [request.headers["x-sinch-webhook-signature-nonce"] for request in target.requests]
    assert len(set(nonces[:4])) == 1
    assert nonces[4] != nonces[0]
    assert clock.naps == list(BACKOFF[:3])
    first, second = api.world.deliveries.log
    assert (first.state, first.attempts, first.statuses) == ("delivered", 4, [500, 202, 200])
    assert (second.state, second.attempts) == ("delivered", 1)


async def test_it_gives_up_in_the_end(api: Api, target: Target, clock: Clock) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    target.answers = [503] * (len(BACKOFF) + 1)
    await api.ok("POST", "/rcs/comments", {"comment": "lost"})
    await api.world.deliveries.wait_until_sent()
    (delivery,) = api.world.deliveries.log
    assert (delivery.state, delivery.attempts) == ("given up", len(BACKOFF) + 1)
    assert clock.naps == list(BACKOFF)


async def test_an_event_can_be_sent_again_under_its_nonce(api: Api, target: Target) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    await api.ok("POST", "/rcs/comments", {"comment": "once"})
    await api.world.deliveries.wait_until_sent()
    api.world.deliveries.repeat(api.world.deliveries.log[0])
    await api.world.deliveries.wait_until_sent()
    first, second = target.requests
    assert first.content == second.content
    name = "x-sinch-webhook-signature-nonce"
    assert first.headers[name] == second.headers[name]


async def test_it_goes_over_a_real_socket() -> None:
    """From the API on one port to a target on another."""
    arrived: list[bytes] = []

    async def hook(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        arrived.append(await reader.readexactly(length))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(hook, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    real = sample_world(World())
    real.seed_webhook(f"http://127.0.0.1:{port}/hook", SECRET)
    async with server, serving(real) as address, httpx.AsyncClient(base_url=address, trust_env=False) as client:
        path = f"/v1/projects/{PROJECT_ID}/rcs/comments"
        answer = await client.post(path, json={"comment": "hello"}, auth=(KEY_ID, KEY_SECRET))
        assert answer.status_code == 201
        await real.deliveries.wait_until_sent()
    assert [json.loads(body)["comment"] for body in arrived] == ["hello"]


async def test_events_can_be_lost_on_request(api: Api, target: Target) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    api.world.deliveries.lose = 1
    for comment in ("lost", "found"):
        await api.ok("POST", "/rcs/comments", {"comment": comment})
    await api.world.deliveries.wait_until_sent()
    assert [json.loads(request.content)["comment"] for request in target.requests] == ["found"]
    assert [delivery.state for delivery in api.world.deliveries.log] == ["lost", "delivered"]


async def test_nothing_more_is_sent_to_a_deleted_webhook(api: Api, target: Target) -> None:
    webhook_id = api.world.seed_webhook(TARGET, SECRET)
    api.world.scope(PROJECT_ID).emit("RCS_ACCOUNT_COMMENT_ADDED", None, comment="late")
    del api.project.webhooks[webhook_id]
    await api.world.deliveries.wait_until_sent()
    assert target.requests == []
    assert api.world.deliveries.log[0].state == "dropped"


async def test_the_log_keeps_the_last_200(api: Api) -> None:
    api.world.seed_webhook(TARGET, SECRET)
    for number in range(205):
        api.world.scope(PROJECT_ID).emit("RCS_ACCOUNT_COMMENT_ADDED", None, comment=str(number))
    await api.world.deliveries.wait_until_sent()
    assert len(api.world.deliveries.log) == 200


@pytest.mark.parametrize("secret", ["", "s" * 129])
async def test_secrets_have_limits(api: Api, secret: str) -> None:
    assert await api.code("POST", "/webhooks", {**BODY, "secret": secret}) == "invalid_input"
