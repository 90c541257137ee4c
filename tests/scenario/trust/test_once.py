"""One request acts once: replayed by somebody, delivered twice, pressed twice, or asked by four people at once."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from sqlalchemy import update

from bot.flows import jobs
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.slack.model import View
from bot.storage.db.tables import pending
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, BotWorld, bot_world, labels, words
from tests.worlds.slack_request import FORM, signed_headers

CREATE = {"target": "https://example.com/hook", "secret": "long-and-random", "triggers": ["ALL"]}


async def post(world: BotWorld, body: Mapping[str, Any]) -> httpx.Response:
    """What Slack sends, signed now, whoever sends it."""
    raw = urlencode(body).encode()
    headers = signed_headers(raw, world.workspace.app.signing_secret, kind=FORM)
    async with httpx.AsyncClient() as http:
        return await http.post(f"{world.url}/slack/events", content=raw, headers=headers)


@asynccontextmanager
async def hooks() -> AsyncIterator[str]:
    """A response_url that outlives both bots; a bot that finds nobody there would try for half a minute."""

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(take, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/response"


def command(world: BotWorld, text: str, response_url: str) -> dict[str, str]:
    """A slash command as Slack sends it, of which nothing differs when it is sent again."""
    return {
        "command": "/sinch",
        "text": text,
        "user_id": OWNER,
        "channel_id": GENERAL,
        "team_id": world.workspace.team.id,
        "trigger_id": f"1.2.{hashlib.sha256(text.encode()).hexdigest()[:8]}",
        "response_url": response_url,
    }


async def test_a_replayed_command_acts_once_also_after_a_restart(tmp_path: Path) -> None:
    async with hooks() as url:
        async with bot_world(tmp_path) as world:
            body = command(world, "mute 2h", url)
            await post(world, body)
            await world.quiet()
            until = (await world.bot.store.channels.get(GENERAL)).muted_until
            assert until
            await world.slash("unmute")
            await post(world, body)
            await world.quiet()
            assert (await world.bot.store.channels.get(GENERAL)).muted_until is None
        async with bot_world(tmp_path) as world:
            await post(world, body)
            await world.quiet()
            assert (await world.bot.store.channels.get(GENERAL)).muted_until is None


async def test_a_replayed_submission_acts_once(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create")
    body = submission(view, CREATE)
    answers = await asyncio.gather(*(post(world, body) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    await world.quiet()
    await post(world, body)
    await world.quiet()
    assert len(world.calls("POST", "/webhooks")) == 1


async def test_what_has_worked_says_done(world: BotWorld) -> None:
    view = await world.slash_form("webhooks create")
    await world.submit(view, CREATE)
    await world.until(lambda: world.views()[-1].body["title"]["text"] == "Done", "the result")
    assert "example.com/hook" in words(world.views()[-1])


def submission(view: View, values: Mapping[str, Any]) -> dict[str, str]:
    """A form as Slack sends it, the same each time."""
    state = {name: {"value": _element(value)} for name, value in values.items()}
    sent = {**view.body, "id": view.id, "hash": view.hash, "state": {"values": state}}
    return {"payload": json.dumps({"type": "view_submission", "user": {"id": OWNER}, "view": sent})}


def _element(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {"type": "multi_static_select", "selected_options": [{"value": item} for item in value]}
    return {"type": "plain_text_input", "value": value}


async def test_a_refused_submission_may_be_corrected_and_sent_again(world: BotWorld) -> None:
    taken = f"{world.url}/sinch/webhooks/{world.settings.sinch_project_id}"
    view = await world.slash_form("webhooks create")
    corrected = submission(view, CREATE)
    outcome = await world.submit(view, {**CREATE, "target": taken})
    assert outcome.ok
    await world.quiet()
    again = world.views()[-1]
    assert "target exists already" in words(again)
    await post(world, corrected)
    await world.quiet()
    assert [call.status for call in world.calls("POST", "/webhooks")] == [409, 201]


async def test_a_double_click_acts_once_and_the_answer_stays(world: BotWorld) -> None:
    asked = await world.slash("webhooks create target=https://example.com/hook secret=long-and-random triggers=ALL")
    assert "Create a webhook" in words(asked)
    world.sinch.latency = 0.2
    await asyncio.gather(*(world.click(asked, "Create") for _ in range(3)))
    await world.quiet()
    assert len(world.calls("POST", "/webhooks")) == 1
    shown = [words(message) for message in world.messages(GENERAL) if message.ephemeral_to == OWNER]
    assert any("You already answered this" in text for text in shown), shown
    assert any("example.com/hook" in text and "Create a webhook" not in text for text in shown), shown


async def test_a_button_whose_question_was_cancelled_asks_again_at_once(world: BotWorld) -> None:
    senders = world.sinch.projects[PROJECT_ID].rcs_senders.values()
    testing = next(sender["id"] for sender in senders if sender["state"] == "IN_TEST")
    card = await world.slash(f"rcs senders progress {testing}")
    for _ in range(2):
        asked = await world.click_for(card, "Launch")
        assert "Cancel" in labels(asked), words(asked)
        await world.click(asked, "Cancel")
        await world.quiet()
    assert not world.calls("POST", "/launch")


async def test_a_question_that_was_cancelled_in_words_says_so_when_it_is_pressed(world: BotWorld) -> None:
    for label in ("Delete", "Cancel"):
        asked = await world.slash("whatsapp templates delete order_update EN_US")
        assert "Canceled" in words(await world.slash("cancel"))
        said = await world.click_for(asked, label)
        assert "You canceled this, so I did nothing" in words(said)
        assert said.ts == asked.ts, "its buttons are gone"
        assert labels(said) == []
    assert not world.calls("DELETE")


async def test_a_question_that_was_cancelled_twice_was_not_done(world: BotWorld) -> None:
    asked = await world.slash("whatsapp templates delete order_update EN_US")
    await asyncio.gather(*(world.click(asked, "Cancel") for _ in range(2)))
    await world.quiet()
    shown = [words(message) for message in world.messages(GENERAL) if message.ephemeral_to == OWNER]
    assert not any("I did it" in text for text in shown), shown
    assert not world.calls("DELETE")


async def test_who_was_not_asked_takes_no_question_away(world: BotWorld) -> None:
    await world.slack.people.send_message(OWNER, GENERAL, f"@{world.workspace.bot.name} whatsapp enable-analytics")
    asked = await world.until(
        lambda: next((message for message in world.messages(GENERAL) if "Cancel" in labels(message)), None),
        "a question in the thread",
    )
    for label in labels(asked):
        refusal = await world.click_for(asked, label, user=MEMBER)
        assert f"Only <@{OWNER}> can answer" in words(refusal)
        assert refusal.ephemeral_to == MEMBER
    done = await world.click_for(asked, "Cancel")
    assert "Canceled" in words(done)


async def test_what_is_asked_for_four_times_at_once_is_there_once(tmp_path: Path, tables_url: str) -> None:
    async with bot_world(tmp_path, database_url=tables_url) as world:
        store = world.bot.store

        async def at_once(*texts: str) -> None:
            await asyncio.gather(*(world.slack.people.slash(OWNER, GENERAL, "/sinch", text) for text in texts))
            await world.quiet()

        await at_once(*["digest add daily 09:00 UTC"] * 4, *["subscribe only=rejections"] * 4)
        assert len(await store.digests.in_channel(GENERAL)) == 1
        assert len(await store.subscriptions.in_channel(GENERAL)) == 1
        await at_once("subscribe rcs", "subscribe whatsapp", "subscribe rcs", "subscribe sms")
        _, areas = await store.subscriptions.in_channel(GENERAL)
        assert sorted(areas.areas) == ["rcs", "sms", "whatsapp"], "each joins what the others asked for"
        await at_once("unsubscribe sms", "unsubscribe rcs")
        _, left = await store.subscriptions.in_channel(GENERAL)
        assert left.areas == ["whatsapp"]


async def test_a_question_that_nobody_answered_says_so(world: BotWorld) -> None:
    """Where it stands as a message, by itself; where it is shown to one person alone, when they press it."""
    alone = await world.slash("whatsapp templates delete order_update EN_US")
    await world.slack.people.send_message(OWNER, GENERAL, f"@{world.workspace.bot.name} whatsapp enable-analytics")
    asked = await world.until(
        lambda: next(
            (
                message
                for message in world.messages(GENERAL)
                if "Cancel" in labels(message) and not message.ephemeral_to
            ),
            None,
        ),
        "a question in the thread",
    )
    await world.quiet()  # where the question stands is stored after Slack has taken it
    async with world.bot.store.database.write() as db:
        await db.execute(update(pending).values(expires_at=world.bot.clock.now()))
    await jobs.forget_questions(world.bot.services)
    (over,) = [message for message in world.messages(GENERAL) if message.ts == asked.ts]
    assert "Nobody answered in time" in words(over)
    assert labels(over) == []
    updates = [call for call in world.workspace.calls if call.method == "chat.update"]
    await jobs.forget_questions(world.bot.services)
    assert [call for call in world.workspace.calls if call.method == "chat.update"] == updates, "said once"
    await world.click(alone, "Delete")
    await world.until(
        lambda: any("It expired" in words(message) for message in world.messages(GENERAL)), "that it expired"
    )
    assert "Delete" not in [label for message in world.messages(GENERAL) for label in labels(message)]
    assert not world.calls("DELETE")
