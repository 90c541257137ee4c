"""The client against a real HTTP server that says what Slack says."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.cards.blocks.message import File, Message
from bot.slack.client import Slack
from bot.slack.errors import (
    ChannelGone,
    InvalidBlocks,
    NotInChannel,
    RateLimited,
    ResponseExpired,
    SlackDown,
    SlackProblem,
    SlackRefused,
    SlackUnreachable,
    TokenRevoked,
    UnknownCode,
)
from bot.slack.model import MessageTag
from tests.worlds.slack_web import FakeWeb, fake_slack, fast

Answer = Callable[[web.Request], web.StreamResponse]
HELLO = Message("Hello", ({"type": "divider"},))


async def no_sleep(_seconds: float) -> None:
    """Tests do not wait."""


@asynccontextmanager
async def server(*answers: web.Response) -> AsyncIterator[tuple[Slack, list[tuple[str, Any]]]]:
    """Answers one after the other, the last one again and again; keeps what it was asked."""
    asked: list[tuple[str, Any]] = []

    async def handle(request: web.Request) -> web.StreamResponse:
        text = await request.text()
        asked.append((request.path.removeprefix("/api/"), json.loads(text) if text.startswith("{") else text))
        given = answers[min(len(asked), len(answers)) - 1]
        headers = {name: value for name, value in given.headers.items() if name in ("Retry-After", "X-OAuth-Scopes")}
        return web.Response(status=given.status, body=given.body, content_type=given.content_type, headers=headers)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack = Slack(
        SecretStr("xoxb-not-a-token"),
        f"http://127.0.0.1:{runner.addresses[0][1]}/api/",
        timeout=2,
        pace=fast(),
        sleep=no_sleep,
    )
    try:
        yield slack, asked
    finally:
        await slack.close()
        await runner.cleanup()


def says(status: int = 200, **answer: Any) -> web.Response:
    return web.json_response({"ok": "error" not in answer, **answer}, status=status)


POSTED = says(channel="C1", ts="1.1")


async def test_a_message_carries_its_mark_and_no_previews() -> None:
    async with server(POSTED) as (slack, asked):
        posted = await slack.post("C1", HELLO, thread_ts="1.0", mark=MessageTag("sinch", "id1", {"thread": 4}))
    assert (posted.channel, posted.ts) == ("C1", "1.1")
    ((method, body),) = asked
    assert method == "chat.postMessage"
    assert body["metadata"] == {"event_type": "sinch", "event_payload": {"id": "id1", "thread": 4}}
    assert (body["unfurl_links"], body["unfurl_media"], body["thread_ts"]) == (False, False, "1.0")


@pytest.mark.parametrize(
    ("answer", "kind", "certain"),
    [
        (says(error="channel_not_found"), ChannelGone, True),
        (says(error="is_archived"), ChannelGone, True),
        (says(error="not_in_channel"), NotInChannel, True),
        (says(error="token_revoked"), TokenRevoked, True),
        (says(error="never_heard_of"), UnknownCode, True),
        (says(error="internal_error"), SlackDown, False),
        (says(500, error="whatever"), SlackDown, False),
        (web.Response(status=502, text="<html>", content_type="text/html"), SlackDown, False),
        (web.Response(status=503, text="sorry", content_type="text/plain"), SlackDown, False),
        (web.Response(status=200, text="hello", content_type="text/plain"), SlackDown, False),
        (web.Response(status=200, text="{broken", content_type="application/json"), SlackDown, False),
        (web.Response(status=200, text="[1]", content_type="application/json"), SlackDown, False),
        (web.Response(status=429, headers={"Retry-After": "7"}), RateLimited, True),
    ],
)
async def test_every_answer_has_its_error_and_a_post_is_tried_once(
    answer: web.Response, kind: type[SlackProblem], certain: bool
) -> None:
    async with server(answer) as (slack, asked):
        with pytest.raises(kind) as caught:
            await slack.post_once("C1", HELLO)
    assert type(caught.value) is kind
    assert caught.value.certain is certain
    assert len(asked) == (2 if kind is UnknownCode else 1), "a word that is new may be about the blocks"
    if isinstance(caught.value, RateLimited):
        assert caught.value.retry_after == 7


async def test_blocks_are_refused_with_reasons() -> None:
    refusal = says(error="invalid_blocks", response_metadata={"messages": ["[ERROR] no more than 50 items"]})
    async with server(refusal) as (slack, _asked):
        with pytest.raises(InvalidBlocks) as caught:
            await slack.post("C1", HELLO)
    assert caught.value.messages == ("[ERROR] no more than 50 items",)


async def test_nobody_listening_is_certain() -> None:
    slack = Slack(SecretStr("x"), "http://127.0.0.1:9/api/", pace=fast())
    with pytest.raises(SlackUnreachable):
        await slack.post_once("C1", HELLO)
    await slack.close()


async def test_a_post_waits_when_told_so_but_is_never_repeated_on_doubt() -> None:
    limited = web.Response(status=429, headers={"Retry-After": "1"})
    async with server(limited, POSTED) as (slack, asked):
        await slack.post("C1", HELLO)
        assert len(asked) == 2
    async with server(says(500, error="x"), POSTED) as (slack, asked):
        with pytest.raises(SlackDown):
            await slack.post("C1", HELLO)
        assert len(asked) == 1


async def test_what_may_be_done_twice_is_tried_again() -> None:
    async with server(says(500, error="x"), says()) as (slack, asked):
        await slack.update("C1", "1.1", HELLO)
    assert [method for method, _ in asked] == ["chat.update", "chat.update"]


async def test_a_reaction_that_is_there_already_is_fine() -> None:
    async with server(says(error="already_reacted"), says(error="no_reaction"), says(error="invalid_name")) as (
        slack,
        _,
    ):
        await slack.react("C1", "1.1", "eyes")
        await slack.unreact("C1", "1.1", "eyes")
        with pytest.raises(SlackRefused):
            await slack.react("C1", "1.1", "nope")


async def test_a_person_is_asked_for_once_and_named_as_others_see_them() -> None:
    user = {"id": "U1", "name": "alma", "real_name": "Alma B", "profile": {"display_name": "Almà"}, "is_owner": True}
    async with server(says(user={**user, "tz": "Europe/Stockholm"})) as (slack, asked):
        first, second = await slack.user("U1"), await slack.user("U1")
    assert first is second
    assert (first.name, first.tz, first.is_admin) == ("Almà", "Europe/Stockholm", True)
    assert len(asked) == 1


async def test_scopes_come_from_the_headers() -> None:
    answer = web.json_response(
        {"ok": True, "team": "T", "user_id": "U0"}, headers={"X-OAuth-Scopes": "chat:write, files:write"}
    )
    async with server(answer) as (slack, _asked):
        who = await slack.identity()
    assert who.scopes == {"chat:write", "files:write"}


async def test_who_we_are_is_asked_once_and_not_lost_to_a_limit() -> None:
    limited = web.Response(status=429, headers={"Retry-After": "0"}, text="ratelimited")
    async with server(limited, says(user_id="U0")) as (slack, asked):
        assert (await slack.me()).user_id == (await slack.me()).user_id == "U0"
    assert len(asked) == 2


async def test_a_response_url_that_is_used_up_says_so() -> None:
    async with server(web.Response(status=404, text="used_url")) as (slack, _asked):
        with pytest.raises(ResponseExpired):
            await slack.respond(slack.sdk.base_url + "response", HELLO)


async def test_a_marked_message_is_found_across_pages() -> None:
    def page(*ids: str, more: str = "") -> web.Response:
        messages = [{"ts": f"{number}.0", "metadata": {"event_payload": {"id": id_}}} for number, id_ in enumerate(ids)]
        return says(messages=messages, response_metadata={"next_cursor": more})

    async with server(page("a", "b", more="next"), page("c")) as (slack, asked):
        assert await slack.find("C1", "c", after_ts="0.1", thread_ts=None) == "0.0"
        assert len(asked) == 2
    async with server(page("a")) as (slack, asked):
        assert await slack.find("C1", "z", after_ts=None, thread_ts="1.0") is None
        assert asked[0][0] == "conversations.replies"


async def test_a_file_follows_in_the_thread_of_its_message() -> None:
    web_ = FakeWeb()
    slack = fake_slack(web_)
    posted = await slack.post("C1", Message("Export", file=File("a.csv", b"x;y")))
    assert web_.made("upload") == [{"url": "http://up", "content": b"x;y"}]
    (done,) = web_.made("files.completeUploadExternal")
    assert (done["channel_id"], done["thread_ts"], done["files"][0]["id"]) == ("C1", posted.ts, "F1")


async def test_where_slack_names_no_direct_message_the_person_is_its_address() -> None:
    async with server(says()) as (slack, _asked):
        assert await slack.direct("U1") == "U1"


@pytest.mark.parametrize("answer", [says(ts="1.1"), says(error="message_not_found")])
async def test_no_permalink_is_no_problem(answer: web.Response) -> None:
    async with server(answer) as (slack, _asked):
        assert await slack.permalink("C1", "1.1") == ""
