"""Bad input from outside: each has one clear answer, none a stack trace, and nothing is lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.faults import Fault as SlackFault
from tests.worlds.bot_world import GENERAL, OWNER, PROJECT_ID, WEBHOOK_SECRET, BotWorld, words
from tests.worlds.slack_request import FORM, signed_headers
from tests.worlds.webhook import signed

FIELDS = {"command": "/sinch", "text": "help", "user_id": OWNER, "channel_id": GENERAL, "team_id": "T1"}


def slack_request(world: BotWorld, *, secret: str = "", age: int = 0, **more: Any) -> dict[str, Any]:
    fields = {**FIELDS, "response_url": f"{world.workspace.base_url}/response/x", "trigger_id": "1.2", **more}
    body = urlencode({name: value for name, value in fields.items() if value is not None}).encode()
    headers: dict[str, Any] = signed_headers(body, secret or world.workspace.app.signing_secret, kind=FORM, age=age)
    return {"content": body, "headers": headers}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("wrong secret", 401),
        ("no signature", 401),
        ("stale", 401),
        ("from the future", 401),
        ("no number", 401),
        ("no ASCII", 401),
        ("right", 200),
    ],
)
async def test_a_request_of_slack_needs_a_fresh_signature(world: BotWorld, kind: str, status: int) -> None:
    request = slack_request(
        world,
        secret="another" if kind == "wrong secret" else "",
        age={"stale": 400, "from the future": -400}.get(kind, 0),
    )
    if kind == "no number":
        request["headers"]["x-slack-request-timestamp"] = "soon"
    if kind == "no signature":
        del request["headers"]["x-slack-signature"]
    if kind == "no ASCII":
        request["headers"]["x-slack-signature"] = "v0=é".encode("latin-1")
    async with httpx.AsyncClient() as http:
        response = await http.post(f"{world.url}/slack/events", **request)
    assert response.status_code == status
    assert "Traceback" not in response.text


async def test_a_body_is_bounded_and_not_parsed_before_its_signature(world: BotWorld) -> None:
    async with httpx.AsyncClient() as http:
        url = f"{world.url}/slack/events"
        big = slack_request(world, text="x" * 1_100_000)
        assert (await http.post(url, **big)).status_code == 413
        assert (await http.get(url)).status_code == 405
        response = await http.post(url, content=b"{no", headers={"content-type": "application/json"})
        assert response.status_code == 401, "nothing is parsed before its signature is right"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"user_id": None}, 400),
        ({"command": "/another"}, 200),
        ({"command": "/sinchilla"}, 200),
        ({"ssl_check": "1"}, 200),
    ],
)
async def test_slash_commands_that_are_none(world: BotWorld, fields: dict[str, Any], status: int) -> None:
    async with httpx.AsyncClient() as http:
        response = await http.post(f"{world.url}/slack/events", **slack_request(world, **fields))
    assert response.status_code == status
    assert "Traceback" not in response.text


async def test_a_command_that_speaks_of_a_payload(world: BotWorld) -> None:
    """Interactions come in a field of that name, on the same address."""
    assert "payload" in words(await world.slash("help payload"))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"secret": "another"}, 401),
        ({"body": b'{"no": "type"}'}, 400),
        ({"project": "nobody"}, 404),
        ({"body": b'{"type": "X", "filler": "' + b"x" * 1_100_000 + b'"}'}, 413),
    ],
)
async def test_a_webhook_that_is_forged_unreadable_or_nobodys_is_not_kept(
    world: BotWorld, change: dict[str, Any], status: int
) -> None:
    """One of each kind; what else the route refuses stands in `activity/test_intake.py`."""
    project = change.get("project", PROJECT_ID)
    body = change.get("body", b'{"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Logo updated"}')
    headers = signed(body, secret=change.get("secret", WEBHOOK_SECRET))
    async with httpx.AsyncClient() as http:
        response = await http.post(f"{world.url}/sinch/webhooks/{project}", content=body, headers=headers)
        assert response.status_code == status, response.text
        if status == 200:
            again = await http.post(f"{world.url}/sinch/webhooks/{project}", content=body, headers=headers)
            assert again.status_code == 200
    kept = await world.bot.store.inbox.recent(PROJECT_ID)
    assert len(kept) == (1 if status == 200 else 0)


async def test_words_that_ping_nobody(world: BotWorld) -> None:
    await world.slash("rcs account comment <!channel> & <@U0MARTIN01> look")
    activity = await world.slash("rcs account activity")
    text = words(activity)
    assert "<!channel>" not in text
    assert "@channel" in text.replace("\u2060", "").replace("\u200b", "")


async def test_a_quote_that_does_not_close(world: BotWorld) -> None:
    view = await world.slash_form('webhooks create target="https://example.com')
    assert "is never closed" in words(view)


async def test_a_comment_that_is_too_long(world: BotWorld) -> None:
    answer = await world.slash("rcs account comment " + "words " * 10_923)
    assert "65,535" in words(answer)
    assert not world.calls("POST", "/rcs/comments")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("status", remaining=9, status=503, path="/rcs/"), "Sinch is having a problem"),
        (Fault("nonsense", remaining=9, path="/rcs/"), ""),
        (Fault("html", remaining=9, path="/rcs/"), "unexpected answer"),
    ],
)
async def test_an_api_that_is_not_well(world: BotWorld, fault: Fault, said: str) -> None:
    world.sinch.faults.add(fault)
    answer = await world.slash("rcs account activity")
    assert said in words(answer)
    assert "Something went wrong" not in words(answer)


async def test_an_api_that_is_slow_does_not_keep_slack_waiting(world: BotWorld) -> None:
    """Slack has its acknowledgement while the API still hangs."""

    def answered() -> bool:
        return any("Activity of" in words(m) for m in world.messages())

    world.sinch.latency = 1.5
    outcome = await world.slack.people.slash(OWNER, GENERAL, "/sinch", "rcs account activity")
    assert outcome.ok
    assert not answered()
    await world.until(answered, "the answer")


async def test_a_slack_that_does_not_know_its_people_keeps_nobody_from_reading(world: BotWorld) -> None:
    world.slack.faults.plan("users.info", SlackFault(error="missing_scope"), times=30)
    answer = await world.slash("whatsapp account get")
    assert "Northwind Coffee" in words(answer)
    refused = words(await world.slash("subscribe all"))
    assert "You need the operator role for this, and I can't look up your role in Slack right now." in refused
