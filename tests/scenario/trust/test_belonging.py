"""Who belongs: every command, every way in, for those who do not, and for those who did until now."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import commands
from bot.cards.blocks import confirm, file_form
from bot.command.context import Role
from bot.edge.forms import shortcut, simple
from bot.flows import timetable
from bot.flows.execution import access
from bot.provisioning.subjects import Kind, Subject
from bot.slack.errors import SlackDown
from tests.worlds.stub_world import ADMIN, CHANNEL, PERSON, Json, StubWorld, stub_world

TEAM = {"id": "T1"}
CARD = "1700000000.000100"
"""The `ts` of a resource's card in the channel."""
THINNED = 6
"""One command in so many is asked for in every way; the others in some ways each, in turn."""
PATHS = [command.path for command in commands.collect()]


async def _idle(_: object) -> None:
    await asyncio.Event().wait()


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StubWorld]:
    """No job runs: what is asked of Sinch is asked for somebody."""
    monkeypatch.setattr(timetable, "run", _idle)
    async with stub_world(tmp_path, home={"team_id": "T1"}, app_info={"app_id": "A1"}) as made:
        await made.bot.slack.identity()
        await made.bot.slack.learn_app_id()
        yield made


def slash(path: str, user: str, **more: str) -> bytes:
    fields = {"command": "/sinch", "text": path, "user_id": user, "channel_id": CHANNEL, "trigger_id": "t"}
    return urlencode({**fields, "team_id": "T1", **more}).encode()


def payload(kind: str, user: str, **more: Any) -> bytes:
    whole = {"type": kind, "user": {"id": user}, "team": TEAM, "trigger_id": "t", "channel": {"id": CHANNEL}, **more}
    return urlencode({"payload": json.dumps(whole)}).encode()


def ways(path: str, user: str, url: str, number: int) -> list[tuple[bytes, str]]:
    """The command, asked for in every way there is."""
    form = "application/x-www-form-urlencoded"
    view = {
        "id": f"V{number}",
        "type": "modal",
        "state": {"values": {}},
        "private_metadata": json.dumps({"c": CHANNEL}),
    }
    button = {"action_id": f"run:{path}", "block_id": "b", "value": "{}"}
    opener = {"action_id": f"form:{path}", "block_id": "b", "value": "{}"}
    found = [(slash(path, user, response_url=url), form)]
    for action in (button, opener):
        found.append((payload("block_actions", user, actions=[action], response_url=url), form))
    home = {**view, "type": "home"}
    found.append((payload("block_actions", user, actions=[button], view=home), form))
    within = {**view, "callback_id": f"form:{path}"}
    found.append((payload("block_actions", user, actions=[button], view=within), form))
    for question in (confirm.CONFIRM, confirm.CANCEL, confirm.MEND):
        answer = {"action_id": question, "block_id": "b", "value": f"key{number}"}
        found.append((payload("block_actions", user, actions=[answer], response_url=url), form))
    message = {"ts": f"{number}.4", "thread_ts": CARD, "user": PERSON, "text": path}
    chosen = {"callback_id": shortcut.CALLBACK, "message": message, "message_ts": message["ts"], "response_url": url}
    found.append((payload("message_action", user, **chosen), form))
    for prefix in ("form:", "step:", file_form.PREFIX):
        found.append((payload("view_submission", user, view={**view, "callback_id": f"{prefix}{path}"}), form))
    asked = {**view, "callback_id": f"form:{path}"}
    found.append(
        (payload("block_suggestion", user, view=asked, block_id="resource", action_id="value", value="x"), form)
    )
    for event in (
        {"type": "app_mention", "text": f"<@UBOT> {path}", "ts": f"{number}.1"},
        {"type": "message", "channel_type": "im", "text": path, "ts": f"{number}.2"},
        {"type": "message", "channel_type": "channel", "text": path, "ts": f"{number}.3", "thread_ts": CARD},
    ):
        body = {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{number}{event['ts']}",
            "event": {**event, "user": user, "channel": CHANNEL},
            "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        }
        found.append((json.dumps(body).encode(), "application/json"))
    return found


def title(path: str) -> str:
    """What a form is called, which its sender read before they sent it."""
    return simple.title(next(item for item in commands.collect() if item.path == path))


STRANGERS: dict[str, Json] = {
    "of another team": {"team_id": "T2", "is_admin": True, "is_owner": True},
    "marked as a stranger": {"is_stranger": True, "is_admin": True},
    "a bot": {"is_bot": True, "is_admin": True},
    "closed": {"deleted": True, "is_admin": True},
}


@pytest.mark.parametrize("who", STRANGERS)
async def test_strangers_get_nothing_in_any_way(world: StubWorld, who: str) -> None:
    """Also not with a grant; they are told so once, and in each modal that they send."""
    world.people["U9"] = STRANGERS[who]
    now = world.bot.clock.now()
    await world.bot.store.grants.give("U9", "admin", ADMIN, now)
    card = Subject(Kind.whatsapp_sender, ("s1",)).key
    await world.bot.store.threads.save(CHANNEL, world.bot.projects.default, card, {}, now, ts=CARD)
    for number, path in enumerate(PATHS if who == "of another team" else PATHS[::20]):
        every = ways(path, "U9", f"{world.stubs}/respond", number)
        turn = number % THINNED
        for body, kind in every if not turn else every[turn::THINNED]:
            response = await world.signed(body, kind)
            assert response.status_code == 200, response.text
            assert path not in response.text.replace(title(path), "")
    await world.bot.tasks.drain(20)
    assert not world.asked
    assert not [call for call in world.slack if call.name in ("views.open", "reactions.add")]
    modals = [json.dumps(call.body) for call in world.slack if call.name == "views.update"]
    assert modals, "a modal that waits is told"
    assert all(access.NOT_HERE in modal for modal in modals)
    shown = [json.dumps(answer) for answer in world.answers]
    shown += [json.dumps(call.body) for call in world.slack if call.name in ("chat.postMessage", "chat.postEphemeral")]
    assert len(shown) == 1
    assert access.NOT_HERE in shown[0]
    assert not [call for call in world.slack if call.name.startswith("files.")]
    await world.slash("whatsapp account get")
    assert world.asked, "somebody who belongs is served from the same Sinch"


@pytest.mark.parametrize("said", [{"user_team": "T2"}, {"team": "T2"}, {}], ids=["user_team", "team", "users.info"])
async def test_a_strangers_replies_stay_in_slack_which_they_hear_once(world: StubWorld, said: Json) -> None:
    """Whoever says that they are of another organisation: Slack's event, or only what Slack knows of them."""
    world.people["U9"] = {"team_id": "T2"}
    card = Subject(Kind.whatsapp_sender, ("s1",)).key
    await world.bot.store.threads.save(CHANNEL, world.bot.projects.default, card, {}, world.bot.clock.now(), ts=CARD)
    for number in range(2):
        reply = {"type": "message", "channel_type": "channel", "text": "Hi", "ts": f"170000000{number + 1}.1"}
        event = {**reply, "user": "U9", "channel": CHANNEL, "thread_ts": CARD, **said}
        body = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": event}
        assert (await world.signed(json.dumps(body).encode(), "application/json")).status_code == 200
    await world.bot.tasks.drain(20)
    told = [str(call.body) for call in world.slack if call.name == "chat.postEphemeral"]
    assert len(told) == 1
    assert "your reply stays in Slack" in told[0]
    assert not world.asked


@pytest.mark.parametrize("more", [{"team_id": "T2"}, {"api_app_id": "A2"}, {"team_id": "T2", "enterprise_id": "E2"}])
async def test_requests_from_elsewhere_are_answered_by_nobody(world: StubWorld, more: dict[str, str]) -> None:
    body = slash("help", ADMIN, response_url=f"{world.stubs}/respond", **more)
    assert (await world.signed(body)).status_code == 200
    team = {"team": {"id": more["team_id"]}} if "team_id" in more else {"api_app_id": "A2"}
    pressed = {"action_id": "run:help", "value": "{}"}
    body = payload("block_actions", ADMIN, actions=[pressed], response_url=f"{world.stubs}/respond", **team)
    assert (await world.signed(body)).status_code == 200
    event = {"type": "app_mention", "text": "<@UBOT> help", "ts": "1.1", "user": ADMIN, "channel": CHANNEL}
    envelope = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event, **more}
    assert (await world.signed(json.dumps(envelope).encode(), "application/json")).status_code == 200
    await world.bot.tasks.drain(5)
    assert not world.answers
    assert not world.posts()


async def test_a_guest_reads_and_a_grant_makes_no_more_of_them(world: StubWorld) -> None:
    world.people["U9"] = {"team_id": "T1", "is_restricted": True}
    await world.bot.store.grants.give("U9", "admin", ADMIN, world.bot.clock.now())
    assert (await access.actor(world.bot.services, "U9")).role is Role.VIEWER
    answer = await world.slash("access grant <@U9> operator")
    assert "guest" in json.dumps(answer)


async def test_a_stranger_cannot_be_given_a_role(world: StubWorld) -> None:
    world.people["U9"] = {"team_id": "T2"}
    answer = await world.slash("access grant <@U9> viewer")
    assert "can't have a role" in json.dumps(answer)
    assert await world.bot.store.grants.get("U9") is None


async def test_a_demoted_admin_loses_it_at_once(world: StubWorld) -> None:
    world.people[PERSON] = {"team_id": "T1", "is_admin": True}
    assert (await access.actor(world.bot.services, PERSON)).role is Role.ADMIN
    world.people[PERSON] = {"team_id": "T1"}
    assert (await access.actor(world.bot.services, PERSON)).role is Role.VIEWER


async def test_nobody_is_admin_by_slacks_word_before_our_workspace_is_known(
    world: StubWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent() -> None:
        raise SlackDown("timeout")

    monkeypatch.setattr(world.bot.slack, "identity", silent)
    world.bot.slack.who = None
    world.people |= {PERSON: {"team_id": "T2", "is_admin": True, "is_owner": True}, ADMIN: {}, "U3": {}}
    await world.bot.store.grants.give("U3", "operator", ADMIN, world.bot.clock.now())
    roles = {user: (await access.actor(world.bot.services, user)).role for user in (PERSON, ADMIN, "U3")}
    assert roles == {PERSON: Role.VIEWER, ADMIN: Role.ADMIN, "U3": Role.OPERATOR}


async def test_a_sister_workspaces_admin_is_none_here(world: StubWorld) -> None:
    world.home = {"team_id": "T1", "enterprise_id": "E1"}
    await world.bot.slack.identity()
    world.people[PERSON] = {"team_id": "T2", "is_admin": True, "enterprise_user": {"enterprise_id": "E1"}}
    assert (await access.actor(world.bot.services, PERSON, "T2")).role is Role.VIEWER
    await world.bot.store.grants.give(PERSON, "admin", ADMIN, world.bot.clock.now())
    assert (await access.actor(world.bot.services, PERSON, "T2")).role is Role.ADMIN
