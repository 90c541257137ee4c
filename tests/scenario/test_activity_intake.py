"""What the webhook route answers, and that nothing is stored before everything is checked."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.edge.bodies import BODY_LIMIT, BodyReader
from bot.edge.webhooks import Webhooks
from bot.provisioning.events import signature
from bot.storage.engine import Store

SECRET = "not-a-secret"
BODY = json.dumps({"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Logo updated"}).encode()


def signed(body: bytes = BODY, nonce: str = "01JAAAAAAAAAAAAAAAAAAAAAA0", *, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    return {
        "x-sinch-webhook-signature": signature(body, nonce, stamp, SECRET),
        "x-sinch-webhook-signature-algorithm": "HmacSHA256",
        "x-sinch-webhook-signature-nonce": nonce,
        "x-sinch-webhook-signature-timestamp": stamp,
    }


def client(store: Store, secret: str | None = SECRET) -> httpx.AsyncClient:
    app = Webhooks(
        store.inbox,
        SystemClock(),
        bodies=BodyReader(),
        known=lambda project: project == "p1",
        secret_for=lambda _project: SecretStr(secret) if secret else None,
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def test_a_signed_event_is_stored_before_the_answer_and_its_replay_changes_nothing(store: Store) -> None:
    async with client(store) as http:
        first = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
        again = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
    assert (first.status_code, again.status_code) == (200, 200)
    (kept,) = await store.inbox.recent("p1")
    assert (kept.body, kept.type, kept.state) == (BODY, "RCS_ACCOUNT_COMMENT_ADDED", "new")


@pytest.mark.parametrize(
    ("status", "path", "content", "headers"),
    [
        (401, "/sinch/webhooks/p1", BODY, {}),
        (401, "/sinch/webhooks/p1", BODY + b" ", signed()),
        (401, "/sinch/webhooks/p1", BODY, signed(at=time.time() - 301)),
        (401, "/sinch/webhooks/p1", BODY, signed(at=time.time() + 400)),
        (401, "/sinch/webhooks/p1", BODY, {**signed(), "x-sinch-webhook-signature": "é"}),
        (404, "/sinch/webhooks/p2", BODY, signed()),
        (404, "/sinch/webhooks/", BODY, signed()),
        (400, "/sinch/webhooks/p1", b"{no json", signed(b"{no json")),
        (400, "/sinch/webhooks/p1", b"[]", signed(b"[]")),
        (400, "/sinch/webhooks/p1", b"", signed(b"")),
        (413, "/sinch/webhooks/p1", b"x" * (BODY_LIMIT + 1), signed()),
    ],
    ids=["unsigned", "changed", "old", "future", "odd", "project", "nobody", "json", "list", "empty", "long"],
)
async def test_what_is_wrong_is_refused_in_one_sentence(
    sqlite_store: Store, status: int, path: str, content: bytes, headers: dict[str, Any]
) -> None:
    encoded = {name.encode(): str(value).encode() for name, value in headers.items()}
    async with client(sqlite_store) as http:
        answer = await http.post(path, content=content, headers=encoded)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert await sqlite_store.inbox.waiting() == 0


async def test_a_long_body_is_refused_while_it_still_comes(sqlite_store: Store) -> None:
    given = 0

    async def endless() -> Any:
        nonlocal given
        while True:
            given += 1
            yield b"x" * 65_536

    async with client(sqlite_store) as http:
        answer = await http.post("/sinch/webhooks/p1", content=endless(), headers=signed())
    assert answer.status_code == 413
    assert given <= 18


async def test_other_methods_and_a_missing_secret_are_named(sqlite_store: Store) -> None:
    async with client(sqlite_store) as http:
        assert (await http.get("/sinch/webhooks/p1")).status_code == 405
    async with client(sqlite_store, secret=None) as http:
        answer = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
    assert answer.status_code == 503
    assert "secret" in answer.json()["error"]


async def test_what_cannot_be_stored_is_not_accepted(sqlite_store: Store) -> None:
    await sqlite_store.inbox.close()
    async with client(sqlite_store) as http:
        answer = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
    assert answer.status_code == 503


async def test_of_equal_nonces_at_the_same_time_one_is_kept(store: Store) -> None:
    async with client(store) as http:
        posts = [http.post("/sinch/webhooks/p1", content=BODY, headers=signed()) for _ in range(20)]
        answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {200}
    assert await store.inbox.waiting() == 1
