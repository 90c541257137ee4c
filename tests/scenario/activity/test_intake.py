"""What the webhook route answers, and that nothing is stored before everything is checked."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.edge.bodies import BODY_LIMIT, BodyReader
from bot.edge.webhooks import Webhooks
from bot.storage.store import Store
from tests.worlds import webhook

SECRET = "not-a-secret"
BODY = json.dumps({"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Logo updated"}).encode()


def signed(body: bytes = BODY, *, age: int = 0) -> dict[str, str]:
    """One delivery: the same nonce each time."""
    return webhook.signed(body, secret=SECRET, age=age, nonce="01JAAAAAAAAAAAAAAAAAAAAAA0")


def webhooks(store: Store, secret: str | None = SECRET) -> Webhooks:
    return Webhooks(
        store.inbox,
        SystemClock(),
        bodies=BodyReader(),
        known=lambda project: project == "p1",
        secrets_for=lambda _project: (SecretStr(secret),) if secret else (),
    )


def client(store: Store, secret: str | None = SECRET) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(webhooks(store, secret)), base_url="http://bot")


async def test_a_signed_event_is_stored_before_the_answer_and_its_replay_changes_nothing(store: Store) -> None:
    async with client(store) as http:
        first = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
        again = await http.post("/sinch/webhooks/p1", content=BODY, headers=signed())
    assert (first.status_code, again.status_code) == (200, 200)
    (kept,) = await store.inbox.recent("p1")
    assert (kept.body, kept.type, kept.state) == (BODY, "RCS_ACCOUNT_COMMENT_ADDED", "new")


Headers = dict[str, str]
LATE, EARLY = 301, -400

REFUSED: dict[str, tuple[int, str, bytes, Callable[[bytes], Headers]]] = {
    "unsigned": (401, "p1", BODY, lambda _body: {}),
    "changed": (401, "p1", BODY + b" ", lambda _body: signed()),
    "old": (401, "p1", BODY, lambda body: signed(body, age=LATE)),
    "future": (401, "p1", BODY, lambda body: signed(body, age=EARLY)),
    "odd": (401, "p1", BODY, lambda body: {**signed(body), "x-sinch-webhook-signature": "é"}),
    "project": (404, "p2", BODY, signed),
    "nobody": (404, "", BODY, signed),
    "json": (400, "p1", b"{no json", signed),
    "list": (400, "p1", b"[]", signed),
    "empty": (400, "p1", b"", signed),
    "long": (413, "p1", b"x" * (BODY_LIMIT + 1), signed),
}
"""Signed when they are sent: a signature of the start of the tests is stale, or no longer of the future, by then."""


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_wrong_is_refused_in_one_sentence(sqlite_store: Store, case: str) -> None:
    status, project, content, headers = REFUSED[case]
    encoded = {name.encode(): value.encode() for name, value in headers(content).items()}
    async with client(sqlite_store) as http:
        answer = await http.post(f"/sinch/webhooks/{project}", content=content, headers=encoded)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert await sqlite_store.inbox.waiting() == 0


@pytest.mark.parametrize("case", ["changed", "old", "odd", "json", "list"])
async def test_what_is_refused_is_let_go_at_once(sqlite_store: Store, case: str) -> None:
    _, project, content, make = REFUSED[case]
    body = content + b" " * 100_000
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/sinch/webhooks/{project}",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in make(body).items()],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    app = webhooks(sqlite_store)
    # One, so that what runs next is in the thread that looked at the body, and it has let go of that by then.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    gc.disable()
    try:
        held = sys.getrefcount(body)
        await app(scope, receive, send)
        await asyncio.to_thread(int)
        assert sys.getrefcount(body) == held, "it waits for no collector"
    finally:
        gc.enable()
    assert sent == ["http.response.start", "http.response.body"]


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
