"""Every command by every way in: what is not for everyone is seen by nobody but the asker, `public` or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

import commands
from bot.cards.blocks.message import Message
from bot.command import Actor, Audience, Command, Ctx, Effect, Place, Reply, Role, Services
from bot.command.invocation import Invocation, Request
from bot.edge.responders import Answer, ByResponseUrl, InThread, InView
from bot.slack.client import Slack
from bot.slack.errors import SlackProblem, problem
from tests.worlds.slack_web import fake_slack, fake_web

HERE, DIRECT, ASKER, URL = "C1", "D1", "U1", "https://hooks.slack.com/1"
TOLD = "what it answers"


def invocation(command: Command, *, public: bool) -> Invocation:
    ctx = Ctx(cast(Services, None), "p1", actor=Actor(ASKER, "olivia", Role.ADMIN), place=Place(HERE), request_id="r1")
    return Invocation(Request(command, {}, public=public), ctx)


@dataclass
class Seen:
    """Who saw it: everyone in the channel, the asker in passing, the asker for good (in a direct message)."""

    everyone: bool = False
    passing: bool = False
    stays: bool = False
    replaced: bool = False
    calls: list[str] = field(default_factory=list)


async def seen_by(make: Callable[[Slack], Answer], reply: Reply) -> Seen:
    web = fake_web()
    await make(fake_slack(web)).show(reply)
    seen = Seen(calls=[name for name, _ in web.calls])
    for name, body in web.calls:
        if TOLD not in str(body):
            continue
        if name == "chat.postMessage":
            seen.stays |= body["channel"] == DIRECT
            seen.everyone |= body["channel"] == HERE
        elif name == "response_url":
            seen.everyone |= body["response_type"] == "in_channel"
            seen.replaced |= body["replace_original"]
            seen.passing |= body["response_type"] == "ephemeral" and not body["replace_original"]
        else:
            seen.passing |= name in ("chat.postEphemeral", "views.update")
    return seen


WAYS: dict[str, Callable[[Slack], Answer]] = {
    "slash command": lambda slack: ByResponseUrl(slack, URL, "t", channel=HERE, user_id=ASKER),
    "button in a message that all see": lambda slack: ByResponseUrl(slack, URL, "t", True, HERE, ASKER),
    "button in a message for one": lambda slack: ByResponseUrl(slack, URL, "t", True, HERE, ASKER, alone=True),
    "button in a direct message": lambda slack: ByResponseUrl(slack, URL, "t", True, DIRECT, ASKER, direct=True),
    "mention": lambda slack: InThread(slack, HERE, "1.0", ASKER),
    "direct message": lambda slack: InThread(slack, DIRECT, None, ASKER, direct=True),
    "form": lambda slack: InView(slack, "V1", "Title", channel=HERE, user_id=ASKER),
    "form of a slash command": lambda slack: InView(slack, "V1", "Title", URL, HERE, ASKER),
}
SHARED = ("button in a message that all see",)
"""Where putting the answer in place of what was pressed shows it to all."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("public", [False, True])
async def test_every_command_keeps_to_its_audience(way: str, public: bool) -> None:
    for command in commands.collect():
        reply = invocation(command, public=public).addressed_to(Reply(Message(TOLD), public=public))
        seen = await seen_by(WAYS[way], reply)
        where = (command.path, way, public, seen.calls)
        assert seen.everyone or seen.passing or seen.stays or seen.replaced, where
        if command.widest is not Audience.EVERYONE:
            assert not seen.everyone, where
            assert not (seen.replaced and way in SHARED), where
        if command.widest is Audience.SECRET:
            assert not seen.stays, where
            assert seen.passing or way == "button in a message for one", where
        if command.widest is Audience.EVERYONE and public and way != "direct message":
            assert seen.everyone or way == "button in a direct message", where


def test_who_is_private() -> None:
    """The list of DESIGN 9.9, whatever the declarations say."""
    for command in commands.collect():
        named = command.area in ("audit", "access", "projects", "webhooks", "setup")
        admins_only = command.effect is Effect.READ and command.role is Role.ADMIN
        takes_secret = any(arg.kind == "secret" for arg in command.arguments)
        if named or admins_only or takes_secret or "token" in command.path:
            assert command.widest is not Audience.EVERYONE, command.path
        if command.widest is not Audience.EVERYONE:
            csv = next((arg for arg in command.arguments if arg.name == "csv"), None)
            assert csv is None or csv.options == ("me",), command.path


async def test_an_answer_of_a_public_command_may_itself_be_private() -> None:
    command = next(item for item in commands.collect() if item.path == "status")
    reply = invocation(command, public=True).addressed_to(Reply(Message(TOLD), audience=Audience.ASKER))
    for way in WAYS.values():
        assert not (await seen_by(way, reply)).everyone


@pytest.mark.parametrize("audience", [Audience.ASKER, Audience.SECRET])
async def test_where_slack_refuses_an_ephemeral_message_a_secret_goes_nowhere(audience: Audience) -> None:
    def refuse(method: str, _body: Any) -> Exception | None:
        return problem("user_not_in_channel") if method == "chat.postEphemeral" else None

    web = fake_web(before=refuse)
    answer = InThread(fake_slack(web), HERE, "1.0", ASKER)
    if audience is Audience.SECRET:
        with pytest.raises(SlackProblem):
            await answer.show(Reply(Message(TOLD), audience=audience))
        assert not web.made("chat.postMessage")
    else:
        await answer.show(Reply(Message(TOLD), audience=audience))
        assert [body["channel"] for body in web.made("chat.postMessage")] == [DIRECT]
