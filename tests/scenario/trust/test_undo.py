"""`/sinch undo`: what was changed is put back, shown before, once, by who changed it or an admin, for ten minutes."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import commands
from bot.cards.blocks.message import Message as Shown
from bot.command.context import Ctx, Place
from bot.command.declaration import Effect
from bot.errors import UserError
from bot.flows.execution import access
from bot.flows.undo import reasons
from bot.flows.undo import undo as flow
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.workspace import Message
from tests.scenario.operations import names
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words
from tests.worlds.clock import FakeClock

DRAFT = (
    'json=\'{"details": {"components": [{"type": "BODY", "text": "Your order %s is on its way to you today."}]}, '
    '"status": "DRAFT"}\''
)
CHANGED = {
    "webhook": "webhooks update {hook} target=https://new.example.com/in triggers=BUNDLE_DONE",
    "webhook in full": "webhooks replace {hook} target=https://new.example.com/in secret=abcdefgh triggers=ALL",
    "sms app": "sms apps update {sms} name='Login codes'",
    "rcs sender": "rcs senders update {rcs_draft} brand.name='Beans & Co' details.countries=SE",
    "upscale": "rcs upscales update {upscale} sms_service_id=def456",
    "whatsapp sender": "whatsapp senders update {wa_active} about='Open late' status=DRAFT",
    "whatsapp draft": "whatsapp templates update order_update EN_US " + DRAFT % "parcel",
    "kakaotalk draft": "kakaotalk templates update {kt} {kt_approved} content=반갑습니다 status=DRAFT",
    "kakaotalk sender": "kakaotalk senders update {kt} name='Northwind Seoul' status=DRAFT",
}
"""A change of each kind that can be put back."""
LIVELY = ("modified", "analytics", "quality", "username", "lastModified")


async def confirmed(world: BotWorld, command: str, user: str = OWNER) -> Message:
    """Type it, and say yes where it asks."""
    answer = await world.slash(command, user=user)
    first = labels(answer)
    if "Cancel" in first:
        answer = await world.click_for(answer, next(item for item in first if item != "Mend it"), user=user)
    return answer


def at_sinch(world: BotWorld) -> dict[str, Any]:
    """Everything that the project has there, without what changes by itself."""
    project = world.sinch.projects[PROJECT_ID]
    tables = {
        "webhooks": project.webhooks, "sms": project.sms_apps, "rcs": project.rcs_senders, "upscales": project.upscales,
        "wa": project.whatsapp_senders, "templates": project.templates, "kt": project.kakaotalk_templates,
        "ks": project.kakaotalk_senders,
    }  # fmt: skip
    return {name: _plain(copy.deepcopy(table)) for name, table in tables.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _plain(inner) for key, inner in value.items() if key not in LIVELY and not str(key).startswith("_")
        }
    return [_plain(item) for item in value] if isinstance(value, list) else value


def filled(command: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        command = command.replace(f"{{{name}}}", value)
    return command


async def test_each_kind_of_change_is_put_back(world: BotWorld) -> None:
    project = world.sinch.projects[PROJECT_ID]
    known = {**names(project), "hook": world.sinch.seed_webhook("https://crm.example.com/in", "s")}
    for kind, command in CHANGED.items():
        before = at_sinch(world)
        done = await confirmed(world, filled(command, known))
        assert at_sinch(world) != before, (kind, words(done))
        left = at_sinch(world)
        question = await world.slash("undo")
        assert "Undo" in labels(question), (kind, words(question))
        assert "→" in words(question), "the difference is shown"
        assert '{"' not in words(question), "in words"
        assert at_sinch(world) == left, "and nothing has happened yet"
        answer = await world.click_for(question, "Undo")
        assert "is undone" in words(answer), (kind, words(answer))
        if kind == "kakaotalk draft":  # which cannot be dropped
            template = project.kakaotalk_templates[f"{known['kt']}/{known['kt_approved']}"]
            assert template["changes"]["details"]["content"] == template["details"]["content"]
        else:
            assert at_sinch(world) == before, kind
    assert "Sinch never shows" not in words(answer)
    rows = await world.bot.store.audit.recent(3)
    assert ("undo", "done", OWNER) in {(row.action, row.outcome, row.user_id) for row in rows}
    assert await world.bot.store.audit.verify() is None


async def test_a_setting_is_put_back_too(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    await world.slash(f"access grant <@{MEMBER}> admin")
    store = world.bot.store
    for role in ("operator", None):
        question = await world.slash("undo")
        await world.click_for(question, "Undo")
        found = await store.grants.get(MEMBER)
        assert (found and found.role) == role, "one step back at a time"
    await world.slash("comments off", channel=ACTIVITY)
    await world.click_for(await world.slash("undo"), "Undo")
    assert (await store.channels.get(ACTIVITY)).comments == "auto", "in the channel where it was changed"
    await world.slash("approvals require launch")
    question = await world.slash("undo")
    assert "*Channel*: <#" in words(question), "a channel has its name"
    await world.click_for(question, "Undo")
    assert await store.approvals.rules() == []
    assert "Nothing changed here" in words(await world.slash("undo"))


async def test_a_rule_for_a_second_person_is_there_again_where_it_was(world: BotWorld) -> None:
    """Undoing a move took the whole rule away: what is the same before and after is not kept."""
    await world.slash(f"approvals require launch in=<#{ACTIVITY}>")
    for then in (f"approvals require Launch in=<#{GENERAL}>", "approvals drop launch"):
        await world.slash(then)
        await world.click_for(await world.slash("undo"), "Undo")
        rules = await world.bot.store.approvals.rules()
        assert [(rule.what, rule.channel) for rule in rules] == [("launch", ACTIVITY)], then


async def renamed(world: BotWorld, name: str = "Login codes", user: str = MEMBER) -> str:
    """An SMS app renamed by an operator; its id."""
    app = names(world.sinch.projects[PROJECT_ID])["sms"]
    await confirmed(world, f"sms apps update {app} name='{name}'", user=user)
    return app


async def row_id(world: BotWorld, action: str) -> int:
    rows = await world.bot.store.audit.recent(10)
    return next(row.begun_id or row.id for row in rows if row.action == action)


async def test_only_who_changed_it_or_an_admin(world: BotWorld) -> None:
    await world.bot.store.grants.give(MEMBER, "operator", OWNER, world.bot.clock.now())
    app = names(world.sinch.projects[PROJECT_ID])["sms"]
    was = world.sinch.projects[PROJECT_ID].sms_apps[app]["name"]
    await renamed(world, user=OWNER)
    number = await row_id(world, "sms apps update")
    for typed in ("undo", f"undo {number}"):
        refused = await world.slash(typed, user=MEMBER)
        assert "or an admin can undo" in words(refused)
    await world.click_for(await world.slash("undo"), "Undo")
    await renamed(world, user=MEMBER)
    await world.bot.store.grants.give(MEMBER, "viewer", OWNER, world.bot.clock.now())
    assert "operator role" in words(await world.slash("undo", user=MEMBER)), "as the change itself does"
    question = await world.slash("undo")
    assert f"by <@{MEMBER}>" in words(question), "an admin sees whose change it is"
    await world.click_for(question, "Undo")
    assert world.sinch.projects[PROJECT_ID].sms_apps[app]["name"] == was


@pytest.mark.parametrize("typed", ["undo user=<@{}>", "undo <@{}>"])
async def test_a_person_is_enough_to_say_whose_change(world: BotWorld, typed: str) -> None:
    await world.bot.store.grants.give(MEMBER, "operator", OWNER, world.bot.clock.now())
    app = names(world.sinch.projects[PROJECT_ID])["sms"]
    was = world.sinch.projects[PROJECT_ID].sms_apps[app]["name"]
    await renamed(world, user=MEMBER)
    await confirmed(
        world, "follow whatsapp templates order_update EN_US"
    )  # the admin's own latest change is another one
    refused = await world.slash(typed.format(OWNER), user=MEMBER)
    assert "or an admin can undo" in words(refused)
    question = await world.slash(typed.format(MEMBER))
    assert f"by <@{MEMBER}>" in words(question)
    await world.click_for(question, "Undo")
    assert world.sinch.projects[PROJECT_ID].sms_apps[app]["name"] == was
    assert f"<@{MEMBER}> changed nothing" in words(await world.slash(typed.format(MEMBER)))


async def test_once_and_not_over_another_change(world: BotWorld) -> None:
    app = await renamed(world, user=OWNER)
    sms = world.sinch.projects[PROJECT_ID].sms_apps[app]
    number = await row_id(world, "sms apps update")
    first, second = await world.slash("undo"), await world.slash(f"undo {number}")
    sms["name"] = "Somebody else's"
    assert "has changed since" in words(await world.slash("undo")), "while it is asked"
    assert "has changed since" in words(await world.click_for(first, "Undo")), "and when it is confirmed"
    assert sms["name"] == "Somebody else's"
    sms["name"] = "Login codes"
    await world.click_for(second, "Undo")
    undone = sms["name"]
    assert undone != "Login codes"
    assert "already undone" in words(await world.slash(f"undo {number}"))
    sms["name"] = "Login codes"
    assert "already undone" in words(await world.slash(f"undo {number}"))


async def test_what_sinch_refuses_can_be_tried_again(world: BotWorld) -> None:
    app = await renamed(world, user=OWNER)
    sms = world.sinch.projects[PROJECT_ID].sms_apps[app]
    question = await world.slash("undo")
    world.sinch.faults.add(Fault("status", status=409, method="PATCH", path="/sms"))
    await world.click_for(question, "Undo")
    assert sms["name"] == "Login codes"
    await world.click_for(await world.slash("undo"), "Undo")
    assert sms["name"] != "Login codes"


async def test_ten_minutes_and_a_rule_for_a_second_person(world: BotWorld) -> None:
    await renamed(world, user=OWNER)
    number = await row_id(world, "sms apps update")
    await world.slash(f"approvals require sms in=<#{ACTIVITY}>")
    await world.click(await world.slash(f"undo {number}"), "Undo")
    await world.until(
        lambda: any("asks for approval" in words(message) for message in world.messages(ACTIVITY)), "the request"
    )
    assert len(world.calls("PATCH", "/sms")) == 1, "it waits"
    actor = await access.actor(world.bot.services, OWNER)
    ctx = Ctx(world.bot.services, PROJECT_ID, actor=actor, place=Place(ACTIVITY), request_id="test")
    for minutes, too_late in ((9, False), (10, True), (24 * 60, True)):
        clock = FakeClock(world.bot.clock.now() + timedelta(minutes=minutes))
        later = replace(ctx, services=replace(ctx.services, clock=clock))
        outcome = await asyncio.gather(flow.question(later, number, commands.collect()), return_exceptions=True)
        assert ("too long ago" in str(outcome[0])) == too_late
        if too_late:
            with pytest.raises(UserError, match="too long ago"):
                await flow.run(later, number, commands.collect())
            with pytest.raises(UserError, match="Nothing changed here"):
                await flow.latest(later, commands.collect())


async def test_why_not_and_what_instead(world: BotWorld) -> None:
    known = names(world.sinch.projects[PROJECT_ID])
    await confirmed(world, f"rcs senders launch {known['rcs_test']}")
    refused = await world.slash("undo")
    assert "can't withdraw it" in words(refused)
    assert "Write a comment" in labels(refused)
    changed = DRAFT.replace("DRAFT", "SUBMIT") % "box"
    await confirmed(world, f"whatsapp templates update order_update EN_US {changed}")
    assert "Meta is reviewing the changes" in words(await world.slash("undo"))
    await confirmed(world, f"rcs senders comment {known['rcs_draft']} Hello")
    assert "can't be edited or deleted" in words(await world.slash("undo"))


@pytest.mark.parametrize("path", [item.path for item in commands.collect() if item.effect is not Effect.READ])
def test_every_change_can_be_undone_or_says_why_not(path: str) -> None:
    command = commands.collect().get(path)
    assert command is not None
    if reasons.can_be_undone(command):
        return
    why = reasons.reason(command)
    assert why.why
    assert why.hint
    if why.instead and not command.hidden:
        assert reasons.ways(command, {}, commands.collect().get), f"{why.instead} leads nowhere"
    if not command.hidden and command.words[0] not in ("undo", "approvals"):
        assert why is not reasons.OTHERWISE, "say why, and what to do instead"


SETTINGS = (
    ("subscribe whatsapp only=rejections", "Rejections for WhatsApp"),
    ("subscribe rcs", "All events for RCS"),
    ("subscribe kakaotalk", "All events for RCS, KakaoTalk"),  # joins the rule before
    ("unsubscribe", "Rejections for WhatsApp"),
    ("mute 3h", "muted until"),
    ("unmute", "not muted"),
    ("digest add daily 09:15 Europe/Stockholm", "every day at 09:15"),
    ("digest remove 1", "every day at 09:15"),
    ("follow whatsapp templates order_update EN_US", "followed → not followed"),
    ("unfollow whatsapp templates order_update EN_US", "not followed → followed"),
)
"""The bot's own rows, each change on top of the ones before."""


async def settings_of(world: BotWorld) -> Mapping[str, Any]:
    store = world.bot.store
    return {
        "subscriptions": await store.subscriptions.in_channel(GENERAL),
        "mute": (await store.channels.get(GENERAL)).muted_until,
        "digests": [replace(item, next_at=None) for item in await store.digests.in_channel(GENERAL)],
        "follows": [replace(item, id=0) for item in await store.follows.of_user(OWNER)],
    }


async def test_the_bots_own_rows_are_put_back_as_they_were(world: BotWorld) -> None:
    seen = []
    for typed, _ in SETTINGS:
        seen.append(await settings_of(world))
        await confirmed(world, typed)
        assert await settings_of(world) != seen[-1], typed
    for (typed, said), before in zip(reversed(SETTINGS), reversed(seen), strict=True):
        question = await world.slash("undo", channel=ACTIVITY)  # wherever it is typed
        assert said in words(question), (typed, words(question))
        assert "→" in words(question)
        await world.click_for(question, "Undo")
        assert await settings_of(world) == before, typed
    assert await world.bot.store.audit.verify() is None
    lines = [words(message) for message in world.messages(GENERAL) if not message.ephemeral_to]
    assert any("undid `mute` here" in line for line in lines), "everybody there is told"


async def test_own_rows_that_changed_since_are_left(world: BotWorld) -> None:
    await world.slash("digest add daily 09:00 UTC")
    (digest,) = await world.bot.store.digests.in_channel(GENERAL)
    question = await world.slash("undo")
    await world.bot.store.digests.pause(digest.id, world.bot.clock.now())
    assert "has changed since" in words(await world.click_for(question, "Undo"))
    assert await world.bot.store.digests.get(digest.id)
    await world.slash("follow whatsapp templates order_update EN_US", user=MEMBER)
    await world.click_for(await world.slash("undo", user=MEMBER), "Undo", user=MEMBER)
    assert await world.bot.store.follows.of_user(MEMBER) == [], "a viewer undoes what a viewer may do"
    card = await muted_in_its_thread(world)
    await world.click_for(await world.slash("undo"), "Undo")
    thread = await world.bot.store.threads.at(ACTIVITY, card)
    assert thread is not None
    assert thread.muted_until is None, "the card's, not the channel's, wherever undo is typed"
    await world.slash("subscribe rcs")
    await world.slash(f"approvals require unsubscribe in=<#{ACTIVITY}>")
    number = await row_id(world, "subscribe")
    assert "needs approval" in words(await world.click_for(await world.slash(f"undo {number}"), "Undo"))
    assert len(await world.bot.store.subscriptions.in_channel(GENERAL)) == 1


async def muted_in_its_thread(world: BotWorld) -> str:
    """A card, after somebody has asked for quiet in its thread."""
    card = await world.bot.slack.post(ACTIVITY, Shown("a card"))
    key = Subject(Kind.rcs_account).key
    await world.bot.store.threads.save(ACTIVITY, PROJECT_ID, key, {}, world.bot.clock.now(), ts=card.ts)
    await world.slack.people.send_message(OWNER, ACTIVITY, f"@{world.workspace.bot.name} mute 2h", card.ts)
    await world.until(lambda: any("Muted" in words(message) for message in world.messages(ACTIVITY)), "the answer")
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    return card.ts
